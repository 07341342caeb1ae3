"""The order of levels: 一、 （一） 1. （1） may be skipped but never inverted (GB/T 9704 7.3.3)."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.report import Report

_STEPS = ("chinese", "chinese-bracket", "arabic", "arabic-bracket", "circled")
_SKIPS = {(above, below) for at, above in enumerate(_STEPS) for below in _STEPS[at + 2 :]} - {
    ("chinese", "arabic")
}


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Lists that stand under a lower form; a skipped level (case "skip"), once for each pair of forms."""
    inverted: set[tuple[str, str]] = set()
    skipped: set[tuple[str, str]] = set()
    for enumeration in report.enumerations:
        parent = enumeration.parent
        first = enumeration.markers[0]
        if parent is None or not first.at_line_start:
            continue
        forms = (parent.form, enumeration.form)
        case = None
        if enumeration.inverted:
            known = inverted
        elif forms in _SKIPS and not _in_cell(report, first.span.start):
            known, case = skipped, "skip"
        else:
            continue
        if forms not in known:
            known.add(forms)
            yield Finding(first.span, {"above": parent.span.of(report.text)}, case, related=(parent.span,))


def _in_cell(report: Report, offset: int) -> bool:
    """Whether the place is in a table: the numbers of its rows and cells are no levels of the report."""
    block = report.block_at(offset)
    return block is not None and block.where.cell is not None
