"""What settings files say, from the cache where it was validated before: the validator takes longer than a report."""

import json
import os
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from xxlint.cache import remembered
from xxlint.packs import Rule
from xxlint.words import Words

_MAY_HAVE_TABLE = (
    rb"""(?m)^[ \t]*(?:\[[ \t]*["']?tool["']?[ \t]*(?:\]|\.[ \t]*["']?xxlint)|["']?tool["']?[ \t]*[.=])"""
)
"""[tool.xxlint], [tool], tool = …: all others are not worth the TOML parser."""


class Valid(NamedTuple):
    """The values of a settings file by their keys, and the line of each key."""

    values: dict[str, Any]
    lines: dict[tuple[str, ...], int]


def has_table(source: bytes) -> bool:
    """Whether a pyproject.toml speaks of xxlint; one that is broken is for its own tools to tell."""
    if b"xxlint" not in source or not re.search(_MAY_HAVE_TABLE, source):
        return False
    found: bool = remembered("pyproject", ("settings_files",), source, lambda: _has_table(source))
    return found


def _has_table(source: bytes) -> bool:
    import tomllib

    try:
        return isinstance(tomllib.loads(source.decode("utf-8-sig")).get("tool", {}).get("xxlint"), dict)
    except (ValueError, AttributeError):
        return b"tool.xxlint" in source  # then what is wrong is said


def validated(path: str, name: str, source: bytes) -> Valid:
    """What a settings file says; raises ``SettingsError`` with a line for each slip, where it is called ``name``."""
    in_table = os.path.basename(path) == "pyproject.toml"
    kind = "settings-in-table" if in_table else "settings"
    made_by = ("settings_files", "settings_schema", "slips")
    values, lines = remembered(kind, made_by, source, lambda: _validated(name, source, in_table))
    return Valid(values, {tuple(key): line for key, line in lines})


def _validated(
    name: str, source: bytes, in_table: bool
) -> tuple[dict[str, Any], list[tuple[list[str], int]]]:
    from xxlint.settings_schema import TABLE, parse, validate

    text, whole = parse(name, source)
    data: Any = whole
    table = TABLE if in_table else ()
    for key in table:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    values, lines = validate(name, text, data, table)
    return values, [(list(key), line) for key, line in lines.items()]


def slips_in(patterns: Iterable[str]) -> list[Words]:
    """What is wrong with patterns of files."""
    listed = list(patterns)
    source = json.dumps(listed).encode()
    found = remembered("file-patterns", ("settings_files", "exclusion"), source, lambda: _slips_in(listed))
    return [Words(zh, en) for zh, en in found]


def _slips_in(patterns: list[str]) -> list[Words]:
    from xxlint.exclusion import spec_of

    slips = []
    for pattern in patterns:
        try:
            spec_of((pattern,))
        except ValueError as error:
            slips.append(Words(f"“{pattern}”写错了：{error}", f"bad pattern “{pattern}”: {error}"))
    return slips


def checked_parameters(rule: Rule, given: dict[str, Any]) -> dict[str, Any] | list[tuple[str, Words]]:
    """The parameters of a rule as its kind takes them, or what is wrong: the parameter's name and the words."""
    source = json.dumps((rule.code, rule.kind, rule.options, given), default=str).encode()
    made_by = ("settings_schema", "packs_schema", "slips")
    right, slips = remembered("parameters", made_by, source, lambda: _checked_parameters(rule, given))
    return [(name, Words(zh, en)) for name, (zh, en) in slips] if slips else dict(right)


def _checked_parameters(rule: Rule, given: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, Words]]]:
    from xxlint.settings_schema import check_parameters

    checked = check_parameters(rule, given)
    return (checked, []) if isinstance(checked, dict) else ({}, checked)
