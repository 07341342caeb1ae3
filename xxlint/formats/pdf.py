"""PDF files, for checking only: the words of each page, put together to paragraphs (``pdf_lines``).

Needs pypdfium2, the extra ``xxlint[pdf]``.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xxlint.document import Document
from xxlint.formats.paragraphs import lay_out
from xxlint.formats.pdf_lines import Char, Row, is_contents, paragraphs, rows_of, without_running_heads
from xxlint.formats.plain import hide_addresses
from xxlint.formats.unreadable import Unreadable
from xxlint.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGES = 5_000  # read; what comes after them is said not to be checked
_CHARS = 20_000_000  # of all pages together, likewise
_FEW = 10  # characters, on a page that has pictures: a page number at most


def read_pdf(path: str, data: bytes) -> Document:
    """The document of a PDF.

    Raises ``Unreadable`` where pypdfium2 is not there, and for a file that is damaged, has a password or, for the
    most part, no text.
    """
    try:
        import pypdfium2
    except ImportError:
        raise Unreadable(_ABSENT) from None
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_PASSWORD if "password" in str(error).lower() else _DAMAGED) from error
    try:
        return _document(path, pdf)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_DAMAGED) from error
    finally:
        pdf.close()


def _document(path: str, pdf: Any) -> Document:
    count = len(pdf)
    if not count:
        raise Unreadable(_NO_PAGES)
    pages: list[list[Row]] = []
    pictures: list[int] = []  # pages, from 1
    unknown: list[int] = []
    chars = 0
    for number in range(1, min(count, _PAGES) + 1):
        rows, drawn = _page(pdf, number - 1)
        words = "".join(row.words for row in rows)
        chars += len(words)
        if drawn and len(words) < _FEW:
            pictures.append(number)
        elif _is_garbled(words):
            unknown.append(number)
            rows = []
        pages.append(rows)
        if chars > _CHARS:
            break
    if len(unknown) * 2 > len(pages):
        raise Unreadable(_NO_CODES)
    if len(pictures) * 2 > len(pages):
        raise Unreadable(_SCANNED)
    text, layout = lay_out(paragraphs(without_running_heads(pages)))
    contents = tuple(block.span for block in layout.blocks if is_contents(block.span.of(text)))
    layout = layout._replace(contents=contents)
    left_out = [
        message.fill(pages=_listed(those, "、"), en_pages=_listed(those, ", "))
        for message, those in ((_PICTURES, pictures), (_GARBLED, unknown))
        if those
    ]
    if len(pages) < count:
        left_out.append(_TOO_MANY.fill(read=len(pages), count=count))
    return Document(path, "pdf", text, hide_addresses(text), None, (_AS_DRAWN,), tuple(left_out), layout)


def _page(pdf: Any, number: int) -> tuple[list[Row], bool]:
    """The rows of a page, and whether there are pictures; where there are no words, whatever is drawn is one."""
    from pypdfium2 import raw

    page = pdf[number]
    try:
        textpage = page.get_textpage()
        try:
            rows = rows_of(_runs(textpage.raw, textpage.count_chars()))
        finally:
            textpage.close()
        objects = raw.FPDFPage_CountObjects(page.raw)
        drawn = {
            raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, which))
            for which in range(min(objects, 1000))
        }
        pictures = drawn & {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM} if rows else drawn
        return rows, bool(pictures)
    finally:
        page.close()


def _runs(textpage: Any, count: int) -> "Iterator[Sequence[Char]]":
    """The characters as the file has them, parted where the library sees a line's end; its own blanks left out."""
    from ctypes import byref

    from pypdfium2 import raw

    box = raw.FS_RECTF()
    run: list[Char] = []
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            if run:
                yield run
                run = []
        elif code in _NOTHING or raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        elif 0xD800 <= code < 0xDC00:  # on Windows, a rare character comes in two halves
            high = code
        elif raw.FPDFText_GetLooseCharBox(textpage, index, byref(box)):
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
            char = _BLANK.get(code) or chr(code) if code <= 0x10FFFF else "\ufffd"
            run.append(Char(char, box.left, box.right, box.bottom, box.top))
    if run:
        yield run


_NOTHING = frozenset((0, 1, 8, 11, 12, 0xFEFF, 0x200B, 0x200C, 0x200D))
_BLANK = {9: " ", 0xA0: " "}


def _is_garbled(words: str) -> bool:
    """Whether most characters have no known meaning: the font does not say what its drawings stand for."""
    unknown = sum("\ue000" <= char <= "\uf8ff" or char < "\t" or char == "\ufffd" for char in words)
    return unknown * 2 > len(words) > 0


def _listed(pages: list[int], comma: str) -> str:
    """3, 4, 5, 9 → 3—5、9"""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and ranges[-1][-1] == page - 1:
            ranges[-1][1:] = [page]
        else:
            ranges.append([page])
    return comma.join(
        comma.join(map(str, one)) if one[-1] - one[0] < 2 else f"{one[0]}—{one[-1]}" for one in ranges
    )


_ABSENT = Words(
    '检查 PDF 需要先安装：pip install "xxlint[pdf]"',
    'PDF files need an extra: pip install "xxlint[pdf]"',
)
_DAMAGED = Words(
    "PDF 已损坏，打不开；请提供 Word 原稿", "a damaged PDF; check the Word file that it was made from"
)
_PASSWORD = Words("文件加了密码，请先取消密码再检查", "the file has a password; remove it first")
_NO_PAGES = Words("PDF 里没有页面", "a PDF without pages")
_SCANNED = Words(
    "PDF 是扫描件，没有文字可查；请提供 Word 原稿",
    "a scanned PDF, without text to check; check the Word file that it was made from",
)
_NO_CODES = Words(
    "PDF 的字体没有编码，文字取不出来；请提供 Word 原稿",
    "the PDF's fonts do not tell what they draw; check the Word file that it was made from",
)
_PICTURES = Words("第{pages}页是图片，没有检查", "pictures, not checked: page {en_pages}")
_GARBLED = Words(
    "第{pages}页的文字取不出来，没有检查", "text that cannot be taken out, not checked: page {en_pages}"
)
_TOO_MANY = Words(
    "只检查了前 {read} 页（共 {count} 页）", "only the first {read} of {count} pages are checked"
)
_AS_DRAWN = Words(
    "PDF 里没有段落，段落是按版面拼接的；页眉、页脚、页码没有检查",
    "a PDF has no paragraphs, they were put together from the lines; heads, feet and page numbers are not checked",
)
