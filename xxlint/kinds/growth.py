"""A metric that is expected to come with its growth, in a report that gives the growth of its other metrics."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.naming import clause_before
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report

_CHANGE = lazy(
    "增长|下降|提高|上升|减少|增加|回落|增幅|增速|持平|同比|基础上|扩大|缩小|[升增降]|左右|目标|力争|确保|预期"
)
_REACH = 30  # characters behind a value in which its growth may stand


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The first value of each metric that stands without growth, where at least ``options["others"]`` have theirs."""
    with_growth = {said.metric.id for said in report.said if any(m.growth is not None for m in said.mentions)}
    if len(with_growth) < options["others"]:
        return
    told = set(with_growth)
    for said in report.said:
        mention = said.mentions[0]
        if mention.quantity is None or not said.metric.growth or said.metric.id in told:
            continue
        told.add(said.metric.id)
        line = report.page.line(mention.name.start).span
        around = (
            clause_before(report.page, mention.name.start)
            + report.folded[mention.end : min(line.end, mention.end + _REACH)]
        )
        if not mention.on_base and said.metric.unique and not _CHANGE.search(around):
            yield Finding(mention.quantity.span, {"metric": mention.name.of(report.text)})
