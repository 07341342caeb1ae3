"""Where something stands, in the words of every output.

A text has lines and columns.  A file without lines (Word, PDF, a web page) has paragraphs, cells, notes, and pages as
far as it tells them; a line number would lead nobody anywhere.  What has to be counted in which file, and how it is
said, is decided here; the outputs choose how much of it they have room for.
"""

from bisect import bisect_right
from functools import cached_property
from typing import Any, NamedTuple

from xxlint.document import SOFT_BREAK, Part, Where
from xxlint.results import FileResult
from xxlint.span import LineIndex, Span
from xxlint.words import Lang, Words

WHOLE = Span(0, 0)
"""The span of what is said of the file as a whole."""

STORIES: dict[Part, Words] = {
    "body": Words("正文", "body"),
    "header": Words("页眉", "header"),
    "footer": Words("页脚", "footer"),
    "footnote": Words("脚注", "footnote"),
    "endnote": Words("尾注", "endnote"),
    "textbox": Words("文本框", "text box"),
}
"""The names of the parts of a file."""

_ONE_PARAGRAPH = ("header", "footer", "footnote", "endnote")  # parts that mostly have no second one


class Spot(NamedTuple):
    """A place in short, for a column of a table; ``page`` is "" where the file tells none."""

    place: str
    page: str = ""


class Places:
    """Says where the spans of one result stand."""

    def __init__(self, result: FileResult, lang: Lang = "zh") -> None:
        self._lang: Lang = lang
        self._blocks = result.layout.blocks if result.layout is not None else ()
        self._starts = [block.span.start for block in self._blocks]
        self._exact = result.format == "pdf"
        self.has_lines = result.layout is None
        # a soft break is no sign that anybody sees; the text keeps its length
        self.text = result.text if self.has_lines else result.text.replace(SOFT_BREAK, " ")

    @cached_property
    def index(self) -> LineIndex:
        """The lines of the text."""
        return LineIndex(self.text)

    def block(self, offset: int) -> int:
        """Which paragraph holds ``offset``; what lies between two belongs to the one before.  -1 in a text."""
        return max(0, bisect_right(self._starts, offset) - 1) if self._starts else -1

    def where(self, span: Span) -> Where | None:
        """Where a span begins in a file without lines; None for the file as a whole, and in a text."""
        return self._blocks[self.block(span.start)].where if self._starts and span != WHOLE else None

    def number(self, span: Span) -> int:
        """The number of the line, or of the paragraph."""
        where = self.where(span)
        return where.paragraph if where is not None else self.index.position(span.start).line

    def mark(self, span: Span) -> str:
        """The place behind a path, as grep and editors know it: 4:11; else without a colon: 第12段(约第3页).

        An editor takes no such word for a line to jump to.
        """
        if self.has_lines:
            line, column = self.index.position(span.start)
            return f"{line}:{column}"
        where = self.where(span)
        if where is None:
            return self._say("全文", "whole file")
        parts, page = self._parts(where), self._page(where)
        return self._say("", ", ").join(parts) + (f"{self._say('', ' ')}({page})" if page else "")

    def words(self, span: Span) -> str:
        """The place in full, for people: 第12段 约第3页; nothing in a text, where the line's number says it."""
        where = self.where(span)
        if where is None:
            return "" if self.has_lines else self._say("全文", "whole file")
        return self._say(" ", ", ").join(filter(None, (*self._parts(where), self._page(where))))

    def spot(self, span: Span) -> Spot:
        """The place in short; of a text its line."""
        where = self.where(span)
        if where is None:
            return Spot(str(self.number(span)) if self.has_lines else self._say("全文", "whole file"))
        return Spot(" ".join(self._parts(where, short=True)), self._page(where, short=True))

    def point(self, offset: int) -> dict[str, int | None]:
        """An offset for machines, with line and column where there are any."""
        line, column = self.index.position(offset) if self.has_lines else (None, None)
        return {"offset": offset, "line": line, "column": column}

    def data(self, span: Span) -> dict[str, Any] | None:
        """The same as ``where``, for machines."""
        where = self.where(span)
        return where and {**where._asdict(), "cell": where.cell and where.cell._asdict()}

    def _say(self, zh: str, en: str) -> str:
        return en if self._lang == "en" else zh

    def _parts(self, where: Where, short: bool = False) -> list[str]:
        """From the outside in: 页眉, 表2, 第3行第4列."""
        parts = []
        if where.part != "body":
            number = where.note or ""
            story = STORIES[where.part].to(self._lang)
            parts.append(f"{story}{self._say('', ' ')}{number}".rstrip())
        if where.cell is not None:
            table, row, column = where.cell
            zh = (f"表{table}", f"{row}行{column}列" if short else f"第{row}行第{column}列")
            en = (
                f"table {table}",
                *((f"r{row} c{column}",) if short else (f"row {row}", f"column {column}")),
            )
            parts += en if self._lang == "en" else zh
        elif where.paragraph > 1 or where.part not in _ONE_PARAGRAPH:
            parts.append(
                self._say(f"第{where.paragraph}段", f"{'para.' if short else 'paragraph'} {where.paragraph}")
            )
        return parts

    def _page(self, where: Where, short: bool = False) -> str:
        """约第3页; of a PDF, which has pages of its own, 第3页."""
        if where.page is None:
            return ""
        about = "" if self._exact else self._say("约", "~" if short else "about ")
        return self._say(f"{about}第{where.page}页", f"{about}{'p.' if short else 'page'} {where.page}")
