"""``xxlint textconv``: what git compares."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import word_files

from xxlint.cli.textconv import pieces
from xxlint.document import Block, Document, Layout, Part, Where
from xxlint.span import Span

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def converted(office: Path, project: Path, *arguments: str, **env: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "xxlint", "textconv", *arguments],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(project), **env},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("console", ["utf-8", "gbk", "ascii"])
def test_a_text_is_printed_as_it_is_in_utf8(office: Path, project: Path, encoding: str, console: str) -> None:
    text = "一、工作\r\n完成投资XX亿元。\n## 计划\n\n二、打算㈱𠮷"
    (office / "报告.md").write_bytes(text.encode(encoding))
    assert converted(office, project, "报告.md", PYTHONIOENCODING=console) == text.encode()


def test_colour_is_never_written(office: Path, project: Path) -> None:
    assert b"\x1b" not in converted(office, project, "报告.txt", FORCE_COLOR="1")


def test_an_empty_file_is_empty(office: Path, project: Path) -> None:
    (office / "空.txt").write_bytes(b"")
    assert converted(office, project, "空.txt") == b""


def test_the_encoding_may_be_named(office: Path, project: Path) -> None:
    (office / "旧.txt").write_bytes("上年".encode("gb18030"))
    assert converted(office, project, "旧.txt", "--encoding", "gb18030") == "上年".encode()


def test_what_cannot_be_read_is_said_in_a_line(xxlint: Run, office: Path) -> None:
    for path in ("无.docx", "."):
        done = xxlint("textconv", path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.startswith(f"xxlint: {path}：")
        assert done.stderr.count("\n") == 1


def test_a_damaged_file_does_not_stop_git(xxlint: Run, office: Path) -> None:
    (office / "图.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    done = xxlint("textconv", "图.docx")
    assert done.returncode == 0
    assert done.stdout.startswith("〔") and done.stdout.count("\n") == 1


def in_word(words: str) -> bytes:
    """A Word file with a numbered heading over the words, which are split into runs."""
    numbering = word_files.lists(n1=[word_files.level("chineseCounting", "%1、")])
    heading = word_files.p("经济运行", num=(1, 0))
    return word_files.docx(heading, word_files.p(words[:4], words[4:]), numbering=numbering)


@pytest.mark.parametrize(
    ("name", "written", "above"),
    [("稿.txt", lambda words: f"{words}\n".encode("utf-16"), ""), ("稿.docx", in_word, " 一、经济运行\n")],
    ids=["txt", "docx"],
)
def test_git_shows_what_changed(
    name: str, written: Callable[[str], bytes], above: str, office: Path, project: Path
) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.quotepath=off"]
    program = f'diff.xxlint.textconv="{sys.executable}" -m xxlint textconv'
    (office / ".gitattributes").write_text("*.txt diff=xxlint\n*.docx diff=xxlint\n")
    (office / name).write_bytes(written("完成投资XX亿元。"))
    env = {**os.environ, "PYTHONPATH": str(project)}
    try:
        subprocess.run([*git, "init", "-q"], cwd=office, check=True)
    except FileNotFoundError:
        pytest.skip("git is not installed")
    subprocess.run([*git, "add", "."], cwd=office, check=True)
    subprocess.run([*git, "commit", "-qm", "稿"], cwd=office, check=True)
    (office / name).write_bytes(written("完成投资18亿元。"))
    shown = subprocess.run(
        [*git, "-c", program, "diff", "--no-color"], cwd=office, env=env, stdout=subprocess.PIPE, check=True
    ).stdout.decode()
    assert f"{above}-完成投资XX亿元。\n+完成投资18亿元。\n" in shown


def test_nothing_heavy_is_loaded(office: Path, project: Path) -> None:
    script = "import sys; sys.argv[1:] = ['textconv', '报告.txt']\n"
    script += "from xxlint.cli import main\ntry:\n main()\nexcept SystemExit: pass\n"
    script += "heavy = 'rich lxml pydantic regex tomllib xxlint.kinds.slot xxlint.engine'.split()\n"
    script += "print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "['xxlint.engine']"  # its rules are read when it runs


def document(*stories: tuple[Part, str], prose: str | None = None) -> Document:
    """A Word file of these stories."""
    text = "\n".join(words for _, words in stories)
    blocks: list[Block] = []
    spans = []
    at = 0
    for part, words in stories:
        spans.append(Span(at, at + len(words)))
        for number, line in enumerate(words.split("\n"), 1):
            span = Span(at, at + len(line))
            blocks.append(Block(span, Where(part, number), Span(at, at)))
            at = span.end + 1
    layout = Layout(tuple(blocks), tuple(spans))
    return Document("报告.docx", "docx", text, text if prose is None else prose, None, layout=layout)


def test_stories_stand_under_their_names() -> None:
    word = document(
        ("body", "一、工作\n\n指标\t数值"),
        ("header", "机密"),
        ("footnote", "来源"),
        ("footnote", "\n说明"),
        ("textbox", "联系人"),
    )
    assert "".join(pieces(word)) == (
        "一、工作\n\n指标\t数值\n〔页眉〕\n机密\n〔脚注〕\n来源\n〔脚注〕\n\n说明\n〔文本框〕\n联系人\n"
    )


@pytest.mark.parametrize("sign", ["\v", "\n"])
def test_a_paragraph_is_a_line(sign: str) -> None:
    word = document(("body", f"第一行{sign}第二行\n下一段"), prose="第一行\v第二行\n下一段")
    assert "".join(pieces(word)) == "第一行 第二行\n下一段\n"


def test_a_word_file_without_words() -> None:
    assert "".join(pieces(document(("body", "")))) == "\n"
