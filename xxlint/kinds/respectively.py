"""A、B分别为x、y: as many values as names."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.naming import clause_before
from xxlint.analysis.quantities import quantity_at
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_EACH = lazy(
    r"分别(?:为|是|有|达到?|完成|实现|增长|下降|提高|增加|减少|上升|降低|占|新增|约|较上年|比上年|同比|了)*(?=\d)"
)
_AND = lazy("[和与及]|以及")
_SET = {"城乡": 2, "男女": 2, "三次产业": 3, "三产": 3, "一二三产": 3}


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Rows of names and values of unequal length; the mark covers 分别 and the values, or the names too where they fall short."""
    page = report.page
    for match in _EACH.finditer(page.folded):
        names = clause_before_row(report, match.start())
        least = names.count("、") + 1
        most = least + len(_AND.findall(names))
        if least < 2 or "等" in names or any(words in names for words in _SET):
            continue
        values, end = _values(report, match.end())
        if values < 2 or least <= values <= most:
            continue
        yield Finding(
            Span(match.start(), end), {"names": str(least if values < least else most), "values": str(values)}
        )


def clause_before_row(report: Report, at: int) -> str:
    """The words before ``at`` up to the clause's beginning, its commas of enumeration included."""
    text = report.folded
    start = max(text.rfind(sign, max(0, at - 60), at) for sign in "，。；：！？\n（(") + 1
    return text[max(start, at - 60) : at] if start else clause_before(report.page, at)


def _values(report: Report, at: int) -> tuple[int, int]:
    """How many values stand in the row, and where it ends."""
    count, end = 0, at
    while (quantity := quantity_at(report.page, at)) is not None:
        count, end = count + 1, quantity.span.end
        comma = report.folded[end : end + 1]
        if comma not in "、和与及" or not comma:
            break
        at = end + 1
    return count, end
