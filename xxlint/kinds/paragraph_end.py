"""Paragraphs that stop without a closing mark."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.endings import unfinished
from xxlint.kinds import Finding
from xxlint.report import Report


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The last character of each paragraph that has no closing mark while its neighbours have one."""
    title = report.title
    for span in unfinished(report.prose, report.markers, report.enumerations, title.span.end if title else 0):
        if not report.page.is_form(span.start):
            yield Finding(span)
