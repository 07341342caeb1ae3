"""Blanks inside a sentence: spaces, no-break spaces and invisible characters between Chinese characters.

A space is right behind a label, behind a date at a line's start, between columns, in lists of names and in a title's
letter-spacing; none of these is a sentence.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding, replaced
from xxlint.patterns import Sweep, is_han, lazy
from xxlint.report import Report
from xxlint.span import Span
from xxlint.vocabulary import Applicability

_HAN = "\u4e00-\u9fff"
# A blank between two characters beyond ASCII; sets of many ranges take long to compile, so the rest is told by hand.
_SPACE = Sweep(
    " (?<=[^\x00-\x7f\u3000] )[ \xa0]?(?=[^\x00-\x7f\u3000])|\xa0(?<=[^\x00-\x7f\u3000]\xa0)(?=[^\x00-\x7f\u3000])"
    "|\u3000(?<=[^\x00-\x7f\u3000]\u3000)(?=[^\x00-\x7f\u3000])"
)
_LEFT_MARKS, _RIGHT_MARKS = "，、”》）％", "“《（，。；：、”）？！"
_INVISIBLE = Sweep("[\u200b\u200c\u2060\u00ad\ufeff][\u200b\u200c\u2060\u00ad\ufeff]*")
_WITHOUT_WORK = lazy("[\u200b\u00ad\ufeff]*")  # the other two keep signs together that Chinese never parts
_BESIDE = 200  # characters beside a blank that tell whether it stands in a sentence
_CLAUSE = lazy("[，。；：！？、]")
_NAME = lazy(rf"[{_HAN}]{{2,4}}\Z")
_NAME_AHEAD = lazy(rf"[{_HAN}]{{2,4}}(?=[ \u3000，。；、）]|$|\n)")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Blanks that a sentence does not have; case "invisible" for characters that nobody sees."""
    prose = report.prose
    for match in _INVISIBLE.finditer(prose):
        span = Span(*match.span())
        applicability: Applicability = "safe" if _WITHOUT_WORK.fullmatch(match[0]) else "unsafe"
        yield Finding(span, {}, "invisible", fix=replaced(prose, (span,), ("",), applicability))
    slots = {slot.span.start for slot in report.slots if slot.form == "blank"}
    for match in _SPACE.finditer(prose):
        span = Span(*match.span())
        if span.start not in slots and _is_between_words(prose, span) and _in_sentence(report, span):
            yield Finding(span, {}, fix=replaced(prose, (span,), ("",), "unsafe"))


def _is_between_words(prose: str, span: Span) -> bool:
    left, right = prose[span.start - 1], prose[span.end]
    return (is_han(left) or left in _LEFT_MARKS) and (is_han(right) or right in _RIGHT_MARKS)


def _in_sentence(report: Report, span: Span) -> bool:
    line = report.page.line(span.start)
    if not line.is_prose or line.has_tick_box or line.has_columns:
        return False
    head = report.prose[max(line.span.start, span.start - _BESIDE) : span.start]
    tail = report.prose[span.end : min(line.span.end, span.end + _BESIDE)]
    if "\x01" in head:
        return False
    if not _CLAUSE.search(head) and _runs_in(head, tail):
        return False
    if re.search("[。；：！？]$", head) or (head[-1:] in "年月" and tail[:1] in "月日"):
        return False
    return not _among_names(head, tail)


_RUN_IN_HEAD = lazy(
    r"(?:情况|成效|问题|打算|工作|措施|要求|目标|背景|意义|安排|概况|任务|建议|经验|做法|单位|时间|地点|主题|对象|内容|电话|记者|讯|摘要|关键词|原则|任务|思路|总则|附则|定义|范围|依据|目的|职责|长|书记|主任|同志|[日号时分])$"
)
_FRESH_START = lazy(
    r"(?:今年|去年|近年|一年来|全年|年初|为[了认深贯]?|各[地级县乡部]|\d|本[县市区局院校办]|按照|根据|围绕|坚持|自\d)"
)
_LABEL = lazy(
    r"[\s\u3000]*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]|第[一二三四五六七八九十百\d]{1,5}[章节条编款项部步]|[①-⑳]|[A-Za-z][.、）)]|附件|附表|表\d|图\d)"
)


def _runs_in(head: str, tail: str) -> bool:
    """Whether the blank parts a label, a date, a byline or a heading from the text that runs on behind it."""
    words = head.strip(" \u3000\t\v\x00\x01")
    label = _LABEL.match(words)
    if label is not None:
        words = words[label.end() :]
    if len(words) < 3 or _RUN_IN_HEAD.search(words) or _FRESH_START.match(tail):
        return True
    return label is not None and len(words) <= 8


def _among_names(head: str, tail: str) -> bool:
    """王建国 李志明 张文华: words of two to four characters with blanks between."""
    left = re.split(r"[ \u3000\xa0，。；：、（]", head)[-1]
    ahead = _NAME_AHEAD.match(tail)
    if not _NAME.fullmatch(left) or ahead is None:
        return False
    before = head[: len(head) - len(left)]
    return before.endswith(("：", " ", "\u3000", "、", "（", ":")) or tail[ahead.end() : ahead.end() + 1] in (
        " ",
        "\u3000",
    )
