"""Findings in what changed since a revision: real repositories, text and Word."""

import os
import subprocess
from pathlib import Path

import pytest
import word_files as w

from xxlint import Settings
from xxlint.api import make_runner
from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.formats import read
from xxlint.gitscope import Scope, changes_of
from xxlint.results import FileResult
from xxlint.settings import SettingsError
from xxlint.span import Span

REPORT = """2024年工作总结

一、主要指标
全年完成固定资产投资XX亿元，同比增长8.5%。
新开工项目35个，总投资XX亿元。
二、招商引资
引进XX公司落户。
"""


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=甲", "-c", "user.email=a@b", *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    )


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with one report, in a folder with a Chinese name."""
    folder = tmp_path / "某 县" / "年度"
    folder.mkdir(parents=True)
    (folder / "报告.txt").write_text(REPORT, "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "初稿")
    return folder


def check(path: Path, revision: str = "HEAD") -> FileResult:
    settings = Settings(select=("XX1", "XX3"), changed_since=revision, waivers=None)
    return make_runner(settings).check_file(str(path))


def lines(result: FileResult) -> list[int]:
    return [result.text.count("\n", 0, d.span.start) + 1 for d in result.diagnostics]


def test_only_changed_paragraphs_are_told(office: Path) -> None:
    path = office / "报告.txt"
    unchanged = check(path)
    assert (unchanged.diagnostics, unchanged.silenced) == ((), 0)
    assert unchanged.notes[-1].zh == "与 HEAD 相比没有改动，其余各段的 3 条问题没有列出"
    path.write_text("新的一段，完成XX万元。\n" + REPORT.replace("35个", "36个"), "utf-8")
    changed = check(path)
    assert lines(changed) == [1, 6]
    assert changed.notes[-1].zh == "只查了 HEAD 以来的 2 段改动，其余各段的 2 条问题没有列出"
    path.write_bytes(("\ufeff" + REPORT).replace("\n", "\r\n").encode())
    assert check(path).diagnostics == ()
    path.write_bytes(REPORT.encode("gb18030"))
    assert check(path).diagnostics == ()


def test_new_renamed_and_linked_files(office: Path) -> None:
    new = office / "新 稿.txt"
    new.write_text("完成XX万元的投资任务，各项工作进展顺利。\n", "utf-8")
    told = check(new)
    assert lines(told) == [1]
    assert told.notes[-1].zh == "HEAD 里没有这个文件，全文都查了"
    git(office, "mv", "报告.txt", "总结“终稿”.txt")
    renamed = office / "总结“终稿”.txt"
    renamed.write_text(REPORT.replace("引进XX公司", "新引进XX公司"), "utf-8")
    assert lines(check(renamed)) == [7]
    link = office.parent / "链接.txt"
    try:
        link.symlink_to(renamed)
    except OSError:
        pytest.skip("no symbolic links here")
    assert lines(check(link)) == [7]


def test_word_files_are_compared_by_what_they_say(office: Path) -> None:
    path = office / "报告.docx"
    numbered = w.lists(n1=[w.level("chineseCounting", "%1、")])

    def body(*extra: str) -> bytes:
        words = ("完成固定资产投资XX亿元。", *extra, "引进XX公司落户，建成项目12个。")
        return w.docx(*(w.p(word, num=(1, 0)) for word in words), numbering=numbered)

    path.write_bytes(body())
    git(office, "add", "-A")
    git(office, "commit", "-qm", "Word")
    path.write_bytes(w.split_runs(body("总投资XX亿元。"), 7))
    told = check(path)
    assert [d.span.of(told.text) for d in told.diagnostics] == ["XX"]
    assert told.text[told.diagnostics[0].span.start - 3 :].startswith("总投资XX")
    assert "1 段改动" in told.notes[-1].zh


def test_revisions(office: Path) -> None:
    path = office / "报告.txt"
    git(office, "checkout", "-qb", "改稿/甲")
    path.write_text(REPORT.replace("35个", "36个"), "utf-8")
    git(office, "commit", "-qam", "改稿")
    git(office, "checkout", "-q", "main")
    path.write_text(REPORT.replace("引进XX", "新引进XX"), "utf-8")
    git(office, "commit", "-qam", "又改")
    git(office, "checkout", "-q", "改稿/甲")
    for revision, found in {
        "main": [5, 7],
        "main...": [5],
        "main...HEAD": [5],
        "HEAD~1": [5],
        "HEAD": [],
        "main..": [5, 7],
    }.items():
        assert lines(check(path, revision)) == found, revision


@pytest.mark.parametrize(
    "revision", ["nope", "-p", "--output=x", "...", "nope...", "", "HEAD:年度", "a\0b", "HEAD...-p", " "]
)
def test_no_such_revision(office: Path, revision: str) -> None:
    if revision == "...":
        assert check(office / "报告.txt", revision).diagnostics == ()  # HEAD...HEAD
        return
    with pytest.raises(SettingsError) as caught:
        check(office / "报告.txt", revision)
    assert "没有" in caught.value.words.zh


def test_where_git_cannot_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, "utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SettingsError, match="no git repository"):
        check(path)
    git(tmp_path, "init", "-q")
    with pytest.raises(SettingsError, match="no revision"):
        check(path)  # nothing is committed
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="not found"):
        check(path)


def test_a_clean_file_that_did_not_change_says_nothing(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office)
    assert Scope("HEAD").apply(read("报告.txt", REPORT.encode(), None), ()).notes == ()


# paragraphs, without git


def document(*paragraphs: str) -> Document:
    return read("a.txt", "\n".join(paragraphs).encode(), "utf-8")


def concerns(old: Document, new: Document, word: str, related: str = "") -> bool:
    start = new.text.index(word)
    others = (Span(new.text.index(related), new.text.index(related) + 1),) if related else ()
    found = Diagnostic("XX301", "x", "error", "x", Span(start, start + len(word)), related=others)
    return changes_of(old, new).concern(found)


def test_moved_paragraphs_have_not_changed() -> None:
    old, new = document("甲段。", "乙段。", "丙段。"), document("丙段。", "　　甲段。", "乙段。")
    assert changes_of(old, new).count == 0


def test_a_copy_has_changed_once() -> None:
    old, new = document("甲段。", "乙段。"), document("甲段。", "乙段。", "甲段。")
    assert changes_of(old, new).count == 1


@pytest.mark.parametrize(
    ("paragraphs", "word", "related", "kept"),
    [
        pytest.param(("一、甲", "二、乙", "三、丙"), "三、", "", False, id="nothing"),
        pytest.param(("一、甲", "二、改", "三、丙"), "三、", "", False, id="another paragraph"),
        pytest.param(("一、甲", "二、改", "三、丙"), "三、", "二、", True, id="what it points to"),
        pytest.param(("一、甲", "二、改", "三、丙"), "三、", "一、", False, id="points elsewhere"),
        pytest.param(("一、甲", "三、丙"), "三、", "一、", True, id="one before it is gone"),
        pytest.param(("一、甲", "三、丙"), "三、", "", False, id="gone, but it compares nothing"),
        pytest.param(("一、甲", "二、乙\n三、丙新"), "乙\n三", "", True, id="over two paragraphs"),
    ],
)
def test_what_is_about_a_change(paragraphs: tuple[str, ...], word: str, related: str, kept: bool) -> None:
    assert concerns(document("一、甲", "二、乙", "三、丙"), document(*paragraphs), word, related) is kept


def test_the_whole_file_is_always_told() -> None:
    old = document("甲段。")
    assert changes_of(old, old).concern(Diagnostic("XX405", "x", "error", "x", Span(0, 0)))
