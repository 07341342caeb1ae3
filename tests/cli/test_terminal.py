"""What all commands share: language, colours, widths, pipes, consoles of other encodings, wrong words."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from xxlint.cli.terminal import asked_language, draws_boxes, terminal_width, wants_color

Run = Callable[..., "subprocess.CompletedProcess[str]"]
COMMANDS = [
    ("报告.txt",),
    ("outline", "报告.txt"),
    ("metrics", "报告.txt"),
    ("rule", "XX101"),
    ("rules",),
    ("--help",),
    ("check", "--help"),
]


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize(
    "arguments",
    [("报告.txt",), ("outline", "报告.txt"), ("metrics", "报告.txt"), ("rules",), ("rule", "XX101")],
)
def test_a_terminal_is_filled_and_not_overrun(
    terminal: Callable[..., str], columns: int, arguments: tuple[str, ...]
) -> None:
    shown = terminal(*arguments, columns=columns)
    assert "\x1b[" in shown
    lines = re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert any(lines)


def test_no_color_and_force_color(terminal: Callable[..., str], xxlint: Run) -> None:
    assert "\x1b" not in terminal("报告.txt", columns=80, NO_COLOR="1")
    assert "─" in terminal("报告.txt", columns=80, NO_COLOR="1")
    assert "\x1b" not in xxlint("报告.txt").stdout
    assert "\x1b[" in xxlint("报告.txt", FORCE_COLOR="1").stdout
    assert "\x1b[" in xxlint("报告.txt", "--color", "always", NO_COLOR="1").stdout
    assert "\x1b" not in terminal("报告.txt", "--color", "never", columns=80)


def test_a_dumb_terminal_keeps_its_width(xxlint: Run) -> None:
    shown = xxlint("报告.txt", "--color", "always", TERM="dumb", COLUMNS="120").stdout
    lines = re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()
    assert max(map(cell_len, lines)) == 120


def test_a_pipe_gets_whole_lines(xxlint: Run) -> None:
    done = xxlint("报告.txt")
    assert done.returncode == 1
    assert "报告.txt" in done.stdout
    assert re.search(
        r"4:11\s+错误\s+XX101\s+固定资产投资 缺数值（亿元）\s+全年完成固定资产投资【XX】亿元", done.stdout
    )
    assert "─" not in done.stdout


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_consoles_of_other_encodings_get_no_traceback(
    xxlint: Run, arguments: tuple[str, ...], encoding: str
) -> None:
    done = xxlint(*arguments, encoding=encoding)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert len(done.stdout) > 100
    assert not set(done.stdout) & set("─├›")


@pytest.mark.parametrize("arguments", [("rules",), ("rule", "--all"), ("报告.txt",), ("outline", "报告.txt")])
def test_a_closed_pipe_ends_quietly(office: Path, project: Path, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "xxlint", *arguments],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("rules", "--help")])
def test_help_in_both_languages(xxlint: Run, snapshot: SnapshotAssertion, arguments: tuple[str, ...]) -> None:
    chinese = xxlint(*arguments, COLUMNS="80").stdout
    english = xxlint(*arguments, "--lang", "en", COLUMNS="80").stdout
    assert max(map(cell_len, chinese.splitlines())) <= 80
    assert not re.search("[\u4e00-\u9fff]", english)
    assert xxlint(*arguments, COLUMNS="80", XXLINT_LANG="en").stdout == english
    assert chinese == snapshot(name="zh")
    assert english == snapshot(name="en")


def test_wrong_words_are_named_in_the_users_language(xxlint: Run) -> None:
    for arguments, zh, en in (
        (("check", "--selct", "XX1", "报告.txt"), "没有选项 --selct，是不是", "No such option"),
        (("check",), "缺少参数：路径…", "Missing argument"),
        (("--show", "all", "报告.txt"), "--show 只能是 error、warning、info", "Invalid value"),
        (("--select", "XX9", "报告.txt"), "没有规则“XX9”", "no rule “XX9”"),
        (("--packs", "nix.toml", "报告.txt"), "nix.toml：规则包读不了", "nix.toml: the pack cannot be read"),
    ):
        done = xxlint(*arguments)
        assert done.returncode == 2
        assert zh in done.stderr
        assert done.stdout == ""
        done = xxlint(*arguments, XXLINT_LANG="en")
        assert done.returncode == 2
        assert en in done.stderr


def test_no_words_at_all_show_the_help(xxlint: Run) -> None:
    done = xxlint()
    assert done.returncode == 2
    assert "命令：" in done.stderr


def test_the_version(xxlint: Run) -> None:
    assert re.fullmatch(r"xxlint \d+\.\d+\S*\n", xxlint("version").stdout)
    assert "xxlint" in xxlint("--version").stdout


def test_the_language_of_help_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked_language([]) == "zh"
    assert asked_language(["check", "--lang", "en"]) == "en"
    assert asked_language(["--lang=en"]) == "en"
    assert asked_language(["--lang"]) == "zh"
    monkeypatch.setenv("XXLINT_LANG", "en_GB")
    assert asked_language(["x.txt"]) == "en"
    assert asked_language(["--lang", "zh"]) == "zh"


def test_what_a_pipe_can_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert terminal_width() == 0
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal_width() == 72
    monkeypatch.setenv("COLUMNS", "10")
    assert terminal_width() == 40
    assert not wants_color("auto")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert wants_color("auto")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color("auto")
    assert draws_boxes()


@pytest.mark.parametrize(("form", "loaded"), [("table", ["rich"]), ("full", []), ("concise", [])])
def test_rich_is_loaded_by_the_table_alone(office: Path, project: Path, form: str, loaded: list[str]) -> None:
    script = f"import sys; sys.argv[1:] = ['报告.txt', '--output-format', '{form}']\n"
    script += "from xxlint.cli import main\ntry:\n main()\nexcept SystemExit: pass\n"
    script += "heavy = 'rich rich.markdown pygments pydantic regex tomllib'.split()\n"
    script += "print([m for m in heavy if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(project), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == str(loaded)
