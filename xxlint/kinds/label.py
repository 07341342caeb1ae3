"""How the labels of one list are written: their punctuation, one form throughout, the width of their brackets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.labels import FORMS, Marker
from xxlint.kinds import Finding, Mend, replaced
from xxlint.report import Report
from xxlint.span import Edit, Span
from xxlint.words import Words


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Labels with the fault ``options["fault"]``: "punctuation", "mixed" or "width"."""
    checks = {"punctuation": _punctuation, "mixed": _mixed, "width": _width}
    if options["fault"] == "width" and "(" not in report.text:
        return
    for enumeration in report.enumerations:
        yield from checks[options["fault"]](report, enumeration)


_written = attrgetter("form", "mark")


def _punctuation(report: Report, enumeration: Enumeration) -> Iterator[Finding]:
    """One label that deviates from its list; a deviation of the whole list once, as a hint."""
    right = FORMS[enumeration.form].marks
    if set(map(_written, enumeration.markers)) == {(enumeration.form, right[0])}:
        return
    markers = [
        m
        for i, m in enumerate(enumeration.markers)
        if i not in enumeration.strangers and m.form == enumeration.form
    ]
    if enumeration.form == "word":
        markers = [m for m in markers if m.mark in ("、", "：", ":")]
        right = ("，",)
        if not markers:
            return
    counts = Counter(marker.mark for marker in markers)
    usual = max(counts, key=lambda mark: (counts[mark], mark in right))
    wanted = usual if counts[usual] > 1 or usual in right else right[0]
    if len(counts) == 1 and usual not in right:
        case = (
            "whole-list" if len(markers) > 1 or (usual in ("，", ",") and enumeration.form == "is") else None
        )
        case = "whole-list" if len(markers) > 1 else case
        yield _deviation(report, markers[0], right[0], case, tuple(markers))
        return
    for marker in markers:
        if marker.mark != wanted and not (marker.mark in right and wanted in right):
            yield _deviation(report, marker, wanted, None)


def _deviation(
    report: Report, marker: Marker, mark: str, case: str | None, together: tuple[Marker, ...] = ()
) -> Finding:
    label = marker.span.of(report.text)
    bare = label[: len(label) - 1] if label and label[-1] in _MARKS else label
    fix = _remarked(report, together or (marker,), mark)
    return Finding(marker.span, {"wanted": bare + mark}, case, fix=fix)


def _remarked(report: Report, markers: tuple[Marker, ...], mark: str) -> Mend | None:
    """The labels with another mark of their own behind them; None where one is made by the file's numbering."""
    edits = []
    for marker in markers:
        end = marker.span.end
        start = end - 1 if report.text[end - 1] in _MARKS else end
        if report.is_automatic(marker.span):
            return Mend(_AUTOMATIC, (), "display")
        edits.append(Edit(Span(start, end), mark))
    if len(edits) == 1:
        return replaced(report.text, (edits[0].span,), (mark,), "unsafe")
    count = len(edits)
    return Mend(
        Words(
            f"这一组 {count} 个序号后面都改用“{mark}”" if mark else f"删去这一组 {count} 个序号后面的标点",
            f"“{mark}” behind all {count} labels of the list",
        ),
        tuple(edits),
        "unsafe",
    )


_MARKS = "、，,．.：:"
_AUTOMATIC = Words("序号是 Word 自动编号，请在 Word 里改", "the numbers are automatic: change them in Word")


def _mixed(report: Report, enumeration: Enumeration) -> Iterator[Finding]:
    """The label at which a list goes over to another form."""
    for at in enumeration.strangers[:1]:
        marker, beside = enumeration.markers[at], enumeration.markers[at - 1]
        yield Finding(marker.span, {"wanted": beside.span.of(report.text)}, related=(beside.span,))


def _width(report: Report, enumeration: Enumeration) -> Iterator[Finding]:
    """Half-width brackets around a label's numeral."""
    for marker in enumeration.markers:
        label = marker.span.of(report.text)
        if enumeration.form in ("chinese-bracket", "arabic-bracket") and label[:1] == "(" and ")" in label:
            brackets = tuple(Span(at, at + 1) for at in range(*marker.span) if report.text[at] in "()")
            wanted = tuple("（" if span.of(report.text) == "(" else "）" for span in brackets)
            fix = replaced(report.text, brackets, wanted, "safe")
            if report.is_automatic(marker.span):
                fix = Mend(_AUTOMATIC, (), "display")
            yield Finding(marker.span, {"wanted": label.replace("(", "（").replace(")", "）")}, fix=fix)
