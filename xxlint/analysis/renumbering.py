"""The labels of a list as they would count on, each in its own form; and the words that refer to those that change.

Whether a list may be renumbered is decided here, too: only where nothing but the order of the items can be meant.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xxlint import numerals
from xxlint.analysis.enumerations import Break, Enumeration
from xxlint.analysis.labels import LAST, Marker
from xxlint.patterns import lazy
from xxlint.span import Edit, Span

_MOST_BREAKS = 3  # in a list with more of them nobody knows what was meant
_MOST_MISSING = 3  # more numbers than these are left out on purpose: an excerpt
_NO_COUNT = frozenset({"word", "spaced"})  # 首先 and 最后 count nothing; a number and a blank may be anything
_CHINESE = "一二三四五六七八九十百千零〇○"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_NUMERAL = lazy(rf"[{_CHINESE}]+|[{_FORMAL}拾]+|\d+(?:[.．]\d+)*|[①-⒛㉑-㉟㊱-㊿㈠-㈩㊀-㊉Ⅰ-ⅻ❶-❿⓵-⓾]|[A-Za-z]")
_COMPONENT = lazy(r"\d+")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class Renumbered(NamedTuple):
    """The edits that make a list count on; ``changed`` are the labels that get another number."""

    edits: tuple[Edit, ...]
    changed: tuple[Marker, ...]


def renumbered(
    prose: str, enumeration: Enumeration, breaks: Sequence[Break], markers: Sequence[Marker]
) -> Renumbered | None:
    """What puts a list whose order ``is_certain`` right; None where a label's form has no numeral for its number.

    ``markers`` are the labels from the list's first one to the end of its last item, in reading order: decimal
    labels inside an item (4.1 under 4.) change with it.
    """
    first = 1 if breaks[0].kind == "not-from-one" else enumeration.numbers[0]
    edits: list[Edit] = []
    changed: list[Marker] = []
    moves: dict[int, tuple[Marker, int]] = {}
    for number, marker in enumerate(enumeration.markers, first):
        if marker.number in (number, LAST):
            continue
        edit = _edit(prose, marker, len(marker.path), number)
        if edit is None:
            return None
        edits.append(edit)
        changed.append(marker)
        moves[marker.span.start] = (marker, number)
    edits += _below(prose, enumeration, moves, markers)
    return Renumbered(tuple(sorted(edits)), tuple(changed))


def is_certain(enumeration: Enumeration, breaks: Sequence[Break]) -> bool:
    """Whether the labels of a list with these breaks can only be meant to count on."""
    if len(enumeration.markers) < 2 or not 0 < len(breaks) <= _MOST_BREAKS:
        return False
    if enumeration.form in _NO_COUNT or enumeration.inverted:
        return False
    if any(marker.form in _NO_COUNT for marker in enumeration.markers):
        return False
    numbers = enumeration.numbers
    return all(_is_slip(numbers, found, len(breaks)) for found in breaks)


def _is_slip(numbers: Sequence[int], found: Break, count: int) -> bool:
    """Whether a break can only be a wrong number: no excerpt, no second list that begins in the middle."""
    number = numbers[found.at]
    if found.kind in ("gap", "not-from-one"):
        return number - found.expected <= _MOST_MISSING
    if found.kind == "duplicate":
        return True
    if found.kind != "step-back" or count > 1:
        return False
    if number > found.expected:
        return True  # 一、三、二: the missing number comes later
    following = numbers[found.at + 1] if found.at + 1 < len(numbers) else None
    return number > 1 and following in (None, found.expected, found.expected + 1)


def _below(
    prose: str, enumeration: Enumeration, moves: dict[int, tuple[Marker, int]], markers: Sequence[Marker]
) -> Iterator[Edit]:
    """The decimal labels that carry a changed number in front: 4.1 and 4.2 in the item that becomes 3."""
    own = {marker.span.start for marker in enumeration.markers}
    item: tuple[Marker, int] | None = None
    for marker in markers:
        if marker.span.start in own:
            item = moves.get(marker.span.start)
        elif item is not None and marker.form == "decimal":
            above, number = item
            path = (*above.path, above.number)
            if marker.path[: len(path)] == path:
                edit = _edit(prose, marker, len(path) - 1, number)
                if edit is not None:
                    yield edit


def _edit(prose: str, marker: Marker, component: int, number: int) -> Edit | None:
    """The edit that gives one component of a label another number; None where its form has no such numeral."""
    match = _NUMERAL.search(prose, *marker.span)
    if match is None:
        return None
    start, end = match.span()
    if match[0][0].isdecimal():
        parts = list(_COMPONENT.finditer(prose, start, end))
        if component >= len(parts):
            return None
        start, end = parts[component].span()
    written = _like(prose[start:end], number)
    return None if written is None else Edit(Span(start, end), written)


def _like(numeral: str, number: int) -> str | None:
    """``number`` as ``numeral`` is written: 四 → 三, ④ → ③, ４ → ３, 肆 → 叁, D → C."""
    sign = numeral[0]
    if numeral.isdecimal():
        digits = str(number).zfill(len(numeral) if numerals.parse(sign) == 0 else 1)
        return digits if numeral.isascii() else digits.translate(_WIDE)
    if numeral.isascii():
        return chr(ord("A" if sign.isupper() else "a") + number - 1) if number <= 26 else None
    if sign in _FORMAL or sign == "拾":
        return _formal(number)
    if sign in _CHINESE:
        return numerals.to_chinese(number)
    own = numerals.parse(numeral)
    return numerals.sibling(numeral, number) if own is not None else None


def _formal(number: int) -> str | None:
    if not 1 <= number <= 99:
        return None
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "拾" if tens == 1 else f"{_FORMAL[tens]}拾"
    return head + (_FORMAL[units] if units else "")


# --- references --------------------------------------------------------------------------------------------

_REFERENCE = lazy(
    rf"第[（(]?(?P<ordinal>[{_CHINESE}]{{1,4}}|\d{{1,3}})[）)]?(?P<what>部分|分编|编|篇|章|节|条|项|款|点|个方面)"
    rf"|（(?P<bracket>[{_CHINESE}]{{1,4}}|\d{{1,3}})）|\((?P<narrow>[{_CHINESE}]{{1,4}}|\d{{1,3}})\)"
)
_NAMED = {
    "part": frozenset({"部分", "编", "分编", "篇"}),
    "chapter": frozenset({"章"}),
    "section": frozenset({"节"}),
    "article": frozenset({"条"}),
    "chinese": frozenset({"部分", "项", "点", "条", "个方面"}),
    "chinese-bracket": frozenset({"（）", "项", "条", "点"}),
    "arabic": frozenset({"项", "条", "点"}),
    "arabic-bracket": frozenset({"（）", "项", "点"}),
}
_DOCUMENT = lazy(r"》(?:[（(][^）)\n]{0,12}[）)])?(?:的|中|中的)?\Z")


class References:
    """Where the text names a part of itself by its number, read once: 第三部分, 见（二）, 第五条."""

    def __init__(self, prose: str, markers: Sequence[Marker]) -> None:
        labels = {marker.span.start for marker in markers}
        self._found: dict[tuple[str, int], list[Span]] = {}
        for match in _REFERENCE.finditer(prose):
            if match.start() in labels:
                continue
            number = numerals.parse(match["ordinal"] or match["bracket"] or match["narrow"])
            before = prose[max(0, match.start() - 20) : match.start()]
            if number is not None and not _DOCUMENT.search(before):
                self._found.setdefault((match["what"] or "（）", number), []).append(Span(*match.span()))

    def to(self, changed: Sequence[Marker], most: int) -> tuple[Span, ...]:
        """The first places that name one of the labels, in reading order."""
        found: set[Span] = set()
        for marker in changed:
            for what in _NAMED.get(marker.form, ()):
                found.update(self._found.get((what, marker.number), ())[:most])
        return tuple(sorted(found)[:most])
