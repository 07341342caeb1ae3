"""A、B分别为x、y: as many values as names."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint import numerals
from xxlint.analysis.quantities import row_at
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_EACH = lazy(r"分别[^，。；：、\n\d]{0,10}(?=\d)")
_AND = lazy("[和与及]|以及")
_CLAUSE_START = lazy("[，。；：！？\n]")
_COUNTED = lazy(
    r"(?P<count>[两二三四五六七八九2-9])(?:个|大|类|家|种|级|区|次产业|项|条|支)[^、，\d]{0,10}\Z"
)
_PAIRS = lazy("城乡|男女|城镇和农村")
_OPEN = lazy("等|各")  # the names are not all there


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Rows of names and values of unequal length; the mark covers 分别 and the values."""
    for match in _EACH.finditer(report.folded):
        least, most = _names(_clause(report.folded, match.start()))
        if most < 2:
            continue
        row = list(row_at(report.page, match.end(), "、和与及"))
        values, end = len(row), row[-1].span.end if row else match.end()
        if values < 2 or least <= values <= most or report.folded.startswith(("，其余", "，其他"), end):
            continue
        shown = least if values < least else most
        yield Finding(Span(match.start(), end), {"names": str(shown), "values": str(values)})


def _clause(text: str, at: int) -> str:
    """The words before ``at`` up to the clause's beginning; the commas of an enumeration begin no clause."""
    return _CLAUSE_START.split(text[max(0, at - 60) : at])[-1]


def _names(clause: str) -> tuple[int, int]:
    """The least and the most names that the words may list; 和 may join two names, or stand inside one."""
    if _OPEN.search(clause):
        return 0, 0
    counted = _COUNTED.search(clause)
    number = numerals.parse(counted["count"].replace("两", "二")) if counted is not None else None
    if number is not None:
        return number, number
    if _PAIRS.search(clause):
        return (0, 0) if "、" in clause else (2, 3)
    commas = clause.count("、")
    ands = len(_AND.findall(re.sub("“[^”]*”", "", clause)))
    return (commas + 1, commas + 1 + ands) if commas else (1, ands + 1)
