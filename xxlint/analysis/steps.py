"""From one value to another: 由51.3%提高到52.5%，提高1.2个百分点."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xxlint.analysis.metrics import FALLS, RISES
from xxlint.analysis.quantities import ROUNDED, Quantity, quantity_at
from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import Sweep, lazy
from xxlint.span import Span

_VERBS = "提高|提升|增长|增加|上升|扩大|回升|增|升|下降|降低|减少|缩短|缩减|压缩|压减|缩小|回落|降|减"
_FALLING = ("下降", "降低", "减少", "缩短", "缩减", "压缩", "压减", "缩小", "回落", "降", "减")
# The last character of the verb and what leads to the value: 提高|到, 降|至, 缩短|为.
_TO = Sweep("到(?<=[高升长加大降低少短减缩落小]到)|至(?<=[高升长加大降低少短减缩落增小]至)|为(?<=[短缩减]为)")
_VERB_TO = lazy(f"(?P<verb>{_VERBS})[到至为]$")
_FROM = lazy(
    r"[由从](?P<when>[^，。；、\n由从]{0,16}?)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d，。；、\n]{0,6})$"
)
_BY = lazy(
    r"[，,；;（(](?:同比|净|共|累计|总共|整体|五年|三年|两年|一年|比上年|较上年|环比|相比|实际|足足|整整)*"
    rf"(?P<verb>{'|'.join((*RISES, *FALLS, '压缩', '压减', '缩减'))})(?:了|约|近)?(?=\d)"
)
_REACH = 48  # characters between 由 and 到


class Step(NamedTuple):
    """``before`` and ``after`` in the base unit of ``after``; ``slack`` is what rounding of both may hide.

    ``falls``: the verb says that the value fell; ``span`` covers the verb and ``after``; ``change`` is the difference that is
    written behind, with the verb in ``change_span``.
    """

    span: Span
    before: Decimal
    after: Quantity
    slack: Decimal
    falls: bool
    change: Quantity | None
    change_span: Span | None

    @property
    def difference(self) -> Decimal:
        """The distance between the two values."""
        return abs(self.after.value - self.before)


def find_steps(page: Surroundings) -> Iterator[Step]:
    """The steps of a text whose two values are exact and of one dimension."""
    text = page.folded
    for match in _TO.finditer(text):
        low = max(0, match.start() - _REACH)
        window = text[low : match.end()]
        verb = _VERB_TO.search(window)
        start = _FROM.search(window[: verb.start()]) if verb else None
        if verb is None or start is None or "分别" in window[start.start() :]:
            continue
        after = quantity_at(page, match.end())
        if after is None or not _is_exact(after):
            continue
        if start["unit"]:
            first = quantity_at(page, low + start.start("value"))
            if first is None or first.dimension != after.dimension or not _is_exact(first):
                continue
            before, slack = first.value, first.slack
        else:  # 由5提高到8个
            before = Decimal(start["value"].replace(",", "")) * after.value / Decimal(after.figures[0])
            slack = after.slack
        by = _BY.match(text, after.span.end)
        change = quantity_at(page, by.end()) if by is not None else None
        change_span = (
            Span(by.start("verb"), change.span.end) if by is not None and change is not None else None
        )
        span = Span(low + verb.start(), after.span.end)
        exact = after.dimension not in ROUNDED and not after.scale
        rounding = Decimal(0) if exact else slack + after.slack
        yield Step(span, before, after, rounding, verb["verb"] in _FALLING, change, change_span)


def _is_exact(quantity: Quantity) -> bool:
    return (
        not quantity.hedge
        and len(quantity.figures) == 1
        and quantity.figures[0][0] != "-"
        and quantity.value != 0
    )
