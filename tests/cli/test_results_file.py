"""``--output-file`` and ``--statistics``: where results go, and what is said when they cannot."""

import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xxlint.cli.check import command
from xxlint.output import FORMATS

Check = Callable[..., Result]
BAD = "完成投资XX亿元，同比增长6.1%,达到XX万元。\n"


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """``check("--statistics", "bad.txt")`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    Path("bad.txt").write_text(BAD, "utf-8")
    Path("good.txt").write_text("完成投资12亿元，同比增长6.1%。\n", "utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, arguments)

    return run


def one_line(text: str) -> str:
    assert text.startswith("xxlint: ")
    assert text.count("\n") == 1
    return text.removeprefix("xxlint: ").rstrip()


# --output-file


@pytest.mark.parametrize("form", FORMATS)
def test_the_file_holds_what_a_pipe_would_get(check: Check, form: str) -> None:
    piped = check("--output-format", form, "bad.txt")
    done = check("--output-format", form, "--output-file", "结果", "bad.txt")
    assert (done.exit_code, done.stderr) == (1, "")
    written = re.sub(r"用时.*|time=\S+", "", Path("结果").read_text("utf-8"))
    assert written == re.sub(r"用时.*|time=\S+", "", piped.stdout)


def test_the_terminal_gets_a_summary(check: Check) -> None:
    assert (
        check("--output-file", "结果.txt", "bad.txt").stdout == "错误 2 · 警告 1 · 提示 0，已写入 结果.txt\n"
    )
    assert (
        check("--output-file", "o", "--lang", "en", "bad.txt").stdout
        == "error 2 · warning 1 · info 0, written to o\n"
    )
    assert check("--output-file", "o", "-q", "bad.txt").stdout == ""


def test_the_summary_says_what_was_not_checked(check: Check) -> None:
    Path("readme.txt").write_text("An English text.\n" * 30, "utf-8")
    done = check("--output-file", "o", "bad.txt", "readme.txt", "none.txt")
    assert done.exit_code == 2
    assert "readme.txt: 不像中文报告" in done.stdout
    assert "没查 2 个文件" in done.stdout


def test_a_table_in_a_file_has_no_colour(check: Check) -> None:
    assert check("--output-file", "o", "--color", "always", "bad.txt").exit_code == 1
    assert "\x1b" not in Path("o").read_text("utf-8")


def test_minus_is_standard_output(check: Check) -> None:
    done = check("--output-format", "json", "--output-file", "-", "bad.txt")
    assert json.loads(done.stdout)["summary"]["error"] == 2
    assert not Path("-").exists()


def test_an_old_file_is_replaced_and_keeps_its_bits(check: Check) -> None:
    old = Path("o.json")
    old.write_text("old" * 10_000, "utf-8")
    old.chmod(0o640)
    assert check("--output-format", "json", "--output-file", "o.json", "bad.txt").exit_code == 1
    assert json.loads(old.read_text("utf-8"))["files"]
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert sorted(path.name for path in Path().iterdir()) == ["bad.txt", "good.txt", "o.json"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        pytest.param(".", "是文件夹", id="a folder"),
        pytest.param("没有/o.json", "文件夹不存在", id="no folder"),
        pytest.param("bad.txt/o.json", "文件夹不存在", id="a file for a folder"),
        pytest.param("bad.txt", "没有覆盖", id="the report itself"),
        pytest.param("./x/../bad.txt", "没有覆盖", id="the report by another name"),
        pytest.param("link.txt", "没有覆盖", id="a link to the report"),
        pytest.param("", "要写一个文件名", id="no name"),
        pytest.param("read-only.json", "只读", id="read-only"),
        pytest.param("/dev/full", "写不了", id="a full disk"),
        pytest.param("a\0b", "", id="NUL"),
        pytest.param("长" * 300, "", id="a name too long"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(check: Check, target: str, said: str) -> None:
    if target.startswith("/dev") and not Path(target).exists():
        pytest.skip("no such device")
    Path("x").mkdir()
    Path("link.txt").symlink_to("bad.txt")
    Path("read-only.json").touch(0o444)
    done = check("--output-format", "json", "--output-file", target, "bad.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in one_line(done.stderr)
    assert Path("bad.txt").read_text("utf-8") == BAD
    assert not [path for path in Path().iterdir() if path.suffix == ".tmp"]


def test_even_exit_zero_does_not_hide_it(check: Check) -> None:
    assert check("-e", "--output-file", ".", "bad.txt").exit_code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_device_is_written_as_it_is(check: Check) -> None:
    assert check("--output-format", "json", "--output-file", os.devnull, "bad.txt").exit_code == 1
    assert not Path(os.devnull).is_file()


def test_the_results_of_yesterday_are_no_report(check: Check) -> None:
    for _ in range(2):
        assert check("--output-format", "concise", "--output-file", "lint.txt", ".").exit_code == 1
    written = Path("lint.txt").read_text("utf-8")
    assert "bad.txt:1:5" in written
    assert "lint.txt" not in written


# --statistics


def test_statistics_count_the_codes(check: Check) -> None:
    done = check("--statistics", "bad.txt", "good.txt")
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[1].split() == ["XX101", "letter-placeholder", "错误", "2", "66.7%", "1", "0"]
    assert lines[-1] == "共 3 条，2 条规则，1 个文件"


def test_statistics_as_json(check: Check) -> None:
    data = json.loads(check("--statistics", "--output-format", "json", "bad.txt").stdout)
    assert [(one["code"], one["count"], one["fixable"]["safe"]) for one in data["codes"]] == [
        ("XX101", 2, 0),
        ("XX502", 1, 1),
    ]
    assert sum(one["share"] for one in data["codes"]) == pytest.approx(1, abs=0.001)
    assert sum(one["count"] for one in data["codes"]) == sum(
        data["summary"][key] for key in ("error", "warning", "info")
    )


def test_statistics_in_a_file(check: Check) -> None:
    done = check("--statistics", "--output-format", "csv", "--output-file", "o.csv", "bad.txt")
    assert done.stdout.endswith("已写入 o.csv\n")
    assert Path("o.csv").read_text("utf-8").startswith("\ufeff代码,")


def test_statistics_of_nothing(check: Check) -> None:
    assert check("--statistics", "good.txt").stdout == "没有发现问题\n"
    done = check("--statistics", "none.txt")
    assert done.exit_code == 2
    assert "XX001" in done.stdout


def test_statistics_have_three_formats(check: Check) -> None:
    done = check("--statistics", "--output-format", "sarif", "bad.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert one_line(done.stderr) == "--statistics 的格式只能是 table、json、csv"
