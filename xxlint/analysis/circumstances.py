"""Who and when a figure is about: subject, period and role, from the words before it, the headings above it and the title."""

import re
from typing import NamedTuple

from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import lazy

_REACH = 160  # characters before a figure in which its period and subject are looked for
_OPENING = 1500  # characters in which a report says whose it is and of which year
_YEAR = lazy(r"(?:19|20)\d\d(?=年)")
_PART = r"[一二三四]季度|前[两三]个?季度|前\d{1,2}个月|[上下]半年|\d{1,2}[-—–～至]\d{1,2}月|\d{1,2}月(?=份?[，末底当单]|以来)|截至|十[一二三四]五|[近过]去?[两三四五十\d]+年|[三五十]年来|历年|累计|期间"
_OPENING_YEAR = lazy(
    r"20(?<=[，。；：！？\n\u3000 ]20)\d\d(?=年(?:，|全[县市区省镇]|我[县市区省镇局院]|是|以来))"
)
_TITLE_PART = lazy(_PART)
_PERIODS = lazy(
    r"(?P<compared>(?:比|较|同比|是|于|由|从)(?:上年|去年|(?:19|20)\d\d年)|(?:上年|去年)同期)"
    rf"|(?P<year>(?:19|20)\d\d)年(?!来|以来|前)|(?P<last>上一?年|去年)|(?P<this>今年|本年|全年|年末|年底|目前|当前)|(?P<part>{_PART})"
)
_SAME = {
    "上半年": "前6个月",
    "1-6月": "前6个月",
    "一季度": "前3个月",
    "1-3月": "前3个月",
    "前三季度": "前9个月",
    "前三个季度": "前9个月",
}
_AIMS = lazy(
    r"力争|争取|确保|预期|拟|力求|目标[是为：]|指标为|不低于|不少于|控制在|计划(?:完成|实现|达到)|预计|安排\Z"
)
_PLAN = lazy(
    "目标|打算|计划|安排|下一步|今后|展望|思路|明年|规划|举措|建议|总体要求|重点工作|主要任务|努力方向"
)
_PAST = lazy("回顾|总结|情况|成效|完成|做法|进展|问题|不足|困难|短板")
_OWN = lazy("[全我本](?P<level>省|市|县|区|镇|乡|州|旗|局|院|校|村|街道|集团|公司|系统|行业)")
_LEVEL = lazy("[\u4e00-\u9fff]{2}(省|市|县|区|镇|乡|州|旗|局|院|校|村|街道|集团|公司)")
_UNIT = "自治区|自治县|省|市|县|(?<![地小])区|旗|州|(?<!城)镇|乡|街道|园|集团|公司|社区|(?<!农)村"
_NAMED = lazy(
    rf"(?:\d{{4}}年度?|今年|全年|从|其中|（?[一二三四五六七八九十\d]+[）、.．]|[一二三四五六七八九十]是|是)*+"
    rf"(?P<named>(?!城镇|乡镇|市区|部分|个别|各|重点|多数|少数|有的|所有|全部)[\u4e00-\u9fff]{{2,5}}?(?:{_UNIT}))(?=完成|实现|累计|[\u4e00-\u9fff]*[总值收投人粮覆率]|$|[：，])"
)
_BOUND = lazy("以上|以内|左右|的目标")
_CLAUSE = lazy("[，。；：！？\n]")
_SEGMENT = lazy("[。；！？\n]")


class Circumstances(NamedTuple):
    """``period``: the year, or the words of a part of it; ``role``: "done", "aim", or "base" for a value to start from;
    ``subject``: the level of the report's own unit (县), "其中", or the name of another unit.
    """

    period: str
    role: str
    subject: str


def circumstances_at(
    page: Surroundings, own: "Own", headings: tuple[str, ...], start: int, end: int, *, on_base: bool
) -> Circumstances:
    """The circumstances of the figure whose name begins at ``start`` and whose value ends at ``end``.

    ``headings`` are those above it; ``on_base``: the value is one to start from (在上年…的基础上).
    """
    line = page.line(start).span
    before = page.folded[max(line.start, start - _REACH) : start]
    segment = _SEGMENT.split(before)[-1]
    planned = any(_PLAN.search(heading) and not _PAST.search(heading) for heading in headings)
    aimed = bool(_AIMS.search(segment)) or _BOUND.match(page.folded, end) is not None
    role = "base" if on_base else "aim" if planned or aimed else "done"
    words = page.folded[start:end]
    inside = _YEAR.findall(words)  # 由2020年的150亿元增加到2023年的186亿元
    subject = _subject(segment, page.folded[line.start : line.start + 20], headings)
    return Circumstances(
        period=inside[-1] if inside else _period(own.year, words if on_base else before, role),
        role=role,
        subject=subject or own.level,
    )


class Own(NamedTuple):
    """What a figure is about that says nothing itself: ``year``, the period that the report is about ("" for none), and
    ``level``, that of the report's own unit (县, 局 …).
    """

    year: str
    level: str


def own_of(page: Surroundings, year: int | None) -> Own:
    """The report's own year (``year`` if it is set) and level."""
    return Own(str(year) if year is not None else _own_year(page), _own_level(page))


def _own_year(page: Surroundings) -> str:
    """The period of the title, else the first year that the report names."""
    title = page.lines.title.words
    part = _TITLE_PART.search(title)
    if part is not None:
        return _normal(part[0])
    told = _OPENING_YEAR.search(page.folded, page.lines.title.span.end, _OPENING)
    opening = [told[0]] if told is not None else _YEAR.findall(page.folded[:_OPENING])[:1]
    years = _YEAR.findall(title) or opening
    if told is not None and years and int(told[0]) == int(min(years)) - 1:
        return told[0]  # a report to a session early in the year speaks of the year before
    return min(years, default="")


def _own_level(page: Surroundings) -> str:
    found = _LEVEL.search(page.lines.title.words)
    if found is not None:
        return found[1]
    own = _OWN.search(page.folded, 0, 5 * _OPENING)
    return own["level"] if own is not None else ""


def _normal(part: str) -> str:
    """1—11月 and 前11个月 are one period."""
    part = re.sub("[—–～至]", "-", part)
    part = re.sub(r"^1-(\d{1,2})月$", r"前\1个月", part)
    return _SAME.get(part, part)


def _period(own: str, words: str, role: str) -> str:
    said = [match for match in _PERIODS.finditer(words) if match["compared"] is None]
    if not said:
        return own
    match = said[-1]
    if match["year"]:
        return match["year"]
    if match["part"]:
        return _normal(match["part"])
    if (
        match["last"] and role != "base"
    ):  # in a plan, 在上年…的基础上 speaks of the year that the report is about
        return str(int(own) - 1) if own.isdigit() else "-1"
    return own


def _subject(segment: str, opening: str, sections: tuple[str, ...]) -> str:
    """Whom the figure is about as far as its sentence, its paragraph or a heading says."""
    clauses = _CLAUSE.split(segment)
    if clauses[-1].startswith("其中"):
        return "其中"
    for clause in reversed(clauses):
        own = _OWN.search(clause)
        if own is not None:
            return own["level"]
        named = _NAMED.match(clause)
        if named is not None:
            return named["named"]
    for words in (_CLAUSE.split(opening)[0], *(sections[-1:])):
        named = _NAMED.match(words.strip())
        if named is not None:
            return named["named"]
    return ""
