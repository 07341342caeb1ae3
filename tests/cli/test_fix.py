"""``xxlint fix`` and ``check --fix``: what is written where, what is said, and the exit codes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from word_files import docx, p

from xxlint.cli import cli, mended
from xxlint.formats import read

DRAFT = "2024年工作总结\n\n一、主要指标\n全年完成投资3亿元,同比增长8.5%。。\n三、打算\n根据云工信发[2023]第08号文件抓好落实。\n"
SAFE = DRAFT.replace(",", "，").replace("。。", "。")
ALL = SAFE.replace("三、", "二、").replace("[2023]第08号", "〔2023〕8号")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "报告.docx").write_bytes(docx(*(p(line) for line in DRAFT.strip().split("\n"))))
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin, prog_name="xxlint")


def words(path: Path) -> str:
    """What the file says, without the line ends of a text's last line."""
    return read(path.name, path.read_bytes()).text.rstrip("\n")


# texts


def test_safe_fixes_in_place_and_word_of_the_others(office: Path) -> None:
    done = run("fix", "报告.txt")
    assert (office / "报告.txt").read_text(encoding="utf-8") == SAFE
    assert done.output == (
        "报告.txt：改了 2 处（XX502 1、XX504 1）\n共改 2 处，还有 2 个问题；另有 2 处可用 --unsafe-fixes 修改\n"
    )
    assert done.exit_code == 1


def test_nothing_left_is_0_and_a_second_run_changes_nothing(office: Path) -> None:
    done = run("fix", "报告.txt", "--unsafe-fixes")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "共改 4 处，没有剩下的问题")
    again = run("fix", "报告.txt", "--unsafe-fixes")
    assert (again.exit_code, again.output) == (0, "没有可以自动修改的地方，没有剩下的问题\n")
    assert (office / "报告.txt").read_text(encoding="utf-8") == ALL


def test_what_is_left_can_be_let_pass(office: Path) -> None:
    assert run("fix", "报告.txt", "--exit-zero").exit_code == 0


def test_in_english(office: Path) -> None:
    done = run("fix", "报告.txt", "--lang", "en")
    assert done.output.endswith("2 fixed, 2 left; 2 more with --unsafe-fixes\n")


def test_only_the_rules_that_were_named(office: Path) -> None:
    run("fix", "报告.txt", "--select", "XX504")
    assert (office / "报告.txt").read_text(encoding="utf-8") == DRAFT.replace("。。", "。")


def test_each_fix_is_shown(office: Path) -> None:
    done = run("fix", "报告.txt", "--unsafe-fixes", "--show-fixes")
    assert done.output.splitlines()[1:-1] == [
        "报告.txt:4:10 XX502 , → ，",
        "报告.txt:4:19 XX504 。。 → 。",
        "报告.txt:5:1 XX301 重编序号：三、 → 二、",
        "报告.txt:6:7 XX706 [2023]第08号 → 〔2023〕8号",
    ]


def test_a_diff_writes_nothing(office: Path) -> None:
    done = run("fix", "报告.txt", "--diff")
    assert done.stdout == (
        "--- 报告.txt\n+++ 报告.txt\n@@ -1,6 +1,6 @@\n 2024年工作总结\n \n 一、主要指标\n"
        "-全年完成投资3亿元,同比增长8.5%。。\n+全年完成投资3亿元，同比增长8.5%。\n"
        " 三、打算\n 根据云工信发[2023]第08号文件抓好落实。\n"
    )
    assert done.stderr == "有 1 个文件要改；另有 2 处可用 --unsafe-fixes 修改\n"
    assert done.exit_code == 1
    assert (office / "报告.txt").read_text(encoding="utf-8") == DRAFT


def test_a_diff_of_nothing_is_0(office: Path) -> None:
    (office / "报告.txt").write_text(SAFE, encoding="utf-8")
    done = run("fix", "报告.txt", "--diff")
    assert (done.exit_code, done.stdout) == (0, "")


def test_patch_understands_a_diff_of_many_places(office: Path) -> None:
    lines = [f"第{n}段完成投资{n}亿元{',' if n % 7 == 0 else '，'}抓好落实。" for n in range(60)]
    (office / "报告.txt").write_text("\n".join(lines), encoding="utf-8")  # and no line end at the end
    done = run("fix", "报告.txt", "--diff")
    if subprocess.run(["patch", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("patch is not installed")
    subprocess.run(["patch", "-s", "-p0"], input=done.stdout.encode(), check=True)
    assert (office / "报告.txt").read_text(encoding="utf-8") == "\n".join(lines).replace(",", "，")


def test_standard_input_goes_to_standard_output(office: Path) -> None:
    data = DRAFT.replace("\n", "\r\n").encode("gb18030")
    done = run("fix", "-", stdin=data)
    assert done.stdout_bytes == SAFE.replace("\n", "\r\n").encode("gb18030")
    assert "共改 2 处" in done.stderr
    assert run("fix", "-", stdin=b"\x00\x01\x02\x03" * 9).exit_code == 2
    assert run("fix", "-", "报告.txt", stdin=data).exit_code == 2


def test_what_cannot_be_read_goes_through_unchanged() -> None:
    data = b"\x00\x01\x02\x03" * 9
    assert run("fix", "-", stdin=data).stdout_bytes == data


def test_another_file_for_the_result(office: Path) -> None:
    assert run("fix", "报告.txt", "-o", "改.txt").exit_code == 1
    assert (office / "改.txt").read_text(encoding="utf-8") == SAFE
    assert (office / "报告.txt").read_text(encoding="utf-8") == DRAFT
    (office / "改.txt").write_text("别人的", encoding="utf-8")
    done = run("fix", "报告.txt", "-o", "改.txt")
    assert (done.exit_code, "没有覆盖" in done.stderr) == (2, True)
    assert (office / "改.txt").read_text(encoding="utf-8") == "别人的"


@pytest.mark.parametrize(
    "arguments",
    [("报告.txt", "报告.docx", "-o", "x"), (".", "-o", "x"), ("报告.docx", "-o", "x", "--in-place")],
)
def test_words_that_do_not_go_together(office: Path, arguments: tuple[str, ...]) -> None:
    assert run("fix", *arguments).exit_code == 2


# Word


def test_a_word_file_is_left_and_its_copy_mended(office: Path) -> None:
    before = (office / "报告.docx").read_bytes()
    done = run("fix", "报告.docx")
    assert done.output.startswith("报告.docx → 报告.fixed.docx：改了 2 处")
    assert (office / "报告.docx").read_bytes() == before
    assert words(office / "报告.fixed.docx") == SAFE.strip()
    again = run("fix", "报告.docx")
    assert again.exit_code == 1  # the copy is there already, the very same
    (office / "报告.fixed.docx").write_bytes(b"somebody's work")
    assert run("fix", "报告.docx").exit_code == 2
    assert (office / "报告.fixed.docx").read_bytes() == b"somebody's work"


def test_a_word_file_in_place(office: Path) -> None:
    assert run("fix", "报告.docx", "--in-place", "--unsafe-fixes").exit_code == 0
    assert words(office / "报告.docx") == ALL.strip()
    assert not (office / "报告.fixed.docx").exists()


def test_tracked_changes(office: Path) -> None:
    run("fix", "报告.docx", "--track-changes", "-o", "改.docx")
    document = read("改.docx", (office / "改.docx").read_bytes())
    assert document.text.rstrip("\n") == SAFE.strip()
    assert document.layout is not None
    assert {(m.kind, m.words) for m in document.layout.marks} == {
        ("inserted", "xxlint"),
        ("deleted", "xxlint"),
    }
    done = run("fix", "报告.txt", "--track-changes")
    assert (done.exit_code, done.stderr) == (2, "xxlint: 报告.txt：文本文件不能留修订，只有 .docx 可以\n")


def test_a_diff_of_a_word_file_shows_its_words(office: Path) -> None:
    done = run("fix", "报告.docx", "--diff")
    assert "\n-全年完成投资3亿元,同比增长8.5%。。\n+全年完成投资3亿元，同比增长8.5%。\n" in done.stdout
    assert not (office / "报告.fixed.docx").exists()


def test_a_file_open_in_word_is_not_written(office: Path) -> None:
    (office / "~$报告.docx").write_bytes(b"")
    done = run("fix", "报告.docx", "--in-place")
    assert (done.exit_code, "正在 Word" in done.stderr) == (2, True)


# check --fix


def test_check_fixes_and_shows_what_is_left(office: Path) -> None:
    done = run("check", "报告.txt", "--fix", "--output-format", "concise")
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["XX301", "XX706"]
    assert done.stderr.splitlines()[-1] == "共改 2 处，还有 2 个问题；另有 2 处可用 --unsafe-fixes 修改"
    assert done.exit_code == 1
    assert run("check", "报告.txt", "--fix", "--unsafe-fixes").exit_code == 0
    assert run("check", "-", "--fix", stdin=b"x").exit_code == 2


def test_check_with_a_diff(office: Path) -> None:
    done = run("check", "报告.txt", "--diff")
    assert done.stdout == run("fix", "报告.txt", "--diff").stdout
    assert done.exit_code == 1
    assert (office / "报告.txt").read_text(encoding="utf-8") == DRAFT


def test_check_names_the_copy_of_a_word_file(office: Path) -> None:
    done = run("check", "报告.docx", "--fix", "--output-format", "concise")
    assert all(line.startswith("报告.fixed.docx:") for line in done.stdout.splitlines())


# when things go wrong


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(office: Path) -> None:
    office.chmod(0o500)
    try:
        done = run("fix", "报告.txt")
    finally:
        office.chmod(0o700)
    assert (done.exit_code, "没有写入的权限" in done.stderr) == (2, True)


def test_a_read_only_file(office: Path) -> None:
    (office / "报告.txt").chmod(0o444)
    done = run("fix", "报告.txt")
    assert (done.exit_code, done.stderr) == (2, "xxlint: 报告.txt：文件是只读的，没有写入\n")
    assert (office / "报告.txt").read_text(encoding="utf-8") == DRAFT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(_descriptor: int) -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    monkeypatch.setattr("os.fsync", fill)
    done = run("fix", "报告.txt")
    assert (done.exit_code, done.stderr) == (2, "xxlint: 报告.txt：磁盘已满，没有写入\n")
    assert (office / "报告.txt").read_text(encoding="utf-8") == DRAFT
    assert sorted(path.name for path in office.iterdir()) == ["报告.docx", "报告.txt"]


def test_a_file_that_was_changed_meanwhile(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xxlint.repair import repair

    def slow(*arguments: object, **options: object) -> object:
        done = repair(*arguments, **options)  # type: ignore[arg-type]
        (office / "报告.txt").write_text("另一个人写的。\n", encoding="utf-8")
        return done

    monkeypatch.setattr(mended, "repair", slow)
    done = run("fix", "报告.txt")
    assert (done.exit_code, "被别的程序改动了" in done.stderr) == (2, True)
    assert (office / "报告.txt").read_text(encoding="utf-8") == "另一个人写的。\n"


def test_one_bad_file_does_not_stop_the_others(office: Path) -> None:
    (office / "坏.docx").write_bytes(b"PK\x03\x04 no zip")
    done = run("fix", "坏.docx", "没有.txt", "报告.txt")
    assert done.exit_code == 2
    assert [line.partition("：")[0] for line in done.stderr.splitlines()] == [
        "xxlint: 坏.docx",
        "xxlint: 没有.txt",
    ]
    assert (office / "报告.txt").read_text(encoding="utf-8") == SAFE


def _start(*arguments: str, cwd: Path, project: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "xxlint", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_runs_at_once_make_no_mixture(office: Path, project: Path) -> None:
    runs = [_start("fix", "报告.txt", cwd=office, project=project) for _ in range(2)]
    codes = [(one.communicate(), one.returncode)[1] for one in runs]
    assert set(codes) <= {1, 2}
    assert (office / "报告.txt").read_text(encoding="utf-8") == SAFE


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to send")
def test_an_interrupt_leaves_every_file_whole(office: Path, project: Path) -> None:
    names = [f"{n:02}.txt" for n in range(40)]
    for name in names:
        (office / name).write_text(DRAFT * 20, encoding="utf-8")
    running = _start("fix", *names, cwd=office, project=project)
    first = office / names[0]
    for _ in range(400):
        if first.read_text(encoding="utf-8") != DRAFT * 20:
            break
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, error = running.communicate()
    assert b"Traceback" not in error
    contents = {(office / name).read_text(encoding="utf-8") for name in names}
    assert contents <= {DRAFT * 20, SAFE * 20}
    assert not list(office.glob(".*.tmp"))


def test_help_names_every_option() -> None:
    text = run("fix", "--help").output
    assert isinstance(cli, click.Group)
    for option in ("--unsafe-fixes", "--diff", "--show-fixes", "--track-changes", "--in-place", "--output"):
        assert option in text
