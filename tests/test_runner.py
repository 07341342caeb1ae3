"""Paths to results: which files are reports, and what becomes of every other one."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from xxlint import FileResult, Settings
from xxlint.api import make_runner
from xxlint.results import exit_code

BAD = "完成投资XX亿元，同比增长6.1%。\n"
GOOD = "完成投资12亿元，同比增长6.1%。\n"


def check(*paths: Path | str, settings: Settings | None = None) -> list[FileResult]:
    return list(make_runner(settings or Settings()).check_paths(map(str, paths)))


def write(folder: Path, files: Sequence[str], text: str = GOOD) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def names(results: list[FileResult], folder: Path) -> list[str]:
    return [Path(result.path).relative_to(folder).as_posix() for result in results]


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    write(tmp_path, ["b.txt", "a.md", "c/d.TXT", "c/e.markdown", "z.MD", "f.py", "g.csv", "README"])
    results = check(tmp_path)
    assert sorted(names(results, tmp_path)) == ["a.md", "b.txt", "c/d.TXT", "c/e.markdown", "z.MD"]
    assert {result.status for result in results} == {"checked"}
    assert names(results, tmp_path) == names(check(tmp_path), tmp_path)
    assert [Path(r.path).name for r in results if Path(r.path).parent == tmp_path] == [
        "a.md",
        "b.txt",
        "z.MD",
    ]


def test_what_no_folder_is_searched_for(tmp_path: Path) -> None:
    write(
        tmp_path,
        [
            ".hidden.txt",
            ".git/a.txt",
            "node_modules/a.md",
            "build/a.txt",
            "dist/a.txt",
            "~$a.txt",
            "my/lib/a.txt",
        ],
    )
    write(tmp_path, ["my/pyvenv.cfg", "a.txt"])
    assert names(check(tmp_path), tmp_path) == ["a.txt"]
    assert check(tmp_path / ".hidden.txt")[0].status == "checked"
    assert check(tmp_path / ".git")[0].status == "checked"


def test_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt", "b.txt"])
    assert len(check(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt")) == 2
    assert len(check(tmp_path, f"{tmp_path}/")) == 2


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, ["a/b.txt"])
    try:
        (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "a" / "dead.txt").symlink_to(tmp_path / "nothing")
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    except OSError:
        pytest.skip("no symbolic links here")
    results = {Path(result.path).name: result.status for result in check(tmp_path)}
    assert results == {"b.txt": "checked", "dead.txt": "failed", "self.txt": "failed"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_cannot_be_read_fails(tmp_path: Path) -> None:
    write(tmp_path, ["open/a.txt", "shut/b.txt", "c.txt"])
    (tmp_path / "shut").chmod(0)
    (tmp_path / "c.txt").chmod(0)
    try:
        results = {Path(result.path).name: result.status for result in check(tmp_path)}
        assert results == {"a.txt": "checked", "shut": "failed", "c.txt": "failed"}
    finally:
        (tmp_path / "shut").chmod(0o700)


@pytest.mark.parametrize("name", ["没有.txt", "没有的文件夹", "a/b/c.md"])
def test_a_path_that_is_not_there_fails_and_the_others_are_checked(tmp_path: Path, name: str) -> None:
    write(tmp_path, ["a.txt"], BAD)
    results = check(tmp_path / name, tmp_path / "a.txt")
    assert [result.status for result in results] == ["failed", "checked"]
    assert [d.code for d in results[0].diagnostics] == ["XX001"]
    assert results[0].not_checked
    assert [d.code for d in results[1].diagnostics] == ["XX101"]
    assert exit_code(results, "warning", True) == 2


@pytest.mark.parametrize("files", [[], ["a.py"], ["sub/b.csv", ".hidden.txt"]])
def test_a_named_folder_without_reports_fails(tmp_path: Path, files: list[str]) -> None:
    write(tmp_path, files)
    results = check(tmp_path)
    assert [(result.path, result.status) for result in results] == [(str(tmp_path), "failed")]


@pytest.mark.parametrize(
    ("suffix", "status"),
    [(".docx", "failed"), (".DOCX", "failed"), (".doc", "skipped"), (".wps", "skipped"), (".pdf", "skipped")],
)
def test_word_files_are_never_clean(tmp_path: Path, suffix: str, status: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(b"PK\x03\x04 whatever")
    assert [result.status for result in check(path)] == ["failed"]
    write(tmp_path, ["a.txt"])
    results = {Path(result.path).name: result for result in check(tmp_path)}
    assert results["a.txt"].status == "checked"
    assert results[f"报告{suffix}"].status == status
    assert results[f"报告{suffix}"].not_checked


def test_what_is_passed_over_in_a_folder_says_how_to_check_it(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt", "b.doc", "c.ofd", "d.html"])
    words = {Path(result.path).name: result.not_checked for result in check(tmp_path)}
    assert words["a.txt"] == ()
    assert "直接写出它的文件名" in words["b.doc"][0].zh
    assert "另存为 .docx 或 PDF" in words["c.ofd"][0].zh
    assert ".html" in words["d.html"][0].zh


def test_the_lock_file_of_an_open_report_is_no_report(tmp_path: Path) -> None:
    write(tmp_path, ["~$报告.docx", "a.txt"])
    assert [Path(result.path).name for result in check(tmp_path)] == ["a.txt"]
    results = list(check(tmp_path / "~$报告.docx"))
    assert [result.status for result in results] == ["skipped"]
    assert "临时文件" in results[0].not_checked[0].zh


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04" + b"\0" * 99,
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x00" * 500,
    ],
)
def test_a_binary_file_fails_whatever_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    for forced in (False, True):
        (result,) = check(path, settings=Settings(force=forced))
        assert (result.status, [d.code for d in result.diagnostics]) == ("failed", ["XX001"])


@pytest.mark.parametrize("text", ["", "\n", " \r\n　\n", "\ufeff"])
def test_an_empty_file_is_clean_with_a_note(tmp_path: Path, text: str) -> None:
    write(tmp_path, ["a.txt"], text)
    (result,) = check(tmp_path / "a.txt")
    assert (result.status, result.diagnostics) == ("checked", ())
    assert len(result.notes) == 1
    assert exit_code([result], "info", False) == 0


def test_one_bad_byte_is_a_note_not_a_refusal(tmp_path: Path) -> None:
    data = (GOOD * 20 + BAD).encode()
    (tmp_path / "a.txt").write_bytes(data[:60] + b"\xff" + data[60:])
    (result,) = check(tmp_path / "a.txt")
    assert result.status == "checked"
    assert result.notes
    assert {"XX101", "XX605"} <= {d.code for d in result.diagnostics}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "big5"]
)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = "全年工作成果良好，完成投資XX萬元。\n" if encoding == "big5" else GOOD * 3 + BAD
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (result,) = check(tmp_path / "a.txt")
    assert [d.span.of(result.text) for d in result.diagnostics if d.code == "XX101"] == ["XX"]
    assert result.text == text


def test_a_wrong_encoding_on_the_command_line_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(BAD.encode())
    for encoding in ("ascii", "no-such-encoding"):
        (result,) = check(tmp_path / "a.txt", settings=Settings(encoding=encoding))
        assert result.status == "failed"


REQUIREMENTS = "click>=8.1\npydantic>=2.7\nregex\n# 依赖\n"


def test_what_is_not_chinese_is_skipped_unless_forced(tmp_path: Path) -> None:
    write(tmp_path, ["requirements.txt"], REQUIREMENTS)
    write(tmp_path, ["README.md"], "# A project\n\nIt does things, in English. XX marks TODO the spot.\n")
    results = check(tmp_path)
    assert {result.status for result in results} == {"skipped"}
    assert all(result.not_checked and not result.diagnostics for result in results)
    assert exit_code(results, "info", False) == 0
    assert {result.status for result in check(tmp_path, settings=Settings(force=True))} == {"checked"}


def test_a_clear_placeholder_makes_a_draft_of_it(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt"], "GDP: XX亿元\nR&D: XX%\nABC DEF GHI JKL MNO PQR STU VWX YZA BCD EFG HIJ\n")
    assert check(tmp_path / "a.txt")[0].status == "checked"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_with_a_name_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [result.status for result in check(tmp_path / "a.txt")] == ["failed"]


def test_exit_codes(tmp_path: Path) -> None:
    write(tmp_path, ["bad.txt"], BAD)
    write(tmp_path, ["good.txt"], GOOD)
    write(tmp_path, ["hint.txt"], "联系电话：138XXXXXXXX，工作有序推进。\n")
    bad, good, hint = check(tmp_path / "bad.txt", tmp_path / "good.txt", tmp_path / "hint.txt")
    assert [d.severity for d in hint.diagnostics] == ["info"]
    assert [exit_code([one], "warning", False) for one in (bad, good, hint)] == [1, 0, 0]
    assert [exit_code([one], "info", False) for one in (bad, good, hint)] == [1, 0, 1]
    assert exit_code([bad], "warning", True) == 0
    assert exit_code([], "warning", False) == 0
