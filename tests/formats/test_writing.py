"""Edits written back, in every format: the same encoding, the same line ends, the same bytes everywhere else."""

import codecs
from pathlib import Path

import pytest
import word_files as word
from hypothesis import given
from hypothesis import strategies as st

import xxlint
from xxlint.formats.encoding import decode
from xxlint.formats.writing import apply_edits
from xxlint.formats.written import Tracking
from xxlint.span import Edit, Span


def edit(start: int, end: int, words: str) -> Edit:
    return Edit(Span(start, end), words)


@pytest.mark.parametrize(
    ("name", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("gb18030", b""), ("utf-16-le", codecs.BOM_UTF16_LE), ("big5", b"")],
)  # fmt: skip
def test_text_comes_back_byte_for_byte(name: str, mark: bytes) -> None:
    text = "今年完成投資XX億元。\r\n第二行\n第三行\r\r\n無行尾"
    data = mark + text.encode(name)
    encoding = None if mark or name == "utf-8" else name
    at = text.index("XX")
    written = apply_edits(
        "a.txt", data, [edit(at, at + 2, "12.5"), edit(len(text), len(text), "了")], encoding
    )
    assert not written.refused
    assert written.data == mark + (text.replace("XX", "12.5") + "了").encode(name)


@given(
    st.text("甲乙a \r\n\t", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 32), st.integers(0, 3), st.text("丙b\n", max_size=3)), max_size=5),
)
def test_edits_of_text(text: str, told: list[tuple[int, int, str]]) -> None:
    edits = [edit(start, start + length, words) for start, length, words in told]
    written = apply_edits("a.md", text.encode(), edits, "utf-8")
    refused = {id(refusal.edit) for refusal in written.refused}
    expected = text
    for span, words in sorted((e for e in edits if id(e) not in refused), reverse=True):
        expected = expected[: span.start] + words + expected[span.end :]
    assert written.data == expected.encode()
    assert all(e.span.end > len(text) or len(edits) > 1 for e in edits if id(e) in refused)


def test_a_text_without_edits_is_the_same_object() -> None:
    data = "甲".encode()
    assert apply_edits("a.txt", data, []).data is data
    assert apply_edits("a.txt", data, [edit(0, 1, "甲")]).data is data


@pytest.mark.parametrize(
    ("data", "encoding", "words", "why"),
    [
        pytest.param(
            "投資億元".encode("big5"), "big5", "亿", "BIG5 编码里没有“亿”", id="not in the encoding"
        ),
        pytest.param("投资亿元".encode(), None, "\ud800", "U+D800", id="half a character"),
        pytest.param("投资亿元".encode(), None, "\x00", "控制字符", id="a control character"),
        pytest.param("投资亿元，增长百分之八".encode() * 9 + b"\xff", None, "丙", "无法解读", id="damaged"),
    ],
)
def test_refused_in_text(data: bytes, encoding: str | None, words: str, why: str) -> None:
    written = apply_edits("a.txt", data, [edit(0, 1, words)], encoding)
    (refusal,) = written.refused
    assert why in refusal.reason.zh
    assert written.data is data


def test_one_refused_edit_leaves_the_others() -> None:
    data = "投資億元".encode("big5")
    written = apply_edits("a.txt", data, [edit(0, 1, "亿"), edit(1, 2, "入")], "big5")
    assert decode(written.data, "big5").text == "投入億元"
    assert len(written.refused) == 1


def test_text_holds_no_tracked_changes() -> None:
    written = apply_edits("a.txt", "甲".encode(), [edit(0, 1, "乙")], track_changes=Tracking())
    assert "修订" in written.refused[0].reason.zh


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.DOC", "a.odt", "a.rtf"])
def test_what_is_read_only(name: str) -> None:
    data = b"%PDF-1.7" if name.endswith("pdf") else b"PK\x03\x04" if name.endswith("odt") else b"{\\rtf"
    written = apply_edits(name, data, [edit(0, 1, "乙")])
    assert "另存为 .docx" in written.refused[0].reason.zh
    assert written.data is data


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "报告"])
def test_a_word_file_by_any_name(name: str) -> None:
    written = apply_edits(name, word.docx("甲乙"), [edit(0, 1, "丙")], track_changes=Tracking())
    assert not written.refused
    assert b"<w:ins " in word.unzipped(written.data)["word/document.xml"]


def test_from_python(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("今年完成投资XX亿元".encode("gb18030"))
    written = xxlint.apply_edits(path, [xxlint.Edit(xxlint.Span(6, 8), "12")])
    assert written.data.decode("gb18030") == "今年完成投资12亿元"
    assert path.read_bytes().decode("gb18030") == "今年完成投资XX亿元"
    xxlint.save(path, written.data, replace=True)
    assert path.read_bytes() == written.data
