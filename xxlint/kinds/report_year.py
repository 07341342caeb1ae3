"""The year that a report speaks of against the year of its title: 2022年主要工作 in a report on 2023.

Only the places that name the reported year are judged: a heading on the work of a year, the first words of the first
paragraph, a sentence that opens with the year and tells what was done, and in plans a term that lies before the
plan's year.  Years compared with and histories stand elsewhere.  Beside the older report, its year is also judged in
the sentences that were taken over from it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_YEAR = lazy(r"((?:19|20)\d\d)(?=年)")
_OF_WORK = lazy(
    r"((?:19|20)\d\d)年(?:度)?(?=(?:主要|重点|全年)?(?:工作|任务|目标)(?:的)?(?:成效|情况|回顾|总结|完成|进展|开展|落实))"
)
_OPENING = lazy(
    r"[ \t\v\u3000]*((?:19|20)\d\d)年(?=[^，。；\n]{0,12}[，,]|(?:全[县市区省镇乡校院]|我[县市区镇乡局校院]))"
)
_REVIEW = lazy(
    "总结|述职|述责|汇报|小结|公报|简报|工作情况|进展情况|情况报告|工作报告|运行情况|年度报告|年报|评估|公告"
)
_PLAN = lazy("方案|计划|规划|要点|责任书|通知|讲话|部署|意见")
# Papers early in a year that speak of the year before: reports to a session, research, lists of past years.
_OF_SESSION = lazy("代表大会|[会议]上|我代表|请予审议|调研|五年|任期|历年|届")
_OPENS = lazy(
    r"(?:度)?(?:，|全[县市区省镇乡局院校]|我[县市区镇乡局院校]|[共累](?=[计\u4e00-\u9fff])|1?[-—–]\d{1,2}月|\d{1,2}[-—–～至]\d{1,2}月)"
)
_TELLS = lazy(
    r"完成|实现|[共累]计?(?=[^，。]{0,6}\d)|开展|办理|召开|举办|组织|培训|发放|新增|新开|净增|投入|达到?|下设|落实|排查|领导|支持下|增长|下降|提高"
)
_OF_THE_PAST = lazy(
    "[比较](?:上年|去年|年初|20)|相比|同期|上年|去年|以来|获|被评|成立|启动|开工|列入|印发|出台|批准|通过|始|首次|试点|任命|任职|调任|普查|立项|投产|投用|建成|当年|时任|期间"
)
_TERM = lazy(
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|末)?(?:前|之前)(?!的)|年?底(?=[，,、])|(?=年?度?(?:目标|各项|全年)(?:任务|目标)(?:圆满|全面|如期|顺利)?完成)"
)
_GOAL = lazy("度?(?:工作|主要|重点|总体)?(?:目标|任务|安排|计划|打算|举措)(?!完成|落实|执行)")
_PLANNED = lazy(r"\d{4}年度?[^，。；\n]{0,12}(?:安排|任务|计划|打算|目标|思路|部署|要求)")
_CLOSES = lazy(r"(?:[1-9]|1[01])月")
_STOP = lazy("[。；\n]")
_CLAUSE = lazy("[，。；]")
_HEAD = 300  # characters below the title in which its second line stands
_SHORT = 40
_FIRST_LINES = 6  # lines among which the first paragraph is looked for


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The year before the title's, where the report names the year that it is about, and in old sentences."""
    own = list({finding.span: finding for finding in _of_the_report(report)}.values())
    yield from own
    if report.comparison is None:
        return
    told = {finding.span.start for finding in own}
    for stale in report.comparison.stale_years:
        if stale.span.start not in told:
            values = {"year": str(stale.year), "place": stale.place.zh, "place_en": stale.place.en}
            yield Finding(stale.span, values, "against")


def _of_the_report(report: Report) -> Iterator[Finding]:
    title = report.page.lines.title
    head = _line_with_year(report)
    years = {int(year) for year in _YEAR.findall(head)}
    if not years:
        return
    last_year = min(years) - 1
    folded, words = report.folded, f"{last_year}年"
    if words not in folded or _looks_back(report, head, min(years)):
        return
    yield from _sentences(report, head, min(years))
    for marker in report.markers:
        if marker.at_line_start and folded.startswith(words, marker.span.end):
            match = _OF_WORK.match(folded, marker.span.end)
            if match is not None:
                yield _finding(Span(*match.span()), min(years))
    at = title.span.end + 1
    for _ in range(_FIRST_LINES):
        end = report.folded.find("\n", at)
        end = len(report.folded) if end < 0 else end
        opening = _OPENING.match(report.folded, at, end)
        if (
            opening is not None
            and end - at > 30
            and not re.search("|".join(map(str, years)), report.folded[at:end])
        ):
            if int(opening[1]) == last_year and not _of_last_year(report, at, min(years)):
                yield _finding(Span(opening.start(1), opening.end()), min(years))
            return
        at = end + 1


def _looks_back(report: Report, head: str, year: int) -> bool:
    """Whether the report is named after the year in which it is given: 2024年政府工作报告, on 2023 and what 2024 is to bring.

    So are those of governments; other work reports where a heading plans the year of the title.
    """
    if "政府工作报告" in head:
        return True
    return "工作报告" in head and any(
        marker.at_line_start and _PLANNED.match(report.folded, marker.span.end, marker.line.end)
        for marker in report.markers
        if report.folded.startswith(f"{year}年", marker.span.end)
    )


def _line_with_year(report: Report) -> str:
    """The title, or the short line below it that names a review and its year: 董事会2023年度工作报告 under a name."""
    title = report.page.lines.title
    if _YEAR.search(title.words):
        return title.words
    start = title.span.end + 1
    for line in report.folded[start : start + _HEAD].split("\n")[:_FIRST_LINES]:
        if len(line) > _SHORT or _CLAUSE.search(line):
            break
        if _REVIEW.search(line) and _YEAR.search(line):
            return line
    return ""


def _sentences(report: Report, head: str, year: int) -> Iterator[Finding]:
    """The places that tell of the year before as of this one, or set a term in it."""
    title = report.page.lines.title
    opening = report.folded[: title.span.end + 400]
    of_review = bool(_REVIEW.search(head)) and not _PLAN.search(head) and not _OF_SESSION.search(opening)
    of_plan = bool(_PLAN.search(head)) and not _REVIEW.search(head)
    if not of_review and not of_plan:
        return
    words = f"{year - 1}年"
    at = report.folded.find(words, title.span.end)
    while at >= 0:
        end = at + len(words)
        line = report.page.line(at)
        alone = not any(f"{other}年" in line.words for other in range(year, year + 3))
        told = of_review and _is_told(report, at, end) and not _of_last_year(report, at, year)
        if alone and (told or (of_plan and (_is_term(report, at, end) or _is_goal(report, at, end)))):
            yield _finding(Span(at, end), year)
        at = report.folded.find(words, end)


def _is_told(report: Report, at: int, end: int) -> bool:
    """Whether a sentence opens with the year and tells what was done in it, or a count closes in one of its months."""
    before = report.page.left_sign(at)
    if before == "至":
        return bool(_CLOSES.match(report.folded, end)) and report.page.before(at, 2) == "截至"
    label = report.label_at(at - 1)
    if before not in "。！；\n：" and label is None:
        return False
    stop = _STOP.search(report.folded, end)
    sentence = report.folded[end : stop.start() if stop else end + 200]
    return (
        bool(_OPENS.match(sentence)) and bool(_TELLS.search(sentence)) and not _OF_THE_PAST.search(sentence)
    )


def _of_last_year(report: Report, at: int, year: int) -> bool:
    """Whether a heading above says that the part is about the year before."""
    return any(
        word in heading for heading in report.section_at(at) for word in ("上年", "去年", f"{year - 1}年")
    )


def _is_goal(report: Report, at: int, end: int) -> bool:
    """Whether a heading of a plan sets its goals for the year before: 一、2023年工作目标."""
    return report.label_at(at - 1) is not None and _GOAL.match(report.folded, end) is not None


def _is_term(report: Report, at: int, end: int) -> bool:
    """Whether a plan sets a term in the year: 2023年12月底前完成, 到2023年底, 确保2023年目标任务完成."""
    before = report.page.before(at, 2)
    term = _TERM.match(report.folded, end)
    return term is not None and (before.endswith(("到", "至")) or before == "确保" or "前" in term[0])


def _finding(span: Span, year: int) -> Finding:
    return Finding(span, {"year": str(year)})
