"""Rows of a sheet for Excel and WPS.

No cell is a formula: the words come from reports of strangers.
"""

import csv
import io
import re
from collections.abc import Iterable

BOM = "\ufeff"
"""What a sheet begins with, so that Excel reads it as UTF-8."""

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def row(cells: Iterable[str], end: str = "\n") -> str:
    """One line of the sheet."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=end).writerow([inert(cell) for cell in cells])
    return buffer.getvalue()


def inert(cell: str) -> str:
    """The cell, with an apostrophe before what Excel would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def without_apostrophe(cell: str) -> str:
    """The cell without the apostrophe that ``inert``, or whoever doubled one, put before it."""
    return cell[1:] if cell[:1] == "'" and (cell[1:2] == "'" or _FORMULA.match(cell, 1)) else cell
