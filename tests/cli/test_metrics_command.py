"""``xxlint metrics``: the table on narrow and wide terminals, the sheet, JSON, and what is a gap."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from xxlint import __version__
from xxlint.exchange.cells import inert

Run = Callable[..., "subprocess.CompletedProcess[str]"]

COUNTY = """河源县人民政府工作报告

一、2024年工作回顾
（一）经济运行稳中有进
2024年，全县地区生产总值达到206.8亿元，按可比价格计算增长5.9%，其中第一产业增加值38.2亿元，增长3.8%。三次产业结构调整为18.5:38.0:43.5。规上工业企业达到126家，净增12家，规模以上工业增加值增长8.2%。固定资产投资增长6.3%，民间投资下降2.1%。一般公共预算收入完成12.36亿元，为年初预算的101.5%，同口径增长4.8%；税收占比达到62.3%，比上年提高1.7个百分点。进出口总额XX亿元，同比增长XX%。
（二）民生福祉不断增进
城乡居民人均可支配收入分别达到39860元和19240元，分别增长5.2%和7.1%。农村卫生厕所普及率由81.3%提高到86.5%，PM2.5平均浓度为28微克/立方米。1—11月，接待游客320余万人次。城关镇固定资产投资8.6亿元。新增学位____个，改造老旧小区XX个。
二、2025年工作安排
地区生产总值增长6%左右，一般公共预算收入在上年12.36亿元的基础上增长5%，城镇登记失业率控制在4%以内。
"""
DRAFT = """青禾镇2024年工作总结
一、主要指标
全年完成规上工业产值XX亿元，同比增长X.X%；固定资产投资ＸＸ亿元，下降XX%；社会消费品零售总额完成亿元，同比增长5.2%；一般公共预算收入86.5，增长%。信访总量同比增长/下降8.2%。
二、其他
1.化解农民工欠薪XX起，涉及金额（　　）万元；发放贷款XX万元，同比增长XX%。<!-- xxlint: ignore XX1 样例 -->
2.抽检食品XXX批次，合格率达到【待核实】%。
"""
NONE = "今天召开会议，研究部署下一步工作，要求抓好固定资产投资。\n"


@pytest.fixture
def reports(office: Path) -> Path:
    """A county's report, a draft, and a report without figures."""
    for name, text in (("县.txt", COUNTY), ("稿.md", DRAFT), ("无.txt", NONE)):
        (office / name).write_text(text, encoding="utf-8")
    return office


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table(xxlint: Run, snapshot: SnapshotAssertion, columns: int, lang: str) -> None:
    done = xxlint("metrics", "县.txt", "稿.md", "无.txt", "--lang", lang, COLUMNS=str(columns))
    assert done.returncode == 0
    assert done.stderr == ""
    assert max(map(cell_len, done.stdout.splitlines())) <= columns
    assert done.stdout == snapshot


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("columns", [40, 50, 60, 100, 120, 200])
def test_every_width_holds(terminal: Callable[..., str], columns: int) -> None:
    shown = re.sub(r"\x1b\[[\d;]*m", "", terminal("metrics", "县.txt", "稿.md", columns=columns))
    assert max(map(cell_len, shown.splitlines())) <= columns
    assert "目标" in shown  # an aim is never shown as if it had been reached


@pytest.mark.usefixtures("reports")
def test_gaps_are_red(xxlint: Run) -> None:
    shown = xxlint("metrics", "稿.md", "--color", "always", COLUMNS="100").stdout
    assert "\x1b[1;37;41mXX\x1b[0m" in shown
    assert "\x1b[1;37;41m缺数\x1b[0m" in shown
    assert "\x1b[1;37;41m缺单位\x1b[0m" in shown
    assert "【XX】" not in shown


@pytest.mark.usefixtures("reports")
def test_a_pipe_gets_whole_lines(xxlint: Run) -> None:
    shown = xxlint("metrics", "县.txt").stdout
    assert re.search(
        r"^ +第一产业增加值 +38.2亿元 +\+3.8% +2024年 +其中 +5  一、2024年工作回顾 › （一）", shown, re.M
    )
    assert "─" not in shown


@pytest.mark.usefixtures("reports")
def test_consoles_of_other_encodings(xxlint: Run) -> None:
    done = xxlint("metrics", "县.txt", "稿.md", encoding="gbk", COLUMNS="100")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert not set(done.stdout) & set("─›…")


@pytest.mark.usefixtures("reports")
def test_nothing_to_show_is_one_line(xxlint: Run) -> None:
    assert xxlint("metrics", "无.txt").stdout == "无.txt  没有写指标，也没有待填的数\n"


@pytest.mark.usefixtures("reports")
def test_what_cannot_be_read_is_2_and_the_rest_is_shown(xxlint: Run) -> None:
    done = xxlint("metrics", "nix.txt", "县.txt")
    assert done.returncode == 2
    assert "nix.txt：找不到这个文件" in done.stderr
    assert "nix.txt" not in done.stdout
    assert "地区生产总值" in done.stdout


def data(xxlint: Run, *paths: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(xxlint("metrics", *paths, "--output-format", "json").stdout)
    return loaded


@pytest.mark.usefixtures("reports")
def test_json(xxlint: Run, snapshot: SnapshotAssertion) -> None:
    shown = xxlint("metrics", "稿.md", "--output-format", "json").stdout
    assert shown.replace(__version__, "VERSION") == snapshot


@pytest.mark.usefixtures("reports")
def test_json_says_what_the_table_says(xxlint: Run) -> None:
    loaded = data(xxlint, "县.txt", "nix.txt", "无.txt")
    assert [file["status"] for file in loaded["files"]] == ["checked", "failed", "checked"]
    assert loaded["summary"] == {"files": 3, "metrics": 18, "gaps": 4, "not_checked": 1}
    rows = loaded["files"][0]["metrics"]
    for row in rows:
        start, end = row["start"], row["end"]
        assert COUNTY[start["offset"] : end["offset"]] == row["text"]
        assert COUNTY.split("\n")[start["line"] - 1][start["column"] - 1 :].startswith(row["text"])
    gdp, aim = (row for row in rows if row["metric_id"] == "gdp")
    assert gdp["value"]["base"] == ["20680000000"]
    assert (gdp["change"]["figures"], gdp["direction"], gdp["role"], gdp["period"]) == (
        ["5.9"],
        "rise",
        "done",
        "2024",
    )
    assert (aim["value"], aim["change"]["hedge"], aim["role"], aim["period"]) == (None, "左右", "aim", "2025")
    town = next(row for row in rows if row["subject"] == "城关镇")
    assert town["metric_id"] == "fai"
    visits = next(row for row in rows if row["metric_id"] == "tour_visit")
    assert (visits["period"], visits["value"]["base"]) == ("前11个月", ["3200000"])


@pytest.mark.usefixtures("reports")
def test_a_comment_silences_a_gap(xxlint: Run) -> None:
    names = [row["metric"] for row in data(xxlint, "稿.md")["files"][0]["metrics"]]
    assert "抽检食品" in names
    assert "化解农民工欠薪" not in names


@pytest.mark.usefixtures("reports")
def test_the_sheet(xxlint: Run, snapshot: SnapshotAssertion) -> None:
    done = xxlint("metrics", "县.txt", "稿.md", "--output-format", "csv")
    assert done.stdout.startswith("\ufeff文件,章节,行,位置,指标,")
    assert done.stdout == snapshot
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    private = next(row for row in rows if row["指标"] == "民间投资")
    assert (private["增减"], private["增减单位"]) == ("-2.1", "%")


@pytest.mark.usefixtures("reports")
def test_the_sheet_is_utf8_whatever_the_console_speaks(office: Path, project: Path) -> None:
    import os
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "xxlint", "metrics", "县.txt", "--output-format", "csv"],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(project), "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith("\ufeff文件".encode())


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("-cmd", "'-cmd"),
        ("＝1+1", "'＝1+1"),
        ("-2.1", "-2.1"),
        ("186.4", "186.4"),
        ("固定资产投资", "固定资产投资"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert inert(cell) == written


def test_no_name_of_a_report_is_a_formula(xxlint: Run, office: Path) -> None:
    (office / "=cmd.txt").write_text("=HYPERLINK(1)\n地区生产总值-3亿元，下降3%。\n", encoding="utf-8")
    shown = xxlint("metrics", "=cmd.txt", "--output-format", "csv").stdout
    cells = [cell for row in csv.reader(io.StringIO(shown.removeprefix("\ufeff"))) for cell in row]
    assert all(not re.match(r"[=+@]|-(?!\d+(\.\d+)?$)", cell) for cell in cells)
    assert "'=cmd.txt" in cells
