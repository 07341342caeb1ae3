"""The sign-off of a report: who signs it and when, at its end or in the byline under its title."""

from typing import NamedTuple

from xxlint.analysis.annexes import annex_heads
from xxlint.analysis.lines import BLANKS
from xxlint.analysis.title import Title
from xxlint.document import HIDDEN, MARKUP
from xxlint.patterns import lazy
from xxlint.span import Span

_TAIL = 600  # characters of the paper's end that are looked at
_TAIL_LINES = 8
_NAME = 30  # characters of a line that may be a name
_YEAR = r"(?:(?:19|20)\d\d|[二Xx×＿_][〇○零OoXx×＿_一二三四五六七八九\d]{3}|20[Xx×＿_]{2})"
_DATE = lazy(
    rf"{_YEAR}[ \u3000]*年[ \u3000]*[^，。；\n]{{0,4}}月|{_YEAR}[./\-]\d{{1,2}}(?:[./\-]\d{{1,2}})?(?!\d)|年[ \u3000]+月[ \u3000]+日"
)
_BARE_DATE = lazy(r"[\s\u3000\d年月日XxＸ×＿_〇○零一二三四五六七八九十（）()./\-]*")
_SIGNED = lazy(
    r"(?:述[职责廉法学德]{1,4}人|报告人|汇报人|述职者|总结人|单位|签名|落款|署名)[（(]?[^：:\n]{0,6}[：:][ \u3000]*[^\s\u3000]"
)
_NO_NAME = lazy(
    "[，。；：！？…,;:!?]|^[（(][^（）()]*[）)]$|##|[$]{2}|谢谢|特此|以上|完毕|附[件表]|^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十\\d]+[）)]|^\\d+[.．、]|页"
)


class Signature(NamedTuple):
    """What of a sign-off there is, and where it belongs: at the end of the last line of the paper."""

    has_name: bool
    has_date: bool
    place: Span


def find_signature(prose: str, title: Title | None) -> Signature:
    """The sign-off at the end of the paper, before its annexes; a byline under the title will do."""
    annexes = (head.at for head in annex_heads(prose) if not head.is_table)
    end = next((at for at in annexes if title is None or at > title.span.end), len(prose))
    start = max(title.span.end if title else 0, end - _TAIL)
    lines = [_bare(line) for line in prose[start:end].split("\n")]
    tail = [line for line in lines if line][-_TAIL_LINES:]
    short = [line for line in tail if len(line) <= 2 * _NAME and "。" not in line]
    byline = title.byline if title else ()
    dated = any(_DATE.search(line) for line in (*short, *byline)) or bool(
        title and _DATE.search(title.words[-16:])
    )
    named = any(map(_is_name, byline)) or any(_is_name(line) for line in _after_text(tail))
    named = named or any(_SIGNED.search(line) for line in (*tail, *byline))
    last = end
    while last > start and prose[last - 1] in BLANKS + MARKUP + HIDDEN + "\n":
        last -= 1
    return Signature(named, dated, Span(max(start, last - 1), last))


def _bare(line: str) -> str:
    return line.replace(MARKUP, "").strip(BLANKS + HIDDEN)


def _after_text(tail: list[str]) -> list[str]:
    """The short lines behind the last paragraph."""
    found: list[str] = []
    for line in reversed(tail):
        if len(line) > _NAME + 20 or line.endswith(("。", "；", "！", "：", "!", "？")):
            break
        found.append(line)
    return found


def _is_name(line: str) -> bool:
    """Whether a short line may be the name of an office or a person, a date behind it or none."""
    rest = _DATE.split(line)[0].strip(BLANKS + "（(")
    placeholder = rest.strip("XxＸ×") == "" and len(rest) > 1
    if not placeholder and _BARE_DATE.fullmatch(rest):
        return False
    return 2 <= len(rest) <= _NAME and _NO_NAME.search(rest) is None
