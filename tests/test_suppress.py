"""Silence in the text: every verb, with codes, and never for what was not checked."""

import pytest

from xxlint import Settings, lint_text
from xxlint.api import make_runner
from xxlint.formats import read

RUNNER = make_runner(Settings(select=("XX1", "XX3", "XX002")))
BAD = "完成投资XX亿元，增长6.1%。"


def codes(text: str, name: str = "a.md") -> list[str]:
    return [d.code for d in RUNNER.check_document(read(name, text.encode(), None)).diagnostics]


def silenced(text: str, name: str = "a.md") -> int:
    return RUNNER.check_document(read(name, text.encode(), None)).silenced


@pytest.mark.parametrize(
    "word",
    [
        "XX101",
        "XX1",
        "XX101 原因写在这里",
        "XX5, XX101",
        "XX5，XX101",
        "XX5 XX101",
        "XX5、XX101",
        "XX101 GDP2023数据",
    ],
)
def test_at_the_end_of_the_line(word: str) -> None:
    text = f"{BAD}<!-- xxlint: ignore {word} -->\n{BAD}\n"
    assert codes(text) == ["XX101"]
    assert silenced(text) == 1


@pytest.mark.parametrize(
    ("comment", "unused"),
    [
        pytest.param("ignore XX101 XX301", ["XX301"], id="one of two"),
        pytest.param("ignore XX3，XX101，XX112 原因", ["XX3", "XX112"], id="two of three"),
        pytest.param("ignore XX101 XX199", ["XX199"], id="no such rule"),
        pytest.param("ignore XX101 GDP100", [], id="a word of the reason"),
        pytest.param("ignore XX101 XX501", [], id="a rule that was not run"),
        pytest.param("ignore XX1 XX101", [], id="a family and its code"),
        pytest.param("ignore XX301 XX302", ["<!-- xxlint: ignore XX301 XX302 -->"], id="none of two"),
        pytest.param("ignore XX501", [], id="only one that was not run"),
        pytest.param("ignore XX5 XX301", ["XX301"], id="one not run, one idle"),
        pytest.param("ignore XX101 XX301 XX002", [], id="XX002 itself"),
        pytest.param("ignore XX101 XX002", ["XX002"], id="no XX002 to silence"),
    ],
)
def test_the_codes_that_silence_nothing_are_named(comment: str, unused: list[str]) -> None:
    text = f"{BAD}<!-- xxlint: {comment} -->\n"
    found = RUNNER.check_document(read("a.md", text.encode(), None)).diagnostics
    assert [d.span.of(text) for d in found if d.code == "XX002"] == unused


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_blocks_and_files_that_silence_nothing(name: str) -> None:
    block = "<!-- xxlint: ignore-start XX1 XX3 -->\n{}\n<!-- xxlint: ignore-end -->\n"
    assert codes(block.format(BAD), name) == ["XX002"]
    assert codes(block.format("各项工作按计划推进。" * 9), name) == ["XX002"]
    assert codes(f"{BAD}\n<!-- xxlint: ignore-end -->\n", name) == ["XX101", "XX002"]
    assert codes(f"<!-- xxlint: ignore-file XX1 XX3 -->\n{BAD}\n", name) == ["XX002"]
    assert codes(f"<!-- xxlint: ignore-file XX002 -->\n{block.format(BAD)}", name) == []


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("verb", ["ignore", "ignore-next-line"])
def test_on_a_line_of_its_own_it_speaks_of_the_next(verb: str, name: str) -> None:
    assert codes(f"<!-- xxlint: {verb} XX101 -->\n{BAD}\n{BAD}\n", name) == ["XX101"]
    assert codes(f"{BAD}\n<!-- xxlint: {verb} XX101 -->\n{BAD}\n", name) == ["XX101"]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_blocks_and_files(name: str) -> None:
    block = f"{BAD}\n<!-- xxlint: ignore-start XX1 -->\n{BAD}\n\n{BAD}\n<!-- xxlint: ignore-end -->\n{BAD}\n"
    assert codes(block, name) == ["XX101", "XX101"]
    assert silenced(block, name) == 2
    assert codes(f"{BAD}\n<!-- xxlint: ignore-start XX1 -->\n{BAD}\n", name) == ["XX101"]
    assert codes(f"{BAD}\n{BAD}\n<!-- xxlint: ignore-file XX101 -->\n", name) == []


def test_blocks_nest() -> None:
    text = "<!-- xxlint: ignore-start XX3 -->\n<!-- xxlint: ignore-start XX1 -->\nA\n<!-- xxlint: ignore-end -->\nB\n一是抓。三是管。\n<!-- xxlint: ignore-end -->\n"
    assert codes(text.replace("A", BAD).replace("B", BAD)) == ["XX101"]


def test_in_txt_a_comment_in_a_line_of_text_says_nothing() -> None:
    assert "XX101" in codes(f"{BAD}<!-- xxlint: ignore XX101 -->\n", "a.txt")


@pytest.mark.parametrize("verb", ["ignore", "ignore-next-line", "ignore-file", "ignore-start"])
@pytest.mark.parametrize("rest", ["", "原因", "XX"])
def test_without_codes_nothing_is_silenced(verb: str, rest: str) -> None:
    assert codes(f"<!-- xxlint: {verb} {rest} -->\n{BAD}\n") == ["XX002", "XX101"]


@pytest.mark.parametrize("verb", ["ignore", "ignore-next-line", "ignore-file", "ignore-start"])
def test_other_codes_stay_and_the_comment_is_unused(verb: str) -> None:
    assert codes(f"<!-- xxlint: {verb} XX301 -->\n{BAD}\n") == ["XX002", "XX101"]


def test_an_unused_comment_is_told_once_with_its_place() -> None:
    text = "没有问题。\n<!-- xxlint: ignore XX101 -->\n没有问题。\n"
    found = lint_text(text, markdown=True)
    assert [(d.code, d.severity, d.span.of(text)) for d in found] == [
        ("XX002", "info", "<!-- xxlint: ignore XX101 -->")
    ]
    assert not lint_text(text, markdown=True, settings=Settings(ignore=("XX002",)))


def test_comments_in_code_are_examples() -> None:
    assert codes(f"```\n<!-- xxlint: ignore-file XX101 -->\n```\n\n{BAD}\n") == ["XX101"]
    assert codes(f"写法是 `<!-- xxlint: ignore-file XX101 -->`。\n\n{BAD}\n") == ["XX101"]


@pytest.mark.parametrize("code", ["XX001", "XX003", "XX004", "XX0"])
def test_what_was_not_checked_is_never_silenced(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("xxlint.engine.check_of", lambda _: broken)
    found = lint_text(
        f"<!-- xxlint: ignore-file {code} -->\n{BAD}\n", markdown=True, settings=Settings(select=("XX101",))
    )
    assert {d.code for d in found} == {"XX004"}
