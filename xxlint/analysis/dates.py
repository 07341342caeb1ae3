"""Dates that are not filled in: 20XX年X月X日, 202X年, ×年×月, 2023年  月  日."""

from collections.abc import Iterator

from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.patterns import Sweep, compiled, is_han, lazy
from xxlint.span import Span

_HOLE = "[Xx×○_*□△…]"
_BLANK = r"[ \u3000]"
_N = rf"(?:\d|{_HOLE})"
_YEAR = rf"(?:{_N}{{2,6}}|{_HOLE})"
_ENDS = r"[ \u3000]?(?:[—~～\-]+|至|到)[ \u3000]?"
_FROM = rf"(?:{_HOLE}{{1,2}}{_ENDS}(?={_N}))?"  # the first of two months or days: X—X月
_SHORT = rf"(?:{_N}{{1,3}}(?!_)|_{{4,12}}|{_BLANK}+)"
_TIME = rf"(?:{_N}{{1,2}}[时点](?:{_N}{{1,2}}分)?)?"
_DATE = lazy(
    rf"{_YEAR}{_BLANK}?年(?:{_BLANK}?{_FROM}{_SHORT}{_BLANK}?月(?:份|{_BLANK}?{_FROM}{_SHORT}{_BLANK}?[日号]{_TIME})?)?"
    rf"|{_FROM}{_SHORT}{_BLANK}?月(?:份|{_BLANK}?{_FROM}{_SHORT}{_BLANK}?[日号]{_TIME})?|{_N}{{1,2}}[日](?!常|报|均|照|程|益)"
    rf"|(?:(?<=[上下中]午)|(?<=晚上)|(?<=凌晨)){_N}{{1,2}}[时点](?:(?:{_N}{{1,2}}分)|(?![代段候尚名评心建意]))"
    rf"|{_SHORT}{_BLANK}?[时点]{_BLANK}?{_SHORT}{_BLANK}?分(?!别|析|工)|(?:19|20){_HOLE}{{2}}(?!{_N})|(?:19|20)\d{_HOLE}(?!{_N})"
)
_JOINT = lazy(rf"{_BLANK}?(?:[—~～\-]+|至|到){_BLANK}?")
_HOLES = Sweep("(?:-|[Xx×○_*□△… \u3000])[Xx×○_*□△…\\- \u3000]*")
_BEFORE_DAY = frozenset("Xx×○_*□△")  # what stands for a day; blanks before 日 may be blanks between words
_SIGNS = frozenset("年月日时点")
_NUMERALS = "零〇○一二三四五六七八九十"
_INDENT = 80
_OF_DATES = frozenset("0123456789Xx×○_*□△…-—~～至到 \u3000年月")
_YEAR_LEFT_BLANK = lazy(r"(?: {1,4}|\u3000{1,2})?年\Z")
_COUNT_OF_YEARS = lazy(r"年(?:来|以上|以下|之久|内|期|的|多|间|左右|前|后|以来|经验|工龄|党龄|历史)")


def find_dates(page: Surroundings) -> Iterator[Slot]:
    """Slots of the form "date"; bare 年 月 日 to fill in by hand are blanks of a form."""
    folded, taken = page.folded, 0
    for trigger in _triggers(folded):
        if trigger < taken:
            continue
        span = _date_around(page, trigger, taken)
        if span is None:
            continue
        span = _with_range(folded, span)
        slot = _judge(page, span)
        if slot is not None:
            yield slot._replace(span=_with_blank_year(folded, span, taken))
        taken = span.end


def _triggers(folded: str) -> Iterator[int]:
    """Where a date is worth a look: at a sign of a date beside holes, at a hole behind the digits of a year."""
    for holes in _HOLES.finditer(folded):
        start, end = holes.span()
        before, behind = folded[start - 1 : start], folded[end : end + 1]
        if before == "年" or (before == "月" and _is_day(holes[0], behind)):
            yield start - 1
        elif before.isdecimal() and _is_in_year(folded, start):
            yield start
        if behind in _SIGNS and _leads(holes[0][-1], behind):
            yield end


def _is_day(holes: str, behind: str) -> bool:
    """Whether holes behind 月 stand for a day: 月X, 月  日, not 月-."""
    return holes.strip(" \u3000")[:1] not in ("", "-") or (behind == "日" and not holes.strip(" \u3000"))


def _is_in_year(folded: str, at: int) -> bool:
    """Whether the hole stands for the end of a year: 20X, 19×, 202X, 20_."""
    sign, century, decade = folded[at], folded[max(0, at - 2) : at], folded[max(0, at - 3) : at]
    if sign == "_":
        return century == "20"
    return sign in "X×" and (century in ("20", "19") or (decade[:2] == "20" and decade[2:].isdecimal()))


def _leads(hole: str, sign: str) -> bool:
    """Whether a hole right before a sign of a date may be its number."""
    if sign == "日":
        return hole in _BEFORE_DAY
    return sign in "年月" or hole in "Xx×_"


def _date_around(page: Surroundings, at: int, floor: int) -> Span | None:
    """The longest date with a hole that covers ``at``."""
    folded = page.folded
    start = at
    while start > floor and at - start < 16 and folded[start - 1] in _OF_DATES:
        start -= 1
    while start <= at:
        match = _DATE.match(folded, start)
        if (
            match
            and match.end() > at
            and compiled(rf"{_HOLE}|[年月]{_BLANK}+[月日]|年{_BLANK}+\d*月").search(match[0])
        ):
            words = match[0]
            lead = len(words) - len(words.lstrip(" \u3000"))
            return (
                Span(start + lead, match.end())
                if compiled(r"\d|" + _HOLE).search(words)
                else Span(start, match.end())
            )
        start += 1
    return None


def _with_range(folded: str, span: Span) -> Span:
    """X月X日—X月X日 is one place to fill in."""
    joint = _JOINT.match(folded, span.end)
    if joint and (rest := _DATE.match(folded, joint.end())) and compiled(_HOLE).search(rest[0]):
        return Span(span.start, rest.end())
    return span


def _with_blank_year(folded: str, span: Span, floor: int) -> Span:
    """年  月  日 with the blanks that stand for the year; what indents the line beyond them stays."""
    words = span.of(folded)
    if words[:1] not in (" ", "\u3000") or folded[span.start - 1 : span.start] != "年":
        return span
    year = _YEAR_LEFT_BLANK.search(folded, max(floor, span.start - 5), span.start)
    if year is None:
        return span
    end = year.start()
    while end > max(floor, span.start - _INDENT) and folded[end - 1] in " \u3000":
        end -= 1
    left = folded[end - 1 : end]
    if left.isalnum() and (end == year.end() - 1 or not is_han(left) or left in _NUMERALS):
        return span  # 今年  月, 2023  年
    return Span(year.start(), span.end)


def _judge(page: Surroundings, span: Span) -> Slot | None:
    folded = page.folded
    words = folded[span.start : span.end]
    left, right = page.before(span.start), page.after(span.end)
    if words[0] in "△□○*…" and words[1:2] == "年" and page.starts_line(span.start):
        return None  # a bullet: △年度目标
    if (left.isascii() and left.isalpha()) or left in ("+", "="):
        return None
    if words[0] == "…" or (left.isdecimal() and not words[0].isdecimal()):
        return None
    if not compiled(r"[年月日时点分]").search(words) and (
        (right.isascii() and right.isalnum()) or page.unit_at(span.end)
    ):
        return None
    if compiled(r"[XxX×○□△]{1,3}年").fullmatch(words) and _COUNT_OF_YEARS.match(folded, span.end - 1):
        return None  # XX年来: a number of years
    if compiled(r"^[○〇一二三四五六七八九]").search(words) and left in "一二三四五六七八九〇○":
        return None
    if not compiled(r"\d|[Xx×○*□△_]").search(words):  # bare 年 月 日
        in_prose = page.is_sentence(span.start) and not page.is_form(span.start) and left.strip()
        return Slot(span, "blank" if not in_prose else "date", "date", case=None if in_prose else "form")
    if compiled(r"\d{1,4}年(?:\d+月)?").fullmatch(words):
        return None
    half_filled = compiled(r"\d+年\d+月").search(words)
    if (
        (page.is_signed_off(span.start) or page.is_whole_form)
        and not half_filled
        and (not compiled(r"[Xx×○]").search(words) or _stands_under_signature(page, span))
    ):
        return Slot(span, "date", "date", case="form")
    return Slot(span, "date", "date")


def _stands_under_signature(page: Surroundings, span: Span) -> bool:
    """An empty form's own date line: only blanks and 年月日, under a line that still has its blank."""
    if not page.is_whole_line(span):
        return True
    above = page.lines.above(page.line(span.start))
    return above is not None and bool(compiled(r"_{2,}|[：:]\s*$").search(above.words[-80:]))
