"""Who and when a figure is about: subject, period and role, from the words before it, the headings above it and the title."""

import re
from typing import NamedTuple

from xxlint.patterns import lazy
from xxlint.report import Report

_REACH = 160  # characters before a figure in which its period and subject are looked for
_YEAR = lazy(r"(?:19|20)\d\d(?=年)")
_PERIODS = lazy(
    r"(?P<compared>(?:比|较|同比|是|于)(?:上年|去年|(?:19|20)\d\d年)|(?:上年|去年)同期)"
    r"|(?P<year>(?:19|20)\d\d)年(?!来|以来|前)|(?P<last>上一?年|去年)|(?P<this>今年|本年|全年|年末|年底)"
    r"|(?P<part>[一二三四]季度|前[两三]个?季度|[上下]半年|\d{1,2}(?:[-—–～至]\d{1,2})?月|截至|十[一二三四五]五|[近过]去?[两三四五十\d]+年|[三五十]年来|历年|目前|当前|累计|期间)"
)
_AIMS = lazy(
    "力争|争取|确保|预期|拟|力求|目标[是为：]|指标为|不低于|不少于|控制在|计划(?:完成|实现|达到)|预计"
)
_PLAN = lazy(
    "目标|打算|计划|安排|下一步|今后|展望|思路|明年|规划|举措|建议|总体要求|重点工作|主要任务|努力方向"
)
_PAST = lazy("回顾|总结|情况|成效|完成|做法|进展")
_SUBJECTS = lazy(
    r"(?P<own>[全我本](?P<level>省|市|县|区|镇|乡|州|旗|局|院|校|村|街道|集团|公司|系统|行业))"
    r"|(?P<named>[\u4e00-\u9fff]{2,6}?(?:省|自治区|市|县|区|旗|州|镇|乡|街道|园|集团|公司|社区|村|组|中心|医院|学校|中学|小学|学院|部|科|处|局|厂|店))"
    r"|(?P<part>其中|规上|规模以上|限额以上|限上|民营|国有|外资|城区|农村|乡村|城镇|重点|新增|部分|个别)"
)
_LEVEL = lazy("[\u4e00-\u9fff]{2}(省|市|县|区|镇|乡|州|旗|局|院|校|村|街道|集团|公司)")
_SIGN = lazy("[，。；：、！？“”（）\n]")


class Circumstances(NamedTuple):
    """``period``: the year, or the words of a part of it, "" where nothing says; ``role``: "done", "aim" or "base";
    ``subject``: the level of the report's own unit (县), or the name of another; ``section``: the nearest heading.
    """

    period: str
    role: str
    subject: str
    section: str


def year_of(report: Report) -> int | None:
    """The year that the report is about: set, or the only one of the title."""
    if report.context.year is not None:
        return report.context.year
    years = {int(year) for year in _YEAR.findall(report.page.lines.title.words)}
    return min(years) if years and max(years) - min(years) <= 1 else None


def circumstances_at(report: Report, start: int, end: int, on_base: bool) -> Circumstances:
    """The circumstances of the figure whose name begins at ``start`` and whose value ends at ``end``."""
    sections = report.section_at(start)
    line = report.page.line(start).span
    before = report.folded[max(line.start, start - _REACH) : start]
    sentence = re.split("[。！？]", before)[-1]
    plan = any(_PLAN.search(heading) and not _PAST.search(heading) for heading in sections)
    plan = (
        plan
        or bool(_AIMS.search(sentence))
        or bool(re.match("以上|以内|左右|的目标", report.folded[end : end + 4]))
    )
    role = "base" if on_base else "aim" if plan else "done"
    named = report.folded[start:end] if on_base else sentence
    subject = _subject(before, sections)
    return Circumstances(
        period=_period(report, named if on_base else before, role),
        role=role,
        subject=_level(report) if subject == "" else subject,
        section=sections[-1] if sections else "",
    )


def _period(report: Report, words: str, role: str) -> str:
    year = year_of(report)
    said = [match for match in _PERIODS.finditer(words) if match["compared"] is None]
    match = said[-1] if said else None
    if match is None:
        return "" if year is None else str(year)
    if match["year"]:
        return match["year"]
    if match["part"]:
        return match["part"]
    if role == "base":
        return (
            "" if year is None else str(year)
        )  # 在上年…的基础上, said of next year, is the year reported on
    if match["last"]:
        return "-1" if year is None else str(year - 1)
    return "" if year is None else str(year)


def _level(report: Report) -> str:
    """The level of the report's own unit by its title (县, 局 …), which a figure without subject is about."""
    found = _LEVEL.findall(report.page.lines.title.words)
    return found[0] if found else ""


def _subject(before: str, sections: tuple[str, ...]) -> str:
    """Whom the figure is about, where it is not the report's own."""
    for words in (before, *reversed(sections)):
        found = [match for clause in _SIGN.split(words) for match in _SUBJECTS.finditer(clause)]
        if found:
            return found[-1]["level"] or found[-1][0]
    return ""
