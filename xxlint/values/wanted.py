"""What a slot wants: its kind and unit, and the words around it that a value has to fit in with."""

import re
from bisect import bisect_right
from typing import NamedTuple

from xxlint.analysis.surroundings import Surroundings, UnitAt
from xxlint.diagnostic import Slot
from xxlint.document import MARKUP
from xxlint.lexicon import Lexicon, Metric
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.vocabulary import NUMERIC_KINDS, SlotKind
from xxlint.words import Words

_REACH = 200  # characters of the line on either side
_RANGE_BEFORE = lazy(r"[\d%XxX×○□_元] ?(?:[—–―~～-]{1,2}|[至到])\Z")
_JOINT = lazy(r" ?(?:[—–―~～-]{1,2}|[至到]) ?")
_CHOICE = lazy("[/／|（）]")
_FRAMES = frozenset(("《》", "“”", "「」", "〔〕"))
_YEAR = lazy(r"(?:19|20)\d\d", re.ASCII)
_NOUNS = lazy("[县区旗]")


class Wanted(NamedTuple):
    """What a slot wants.

    ``words`` are its own; ``before`` and ``behind`` those of its line beside it, as prose.  ``unit`` is written with
    its scale (万人), ``measure`` the same taken apart: it stands behind the slot if ``has_unit``, else in its row or
    behind the other end of its range.  ``noun`` stands behind the slot, too (县).  ``known`` is the metric of the
    lexicon, ``of_county`` tells whether its usual range counts.  ``frame`` are the marks that stay: 《》 of 《  》.
    Nothing but ``choices`` will do where there are some; ``suggestions`` are only what Word offers.  ``date_format`` is that
    of Word's date control, whose words do not show the form of the date; ``year`` is the report's own, 0 if it tells none.
    """

    kind: SlotKind
    form: str
    words: str
    before: str
    behind: str
    lexicon: Lexicon
    unit: str | None = None
    measure: UnitAt | None = None
    has_unit: bool = False
    metric: str | None = None
    metric_id: str | None = None
    known: Metric | None = None
    of_county: bool = False
    noun: str | None = None
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    date_format: str | None = None
    year: int = 0
    frame: str = ""
    in_cell: bool = False
    in_range: bool = False
    is_markdown: bool = False

    @property
    def is_number(self) -> bool:
        """Whether a number belongs there."""
        return self.kind in NUMERIC_KINDS


class Accepted(NamedTuple):
    """``text``: the words that take the place of the slot's own; ``notes``: what was tidied, what looks unusual."""

    text: str
    notes: tuple[Words, ...] = ()


class Rejected(NamedTuple):
    """Why a value cannot stand there, and what to write instead."""

    reason: Words


def wanted(report: Report, slot: Slot) -> Wanted:
    """What a slot of the report wants."""
    page, (start, end) = report.page, slot.span
    line = page.line(start).span
    prose = report.prose
    words = slot.span.of(report.text)
    kind, measure, has_unit = slot.kind, None, False
    if slot.unit is not None:
        at = end
        while page.folded[at : at + 1] in (" ", MARKUP) and at < len(page.folded):
            at += 1
        measure = page.measure_at(at)
        has_unit = measure is not None
        measure = measure or _of_row(slot.unit, report.lexicon)
    other = _other_end(report, slot) if slot.unit is None else None
    if other is not None and other.unit is not None and kind in NUMERIC_KINDS | {"text"}:
        kind, measure = other.kind, _of_row(other.unit, report.lexicon)
    noun = page.noun_at(end) if kind in ("person", "place", "organisation", "project") else None
    if noun is None and kind in ("place", "organisation") and (unit := page.unit_at(end)) is not None:
        noun = unit[0], kind  # XX路, XX科
    is_first = other is not None or (slot.unit is not None and _other_end(report, slot) is not None)
    control = report.controls.get(slot.span)
    offered = tuple(item for item in control.choices if item != words.strip()) if control is not None else ()
    date_format = None
    if control is not None and control.kind == "date" and kind == "text":
        kind, date_format = "date", control.words
    choices = tuple(word for word in _CHOICE.split(words) if word) if slot.form == "choice" else ()
    wall = "\t" if page.line(start).is_row else ""
    return Wanted(
        kind,
        slot.form,
        words,
        prose[max(line.start, start - _REACH) : start].replace(MARKUP, wall),
        prose[end : max(end, min(line.end, end + _REACH))].replace(MARKUP, wall),
        report.lexicon,
        measure and (measure.scale + measure.unit),
        measure,
        has_unit,
        slot.metric,
        slot.metric_id,
        next((metric for metric in report.lexicon.metrics if metric.id == slot.metric_id), None),
        bool(_NOUNS.search(page.lines.title.words)),
        noun and noun[0],
        offered if control is not None and control.kind == "list" else choices,
        offered if control is not None and control.kind == "suggestions" else (),
        date_format,
        _year(report),
        f"{words[0]}{words[-1]}" if f"{words[:1]}{words[-1:]}" in _FRAMES and slot.form == "blank" else "",
        _is_cell(report, start),
        is_first or bool(_RANGE_BEFORE.search(page.before(start, 5))),
        report.is_markdown,
    )


def _year(report: Report) -> int:
    """The report's own year; of a report on half a year that of its title.  0 where there is none."""
    year = _YEAR.match(report.own.year) or _YEAR.search(report.page.lines.title.words)
    return int(year[0]) if year is not None else 0


def _of_row(unit: str, lexicon: Lexicon) -> UnitAt | None:
    """The unit of a cell, taken apart."""
    return Surroundings(unit, unit, lexicon).measure_at(0)


def _other_end(report: Report, slot: Slot) -> Slot | None:
    """The second slot of XX—XX亿元."""
    joint = _JOINT.match(report.folded, slot.span.end)
    if joint is None:
        return None
    at = bisect_right(report.slots, slot.span.start, key=lambda one: one.span.start)
    behind = report.slots[at] if at < len(report.slots) else None
    return behind if behind is not None and behind.span.start == joint.end() else None


def _is_cell(report: Report, at: int) -> bool:
    """Whether ``at`` is where a cell of a table begins."""
    words = report.text[max(0, at - 8) : at].rstrip(" \u3000")
    return words.endswith(("\t", "|") if report.is_markdown else "\t")
