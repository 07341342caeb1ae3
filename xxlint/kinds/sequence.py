"""Breaks in the count of lists: 一、二、四; （二）（二）; 三是 before 二是; a list from 二; a lone 一是."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint import numerals
from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.labels import FORMS, LAST, Marker, typed_again
from xxlint.kinds import Finding
from xxlint.report import Report

_MAY_START_ANYWHERE = frozenset({"article", "word", "spaced", "letter", "roman", "row"})
_MAY_STAND_ALONE = frozenset(
    {
        "article",
        "chapter",
        "section",
        "part",
        "word",
        "spaced",
        "letter",
        "roman",
        "circled",
        "decimal",
        "step",
        "must",
        "among",
        "formal",
    }
)


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The breaks of the kind ``options["fault"]``."""
    fault = options["fault"]
    if fault == "duplicate":
        yield from _typed_again(report)
    for enumeration, found_breaks in report.breaks:
        if fault == "lone":
            if _is_lone(enumeration):
                yield _finding(report, enumeration, 0, 2)
            continue
        if fault == "not-from-one" and not _must_start_at_one(enumeration):
            continue
        for found in found_breaks:
            if found.kind == fault:
                yield _finding(report, enumeration, found.at, found.expected)


def _typed_again(report: Report) -> Iterator[Finding]:
    """Numbers that were typed behind the same automatic ones (case "typed"): one finding on the first of them."""
    spans = tuple(typed_again(report.prose, report.layout))
    if spans:
        values = {"expected": "", "before": spans[0].of(report.text)}
        yield Finding(spans[0], values, "typed", related=spans[1:])


def _must_start_at_one(enumeration: Enumeration) -> bool:
    if enumeration.runs_on or enumeration.inverted or enumeration.form in _MAY_START_ANYWHERE:
        return False
    first = enumeration.markers[0]
    if enumeration.form == "circled" and first.number > 3:
        return False
    return len(enumeration.markers) > 1 or first.number == 2


def _is_lone(enumeration: Enumeration) -> bool:
    only = enumeration.markers[0]
    return (
        len(enumeration.markers) == 1
        and only.number == 1
        and not only.fresh
        and not enumeration.inverted
        and not enumeration.in_table
        and enumeration.form not in _MAY_STAND_ALONE
        and not (enumeration.form == "chinese" and enumeration.parent is None)  # an excerpt, a single topic
    )


def _finding(report: Report, enumeration: Enumeration, index: int, expected: int) -> Finding:
    marker = enumeration.markers[index]
    before = enumeration.markers[index - 1] if index else None
    values = {
        "expected": label_text(marker, expected),
        "before": before.span.of(report.text) if before else "",
    }
    return Finding(marker.span, values, related=(before.span,) if before else ())


def label_text(like: Marker, number: int) -> str:
    """The label of another number in the form of ``like``: 四、 → 三、."""
    if not 1 <= number < LAST:
        return ""
    example = FORMS[like.form].example
    if like.form in (
        "chapter",
        "section",
        "article",
        "part",
        "chinese",
        "chinese-bracket",
        "is",
        "must",
        "ordinal",
        "step",
        "among",
    ):
        return example.replace("二", numerals.to_chinese(number))
    if like.form == "word":
        return {1: "首先，", 2: "其次，", 3: "再次，"}.get(number, "最后，")
    if like.form == "circled":
        return numerals.CIRCLED[number - 1] if number <= len(numerals.CIRCLED) else str(number)
    if like.form == "letter":
        return f"{chr(ord('A') + number - 1)}." if number <= 26 else str(number)
    if like.form == "decimal":
        return ".".join(map(str, (*like.path, number)))
    return example.replace("2", str(number)) if "2" in example else str(number)
