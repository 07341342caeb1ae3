"""The year that a report speaks of against the year of its title: 2022年主要工作 in a report on 2023.

Only the places that name the reported year are judged: a heading on the work of a year, and the first words of the
first paragraph.  Years compared with, plans and histories stand elsewhere.  Beside the older report, its year is also
judged in the sentences that were taken over from it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_YEAR = lazy(r"((?:19|20)\d\d)(?=年)")
_OF_WORK = lazy(
    r"((?:19|20)\d\d)年(?:度)?(?=(?:主要|重点|全年)?(?:工作|任务|目标)(?:的)?(?:成效|情况|回顾|总结|完成|进展|开展|落实))"
)
_OPENING = lazy(r"[ \t\v\u3000]*((?:19|20)\d\d)年(?=[，,]|(?:全[县市区省镇乡校院]|我[县市区镇乡局校院]))")
_FIRST_LINES = 6  # lines among which the first paragraph is looked for


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The year before the title's, where the report names the year that it is about, and in old sentences."""
    own = list(_of_the_report(report))
    yield from own
    if report.comparison is None:
        return
    told = {finding.span.start for finding in own}
    for stale in report.comparison.stale_years:
        if stale.span.start not in told:
            values = {"year": str(stale.year), "line": str(stale.line)}
            yield Finding(stale.span, values, "against")


def _of_the_report(report: Report) -> Iterator[Finding]:
    title = report.page.lines.title
    years = {int(year) for year in _YEAR.findall(title.words)}
    if not years:
        return
    last_year = min(years) - 1
    for marker in report.markers:
        if marker.at_line_start:
            match = _OF_WORK.match(report.folded, marker.span.end)
            if match is not None and int(match[1]) == last_year:
                yield _finding(Span(*match.span()), min(years))
    at = title.span.end + 1
    for _ in range(_FIRST_LINES):
        end = report.folded.find("\n", at)
        end = len(report.folded) if end < 0 else end
        opening = _OPENING.match(report.folded, at, end)
        if (
            opening is not None
            and end - at > 30
            and not re.search("|".join(map(str, years)), report.folded[at:end])
        ):
            if int(opening[1]) == last_year:
                yield _finding(Span(opening.start(1), opening.end()), min(years))
            return
        at = end + 1


def _finding(span: Span, year: int) -> Finding:
    return Finding(span, {"year": str(year)})
