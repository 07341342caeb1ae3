"""Figures of one sentence that do not agree: parts and their total, shares and 100, 由A提高到B，提高C.

A total is held against its parts only where they exhaust it: by their nature (出口 and 进口, 男 and 女, the three
industries), or by the words of the sentence (两类, 共…，分别为…).  Rounding may miss by half a last digit for each figure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from xxlint import numerals
from xxlint.analysis.metrics import FALLS, RISES
from xxlint.analysis.quantities import Quantity, quantity_at
from xxlint.analysis.sentences import Figure, figures_in, sentence_at
from xxlint.kinds import Finding
from xxlint.patterns import lazy, occurrences
from xxlint.report import Report
from xxlint.span import Span

_WHOLE = ("money", "dollar", "mass", "land", "length", "volume", "energy")  # dimensions whose figures are rounded


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """All disagreements; ``options["groups"]`` are the parts that exhaust a total by their nature, each with the words of the
    total, ``options["orders"]`` the metrics of which the first cannot exceed the second."""
    yield from _structures(report)
    yield from _steps(report)
    yield from _shares(report)
    yield from _totals(report, options["groups"])
    yield from _counted_parts(report)
    yield from _orders(report, options["orders"])


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"


# a:b:c

_STRUCTURE = lazy(r"(?:结构|产业比|构成比)(?P<link>[^。；\n\d]{0,14}?)(?=\d+(?:\.\d+)?[:：∶]\d)")


def _structures(report: Report) -> Iterator[Finding]:
    """三次产业结构 a:b:c whose parts do not add up to 100."""
    for match in _STRUCTURE.finditer(report.folded):
        quantity = quantity_at(report.page, match.end())
        if quantity is None or quantity.dimension != "ratio":
            continue
        total = sum(quantity.values)
        if 80 < total < 120 and abs(total - 100) > Decimal("0.1") * len(quantity.values):
            yield Finding(quantity.span, {"reason": f"合计是{_written(total)}，应为100", "reason_en": f"adds up to {_written(total)}, not 100"})


# 由A提高到B，提高C

_TO = lazy(
    r"(?:提高|提升|增长|增加|上升|扩大|增|升|下降|降低|减少|缩短|缩减|压缩|压减|回落|降|减)(?:到|至)(?=[了约\d近])|(?:缩短|压缩|压减|缩减|调整)为(?=\d)"
)
_TO_LITERAL = lazy("到(?<=[高升长加大降低少短减缩落]到)|至(?<=[高升长加大降低少短减缩落增]至)|为(?<=[短缩减]为)")
_VERB_TO = lazy("(?:提高|提升|增长|增加|上升|扩大|增|升|下降|降低|减少|缩短|缩减|压缩|压减|回落|降|减)[到至为]$")
_FROM = lazy(r"[由从](?P<year>[^，。；、\n由从]{0,16}?)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d，。；、\n]{0,6})$")
_BY = lazy(
    rf"[，,；;（(](?:同比|净|共|累计|总共|整体|五年|三年|两年|一年|比上年|较上年|环比|相比|实际|足足|整整)*(?P<verb>{'|'.join((*RISES, *FALLS, '压缩', '压减', '缩减'))})(?:了|约|近)?(?=\d)"
)


def _steps(report: Report) -> Iterator[Finding]:
    text = report.folded
    for match in _TO_LITERAL.finditer(text):
        window = text[max(0, match.start() - 48) : match.end()]
        verb = _VERB_TO.search(window)
        start = _FROM.search(window, 0, verb.start()) if verb else None
        if verb is None or start is None or "分别" in window[start.start() :]:
            continue
        before = _from_quantity(report, match.end() - len(window) + start.start("value"), start["unit"])
        after = quantity_at(report.page, match.end())
        if after is None or after.is_range or after.hedge or not after.measure.factor:
            continue
        by = _BY.match(text, after.span.end)
        change = quantity_at(report.page, by.end()) if by is not None else None
        if by is None or change is None or change.hedge or change.is_range:
            continue
        finding = _step(start, before, after, change, Span(by.start("verb"), change.span.end))
        if finding is not None:
            yield finding


def _from_quantity(report: Report, at: int, unit: str) -> Quantity | None:
    return quantity_at(report.page, at) if unit else None


def _step(
    start: re.Match[str], before: Quantity | None, after: Quantity, change: Quantity, span: Span
) -> Finding | None:
    """A finding where the change is not the difference; a change in % of an amount is not recomputed."""
    if before is None:
        if start["unit"]:
            return None
        first, slack = Decimal(start["value"].replace(",", "")) * after.value / Decimal(after.figures[0]), after.slack
    elif before.dimension != after.dimension or before.is_range or before.hedge:
        return None
    else:
        first, slack = before.value, before.slack
    wanted = "point" if after.dimension == "share" else after.dimension
    if change.dimension != wanted:
        return None
    difference = abs(after.value - first)
    exact = after.dimension not in (*_WHOLE, "share") and after.scale == ""
    slack = Decimal(0) if exact else slack + after.slack + change.slack
    if abs(difference - change.value) <= slack:
        return None
    unit = change.value / Decimal(change.figures[0].replace(",", "")) if change.value else Decimal(1)
    right = f"{_written(difference / unit)}{change.unit}"
    return Finding(span, {"reason": f"前后相差{right}", "reason_en": f"the difference is {right}"})


# A、B、C占比分别为x%、y%、z%

_SHARED = lazy(r"占比?分别(?:为|是|达到?)?(?=\d)|分别占(?:比)?(?:总[数量额]?的?|全部的?|比为)?(?:约)?(?=\d)|占比为(?=\d[\d.]*%、\d)")
_OF_SURVEY = lazy("受访|问卷|认为|反映|选择|多选|表示|希望")
_OTHER_WHOLES = lazy("税收|总值|GDP|产值|增加值|就业|出口|投资|利润|收入|创新|研发|贡献|成果|市场主体|企业数|覆盖|比例|率|占")


def _shares(report: Report) -> Iterator[Finding]:
    text = report.folded
    for match in _SHARED.finditer(text):
        row = _row(report, match.end(), "share")
        if len(row) < 3 or any(quantity.hedge for quantity in row):
            continue
        sentence = sentence_at(text, match.start())
        names = text[sentence.start : match.start()]
        if _OF_SURVEY.search(names) or _OTHER_WHOLES.search(names.rpartition("，")[2]):
            continue
        total = sum((quantity.value for quantity in row), Decimal(0))
        slack = sum((quantity.slack for quantity in row), Decimal("0.05"))
        exhaustive = re.search(rf"[{'两二三四五六七八九'[len(row) - 2]}{len(row)}](?:[大个]?(?:类|种|部分|产业|项|档|级|层))", names[-40:])
        if (total > 100 + slack and total < 130) or (exhaustive and 80 < total < 100 - slack):
            span = Span(row[0].span.start, row[-1].span.end)
            yield Finding(span, {"reason": f"合计是{_written(total)}%", "reason_en": f"they add up to {_written(total)}%"})


def _row(report: Report, at: int, dimension: str) -> list[Quantity]:
    """The quantities of x、y和z that begin at ``at``, as far as they have one dimension."""
    found: list[Quantity] = []
    while (quantity := quantity_at(report.page, at)) is not None and quantity.dimension == dimension:
        found.append(quantity)
        at = quantity.span.end
        if report.folded[at : at + 1] not in ("、", "和", "与", "，", ","):
            break
        at += 1
    return found


# a total and the parts that exhaust it by their nature

_PER_HEAD = lazy("人均|平均|每|均价|单价|率|年均")


def _totals(report: Report, groups: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    for group in groups:
        members: list[str] = group["parts"]
        seen: Span | None = None
        for at, _ in occurrences(report.folded, tuple(members[-1].split("|"))):
            if seen is not None and at < seen.end:
                continue
            seen = sentence_at(report.folded, at)
            finding = _total(report, seen, members, group.get("total"))
            if finding is not None:
                yield finding


def _total(report: Report, sentence: Span, members: Sequence[str], wanted: str | None) -> Finding | None:
    figures = figures_in(report.page, sentence)
    for first, figure in enumerate(figures):
        if _member(figure.label, members) is None:
            continue
        parts, end = _parts(figures, first, members)
        if parts is None:
            continue
        whole = _whole(report, figures[:first], parts[0].quantity, wanted)
        if whole is None:
            return None
        gap = report.folded[whole.quantity.span.end : parts[0].quantity.span.start]
        if len(gap) > 60 or (wanted is None and not re.search("其中|包括|含|分为|，|（", gap)):
            return None
        return _disagreement(whole.quantity, [part.quantity for part in parts])
    return None


def _member(label: str, members: Sequence[str]) -> int | None:
    """Which of the parts a label names; None for none or several."""
    named = [at for at, words in enumerate(members) if any(word in label for word in words.split("|"))]
    return named[0] if len(named) == 1 else None


def _parts(figures: Sequence[Figure], first: int, members: Sequence[str]) -> tuple[list[Figure] | None, int]:
    """The figures of all parts, one each, of one dimension; figures of other dimensions (growth) between are passed over."""
    unit = figures[first].quantity
    found: dict[int, Figure] = {}
    at = first
    for at in range(first, len(figures)):
        figure = figures[at]
        if figure.quantity.dimension != unit.dimension:
            continue
        member = _member(figure.label, members)
        if member is None or member in found:
            break
        found[member] = figure
        if len(found) == len(members):
            return list(found.values()), at
    return None, at


def _whole(report: Report, before: Sequence[Figure], part: Quantity, wanted: str | None) -> Figure | None:
    """The total: the nearest figure before of the same dimension, and named as ``wanted`` says."""
    for figure in reversed(before):
        if figure.quantity.dimension != part.dimension:
            continue
        if figure.quantity.hedge or _PER_HEAD.search(figure.label) or part.dimension in ("share", "point", "times", "years"):
            return None
        if wanted is not None and not re.search(wanted, figure.label):
            return None
        if re.search("增长|增加|减少|下降|提高|比上年|较上年|上年|去年", figure.label):
            continue
        return figure
    return None


def _disagreement(whole: Quantity, parts: Sequence[Quantity]) -> Finding | None:
    if any(part.hedge or part.is_range for part in (whole, *parts)):
        return None
    total = sum((part.value for part in parts), Decimal(0))
    exact = whole.dimension not in _WHOLE and not whole.scale and all(not part.scale for part in parts)
    slack = Decimal(0) if exact else sum((part.slack for part in parts), whole.slack)
    if abs(total - whole.value) <= slack:
        return None
    unit = whole.value / Decimal(whole.figures[0]) if whole.value else Decimal(1)
    right = f"{_written(total / unit)}{whole.unit}"
    span = Span(whole.span.start, parts[-1].span.end)
    return Finding(span, {"reason": f"各部分合计是{right}", "reason_en": f"the parts add up to {right}"})


# a total and as many parts as the sentence says: 两类, A、B、C三类共86个，分别为…

_PARTED = lazy("分别为|分别是|分别有|其中")
_KINDS = r"(?P<count>[两二三四五六七八九2-9])(?:大?(?:类|种|部分|块|个层次|个等级|个档次|个批次|批)|大(?:行业|板块|领域|产业))"
_KINDS_BEHIND = lazy(rf"[^，。；\n\d]{{0,4}}{_KINDS}")
_KINDS_BEFORE = lazy(_KINDS)
_SUMMED = lazy("[共总]计?|合计")


def _counted_parts(report: Report) -> Iterator[Finding]:
    text = report.folded
    for match in _PARTED.finditer(text):
        sentence = sentence_at(text, match.start())
        figures = figures_in(report.page, sentence)
        before = [figure for figure in figures if figure.quantity.span.end <= match.start()]
        behind = [figure for figure in figures if figure.quantity.span.start >= match.end()]
        if not before or not behind or match.start() - before[-1].quantity.span.end > 6:
            continue
        whole = before[-1].quantity
        parts = _alike(report, [figure.quantity for figure in behind], whole)
        if len(parts) < 2:
            continue
        head = text[sentence.start : match.start()].rpartition("。")[2][-60:]
        said = _KINDS_BEHIND.match(text, parts[-1].span.end) or _last(_KINDS_BEFORE, head)
        announced = numerals.parse(said["count"]) if said is not None else None
        if announced != len(parts) or not ((match[0] == "其中" and said) or _SUMMED.search(before[-1].label)):
            continue
        finding = _disagreement(whole, parts)
        if finding is not None:
            yield finding


def _alike(report: Report, quantities: Sequence[Quantity], whole: Quantity) -> list[Quantity]:
    """The quantities at the row's beginning that have the total's unit, side by side."""
    found: list[Quantity] = []
    for quantity in quantities:
        if quantity.dimension != whole.dimension or (
            found and re.search("[；。]", report.folded[found[-1].span.end : quantity.span.start])
        ):
            break
        found.append(quantity)
    return found


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(words):
        found = match
    return found


# what cannot exceed what


def _orders(report: Report, orders: Sequence[Sequence[str]]) -> Iterator[Finding]:
    """PM2.5 above PM10, 农村 above 城镇 income, 出口 above 进出口: in one sentence, side by side."""
    pairs = {(low, high) for low, high in orders}
    valued = [mention for mention in report.mentions if mention.quantity is not None]
    for one, other in zip(valued, valued[1:], strict=False):
        if (one.metric.id, other.metric.id) in pairs:
            low, high = one, other
        elif (other.metric.id, one.metric.id) in pairs:
            low, high = other, one
        else:
            continue
        if low.quantity is None or high.quantity is None:
            continue
        between = report.folded[one.name.end : other.name.start]
        if len(between) > 40 or re.search("[。\n]|上年|去年|同期|目标|20\\d\\d", between):
            continue
        if low.quantity.dimension == high.quantity.dimension and low.quantity.value > high.quantity.value:
            names = (low.name.of(report.text), high.name.of(report.text))
            span = Span(one.name.start, other.end)
            yield Finding(span, {"reason": f"{names[0]}不会大于{names[1]}", "reason_en": f"{names[0]} cannot exceed {names[1]}"})
