"""Figures of one sentence that do not agree: parts and their total, shares and 100, 由A提高到B，提高C.

A total is held against its parts only where they exhaust it: by their nature (出口 and 进口, 男 and 女, the three
industries), or by the words of the sentence (两类, 共…，分别为…).  Rounding may miss by half a last digit for each figure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Any

from xxlint.analysis.labelled import labelled_in
from xxlint.analysis.quantities import Quantity, find_quantities, quantity_at, row_at
from xxlint.analysis.sentences import sentence_at
from xxlint.analysis.totals import Whole, by_count, by_nature, by_sort
from xxlint.kinds import Finding
from xxlint.patterns import Sweep, lazy
from xxlint.report import Report
from xxlint.span import Span


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """All disagreements, each place once.

    ``options["groups"]`` are the parts that exhaust a total by their nature, ``options["orders"]`` the metrics of
    which the first cannot exceed the second.
    """
    end = 0
    for finding in sorted(_all(report, options), key=lambda finding: finding.span):
        if finding.span.start >= end:
            yield finding
            end = finding.span.end


def _all(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    yield from _structures(report)
    yield from _steps(report)
    yield from _shares(report)
    yield from _wholes(report, options["groups"])
    yield from _rates(report)
    yield from _orders(report, options["orders"])


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _in_unit(value: Decimal, like: Quantity) -> str:
    """A value in the base unit, written in the unit of a quantity."""
    unit = like.value / like.figure if like.value else Decimal(1)
    return f"{_written(value / unit)}{like.unit}"


_STRUCTURE = Sweep(
    r"结构(?=[^。；\n\d]{0,14}\d+(?:\.\d+)?[:：∶]\d)|产业比(?=[^。；\n\d]{0,14}\d+(?:\.\d+)?[:：∶]\d)"
)


def _structures(report: Report) -> Iterator[Finding]:
    """三次产业结构 a:b:c whose parts do not add up to 100."""
    for match in _STRUCTURE.finditer(report.folded):
        sentence = Span(match.start(), sentence_at(report.folded, match.start()).end)
        for quantity in find_quantities(report.page, sentence):
            total = sum(quantity.values, Decimal(0))
            apart = abs(total - 100)
            if quantity.dimension == "ratio" and apart < 20 and apart > Decimal("0.1") * len(quantity.values):
                zh, en = f"合计是{_written(total)}，应为100", f"it adds up to {_written(total)}, not 100"
                yield Finding(quantity.span, {"reason": zh, "reason_en": en})


def _steps(report: Report) -> Iterator[Finding]:
    """由A提高到B，提高C where C is not the difference; a change in % of an amount is not recomputed."""
    for step in report.steps:
        change = step.change
        wanted = "point" if step.after.dimension == "share" else step.after.dimension
        if (
            change is None
            or step.change_span is None
            or change.dimension != wanted
            or change.hedge
            or change.is_range
        ):
            continue
        if abs(step.difference - change.value) > step.slack + (change.slack if step.slack else 0):
            right = _in_unit(step.difference, change)
            yield Finding(
                step.change_span, {"reason": f"前后相差{right}", "reason_en": f"the difference is {right}"}
            )


_SHARED = lazy(
    r"占比分别(?:为|是|达到?)?(?=\d)|占分别为(?=\d)|分别占(?:比)?(?:总[数量额]?的?|全部的?|比为)?约?(?=\d)|贡献率分别(?:为|达|达到)(?=\d)|比重分别(?:为|达|是)(?=\d)"
)
_OF_SURVEY = lazy("可多选|多选|受访|问卷")
_OTHER_WHOLES = lazy(
    "税收|总值|GDP|产值|增加值|就业|出口|投资|利润|收入|创新|研发|贡献|成果|市场主体|企业数|覆盖|率|占"
)
_EXCLUSIVE = lazy(
    "不满意|其他|其余|三次产业|第三产业|三产|[两二三四五六七八九2-9](?:大|个)?(?:类|种|部分|板块|档|层次)"
)


def _shares(report: Report) -> Iterator[Finding]:
    """A、B、C占比分别为x%、y%、z% of one whole that add up to more than 100, or to less where the parts are all."""
    text = report.folded
    for at in report.page.sharing:
        # 贡献率, 比重 or 占 may stand before 分别.
        leads = (_SHARED.match(text, at - size) for size in (3, 2, 1, 0) if size <= at)
        match = next(filter(None, leads), None)
        if match is None:
            continue
        row = list(takewhile(_is_share, row_at(report.page, match.end(), "、和与，,")))
        if len(row) < 3 or any(quantity.hedge for quantity in row):
            continue
        names = text[sentence_at(text, match.start()).start : match.start()][-60:]
        exclusive = _EXCLUSIVE.search(names)
        if not exclusive and (_OF_SURVEY.search(names) or _OTHER_WHOLES.search(names.rpartition("，")[2])):
            continue
        total = sum((quantity.value for quantity in row), Decimal(0))
        slack = sum((quantity.slack for quantity in row), Decimal("0.05"))
        if 100 + slack < total < 130 or (
            exclusive and 80 < total < 100 - slack and not match[0].startswith("贡献")
        ):
            zh, en = f"合计是{_written(total)}%", f"they add up to {_written(total)}%"
            yield Finding(Span(row[0].span.start, row[-1].span.end), {"reason": zh, "reason_en": en})


def _is_share(quantity: Quantity) -> bool:
    return quantity.dimension == "share"


def _wholes(report: Report, groups: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Totals that their parts do not add up to."""
    found: list[Whole] = [*by_count(report.page), *by_sort(report.page)]
    for group in groups:
        found += by_nature(report.page, group["parts"], group.get("total"))
    for whole in found:
        if whole.is_exact and not whole.agrees:
            right = _in_unit(whole.sum, whole.total)
            # A total that closes the row (合计750万元) is marked alone.
            span = whole.total.span if whole.total.span.start > whole.parts[0].span.start else whole.span
            yield Finding(
                span, {"reason": f"各部分合计是{right}", "reason_en": f"the parts add up to {right}"}
            )


_RATE = lazy(r"率(?:达到?|为|是)?(?=\d)")
_NEGATED = lazy("[不未非](?=[\u4e00-\u9fff]{2})")
_STEM = lazy(r"(?:[，,、；;（(]|其中)?(?P<stem>[\u4e00-\u9fff]{2,4})$")


def _rates(report: Report) -> Iterator[Finding]:
    """排查1860处、整改1820处，整改率99.8%: a rate against the two counts right before it (case "rate")."""
    text = report.folded
    for match in _RATE.finditer(text):
        rate = quantity_at(report.page, match.end())
        stem = _STEM.search(text, max(0, match.start() - 5), match.start())
        if rate is None or rate.dimension != "share" or rate.hedge or stem is None:
            continue
        sentence = sentence_at(text, match.start())
        figures = labelled_in(report.page, Span(sentence.start, match.start()))[-2:]
        if len(figures) < 2 or stem.start() - figures[1].quantity.end > 1:
            continue
        (_, whole), (label, part) = figures
        done = stem["stem"][-2:]
        if (
            done not in label
            or _NEGATED.search(label)
            or whole.dimension != part.dimension
            or whole.scale
            or part.scale
            or whole.hedge
            or part.hedge
        ):
            continue
        if (
            len(label) > 8
            or not 0 < part.value <= whole.value
            or part.dimension in ("share", "point", "times", "years")
        ):
            continue
        right = part.value / whole.value * 100
        if abs(right - rate.value) > rate.slack * 2:
            value = _written(round(right, 1))
            values = {"reason": f"按前两个数算是{value}%", "reason_en": f"the two counts make {value}%"}
            yield Finding(Span(whole.span.start, rate.span.end), values, "rate")


def _orders(report: Report, orders: Sequence[Sequence[str]]) -> Iterator[Finding]:
    """PM2.5 above PM10, 农村 above 城镇 income, 出口 above 进出口: in one sentence, side by side."""
    said = {one.metric.id for one in report.said}
    pairs = {(low, high) for low, high in orders if low in said and high in said}
    if not pairs:
        return
    valued = [mention for mention in report.mentions if mention.quantity is not None]
    for one, other in pairwise(valued):
        if (one.metric.id, other.metric.id) in pairs:
            low, high = one, other
        elif (other.metric.id, one.metric.id) in pairs:
            low, high = other, one
        else:
            continue
        between = report.folded[one.name.end : other.name.start]
        if len(between) > 40 or re.search("[。\n]|上年|去年|同期|目标|20\\d\\d", between):
            continue
        if low.quantity is None or high.quantity is None or low.quantity.dimension != high.quantity.dimension:
            continue
        if low.quantity.value > high.quantity.value:
            first, second = low.name.of(report.text), high.name.of(report.text)
            values = {"reason": f"{first}不会大于{second}", "reason_en": f"{first} cannot exceed {second}"}
            yield Finding(Span(one.name.start, other.end), values)
