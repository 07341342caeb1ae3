"""Which rules run: codes, families and names; the longest prefix wins; what was not checked is always said."""

import pytest

from xxlint.packs import ALWAYS, builtin
from xxlint.settings import Settings, SettingsError, selected_codes

RULES = builtin().rules


def chosen(**settings: tuple[str, ...]) -> set[str]:
    return set(selected_codes(RULES, Settings(**settings))) - ALWAYS  # type: ignore[arg-type]


def test_the_default_is_all_rules_that_are_on() -> None:
    assert chosen() == {code for code, rule in RULES.items() if rule.default} - ALWAYS
    assert "XX311" not in chosen()


@pytest.mark.parametrize("word", ["XX101", "xx101", "letter-placeholder", " XX101 "])
def test_a_rule_by_code_or_name(word: str) -> None:
    assert chosen(select=(word,)) == {"XX101"}


def test_families_and_all() -> None:
    assert chosen(select=("XX1",)) == {code for code in RULES if code.startswith("XX1")}
    assert chosen(select=("ALL",)) == set(RULES) - ALWAYS
    assert chosen(select=("XX",)) == set(RULES) - ALWAYS


def test_the_longest_prefix_wins_and_ignore_among_equals() -> None:
    assert chosen(select=("XX1",), ignore=("XX101",)) == chosen(select=("XX1",)) - {"XX101"}
    assert chosen(select=("XX101",), ignore=("XX1",)) == {"XX101"}
    assert chosen(select=("XX101",), ignore=("XX101",)) == set()
    assert chosen(ignore=("ALL",)) == set()
    assert chosen(ignore=("XX5",)) == {code for code in chosen() if not code.startswith("XX5")}


def test_extend_select_adds_to_the_default() -> None:
    assert chosen(extend_select=("XX311",)) == chosen() | {"XX311"}
    assert chosen(select=("XX101",), extend_select=("label-width",)) == {"XX101", "XX311"}


@pytest.mark.parametrize(
    "settings",
    [Settings(ignore=("XX0",)), Settings(select=("XX1",)), Settings(ignore=("ALL", *sorted(ALWAYS)))],
)
def test_what_was_not_checked_is_always_said(settings: Settings) -> None:
    assert selected_codes(RULES, settings) >= ALWAYS


@pytest.mark.parametrize(
    ("word", "near"),
    [("XX199", "XX1"), ("letter-placholder", "letter-placeholder"), ("XY101", "XX101"), ("gaps", "gap")],
)
@pytest.mark.parametrize("key", ["select", "ignore", "extend_select"])
def test_an_unknown_word_is_an_error_with_the_nearest_right_one(word: str, near: str, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        chosen(**{key: (word,)})
    for text in caught.value.words:
        assert word in text and near in text


def test_a_word_like_no_other_is_an_error_too() -> None:
    for word in ("", "完全不对", "1"):
        with pytest.raises(SettingsError):
            chosen(select=(word,))
