"""Rows for the tests of sheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from xxlint.sheets import Row, read, write
from xxlint.words import Lang

GIVEN = Row(
    "s4f02a",
    "一、主要工作 › （一）工业经济",
    "规模以上工业增加值⟦XX⟧亿元，增长X%。",
    "amount",
    "规模以上工业增加值",
    "亿元",
    "数字，单位亿元",
    "统计局",
    "93.1",
)


def row(id_: str = "s1", value: str = "", **cells: str) -> Row:
    """The usual row with other cells."""
    return GIVEN._replace(id=id_, value=value, **cells)


def written(
    suffix: str,
    rows: Sequence[Row],
    *,
    headings: Lang = "zh",
    lang: Lang = "zh",
    title: str = "工作总结",
    split_by_owner: bool = False,
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> bytes:
    """A sheet of the rows."""
    return write(
        suffix,
        rows,
        headings=headings,
        title=title,
        split_by_owner=split_by_owner,
        choices=choices or {},
        lang=lang,
    )


def values(data: bytes, path: str = "待填.xlsx") -> dict[str, str]:
    """What was filled in, by id; no cell may have a problem."""
    filed = read(path, data)
    assert [one.problem for one in filed] == [None] * len(filed)
    return {one.row.id: one.row.value for one in filed}


def workbook(*tabs: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook as somebody else would make it: titles and lines of cells."""
    from io import BytesIO

    import openpyxl

    book = openpyxl.Workbook()
    first: Any = book.active
    book.remove(first)
    for title, lines in tabs:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    target = BytesIO()
    book.save(target)
    return target.getvalue()
