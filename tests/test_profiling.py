"""What ``--profile`` counts: every rule that runs and every part of the analysis, and no finding changes by it."""

from functools import cached_property

import pytest

from xxlint import profiling
from xxlint.api import make_runner
from xxlint.formats import read
from xxlint.packs import builtin
from xxlint.profiling import Profile, Row, total
from xxlint.report import Report
from xxlint.results import FileResult
from xxlint.settings import Settings

TEXT = "2024年工作总结\n\n一、总体情况\n完成投资XX亿元，由某局牵头，，于20XX年X月X日竣工（详见附件3。\n三、打算\n"


def checked(profile: Profile, *texts: str) -> list[FileResult]:
    runner = profile.runner(builtin(), Settings())
    return [runner.check_bytes("a.txt", text.encode()) for text in texts]


def named(profile: Profile) -> dict[str, Row]:
    return {row.name: row for row in profile.rows()}


def test_it_changes_no_finding() -> None:
    plain = make_runner(Settings()).check_bytes("a.txt", TEXT.encode())
    assert len(plain.diagnostics) > 4
    assert checked(Profile(), TEXT) == [plain]


def test_every_rule_that_runs_and_every_part_asked_for_has_a_row() -> None:
    profile = Profile()
    checked(profile, TEXT)
    rows = named(profile)
    assert {
        code for code, rule in builtin().rules.items() if rule.kind != "tool" and rule.default
    } <= rows.keys()
    assert {"slots", "markers", "enumerations", "outline", "page", "page.lines"} <= rows.keys()
    assert {row.sort for row in profile.rows()} == {"rule", "part", "reading", "rest"}


def test_found_is_summed_over_files() -> None:
    profile = Profile()
    checked(profile, TEXT, TEXT)
    assert [named(profile)[code].found for code in ("XX101", "XX104", "XX301", "XX702")] == [2, 2, 2, 0]


def test_a_part_has_its_own_time_and_is_not_its_askers(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(profiling, "_clock", lambda: now)

    class Whole:
        @cached_property
        def inner(self) -> int:
            nonlocal now
            now += 5
            return 1

        @cached_property
        def outer(self) -> int:
            nonlocal now
            now += 2
            return self.inner + 1

    profile = Profile()
    whole = profile.timed(Whole)()
    with profile.turn("rule", "A"):
        now += 1
        assert (whole.outer, whole.outer) == (2, 2)
    with profile.turn("rule", "B"):
        assert whole.inner == 1
        now += 0.5
    now += 100  # nobody's turn
    seconds = {row.name: row.seconds for row in profile.rows()}
    assert seconds == {"inner": 5, "outer": 2, "A": 1, "B": 0.5}
    assert [row.name for row in profile.rows()] == ["inner", "outer", "A", "B"]
    assert total(profile.rows()) == 8.5


def test_the_turn_ends_with_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(profiling, "_clock", lambda: now)
    profile = Profile()
    with profile.turn("rule", "A"):
        with pytest.raises(ValueError, match="broken"), profile.turn("part", "b"):
            now += 1
            raise ValueError("broken")
        now += 2
    assert {row.name: row.seconds for row in profile.rows()} == {"A": 2, "b": 1}


def test_parts_of_parts_are_parts() -> None:
    report = Profile().timed(Report)(read("a.txt", TEXT.encode(), None), builtin().lexicon)
    assert isinstance(report, Report)
    assert type(report.page) is not type(Report(report.document, report.lexicon).page)
    assert report.page.lines is report.page.lines
