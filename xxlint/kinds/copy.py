"""Paragraphs that stand twice, and what was taken over from the older report."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from xxlint.analysis.copies import find_copies
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import LineIndex

if TYPE_CHECKING:
    from xxlint.analysis.against import Comparison


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The later of two places, the earlier one related; then what the older report has as well."""
    index: LineIndex | None = None
    for copy in find_copies(report.prose):
        index = index or LineIndex(report.text)
        values = {"line": str(index.position(copy.earlier.start).line)}
        case = None if copy.likeness == "same" else copy.likeness
        yield Finding(copy.span, values, case, related=(copy.earlier,))
    if report.comparison is not None:
        yield from _taken_over(report.comparison)


def _taken_over(comparison: "Comparison") -> Iterator[Finding]:
    for taken in comparison.same_figures:
        yield Finding(taken.span, {"line": str(taken.line)}, "same-figures")
    for taken in comparison.unrevised:
        yield Finding(taken.span, {"line": str(taken.line)}, "against")
