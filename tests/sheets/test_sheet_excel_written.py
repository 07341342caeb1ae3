"""What Excel gets to see: what may be typed where, how it looks, what is never a formula."""

import re
import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sheet_rows import GIVEN, row, written

from xxlint.sheets import COLUMNS, HEADINGS, KINDS, Row, SheetError, read
from xxlint.sheets.tabs import tab_name

VALUE = COLUMNS.index("value") + 1


def opened(rows: list[Row], **said: Any) -> Any:
    return openpyxl.load_workbook(BytesIO(written(".xlsx", rows, **said)), rich_text=True)


def validation_of(sheet: Any, cell: str) -> Any:
    (found,) = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
    return found


def test_headings_stay_in_sight() -> None:
    sheet = opened([GIVEN]).active
    assert [cell.value for cell in sheet[1]] == list(HEADINGS.values())
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("待填", "A2", "A1:K2")
    assert all(cell.font.bold and cell.fill.fgColor.rgb == "FF44546A" for cell in sheet[1])
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0


def test_english_headings() -> None:
    sheet = opened([GIVEN], headings="en", lang="en").active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert (sheet.title, sheet["D2"].value) == ("slots", "amount")
    assert opened([GIVEN], lang="en").active["D2"].value == "金额"


def test_only_value_and_note_can_be_typed_into() -> None:
    sheet = opened([row("s1"), row("s2", kind="date")]).active
    protection = sheet.protection
    assert protection.sheet and protection.password is None
    assert not (protection.formatColumns or protection.formatRows or protection.autoFilter or protection.sort)
    for line in sheet.iter_rows(min_row=2):
        free = {COLUMNS[cell.column - 1] for cell in line if not cell.protection.locked}
        assert free == {"value", "note"}
        assert {cell.column for cell in line if cell.fill.fgColor.rgb == "FFFFF9DB"} == {VALUE, VALUE + 1}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_cell_says_what_belongs_there(kind: str) -> None:
    rows = [row("s1", kind=kind, expected=""), row("s2", kind=kind, expected="按最近一次普查填")]
    sheet = opened(rows, choices={"s1": ("增长", "下降")} if kind == "choice" else {}).active
    first, second = validation_of(sheet, "J2"), validation_of(sheet, "J3")
    assert first.promptTitle == KINDS[kind]
    assert first.showInputMessage and first.prompt
    assert (second.prompt, sheet["J2"].number_format) == (
        "按最近一次普查填",
        "General" if kind in ("amount", "percent", "count", "area", "index") else "@",
    )


def test_a_number_that_is_none_is_asked_back() -> None:
    sheet = opened([row("s1"), row("s2", kind="count", expected=""), row("s3", kind="person")]).active
    amount, count, person = (validation_of(sheet, cell) for cell in ("J2", "J3", "J4"))
    assert (amount.type, amount.errorStyle, amount.formula1, amount.showErrorMessage) == (
        "decimal",
        "warning",
        "-1e15",
        True,
    )
    assert (count.formula1, count.error) == (
        "0",
        "这里一般填数字，如 12。内容不是这样的数字，确实要这样填吗？",
    )
    assert (person.type, person.showErrorMessage) == (None, False)


def test_choices_are_a_list() -> None:
    rows = [row(f"s{at}", kind="choice", expected="") for at in range(4)]
    choices = {
        "s0": ("增长", '"下降"'),
        "s1": ("一,二", "三"),
        "s2": tuple("很长的选项" * 9 for _ in range(9)),
    }
    sheet = opened(rows, choices=choices).active
    first, comma, long, none = (validation_of(sheet, f"J{at}") for at in range(2, 6))
    assert (first.type, first.formula1, first.errorStyle) == ("list", '"增长,""下降"""', "stop")
    assert first.error == '只能填：增长、"下降"'
    assert (comma.type, comma.prompt) == (None, "只能填：一,二、三")
    assert (long.type, len(long.prompt)) == (None, 255)
    assert none.prompt == "按“应填”一列选一项"


def test_one_check_for_all_alike() -> None:
    rows = [row(f"s{at}", kind="count" if at % 5 == 4 else "amount") for at in range(2000)]
    checks = opened(rows).active.data_validations.dataValidation
    assert len(checks) == 2
    assert {str(check.sqref).split()[0] for check in checks} == {"J2:J5", "J6"}
    alternating = [row(f"s{at}", kind="count" if at % 2 else "amount") for at in range(2000)]
    assert [
        len(check.sqref.ranges) for check in opened(alternating).active.data_validations.dataValidation
    ] == [400, 400, 200] * 2


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+A1", "-1+1", "@SUM(1)", "'x", "#REF!", "TRUE", "12"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    data = written(".xlsx", [Row(*[text] * len(COLUMNS))], title=text, choices={text: (text,)})
    with zipfile.ZipFile(BytesIO(data)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml and 't="e"' not in xml
    sheet: Any = openpyxl.load_workbook(BytesIO(data)).active
    for line in sheet.iter_rows(min_row=2):
        assert {(cell.data_type, cell.value, bool(cell.quotePrefix)) for cell in line} == {
            ("s", text, text[0] in "=+-@'")
        }


def test_a_number_that_was_filled_in_is_a_number() -> None:
    given = {"s1": "186.4", "s2": "186.40", "s3": "约186", "s4": "-3", "s5": "0012", "s6": "1" * 16}
    sheet = opened([row(id_, value) for id_, value in given.items()]).active
    assert [sheet.cell(at, VALUE).value for at in range(2, 8)] == [
        186.4,
        "186.40",
        "约186",
        -3,
        "0012",
        "1" * 16,
    ]
    assert opened([row("s1", "186.4", kind="text")]).active["J2"].value == "186.4"


def test_the_slot_is_red() -> None:
    words: Any = opened([row(context="增长⟦XX⟧%，其中⟦X⟧")]).active["C2"].value
    parts: list[Any] = list(words)
    assert [part if isinstance(part, str) else (part.text, part.font.b, part.font.color.rgb) for part in parts] == [
        "增长", ("⟦XX⟧", True, "FFC00000"), "%，其中", ("⟦X⟧", True, "FFC00000"),
    ]  # fmt: skip
    assert opened([row(context="没有标记")]).active["C2"].value == "没有标记"


def test_han_characters_have_room() -> None:
    sheet = opened([row(metric="规模以上工业增加值", context="全" * 100), row("s2", context="短")]).active
    width = {
        column: sheet.column_dimensions[letter].width
        for column, letter in zip(COLUMNS, "ABCDEFGHIJK", strict=True)
    }
    assert width["metric"] >= 2 * len("规模以上工业增加值")
    assert width["context"] == 60
    assert sheet.row_dimensions[2].height >= 4 * 15  # 200 digits in lines of less than 60
    assert sheet.row_dimensions[3].height <= 3 * 15
    assert sheet["C2"].alignment.wrap_text
    assert opened([row(context="全\n" * 100)]).active.row_dimensions[2].height == 409


def test_a_tab_for_every_owner() -> None:
    rows = [
        row("s1", owner="财政局"),
        row("s2", owner=""),
        row("s3", owner="统计局"),
        row("s4", owner="财政局 "),
    ]
    book = opened(rows, split_by_owner=True)
    assert book.sheetnames == ["财政局", "统计局", "未分派"]
    assert [sheet.max_row for sheet in book] == [3, 2, 2]
    assert opened(rows, split_by_owner=True, lang="en").sheetnames[-1] == "unassigned"
    data = written(".xlsx", rows, split_by_owner=True)
    assert [(one.tab, one.line, one.row.id) for one in read("表.xlsx", data)] == [
        ("财政局", 2, "s1"), ("财政局", 3, "s4"), ("统计局", 2, "s3"), ("未分派", 2, "s2"),
    ]  # fmt: skip
    assert opened([], split_by_owner=True).sheetnames == ["未分派"]


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("财政局/税务局", "财政局／税务局"), ("[a]:*?\\", "［a］：＊？＼"), ("'引'", "引"), ("'", "_"), ("History", "History(2)"),
        ("县" * 40, "县" * 31), ("𠮷" * 20, "𠮷" * 15), ("a\x00b", "a b"), ("财政局", "财政局(2)"), ("ABC", "ABC(2)"),
        ("长" * 31, "长" * 28 + "(2)"),
    ],
)  # fmt: skip
def test_names_of_tabs(owner: str, name: str) -> None:
    used = dict.fromkeys(("history", "财政局", "abc", "长" * 31), 1)
    assert tab_name(owner, used) == name
    assert name.lower() in used


def test_many_owners_alike() -> None:
    rows = [row(f"s{at}", owner=f"{'县' * 31}{at}") for at in range(12)]
    book = opened(rows, split_by_owner=True)
    assert book.sheetnames == [
        "县" * 31,
        *(f"{'县' * 28}({at})" for at in range(2, 10)),
        *(f"{'县' * 27}({at})" for at in range(10, 13)),
    ]
    assert len(read("表.xlsx", written(".xlsx", rows, split_by_owner=True))) == 12


def test_nobody_is_named_and_no_day() -> None:
    data = written(".xlsx", [GIVEN])
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert re.findall(r">([^<>]+)<", core) == [
        "xxlint",
        "工作总结",
        "1980-01-01T00:00:00Z",
        "1980-01-01T00:00:00Z",
    ]


def test_a_title_of_any_kind() -> None:
    sheet = opened([GIVEN], title="投入 & 产出\x0b" + "长" * 300).active
    assert sheet.oddHeader.center.text.startswith("投入 && 产出 长")


def test_a_text_that_no_cell_can_hold() -> None:
    (filed,) = read("表.xlsx", written(".xlsx", [row(context="𠮷" * 20_000)]))
    assert filed.row.context == "𠮷" * 16_383 + "…"
    with pytest.raises(SheetError) as caught:
        written(".xlsx", [row("s1", "长" * 32_768)])
    assert caught.value.words.zh.startswith("编号 s1 填写的内容太长")


def test_without_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(".xlsx", [GIVEN])
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    for attempt in (lambda: written(".xlsx", [GIVEN]), lambda: read("表.xlsx", data)):
        with pytest.raises(SheetError) as caught:
            attempt()
        assert 'pip install "xxlint[sheet]"' in caught.value.words.zh
    assert read("表.csv", written(".csv", [GIVEN]))[0].row == GIVEN
