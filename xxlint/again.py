"""A place told again by its sentence, in a text where other places of the sentence have been filled meanwhile.

The sentence is written with the place marked, 完成投资⟦XX⟧亿元，由XX局牵头.  What was still to be filled in beside the
place may have become any words; all others must stand as they are, from the first to the last: a sentence that somebody
rewrote is another one.  Where it is not found like that, figures may be others, but for a year's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from xxlint.patterns import each_place
from xxlint.span import Span

OPEN, CLOSE = "⟦", "⟧"
CUT = "⋯"  # where a sentence is longer than what is shown of it
WALL, BREAK = " │ ", " ⏎ "  # between two cells, between two paragraphs

_LEAST = 2  # characters that must be the same
_ANY = r"[^\n]{0,60}?"  # what may stand in a place now
_ANY_OF_SENTENCE = r"[^\n。！？]{0,60}?"
_BESIDE = 8  # characters beside a place by which it is guessed
_NEAR = 400  # characters around its rarest words in which a sentence lies
_FOUND = 200  # sentences that are looked at: so many alike tell nothing
_LABEL = (
    r"^[第（(]?(?:[一二三四五六七八九十百]+|\d+)[）)、．.章节条]"  # counts on when something is put before it
)
_VAGUE = re.compile(rf"(?P<label>{_LABEL})|(?P<wall>\s*[\n\t]\s*)|(?P<blanks>\s+)", re.MULTILINE)
_VAGUE_FIGURES = re.compile(
    rf"{_VAGUE.pattern}|(?P<figure>(?!(?:19|20)\d\d年)(?<!\d)\d[\d.,]*)", re.MULTILINE
)
_ANY_SUCH = {"label": _LABEL.removeprefix("^"), "wall": r"\s+", "blanks": r"\s*", "figure": r"\d[\d.,]*"}
_START = r"(?<![^\s。！？；：”’」』）)|])"
_END = r"(?=[\s。！？|]|\Z)"
_CLOSED = ("。", "！", "？")


class Sentence(NamedTuple):
    """The words around a place, and whether they begin and end where the sentence does."""

    span: Span
    begins: bool = True
    ends: bool = True


class Shown(NamedTuple):
    """A sentence of a sheet: its text, the place in it, and what of the sentence the text is."""

    text: str
    place: Span
    sentence: Sentence


def marked(text: str, sentence: Sentence, place: Span) -> str:
    """The sentence on one line with the place marked."""
    left, right = text[sentence.span.start : place.start], text[place.end : sentence.span.end]
    shown = f"{_plain(left.lstrip())}{OPEN}{_plain(place.of(text))}{CLOSE}{_plain(right.rstrip())}"
    return f"{'' if sentence.begins else CUT}{shown}{'' if sentence.ends else CUT}"


def unmarked(context: str) -> Shown | None:
    """The sentence that ``marked`` wrote; None for words without a place."""
    begins, ends = not context.startswith(CUT), not context.endswith(CUT)
    left, opened, rest = context.removeprefix(CUT).removesuffix(CUT).partition(OPEN)
    words, closed, right = rest.partition(CLOSE)
    if not opened or not closed:
        return None
    left, words, right = (part.replace(WALL, "\t").replace(BREAK, "\n") for part in (left, words, right))
    place = Span(len(left), len(left) + len(words))
    text = left + words + right
    return Shown(text, place, Sentence(Span(0, len(text)), begins, ends))


class Sought(NamedTuple):
    """What a sentence is found by: its pattern, with the place as the group "here", and words that stand in it.

    Of the words the first are the rarest, the last those that stand there whatever has become of the figures.
    """

    words: tuple[str, str]
    pattern: re.Pattern[str]


def seek(text: str, sentence: Sentence, place: Span, holes: Iterable[Span]) -> Iterator[Sought]:
    """How to find a sentence of ``text`` elsewhere; ``holes`` are all its places that may have been filled there.

    First with its very figures, then with any; nothing where there is nothing to tell it by.
    """
    pieces = _around(text, sentence.span, place, holes)
    start = _START if sentence.begins else ""
    end = _END if sentence.ends and not pieces[1][-1].rstrip().endswith(_CLOSED) else ""
    for vague in (_VAGUE, _VAGUE_FIGURES):
        sought = _sought(pieces, vague, start, end)
        if sought is not None:
            yield sought


def seek_beside(text: str, sentence: Sentence, place: Span, holes: Iterable[Span]) -> Iterator[Sought]:
    """The same by the words right beside the place alone; what it finds is a guess."""
    before, after = _around(text, sentence.span, place, holes)
    beside = [before[-1][-_BESIDE:]], [after[0][:_BESIDE]]
    if len(beside[0][0]) + len(beside[1][0]) >= 3 * _LEAST and (sought := _sought(beside, _VAGUE_FIGURES)):
        yield sought


def places(ways: Iterable[Sought], text: str) -> list[Span]:
    """Where the place is in ``text``, by the first way that finds it: in each sentence like the one that is sought."""
    return next((sorted(found) for sought in ways if (found := set(_places(sought, text)))), [])


def _places(sought: Sought, text: str) -> Iterator[Span]:
    rare, sure = sought.words
    for at in islice(each_place(text, rare if rare in text else sure), _FOUND):
        for match in sought.pattern.finditer(text, max(0, at - _NEAR), at + _NEAR):
            yield Span(*match.span("here"))


# the pattern


def _sought(
    pieces: tuple[Sequence[str], Sequence[str]], vague: re.Pattern[str], start: str = "", end: str = ""
) -> Sought | None:
    before, after = pieces
    words = [word for piece in (*before, *after) for word in _sure(piece)]
    if sum(map(len, words)) < _LEAST:
        return None
    head = [_pattern(piece, vague) for piece in before]
    tail = [*(_pattern(piece, vague) for piece in after[:-1]), _pattern(after[-1], vague) + end]
    # each step takes the nearest words and never goes back: what is sought lies near, and no search may last
    steps = [
        *(_ANY + piece for piece in head[1:]),
        f"(?P<here>{_ANY if before[0] else _ANY_OF_SENTENCE}){tail[0]}",
        *(_ANY + piece for piece in tail[1:]),
    ]
    pattern = re.compile(start + head[0] + "".join(f"(?>{step})" for step in steps))
    rare = max((part for piece in (*before, *after) for part in piece.split()), key=len)
    return Sought((rare, max(words, key=len)), pattern)


def _around(text: str, sentence: Span, place: Span, holes: Iterable[Span]) -> tuple[list[str], list[str]]:
    """The words between the holes before the place, and those between the holes behind it.

    A hole right beside the place is part of it: nothing tells where the one ends and the other begins.
    """
    others = sorted(span for span in holes if not span.overlaps(place))
    left, right = Span(sentence.start, place.start), Span(place.end, sentence.end)
    before = [span for span in others if left.start <= span.start and span.end <= left.end]
    after = [span for span in others if right.start <= span.start and span.end <= right.end]
    words_before, words_after = _pieces(text, left, before), _pieces(text, right, after)
    while len(words_before) > 1 and not words_before[-1]:
        words_before.pop()
    while len(words_after) > 1 and not words_after[0]:
        words_after.pop(0)
    return words_before, words_after


def _pieces(text: str, part: Span, holes: Sequence[Span]) -> list[str]:
    pieces, at = [], part.start
    for start, end in holes:
        pieces.append(text[at:start])
        at = end
    return [*pieces, text[at : part.end]]


def _pattern(piece: str, vague: re.Pattern[str]) -> str:
    """The words of a piece, with any such thing in place of what is vague."""
    parts, at = [], 0
    for found in vague.finditer(piece):
        any_such = next(_ANY_SUCH[name] for name, words in found.groupdict().items() if words is not None)
        parts += [re.escape(piece[at : found.start()]), any_such]
        at = found.end()
    return "".join([*parts, re.escape(piece[at:])])


def _sure(piece: str) -> list[str]:
    """The words of a piece that stand there as they are."""
    return [words for words in _VAGUE_FIGURES.sub("\0", piece).split("\0") if words]


def without_labels(words: str) -> str:
    """The words without the labels at the beginnings of lines."""
    return re.sub(_LABEL, "", words, flags=re.MULTILINE)


def _plain(words: str) -> str:
    words = re.sub(r"\s*\n\s*", BREAK, words)
    return words.replace("\t", WALL).replace("\v", " ").replace("\r", "")
