"""Paragraphs that stand twice, and what was taken over from the older report."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from xxlint.analysis.copies import find_copies
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.words import Words

if TYPE_CHECKING:
    from xxlint.analysis.against import Comparison


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The later of two places, the earlier one related; then what the older report has as well."""
    for copy in find_copies(report.prose):
        values = _at(report.place_at(copy.earlier.start))
        case = None if copy.likeness == "same" else copy.likeness
        yield Finding(copy.span, values, case, related=(copy.earlier,))
    if report.comparison is not None:
        yield from _taken_over(report.comparison)


def _at(place: Words) -> Mapping[str, str]:
    return {"place": place.zh, "place_en": place.en}


def _taken_over(comparison: "Comparison") -> Iterator[Finding]:
    for taken in comparison.same_figures:
        yield Finding(taken.span, _at(taken.place), "same-figures")
    for taken in comparison.unrevised:
        yield Finding(taken.span, _at(taken.place), "against")
