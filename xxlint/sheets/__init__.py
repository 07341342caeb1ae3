"""Rows of what is still to be filled in, as a file for Excel and WPS or for programs, and back.

What a file is when it is read goes by its content: a CSV that somebody named .xlsx is a CSV.  Which rows there are,
and whether a value may be taken, is the business of others; here a value is refused only for the cell that it stands in.
"""

from collections.abc import Mapping, Sequence

from xxlint.sheets.rows import COLUMNS, HEADINGS, KINDS, Filed, Row, SheetError, place
from xxlint.words import Lang, Words

__all__ = ["COLUMNS", "HEADINGS", "KINDS", "SUFFIXES", "Filed", "Row", "SheetError", "place", "read", "write"]

SUFFIXES = (".xlsx", ".csv", ".json", ".toml")
"""What a sheet may be written as."""

NO_CHOICES: Mapping[str, tuple[str, ...]] = {}


def write(
    suffix: str,
    rows: Sequence[Row],
    *,
    headings: Lang = "en",
    title: str,
    split_by_owner: bool = False,
    choices: Mapping[str, tuple[str, ...]] = NO_CHOICES,
    lang: Lang,
) -> bytes:
    """The file with a suffix of ``SUFFIXES``.

    ``headings`` is the language of the headings and of the kinds (.xlsx, .csv), ``lang`` that of all that is said
    besides.  ``split_by_owner`` gives every owner a tab (.xlsx).  ``choices`` are the only values allowed, by the
    id of a row (.xlsx, .json, .toml).  The same rows give the same bytes.  Raises ``SheetError``.
    """
    suffix = suffix.lower()
    if suffix == ".xlsx":
        from xxlint.sheets.excel_writing import workbook

        return workbook(
            rows, headings=headings, title=title, split_by_owner=split_by_owner, choices=choices, lang=lang
        )
    if suffix == ".csv":
        from xxlint.sheets.separated import write_csv

        return write_csv(rows, headings)
    if suffix in (".json", ".toml"):
        from xxlint.sheets.entries import write_json, write_toml

        return (write_json if suffix == ".json" else write_toml)(rows, title, choices)
    raise SheetError(_UNKNOWN.fill(suffix=suffix or "…"))


def read(path: str, data: bytes) -> tuple[Filed, ...]:
    """The rows of a sheet, in its order; ``path`` names the file and its suffix is asked only in doubt.

    Raises ``SheetError``.
    """
    from xxlint.sheets.reading import read_any

    return read_any(path, data)


_UNKNOWN = Words(
    f"填报表不能存为 {{suffix}}，可用 {' '.join(SUFFIXES)}",
    f"a sheet cannot be written as {{suffix}}; use {' '.join(SUFFIXES)}",
)
