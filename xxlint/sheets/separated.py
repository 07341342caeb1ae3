"""Sheets as CSV: written for Excel and WPS, read as they and others save it."""

import csv
import io
from collections.abc import Iterator, Sequence

from xxlint.exchange.cells import BOM, row, without_apostrophe
from xxlint.sheets.rows import COLUMNS, HEADINGS, KINDS, Filed, Row, SheetError
from xxlint.sheets.tables import Headless, Line, rows_of
from xxlint.sheets.values import Cell
from xxlint.words import Lang, Words

_SEPARATORS = (",", "\t", ";")


def write_csv(rows: Sequence[Row], headings: Lang) -> bytes:
    """UTF-8 with a BOM and CRLF, as Excel opens it by a double click; no cell is a formula."""
    in_zh = headings == "zh"
    lines = [row(map(HEADINGS.__getitem__, COLUMNS) if in_zh else COLUMNS, "\r\n")]
    for one in rows:
        shown = one._replace(kind=KINDS.get(one.kind, one.kind)) if in_zh else one
        # an apostrophe of the text is doubled, so that reading knows it from the one that disarms
        lines.append(row((f"'{cell}" if cell.startswith("'") else cell for cell in shown), "\r\n"))
    return (BOM + "".join(lines)).encode("utf-8", "replace")


def read_csv(path: str, text: str) -> tuple[Filed, ...]:
    """The rows; a line is a record, as Excel numbers them.  Raises ``SheetError``."""
    failed: list[Headless] = []
    broken: list[Words] = []
    for separator in _by_number(text):
        try:
            found = rows_of(path, "", _lines(text, separator))
        except csv.Error as error:
            broken.append(_BROKEN.fill(error=error))
            continue
        if not isinstance(found, Headless):
            return found
        failed.append(found)
    ours = [headless for headless in failed if headless.is_ours] or ([] if broken else failed)
    raise SheetError(ours[0].words if ours else broken[0])


def _by_number(text: str) -> list[str]:
    """The separators, the commonest at the top of the file first."""
    head = "\n".join(text[:4096].split("\n")[:10])
    return sorted(_SEPARATORS, key=lambda separator: -head.count(separator))


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, cells in enumerate(reader, 1):
        yield number, [Cell(without_apostrophe(cell)) for cell in cells]


_BROKEN = Words(
    "CSV 的引号不成对或单元格过长，读不了（{error}）；请用 Excel 或 WPS 重新另存",
    "the CSV has an unpaired quotation mark or a cell too long ({error}); save it again in Excel or WPS",
)
