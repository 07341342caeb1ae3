"""Slots → sheet → fill: every placeholder gone, nothing else touched, in texts, Markdown and Word."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from fill_templates import BLANKS, PLAIN, Blank
from filled import answer, gaps_of, put_in
from hypothesis import given
from hypothesis import strategies as st
from word_files import docx, p, split_runs, tbl, unzipped

from xxlint.filling import fill
from xxlint.formats import read
from xxlint.gaps import Gap, Gaps
from xxlint.sheets import SUFFIXES, Row, write
from xxlint.sheets import read as read_sheet

Sentence = Blank | str


def template(lines: Sequence[Sentence]) -> str:
    """The lines with their blanks."""
    return "".join(f"{line if isinstance(line, str) else line.open}\n" for line in lines)


def finished(lines: Sequence[Sentence]) -> str:
    """The lines with their values."""
    return "".join(f"{line if isinstance(line, str) else line.done}\n" for line in lines)


def values_of(gaps: Gaps, lines: Sequence[Sentence]) -> list[tuple[Gap, str]]:
    """The value for each gap; a variable wants one for all its places."""
    typed = [value for line in lines if isinstance(line, Blank) for value in line.values]
    by_place = dict(zip((gap.spans[0] for gap in gaps.singles), typed, strict=True))
    return [(gap, by_place[gap.spans[0]]) for gap in gaps.listed()]


BLANK = st.sampled_from(BLANKS)
HEADINGS = ("一、主要指标完成情况", "二、重点项目推进情况", "三、下一步工作打算")
LINES = st.lists(BLANK | st.sampled_from(PLAIN), min_size=1, max_size=12).map(
    lambda lines: ["2024年工作总结", "", *HEADINGS[:1], *lines]
)


def as_docx(lines: str, seed: int) -> bytes:
    """The lines as a Word file, whose runs are cut anywhere, with a table behind them."""
    body = [p(line) for line in lines.splitlines()]
    return split_runs(docx(*body, tbl(["指标", "单位"], ["粮食产量", "万吨"])), seed)


@given(LINES, st.sampled_from(["报告.txt", "报告.md"]))
def test_a_text(lines: list[Sentence], path: str) -> None:
    text = template(lines)
    gaps = gaps_of(text, path)
    filling = fill(gaps, [answer(gaps, gap, value) for gap, value in values_of(gaps, lines)])
    assert not filling.problems
    done = put_in(text, filling, path).decode()
    assert done == finished(lines)
    assert gaps_of(done, path).listed() == ()


@given(LINES, st.integers(0, 999))
def test_a_word_file(lines: list[Sentence], seed: int) -> None:
    data = as_docx(template(lines), seed)
    gaps = gaps_of(data, "报告.docx")
    filling = fill(gaps, [answer(gaps, gap, value) for gap, value in values_of(gaps, lines)])
    assert not filling.problems
    done = put_in(data, filling, "报告.docx")
    assert read("报告.docx", done).text == read("报告.docx", as_docx(finished(lines), 0)).text
    assert gaps_of(done, "报告.docx").listed() == ()
    before, after = unzipped(data), unzipped(done)
    assert {name for name in before if before[name] != after[name]} <= {"word/document.xml"}
    assert list(before) == list(after)


@given(LINES, st.integers(0, 999))
def test_the_words_that_stand_there_change_nothing(lines: list[Sentence], seed: int) -> None:
    text = template(lines)
    for path, data in (("报告.txt", text.encode()), ("报告.docx", as_docx(text, seed))):
        gaps = gaps_of(data, path)
        own = [answer(gaps, gap, gap.spans[0].of(gaps.text)) for gap in gaps.listed()]
        filling = fill(gaps, own)
        assert (filling.edits, filling.problems) == ((), ())
        assert put_in(data, filling, path) == data


@given(LINES, st.data())
def test_in_two_steps_it_is_the_same(lines: list[Sentence], data: st.DataObject) -> None:
    text = template(lines)
    gaps = gaps_of(text)
    rows = [answer(gaps, gap, value) for gap, value in values_of(gaps, lines)]
    first = data.draw(st.sets(st.integers(0, max(0, len(rows) - 1))))
    half = put_in(text, fill(gaps, [row for at, row in enumerate(rows) if at in first])).decode()
    then = fill(gaps_of(half), [row for at, row in enumerate(rows) if at not in first])
    lost = {problem.words.zh.partition("“")[0].partition("，")[0] for problem in then.problems}
    # Sentences alike are refused, never guessed; of many a wrong one may be shown as the place that was filled.
    refused = {"报告里找不到这一处", "报告里有几处", "报告里这一处已经写成"}
    assert lost <= refused or (len(then.problems) == 1 and "都对不上" in then.problems[0].words.zh)
    if not then.problems:
        assert put_in(half, then).decode() == finished(lines)


def test_sentences_that_all_differ_need_not_be_refused_in_two_steps() -> None:
    lines: list[Sentence] = ["2024年工作总结", "", *HEADINGS[:1], *BLANKS]
    text = template(lines)
    gaps = gaps_of(text)
    rows = [answer(gaps, gap, value) for gap, value in values_of(gaps, lines)]
    half = put_in(text, fill(gaps, rows[::2])).decode()
    then = fill(gaps_of(half), rows[1::2])
    assert not then.problems
    assert put_in(half, then).decode() == finished(lines)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_through_a_sheet(suffix: str) -> None:
    lines: list[Sentence] = ["2024年工作总结", "", *HEADINGS[:1], *BLANKS]
    text = template(lines)
    gaps = gaps_of(text)
    rows = [
        Row(row.id, "", row.context, gap.slot.kind, "", "", "", "", "", row.value)
        for gap, value in values_of(gaps, lines)
        for row in [answer(gaps, gap, value)]
    ]
    back = [
        filed.row for filed in read_sheet(f"表{suffix}", write(suffix, rows, title="报告.txt", lang="zh"))
    ]
    assert [(row.id, row.context, row.value) for row in back] == [(r.id, r.context, r.value) for r in rows]


def test_the_places_do_not_touch() -> None:
    gaps = gaps_of(template(BLANKS))
    assert all(one.spans[0].end <= other.spans[0].start for one, other in pairwise(gaps.singles))
