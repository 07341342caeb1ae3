"""Numbers with their units: 1,234.5亿元, 12．5％, 十二亿元, 百分之五点二, 近30余家, 10%～20%, 12.9:35.8:51.3.

A quantity keeps what is written; its value as a ``Decimal`` in the base unit of its dimension is made when it is asked for,
so that a text full of numbers costs little.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from heapq import merge
from typing import NamedTuple

from xxlint import numerals
from xxlint.analysis.surroundings import Surroundings, UnitAt
from xxlint.lexicon import Lexicon, Measure, once
from xxlint.patterns import lazy
from xxlint.span import Span

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_NUMBERS = lazy(_NUMBER)
_LONGEST = 20  # characters of a quantity in Chinese characters
# What most quantities are: a plain number in a plain unit, a mark behind it, and before it a word that is no part of it.
_PLAIN = r"\d+(?:\.\d+)?"
_MARK_BEHIND = r"(?=[，。；、）\n])"
_WORD_BEFORE = r"(?:(?<=[^\W\d_A-Za-z])(?<![第于过足少多破近约超逾])|(?<=：))"
USUAL = rf"{_WORD_BEFORE}({_PLAIN}(?:亿元|万元|%|个百分点|人次|公里|[人亩户个家处件名])){_MARK_BEHIND}"
USUAL_RATE = rf"({_PLAIN}(?:%|个百分点)){_MARK_BEHIND}"
_USUAL = lazy(USUAL)
_REMEMBERED = 50_000
_RATIO = lazy(rf"[:：∶]{_NUMBER}")
_RANGE = lazy(rf"(?P<dash>[—–―~～-]{{1,2}}|[至到])(?P<upper>{_NUMBER})")
_DASHES = frozenset("—–―~～-至到")
_MINUS = "-−"
_BEFORE_MINUS = lazy(r"[\u4e00-\u9fff，。；：、（(“\s]")
# 8时30分, 〔2023〕5号
_NO_QUANTITY = frozenset({("时", "分"), ("点", "分"), ("〕", "号"), ("]", "号"), (")", "号"), ("）", "号")})
_CHINESE = "零〇一二两三四五六七八九十百千"
_NUMERAL = lazy(rf"[{_CHINESE}]+(?:点[零〇一二三四五六七八九]+)?")
_SIGNS = lazy(
    rf"百分之(?=[{_CHINESE}])|[万亿](?<=[{_CHINESE}][万亿])|个百分点(?<=[{_CHINESE}]个百分点)|倍(?<=[{_CHINESE}]倍)"
)
_ANY_FIGURE = lazy(r"[\d万亿倍]|分(?<=百分)")
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
HEDGES = (
    "不低于",
    "不少于",
    "不超过",
    "不足",
    "至少",
    "最多",
    "超过",
    "突破",
    "将近",
    "接近",
    "大约",
    "近",
    "约",
    "超",
    "逾",
)
_HEDGE_ENDS = frozenset(word[-1] for word in HEDGES)
HEDGES_BEHIND = frozenset(("以上", "以下", "以内", "左右", "上下"))


ROUNDED = ("money", "dollar", "mass", "land", "length", "volume", "energy", "share", "density")
"""Dimensions whose figures are rounded; people and things are counted."""


class Reading(NamedTuple):
    """What a quantity says, wherever it stands: the usual ones of a text are made once.

    ``number`` is the number as it stands in the text; ``figures`` are the numbers without thousands separators, with
    their sign; ``unit`` is written with its scale (亿元); ``hedge`` is the word that makes the value an approximate one
    (近, 余, 以上), or "".
    """

    number: str
    figures: tuple[str, ...]
    scale: str
    unit: str
    measure: Measure
    hedge: str = ""

    @property
    def factor(self) -> Decimal:
        """What the figures are multiplied with to be in the base unit."""
        return _factor(self.scale, self.measure.factor)


@lru_cache(maxsize=512)
def _factor(scale: str, factor: str) -> Decimal:
    return Decimal(10) ** sum(POWERS[sign] for sign in scale) * Decimal(factor)


class Quantity(NamedTuple):
    """One number, a range of two or a ratio of three and more, with its unit, from ``start`` to ``end``."""

    start: int
    end: int
    reading: Reading

    @property
    def span(self) -> Span:
        """Number and unit."""
        return Span(self.start, self.end)

    @property
    def figures(self) -> tuple[str, ...]:
        """The numbers as they are written."""
        return self.reading.figures

    @property
    def scale(self) -> str:
        """What stands before the unit itself: 万, 亿."""
        return self.reading.scale

    @property
    def unit(self) -> str:
        """The unit with its scale."""
        return self.reading.unit

    @property
    def hedge(self) -> str:
        """The word that makes the value an approximate one, or ""."""
        return self.reading.hedge

    @property
    def dimension(self) -> str:
        """What is measured: money, share, area …; counting units are each a dimension of their own."""
        return self.reading.measure.dimension

    @property
    def values(self) -> tuple[Decimal, ...]:
        """All numbers in the base unit: one, the ends of a range, or the parts of a ratio."""
        factor = self.reading.factor
        return tuple(_decimal(figure) * factor for figure in self.figures)

    @property
    def value(self) -> Decimal:
        """The number in the base unit; of a range or ratio the first."""
        return self.figure * self.reading.factor

    @property
    def figure(self) -> Decimal:
        """The number as it is written, in the written unit; of a range or ratio the first."""
        return _decimal(self.figures[0])

    @property
    def slack(self) -> Decimal:
        """Half of the last digit that is written, in the base unit: the most that rounding can have changed."""
        decimals = len(self.figures[0].partition(".")[2])
        return Decimal(5).scaleb(-decimals - 1) * self.reading.factor

    @property
    def is_range(self) -> bool:
        """Whether two numbers are the ends of a range."""
        return len(self.figures) == 2


def _decimal(figure: str) -> Decimal:
    return Decimal(figure) if figure[-1:].isdecimal() else _chinese(figure)


def _chinese(figure: str) -> Decimal:
    """十二, 五点二, 三千五百: the value of a numeral in Chinese characters."""
    whole, _, decimals = figure.partition("点")
    parsed = numerals.parse(whole)
    number = Decimal((numerals.parse(f"一{whole}") or 0) if parsed is None else parsed)  # 百分之百
    if decimals:
        number += Decimal("0." + "".join(str(numerals.parse(digit) or 0) for digit in decimals))
    return number


def find_quantities(page: Surroundings, within: Span | None = None) -> Iterator[Quantity]:
    """The quantities of the text, or of a part of it, in reading order; a number without unit is none."""
    start, end = within or Span(0, len(page.folded))
    if not _ANY_FIGURE.search(page.folded, start, end):
        return
    for quantity in merge(_in_figures(page, start, end), _in_characters(page, start, end)):
        if quantity.start >= start:
            start = quantity.end
            yield quantity


def quantity_at(page: Surroundings, at: int) -> Quantity | None:
    """The quantity that begins at ``at``, a hedge before it not counted."""
    text = page.folded
    if usual := _USUAL.match(text, at):
        return Quantity(at, usual.end(), usual_readings(page.lexicon)(usual[1]))
    minus = text[at : at + 1] in _MINUS and at < len(text)
    if match := _NUMBERS.match(text, at + minus):
        return _read(page, match)
    return next((found for found in _in_characters(page, at, at + _LONGEST) if found.start == at), None)


@once
def usual_readings(lexicon: Lexicon) -> Callable[[str], Reading]:
    """What tells what the words that ``USUAL`` matches say: most of them are in many places, and in many reports."""
    return lru_cache(maxsize=_REMEMBERED)(partial(_usual_reading, lexicon.measures))


def _usual_reading(measures: Mapping[str, Measure], words: str) -> Reading:
    figure = words.rstrip("亿万元%个百分点人次公里亩户家处件名")
    unit = words[len(figure) :]
    scale = unit[0] if unit[-1] == "元" else ""
    measure = measures.get(unit[len(scale) :]) or Measure(unit, "1")
    return Reading(figure, (figure,), scale, unit, measure)


def row_at(page: Surroundings, at: int, marks: str) -> Iterator[Quantity]:
    """The quantities of x、y和z that begin at ``at``; ``marks`` are the characters that part them."""
    while (quantity := quantity_at(page, at)) is not None:
        yield quantity
        at = quantity.end
        if at >= len(page.folded) or page.folded[at] not in marks:
            return
        at += 1


def _in_figures(page: Surroundings, start: int, end: int) -> Iterator[Quantity]:
    behind = start
    for match in _NUMBERS.finditer(page.folded, start, end):
        if match.start() >= behind:
            quantity = _read(page, match)
            if quantity is not None:
                behind = quantity.end
                yield quantity


def _read(page: Surroundings, match: re.Match[str]) -> Quantity | None:
    """The quantity whose first number is ``match``; None for a number without unit that is no ratio."""
    text = page.folded
    start, end = match.span()
    before = text[start - 1] if start else "\n"
    if before.isascii() and (before.isalpha() or before == "."):
        return None  # part of a name or a version: GB9704, v1.2.3
    if before == "第":
        return None
    figure = match[0].replace(",", "")
    if before in _MINUS and (start < 2 or _BEFORE_MINUS.match(text[start - 2])):
        start, figure = start - 1, f"-{figure}"
    figures = [figure]
    sign = text[end] if end < len(text) else "\n"
    if sign in ":：∶":
        return _ratio(text, start, end, figures)
    apart = sign == " " and page.strong_unit_at(end + 1) is not None  # 98.6 亿元
    unit = page.measure_at(end + apart)
    if sign in _DASHES and (more := _RANGE.match(text, end)):  # 10～20%
        figures.append(more["upper"].replace(",", ""))
        end = more.end()
        unit = page.measure_at(end)
    elif (
        unit is not None
        and text[unit.end : unit.end + 1] in _DASHES
        and (more := _RANGE.match(text, unit.end))
    ):
        closing = page.measure_at(more.end()) if more["dash"] not in "至到" else None
        if closing is not None and closing.unit == unit.unit:  # 10%～20%
            figures.append(more["upper"].replace(",", ""))
            end, unit = more.end(), closing
    if unit is None or (before, unit.unit) in _NO_QUANTITY:
        return None
    return _quantity(page, Span(start, end), tuple(figures), unit)


def _ratio(text: str, start: int, end: int, figures: list[str]) -> Quantity | None:
    """12.9:35.8:51.3; two numbers are a time of day as likely as a ratio."""
    while part := _RATIO.match(text, end):
        figures.append(part[0][1:].replace(",", ""))
        end = part.end()
    if len(figures) < 3:
        return None
    return Quantity(start, end, Reading(text[start:end], tuple(figures), "", "", Measure("ratio", "1")))


def _quantity(page: Surroundings, number: Span, figures: tuple[str, ...], unit: UnitAt) -> Quantity:
    text = page.folded
    hedge = unit.about
    if text[number.start - 1 : number.start] in _HEDGE_ENDS:
        left = text[max(0, number.start - 3) : number.start]
        hedge = next((word for word in HEDGES if left.endswith(word)), hedge)
    if not hedge and text[unit.end : unit.end + 2] in HEDGES_BEHIND:
        hedge = text[unit.end : unit.end + 2]
    measure = page.lexicon.measures.get(unit.unit) or Measure(unit.unit, "1")
    written = unit.scale + unit.unit
    reading = Reading(number.of(text), figures, unit.scale, written, measure, hedge)
    return Quantity(number.start, unit.end, reading)


def _in_characters(page: Surroundings, start: int, end: int) -> Iterator[Quantity]:
    """十二亿元, 百分之五点二, 三个百分点, 两倍: what is written in Chinese characters."""
    text = page.folded
    behind = start
    for match in _SIGNS.finditer(text, start, end):
        if match.start() < behind:
            continue
        if match[0] == "百分之":
            number = _NUMERAL.match(text, match.end())
            if number is not None:
                behind = number.end()
                share = page.lexicon.measures.get("%") or Measure("share", "1")
                yield Quantity(match.start(), behind, Reading(number[0], (number[0],), "", "%", share))
            continue
        first = match.start()
        while first > behind and text[first - 1] in _CHINESE + "点":
            first -= 1
        number = _NUMERAL.match(text, first, end)
        unit = page.measure_at(number.end()) if number is not None else None
        if number is None or unit is None or (first and text[first - 1].isdecimal()):
            continue
        if number.end() >= match.start() and unit.end >= match.end():
            behind = unit.end
            yield _quantity(page, Span(*number.span()), (number[0],), unit)
