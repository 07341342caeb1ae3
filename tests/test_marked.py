"""The syntax of marks, and how findings are held against them."""

import pytest
from marked import Mark, compare, loud, parse, tell

from xxlint import Diagnostic
from xxlint.span import Span
from xxlint.vocabulary import Severity


def finding(code: str, start: int, end: int, severity: Severity = "error") -> Diagnostic:
    return Diagnostic(code, "a-name", severity, "a message", Span(start, end))


def test_marks_are_cut_out_and_remembered() -> None:
    marked = parse("完成⟦XX101|XX⟧亿元，⟦XX502?|,⟧增长⟦XX101+XX202|X⟧。")
    assert marked.text == "完成XX亿元，,增长X。"
    assert marked.marks == (
        Mark("XX101", Span(2, 4)),
        Mark("XX502", Span(7, 8), optional=True),
        Mark("XX101", Span(10, 11)),
        Mark("XX202", Span(10, 11)),
    )
    assert [mark.code for mark in marked.required] == ["XX101", "XX101", "XX202"]


def test_a_mark_may_be_empty_or_span_lines() -> None:
    assert parse("⟦XX301|四、⏎⟧".replace("⏎", "\n")).marks == (Mark("XX301", Span(0, 3)),)
    assert parse("甲⟦XX105|⟧乙").marks == (Mark("XX105", Span(1, 1)),)


@pytest.mark.parametrize("words", ["⟦XX10|a⟧", "⟦XX101|a", "a⟧", "⟦xx101|a⟧", "⟦XX101|⟦XX102|a⟧⟧"])
def test_a_mark_that_does_not_parse_is_an_error(words: str) -> None:
    with pytest.raises(ValueError, match="does not parse"):
        parse(words)


def test_a_mark_is_found_by_its_family_near_by_once() -> None:
    marks = parse("甲乙⟦XX101|丙丁⟧戊").marks
    assert compare(marks, [finding("XX101", 2, 4)]).is_perfect
    assert compare(marks, [finding("XX103", 3, 5)]).is_perfect
    assert compare(marks, [finding("XX301", 2, 4)]).missed == marks
    assert len(compare(marks, [finding("XX301", 2, 4)]).false) == 1
    assert len(compare(marks, [finding("XX101", 2, 4), finding("XX102", 2, 3)]).doubled) == 1
    assert compare(marks, [finding("XX101", 0, 40)]).missed == marks


def test_each_mark_wants_a_finding_of_its_own() -> None:
    marks = parse("⟦XX101|XX⟧、⟦XX101|XX⟧").marks
    assert len(compare(marks, [finding("XX101", 0, 5)]).missed) == 1
    assert compare(marks, [finding("XX101", 0, 2), finding("XX101", 3, 5)]).is_perfect


def test_optional_marks_neither_want_nor_disturb() -> None:
    marks = parse("甲⟦XX502?|,⟧乙").marks
    assert compare(marks, []).is_perfect
    assert compare(marks, [finding("XX502", 1, 2)]).is_perfect


def test_strict_wants_the_same_code_on_the_same_words() -> None:
    marks = parse("甲⟦XX101|XX⟧乙").marks
    assert compare(marks, [finding("XX101", 1, 3)], strict=True).is_perfect
    assert compare(marks, [finding("XX102", 1, 3)], strict=True).missed == marks
    assert compare(marks, [finding("XX101", 1, 2)], strict=True).missed == marks


def test_hints_are_not_loud() -> None:
    found = [finding("XX101", 0, 1), finding("XX112", 0, 1, "info"), finding("XX301", 0, 1, "warning")]
    assert [d.code for d in loud(found)] == ["XX101", "XX301"]
    assert [d.code for d in loud(found, ["XX3"])] == ["XX301"]


def test_disagreements_are_told_with_their_neighbourhood() -> None:
    marked = parse("甲\n⟦XX101|XX⟧乙")
    assert tell(marked.text, compare(marked.marks, [finding("XX301", 0, 1)])) == [
        "missed  XX101 甲⏎[XX]乙",
        "false   XX301 [甲]⏎XX乙 a message",
    ]
