"""Known slips of the pen: each wrong word with the right one."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from xxlint.diagnostic import Fix
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import Edit, Span


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Each wrong word of ``options["pairs"]``, unless one of its characters in ``options["unless"]`` follows."""
    pairs: Mapping[str, str] = options["pairs"]
    unless: Mapping[str, str] = options.get("unless", {})
    for match in _any_of(tuple(sorted(pairs, key=len, reverse=True))).finditer(report.prose):
        wrong, span = match[0], Span(*match.span())
        following = report.prose[span.end : span.end + 1]
        if (following and following in unless.get(wrong, "")) or report.page.is_mentioned(span):
            continue
        fix = Fix(f"{wrong} → {pairs[wrong]}", (Edit(span, pairs[wrong]),), "unsafe")
        yield Finding(span, {"wanted": pairs[wrong]}, fix=fix)
