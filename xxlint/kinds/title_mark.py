"""A full stop behind a title or heading."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding, replaced
from xxlint.report import Report
from xxlint.span import Span


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The full stops that end the report's title and its headings; the fix takes them out."""
    ends = {report.headings.span(heading).end for heading in report.headings.stopped()}
    title = report.title
    if title is not None and title.is_stopped:
        ends.add(title.span.end)
    for end in sorted(ends):
        span = Span(end - 1, end)
        yield Finding(span, fix=replaced(report.text, (span,), ("",), "unsafe"))
