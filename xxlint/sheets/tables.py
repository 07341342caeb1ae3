"""A grid of cells as rows: where its headings stand, which column is which, and what is missing."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from xxlint.sheets.rows import COLUMNS, HEADINGS, KIND_OF, NEEDED, Filed, Row
from xxlint.sheets.values import EMPTY, Cell, typed
from xxlint.words import Words, nearest

SEARCHED = 10  # lines at the top: people put a title above the headings
_OURS = 3  # columns by which a table is known as one of ours, whatever it lacks
_NAMES = {name: column for column in COLUMNS for name in (column, HEADINGS[column])}

Line = tuple[int, Sequence[Cell]]
"""A line of a grid and its number, from 1."""


class Headless(NamedTuple):
    """A grid that is no sheet: why, and whether it was meant to be one."""

    words: Words
    is_ours: bool


def rows_of(file: str, tab: str, lines: Iterable[Line]) -> tuple[Filed, ...] | Headless:
    """The rows below the headings; lines without id and value are none."""
    lines = iter(lines)
    top = list(islice(lines, SEARCHED))
    best: dict[str, int] = {}
    found = [(columns_of(cells), at) for at, (_, cells) in enumerate(top)]
    for columns, at in found:
        if not isinstance(columns, dict):
            return Headless(columns, True)
        if all(column in columns for column in NEEDED):
            return tuple(_rows(file, tab, columns, chain(top[at + 1 :], lines)))
        best = max(best, columns, key=len)
    unknown = [cell.text for _, cells in top for cell in cells if cell.text and _key(cell.text) not in _NAMES]
    return Headless(_missing(best, unknown), len(best) >= _OURS)


def columns_of(cells: Sequence[Cell]) -> dict[str, int] | Words:
    """Which column stands where, if these are headings; the words where one stands there twice."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        column = _NAMES.get(_key(cell.text)) if cell.text else None
        if column is None:
            continue
        if column in found and column in NEEDED and len(found) > 1:
            return _TWICE.fill(name=cell.text.strip())
        found.setdefault(column, at)
    return found


def _key(heading: str) -> str:
    """A heading without what people add or lose: spaces, case, an asterisk, a colon."""
    key = "".join(unicodedata.normalize("NFKC", heading).split()).strip("*:").lower().replace("-", "_")
    return "last_year" if key == "lastyear" else key


def _missing(columns: dict[str, int], unknown: list[str]) -> Words:
    lacking = [column for column in NEEDED if column not in columns]
    for column in lacking:
        for heading in unknown:
            near = nearest(_key(heading), (column, HEADINGS[column]))
            if near is not None and len(heading) < 2 * len(near) + 2:
                return _NEAR.fill(zh=HEADINGS[column], en=column, heading=heading.strip(), near=near)
    if not columns:
        return _NO_HEADINGS
    return _LACKS.fill(
        zh="、".join(f"“{HEADINGS[column]}”（{column}）" for column in lacking), en=" and ".join(lacking)
    )


def _rows(file: str, tab: str, columns: dict[str, int], lines: Iterable[Line]) -> Iterator[Filed]:
    places = [columns.get(column, -1) for column in COLUMNS]
    value_at = columns["value"]
    for number, cells in lines:
        width = len(cells)
        texts = [cells[at].text if 0 <= at < width else "" for at in places]
        value = cells[value_at] if value_at < width else EMPTY
        texts[0] = texts[0].strip()
        if not texts[0] and not value.text.strip():
            continue
        if _NAMES.get(_key(texts[0])) == "id" and _NAMES.get(_key(value.text)) == "value":
            continue  # the headings again: sheets of several departments, one below the other
        texts[3] = KIND_OF.get(texts[3].strip(), texts[3])
        yield filed(Row(*texts), value, file, tab, number)


def filed(row: Row, value: Cell, file: str, tab: str, number: int) -> Filed:
    """The row with what is wrong with its cell."""
    problem = value.problem or typed(value.text).problem
    return Filed(row, file, tab, number, problem or (None if row.id else _NO_ID))


_NO_ID = Words(
    "这一行填了内容却没有编号，不知道填到哪里；请从原表复制编号",
    "filled in, but without an id: nobody knows where it belongs; copy the id from the original sheet",
)
_TWICE = Words("有两列都叫“{name}”，不知道用哪一列；请留一列", 'two columns are called "{name}"; keep one')
_NEAR = Words(
    "缺少“{zh}”（{en}）一列；“{heading}”是不是“{near}”？",
    'no column {en} ({zh}); should "{heading}" be "{near}"?',
)
_LACKS = Words(
    "缺少列：{zh}；请用 xxlint slots 写出的表，不要删改表头",
    "no column {en}; use the sheet that xxlint slots wrote, with its headings",
)
_NO_HEADINGS = Words(
    f"前 {SEARCHED} 行里没有表头；填报表要有“{HEADINGS['id']}”和“{HEADINGS['value']}”两列（或 id 和 value）",
    f"no headings in the first {SEARCHED} lines: a sheet has the columns id and value ({HEADINGS['id']}, {HEADINGS['value']})",
)
