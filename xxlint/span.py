"""Where something stands: spans of code points, edits, and the lines of a text.

A ``Span`` is the one position language inside xxlint.  Lines and columns are made here, and only for printing.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")  # U+2028, form feed and vertical tab end no line


class Span(NamedTuple):
    """A half-open range of code points of ``Document.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers in ``text``."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The same range, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character; an empty span shares the character that it stands on."""
        return self.start < max(other.end, other.start + 1) and other.start < max(self.end, self.start + 1)


class Edit(NamedTuple):
    """Replace the words at ``span`` with ``text``."""

    span: Span
    text: str


class Position(NamedTuple):
    """A place as editors count it: line and column from 1, columns in code points."""

    line: int
    column: int


class LineIndex:
    """Turns offsets of one text into positions and back; ``\\n``, ``\\r\\n`` and ``\\r`` end a line."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        if "\r" in text:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        else:  # in a third of the time
            self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Line and column of ``offset`` (0 to the text's length)."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The inverse of ``position``."""
        return self._starts[position.line - 1] + position.column - 1

    def line_span(self, line: int) -> Span:
        """The span of a line (from 1) with its ending."""
        end = self._starts[line] if line < len(self._starts) else self._size
        return Span(self._starts[line - 1], end)
