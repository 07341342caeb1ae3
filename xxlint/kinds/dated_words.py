"""Words that do not fit the report's year: “十四五”开好局 in 2023, 县安监局 as an office of today.

The words and their years are the packs' ``[[dated]]`` tables.  What is told as history, and what stands in 《》 or in a
document number, is right.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from xxlint.analysis import sentences
from xxlint.analysis.period import report_years
from xxlint.kinds import Finding
from xxlint.lexicon import Dated, Lexicon, once
from xxlint.patterns import compiled, lazy
from xxlint.report import Report
from xxlint.span import Span

_YEAR = lazy(r"((?:19|20)\d\d)年")
_NUMBER_BEHIND = lazy(r"[^，。；\s]{0,12}〔")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """One finding for each expression, at its first place; the others are related."""
    years = report_years(report.page, report.context.year)
    if years is None:
        return
    found: dict[str, tuple[Dated, list[Span]]] = {}
    for entry in _stale(report.lexicon)(years):
        if not report.page.cues.holds_any(entry.cues):
            continue
        if any(word in report.folded for word in entry.without):
            continue
        for match in compiled(entry.pattern).finditer(report.folded):
            span = Span(*match.span())
            if _is_current(report, span, entry, years, options["history"]):
                found.setdefault(match[0], (entry, []))[1].append(span)
    for entry, spans in found.values():
        values = {"year": str(years[-1]), "hint": entry.hint.zh, "hint_en": entry.hint.en}
        yield Finding(spans[0], values, related=tuple(spans[1:]))


@once
def _stale(lexicon: Lexicon) -> Callable[[range], tuple[Dated, ...]]:
    """Which words fit none of the years of a report, worked out once for each."""
    return cache(lambda years: tuple(entry for entry in lexicon.dated if _is_stale(entry, years)))


def _is_stale(entry: Dated, years: range) -> bool:
    """Whether no year of the report is one of those of the words."""
    too_early = entry.first is not None and years[-1] < entry.first
    too_late = entry.last is not None and years[0] > entry.last
    return too_early or too_late


def _is_current(report: Report, span: Span, entry: Dated, years: range, history: str) -> bool:
    """Whether the words are said of the report's own time."""
    text = report.folded
    sentence = sentences.sentence(text, span)
    clause = sentences.clause(text, span)
    if sentences.in_title_marks(text, span) or _NUMBER_BEHIND.match(text, span.end):
        return False
    if any(int(year) not in years for year in _YEAR.findall(text, sentence.start, span.end)):
        return False
    if compiled(history).search(text, sentence.start, span.end + 8):
        return False
    if entry.only is not None and not compiled(entry.only).search(text, clause.start, clause.end):
        return False
    if entry.unless is not None and compiled(entry.unless).search(text, sentence.start, sentence.end):
        return False
    return not report.page.is_mentioned(span)
