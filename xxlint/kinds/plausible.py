"""Values that cannot be (优良率130%), or that are far from the usual (case "soft")."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import Any

from xxlint.analysis.metrics import Mention, Said
from xxlint.analysis.naming import clause_before
from xxlint.analysis.quantities import Quantity
from xxlint.kinds import Finding
from xxlint.lexicon import Lexicon, Measure, Range, once
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_PERCENT = lazy(
    "%(?:"
    + "|".join(rf"(?<=\d{{3}}{decimals}%)" for decimals in ("", *(rf"\.\d{{{n}}}" for n in (1, 2, 3, 4))))
    + ")"
)
_LARGE = lazy(r"(?<![\d.])\d{3,6}(?:\.\d{1,4})?%\Z")
_LONGEST = 12  # characters of a share as anybody writes it
_CHANGES = lazy("增|提|升|高|降|低|减|扩|完成|相当|比|较|占|是|翻")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Values outside of their metric's range, and shares above 100 %.

    ``options["shares"]`` are the endings of nouns that are shares, ``options["unless"]`` those that are none.
    """
    taken: set[int] = set()
    of_county = any(sign in report.page.lines.title.words for sign in ("县", "区", "旗"))
    for said in report.said:
        if said.metric.hard is not None:
            yield from _too_much_growth(report, said)
        for mention, quantity, case in _outside(report.lexicon, said, of_county):
            taken.add(quantity.start)
            bounds = said.metric.soft if case == "soft" else said.metric.hard
            values = {"metric": mention.name.of(report.text), "range": written_range(bounds)}
            yield Finding(quantity.span, values, case or None, related=(mention.name,))
    if "%" in report.folded:
        yield from _shares(report, tuple(options["shares"]), tuple(options["unless"]), taken)


def _too_much_growth(report: Report, said: Said) -> Iterator[Finding]:
    """The changes of a metric that is itself given as growth (规上工业增加值) that are out of its range."""
    hard = said.metric.hard
    if hard is None or hard.least is None or not hard.least.startswith("-") or hard.unit != "%":
        return
    for mention in said.mentions:
        if mention.growth is not None and exceeds(report.lexicon, mention.growth, hard):
            name = mention.name.of(report.text)
            values = {"metric": f"{name}增速", "range": written_range(hard)}
            yield Finding(mention.growth.span, values, related=(mention.name,))


def _outside(lexicon: Lexicon, said: Said, of_county: bool) -> Iterator[tuple[Mention, Quantity, str]]:
    """The values outside of the hard range, and with "soft" those outside of the usual one."""
    hard, soft = said.metric.hard, said.metric.soft if of_county and said.metric.unique else None
    cases = {}  # the same value of a metric is judged once
    for quantity in said.quantities if hard or soft else ():
        if not quantity.is_range and exceeds(lexicon, quantity, hard):
            cases[quantity.reading] = ""
        elif not quantity.is_range and exceeds(lexicon, quantity, soft):
            cases[quantity.reading] = "soft"
    for mention in said.mentions if cases else ():
        case = cases.get(mention.quantity.reading) if mention.quantity is not None else None
        if mention.quantity is not None and case is not None and not (case and mention.on_base):
            yield mention, mention.quantity, case


def exceeds(lexicon: Lexicon, quantity: Quantity | None, bounds: Range | None) -> bool:
    """Whether a quantity lies outside of a range; one of another dimension does not."""
    if bounds is None or quantity is None:
        return False
    dimension, least, most = _limits(lexicon)(bounds)
    return quantity.dimension == dimension and not least <= quantity.value <= most


@once
def _limits(lexicon: Lexicon) -> Callable[[Range], tuple[str, Decimal, Decimal]]:
    """What tells the dimension of a range, with the least and the most in its base unit."""
    return cache(partial(_limits_of, lexicon.measures))


def _limits_of(measures: Mapping[str, Measure], bounds: Range) -> tuple[str, Decimal, Decimal]:
    starts = range(len(bounds.unit))
    unit = next((bounds.unit[at:] for at in starts if bounds.unit[at:] in measures), bounds.unit)
    measure = measures.get(unit) or Measure(unit, "1")
    factor = Decimal(measure.factor)
    for sign in bounds.unit[: len(bounds.unit) - len(unit)]:
        factor *= {"万": 10_000, "亿": 100_000_000}[sign]
    least = Decimal("-Infinity") if bounds.least is None else Decimal(bounds.least) * factor
    most = Decimal("Infinity") if bounds.most is None else Decimal(bounds.most) * factor
    return measure.dimension, least, most


def written_range(bounds: Range | None) -> str:
    """A range as messages say it: 0～100%."""
    if bounds is None:
        return ""
    return f"{bounds.least or ''}～{bounds.most or ''}{bounds.unit}"


def _shares(
    report: Report, shares: tuple[str, ...], unless: tuple[str, ...], taken: set[int]
) -> Iterator[Finding]:
    page = report.page
    for percent in _PERCENT.finditer(page.folded):
        match = _LARGE.search(page.folded, max(0, percent.end() - _LONGEST), percent.end())
        if match is None:
            continue
        if match.start() in taken or Decimal(match[0][:-1]) <= 100:
            continue
        words = clause_before(page, match.start()).rstrip("：: ")
        if not words and page.before(match.start()) in ("：", ":"):
            words = clause_before(page, match.start() - 1)
        place, ending = max((words.rfind(ending), ending) for ending in shares)
        link = words[place + len(ending) :] if place >= 0 else ""
        if (
            place < 0
            or len(link) > 8
            or _CHANGES.search(link)
            or not page.before(match.start()).strip(".-—～~")
        ):
            continue
        noun = words[: place + len(ending)]
        if not noun.endswith(unless):
            yield Finding(Span(*match.span()), {"metric": noun[-12:], "range": "0～100%"})
