"""Blanks left for something: ____, （  ）, 〔〕25号, 生产总值   亿元."""

import re
from collections.abc import Iterator

from xxlint.analysis.lines import BLANKS
from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.patterns import Sweep, is_han, lazy
from xxlint.span import Span

_BLANKS = Sweep(
    r"__+|_(?=[亿万元%个人户家项名])|（[ \u3000\xa0]*）|\([ \u3000]*\)|〔[ \u3000]*〕|【[ \u3000]*】|《[ \u3000]*》|“[ \u3000]*”|「[ \u3000]*」|\[[ \u3000]+\]"
    r"| (?<=[^\x00-$&-\x7f\u3000] )[ \u3000]*(?=[^\x00-$&-\x7f])|"
    "\u3000"
    r"(?<=[^\x00-$&-\x7f\u3000]\u3000)[ \u3000]*(?=[^\x00-$&-\x7f])"
)
_BESIDE = 80  # characters beside a gap that tell whether it is one
_TICK = lazy(r"[ \u3000]*(?:是|否|有|无|男|女|A|B|同意|不同意|对|错|合格)(?=[ \u3000（(]|$|\n)")
_GAP_UNIT = lazy(
    r"(?:万亿|亿|万|千)?(?:元|美元|%|‰|个?百分点|亩|公顷|平方米|平方公里|公里|吨|公斤|千瓦时|立方米|人次|户|微克|米(?!粉))"
    r"|(?:万|亿)(?:人|户|头|只|株|羽|件)|人(?=[，。；、次])"
)


def find_blanks(page: Surroundings) -> Iterator[Slot]:
    """Slots of the form "blank"; case "form" on a form's own lines."""
    for match in _BLANKS.finditer(page.folded):
        span = Span(*match.span())
        sign = match[0][0]
        if sign in " \u3000":
            if _is_gap(page, span):
                yield Slot(span, "blank", "text")
        elif sign == "_":
            if not _is_in_word(page, span):
                yield Slot(span, "blank", "text", case=case_of_blank(page, span))
        elif not _is_empty_on_purpose(page, span, match[0]):
            yield Slot(span, "blank", "text", case=case_of_blank(page, span))


def case_of_blank(page: Surroundings, span: Span) -> str | None:
    """ "form" where the blank is to be filled in by hand: forms, sign-off lines, questions of an exam."""
    return "form" if page.is_form(span.start) or page.line(span.start).is_exam else None


def _is_in_word(page: Surroundings, span: Span) -> bool:
    """file__name, __init__: underscores of a word in Latin letters; a rule across the page."""
    left, right = page.before(span.start), page.after(span.end)
    if (left.isascii() and left.isalnum()) or (right.isascii() and right.isalpha()):
        return not left.isdecimal() or right.isalpha()
    return page.is_whole_line(span) and span.end - span.start > 12


def _is_empty_on_purpose(page: Surroundings, span: Span, words: str) -> bool:
    left, right = page.before(span.start), page.after(span.end)
    if words[0] == "“":
        return bool(re.match(r"[号引、和与]|标点", page.prose[span.end : span.end + 2])) or left in (
            "引",
            "号",
        )
    if words[0] in "([" and ((left.isascii() and left.strip() != "") or not left.strip()):
        return True
    if (
        words[0] in "（《【"
        and right in ("号", "内", "中")
        and len(words) == 2
        and left in ("用", "加", "在", "入")
    ):
        return True
    if page.line(span.start).speaks_of_marks:
        return True
    return bool(words[0] in "（(" and _TICK.match(page.prose, span.end))


def _is_gap(page: Surroundings, span: Span) -> bool:
    """Blanks inside a sentence where a number or a name is missing, not columns and not a heading's own space."""
    left, right = page.folded[span.start - 1], page.folded[span.end]
    if not (is_han(left) or left in "%”）") or not (is_han(right) or right in "%‰，。；、"):
        return False
    line = page.line(span.start)
    if not line.is_prose or line.is_row:
        return False
    size = span.end - span.start
    head = page.folded[max(line.span.start, span.start - _BESIDE) : span.start].strip(BLANKS)
    if _GAP_UNIT.match(page.folded, span.end) and len(head) >= 3:
        return not head.endswith(("单位", "："))
    if size >= 2 and page.unit_at(span.end) is not None and re.search("[\u4e00-\u9fff]{4}", head):
        return not re.search("[。；：！？]$", head)
    if size < 4:
        return False
    tail = page.folded[span.end : min(line.span.end, span.end + _BESIDE)]
    return bool(re.search("[，；、]", head) and re.search("[，。；]", tail)) and not re.search(
        "[。；：！？”]$", head
    )
