"""The table: folding, columns, widths, colours, and what it says besides findings."""

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from xxlint.diagnostic import Diagnostic
from xxlint.drawing import breaks
from xxlint.output import View
from xxlint.output.table import render
from xxlint.results import FileResult, Silenced
from xxlint.span import Span

Draw = Callable[..., str]
WIDTHS = (60, 80, 120, 200)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_of_each_width(  # noqa: PLR0917 -- fixtures come by name
    draw: Draw,
    unfinished: FileResult,
    skipped: FileResult,
    snapshot: SnapshotAssertion,
    width: int,
    lang: str,
) -> None:
    shown = draw("table", unfinished, skipped, width=width, lang=lang, tty=True, seconds=0.12)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert shown == snapshot


def test_colours(draw: Draw, unfinished: FileResult, snapshot: SnapshotAssertion) -> None:
    shown = draw("table", unfinished, width=80, color=True, tty=True)
    assert "\x1b[1;37;41mXX\x1b[0m" in shown
    assert shown == snapshot


def test_colours_change_no_width(draw: Draw, unfinished: FileResult) -> None:
    shown = re.sub(r"\x1b\[[\d;]*m", "", draw("table", unfinished, width=80, color=True, tty=True))
    assert max(map(cell_len, shown.splitlines())) <= 80


def test_a_pipe_gets_plain_lines_uncut(
    draw: Draw, unfinished: FileResult, snapshot: SnapshotAssertion
) -> None:
    shown = draw("table", unfinished, width=0)
    assert "\x1b" not in shown
    assert "─" not in shown
    assert "年度 总结.txt" in shown
    assert "4:11" in shown
    assert "XX101" in shown
    assert shown == snapshot


def test_ascii_signs_where_the_console_has_no_lines(draw: Draw, unfinished: FileResult) -> None:
    shown = draw("table", unfinished, width=80, boxes=False, tty=True)
    assert not set(shown) & set("─›×…·✓")
    assert "XX101 x4" not in shown  # the fourth is in the next sentence
    assert "XX101 x3" in shown


def test_one_rule_in_one_sentence_is_one_row(draw: Draw, unfinished: FileResult) -> None:
    rows = [line for line in draw("table", unfinished, width=0).splitlines() if "XX101" in line]
    assert len(rows) == 2
    assert "XX101 ×3" in rows[0]
    assert "固定资产投资、地区生产总值 缺数值（亿元）；税收增长 缺数值（％）" in rows[0]
    assert rows[0].count("【XX】") == 2  # both defects that the words around show
    assert "XX101 ×2" in rows[1]
    assert "请填单位名称；缺数值（所）" in rows[1]


def test_verbose_lists_each(draw: Draw, unfinished: FileResult) -> None:
    shown = draw("table", unfinished, width=0, verbose=True)
    assert shown.count("XX101") == 5
    assert "×" not in shown
    assert "税收增长 缺数值（％）" in shown


def test_hints_are_counted_and_shown_on_demand(draw: Draw, unfinished: FileResult) -> None:
    shown = draw("table", unfinished, width=0)
    assert "XX505" not in shown
    assert "错误 8 · 警告 1 · 提示 1（--show info 查看）" in shown
    told = draw("table", unfinished, width=0, show="info")
    assert "XX505" in told
    assert "--show info" not in told


def test_the_summary_counts_families_and_kinds_of_slots(draw: Draw, unfinished: FileResult) -> None:
    shown = draw("table", unfinished, width=0)
    assert "占位 6 · 序号 1 · 标点 3" in shown
    assert "6 处：数值 4（金额 2、比例 1、数量 1），文字 2（单位 1、日期 1）" in shown
    english = draw("table", unfinished, width=0, lang="en")
    assert "6: numbers 4 (amount 2, percentage 1, count 1), words 2 (office 1, date 1)" in english


def test_what_was_silenced_is_always_said(draw: Draw, unfinished: FileResult, clean: FileResult) -> None:
    assert "忽略  2 条" in draw("table", unfinished, width=0)
    assert "忽略" not in draw("table", clean, width=0)
    hushed = clean._replace(silenced_by=Silenced(comments=1))
    assert "没有其他问题" in draw("table", hushed, width=0)
    assert "忽略  1 条（注释）" in draw("table", hushed, width=0)


@pytest.mark.parametrize("form", ["table", "concise", "full"])
def test_what_was_silenced_is_told_by_how(draw: Draw, clean: FileResult, form: str) -> None:
    one = clean._replace(silenced_by=Silenced(comments=1, answers=1))
    other = clean._replace(silenced_by=Silenced(comments=1, waivers=3, baseline=12))
    assert "18 条（注释 2、批注答复 1、豁免 3、基线 12）" in draw(form, one, other, width=0)
    english = draw(form, one, other, width=0, lang="en")
    assert "18 (comments 2, answered comments 1, waivers 3, baseline 12)" in english
    assert "没有发现问题" not in draw(form, one, other)


def test_a_missing_file_is_said_and_is_no_clean_run(
    draw: Draw, clean: FileResult, missing: FileResult
) -> None:
    shown = draw("table", clean, missing, width=80, tty=True)
    assert re.search(r"—\s+错误\s+XX001\s+找不到这个文件", shown)
    assert "没查  缺.txt：找不到这个文件" in shown
    assert "没有发现问题" not in shown
    assert "1 个文件" in shown


def test_a_clean_run_is_short(draw: Draw, clean: FileResult, snapshot: SnapshotAssertion) -> None:
    shown = draw("table", clean, width=80, tty=True, seconds=0.03)
    assert "干净.txt" not in shown
    assert shown == snapshot
    assert "干净.txt" in draw("table", clean, width=80, verbose=True)


def test_hints_alone_are_called_neither_clean_nor_wrong(draw: Draw, unfinished: FileResult) -> None:
    hint = unfinished._replace(diagnostics=unfinished.diagnostics[-1:], slots=())
    shown = draw("table", hint._replace(silenced_by=Silenced()), width=0)
    assert "✓ 没有错误和警告" in shown
    assert "✓ 没有其他错误和警告" in draw("table", hint, width=0)
    assert "提示 1（--show info 查看）" in shown


def test_quiet_shows_findings_alone(draw: Draw, unfinished: FileResult, clean: FileResult) -> None:
    assert draw("table", clean, quiet=True, width=0) == ""
    shown = draw("table", unfinished, quiet=True, width=0)
    assert "XX101" in shown
    assert "检查" not in shown


def test_files_left_out_for_one_reason_share_a_line(
    draw: Draw, clean: FileResult, skipped: FileResult
) -> None:
    many = [skipped._replace(path=f"{n}.docx") for n in range(7)]
    lines = [line for line in draw("table", clean, *many, width=0).splitlines() if ".docx" in line]
    assert len(lines) == 1
    assert "等 7 个文件" in lines[0]


def test_controls_in_a_report_do_not_reach_the_terminal(draw: Draw) -> None:
    text = "全年\x1b[31mXX\u202e亿元"
    found = Diagnostic("XX101", "letter-placeholder", "error", "“\x1b”", Span(7, 9))
    result = FileResult("坏\x07.txt", "text", "utf-8", "checked", text, (found,))
    shown = draw("table", result, width=80, tty=True)
    assert not set(shown) & set("\x1b\x07\u202e")
    assert "U+001B[31m【XX】U+202E亿元" in shown


@pytest.mark.parametrize("boxes", [True, False])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_long_names_and_headings_stay_on_the_page(
    draw: Draw, unfinished: FileResult, width: int, boxes: bool
) -> None:
    headings = (
        "一、坚持稳中求进推动各项工作再上新台阶" * 2,
        "（一）深入实施乡村振兴战略" * 3,
        "一是抓好粮食",
    )
    found = tuple(d._replace(section=headings) for d in unfinished.diagnostics)
    result = unfinished._replace(path="二〇二四年度述职述廉报告/" * 4 + "终稿.txt", diagnostics=found)
    shown = draw("table", result, width=width, boxes=boxes, tty=True)
    assert max(map(cell_len, shown.splitlines())) <= width
    section = next(line for line in shown.splitlines() if line.startswith("  一、坚持"))
    dots, into = ("…", "›") if boxes else ("..", ">")
    assert [part.strip().endswith(dots) for part in section.split(into)][:2] == [True, True]
    assert ".txt" in shown  # a name is broken, not cut
    assert boxes or "…" not in shown


def test_five_hundred_findings_draw_at_once(unfinished: FileResult) -> None:
    lines = [f"第{n}项完成投资XX亿元，同比增长8.5%。\n" for n in range(500)]
    text = "".join(lines)
    spans = [Span(match.start(), match.end()) for match in re.finditer("XX", text)]
    found = tuple(unfinished.diagnostics[0]._replace(span=span) for span in spans)
    result = unfinished._replace(text=text, diagnostics=found)
    started = time.process_time()
    drawn = "".join(render([result], View(width=120, color=True, tty=True)))
    assert time.process_time() - started < 0.5
    assert drawn.count("XX101") == 500


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = "始终坚定理想信念，做到“两个维护”，衷心拥护（包括全体党员）各项决定；力争100.5亿元。" * 4
    for width in range(20, 60):
        ends = [0, *breaks(text, width), len(text)]
        lines = [text[start:end] for start, end in pairwise(ends)]
        assert "".join(lines) == text
        for line in lines:
            assert cell_len(line) <= width
            assert line[0] not in "，。；”）"
            assert line[-1] not in "“（"
