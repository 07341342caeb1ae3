"""Which fixes are made, and what they never do: overlap, change a figure or a word unasked, go on for ever."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from mending import mend, runner_of
from word_files import docx, p, simple_field

from xxlint.diagnostic import Diagnostic, Fix
from xxlint.fixing import choose, composed, edits_of
from xxlint.formats.writing import edited
from xxlint.formats.written import Tracking, misplaced
from xxlint.kinds import Mend
from xxlint.repair import repair
from xxlint.report import Report
from xxlint.runner import Runner
from xxlint.span import Edit, Span
from xxlint.vocabulary import Applicability, Severity
from xxlint.words import Words


def finding(
    *edits: tuple[int, int, str],
    applicability: Applicability = "safe",
    severity: Severity = "warning",
    code: str = "XX502",
) -> Diagnostic:
    fix = Fix("", tuple(Edit(Span(start, end), words) for start, end, words in edits), applicability)
    return Diagnostic(code, "name", severity, "", Span(edits[0][0], edits[0][1]), fix=fix)


def made(*diagnostics: Diagnostic, unsafe: bool = False) -> list[Edit]:
    return list(edits_of(choose(diagnostics, unsafe=unsafe)))


def test_only_what_was_asked_for() -> None:
    safe, unsafe = finding((0, 1, "，")), finding((4, 5, ""), applicability="unsafe")
    display = finding((8, 9, ""), applicability="display")
    assert made(safe, unsafe, display) == [Edit(Span(0, 1), "，")]
    assert made(safe, unsafe, display, unsafe=True) == [Edit(Span(0, 1), "，"), Edit(Span(4, 5), "")]


def test_the_earlier_of_two_wins_and_the_graver_before_it() -> None:
    first, second = finding((0, 3, "a")), finding((2, 5, "b"))
    assert made(first, second) == [Edit(Span(0, 3), "a")]
    graver = finding((2, 5, "b"), severity="error")
    assert made(first, graver) == [Edit(Span(2, 5), "b")]


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    pair, inside = finding((0, 1, "（"), (9, 10, "）")), finding((9, 11, "x"), severity="error")
    assert made(pair, inside) == [Edit(Span(9, 11), "x")]
    between = finding((4, 5, "，"))
    assert len(made(pair, between)) == 3


def test_one_fix_of_two_findings_mends_both() -> None:
    edits = ((0, 1, "（"), (9, 10, "）"))
    chosen = choose([finding(*edits), finding(*edits)._replace(span=Span(9, 10))])
    assert [len(one.mended) for one in chosen] == [2]


def test_two_edits_at_one_place_do_not_go_together() -> None:
    assert made(finding((3, 3, "，")), finding((3, 4, "。"))) == [Edit(Span(3, 3), "，")]


def test_deletions_side_by_side_are_made_one_after_the_other() -> None:
    assert made(finding((0, 3, "")), finding((3, 6, "")), finding((6, 9, ""))) == [
        Edit(Span(0, 3), ""),
        Edit(Span(6, 9), ""),
    ]
    done = mend("甲" + "##paidbegin##" * 40 + "乙")
    assert done.data.decode() == "甲乙"
    assert done.counts == {"XX601": 40}


# properties

_WORDS = st.text("XYZ", max_size=2)


@st.composite
def _edits(draw: st.DrawFn, size: int) -> list[Edit]:
    found: list[Edit] = []
    at = 0
    while True:
        start = at + draw(st.integers(0, 4))
        end = start + draw(st.integers(0, 3))
        if end > size:
            return found
        found.append(Edit(Span(start, end), draw(_WORDS)))
        at = max(end, start + 1)


@given(st.text("abcdef", max_size=12), st.data())
def test_rounds_at_once_are_the_rounds_one_by_one(text: str, data: st.DataObject) -> None:
    rounds, now = [], text
    for _ in range(3):
        edits = data.draw(_edits(len(now)))
        rounds.append(edits)
        now = edited(now, edits)
    at_once = composed(len(text), rounds)
    assert not misplaced(at_once, len(text))
    assert edited(text, at_once) == now


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), _WORDS, st.booleans()), max_size=8))
def test_what_is_chosen_never_overlaps(found: list[tuple[int, int, str, bool]]) -> None:
    diagnostics = [
        finding((start, start + size, words), severity="error" if grave else "info")
        for start, size, words, grave in found
    ]
    assert not misplaced(made(*diagnostics), 30)


PIECES = (
    "一、", "（一）", "(二)", "1.", "3、", "一是", "三是", "首先，", "完成投资", "3、5万元以上项目", "王建国 李志明", "12.5", "８",
    "亿元", "同比增长", "10~20%", "5％", "2021-2025年", ",", "，，", "。。", "。", ";", ":", "(", ")", "（", "）", "\"", "'",
    "\u200b", "\ufeff", "\u00ad", " ", "\u3000", "\n", "\r\n", "...", "--", "##paidbegin##", "##pa", "id##", "请替换付费标签内内容",
    "政发[2023]第05号", "XX", "某县", "扫黑险恶", "GDP", "重点工作", "《条例》", "“四个意识”", "# ", "**", "`", "|",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
NAMES = st.sampled_from(["报告.txt", "报告.md"])


@given(TEXTS, NAMES, st.booleans())
def test_fixes_come_to_rest_and_a_second_run_does_nothing(text: str, name: str, unsafe: bool) -> None:
    done = mend(text, unsafe=unsafe, name=name)
    if done.problem is not None:  # what would come to stand first would be read as a byte order mark
        assert ("\ufeff" in text, done.data) == (True, text.encode())
        return
    again = repair(runner_of(encoding="utf-8"), name, done.data, unsafe=unsafe)
    assert (again.data, again.made) == (done.data, ())


@given(TEXTS, NAMES)
@example("12.5##paidbegin##1.", "报告.txt")
def test_a_safe_fix_keeps_figures_words_and_blanks(text: str, name: str) -> None:
    after = mend(text, name=name).data.decode()
    kept = re.compile(r"\d+|[\u4e00-\u9fff]|[ \u3000\r\n]")
    assert kept.findall(after) == kept.findall(text)


# the loop

_RESTLESS = Mend(Words("→", "→"), (Edit(Span(0, 1), "甲乙"),), "safe")


def test_fixes_that_never_rest_are_not_written() -> None:
    class Restless(Runner):
        def check_bytes(self, path: str, data: bytes):  # type: ignore[no-untyped-def]
            result = super().check_bytes(path, data)
            fix = Fix("", _RESTLESS.edits, "safe")
            return result._replace(
                diagnostics=(Diagnostic("XX502", "n", "warning", "", Span(0, 1), fix=fix),)
            )

    runner = runner_of()
    done = repair(Restless(runner.packs, runner.settings), "报告.txt", "甲方案".encode())
    assert done.problem is not None
    assert "10 轮" in done.problem.zh
    assert done.data == "甲方案".encode()


def test_a_damaged_file_is_not_written() -> None:
    data = "全年完成投资3亿元,抓好落实。\n".encode() * 20 + b"\xff\xfe\xff\n"
    done = repair(runner_of(), "报告.txt", data)
    assert done.problem is not None
    assert done.data == data


def test_what_a_word_file_does_not_take_is_said() -> None:
    data = docx(
        p("污水处理率达到95%，，水质稳定。"), p("罚款", simple_field("REF a", "86万元。。"), "另行处理。")
    )
    done = repair(runner_of("XX504"), "报告.docx", data)
    assert done.counts == {"XX504": 1}
    assert [one.diagnostic.code for one in done.refused] == ["XX504"]
    assert done.refused[0].reason.zh
    assert [d.code for d in done.after.diagnostics] == ["XX504"]


def test_a_file_that_would_read_otherwise_is_not_written() -> None:
    done = mend("##paidbegin##\ufeff甲方案抓好落实。")
    assert done.problem is not None
    assert "没有写入" in done.problem.zh


def test_a_silenced_finding_stays() -> None:
    text = "甲,乙\n<!-- xxlint: ignore-next-line XX502 原文如此 -->\n丙,丁\n"
    assert mend(text, "XX502").data.decode() == text.replace("甲,", "甲，")


def test_the_bytes_outside_the_edits_stay() -> None:
    text = "\ufeff一、总体情况\r\n完成投资,抓好落实。\n二、打算\r最后一行"
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        data = text.encode(encoding)
        assert repair(runner_of(), "报告.txt", data).data == text.replace(",", "，").encode(encoding)


def test_several_rounds_are_one_tracked_change() -> None:
    data = docx(p("完成[paid##page##]投资3亿元,抓好落实。"))
    done = repair(runner_of("XX601", "XX502"), "报告.docx", data, track_changes=Tracking())
    assert done.problem is None
    assert done.counts == {"XX502": 1, "XX601": 2}
    layout = runner_of().check_bytes("报告.docx", done.data).layout
    assert layout is not None
    assert [mark.words for mark in layout.marks].count("xxlint") >= 2


def test_a_kind_never_gives_a_fix_outside_the_text() -> None:
    text = "一、甲,乙(丙)丁。。\n三、戊"
    report = mend(text, unsafe=True).before
    assert isinstance(runner_of().report(report.document), Report)
    for diagnostic in report.diagnostics:
        for edit in diagnostic.fix.edits if diagnostic.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)
