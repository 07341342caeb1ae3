"""Annexes: what the list behind 附件： announces, and the annexes that follow in the file."""

from collections.abc import Iterator
from typing import NamedTuple

from xxlint import numerals
from xxlint.patterns import lazy
from xxlint.span import Span

_NUMERAL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_LIST = lazy(r"\n[ \t\v\u3000]*附[ \u3000]?件[：:][ \t\u3000]*(?P<first>)")
_HEAD = lazy(  # 附件1, 附件 2, 【附件3】, 附件三：任务清单, 附件4统计表; 附件 alone where there is but one
    rf"\n[ \t\v\u3000#\x01【\[（(]*附[ \u3000]?(?:"
    rf"(?:[件表录][ \u3000]?|(?=\d{{1,2}}(?:-\d{{1,2}})?[：:\s\u3000]))(?P<number>{_NUMERAL})(?:[-—–~～至、](?P<last>{_NUMERAL}))?[】\]）)]?"
    r"(?:[：:]?[ \t\v\u3000\x01]*(?=\n|\Z)|(?:[：:]|[ \t\u3000]+)[ \t\u3000]*(?P<title>[^\n。；]{2,60}?)[ \t\v\u3000]*(?=\n|\Z)"
    r"|(?![为是中所的和与要由及至到\d])(?P<close>[^\n。；，：:]{2,30}?)[ \t\v\u3000]*(?=\n|\Z))"
    r"|[件表][】\]）)]?[：:]?[ \t\v\u3000\x01]*(?=\n|\Z))"
)

_ITEM = lazy(r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})[.．、][ \t\u3000]*(?P<words>[^\n]*)")
_NEXT_IN_LINE = lazy(r"[；;。 \t\u3000]+(?=\d{1,2}[.．、](?!\d))")
_LEAD = " \t\v\u3000\xa0\x01"


class AnnexItem(NamedTuple):
    """An annex that a list announces: its number, and where number and title stand."""

    number: int
    span: Span
    title: str


class AnnexHead(NamedTuple):
    """An annex in the file: where its heading begins, and the numbers that it bears (none for 附件 alone).

    ``is_table`` says that it is called 附表, and may stand within the text.
    """

    at: int
    is_table: bool
    numbers: range
    title: str


def annex_lists(prose: str) -> Iterator[tuple[AnnexItem, ...]]:
    """The lists behind 附件：, one for each paper in the file; an annex without number is the first."""
    if "附" not in prose:
        return
    for match in _LIST.finditer("\n" + prose):
        at = match.start("first") - 1
        items = tuple(_items(prose, at))
        end = prose.find("\n", at)
        if title := prose[at : end if end >= 0 else None].strip(_LEAD):
            items = items or (AnnexItem(1, Span(at, at + len(title)), title),)
        if items:
            yield items


def _items(prose: str, at: int) -> Iterator[AnnexItem]:
    """The items from ``at`` on: they count from one, each on a line of its own or several in one; empty lines part none."""
    wanted = 1
    while at < len(prose):
        end = prose.find("\n", at)
        end = len(prose) if end < 0 else end
        start = at + len(prose[at:end]) - len(prose[at:end].lstrip(_LEAD))
        if start == end:
            at = end + 1
            continue
        while (match := _ITEM.match(prose, start, end)) is not None:
            cut = _NEXT_IN_LINE.search(prose, match.start("words"), end)
            stop = cut.start() if cut else end
            number = numerals.parse(match["number"])
            if number is None or number < wanted:
                return
            title = prose[match.start("words") : stop].strip(_LEAD)
            last = stop - (len(prose[start:stop]) - len(prose[start:stop].rstrip(_LEAD)))
            yield AnnexItem(number, Span(match.start(), last), title)
            wanted = number + 1
            if cut is None:
                break
            start = cut.end()
        else:
            return
        at = end + 1


def annex_heads(prose: str) -> list[AnnexHead]:
    """The annexes' headings in reading order."""
    if "附" not in prose:
        return []
    found = []
    for match in _HEAD.finditer("\n" + prose):
        first = numerals.parse(match["number"]) if match["number"] else None
        last = numerals.parse(match["last"]) if match["last"] else first
        numbers = range(first, max(first, last or first) + 1) if first else range(0)
        is_table = "表" in match[0].lstrip(_LEAD + "\n#【[（(")[:3]
        found.append(AnnexHead(match.start(), is_table, numbers, match["title"] or match["close"] or ""))
    return found
