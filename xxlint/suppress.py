"""Silence in the text itself: ``<!-- xxlint: ignore XX101 原因 -->`` and its siblings.

ignore            the line of the comment; on a line of its own, the next line
ignore-next-line  the line below
ignore-start … ignore-end   the lines between
ignore-file       the whole file
Codes are required, so that no comment hides what it was not meant for.  In .txt a comment stands on its own line.
In Word an answer to a comment of xxlint does the same (``settle``).
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.document import MARKUP, Document, Waiver
from xxlint.packs import ALWAYS, Rule
from xxlint.patterns import lazy
from xxlint.span import LineIndex, Span
from xxlint.words import Lang

_COMMENT = lazy(
    r"<!--[ \t]*xxlint:[ \t]*(?P<verb>ignore(?:-next-line|-file|-start|-end)?)\b[ \t]*(?P<codes>(?:[A-Z]{2,6}\d{1,3}[ \t,，]*)*)(?P<reason>[^\n]{0,200}?)-->"
)


class Suppressed(NamedTuple):
    """What is left to say, and how many findings the comments silenced."""

    kept: tuple[Diagnostic, ...]
    silenced: int


class _Silence:
    __slots__ = ("codes", "first", "last", "span", "used")

    def __init__(self, codes: tuple[str, ...], first: int, last: int, span: Span) -> None:
        self.codes, self.first, self.last, self.span, self.used = codes, first, last, span, False

    def covers(self, code: str, line: int) -> bool:
        return self.first <= line <= self.last and code.startswith(self.codes)


def suppress(
    document: Document,
    diagnostics: Iterable[Diagnostic],
    rules: Mapping[str, Rule],
    selected: frozenset[str],
    lang: Lang,
) -> Suppressed:
    """Drop what comments silence, and report comments that silence nothing (XX002)."""
    diagnostics = tuple(diagnostics)
    text = document.text
    if "xxlint:" not in text:
        return Suppressed(diagnostics, 0)
    index = LineIndex(text)
    silences = _silences(document, index)
    kept: list[Diagnostic] = []
    silenced = 0
    for diagnostic in diagnostics:
        line = index.position(diagnostic.span.start).line
        hushing = [s for s in silences if diagnostic.code not in ALWAYS and s.covers(diagnostic.code, line)]
        for silence in hushing:
            silence.used = True
        if hushing:
            silenced += 1
        else:
            kept.append(diagnostic)
    if "XX002" in selected:
        rule = rules["XX002"]
        for silence in silences:
            if not silence.used:
                words = silence.span.of(text)
                message = rule.message.to(lang).format(text=words)
                kept.append(Diagnostic(rule.code, rule.name, rule.severity, message, silence.span))
        kept.sort(key=lambda d: (d.span, d.code))
    return Suppressed(tuple(kept), silenced)


def settle(diagnostics: Iterable[Diagnostic], waivers: Iterable[Waiver]) -> Suppressed:
    """Drop what was settled in the file itself: somebody answered 保留 to the comment on these words."""
    settled: dict[str, list[Span]] = {}
    for waiver in waivers:
        if waiver.code not in ALWAYS:
            settled.setdefault(waiver.code, []).append(waiver.span)
    diagnostics = tuple(diagnostics)
    kept = tuple(d for d in diagnostics if not any(_meet(d.span, span) for span in settled.get(d.code, ())))
    return Suppressed(kept, len(diagnostics) - len(kept))


def _meet(found: Span, settled: Span) -> bool:
    """Whether they share a character; a finding without characters lies in what it touches."""
    return settled.overlaps(found) or (
        found.start == found.end and settled.start <= found.start <= settled.end
    )


def _silences(document: Document, index: LineIndex) -> list[_Silence]:
    text = document.text
    found: list[_Silence] = []
    blocks: list[_Silence] = []
    for match in _COMMENT.finditer(text):
        codes = tuple(re.findall(r"[A-Z]{2,6}\d{1,3}", match["codes"]))
        span = Span(*match.span())
        line = index.position(span.start).line
        alone = _is_alone(text, span)
        if document.prose[span.start] != MARKUP and (document.format != "text" or not alone):
            continue  # in Markdown's code an example; behind words of a .txt a part of them
        verb = match["verb"]
        if verb == "ignore-end":
            if blocks:
                blocks.pop().last = line
            continue
        if verb == "ignore-file":
            first, last = 1, len(index)
        elif verb == "ignore-start":
            first, last = line, len(index)
        elif verb == "ignore-next-line" or alone:
            first = last = line + 1
        else:
            first = last = line
        silence = _Silence(codes or ("\0",), first, last, span)  # without codes it silences nothing
        found.append(silence)
        if verb == "ignore-start":
            blocks.append(silence)
    return found


def _is_alone(text: str, span: Span) -> bool:
    """Whether the comment has its line to itself."""
    before = text[max(0, span.start - 80) : span.start].rstrip(" \t\u3000")
    after = text[span.end : span.end + 80].lstrip(" \t\u3000")
    return before[-1:] in ("", "\n", "\r") and after[:1] in ("", "\n", "\r")
