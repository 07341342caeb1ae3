"""``xxlint slots`` and ``xxlint fill`` as an office uses them: sheets out, sheets in, what is said and written."""

import csv
import datetime
import io
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from word_files import docx, p, r, split_runs, tbl, unzipped

from xxlint.cli import cli
from xxlint.formats import read

TEXT = """2024年工作总结

一、主要指标
全县地区生产总值完成XX亿元，同比增长X.X%，接待游客XX万人次。
二、项目建设
由XX局牵头，青山水库于2024年X月X日开工。
"""
VALUES = {"amount": "186.4", "percent": "5.6", "count": "31.5", "organisation": "水利", "date": "2024-05-06"}
DONE = (
    TEXT.replace("完成XX亿元", "完成186.4亿元")
    .replace("X.X%", "5.6%")
    .replace("XX万人次", "31.5万人次")
    .replace("XX局", "水利局")
    .replace("X月X日", "5月6日")
)
OWNERS = '[owners]\n"地区生产总值" = "统计局"\n"接待游客" = "文旅局"\n"项目建设" = "水利局"\n'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), prog_name="xxlint")


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(path).read_text(encoding="utf-8-sig"))))


def write_rows(path: str, found: list[dict[str, str]]) -> None:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(found[0]))
    writer.writeheader()
    writer.writerows(found)
    Path(path).write_text(buffer.getvalue(), encoding="utf-8-sig")


def answered(path: str = "表.csv", **changed: str) -> None:
    """A sheet of the report with an answer in each row; ``changed`` are other answers, by kind."""
    assert run("slots", "报告.txt", "-o", path).exit_code == 0
    found = rows(path)
    for row in found:
        row["value"] = {**VALUES, **changed}[row["kind"]]
    write_rows(path, found)


def text_of(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


# sheets


def test_the_columns_in_reading_order(office: Path) -> None:
    (office / "xxlint.toml").write_text(OWNERS, encoding="utf-8")
    (office / "去年.txt").write_text(DONE.replace("2024", "2023").replace("186.4", "172.1"), encoding="utf-8")
    done = run("slots", "报告.txt", "-o", "表.csv", "--against", "去年.txt")
    assert (done.exit_code, done.output) == (0, "5 行待填 → 表.csv\n")
    first = rows("表.csv")[0]
    assert list(first) == [
        "id", "section", "context", "kind", "metric", "unit", "expected", "owner", "last_year", "value", "note",
    ]  # fmt: skip
    assert list(first.values())[1:] == [
        "一、主要指标",
        "全县地区生产总值完成⟦XX⟧亿元，同比增长X.X%，接待游客XX万人次。",
        "amount", "地区生产总值", "亿元", "数字（亿元）", "统计局", "172.1亿元", "", "",
    ]  # fmt: skip
    assert [row["kind"] for row in rows("表.csv")] == ["amount", "percent", "count", "organisation", "date"]
    assert [row["owner"] for row in rows("表.csv")] == ["统计局", "统计局", "文旅局", "水利局", "水利局"]


def test_chinese_headings_are_read_back(office: Path) -> None:
    run("slots", "报告.txt", "-o", "表.csv", "--headings", "zh")
    found = rows("表.csv")
    assert "填写" in found[0]
    assert found[0]["类型"] == "金额"
    found[0]["填写"] = "186.4"
    write_rows("表.csv", found)
    assert run("fill", "报告.txt", "表.csv", "-q").exit_code == 1
    assert text_of("报告.filled.txt") == TEXT.replace("完成XX亿元", "完成186.4亿元")


@pytest.mark.parametrize("suffix", [".json", ".toml", ".csv", ".xlsx"])
def test_each_kind_of_sheet_comes_back(office: Path, suffix: str) -> None:
    run("slots", "报告.txt", "-o", f"表{suffix}")
    if suffix == ".json":
        data = json.loads(text_of("表.json"))
        for slot in data["slots"]:
            slot["value"] = VALUES[slot["kind"]]
        Path("表.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    elif suffix == ".toml":
        text = text_of("表.toml")
        for slot in tomllib.loads(text)["slot"]:
            own = text.index(slot["id"])
            empty = text.index('value = ""', own)
            text = text[:empty] + f'value = "{VALUES[slot["kind"]]}"' + text[empty + len('value = ""') :]
        Path("表.toml").write_text(text, encoding="utf-8")
    elif suffix == ".csv":
        answered("表.csv")
    else:
        book = load_workbook("表.xlsx")
        sheet = book.worksheets[0]
        heads = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            by_name = dict(zip(heads, row, strict=True))
            by_name["value"].value = VALUES[str(by_name["kind"].value)]
        book.save("表.xlsx")
    done = run("fill", "报告.txt", f"表{suffix}")
    assert (done.exit_code, text_of("报告.filled.txt")) == (0, DONE), done.output


def test_a_tab_for_each_owner_and_all_tabs_are_read(office: Path) -> None:
    (office / "xxlint.toml").write_text(OWNERS, encoding="utf-8")
    run("slots", "报告.txt", "-o", "表.xlsx", "--split-by", "owner", "--headings", "zh")
    book = load_workbook("表.xlsx")
    assert book.sheetnames == ["统计局", "文旅局", "水利局"]
    for sheet in book.worksheets:
        heads = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[heads.index("类型")].value == "数量":
                row[heads.index("填写")].value = 31.5
    book.save("表.xlsx")
    assert run("fill", "报告.txt", "表.xlsx", "-q").exit_code == 1
    assert text_of("报告.filled.txt") == TEXT.replace("XX万人次", "31.5万人次")


def test_answers_are_handed_on_to_a_new_sheet(office: Path) -> None:
    answered()
    Path("报告.txt").write_text(TEXT.replace("二、", "二、其他\n总投资XX亿元。\n三、"), encoding="utf-8")
    done = run("slots", "报告.txt", "表.csv", "-o", "新表.csv")
    assert done.output == "6 行待填，其中 5 行已带入内容 → 新表.csv\n"
    assert [row["value"] for row in rows("新表.csv")] == ["186.4", "5.6", "31.5", "", "水利", "2024-05-06"]


def test_a_sheet_with_answers_is_not_written_over(office: Path) -> None:
    assert run("slots", "报告.txt", "-o", "表.csv").exit_code == 0
    assert run("slots", "报告.txt", "-o", "表.csv").exit_code == 0  # nobody has answered
    answered()
    before = Path("表.csv").read_bytes()
    done = run("slots", "报告.txt", "-o", "表.csv")
    assert (done.exit_code, done.output) == (
        2,
        "xxlint: 已有“表.csv”，里面填了 5 行，没有覆盖；请换个文件名，或加 --overwrite\n",
    )
    assert Path("表.csv").read_bytes() == before
    assert run("slots", "报告.txt", "-o", "表.csv", "--overwrite").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ("slots", "报告.txt", "-o", "表.xls"), "要以 .xlsx、.csv、.json、.toml 结尾", id="another suffix"
        ),
        pytest.param(("slots", "报告.txt", "-o", "报告.txt"), "要以 .xlsx", id="the report itself"),
        pytest.param(
            ("slots", "报告.txt", "-o", "表.csv", "--split-by", "owner"), "只用于 .xlsx", id="tabs in a CSV"
        ),
        pytest.param(("slots", "没有.txt"), "没有.txt：文件读不了：找不到这个文件", id="no report"),
        pytest.param(
            ("slots", "报告.txt", "没有.csv", "-o", "表.csv"), "没有.csv：文件读不了", id="no sheet"
        ),
        pytest.param(("fill", "报告.txt"), "要写上填好的表", id="fill without a sheet"),
        pytest.param(("fill", "报告.txt", "报告.txt"), "报告.txt", id="a sheet that is none"),
        pytest.param(("fill", "报告.txt", "表.csv", "-o", "a", "--in-place"), "只能用一个", id="two targets"),
    ],
)
def test_one_clear_line_and_2(office: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, said in done.output, done.output.count("\n")) == (2, True, 1), done.output
    assert [path.name for path in office.iterdir()] == ["报告.txt"]


def test_a_listing_without_a_file(office: Path) -> None:
    done = run("slots", "报告.txt")
    assert done.exit_code == 0
    assert "【XX】亿元" in done.output
    assert done.output.rstrip().endswith("待填 5 项；-o 待填.xlsx 导出填报表")


# filling


def test_a_filled_report_is_laid_beside_the_template(office: Path) -> None:
    answered()
    done = run("fill", "报告.txt", "表.csv")
    assert done.exit_code == 0
    assert "填了 5 处，没有待填的了 → 报告.filled.txt" in done.output
    assert "没有发现问题" in done.output
    assert (text_of("报告.txt"), text_of("报告.filled.txt")) == (TEXT, DONE)


def test_every_problem_at_once_with_its_row_and_nothing_written(office: Path) -> None:
    answered(amount="186400万元", percent="-5.6", date="2月30日")
    done = run("fill", "报告.txt", "表.csv")
    assert done.exit_code == 2
    lines = done.output.splitlines()
    assert [line.partition("：")[0] for line in lines[:-1]] == [f"xxlint: 表.csv第{at}行" for at in (2, 3, 6)]
    assert "亿元" in lines[0] and "下降" in lines[1] and "2月30日" in lines[2]
    assert lines[-1] == "xxlint: 有 3 处不对，什么也没有写"
    assert not Path("报告.filled.txt").exists()


def test_what_was_tidied_is_said(office: Path) -> None:
    answered(amount="１，８６４．５亿元", percent="5.6%")
    done = run("fill", "报告.txt", "表.csv", "-q")
    assert done.exit_code == 0
    assert "完成1864.5亿元，同比增长5.6%" in text_of("报告.filled.txt")
    assert done.output.count("表.csv第2行") >= 1
    assert "表.csv第3行" in done.output


def test_two_departments_and_a_conflict(office: Path) -> None:
    answered("甲.csv")
    answered("乙.csv", amount="190")
    done = run("fill", "报告.txt", "甲.csv", "乙.csv")
    assert done.exit_code == 2
    assert "xxlint: 乙.csv第2行：“190”与另一处填的“186.4”不一致：甲.csv第2行" in done.output
    assert not Path("报告.filled.txt").exists()


@pytest.mark.parametrize(
    "typed", ["=SUM(A1:A3)", "=cmd|' /C calc'!A0", "@SUM(1)", "#REF!"], ids=["sum", "command", "at", "error"]
)
def test_formulas_are_never_evaluated_nor_written(office: Path, typed: str) -> None:
    answered(amount=typed)
    done = run("fill", "报告.txt", "表.csv")
    assert done.exit_code == 2
    assert "表.csv第2行" in done.output
    assert not Path("报告.filled.txt").exists()


def test_a_workbook_as_departments_send_it(office: Path) -> None:
    typed: dict[str, object] = {
        "amount": "=B2*2",
        "percent": 0.056,
        "count": "３１．５",
        "organisation": "=cmd|' /C calc'!A0",
        "date": datetime.date(2024, 5, 6),
    }

    def write_values() -> None:
        run("slots", "报告.txt", "-o", "表.xlsx", "--overwrite")
        book = load_workbook("表.xlsx")
        sheet = book.worksheets[0]
        heads = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            cell = row[heads.index("value")]
            cell.value = typed[str(row[heads.index("kind")].value)]  # type: ignore[assignment]
            if isinstance(cell.value, float):
                cell.number_format = "0.0%"
        book.save("表.xlsx")

    write_values()
    done = run("fill", "报告.txt", "表.xlsx")
    assert done.exit_code == 2
    assert [line for line in done.output.splitlines() if "公式" in line] == done.output.splitlines()[:2]
    assert not Path("报告.filled.txt").exists()
    typed |= {"amount": "186400万元", "organisation": "水利局"}
    write_values()
    done = run("fill", "报告.txt", "表.xlsx")
    assert (done.exit_code, "第2行" in done.output, "18.64亿元" in done.output or "亿元" in done.output) == (
        2,
        True,
        True,
    )
    typed |= {"amount": "186.4"}  # a number that is stored as text
    write_values()
    done = run("fill", "报告.txt", "表.xlsx")
    assert (done.exit_code, text_of("报告.filled.txt")) == (0, DONE), done.output


def test_no_live_formula_of_the_report_goes_into_a_sheet(office: Path) -> None:
    Path("报告.txt").write_text(
        '2024年工作总结\n=HYPERLINK("x")后完成XX亿元。\n+1完成XX亿元。\n', encoding="utf-8"
    )
    run("slots", "报告.txt", "-o", "表.csv")
    assert all(not row["context"].startswith(("=", "+", "-", "@")) for row in rows("表.csv"))
    run("slots", "报告.txt", "-o", "表.xlsx")
    cells = [cell for sheet in load_workbook("表.xlsx") for row in sheet for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    found = rows("表.csv")
    for row in found:
        row["value"] = "3"
    write_rows("表.csv", found)
    assert run("fill", "报告.txt", "表.csv", "-q").exit_code == 0


def test_a_dry_run_shows_the_difference_and_writes_nothing(office: Path) -> None:
    answered()
    done = run("fill", "报告.txt", "表.csv", "--dry-run")
    assert done.exit_code == 0
    assert "-全县地区生产总值完成XX亿元，同比增长X.X%，接待游客XX万人次。" in done.output
    assert "+全县地区生产总值完成186.4亿元，同比增长5.6%，接待游客31.5万人次。" in done.output
    assert not Path("报告.filled.txt").exists()


def test_a_sheet_without_answers_writes_nothing(office: Path) -> None:
    run("slots", "报告.txt", "-o", "表.csv")
    done = run("fill", "报告.txt", "表.csv", "-q")
    assert (done.exit_code, done.output) == (1, "填了 0 处，还有 5 处待填\n")
    assert sorted(path.name for path in office.iterdir()) == ["报告.txt", "表.csv"]


def test_in_place_and_over_a_file_that_is_there(office: Path) -> None:
    answered()
    Path("定稿.txt").write_text("别动", encoding="utf-8")
    done = run("fill", "报告.txt", "表.csv", "-o", "定稿.txt")
    assert (done.exit_code, text_of("定稿.txt")) == (2, "别动")
    assert "已有“定稿.txt”，没有覆盖" in done.output
    assert run("fill", "报告.txt", "表.csv", "-o", "定稿.txt", "--overwrite").exit_code == 0
    assert text_of("定稿.txt") == DONE
    assert run("fill", "报告.txt", "表.csv", "--in-place").exit_code == 0
    assert text_of("报告.txt") == DONE


def test_the_encoding_and_the_line_ends_stay(office: Path) -> None:
    Path("报告.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("gb18030"))
    answered()
    assert run("fill", "报告.txt", "表.csv", "-q").exit_code == 0
    assert Path("报告.filled.txt").read_bytes() == DONE.replace("\n", "\r\n").encode("gb18030")


def test_another_version_of_the_report(office: Path) -> None:
    answered()
    changed = TEXT.replace("青山水库于2024年X月X日开工。", "青山水库计划于X月X日动工兴建。")
    Path("报告.txt").write_text(changed, encoding="utf-8")
    done = run("fill", "报告.txt", "表.csv")
    assert done.exit_code == 2
    assert (
        "表.csv第6行：报告里找不到这一处，原文可能已改成“由XX局牵头，青山水库计划于X月X日动工兴建。”"
        in done.output
    )


# Word


def word(seed: int = 3) -> bytes:
    red = '<w:b/><w:color w:val="FF0000"/>'
    lines = TEXT.splitlines()
    body = [p(line) for line in lines[:3]]
    body.append(p("全县地区生产总值完成", r("XX", props=red), "亿元，同比增长X.X%，接待游客XX万人次。"))
    body += [p(line) for line in lines[4:]]
    table = tbl(["指标", "单位", "完成"], ["旅游收入", "亿元", "XX"])
    return split_runs(docx(*body, table, headers={"default": p("某单位内部资料")}), seed)


def test_a_word_file_with_the_format_of_each_place(office: Path) -> None:
    Path("报告.docx").write_bytes(word())
    run("slots", "报告.docx", "-o", "表.csv")
    found = rows("表.csv")
    for row in found:
        row["value"] = VALUES[row["kind"]]
    write_rows("表.csv", found)
    done = run("fill", "报告.docx", "表.csv", "-o", "定稿.docx")
    assert "填了 6 处" in done.output
    data = Path("定稿.docx").read_bytes()
    assert read("定稿.docx", data).text.startswith(DONE.rstrip("\n"))
    xml = unzipped(data)["word/document.xml"].decode()
    colored, in_table = [run for run in xml.split("<w:r>") if "186.4" in run]
    assert ("FF0000" in colored, "FF0000" in in_table) == (True, False)
    before, after = unzipped(Path("报告.docx").read_bytes()), unzipped(data)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_a_word_file_with_changes_that_can_be_accepted(office: Path) -> None:
    Path("报告.docx").write_bytes(word())
    run("slots", "报告.docx", "-o", "表.csv")
    found = rows("表.csv")
    found[0]["value"] = "186.4"
    write_rows("表.csv", found)
    assert run("fill", "报告.docx", "表.csv", "--track-changes", "-q").exit_code == 1
    xml = unzipped(Path("报告.filled.docx").read_bytes())["word/document.xml"].decode()
    assert "<w:ins " in xml and "<w:del " in xml and "XX" in xml
    assert run("fill", "报告.txt", "表.csv", "--track-changes").exit_code == 2


def test_english(office: Path) -> None:
    done = run("slots", "报告.txt", "-o", "表.csv", "--lang", "en")
    assert done.output == "rows to fill in: 5 → 表.csv\n"
    assert "5 to fill in" in run("slots", "报告.txt", "--lang", "en").output
