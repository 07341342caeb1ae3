"""How the labels of one list are written: their punctuation, one form throughout, the width of their brackets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.labels import FORMS, Marker
from xxlint.kinds import Finding
from xxlint.report import Report


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Labels with the fault ``options["fault"]``: "punctuation", "mixed" or "width"."""
    checks = {"punctuation": _punctuation, "mixed": _mixed, "width": _width}
    for enumeration in report.enumerations:
        yield from checks[options["fault"]](report, enumeration)


def _punctuation(report: Report, enumeration: Enumeration) -> Iterator[Finding]:
    """One label that deviates from its list; a deviation of the whole list once, as a hint."""
    right = FORMS[enumeration.form].marks
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
        yield _deviation(report, markers[0], right[0], "whole-list" if len(markers) > 1 else case)
        return
    for marker in markers:
        if marker.mark != wanted and not (marker.mark in right and wanted in right):
            yield _deviation(report, marker, wanted, None)


def _deviation(report: Report, marker: Marker, mark: str, case: str | None) -> Finding:
    label = marker.span.of(report.text)
    bare = label[: len(label) - 1] if label and label[-1] in "、，,．.：:" else label
    return Finding(marker.span, {"wanted": bare + mark}, case)


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
            yield Finding(marker.span, {"wanted": label.replace("(", "（").replace(")", "）")})
