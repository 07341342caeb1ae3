"""What a Word file still holds of its making: tracked changes, open comments, a text box in two wordings.

Changes and comments are one finding each for a whole story, on the first of them; the others are related.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xxlint.document import Mark
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import Span

_CHANGES = ("inserted", "deleted", "formatted")
_NAMED = 3  # authors that a message names
_QUOTED = 40  # characters of another wording that a message quotes


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Tracked changes, comments (case "comment"), and words that differ in older programs (case "fallback")."""
    marks = report.layout.marks
    yield from _together([mark for mark in marks if mark.kind in _CHANGES], None)
    yield from _together([mark for mark in marks if mark.kind == "comment"], "comment")
    for mark in marks:
        if mark.kind == "fallback":
            other = mark.words if len(mark.words) <= _QUOTED else f"{mark.words[:_QUOTED]}…"
            yield Finding(mark.span, {"other": other}, "fallback")


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """The marks in reading order, with those of one author that touch as one: programs split what was done at once."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.kind, mark.words, mark.span)):
        last = joined[-1] if joined else None
        if last and (last.kind, last.words) == (mark.kind, mark.words) and mark.span.start <= last.span.end:
            end = max(last.span.end, mark.span.end)
            joined[-1] = last._replace(span=Span(last.span.start, end))
        else:
            joined.append(mark)
    return sorted(joined, key=lambda mark: mark.span)


def _together(marks: Sequence[Mark], case: str | None) -> Iterator[Finding]:
    if not marks:
        return
    marks = _joined(marks)
    first, *others = marks
    names = list(dict.fromkeys(mark.words for mark in marks if mark.words))
    shown = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
    shown_en = ", ".join(names[:_NAMED]) + (" and others" if len(names) > _NAMED else "")
    values = {"count": str(len(marks)), "by": shown or "未署名", "by_en": shown_en or "unsigned"}
    yield Finding(first.span, values, case, related=tuple(mark.span for mark in others))
