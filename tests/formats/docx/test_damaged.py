"""Damaged, disguised and hostile files: read well, or refused in one clear line; soon, and in bounded memory."""

import io
import os
import re
import socket
import struct
import subprocess
import sys
import textwrap
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from word_files import (
    FIELD_BEGIN,
    FIELD_SEPARATE,
    NAMESPACES,
    Xml,
    alternatives,
    blocks,
    content_types,
    document,
    docx,
    footnote,
    level,
    lists,
    p,
    part,
    parts,
    r,
    relationships,
    sdt,
    sect,
    style,
    tbl,
    tc,
    textbox,
    tr,
    zipped,
)

from xxlint.formats import Unreadable, read
from xxlint.formats.docx import read_docx

PROJECT = Path(__file__).resolve().parents[3]
SECONDS = 2.0
WORDS = "完成投资XX亿元"
GOOD = parts(p(WORDS), styles=style("A"), numbering=lists(n1=[level("decimal", "%1.")]))
MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"

Files = dict[str, bytes]


def text_of(data: bytes) -> str:
    """The text of a file; raises ``Unreadable``, and fails when it takes too long."""
    began = time.perf_counter()
    try:
        return read_docx("报告.docx", data).text
    finally:
        assert time.perf_counter() - began < SECONDS


def refusal(data: bytes) -> str:
    """Why a file is not read: one line of Chinese, short enough to be read."""
    with pytest.raises(Unreadable) as refused:
        text_of(data)
    reason = refused.value.reason
    assert re.search("[\u4e00-\u9fff]", reason.zh), reason
    assert reason.en.strip()
    for words in reason:
        assert words.isprintable(), reason
    assert len(reason.zh) < 80, reason
    assert not re.search(r"Error|Exception|Traceback|0x[0-9a-f]{6}", reason.zh), reason
    return reason.zh


def text_or_refusal(data: bytes) -> str | None:
    """The text, or None for a file that is refused as it should be."""
    try:
        return text_of(data)
    except Unreadable:
        refusal(data)
        return None


def with_main(xml: str | bytes) -> Files:
    """A file whose main part is ``xml``."""
    return {**GOOD, MAIN: xml.encode() if isinstance(xml, str) else xml}


def changed(name: str, old: str, new: str) -> Files:
    """The good file with words of one part replaced."""
    assert old.encode() in GOOD[name]
    return {**GOOD, name: GOOD[name].replace(old.encode(), new.encode())}


# --- ZIP files by hand -------------------------------------------------------------------------------------


class Member(NamedTuple):
    """A member of a ZIP file, with lies where wanted; ``packed`` is its data as it stands in the file."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int = 8
    flags: int = 0x800


def member(name: str, data: bytes) -> Member:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Member(name, packer.compress(data) + packer.flush(), len(data), zlib.crc32(data))


def zip_of(members: Iterable[Member]) -> bytes:
    front, directory, count = io.BytesIO(), io.BytesIO(), 0
    for name, packed, size, crc, method, flags in members:
        path = name.encode()
        at, count = front.tell(), count + 1
        head = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 33, crc, len(packed), size, len(path), 0)
        front.write(b"PK\x03\x04" + head + path + packed)
        directory.write(b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + path)
    start, length = front.tell(), directory.tell()
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, length, start, 0)
    return front.getvalue() + directory.getvalue() + end


def members_of(files: Files) -> list[Member]:
    return [member(name, data) for name, data in files.items()]


@cache
def spaces(mebibytes: int) -> Member:
    """That many MiB of spaces, which pack to a thousandth."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block, crc, packed = b" " * 2**20, 0, b""
    for _ in range(mebibytes):
        packed += packer.compress(block)
        crc = zlib.crc32(block, crc)
    return Member("", packed + packer.flush(), mebibytes * 2**20, crc)


def test_the_hand_made_zip_is_a_sound_one() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of(members_of(GOOD)))) as archive:
        assert archive.testzip() is None
    assert text_of(zip_of(members_of(GOOD))) == WORDS
    assert text_of(zipped(GOOD)) == WORDS


# --- bombs -------------------------------------------------------------------------------------------------


def one_part_too_large() -> bytes:
    large = spaces(65)._replace(name=MAIN)
    return zip_of([one for one in members_of(GOOD) if one.name != MAIN] + [large])


def too_much_in_all() -> bytes:
    large = [spaces(60)._replace(name=f"word/media/{n}.png") for n in range(5)]
    return zip_of([*members_of(GOOD), *large])


def many_members() -> bytes:
    return zip_of([*members_of(GOOD), *(member(f"word/media/{n}.png", b"") for n in range(4_001))])


def a_lie_about_the_size() -> bytes:
    """65 MiB that say they are 900 bytes."""
    lie = spaces(65)._replace(name=MAIN, size=900)
    return zip_of([one for one in members_of(GOOD) if one.name != MAIN] + [lie])


def bomb_in_the_styles() -> bytes:
    large = spaces(65)._replace(name="word/styles.xml")
    return zip_of([one for one in members_of(GOOD) if one.name != "word/styles.xml"] + [large])


BOMBS = (
    one_part_too_large,
    too_much_in_all,
    many_members,
    a_lie_about_the_size,
    bomb_in_the_styles,
)


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_bombs_are_refused(bomb: Callable[[], bytes]) -> None:
    assert refusal(bomb())


@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/media/film.mp4"])
def test_a_large_part_that_nobody_needs_is_refused_or_left_alone(name: str) -> None:
    large = spaces(65)._replace(name=name)
    data = zip_of([one for one in members_of(GOOD) if one.name != name] + [large])
    assert text_or_refusal(data) in (None, WORDS)


def test_a_long_table_of_equal_rows_is_no_bomb() -> None:
    data = docx(tbl(*[["序号", "单位名称", "金额（万元）"]] * 4_000), p(WORDS))
    assert text_of(data).endswith(f"\n{WORDS}")


def test_many_pictures_are_no_bomb() -> None:
    pictures = {f"word/media/image{n}.png": os.urandom(2_000) for n in range(1_000)}
    assert text_of(zipped({**GOOD, **pictures})) == WORDS


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
TYPES = {
    "entities that swell": f'<!DOCTYPE x [<!ENTITY a0 "哈">{LAUGHS}]>',
    "an outer entity": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
    "an outer type": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY a9 "x">]>',
    "an outer parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p; <!ENTITY a9 "x">]>',
    "one long entity": f'<!DOCTYPE x [<!ENTITY a9 "{"哈" * 50_000}">]>',
}


def declared(doctype: str, uses: int = 1) -> str:
    """A main part with a document type whose entity it uses."""
    xml = document(p(WORDS, Xml(f"<w:r><w:t>{'&a9;' * uses}</w:t></w:r>")))
    return xml.replace("?>\n", f"?>\n{doctype}", 1)


@pytest.mark.parametrize("doctype", TYPES.values(), ids=TYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(doctype: str, encoding: str) -> None:
    xml = declared(doctype, uses=500).replace("UTF-8", encoding, 1).encode(encoding)
    assert refusal(zipped(with_main(xml)))


def test_a_document_type_without_entities_is_refused_or_harmless() -> None:
    xml = document(p(WORDS)).replace("?>\n", "?>\n<!DOCTYPE document>", 1)
    assert text_or_refusal(zipped(with_main(xml))) in (None, WORDS)


@pytest.mark.parametrize("name", ["word/styles.xml", "word/numbering.xml", RELATIONS, "[Content_Types].xml"])
def test_document_types_elsewhere_do_not_swell_either(name: str) -> None:
    xml = GOOD[name].decode().replace("?>\n", f"?>\n{TYPES['entities that swell']}", 1)
    xml = re.sub("</[^>]+>$", r"&a9;\g<0>", xml)
    assert text_or_refusal(zipped({**GOOD, name: xml.encode()})) in (None, WORDS)


# --- what is no Word file ----------------------------------------------------------------------------------


def compound(*streams: str) -> bytes:
    """The smallest OLE file with these (empty) streams: header, one sector of FAT, one or more of directory."""
    entries = [("Root Entry", 5), *((name, 2) for name in streams)]
    entries += [("", 0)] * (-len(entries) % 4)
    sectors = len(entries) // 4
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    fat = struct.pack("<128I", 0xFFFFFFFD, *chain, *[0xFFFFFFFF] * (127 - sectors))
    head = struct.pack("<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
                       0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    directory = b""
    for at, (name, kind) in enumerate(entries):
        encoded = name.encode("utf-16-le")
        # The streams hang on each other's right side; the root's child is the first of them.
        right = at + 1 if kind == 2 and at < len(streams) else 0xFFFFFFFF
        child = 1 if kind == 5 and streams else 0xFFFFFFFF
        directory += struct.pack("<64sHBBIII16sIQQIQ", encoded, len(encoded) + 2 if name else 0, kind, 1,
                                 0xFFFFFFFF, right, child, b"", 0, 0, 0, 0xFFFFFFFE, 0)  # fmt: skip
    return head + fat + directory


def workbook() -> bytes:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return zipped(
        {
            "[Content_Types].xml": content_types([("/xl/workbook.xml", sheet)]).encode(),
            "_rels/.rels": relationships([("rId1", "officeDocument", "xl/workbook.xml")]).encode(),
            "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        }
    )


def slides() -> bytes:
    show = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return zipped(
        {
            "[Content_Types].xml": content_types([("/ppt/presentation.xml", show)]).encode(),
            "_rels/.rels": relationships([("rId1", "officeDocument", "ppt/presentation.xml")]).encode(),
            "ppt/presentation.xml": b'<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>',
        }
    )


OTHERS = {
    "encrypted": compound("EncryptionInfo", "EncryptedPackage"),
    "an old Word file": compound("WordDocument", "1Table"),
    "an old Excel file": compound("Workbook"),
    "an OLE file of no program": compound("Whatever"),
    "an OLE file cut short": compound("EncryptedPackage")[:200],
    "a sheet": workbook(),
    "slides": slides(),
    "an archive": zipped({"a.txt": "文字".encode()}),
    "an empty archive": zipped({}),
    "nothing": b"",
    "plain text": "完成投资XX亿元。\n".encode(),
    "a web page": "<html><body>完成投资XX亿元。</body></html>".encode(),
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "RTF": b"{\\rtf1\\ansi \\'cd\\'ea}",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "zeros": bytes(4_096),
    "the beginning of an archive": b"PK\x03\x04",
}


@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS)
def test_other_files_are_refused(data: bytes) -> None:
    assert refusal(data)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("encrypted", "密码|加密"),
        ("an old Excel file", "Excel|表格|xls"),
        ("a sheet", "Excel|表格|xlsx"),
        ("slides", "PowerPoint|演示|PPT|幻灯片|pptx"),
        ("an archive", "Word"),
        ("nothing", "空|没有内容|0 字节|损坏"),
    ],
)
def test_the_reason_says_what_the_file_is(name: str, words: str) -> None:
    # Which file it is may be seen before the reader for Word is asked, hence ``read``.
    with pytest.raises(Unreadable) as refused:
        read("报告.docx", OTHERS[name])
    assert re.search(words, refused.value.reason.zh), refused.value.reason


# --- damaged archives --------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.99, 1.0])
def test_a_file_cut_short_is_refused(share: float) -> None:
    data = zipped(GOOD)
    assert refusal(data[: min(int(len(data) * share), len(data) - 1)])


def test_a_wrong_checksum_is_refused() -> None:
    broken = [one._replace(crc=one.crc ^ 1) if one.name == MAIN else one for one in members_of(GOOD)]
    assert refusal(zip_of(broken))


@pytest.mark.parametrize(
    "lie",
    [
        pytest.param(lambda one: one._replace(method=99), id="an unknown method"),
        pytest.param(lambda one: one._replace(method=12), id="packed otherwise than it says"),
        pytest.param(lambda one: one._replace(flags=0x801), id="a password"),
        pytest.param(lambda one: one._replace(packed=b"\xff" * 200), id="noise"),
        pytest.param(lambda one: one._replace(packed=b""), id="no data"),
        pytest.param(lambda one: one._replace(size=10**9), id="a size that is too large"),
        pytest.param(lambda one: one._replace(size=0), id="a size of nothing"),
    ],
)
def test_a_main_part_that_cannot_be_unpacked_is_refused(lie: Callable[[Member], Member]) -> None:
    broken = [lie(one) if one.name == MAIN else one for one in members_of(GOOD)]
    assert refusal(zip_of(broken))


@pytest.mark.parametrize("name", ["word/styles.xml", "word/numbering.xml", RELATIONS])
def test_another_part_that_cannot_be_unpacked(name: str) -> None:
    broken = [one._replace(crc=one.crc ^ 1) if one.name == name else one for one in members_of(GOOD)]
    assert text_or_refusal(zip_of(broken)) in (None, WORDS)


# What still is a Word file is read, as Word or its repair would read it.
READ_ALL_THE_SAME: dict[str, Files | bytes] = {
    "no content types": {name: data for name, data in GOOD.items() if name != "[Content_Types].xml"},
    "no styles": {name: data for name, data in GOOD.items() if name != "word/styles.xml"},
    "no numbering": {name: data for name, data in GOOD.items() if name != "word/numbering.xml"},
    "no relationships": {name: data for name, data in GOOD.items() if name != RELATIONS},
    "members for folders": {"_rels/": b"", "word/": b"", "word/_rels/": b"", **GOOD},
    "a byte order mark": with_main(b"\xef\xbb\xbf" + GOOD[MAIN]),
    "no XML declaration": with_main(GOOD[MAIN].split(b"?>\n", 1)[1]),
    "UTF-16": with_main(GOOD[MAIN].decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    "UTF-16, the other order": with_main(
        b"\xfe\xff" + GOOD[MAIN].decode().replace("UTF-8", "UTF-16").encode("utf-16-be")
    ),
    "UTF-16 in the styles": {
        **GOOD,
        "word/styles.xml": GOOD["word/styles.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    },
    "stored, not packed": zip_of(
        Member(name, data, len(data), zlib.crc32(data), 0) for name, data in GOOD.items()
    ),
    "a comment behind the archive": zipped(GOOD)[:-2] + b"\x05\x00hello",
    "unknown parts": {**GOOD, "customXml/item1.xml": b"<a", "word/theme/theme1.xml": b"", "看.bin": b"\xff"},
    "other prefixes": with_main(
        re.sub(rb"(</?)w:", rb"\1q:", GOOD[MAIN]).replace(b"xmlns:w=", b"xmlns:q=").replace(b" w:", b" q:")
    ),
    "no prefix": with_main(
        f'<document xmlns="{NAMESPACES["w"]}"><body><p><r><t>{WORDS}</t></r></p></body></document>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("files", READ_ALL_THE_SAME.values(), ids=READ_ALL_THE_SAME)
def test_read_all_the_same(files: Files | bytes) -> None:
    assert text_of(files if isinstance(files, bytes) else zipped(files)) == WORDS


EITHER_WAY: dict[str, Files | bytes] = {
    "no relationships of the package": {name: data for name, data in GOOD.items() if name != "_rels/.rels"},
    "names with backslashes": {name.replace("/", "\\"): data for name, data in GOOD.items()},
    "names that begin with a slash": {f"/{name}": data for name, data in GOOD.items()},
    "broken styles": {**GOOD, "word/styles.xml": b"<w:styles"},
    "broken numbering": {**GOOD, "word/numbering.xml": b""},
    "styles that are none": {**GOOD, "word/styles.xml": b"<html/>"},
    "broken content types": {**GOOD, "[Content_Types].xml": b"<Types"},
    "broken relationships": {**GOOD, RELATIONS: b"<Relationships"},
    "content types of nothing": {**GOOD, "[Content_Types].xml": content_types([]).encode()},
    "something before the archive": b"#!/bin/sh\n" + zipped(GOOD),
    "something behind the archive": zipped(GOOD) + bytes(100),
    "GB18030": with_main(GOOD[MAIN].decode().replace("UTF-8", "GB18030").encode("gb18030")),
    "a member that leads out": {**GOOD, "../../evil.txt": b"x", "C:\\evil.txt": b"x"},
}


@pytest.mark.parametrize("files", EITHER_WAY.values(), ids=EITHER_WAY)
def test_read_well_or_refused(files: Files | bytes) -> None:
    assert text_or_refusal(files if isinstance(files, bytes) else zipped(files)) in (None, WORDS)


def test_two_members_of_one_name() -> None:
    other = document(p("另一份"))
    data = zip_of([*members_of(GOOD), member(MAIN, other.encode())])
    assert text_or_refusal(data) in (None, WORDS, "另一份")


REFUSED: dict[str, Files] = {
    "no main part": {name: data for name, data in GOOD.items() if name != MAIN},
    "an empty main part": with_main(""),
    "XML cut short": with_main(GOOD[MAIN][:-9]),
    "no XML": with_main("文字"),
    "NUL in the XML": with_main(GOOD[MAIN].replace(b"XX", b"X\x00X")),
    "a control character": with_main(GOOD[MAIN].replace(b"XX", b"X\x0bX")),
    "a reference to a control character": with_main(GOOD[MAIN].replace(b"XX", b"X&#1;X")),
    "bad UTF-8": with_main(GOOD[MAIN].replace(b"XX", b"X\xffX")),
    "a prefix that is not declared": with_main(b"<w:document><w:body/></w:document>"),
    "a root of another kind": with_main(part("styles", "")),
    "a web page": with_main("<html><body>完成投资XX亿元</body></html>"),
    "a root of another namespace": with_main('<document xmlns="urn:x"><body/></document>'),
}


@pytest.mark.parametrize("files", REFUSED.values(), ids=REFUSED)
def test_a_main_part_that_is_none(files: Files) -> None:
    assert refusal(zipped(files))


@pytest.mark.parametrize(
    "inside",
    ["", "<w:body/>", "<w:body><w:sectPr/></w:body>", "<w:body><w:p/></w:body>", "<w:body/><w:body/>"],
)
def test_a_document_without_words(inside: str) -> None:
    assert text_or_refusal(zipped(with_main(part("document", inside)))) in (None, "")


# --- relationships -----------------------------------------------------------------------------------------


def led_to(target: str, name: str) -> Files:
    """The good file with its main part elsewhere and the package's relationship pointing there."""
    folder, _, file = name.rpartition("/")
    moved = {
        name: GOOD[MAIN],
        f"{folder}/_rels/{file}.rels": GOOD[RELATIONS].replace(b"styles.xml", b"/word/styles.xml"),
    }
    kept = {path: data for path, data in GOOD.items() if path not in (MAIN, RELATIONS)}
    types = GOOD["[Content_Types].xml"].replace(MAIN.encode(), name.encode())
    first = relationships([("rId1", "officeDocument", target)]).encode()
    return {**kept, **moved, "_rels/.rels": first, "[Content_Types].xml": types}


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("word/document2.xml", "word/document2.xml"),
        ("/word/document2.xml", "word/document2.xml"),
        ("./word/document.xml", "word/document.xml"),
        ("word/../word/document2.xml", "word/document2.xml"),
        ("word\\document2.xml", "word/document2.xml"),
        ("\\word\\document2.xml", "word/document2.xml"),
        ("text/main.xml", "text/main.xml"),
    ],
)
def test_the_main_part_is_found_by_its_relationship(target: str, name: str) -> None:
    assert text_of(zipped(led_to(target, name))) == WORDS


def test_the_relationship_counts_and_not_the_usual_name() -> None:
    files = {**led_to("/word/document2.xml", "word/document2.xml"), MAIN: document(p("旧稿")).encode()}
    assert text_of(zipped(files)) == WORDS


OUTSIDE = ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\evil.xml", "http://127.0.0.1:9/a.xml",
           "\\\\server\\share\\a.xml", "", "/", "..", "%00", "a" * 5_000)  # fmt: skip


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a Word file made us call somebody")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("target", OUTSIDE)
def test_a_main_part_outside_the_file_is_not_read(target: str) -> None:
    # The usual place may be looked at instead.
    files = {**GOOD, "_rels/.rels": relationships([("rId1", "officeDocument", target)]).encode()}
    assert text_or_refusal(zipped(files)) in (None, WORDS)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("target", OUTSIDE)
@pytest.mark.parametrize("mode", ["", ' TargetMode="External"'])
def test_nothing_outside_the_file_is_fetched(target: str, mode: str) -> None:
    kinds = ("styles", "numbering", "header", "footnotes", "settings", "aFChunk", "attachedTemplate", "image")
    relations = "".join(
        f'<Relationship Id="h{n}" Type="{NAMESPACES["r"]}/{kind}" Target="{target}"{mode}/>'
        for n, kind in enumerate(kinds)
    )
    body = document(p(WORDS, footnote(1)), sect(header_default="h2"))
    files = {**GOOD, MAIN: body.encode(), RELATIONS: relationships([], relations).encode()}
    assert text_of(zipped(files)) == WORDS


# --- strict Open XML ---------------------------------------------------------------------------------------


def strict(data: bytes) -> bytes:
    for ours, theirs in (
        (NAMESPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (NAMESPACES["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        (NAMESPACES["m"], "http://purl.oclc.org/ooxml/officeDocument/math"),
        (NAMESPACES["a"], "http://purl.oclc.org/ooxml/drawingml/main"),
        (NAMESPACES["wp"], "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"),
    ):
        data = data.replace(ours.encode(), theirs.encode())
    return data


def test_strict_files_are_read_as_the_others_are() -> None:
    files = parts(
        p("工作", num=(1, 0)),
        p("正文", footnote(1), textbox("框")),
        tbl(["甲", "乙"]),
        sect(header_default="h"),
        numbering=lists(n1=[level("chineseCounting", "%1、")]),
        headers={"h": "眉"},
        footnotes={1: "注"},
    )
    usual = read_docx("报告.docx", zipped(files))
    assert usual.text.split("\n") == ["一、工作", "正文", "甲\t乙", "眉", "注", "框"]
    assert read_docx("报告.docx", zipped({name: strict(data) for name, data in files.items()})) == usual


def test_a_strict_file_in_utf_16() -> None:
    xml = strict(GOOD[MAIN]).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert text_of(zipped({**{name: strict(data) for name, data in GOOD.items()}, MAIN: xml})) == WORDS


# --- depth, width, absurd values ---------------------------------------------------------------------------


def nested(levels: int, before: str, behind: str) -> bytes:
    inside = before * levels + p(WORDS) + behind * levels
    return zipped(with_main(part("document", f"<w:body>{inside}</w:body>")))


WRAPPERS = {
    "content controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "tables": ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"),
    "custom XML": ("<w:customXml>", "</w:customXml>"),
    "changes": ("<w:ins>", "</w:ins>"),
    "forms": ("<mc:AlternateContent><mc:Choice Requires='wps'>", "</mc:Choice></mc:AlternateContent>"),
    "text boxes": ("<w:p><w:r><w:pict><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
    "the unknown": ("<w:unknown>", "</w:unknown>"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "behind"), WRAPPERS.values(), ids=WRAPPERS)
def test_ten_thousand_levels_are_refused(before: str, behind: str) -> None:
    assert refusal(nested(10_000, before, behind))


@pytest.mark.parametrize("name", ["content controls", "tables", "custom XML"])
def test_twenty_levels_are_read(name: str) -> None:
    assert [line for line in text_of(nested(20, *WRAPPERS[name])).split("\n") if line] == [WORDS]


@pytest.mark.parametrize("levels", [60, 120, 250, 300])
@pytest.mark.parametrize("name", WRAPPERS)
def test_levels_in_between_are_read_or_refused(name: str, levels: int) -> None:
    text_or_refusal(nested(levels, *WRAPPERS[name]))


def styles_in_a_circle() -> bytes:
    circle = style("A", based_on="B") + style("B", based_on="C") + style("C", based_on="A")
    return docx(
        p(WORDS, style="A"), styles=circle + style("Self", based_on="Self", run="<w:vanish w:val='0'/>")
    )


def style_of_itself() -> bytes:
    return docx(p(r(WORDS, style="S"), style="S"), styles=style("S", based_on="S"))


def a_long_line_of_styles() -> bytes:
    line = "".join(style(f"S{n}", based_on=f"S{n + 1}") for n in range(5_000))
    return docx(p(WORDS, style="S0"), styles=line)


def numbering_in_a_circle() -> bytes:
    link = '<w:abstractNum w:abstractNumId="{0}"><w:numStyleLink w:val="L{0}"/></w:abstractNum>'
    linked = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    styles = "".join(
        style(f"L{n}", kind="numbering", props=f'<w:numPr><w:numId w:val="{3 - n}"/></w:numPr>')
        for n in (1, 2)
    )
    return docx(p(WORDS, num=(1, 0)), styles=styles, numbering=link.format(1) + link.format(2) + linked)


def list_without_definition() -> bytes:
    numbering = '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num><w:num w:numId="2"/>'
    return docx(p(WORDS, num=(1, 0)), p(WORDS, num=(2, 0)), p(WORDS, num=(3, 0)), numbering=numbering)


def three_hundred_columns() -> bytes:
    return docx(tbl([f"第{n}列" for n in range(300)]), p(WORDS))


def cells_of_absurd_width() -> bytes:
    widths = ("-1", "0", "999999999", "99999999999999999999", "", "abc", "1e9", "²", "٣", "0x10")
    rows = [
        [tc(WORDS, props=f'<w:gridSpan w:val="{n}"/><w:vMerge w:val="{n}"/>'), tc("二", props=f'<w:vMerge w:val="{n}"/>')]
        for n in widths
    ]  # fmt: skip
    skips = [tr(WORDS, props=f'<w:gridBefore w:val="{n}"/><w:gridAfter w:val="{n}"/>') for n in widths]
    return docx(tbl(*rows, *skips), p(WORDS))


def absurd_numbers() -> bytes:
    values = (
        "-1",
        "0",
        "999999999",
        "99999999999999999999999",
        "",
        "abc",
        "1e9",
        "NaN",
        "²",
        "1.5",
        " 1 ",
        "\u0661",
    )
    levels = [
        level(form, "%1、", at=0, start=10**25)
        for form in (
            "decimal",
            "chineseCounting",
            "upperRoman",
            "lowerLetter",
            "ideographDigital",
            "没有",
            "",
        )
    ]
    numbering = lists(**{f"n{n}": [one] for n, one in enumerate(levels, 1)})
    content = [
        p(
            WORDS,
            props=f'<w:numPr><w:ilvl w:val="{v}"/><w:numId w:val="{v}"/></w:numPr><w:outlineLvl w:val="{v}"/>',
        )
        for v in values
    ]
    content += [p(WORDS, num=(n, 0)) for n in range(1, len(levels) + 1)]
    notes = [
        p(
            Xml(
                f'<w:r><w:footnoteReference w:id="{v}"/><w:sym w:char="{v}"/><w:commentReference w:id="{v}"/></w:r>'
            )
        )
        for v in values
    ]
    return docx(*content, *notes, p(WORDS), numbering=numbering, footnotes={1: "注"}, comments={1: "批"})


def missing_attributes() -> bytes:
    bare = "".join(
        f"<w:{name}/>"
        for name in ("fldChar", "instrText", "sym", "footnoteReference", "t", "br", "ptab", "object", "pict", "drawing", "ruby", "commentReference")
    )  # fmt: skip
    props = "<w:pStyle/><w:numPr/><w:outlineLvl/><w:rPr><w:del/></w:rPr>"
    references = Xml("<w:sectPr><w:headerReference/><w:footerReference/></w:sectPr>")
    return docx(
        Xml("<w:p/>"),
        Xml("<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:sdt/><w:altChunk/>"),
        p(Xml("<w:hyperlink/><w:fldSimple/><w:smartTag/><w:sdt><w:sdtContent/></w:sdt><w:ins/><w:del/>")),
        p(Xml("<mc:AlternateContent/><mc:AlternateContent><mc:Fallback/></mc:AlternateContent>")),
        p(Xml("<mc:AlternateContent><mc:Choice><w:r/></mc:Choice></mc:AlternateContent>")),
        p(Xml(f"<w:r><w:rPr><w:rStyle/><w:u/><w:highlight/></w:rPr>{bare}</w:r>"), props=props),
        p(WORDS),
        references,
        styles="<w:style/><w:style w:styleId='x'><w:basedOn/></w:style><w:docDefaults/>",
        numbering="<w:abstractNum/><w:num/><w:num w:numId='1'/><w:abstractNum w:abstractNumId='1'><w:lvl/></w:abstractNum>",
    )


def things_where_they_do_not_belong() -> bytes:
    return docx(
        Xml("<w:r><w:t>散</w:t></w:r><w:t>落</w:t><w:tc><w:p/></w:tc><w:tr/>"),
        p(p("段中段"), tbl(["一"]), Xml("<w:body><w:p/></w:body>")),
        p(r(r("层", r("叠")))),
        tbl(Xml("<w:p/><w:tc/>"), ["甲"]),
        Xml("游离文字"),
        Xml("<w:sectPr/><w:sectPr/>"),
        p(WORDS),
    )


def fields_in_fields() -> bytes:
    return docx(*[p(FIELD_BEGIN, FIELD_BEGIN) for _ in range(5_000)], p(WORDS))


def fields_that_never_end() -> bytes:
    return docx(*[p(FIELD_BEGIN, FIELD_SEPARATE, "果") for _ in range(5_000)], p(WORDS))


def many_runs() -> bytes:
    return docx(p(*["字"] * 40_000), p(WORDS))


def many_underlined_runs() -> bytes:
    blank = r(" ", props='<w:u w:val="single"/>')
    return docx(p(*[blank] * 20_000), p(WORDS))


def many_sections() -> bytes:
    ends = [p("节", props=sect("<w:titlePg/>", header_default="h", header_first="h")) for _ in range(3_000)]
    return docx(*ends, p(WORDS), sect(header_default="h"), headers={"h": "眉"})


def many_text_boxes() -> bytes:
    return docx(*[p(textbox("框", "旧框")) for _ in range(1_500)], p(WORDS))


def many_lists() -> bytes:
    numbering = lists(**{f"n{n}": [level("decimal", "%1.")] for n in range(1, 2_000)})
    return docx(*[p("项", num=(n, 0)) for n in range(1, 2_000)], p(WORDS), numbering=numbering)


def deleted_marks_all_the_way() -> bytes:
    gone = "<w:rPr><w:del w:id='1' w:author='王某'/></w:rPr>"
    return docx(*[p("字", props=gone) for _ in range(10_000)], p(WORDS))


def forms_in_forms() -> bytes:
    inside: str = r(WORDS)
    for _ in range(40):
        inside = alternatives(inside, r("旧"))
    return docx(p(Xml(inside)))


def controls_in_a_paragraph() -> bytes:
    inside: str = r(WORDS)
    for _ in range(40):
        inside = sdt(Xml(inside))
    return docx(p(Xml(inside)))


ABSURD = (
    styles_in_a_circle, style_of_itself, a_long_line_of_styles, numbering_in_a_circle, list_without_definition,
    three_hundred_columns, cells_of_absurd_width, absurd_numbers, missing_attributes, things_where_they_do_not_belong,
    fields_in_fields, fields_that_never_end, many_runs, many_underlined_runs, many_sections, many_text_boxes, many_lists,
    deleted_marks_all_the_way, forms_in_forms, controls_in_a_paragraph,
)  # fmt: skip


@pytest.mark.parametrize("make", ABSURD, ids=lambda make: make.__name__)
def test_absurd_files_are_read(make: Callable[[], bytes]) -> None:
    assert WORDS in text_of(make())


def test_every_column_of_a_wide_table_is_read() -> None:
    line = text_of(three_hundred_columns()).split("\n")[0]
    assert line.split("\t") == [f"第{n}列" for n in range(300)]


def test_ten_million_characters_in_one_paragraph() -> None:
    text = text_or_refusal(docx(p("字" * 3_500_000), p(WORDS)))
    assert text is None or text.endswith(WORDS)


def test_a_number_that_is_no_number_leaves_the_words_alone() -> None:
    assert text_of(list_without_definition()).split("\n") == [WORDS] * 3


def test_mapped_words_are_not_doubled_by_a_stray_body() -> None:
    xml = part("document", f"<w:body>{blocks([WORDS])}</w:body>")
    assert text_of(zipped(with_main(xml))).count("XX") == 1


# --- from outside ------------------------------------------------------------------------------------------

BAD = {
    "empty": b"",
    "cut": zipped(GOOD)[:-30],
    "encrypted": OTHERS["encrypted"],
    "sheet": OTHERS["a sheet"],
    "no-xml": zipped(with_main("<w:document")),
    "deep": nested(10_000, *WRAPPERS["tables"]),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("first", ["good", "bad"])
def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, bad: bytes, first: str) -> None:
    (tmp_path / "good.docx").write_bytes(docx(p(f"{WORDS}，工作有序推进。")))
    (tmp_path / "bad.docx").write_bytes(bad)
    names = ["good.docx", "bad.docx"] if first == "good" else ["bad.docx", "good.docx"]
    done = subprocess.run(
        [sys.executable, "-m", "xxlint", "--output-format", "concise", *names],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(PROJECT)},
        timeout=60,
        check=False,
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 2, said
    assert "Traceback" not in said
    assert any("good.docx" in line and "XX101" in line for line in said.splitlines()), said
    assert any("bad.docx" in line and "XX001" in line for line in said.splitlines()), said


MEMORY = 700 * 2**20  # bytes of address space: Python with lxml takes about 150 MiB

READER = """
    import resource, sys
    from xxlint.formats import Unreadable
    from xxlint.formats.docx import read_docx
    import lxml.etree
    data = sys.stdin.buffer.read()
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        read_docx("报告.docx", data)
    except Unreadable:
        print("refused")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no limit of memory here")
@pytest.mark.parametrize(
    "bomb", [*BOMBS, "entities", "deep"], ids=lambda bomb: getattr(bomb, "__name__", bomb)
)
def test_bombs_take_no_memory(bomb: Callable[[], bytes] | str) -> None:
    if not isinstance(bomb, str):
        data = bomb()
    elif bomb == "deep":
        data = BAD["deep"]
    else:
        data = zipped(with_main(declared(TYPES["entities that swell"])))
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(READER), str(MEMORY)],
        input=data,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == b"refused", done.stderr.decode()
