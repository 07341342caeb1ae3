"""Quotation marks and brackets that do not pair, or pair in the wrong order."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.report import Report


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The faults of the kind ``options["fault"]``: "unpaired" or "order"."""
    for fault in report.pair_faults:
        if fault.kind == options["fault"] and not report.page.is_mentioned(fault.span):
            yield Finding(fault.span, {"partner": fault.partner})
