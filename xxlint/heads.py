"""Which headings to count things by: as few as tell them apart."""

from collections.abc import Sequence

from xxlint.words import Words

OUTSIDE = Words("（章节之外）", "(outside the sections)")
"""What stands above the first heading, or in no section at all, where others have a heading."""


def heads(sections: Sequence[tuple[str, ...]]) -> list[str]:
    """The heading that stands for each: the top one, or deeper ones where the levels above have just one."""
    headed = {section for section in sections if section}
    deep = 0
    while len({section[: deep + 1] for section in headed}) == 1 and max(map(len, headed)) > deep + 1:
        deep += 1
    return [section[min(deep, len(section) - 1)] if section else "" for section in sections]
