"""Sheets for programs: JSON, with an object a row, and TOML, with a table a row.

    {"version": "0.1.0", "schema": 1, "report": "工作总结",
     "slots": [{"id": "…", "section": "…", …, "value": "", "note": "", "choices": ["增长", "下降"]}]}

Keys and kinds are English whatever the headings.  A value may be a text or a number; ``choices`` stands where a row
has some.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from xxlint import __version__
from xxlint.quoting import quoted
from xxlint.sheets.mistakes import json_mistake, toml_mistake
from xxlint.sheets.rows import COLUMNS, HEADINGS, KIND_OF, NEEDED, Filed, Row, SheetError
from xxlint.sheets.tables import filed
from xxlint.sheets.values import EMPTY, NESTED, TIME, Cell, of_date, of_logical, of_number
from xxlint.words import Words, nearest

SCHEMA = 1

_SLOTS = re.compile(r'\A\s*\[|(?<!\\)"slots"\s*:\s*\[')  # a bare list of entries will do
_BETWEEN = re.compile(r"[\s,]*")
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*slots?[ \t]*\]\]", re.MULTILINE)

# writing


def write_json(rows: Sequence[Row], title: str, choices: Mapping[str, tuple[str, ...]]) -> bytes:
    """One object."""
    data = {
        "version": __version__,
        "schema": SCHEMA,
        "report": title,
        "slots": [_entry(row, choices) for row in rows],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")  # half of a pair: \ud83d is how JSON writes it


def write_toml(rows: Sequence[Row], title: str, choices: Mapping[str, tuple[str, ...]]) -> bytes:
    """A head, then one ``[[slot]]`` a row."""
    parts = [f"version = {quoted(__version__)}\nschema = {SCHEMA}\nreport = {quoted(title)}\n"]
    if not rows:
        parts.append("slot = []\n")
    for row in rows:
        parts.append("\n[[slot]]\n")
        for key, value in _entry(row, choices).items():
            text = quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"
            parts.append(f"{key} = {text}\n")
    return "".join(parts).encode("utf-8", "replace")


def _entry(row: Row, choices: Mapping[str, tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    entry: dict[str, str | tuple[str, ...]] = dict(zip(COLUMNS, row, strict=True))
    if row.id in choices:
        entry["choices"] = choices[row.id]
    return entry


# reading


def _exact(number: str) -> Decimal:
    """A number with the digits that it is written with: 8.50."""
    try:
        return Decimal(number)
    except InvalidOperation:  # an exponent beyond all reason
        return Decimal("nan")


_JSON = json.JSONDecoder(parse_float=_exact, parse_int=_exact, parse_constant=_exact)


def read_json(path: str, text: str) -> tuple[Filed, ...]:
    """The rows; a line is that of the file at which an entry begins.  Raises ``SheetError``."""
    try:
        data = _JSON.decode(text)
    except json.JSONDecodeError as error:
        mistake = json_mistake(text, error.msg, error.pos)
        raise SheetError(_BROKEN.fill(format="JSON", zh=mistake.zh, en=mistake.en)) from None
    except (RecursionError, ValueError):
        raise SheetError(_NESTED_JSON) from None
    slots = data.get("slots") if isinstance(data, dict) else data
    return _read(path, data, slots, "slots", _json_lines(text))


def read_toml(path: str, text: str) -> tuple[Filed, ...]:
    """The rows; a line is that of the file at which a table begins.  Raises ``SheetError``."""
    import tomllib

    try:
        data = tomllib.loads(text, parse_float=_exact)
    except RecursionError:
        raise SheetError(_NESTED_TOML) from None
    except ValueError as error:
        mistake = toml_mistake(text, str(error))
        raise SheetError(_BROKEN.fill(format="TOML", zh=mistake.zh, en=mistake.en)) from None
    slots = data.get("slot", data.get("slots"))
    return _read(path, data, slots, "[[slot]]", _toml_lines(text))


def _read(path: str, data: Any, slots: Any, key: str, lines: Iterator[int]) -> tuple[Filed, ...]:
    if isinstance(data, dict) and isinstance(schema := data.get("schema"), int | Decimal) and schema > SCHEMA:
        raise SheetError(_NEWER.fill(schema=schema))
    if not isinstance(slots, list) or not all(isinstance(slot, dict) for slot in slots):
        near = nearest(key.strip("[]"), data) if isinstance(data, dict) and slots is None else None
        raise SheetError(_NEAR.fill(key=key, near=near) if near else _NO_SLOTS.fill(key=key))
    numbers = list(lines)
    if len(numbers) != len(slots):  # not laid out as anybody would
        numbers = [0] * len(slots)
    read: list[Filed] = []
    for number, (slot, line) in enumerate(zip(slots, numbers, strict=True), 1):
        row, value = _row(slot, number)
        if row.id or value.text.strip() or value.problem:
            read.append(filed(row, value, path, "", line))
    return tuple(read)


def _row(slot: dict[str, Any], number: int) -> tuple[Row, Cell]:
    keys = {KEYS.get(key.strip().lower(), key): value for key, value in slot.items()}
    for column in NEEDED:
        if column not in keys:
            near = nearest(column, [key for key in keys if key not in COLUMNS])
            told = _LACKS_NEAR.fill(number=number, key=column, near=near) if near else None
            raise SheetError(told or _LACKS.fill(number=number, key=column))
    cells = [_cell(keys.get(column, "")) for column in COLUMNS]
    row = Row(*(cell.text for cell in cells))
    return row._replace(id=row.id.strip(), kind=KIND_OF.get(row.kind, row.kind)), cells[
        COLUMNS.index("value")
    ]


KEYS = {words: key for key, words in HEADINGS.items()} | {key: key for key in COLUMNS}


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return of_logical(value)
    if isinstance(value, int | float | Decimal):
        return of_number(value)
    if isinstance(value, date):
        return of_date(value)
    if isinstance(value, time):
        return Cell(value.isoformat(), TIME.fill(text=value.isoformat()))
    return Cell("", NESTED)


# lines


def _json_lines(text: str) -> Iterator[int]:
    """The lines at which the entries of ``slots`` begin."""
    start = _SLOTS.search(text)
    at, line, counted = start.end() if start else len(text), 1, 0
    while True:
        gap = _BETWEEN.match(text, at)
        at = gap.end() if gap else at
        if text[at : at + 1] != "{":
            return
        line += text.count("\n", counted, at)
        counted = at
        yield line
        _, at = _JSON.raw_decode(text, at)


def _toml_lines(text: str) -> Iterator[int]:
    line, counted = 1, 0
    for table in _TABLE.finditer(text):
        line += text.count("\n", counted, table.start())
        counted = table.start()
        yield line


# what users read

_BROKEN = Words("不是正确的 {format}：{zh}", "no correct {format}: {en}")
_NESTED_JSON = Words("不是填报表：JSON 的数或层次大得反常", "no sheet: a JSON with absurd numbers or depth")
_NESTED_TOML = Words("不是填报表：TOML 的层次大得反常", "no sheet: a TOML with absurd depth")
_NEWER = Words(
    "由更新的 xxlint 写出（schema {schema}），请升级 xxlint 后再读",
    "written by a newer xxlint (schema {schema}); upgrade xxlint to read it",
)
_NO_SLOTS = Words("不是填报表：没有 {key}", "no sheet: it has no {key}")
_NEAR = Words("没有 {key} 这一项，“{near}”是不是 {key}？", 'no {key}; should "{near}" be {key}?')
_LACKS = Words("第 {number} 条没有 {key}", "entry {number} has no {key}")
_LACKS_NEAR = Words(
    "第 {number} 条没有 {key}，“{near}”是不是 {key}？",
    'entry {number} has no {key}; should "{near}" be {key}?',
)
