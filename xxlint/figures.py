"""The figures of a report as a leader asks for them before signing: each metric with its values, changes and gaps.

A row is one value of one metric: a mention of the catalogue, or a number still to be filled in that has a name of its own.
What is a gap is for the rules to say: a blank of a form, or one that a comment silences, is none here either.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from xxlint.analysis.metrics import FALLS, RISES, Mention
from xxlint.analysis.quantities import Quantity
from xxlint.diagnostic import Diagnostic, Slot
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span
from xxlint.vocabulary import NUMERIC_KINDS
from xxlint.words import Words

Role = Literal["done", "aim", "base"]
ROLE_WORDS: dict[Role, Words] = {
    "done": Words("", ""),
    "aim": Words("目标", "aim"),
    "base": Words("基数", "base"),
}

_MISSING_VALUE, _MISSING_UNIT = "XX201", "XX202"
_NEAR = 12  # characters between a name and the value that it lacks
_REACH = 160  # characters before a name in which its year is looked for
_BEHIND = ("以上", "以下", "以内", "左右", "上下")
_CHANGES = lazy(
    rf"(?:同比|环比|比上年|较上年)?(?P<verb>{'|'.join(verb for verb in (*RISES, *FALLS) if len(verb) > 1)})\Z"
)
_CHANGE_WORDS = lazy(rf"(?:同比|环比|[比较]上年)?(?P<verb>{'|'.join((*RISES, *FALLS))})")
_SENTENCE_END = lazy("[。；\n]")
_YEAR = lazy(r"(?:19|20)\d\d(?=年)")
_LAST_YEAR = lazy("上一?年|去年")
_PLACES = frozenset({"省", "市", "县", "区", "镇", "乡", "州", "旗", "村", "街道"})
_USUAL_NAMES = {"前3个月": "一季度", "前6个月": "上半年", "前9个月": "前三季度", "-1": "上年"}
_LEVELS = _PLACES | {"局", "院", "校", "集团", "公司", "系统", "行业"}


class Amount(NamedTuple):
    """A value or a change as it is written, in half-width forms; ``lacks`` says what is still missing of it.

    ``number`` has the hedges before it, ``unit`` those behind the number (余, 以上); of a slot ``number`` is
    what stands in its place and ``unit`` the unit that belongs there.
    """

    number: str
    unit: str
    quantity: Quantity | None = None
    lacks: Literal["", "value", "unit"] = ""


class Figure(NamedTuple):
    """A row: ``key`` is the same for all values of one metric; ``name`` is what the report calls it.

    ``change`` is the growth, a fall if ``falls``; ``since`` the value that it comes from; ``period`` is "" where the report
    does not say; ``own_period`` and ``own_subject``: they are those of the whole report.
    """

    key: str
    metric_id: str | None
    name: str
    span: Span
    value: Amount | None
    change: Amount | None
    falls: bool
    since: Amount | None
    period: str
    role: Role
    subject: str
    own_period: bool
    own_subject: bool
    section: tuple[str, ...]

    @property
    def gaps(self) -> int:
        """How much is still to be filled in."""
        return sum(amount is not None and amount.lacks != "" for amount in (self.value, self.change))


def find_figures(report: Report, diagnostics: Sequence[Diagnostic]) -> tuple[Figure, ...]:
    """The rows: metrics in the order in which they first appear, all values of one beside each other."""
    return _beside_each_other(_Finder(report, diagnostics).figures())


def tally(figures: Sequence[Figure]) -> tuple[int, int]:
    """How many metrics there are, and how many gaps in them."""
    return len({figure.key for figure in figures}), sum(figure.gaps for figure in figures)


def _beside_each_other(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    groups: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.span):
        groups.setdefault(figure.key, []).append(figure)
    return tuple(figure for group in groups.values() for figure in group)


class _Finder:
    """Makes the rows of one report."""

    def __init__(self, report: Report, diagnostics: Sequence[Diagnostic]) -> None:
        self.report = report
        self.own_year = report.own.year
        self.open = {d.slot.span.start for d in diagnostics if d.slot is not None and d.severity != "info"}
        self.lost = sorted(d.span for d in diagnostics if d.code == _MISSING_VALUE)
        self.unitless = {d.span.start for d in diagnostics if d.code == _MISSING_UNIT}

    def figures(self) -> Iterator[Figure]:
        """All rows."""
        mentions = self.report.mentions
        taken: set[int] = set()
        for at, mention in enumerate(mentions):
            following = mentions[at + 1].name.start if at + 1 < len(mentions) else len(self.report.folded)
            taken |= {slot.span.start for slot in (mention.slot, mention.growth_slot) if slot is not None}
            if (
                mention.on_base and mention.has_growth
            ):  # 在上年168亿元的基础上增长6%: an aim, and what it starts from
                for part in (mention._replace(quantity=None, on_base=False), mention._replace(growth=None)):
                    yield from self._of_mention(part, following)
                continue
            yield from self._of_mention(mention, following)
        yield from self._of_slots(taken)

    def _of_mention(self, mention: Mention, following: int) -> Iterator[Figure]:
        """The row of a mention; none for one that gives no figure: 抓好固定资产投资."""
        value, change = self._value(mention), self._change(mention)
        lost = self._lost(mention, following)
        if lost is not None:
            growth = _CHANGE_WORDS.match(lost.of(self.report.folded))
            if growth is not None and change is None:
                change = Amount("", "%", lacks="value")
                mention = mention._replace(falls=growth["verb"] in FALLS)
            elif growth is None and value is None:
                value = Amount("", self._unit(mention, lost), lacks="value")
        if value is None and change is None:
            return
        words = mention.name.of(self.report.text)
        name = words if words in mention.metric.names else mention.metric.names[0]
        ends = [span.end for span in (mention.name, mention.value, lost) if span is not None]
        ends += [held.span.end for held in (mention.growth,) if held is not None]
        ends += [self._end(slot) for slot in (mention.slot, mention.growth_slot) if slot is not None]
        span = Span(mention.name.start, max(ends))
        since = self._amount(mention.since) if mention.since is not None else None
        held = mention.value or (mention.growth and mention.growth.span)
        circumstances = self._circumstances(
            mention.name, held.start if held is not None else mention.name.end, mention.on_base
        )
        key, section = mention.metric.id, self.report.section_at(span.start)
        yield Figure(key, key, name, span, value, change, mention.falls, since, *circumstances, section)

    # values and changes

    def _amount(self, quantity: Quantity) -> Amount:
        number, unit = quantity.reading.number, quantity.unit
        if quantity.hedge in _BEHIND:
            unit += quantity.hedge
        elif quantity.hedge in ("余", "多", "来", "几"):
            scale = len(quantity.scale)
            unit = unit[:scale] + quantity.hedge + unit[scale:]
        else:
            number = quantity.hedge + number
        return Amount(number, unit, quantity)

    def _to_fill(self, slot: Slot, unit: str) -> Amount | None:
        if slot.span.start not in self.open:
            return None
        return Amount(slot.span.of(self.report.text), slot.unit or unit, lacks="value")

    def _end(self, slot: Slot) -> int:
        """Where a slot ends with the unit behind it."""
        unit = self.report.page.measure_at(slot.span.end)
        return unit.end if unit is not None else slot.span.end

    def _value(self, mention: Mention) -> Amount | None:
        if mention.quantity is not None:
            return self._amount(mention.quantity)
        if mention.slot is not None:
            return self._to_fill(mention.slot, next(iter(mention.metric.units), ""))
        if mention.bare is None:
            return None
        lacks = mention.bare.start in self.unitless
        return Amount(mention.bare.of(self.report.folded), "", lacks="unit" if lacks else "")

    def _change(self, mention: Mention) -> Amount | None:
        if mention.growth is not None:
            return self._amount(mention.growth)
        return self._to_fill(mention.growth_slot, "%") if mention.growth_slot is not None else None

    def _lost(self, mention: Mention, following: int) -> Span | None:
        """The place behind a mention where a number has been lost: 完成亿元, 增长%."""
        end = min(following, mention.end + _NEAR)
        for span in self.lost:
            if mention.name.start <= span.start <= end and span.end > mention.end:
                between = self.report.folded[mention.end : span.start]
                return span if _SENTENCE_END.search(between) is None else None
        return None

    def _unit(self, mention: Mention, lost: Span) -> str:
        words = lost.of(self.report.folded)
        return next((u for u in mention.metric.units if words.endswith(u)), "".join(mention.metric.units[:1]))

    # numbers without a metric of the catalogue

    def _of_slots(self, taken: set[int]) -> Iterator[Figure]:
        last: Figure | None = None  # waits for its change
        for slot in self.report.slots:
            if not self._is_number(slot) or slot.metric is None:
                continue
            figure = self._of_slot(slot, slot.metric) if slot.span.start not in taken else None
            if figure is not None and figure.name == "":
                if last is not None and self._together(last, slot):
                    last = last._replace(change=figure.change, falls=figure.falls)
                    continue
                figure = figure._replace(name=slot.metric, key=slot.metric)
            if last is not None:
                yield last
            last = figure
        if last is not None:
            yield last

    def _is_number(self, slot: Slot) -> bool:
        return slot.span.start in self.open and slot.kind in NUMERIC_KINDS and slot.form != "choice"

    def _together(self, figure: Figure, slot: Slot) -> bool:
        between = self.report.folded[figure.span.end : slot.span.start]
        return figure.change is None and len(between) <= _NEAR and _SENTENCE_END.search(between) is None

    def _of_slot(self, slot: Slot, metric: str) -> Figure:
        """The row of a slot; its name is "" where the report names a change alone."""
        folded, end = self.report.folded, slot.span.start
        at = folded.rfind(metric, max(0, end - _REACH), end)
        label = self.report.label_at(at) if at >= 0 else None
        if label is not None:  # 2.化解农民工欠薪
            at, metric = label.span.end, metric[label.span.end - at :].lstrip()
        growth = _CHANGES.search(metric)
        name = metric if growth is None else metric[: growth.start()]
        amount = Amount(slot.span.of(self.report.text), slot.unit or "", lacks="value")
        start = min(at, end) if at >= 0 else end
        circumstances = self._circumstances(Span(start, end), end, False)
        return Figure(
            slot.metric_id or name, slot.metric_id, name, Span(start, self._end(slot)),
            amount if growth is None else None, amount if growth is not None else None,
            growth is not None and growth["verb"] in FALLS,
            None, *circumstances, self.report.section_at(start),
        )  # fmt: skip

    # who and when

    def _circumstances(self, name: Span, value_at: int, on_base: bool) -> tuple[str, Role, str, bool, bool]:
        """Period, role and subject, and whether period and subject are those of the whole report."""
        said = self.report.circumstances_at(name.start, value_at)
        role: Role = "base" if on_base else "aim" if said.role == "aim" else "done"
        period = said.period
        if on_base:
            period = self._base_year(Span(name.end, value_at), said.role == "aim") or period
        elif role == "aim":
            period = self._year_of_aim(name.start, value_at, period)
        own_subject = said.subject == self.report.own.level
        shown = _USUAL_NAMES.get(period, period)
        return shown, role, _subject(said.subject), period == self.own_year, own_subject

    def _base_year(self, link: Span, plan: bool) -> str:
        """The year of a value to start from: in a plan 上年 is the year that the report is about."""
        words = link.of(self.report.folded)
        if (year := _YEAR.search(words)) is not None:
            return year[0]
        if _LAST_YEAR.search(words) is None or not self.own_year.isdigit():
            return "上年" if _LAST_YEAR.search(words) else ""
        return self.own_year if plan else str(int(self.own_year) - 1)

    def _year_of_aim(self, start: int, end: int, period: str) -> str:
        """The year that an aim is for, as far as its paragraph or a heading says."""
        line = self.report.page.line(start).span.start
        if not period.isdigit() or f"{period}年" in self.report.folded[max(line, start - _REACH) : end]:
            return period
        years = [year[0] for heading in self.report.section_at(start) if (year := _YEAR.search(heading))]
        return years[-1] if years else ""


def _subject(said: str) -> str:
    """县 → 全县, 局 → 本局; other names as they are."""
    if said in _LEVELS:
        return ("全" if said in _PLACES else "本") + said
    return said
