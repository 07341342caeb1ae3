"""A place told again by its sentence, in a text where other words of the sentence have changed meanwhile.

The sentence is written with the place marked, 完成投资⟦XX⟧亿元，由XX局牵头: what is still to be filled in beside the
place, and every figure, may have become any words by now; the others must stand as they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from xxlint.span import Span

OPEN, CLOSE = "⟦", "⟧"
WALL = " | "  # stands between two cells

_HOLES = 2  # places on either side that may have been filled; what lies beyond is not compared
_LEAST = 6  # characters that must be the same
_MOST = 60  # characters that may stand in a place now
_NEAR = 400  # characters around the longest words in which the sentence lies
_FOUND = 50  # sentences that are looked at: so many alike tell nothing
_FIGURE = re.compile(r"\d[\d.,]*")
_SENTENCE_START = r"(?<![^。！？\r\n])"
_SENTENCE_END = r"(?=[。！？\r\n]|\Z)"


class Sought(NamedTuple):
    """What a sentence is found by: words that stand in it, and its pattern with the place as the group "here"."""

    words: str
    pattern: re.Pattern[str]


def marked(text: str, sentence: Span, place: Span) -> str:
    """The sentence on one line with the place marked."""
    left, right = text[sentence.start : place.start], text[place.end : sentence.end]
    return f"{_plain(left).lstrip()}{OPEN}{_plain(place.of(text))}{CLOSE}{_plain(right).rstrip()}"


class Shown(NamedTuple):
    """A sentence of a sheet: its text, and the place in it."""

    text: str
    place: Span


def unmarked(context: str) -> Shown | None:
    """The sentence that ``marked`` wrote; None for words without a place."""
    left, opened, rest = context.partition(OPEN)
    words, closed, right = rest.partition(CLOSE)
    if not opened or not closed:
        return None
    left, words, right = (part.replace(WALL, "\t") for part in (left, words, right))
    return Shown(left + words + right, Span(len(left), len(left) + len(words)))


def seek(text: str, sentence: Span, place: Span, holes: Iterable[Span]) -> Sought | None:
    """How to find a sentence of ``text`` elsewhere; ``holes`` are all its places that may have been filled there.

    None where too little would be left to tell it by.
    """
    others = sorted(span for span in holes if not span.overlaps(place))
    left, right = Span(sentence.start, place.start), Span(place.end, sentence.end)
    before = _pieces(
        text, left, [span for span in others if left.start <= span.start and span.end <= left.end]
    )
    after = _pieces(
        text, right, [span for span in others if right.start <= span.start and span.end <= right.end]
    )
    before, after = before[-_HOLES - 1 :], after[: _HOLES + 1]
    literal = [piece for piece in (*before, *after) if piece]
    if sum(map(len, literal)) < _LEAST:
        return None
    any_words = rf"[^\n]{{0,{_MOST}}}?"
    pattern = (
        f"{any_words.join(map(_pattern, before))}(?P<here>{any_words}){any_words.join(map(_pattern, after))}"
    )
    if left.start == left.end:
        pattern = _SENTENCE_START + pattern
    if right.start == right.end:
        pattern += _SENTENCE_END
    return Sought(max(map(_longest, literal), key=len), re.compile(pattern))


def places(sought: Sought, text: str) -> Iterator[Span]:
    """Where the place is in ``text``: once for each sentence like the one that is sought."""
    seen: set[Span] = set()
    for at in islice(_occurrences(text, sought.words), _FOUND):
        start = max(text.rfind("\n", max(0, at - _NEAR), at) + 1, at - _NEAR, 0)
        end = text.find("\n", at, at + _NEAR)
        for match in sought.pattern.finditer(text, start, end if end >= 0 else at + _NEAR):
            span = Span(*match.span("here"))
            if span not in seen:
                seen.add(span)
                yield span


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _plain(words: str) -> str:
    return words.replace("\t", WALL).replace("\v", " ").replace("\r", "")


def _pieces(text: str, part: Span, holes: Sequence[Span]) -> list[str]:
    """The words of a part between its holes."""
    pieces, at = [], part.start
    for start, end in holes:
        pieces.append(text[at:start])
        at = end
    return [*pieces, text[at : part.end]]


def _longest(piece: str) -> str:
    """The longest words of a piece that stand in the text just so."""
    return max(re.split(rf"{_FIGURE.pattern}|[ \v]+", piece), key=len)


def _pattern(piece: str) -> str:
    parts = []
    at = 0
    for figure in _FIGURE.finditer(piece):
        parts += [_literal(piece[at : figure.start()]), r"\d[\d.,]*"]
        at = figure.end()
    return "".join([*parts, _literal(piece[at:])])


def _literal(words: str) -> str:
    return re.sub(r"(?:\\ |\v|\\\v)+", r"[ \\v]*", re.escape(words))
