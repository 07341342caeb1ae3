"""The built-in rules: the catalogue is complete, and each rule does what its own examples promise."""

import re

import pytest
from marked import compare, loud, parse, tell

from xxlint import Settings, lint_text
from xxlint.devtools import GENERATED
from xxlint.packs import ALWAYS, Rule, builtin

RULES = builtin().rules
LINTING = [rule for rule in RULES.values() if rule.kind not in ("tool", "revision")]  # those have no text

CATALOGUE = """
XX001 unreadable-file error
XX002 unused-suppression info
XX003 rule-timeout warning
XX004 rule-failed error
XX101 letter-placeholder error
XX102 symbol-placeholder error
XX103 anonymous-name error
XX104 date-placeholder error
XX105 blank error
XX106 instruction error
XX107 pending-note error
XX108 template-variable error
XX109 office-prompt error
XX110 dummy-text error
XX111 unresolved-choice warning
XX112 masked-identity info
XX201 missing-value error
XX202 missing-unit warning
XX203 unit-mismatch warning
XX204 missing-growth info
XX205 missing-metric info
XX206 implausible-value warning
XX207 conflicting-values error
XX208 sums-disagree error
XX209 direction-conflict error
XX210 percentage-point warning
XX211 respectively-mismatch warning
XX301 gap error
XX302 duplicate error
XX303 step-back error
XX304 not-from-one warning
XX305 lone-item warning
XX306 level-order warning
XX307 label-punctuation warning
XX308 mixed-style warning
XX309 count-mismatch warning
XX310 dangling-reference error
XX311 label-width info off
XX401 missing-title info
XX402 missing-section info
XX403 empty-section error
XX404 missing-signature info
XX405 missing-attachment error
XX406 duplicate-paragraph warning
XX407 unfinished-paragraph warning
XX408 title-punctuation warning
XX501 unpaired-mark error
XX502 half-width-mark warning
XX503 mixed-width warning
XX504 repeated-mark warning
XX505 stray-mark info
XX506 quote-order warning
XX507 range-mark info
XX508 stray-space warning
XX509 ellipsis-dash info
XX601 paywall-marker error
XX602 site-boilerplate error
XX603 markup error
XX604 assistant-talk error
XX605 mojibake error
XX606 page-artifact warning
XX607 unresolved-revision warning
XX701 year-mismatch warning
XX702 impossible-date error
XX703 foreign-region info
XX704 mixed-numerals warning
XX705 stale-expression info
XX706 document-number warning
XX801 fixed-expression warning
XX802 doubled-word warning
XX803 doubled-hedge warning
XX804 known-typo error
"""


def test_the_catalogue_is_complete() -> None:
    wanted = {
        (code, name, severity, not off)
        for code, name, severity, *off in map(str.split, CATALOGUE.strip().splitlines())
    }
    has = {(r.code, r.name, r.severity, r.default) for r in RULES.values()}
    assert has == wanted


def test_names_are_unique_and_all_words_are_there() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    for rule in RULES.values():
        for words in (rule.message, rule.why, *(case.message for case in rule.cases.values())):
            assert words.zh and words.en, rule.code
            assert rule.kind == "tool" or words.zh != words.en, rule.code
            fields = [set(re.findall(r"{(\w+)}", text)) for text in words]
            assert fields[0] >= fields[1] or fields[1] == {"text"}, rule.code
        assert rule.kind == "tool" or re.search("[\u4e00-\u9fff]", rule.why.zh), rule.code
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        for prefix in rule.yields_to:
            assert any(code.startswith(prefix) for code in RULES), f"{rule.code} yields to nothing: {prefix}"


def test_every_rule_has_examples() -> None:
    for rule in LINTING:
        assert rule.bad and rule.good, rule.code


@pytest.mark.parametrize("rule", LINTING, ids=lambda rule: str(rule.code))
@pytest.mark.parametrize("markdown", [False, True], ids=["txt", "md"])
def test_bad_examples_give_exactly_their_marks_alone(rule: Rule, markdown: bool) -> None:
    if markdown and (rule.kind == "markup" or rule.code in ("XX102", "XX105", "XX108", "XX109")):
        pytest.skip("in Markdown these signs may be markup")
    for example in rule.bad:
        text, marks = parse(example)
        assert marks and {mark.code for mark in marks} == {rule.code}
        found = [
            d
            for d in lint_text(text, markdown=markdown, settings=Settings(select=(rule.code,)))
            if d.code not in ALWAYS
        ]
        agreement = compare(marks, found, strict=True)
        assert agreement.is_perfect, "\n".join(["", example, *tell(text, agreement)])


@pytest.mark.parametrize("rule", LINTING, ids=lambda rule: str(rule.code))
def test_good_examples_are_silent_with_all_rules_on(rule: Rule) -> None:
    for example in rule.good:
        text, marks = parse(example)
        assert not marks
        found = lint_text(text, settings=Settings(select=("ALL",)))
        assert not loud(found), "\n".join(["", example, *tell(text, compare((), loud(found)))])
        assert rule.code not in {d.code for d in found if d.case is None}, example


@pytest.mark.parametrize("rule", LINTING, ids=lambda rule: str(rule.code))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_messages_are_filled(rule: Rule, lang: str) -> None:
    settings = Settings(select=(rule.code,), lang="en" if lang == "en" else "zh")
    for example in rule.bad:
        for d in lint_text(parse(example).text, settings=settings):
            assert "{" not in d.message.replace(d.span.of(parse(example).text), ""), d
            assert d.message.strip()


def test_generated_files_are_current() -> None:
    for path, make in GENERATED.items():
        assert path.read_text("utf-8") == make(), f"{path.name}: run python -m xxlint.devtools"
