"""Dates that cannot be: 2月30日, 13月, a weekday that does not fit, an end before its start."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_DATE = r"(?:(?P<{0}year>(?:19|20)\d\d)年)?(?P<{0}month>\d{{1,2}})月(?P<{0}day>\d{{1,2}})日"
_DATES = lazy(
    r"(?<![\d.])" + _DATE.format("") + r"(?:[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])[）)]?)?"
    r"(?:(?:至|到|[—～~-]{1,2})(?:" + _DATE.format("end_") + r"|(?P<last_day>\d{1,2})日(?!程)))?"
)
_NO_MONTH = lazy(r"年(?<=(?:19|20)\d\d年)(?:1[3-9]|[2-9]\d|0)月")
_YEAR_OF_DATE = lazy(r"(20\d\d)年(?=\d{1,2}月)")
# Where a date is worth a look: one up to the 28th without weekday or range cannot be wrong.
_MONTH = lazy(
    r"月(?<=\d月)(?=\d{1,2}日)"
    r"(?!(?:(?<=[^\d.][1-9]月)|(?<=[^\d.]1[0-2]月))(?:[1-9]|1\d|2[0-8])日(?![（(星周至到—～~-]))"
)
_WEEKDAYS = "一二三四五六日"
LEAP_YEAR = 2024  # where no year is written, 2月29日 may be


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The impossible dates of the Gregorian calendar, one finding for a date or a range."""
    for year_sign in _NO_MONTH.finditer(report.folded):
        span = Span(year_sign.start() - 4, year_sign.end())
        if not report.page.is_mentioned(span):
            wrong = year_sign[0][1:-1]
            yield Finding(span, {"reason": f"没有{wrong}月", "reason_en": "there is no such month"})
    end = 0
    for month in _MONTH.finditer(report.folded):
        if month.start() < end:
            continue
        match = _DATES.search(report.folded, max(end, month.start() - 7))
        while match is not None and match.end() < month.start():
            match = _DATES.search(report.folded, match.end())
        if match is None or match.start() > month.start():
            continue
        end = match.end()
        before = report.folded[max(0, match.start() - 2) : match.start()]
        problem = None if before in ("农历", "阴历", "藏历", "旧历") else _problem(match, report.folded)
        if problem is not None:
            span = Span(*match.span())
            if not report.page.is_mentioned(span):
                zh, en = problem
                yield Finding(span, {"reason": zh, "reason_en": en})


def _problem(match: re.Match[str], text: str) -> tuple[str, str] | None:
    """What is wrong with a date or a range, in both languages."""
    for part in ("", "end_"):
        if match[f"{part}month"] is None:
            continue
        month, day = int(match[f"{part}month"]), int(match[f"{part}day"])
        year = int(match[f"{part}year"] or match["year"] or LEAP_YEAR)
        if not 1 <= month <= 12 or not 1 <= day <= days_of_month(year, month):
            return f"没有{month}月{day}日这一天", "there is no such day"
    if match["weekday"] and (year_written := match["year"] or _usual_year(text)):
        right = _WEEKDAYS[_weekday(int(year_written), int(match["month"]), int(match["day"]))]
        if right != match["weekday"].replace("天", "日"):
            return f"这一天是星期{right}", f"that day is 星期{right}"
    if match["last_day"] and int(match["last_day"]) < int(match["day"]):
        return "结束早于开始", "it ends before it begins"
    if match["end_month"] and _ends_before(match):
        return "结束早于开始", "it ends before it begins"
    return None


@lru_cache(maxsize=1)
def _usual_year(text: str) -> str | None:
    """The year of all dates that are written without one, where the others agree."""
    years = set(_YEAR_OF_DATE.findall(text))
    return years.pop() if len(years) == 1 else None


def _ends_before(match: re.Match[str]) -> bool:
    """Whether a range ends before it begins; without both years only days of one month can tell."""
    start = (int(match["month"]), int(match["day"]))
    end = (int(match["end_month"]), int(match["end_day"]))
    if match["year"] and match["end_year"]:
        return (int(match["end_year"]), *end) < (int(match["year"]), *start)
    return start[0] == end[0] and end[1] < start[1]


def days_of_month(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _weekday(year: int, month: int, day: int) -> int:
    """The day of the week, 0 for Monday."""
    from datetime import date  # only where a date has a weekday

    return date(year, month, day).weekday()
