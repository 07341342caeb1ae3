"""Rules × report → diagnostics: pure, and independent of the order and the selection of rules.

Every rule that is selected, and every rule that one of these yields to, is run; findings are stamped with code,
severity and message, those that yield are dropped, and the rest is sorted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic, Fix
from xxlint.kinds import Finding, OutOfTime, check_of
from xxlint.packs import Rule
from xxlint.report import Report
from xxlint.span import Span
from xxlint.words import Lang

_QUOTED = 40  # characters of the text that a message quotes


class Outcome(NamedTuple):
    """What the rules said of one report; ``unfinished`` are the codes of rules that did not get through."""

    diagnostics: tuple[Diagnostic, ...]
    unfinished: tuple[str, ...]


Look = Callable[[Rule, Report], Iterable[Finding]]
"""How a rule looks at a report."""


def look(rule: Rule, report: Report) -> Iterable[Finding]:
    """What a rule finds."""
    return check_of(rule.kind)(report, rule.options)


def run(
    report: Report,
    rules: Mapping[str, Rule],
    selected: Iterable[str],
    lang: Lang = "zh",
    looking: Look = look,
) -> Outcome:
    """All findings of the selected rules on one report, in reading order; ``looking`` may watch each rule at work."""
    shown = frozenset(selected)
    found: list[Diagnostic] = []
    failures: list[Diagnostic] = []
    yields = tuple((code, rule.yields_to) for code, rule in rules.items() if rule.kind != "tool")
    for code in _needed(yields, shown):
        rule = rules[code]
        try:
            found.extend(stamp(rule, finding, report, lang) for finding in looking(rule, report))
        except Exception as error:  # a rule that breaks must not take the run with it: said as XX003 or XX004
            failures.append(_failure(rules, rule, error, lang))
    kept = [d for d in _yielded(found, rules) if d.code in shown]
    kept.extend(failures)
    kept.sort(key=lambda d: (d.span, d.code))
    return Outcome(tuple(_located(kept, report)), tuple(d.message for d in failures))


@lru_cache(maxsize=8)
def _needed(yields: tuple[tuple[str, tuple[str, ...]], ...], shown: frozenset[str]) -> tuple[str, ...]:
    """The rules to run, in their order: the selected ones and those that they yield to, told by their first signs."""
    above = dict(yields)
    needed, waiting = set[str](), list(shown & above.keys())
    while waiting:
        code = waiting.pop()
        if code not in needed:
            needed.add(code)
            waiting.extend(other for other in above if other.startswith(above[code]))
    return tuple(code for code in above if code in needed)


def stamp(rule: Rule, finding: Finding, report: Report, lang: Lang) -> Diagnostic:
    """The diagnostic that a rule makes of a kind's finding."""
    case = rule.cases.get(finding.case) if finding.case else None
    message = (case.message if case else rule.message).to(lang)
    values = {"text": quote(report.text, finding.span), **finding.values}
    if lang == "en":
        values |= {key[:-3]: value for key, value in finding.values.items() if key.endswith("_en")}
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=case.severity if case else rule.severity,
        message=message.format(**values),
        span=finding.span,
        case=finding.case if case else None,
        clause=rule.clause,
        slot=finding.slot,
        related=finding.related,
        fix=finding.fix and Fix(finding.fix.title.to(lang), finding.fix.edits, finding.fix.applicability),
    )


def quote(text: str, span: Span) -> str:
    """Words of the report as a message shows them: on one line, at most 40 characters, controls made visible."""
    words = text[span.start : min(span.end, span.start + _QUOTED)].strip("\r\n\v")
    shown = "".join(c if c.isprintable() or c == "\u3000" else f"U+{ord(c):04X}" for c in words)
    return shown if span.end - span.start <= _QUOTED else f"{shown}…"


def _failure(rules: Mapping[str, Rule], rule: Rule, error: Exception, lang: Lang) -> Diagnostic:
    timed_out = isinstance(error, OutOfTime)
    teller = rules["XX003" if timed_out else "XX004"]
    text = rule.code if timed_out else f"{rule.code}: {type(error).__name__}: {error}"
    return Diagnostic(
        teller.code, teller.name, teller.severity, teller.message.to(lang).format(text=text), Span(0, 0)
    )


def _yielded(found: list[Diagnostic], rules: Mapping[str, Rule]) -> list[Diagnostic]:
    """The findings without those that touch one of a rule that theirs yields to."""
    places: dict[str, list[Span]] = {}
    for diagnostic in found:
        places.setdefault(diagnostic.code, []).append(diagnostic.span)
    ranges = {code: _Places(spans) for code, spans in places.items()}
    kept = []
    for diagnostic in found:
        above = rules[diagnostic.code].yields_to
        if above and any(
            code.startswith(prefix) and code != diagnostic.code and ranges[code].touch(diagnostic.span)
            for prefix in above
            for code in ranges
        ):
            continue
        kept.append(diagnostic)
    return kept


class _Places:
    """Spans of one rule, asked for overlaps in logarithmic time; they hardly ever overlap each other."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in spans), default=0)

    def touch(self, span: Span) -> bool:
        low = bisect_left(self._starts, span.start - self._longest - 1)
        high = bisect_right(self._starts, span.end)
        return any(span.overlaps(self._spans[at]) for at in range(low, high))


def _located(diagnostics: list[Diagnostic], report: Report) -> Iterable[Diagnostic]:
    """The diagnostics with the headings that they stand under."""
    return [d._replace(section=report.section_at(d.span.start)) for d in diagnostics]
