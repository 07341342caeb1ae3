"""The engine: findings do not depend on the order or the selection of rules, but for those they yield to."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import parse

from xxlint import engine
from xxlint.formats import read
from xxlint.kinds import Finding, check_of
from xxlint.packs import ALWAYS, builtin
from xxlint.report import Report
from xxlint.span import Span

PACKS = builtin()
CODES = sorted(PACKS.rules)
REPORTS = sorted((Path(__file__).parent / "reports").glob("[01]*"))[:6]
TEXT = "\n\n".join(parse(path.read_text("utf-8")).text for path in REPORTS)


def report(text: str) -> Report:
    return Report(read("a.txt", text.encode(), None), PACKS.lexicon)


def found(text: str, codes: set[str], order: list[str] = CODES) -> list[tuple[object, ...]]:
    rules = {code: PACKS.rules[code] for code in order}
    return [
        (d.code, d.span, d.case, d.message, d.related)
        for d in engine.run(report(text), rules, codes).diagnostics
    ]


EVERYTHING = found(TEXT, set(CODES))


def test_the_text_has_many_findings() -> None:
    assert len({code for code, *_ in EVERYTHING}) > 20


@given(st.permutations(CODES))
def test_the_order_of_rules_changes_nothing(order: list[str]) -> None:
    text = TEXT[:3000]
    assert found(text, set(CODES), order) == found(text, set(CODES))


@pytest.mark.parametrize("code", CODES)
def test_the_selection_of_rules_changes_nothing(code: str) -> None:
    assert found(TEXT, {code}) == [finding for finding in EVERYTHING if finding[0] == code]


@given(st.sets(st.sampled_from(CODES)))
def test_nor_does_any_other_selection(codes: set[str]) -> None:
    text = TEXT[:3000]
    assert found(text, codes) == [finding for finding in found(text, set(CODES)) if finding[0] in codes]


def test_findings_lie_inside_the_text_and_in_order() -> None:
    spans = [finding[1] for finding in EVERYTHING if isinstance(finding[1], Span)]
    assert len(spans) == len(EVERYTHING)
    assert all(0 <= span.start <= span.end <= len(TEXT) for span in spans)
    assert spans == sorted(spans)


def stub(monkeypatch: pytest.MonkeyPatch, spans: Mapping[str, list[tuple[int, int]]]) -> None:
    """Let each rule find these spans and nothing else."""
    by_options = {
        id(PACKS.rules[code].options): [Span(*span) for span in places] for code, places in spans.items()
    }

    def check(_: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
        values = dict.fromkeys(
            ("wanted", "expected", "before", "partner", "above", "found", "count", "announced"), ""
        )
        yield from (Finding(span, values) for span in by_options.get(id(options), ()))

    monkeypatch.setattr(engine, "check_of", lambda _: check)


def test_a_rule_yields_where_it_touches_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "XX1" in PACKS.rules["XX508"].yields_to
    stub(monkeypatch, {"XX508": [(0, 2), (2, 3), (5, 6)], "XX105": [(1, 2)]})
    assert [(c, s) for c, s, *_ in found("一二三四五六七八", {"XX508", "XX105"})] == [
        ("XX105", Span(1, 2)),
        ("XX508", Span(2, 3)),
        ("XX508", Span(5, 6)),
    ]
    assert [s for _, s, *_ in found("一二三四五六七八", {"XX508"})] == [Span(2, 3), Span(5, 6)]


def test_a_rule_that_raises_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Finding]:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(engine, "check_of", lambda kind: broken if kind == "pair" else check_of(kind))
    outcome = engine.run(report(TEXT), PACKS.rules, {*CODES})
    failures = [d for d in outcome.diagnostics if d.code == "XX004"]
    assert ["XX501" in failures[0].message, "XX506" in failures[1].message] == [True, True]
    assert all("ZeroDivisionError" in d.message and d.severity == "error" for d in failures)
    assert len(outcome.unfinished) == 2
    rest = {d.code for d in outcome.diagnostics} - ALWAYS
    assert rest == {str(code) for code, *_ in EVERYTHING} - {"XX501", "XX506"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("XX", "XX"),
        ("甲" * 41, "甲" * 40 + "…"),
        ("\n甲\n", "甲"),
        ("\x00", "U+0000"),
        ("\u200b", "U+200B"),
        ("　", "　"),
        ("甲\n乙", "甲U+000A乙"),
    ],
)
def test_quotes_stay_on_one_line(words: str, shown: str) -> None:
    assert engine.quote(words, Span(0, len(words))) == shown
