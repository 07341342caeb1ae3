"""Which fixes of the findings are made: whole ones only, none that overlap, none that nobody asked for.

Pure: findings in, edits out.  What becomes of a file is the business of ``repair``.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic, Fix
from xxlint.span import Edit, Span
from xxlint.vocabulary import SEVERITIES


class Chosen(NamedTuple):
    """A fix that is made, and the findings that it mends: both brackets of a pair have the same one."""

    fix: Fix
    mended: tuple[Diagnostic, ...]


def is_offered(diagnostic: Diagnostic, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be made; ``display`` ones are for people alone."""
    fix = diagnostic.fix
    if fix is None or not fix.edits:
        return False
    return fix.applicability == "safe" or (unsafe and fix.applicability == "unsafe")


def choose(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> tuple[Chosen, ...]:
    """The fixes to make, in reading order; where two overlap, the graver finding's wins, then the earlier one's.

    Of two deletions side by side one waits for the next round: what is safe for each may not be so for both.
    """
    together: dict[tuple[Edit, ...], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix is not None and is_offered(diagnostic, unsafe):
            together.setdefault(diagnostic.fix.edits, []).append(diagnostic)
    taken: list[Span] = []
    gaps: set[int] = set()
    chosen: list[Chosen] = []
    for mended in sorted(together.values(), key=_precedence):
        fix = mended[0].fix
        if fix is None or not _are_free(fix.edits, taken):
            continue
        sides = {offset for edit in fix.edits if not edit.text for offset in edit.span}
        if not sides & gaps:
            gaps |= sides
            for edit in fix.edits:
                insort(taken, edit.span)
            chosen.append(Chosen(fix, tuple(mended)))
    return tuple(sorted(chosen, key=lambda one: one.mended[0].span))


def edits_of(chosen: Iterable[Chosen]) -> tuple[Edit, ...]:
    """All edits of some fixes in reading order."""
    return tuple(sorted(edit for one in chosen for edit in one.fix.edits))


def _precedence(mended: Sequence[Diagnostic]) -> tuple[int, Span, str]:
    first = min(mended, key=lambda d: (SEVERITIES.index(d.severity), d.span))
    return SEVERITIES.index(first.severity), first.span, first.code


def _are_free(edits: Sequence[Edit], taken: list[Span]) -> bool:
    """Whether no edit meets one that is made, nor another of the same fix; ``taken`` is sorted and disjoint."""
    spans = sorted(edit.span for edit in edits)
    for one, other in pairwise(spans):
        if one.overlaps(other):
            return False
    for span in spans:
        at = bisect_right(taken, span)
        if any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
            return False
    return True


# --- edits one after the other ------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """A part of a text in the making: ``words`` in place of the original's ``span``; None: the words still there."""

    span: Span
    words: str | None = None

    @property
    def size(self) -> int:
        return self.span.end - self.span.start if self.words is None else len(self.words)

    def split(self, at: int) -> "tuple[_Piece, _Piece]":
        """The two sides of a cut; of replaced words the left one stands for all of the original."""
        start, end = self.span
        if self.words is None:
            return _Piece(Span(start, start + at)), _Piece(Span(start + at, end))
        return _Piece(self.span, self.words[:at]), _Piece(Span(end, end), self.words[at:])


def composed(size: int, rounds: Iterable[Sequence[Edit]]) -> tuple[Edit, ...]:
    """Edits of a text of ``size`` characters that do at once what the rounds do one after the other.

    The edits of each round count in the text as the rounds before leave it, and do not overlap.
    """
    pieces = [_Piece(Span(0, size))]
    for edits in rounds:
        pieces = _applied(pieces, sorted(edits))
    merged: list[Edit] = []
    for span, words in pieces:
        if words is None:
            continue
        last = merged[-1].span if merged else None
        if last is not None and last.end == span.start and (last.start == last.end or span.start == span.end):
            merged[-1] = Edit(Span(last.start, span.end), merged[-1].text + words)
        else:
            merged.append(Edit(span, words))
    return tuple(edit for edit in merged if edit.text or edit.span.start < edit.span.end)


def _applied(pieces: Sequence[_Piece], edits: Sequence[Edit]) -> list[_Piece]:
    """The pieces with the edits of one round, which are sorted."""
    parts = list(_cut(pieces, sorted({offset for edit in edits for offset in edit.span})))
    done: list[_Piece] = []
    at = taken = 0
    for (start, end), words in edits:
        while taken < len(parts) and at < start:
            done.append(parts[taken])
            at += parts[taken].size
            taken += 1
        first = taken
        while taken < len(parts) and at < end:
            at += parts[taken].size
            taken += 1
        if taken > first:
            span = Span(parts[first].span.start, parts[taken - 1].span.end)
        else:
            here = parts[taken].span.start if taken < len(parts) else parts[-1].span.end
            span = Span(here, here)
        done.append(_Piece(span, words))
    return done + parts[taken:]


def _cut(pieces: Sequence[_Piece], offsets: Sequence[int]) -> Iterator[_Piece]:
    """The pieces, parted at every offset."""
    at = index = 0
    for whole in pieces:
        piece = whole
        while index < len(offsets) and offsets[index] < at + piece.size:
            if offsets[index] > at:
                left, piece = piece.split(offsets[index] - at)
                at = offsets[index]
                yield left
            index += 1
        yield piece
        at += piece.size
