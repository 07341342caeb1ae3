"""Markup of web pages and of Markdown in a file that is no Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.stars import bold_pairs
from xxlint.kinds import Finding
from xxlint.patterns import compiled, lazy
from xxlint.report import Report
from xxlint.span import Span

_HEADING = lazy(r"\n[ \t\v\u3000]*(#{1,6})(?=[ \t\u3000]+\S)")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Tags, entities and links by ``options["pattern"]``, paired ``**``, and ``#`` before a heading."""
    if report.is_markdown:
        return
    text = report.text
    if report.page.cues.holds_any(options["cues"]):
        for pattern in options["patterns"]:
            for match in compiled(pattern).finditer(text):
                span = Span(*match.span())
                if not report.page.is_mentioned(span):
                    yield Finding(span)
    if "**" in text:
        yield from _bold(report)
    if "#" in text:
        for match in _HEADING.finditer("\n" + report.prose):
            yield Finding(Span(match.start(1) - 1, match.end(1) - 1))


def _bold(report: Report) -> Iterator[Finding]:
    at = report.folded.find("**")
    while at >= 0:
        line = report.page.line(at)
        for opening, closing in bold_pairs(report.page, line):
            yield Finding(opening, related=(closing,))
            yield Finding(closing, related=(opening,))
        at = report.folded.find("**", line.span.end)
