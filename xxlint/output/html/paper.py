"""The report itself as HTML: lines with their numbers, or paragraphs, tables and the parts of a file without lines.

The words, read in a row, are the text of the report; only the names of the parts (``h3.part``) are added.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from xxlint.analysis.enumerations import enumerations
from xxlint.analysis.labels import find_labels
from xxlint.analysis.outline import Outline
from xxlint.document import NO_LAYOUT, Block, Cell, Layout, Part, Where, stories_of
from xxlint.output import View
from xxlint.output.html.marks import Found, Piece, pieces_by_block, woven
from xxlint.places import STORIES
from xxlint.results import FileResult
from xxlint.span import LineIndex

_HEADING = 40  # characters of the longest heading
_ENDS = ("。", "；", "！", "？", "…", "”", "）")  # of a paragraph of running text


class Heading(NamedTuple):
    """A section of the outline: the paragraph it begins in, and where it begins and ends in the text."""

    level: int
    words: str
    block: int
    start: int
    end: int


class Paper:
    """One report, cut into paragraphs (of a text: lines) that are numbered from 0."""

    def __init__(self, result: FileResult, file: int) -> None:
        self.result = result
        self.file = file
        self.text = result.text
        self.layout = result.layout
        self.starts = _starts(result)
        self.headings = _headings(result, self.block) if result.status == "checked" else []
        self.headed = frozenset(heading.block for heading in self.headings)

    def block(self, offset: int) -> int:
        """Which paragraph holds an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def anchor(self, block: int) -> str:
        """The name of a paragraph on the page."""
        return f"p{self.file}-{block}"

    def _is_heading(self, block: int) -> bool:
        """Whether a section begins with this paragraph, and has it for its heading."""
        words = self.text[self.starts[block] : self._end(block)].rstrip()
        return block in self.headed and len(words) <= _HEADING and not words.endswith(_ENDS[:4])

    def html(self, found: Sequence[Found], view: View) -> Iterator[str]:
        """The whole text with its marks."""
        pieces = pieces_by_block(found, self.starts, len(self.text))
        yield '<article class="paper" lang="zh-CN">'
        if self.layout is None:
            yield from self._lines(pieces)
        else:
            yield from self._parts(self.layout, pieces, view)
        yield "</article>\n"

    def _end(self, block: int) -> int:
        return self.starts[block + 1] if block + 1 < len(self.starts) else len(self.text)

    def _woven(self, block: int, pieces: Mapping[int, Sequence[Piece]], end: int | None = None) -> str:
        start = self.starts[block] if block else 0
        return "".join(
            woven(self.text, start, self._end(block) if end is None else end, pieces.get(block, ()))
        )

    def _lines(self, pieces: Mapping[int, Sequence[Piece]]) -> Iterator[str]:
        for line in range(len(self.starts)):
            heading = " class=heading" if self._is_heading(line) else ""
            yield f'<p id="{self.anchor(line)}" data-l="{line + 1}"{heading}>{self._woven(line, pieces)}</p>'

    def _parts(self, layout: Layout, pieces: Mapping[int, Sequence[Piece]], view: View) -> Iterator[str]:
        page: int | None = None
        for (part, note), inside in groupby(
            enumerate(layout.blocks), key=lambda item: _part_of(item[1].where)
        ):
            if part != "body":
                name = STORIES[part].to(view.lang) + view.say("", " " if note else "") + str(note or "")
                yield f'<h3 class="part">{name}</h3>'
            for _, together in groupby(inside, key=_table_of):
                members = list(together)
                where = members[0][1].where
                if part == "body" and where.page is not None and where.page != page:
                    yield self._page(where.page, view)
                    page = where.page
                if where.cell is None:
                    yield self._paragraph(*members[0], pieces)
                else:
                    page = members[-1][1].where.page
                    yield from self._table(members, pieces)

    def _page(self, page: int, view: View) -> str:
        about = "" if self.result.format == "pdf" else view.say("约", "about ")
        return f'<div class="page" data-t="{about}{view.say(f"第{page}页", f"page {page}")}"></div>'

    def _paragraph(self, at: int, block: Block, pieces: Mapping[int, Sequence[Piece]]) -> str:
        words = self._woven(at, pieces)
        name = self.anchor(at)
        if block.heading:
            tag = f"h{min(block.heading + 2, 6)}"
            return f'<{tag} id="{name}">{words}</{tag}>'
        kind = ""
        if self._is_heading(at):
            kind = " class=heading"
        elif block.where.part == "body" and block.span.of(self.text).rstrip().endswith(_ENDS):
            kind = " class=running"
        return f'<p id="{name}"{kind}>{words}</p>'

    def _table(
        self, members: Sequence[tuple[int, Block]], pieces: Mapping[int, Sequence[Piece]]
    ) -> Iterator[str]:
        """Rows and cells; what stands between two cells in the text is kept, unseen."""
        width = max(_cell(block).column for _, block in members)
        yield '<div class="table"><table>'
        for _, row in groupby(members, key=lambda item: _cell(item[1]).row):
            yield "<tr>"
            cells = [
                (column, list(cell)) for column, cell in groupby(row, key=lambda item: _cell(item[1]).column)
            ]
            if cells[0][0] > 1:
                yield _td(cells[0][0] - 1) + "</td>"
            columns = [column for column, _ in cells]
            for (column, cell), following in zip(cells, [*columns[1:], width + 1], strict=True):
                yield _td(following - column)
                for at, block in cell:
                    words = self._woven(at, pieces, block.span.end)
                    after = escape(self.text[block.span.end : self._end(at)])
                    yield f'<p id="{self.anchor(at)}">{words}<span hidden>{after}</span></p>'
                yield "</td>"
            yield "</tr>"
        yield "</table></div>"


def _starts(result: FileResult) -> tuple[int, ...]:
    """Where the paragraphs begin; a line end at the very end begins none."""
    if result.layout is not None:
        return tuple(block.span.start for block in result.layout.blocks)
    index = LineIndex(result.text)
    starts = [index.line_span(line + 1).start for line in range(len(index))]
    return tuple(starts[:-1] if len(starts) > 1 and starts[-1] == len(result.text) else starts)


def _part_of(where: Where) -> tuple[Part, int | None]:
    return where.part, where.note


def _table_of(item: tuple[int, Block]) -> tuple[bool, int]:
    """What stands together: the cells of one table; every other paragraph stands alone."""
    at, block = item
    return (True, block.where.cell.table) if block.where.cell is not None else (False, at)


def _cell(block: Block) -> Cell:
    return block.where.cell or Cell(1, 1, 1)


def _td(columns: int) -> str:
    return f'<td colspan="{columns}">' if columns > 1 else "<td>"


def _headings(result: FileResult, block: Callable[[int], int]) -> list[Heading]:
    """The outline of the body; ``block`` tells which paragraph holds an offset."""
    body = stories_of(result.document)[0]
    prose, markdown, layout = body.prose or body.text, body.format == "markdown", body.layout or NO_LAYOUT
    lists = enumerations(prose, find_labels(prose, markdown, layout), markdown)
    levels = {block.span.start: block.heading for block in layout.blocks if block.heading}
    return [
        Heading(s.level, s.heading, block(s.span.start), *s.span)
        for s in Outline(prose, lists, markdown, levels)
    ]
