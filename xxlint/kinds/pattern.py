"""A regular expression over the text; built-in ones run with ``re``, those of other packs with ``regex`` and a limit."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import Span

_MANY = 1_000_000  # characters beyond which looking for the cues costs more than the pattern does
_BLANK = " \u3000\t\v\x01\xa0"
_CLOSED = "。！？；…）】)”\r\n"  # what stands before words that were added at a paragraph's end


class OutOfTime(Exception):
    """The pattern ran past its limit on this text."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Each match that counts where it stands; see ``PatternRule`` for the options."""
    if report.document.format not in options.get("formats", ("text", "markdown")):
        return
    text = {"prose": report.prose, "text": report.text}.get(options.get("on", "prose")) or report.folded
    cues = options.get("cues")
    if cues and len(text) < _MANY and not any(cue in text for cue in cues):
        return
    place = options.get("place", "anywhere")
    pardoned = _pardoned(options.get("pardon"), text)
    milder = _compiled(options["milder"]) if "milder" in options else None
    told: set[str] = set()
    for span, alone in _all_matches(options, text):
        if span.start == span.end or any(p.start <= span.start and span.end <= p.end for p in pardoned):
            continue
        wanted = "line" if alone else place
        if wanted != "anywhere" and not _stands(text, span, wanted):
            continue
        if not options.get("mentions", False) and report.page.is_mentioned(span):
            continue
        words = span.of(text)
        if milder is None or not milder.fullmatch(words):
            yield Finding(span)
        elif words not in told:
            told.add(words)
            yield Finding(span, case="milder")


def _all_matches(options: Mapping[str, Any], text: str) -> Iterator[tuple[Span, bool]]:
    """The matches of ``pattern`` and those of ``alone``, which must be lines of their own."""
    limited = options.get("limited", False)
    for span in _matches(options["pattern"], text, limited):
        yield span, False
    if "alone" in options:
        for span in _matches(options["alone"], text, limited):
            yield span, True


def _matches(pattern: str, text: str, limited: bool) -> Iterator[Span]:
    if not limited:
        for match in _compiled(pattern).finditer(text):
            yield Span(*match.span())
        return
    import regex

    limit = 1.0 + len(text.encode("utf-8", "surrogatepass")) / 1e6
    try:
        for found in regex.finditer(pattern, text, timeout=limit):
            yield Span(*found.span())
    except TimeoutError:
        raise OutOfTime from None


def _pardoned(pattern: str | None, text: str) -> list[Span]:
    return [Span(*match.span()) for match in _compiled(pattern).finditer(text)] if pattern else []


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
    return begins or (ends and text[start - 1] in _CLOSED)
