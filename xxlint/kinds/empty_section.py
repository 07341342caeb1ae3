"""Headings with nothing under them, where their siblings have something."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.report import Report


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """One finding for each empty heading, on the label with its words."""
    if report.page.is_form_alone:
        return
    for heading in report.headings.empty():
        yield Finding(report.headings.span(heading))
