"""How far a long run has come is told where somebody watches, and nowhere else."""

import sys

import pytest

from xxlint.cli import progress
from xxlint.results import FileResult

RESULTS = [FileResult(f"报告[{n}].txt", "text", "utf-8", "checked") for n in range(5)]


@pytest.fixture
def watched(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_a_short_run_says_nothing(watched: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress.with_progress(RESULTS, "zh", shown=True)) == RESULTS
    assert capsys.readouterr().err == ""


def test_a_long_run_tells_how_many_files_are_done(
    watched: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SILENT", -1.0)
    assert list(progress.with_progress(RESULTS, "zh", shown=True)) == RESULTS
    said = capsys.readouterr()
    assert "已检查 5 个文件" in said.err and "报告[4].txt" in said.err
    assert said.out == ""


@pytest.mark.parametrize("shown", [True, False])
def test_nothing_is_told_where_nobody_watches(
    shown: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SILENT", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: not shown)
    assert list(progress.with_progress(RESULTS, "zh", shown=shown)) == RESULTS
    assert capsys.readouterr().err == ""
