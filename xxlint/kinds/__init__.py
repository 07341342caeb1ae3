"""The kinds: ways of looking at a report.  A kind knows no code, severity or message; it yields findings.

Each kind is one module with one function ``check(report, options)``.  They are listed here and imported when a rule
that runs needs one.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from xxlint.diagnostic import Slot
from xxlint.report import Report
from xxlint.span import Edit, Span
from xxlint.vocabulary import Applicability
from xxlint.words import Words


class Mend(NamedTuple):
    """How a finding can be mended, all edits or none; without edits the title says why nobody but the writer can."""

    title: Words
    edits: tuple[Edit, ...]
    applicability: Applicability


class Finding(NamedTuple):
    """What a kind has found: where, what to fill into the rule's message, and in which circumstance (``case``)."""

    span: Span
    values: Mapping[str, str] = {}
    case: str | None = None
    slot: Slot | None = None
    related: tuple[Span, ...] = ()
    fix: Mend | None = None


def replaced(
    text: str, spans: tuple[Span, ...], wanted: tuple[str, ...], applicability: Applicability
) -> Mend:
    """The words at ``spans`` give way to the ``wanted`` ones: ( and ) become （ and ） together."""
    old, new = "…".join(span.of(text) for span in spans), "…".join(wanted)
    title = Words(f"{old} → {new}", f"{old} → {new}")
    if not any(wanted):
        title = Words("删去", "delete it")
        if any(_parts_figures(text, span) for span in spans):
            applicability = "unsafe"
    elif not any(span.end > span.start for span in spans):
        title = Words(f"加上“{new}”", f"add “{new}”")
    return Mend(title, tuple(map(Edit, spans, wanted)), applicability)


def _parts_figures(text: str, span: Span) -> bool:
    """Whether two figures or Latin words would become one without the words at ``span``: 12##paidbegin##1."""
    beside = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return all(
        sign.isdecimal() or (sign.isascii() and sign.isalnum()) or sign in _IN_FIGURES for sign in beside
    )


_IN_FIGURES = frozenset(".．,-")


class OutOfTime(Exception):  # noqa: N818 - what happened, as in TimeoutError
    """A pattern ran past its limit on a text."""


Check = Callable[[Report, Mapping[str, Any]], Iterator[Finding]]

KINDS = {
    "slot": "slot",
    "pattern": "pattern",
    "markup": "markup",
    "sequence": "sequence",
    "level": "level",
    "label": "label",
    "count": "count",
    "copy": "copy",
    "reference": "reference",
    "pair": "pair",
    "half-width": "half_width",
    "mixed-width": "mixed_width",
    "space": "space",
    "typo": "typo",
    "doubled": "doubled",
    "date": "date",
    "report-year": "report_year",
    "set-phrase": "set_phrase",
    "missing-value": "missing_value",
    "metric-unit": "metric_unit",
    "growth": "growth",
    "plausible": "plausible",
    "conflict": "conflict",
    "sum": "sum",
    "direction": "direction",
    "point": "point",
    "respectively": "respectively",
    "foreign-region": "foreign_region",
    "dated-words": "dated_words",
    "empty-section": "empty_section",
    "attachment": "attachment",
    "paragraph-end": "paragraph_end",
    "title-mark": "title_mark",
    "genre": "genre",
    "revision": "revision",
}
"""Each kind and the module that holds it."""


@cache
def check_of(kind: str) -> Check:
    """The function of a kind."""
    check: Check = import_module(f"xxlint.kinds.{KINDS[kind]}").check
    return check
