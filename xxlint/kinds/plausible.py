"""Values that cannot be (优良率130%), or that are far from the usual (case "soft")."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from xxlint.analysis.metrics import Mention
from xxlint.analysis.naming import clause_before
from xxlint.analysis.quantities import Quantity
from xxlint.kinds import Finding
from xxlint.lexicon import Lexicon, Range
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
    told: dict[
        tuple[str, tuple[str, ...], str, bool], str | None
    ] = {}  # the same value of a metric is judged once
    of_county = any(sign in report.page.lines.title.words for sign in ("县", "区", "旗"))
    for mention in report.mentions:
        if mention.metric.hard is None and (mention.metric.soft is None or not of_county):
            continue
        if _grows_too_much(report.lexicon, mention):
            yield Finding(
                mention.growth.span if mention.growth else mention.name,
                {
                    "metric": f"{mention.name.of(report.text)}增速",
                    "range": written_range(mention.metric.hard),
                },
                related=(mention.name,),
            )
        if mention.quantity is None or mention.quantity.is_range:
            continue
        value = (mention.metric.id, mention.quantity.figures, mention.quantity.unit, mention.on_base)
        if value not in told:
            told[value] = _outside(report.lexicon, mention, of_county)
        case = told[value]
        if case is not None:
            taken.add(mention.quantity.start)
            bounds = mention.metric.soft if case == "soft" else mention.metric.hard
            name = mention.name.of(report.text)
            yield Finding(
                mention.quantity.span,
                {"metric": name, "range": written_range(bounds)},
                case or None,
                related=(mention.name,),
            )
    if "%" in report.folded:
        yield from _shares(report, tuple(options["shares"]), tuple(options["unless"]), taken)


def _grows_too_much(lexicon: Lexicon, mention: Mention) -> bool:
    """Whether the growth of a metric that is itself given as growth (规上工业增加值) is out of its range."""
    hard = mention.metric.hard
    if mention.growth is None or hard is None or hard.least is None or not hard.least.startswith("-"):
        return False
    return hard.unit == "%" and exceeds(lexicon, mention.growth, hard)


def _outside(lexicon: Lexicon, mention: Mention, of_county: bool) -> str | None:
    """ "" for a value outside of the hard range, "soft" for one outside of the usual range, else None."""
    if exceeds(lexicon, mention.quantity, mention.metric.hard):
        return ""
    usual = mention.metric.soft if of_county and mention.metric.unique and not mention.on_base else None
    return "soft" if exceeds(lexicon, mention.quantity, usual) else None


def exceeds(lexicon: Lexicon, quantity: Quantity | None, bounds: Range | None) -> bool:
    """Whether a quantity lies outside of a range; one of another dimension does not."""
    if bounds is None or quantity is None:
        return False
    unit = next(
        (bounds.unit[at:] for at in range(len(bounds.unit)) if bounds.unit[at:] in lexicon.measures),
        bounds.unit,
    )
    measure = lexicon.measures.get(unit)
    dimension, factor = (measure.dimension, Decimal(measure.factor)) if measure else (unit, Decimal(1))
    if quantity.dimension != dimension:
        return False
    for sign in bounds.unit[: len(bounds.unit) - len(unit)]:
        factor *= {"万": 10_000, "亿": 100_000_000}[sign]
    value = quantity.value
    too_little = bounds.least is not None and value < Decimal(bounds.least) * factor
    return too_little or (bounds.most is not None and value > Decimal(bounds.most) * factor)


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
