"""An ordinary command line is read without click, and means the same as to click."""

from collections.abc import Sequence
from typing import Any, cast

import click
import pytest
from click.core import ParameterSource
from hypothesis import given
from hypothesis import strategies as st

from xxlint.cli import declared
from xxlint.cli.check import command
from xxlint.cli.declared import Declared, usual

CHECK = cast("Declared", command)


def clicks(words: Sequence[str]) -> tuple[dict[str, Any], frozenset[str]] | None:
    """The values that click reads and the names of those that were said; None where it complains or helps."""
    try:
        context = CHECK.made().make_context("check", list(words))
    except (click.ClickException, click.exceptions.Exit):
        return None
    said = (
        key
        for key in context.params
        if context.get_parameter_source(key) not in (ParameterSource.DEFAULT, None)
    )
    return context.params, frozenset(said)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("报告.txt", id="a file"),
        pytest.param("甲.txt 乙.txt 草稿", id="several"),
        pytest.param("-", id="standard input"),
        pytest.param("报告.txt --output-format concise -q -v", id="options behind"),
        pytest.param("--select XX1,XX3 --select XX5 报告.txt", id="one option twice"),
        pytest.param("--output-format=json --show=info --show error 报告.txt", id="joined, the last counts"),
        pytest.param("--year 2024 报告.txt --no-respect-gitignore", id="a number, the opposite of a flag"),
        pytest.param(
            "--respect-gitignore --no-respect-gitignore --respect-gitignore 甲", id="a flag to and fro"
        ),
        pytest.param("--per-file-ignores 草稿/*:XX5 --config=a=b.toml 甲", id="signs in a value"),
        pytest.param("--show-files --show-settings 甲", id="flags with a name of their own"),
        pytest.param("--genre auto 甲", id="the default, said"),
    ],
)
def test_usual_words_are_read_as_click_reads_them(line: str) -> None:
    words = line.split()
    asked = usual(command, words)
    assert asked is not None
    assert (asked.values, asked.said) == clicks(words)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="nothing to check"),
        pytest.param("--help", id="help"),
        pytest.param("报告.txt -h", id="help behind"),
        pytest.param("-qv 报告.txt", id="short ones together"),
        pytest.param("-- -报告.txt", id="the end of options"),
        pytest.param("--selekt XX1 报告.txt", id="no such option"),
        pytest.param("报告.txt --select", id="no value"),
        pytest.param("报告.txt --select -q", id="an option for a value"),
        pytest.param("报告.txt --show loud", id="not one of the words"),
        pytest.param("报告.txt --year 1900", id="out of range"),
        pytest.param("报告.txt --year 二〇二四", id="no number"),
        pytest.param("报告.txt --fix=yes", id="a value for a flag"),
        pytest.param("报告.txt -q=1", id="a value for a short one"),
    ],
)
def test_all_else_is_for_click(line: str) -> None:
    assert usual(command, line.split()) is None


WORDS = [word for noted in CHECK.noted for name in noted.options for word in name.split("/")]
VALUES = ("报告.txt", "-", "", "--", "XX1", "table", "info", "2024", "0012", "+5", "zh", "a=b", "-x", "--fix")


@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS),
            st.sampled_from(VALUES),
            st.builds("{}={}".format, st.sampled_from(WORDS), st.sampled_from(VALUES)),
        ),
        max_size=6,
    )
)
def test_whatever_is_read_means_the_same_to_click(words: list[str]) -> None:
    asked = usual(command, words)
    assert asked is None or (asked.values, asked.said) == clicks(words)


def test_every_option_is_one_that_can_be_read() -> None:
    """A new one that says more of itself than ``usual`` understands would send every run through click."""
    assert usual(command, ["报告.txt"]) is not None


def test_an_option_that_is_not_understood_leaves_all_to_click() -> None:
    @declared.command("check")
    @declared.argument("paths", nargs=-1)
    @declared.option("-n", count=True)
    def counting(paths: tuple[str, ...], n: int) -> None:
        raise AssertionError(paths, n)

    assert usual(counting, ["报告.txt"]) is None


def test_windows_expands_what_click_expands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xxlint.cli.declared._EXPANDED_BY", "posix")
    assert usual(command, ["*.txt"]) is None
    assert usual(command, ["报告.txt"]) is not None
