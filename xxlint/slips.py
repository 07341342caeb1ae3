"""What is wrong with a TOML file, in plain words: pydantic's complaints retold, and the line in which a key stands.

Shared by the schemas of packs and of settings; imported only when one of them is validated.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from xxlint.words import Words, nearest

Keys = tuple[str, ...]  # the way to a value: ("rules", "XX509", "terms")

_SHOWN = 60  # characters of a wrong value that a message shows
_SAID = {
    "string_type": Words("要写成带引号的文字", "must be a string"),
    "list_type": Words('要写成列表，如 ["…"]', 'must be a list, as ["…"]'),
    "bool_type": Words("只能是 true 或 false", "must be true or false"),
    "int_type": Words("要写成整数，不带引号", "must be a whole number without quotation marks"),
    "dict_type": Words("要写成表，如 键 = 值", "must be a table, as key = value"),
    "model_type": Words("要写成表，如 键 = 值", "must be a table, as key = value"),
    "string_too_short": Words("不能是空的", "must not be empty"),
}
"""pydantic's commonest complaints."""


_BARE_CHINESE = re.compile(r"""\s*\[?[^"'#=\s]*[^\x00-\x7f"'#=][^"'#=]*[=\]]""")


def bad_toml(path: object, text: str, error: Exception) -> Words:
    """What TOML's reader complains of; of a Chinese key without its quotation marks what to write instead."""
    line = re.search(r"at line (\d+)", str(error))
    written = text.splitlines()[int(line[1]) - 1] if line is not None else ""
    words = Words(f"{path}：TOML 写错了：{error}", f"{path}: bad TOML: {error}")
    if not _BARE_CHINESE.match(written):
        return words
    return Words(
        f'{words.zh}；中文的键要加引号，如 "地区生产总值" = …',
        f'{words.en}; a Chinese key needs quotation marks, as "地区生产总值" = …',
    )


def retold(slip: Mapping[str, Any], right_keys: Iterable[str]) -> Words:
    """What is wrong, with the nearest right word: of ``right_keys`` for an unknown key, of the choices for a value."""
    kind, given = slip["type"], slip.get("input")
    if kind == "extra_forbidden":
        return unknown_key(str(slip["loc"][-1]), right_keys)
    if kind == "missing":
        return Words(f"缺少“{slip['loc'][-1]}”", f"“{slip['loc'][-1]}” is missing")
    if kind == "literal_error":
        return no_choice(str(given), re.findall(r"'([^']*)'", slip["ctx"]["expected"]))
    if kind in ("greater_than_equal", "less_than_equal"):
        return _beyond(given, slip["ctx"])
    said = slip["msg"].removeprefix("Value error, ")
    words = _SAID.get(kind, Words(said, said))
    shown = f"{given!r:.{_SHOWN}}"
    return Words(f"{words.zh}（现在是 {shown}）", f"{words.en} (is {shown})")


def _beyond(given: object, limits: Mapping[str, Any]) -> Words:
    """A number beyond its range."""
    if "ge" in limits:
        return Words(
            f"不能小于 {limits['ge']}（现在是 {given}）", f"must not be below {limits['ge']} (is {given})"
        )
    return Words(
        f"不能大于 {limits['le']}（现在是 {given}）", f"must not be above {limits['le']} (is {given})"
    )


def unknown_key(key: str, right_keys: Iterable[str]) -> Words:
    """A key that does not exist, and the nearest that does."""
    near = nearest(key, right_keys)
    return Words(
        f"没有“{key}”这个键" + (f"，是不是 {near}？" if near else ""),
        f"unknown key “{key}”" + (f", did you mean {near}?" if near else ""),
    )


def no_choice(given: str, right: Iterable[str]) -> Words:
    """A value that is none of the choices, and the nearest of them or all."""
    right = list(right)
    near = nearest(given, right)
    return Words(
        f"不能是“{given}”" + (f"，是不是 {near}？" if near else f"，可用：{'、'.join(right)}"),
        f"cannot be “{given}”" + (f", did you mean {near}?" if near else f", one of: {', '.join(right)}"),
    )


def lines_of_keys(text: str) -> dict[Keys, int]:
    """The line in which each key of a right TOML text begins, tables by their heading.

    A statement is the fewest lines that parse by themselves, so that what stands in strings is never taken for a key.
    """
    found: dict[Keys, int] = {}
    lines = [f"{line}\n" for line in text.split("\n")]
    table: Keys = ()
    start = 0
    for at in range(len(lines)):
        if not lines[start].strip() or lines[start].lstrip().startswith("#"):
            start = at + 1
            continue
        try:
            data = tomllib.loads("".join(lines[start : at + 1]))
        except tomllib.TOMLDecodeError:
            continue
        is_heading = lines[start].lstrip().startswith("[")
        if is_heading:
            table = _only_path(data)
            _note(found, table, start + 1)
        else:
            for path in _paths(data):
                _note(found, (*table, *path), start + 1)
        start = at + 1
    return found


def _note(found: dict[Keys, int], path: Keys, line: int) -> None:
    for size in range(1, len(path) + 1):
        found.setdefault(path[:size], line)
    if path:
        found[path] = min(found[path], line)


def _only_path(data: Any) -> Keys:
    """The way that a heading names: ("tool", "xxlint") for [tool.xxlint]."""
    path: list[str] = []
    while data:
        data = data[0] if isinstance(data, list) else data
        if not data:
            break
        key = next(iter(data))
        path.append(key)
        data = data[key]
    return tuple(path)


def _paths(data: Mapping[str, Any]) -> Iterable[Keys]:
    for key, value in data.items():
        if isinstance(value, dict) and value:
            for path in _paths(value):
                yield (key, *path)
        yield (key,)
