"""Marked texts, the fixtures of all tests: ``⟦XX101|XX⟧`` says that XX101 belongs on XX.

``⟦A+B|text⟧`` carries two codes, ``⟦XX101?|text⟧`` may be reported or not.  A mark is found as the scorer of the
gold set finds it: by an error or warning of the same family that overlaps it and is about as narrow, each finding for
one mark.  ``strict`` asks for the same code on exactly the same words.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xxlint import Diagnostic
from xxlint.span import Span

_CODES = r"[A-Z]{2,6}\d{3}\??(?:\+[A-Z]{2,6}\d{3}\??)*"
_MARK = re.compile(rf"⟦({_CODES})\|(.*?)⟧", re.DOTALL)


class Mark(NamedTuple):
    """A code that belongs on a span of the clean text."""

    code: str
    span: Span
    optional: bool = False


class Marked(NamedTuple):
    """A text without its marks, and the marks in reading order."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def required(self) -> tuple[Mark, ...]:
        """The marks that have to be found."""
        return tuple(mark for mark in self.marks if not mark.optional)


class Comparison(NamedTuple):
    """Which marks were not found, which findings belong to no mark, and which found a mark a second time."""

    missed: tuple[Mark, ...]
    false: tuple[Diagnostic, ...]
    doubled: tuple[Diagnostic, ...]

    @property
    def is_perfect(self) -> bool:
        """Whether findings and marks agree."""
        return not (self.missed or self.false or self.doubled)


def parse(words: str) -> Marked:
    """The clean text and its marks; raises ``ValueError`` for a mark that does not parse."""
    parts: list[str] = []
    marks: list[Mark] = []
    at = size = 0
    for match in _MARK.finditer(words):
        before, inner = words[at : match.start()], match[2]
        size += len(before)
        span = Span(size, size + len(inner))
        marks += [Mark(code.rstrip("?"), span, code.endswith("?")) for code in match[1].split("+")]
        parts += [before, inner]
        size += len(inner)
        at = match.end()
    text = "".join([*parts, words[at:]])
    if stray := re.search("[⟦⟧]", text):
        raise ValueError(f"a mark that does not parse: {text[max(0, stray.start() - 12) :][:40]!r}")
    return Marked(text, tuple(marks))


def family(code: str) -> str:
    """XX301 → XX3."""
    return code[:-2]


def loud(diagnostics: Iterable[Diagnostic], families: Sequence[str] = ("XX",)) -> tuple[Diagnostic, ...]:
    """The errors and warnings of some families."""
    return tuple(d for d in diagnostics if d.severity != "info" and d.code.startswith(tuple(families)))


def compare(marks: Sequence[Mark], findings: Sequence[Diagnostic], strict: bool = False) -> Comparison:
    """Give each mark at most one finding and each finding at most one mark, the closest first."""
    fits = sorted(
        (mark.optional, finding.code != mark.code, _distance(mark.span, finding.span), m, f)
        for m, mark in enumerate(marks)
        for f, finding in enumerate(findings)
        if (_is_exact(mark, finding) if strict else _is_near(mark, finding))
    )
    finding_of: dict[int, int] = {}
    used: set[int] = set()
    for *_, m, f in fits:
        if m not in finding_of and f not in used:
            finding_of[m] = f
            used.add(f)
    left = [finding for f, finding in enumerate(findings) if f not in used]
    touching = [any(_is_near(mark, finding) for mark in marks) for finding in left]
    return Comparison(
        missed=tuple(mark for m, mark in enumerate(marks) if m not in finding_of and not mark.optional),
        false=tuple(finding for finding, near in zip(left, touching, strict=True) if not near),
        doubled=tuple(finding for finding, near in zip(left, touching, strict=True) if near),
    )


def _distance(one: Span, other: Span) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)


def _is_exact(mark: Mark, finding: Diagnostic) -> bool:
    return (mark.code, mark.span) == (finding.code, finding.span)


def _is_near(mark: Mark, finding: Diagnostic) -> bool:
    size = max(finding.span.end - finding.span.start, 1)
    return (
        family(mark.code) == family(finding.code)
        and mark.span.overlaps(finding.span)
        and size <= 2 * (mark.span.end - mark.span.start) + 8
    )


def tell(text: str, comparison: Comparison) -> list[str]:
    """One line for each disagreement, for the message of a failing test."""
    return [
        *(f"missed  {mark.code} {around(text, mark.span)}" for mark in comparison.missed),
        *(
            f"false   {finding.code} {around(text, finding.span)} {finding.message}"
            for finding in comparison.false
        ),
        *(
            f"doubled {finding.code} {around(text, finding.span)} {finding.message}"
            for finding in comparison.doubled
        ),
    ]


def around(text: str, span: Span) -> str:
    """The words at a span in brackets, with some of their neighbours."""
    before, after = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 12]
    return f"{before}[{span.of(text)}]{after}".replace("\n", "⏎")
