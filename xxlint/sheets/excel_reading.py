"""Sheets of Excel and WPS, read: every tab that has the headings.

Nothing is evaluated, no link followed, no macro looked at.  A number counts as its cell shows it, for that is what the
department saw when it signed: 1234.5678 in the format 0.00 is 1234.57.  A filter hides rows, so hidden ones count.
Needs openpyxl, the extra ``xxlint[sheet]``.
"""

import re
import struct
import warnings
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
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
_DECIMALS = re.compile(r"[^0#?.]*(?:[0#?][0#?, ]*)(?:\.(?P<decimals>[0#?]*))?[^0#?.Ee/]*")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 1_000_000  # cells that are looked at: more has no sheet, whatever it states
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
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False, rich_text=True)
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


def _rows(path: str, tabs: Sequence[tuple[str, Sequence[Line]]]) -> tuple[Filed, ...]:
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


def _lines(sheet: Any, epoch: datetime) -> list[tuple[int, list[Cell]]]:
    sheet.reset_dimensions()  # what a workbook states of itself may be wrong
    lines = [
        (number, [_cell(cell, epoch) if cell.value is not None else EMPTY for cell in cells])
        for number, cells in enumerate(sheet.iter_rows(max_row=_ROWS, max_col=_width(sheet)), 1)
        if any(cell.value is not None for cell in cells)  # a row at the very end brings a million empty ones
    ]
    _mark_merged(lines, _merged(sheet))
    return lines


def _merged(sheet: Any) -> Iterator[Sequence[int]]:
    """The ranges of merged cells that have a second one: the first and last column, then the first and last row.

    openpyxl reads them only together with the whole sheet, at several times the cost.
    """
    with sheet.parent._archive.open(sheet._worksheet_path) as part:
        found = _MERGED.findall(part.read())
    for left, top, right, bottom in found:
        yield _column(left), int(top), _column(right), int(bottom)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _mark_merged(lines: list[tuple[int, list[Cell]]], ranges: Iterable[Sequence[int]]) -> None:
    """Put into the cells that have given their words to the first one of their range why they count for nothing."""
    numbers = [number for number, _ in lines]
    left_over = _MOST_MERGED
    for left, top, right, bottom in ranges:
        within = lines[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        if not within or within[0][0] != top or not any(cell.text for cell in within[0][1][left - 1 : left]):
            continue
        for number, cells in within:
            for column in range(left - 1, min(right, len(cells))):
                if (number, column) != (top, left - 1):
                    cells[column] = Cell(cells[column].text, _MERGED_CELL)
            left_over -= len(cells)
        if left_over < 0:
            return


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
    struck = cell.has_style and bool(cell.font.strike)
    if isinstance(value, list):  # words in several formats
        struck = struck or any(_is_struck(part) for part in value)
        value = str(value)
    if struck and str(value).strip():
        return Cell(str(value), _STRUCK)
    if isinstance(value, str):
        return Cell(_ESCAPED.sub(_character, value) if "_x" in value else value)
    for kind, read in _READERS:
        if isinstance(value, kind):
            return read(cell, value, epoch)
    return Cell(str(value), TIME.fill(text=value))


def _is_struck(part: Any) -> bool:
    font = getattr(part, "font", None)
    return bool(font is not None and font.strike and part.text.strip())


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
    sections = cell.number_format.split(";")
    plain = _UNSHOWN.sub("", sections[1] if value < 0 and len(sections) > 1 else shown_as)
    decimals = _decimals(plain)
    return (of_percent if "%" in _UNSHOWN.sub("", shown_as) else of_number)(value, decimals)


def _decimals(plain: str) -> int | None:
    """How many decimals a number format shows (2 of #,##0.00); None for what shows all of them or a fraction."""
    shown = _DECIMALS.fullmatch(plain)
    return len(shown["decimals"] or "") if shown is not None else None


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

_STRUCK = Words(
    "单元格里有划去（删除线）的内容，不知道是否还算数；请删去划掉的部分后重填",
    "there is struck-out text in the cell, so nobody knows whether it counts; delete what is struck out",
)
_MERGED_CELL = Words(
    "合并单元格，请拆开后分别填写：合并后的内容只算在第一行",
    "a merged cell, whose words count for its first row only; unmerge it and fill in each row",
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
