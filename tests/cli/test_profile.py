"""``xxlint check --profile``: a table on standard error, whatever goes to standard output."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROW = re.compile(
    r"^(XX\d{3}|HB\d{3}|分析|读取|其他) +(.+?) +(?:(内置|自带规则包) +)?(\d+\.\d) +(\d+\.\d)%(?: +(\d+))?$"
)


def rows(stderr: str) -> list[tuple[str, ...]]:
    return [match.groups("") for line in stderr.splitlines() if (match := ROW.match(line))]


def test_the_longest_first_and_how_many_are_left(xxlint: Run) -> None:
    plain = xxlint("check", "报告.txt", "--output-format", "concise")
    done = xxlint("check", "报告.txt", "--output-format", "concise", "--profile")
    assert (done.stdout, done.returncode) == (plain.stdout, plain.returncode) == (plain.stdout, 1)
    times = [float(row[3]) for row in rows(done.stderr)]
    assert len(times) == 20 and times == sorted(times, reverse=True)
    assert re.search(r"另有 \d+ 行共 \d+\.\d 毫秒（-v 全列），合计 \d+\.\d 毫秒", done.stderr)
    assert "代码" not in plain.stderr


def test_all_rows_with_their_packs_and_findings(xxlint: Run, office: Path) -> None:
    (office / "二.txt").write_text("2024年工作总结\n\n老县城改造完成投资XX亿元。\n", "utf-8")
    done = xxlint(
        "check", "报告.txt", "二.txt", "--profile", "-v", "--packs", "pack.toml", "--output-format", "json"
    )
    found = {row[0]: (row[1], row[2], row[5]) for row in rows(done.stderr)}
    assert found["XX101"] == ("letter-placeholder", "内置", "3")
    assert found["HB101"] == ("old-name", "自带规则包", "1")
    assert {"分析", "读取", "其他"} < found.keys()
    shares = [float(row[4]) for row in rows(done.stderr)]
    assert sum(shares) == pytest.approx(100, abs=0.05 * len(shares))
    assert "另有" not in done.stderr


def test_in_english(xxlint: Run) -> None:
    done = xxlint("check", "报告.txt", "--profile", "--lang", "en")
    assert re.search(r"^code +name +from +ms +share +found$", done.stderr, re.MULTILINE)
    assert re.search(r"^analysis +slots +\d", done.stderr, re.MULTILINE)
    assert re.search(r"^\d+ more rows of \d+\.\d ms \(-v\), \d+\.\d ms in all", done.stderr, re.MULTILINE)


@pytest.mark.parametrize("flags", [["--diff"], ["--fix"], ["--write-baseline", "base.json"]])
def test_after_runs_that_do_something_else_with_the_findings(xxlint: Run, flags: list[str]) -> None:
    assert rows(xxlint("check", "报告.txt", "--profile", *flags).stderr)


def test_no_rows_where_nothing_was_checked(xxlint: Run) -> None:
    done = xxlint("check", "没有.txt", "--profile")
    assert done.returncode == 2 and not rows(done.stderr) and "合计" not in done.stderr


def test_neither_other_processes_nor_earlier_runs_hide_anything(xxlint: Run, office: Path) -> None:
    for name in ("甲.txt", "乙.txt", "丙.txt"):
        text = "2024年工作总结\n\n" + f"{name[0]}乡完成投资XX亿元，同比增长5.6%。\n" * 8_000
        (office / "多" / name).parent.mkdir(exist_ok=True)
        (office / "多" / name).write_text(text, "utf-8")
    flags = (
        "check",
        "多",
        "-j",
        "2",
        "--cache-dir",
        "cache",
        "--select",
        "XX101",
        "--output-format",
        "concise",
    )
    xxlint(*flags)
    found = {row[0]: row[5] for row in rows(xxlint(*flags, "--profile").stderr)}
    assert found["XX101"] == "24000"
