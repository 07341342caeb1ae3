"""Lines and columns for programs that count a column in bytes of UTF-8."""

from xxlint.span import LineIndex, Position


class ByteColumns:
    """Positions in one text, both from 1; offsets that go forward through a long line cost what lies between them."""

    def __init__(self, text: str, index: LineIndex) -> None:
        self._text = text
        self._index = index
        self._line, self._offset, self._bytes = 0, 0, 0  # the last one asked for

    def position(self, offset: int) -> Position:
        """The line of ``offset``, and the byte in it where its character begins."""
        line = self._index.position(offset).line
        if line != self._line or offset < self._offset:
            self._line, self._offset, self._bytes = line, self._index.line_span(line).start, 0
        self._bytes += len(self._text[self._offset : offset].encode("utf-8", "surrogatepass"))
        self._offset = offset
        return Position(line, self._bytes + 1)
