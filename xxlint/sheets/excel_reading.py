"""Sheets of Excel and WPS, read: every tab that has the headings.

Nothing is evaluated, no link followed, no macro looked at.  Needs openpyxl, the extra ``xxlint[sheet]``.
"""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from xxlint.sheets.rows import Filed, SheetError
from xxlint.sheets.tables import SEARCHED, Headless, Line, rows_of
from xxlint.sheets.values import EMPTY, ERROR, FORMULA, TIME, Cell, of_date, of_logical, of_number, of_percent
from xxlint.words import Words

ABSENT = Words(
    '读写 Excel 表格需要先安装：pip install "xxlint[sheet]"；不装可用 .csv',
    'Excel files need an extra: pip install "xxlint[sheet]"; without it use .csv',
)

TOTAL_LIMIT = 128 * 1024 * 1024  # bytes unpacked; a sheet of 2,000 rows has two million
MEMBER_LIMIT = 2000
_ROWS, _COLUMNS = 1_048_576, 256  # all rows of Excel; columns further right are nobody's
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')  # of a number format: literals, fillers, colours
_SCALED = re.compile(r"[0#?],+(?![0#?,])|[0#?]\\[.]")  # 12345 as 12 (#,##0,) or as 1.2345 (0\.0000)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    IndexError,
)
_CHINESE_DATES = {  # formats that Excel keeps by number alone, in Chinese; ECMA-376, 18.8.30
    **dict.fromkeys((27, 36, 50, 52, 57), "ym"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "md"),
    **dict.fromkeys((30, 31), "ymd"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), ""),
}


def read_workbook(path: str, data: bytes) -> tuple[Filed, ...]:
    """The rows of all its tabs; raises ``SheetError``."""
    try:
        import openpyxl
    except ImportError:
        raise SheetError(ABSENT) from None
    _check_package(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: pictures, validation, themes
        try:
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
            with closing(book):
                tabs = [(sheet.title, _lines(sheet, book.epoch)) for sheet in book.worksheets]
        except Exception as error:  # a damaged workbook fails in a dozen ways
            raise SheetError(_DAMAGED) from error
    return _rows(path, tabs)


def _check_package(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            infos = package.infolist()
            strict = _STRICT_NAMES in _head(package, "xl/workbook.xml")
    except _BROKEN as error:
        raise SheetError(_DAMAGED) from error
    if len(infos) > MEMBER_LIMIT or sum(info.file_size for info in infos) > TOTAL_LIMIT:
        raise SheetError(_TOO_LARGE)
    names = {info.filename.replace("\\", "/").lower() for info in infos}
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise SheetError(_OTHER_FORMAT)
    if not names & {"xl/workbook.xml", "[content_types].xml"}:
        raise SheetError(_NO_WORKBOOK)
    if strict:
        raise SheetError(_STRICT)


def _head(package: zipfile.ZipFile, name: str) -> bytes:
    if name not in package.namelist():
        return b""
    with package.open(name) as part:
        return part.read(4096)


def _rows(path: str, tabs: list[tuple[str, list[Line]]]) -> tuple[Filed, ...]:
    read: list[Filed] = []
    failed: list[tuple[str, Headless]] = []
    for tab, lines in tabs:
        found = rows_of(path, tab, lines)
        if isinstance(found, Headless):
            failed.append((tab, found))
        else:
            read += found
    for tab, headless in failed:
        if headless.is_ours:  # it would be left out without a word
            raise SheetError(Words(f"「{tab}」{headless.words.zh}", f"[{tab}] {headless.words.en}"))
    if len(failed) == len(tabs):
        raise SheetError(failed[0][1].words if failed else _NO_SHEETS)
    return tuple(read)


def _lines(sheet: Any, epoch: datetime) -> list[Line]:
    sheet.reset_dimensions()  # what a workbook states of itself may be wrong
    return [
        (number, [_cell(cell, epoch) if cell.value is not None else EMPTY for cell in cells])
        for number, cells in enumerate(sheet.iter_rows(max_row=_ROWS, max_col=_width(sheet)), 1)
        if any(cell.value is not None for cell in cells)  # a row at the very end brings a million empty ones
    ]


def _width(sheet: Any) -> int:
    """Columns up to the last one that has a heading; every line is filled up to it."""
    top = sheet.iter_rows(max_row=SEARCHED, max_col=_COLUMNS)
    return max((at for cells in top for at, cell in enumerate(cells, 1) if cell.value is not None), default=1)


def _cell(cell: Any, epoch: datetime) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(value if isinstance(value, str) else "=", FORMULA)
    if cell.data_type == "e":
        return Cell(value, ERROR.fill(text=value))
    if isinstance(value, str):
        return Cell(_ESCAPED.sub(_character, value) if "_x" in value else value)
    for kind, read in _READERS:
        if isinstance(value, kind):
            return read(cell, value, epoch)
    return Cell(str(value), TIME.fill(text=value))


def _character(escape: re.Match[str]) -> str:
    """``_x000D_`` is how a workbook writes a character that XML cannot hold."""
    return chr(int(escape[1], 16))


def _of_logical(cell: Any, value: bool, epoch: datetime) -> Cell:
    return of_logical(value)


def _of_number(cell: Any, value: float, epoch: datetime) -> Cell:
    from openpyxl.utils.datetime import from_excel

    shown = _CHINESE_DATES.get(cell.style_array.numFmtId)
    if shown is not None:
        moment = from_excel(value, epoch)
        return of_date(moment, shown) if isinstance(moment, date) and shown else _of_time(cell, moment, epoch)
    shown_as = cell.number_format.split(";")[0]
    if _SCALED.search(shown_as):
        return Cell(of_number(value).text, _OTHER_NUMBER.fill(text=of_number(value).text))
    return of_percent(value) if "%" in _UNSHOWN.sub("", shown_as) else of_number(value)


def _of_date(cell: Any, value: date, epoch: datetime) -> Cell:
    shown = _UNSHOWN.sub("", cell.number_format.split(";")[0]).lower().replace("e", "y").replace("b", "y")
    return of_date(value, shown if "y" in shown or "d" in shown else "ymd")


def _of_time(cell: Any, value: object, epoch: datetime) -> Cell:
    return Cell(str(value), TIME.fill(text=value))


_READERS: tuple[tuple[Any, Callable[[Any, Any, datetime], Cell]], ...] = (
    (bool, _of_logical),
    ((int, float), _of_number),
    (date, _of_date),
    ((time, timedelta), _of_time),
)

_OTHER_NUMBER = Words(
    "单元格显示的数经过缩放，存的是 {text}，不知道以哪个为准；请把格式改为“常规”后重填",
    "the cell shows a number scaled by its format, while it holds {text}; set the format to General and type it again",
)
_STRICT_NAMES = b"http://purl.oclc.org/ooxml/"
_STRICT = Words(
    "是“Strict Open XML”格式，请用 Excel 或 WPS 另存为普通的 .xlsx 再用",
    "a workbook in the strict variant of the format; save it as an ordinary .xlsx",
)
_DAMAGED = Words(
    "表格已损坏或不是 Excel 文件，打不开；请用 Excel 或 WPS 打开后另存为 .xlsx",
    "a damaged sheet or no Excel file; open it in Excel or WPS and save it as .xlsx",
)
_TOO_LARGE = Words(
    "文件解开后过大，不像正常的填报表，没有打开", "unpacks to far too much, not opened as a sheet"
)
_OTHER_FORMAT = Words(
    "是 .xlsb 或 .ods 表格，请用 Excel 或 WPS 另存为 .xlsx 再用",
    "a sheet in the format .xlsb or .ods; save it as .xlsx",
)
_NO_WORKBOOK = Words(
    "不是 Excel 文件，里面没有工作簿（xl/workbook.xml）", "no Excel file: it has no xl/workbook.xml"
)
_NO_SHEETS = Words("工作簿里没有表", "a workbook without sheets")
