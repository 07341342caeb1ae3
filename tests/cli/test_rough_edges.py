"""Where the system is in the way: pipes for files, closed or full outputs, words in an unusual order."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import docx, p, picture

import xxlint as package
from xxlint.formats import Unreadable

Run = Callable[..., "subprocess.CompletedProcess[str]"]
UNIX = pytest.mark.skipif(os.name == "nt", reason="no such files on Windows")


@UNIX
def test_a_pipe_in_a_folder_is_no_report(xxlint: Run, office: Path) -> None:
    os.mkfifo(office / "管道.txt")
    done = xxlint(".", "--output-format", "concise")
    assert done.returncode == 2
    assert "管道.txt" in done.stdout and "不是普通文件" in done.stdout
    assert "报告.txt:4:" in done.stdout  # the others are checked


@UNIX
def test_a_device_is_no_target_for_comments(xxlint: Run, office: Path) -> None:
    (office / "稿.docx").write_bytes(docx(p("完成投资XX亿元。")))
    (office / "批注.docx").symlink_to("/dev/full")
    done = xxlint("稿.docx", "--force", "--annotate", "批注.docx")
    assert done.returncode == 2 and "不能是文件夹或设备" in done.stderr


def test_comments_of_others_are_never_written_over(xxlint: Run, office: Path) -> None:
    from word_files import commented

    plain, discussed = office / "稿.docx", office / "讨论.docx"
    plain.write_bytes(docx(p("完成投资XX亿元。")))
    discussed.write_bytes(docx(p("完成投资", commented(0, "XX"), "亿元。"), comments={0: "请财政局核实"}))
    assert xxlint("讨论.docx", "--force", "--annotate", "批注.docx").returncode == 1
    before = (office / "批注.docx").read_bytes()
    done = xxlint("稿.docx", "--force", "--annotate", "批注.docx")
    assert done.returncode == 2 and "的批注" in done.stderr
    assert (office / "批注.docx").read_bytes() == before


@UNIX
@pytest.mark.parametrize("command", [["check", "报告.txt"], ["metrics", "报告.txt"], ["rules"]])
def test_a_full_disk_behind_the_output_is_said(command: list[str], project: Path, office: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "xxlint", *command],
            cwd=office,
            env={**os.environ, "PYTHONPATH": str(project)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "xxlint: 结果写不出去：磁盘已满\n"


@UNIX
def test_a_closed_output_is_no_traceback(project: Path, office: Path) -> None:
    script = f'"{sys.executable}" -m xxlint check 报告.txt >&-'
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(project)},
        stderr=subprocess.PIPE,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1


def test_the_language_may_stand_before_the_command(xxlint: Run) -> None:
    for words in (("--lang", "en", "check", "报告.txt"), ("--lang=en", "报告.txt")):
        done = xxlint(*words)
        assert done.returncode == 1 and "letter placeholder" not in done.stderr
        assert "error" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ("check", "报告.txt", "--year", "20"), "--year 要写 1949 到 2100 之间的整数", id="a range"
        ),
        pytest.param(("check", "报告.txt", "--against"), "选项 --against 后面要写内容", id="no value"),
        pytest.param(("textconv", "a.txt", "b.txt"), "多出的参数：b.txt", id="one too many"),
        pytest.param(("textconv", "无.docx"), "无.docx：文件读不了：找不到这个文件", id="no file"),
    ],
)
def test_slips_are_told_in_chinese(arguments: tuple[str, ...], said: str, xxlint: Run) -> None:
    done = xxlint(*arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == f"xxlint: {said}"


def test_pictures_alone_are_no_report(xxlint: Run, office: Path) -> None:
    (office / "扫描.docx").write_bytes(docx(p(picture())))
    done = xxlint("扫描.docx")
    assert done.returncode == 2 and "只有图片" in done.stdout


def test_what_cannot_be_edited_is_called_what_it_is(office: Path) -> None:
    path = office / "空.docx"
    path.write_bytes(b"")
    with pytest.raises(Unreadable, match="空的"):
        package.apply_edits(path, [])


def test_a_report_of_the_folder_is_never_written_over(xxlint: Run, office: Path) -> None:
    before = (office / "报告.txt").read_bytes()
    done = xxlint(".", "--output-file", "报告.txt")
    assert done.returncode == 2 and "没有覆盖" in done.stderr
    assert (office / "报告.txt").read_bytes() == before
    for _ in range(2):  # an earlier result may be written anew
        assert xxlint(".", "--output-format", "markdown", "--output-file", "结果.md").returncode == 1


def test_a_file_is_checked_once(xxlint: Run) -> None:
    done = xxlint("报告.txt", ".", "./报告.txt", "--statistics")
    assert "1 个文件" in done.stdout


def test_mended_copies_are_left_alone(xxlint: Run, office: Path) -> None:
    (office / "稿.docx").write_bytes(docx(p("抓好落实,推进工作。")))
    assert xxlint("fix", "稿.docx", "--force").returncode == 0
    done = xxlint("fix", ".", "--force")
    assert not (office / "稿.fixed.fixed.docx").exists()
    assert "稿.fixed.docx" in {path.name for path in office.iterdir()}
    assert done.returncode in (0, 1)


@UNIX
def test_what_was_not_written_was_fixable(xxlint: Run, office: Path) -> None:
    (office / "只读.txt").write_text("抓好落实,推进工作。\n", encoding="utf-8")
    (office / "只读.txt").chmod(0o444)
    done = xxlint("fix", "只读.txt")
    assert done.returncode == 2
    assert "没有可以自动修改的地方" not in done.stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[rules.XX101]\nforms = ["lettr"]\n', "是不是 letter"),
        ("year = 1\n", "不能小于 1949"),
    ],
)
def test_wrong_values_of_settings_are_told(settings: str, said: str, xxlint: Run, office: Path) -> None:
    (office / "xxlint.toml").write_text(settings, encoding="utf-8")
    done = xxlint("报告.txt")
    assert done.returncode == 2 and said in done.stderr
