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

_WAYS = ((5, 5), (5, 0), (0, 5), (0, 0))
"""How many other places on either side are bridged; what lies beyond is not compared, for somebody may have rewritten it."""

_LEAST = 6  # characters that must be the same
_ANY = r"[^\n]{0,60}?"  # what may stand in a place now
_ANY_OF_SENTENCE = r"[^\n。！？]{0,60}?"
_NEAR = 400  # characters around the longest words in which the sentence lies
_FOUND = 50  # sentences that are looked at: so many alike tell nothing
_FIGURE = re.compile(r"\d[\d.,]*")
_SENTENCE_START = r"(?<![^。！？\r\n])"
_SENTENCE_END = r"(?=[。！？\r\n]|\Z)"


class Sought(NamedTuple):
    """What a sentence is found by: its pattern, with the place as the group "here", and words that stand in it.

    Of the words the first are the rarest, the last those that stand there whatever has become of the figures.
    """

    words: tuple[str, str]
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


def seek(text: str, sentence: Span, place: Span, holes: Iterable[Span]) -> Iterator[Sought]:
    """How to find a sentence of ``text`` elsewhere; ``holes`` are all its places that may have been filled there.

    The first way compares most of the sentence, the last just the words beside the place; there is none where too
    little would be left to tell it by.
    """
    others = sorted(span for span in holes if not span.overlaps(place))
    left, right = Span(sentence.start, place.start), Span(place.end, sentence.end)
    before = _pieces(
        text, left, [span for span in others if left.start <= span.start and span.end <= left.end]
    )
    after = _pieces(
        text, right, [span for span in others if right.start <= span.start and span.end <= right.end]
    )
    for holes_left, holes_right in _WAYS:
        sought = _sought(before[-holes_left - 1 :], after[: holes_right + 1])
        if sought is not None:
            yield sought


def _sought(before: Sequence[str], after: Sequence[str]) -> Sought | None:
    """The pattern of the words between some places, those before the place sought and those behind it."""
    literal = [piece for piece in (*before, *after) if piece]
    if sum(map(len, literal)) < _LEAST:
        return None
    first = _SENTENCE_START if before == [""] else _pattern(before[0])
    here = "(?P<here>" + (_ANY_OF_SENTENCE if before == [""] else _ANY) + ")"
    last = _SENTENCE_END if after == [""] else _pattern(after[0])
    # each step takes the nearest words and never goes back: what is sought lies near, and no search may last
    steps = [
        *(_ANY + _pattern(piece) for piece in before[1:]),
        here + last,
        *(_ANY + _pattern(piece) for piece in after[1:]),
    ]
    words = max(literal, key=len), max(map(_without_figures, literal), key=len)
    return Sought(words, re.compile(first + "".join(f"(?>{step})" for step in steps))) if words[1] else None


def places(ways: Iterable[Sought], text: str) -> list[Span]:
    """Where the place is in ``text``, by the first way that finds it: once for each sentence like the one sought."""
    return next((found for sought in ways if (found := list(_places(sought, text)))), [])


def _places(sought: Sought, text: str) -> Iterator[Span]:
    seen: set[Span] = set()
    rare, sure = sought.words
    for at in islice(_occurrences(text, rare if rare in text else sure), _FOUND):
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


def _without_figures(piece: str) -> str:
    """The longest words of a piece without figures and blanks."""
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
