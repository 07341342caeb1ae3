"""What a file really is, whatever its name, and which reader it gets."""

import io
import random
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint import formats
from xxlint.document import Document
from xxlint.formats import SUFFIXES, WHEN_NAMED, Unreadable, read
from xxlint.formats.kinds_of_file import NAMES, kind_of

WORD = "wordprocessingml.document"
TEXT = "青岩县2023年工作总结：全县上下坚持稳中求进，完成各项任务。"


def package(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def types(main: str) -> bytes:
    return f'<Types><Override PartName="/x" ContentType="application/{main}"/></Types>'.encode()


def word() -> bytes:
    data = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(data)
    return data.getvalue()


OPEN_XML = "vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"[Content_Types].xml": types(OPEN_XML + "wordprocessingml.document.main+xml")}, "docx"),
        ({"[Content_Types].xml": types(OPEN_XML + "wordprocessingml.template.main+xml")}, "docx"),
        ({"[Content_Types].xml": types("vnd.ms-word.document.macroEnabled.main+xml")}, "docx"),
        ({"[Content_Types].xml": types("vnd.ms-word.template.macroEnabledTemplate.main+xml")}, "docx"),
        ({"[Content_Types].xml": types(OPEN_XML + "spreadsheetml.sheet.main+xml")}, "excel"),
        ({"[Content_Types].xml": types("vnd.ms-excel.sheet.macroEnabled.main+xml")}, "excel"),
        ({"[Content_Types].xml": types(OPEN_XML + "presentationml.presentation.main+xml")}, "slides"),
        ({"word/document.xml": b"", "word/embeddings/a.xlsx": b""}, "docx"),
        ({"xl/workbook.bin": b""}, "excel"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text-template"}, "odt"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "excel"),
        (
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            },
            "encrypted",
        ),
        ({"OFD.xml": b"", "Doc_0/Document.xml": b""}, "ofd"),
        ({"报告.txt": b"", "sheet.csv": b""}, "zip"),
        ({}, "zip"),
    ],
)
def test_zip_files(members: dict[str, bytes], kind: str) -> None:
    assert kind_of(package(members)) == kind


def test_a_word_file_and_what_is_left_of_it() -> None:
    assert kind_of(word()) == "docx"
    assert kind_of(word()[:5000]) == "zip"
    assert kind_of(b"PK\x03\x04") == "zip"


# --- OLE ---------------------------------------------------------------------------------------------------

END = 0xFFFFFFFE
NONE = 0xFFFFFFFF


def entry(name: str, kind: int, links: tuple[int, int, int], sector: int = 0, size: int = 8192) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBB", len(words), kind, 1)
        + struct.pack("<III", *links)
        + bytes(36)
        + struct.pack("<III", sector, size, 0)
    )


def ole(entries: list[bytes], chain: dict[int, int] | None = None, head: bytes = b"") -> bytes:
    """A compound file: sector 0 the table, sector 1 and on the directory, then ``head`` of a stream."""
    directory = b"".join(entries)
    directory += bytes(-len(directory) % 512)
    count = len(directory) // 512
    table = [0xFFFFFFFD] + [number + 2 for number in range(count - 1)] + [END]
    table += [NONE] * (128 - len(table))
    for sector, follower in (chain or {}).items():
        table[sector] = follower
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9)
    struct.pack_into("<III", header, 0x28, 0, 1, 1)
    struct.pack_into("<II", header, 0x44, END, 0)
    struct.pack_into("<109I", header, 0x4C, 0, *[NONE] * 108)
    return bytes(header) + struct.pack("<128I", *table) + directory + head.ljust(512, b"\0")


ROOT = entry("Root Entry", 5, (NONE, NONE, 1))


def stream(name: str, left: int = NONE, right: int = NONE, sector: int = 0) -> bytes:
    return entry(name, 2, (left, right, NONE), sector)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["WordDocument"], "doc"),
        (["Workbook"], "excel"),
        (["Book"], "excel"),
        (["PowerPoint Document"], "slides"),
        (["EncryptedPackage"], "encrypted"),
        (["__substg1.0_1000001F"], "ole"),
    ],
)
def test_ole_files(names: list[str], kind: str) -> None:
    assert kind_of(ole([ROOT, *map(stream, names)])) == kind


def test_an_embedded_sheet_makes_no_sheet_of_a_report() -> None:
    inside = [
        ROOT,
        stream("1Table", 2, 3),
        entry("ObjectPool", 1, (NONE, NONE, 4)),
        stream("WordDocument"),
        stream("Workbook"),
    ]
    assert kind_of(ole(inside)) == "doc"
    inside[3] = stream("Workbook")
    inside[4] = stream("WordDocument")
    assert kind_of(ole(inside)) == "excel"


def test_a_word_file_with_a_password() -> None:
    head = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01"
    assert kind_of(ole([ROOT, stream("WordDocument", sector=2)], head=head)) == "encrypted"
    assert kind_of(ole([ROOT, stream("WordDocument", sector=2)], head=head[:11])) == "doc"


def test_loops_in_a_compound_file_end() -> None:
    loop = [ROOT, stream("a", 2, 1), stream("b", 1, 2), stream("c", 0, 0)] * 3
    assert kind_of(ole(loop, chain={1: 1})) == "ole"
    assert kind_of(ole(loop, chain={2: 1, 3: 2})) == "ole"
    whole = bytearray(ole([ROOT, stream("WordDocument")]))
    struct.pack_into("<II", whole, 0x44, 0, 0xFFFF)  # the list of tables goes on into the table, and round
    assert kind_of(bytes(whole)) == "doc"


def test_a_truncated_or_spoilt_compound_file_never_raises() -> None:
    whole = ole([ROOT, stream("WordDocument")])
    for size in range(0, len(whole), 7):
        kind_of(whole[:size])
    chance = random.Random(4)
    for _ in range(500):
        spoilt = bytearray(whole)
        for _ in range(20):
            spoilt[chance.randrange(8, len(whole))] = chance.choice((0, 1, 12, 255, chance.randrange(256)))
        kind_of(bytes(spoilt))


# --- written as text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"\n {\\rtf1\\ansi}", "rtf"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbf%PDF-1.7\n", "pdf"),
        (b"<html xmlns:o='urn:x'>", "html"),
        (b"\r\n<!DOCTYPE HTML PUBLIC>", "html"),
        (b"<?xml version='1.0'?><!-- saved --><html>", "html"),
        ("\ufeff<html>报告".encode("utf-16-le"), "html"),
        (b"<div>x", "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "mhtml"),
        (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n", "mhtml"),
        (b"From: a\nMIME-Version: 1.0\nContent-Type: text/plain\n\n", None),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "wordml"),
        (b"<?xml version='1.0'?><note>", None),
        (b"<" * 5000, None),
        (b"<!--" + b"-" * 5000, None),
        (TEXT.encode(), None),
        (b"", None),
    ],
)
def test_files_written_as_text(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<", b"{\\rtf"]),
)
def test_any_bytes_have_a_kind_or_none(data: bytes, start: bytes) -> None:
    kind = kind_of(start + data)
    assert kind is None or kind in NAMES


# --- which reader ------------------------------------------------------------------------------------------


@pytest.fixture
def word_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the reader of Word files and for LibreOffice."""

    def read_word(path: str, data: bytes) -> Document:
        return Document(path, "docx", TEXT, TEXT, None)

    def to_docx(data: bytes, kind: str, shown: str) -> bytes:
        return word()

    monkeypatch.setattr(formats, "_read_word", read_word)
    monkeypatch.setattr("xxlint.formats.convert.to_docx", to_docx)


OLD_WORD = ole([ROOT, stream("WordDocument")])
PAGE = f"<html><body><p>{TEXT}</p></body></html>".encode()
MHTML = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    + PAGE
)


@pytest.mark.usefixtures("word_reader")
@pytest.mark.parametrize(
    ("name", "data", "form", "note"),
    [
        ("a.docx", word(), "docx", ""),
        ("a.DOCM", word(), "docx", ""),
        ("a.doc", word(), "docx", "内容却是 Word 文件"),
        ("a.txt", word(), "docx", "内容却是 Word 文件"),
        ("-", word(), "docx", ""),
        ("a.docx", OLD_WORD, "doc", "内容却是旧版 Word 文件"),
        ("a.doc", OLD_WORD, "doc", "转换后"),
        ("a.wps", OLD_WORD, "wps", "转换后"),
        ("a.doc", b"{\\rtf1 }", "rtf", "内容却是 RTF"),
        ("a.rtf", b"{\\rtf1 }", "rtf", "转换后"),
        ("a.odt", package({"mimetype": b"application/vnd.oasis.opendocument.text"}), "odt", "转换后"),
        ("a.doc", PAGE, "html", "内容却是网页"),
        ("a.html", PAGE, "html", ""),
        ("a.html", TEXT.encode(), "html", ""),
        ("a.doc", MHTML, "html", "内容却是单个文件网页"),
        ("a.mht", MHTML, "html", ""),
        ("a.doc", b'<?xml version="1.0"?><w:wordDocument>', "doc", "转换后"),
        ("a.doc", TEXT.encode("gb18030"), "text", "内容却是纯文本"),
        ("a.txt", PAGE, "text", ""),
        ("a.md", PAGE, "markdown", ""),
        ("a.log", MHTML, "text", ""),
        ("a.b/~c", TEXT.encode(), "text", ""),
    ],
)
def test_a_report_is_read_as_what_it_is(name: str, data: bytes, form: str, note: str) -> None:
    document = read(name, data)
    assert document.format == form
    notes = "；".join(words.zh for words in document.warnings)
    assert note in notes
    assert bool(notes) == bool(note)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", package({"xl/workbook.xml": b""}), "这是 Excel 表格，不是报告"),
        ("a.doc", ole([ROOT, stream("Workbook")]), "这是 Excel 表格，不是报告"),
        ("a.txt", package({"ppt/presentation.xml": b""}), "这是 PowerPoint 演示文稿，不是报告"),
        ("a.ofd", package({"OFD.xml": b""}), "请另存为 .docx 或 PDF"),
        ("a.docx", ole([ROOT, stream("EncryptedPackage")]), "文件加了密码，请先取消密码再检查"),
        ("a.doc", OLD_WORD[:700], "请用 Word 或 WPS 另存为 .docx"),
        ("a.docx", b"\x89PNG\r\n\x1a\n", "这是图片，不是报告"),
        ("a.doc", b"Rar!\x1a\x07\x00", "这是压缩文件，不是报告"),
        ("a.txt", package({"a.txt": b""}), "压缩文件"),
        ("a.docx", b"", "0 字节"),
        ("a.doc", b"", "0 字节"),
        ("a.pdf", b"", "0 字节"),
        ("a.pdf", TEXT.encode(), "不是完好的 .pdf"),
        ("a.docx", TEXT.encode(), "不是完好的 .docx"),
        ("a.doc", random.Random(3).randbytes(3000), "不是完好的 .doc"),
        ("a.odt", word()[:3000], "不是完好的 .odt"),
        ("a.docx", b"PK\x03\x04", ""),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(name: str, data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(name, data)
    assert words in refused.value.reason.zh
    assert "{" not in refused.value.reason.zh + refused.value.reason.en
    assert "\n" not in refused.value.reason.zh


def test_an_empty_page_is_empty() -> None:
    assert read("a.html", b"").text == ""


def test_a_text_whose_encoding_is_told_is_a_text() -> None:
    assert read("a.txt", b"{\\rtf1 }", "utf-8").format == "text"


def test_every_suffix_is_either_looked_for_or_named(tmp_path: Path) -> None:
    assert not set(SUFFIXES) & set(WHEN_NAMED)
    assert all(suffix == suffix.lower() for suffix in SUFFIXES + WHEN_NAMED)
