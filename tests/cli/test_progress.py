"""How far a long run has come is told where somebody watches, and nowhere else."""

import io
import sys

import pytest

from xxlint.cli import progress
from xxlint.results import FileResult

RESULTS = [FileResult(f"报告[{n}].txt", "text", "utf-8", "checked") for n in range(5)]


class Terminal(io.StringIO):
    """A screen that remembers all that was drawn."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of standard error (not a fixture: pytest captures anew when a test begins)."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    return screen


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    assert list(progress.with_progress(RESULTS, "zh", shown=True)) == RESULTS
    assert screen.getvalue() == ""


def test_a_long_run_tells_how_many_files_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(progress, "_SILENT", -1.0)
    assert list(progress.with_progress(RESULTS, "zh", shown=True)) == RESULTS
    assert "已检查 5 个文件" in screen.getvalue() and "报告[4].txt" in screen.getvalue()


@pytest.mark.parametrize("shown", [True, False])
def test_nothing_is_told_where_nobody_watches(
    shown: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SILENT", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: not shown)
    assert list(progress.with_progress(RESULTS, "zh", shown=shown)) == RESULTS
    assert capsys.readouterr().err == ""
