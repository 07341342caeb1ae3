"""Workbooks as departments send them back, and files that are none."""

import warnings
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import pairwise
from time import process_time
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from sheet_rows import row, values, workbook, written

from xxlint.sheets import SheetError, read
from xxlint.sheets.excel_reading import MEMBER_LIMIT, TOTAL_LIMIT
from xxlint.words import Words

HEAD = ("编号", "填写")


def cell_of(value: Any, number_format: str = "General") -> tuple[str, Words | None]:
    """The text and the problem of one cell."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(HEAD)
    sheet["A2"] = "s1"
    sheet["B2"] = value
    sheet["B2"].number_format = number_format
    target = BytesIO()
    book.save(target)
    (filed,) = read("待填.xlsx", target.getvalue())
    return filed.row.value, filed.problem


def rezipped(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook with changed parts; None leaves one out."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def in_sheet(data: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with other words in the XML of its first tab."""

    def change(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        assert old in part
        return part.replace(old, new)

    return rezipped(data, change)


def refused(data: bytes, path: str = "待填.xlsx") -> str:
    with pytest.raises(SheetError) as caught:
        read(path, data)
    assert "\n" not in caught.value.words.zh
    return caught.value.words.zh


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (186.4, "General", "186.4"), (186.40000000000001, "0.00", "186.4"), (100000000, "General", "100000000"), (1e20, "General", "100000000000000000000"),
        (0.085, "0.0%", "8.5%"), (0.085, "0.0", "0.1"), (8.5, '0.0"%"', "8.5"), (8.5, "0.0\\%", "8.5"), (-0.032, "0.0%;[Red]-0.0%", "-3.2%"),
        (1234.5, "#,##0.00", "1234.5"), (186.4, '0.0"亿元"', "186.4"),
        ("１８６．４亿元", "@", "１８６．４亿元"), ("  186.4 ", "@", "  186.4 "), ("0012", "@", "0012"), ("2023-05", "@", "2023-05"), ("两\n行", "@", "两\n行"),
        (date(2023, 5, 6), "yyyy-mm-dd", "2023-05-06"), (datetime(2023, 5, 6), "yyyy-mm-dd h:mm", "2023-05-06"),
        (date(2023, 5, 1), 'yyyy"年"m"月"', "2023-05"), (date(2023, 5, 1), 'yyyy"年"m"月";@', "2023-05"), (date(2023, 5, 1), "mmm-yy", "2023-05"),
        (date(2023, 5, 6), '[$-804]yyyy"年"m"月"d"日"', "2023-05-06"), (date(2023, 5, 6), 'm"月"d"日"', "5月6日"), (date(2023, 5, 6), "aaaa;@", "45052"),
    ],
)  # fmt: skip
def test_cells(value: Any, number_format: str, text: str) -> None:
    assert cell_of(value, number_format) == (text, None)


@pytest.mark.parametrize(
    ("value", "number_format", "told"),
    [
        ("=1+1", "General", "公式"), ("=SUM(A1:A9)", "0.00", "公式"), ("=cmd|' /C calc'!A0", "General", "公式"), ("=HYPERLINK(\"http://x\")", "General", "公式"),
        ("#REF!", "General", "错误值 #REF!"), ("#N/A", "General", "错误值 #N/A"), (True, "General", "逻辑值 TRUE"), (False, "General", "逻辑值 FALSE"),
        (time(9, 30), "h:mm", "时间 09:30:00"), (datetime(2023, 5, 6, 9, 30), "yyyy-mm-dd h:mm", "时间"), (timedelta(hours=30), "[h]:mm", "时间"),
        (1e200, "General", "可用的数"), (12345, '0\\.0,"万"', "缩放"), (12345, "#,##0,", "缩放"), (12345, '0.00,,"百万"', "缩放"), (12345, "0\\.0000", "缩放"),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_taken(value: Any, number_format: str, told: str) -> None:
    _, problem = cell_of(value, number_format)
    assert problem is not None and told in problem.zh


@pytest.mark.parametrize(
    ("number", "text"), [(57, "2023-05"), (58, "5月6日"), (31, "2023-05-06"), (27, "2023-05"), (28, "5月6日")]
)
def test_dates_that_chinese_excel_keeps_by_number(number: int, text: str) -> None:
    data = rezipped(
        workbook(("待填", [HEAD, ("s1", 45052)])),
        lambda name, part: (
            part.replace(
                b'<cellXfs count="1"><xf numFmtId="0"', f'<cellXfs count="1"><xf numFmtId="{number}"'.encode()
            )
            if name == "xl/styles.xml"
            else part
        ),
    )
    assert values(data) == {"s1": text}


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (1234.5678, "0.00", "1234.57"), (1234.5678, "0.0", "1234.6"), (1234.5678, "0", "1235"), (1234.5678, "#,##0", "1235"),
        (1234.5678, "#,##0.00", "1234.57"), (1234.5678, "#,##0.00_ ", "1234.57"), (1234.5678, '0.00"亿元"', "1234.57"), (1234.5678, "0.0#", "1234.57"),
        (1234.5678, "General", "1234.5678"), (1234.5678, "@", "1234.5678"), (1234.5678, "0.00E+00", "1234.5678"), (0.5, "# ?/?", "0.5"),
        (2.5, "0", "3"), (-2.5, "0", "-3"), (0.125, "0.00", "0.13"), (1.005, "0.00", "1.01"), (186, "0.00", "186"), (186.4, "0.00", "186.4"),
        (-1234.5678, "#,##0.00;[Red]-#,##0.0", "-1234.6"), (-0.001, "0.0", "0"), (1e15, "0.00", "1000000000000000"),
        (0.08534, "0.00%", "8.53%"), (0.08534, "0.0%", "8.5%"), (0.08534, "0%", "9%"), (1.25, "0%", "125%"), (-0.0325, "0.0%", "-3.3%"),
    ],
)  # fmt: skip
def test_a_number_counts_as_it_is_shown(number: float, number_format: str, text: str) -> None:
    assert cell_of(number, number_format) == (text, None)


def sheet_of(rows: Sequence[Sequence[Any]], change: Callable[[Any], None]) -> dict[str, tuple[str, str]]:
    """The values and problems by id of a workbook that somebody has changed."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(("编号", "填写", "备注"))
    for cells in rows:
        sheet.append(cells)
    change(sheet)
    target = BytesIO()
    book.save(target)
    filed = read("待填.xlsx", target.getvalue())
    return {one.row.id: (one.row.value, one.problem.zh[:4] if one.problem else "") for one in filed}


def test_struck_out_values() -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].font = Font(strike=True)
        sheet["B3"].font = Font(strike=True)
        sheet["C4"].font = Font(strike=True)

    rows = [("s1", "教育局"), ("s2", 3.5), ("s3", "财政局", "划去的备注")]
    assert sheet_of(rows, change) == {
        "s1": ("教育局", "单元格里"),
        "s2": ("3.5", "单元格里"),
        "s3": ("财政局", ""),
    }


def test_words_of_which_some_are_struck_out() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><rPr><strike/></rPr><t>186</t></r><r><t>190</t></r></si><si><r><rPr><b/></rPr><t>教育</t></r><r><t>局</t></r></si></sst>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    data = workbook(("待填", [HEAD, ("s1", 11), ("s2", 12)]))
    for at in (0, 1):
        old, new = f'<c r="B{at + 2}" t="n"><v>1{at + 1}</v></c>', f'<c r="B{at + 2}" t="s"><v>{at}</v></c>'
        data = in_sheet(data, old.encode(), new.encode())
    listed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    data = rezipped(data, lambda name, part: part.replace(b"</Types>", listed.encode()))
    target = BytesIO(data)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("xl/sharedStrings.xml", strings)
    struck, bold = read("待填.xlsx", target.getvalue())
    assert (struck.row.value, bold.row.value) == ("186190", "教育局")
    assert struck.problem is not None and "划去" in struck.problem.zh
    assert bold.problem is None


def test_hidden_rows_count() -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    assert sheet_of([("s1", "教育局"), ("s2", "财政局")], change) == {
        "s1": ("教育局", ""),
        "s2": ("财政局", ""),
    }


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        pytest.param("B2:B4", {"s1": "", "s2": "合并单元", "s3": "合并单元", "s4": ""}, id="downwards"),
        pytest.param("B2:B9", {"s1": "", "s2": "合并单元", "s3": "合并单元", "s4": "合并单元"}, id="beyond the end"),
        pytest.param("B2:C2", {"s1": "", "s2": "", "s3": "", "s4": ""}, id="with the note on its right"),
        pytest.param("C2:C4", {"s1": "", "s2": "", "s3": "", "s4": ""}, id="notes"),
        pytest.param("B3:B4", {"s1": "", "s2": "", "s3": "", "s4": ""}, id="nothing in them"),
    ],
)  # fmt: skip
def test_the_words_of_merged_cells_count_for_the_first_row(merged: str, expected: dict[str, str]) -> None:
    rows = [("s1", "教育局", "报送"), ("s2",), ("s3",), ("s4",)]
    found = sheet_of(rows, lambda sheet: sheet.merge_cells(merged))
    assert {id_: problem for id_, (_, problem) in found.items()} == expected
    assert found["s1"][0] == "教育局"


def test_merged_cells_without_end() -> None:
    data = workbook(("待填", [HEAD, *((f"s{at}", "教育局") for at in range(2_000))]))
    ranges = '<mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:B1048576"/>' * 20_000
    data = in_sheet(data, b"</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>".encode())
    started = process_time()
    assert len(read("待填.xlsx", data)) == 2_000
    assert process_time() - started < 10


def test_a_text_that_looks_like_a_formula() -> None:
    filed = read("待填.xlsx", written(".xlsx", [row("s1", "=cmd|' /C calc'!A0"), row("s2", "-3.2%")]))
    assert [one.problem is not None for one in filed] == [True, False]
    assert filed[0].row.value == "=cmd|' /C calc'!A0"


def test_formulas_of_all_kinds() -> None:
    cells = {
        "shared": '<c r="B2"><f t="shared" ref="B2:B3" si="0">A1+1</f><v>3</v></c>',
        "array": '<c r="B2"><f t="array" ref="B2">A1+1</f><v>3</v></c>',
        "table": '<c r="B2"><f t="dataTable" ref="B2" dt2D="0" dtr="0" r1="A1"/><v>3</v></c>',
        "text": '<c r="B2" t="str"><f>A1</f><v>三</v></c>',
    }
    for kind, cell in cells.items():
        data = in_sheet(workbook(("待填", [HEAD, ("s1", 1)])), b'<c r="B2" t="n"><v>1</v></c>', cell.encode())
        (filed,) = read("待填.xlsx", data)
        assert filed.problem is not None and "公式" in filed.problem.zh, kind
        assert "3" != filed.row.value != "三", kind


def test_all_tabs_that_are_sheets() -> None:
    data = workbook(
        ("说明", [["请各单位于5月底前填报"]]),
        ("财政局", [HEAD, ("s1", "一")]),
        ("统计局", [["2023年工作总结填报表"], [], ("填写", "备注", "编号"), ("二", "", "s2")]),
        ("空", []),
    )
    assert [(one.tab, one.line, one.row.id, one.row.value) for one in read("待填.xlsx", data)] == [
        ("财政局", 2, "s1", "一"),
        ("统计局", 4, "s2", "二"),
    ]


def test_a_tab_of_ours_without_a_column_is_not_left_out_in_silence() -> None:
    data = workbook(
        ("财政局", [HEAD, ("s1", "一")]),
        ("统计局", [("编号", "指标", "单位", "填写数"), ("s2", "", "", "二")]),
    )
    assert refused(data) == "「统计局」缺少“填写”（value）一列；“填写数”是不是“填写”？"


def test_no_tab_is_a_sheet() -> None:
    assert refused(workbook(("名单", [("姓名", "电话")]))).startswith("前 10 行里没有表头")


def test_rows_hidden_filtered_and_merged() -> None:
    book = openpyxl.load_workbook(BytesIO(written(".xlsx", [row(f"s{at}", f"{at}") for at in range(5)])))
    sheet: Any = book.active
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.add_filter_column(9, ["1"])
    sheet.merge_cells("C4:C5")
    sheet.column_dimensions["A"].hidden = True
    sheet.insert_rows(1)
    sheet["A1"] = "合并的标题"
    target = BytesIO()
    book.save(target)
    assert values(target.getvalue()) == {f"s{at}": f"{at}" for at in range(5)}


def test_a_value_without_an_id() -> None:
    filed = read("待填.xlsx", workbook(("待填", [HEAD, (None, 12), ("s1", None), (None, None), (" ", "  ")])))
    assert [(one.line, one.row.id, one.problem is None) for one in filed] == [(2, "", False), (3, "s1", True)]


def test_what_a_workbook_states_of_its_size_is_not_believed() -> None:
    data = workbook(("待填", [HEAD, ("s1", "一"), ("s2", "二")]))
    assert values(in_sheet(data, b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:A1"/>')) == {
        "s1": "一",
        "s2": "二",
    }
    assert values(in_sheet(data, b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:XFD1048576"/>')) == {
        "s1": "一",
        "s2": "二",
    }


def test_cells_far_out() -> None:
    data = workbook(("待填", [HEAD, ("s1", "一")]))
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    assert values(in_sheet(data, b"</sheetData>", far)) == {"s1": "一"}
    beyond = b'<row r="999999999999"><c r="A999999999999" t="n"><v>1</v></c></row></sheetData>'
    assert values(in_sheet(data, b"</sheetData>", beyond)) == {"s1": "一"}


def test_characters_that_xml_cannot_hold() -> None:
    data = workbook(("待填", [HEAD, ("s1", "一_x000D_\n二"), ("s2", "_x0041")]))
    assert values(data) == {"s1": "一\r\n二", "s2": "_x0041"}


def test_what_openpyxl_does_not_know_is_no_warning() -> None:
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    data = in_sheet(workbook(("待填", [HEAD, ("s1", "一")])), b"</worksheet>", extension)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert values(data) == {"s1": "一"}


def test_links_and_macros_are_left_alone() -> None:
    def change(name: str, part: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return part.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        if name == "xl/_rels/workbook.xml.rels":
            link = b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="file:///etc/passwd" TargetMode="External" Id="rId99"/></Relationships>'
            return part.replace(b"</Relationships>", link)
        if name == "xl/workbook.xml":
            references = b'<externalReferences><externalReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId99"/></externalReferences><calcPr'
            return part.replace(b"<calcPr", references)
        return part

    data = rezipped(workbook(("待填", [HEAD, ("s1", "一")])), change)
    assert b"rId99" in zipfile.ZipFile(BytesIO(data)).read("xl/workbook.xml")
    assert values(data, "待填.xlsm") == {"s1": "一"}


def test_validation_and_comments_of_others() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(("待填", [HEAD, ("s1", "一")]))))
    sheet: Any = book.active
    sheet.add_data_validation(DataValidation(type="list", formula1='"一,二"', sqref="B2"))
    sheet["B2"].comment = Comment("请核", "甲")
    sheet["B2"].hyperlink = "http://localhost/"
    target = BytesIO()
    book.save(target)
    assert values(target.getvalue()) == {"s1": "一"}


# what is no workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = workbook(("待填", [HEAD, ("s1", "一")]))


def zipped(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/"), part)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"", "文件是空的", id="empty"),
        pytest.param(OLE + b"\0" * 2000, "是旧格式的表格（.xls、.et 或 XML）", id="an old .xls or .et"),
        pytest.param(b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "是旧格式的表格", id="XML of 2003"),
        pytest.param(b"<html><body><table><tr><td>1</table>", "这是网页，不是填报表", id="a web page named .xlsx"),
        pytest.param(b"%PDF-1.7", "这是PDF 文件，不是填报表", id="a PDF"),
        pytest.param(zipped(word__document=b"<w/>"), "这是Word 文件，不是填报表", id="a Word file"),
        pytest.param(zipped(readme=b"x"), "不是 Excel 文件，里面没有工作簿", id="another zip"),
        pytest.param(zipped(xl__workbook=b"", **{"xl/workbook.bin": b""}), "是 .xlsb 或 .ods 表格", id="xlsb"),
        pytest.param(zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b""}), "是 .xlsb 或 .ods 表格", id="ods"),
        pytest.param(GOOD[:-30], "表格已损坏", id="cut off at the end"),
        pytest.param(GOOD[:700], "表格已损坏", id="cut off early"),
        pytest.param(rezipped(GOOD, lambda name, part: None if name == "[Content_Types].xml" else part), "表格已损坏", id="without its types"),
        pytest.param(in_sheet(GOOD, b"</sheetData>", b""), "表格已损坏", id="broken XML"),
        pytest.param(in_sheet(GOOD, b'r="B2"', b'r="2B"'), "表格已损坏", id="a cell nowhere"),
        pytest.param(rezipped(GOOD, lambda name, part: part.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")), "是“Strict Open XML”格式", id="the strict variant"),
        pytest.param(b"\x00\x01\x02\xff" * 500, "不是填报表", id="noise"),
    ],
)  # fmt: skip
def test_what_is_no_workbook(data: bytes, told: str) -> None:
    assert refused(data).startswith(told)


def test_a_workbook_with_a_password() -> None:
    assert "密码" in refused(rezipped_as_encrypted())


def rezipped_as_encrypted() -> bytes:
    """An OLE file whose directory names an EncryptedPackage, as Excel writes one."""
    head = bytearray(OLE + b"\0" * 504)
    head[0x1E] = 9
    head[0x30:0x34] = (1).to_bytes(4, "little")
    head[0x4C:0x50] = (0).to_bytes(4, "little")
    table = (0xFFFFFFFD).to_bytes(4, "little") + (0xFFFFFFFE).to_bytes(4, "little") + b"\xff" * 504

    def entry(name: str, child: int) -> bytes:
        words = name.encode("utf-16-le") + b"\0\0"
        none = b"\xff" * 8
        return (
            words.ljust(64, b"\0")
            + len(words).to_bytes(2, "little")
            + b"\1\1"
            + none
            + child.to_bytes(4, "little")
            + b"\0" * 48
        )

    directory = entry("Root Entry", 1) + entry("EncryptedPackage", 0xFFFFFFFF)
    return bytes(head) + table + directory.ljust(512, b"\0")


def test_bombs() -> None:
    target = BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package,
        zipfile.ZipFile(BytesIO(GOOD)) as good,
    ):
        for name in good.namelist():
            package.writestr(name, good.read(name))
        package.writestr("xl/media/image1.png", b"\0" * (TOTAL_LIMIT + 1))
    assert refused(target.getvalue()).startswith("文件解开后过大")
    many = zipped(**{f"xl__workbook{at}": b"" for at in range(MEMBER_LIMIT + 1)}, **{"xl/workbook.xml": b""})
    assert refused(many).startswith("文件解开后过大")


def test_entities_that_swell() -> None:
    entities = [b'<!ENTITY a "' + b"ha" * 1000 + b'">']
    for one, other in pairwise("abcdefghij"):
        entities.append(f'<!ENTITY {other} "{f"&{one};" * 20}">'.encode())
    doctype = b"<!DOCTYPE worksheet [" + b"".join(entities) + b"]>"
    data = in_sheet(GOOD, b"<worksheet", doctype + b"<worksheet")
    data = in_sheet(data, b"</sheetData>", b'<row r="3"><c r="B3" t="str"><v>&j;</v></c></row></sheetData>')
    start = process_time()
    assert refused(data).startswith("表格已损坏")
    assert process_time() - start < 5
