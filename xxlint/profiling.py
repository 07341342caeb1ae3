"""``--profile``: how long each rule and each part of the analysis takes, over all files of a run.

A part of the analysis is made for the first rule that asks and serves all others, so its time stands in a row of its
own.  Each row has its own time only: what a rule waits for while a part is made is the part's.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar

from xxlint import engine
from xxlint.document import Document
from xxlint.kinds import Finding
from xxlint.packs import Packs, Rule
from xxlint.report import Report
from xxlint.results import FileResult
from xxlint.runner import Runner
from xxlint.settings import Settings

Sort = Literal["rule", "part", "reading", "rest"]
"""A rule, a part of the analysis, reading files, and what else is done with them: sorting findings, silencing."""

_FINE = 1e-5  # seconds: a coarser clock, as Windows has for CPU time, cannot tell rules apart
_clock = time.process_time if time.get_clock_info("process_time").resolution < _FINE else time.perf_counter
_Whole = TypeVar("_Whole")


class Row(NamedTuple):
    """What one rule or part took in seconds; ``found`` is how much a rule found, before any rule yields."""

    sort: Sort
    name: str
    seconds: float
    rule: Rule | None = None
    found: int = 0


class Profile:
    """The times of one run, taken by the runners that it makes."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        self._found: dict[str, int] = {}
        self._seconds: dict[tuple[Sort, str], float] = {}
        self._turns: list[tuple[Sort, str] | None] = [None]
        self._since = _clock()
        self._types: dict[tuple[type, str], type] = {}

    def runner(self, packs: Packs, settings: Settings) -> Runner:
        """A runner whose work is timed."""
        return _TimedRunner(packs, settings, self)

    def rows(self) -> list[Row]:
        """What took how long so far, the longest first."""
        rows = [
            Row(sort, name, seconds, self._rules.get(name), self._found.get(name, 0))
            for (sort, name), seconds in self._seconds.items()
        ]
        return sorted(rows, key=lambda row: (-row.seconds, row.name))

    @contextmanager
    def turn(self, sort: Sort, name: str = "") -> Iterator[None]:
        """What is done meanwhile is this row's."""
        self._settle()
        self._turns.append((sort, name))
        try:
            yield
        finally:
            self._settle()
            self._turns.pop()

    def _settle(self) -> None:
        """Give the time since the last change to whose turn it is."""
        now, row = _clock(), self._turns[-1]
        if row is not None:
            self._seconds[row] = self._seconds.get(row, 0.0) + now - self._since
        self._since = now

    def look(self, rule: Rule, report: Report) -> Iterator[Finding]:
        """What a rule finds, timed finding by finding: what is done with one in between is not the rule's."""
        self._rules[rule.code] = rule
        with self.turn("rule", rule.code):
            findings = iter(engine.look(rule, report))
        while True:
            with self.turn("rule", rule.code):
                finding = next(findings, None)
            if finding is None:
                return
            self._found[rule.code] = self._found.get(rule.code, 0) + 1
            yield finding

    def timed(self, whole: type[_Whole], prefix: str = "") -> type[_Whole]:
        """A class whose parts, the cached properties, are timed."""
        if (whole, prefix) not in self._types:
            parts = {
                name: cached_property(self._part(part, prefix + name.lstrip("_")))
                for name, part in vars(whole).items()
                if isinstance(part, cached_property)
            }
            self._types[whole, prefix] = type(whole.__name__, (whole,), parts)
        return self._types[whole, prefix]

    def _part(self, part: "cached_property[Any]", name: str) -> Any:
        def make(whole: object) -> Any:
            with self.turn("part", name):
                made = part.func(whole)
            if _has_parts(type(made)):
                made.__class__ = self.timed(type(made), f"{name}.")
            return made

        return make


def _has_parts(kind: type) -> bool:
    return any(isinstance(part, cached_property) for part in vars(kind).values())


class _TimedRunner(Runner):
    """A runner that tells a profile what it does."""

    def __init__(self, packs: Packs, settings: Settings, profile: Profile) -> None:
        super().__init__(packs, settings)
        self._profile = profile
        self.looking = profile.look
        self.view = profile.timed(Report)

    def check_file(self, path: str) -> FileResult:
        """Read one file and check it: what is not done in ``check_document`` is reading."""
        with self._profile.turn("reading"):
            return super().check_file(path)

    def check_bytes(self, path: str, data: bytes) -> FileResult:
        """Check a file's content."""
        with self._profile.turn("reading"):
            return super().check_bytes(path, data)

    def check_document(self, document: Document) -> FileResult:
        """Check a document: what no rule and no part of the analysis does is the rest."""
        with self._profile.turn("rest"):
            return super().check_document(document)


def total(rows: Iterable[Row]) -> float:
    """All seconds of a profile."""
    return sum(row.seconds for row in rows)
