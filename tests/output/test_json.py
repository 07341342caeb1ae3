"""The JSON format: every file, every finding, offsets that find the defect again."""

import json
from collections.abc import Callable

from syrupy.assertion import SnapshotAssertion

from xxlint import __version__
from xxlint.results import FileResult

Draw = Callable[..., str]


def test_the_document(draw: Draw, unfinished: FileResult, snapshot: SnapshotAssertion) -> None:
    assert draw("json", unfinished).replace(__version__, "VERSION") == snapshot


def test_offsets_lines_and_columns_find_the_defect(draw: Draw, unfinished: FileResult) -> None:
    (file,) = json.loads(draw("json", unfinished))["files"]
    lines = unfinished.text.split("\n")
    assert len(file["diagnostics"]) == len(unfinished.diagnostics)
    for found in file["diagnostics"]:
        start, end = found["start"], found["end"]
        assert unfinished.text[start["offset"] : end["offset"]] == found["text"]
        assert lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1] == found["text"]


def test_hints_are_there_whatever_is_shown(draw: Draw, unfinished: FileResult) -> None:
    data = json.loads(draw("json", unfinished, show="error", quiet=True))
    assert data["summary"] == {
        "files": 1,
        "error": 8,
        "warning": 1,
        "info": 1,
        "suppressed": 2,
        "suppressed_by": {"comments": 2, "answers": 0, "waivers": 0, "baseline": 0},
        "not_checked": 0,
    }


def test_every_file_has_an_entry(
    draw: Draw, unfinished: FileResult, clean: FileResult, missing: FileResult, skipped: FileResult
) -> None:
    data = json.loads(draw("json", unfinished, clean, missing, skipped))
    assert [file["status"] for file in data["files"]] == ["checked", "checked", "failed", "skipped"]
    assert data["files"][3]["not_checked"] == ["不能检查 .docx"]
    assert data["summary"]["not_checked"] == 2
