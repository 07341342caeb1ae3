"""Lines and columns for programs that count a column in bytes of UTF-8."""

from xxlint.span import LineIndex, Position


class ByteColumns:
    """Positions in one text, both from 1; in a long line an offset costs what lies between it and the one before."""

    def __init__(self, text: str, index: LineIndex) -> None:
        self._text = text
        self._index = index
        self._line, self._offset, self._bytes = 0, 0, 0  # the last one asked for

    def position(self, offset: int) -> Position:
        """The line of ``offset``, and the byte in it where its character begins."""
        line = self._index.position(offset).line
        if line != self._line:
            self._line, self._offset, self._bytes = line, self._index.line_span(line).start, 0
        self._bytes += self._size(self._offset, offset) - self._size(offset, self._offset)
        self._offset = offset
        return Position(line, self._bytes + 1)

    def _size(self, start: int, end: int) -> int:
        """The bytes from one offset to a later one; 0 if it is none."""
        return len(self._text[start:end].encode("utf-8", "surrogatepass"))
