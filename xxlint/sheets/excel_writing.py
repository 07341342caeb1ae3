"""Sheets for Excel and WPS, written: only the value and the note can be typed into, and every cell is text.

Needs openpyxl, the extra ``xxlint[sheet]``.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xxlint.sheets.excel_reading import ABSENT
from xxlint.sheets.expectations import Check, check_of
from xxlint.sheets.limits import CELL, cut, fits, without_controls
from xxlint.sheets.rows import COLUMNS, HEADINGS, KINDS, Row, SheetError
from xxlint.sheets.tabs import tabs_of
from xxlint.sheets.values import of_number
from xxlint.vocabulary import NUMERIC_KINDS
from xxlint.words import Lang, Words

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every part: the same rows give the same bytes
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,14})?")
_SLOT = re.compile("⟦[^⟦⟧]*⟧")
_VALUE, _NOTE, _CONTEXT, _ID, _KIND = (COLUMNS.index(c) for c in ("value", "note", "context", "id", "kind"))

_FONT = "宋体"
_LINE = 15.0  # points of a line at 11 points
_TALLEST = 409.0  # points of a row
_SHOWN = 40  # characters of an id in a message
_PADDING = 3  # digits of a cell that stay empty: its margins and the indent
_A4 = 9
_HEADER = 100  # characters of the title at the head of each page
_RANGES = 400  # of cells that one validation names
_WIDTHS: dict[str, tuple[int, int]] = {  # the least and the most, in digits; a Han character has two
    "id": (8, 14),
    "section": (12, 26),
    "context": (40, 60),
    "kind": (8, 10),
    "metric": (10, 20),
    "unit": (6, 10),
    "expected": (12, 24),
    "owner": (10, 18),
    "last_year": (8, 16),
    "value": (18, 30),
    "note": (14, 30),
}


class _Styles(NamedTuple):
    """Cells of openpyxl whose looks others take over."""

    head: Any
    plain: Any
    id: Any
    number: Any
    text: Any


def workbook(
    rows: Sequence[Row],
    *,
    headings: Lang,
    title: str,
    split_by_owner: bool,
    choices: Mapping[str, tuple[str, ...]],
    lang: Lang,
) -> bytes:
    """The bytes of an .xlsx; raises ``SheetError`` where openpyxl is not there or a value is too long for a cell."""
    try:
        import openpyxl
    except ImportError:
        raise SheetError(ABSENT) from None
    _check_lengths(rows)
    book: Any = openpyxl.Workbook(write_only=True)
    _describe(book, title)
    widths = _widths(rows, headings)
    for name, theirs in tabs_of(rows, lang, split_by_owner).items():
        sheet = book.create_sheet(name)
        _set_up_page(sheet, title)
        _protect(sheet)
        _set_sizes(sheet, theirs, widths)
        for check, cells in _checks(theirs, choices, lang):
            sheet.data_validations.append(_validation(check, cells))
        _fill(sheet, theirs, headings)
    return _packed(book)


def _describe(book: "Workbook", title: str) -> None:
    """The properties of the file name nobody and no true day."""
    properties = book.properties
    properties.creator, properties.title = "xxlint", without_controls(title)[:255] or None
    properties.created = properties.modified = datetime(*_EPOCH)


def _fill(sheet: Any, rows: Sequence[Row], headings: Lang) -> None:
    """All else must be set before: rows are written as they come."""
    styles = _styles(sheet)
    sheet.append([_cell(sheet, heading, styles.head) for heading in _headings(headings)])
    for row in rows:
        sheet.append(list(_cells(sheet, row, styles, headings)))


def _headings(headings: Lang) -> Sequence[str]:
    return [HEADINGS[column] for column in COLUMNS] if headings == "zh" else COLUMNS


# cells


def _cells(sheet: Any, row: Row, styles: _Styles, headings: Lang) -> Iterator[Any]:
    numeric = row.kind in NUMERIC_KINDS
    for at, text in enumerate(row):
        if at == _ID:
            yield _cell(sheet, text, styles.id)
        elif at == _VALUE:
            yield _value(sheet, row, styles.number if numeric else styles.text, numeric)
        elif at == _NOTE:
            yield _cell(sheet, text, styles.text)
        elif at == _KIND and headings == "zh":
            yield _cell(sheet, KINDS.get(text, text), styles.plain)
        elif at == _CONTEXT:
            yield _context(sheet, text, styles.plain)
        else:
            yield _cell(sheet, text, styles.plain)


def _cell(sheet: Any, text: str, like: Any) -> Any:
    """A cell of text: what begins with = stays text, also after an edit."""
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(sheet)
    cell._style = like._style  # shared: a style of its own would cost a search for each cell
    if text:
        cell._value = _held(text)  # not as a value, which might become a formula
        cell.data_type = "s"
        if text[0] in "=+-@'":
            cell.quotePrefix = True
    return cell


def _value(sheet: Any, row: Row, like: Any, numeric: bool) -> Any:
    """What was filled in: a number, where it comes back as it is written, else text."""
    text = row.value
    if numeric and _NUMBER.fullmatch(text) and of_number(float(text)).text == text:
        cell = _cell(sheet, "", like)
        cell.value = float(text) if "." in text else int(text)
        return cell
    return _cell(sheet, text, like)


def _context(sheet: Any, text: str, like: Any) -> Any:
    """The sentence, with its slot in red."""
    cell = _cell(sheet, text, like)
    held = cell._value or ""
    parts = _SLOT.split(held)
    if len(parts) == 1:
        return cell
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    rich: list[Any] = []
    for plain, slot in zip(parts, [*_SLOT.findall(held), ""], strict=True):
        rich += [plain] * bool(plain) + [TextBlock(_red(), slot)] * bool(slot)
    cell._value = CellRichText(rich)
    return cell


def _held(text: str) -> str:
    """The text as a cell can hold it: too much is cut."""
    return cut(_escaped(text), CELL)


def _escaped(text: str) -> str:
    """Characters that XML cannot hold stand as Excel writes them: _x000B_."""
    return _UNHOLDABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _check_lengths(rows: Sequence[Row]) -> None:
    """What was filled in, and by what it is known, is nothing to cut."""
    for row in rows:
        if not (fits(_escaped(row.id), CELL) and fits(_escaped(row.value), CELL)):
            raise SheetError(_TOO_LONG.fill(name=row.id[:_SHOWN]))


# looks


def _red() -> Any:
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    return InlineFont(rFont=_FONT, sz=11, b=True, color=Color("FFC00000"))


def _styles(sheet: Any) -> _Styles:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    line = Side(style="thin", color="FFBFBFBF")
    border = Border(left=line, right=line, top=line, bottom=line)
    wrapped = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
    to_the_right = Alignment(wrap_text=True, vertical="center", horizontal="right", indent=1)
    centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
    yellow = PatternFill("solid", fgColor="FFFFF9DB")
    grey = PatternFill("solid", fgColor="FFF5F5F5")

    def like(**looks: Any) -> Any:
        cell = WriteOnlyCell(sheet)
        for name, look in ({"font": Font(_FONT, 11), "border": border, "alignment": wrapped} | looks).items():
            setattr(cell, name, look)
        return cell

    return _Styles(
        head=like(
            font=Font(_FONT, 11, bold=True, color="FFFFFFFF"),
            fill=PatternFill("solid", fgColor="FF44546A"),
            alignment=centred,
        ),
        plain=like(number_format="@"),
        id=like(font=Font(_FONT, 8, color="FF808080"), fill=grey, alignment=centred, number_format="@"),
        number=like(fill=yellow, protection=Protection(locked=False), alignment=to_the_right),
        text=like(fill=yellow, protection=Protection(locked=False), number_format="@"),
    )


def _widths(rows: Sequence[Row], headings: Lang) -> tuple[int, ...]:
    """The widths of the columns, in digits."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    return tuple(
        min(
            max(
                least,
                _width(heading) + 4,
                *(_width(line) + _PADDING for text in texts for line in text.split("\n")),
            ),
            most,
        )
        for (least, most), heading, texts in zip(
            (_WIDTHS[column] for column in COLUMNS), _headings(headings), columns, strict=True
        )
    )


def _width(text: str) -> int:
    """In digits: GBK has one byte for what is half as wide as a Han character."""
    return len(text.encode("gbk", "replace"))


def _height(row: Row, widths: Sequence[int]) -> float:
    """In points, so that all lines of the fullest cell are seen."""
    lines = max(
        sum(-(-max(1, _width(line)) // (width - _PADDING)) for line in text.split("\n"))
        for text, width in zip(row, widths, strict=True)
    )
    return min(_TALLEST, lines * _LINE + 8)


def _set_sizes(sheet: Any, rows: Sequence[Row], widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    extent = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    sheet.calculate_dimension = lambda: (
        extent
    )  # openpyxl leaves it out here, and readers then seek it to the end
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", extent
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.row_dimensions[1].height = _LINE + 9
    for at, row in enumerate(rows, 2):
        sheet.row_dimensions[at].height = _height(row, widths)


def _set_up_page(sheet: Any, title: str) -> None:
    from openpyxl.worksheet.page import PageMargins

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.8, bottom=0.7, header=0.4, footer=0.4)
    sheet.oddHeader.center.text = without_controls(title)[:_HEADER].replace("&", "&&")
    sheet.oddFooter.center.text = "&P / &N"


def _protect(sheet: Any) -> None:
    """Without a password: against slips, not against people; sizes, looks, filters and order are theirs."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(protection, allowed, False)


# validation


def _checks(
    rows: Sequence[Row], choices: Mapping[str, tuple[str, ...]], lang: Lang
) -> Iterator[tuple[Check, str]]:
    """Each check with its cells: J2:J5 J9."""
    column = chr(ord("A") + _VALUE)
    found: dict[Check, list[list[int]]] = {}
    for line, row in enumerate(rows, 2):
        ranges = found.setdefault(check_of(row, choices.get(row.id, ()), lang), [])
        if ranges and ranges[-1][1] == line - 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    for check, ranges in found.items():
        for start in range(0, len(ranges), _RANGES):
            some = ranges[start : start + _RANGES]
            yield check, " ".join(f"{column}{first}:{column}{last}" for first, last in some)


def _validation(check: Check, cells: str) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    validation = DataValidation(
        sqref=cells,
        allow_blank=True,
        showInputMessage=True,
        promptTitle=check.title,
        prompt=check.prompt,
    )
    if check.bounds is not None or check.items:
        validation.showErrorMessage = True
        validation.errorStyle, validation.errorTitle, validation.error = (
            check.severity,
            check.title,
            check.complaint,
        )
    if check.items:
        validation.type = "list"
        validation.formula1 = '"' + ",".join(check.items).replace('"', '""') + '"'
    elif check.bounds is not None:
        validation.type, validation.operator = "decimal", "between"
        validation.formula1, validation.formula2 = check.bounds
    return validation


# the file


class _Undated(zipfile.ZipFile):
    """A zip whose parts tell no time."""

    def writestr(self, part: str | zipfile.ZipInfo, data: Any, *args: Any) -> None:
        """Of the fixed day."""
        info = zipfile.ZipInfo(part if isinstance(part, str) else part.filename, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *args: Any) -> None:
        """Of the fixed day."""
        self.writestr(arcname, Path(filename).read_bytes())


def _packed(book: "Workbook") -> bytes:
    from openpyxl.writer.excel import ExcelWriter

    target = BytesIO()
    with _Undated(target, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return target.getvalue()


_TOO_LONG = Words(
    "编号 {name} 填写的内容太长，Excel 的一个单元格放不下；请改用 .csv",
    "the value of {name} is too long for a cell of Excel; use .csv",
)
