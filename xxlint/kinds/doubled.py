"""A character or a word written twice: 的的, 仍然仍然."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import compiled, occurrences
from xxlint.report import Report
from xxlint.span import Span

_REACH = 6  # characters on both sides in which the words that make it right may stand


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """``options["characters"]`` and ``options["words"]`` doubled, outside of what ``options["pardon"]`` matches."""
    doubled = (*(char * 2 for char in options["characters"]), *(word * 2 for word in options["words"]))
    pardon = compiled(options["pardon"])
    end = 0
    for start, words in occurrences(report.prose, doubled):
        span = Span(start, start + len(words))
        if start < end or report.page.is_mentioned(span):
            continue
        low = max(0, start - _REACH)
        if not any(
            right.start() <= start and span.end <= right.end()
            for right in pardon.finditer(report.prose, low, span.end + _REACH)
        ):
            end = span.end
            yield Finding(span)
