"""The unit of a metric's value: missing (优良率为98.6，), or of the wrong kind (地区生产总值320万人)."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.naming import clause_before, metric_at_end, without_link
from xxlint.kinds import Finding
from xxlint.lexicon import Lexicon, Metric
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_BARE = lazy(r"\d(?=[，。；、,;\n])")
_FIGURE = "0123456789.,"
_GROWTH = lazy(r"(?:同比|环比|比上年|较上年|比去年|较去年)(?:增长|提高|上升|增加|下降|减少|降低|回落)(?:了|约|近)?$")
_PHYSICAL = frozenset({"money", "dollar", "mass", "land", "length", "volume", "energy", "density"})
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
        if slot.form in ("letter", "symbol") and slot.unit is None and page.right_sign(slot.span.end) in "，。；":
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
    words = without_link(words)
    known = metric_at_end(report.lexicon, words)
    if known is not None and known[1].units and known[1].kind != "index":
        return known[1].units[0]
    if words.endswith(shares) and not words.endswith(unless):
        return "%"
    return None


def _mismatch(report: Report) -> Iterator[Finding]:
    for mention in report.mentions:
        quantity = mention.quantity
        if quantity is None or not mention.metric.units or not quantity.dimension:
            continue
        name = mention.name.of(report.page.folded)
        if (mention.metric.unique or name.endswith(("学位", "人数", "人口", "产量", "面积"))) and _contradicts(
            report.lexicon, mention.metric, quantity.dimension
        ):
            units = "、".join(unit for unit in mention.metric.units if unit)
            yield Finding(quantity.span, {"metric": name, "unit": units}, related=(mention.name,))


def _contradicts(lexicon: Lexicon, metric: Metric, dimension: str) -> bool:
    """Whether a value of this dimension cannot be the metric's: money is not people, but 户 and 人 may be the same count."""
    right = {_dimension(lexicon, unit) for unit in metric.units}
    if dimension in right:
        return False
    if dimension in _PHYSICAL:
        return not right & {"money", "dollar"} or dimension not in ("money", "dollar")
    return dimension in _COUNTED and bool(right & _PHYSICAL) and not right & _COUNTED


def _dimension(lexicon: Lexicon, unit: str) -> str:
    """The dimension of a unit with its scale: 亿元 → money."""
    for size in range(len(unit)):
        measure = lexicon.measures.get(unit[size:])
        if measure is not None and all(sign in "十百千万亿" for sign in unit[:size]):
            return measure.dimension
    return unit
