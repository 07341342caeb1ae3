"""From the bytes of a file to a ``Document``; which reader it is goes by the suffix and by what the file really is.

Reports come under wrong names: a .doc that is a .docx, a web page or RTF, a .txt that is a Word file.  Each is read
as what it is, and that is said.

For every reader holds: ``prose`` is as long as ``text``; it differs from it only where HIDDEN, MARKUP or
SOFT_BREAK stands and where ``\\n`` stands for a lone ``\\r``; each ``\\n`` ends a paragraph.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from xxlint.document import HIDDEN, MARKUP, Document
from xxlint.formats.encoding import decode
from xxlint.formats.kinds_of_file import NAMES, kind_of
from xxlint.formats.unreadable import Unreadable as Unreadable
from xxlint.words import Words

if TYPE_CHECKING:
    from xxlint.formats.kinds_of_file import Kind

SUFFIXES = (".txt", ".md", ".markdown", ".docx")
"""What is looked for in folders."""

WHEN_NAMED = (
    ".doc", ".wps", ".docm", ".dotx", ".dotm", ".dot", ".wpt", ".odt", ".rtf", ".pdf", ".html", ".htm", ".mht", ".mhtml",
    ".ofd",
)  # fmt: skip
"""Reports too, but read only when they are named: they take another program, or stand for a page of some site."""

_SEEN = 20_000  # characters that tell whether a text is Chinese


def not_in_folders(suffix: str) -> Words:
    """Why a file with one of the suffixes ``WHEN_NAMED`` was passed over in a folder."""
    return _OFD if suffix == ".ofd" else _NAME_IT.fill(suffix=suffix)


def is_lock(path: str) -> bool:
    """Whether a path is that of a file such as ~$报告.docx, which Word keeps beside one that is open."""
    return path.replace("\\", "/").rpartition("/")[2].startswith("~$")


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """The document in ``data``: by its content where that is known, else Markdown for .md and .markdown or plain text.

    A text whose ``encoding`` is told is a text.  Raises ``Unreadable``.
    """
    suffix, kind = suffix_of(path), kind_read(path, data, encoding)
    if kind is None or kind == "zip":
        return _read_unknown(path, suffix, data, kind, encoding)
    if kind in _REFUSED:
        raise Unreadable(_REFUSED[kind])
    document = _read_kind(path, data, kind, suffix, encoding)
    if suffix == "" or suffix in _SUFFIXES_OF.get(kind, ()):
        return document
    name = NAMES[kind]
    shown = f" {name.zh}" if name.zh[0].isascii() else name.zh
    note = Words(
        f"后缀是 {suffix}，内容却是{shown}，已按{shown}读取",
        f"named {suffix}, but it is {name.en}, and was read as that",
    )
    return document._replace(warnings=(note, *document.warnings))


def kind_read(path: str, data: bytes, encoding: str | None) -> "Kind | None":
    """As what the bytes are read: None for what shows no kind, and for a text whatever it shows."""
    suffix = suffix_of(path)
    is_text = suffix not in OFFICE
    if is_text and encoding is not None:
        return None
    kind = kind_of(data)
    shows_source = kind in ("html", "mhtml", "wordml") and suffix != ".xml"
    return None if is_text and shows_source else kind


def _read_kind(path: str, data: bytes, kind: "Kind", suffix: str, encoding: str | None) -> Document:
    if kind == "docx":
        return _read_word(path, data)
    if kind == "pdf":
        from xxlint.formats.pdf import read_pdf

        return read_pdf(path, data)
    if kind in ("html", "mhtml"):
        from xxlint.formats.html import read_html, read_mhtml

        return read_html(path, data, encoding) if kind == "html" else read_mhtml(path, data)
    from xxlint.formats.convert import CONVERTED, SUFFIX_OF, to_docx

    if kind not in SUFFIX_OF:
        name = NAMES[kind]
        raise Unreadable(Words(_NO_REPORT.zh.format(name=name.zh), _NO_REPORT.en.format(name=name.en)))
    document = _read_word(path, to_docx(data, kind, suffix or SUFFIX_OF[kind]))
    form = "wps" if kind == "doc" and suffix in (".wps", ".wpt") else "doc" if kind == "wordml" else kind
    return document._replace(format=form, warnings=(CONVERTED, *document.warnings))


def _read_word(path: str, data: bytes) -> Document:
    from xxlint.formats.docx import read_docx

    return read_docx(path, data)


def _read_unknown(path: str, suffix: str, data: bytes, kind: "Kind | None", encoding: str | None) -> Document:
    """What shows no kind that is known here: a text, or something damaged, whose suffix tells what it once was."""
    if suffix in (".html", ".htm"):
        from xxlint.formats.html import read_html

        return read_html(path, data, encoding)
    if suffix not in OFFICE:
        return _read_text(path, suffix, data, encoding)
    if not data:
        raise Unreadable(_NOTHING.fill(suffix=suffix))
    if kind == "zip" and suffix in _SUFFIXES_OF["docx"]:
        return _read_word(path, data)  # it says what is broken
    if kind is None and suffix in _SUFFIXES_OF["doc"]:
        with suppress(Unreadable):
            document = _read_text(path, suffix, data, encoding)
            return document._replace(warnings=(_TEXT.fill(suffix=suffix), *document.warnings))
    raise Unreadable(_DAMAGED.fill(suffix=suffix))


def _read_text(path: str, suffix: str, data: bytes, encoding: str | None) -> Document:
    decoded = decode(data, encoding)
    if suffix in (".md", ".markdown"):
        from xxlint.formats.markdown import read_markdown

        return read_markdown(path, decoded)
    from xxlint.formats.plain import read_plain

    return read_plain(path, decoded)


def suffix_of(path: str) -> str:
    """The suffix in small letters, "" for none."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


OFFICE = frozenset((".docx", *WHEN_NAMED))
_SUFFIXES_OF: "dict[Kind, tuple[str, ...]]" = {
    "docx": (".docx", ".docm", ".dotx", ".dotm", ".wpt", ".wps"),
    "doc": (".doc", ".wps", ".wpt", ".dot"),
    "wordml": (".xml", ".doc"),
    "odt": (".odt",),
    "rtf": (".rtf",),
    "pdf": (".pdf",),
    "html": (".html", ".htm"),
    "mhtml": (".mht", ".mhtml"),
}
_NO_REPORT = Words("这是{name}，不是报告", "this is {name}, no report")
_OFD = Words(
    "不能检查 OFD 文件，请另存为 .docx 或 PDF 再检查", "OFD files cannot be checked; save it as .docx or PDF"
)
_REFUSED: "dict[Kind, Words]" = {
    "excel": Words("这是 Excel 表格，不是报告", "this is an Excel sheet, no report"),
    "slides": Words("这是 PowerPoint 演示文稿，不是报告", "these are PowerPoint slides, no report"),
    "ofd": _OFD,
    "ole": Words(
        "里面没有 Word 正文，或文件已损坏；请用 Word 或 WPS 另存为 .docx 再检查",
        "holds no Word text, or is damaged; save it as .docx in Word or WPS",
    ),
    "encrypted": Words("文件加了密码，请先取消密码再检查", "the file has a password; remove it first"),
}
_NAME_IT = Words(
    "文件夹里只查 .txt .md .docx；要检查这个 {suffix}，请直接写出它的文件名",
    "in folders only .txt .md .docx are checked; to check this {suffix}, name the file itself",
)
_NOTHING = Words("文件是空的（0 字节），不是完好的 {suffix}", "an empty file (0 bytes), no sound {suffix}")
_DAMAGED = Words(
    "不是完好的 {suffix} 文件（内容对不上后缀，或已损坏）",
    "no sound {suffix} (something else by that name, or damaged)",
)
_TEXT = Words(
    "后缀是 {suffix}，内容却是纯文本，已按纯文本读取",
    "named {suffix}, but it is plain text, and was read as that",
)


def han_share(text: str) -> float:
    """The share of Han characters among those of ``text`` that are neither blank nor masked; 0 for none.

    Of a long text, characters at even distances are looked at.
    """
    sample = "".join(text[:: len(text) // _SEEN + 1].replace(HIDDEN, "").replace(MARKUP, "").split())
    units = sample.encode("utf-32-le", "surrogatepass")
    rows, planes = (
        units[1::4],
        units[2::4],
    )  # told by their bytes: a fifteenth of the time that characters take
    count = sample.count("〇") + sum(
        len(part) - len(part.translate(None, han)) for part, han in ((rows, _HAN_ROWS), (planes, _HAN_PLANES))
    )
    return count / len(sample) if sample else 0.0


_HAN_ROWS = bytes(range(0x34, 0xA0))
_HAN_PLANES = bytes(range(2, 17))
