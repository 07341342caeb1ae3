"""Sheets for programs: what others write as JSON and TOML."""

import json
import tomllib

import pytest
from sheet_rows import row, values, written

from xxlint import __version__
from xxlint.sheets import SheetError, read


def test_what_is_written() -> None:
    rows, choices = [row("s1", "186.4"), row("s2", kind="choice")], {"s2": ("增长", "下降")}
    data = json.loads(written(".json", rows, choices=choices))
    assert (data["version"], data["schema"], data["report"]) == (__version__, 1, "工作总结")
    assert [slot["kind"] for slot in data["slots"]] == ["amount", "choice"]
    assert data["slots"][1]["choices"] == ["增长", "下降"] and "choices" not in data["slots"][0]
    assert tomllib.loads(written(".toml", rows, choices=choices).decode()) == {
        **{key: data[key] for key in ("version", "schema", "report")},
        "slot": data["slots"],
    }


@pytest.mark.parametrize(
    ("value", "text", "problem"),
    [
        pytest.param('"186.4"', "186.4", None, id="text"),
        pytest.param("186.40", "186.40", None, id="a number keeps its digits"),
        pytest.param("1e3", "1000", None, id="an exponent is written out"),
        pytest.param("-12", "-12", None, id="whole"),
        pytest.param("null", "", None, id="null"),
        pytest.param("true", "TRUE", "逻辑值", id="true"),
        pytest.param("NaN", "NaN", "可用的数", id="NaN"),
        pytest.param("1e999999999999999999999", "NaN", "可用的数", id="a huge exponent"),
        pytest.param("9" * 5000, "9" * 40, "可用的数", id="a huge number"),
        pytest.param("[1, 2]", "", "一段文字或一个数", id="a list"),
        pytest.param('"=1+1"', "=1+1", "公式", id="a formula"),
    ],
)
def test_values_of_json(value: str, text: str, problem: str | None) -> None:
    (filed,) = read("待填.json", f'{{"slots": [{{"id": "s1", "value": {value}}}]}}'.encode())
    assert filed.row.value == text
    assert filed.problem is None if problem is None else filed.problem and problem in filed.problem.zh


@pytest.mark.parametrize(
    ("value", "text", "problem"),
    [
        ("186.40", "186.40", None), ("1_000", "1000", None), ("2023-05-06", "2023-05-06", None), ("false", "FALSE", "逻辑值"),
        ("09:30:00", "09:30:00", "时间"), ("2023-05-06T09:30:00", "2023-05-06 09:30:00", "时间"), ("nan", "NaN", "可用的数"),
    ],
)  # fmt: skip
def test_values_of_toml(value: str, text: str, problem: str | None) -> None:
    (filed,) = read("待填.toml", f'[[slot]]\nid = "s1"\nvalue = {value}\n'.encode())
    assert filed.row.value == text
    assert filed.problem is None if problem is None else filed.problem and problem in filed.problem.zh


def test_other_layouts() -> None:
    assert values(b'[{"id": "s1", "value": "1"}]', "a.json") == {"s1": "1"}
    assert values('{"slots": [{"编号": "s1", "填写": "1", "类型": "金额"}]}'.encode(), "a.json") == {
        "s1": "1"
    }
    assert values('# 财政局\n[[slot]]\n"编号" = "s1"\n"填写" = "1"\n'.encode(), "a") == {"s1": "1"}
    assert values(b'{"slots": []}') == {}


def test_a_line_that_cannot_be_told_is_none() -> None:
    data = '{"slots": [], "slots": [{"id": "s1", "value": "1"}]}'
    assert read("a.json", data.encode())[0].line == 0
    text = '[[slot]]\nid = "s1"\nvalue = ""\nnote = """\n[[slot]]\n"""\n'
    assert read("a.toml", text.encode())[0].line == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('{"slots": [}', "不是正确的 JSON：第 1 行第 12 列", id="broken JSON"),
        pytest.param('{"slots": [' + "[" * 100_000, "不是填报表：JSON", id="nested without end"),
        pytest.param('{"rows": []}', "不是填报表：没有 slots", id="another JSON"),
        pytest.param('{"slot": []}', "没有 slots 这一项，“slot”是不是 slots？", id="near"),
        pytest.param('{"slots": [1]}', "不是填报表：没有 slots", id="no objects"),
        pytest.param('{"schema": 2, "slots": []}', "由更新的 xxlint 写出（schema 2）", id="newer"),
        pytest.param('{"slots": [{"id": "s1", "valeu": "1"}]}', "第 1 条没有 value，“valeu”是不是 value？", id="near key"),
        pytest.param('{"slots": [{"value": "1"}]}', "第 1 条没有 id", id="no id"),
        pytest.param("[[slot]]\nid = \n", "不是正确的 TOML", id="broken TOML"),
        pytest.param('title = "x"\n', "不是填报表：没有 [[slot]]", id="another TOML"),
        pytest.param('[[slto]]\nid = "s1"\n', "没有 [[slot]] 这一项，“slto”是不是 [[slot]]？", id="near, in TOML"),
    ],
)  # fmt: skip
def test_what_is_no_sheet(text: str, told: str) -> None:
    with pytest.raises(SheetError) as caught:
        read("待填.json" if text[0] == "{" else "待填.toml", text.encode())
    assert caught.value.words.zh.startswith(told)


HEAD_JSON = '{"slots": [\n{"id": "s1", '
HEAD_TOML = '[[slot]]\nid = "s1"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('"value": "1"}\n{"id": "s2"}]}', "第 2 行第 27 列少了逗号", id="comma between entries"),
        pytest.param('"value": "1"\n"note": ""}]}', "第 2 行第 26 列少了逗号", id="comma at the end of a line"),
        pytest.param('"value": "1",\n}]}', "第 2 行第 26 列多了逗号，请删去", id="comma before a brace"),
        pytest.param('"value": "1"},\n]}', "第 2 行第 27 列多了逗号，请删去", id="comma before a bracket"),
        pytest.param('"value": "1",, "note": ""}]}', "第 2 行第 27 列多了逗号，请删去", id="two commas"),
        pytest.param('"value": "1}]}', "第 2 行第 23 列的引号没有关上", id="quotation mark at the very end"),
        pytest.param('"value": "1,\n"note": ""}]}', "第 2 行第 26 列的引号没有关上，或文字里有换行（要写成 \\n）", id="quotation mark"),
        pytest.param('"value": "a\tb"}]}', "第 2 行第 25 列的文字里有制表符", id="tab"),
        pytest.param('"value": "他说"好"。"}]}', '第 2 行第 27 列少了逗号；若是文字里的英文引号，要写成 \\"', id="quotation marks inside"),
        pytest.param('"value": “1”}]}', '第 2 行第 23 列的“““要改成英文双引号 "', id="Chinese quotation marks"),
        pytest.param("'value': \"1\"}]}", "第 2 行第 14 列的“'“要改成英文双引号 \"", id="single quotation marks"),
        pytest.param('"value"：“1”}]}', "第 2 行第 21 列的“：“要改成英文的标点", id="Chinese colon"),
        pytest.param('"value": "1"，"note": ""}]}', "第 2 行第 26 列的“，“要改成英文的标点", id="Chinese comma"),
        pytest.param('"value" "1"}]}', "第 2 行第 22 列少了英文冒号", id="colon"),
        pytest.param('"value": }]}', '第 2 行第 23 列少了内容，没有填就写 ""', id="no value"),
        pytest.param('"value": 亿元}]}', "第 2 行第 23 列的内容要放在英文双引号里", id="bare words"),
        pytest.param('value: "1"}]}', "第 2 行第 14 列的名称要放在英文双引号里", id="bare name"),
        pytest.param('"value": "C:\\表"}]}', "第 2 行第 26 列的反斜杠要写成两个", id="backslash"),
        pytest.param('"value": "1"}]} 完', "第 2 行第 30 列起多了内容", id="something behind it"),
        pytest.param('"value": "1"}', "文件末尾没有写完，少了 } 或 ]", id="cut off"),
    ],
)  # fmt: skip
def test_what_somebody_did_wrong_in_json(text: str, told: str) -> None:
    with pytest.raises(SheetError) as caught:
        read("待填.json", (HEAD_JSON + text).encode())
    words = caught.value.words.zh.replace("”", "“")
    assert words.startswith(f"不是正确的 JSON：{told.replace('”', '“')}"), words
    assert "Expecting" not in caught.value.words.en


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('value = "1\nnote = ""\n', "第 3 行第 11 列的引号没有关上", id="quotation mark"),
        pytest.param('value = """1\n', "文件末尾有引号没有关上", id="three quotation marks"),
        pytest.param("value = '1\n", "文件末尾有引号没有关上", id="single quotation mark"),
        pytest.param("value = 亿元\n", "第 3 行第 9 列的内容要放在英文双引号里", id="bare words"),
        pytest.param("value = “1”\n", "第 3 行第 9 列的“““要改成英文双引号", id="Chinese quotation marks"),
        pytest.param('value ＝ "1"\n', "第 3 行第 7 列的“＝“要改成英文的标点", id="Chinese equals sign"),
        pytest.param("value = \nnote = 1\n", "第 3 行第 9 列少了内容", id="no value"),
        pytest.param('value "1"\n', "第 3 行第 7 列少了等号", id="equals sign"),
        pytest.param('value = "1",\n', "第 3 行第 12 列多了逗号", id="comma"),
        pytest.param('value = "他说"好"。"\n', "第 3 行第 13 列起多了内容；若是文字里的英文引号", id="quotation marks inside"),
        pytest.param('value = "C:\\表"\n', "第 3 行第 14 列的反斜杠要写成两个", id="backslash"),
        pytest.param('value = "1"\nvalue = "2"\nnote = ""', "第 4 行第 12 列之前有一项写了两次", id="twice"),
        pytest.param('value = "1"\n[[slot]\n', "第 4 行第 7 列少了右方括号 ]", id="bracket"),
        pytest.param('value = ["1"\n', "文件末尾少了右方括号 ]", id="bracket of a list"),
        pytest.param('填写 = "1"\n', '第 3 行第 1 列写错了，应当是 value = "内容" 这样的一行', id="Chinese name"),
    ],
)  # fmt: skip
def test_what_somebody_did_wrong_in_toml(text: str, told: str, end: str) -> None:
    with pytest.raises(SheetError) as caught:
        read("待填.toml", (HEAD_TOML + text).replace("\n", end).encode())
    words = caught.value.words.zh.replace("”", "“")
    assert words.startswith(f"不是正确的 TOML：{told.replace('”', '“')}"), words
