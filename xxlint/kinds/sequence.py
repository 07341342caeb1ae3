"""Breaks in the count of lists: 一、二、四; （二）（二）; 三是 before 二是; a list from 二; a lone 一是."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from xxlint import numerals
from xxlint.analysis.enumerations import Break, Enumeration
from xxlint.analysis.labels import FORMS, LAST, Marker, typed_again
from xxlint.analysis.renumbering import Renumbered, is_certain, renumbered
from xxlint.kinds import Finding, Mend
from xxlint.report import Report
from xxlint.words import Words

_NAMED = 5  # references that the title of a renumbering names
_SHOWN = 3  # labels that it shows before and after
_LAST_ITEM = 200  # labels after a list's last one that may belong to its item

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
        if not found_breaks or not any(found.kind == fault for found in found_breaks):
            continue
        if fault == "not-from-one" and not _must_start_at_one(enumeration):
            continue
        fix = _renumbering(report, enumeration, found_breaks)
        for found in found_breaks:
            if found.kind == fault:
                yield _finding(report, enumeration, found.at, found.expected, fix)


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


def _finding(
    report: Report, enumeration: Enumeration, index: int, expected: int, fix: Mend | None = None
) -> Finding:
    marker = enumeration.markers[index]
    before = enumeration.markers[index - 1] if index else None
    values = {
        "expected": label_text(marker, expected),
        "before": before.span.of(report.text) if before else "",
    }
    return Finding(marker.span, values, related=(before.span,) if before else (), fix=fix)


def _renumbering(report: Report, enumeration: Enumeration, found: Sequence[Break]) -> Mend | None:
    """One fix for all breaks of a list, so that it is put in order as a whole or not at all."""
    if not _must_start_at_one(enumeration):
        found = [one for one in found if one.kind != "not-from-one"]
    if not is_certain(enumeration, found):
        return None
    first, last = enumeration.markers[0], enumeration.markers[-1]
    start = bisect_left(report.markers, first.span, key=lambda marker: marker.span)
    inside: list[Marker] = []
    behind = 0
    for marker in islice(report.markers, start, None):
        if marker.span.start > last.span.start:
            behind += 1
            if marker.form == enumeration.form or behind > _LAST_ITEM:
                break
        inside.append(marker)
    new = renumbered(report.prose, enumeration, found, inside)
    if new is None or not new.edits:
        return None
    if any(report.is_automatic(edit.span) for edit in new.edits):
        return Mend(_AUTOMATIC, (), "display")
    return Mend(_title(report, new), new.edits, "unsafe")


def _title(report: Report, new: Renumbered) -> Words:
    """重编序号：（四）→（三）等 2 处；引用可能要跟着改：“见（四）”（第9行）"""
    edits = {edit.span.start: edit for edit in new.edits}
    shown = []
    for marker in new.changed[:_SHOWN]:
        edit = next(edits[at] for at in range(*marker.span) if at in edits)
        old, (start, end) = marker.span.of(report.text), edit.span
        words = old[: start - marker.span.start] + edit.text + old[end - marker.span.start :]
        shown.append(f"{old.strip()} → {words.strip()}")
    count = len(new.changed)
    title = Words(
        "重编序号：" + "，".join(shown) + (f" 等 {count} 处" if count > _SHOWN else ""),
        "renumber: " + ", ".join(shown) + (f" and {count - _SHOWN} more" if count > _SHOWN else ""),
    )
    places = report.references.to(new.changed, _NAMED)
    if not places:
        return title
    named = [(span.of(report.text), report.place_at(span.start)) for span in places]
    return Words(
        f"{title.zh}；可能要跟着改的引用：" + "、".join(f"“{words}”（{place.zh}）" for words, place in named),
        f"{title.en}; references that may break: " + ", ".join(f"“{w}” ({place.en})" for w, place in named),
    )


_AUTOMATIC = Words(
    "序号是 Word 自动编号，请在 Word 里调整", "the numbers are automatic: put them in order in Word"
)


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
