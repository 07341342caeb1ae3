"""A verb that goes one way and a figure that goes the other: 下降-5%, 下降2倍, 由96%提高到92%."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_NEGATIVE = rf"[-−]{_FIGURE}(?:%|‰|个百分点|[万亿]{{0,2}}[元人户吨亩起件个家次天])"
_TIMES = rf"(?:{_FIGURE}|[一二两三四五六七八九十百]+(?:点[一二三四五六七八九]+)?)倍"
_FALLS = lazy(
    "|".join(
        f"{verb}(?:了|约|近|幅?为|幅?达)?(?:{_NEGATIVE}|{_TIMES})"
        for verb in (
            "下降",
            "减少",
            "降低",
            "回落",
            "下滑",
            "下跌",
            "缩短",
            "缩小",
            "缩减",
            "压缩",
            "压减",
            "精简",
            "降幅",
            "减幅",
        )
    )
)
_RISES = lazy("|".join(f"{verb}(?:了|约|近)?{_NEGATIVE}" for verb in ("增长", "提高", "上升", "增加")))


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Falls by a negative amount or by 倍, steps against their verb; rises by a negative amount are the case "rise"."""
    text = report.folded
    found = []
    if "倍" in text or "-" in text or "−" in text:
        found += [Finding(Span(*match.span())) for match in _FALLS.finditer(text)]
        found += [Finding(Span(*match.span()), case="rise") for match in _RISES.finditer(text)]
    for step in report.steps:
        if step.before != step.after.value and step.falls != (step.after.value < step.before):
            found.append(Finding(step.span, case="step"))
    yield from sorted(found, key=lambda finding: finding.span)
