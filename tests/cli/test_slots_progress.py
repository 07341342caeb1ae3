"""``xxlint slots --progress`` as an office uses it: by figures, by sheets, on the terminal, as a page, as JSON."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from word_files import docx, p

from xxlint.cli import cli

TEXT = """2024年工作总结

一、主要指标
全年完成固定资产投资XX亿元，同比增长X.X%。社会消费品零售总额完成80.5亿元。
二、项目建设
由XX局牵头，青山水库于2024年X月X日开工。
"""
OWNERS = '[owners]\n"固定资产投资" = "发改局"\n"项目建设" = "水利局"\n'


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("报告.txt").write_text(TEXT, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["slots", *arguments], prog_name="xxlint")


def told(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--progress", "--output-format", "json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.output)
    return data


def counts(share: dict[str, Any]) -> tuple[int, int, int]:
    return share["filled"], share["answered"], share["open"]


def sheet(**values: str) -> None:
    """待填.csv of the report, with values by metric."""
    assert run("报告.txt", "-o", "待填.csv", "--overwrite").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(Path("待填.csv").read_text(encoding="utf-8-sig"))))
    for row in rows:
        row["value"] = values.get(row["metric"], "")
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    Path("待填.csv").write_text(buffer.getvalue(), encoding="utf-8-sig")


def test_by_the_figures_of_the_report() -> None:
    data = told("报告.txt")
    assert (data["counted"], counts(data["total"]), data["owners"]) == ("figures", (1, 0, 4), [])
    assert [(share["name"], counts(share)) for share in data["sections"]] == [
        ("一、主要指标", (1, 0, 2)),
        ("二、项目建设", (0, 0, 2)),
    ]
    assert [gap["text"] for gap in data["gaps"]] == ["XX", "X.X", "XX", "2024年X月X日"]
    assert data["gaps"][0]["start"] == {"offset": 28, "line": 4, "column": 11}
    assert data["gaps"][0]["context"].startswith("全年完成固定资产投资⟦XX⟧亿元")


def test_from_the_sheet_into_the_report() -> None:
    Path("xxlint.toml").write_text(OWNERS, encoding="utf-8")
    sheet(固定资产投资="186.4")
    data = told("报告.txt", "待填.csv")
    assert (data["counted"], counts(data["total"])) == ("sheets", (0, 1, 3))
    filled = CliRunner().invoke(cli, ["fill", "报告.txt", "待填.csv", "-o", "定稿.txt"])
    assert Path("定稿.txt").exists(), filled.output
    data = told("定稿.txt", "待填.csv")
    assert (counts(data["total"]), data["total"]["percent"]) == ((1, 0, 3), 25)
    assert [(share["name"], counts(share)) for share in data["owners"]] == [
        ("水利局", (0, 0, 2)),
        ("发改局", (1, 0, 1)),
    ]


def test_a_word_file() -> None:
    Path("报告.docx").write_bytes(docx(*(p(line) for line in TEXT.splitlines())))
    data = told("报告.docx")
    assert counts(data["total"]) == (1, 0, 4)
    assert data["gaps"][0]["start"]["line"] is None
    assert data["gaps"][0]["where"]["paragraph"] == 4
    page = run("报告.docx", "--progress", "--output-format", "html")
    assert "第4段" in page.output


def test_on_the_terminal() -> None:
    result = run("报告.txt", "--progress")
    assert result.exit_code == 0
    assert "按章节" in result.output
    assert "1/5   20%" in result.output
    assert "“已填”按报告里已有的指标数字计" in result.output


@pytest.mark.parametrize(
    ("name", "begins"),
    [("进度.html", "<!DOCTYPE html>"), ("进度.json", "{"), ("进度.txt", "报告.txt\n")],
)
def test_a_file_is_written_by_its_name(name: str, begins: str) -> None:
    result = run("报告.txt", "--progress", "-o", name, "--color", "always")
    assert (result.exit_code, result.output) == (0, f"已填 1/5（20%） → {name}\n")
    written = Path(name).read_text(encoding="utf-8")
    assert written.startswith(begins)
    assert "\x1b" not in written
    again = run("报告.txt", "--progress", "-o", name)
    assert again.exit_code == 2
    assert run("报告.txt", "--progress", "-o", name, "--overwrite").exit_code == 0
    assert Path(name).read_text(encoding="utf-8") == written


def test_the_format_that_was_asked_for_counts_more_than_the_name() -> None:
    assert run("报告.txt", "--progress", "--output-format", "json", "-o", "进度.dat").exit_code == 0
    assert json.loads(Path("进度.dat").read_text(encoding="utf-8"))["schema"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--output-format", "html"], "--output-format 只用于 --progress", id="format alone"),
        pytest.param(
            ["--progress", "-o", "待填.xlsx"], "要以 .html、.json 或 .txt 结尾", id="a sheet's name"
        ),
        pytest.param(["--progress", "--split-by", "owner"], "--split-by 只用于", id="tabs"),
        pytest.param(["缺.csv", "--progress"], "缺.csv", id="no such sheet"),
        pytest.param(["--progress", "-o", "报告.txt"], "报告.txt", id="over the report"),
    ],
)
def test_what_cannot_be_is_said(arguments: list[str], words: str) -> None:
    result = run("报告.txt", *arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert Path("报告.txt").read_text(encoding="utf-8") == TEXT


def test_neither_the_report_nor_a_sheet_is_written_over() -> None:
    assert (
        run("报告.txt", "--progress", "-o", "../" + Path.cwd().name + "/报告.txt", "--overwrite").exit_code
        == 2
    )
    assert Path("报告.txt").read_text(encoding="utf-8") == TEXT
    assert run("报告.txt", "-o", "表.json").exit_code == 0
    before = Path("表.json").read_bytes()
    assert run("报告.txt", "表.json", "--progress", "-o", "表.json", "--overwrite").exit_code == 2
    assert Path("表.json").read_bytes() == before


def test_in_english() -> None:
    result = run("报告.txt", "--progress", "--lang", "en")
    assert "By section" in result.output
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in result.output.splitlines()[-3])
