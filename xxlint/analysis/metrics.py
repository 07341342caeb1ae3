"""What a report says of its metrics: 固定资产投资完成186.4亿元，同比增长5.6%.

A mention is a metric's name with the value, the slot or the nothing that belongs to it.  Who and when it is about (subject,
period, role) is read from the words around it when it is asked for: most rules need the value alone.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from xxlint.analysis.quantities import (
    USUAL,
    USUAL_RATE,
    Quantity,
    Reading,
    find_quantities,
    quantity_at,
    usual_readings,
)
from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.lexicon import Lexicon, Metric, once
from xxlint.patterns import lazy, occurrences
from xxlint.span import Span

# Between a metric's name and its value.
_LINKS = [
    "预计",
    "初步核算",
    "累计",
    "共计",
    "共",
    "合计",
    "总计",
    "全年",
    "已经",
    "已",
    "再",
    "首次",
    "大约",
    "约",
    "近",
    "将近",
    "达到",
    "达",
    "完成",
    "实现",
    "为",
    "是",
    "突破",
    "超过",
    "超",
    "逾",
    "到",
    "至",
    "了",
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "增长到",
    "增加到",
    "增至",
    "上升到",
    "上升至",
    "下降到",
    "下降至",
    "降低到",
    "降低至",
    "降至",
    "降到",
    "升至",
    "回升到",
    "保持在",
    "稳定在",
    "控制在",
    "维持在",
    "调整为",
    "优化为",
    "分别",
    "虽",
    "均",
    "仅",
    "只有",
    "有",
    "虽已",
    "安排",
    "预期",
    "仅为",
    "仅有",
    "仍高达",
    "高达",
    "总数",
    "数量",
    "总里程",
    "里程",
    "总量",
    "总额",
    "规模",
    "：",
    ":",
]
_LINKS += ["\x01", "\v", " "]
# The set tells at once that no link is there, which saves trying them all.
_LINK_WORDS = (
    rf"(?:(?=[{''.join(sorted({link[0] for link in _LINKS}))}])"
    rf"(?:{'|'.join(sorted(map(re.escape, _LINKS), key=len, reverse=True))}))*+"
)
_LINK = lazy(_LINK_WORDS)
_CHANGE_LEADS = (
    "按同环比较年实名净预增提上扩下减降回缩涨为占完达在"  # what a change, or a base, may begin with
)
# What most mentions go on with: a value, and the change behind it, or nothing more of either.
_USUAL = lazy(
    rf"{_LINK_WORDS}{USUAL}(?:，(?:同比|比上年|较上年)?(增长|下降|提高|减少){USUAL_RATE}|[^，；、]|.(?![{_CHANGE_LEADS}]))",
    re.DOTALL,
)
_ASIDE = lazy(r"[（(][^（）()\n]{1,12}[）)]")
_YEAR = lazy(r"(?:19|20)\d\d年(?:末|底|度)?的?")
_BARE = lazy(r"\d+(?:,\d{3})*(?:\.\d+)?(?=[，。；、,;）)\n]|\Z)")
_BASE_WORDS = r"在(?:上一?年|去年|今年|本年|20\d\d年)?(?:的|度)?(?:完成|实现|达到)?"
_BASE = lazy(_BASE_WORDS)
_BEHIND_BASE = lazy(rf"[，,]{_BASE_WORDS}")
_BASE_LEADS = ("，在", ",在")
_ON_BASE = lazy(r"的?基础上")
_STEP_END = lazy("[，。；、\n]")
_STEP = 30  # characters of 由A提高到B
_TO = lazy("[到至为]")
_OPENERS = frozenset(
    {link[0] for link in _LINKS}
    | set("（( 在由从，,、；;按同环比较年实名净预增提上扩下减降回缩涨0123456789-−一二两三四五六七八九十百")
    | set("Xx×*○〇□△_●")
)
_HEADS = lazy(r"(?:[\u4e00-\u9fff]{2,8}[、和与及])+\Z")
_AND = lazy(r"[、和与及]|以及")
RISES = ("增长", "提高", "上升", "增加", "提升", "上涨", "扩大", "增")
FALLS = ("下降", "减少", "降低", "回落", "下滑", "下跌", "缩小", "缩短", "降")
_VERB = rf"(?P<verb>{'|'.join((*RISES, *FALLS))})(?:/(?:{'|'.join((*RISES, *FALLS))}))?(?:了|约|近|达|到)?"
_AGAINST = r"(?:按可比价格?(?:计算)?[，,]?|按不变价格?(?:计算)?[，,]?)?(?:同口径)?(?:同比|环比|(?:比|较)(?:上年|去年|年初|上月|20\d\d年|上年同期|去年同期|上年末)?(?:同期|末)?|年均)?(?:同口径)?(?:实际|名义|净|预计)?"
_RATE = r"(?:增速|增幅|增长率|涨幅|(?P<loss>降幅))(?:预计|预期)?(?:达到?|为|是|：|保持在|稳定在|控制在|在|回升至|提高到)?(?:约|近)?"
# 为年初预算的101.2%, between a value and its growth.
_OF_PLAN = r"(?:[，,](?:为|占|完成|达到?)[^，。；\n\d]{0,10}(?:预算|计划|目标|任务)[^，。；\n\d]{0,4}\d+(?:\.\d+)?%)?"
_GROWTH = lazy(
    rf"(?:大关|以上|以内|左右)?{_OF_PLAN}[，,、；;（(]?(?:(?:同比|名义|实际)?{_RATE}|{_AGAINST}{_VERB})"
)
_GROWTH_EACH = lazy(rf"[，,；;]?{_AGAINST}分别{_AGAINST}{_VERB}")
_GROWTH_NEXT = lazy(_VERB)
_VALUE_BEHIND = lazy("[，,](?:总量|总额|规模|全年|预计)?(?:达到|达|完成|实现|升至|增至|突破)(?:了|约)?")


class Mention(NamedTuple):
    """One place where a report names a metric.

    The name stands from ``start`` to ``name_end``; ``quantity`` or ``slot`` is the value behind it, if any, ``bare`` a number that has lost its
    unit; ``growth`` the change that is given beside it, with ``falls`` for a fall, ``growth_slot`` where it is still to be
    filled; ``since`` the value that it comes from (由A提高到B).  ``on_base``: the value is one to start from
    (在上年168.4亿元的基础上).
    """

    metric: Metric
    start: int
    name_end: int
    quantity: Quantity | None = None
    slot: Slot | None = None
    growth: Quantity | None = None
    falls: bool = False
    on_base: bool = False
    bare: Span | None = None
    growth_slot: Slot | None = None
    since: Quantity | None = None

    @property
    def name(self) -> Span:
        """Where the name stands."""
        return Span(self.start, self.name_end)

    @property
    def value(self) -> Span | None:
        """Where the value stands, or what stands for it."""
        held = self.quantity or self.slot
        return held.span if held is not None else self.bare

    @property
    def end(self) -> int:
        """Where the mention ends: behind its value, else behind its name."""
        return self.value.end if self.value is not None else self.name_end

    @property
    def has_growth(self) -> bool:
        """Whether the change is given, or to be filled."""
        return self.growth is not None or self.growth_slot is not None


class Said:
    """What a report says of one metric: ``mentions`` are those with a quantity or a growth, in reading order.

    ``quantities`` are the values; of the usual ones, which are most, each once.
    """

    def __init__(self, mentions: list[Mention]) -> None:
        self.metric = mentions[0].metric
        self.mentions = mentions
        valued = {id(m.quantity.reading): m.quantity for m in mentions if m.quantity is not None}
        self.quantities = list(valued.values())


def by_metric(mentions: Iterable[Mention]) -> tuple[Said, ...]:
    """What is said of each metric, in the order in which they come."""
    found = defaultdict[int, list[Mention]](list)
    for mention in mentions:
        if mention.quantity is not None or mention.growth is not None:
            found[id(mention.metric)].append(mention)
    return tuple(map(Said, found.values()))


Value = Quantity | Slot


class _Reader(NamedTuple):
    """Reads values: quantities, and the slots that stand for one; ``choices`` are words to choose from: 增长/下降."""

    page: Surroundings
    slots: dict[int, Slot]
    choices: dict[int, Slot]

    def at(self, at: int) -> Value | None:
        """The value that begins at ``at``."""
        return self.slots.get(at) or quantity_at(self.page, at)

    def end(self, value: Value) -> int:
        """Where a value ends, the unit behind a slot counted."""
        if isinstance(value, Quantity):
            return value.span.end
        unit = self.page.measure_at(value.span.end)
        return unit.end if unit is not None else value.span.end

    def row(self, at: int) -> Iterator[tuple[Value, bool]]:
        """The values of a row, x、y和z; and of each whether a word before it says that it falls: 5.1%和下降2%."""
        falls = False
        while (value := self.at(at)) is not None:
            yield value, falls
            comma = _AND.match(self.page.folded, self.end(value))
            if comma is None:
                return
            at = comma.end()
            verb = _GROWTH_NEXT.match(self.page.folded, at)
            if verb is not None:
                at, falls = verb.end(), verb["verb"] in FALLS


@once
def _by_name(lexicon: Lexicon) -> dict[str, Metric]:
    """The metrics by name, the longest names first."""
    table = {name: metric for metric in lexicon.metrics for name in metric.names}
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


@once
def _names(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(_by_name(lexicon))


_SHARING = 20  # characters behind a name in which 分别 may stand
_NOTHING = (None, None, None, False, False, None, None, None)  # the fields behind a name that stands alone
_new = tuple.__new__  # makes a value of all its fields in half the time that its class takes


def find_mentions(page: Surroundings, slots: Iterable[Slot]) -> tuple[Mention, ...]:
    """All mentions of the metrics of the lexicon in reading order."""
    table, reading_of = _by_name(page.lexicon), usual_readings(page.lexicon)
    listed = tuple(slots)
    read = _Reader(
        page,
        {slot.span.start: slot for slot in listed if slot.form != "choice"},
        {slot.span.start: slot for slot in listed if slot.form == "choice"},
    )
    found: list[Mention] = []
    text, longer = page.folded, page.lexicon.longer_words
    unusual = iter(sorted([*read.slots, *read.choices, *page.sharing]))
    end, far = 0, -1  # ``far`` is the next place that may make a mention an unusual one
    for at, name in occurrences(text, _names(page.lexicon)):
        if at < end or (name in longer and text.startswith(tuple(longer[name]), at + len(name))):
            continue
        metric, end = table[name], at + len(name)
        while far < end:
            far = next(unusual, sys.maxsize)
        if end + _SHARING <= far:
            sign = text[end : end + 1]
            if sign not in _OPENERS or (sign in "，；、" and text[end + 1 : end + 2] not in _CHANGE_LEADS):
                found.append(_new(Mention, (metric, at, end, *_NOTHING)))
                continue
            usual = _USUAL.match(text, end)
            if usual is not None and usual.end() + _SHARING <= far:
                found.append(_usual(reading_of, metric, at, end, usual))
                continue
        _read(read, table, found, Mention(metric, at, end))
    return tuple(found)


def _usual(
    reading_of: Callable[[str], Reading], metric: Metric, start: int, end: int, usual: re.Match[str]
) -> Mention:
    """The mention whose value and change ``_USUAL`` has matched."""
    words, verb, rate = usual.groups()
    at = usual.start(1)
    quantity, growth = _new(Quantity, (at, at + len(words), reading_of(words))), None
    if verb is not None:
        at = usual.start(3)
        growth = _new(Quantity, (at, at + len(rate), reading_of(rate)))
    falls = verb in {"下降", "减少"}
    return _new(Mention, (metric, start, end, quantity, None, growth, falls, False, None, None, None))


def _read(read: _Reader, table: dict[str, Metric], found: list[Mention], name: Mention) -> None:
    """Add what the text says of the metric whose name has been found; 分别 tells of those before it too."""
    text, end = read.page.folded, name.name_end
    mention = _mention(read, name)
    if text.find("分别", end, end + _SHARING) >= 0:
        link = _LINK.match(text, end)
        if link is not None and "分别" in link[0]:
            chain = [*_beside(text, found, name.start), mention]
            if shared := list(_shared(read, table, chain, link)):
                del found[len(found) - len(chain) + 1 :]
                found += shared
                _share_growth(read, found)
                return
    found.append(mention)
    if not mention.has_growth and text.find("分别", mention.end, mention.end + _SHARING) >= 0:
        _share_growth(read, found)
    quantity = mention.quantity
    if quantity is not None and not mention.on_base and text.startswith(_BASE_LEADS, quantity.end):
        found += _base(read, found)


def _beside(text: str, found: Sequence[Mention], at: int) -> list[Mention]:
    """The mentions that end in a row right before ``at``: A、B和 before C分别为."""
    row: list[Mention] = []
    for mention in reversed(found):
        if at - mention.name_end > 2 or not _AND.fullmatch(text, mention.name_end, at):
            break
        row.append(mention)
        at = mention.start
    return row[::-1]


def _base(read: _Reader, found: list[Mention]) -> Iterator[Mention]:
    """达到198亿元，在上年186亿元的基础上增长6%: the second value, which the first starts from; the growth is the first's."""
    mention = found[-1]
    match = _BEHIND_BASE.match(read.page.folded, mention.end)
    quantity = quantity_at(read.page, match.end()) if match is not None else None
    behind = _ON_BASE.match(read.page.folded, quantity.end) if quantity is not None else None
    if quantity is None or behind is None:
        return
    if not mention.has_growth:
        found[-1] = _with_growth(read, mention, behind.end())
    yield Mention(mention.metric, mention.start, mention.name_end, quantity, on_base=True)


def _mention(read: _Reader, mention: Mention) -> Mention:
    """The mention with what stands behind the name."""
    text, at = read.page.folded, mention.name_end
    if text[at : at + 1] not in _OPENERS and at not in read.slots:
        return mention
    if text[at : at + 1] in ("（", "(") and (aside := _ASIDE.match(text, at)):
        at = aside.end()
    if text[at : at + 1] in ("由", "从") and (step := _step(read, mention, at)) is not None:
        return _with_growth(read, step)
    behind = _behind_link(read, at)
    value = read.at(behind)
    if value is not None:
        return _with_growth(read, _with_value(mention, value))
    if bare := _BARE.match(text, behind):
        return _with_growth(read, mention._replace(bare=Span(*bare.span())))
    if text[at : at + 1] == "在" and (base := _BASE.match(text, at)):
        quantity = quantity_at(read.page, base.end())
        if quantity is not None and (stop := _ON_BASE.match(text, quantity.end)):
            return _with_growth(read, mention._replace(quantity=quantity, on_base=True), stop.end())
    return _with_growth(read, mention)


def _behind_link(read: _Reader, at: int) -> int:
    """Where a value begins behind the words that lead to it: 2023年达到."""
    text = read.page.folded
    while at not in read.slots:
        link = _LINK.match(text, at)
        behind = link.end() if link is not None else at
        if (
            text[behind + 4 : behind + 5] == "年"
            and behind not in read.slots
            and (year := _YEAR.match(text, behind))
        ):
            behind = year.end()
        elif behind == at or text[behind : behind + 1].isdecimal():
            return behind
        at = behind
    return at


def _with_value(mention: Mention, value: Value) -> Mention:
    if isinstance(value, Quantity):
        return mention._replace(quantity=value)
    return mention._replace(slot=value)


def _step(read: _Reader, mention: Mention, at: int) -> Mention | None:
    """由2020年的150亿元增加到2023年的186亿元: the value is the last."""
    text = read.page.folded
    stop = _STEP_END.search(text, at, at + _STEP)
    for to in _TO.finditer(text, at + 2, stop.start() if stop is not None else at + _STEP):
        behind = to.end()
        if behind not in read.slots and (year := _YEAR.match(text, behind)):
            behind = year.end()
        start = (q for q in find_quantities(read.page, Span(at + 1, to.start())) if q.dimension != "years")
        value = read.at(behind)
        if value is not None:
            return _with_value(mention._replace(since=next(start, None)), value)
        if bare := _BARE.match(text, behind):
            return mention._replace(bare=Span(*bare.span()))
    return None


def _with_growth(read: _Reader, mention: Mention, at: int | None = None) -> Mention:
    """The mention with the change that stands right behind its value, or behind its name, or at ``at``."""
    text = read.page.folded
    start = read.end(mention.slot) if mention.slot is not None and mention.quantity is None else mention.end
    match = _GROWTH.match(text, start if at is None else at)
    if match is None:
        return mention
    blank = match.end() not in read.slots and text.startswith(" ", match.end())
    value = read.at(match.end() + blank)
    if value is None:
        return mention
    choice = read.choices.get(match.start("verb"))
    if choice is not None and isinstance(value, Quantity):
        return mention._replace(growth_slot=choice)
    mention = _changed(mention, value, match["verb"] in FALLS or match["loss"] is not None)
    if mention.value is None and (behind := _VALUE_BEHIND.match(text, read.end(value))):
        quantity = quantity_at(read.page, behind.end())
        if quantity is not None and quantity.unit in mention.metric.units and isinstance(value, Quantity):
            same = quantity.dimension == value.dimension
            return mention if same else mention._replace(quantity=quantity)
    return mention


def _changed(mention: Mention, value: Value, falls: bool) -> Mention:
    if isinstance(value, Quantity):
        return mention._replace(growth=value, falls=falls)
    return mention._replace(growth_slot=value, falls=falls)


def _share_growth(read: _Reader, found: list[Mention]) -> None:
    """A10亿元、B8亿元，分别增长5%和6%: the changes go to the last mentions, if they are as many and of one sentence."""
    last = found[-1]
    start = read.end(last.slot) if last.slot is not None and last.quantity is None else last.end
    match = _GROWTH_EACH.match(read.page.folded, start)
    if match is None:
        return
    changes = list(read.row(match.end()))
    sharing = found[-len(changes) :] if changes else []
    if len(changes) < 2 or len(sharing) < len(changes) or any(m.has_growth or m.on_base for m in sharing):
        return
    if re.search("[。；\n]", read.page.folded[sharing[0].name.start : match.start()]):
        return
    first = match["verb"] in FALLS
    found[-len(changes) :] = [
        _changed(mention, value, falls or (first and at == 0))
        for at, (mention, (value, falls)) in enumerate(zip(sharing, changes, strict=True))
    ]


def _shared(
    read: _Reader, table: dict[str, Metric], chain: Sequence[Mention], link: re.Match[str]
) -> Iterator[Mention]:
    """A、B分别为x、y: one value each, where there are as many values as names; or A、B分别增长x、y: one change each.

    What the names end in may stand once: 第一产业、第二产业增加值, 城镇和农村居民人均可支配收入, 城乡居民….
    """
    text = read.page.folded
    last = chain[-1].name
    words = last.of(text)
    named = [Mention(mention.metric, *mention.name) for mention in chain]
    if len(chain) == 1:
        heads = ["城镇", "农村"] if words.startswith("城乡") else _heads(text, last.start)
        both = [_completed(table, head, words) for head in heads]
        if words.startswith("城乡"):
            named = []
        named = [*(Mention(metric, *last) for metric in both if metric is not None), *named]
    if len(named) < 2:
        return
    values = list(read.row(link.end()))
    if len(values) == len(named):
        for mention, (value, _) in zip(named, values, strict=True):
            yield _with_value(mention, value)
        return
    match = _GROWTH_EACH.match(text, last.end)
    if match is not None and len(list(read.row(match.end()))) == len(named):
        yield from named  # their changes follow


def _heads(text: str, end: int) -> list[str]:
    """The words of a row that ends before a name: 第一产业、第二产业、 before 第三产业增加值."""
    row = _HEADS.search(text, max(0, end - 40), end)
    return _AND.split(row[0])[:-1] if row is not None else []


def _completed(table: dict[str, Metric], head: str, name: str) -> Metric | None:
    """The metric whose name is ``head`` with the last part of ``name``."""
    return next((table[head + name[at:]] for at in range(1, len(name)) if head + name[at:] in table), None)
