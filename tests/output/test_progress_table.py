"""The bars of ``slots --progress`` on terminals of every width, with and without colours and lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from xxlint.output import View
from xxlint.output.progress_table import parted, render
from xxlint.progress import Progress, Share
from xxlint.results import FileResult

RESULT = FileResult("年度 总结.docx", "docx", None, "checked")
SECTIONS = (
    Share("", 0, 0, 1),
    Share("一、经济运行稳中有进", 12, 2, 3),
    Share("二、统筹推进重大项目建设和招商引资工作取得新突破新成效", 8),
    Share("三、下一步打算", 0, 0, 4),
)
OWNERS = (Share("发展和改革局", 6, 1, 5), Share("统计局", 14, 1, 0), Share("", 0, 0, 3))
PROGRESS = Progress("sheets", SECTIONS, OWNERS, Share("", 20, 2, 8), (), 1, 3)


def drawn(progress: Progress = PROGRESS, **view: object) -> str:
    return "".join(render(RESULT, progress, [], View(**view)))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_bars(snapshot: SnapshotAssertion, width: int, lang: str) -> None:
    assert drawn(width=width, lang=lang) == snapshot


def test_a_console_without_lines(snapshot: SnapshotAssertion) -> None:
    told = drawn(width=80, boxes=False)
    assert told == snapshot
    told.encode("gbk")


def test_colours_tell_what_signs_tell() -> None:
    colored = drawn(width=80, color=True)
    assert re.sub(r" *(?:\x1b\[[\d;]*m *)+$| +$|\x1b\[[\d;]*m", "", colored, flags=re.MULTILINE) == drawn(
        width=80
    )
    line = next(line for line in colored.splitlines() if "经济运行" in line)
    assert re.findall(r"\x1b\[([\d;]+)m([█▒░]+)", line) == [
        ("32", "█" * 24),
        ("33", "▒" * 4),
        ("2", "░" * 6),
    ]


@pytest.mark.parametrize("width", [40, 59, 60, 61, 80, 100, 160, 300])
@pytest.mark.parametrize("boxes", [True, False])
def test_no_line_is_wider_than_the_terminal(width: int, boxes: bool) -> None:
    many = Share("很长的章节名称" * 20, 12_345, 6_789, 98_765)
    told = drawn(PROGRESS._replace(sections=(*SECTIONS, many)), width=width, boxes=boxes)
    assert max(map(cell_len, told.splitlines())) <= width
    assert f"12345/{many.all}" in told


def test_in_a_pipe_lines_have_an_end() -> None:
    assert max(map(cell_len, drawn(width=0).splitlines())) <= 100


def test_where_nobody_is_named_there_are_no_owners() -> None:
    told = drawn(PROGRESS._replace(owners=()), width=80)
    assert "责任单位" not in told
    assert "章节" in told


def test_nothing_to_count() -> None:
    told = drawn(Progress("figures", (), (), Share(""), ()), width=80)
    assert told == "年度 总结.docx\n没有可统计的：报告里没有待填的地方，也没有指标数字\n\n"


def test_names_of_strangers_are_spelled_out() -> None:
    told = drawn(PROGRESS._replace(sections=(Share("一、\x1b[31m[bold]标题\u202e", 1),)), width=120)
    assert "\x1b" not in told
    assert "U+001B[31m[bold]标题U+202E" in told


@given(st.tuples(*[st.integers(0, 500)] * 3).filter(any), st.integers(3, 80))
def test_a_bar_is_full_and_hides_nothing(counts: tuple[int, int, int], width: int) -> None:
    columns = parted(Share("", *counts), width)
    assert sum(columns) == width
    for count, column in zip(counts, columns, strict=True):
        assert (count > 0) == (column > 0)
        assert abs(column - width * count / sum(counts)) < 3
