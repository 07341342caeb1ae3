"""Paragraphs, as a reader of some format finds them, laid out to one text with a ``Layout``."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from xxlint.document import Block, Layout, Where
from xxlint.span import Span

_WIDE = "、．。：）】〕》"  # after a label that ends in one of these there is no gap


class Paragraph(NamedTuple):
    """The words of a paragraph, without its end; ``label`` is an automatic number, "" for none.

    One that ``goes_on`` is the rest of the one before it, on the next page.
    """

    words: str
    where: Where
    label: str = ""
    heading: int = 0
    goes_on: bool = False


Line = tuple[Paragraph, ...]
"""What stands on one line of the text: a paragraph, or those of a table's row."""


def row(cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """The lines of a table's row: one if each cell has one paragraph, else every paragraph is a line."""
    if all(len(cell) == 1 and len(cell[0]) == 1 for cell in cells):
        yield tuple(cell[0][0] for cell in cells)
    else:
        yield from (line for line in chain.from_iterable(cells) if any(one.words for one in line))


def lay_out(lines: Iterable[Line]) -> tuple[str, Layout]:
    """The text of the body, a line a line, tabs between the paragraphs of a row; and where each stands."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(lines):
        for column, paragraph in enumerate(line):
            between = ("" if paragraph.goes_on else "\t") if column else "\n" if number else ""
            start = at + len(between)
            labelled = start + len(paragraph.label)
            gap = " " if paragraph.label and paragraph.label[-1] not in _WIDE and paragraph.words else ""
            at = labelled + len(gap) + len(paragraph.words)
            pieces += between, paragraph.label, gap, paragraph.words
            blocks.append(Block(Span(start, at), paragraph.where, Span(start, labelled), paragraph.heading))
    return "".join(pieces), Layout(tuple(blocks), (Span(0, at),))
