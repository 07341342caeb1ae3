"""Totals and the parts that exhaust them: by their nature (出口 and 进口), or by the words of the sentence (两类, 合计)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from xxlint import numerals
from xxlint.analysis.labelled import Labelled, labelled_in
from xxlint.analysis.quantities import ROUNDED, Quantity
from xxlint.analysis.sentences import sentence_at
from xxlint.analysis.surroundings import Surroundings
from xxlint.lexicon import telling
from xxlint.patterns import Sweep, compiled, lazy
from xxlint.span import Span

_PER_HEAD = lazy("人均|平均|每|均价|单价|率|年均")
_CHANGE = lazy("增长|增加|减少|下降|提高|比上年|较上年|上年|去年")
_ASIDE = lazy("含|其中|包括")
_NO_TOTALS = ("share", "point", "times", "years", "ratio", "density")
_SENTENCE_END = lazy("[。！？\n]")
_FIGURES = r"\d零〇一二两三四五六七八九十百千"
_FIGURE = lazy(f"[{_FIGURES}]")
_TO_FIGURE = rf"(?=[^，。；：、（）()\n{_FIGURES}]{{0,300}}[{_FIGURES}])"
_NEAR = 60  # characters between a total and its first part
# N类 right behind the parts, or before the total.
_SORTS = "大?(?:类|种|部分|块|层次|等级|档次|批次|项|级|批|期|档|片|组)|大?(?:行业|板块|领域|产业)|个(?:部分|方面|层次|档次|批次|等级)"
_BEHIND = lazy(
    "|".join(
        f"{sort}(?<=[两二三四五六七八九23456789大个]{sort})"
        for sort in ["类", "种", "部分", "块", "项", "级"]
    )
    + r"|合计(?=\d)|总计(?=\d)|共计(?=\d)|组成|构成"
)
_COUNT = lazy(rf"(?P<count>[两二三四五六七八九2-9])(?:{_SORTS})")
_SORTED = Sweep(r"其中，?|分[^，。；\d]{1,4}看，")
_LEADS_TO = lazy("[^；。]{0,12}")  # between a total and what leads its parts
_EACH = ("分别为", "分别是", "分别有", "分别达")
_LEADS = lazy("其中|包括|含|分为|分别|由|，|（|,|\\(")
_LEVEL = lazy(
    r"^\d{1,2}月|^[一二三四]季度|^20\d\d年|(?:国家|省|市|县|区|乡|镇|村|部|州)级|[1-5]A级?|[一二三四五]级|[甲乙丙丁]级|特级"
)


class Whole(NamedTuple):
    """A total and its parts, in the order of the text."""

    total: Quantity
    parts: tuple[Quantity, ...]

    @property
    def span(self) -> Span:
        """From the first to the last figure."""
        quantities = (self.total, *self.parts)
        return Span(min(q.span.start for q in quantities), max(q.span.end for q in quantities))

    @property
    def sum(self) -> Decimal:
        """The parts together, in the base unit."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def is_exact(self) -> bool:
        """Whether no figure is a range or an approximate one."""
        return not any(q.hedge or len(q.figures) != 1 for q in (self.total, *self.parts))

    @property
    def slack(self) -> Decimal:
        """What rounding may hide; counted things are not rounded."""
        quantities = (self.total, *self.parts)
        counted = self.total.dimension not in ROUNDED and not any(q.scale for q in quantities)
        return Decimal(0) if counted else sum((q.slack for q in quantities), Decimal(0))

    @property
    def agrees(self) -> bool:
        """Whether the parts add up to the total."""
        apart = abs(self.sum - self.total.value)
        return apart == 0 or apart < self.slack


def by_nature(page: Surroundings, parts: Sequence[Sequence[str]], total: str | None) -> Iterator[Whole]:
    """Totals whose parts are named by one of the words of each of ``parts``; the total's label must match ``total``.

    The words of the most telling part are cues of the lexicon.
    """
    if not page.cues.holds_any(telling(parts)):
        return
    named: list[tuple[int, int]] = []
    for part in reversed(range(len(parts))):
        found = (_with_figure(word).finditer(page.folded) for word in parts[part])
        places = [match.start() for matches in found for match in matches]
        if not places:
            return
        named += [(at, part) for at in places]
    named.sort()
    end = 0
    for (at, part), (behind, other) in pairwise(named):
        if part != other and at >= end and not _SENTENCE_END.search(page.folded, at, behind):
            sentence = sentence_at(page.folded, at)
            end = sentence.end
            has_total = _FIGURE.search(page.folded, sentence.start, at) is not None
            whole = _natural(page, sentence, parts, total) if has_total else None
            if whole is not None:
                yield whole


@cache
def _with_figure(word: str) -> re.Pattern[str]:
    """The word where it can be the label of a figure: one stands behind, and no mark between."""
    return compiled(re.escape(word) + _TO_FIGURE)


def _natural(
    page: Surroundings, sentence: Span, parts: Sequence[Sequence[str]], total: str | None
) -> Whole | None:
    figures = labelled_in(page, sentence)
    for first, figure in enumerate(figures):
        if _member(figure.label, parts) is None:
            continue
        found = _all_members(figures[first:], parts)
        if found is None:
            continue
        whole = _total_before(page, figures[:first], found[0], total)
        if whole is None:
            return None
        gap = page.folded[whole.span.end : found[0].span.start]
        return Whole(whole, tuple(found)) if len(gap) <= _NEAR and _LEADS.search(gap) else None
    return None


def _member(label: str, parts: Sequence[Sequence[str]]) -> int | None:
    """Which of the parts a label names; None for none or several."""
    named = [at for at, words in enumerate(parts) if any(word in label for word in words)]
    return named[0] if len(named) == 1 else None


def _all_members(figures: Sequence[Labelled], parts: Sequence[Sequence[str]]) -> list[Quantity] | None:
    """The figures of all parts, one each, of one dimension; figures of other dimensions (growth) between are passed over."""
    dimension = figures[0].quantity.dimension
    found: dict[int, Quantity] = {}
    for figure in figures:
        if figure.quantity.dimension != dimension:
            continue
        member = _member(figure.label, parts)
        if member is None or member in found:
            return None
        found[member] = figure.quantity
        if len(found) == len(parts):
            return list(found.values())
    return None


def _total_before(
    page: Surroundings, before: Sequence[Labelled], part: Quantity, wanted: str | None
) -> Quantity | None:
    """The nearest figure before of the same dimension, where it is named as ``wanted`` says and is no rate or change."""
    if part.dimension in _NO_TOTALS:
        return None
    for figure in reversed(before):
        if (
            figure.quantity.dimension != part.dimension
            or _CHANGE.search(figure.label)
            or _ASIDE.match(figure.label)
        ):
            continue
        named = wanted is None or re.search(wanted, figure.label + page.after(figure.quantity.end, 4))
        return figure.quantity if named and not _PER_HEAD.search(figure.label) else None
    return None


def by_count(page: Surroundings) -> Iterator[Whole]:
    """Totals whose sentence says how many parts there are (由A、B两项构成, 共N个，分别为…), or sums them (合计)."""
    for match in _BEHIND.finditer(page.folded):
        whole = _summed(page, match) if match[0] in ("合计", "总计", "共计") else _closed(page, match)
        if whole is not None:
            yield whole
    for at in page.sharing:
        if page.folded.startswith(_EACH, at) and (whole := _announced(page, at, at + 3)) is not None:
            yield whole


def _side_by_side(page: Surroundings, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The last quantities that have one dimension and no sentence's end between them, in the order of the text."""
    found: list[Quantity] = []
    for quantity in reversed(quantities):
        if found and (
            quantity.dimension != found[0].dimension
            or len(gap := page.folded[quantity.end : found[0].span.start]) > 24
            or re.search("[；。]|其中|由|包括|分为|分别", gap)
        ):
            break
        found.insert(0, quantity)
    return found


def _last_count(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last N类 between two places."""
    found = None
    for match in _COUNT.finditer(text, start, end):
        found = match
    return found


def _closed(page: Surroundings, behind: re.Match[str]) -> Whole | None:
    """A total, a lead, N parts and the word N类 right behind them."""
    count_at = max(0, behind.start() - 6)
    said = _last_count(page.folded, count_at, behind.end() + 2)
    sentence = sentence_at(page.folded, behind.start())
    figures = [
        f.quantity for f in labelled_in(page, Span(sentence.start, said.start() if said else behind.start()))
    ]
    gap = page.folded[figures[-1].span.end : said.start() if said else behind.start()] if figures else "，"
    if len(gap) > 6 or compiled("[，、；。]").search(gap):
        return None
    parts = _side_by_side(page, figures)
    before = figures[: len(figures) - len(parts)]
    announced = numerals.parse(said["count"]) if said is not None else None
    if announced is not None and len(parts) == announced + 1 and not before:
        before, parts = parts[:1], parts[1:]
    if not before or before[-1].dimension != parts[0].dimension or parts[0].dimension in _NO_TOTALS:
        return None
    if (
        (announced is None and behind[0] not in ("组成", "构成"))
        or announced not in (None, len(parts))
        or len(parts) < 2
    ):
        return None
    gap = page.folded[before[-1].span.end : parts[0].span.start]
    return Whole(before[-1], tuple(parts)) if len(gap) <= _NEAR and _LEADS.search(gap) else None


def _summed(page: Surroundings, word: re.Match[str]) -> Whole | None:
    """x、y和z，合计t."""
    sentence = sentence_at(page.folded, word.start())
    figures = labelled_in(page, sentence)
    before = [f.quantity for f in figures if f.quantity.end <= word.start()]
    behind = [f.quantity for f in figures if f.quantity.start == word.end()]
    if not before or not behind or word.start() - before[-1].span.end > 2:
        return None
    parts = [before[-1]]
    for quantity in reversed(before[:-1]):
        gap = page.folded[quantity.end : parts[0].span.start]
        if quantity.dimension != parts[0].dimension or len(gap) > 16 or not re.match("[、和与，]", gap):
            break
        parts.insert(0, quantity)
    lead = page.folded[max(sentence.start, parts[0].span.start - 30) : parts[0].span.start]
    alike = behind[0].dimension == parts[0].dimension
    return Whole(behind[0], tuple(parts)) if alike and len(parts) > 1 and "累计" not in lead else None


def _announced(page: Surroundings, start: int, end: int) -> Whole | None:
    """A、B、C三类共N个，分别为x、y和z; N万元，中央、省、市、县四级分别为…; 分别为 stands from ``start`` to ``end``."""
    sentence = sentence_at(page.folded, start)
    figures = labelled_in(page, sentence)
    before = [f for f in figures if f.quantity.end <= start]
    behind = [f.quantity for f in figures if f.quantity.start >= end]
    if not before or not behind or behind[0].span.start != end or start - before[-1].quantity.end > 30:
        return None
    parts = [behind[0]]
    for quantity in behind[1:]:
        if (
            quantity.dimension != parts[0].dimension
            or page.folded[parts[-1].span.end : quantity.start] not in "、和与"
        ):
            break
        parts.append(quantity)
    said = _last_count(page.folded, sentence.start, start)
    label = page.folded[max(sentence.start, before[-1].quantity.start - 12) : before[-1].quantity.start]
    announced = numerals.parse(said["count"]) if said is not None else None
    names = label + page.folded[before[-1].quantity.end : start]
    counted = announced == len(parts) or (
        re.search("共|总|合计", label) and names.count("、") + 1 == len(parts)
    )
    whole = before[-1].quantity
    if (
        whole.dimension != parts[0].dimension
        or not counted
        or len(parts) < 2
        or parts[0].dimension in _NO_TOTALS
    ):
        return None
    return Whole(whole, tuple(parts))


def by_sort(page: Surroundings) -> Iterator[Whole]:
    """Totals whose parts say that they exclude one another, and whether they are all.

    Months, years and levels may leave some out, never exceed; 其他 closes a row, as do 合格 and 不合格 together, and
    a row that is led by 分年度看.
    """
    for lead in _SORTED.finditer(page.folded):
        figures = labelled_in(page, sentence_at(page.folded, lead.start()))
        before = [f for f in figures if f.quantity.end <= lead.start()]
        parts = _row_of_parts(page, [f for f in figures if f.quantity.start >= lead.end()])
        if len(parts) < 2 or not before:
            continue
        total = _total_before(page, before, parts[0].quantity, None)
        if total is None or not _LEADS_TO.fullmatch(page.folded, total.span.end, lead.start()):
            continue
        whole = Whole(total, tuple(part.quantity for part in parts))
        if _is_complete(lead[0], [part.label for part in parts]) or (
            all(_LEVEL.search(part.label) for part in parts) and whole.sum > total.value + whole.slack
        ):
            yield whole


def _row_of_parts(page: Surroundings, figures: Sequence[Labelled]) -> list[Labelled]:
    """The figures at the beginning that have one dimension, in one clause or parted by commas."""
    row: list[Labelled] = []
    for figure in figures:
        if row:
            gap = page.folded[row[-1].quantity.end : figure.quantity.start]
            if (
                figure.quantity.dimension != row[0].quantity.dimension
                or len(gap) > 20
                or re.search("；|其中", gap)
            ):
                break
        row.append(figure)
    return row


def _is_complete(lead: str, labels: Sequence[str]) -> bool:
    """Whether the words say that the parts are all: 其他 at the end, 合格 and 不合格, 分年度看."""
    if lead.startswith("分"):
        return not any(re.search("增|降|比|等", label) for label in labels)
    if labels[-1].startswith(("其他", "其余", "其它")):
        return True
    if len(labels) != 2:
        return False
    first, second = labels
    return any(second == negation + first or first == negation + second for negation in "不非未")
