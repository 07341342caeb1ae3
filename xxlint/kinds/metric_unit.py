"""The unit of a metric's value: missing (优良率为98.6，), or of the wrong kind (地区生产总值320万人)."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.metrics import Mention
from xxlint.analysis.naming import clause_before, metric_at_end, without_link
from xxlint.analysis.quantities import Quantity
from xxlint.kinds import Finding
from xxlint.lexicon import Lexicon, once
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_BARE = lazy(r"[0-9](?=[，。；、,;\n]|以[上下内][，。；的])")
_FIGURE = "0123456789.,"
_GROWTH = lazy(r"(?:同比|环比|比上年|较上年|比去年|较去年)(?:增长|下降)(?:了|约|近)?$")
_FROM = lazy(r"[由从][^，。；]{0,16}\d%?(?:提高|提升|上升|增加|增长|下降|降低|回落|回升)[到至]$")
_BOUND = lazy("以[上下内]")
_PHYSICAL = frozenset({"money", "dollar", "mass", "land", "length", "volume", "energy", "density"})
_ONE_MEANING = ("学位", "人数", "人口", "产量", "面积", "里程", "用电量", "就业", "出栏", "存栏")
_COUNTED = frozenset({"people", "visits", "firms", "livestock", "events", "days"})


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Values with the fault ``options["fault"]``: "missing" or "mismatch".

    ``options["shares"]`` are the endings of nouns that are given in percent, ``options["unless"]`` those that are not.
    """
    if options["fault"] == "missing":
        yield from _missing(report, tuple(options["shares"]), tuple(options["unless"]))
    else:
        yield from _mismatch(report)


def _missing(report: Report, shares: tuple[str, ...], unless: tuple[str, ...]) -> Iterator[Finding]:
    page = report.page
    for match in _BARE.finditer(page.folded):
        start = match.start()
        while start and page.folded[start - 1] in _FIGURE:
            start -= 1
        span = Span(start, match.end())
        figure = span.of(page.folded)
        if figure[0] in ",." or (len(figure) == 4 and figure.isdigit() and "1949" <= figure <= "2060"):
            continue
        if page.folded[span.end : span.end + 1] in "、," and page.after(span.end + 1).isdigit():
            continue  # 98.6、97.2%: the last of the row has the unit
        wanted = _wanted(report, span.start, shares, unless)
        if wanted is not None and page.is_sentence(span.start) and not page.line(span.start).is_row:
            yield Finding(span, {"unit": wanted})
    for slot in report.slots:
        bounded = _BOUND.match(page.folded, slot.span.end) or page.right_sign(slot.span.end) in "，。；"
        if slot.form in ("letter", "symbol") and slot.unit is None and bounded:
            wanted = _wanted(report, slot.span.start, shares, unless)
            if wanted is not None and page.is_sentence(slot.span.start):
                yield Finding(slot.span, {"unit": wanted})


def _wanted(report: Report, at: int, shares: tuple[str, ...], unless: tuple[str, ...]) -> str | None:
    """The unit that belongs behind the value at ``at``; None where no unit is missing."""
    page = report.page
    words = clause_before(page, at)
    if not words or words[-1] in "第.-:/—～~" or words[-1].isascii():
        return None
    if _GROWTH.search(words):
        return "%"
    words = without_link(_FROM.sub("", words))
    words = (
        words.removesuffix("控制在")
        .removesuffix("稳定在")
        .removesuffix("保持在")
        .removesuffix("总量")
        .removesuffix("仅")
    )
    known = metric_at_end(report.lexicon, words)
    if known is not None and known[1].units and known[1].kind != "index":
        return known[1].units[0]
    if words.endswith(shares) and not words.endswith(unless):
        return "%"
    return None


@once
def _right_dimensions(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """What may be measured for each metric, by its id."""
    return {
        metric.id: frozenset(_dimension(lexicon, unit) for unit in metric.units) for metric in lexicon.metrics
    }


def _mismatch(report: Report) -> Iterator[Finding]:
    right = _right_dimensions(report.lexicon)
    for said in report.said:
        dimensions = right[said.metric.id]
        if not said.metric.units or dimensions.issuperset(q.dimension for q in said.quantities):
            continue
        for mention in said.mentions:
            quantity = mention.quantity
            if quantity is None or not quantity.dimension or quantity.dimension in dimensions:
                continue
            if _contradicts(report, mention, quantity, dimensions):
                name = mention.name.of(report.page.folded)
                units = "、".join(unit for unit in mention.metric.units if unit)
                yield Finding(quantity.span, {"metric": name, "unit": units}, related=(mention.name,))


def _contradicts(report: Report, mention: Mention, quantity: Quantity, right: frozenset[str]) -> bool:
    """Whether a value cannot be the metric's: a mass is no money; but 户 and 人 may be the same count.

    Names that mean several things (高标准农田 as an area, as a project) are held to less.
    """
    given, name = quantity.dimension, mention.name.of(report.folded)
    if len(name) == 2:
        return False  # 一产 is short for the value of an industry, its power or its people
    if right == {"share"}:
        return given in _PHYSICAL | _COUNTED and mention.metric.unique
    sure = mention.metric.unique or name.endswith(_ONE_MEANING)
    if given in ("money", "dollar"):
        return sure and not right & {"money", "dollar"}
    if given in _PHYSICAL:
        return given != "energy" or name not in mention.metric.vague  # 用电量中的一产
    if given not in _COUNTED:
        return False
    if right & _PHYSICAL and not right & _COUNTED:
        return sure or given in ("people", "visits", "livestock") or bool(quantity.scale)
    return sure and "people" in right and given in ("firms", "events", "livestock")


def _dimension(lexicon: Lexicon, unit: str) -> str:
    """The dimension of a unit with its scale: 亿元 → money."""
    for size in range(len(unit)):
        measure = lexicon.measures.get(unit[size:])
        if measure is not None and all(sign in "十百千万亿" for sign in unit[:size]):
            return measure.dimension
    return unit
