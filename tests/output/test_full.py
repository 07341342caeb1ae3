"""The full format: the line of the report and carets exactly below the defect."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from xxlint.diagnostic import Diagnostic
from xxlint.results import FileResult
from xxlint.span import Span

Draw = Callable[..., str]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 120])
def test_each_finding(
    draw: Draw, unfinished: FileResult, snapshot: SnapshotAssertion, width: int, lang: str
) -> None:
    shown = draw("full", unfinished, width=width, lang=lang)
    assert shown == snapshot


@pytest.mark.parametrize("width", [40, 60, 80, 120, 0])
def test_carets_stand_below_the_defect(draw: Draw, unfinished: FileResult, width: int) -> None:
    lines = draw("full", unfinished, width=width, show="info").splitlines()
    seen = 0
    for above, below in pairwise(lines):
        if below.strip("│ ^") or "^" not in below:
            continue
        start = below.index("^")
        carets = below.count("^")
        source = unfinished.diagnostics[seen].span.of(unfinished.text)
        column, found = 0, ""
        for character in above:
            if start <= column < start + carets:
                found += character
            column += cell_len(character)
        assert found == source
        assert cell_len(above) <= (width or 100)
        seen += 1
    assert seen == len(unfinished.diagnostics)


def test_clause_and_fix_are_named(draw: Draw, unfinished: FileResult) -> None:
    shown = draw("full", unfinished)
    assert "依据：GB/T 15834—2011 5.1" in shown
    assert "可改：, → ，" in shown


def test_controls_are_spelled_out(draw: Draw) -> None:
    found = Diagnostic("XX605", "mojibake", "error", "乱码", Span(2, 3))
    result = FileResult("a.txt", "text", "utf-8", "checked", "全年\x1b完成", (found,))
    shown = draw("full", result)
    assert "\x1b" not in shown
    assert "全年U+001B完成" in shown
    assert "    ^^^^^^\n" in shown


def test_a_finding_on_the_file_shows_no_line(draw: Draw, missing: FileResult) -> None:
    shown = draw("full", missing)
    assert "缺.txt:1:1 错误 XX001 unreadable-file" in shown
    assert "^" not in shown
