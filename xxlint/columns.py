"""Plain tables: cells under each other, where a Chinese character takes two columns of a terminal."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

_GAP = "  "


def aligned(rows: Sequence[Sequence[str]], right: int) -> Iterator[str]:
    """A line for each row, numbers from column ``right`` on flush to the right."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        padded = (
            _padded(cell, width, at >= right)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        yield _GAP.join(padded).rstrip() + "\n"


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
