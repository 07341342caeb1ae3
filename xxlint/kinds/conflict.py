"""The same figure given twice, with two values: metrics of one meaning, and rates that are named the same both times."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from xxlint.analysis.circumstances import Circumstances, circumstances_at
from xxlint.analysis.naming import clause_before, without_fillers
from xxlint.analysis.quantities import Quantity, quantity_at
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_NAMED_RATE = lazy(
    r"率(?:虽|已|均)?(?:达到?|为|是|保持在|稳定在|：)?(?P<value>(?=\d)|在(?:上一?年|今年|去年|20\d\d年)?(?=\d))|占比(?:达到?|为|是)?(?P<share>(?=\d)|在(?:上一?年|今年|去年)?(?=\d))"
)
_ON_BASE = lazy("的?基础上")
_LEAST_NAME = 5
_APPROXIMATE = Decimal("0.05")


class _Statement(NamedTuple):
    """One value of something that is named."""

    key: str
    name: Span
    quantity: Quantity
    on_base: bool


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The later of two values that contradict each other; ``options["general"]`` are words in the names of rates that say too little to
    be compared."""
    groups: dict[tuple[str, str], list[_Statement]] = {}
    for statement in _statements(report, tuple(options["general"])):
        groups.setdefault((statement.key, statement.quantity.dimension), []).append(statement)
    found = []
    for statements in groups.values():
        if len(statements) > 1:
            found += list(_conflicts(report, statements))
    yield from sorted(found, key=lambda finding: finding.span)


def _statements(report: Report, general: tuple[str, ...]) -> Iterator[_Statement]:
    for mention in report.mentions:
        name = mention.name.of(report.folded)
        if mention.quantity is not None and mention.metric.unique and name not in mention.metric.vague:
            yield _Statement(mention.metric.id, mention.name, mention.quantity, mention.on_base)
    known = {mention.name.end for mention in report.mentions if mention.metric.unique}
    for match in _NAMED_RATE.finditer(report.folded):
        ending = match.start() + (1 if match["value"] is not None else 2)
        if ending in known:
            continue
        quantity = quantity_at(report.page, match.end())
        words = without_fillers(clause_before(report.page, match.start()))
        if quantity is None or quantity.dimension != "share":
            continue
        on_base = bool(_ON_BASE.match(report.folded, quantity.span.end))
        if not on_base and (len(words) < _LEAST_NAME - 1 or any(word in words for word in general)):
            continue
        for size in range(min(len(words), 10), 2, -1):  # the name may begin behind words that are no part of it
            yield _Statement(words[-size:] + match[0][:1], Span(match.start() - size, ending), quantity, on_base)


def _conflicts(report: Report, statements: list[_Statement]) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[_Statement, Circumstances]] = {}
    for statement in statements:
        said = circumstances_at(report, statement.name.start, statement.quantity.span.end, statement.on_base)
        if said.role == "aim" or statement.quantity.is_range or said.subject.startswith(("其中", "部分", "个别")):
            continue
        earlier = first.setdefault((said.period, said.subject), (statement, said))
        if earlier[0] is not statement and _differ(earlier[0].quantity, statement.quantity):
            yield Finding(
                statement.quantity.span,
                {"metric": statement.name.of(report.text), "earlier": earlier[0].quantity.span.of(report.text)},
                related=(earlier[0].quantity.span,),
            )


def _differ(one: Quantity, other: Quantity) -> bool:
    apart = abs(one.value - other.value)
    hedged = one.hedge or other.hedge
    allowed = max(abs(one.value), abs(other.value)) * _APPROXIMATE if hedged else one.slack + other.slack
    return apart > allowed
