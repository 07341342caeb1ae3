"""``xxlint config``, ``check --show-settings`` and ``--show-files``, and settings on the way through ``check``."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xxlint.cli import cli

REPORT = "松阳县2024年工作总结\n\n完成投资XX亿元，，同比增长6.1%。\n"
Invoke = Callable[..., Result]


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """``invoke("config", ".")`` in a folder with two reports."""
    monkeypatch.chdir(tmp_path)
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text(REPORT, "utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments))

    return run


def say(text: str, name: str = "xxlint.toml") -> None:
    Path(name).write_text(text, "utf-8")


def row(shown: str, key: str) -> list[str]:
    return next(line.split() for line in shown.splitlines() if line.startswith(f"{key} "))


def test_each_value_and_where_it_comes_from(invoke: Invoke) -> None:
    say('# 设置\nregion = "松阳县"\n[severity]\nXX508 = "off"\n')
    say('extend = "../xxlint.toml"\nshow = "info"\n', "甲/.xxlint.toml")
    done = invoke("config", "甲/报告.txt")
    assert done.exit_code == 0
    assert "甲/.xxlint.toml" in done.stdout.splitlines()[0]
    assert row(done.stdout, "region") == ["region", '"松阳县"', "xxlint.toml:2"]
    assert row(done.stdout, "severity")[-1] == "xxlint.toml:4"
    assert row(done.stdout, "show") == ["show", '"info"', "甲/.xxlint.toml:2"]
    assert row(done.stdout, "year") == ["year", "—", "默认"]
    english = invoke("config", "甲", "--lang", "en").stdout
    assert row(english, "year") == ["year", "—", "default"]
    assert row(english, "lang") == ["lang", '"en"', "--lang"]


def test_as_json(invoke: Invoke) -> None:
    say('year = 2024\nignore = ["XX5"]\n')
    data = json.loads(invoke("config", "乙", "--output-format", "json").stdout)
    assert data["config"] == "xxlint.toml"
    assert data["settings"]["year"] == {"value": 2024, "from": [{"path": "xxlint.toml", "line": 1}]}
    assert data["settings"]["fail-on"] == {"value": "warning", "from": []}


def test_config_with_other_files_or_none(invoke: Invoke) -> None:
    say("year = 2024\n")
    say("year = 2020\n", "乙/别的.toml")
    assert row(invoke("config", "--config", "乙/别的.toml").stdout, "year")[1] == "2020"
    done = invoke("config", "--isolated")
    assert "没有设置文件" in done.stdout and row(done.stdout, "year")[1] == "—"


@pytest.mark.parametrize(
    "command",
    [("config", "甲"), ("check", "甲"), ("check", "甲", "--show-settings"), ("check", "甲", "--show-files")],
)
def test_wrong_settings_end_with_2_and_one_line(invoke: Invoke, command: tuple[str, ...]) -> None:
    say('selct = ["XX1"]\n')
    done = invoke(*command)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr == "xxlint: xxlint.toml:1：“selct”：没有“selct”这个键，是不是 select？\n"
    assert "did you mean select" in invoke(*command, "--lang", "en").stderr


@pytest.mark.parametrize("command", ["check", "metrics", "outline"])
def test_wrong_settings_of_a_later_folder_are_one_line_too(
    xxlint: Callable[..., "subprocess.CompletedProcess[str]"], office: Path, command: str
) -> None:
    (office / "乙").mkdir()
    (office / "乙" / "报告.txt").write_text(REPORT, "utf-8")
    (office / "乙" / "xxlint.toml").write_text("x = 1\n", "utf-8")
    done = xxlint(command, "报告.txt", "乙")
    assert done.returncode == 2
    assert done.stderr == "xxlint: 乙/xxlint.toml:1：“x”：没有“x”这个键\n"


def test_metrics_and_outline_have_the_settings_of_the_file(invoke: Invoke) -> None:
    say('[[metric]]\nid = "x"\nnames = ["投资"]\nkind = "amount"\nunits = ["亿元"]\n', "pack.toml")
    say('packs = ["pack.toml"]\ngenre = "duty-report"\n')
    assert invoke("metrics", "甲").exit_code == 0
    assert "述职报告" in invoke("outline", "甲").stdout


def test_config_of_a_path_that_is_not_there(invoke: Invoke) -> None:
    done = invoke("config", "丙")
    assert (done.exit_code, done.stderr) == (2, "xxlint: 丙：找不到这个文件\n")


def test_show_settings_with_flags(invoke: Invoke) -> None:
    say('ignore = ["XX5"]\n')
    done = invoke("check", "甲", "--show-settings", "--ignore", "XX1", "--fail-on", "error")
    assert done.exit_code == 0
    assert row(done.stdout, "ignore") == ["ignore", '["XX1"]', "--ignore"]
    assert row(done.stdout, "fail-on") == ["fail-on", '"error"', "--fail-on"]
    assert row(done.stdout, "genre")[-1] == "默认"


def test_show_files(invoke: Invoke) -> None:
    say('extend-exclude = ["乙"]\n')
    done = invoke("check", ".", "--show-files")
    assert (done.exit_code, done.stdout) == (0, "./甲/报告.txt\n")
    done = invoke("check", "乙", "没有.txt", "--show-files")
    assert (done.exit_code, done.stdout) == (2, "乙/报告.txt\n")
    assert "没有.txt：找不到这个文件" in done.stderr


def test_what_holds_for_a_whole_run_is_that_of_the_first_path(invoke: Invoke) -> None:
    say(
        'output-format = "concise"\nfail-on = "error"\nshow = "error"\nlang = "en"\nignore = ["XX1"]\n',
        "甲/xxlint.toml",
    )
    done = invoke("check", "甲")
    assert (done.exit_code, done.stdout) == (0, "1 more findings, see them with --show info\n")
    assert invoke("check", "甲", "乙", "--show", "warning").stdout.startswith("甲/报告.txt:3:9: XX504")
    assert invoke("check", "甲", "--fail-on", "warning").exit_code == 1
    assert "另有 1 条问题" in invoke("check", "甲", "--lang", "zh").stdout
    assert invoke("check", "乙", "甲").exit_code == 1


def test_the_environments_language_beats_the_files(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    say('lang = "zh"\noutput-format = "concise"\nignore = ["ALL"]\n')
    assert invoke("check", "甲").stdout == "没有发现问题\n"
    monkeypatch.setenv("XXLINT_LANG", "en")
    assert invoke("check", "甲").stdout == "no findings\n"
    assert row(invoke("config").stdout, "lang")[-1] == "XXLINT_LANG"


def test_a_format_that_does_not_exist(invoke: Invoke) -> None:
    say('output-format = "jsno"\n')
    done = invoke("check", "甲")
    assert done.exit_code == 2
    assert "jsno" in done.stderr and "json" in done.stderr


def test_all_named_files_excluded_on_a_hooks_day(invoke: Invoke) -> None:
    say('extend-exclude = ["甲", "乙"]\n')
    done = invoke("check", "--force-exclude", "甲/报告.txt", "乙/报告.txt", "--output-format", "concise")
    assert done.exit_code == 0
    assert done.stdout.count("排除，没有检查") == 2
    assert invoke("check", "甲/报告.txt").exit_code == 1
