"""The paragraphs and sentences of a report by what they say, so that two reports can be compared.

A sentence is compared by its key: Chinese characters, letters and figures, without its label, marks and blanks, and
without the number of a year and the report's own place, the first things that are changed in somebody's text.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from xxlint.analysis.copies import LABEL
from xxlint.analysis.lines import BLANKS
from xxlint.patterns import lazy
from xxlint.span import Span

LEAST = 10  # characters of a key from which a sentence counts: shorter ones stand in any report

_SENTENCE = lazy(r"[^。！？；\n]+[。！？；]*")
_KEPT = lazy(r"[\u4e00-\u9fffA-Za-z]+|\d+(?:\.\d+)?%?")
_YEAR = lazy(r"(?:19|20)\d\d(?=年)")


class Sentence(NamedTuple):
    """A sentence, from its first word to its closing mark, and its key."""

    span: Span
    key: str


class Paragraph(NamedTuple):
    """A paragraph with its label, its key, and those of its sentences that count."""

    span: Span
    key: str
    sentences: tuple[Sentence, ...]


class Passages:
    """The paragraphs of a text in half-width forms, and where each of them and of their sentences stands first.

    ``places`` are the names of the report's own place, which its keys leave out.
    """

    def __init__(self, folded: str, places: tuple[str, ...] = ()) -> None:
        self._folded = folded
        self._places = places

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs that say something, in reading order."""
        return tuple(self._paragraphs())

    @cached_property
    def paragraph_at(self) -> dict[str, int]:
        """Where each paragraph stands first, by its key."""
        return {p.key: p.span.start for p in reversed(self.paragraphs)}

    @cached_property
    def sentence_at(self) -> dict[str, Span]:
        """Where each sentence that counts stands first, by its key."""
        return {s.key: s.span for p in reversed(self.paragraphs) for s in reversed(p.sentences)}

    def _paragraphs(self) -> Iterator[Paragraph]:
        at = 0
        for line in self._folded.split("\n"):
            sentences = tuple(_sentences(line, at, self._places))
            if sum(len(sentence.key) for sentence in sentences) >= LEAST:
                span = Span(at + len(line) - len(line.lstrip(BLANKS)), sentences[-1].span.end)
                key = "".join(sentence.key for sentence in sentences)
                yield Paragraph(span, key, tuple(s for s in sentences if len(s.key) >= LEAST))
            at += len(line) + 1


def _sentences(line: str, at: int, places: tuple[str, ...]) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(line):
        label = LABEL.match(line, match.start(), match.end())
        start = label.end() if label else match.start()
        words = line[start : match.end()]
        for place in places:
            if place in words:
                words = words.replace(place, "")
        if key := "".join(_KEPT.findall(_YEAR.sub("", words) if "年" in words else words)):
            yield Sentence(Span(at + start, at + match.start() + len(match[0].rstrip())), key)
