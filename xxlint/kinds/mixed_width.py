"""％ beside %, １２ beside 12 in one report: the rarer form is marked."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding, replaced
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_WIDE_DIGITS = lazy("[０-９][０-９]*")
_DIGITS = lazy("[0-9][0-9]*")
_TO_NARROW = {ord("０") + n: str(n) for n in range(10)}


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The per cent signs and the digits in the width that the report uses less."""
    prose = report.prose
    if "％" in prose and "%" in prose:
        wide, narrow = prose.count("％"), prose.count("%")
        rare = "％" if wide <= narrow else "%"
        if wide == narrow and prose.find("％") < prose.find("%"):
            rare = "%"
        twin = "%" if rare == "％" else "％"
        count = prose.count(twin)
        for match in re.finditer(rare, prose):
            yield _finding(prose, Span(*match.span()), twin, count)
    wide_runs = [Span(*m.span()) for m in _WIDE_DIGITS.finditer(prose)]
    if not wide_runs:
        return
    labels = {marker.span.start for marker in report.markers}
    wide_runs = [span for span in wide_runs if span.start not in labels and span.start - 1 not in labels]
    narrow_runs = sum(1 for match in _DIGITS.finditer(prose) if match.start() not in labels)
    if narrow_runs and len(wide_runs) <= narrow_runs:
        for span in wide_runs:
            yield _finding(prose, span, span.of(prose).translate(_TO_NARROW), narrow_runs)
    elif wide_runs and narrow_runs:
        for match in _DIGITS.finditer(prose):
            if match.start() not in labels:
                wide_form = match[0].translate({ord(str(n)): chr(ord("０") + n) for n in range(10)})
                yield _finding(prose, Span(*match.span()), wide_form, len(wide_runs))


def _finding(prose: str, span: Span, twin: str, count: int) -> Finding:
    """A sign goes over to its twin safely; digits are figures, and no safe fix touches a figure."""
    fix = replaced(prose, (span,), (twin,), "safe" if twin in "%％" else "unsafe")
    return Finding(span, {"wanted": twin, "count": str(count)}, fix=fix)
