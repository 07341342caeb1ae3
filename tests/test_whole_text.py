"""What passes over whole texts: patterns of which ``re`` knows the beginning, and ways that find what the plain one finds.

``re`` skips to where a pattern can begin if it knows with which characters: a literal, a set, or a literal at the start of
every branch.  It passes over a text at 200 MB/s then, and ten times slower without.
"""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_linear import CUES
from varied import varied_text

from xxlint import Settings, patterns
from xxlint.analysis import regions
from xxlint.api import make_runner
from xxlint.formats import read
from xxlint.kinds import KINDS, doubled

RUNNER = make_runner(Settings(force=True))
RULES, LEXICON = RUNNER.packs.rules, RUNNER.packs.lexicon
_BEGINNING_KNOWN = 0b101  # SRE_INFO_PREFIX and SRE_INFO_CHARSET of ``re``

# What cannot begin with anything known, and why it may pass over the text all the same.
EXEMPT = {r"(...?)\1": "a word written twice begins with any character"}


def beginning_is_known(source: str, flags: int = 0) -> bool:
    """Whether ``re`` knows with which characters the pattern begins."""
    compiler: Any = import_module("re._compiler")
    parser: Any = import_module("re._parser")
    parsed = parser.parse(patterns._quick(source), flags)
    return bool(compiler._code(parsed, flags | parsed.state.flags)[2] & _BEGINNING_KNOWN)


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("亿元", True),
        ("同比|环比", True),
        ("[①-⑳]", True),
        (r"(?x) 附 [件表] | 表", True),
        ("(?:其中|包括)", True),
        ("(?<=第)一", False),
        ("[Xx]{2,}", False),
        ("[０-９]+", False),
        ("同比|[环同]比", False),
        ("同?比", False),
    ],
)
def test_what_re_knows(source: str, known: bool) -> None:
    assert beginning_is_known(source) is known


def patterns_of_packs() -> Iterator[tuple[str, str]]:
    """The patterns of rules, phrases and dated words, with the name of each."""
    for code, rule in RULES.items():
        if rule.kind == "pattern":
            found = [*rule.options["patterns"], *([rule.options["alone"]] if "alone" in rule.options else [])]
            yield from ((f"{code} {at}", pattern) for at, pattern in enumerate(found))
    yield from ((f"{phrase.form} {phrase.cues[0]}", phrase.pattern) for phrase in LEXICON.phrases)
    yield from ((f"dated {entry.cues[0]}", entry.pattern) for entry in LEXICON.dated)


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in patterns_of_packs()])
def test_patterns_of_packs_begin_with_literals(source: str) -> None:
    assert beginning_is_known(source)


class Watched:
    """A pattern that notes when it is let loose on most of a text."""

    def __init__(self, pattern: re.Pattern[str], least: int, noted: dict[str, int]) -> None:
        self.pattern, self.least, self.noted = pattern, least, noted

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.pattern, name)
        if name not in ("search", "finditer", "findall", "split", "sub"):
            return method

        def watched(*arguments: Any) -> Any:
            text = next(argument for argument in arguments[::-1] if isinstance(argument, str))
            start, end = [*(argument for argument in arguments if isinstance(argument, int)), 0, len(text)][
                :2
            ]
            if min(end, len(text)) - start > self.least:
                self.noted[self.pattern.pattern] = self.pattern.flags & re.VERBOSE
            return method(*arguments)

        return watched


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """The patterns that are let loose on more than 100,000 characters at once, with their flags."""
    found: dict[str, int] = {}
    compile_now = re.compile

    def forget() -> None:
        patterns.compiled.cache_clear()
        patterns.swept.cache_clear()
        modules = [module for name, module in sys.modules.items() if name.startswith("xxlint.")]
        for value in [value for module in modules for value in vars(module).values()]:
            if isinstance(value, patterns._Lazy):
                for kept in value.__dict__.keys() - {"source", "flags"}:
                    del value.__dict__[kept]
            if isinstance(value, patterns.Sweep):
                value.__dict__.pop("_parts", None)

    forget()
    monkeypatch.setattr(
        re, "compile", lambda source, flags=0: Watched(compile_now(source, flags), 100_000, found)
    )
    yield found
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("name", ["long.txt", "long.md"])
def test_patterns_that_pass_over_a_long_text_begin_with_literals(name: str, noted: dict[str, int]) -> None:
    text = f"{CUES}。\n" + varied_text(400_000) + CUES
    RUNNER.check_document(read(name, text.encode()))
    assert len(noted) > 60
    assert {
        source for source, flags in noted.items() if not beginning_is_known(source, flags)
    } <= EXEMPT.keys()


def sweeps() -> list[str]:
    """The sources of all patterns that are swept over texts, rules' own and packs'."""
    import_all()
    modules = [module for name, module in sys.modules.items() if name.startswith("xxlint.")]
    own = [
        value.source
        for module in modules
        for value in vars(module).values()
        if isinstance(value, patterns.Sweep)
    ]
    return [*own, *(source for _, source in patterns_of_packs())]


def import_all() -> None:
    for module in KINDS.values():
        import_module(f"xxlint.kinds.{module}")


@given(
    text=st.lists(
        st.sampled_from([*"结构产业比占分别其中看到至为高升长全我本县区率重同环增速大约不超过近将接最少多余以上年月日 12.:%，。\n（）【】“X×…-—?？　请待", "同比增长", "分别为", "其中，"]),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_a_sweep_finds_what_its_pattern_finds(text: str) -> None:
    for source in sweeps():
        swept = patterns.Sweep(source)
        swept._read = patterns._LONG
        plain = [match.span() for match in patterns.compiled(source).finditer(text)]
        assert [match.span() for match in swept.finditer(text)] == plain, source


@given(text=st.text(st.sampled_from("县市区省州旗盟全我各社，东 "), max_size=40))
def test_a_sweep_by_sign_finds_the_same_signs(text: str) -> None:
    swept = patterns.Sweep(regions._SUFFIX.source)
    swept._read = patterns._LONG
    assert sorted(match.span() for match in swept.by_sign(text)) == [
        match.span() for match in patterns.compiled(swept.source).finditer(text)
    ]


def test_a_verbose_pattern_is_parted_as_one_in_a_line() -> None:
    source = "(?x)\n  甲 (?: [ #]{2} | \\# ) # 乙|丙\n | 丁 [^ \\]戊]+\n"
    parts = patterns.Sweep(source)._parts
    assert [sign for sign, _ in parts] == ["甲", "丁"]
    swept = patterns.Sweep(source)
    swept._read = patterns._LONG
    text, found = "甲 #甲#丁乙丁戊丁]甲  乙", ["甲 #", "甲#", "丁乙丁", "甲  "]
    assert [match[0] for match in swept.finditer(text)] == found
    assert [match[0] for match in patterns.compiled(source).finditer(text)] == found


def test_what_a_branch_begins_with() -> None:
    told = {
        "其中，?": ["其"], "[我本][县市]": ["我", "本"], r"\(x": ["("], "[]|]x": ["]", "|"], r"\d": [""], "x?y": [""], "[^a]b": [""], "[ab]+": [""],
        "(?:大约|约)[a-z]": ["大", "约"], "(?:大约|约)?近": [""], "(?:甲(?:乙|丙)|丁)戊": ["甲", "丁"], "": [""], "(?=甲)乙": [""],
    }  # fmt: skip
    for branch, signs in told.items():
        assert [sign for sign, _ in patterns.by_first_sign(branch)] == signs, branch
    assert patterns.branches(r"甲|乙(?:丙|丁)|[戊|]|\|") == ["甲", "乙(?:丙|丁)", "[戊|]", r"\|"]


WORDS = ("固定资产投资", "资产投资", "投资", "投资额", "资产", "产", "额外", "定资", "产投资额外")
LONG = "，中文" * 34_000
BEFORE = LONG[: patterns._PIECE + 30]


@given(text=st.text(st.sampled_from("固定资产投额外，"), max_size=60))
def test_words_are_found_in_a_long_text_as_in_a_short_one(text: str) -> None:
    plain = [(at, word) for at in range(len(text)) for word in WORDS if text.startswith(word, at)]
    in_order = sorted(plain, key=lambda item: (item[0], -len(item[1])))
    assert patterns.occurrences(text, WORDS) == in_order
    assert patterns.occurrences(text + LONG, WORDS) == in_order
    behind = [
        (at + len(BEFORE), word) for at, word in in_order
    ]  # its characters are in no piece of the sample
    assert patterns.occurrences(BEFORE + text + LONG, WORDS) == behind


@given(
    text=st.text(st.sampled_from("固定资产投额外，"), max_size=40),
    words=st.sets(st.sampled_from(WORDS), min_size=1),
)
def test_cues_of_a_long_text_are_those_that_it_holds(text: str, words: set[str]) -> None:
    held = frozenset(word for word in words if word in text)
    for one in (text, text + LONG, BEFORE + text + LONG):
        cues = patterns.Cues(one, WORDS)
        assert (cues.held(words), cues.holds_any(words)) == (held, bool(held))


@given(text=st.text(st.sampled_from("甲乙丙𠮷\n，"), max_size=200))
def test_words_twice_are_found_in_pieces_as_in_one(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doubled, "_PIECE", 40)
        found = [match.span() for match in doubled._words_twice(text)]
    assert found == [match.span() for match in doubled._WORD_TWICE.finditer(text)]
