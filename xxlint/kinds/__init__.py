"""The kinds: ways of looking at a report.  A kind knows no code, severity or message; it yields findings.

Each kind is one module with one function ``check(report, options)``.  They are listed here and imported when a rule
that runs needs one.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from xxlint.diagnostic import Fix, Slot
from xxlint.report import Report
from xxlint.span import Span


class Finding(NamedTuple):
    """What a kind has found: where, what to fill into the rule's message, and in which circumstance (``case``)."""

    span: Span
    values: Mapping[str, str] = {}
    case: str | None = None
    slot: Slot | None = None
    related: tuple[Span, ...] = ()
    fix: Fix | None = None


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


def check_of(kind: str) -> Check:
    """The function of a kind."""
    check: Check = import_module(f"xxlint.kinds.{KINDS[kind]}").check
    return check
