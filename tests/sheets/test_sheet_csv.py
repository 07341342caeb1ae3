"""CSV as Excel, WPS, Numbers and people write it."""

import csv
import io

import pytest
from sheet_rows import row, values, written

from xxlint.sheets import COLUMNS, HEADINGS, SheetError, read

FOUND = {"s1": "186.4", "s2": "松阳县"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("编号,填写\r\ns1,186.4\r\ns2,松阳县\r\n".encode("utf-8-sig"), id="BOM"),
        pytest.param("编号,填写\ns1,186.4\ns2,松阳县".encode(), id="no BOM, no line end at the end"),
        pytest.param("编号,填写\r\ns1,186.4\r\ns2,松阳县\r\n".encode("gb18030"), id="GB18030"),
        pytest.param("编号\t填写\r\ns1\t186.4\r\ns2\t松阳县\r\n".encode("utf-16"), id="UTF-16, tabs: Unicode text"),
        pytest.param("编号;填写\r\ns1;186.4\r\ns2;松阳县\r\n".encode(), id="semicolons"),
        pytest.param("sep=;\r\n编号;填写\r\ns1;186.4\r\ns2;松阳县\r\n".encode(), id="sep= above"),
        pytest.param("编号,填写\rs1,186.4\rs2,松阳县\r".encode(), id="line ends of an old Mac"),
        pytest.param("id,value\ns1,186.4\ns2,松阳县\n".encode(), id="English headings"),
        pytest.param(" ID ,Value*\ns1,186.4\ns2,松阳县\n".encode(), id="headings with case, spaces and an asterisk"),
        pytest.param("填写,序,编号\n186.4,1,s1\n松阳县,2,s2\n".encode(), id="other order, another column"),
        pytest.param("工作总结填报表,\n,\n编号,填写\n\n s1 ,186.4\n,\ns2,松阳县\n,,\n".encode(), id="a title and blank lines"),
        pytest.param("编号,填写\ns1,186.4\n编号,填写\ns2,松阳县\n".encode(), id="two sheets, one below the other"),
        pytest.param('"编号","填写"\n"s1","186.4"\n"s2","松阳县"\n'.encode(), id="all quoted"),
    ],
)  # fmt: skip
def test_dialects(data: bytes) -> None:
    assert values(data, "待填.csv") == FOUND


def test_what_excel_gets_to_see() -> None:
    data = written(".csv", [row("s1", context='他说："⟦XX⟧"，\n增长', note="=1+1")])
    assert data.startswith(b"\xef\xbb\xbf" + "编号,章节,".encode())
    assert data.count(b"\r\n") == 2
    head, cells = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == list(HEADINGS.values())
    assert cells[2] == '他说："⟦XX⟧"，\n增长'
    assert cells[3] == "金额"
    assert cells[10] == "'=1+1"


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(1)", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    rows = [
        row(
            "s1", **dict.fromkeys(("section", "context", "metric", "unit", "expected", "owner", "note"), text)
        )
    ]
    for cells in csv.reader(io.StringIO(written(".csv", rows).decode("utf-8-sig"), newline="")):
        assert not [cell for cell in cells if cell[0:1] in tuple("=+-@\t\r＝")]
    assert [one.row for one in read("待填.csv", written(".csv", rows))] == rows


@pytest.mark.parametrize("number", ["-3.2", "+3.2", "-3.2%", "+3.2个百分点"])
def test_a_signed_number_is_no_formula(number: str) -> None:
    assert values(f"编号,填写\ns1,{number}\n".encode(), "待填.csv") == {"s1": number}


def test_an_apostrophe_of_the_text_stays() -> None:
    assert values("编号,填写\ns1,'一句话\ns2,'+3.2\n".encode(), "待填.csv") == {"s1": "'一句话", "s2": "+3.2"}


def test_line_breaks_within_quotes_count_as_excel_counts() -> None:
    filed = read("待填.csv", '编号,填写,备注\ns1,一,"两\n行"\ns2,二,\n'.encode())
    assert [(one.row.id, one.row.note, one.line) for one in filed] == [("s1", "两\n行", 2), ("s2", "", 3)]


def test_a_short_line_has_empty_cells() -> None:
    (filed,) = read("待填.csv", "编号,备注,填写\ns1\n".encode())
    assert (filed.row.id, filed.row.value, filed.row.note) == ("s1", "", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("编号,填 写,备注\ns1,1,\n", None, id="a blank in the heading is no matter"),
        pytest.param("编号,填写值\ns1,1\n", "缺少“填写”（value）一列；“填写值”是不是“填写”？", id="near"),
        pytest.param("id,vlaue\ns1,1\n", "缺少“填写”（value）一列；“vlaue”是不是“value”？", id="near, in English"),
        pytest.param("编号,备注\ns1,1\n", "缺少列：“填写”（value）；请用 xxlint slots 写出的表，不要删改表头", id="none near"),
        pytest.param("姓名,电话\n张三,1\n", "前 10 行里没有表头；填报表要有“编号”和“填写”两列（或 id 和 value）", id="another table"),
        pytest.param("编号,填写,填写\ns1,1,2\n", "有两列都叫“填写”，不知道用哪一列；请留一列", id="twice"),
        pytest.param('编号,填写\ns1,"1\n', "CSV 的引号不成对", id="an open quotation mark"),
        pytest.param("", "文件是空的，没有填报表", id="empty"),
        pytest.param(" \r\n\r\n", "文件是空的，没有填报表", id="blank"),
    ],
)  # fmt: skip
def test_what_is_no_sheet(text: str, told: str | None) -> None:
    if told is None:
        assert values(text.encode(), "待填.csv") == {"s1": "1"}
        return
    with pytest.raises(SheetError) as caught:
        read("待填.csv", text.encode())
    assert caught.value.words.zh.startswith(told)
    assert caught.value.words.en != caught.value.words.zh


def test_bytes_that_cannot_be_read() -> None:
    data = ("编号,填写\n" + "s1,固定资产投资完成情况良好\n" * 9).encode() + b"s2,\xe6\x9d\n"
    with pytest.raises(SheetError) as caught:
        read("待填.csv", data)
    assert "有些字节无法解读" in caught.value.words.zh


def test_the_headings_may_stand_in_the_tenth_line_but_not_below() -> None:
    sheet = "编号,填写\ns1,1\n"
    assert values(("说明,\n" * 9 + sheet).encode(), "待填.csv") == {"s1": "1"}
    with pytest.raises(SheetError):
        read("待填.csv", ("说明,\n" * 10 + sheet).encode())


def test_a_value_without_an_id() -> None:
    no_id, empty = read("待填.csv", "编号,填写,备注\n,12,\ns1,,\n,,备注而已\n".encode())
    assert no_id.problem is not None and "没有编号" in no_id.problem.zh
    assert (empty.row.id, empty.problem) == ("s1", None)


def test_all_columns_in_english() -> None:
    data = written(".csv", [row("s1")], headings="en")
    assert data.decode("utf-8-sig").split("\r\n")[0] == ",".join(COLUMNS)
    assert b",amount," in data
