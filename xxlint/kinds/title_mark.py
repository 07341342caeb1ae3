"""A full stop behind a title or heading."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.diagnostic import Fix
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import Edit, Span


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The full stops that end the report's title and its headings; the fix takes them out."""
    ends = {report.headings.span(heading).end for heading in report.headings.stopped()}
    title = report.title
    if title is not None and title.is_stopped:
        ends.add(title.span.end)
    for end in sorted(ends):
        span = Span(end - 1, end)
        yield Finding(span, fix=Fix("删去标题末尾的“。”", (Edit(span, ""),), "unsafe"))
