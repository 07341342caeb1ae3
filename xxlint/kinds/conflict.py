"""The same figure given twice, with two values: metrics of one meaning, and rates that are named the same both times."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from xxlint.analysis.metrics import Mention, Said
from xxlint.analysis.naming import clause_before
from xxlint.analysis.quantities import Quantity, quantity_at
from xxlint.kinds import Finding
from xxlint.patterns import Sweep, lazy
from xxlint.report import Report
from xxlint.span import Span

_NAMED_RATE = Sweep(
    r"率(?:虽然?|已经?|均|仅|仍|高|只有)*(?:达到?|为|是|保持在|稳定在|降至|降到|升至|提高到|提高至|上升到|上升至|下降到|下降至|增加到|：|由[^，。；、\n]{1,20}?[到至])?(?:(?=\d)|在(?:上一?年|今年|去年|20\d\d年)?(?=\d))|占比(?:达到?|为|是)?(?:(?=\d)|在(?:上一?年|今年|去年)?(?=\d))"
)
_LEADS = lazy(
    r"^(?:虽然?|尽管|但是?|在|使|推动|带动|促进|实现|完成|达到|预计|力争|确保|全年|年末|年底|今年|当年|目前|截至[^，]{0,10}|累计|全[县市区省镇乡州校院局]|我[县市区省镇乡州校院局]|[\u4e00-\u9fff]{2,4}[县市区镇](?=[\u4e00-\u9fff]{4}|$)|公司|集团|学校|了|前?\d{1,2}(?:[-—–～至]\d{1,2})?个?月|[上下]半年|前?[一二三四]个?季度|(?:19|20)\d\d年|[一二三四五六七八九十]{1,2}是|（[一二三四五六七八九十]+）|其中)+"
)
_ON_BASE = lazy("的?基础上")
_NAME_END = attrgetter("name_end")
_LEAST_NAME = 3
_MOST_VALUES = 4  # a metric with more is given for many units or periods, as in a table
_APPROXIMATE = Decimal("0.05")


class _Statement(NamedTuple):
    """One value of something that is named."""

    key: str
    name: Span
    quantity: Quantity
    on_base: bool
    vague: bool = False


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The later of two values that contradict each other; ``options["general"]`` are words in the names of rates that say too little to
    be compared."""
    groups: dict[tuple[str, str], list[_Statement]] = {}
    for statement in _statements(report, tuple(options["general"])):
        groups.setdefault((statement.key, statement.quantity.dimension), []).append(statement)
    found = []
    for statements in groups.values():
        if 1 < len({statement.quantity.values for statement in statements}) <= _MOST_VALUES:
            found += list(_conflicts(report, statements))
    yield from sorted(found, key=lambda finding: finding.span)


def _statements(report: Report, general: tuple[str, ...]) -> Iterator[_Statement]:
    page = report.page
    valued: dict[str, list[Said]] = {}
    for said in report.said:
        if said.metric.unique:
            valued.setdefault(said.metric.id, []).append(said)
    for metric, several in valued.items():
        if sum(len(said.quantities) for said in several) > 1:
            held = [(m, m.quantity) for said in several for m in said.mentions if not _is_vague(report, m)]
            if len({(quantity.figures, quantity.unit) for _, quantity in held if quantity is not None}) > 1:
                for mention, quantity in held:
                    if quantity is not None:
                        key = metric + _qualified(clause_before(page, mention.start))
                        yield _Statement(key, mention.name, quantity, mention.on_base)
    for match in _NAMED_RATE.finditer(report.folded):
        ending = match.start() + (1 if match[0][0] == "率" else 2)
        share = quantity_at(page, match.end())
        if share is None or share.dimension != "share" or _ends_metric(report.mentions, ending):
            continue
        words = _qualified(clause_before(page, match.start()))
        on_base = bool(_ON_BASE.match(report.folded, share.span.end))
        if len(words) >= _LEAST_NAME or (on_base and len(words) > 1):
            vague = any(word in words for word in general)
            yield _Statement(words, Span(match.start() - len(words), ending), share, on_base, vague)


def _is_vague(report: Report, mention: Mention) -> bool:
    return mention.name.of(report.folded) in mention.metric.vague


def _ends_metric(mentions: Sequence[Mention], at: int) -> bool:
    """Whether the name of a metric that means one thing ends at ``at``."""
    first = bisect_left(mentions, at, key=_NAME_END)
    return any(mention.name_end == at and mention.metric.unique for mention in mentions[first : first + 4])


def _qualified(words: str) -> str:
    """The words that belong to a name, without what leads to it: 虽然全县森林覆盖 → 森林覆盖, 实现 → ""."""
    return _LEADS.sub("", words)


def _conflicts(report: Report, statements: list[_Statement]) -> Iterator[Finding]:
    first: dict[tuple[str, str], _Statement] = {}
    for statement in statements:
        said = report.circumstances_at(statement.name.start, statement.quantity.end, statement.on_base)
        if said.role == "aim" or statement.quantity.is_range or said.subject == "其中":
            continue
        earlier = first.setdefault((said.period, said.subject), statement)
        if statement.vague and not statement.on_base:
            continue
        if earlier is not statement and _differ(earlier.quantity, statement.quantity):
            yield Finding(
                statement.quantity.span,
                {
                    "metric": statement.name.of(report.text),
                    "earlier": earlier.quantity.span.of(report.text),
                },
                related=(earlier.quantity.span,),
            )


def _differ(one: Quantity, other: Quantity) -> bool:
    apart = abs(one.value - other.value)
    hedged = one.hedge or other.hedge
    allowed = max(abs(one.value), abs(other.value)) * _APPROXIMATE if hedged else one.slack + other.slack
    return apart > allowed
