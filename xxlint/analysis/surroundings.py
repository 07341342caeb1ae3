"""What stands around a place in a report: the unit or noun behind it, the line, a form, a formula, a mention.

The finders of placeholders ask here; they never look at single characters of the neighbourhood themselves.
"""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from xxlint.analysis.folding import fold
from xxlint.analysis.lines import BLANKS, Line, Lines
from xxlint.compiling import compile_pattern
from xxlint.document import HIDDEN, MARKUP, NO_LAYOUT, Layout
from xxlint.lexicon import Lexicon, Metric, once
from xxlint.patterns import Cues, compiled, each_place, lazy
from xxlint.span import Span
from xxlint.vocabulary import SlotKind

# Units in Latin letters, which no placeholder's own letters go on into.
LATIN_UNIT = lazy(r"(?:mg/L|μg/m³|kWh|kW|MW|GW|km²|km|kg|hm²|m²|m³|mm|cm|dB)(?![A-Za-z])|℃|㎡|㎏|㎞")
_STRONG_UNIT = lazy(
    r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?"
    r"(?:元|美元|%|‰|个?百分点|亩|公顷|平方米|平方公里|公里|吨|公斤|千瓦时|立方米|人次|人(?![员口民才均大力类事工为们物身生])|户|微克)"
)
# What shows that the words in the quotation marks before it are spoken about: “锟斤拷”等乱码, “某某”只能用于范文.
_SPOKEN_OF_RIGHT = lazy(
    r"(?:[、和或及与]?“[^“”\n]{1,30}”)*(?:[（(][^）)\n]{1,20}[）)])?等?(?:[\u4e00-\u9fff]{0,6}?)(?:乱码|字样|字眼|占位|代替|替代|替换|字符|变量|标记|标识|记号|符号|错误提示|栏目|栏|字段)"
    r"|(?:[、和或及与]?“[^“”\n]{1,30}”)*(?:只能用|不得用|仅用|不得出现|不得保留|一律|表示|代表|是指|即为|部分为|处应|处填|遮盖|隐去|指代|应当?删|要删|应替换|的写法|这类写法|这样的)"
)
_SPOKEN_OF_LEFT = lazy(
    r"(?:用|以|把|将|出现|残留|含有|包含|存在|标注为|标为|写作|写成|写为|显示为?|改为|改成|替换|查找|搜索|删除|删去|清除|例如|比如|诸如|如|形如|类似|所有的?|成了|变成|打出|输入|保留|留意)\Z"
)


_SENTENCES_OF_A_FORM = 8
# What most figures of a report are followed by; none of these goes on into a longer word.
_FREQUENT = (("%", "", "%"), ("亿元", "亿", "元"), ("万元", "万", "元"), ("个百分点", "", "个百分点"))
_REMEMBERED = 5_000
_NEAR = 80  # blanks that are passed over to the next sign
_SCALE = lazy("万亿|亿|万")
_SCALES = lazy("[十百千万亿]{1,2}")
_SAID_OF = lazy("等?(?:字样|乱码|占位符)")
_OF_CASES = ("典型案例", "被告人", "犯罪嫌疑人", "基本案情", "案例通报", "裁判要旨", "本案", "被执行人")
_ABOUT_CASES = (
    "案情", "案号", "被告", "判决", "当事人", "犯罪嫌疑", "受害人", "行政处罚", "涉案", "上诉人", "原告", "申请执行人", "违纪", "案例一",
)  # fmt: skip


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that matches the longest of the words."""
    return compile_pattern("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@once
def _cues(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*lexicon.cues, *_OF_CASES, *_ABOUT_CASES)))


class UnitAt(NamedTuple):
    """A unit behind a number: ``start`` to ``end`` with its scale (亿) before it; ``about`` is 余 or 多."""

    start: int
    end: int
    scale: str
    unit: str
    about: str


class Surroundings:
    """A report's text with its neighbourhood questions; ``folded`` is ``prose`` in half-width forms."""

    def __init__(self, text: str, prose: str, lexicon: Lexicon, layout: Layout = NO_LAYOUT) -> None:
        self.layout = layout
        self.text = text
        self.prose = prose
        self.folded = fold(prose)
        self.bold: dict[int, frozenset[Span]] = {}  # by line: the stars that are bold, see ``stars``
        self.heads: dict[int, int] = {}  # by line: the first row of its table, see ``cells``
        self.named_in_cells: dict[str, tuple[str, Metric] | None] = {}  # the metric by a cell's words
        self.lexicon = lexicon

    @cached_property
    def cues(self) -> Cues:
        """Which cues of phrases and rules the folded prose holds."""
        return Cues(self.folded, _cues(self.lexicon))

    @cached_property
    def sharing(self) -> tuple[int, ...]:
        """Where 分别 stands, which shares out values among names."""
        return tuple(each_place(self.folded, "分别"))

    # what stands beside a place

    def before(self, at: int, size: int = 1) -> str:
        """Up to ``size`` characters left of ``at``, marks of Markdown left out."""
        return self.folded[max(0, at - size) : at].replace(MARKUP, "")

    def after(self, at: int, size: int = 1) -> str:
        """Up to ``size`` characters from ``at`` on, marks of Markdown left out."""
        return self.folded[at : at + size].replace(MARKUP, "")

    def left_sign(self, at: int) -> str:
        """The nearest character left of ``at`` that is no blank; "\\n" at a line's start."""
        least = max(0, at - _NEAR)
        while at > least and self.folded[at - 1] in BLANKS + MARKUP:
            at -= 1
        return self.folded[at - 1] if at else "\n"

    def right_sign(self, at: int) -> str:
        """The nearest character from ``at`` on that is no blank; "\\n" at a line's end."""
        most = min(len(self.folded), at + _NEAR)
        while at < most and self.folded[at] in BLANKS + MARKUP:
            at += 1
        return self.folded[at] if at < len(self.folded) else "\n"

    # units and nouns

    @cached_property
    def _longest_unit(self) -> int:
        return max(map(len, self.lexicon.units), default=0)

    @cached_property
    def _noun_pattern(self) -> re.Pattern[str]:
        return _any_of(tuple(self.lexicon.nouns))

    def unit_at(self, at: int) -> tuple[str, SlotKind] | None:
        """The unit that begins at ``at`` (余 and 多 before it passed over) and its kind; never part of a longer word."""
        text = self.folded
        while text[at : at + 1] in (" ", MARKUP) and at < len(text):
            at += 1
        found = self.measure_at(at)
        if found is None or found.unit == "年":  # a year is a date's, not a figure's
            return None
        return self.prose[found.start : found.end], self.lexicon.units.get(found.unit, "amount")

    def measure_at(self, at: int) -> UnitAt | None:
        """The unit, or the bare scale (3.5万), that begins at ``at``; never part of a longer word."""
        for words, scale, unit_itself in _FREQUENT:
            if self.folded.startswith(words, at):
                return UnitAt(at, at + len(words), scale, unit_itself, "")
        words = self.folded[at : at + self._longest_measure]
        if words not in self._measures:
            if len(self._measures) > _REMEMBERED:
                self._measures.clear()
            self._measures[words] = self._measure(words)
        unit = self._measures[words]
        return unit and UnitAt(at + unit.start, at + unit.end, unit.scale, unit.unit, unit.about)

    def _measure(self, text: str) -> UnitAt | None:
        """The unit that the words begin with, with places in them."""
        about = text[:1] if text[:1] in ("余", "多", "来", "几") else ""
        for start in (1, 0) if about else (0,):
            scale = _SCALES.match(text, start)
            most = scale.end() if scale is not None else start
            read = [self._scaled(text, start, end) for end in range(most, start - 1, -1)]
            best = max((unit for unit in read if unit is not None), key=self._rank, default=None)
            if best is None:
                continue
            following = text[best.end : best.end + 1]
            if following and not best.scale and following in self.lexicon.longer_words.get(best.unit, ""):
                return None
            return best._replace(about=about) if start else best
        if latin := LATIN_UNIT.match(text):
            return UnitAt(0, latin.end(), "", latin[0], "")
        if scale := _SCALE.match(text):
            return UnitAt(0, scale.end(), scale[0], "", "")
        return UnitAt(0, 1, "", "年", "") if text[:1] == "年" else None

    @cached_property
    def _longest_measure(self) -> int:
        return self._longest_unit + 6  # about, scale and 余 before a unit, a character behind it

    @cached_property
    def _measures(self) -> dict[str, UnitAt | None]:
        """What has been read so far: the words behind figures repeat themselves."""
        return {}

    def _rank(self, unit: UnitAt) -> tuple[int, bool, int]:
        """The longest reading, then one whose size is known, then the longest unit: 百分点, 万户 as 户, 千克."""
        return unit.end, unit.unit in self.lexicon.measures, len(unit.unit)

    def _scaled(self, text: str, start: int, end: int) -> UnitAt | None:
        """The unit behind the scale from ``start`` to ``end``, 余 between them passed over: 1.5万余人."""
        scale = text[start:end]
        if scale and text[end : end + 1] in ("余", "多") and (unit := self._unit_from(text, end + 1)):
            return UnitAt(start, end + 1 + len(unit), scale, unit, text[end])
        unit = self._unit_from(text, end)
        return UnitAt(start, end + len(unit), scale, unit, "") if unit is not None else None

    def _unit_from(self, text: str, at: int) -> str | None:
        """The longest unit that begins at ``at``."""
        units = self.lexicon.units
        for size in range(self._longest_unit, 0, -1):
            if text[at : at + size] in units:
                return text[at : at + size]
        return None

    def strong_unit_at(self, at: int) -> str | None:
        """A unit of money, share, area, length … that no sentence has without its number."""
        match = _STRONG_UNIT.match(self.folded, at)
        return match[0] if match else None

    def noun_at(self, at: int) -> tuple[str, SlotKind] | None:
        """The noun of place, office, person or project that begins at ``at``, and its kind."""
        text = self.folded
        while text[at : at + 1] == MARKUP:
            at += 1
        match = self._noun_pattern.match(text, at)
        if match is None:
            return None
        following = text[match.end() : match.end() + 1]
        if following and following in self.lexicon.longer_words.get(match[0], ""):
            return None
        return match[0], self.lexicon.nouns[match[0]]

    # lines

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.folded)

    def line(self, at: int) -> Line:
        """The line around ``at``."""
        return self.lines.at(at)

    def starts_line(self, at: int) -> bool:
        """Whether only blanks stand before ``at`` in its line."""
        return self.left_sign(at) == "\n"

    def is_whole_line(self, span: Span) -> bool:
        """Whether only blanks stand around the span in its line."""
        return self.left_sign(span.start) == "\n" and self.right_sign(span.end) == "\n"

    def is_sentence(self, at: int) -> bool:
        """Whether the line around ``at`` reads as running text."""
        return self.line(at).is_sentence

    # circumstances

    def is_mentioned(self, span: Span) -> bool:
        """Whether the text speaks about the words at ``span``: “锟斤拷”等乱码, 用“XX”代替."""
        prose, (start, end) = self.prose, span
        opening = prose.rfind("“", max(0, start - 30), start)
        closing = prose.find("”", end, end + 30) if opening >= 0 else -1
        if (
            closing < 0
            or "\n" in prose[opening:closing]
            or "”" in prose[opening:start]
            or "“" in prose[end:closing]
        ):
            return bool(_SAID_OF.match(prose, end))
        if _SPOKEN_OF_RIGHT.match(prose, closing + 1):
            return True
        exactly = opening == start - 1 and closing == end
        left = prose[max(0, opening - 8) : opening]
        return (
            exactly
            and bool(_SPOKEN_OF_LEFT.search(left))
            and self.right_sign(closing + 1) in "，。；、）\n代替换"
        )

    def in_formula(self, span: Span) -> bool:
        """Whether an equals sign stands in the clause around the span: there a letter is a variable."""
        start, end = span
        left, right = self.folded[max(0, start - 30) : start], self.folded[end : end + 30]
        if "=" not in left + right and "≥" not in left and "≤" not in left:
            return False
        left = compiled(r"[，。；：\n]").split(left)[-1]
        right = compiled(r"[，。；\n]").split(right)[0]
        return "=" in left or "=" in right or "≥" in left or "≤" in left

    @cached_property
    def is_of_cases(self) -> bool:
        """Whether the text reports cases, where names are masked by law."""
        return self.cues.holds_any(_OF_CASES) or len(self.cues.held(_ABOUT_CASES)) >= 2

    @cached_property
    def is_contract(self) -> bool:
        """Whether the report is a contract by its title."""
        return any(word in self.prose[:200] for word in ("合同", "协议"))

    @cached_property
    def is_whole_form(self) -> bool:
        """Whether the report is a form or a questionnaire by its title."""
        return self.lines.title.is_form_title

    @cached_property
    def is_form_alone(self) -> bool:
        """Whether the report is a form with hardly any running text: a 责任书 may be all paragraphs."""
        return self.is_whole_form and self.folded.count("。") < _SENTENCES_OF_A_FORM

    def is_form(self, at: int) -> bool:
        """Whether a blank at ``at`` is a form's own: a sign-off line, boxes to tick, rows of labels to fill in."""
        line = self.line(at)
        if self.is_whole_form or line.has_tick_box or self.is_signed_off(at) or self._in_form_table(at):
            return True
        if line.is_form_row and not self.is_contract:
            return True
        if line.is_prose and not line.begins_as_form:
            return False
        return self.lines.is_under_form(line) or self.lines.is_above_form(line)

    def _in_form_table(self, at: int) -> bool:
        """Whether the place is in a table that is to be filled in."""
        return any(span.start <= at <= span.end for span in self._form_tables)

    @cached_property
    def _form_tables(self) -> tuple[Span, ...]:
        if not self.layout.blocks:
            return ()
        from xxlint.analysis.form_tables import form_tables

        return form_tables(self.text, self.layout)

    def is_signed_off(self, at: int) -> bool:
        """Whether the line around ``at`` is one to sign, or the date under one."""
        line = self.line(at)
        if line.is_to_sign:
            return True
        above = self.lines.above(line) if line.is_bare_date or line.is_one_blank else None
        return above is not None and above.is_to_sign

    def is_hidden(self, span: Span) -> bool:
        """Whether the span touches what is not prose."""
        return HIDDEN in self.prose[span.start : span.end]
