"""The JSON Schemas that editors read: current, valid, and in agreement with what xxlint itself accepts."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from xxlint.config import load
from xxlint.devtools import pack_schema, settings_schema
from xxlint.settings import SettingsError
from xxlint.settings_schema import KEYS

EXAMPLE = """
extend = "../base.toml"
select = ["XX1", "letter-placeholder", "ALL"]
extend-select = ["XX311"]
ignore = ["XX5"]
exclude = ["旧稿/"]
packs = ["our-office.toml"]
region = "松阳县"
year = 2024
genre = "work-summary"
own-names = ["松阳县驻杭办"]
fail-on = "error"
show = "info"
output-format = "concise"
encoding = "gb18030"
lang = "zh"
respect-gitignore = false
[per-file-ignores]
"草稿/*" = ["XX1"]
[severity]
XX508 = "info"
XX5 = "off"
[rules.XX101]
forms = ["letter"]
[owners]
"地区生产总值" = "综合科"
"""


def schema(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("xxlint") / "schemas" / name).read_text("utf-8"))
    return data


SETTINGS, PACK = schema("xxlint.schema.json"), schema("pack.schema.json")


def slips(which: dict[str, Any], text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(which).iter_errors(tomllib.loads(text))]


def test_they_are_current() -> None:
    assert json.loads(settings_schema()) == SETTINGS
    assert json.loads(pack_schema()) == PACK


@pytest.mark.parametrize("which", [SETTINGS, PACK], ids=["settings", "pack"])
def test_they_are_schemas(which: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(which)


def test_every_key_is_explained_in_both_languages() -> None:
    assert tuple(SETTINGS["properties"]) == KEYS
    for key, value in SETTINGS["properties"].items():
        zh, slash, en = value["description"].partition(" / ")
        assert zh.endswith("。") and slash and en.endswith("."), key


def test_the_example_is_right() -> None:
    assert slips(SETTINGS, EXAMPLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "selct = []",
        'select = "XX1"',
        'fail-on = "hint"',
        'severity = {XX1 = "of"}',
        'output-format = "jsno"',
        "year = 1900",
        'rules = {XX101 = "a"}',
    ],
)
def test_what_xxlint_refuses_the_schema_refuses(tmp_path: Path, text: str) -> None:
    assert slips(SETTINGS, text)
    path = tmp_path / "xxlint.toml"
    path.write_text(text, "utf-8")
    if "output-format" not in text:  # the formats are those of the command
        with pytest.raises(SettingsError):
            load(str(path), str(tmp_path))


@pytest.mark.parametrize(
    "pack", sorted(Path(__file__).parent.parent.joinpath("rules").rglob("*.toml")), ids=lambda p: p.stem
)
def test_the_packs_are_right(pack: Path) -> None:
    assert slips(PACK, pack.read_text("utf-8")) == []


def test_a_wrong_pack_is_wrong() -> None:
    assert slips(PACK, '[[rule]]\ncode = "OF101"\n')
    assert slips(PACK, "[[rules]]\n")
