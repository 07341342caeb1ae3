"""Quotation marks and brackets that do not pair, or pair in the wrong order."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.report import Report


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The faults of the kind ``options["fault"]``: "unpaired" or "order"."""
    for fault in report.pair_faults:
        if fault.kind == options["fault"] and not report.page.is_mentioned(fault.span):
            mark = report.prose[fault.span.start]
            bare = fault.partner
            values = {
                "mark": _named(mark),
                "mark_en": mark,
                "partner": _named(bare),
                "partner_en": bare,
                "bare": bare,
            }
            yield Finding(fault.span, values)


_NAMES = {
    "引号": "“”‘’「」『』", "括号": "（）()〔〕【】［］[]", "书名号": "《》〈〉",
}  # fmt: skip
_LEFT = "“‘「『（(〔【［[《〈"


def _named(mark: str) -> str:
    """左引号 “: a mark alone between quotation marks could not be read."""
    name = next((name for name, marks in _NAMES.items() if mark in marks), "")
    return f"{'左' if mark in _LEFT else '右'}{name} {mark}" if name else mark
