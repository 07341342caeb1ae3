"""Regular expressions over the text; built-in ones run with ``re``, those of other packs with ``regex`` and a limit."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xxlint.document import HIDDEN
from xxlint.kinds import Finding, Mend, OutOfTime, replaced
from xxlint.patterns import compiled, lazy, swept
from xxlint.report import Report
from xxlint.span import Span

_BLANK = " \u3000\t\v\x01\xa0"
_CLOSED = "。！？；：…）】)”\r\n"  # what stands before words that were added at a paragraph's end
_CLAUSE_START = lazy(r"[^，。！？；：…\r\n]{0,12}\Z")


class _Engine:
    """Runs patterns: ``re`` for the built-in ones, ``regex`` with one limit for a rule and a file for all others."""

    def __init__(self, limited: bool, text: str) -> None:
        self._text = text
        self._end = time.monotonic() + 1.0 + len(text) * 3 / 1e6 if limited else None

    def find_all(self, pattern: str) -> Iterator[Span]:
        """The matches in the text; raises ``OutOfTime``."""
        if self._end is not None:
            return self.find(pattern, 0, len(self._text))
        return (Span(*match.span()) for match in swept(pattern).finditer(self._text))

    def find(self, pattern: str, start: int, end: int) -> Iterator[Span]:
        """The matches between ``start`` and ``end``; raises ``OutOfTime``."""
        if self._end is None:
            for match in compiled(pattern).finditer(self._text, start, end):
                yield Span(*match.span())
            return
        import regex

        try:
            for found in regex.finditer(pattern, self._text, pos=start, endpos=end, timeout=self._left()):
                yield Span(*found.span())
        except TimeoutError:
            raise OutOfTime from None

    def is_whole(self, pattern: str | None, span: Span) -> bool:
        """Whether the pattern matches just the span."""
        return pattern is not None and any(
            found == span for found in self.find(pattern, span.start, span.end)
        )

    def rewritten(self, pattern: str, wanted: str, span: Span) -> str | None:
        """The words that take the place of the span's, None where the pattern does not match just these."""
        if self._end is None:
            match = compiled(pattern).match(self._text, span.start)
            return match.expand(wanted) if match and match.end() == span.end else None
        import regex

        try:
            found = regex.compile(pattern).match(self._text, pos=span.start, timeout=self._left())
        except TimeoutError:
            raise OutOfTime from None
        return str(found.expand(wanted)) if found and found.end() == span.end else None

    def _left(self) -> float:
        left = (self._end or 0.0) - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return left


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Each match that counts where it stands; see ``PatternRule`` for the options."""
    if "formats" in options and report.document.format not in options["formats"]:
        return
    text = _text_of(report, options.get("on", "prose"))
    cues = options.get("cues")
    if cues and not report.page.cues.holds_any(cues):
        return
    engine = _Engine(options.get("limited", False), text)
    place, milder = options.get("place", "anywhere"), options.get("milder")
    told: set[str] = set()
    end = 0
    for span, alone in _in_order(options, text, engine):
        if span.start < end or span.start >= span.end:
            continue
        wanted = "line" if alone else place
        if wanted != "anywhere" and not _stands(text, span, wanted):
            continue
        if _is_pardoned(options.get("pardon"), text, span, engine) or report.page.is_mentioned(span):
            continue
        end = span.end
        words = span.of(text)
        if not engine.is_whole(milder, span):
            yield Finding(span, fix=_mend(options.get("replace", ()), report, span, engine))
        elif words not in told:
            told.add(words)
            yield Finding(span, case="milder")


def _mend(ways: Sequence[Mapping[str, Any]], report: Report, span: Span, engine: _Engine) -> Mend | None:
    """What the first of the ways makes of the words; code and the targets of links are no business of a fix."""
    if ways and HIDDEN in span.of(report.prose):
        return None
    for way in ways:
        wanted = engine.rewritten(way["words"], way["wanted"], span)
        if wanted is not None:
            return replaced(report.text, (span,), (wanted,), way.get("applicability", "unsafe"))
    return None


def _text_of(report: Report, on: str) -> str:
    if on == "text":
        return report.text
    return report.folded if on == "folded" else report.prose


def _in_order(options: Mapping[str, Any], text: str, engine: _Engine) -> list[tuple[Span, bool]]:
    """All matches in reading order, the longest first where two begin together; True for those of ``alone``."""
    found = [
        (_trimmed(text, span), False) for pattern in options["patterns"] for span in engine.find_all(pattern)
    ]
    if options.get("reach"):
        found = [(_reach(text, span), alone) for span, alone in found]
    if "alone" in options:
        found.extend((span, True) for span in engine.find_all(options["alone"]))
    found.sort(key=lambda item: (item[0].start, -item[0].end))
    return found


def _trimmed(text: str, span: Span) -> Span:
    """The span without blanks and line ends behind its words; a match of blanks alone stays."""
    end = span.end
    while end > span.start and text[end - 1] in " \t\v\r\n\u3000":
        end -= 1
    return Span(span.start, end) if end > span.start else span


def _reach(text: str, span: Span) -> Span:
    """The span with the words before it up to the clause's beginning: 想看 before 更多范文."""
    before = _CLAUSE_START.search(text, max(0, span.start - 12), span.start)
    start = before.start() if before else span.start
    begins = start == 0 or text[start - 1] in "，。！？；：…\r\n"
    while begins and start < span.start and text[start] in _BLANK:
        start += 1
    return Span(start, span.end) if begins else span


def _is_pardoned(pattern: str | None, text: str, span: Span, engine: _Engine) -> bool:
    """Whether the match lies inside one of the pattern for what is right, looked for in the match's own line."""
    if pattern is None:
        return False
    start = max(text.rfind("\n", max(0, span.start - 200), span.start) + 1, span.start - 200, 0)
    end = text.find("\n", span.end, span.end + 200)
    end = min(len(text), span.end + 200) if end < 0 else end
    return any(
        found.start <= span.start and span.end <= found.end for found in engine.find(pattern, start, end)
    )


def _stands(text: str, span: Span, place: str) -> bool:
    """Whether the match is a line of its own ("line"), or begins or ends a paragraph ("edge")."""
    start, end = span
    while start > 0 and text[start - 1] in _BLANK:
        start -= 1
    while end < len(text) and text[end] in _BLANK:
        end += 1
    begins = start == 0 or text[start - 1] in "\n\r"
    ends = end == len(text) or text[end] in "\n\r"
    if place == "line":
        return begins and ends
    return (begins and (ends or text[end - 1] in _CLOSED)) or (ends and text[start - 1] in _CLOSED)
