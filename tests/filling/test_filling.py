"""Answers of sheets put into a report, or refused with every reason."""

import pytest
from filled import answer, answers, gaps_of, put_in

from xxlint.filling import Answer, fill
from xxlint.words import Words

REPORT = """2024年工作总结

一、主要指标
全县地区生产总值完成XX亿元，同比增长X.X%。
由XX局牵头，于20XX年X月X日前完成{{项目名}}项目。
二、下一步打算
继续推进{{项目名}}项目建设，总投资XX亿元。
"""
VALUES = ("186.4", "5.6", "林业", "2024-05-06", "引水", "3")
FILLED = (
    REPORT.replace("完成XX亿元", "完成186.4亿元")
    .replace("X.X%", "5.6%")
    .replace("XX局", "林业局")
    .replace("20XX年X月X日", "2024年5月6日")
    .replace("{{项目名}}", "引水")
    .replace("总投资XX", "总投资3")
)


def said(text: str, *given: Answer) -> list[str]:
    return [problem.words.zh for problem in fill(gaps_of(text), given).problems]


def test_all_answers_in_their_places() -> None:
    gaps = gaps_of(REPORT)
    filling = fill(gaps, answers(gaps, VALUES))
    assert put_in(REPORT, filling).decode() == FILLED
    assert (filling.left, filling.there, filling.gone, filling.problems) == ((), (), (), ())


def test_a_part_of_them_leaves_the_rest() -> None:
    gaps = gaps_of(REPORT)
    filling = fill(gaps, answers(gaps, ("186.4", "", "  ", "", "", "")))
    assert put_in(REPORT, filling).decode() == REPORT.replace("完成XX亿元", "完成186.4亿元")
    assert [gap.slot.kind for gap in filling.left] == ["percent", "organisation", "date", "text", "amount"]


def test_the_words_that_stand_there_change_nothing() -> None:
    gaps = gaps_of(REPORT)
    filling = fill(gaps, answers(gaps, [gap.spans[0].of(REPORT) for gap in gaps.listed()]))
    assert (filling.edits, filling.problems) == ((), ())
    assert len(filling.left) == 6


def test_one_wrong_answer_and_nothing_is_done() -> None:
    gaps = gaps_of(REPORT)
    filling = fill(gaps, answers(gaps, ("一百多", "5.6", "林业", "5月40日", "引水", "3")))
    assert filling.edits == ()
    assert [problem.answer.place.zh for problem in filling.problems] == ["表第2行", "表第5行"]


def test_two_sheets_that_contradict_each_other_are_named() -> None:
    gaps = gaps_of(REPORT)
    first = gaps.listed()[0]
    problems = said(
        REPORT, answer(gaps, first, "186.4", "甲表第2行"), answer(gaps, first, "186.5", "乙表第7行")
    )
    assert problems == ["“186.5”与另一处填的“186.4”不一致：甲表第2行"]


@pytest.mark.parametrize("other", ["186.4", " 186.4 ", "１８６．４"])
def test_two_sheets_that_agree_are_one_answer(other: str) -> None:
    gaps = gaps_of(REPORT)
    first = gaps.listed()[0]
    filling = fill(gaps, [answer(gaps, first, "186.4"), answer(gaps, first, other, "乙表")])
    assert [edit.text for edit in filling.edits] == ["186.4"]


def test_a_row_for_all_places_and_one_for_a_single_place_may_contradict_each_other() -> None:
    gaps = gaps_of(REPORT)
    variable = next(gap for gap in gaps.groups)
    second = gaps.by_place[variable.spans[1]]
    problems = said(REPORT, answer(gaps, variable, "引水", "甲"), answer(gaps, second, "供水", "乙"))
    assert problems == ["“供水”与另一处填的“引水”不一致：甲"]


def test_a_cell_that_cannot_be_taken_is_a_problem() -> None:
    gaps = gaps_of(REPORT)
    formula = answer(gaps, gaps.listed()[0], "")._replace(trouble=Words("这一格是公式", "a formula"))
    assert said(REPORT, formula) == ["这一格是公式"]


def test_another_part_of_the_sheet_still_fits_when_names_beside_it_are_filled_in() -> None:
    gaps = gaps_of(REPORT)
    rows = answers(gaps, VALUES)
    half = put_in(REPORT, fill(gaps, rows[2:4])).decode()
    then = fill(gaps_of(half), rows)
    assert put_in(half, then).decode() == FILLED
    assert [row.place.zh for row in then.there] == ["表第4行", "表第5行"]


def test_a_sheet_that_is_put_in_twice_is_there() -> None:
    gaps = gaps_of(REPORT)
    again = fill(gaps_of(FILLED), answers(gaps, VALUES))
    assert (again.edits, again.problems, len(again.there)) == ((), (), 6)


def test_what_the_report_says_by_now_is_not_written_over() -> None:
    gaps = gaps_of(REPORT)
    changed = REPORT.replace("完成XX亿元", "完成190亿元")
    assert said(changed, *answers(gaps, VALUES)) == ["报告里这一处已经写成“190”，表里是“186.4”"]


def test_a_sentence_that_was_rewritten_is_shown() -> None:
    gaps = gaps_of(REPORT)
    changed = REPORT.replace(
        "继续推进{{项目名}}项目建设，总投资XX亿元。", "推进{{项目名}}建设，概算投资约XX亿元。"
    )
    assert said(changed, *answers(gaps, VALUES)) == [
        "报告里找不到这一处，原文可能已改成“二、下一步打算 推进{{项目名}}建设，概算投资约XX亿元。”；"
        "请重新生成表（xxlint slots 报告 旧表 -o 新表 会带上已填的），核对后再填"
    ]


def test_a_sentence_that_is_gone() -> None:
    gaps = gaps_of(REPORT)
    changed = REPORT[: REPORT.index("继续推进")]
    rows = answers(gaps, VALUES)
    assert [problem.partition("；")[0] for problem in said(changed, *rows)] == [
        "报告里找不到这一处，原文已删去或重写"
    ]
    unanswered = fill(gaps_of(changed), [*rows[:-1], rows[-1]._replace(value="")])
    assert unanswered.problems == ()
    assert [row.place.zh for row in unanswered.gone] == ["表第7行"]


def test_a_sheet_of_another_report_is_told_once() -> None:
    other = gaps_of("某镇2024年防汛工作情况\n全镇储备编织袋XX条，转移群众XX人。\n")
    problems = said(REPORT, *answers(other, ["1"] * len(other.listed())))
    assert len(problems) == 1
    assert "在报告里都对不上：这张表不是这份报告的" in problems[0]


def test_a_sentence_whose_like_has_been_filled_is_not_guessed() -> None:
    text = "由XX局负责，投资XX亿元。\n由XX局负责，投资XX亿元。\n"
    gaps = gaps_of(text)
    first = answers(gaps, ("林业", "1", "", ""))
    half = put_in(text, fill(gaps, first)).decode()
    assert fill(gaps_of(half), first).edits == ()


def test_sentences_alike_are_not_guessed() -> None:
    text = "一、城区\n由XX局负责，投资XX亿元。\n二、乡镇\n由XX局负责，投资XX亿元。\n"
    gaps = gaps_of(text)
    rows = answers(gaps, ("林业", "1", "水利", "2"))
    assert [edit.text for edit in fill(gaps, rows).edits] == ["林业", "1", "水利", "2"]
    retitled = text.replace("城区", "县城").replace("乡镇", "农村")
    assert fill(gaps_of(retitled), rows).edits == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("新增城镇就业XX万人。", "农村新增城镇就业XX万人。", id="words before it"),
        pytest.param(
            "全市经济稳步增长，GDP完成XX亿元。",
            "全市经济稳步增长，第一产业GDP完成XX亿元。",
            id="words within it",
        ),
        pytest.param("2025年甲县完成技改项目XX项。", "2024年甲县完成技改项目XX项。", id="another year"),
        pytest.param("甲县完成技改项目XX项。", "除甲县外完成技改项目XX项。", id="another meaning"),
        pytest.param("完成技改项目XX项，走在前列。", "完成技改项目XX项，居于末位。", id="words behind it"),
    ],
)
def test_a_sentence_that_says_something_else_takes_no_answer(old: str, new: str) -> None:
    before = gaps_of(f"2025年工作总结\n\n{old}\n")
    filling = fill(gaps_of(f"2025年工作总结\n\n{new}\n"), answers(before, ("12",)))
    assert filling.edits == ()
    assert len(filling.problems) == 1


def test_short_lines_that_changed_places_take_no_answer() -> None:
    rows = answers(gaps_of("甲县：\n完成XX项。\n乙县：\n完成XX项。\n"), ("12", "34"))
    assert fill(gaps_of("乙县：\n完成XX项。\n甲县：\n完成XX项。\n"), rows).edits == ()


def test_a_row_whose_name_is_that_of_another_sentence_is_not_believed() -> None:
    gaps = gaps_of(REPORT)
    first, second = answers(gaps, VALUES)[:2]
    sorted_by_somebody = [first._replace(id=second.id), second._replace(id=first.id)]
    filling = fill(gaps, sorted_by_somebody)
    assert (filling.edits, len(filling.problems)) == ((), 2)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("投资较上年增长/下降X.X%，形势向好。\n", ("增长", "5.2"), id="a choice and its figure"),
        pytest.param(
            "| 单位 | 项目 |\n|---|---|\n| XX县 | XX个 |\n| XX县 | XX个 |\n",
            ("甲", "1", "乙", "2"),
            id="rows alike",
        ),
        pytest.param("一、XX县工作\n\n完成项目XX项。\n", ("青山", "12"), id="a heading"),
        pytest.param("完成项目XX项。\n完成项目XX项。\n完成项目XX项。\n", ("1", "2", "3"), id="three alike"),
        pytest.param("增长X.X%。\n", ("5.2",), id="hardly a word"),
        pytest.param("完成{{数额}}元，【单位名称】□□□。\n", ("12", "林业局", "办结"), id="side by side"),
    ],
)
@pytest.mark.parametrize("first", ["even", "odd"])
def test_in_two_steps(text: str, values: tuple[str, ...], first: str) -> None:
    path = "报告.md" if text.startswith("|") else "报告.txt"
    gaps = gaps_of(text, path)
    rows = answers(gaps, values)
    whole = put_in(text, fill(gaps, rows), path).decode()
    parts = (rows[::2], rows[1::2]) if first == "even" else (rows[1::2], rows[::2])
    half = put_in(text, fill(gaps, parts[0]), path).decode()
    then = fill(gaps_of(half, path), rows)
    assert not then.problems, [problem.words.zh for problem in then.problems]
    assert put_in(half, then, path).decode() == whole


def test_answers_that_are_one_number_agree() -> None:
    gaps = gaps_of(REPORT)
    first = gaps.listed()[0]
    given = [answer(gaps, first, value, value) for value in ("1200", "1,200", "1200.0", "1200亿元")]
    assert [edit.text for edit in fill(gaps, given).edits] == ["1200"]
