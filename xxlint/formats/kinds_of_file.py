"""What a file really is, told by its first bytes and what it holds; the suffix is not asked.

A report named .doc may be an old Word file, a new one, RTF, a web page or XML; this tells which.  Nothing here
trusts a size or an offset that the file states, and nothing raises.
"""

import re
from collections.abc import Iterator
from functools import cache
from struct import unpack_from
from typing import Literal, NamedTuple

from xxlint.compiling import compile_pattern
from xxlint.words import Words

Kind = Literal[
    "docx", "doc", "wordml", "odt", "rtf", "pdf", "html", "mhtml",
    "excel", "slides", "ofd", "encrypted", "zip", "ole", "picture", "program", "archive",
]  # fmt: skip

NAMES: dict[Kind, Words] = {
    "docx": Words("Word 文件", "a Word file"),
    "doc": Words("旧版 Word 文件", "an old Word file"),
    "wordml": Words("XML 格式的 Word 文件", "a Word file in XML"),
    "odt": Words("OpenDocument 文件", "an OpenDocument text"),
    "rtf": Words("RTF 文件", "an RTF file"),
    "pdf": Words("PDF 文件", "a PDF file"),
    "html": Words("网页", "a web page"),
    "mhtml": Words("单个文件网页", "a web page in one file"),
    "excel": Words("Excel 表格", "an Excel sheet"),
    "slides": Words("PowerPoint 演示文稿", "PowerPoint slides"),
    "ofd": Words("OFD 文件", "an OFD file"),
    "encrypted": Words("加了密码的文件", "a file with a password"),
    "zip": Words("Word、WPS 或压缩文件", "a Word, WPS or ZIP file"),
    "ole": Words("旧版 Word、WPS 或 Excel 文件", "an old Word, WPS or Excel file"),
    "picture": Words("图片", "a picture"),
    "program": Words("程序", "a program"),
    "archive": Words("压缩文件", "an archive"),
}

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"\x1f\x8b\x08", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
)


def by_magic(data: bytes) -> Kind | None:
    """What the first bytes alone say; None for what may be text.  Word, Excel and their kin are "zip" or "ole"."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def kind_of(data: bytes) -> Kind | None:
    """What the file is; None for text of no special kind and for the unknown.

    A "zip" or an "ole" is one that holds no document that is known here, or that is damaged.
    """
    kind = by_magic(data)
    if kind == "zip":
        return _in_zip(data)
    if kind == "ole":
        return _in_ole(data)
    return kind or _in_text(data)


# --- zip ---------------------------------------------------------------------------------------------------

_MUCH = 1 << 20  # bytes of a list of contents that are looked at
_TYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"wordprocessingml", "docx"),
    (b"ms-word.", "docx"),
    (b"spreadsheetml", "excel"),
    (b"ms-excel.", "excel"),
    (b"presentationml", "slides"),
    (b"ms-powerpoint.", "slides"),
)
_FOLDERS: tuple[tuple[str, Kind], ...] = (
    ("word/document", "docx"),
    ("xl/workbook", "excel"),
    ("ppt/presentation", "slides"),
    ("OFD.xml", "ofd"),
)
_MIMETYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "excel"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
)


def _in_zip(data: bytes) -> Kind:
    """The kind by the main part's type, else by ``mimetype``, else by the names of the members."""
    import io
    from zipfile import ZipFile

    names: list[str] = []
    types = mime = b""
    encrypted = False
    try:
        with ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            encrypted = any(info.flag_bits & 1 for info in package.infolist())
            for name in names:
                if name == "[Content_Types].xml":
                    with package.open(name) as part:
                        types = part.read(_MUCH)
                elif name == "mimetype":
                    with package.open(name) as part:
                        mime = part.read(100)
    except Exception:  # noqa: S110 – a damaged zip fails in a dozen ways; what was learnt so far counts
        pass
    main = _main_type().search(types.replace(b"\0", b""))
    for word, kind in _TYPES:
        if main and word in main[0]:
            return kind
    for word, kind in _MIMETYPES:
        if mime.startswith(word):
            return "encrypted" if _is_locked(data) else kind
    for start, kind in _FOLDERS:
        if any(name.replace("\\", "/").startswith(start) for name in names):
            return kind
    return "encrypted" if encrypted and "[Content_Types].xml" in names else "zip"


def _main_type() -> re.Pattern[bytes]:
    return re.compile(rb"application/[\w.-]{1,99}\.main\+xml")


def _is_locked(data: bytes) -> bool:
    """Whether an OpenDocument file lists how its parts are encrypted."""
    import io
    from zipfile import ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as package, package.open("META-INF/manifest.xml") as part:
            return b"encryption-data" in part.read(_MUCH)
    except Exception:
        return False


# --- OLE compound files ------------------------------------------------------------------------------------

_SECTORS = 4096  # of a directory: some 16,000 entries
_END = 0xFFFFFFFA  # sector numbers from here on stand for something else
_SMALL = 4096  # bytes; a shorter stream lies elsewhere, among other small ones


class _Entry(NamedTuple):
    """An entry of the directory; the numbers are those of other entries and of the first sector."""

    name: str
    left: int
    right: int
    child: int
    sector: int
    size: int


def _in_ole(data: bytes) -> Kind:
    entries = list(_directory(data))
    top = {entry.name: entry for entry in _top(entries)} or {entry.name: entry for entry in entries}
    if "EncryptedPackage" in top:
        return "encrypted"
    if word := top.get("WordDocument"):
        return "encrypted" if _has_password(data, word) else "doc"
    if "Workbook" in top or "Book" in top:
        return "excel"
    return "slides" if "PowerPoint Document" in top else "ole"


def _directory(data: bytes) -> Iterator[_Entry]:
    if len(data) < 512:
        return
    size = _sector_size(data)
    sector = _number(data, 0x30)
    table = _table(data, size)
    seen: set[int] = set()
    while sector < _END and sector not in seen and len(seen) < _SECTORS:
        seen.add(sector)
        start = (sector + 1) * size
        for at in range(start, min(start + size, len(data) - 127), 128):
            length = min(max(unpack_from("<H", data, at + 64)[0] - 2, 0), 62)
            name = data[at : at + length].decode("utf-16-le", "replace") if data[at + 66] else ""
            yield _Entry(name, *unpack_from("<III", data, at + 68), *unpack_from("<II", data, at + 116))
        which, place = divmod(sector, size // 4)
        if which >= len(table):
            return
        sector = _number(data, (table[which] + 1) * size + place * 4)


def _sector_size(data: bytes) -> int:
    return 4096 if data[0x1E] == 12 else 512


def _number(data: bytes, at: int) -> int:
    """The number at ``at``; one that ends every chain where the file is too short."""
    return int.from_bytes(data[at : at + 4], "little") if at + 4 <= len(data) else 0xFFFFFFFF


def _table(data: bytes, size: int) -> list[int]:
    """The sectors that hold the table of sectors: 109 of them in the header, more in a chain."""
    found = [_number(data, 0x4C + 4 * n) for n in range(109)]
    sector, seen = _number(data, 0x44), set[int]()
    while sector < _END and sector not in seen and len(seen) < _SECTORS:
        seen.add(sector)
        start = (sector + 1) * size
        found += [_number(data, start + 4 * n) for n in range(size // 4 - 1)]
        sector = _number(data, start + size - 4)
    return [number for number in found if number < _END]


def _top(entries: list[_Entry]) -> Iterator[_Entry]:
    """What stands at the top: not what belongs to an embedded sheet or picture."""
    waiting, seen = [entries[0].child] if entries else [], set[int]()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number]
            waiting += entries[number].left, entries[number].right


def _has_password(data: bytes, word: _Entry) -> bool:
    """Whether the flag ``fEncrypted`` is set at the head of the Word text."""
    head = (word.sector + 1) * _sector_size(data)
    return (
        word.size >= _SMALL
        and data[head : head + 2] == b"\xec\xa5"
        and bool(_number(data, head + 8) >> 24 & 1)
    )


# --- what is written as text -------------------------------------------------------------------------------

_HEAD = 4096  # bytes that tell


def _in_text(data: bytes) -> Kind | None:
    head = _start_of_text(data)
    if head.startswith("<"):
        if _word_in_xml().search(head):
            return "wordml"
        return "html" if _page().match(head) else None
    if head.startswith("%PDF-"):
        return "pdf"
    if head.startswith("{\\rtf"):
        return "rtf"
    if _mail_header().match(head):
        lines = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
        if re.search(r"(?im)^MIME-Version:", lines) and re.search(
            r"(?im)^Content-Type:\s*(?:multipart/related|text/html)", lines
        ):
            return "mhtml"
    return None


def _start_of_text(data: bytes) -> str:
    """The first characters, without byte order mark, white space and NUL: enough to know ASCII words by."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()


def _page() -> re.Pattern[str]:
    return re.compile(
        r"(?:<\?xml[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*+"
        r"<(?:!doctype\s+html|html|head|body|meta|title|style|script|table|div)\b",
        re.IGNORECASE,
    )


def _word_in_xml() -> re.Pattern[str]:
    return re.compile(
        r"progid=\"Word\.Document\"|<w:wordDocument\b|<pkg:package\b"
        r"|application/vnd\.oasis\.opendocument\.text"
    )


@cache
def _mail_header() -> re.Pattern[str]:
    return compile_pattern(r"(?:MIME-Version|From|Date|Subject|Content-Type|Message-ID):", re.IGNORECASE)
