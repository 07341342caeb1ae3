"""Half-width marks between Chinese characters: , ; : ? ! ( ) and straight quotes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding, replaced
from xxlint.patterns import Sweep, lazy
from xxlint.report import Report
from xxlint.span import Span

_HAN = "\u3400-\u9fff"
_WIDE = "，。；：？！、”“’‘（）《》【】〔〕…—％"
# Behind a character beyond ASCII or %, and before one or the line's end.
_MARK = Sweep(r"[,;:?!](?<=[^\x00-$&-\x7f].)(?=[ \u3000]?[^\x00-\x7f]|[ \t\v\u3000]*(?:\n|$))")
_BRACKET = lazy(r"\([^()\n]{0,80}\)")
_QUOTES = lazy(r"\"[^\"\n]{0,60}\"|'[^'\n]{1,30}'")
_TWINS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NUMERAL = lazy(r"\([一二三四五六七八九十百\d]{1,4}\)|\([ \u3000]*\)")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Each half-width mark that stands where a full-width one belongs; brackets and quotes in pairs."""
    prose = report.prose
    for match in _MARK.finditer(prose):
        if report.label_at(match.start()) is not None:
            continue  # part of a label (一, 二:), which has a rule of its own
        yield from _findings(report, (match.start(),), _TWINS[match[0]])
    if "(" in prose:
        labels = {marker.span.start for marker in report.markers}
        for match in _BRACKET.finditer(prose):
            if (
                match.start() not in labels
                and not _NUMERAL.fullmatch(match[0])
                and _between_han(prose, match)
            ):
                yield from _findings(report, (match.start(), match.end() - 1), "（）")
    if '"' in prose or "'" in prose:
        for match in _QUOTES.finditer(prose):
            if re.search(rf"[{_HAN}]", match[0]) and _quote_stands_free(prose, match):
                pair = "“”" if match[0][0] == '"' else "‘’"
                yield from _findings(report, (match.start(), match.end() - 1), pair)


def _findings(report: Report, places: tuple[int, ...], wanted: str) -> Iterator[Finding]:
    """A finding for each mark; those of a pair have one fix, so that no bracket is left with half a partner."""
    spans = tuple(Span(at, at + 1) for at in places)
    fix = replaced(report.text, spans, tuple(wanted), "safe")
    for span, twin in zip(spans, wanted, strict=True):
        yield Finding(span, {"wanted": twin}, fix=fix)


def _between_han(prose: str, match: re.Match[str]) -> bool:
    """Whether the brackets hold Chinese and stand in Chinese, on one side at least."""
    inside = match[0][1:-1]
    if not re.search(rf"[{_HAN}]", inside):
        return False
    before = prose[match.start() - 1 : match.start()] if match.start() else ""
    after = prose[match.end() : match.end() + 1]
    opens = bool(re.match(rf"[{_HAN}{_WIDE}]", before)) and bool(re.match(rf"[{_HAN}{_WIDE}]", inside))
    closes = bool(re.match(rf"[{_HAN}{_WIDE}%]", inside[-1])) and (
        not after or bool(re.match(rf"[{_HAN}{_WIDE}\n\v]", after))
    )
    return opens or (closes and bool(re.match(rf"[{_HAN}{_WIDE}]", before)))


def _quote_stands_free(prose: str, match: re.Match[str]) -> bool:
    before = prose[match.start() - 1 : match.start()] if match.start() else ""
    return not (before.isascii() and before.isalnum()) and "=" not in match[0]
