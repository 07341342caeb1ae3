"""Silence in the text itself: ``<!-- xxlint: ignore XX101 原因 -->`` and its siblings.

ignore            the line of the comment; on a line of its own, the next line
ignore-next-line  the line below
ignore-start … ignore-end   the lines between
ignore-file       the whole file
Codes are required, so that no comment hides what it was not meant for.  In .txt a comment stands on its own line.
A comment, or a code of several, that silences nothing is XX002, unless rules that it speaks of were not run.
In Word an answer to a comment of xxlint does the same (``settle``).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.document import MARKUP, Document, Waiver
from xxlint.packs import ALWAYS, Rule
from xxlint.patterns import lazy
from xxlint.span import LineIndex, Span
from xxlint.words import Lang

_COMMENT = lazy(
    r"<!--[ \t]*xxlint:[ \t]*(?P<verb>ignore(?:-next-line|-file|-start|-end)?)\b[ \t]*(?P<codes>(?:[A-Z]{2,6}\d{1,3}(?![0-9A-Za-z])[ \t,，、]*)*)(?P<reason>[^\n]{0,200}?)-->"
)
_CODE = lazy(r"[A-Z]{2,6}\d{1,3}")
_UNUSED = "XX002"


class Suppressed(NamedTuple):
    """What is left to say, and how many findings the comments silenced."""

    kept: tuple[Diagnostic, ...]
    silenced: int


class _Code(NamedTuple):
    code: str
    span: Span


class _Silence:
    __slots__ = ("codes", "first", "last", "span", "used")

    def __init__(self, codes: tuple[_Code, ...], first: int, last: int, span: Span) -> None:
        self.codes, self.first, self.last, self.span = codes, first, last, span
        self.used: set[_Code] = set()

    def hushes(self, code: str, line: int) -> bool:
        """Whether a finding is silenced; the codes that it is silenced by count as used."""
        if not self.first <= line <= self.last:
            return False
        mine = [own for own in self.codes if code.startswith(own.code)]
        self.used.update(mine)
        return bool(mine)


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
    kept = list(_unhushed(diagnostics, silences, index))
    silenced = len(diagnostics) - len(kept)
    if _UNUSED in selected:
        for own in (False, True):  # one that silences XX002 may have silenced what the others say
            spans = list(_unused(silences, rules, selected, own))
            told = [_told(rules[_UNUSED], span, text, lang) for span in spans]
            left = told if own else list(_unhushed(told, filter(_silences_unused, silences), index))
            silenced += len(told) - len(left)
            kept += left
        kept.sort(key=lambda d: (d.span, d.code))
    return Suppressed(tuple(kept), silenced)


def _unhushed(
    diagnostics: Iterable[Diagnostic], silences: Iterable[_Silence], index: LineIndex
) -> Iterator[Diagnostic]:
    """The findings that no comment silences, in reading order; every comment that silences one counts as used."""
    waiting = sorted(silences, key=lambda silence: silence.first, reverse=True)
    holding: list[_Silence] = []  # at the line that has been reached
    for diagnostic in sorted(diagnostics, key=lambda d: d.span):
        line = index.position(diagnostic.span.start).line
        while waiting and waiting[-1].first <= line:
            holding.append(waiting.pop())
        holding = [silence for silence in holding if line <= silence.last]
        hushing = diagnostic.code not in ALWAYS and [s for s in holding if s.hushes(diagnostic.code, line)]
        if not hushing:
            yield diagnostic


def _silences_unused(silence: _Silence) -> bool:
    return any(map(_is_own, silence.codes))


def _unused(
    silences: Iterable[_Silence], rules: Mapping[str, Rule], selected: frozenset[str], own: bool
) -> Iterator[Span]:
    """What silences nothing: whole comments, and single codes of others; ``own`` are codes that silence XX002."""
    letters = {code.rstrip("0123456789") for code in rules}
    for silence in silences:
        idle = [
            code
            for code in silence.codes
            if code not in silence.used and _was_run(code.code, rules, selected)
        ]
        if len(idle) == len(silence.codes):
            if own is any(map(_is_own, silence.codes)):
                yield silence.span
        else:
            for code in idle:
                known = code.code.rstrip("0123456789") in letters  # GDP100 is a word of the reason
                if known and own is _is_own(code):
                    yield code.span


def _is_own(code: _Code) -> bool:
    return _UNUSED.startswith(code.code)


def _was_run(prefix: str, rules: Mapping[str, Rule], selected: frozenset[str]) -> bool:
    """Whether the rules that a code speaks of were all run; those that are off unless asked for need not be."""
    meant = [rule for code, rule in rules.items() if code.startswith(prefix)]
    run = [rule for rule in meant if rule.code in selected]
    return not meant or (bool(run) and not any(rule.default and rule.code not in selected for rule in meant))


def _told(rule: Rule, span: Span, text: str, lang: Lang) -> Diagnostic:
    message = rule.message.to(lang).format(text=span.of(text))
    return Diagnostic(rule.code, rule.name, rule.severity, message, span)


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
        codes = tuple(
            _Code(code[0], Span(*code.span())) for code in _CODE.finditer(text, *match.span("codes"))
        )
        span = Span(*match.span())
        line = index.position(span.start).line
        alone = _is_alone(text, span)
        if document.prose[span.start] != MARKUP and (document.format != "text" or not alone):
            continue  # in Markdown's code an example; behind words of a .txt a part of them
        verb = match["verb"]
        if verb == "ignore-end":
            if blocks:
                blocks.pop().last = line
            else:
                found.append(_Silence((), 0, 0, span))  # it ends nothing
            continue
        if verb == "ignore-file":
            first, last = 1, len(index)
        elif verb == "ignore-start":
            first, last = line, len(index)
        elif verb == "ignore-next-line" or alone:
            first = last = line + 1
        else:
            first = last = line
        silence = _Silence(codes, first, last, span)  # without codes it silences nothing
        found.append(silence)
        if verb == "ignore-start":
            blocks.append(silence)
    return found


def _is_alone(text: str, span: Span) -> bool:
    """Whether the comment has its line to itself."""
    before = text[max(0, span.start - 80) : span.start].rstrip(" \t\u3000")
    after = text[span.end : span.end + 80].lstrip(" \t\u3000")
    return before[-1:] in ("", "\n", "\r") and after[:1] in ("", "\n", "\r")
