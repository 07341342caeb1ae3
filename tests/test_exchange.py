"""What the formats for other programs share: names of files, byte columns, fingerprints, cells of a sheet."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.diagnostic import Diagnostic
from xxlint.exchange.byte_columns import ByteColumns
from xxlint.exchange.cells import inert, row
from xxlint.exchange.context import around
from xxlint.exchange.fingerprints import fingerprints
from xxlint.exchange.paths import from_root, uri
from xxlint.results import FileResult
from xxlint.span import LineIndex, Span

# names of files


@pytest.mark.parametrize(
    ("path", "roots", "named"),
    [
        pytest.param("报告.txt", ["."], "报告.txt", id="here"),
        pytest.param("./a/../报告.txt", ["."], "报告.txt", id="a detour"),
        pytest.param("年/报告.txt", ["."], "年/报告.txt", id="below"),
        pytest.param("sub/报告.txt", ["sub", "."], "报告.txt", id="the first root that holds it"),
        pytest.param("报告.txt", ["sub", "."], "报告.txt", id="the second"),
        pytest.param("..报告.txt", ["."], "..报告.txt", id="a name with dots"),
        pytest.param("-", ["."], "-", id="standard input"),
    ],
)
def test_paths_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, roots: list[str], named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert from_root(path, *(str(tmp_path / root) for root in roots)) == named


def test_a_path_outside_the_roots_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert from_root("../x.txt", str(tmp_path)) == str(tmp_path.parent / "x.txt").replace(os.sep, "/")


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        ("年度 总结.txt", "%E5%B9%B4%E5%BA%A6%20%E6%80%BB%E7%BB%93.txt"),
        ("a:b#c?d%.txt", "a%3Ab%23c%3Fd%25.txt"),
        ("/tmp/a b.txt", "file:///tmp/a%20b.txt"),
        ("C:/报 告.txt", "file:///C:/%E6%8A%A5%20%E5%91%8A.txt"),
        ("//server/share/a.txt", "file://server/share/a.txt"),
    ],
)
def test_uris(path: str, encoded: str) -> None:
    assert uri(path) == encoded


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_a_uri_is_read_back_and_leads_nowhere_else(name: str) -> None:
    encoded = uri(f"夹/{name}")
    assert encoded.isascii()
    parts = urlsplit(encoded)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(parts.path) == f"夹/{name}"


# byte columns


@given(st.text("aé一𠀀\r\n", max_size=60), st.data())
def test_byte_columns_cut_the_line_where_the_offset_is(text: str, data: st.DataObject) -> None:
    index = LineIndex(text)
    columns = ByteColumns(text, index)
    for offset in data.draw(st.lists(st.integers(0, len(text)))):
        line, column = columns.position(offset)
        start = index.line_span(line).start
        assert text[start:].encode()[: column - 1].decode() == text[start:offset]


# fingerprints


def found(text: str, *places: tuple[str, int, int], path: str = "报告.txt") -> FileResult:
    diagnostics = tuple(
        Diagnostic(code, code.lower(), "error", f"{code}的说明", Span(start, end))
        for code, start, end in places
    )
    prose = text.replace("\r\n", "\v\n").replace("\r", "\n")  # as a document has it
    return FileResult(path, "text", "utf-8", "checked", text, diagnostics, prose=prose)


def letters(text: str) -> FileResult:
    """A finding on each X."""
    return found(text, *(("XX101", at, at + 1) for at, c in enumerate(text) if c == "X"))


@given(st.text("X年投资亿元\n", max_size=80))
def test_fingerprints_are_unique(text: str) -> None:
    made = fingerprints(letters(text))
    assert len(set(made)) == len(made) == text.count("X")


@given(st.text("年投\n元", max_size=40), st.text("年投\n元", max_size=40))
def test_edits_elsewhere_change_no_fingerprint(above: str, below: str) -> None:
    line = "完成投资X亿元，同比增长X％。"
    assert fingerprints(letters(f"{above}\n{line}\n{below}")) == fingerprints(letters(line))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_ends_of_lines_are_not_in_it(ending: str) -> None:
    assert fingerprints(letters(f"甲{ending}投资X亿元{ending}乙")) == fingerprints(letters("投资X亿元"))


def test_what_differs_has_another_fingerprint() -> None:
    texts = ["投资X亿元", "投资X万元", "产值X亿元"]
    made = {fingerprints(letters(text))[0] for text in texts}
    made.add(fingerprints(found("投资X亿元", ("XX102", 2, 3)))[0])
    made.add(fingerprints(letters("投资X亿元"), "甲.txt")[0])
    made.add(fingerprints(letters("投资X亿元"), "乙.txt")[0])
    assert len(made) == 6


def test_findings_on_the_whole_file_are_told_apart_by_what_they_say() -> None:
    first = Diagnostic("XX402", "missing-part", "warning", "缺少“落款”", Span(0, 0))
    second = first._replace(message="缺少“日期”")
    both = FileResult("a.txt", "text", "utf-8", "checked", "文", (first, second))
    assert fingerprints(both)[1:] == fingerprints(both._replace(diagnostics=(second,)))


# context and cells


@pytest.mark.parametrize(
    ("text", "span", "before", "after"),
    [
        ("一二三四五", Span(2, 3), "一二", "四五"),
        ("一二三四五六七", Span(3, 4), "二三", "五六"),
        ("甲\n二三四\n乙", Span(3, 4), "二", "四"),
        ("甲\t三\r\n乙", Span(2, 3), "", ""),
    ],
)
def test_the_words_around(text: str, span: Span, before: str, after: str) -> None:
    assert around(text, span, 2) == (before, span.of(text), after)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM", "'@SUM"),
        ("＝1", "'＝1"),
        ("-3.5", "-3.5"),
        ("-3.5%", "'-3.5%"),
        ("投资", "投资"),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert inert(cell) == written
    assert row([cell, "甲,乙"]) == f'{written},"甲,乙"\n'
