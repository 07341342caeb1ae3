"""From the bytes of a sheet to its rows: what it is goes by the content, not by the suffix."""

import re
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from xxlint.formats.encoding import decode
from xxlint.formats.kinds_of_file import NAMES, kind_of
from xxlint.formats.unreadable import Unreadable
from xxlint.sheets.rows import Filed, SheetError
from xxlint.words import Words

_OLE = b"\xd0\xcf\x11\xe0"
_EXCEL_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_JSON = re.compile(r"\s*(?:\{|\[\s*[{\]])")
_TOML = re.compile(  # sep=; is what Excel takes above a CSV
    r"(?:\s|\#[^\n]*\n)*+ (?: \[\[? \s*\w+\s* \]\]? \s*? (?:\#|\n|\Z) | (?!sep\s*=) [A-Za-z0-9_-]+ \s*= )",
    re.VERBOSE,
)
_HEAD = 4096  # characters that tell what a text is


def read_any(path: str, data: bytes) -> tuple[Filed, ...]:
    """The rows in ``data``; raises ``SheetError``."""
    if not data.strip():
        raise SheetError(_NOTHING)
    kind = kind_of(data)
    if kind is None:
        return _read_text(path, data)
    if kind == "encrypted":
        raise SheetError(_LOCKED)
    if data.startswith(_OLE) and kind in ("excel", "ole"):
        raise SheetError(_OLD)
    if kind in ("excel", "zip"):
        from xxlint.sheets.excel_reading import read_workbook

        return read_workbook(path, data)
    name = NAMES[kind]
    raise SheetError(Words(_OTHER.zh.format(kind=name.zh), _OTHER.en.format(kind=name.en)))


def _read_text(path: str, data: bytes) -> tuple[Filed, ...]:
    try:
        decoded = decode(data)
    except Unreadable:
        raise SheetError(_NO_TEXT) from None
    if decoded.damaged:
        raise SheetError(_BAD_BYTES)
    text = decoded.text
    form, suffix = _form(text), path.rpartition(".")[2].lower()
    if form == "xml":
        raise SheetError(_OLD)
    if form is None and suffix in _READERS:
        with suppress(SheetError):  # the right suffix knows better what is wrong
            return _reader("csv")(path, text)
        form = suffix
    return _reader(form or "csv")(path, text)


def _form(text: str) -> str | None:
    """What a text is by its first words; None for what may be CSV."""
    head = text[:_HEAD]
    if _JSON.match(head):
        return "json"
    if head.lstrip().startswith("<?xml") and _EXCEL_2003 in head:
        return "xml"
    return "toml" if _TOML.match(head) else None


def _reader(form: str) -> Callable[[str, str], tuple[Filed, ...]]:
    module, name = _READERS[form]
    reader: Callable[[str, str], tuple[Filed, ...]] = getattr(import_module(f"xxlint.sheets.{module}"), name)
    return reader


_READERS = {
    "csv": ("separated", "read_csv"),
    "json": ("entries", "read_json"),
    "toml": ("entries", "read_toml"),
}

_NOTHING = Words("文件是空的，没有填报表", "an empty file, no sheet")
_LOCKED = Words("文件加了密码，请先取消密码再用", "the file has a password; remove it first")
_OLD = Words(
    "是旧格式的表格（.xls、.et 或 XML），请用 Excel 或 WPS 另存为 .xlsx 再用",
    "a sheet in an old format (.xls, .et or XML); save it as .xlsx in Excel or WPS",
)
_OTHER = Words(
    "这是{kind}，不是填报表（.xlsx、.csv、.json、.toml）",
    "this is {kind}, no sheet (.xlsx, .csv, .json, .toml)",
)
_NO_TEXT = Words(
    "不是填报表：既不是 Excel 文件，按 UTF-8、GB18030 也读不通",
    "no sheet: neither an Excel file nor text in UTF-8 or GB18030",
)
_BAD_BYTES = Words(
    "有些字节无法解读，填写的内容可能不完整；请另存为“CSV UTF-8”再用",
    "some bytes cannot be read, so values may be incomplete; save it as CSV in UTF-8",
)
