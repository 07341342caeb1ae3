"""Questions one after the other: what a typed line means, and where one stands after it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.questions import Course, Typed, agrees, typed


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        pytest.param("", Typed("pass"), id="Enter"),
        pytest.param(" \u3000", Typed("pass"), id="blanks"),
        pytest.param("186.4", Typed("answer", "186.4"), id="an answer"),
        pytest.param("-3.2", Typed("answer", "-3.2"), id="a fall"),
        pytest.param("-", Typed("clear"), id="clear"),
        pytest.param("<", Typed("back"), id="back"),
        pytest.param("《", Typed("back"), id="back, Chinese keyboard"),
        pytest.param("＞", Typed("forth"), id="forth, full width"),
        pytest.param("U", Typed("undo"), id="undo, capital"),
        pytest.param("撤销", Typed("undo"), id="undo in words"),
        pytest.param("！", Typed("section"), id="section, full width"),
        pytest.param("q", Typed("leave"), id="leave"),
        pytest.param(" q", Typed("answer", "q"), id="a blank makes it an answer"),
        pytest.param("=q", Typed("answer", "q"), id="so does ="),
        pytest.param("＝ 撤销", Typed("answer", "撤销"), id="full-width ="),
        pytest.param("=", Typed("pass"), id="= and nothing"),
        pytest.param("？", Typed("help"), id="help, full width"),
        pytest.param("/工业 投资", Typed("find", "工业 投资"), id="find"),
        pytest.param("／投资", Typed("find", "投资"), id="find, full width"),
        pytest.param("、投资", Typed("find", "投资"), id="find, as a Chinese keyboard has it"),
        pytest.param("查找 投资", Typed("find", "投资"), id="find in words"),
        pytest.param("查找问题整改", Typed("answer", "查找问题整改"), id="an answer that begins so"),
        pytest.param("/", Typed("find"), id="find once more"),
        pytest.param("质量", Typed("answer", "质量"), id="words"),
    ],
)
def test_a_line_is_an_answer_or_a_command(line: str, meant: Typed) -> None:
    assert typed(line) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("2", Typed("answer", "下降")),
        ("２", Typed("answer", "下降")),
        ("增长", Typed("answer", "增长")),
        ("3", Typed("answer", "3")),
        ("0", Typed("answer", "0")),
        ("=2", Typed("answer", "2")),
    ],
)
def test_a_choice_is_taken_by_its_number(line: str, meant: Typed) -> None:
    assert typed(line, ("增长", "下降")) == meant


def test_a_choice_that_is_a_number_or_a_command_is_itself() -> None:
    assert typed("2", ("3", "2")) == Typed("answer", "2")
    assert typed("s", ("s", "m")) == Typed("answer", "s")


@pytest.mark.parametrize(
    ("line", "yes"), [("Y", True), ("是的", True), ("ｎ", False), ("否", False), ("12", None)]
)
def test_yes_and_no(line: str, yes: bool | None) -> None:
    assert agrees(line) is yes


SECTIONS = (("一",), ("一",), ("一", "（一）"), ("二",), ("二",))


def course(*answers: str, at: int = 0) -> Course:
    return Course(SECTIONS, (*answers, *[""] * (5 - len(answers))), at)


def test_an_answer_goes_on_to_the_next_open_question() -> None:
    one = course("", "8", "").answer("7")
    assert (one.answers[:2], one.at, one.answered, one.open) == (("7", "8"), 2, 2, 3)


def test_a_section_is_passed_over_and_answers_with_it() -> None:
    assert course().pass_over_section().at == 2
    assert course("", "", "", "4", at=2).pass_over_section().at == 4
    assert course(at=3).pass_over_section().is_over


def test_steps_stop_at_the_ends() -> None:
    assert course().step(-1) == course()
    assert course(at=4).step(1) == course(at=4)
    assert course("1", "2", at=2).step(-1).at == 1


def test_back_to_what_is_open() -> None:
    assert course("1", "", at=5).first_open().at == 1
    assert course("1", "2", "3", "4", "5", at=5).first_open().at == 4


def test_finding_goes_round_and_ends_where_it_began() -> None:
    texts = ["固定资产投资", "GDP", "工业投资", "就业", "财政"]
    found = course().find("投资", texts)
    assert found is not None and found.at == 2
    again = found.find("投资", texts)
    assert again is not None and again.at == 0
    same = course(at=1).find("ｇｄｐ", texts)
    assert same is not None and same.at == 1
    assert course().find("教育", texts) is None


MOVES = st.one_of(
    st.sampled_from(["1", "2", ""]).map(lambda value: ("answer", value)),
    st.sampled_from([("pass", ""), ("section", ""), ("back", ""), ("forth", "")]),
)


@given(st.lists(MOVES, max_size=30))
def test_undoing_everything_leads_back_to_the_first_answers(moves: list[tuple[str, str]]) -> None:
    began = now = course("", "8", "", "")
    for name, value in moves:
        if now.is_over:
            now = now.first_open()
        if name == "answer":
            now = now.answer(value)
        elif name in ("back", "forth"):
            now = now.step(-1 if name == "back" else 1)
        else:
            now = now.pass_over() if name == "pass" else now.pass_over_section()
        assert 0 <= now.at <= 5
        assert now.answered + now.open == 5
    for _ in range(len(now.changes)):
        undone = now.undo()
        assert undone is not None
        now = undone
    assert now.answers == began.answers
    assert now.undo() is None
