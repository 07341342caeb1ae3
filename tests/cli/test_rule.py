"""``xxlint rule``: pages of rules."""

import re
import subprocess
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_an_offices_own_rule(xxlint: Run, snapshot: SnapshotAssertion, lang: str) -> None:
    done = xxlint("rule", "HB101", "--packs", "pack.toml", "--lang", lang)
    assert done.returncode == 0
    assert done.stdout == snapshot


def test_a_page_in_colour_differs_in_colour_alone(xxlint: Run) -> None:
    plain = xxlint("rule", "HB101", "--packs", "pack.toml").stdout
    colored = xxlint("rule", "HB101", "--packs", "pack.toml", "--color", "always").stdout
    assert "\x1b[30;43m老县城\x1b[0m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain.replace("【老县城】", "老县城")


def test_by_code_by_name_by_family(xxlint: Run) -> None:
    by_code = xxlint("rule", "xx101").stdout
    assert by_code.startswith("XX101  letter-placeholder  错误 · 占位\n")
    assert xxlint("rule", "letter-placeholder").stdout == by_code
    family = re.findall(r"^XX1\d\d", xxlint("rule", "XX1").stdout, re.MULTILINE)
    assert len(family) > 5


def test_all_pages_have_what_a_reader_looks_for(xxlint: Run) -> None:
    shown = xxlint("rule", "--all").stdout
    pages = re.split(r"(?m)^(?=XX\d{3}  )", shown)[1:]
    assert len(pages) > 30
    for page in pages:
        assert "为什么" in page
        assert "{" not in re.sub(r"[✗✓].*", "", page)  # no field is left but in an example
        assert "⟦" not in page
        assert ("xxlint: ignore" in page) != ("总是查" in page)
    assert [page[:5] for page in pages if "总是查" in page] == ["XX001", "XX003", "XX004"]


def test_a_rule_that_is_off_says_how_to_turn_it_on(xxlint: Run) -> None:
    shown = xxlint("rule", "XX311").stdout
    assert "默认不查" in shown
    assert "--extend-select XX311" in shown


@pytest.mark.parametrize(
    ("word", "near"), [("XX1O1", "XX101"), ("XX199", "XX1"), ("leter-placeholder", "letter-placeholder")]
)
def test_an_unknown_rule_names_the_nearest(xxlint: Run, word: str, near: str) -> None:
    done = xxlint("rule", word)
    assert done.returncode == 2
    assert f"没有规则“{word}”，是不是 {near}" in done.stderr
    assert f"did you mean {near}" in xxlint("rule", word, "--lang", "en").stderr


def test_a_word_is_needed(xxlint: Run) -> None:
    done = xxlint("rule")
    assert done.returncode == 2
    assert "xxlint rules" in done.stderr
