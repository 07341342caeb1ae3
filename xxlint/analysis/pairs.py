"""Quotation marks and brackets, balanced by paragraph.

A quotation over several paragraphs opens each of them and closes in the last alone (GB/T 15834 4.8.3.5).  Labels
such as 1） are read before, so that their bracket is no lone one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from xxlint.analysis.labels import Marker
from xxlint.patterns import lazy
from xxlint.span import Span

_PARTNERS = {
    "“": "”", "‘": "’", "（": "）", "《": "》", "〔": "〕", "【": "】", "「": "」", "『": "』", "〈": "〉", "(": ")", "［": "］", "[": "]",
}  # fmt: skip
_OPENERS = {closer: opener for opener, closer in _PARTNERS.items()}
_MARKS = "".join(_PARTNERS) + "".join(_OPENERS)
_KINDS = {mark: "quote" if mark in "“”‘’" else "bracket" for mark in _MARKS}
# Paragraphs whose marks pair without nesting, the usual case, are told in one match for all of them.
_PLAIN = rf"[^{re.escape(_MARKS)}\n]*+"
_FLAT = "|".join(f"{re.escape(o)}{_PLAIN}{re.escape(c)}" for o, c in _PARTNERS.items())
_LINE = lazy(rf"{_PLAIN}(?:(?:{_FLAT}){_PLAIN})*(?=\n|$)")
_LINES = lazy(rf"(?:[^{re.escape(_MARKS)}]++|{_FLAT})*+")
_MARK = lazy(f"[{re.escape(_MARKS)}]")
_APOSTROPHE = lazy(
    r"(?<=[A-Za-z])’(?=[A-Za-z])|’(?=\d{2}(?!\d))|(?<=[\d′])[″′”’](?=\s*(?:[×x*]|屏|英寸|液晶))"
)
_BLANK = " \u3000\t\v\x01>"
_SHORT = 30  # characters between two marks that were meant for each other


class PairFault(NamedTuple):
    """A mark that does not pair ("unpaired"), or a pair in the wrong order or nesting ("order").

    ``partner`` is the mark that belongs there.
    """

    kind: Literal["unpaired", "order"]
    span: Span
    partner: str


def find_pair_faults(prose: str, markers: Sequence[Marker]) -> Iterator[PairFault]:
    """All faults in reading order; ``markers`` are the labels of the text."""
    at, size = 0, len(prose)
    labels: dict[int, int] = {}  # the end of each label by its start
    carried: Span | None = None  # the opening quote of a quotation that goes on in the next paragraph
    while at <= size:
        if carried is None:
            plain = _LINES.match(prose, at)
            stop = plain.end() if plain is not None else at
            if stop == size:
                return
            at = max(at, prose.rfind("\n", at, stop) + 1)
        elif (match := _LINE.match(prose, at)) is not None:
            at = match.end() + 1
            words = match[0].lstrip(_BLANK)
            if words:
                if not (words.startswith("“") and "”" in words):
                    yield PairFault("unpaired", carried, "”")
                carried = None
            continue
        labels = labels or {marker.span.start: marker.span.end for marker in markers}
        end = prose.find("\n", at)
        end = size if end < 0 else end
        line = Span(at, end)
        following = _next_line(prose, end)
        goes_on = following is not None and prose[following.start : following.end].lstrip(_BLANK)[:1] == "“"
        faults, left_open = _read_line(prose, line, labels, carried, goes_on)
        if left_open is None and carried is not None and not _closes(prose, line):
            faults.append(PairFault("unpaired", carried, "”"))
        carried = left_open
        yield from sorted(faults, key=lambda fault: fault.span)
        at = end + 1
    if carried is not None:
        yield PairFault("unpaired", carried, "”")


def _next_line(prose: str, end: int) -> Span | None:
    start = end
    while start < len(prose):
        stop = prose.find("\n", start + 1)
        stop = len(prose) if stop < 0 else stop
        if prose[start + 1 : stop].strip(_BLANK):
            return Span(start + 1, stop)
        start = stop
    return None


def _closes(prose: str, line: Span) -> bool:
    return "”" in prose[line.start : line.end]


class _Open(NamedTuple):
    mark: str
    at: int


def _read_line(
    prose: str, line: Span, labels: Mapping[int, int], carried: Span | None, goes_on: bool
) -> tuple[list[PairFault], Span | None]:
    """The faults of one paragraph, and the quote that stays open to its end and ``goes_on`` in the next."""
    stack: list[_Open] = []
    opened_now: Counter[str] = Counter()
    faults: list[PairFault] = []
    lone: list[_Open] = []
    first_words = line.end - len(prose[line.start : line.end].lstrip(_BLANK))
    skip_to = line.start
    for match in _MARK.finditer(prose, line.start, line.end):
        at, mark = match.start(), match[0]
        if at < skip_to or _is_label_mark(prose, at, labels, line) or _APOSTROPHE.match(prose, at):
            continue
        if mark in _PARTNERS:
            stack.append(_Open(mark, at))
            opened_now[mark] += 1
            continue
        opener = _OPENERS[mark]
        if stack and stack[-1].mark == opener:
            opened = stack.pop()
            opened_now[opener] -= 1
            if opener in "“《" and opened_now[opener]:
                faults.append(PairFault("order", Span(opened.at, at + 1), "‘’" if opener == "“" else "〈〉"))
            continue
        if (
            not opened_now[opener]
            and stack
            and _KINDS[stack[-1].mark] == _KINDS[mark]
            and at - stack[-1].at <= 60
        ):
            opened = stack.pop()  # closed by another mark of its kind: （…), “…’, 〔2023)
            opened_now[opened.mark] -= 1
            faults.append(PairFault("unpaired", Span(at, at + 1), _PARTNERS[opened.mark]))
            continue
        if opened_now[opener]:
            while stack[-1].mark != opener:
                lone.append(stack.pop())
                opened_now[lone[-1].mark] -= 1
            stack.pop()
            opened_now[opener] -= 1
        elif mark == "”" and carried is not None:
            carried = None
        else:
            lone.append(_Open(mark, at))
    left_open = None
    if goes_on and stack and stack[0].mark == "“" and (len(stack) == 1 or stack[0].at == first_words):
        left_open = Span(stack[0].at, stack[0].at + 1)
        stack = stack[1:]
    lone.extend(stack)
    faults.extend(_pair_lone(sorted(lone, key=lambda one: one.at), prose))
    return faults, left_open


def _is_label_mark(prose: str, at: int, labels: Mapping[int, int], line: Span) -> bool:
    """Whether the bracket belongs to a label such as 1） or a)."""
    if prose[at] not in "）)":
        return False
    for start in range(max(line.start, at - 6), at):
        if labels.get(start, -1) > at and not any(c in "（(" for c in prose[start:at]):
            return True
    head = prose[max(line.start, at - 4) : at]
    return bool(
        re.search(r"(?:^|[\s：:；;，,。、\u3000])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十])$", head)
    ) or bool(re.fullmatch(r"\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]", head.strip()))


def _pair_lone(lone: list[_Open], prose: str) -> Iterator[PairFault]:
    """Lone marks; two that were meant for each other are one fault: ”四制“, “重建轻管“, “望天收‘."""
    index = 0
    while index < len(lone):
        one = lone[index]
        other = lone[index + 1] if index + 1 < len(lone) else None
        near = (
            other is not None
            and 1 < other.at - one.at <= _SHORT
            and not re.search("[。；]", prose[one.at : other.at])
        )
        if other is not None and other.at == one.at + 1 and other.mark == one.mark:
            yield PairFault(
                "unpaired", Span(one.at, other.at + 1), _PARTNERS.get(one.mark) or _OPENERS[one.mark]
            )
            index += 2
        elif other is not None and near and one.mark in "”’" and other.mark == _OPENERS[one.mark]:
            yield PairFault("order", Span(one.at, other.at + 1), f"{other.mark}…{one.mark}")
            index += 2
        elif other is not None and near and one.mark in "“‘" and other.mark in "“‘":
            yield PairFault("unpaired", Span(other.at, other.at + 1), _PARTNERS[one.mark])
            index += 2
        elif other is not None and near and one.mark in "”’" and other.mark == one.mark:
            yield PairFault("unpaired", Span(one.at, one.at + 1), _OPENERS[one.mark])
            index += 2
        elif (
            other is not None
            and near
            and one.mark in _PARTNERS
            and other.mark == one.mark
            and one.mark in "（《〔【"
        ):
            yield PairFault("unpaired", Span(other.at, other.at + 1), _PARTNERS[one.mark])
            index += 2
        else:
            partner = _PARTNERS.get(one.mark) or _OPENERS[one.mark]
            yield PairFault("unpaired", Span(one.at, one.at + 1), partner)
            index += 1
