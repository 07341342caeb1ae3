"""A character or a word written twice: 的的, 仍然仍然, 进一步进一步."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import compiled, is_han, lazy
from xxlint.report import Report
from xxlint.span import Span

_WORD_TWICE = lazy(r"(...?)\1")
_ZEROS = b"\0\0\0\0\0*"  # two characters of UTF-16 and more
_PIECE = 500_000  # characters compared at once
_OVERLAP = 6  # the longest word twice
_NUMERALS = frozenset("一二三四五六七八九十百千万两半几每")
_REACH = 6  # characters on both sides in which the words that make it right may stand


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """``options["characters"]`` and all words but those ``options["repeatable"]`` doubled, outside of what
    ``options["pardon"]`` matches."""
    repeatable = frozenset(options["repeatable"])
    spans = [
        Span(*match.span()) for match in compiled(f"([{options['characters']}])\\1").finditer(report.prose)
    ]
    for match in _words_twice(report.prose):
        word = match[1]
        if (
            all(map(is_han, word))
            and word[0] != word[1]
            and word not in repeatable
            and word[0] not in _NUMERALS
        ):
            spans.append(Span(*match.span()))
    end = 0
    for span in sorted(spans):
        if span.start < end or report.page.is_mentioned(span):
            continue
        low = max(0, span.start - _REACH)
        if not any(
            right.start() <= span.start and span.end <= right.end()
            for right in compiled(options["pardon"]).finditer(report.prose, low, span.end + _REACH)
        ):
            end = span.end
            yield Finding(span)


def _words_twice(prose: str) -> Iterator[re.Match[str]]:
    """The matches of ``_WORD_TWICE``.

    ``re`` has nothing to skip to and tries each place.  A text xor itself, moved by the length of a word, is zero where
    the word stands twice: for one great number that takes a third of the time.
    """
    end = 0
    for start in range(0, len(prose), _PIECE):
        piece = prose[start : start + _PIECE + _OVERLAP]
        units, width = piece.encode("utf-16-le", "surrogatepass"), 2
        if len(units) > 2 * len(piece):  # a character beyond the basic plane
            units, width = piece.encode("utf-32-le", "surrogatepass"), 4
        for place in _places_of_zeros(units, width):
            match = _WORD_TWICE.match(prose, start + place) if start + place >= end else None
            if match is not None and place < _PIECE:
                end = match.end()
                yield match


def _places_of_zeros(units: bytes, width: int) -> list[int]:
    """Where two or three characters of so many bytes are the same as those behind them, in order."""
    number, places = int.from_bytes(units, "little"), set[int]()
    for size in (2, 3):
        apart = number ^ number >> 8 * width * size
        for zeros in re.finditer(_ZEROS, apart.to_bytes(len(units), "little")):
            places.update(range(-(-zeros.start() // width), zeros.end() // width - size + 1))
    return sorted(places)
