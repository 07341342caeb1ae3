"""Known slips of the pen: each wrong word with the right one."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding, replaced
from xxlint.patterns import compiled, occurrences
from xxlint.report import Report
from xxlint.span import Span


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Each wrong word of ``options["pairs"]``, unless one of its characters in ``options["unless"]`` follows."""
    pairs: Mapping[str, str] = options["pairs"]
    if options.get("of_office") and report.lexicon.typos:
        pairs = {**pairs, **report.lexicon.typos}
    unless: Mapping[str, str] = options.get("unless", {})
    pardon = compiled(options["pardon"]) if options.get("pardon") else None
    end = 0
    for start, wrong in occurrences(report.prose, tuple(pairs)):
        span = Span(start, start + len(wrong))
        following = report.prose[span.end : span.end + 1]
        right = following != "" and following in unless.get(wrong, "")
        if (
            start < end
            or right
            or (pardon is not None and pardon.match(report.prose, start))
            or report.page.is_mentioned(span)
        ):
            continue
        end = span.end
        fix = replaced(report.text, (span,), (pairs[wrong],), "unsafe")
        yield Finding(span, {"wanted": pairs[wrong]}, fix=fix)
