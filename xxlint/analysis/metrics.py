"""What a report says of its metrics: 固定资产投资完成186.4亿元，同比增长5.6%.

A mention is a metric's name with the value, the slot or the nothing that belongs to it.  Who and when it is about (subject,
period, role) is read from the words around it when it is asked for: most rules need the value alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from xxlint.analysis.quantities import Quantity, quantity_at
from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.lexicon import Metric
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
    "总里程",
    "里程",
    "总量",
    "总额",
    "规模",
    "：",
    ":",
]
_LINKS += ["\x01", "\v"]
_LINK = lazy(rf"(?:{'|'.join(sorted(map(re.escape, _LINKS), key=len, reverse=True))}| )*+")
_ASIDE = lazy(r"[（(][^（）()\n]{1,12}[）)]")
_BASE_WORDS = r"在(?:上一?年|去年|今年|本年|20\d\d年)?(?:的|度)?(?:完成|实现|达到)?"
_BASE = lazy(_BASE_WORDS)
_BEHIND_BASE = lazy(rf"[，,]{_BASE_WORDS}")
_FROM = lazy(r"[由从][^，。；、\n由从]{1,24}?(?:到|至|为)(?=\d)")
_ON_BASE = lazy(r"的?基础上")
_OPENERS = frozenset(
    {link[0] for link in _LINKS}
    | set("（( 在由从，,、；;按同环比较年实名净预增提上扩下减降回缩0123456789-−一二两三四五六七八九十百")
    | set("Xx×*○〇□△_●")
)
_HEADS = lazy(r"(?:[\u4e00-\u9fff]{2,8}[、和与及])+\Z")
_AND = lazy(r"[、和与及]|以及")
RISES = ("增长", "提高", "上升", "增加", "提升", "上涨", "扩大", "增")
FALLS = ("下降", "减少", "降低", "回落", "下滑", "下跌", "缩小", "缩短", "降")
_GROWTH = lazy(
    r"[，,、；;（(]?(?:按可比价格?(?:计算)?[，,]?|按不变价格?(?:计算)?[，,]?)?(?:同比|环比|(?:比|较)(?:上年|去年|年初|上月|20\d\d年|上年同期|去年同期|上年末)?(?:同期|末)?|年均)?(?:实际|名义|净|预计)?"
    rf"(?P<verb>{'|'.join((*RISES, *FALLS))})(?:了|约|近|达|到)?(?=[\d\-−])"
)


class Mention(NamedTuple):
    """One place where a report names a metric.

    ``name`` covers the name; ``quantity`` or ``slot`` is the value behind it, if any; ``growth`` the change that is given
    beside it, with ``falls`` for a fall; ``on_base``: the value is one to start from (在上年168.4亿元的基础上).
    """

    metric: Metric
    name: Span
    quantity: Quantity | None = None
    slot: Slot | None = None
    growth: Quantity | None = None
    falls: bool = False
    on_base: bool = False

    @property
    def end(self) -> int:
        """Where the mention ends: behind its value, else behind its name."""
        if self.quantity is not None:
            return self.quantity.span.end
        return self.slot.span.end if self.slot is not None else self.name.end


@lru_cache(maxsize=4)
def _by_name(metrics: tuple[Metric, ...]) -> dict[str, Metric]:
    """The metrics by name, the longest names first."""
    table = {name: metric for metric in metrics for name in metric.names}
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


def find_mentions(page: Surroundings, slots: Iterable[Slot]) -> tuple[Mention, ...]:
    """All mentions of the metrics of the lexicon in reading order."""
    table = _by_name(page.lexicon.metrics)
    by_start = {slot.span.start: slot for slot in slots}
    found: list[Mention] = []
    chain: list[Mention] = []  # names side by side that may share their values: A、B和C分别为
    end = 0
    for at, name in occurrences(page.folded, tuple(table)):
        following = page.folded[at + len(name) : at + len(name) + 1]
        if at < end or (following and following in page.lexicon.longer_words.get(name, "")):
            continue
        end = at + len(name)
        mention = _mention(page, by_start, table[name], Span(at, end))
        if chain and not _AND.fullmatch(page.folded, chain[-1].name.end, at):
            chain = []
        chain.append(mention)
        link = _LINK.match(page.folded, end)
        if link is not None and "分别" in link[0]:
            shared = list(_shared(page, table, chain, link.end()))
            if shared:
                del found[len(found) - len(chain) + 1 :]
                found += shared
                chain = []
                continue
        found.append(mention)
        if mention.quantity is not None and (base := _base(page, mention)) is not None:
            found.append(base)
    return tuple(found)


def _base(page: Surroundings, mention: Mention) -> Mention | None:
    """达到198亿元，在上年186亿元的基础上增长6%: the second value, which the first starts from."""
    match = _BEHIND_BASE.match(page.folded, mention.end)
    quantity = quantity_at(page, match.end()) if match is not None else None
    if quantity is None or not _ON_BASE.match(page.folded, quantity.span.end):
        return None
    return Mention(mention.metric, mention.name, quantity, on_base=True)


def _mention(page: Surroundings, slots: dict[int, Slot], metric: Metric, name: Span) -> Mention:
    text = page.folded
    at = name.end
    if text[at : at + 1] not in _OPENERS and at not in slots:
        return Mention(metric, name)
    if text[at : at + 1] in ("（", "(") and (aside := _ASIDE.match(text, at)):
        at = aside.end()
    link = _LINK.match(text, at)
    behind = link.end() if link is not None else at
    if behind in slots:
        return _with_growth(page, Mention(metric, name, slot=slots[behind]))
    quantity = quantity_at(page, behind)
    if quantity is not None:
        return _with_growth(page, Mention(metric, name, quantity))
    if text[at : at + 1] in ("由", "从") and (start := _FROM.match(text, at)):
        quantity = quantity_at(page, start.end())
        return _with_growth(page, Mention(metric, name, quantity))
    if text[at : at + 1] == "在" and (base := _BASE.match(text, at)):
        quantity = quantity_at(page, base.end())
        if quantity is not None and _ON_BASE.match(text, quantity.span.end):
            return Mention(metric, name, quantity, on_base=True)
    return _with_growth(page, Mention(metric, name))


def _with_growth(page: Surroundings, mention: Mention) -> Mention:
    """The mention with the change that stands right behind its value, or behind its name."""
    match = _GROWTH.match(page.folded, mention.end)
    quantity = quantity_at(page, match.end()) if match is not None else None
    if match is None or quantity is None:
        return mention
    return mention._replace(growth=quantity, falls=match["verb"] in FALLS)


def _shared(
    page: Surroundings, table: dict[str, Metric], chain: Sequence[Mention], at: int
) -> Iterator[Mention]:
    """A、B分别为x、y: one value each, where there are as many values as names.

    What the names end in may stand once: 第一产业、第二产业增加值, 城镇和农村居民人均可支配收入, 城乡居民….
    """
    last = chain[-1].name
    words = last.of(page.folded)
    names = [(mention.metric, mention.name) for mention in chain]
    if len(chain) == 1:
        heads = ["城镇", "农村"] if words.startswith("城乡") else _heads(page.folded, last.start)
        both = [_completed(table, head, words) for head in heads]
        if words.startswith("城乡"):
            names = []
        names = [*((metric, last) for metric in both if metric is not None), *names]
    quantities = list(_row(page, at))
    if len(names) > 1 and len(quantities) == len(names):
        for (metric, name), quantity in zip(names, quantities, strict=True):
            yield Mention(metric, name, quantity)


def _heads(text: str, end: int) -> list[str]:
    """The words of a row that ends before a name: 第一产业、第二产业、 before 第三产业增加值."""
    row = _HEADS.search(text, max(0, end - 40), end)
    return _AND.split(row[0])[:-1] if row is not None else []


def _completed(table: dict[str, Metric], head: str, name: str) -> Metric | None:
    """The metric whose name is ``head`` with the last part of ``name``."""
    return next((table[head + name[at:]] for at in range(1, len(name)) if head + name[at:] in table), None)


def _row(page: Surroundings, at: int) -> Iterator[Quantity]:
    """The quantities of a row: x、y和z."""
    while (quantity := quantity_at(page, at)) is not None:
        yield quantity
        comma = _AND.match(page.folded, quantity.span.end)
        if comma is None:
            return
        at = comma.end()
