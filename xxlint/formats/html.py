"""Web pages: the words that a browser shows, a paragraph a line.

Offices export reports as pages, often under the name .doc; Word itself saves pages ("网页") and pages in one file
(MHTML).  The page is read as a stream of tags and never as a tree, so that no depth of nesting harms.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from xxlint.document import Cell, Document, Where
from xxlint.formats.encoding import Decoded, decode
from xxlint.formats.paragraphs import Line, Paragraph, lay_out, row
from xxlint.formats.plain import hide_addresses
from xxlint.formats.unreadable import Unreadable
from xxlint.numerals import to_chinese
from xxlint.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

_MUCH = 64 << 20  # bytes of a page
_HEAD = 4096  # bytes in which a page names its encoding


def read_html(path: str, data: bytes, encoding: str | None = None) -> Document:
    """The document of a page.  Raises ``Unreadable`` for bytes that are no text, and for far too many."""
    if len(data) > _MUCH:
        raise Unreadable(_TOO_BIG.fill(size=_MUCH >> 20))
    decoded = decode(data, encoding) if encoding else _decoded(data)
    page = _Page(_counts(decoded.text) if "reversed" in decoded.text.lower() else [])
    _feed(decoded.text, page)
    text, layout = lay_out(page.lines)
    left_out = (_PICTURES.fill(count=page.pictures),) if page.pictures else ()
    return Document(
        path, "html", text, hide_addresses(text), decoded.encoding, decoded.warnings, left_out, layout
    )


def read_mhtml(path: str, data: bytes) -> Document:
    """The document of a page in one file: a mail whose first HTML part is the page."""
    from email import message_from_bytes

    if len(data) > _MUCH:
        raise Unreadable(_TOO_BIG.fill(size=_MUCH >> 20))
    page, encoding = None, None
    try:
        for part in message_from_bytes(data.lstrip()).walk():
            if part.get_content_type() == "text/html":
                page, encoding = part.get_payload(decode=True), part.get_content_charset()
                break
    except (ValueError, LookupError, RecursionError):
        page = None
    if not isinstance(page, bytes):
        raise Unreadable(_NO_PAGE)
    try:
        return read_html(path, page, encoding)
    except Unreadable:
        return read_html(path, page)


# --- encoding ----------------------------------------------------------------------------------------------


def _decoded(data: bytes) -> Decoded:
    """The text of a page: sound UTF-8 is believed, then what the page says, then what is plausible."""
    declared = _charset().search(data[:_HEAD])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode()
        try:
            data.decode()
        except UnicodeDecodeError:
            try:
                return decode(data, name)
            except Unreadable:
                pass
    return decode(data)


@cache
def _charset() -> re.Pattern[bytes]:
    return re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)


# --- from tags to lines ------------------------------------------------------------------------------------

_HIDDEN = frozenset((
    "head", "title", "script", "style", "template", "noscript", "xml", "svg", "iframe", "object", "audio", "video",
    "canvas", "select", "datalist", "textarea", "rt", "rp",
))  # fmt: skip
_BLOCKS = frozenset((
    "html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "pre", "blockquote", "section", "article", "header",
    "footer", "nav", "aside", "main", "figure", "figcaption", "address", "form", "fieldset", "legend", "details",
    "summary", "hr", "center", "dir", "menu", "listing", "xmp", "frameset", "noframes", "hgroup", "search", "dialog",
    "br",
))  # fmt: skip
_PRE = frozenset(("pre", "listing", "xmp"))
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_NESTED = 20  # tables in one another; the rows of those further in are plain paragraphs


class _List:
    """A list whose items are being read: how they are labelled, and the number of the next."""

    def __init__(self, style: str, number: int, step: int) -> None:
        self.style = style
        self.number = number
        self.step = step


class _Table:
    """A table that is being read; ``cells`` are those of the current row, ``outer`` is where its rows go."""

    def __init__(self, number: int, outer: list[Line]) -> None:
        self.number = number
        self.outer = outer
        self.row = 0
        self.cells: list[list[Line]] = []


class _Open(NamedTuple):
    """An element that has begun, and what held before it."""

    tag: str
    hidden: bool
    pre: bool
    heading: int
    label: bool


class _Page:
    """Takes the tags and words of a page as the parser comes to them, and makes lines."""

    def __init__(self, counts: list[int]) -> None:
        self.lines: list[Line] = []
        self.pictures = 0
        self._counts = counts[::-1]  # items of each ordered list; the next list's count is the last
        self._open: list[_Open] = []
        self._hidden = self._pre = self._in_label = False
        self._heading = 0
        self._words: list[str] = []
        self._label = ""
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._sink = self.lines
        self._paragraphs = self._table_count = self._too_deep = 0

    # called by the parser

    def start(self, tag: str, attributes: "Mapping[str, str]") -> None:
        style = attributes.get("style", "").lower()
        self._open.append(_Open(tag, self._hidden, self._pre, self._heading, self._in_label))
        if tag in _BLOCKS:
            self._end_paragraph()
        self._begin_list_or_table(tag, attributes, style)
        self._hidden = (
            self._hidden
            or tag in _HIDDEN
            or "hidden" in attributes
            or bool(style and _not_shown().search(style))
        )
        if self._hidden:
            return
        if tag in _PRE or (style and "white-space:pre" in style.replace(" ", "")):
            self._pre = True
        if tag[0] == "h" and tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading = int(tag[1])
        if "mso-list:ignore" in style.replace(" ", ""):
            self._in_label = True
        if tag == "q":
            self._words.append("“")
        if tag == "img":
            self.pictures += 1

    def end(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            return
        if tag == "q" and not self._hidden:
            self._words.append("”")
        if tag in _BLOCKS:
            self._end_paragraph()
        before = self._open.pop()
        self._hidden, self._pre, self._heading, self._in_label = before[1:]
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag == "li":
            self._label = ""
        if self._too_deep:
            self._too_deep -= tag == "table"
        elif self._tables:
            if tag in ("td", "th"):
                self._end_cell()
            elif tag == "tr":
                self._end_row()
            elif tag == "table":
                self._end_table()

    def data(self, words: str) -> None:
        if self._hidden:
            return
        if self._in_label:
            self._label += words.strip()
        elif self._pre:
            first, *others = (
                words.replace("\r\n", "\n").replace(" ", "\xa0").replace("\t", "\xa0").split("\n")
            )
            self._words.append(first)
            for line in others:
                self._end_paragraph()
                self._words.append(line)
        else:
            self._words.append(words)

    def close(self) -> None:
        self._end_paragraph()
        while self._tables:
            self._end_table()

    # paragraphs

    def _end_paragraph(self) -> None:
        if not self._words:
            return
        words = _collapsed("".join(self._words))
        self._words.clear()
        if words.strip():
            self._sink.append((self._paragraph(words),))

    def _paragraph(self, words: str) -> Paragraph:
        self._paragraphs += 1
        table = self._tables[-1] if self._tables else None
        cell = Cell(table.number, table.row, len(table.cells)) if table and table.cells else None
        label, self._label = self._label, ""
        return Paragraph(words, Where("body", self._paragraphs, cell), label, self._heading)

    # lists and tables

    def _begin_list_or_table(self, tag: str, attributes: "Mapping[str, str]", style: str) -> None:
        if tag in _LISTS:
            self._lists.append(self._list(attributes, style) if tag == "ol" else _List("none", 1, 1))
        elif tag == "li":
            self._begin_item(attributes, style)
        elif tag == "table":
            if len(self._tables) >= _NESTED:
                self._too_deep += 1
                return
            self._table_count += 1
            self._tables.append(_Table(self._table_count, self._sink))
        elif not self._tables or self._too_deep:
            return
        elif tag == "tr":
            self._end_row()
            self._tables[-1].row += 1
        elif tag in ("td", "th"):
            table = self._tables[-1]
            table.row = table.row or 1
            self._sink = []
            table.cells.append(self._sink)

    def _list(self, attributes: "Mapping[str, str]", style: str) -> _List:
        count = self._counts.pop() if self._counts else 1
        step = -1 if "reversed" in attributes else 1
        start = _integer(attributes.get("start"), count if step < 0 else 1)
        return _List(_css_style(style) or attributes.get("type", "decimal"), start, step)

    def _begin_item(self, attributes: "Mapping[str, str]", style: str) -> None:
        if not self._lists:
            return
        items = self._lists[-1]
        items.number = _integer(attributes.get("value"), items.number)
        if not self._hidden:
            self._label = _label(items.number, _css_style(style) or attributes.get("type", items.style))
        items.number += items.step

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.cells and self._sink is table.cells[-1]:
            if not self._sink:
                self._sink.append((self._paragraph(""),))
            self._sink = table.outer

    def _end_row(self) -> None:
        table = self._tables[-1]
        self._end_cell()
        if table.cells:
            if any(one.words for cell in table.cells for line in cell for one in line):
                table.outer.extend(row(table.cells))
            table.cells = []

    def _end_table(self) -> None:
        self._end_row()
        self._sink = self._tables.pop().outer


class _Count:
    """Counts the items of each ordered list, for lists that are numbered from their end."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self._lists: list[int | None] = []

    def start(self, tag: str, attributes: "Mapping[str, str]") -> None:
        if tag == "ol":
            self._lists.append(len(self.counts))
            self.counts.append(0)
        elif tag in _LISTS:
            self._lists.append(None)
        elif tag == "li" and self._lists and (which := self._lists[-1]) is not None:
            self.counts[which] += 1

    def end(self, tag: str) -> None:
        if tag in _LISTS and self._lists:
            self._lists.pop()

    def close(self) -> None:
        pass


def _counts(text: str) -> list[int]:
    target = _Count()
    _feed(text, target)
    return target.counts


def _feed(text: str, target: "_Page | _Count") -> None:
    from lxml import etree

    taker: Any = target

    parser = etree.HTMLParser(target=taker, encoding="utf-8", huge_tree=True)  # the tags are not kept
    try:
        parser.feed(text.replace("\0", "").encode())
        parser.close()
    except etree.LxmlError:  # no element at all, or beyond what the parser takes: what came before counts
        target.close()


@cache
def _not_shown() -> re.Pattern[str]:
    return re.compile(
        r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment-list"
    )


# --- words -------------------------------------------------------------------------------------------------


def _collapsed(words: str) -> str:
    """White space as a browser shows it, but for a line's end between two Han characters: that is nothing."""
    words = _blanks().sub(_blank, words.strip(" \t\n\r\f"))
    return _unseen().sub("", words).replace("\xa0", " ")


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[ \t\n\r\f]+")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\xad\ufeff]")


def _blank(found: "re.Match[str]") -> str:
    if "\n" not in found[0]:
        return " "
    before, after = found.string[found.start() - 1], found.string[found.end()]
    return "" if _is_wide(before) and _is_wide(after) else " "


def _is_wide(char: str) -> bool:
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\uffef"
        or char in "“”‘’…—〇"
        or char >= "\U00020000"
    )


# --- labels of ordered lists -------------------------------------------------------------------------------


def _integer(value: str | None, otherwise: int) -> int:
    """The number that an attribute says; numbers beyond every list are cut off."""
    found = re.match(r"\s*([+-]?\d{1,9})", value or "")
    return int(found[1]) if found else otherwise


def _css_style(style: str) -> str:
    found = re.search(r"list-style(?:-type)?\s*:([^;]*)", style) if "list-style" in style else None
    return next((word for word in found[1].split() if word in _STYLES), "") if found else ""


_STYLES = {
    "1": "1", "decimal": "1", "decimal-leading-zero": "01", "a": "a", "lower-alpha": "a", "lower-latin": "a",
    "A": "A", "upper-alpha": "A", "upper-latin": "A", "i": "i", "lower-roman": "i", "I": "I", "upper-roman": "I",
    "cjk-ideographic": "一", "simp-chinese-informal": "一", "trad-chinese-informal": "一",
    "none": "", "disc": "", "circle": "", "square": "",
}  # fmt: skip


def _label(number: int, style: str) -> str:
    """The automatic number of an item; "" where the list shows none."""
    form = _STYLES.get(style, "1")
    if form == "":
        return ""
    if form == "一" and 0 < number < 10_000:
        return to_chinese(number) + "、"
    if form in ("a", "A") and number > 0:
        letters = _letters(number)
        return f"{letters if form == 'a' else letters.upper()}."
    if form in ("i", "I") and 0 < number < 4000:
        roman = _roman(number)
        return f"{roman if form == 'i' else roman.upper()}."
    return f"{number:02}." if form == "01" else f"{number}."


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while number:
        number, which = divmod(number - 1, 26)
        letters = chr(ord("a") + which) + letters
    return letters


def _roman(number: int) -> str:
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_TOO_BIG = Words("网页太大（超过 {size} MB），没有检查", "the page is too big (over {size} MB)")
_NO_PAGE = Words("单个文件网页里没有网页正文", "a web page in one file, without the page")
_PICTURES = Words("网页里有 {count} 张图片，没有检查", "pictures in the page, not checked: {count}")
