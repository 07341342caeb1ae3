"""Word's XML → the text that a reader of the page sees, each part of it once.

The walk follows the order of the page: body, headers, footers, footnotes, endnotes, text boxes.  Tracked insertions
count, deletions do not; of two versions of one drawing one is read; hidden text is not.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from xxlint.document import Cell, Layout, MarkKind, Part, Where
from xxlint.formats.docx.controls import control_of
from xxlint.formats.docx.drawings import Unchecked, boxes, fallback, shown
from xxlint.formats.docx.fields import Fields, prompt_of
from xxlint.formats.docx.numbering import SYMBOL_FONTS, Label, Numbering
from xxlint.formats.docx.package import Package
from xxlint.formats.docx.sections import shown_headers
from xxlint.formats.docx.sheet import Anchor, Piece, Sheet
from xxlint.formats.docx.styles import Styles
from xxlint.formats.docx.values import VAL, child, is_on, number_of, text_of
from xxlint.formats.docx.xml import MC, XML, W
from xxlint.span import Span
from xxlint.words import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

_P, _PPR, _RPR, _T, _R = W + "p", W + "pPr", W + "rPr", W + "t", W + "r"
_STYLE, _TABLE, _CONTROL, _CONTENT = W + "pStyle", W + "tbl", W + "sdt", W + "sdtContent"
_SPACE, _AUTHOR, _ID = XML + "space", W + "author", W + "id"
_PRESERVE, _XML_BLANKS = "preserve", " \t\n\r"
_FULL_WIDTH_ENDS = "、）．。：，】〕》"
_MOST_COLUMNS = 1000


class Reading(NamedTuple):
    """A Word file as read: the text, and the elements behind it.

    ``anchors`` has one entry for each block of the layout, ``pieces`` are in the order of the text, and so are
    ``signs``: tabs, breaks, symbols and the like.  ``commented`` tells by the id of a comment which words it is on.
    """

    package: Package
    text: str
    prose: str
    layout: Layout
    not_checked: tuple[Words, ...]
    pieces: tuple[Piece, ...]
    anchors: tuple[Anchor, ...]
    obstacles: tuple[int, ...]
    commented: dict[str, Span]
    signs: tuple[Piece, ...]


def walk(package: Package) -> Reading:
    """Read all stories of a package; raises ``Unreadable``."""
    reader = _Reader(package)
    reader.read()
    sheet = reader.sheet
    text = sheet.text()
    return Reading(
        package,
        text,
        sheet.prose(text),
        sheet.layout(),
        reader.unchecked.words(),
        tuple(sheet.pieces),
        tuple(sheet.anchors),
        tuple(sheet.obstacles),
        {id_: sheet.inside(span) for id_, span in sheet.commented.items()},
        tuple(sheet.signs),
    )


class _Box(NamedTuple):
    """A text box that waits to be read: ``other`` is what an older program shows instead, if it differs."""

    content: "_Element"
    host: "_Element | None"
    part: str
    page: int | None
    other: str | None


class _Note(NamedTuple):
    """A footnote or endnote that waits to be read."""

    kind: Part
    id: str
    host: "_Element"
    page: int | None


class _Reader:
    """Goes through the parts of one file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sheet = Sheet()
        self.unchecked = Unchecked()
        self.styles = Styles(package.root(package.related("styles")))
        self.numbering_root = package.root(package.related("numbering"))
        self.tracks_format = False
        self.boxes: list[_Box] = []
        self.notes: list[_Note] = []

    def read(self) -> None:
        package = self.package
        document = package.part(package.main).root
        body = document.find(W + "body")
        if body is None:
            return
        self.tracks_format = next(document.iter(W + "rPrChange"), None) is not None
        has_pages = next(body.iter(W + "lastRenderedPageBreak"), None) is not None
        _Story(self, "body", package.main, body, page=1 if has_pages else None).read()
        self.sheet.end_story()
        for kind in ("header", "footer"):
            for name in shown_headers(package, body, kind):
                root = package.root(name)
                if root is not None:
                    _Story(self, kind, name, root).read()
            self.sheet.end_story()
        self._read_notes("footnote")
        self._read_notes("endnote")
        self._read_boxes()

    def _read_notes(self, kind: Part) -> None:
        name = self.package.related(kind + "s")
        root = self.package.root(name)
        wanted = [note for note in self.notes if note.kind == kind]
        if root is None or name is None or not wanted:
            return
        notes = {note.get(_ID): note for note in root.iter(W + kind)}
        for number, note in enumerate(wanted, 1):
            content = notes.pop(note.id, None)
            if content is not None:
                _Story(self, kind, name, content, page=note.page, host=note.host, note=number).read()
        self.sheet.end_story()

    def _read_boxes(self) -> None:
        number = 0
        for box in self.boxes:  # those inside a box are appended while it is read
            start = self.sheet.size
            story = _Story(
                self, "textbox", box.part, box.content, page=box.page, host=box.host, paragraphs=number
            )
            story.read()
            number = story.paragraphs
            if box.other is not None and self.sheet.size > start:
                self.sheet.mark_line("fallback", start, box.other)
        self.sheet.end_story()


class _Story:
    """Reads one run of paragraphs: the body, a header, a note, a text box."""

    def __init__(
        self,
        reader: _Reader,
        kind: Part,
        part: str,
        root: "_Element",
        *,
        page: int | None = None,
        host: "_Element | None" = None,
        note: int | None = None,
        paragraphs: int = 0,
    ) -> None:
        self.reader, self.sheet, self.styles = reader, reader.sheet, reader.styles
        self.kind, self.part, self.root = kind, part, root
        self.page, self.host, self.note = page, host, note
        self.numbering = Numbering(reader.numbering_root, reader.styles)
        self.fields = Fields(root)
        self.paragraphs = paragraphs
        self.tables = 0
        self.words_at = -1  # where the words of the paragraph begin, behind its label
        self.begins_on = page  # the page of these first words
        self.cell: Cell | None = None
        self.style_id: str | None = None  # of the paragraph that is being read
        self.locked = 0  # how many simple fields or prompts this place lies in

    def read(self) -> None:
        self._blocks(self.root)

    # --- paragraphs and tables -----------------------------------------------------------------------------

    def _blocks(self, container: "_Element") -> None:
        """The paragraphs and tables of a container, content controls opened."""
        joined: list[_Element] = []
        for element in self._opened_blocks(container):
            if element.tag == _P:
                joined.append(element)
                if not self._runs_on(element):
                    self._paragraph(joined)
                    joined = []
            else:
                if joined:
                    self._remainder(joined)
                    joined = []
                self._table(element)
        if joined:
            self._remainder(joined)

    def _opened_blocks(self, container: "_Element") -> "Iterator[_Element]":
        """The ``w:p`` and ``w:tbl`` of a container, through content controls and the like.

        The consumer reads an element before the next is asked for: what a control shows lies between.
        """
        for element in container:
            tag = element.tag
            if tag in (_P, _TABLE):
                yield element
            elif tag == _CONTROL:
                content = element.find(_CONTENT)
                if content is not None:
                    start = self.sheet.size
                    yield from self._opened_blocks(content)
                    self._end_control(element, start)
            elif tag in _OPEN:
                yield from self._opened_blocks(element)
            elif tag == MC + "AlternateContent":
                branch = shown(element)
                if branch is not None:
                    yield from self._opened_blocks(branch)
            elif tag in _BETWEEN_BLOCKS:
                _INLINE[tag](self, element)

    def _end_control(self, element: "_Element", start: int) -> None:
        """Mark what a content control around paragraphs, rows or cells shows."""
        if self.sheet.size == start:
            return
        if is_prompting(element):
            self.sheet.mark_line("prompt", start)
        control = control_of(element)
        if control is not None:
            self.sheet.mark_line(control.kind, start, control.words, control.choices)

    def _runs_on(self, paragraph: "_Element") -> bool:
        """Whether the paragraph's end is deleted or hidden, so that the next one goes on in its line."""
        properties = paragraph.find(_PPR)
        if properties is None:
            return False
        mark = properties.find(_RPR)
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            return True
        return self.styles.look(mark, text_of(properties, _STYLE)).hidden

    def _paragraph(self, elements: "list[_Element]") -> None:
        """One paragraph of the page; of several elements all but the last have lost their end."""
        last = elements[-1]
        properties = last.find(_PPR)
        style_id = text_of(properties, _STYLE)
        label = self.numbering.label(properties, style_id)
        written = _written(label) if label is not None else ""
        number, contents = self.paragraphs + 1, self.fields.in_contents
        self.sheet.add(written)
        self._words(elements)
        self.sheet.end_paragraph(
            Where(self.kind, number, self.cell, self.begins_on, self.note),
            Anchor(last, self.part, self.host),
            len(written),
            self.styles.heading(properties, style_id),
            contents or self.styles.paragraph(style_id).contents or self.fields.in_contents,
        )

    def _remainder(self, elements: "list[_Element]") -> None:
        """What is left of paragraphs that all lost their end and have none behind them: nothing, as a rule."""
        start, number = self.sheet.size, self.paragraphs + 1
        self._words(elements)
        if self.sheet.size > start:
            where = Where(self.kind, number, self.cell, self.begins_on, self.note)
            self.sheet.end_paragraph(where, Anchor(elements[-1], self.part, self.host), 0, 0, contents=False)

    def _words(self, elements: "list[_Element]") -> None:
        self.words_at, self.begins_on = self.sheet.size, self.page
        for element in elements:
            self.paragraphs += 1
            properties = element.find(_PPR)
            self.style_id = text_of(properties, _STYLE)
            self._inline(element)
            if properties is not None:
                self._paragraph_changes(properties)

    def _paragraph_changes(self, properties: "_Element") -> None:
        """Tracked changes of the paragraph's end and of its format."""
        mark = properties.find(_RPR)
        for entry in mark if mark is not None else ():
            kind = _CHANGES.get(entry.tag)
            if kind is not None:
                self.sheet.mark(kind, self.sheet.size, entry.get(_AUTHOR) or "")
        self._format_change(properties.find(W + "pPrChange"), self.sheet.size)

    def _format_change(self, change: "_Element | None", start: int) -> None:
        if change is not None:
            self.sheet.mark("formatted", start, change.get(_AUTHOR) or "")

    def _table(self, table: "_Element") -> None:
        self.tables += 1
        number, outer = self.tables, self.cell
        merged: set[int] = set()  # columns in which a cell has begun that may reach down
        for at, row in enumerate(self._opened(table, W + "tr"), 1):
            properties = row.find(W + "trPr")
            if properties is not None:
                deleted = properties.find(W + "del")
                if deleted is not None:
                    self.sheet.mark("deleted", self.sheet.size, deleted.get(_AUTHOR) or "")
                    continue
            self._row(row, number, at, merged)
        self.cell = outer

    def _opened(self, container: "_Element", tag: str) -> "Iterator[_Element]":
        """The rows of a table or the cells of a row, through content controls; read as they come, like blocks."""
        for element in container:
            if element.tag == tag:
                yield element
            elif element.tag in _OPEN:
                start = self.sheet.size
                yield from self._opened(element, tag)
                if element.tag == _CONTROL:
                    self._end_control(element, start)

    def _row(self, row: "_Element", table: int, at: int, merged: set[int]) -> None:
        """A row: one line where each cell has one paragraph, else a line for each paragraph."""
        sheet, first = self.sheet, len(self.sheet.separators)
        column, simple, nested = 1, True, self.tables
        for cell in self._opened(row, W + "tc"):
            properties = cell.find(W + "tcPr")
            before = len(sheet.separators)
            self.cell = Cell(table, at, column)
            if _continues(properties, column, merged):
                sheet.end_line()  # merged with the cell above or on its left, which has the words
                self.paragraphs += sum(1 for _ in cell.iter(_P))
            else:
                self._blocks(cell)
            column += _columns(properties)
            simple = simple and len(sheet.separators) == before + 1
        if simple and nested == self.tables:
            sheet.join(sheet.separators[first:])

    # --- inside a paragraph --------------------------------------------------------------------------------

    def _inline(self, container: "_Element") -> None:
        for element in container:
            read = _INLINE.get(element.tag)
            if read is not None:
                read(self, element)

    def _run(self, run: "_Element") -> None:
        properties = run.find(_RPR)
        look = self.styles.look(properties, self.style_id)
        start = self.sheet.size
        for entry in run:
            read = _IN_RUN.get(entry.tag)
            if read is not None and (not look.hidden or entry.tag in _NEVER_HIDDEN):
                read(self, entry)
        if look.underlined or look.highlighted or self.fields.in_form:
            self.sheet.rule(start)
        if self.reader.tracks_format and properties is not None:
            self._format_change(properties.find(W + "rPrChange"), start)

    def _text(self, element: "_Element") -> None:
        if not self.fields.hidden:
            locked = self.locked > 0 or self.fields.inside
            self.sheet.add_piece(words_of(element), element, self.part, locked)

    def _sign(self, text: str, element: "_Element") -> None:
        if not self.fields.hidden:
            self.sheet.add_sign(text, element, self.part)

    def _break(self, element: "_Element") -> None:
        if element.get(W + "type") in ("page", "column") and self.sheet.at_start:
            return
        if not self.fields.hidden:
            self.sheet.break_line(element, self.part)

    def _symbol(self, element: "_Element") -> None:
        self._sign(_symbol(element.get(W + "char") or "", element.get(W + "font") or ""), element)

    def _newer_symbol(self, element: "_Element") -> None:
        code = next((value for name, value in element.attrib.items() if str(name).endswith("}char")), "")
        self._sign(_symbol(str(code), ""), element)

    def _page_break(self, element: "_Element") -> None:
        if self.page is not None and self.kind == "body":
            self.page += 1
            if self.sheet.size == self.words_at:
                self.begins_on = self.page

    def _field_mark(self, element: "_Element") -> None:
        prompt = self.fields.mark(element)
        if prompt:
            self._prompt(prompt, element)

    def _prompt(self, prompt: str, element: "_Element") -> None:
        start = self.sheet.size
        self._sign(prompt, element)
        self.sheet.mark("prompt", start)

    def _field_code(self, element: "_Element") -> None:
        self.fields.code(element.text or "")

    def _simple_field(self, element: "_Element") -> None:
        start = self.sheet.size
        self.locked += 1
        self._inline(element)
        self.locked -= 1
        prompt = prompt_of(element.get(W + "instr") or "")
        if prompt and self.sheet.size == start:
            self._prompt(prompt, element)

    def _control(self, element: "_Element") -> None:
        """A content control inside a paragraph."""
        content = element.find(_CONTENT)
        if content is not None:
            start = self.sheet.size
            self._inline(content)
            if is_prompting(element):
                self.sheet.mark("prompt", start)
            control = control_of(element)
            if control is not None:
                self.sheet.mark(control.kind, start, control.words, control.choices)

    def _inserted(self, element: "_Element") -> None:
        start = self.sheet.size
        self._inline(element)
        self.sheet.mark("inserted", start, element.get(_AUTHOR) or "")

    def _deleted(self, element: "_Element") -> None:
        """Deleted words are not seen; fields that were deleted with them still open and close."""
        self.sheet.mark("deleted", self.sheet.size, element.get(_AUTHOR) or "")

    def _ruby(self, element: "_Element") -> None:
        base = element.find(W + "rubyBase")
        if base is not None:
            self._inline(base)

    def _math(self, element: "_Element") -> None:
        text = "".join(part.text or "" for part in element.iter(_MATH_TEXT))
        self._sign(text.replace("\n", " "), element)

    def _note(self, element: "_Element", kind: Part) -> None:
        run = element.getparent()
        self.sheet.obstacles.append(self.sheet.size)
        if run is not None and self.kind == "body":
            self.reader.notes.append(_Note(kind, element.get(_ID) or "", run, self.page))

    def _drawing(self, element: "_Element", other: str | None = None) -> None:
        self.sheet.obstacles.append(self.sheet.size)
        self.sheet.drawings.append(self.sheet.size)
        self.reader.unchecked.see(element)
        run = element.getparent()
        while run is not None and run.tag != _R:
            run = run.getparent()
        host = self.host if self.host is not None else run
        for content in boxes(element):
            self.reader.boxes.append(_Box(content, host, self.part, self.page, other))
            other = None

    def _alternative(self, element: "_Element") -> None:
        """One drawing, written twice: for Word of today and for older programs."""
        branch = shown(element)
        if branch is None:
            return
        old = fallback(element)
        drawn = list(boxes(branch))
        if not drawn:
            self._children(branch)
            return
        other = _written_in(old) if old is not None else ""
        same = other == "".join(_written_in(box) for box in drawn)
        self._drawing(branch, None if same else other or None)  # a fallback without words says nothing else

    def _children(self, branch: "_Element") -> None:
        """The children of a branch, of which some stand in runs and some beside them."""
        for entry in branch:
            read = _IN_RUN.get(entry.tag) or _INLINE.get(entry.tag)
            if read is not None:
                read(self, entry)

    def _comment_start(self, element: "_Element") -> None:
        self.sheet.commented[element.get(_ID) or ""] = Span(self.sheet.size, self.sheet.size)

    def _comment_end(self, element: "_Element") -> None:
        id_ = element.get(_ID) or ""
        start = self.sheet.commented.get(id_, Span(self.sheet.size, 0)).start
        self.sheet.commented[id_] = Span(start, self.sheet.size)

    def _comment_reference(self, element: "_Element") -> None:
        self.sheet.commented.setdefault(element.get(_ID) or "", Span(self.sheet.size, self.sheet.size))


_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATH_TEXT = _MATH + "t"

_Read = Callable[[_Story, "_Element"], None]
_INLINE: dict[str, _Read] = {
    _R: _Story._run,
    W + "hyperlink": _Story._inline,
    W + "smartTag": _Story._inline,
    W + "customXml": _Story._inline,
    W + "dir": _Story._inline,
    W + "bdo": _Story._inline,
    W + "fldSimple": _Story._simple_field,
    _CONTROL: _Story._control,
    W + "ins": _Story._inserted,
    W + "moveTo": _Story._inserted,
    W + "del": _Story._deleted,
    W + "moveFrom": _Story._deleted,
    MC + "AlternateContent": _Story._alternative,
    _MATH + "oMath": _Story._math,
    _MATH + "oMathPara": _Story._math,
    W + "commentRangeStart": _Story._comment_start,
    W + "commentRangeEnd": _Story._comment_end,
    W + "altChunk": lambda story, element: story.reader.unchecked.see(element),
    W + "subDoc": lambda story, element: story.reader.unchecked.see(element),
}
_IN_RUN: dict[str, _Read] = {
    _T: _Story._text,
    W + "tab": lambda story, element: story._sign("\t", element),
    W + "ptab": lambda story, element: story._sign("\t", element),
    W + "br": _Story._break,
    W + "cr": _Story._break,
    W + "noBreakHyphen": lambda story, element: story._sign("-", element),
    W + "sym": _Story._symbol,
    "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx": _Story._newer_symbol,
    W + "lastRenderedPageBreak": _Story._page_break,
    W + "fldChar": _Story._field_mark,
    W + "instrText": _Story._field_code,
    W + "ruby": _Story._ruby,
    W + "drawing": _Story._drawing,
    W + "pict": _Story._drawing,
    W + "object": _Story._drawing,
    MC + "AlternateContent": _Story._alternative,
    W + "footnoteReference": lambda story, element: story._note(element, "footnote"),
    W + "endnoteReference": lambda story, element: story._note(element, "endnote"),
    W + "commentReference": _Story._comment_reference,
}
_NEVER_HIDDEN = frozenset(
    {W + "fldChar", W + "instrText", W + "commentReference", W + "lastRenderedPageBreak"}
)
_OPEN = frozenset({_CONTROL, _CONTENT, W + "customXml", W + "ins", W + "moveTo"})
_BETWEEN_BLOCKS = frozenset({W + "commentRangeStart", W + "commentRangeEnd", W + "altChunk"})
_CHANGES: dict[str, MarkKind] = {
    W + "ins": "inserted", W + "moveTo": "inserted", W + "del": "deleted", W + "moveFrom": "deleted",
    W + "rPrChange": "formatted",
}  # fmt: skip


def words_of(element: "_Element") -> str:
    """What a reader sees of a ``w:t``: blanks at its edges only where they are kept, line ends as blanks."""
    text = element.text or ""
    if len(element):  # an XML comment between the words
        text += "".join(child.tail or "" for child in element)
    if not text:
        return text
    if (text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS) and element.get(_SPACE) != _PRESERVE:
        text = text.strip(_XML_BLANKS)
    if "\n" in text or "\r" in text or "\t" in text:
        text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return text


def is_prompting(control: "_Element") -> bool:
    """Whether a content control still shows its prompt."""
    return bool(is_on(control.find(W + "sdtPr"), W + "showingPlcHdr"))


def _written(label: Label) -> str:
    """The label as it stands in the text: a blank behind it, unless its own mark leaves one."""
    if not label.text or label.suffix == "nothing" or label.text[-1] in _FULL_WIDTH_ENDS:
        return label.text
    return label.text if label.text[-1].isspace() else label.text + " "


def _columns(properties: "_Element | None") -> int:
    """How many columns of the grid a cell takes."""
    return max(1, min(number_of(properties, W + "gridSpan") or 1, _MOST_COLUMNS))


def _continues(properties: "_Element | None", column: int, merged: set[int]) -> bool:
    """Whether a cell goes on from the one above or on its left, or was deleted; keeps ``merged`` up to date."""
    down = child(properties, W + "vMerge")
    if down is None:
        merged.discard(column)
    elif down.get(VAL, "continue") == "continue":
        return column in merged
    else:
        merged.add(column)
    across = child(properties, W + "hMerge")
    if across is not None and across.get(VAL, "continue") == "continue":
        return column > 1
    return child(properties, W + "cellDel") is not None


def _written_in(element: "_Element") -> str:
    """The words under an element, however they are laid out."""
    return "".join(part.text or "" for part in element.iter(_T))


_SYMBOLS = {0x6F: "□", 0xA3: "□", 0xA8: "□", 0x71: "□", 0x52: "☑", 0xFE: "☑", 0x53: "☒", 0xFD: "☒", 0x54: "☒",
            0xFC: "✓", 0x50: "✓", 0xFB: "✗", 0x4F: "✗"}  # fmt: skip


def _symbol(code: str, font: str) -> str:
    """The sign of a symbol font, as Unicode has it: boxes and ticks of Wingdings; any other is a bullet."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= value <= 0xF0FF or (value <= 0xFF and font.lower().startswith(SYMBOL_FONTS)):
        return _SYMBOLS.get(value & 0xFF, "•")
    if value < 0x20 or 0xD800 <= value <= 0xDFFF or value > 0x10FFFF:
        return ""
    return chr(value)
