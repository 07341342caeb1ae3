"""What became of the files of a run, and the exit code that it means."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, overload

from xxlint.diagnostic import Diagnostic, Slot
from xxlint.document import Document, Layout
from xxlint.vocabulary import Severity, at_least
from xxlint.words import Words

Status = Literal["checked", "skipped", "failed"]

MISSING_VALUE = "XX201"
"""The rule whose findings say that something is to be filled in, though no slot holds its place."""


class Silenced(NamedTuple):
    """How many findings somebody silenced, by how: comments in the text, answers to Word comments, waivers, baseline."""

    comments: int = 0
    answers: int = 0
    waivers: int = 0
    baseline: int = 0


class Said(NamedTuple):
    """What the rules say of a report, before anybody silences any of it; ``unfinished`` as in ``engine.Outcome``.

    ``shares`` tell how much is the same as in the older report; of what is no report nothing is said.
    """

    is_report: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()
    unfinished: tuple[str, ...] = ()
    sections: int = 0
    lists: int = 0
    shares: tuple[Words, ...] = ()
    genre: Words | None = None


class FileResult(NamedTuple):
    """What became of one file.

    ``text`` is kept for the outputs, which show words around a finding, ``prose`` for what reads the report again;
    ``layout`` tells where paragraphs stand in a file that has no lines.  ``notes`` are for people: an empty file, a
    damaged one, one that is no report.  ``silenced_by`` counts what is not said because somebody
    wished so.
    """

    path: str
    format: str | None
    encoding: str | None
    status: Status
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    slots: tuple[Slot, ...] = ()
    notes: tuple[Words, ...] = ()
    not_checked: tuple[Words, ...] = ()
    silenced_by: Silenced = Silenced()
    sections: int = 0
    lists: int = 0
    genre: Words | None = None
    prose: str = ""
    layout: Layout | None = None

    @property
    def silenced(self) -> int:
        """How many findings are silenced in all."""
        return sum(self.silenced_by)

    @property
    def document(self) -> Document:
        """The document that was checked."""
        return Document(
            self.path, self.format or "text", self.text, self.prose, self.encoding, layout=self.layout
        )


def is_gap(diagnostic: Diagnostic) -> bool:
    """Whether a finding says that something is still to be filled in; a blank of a form is not meant."""
    return diagnostic.severity != "info" and (diagnostic.slot is not None or diagnostic.code == MISSING_VALUE)


class Passing(Sequence[FileResult]):
    """Results that are gone through once; from then on there is left of each what sums are made of.

    So that a run over any number of files holds the text of a few.
    """

    def __init__(self, coming: Iterable[FileResult]) -> None:
        self._coming = iter(coming)
        self._gone: list[FileResult] = []
        self._findings: dict[tuple[str, Severity], Diagnostic] = {}

    def __iter__(self) -> Iterator[FileResult]:
        yield from self._gone
        for result in self._coming:
            self._gone.append(self._sums_of(result))
            yield result

    def __len__(self) -> int:
        for _ in self._coming:
            raise AssertionError("gone through before they are counted")
        return len(self._gone)

    @overload
    def __getitem__(self, at: int) -> FileResult: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[FileResult]: ...
    def __getitem__(self, at: int | slice) -> FileResult | Sequence[FileResult]:
        return self._gone[at]

    def _sums_of(self, result: FileResult) -> FileResult:
        return FileResult(
            result.path,
            result.format,
            None,
            result.status,
            diagnostics=tuple(self._sum_of(diagnostic) for diagnostic in result.diagnostics),
            silenced_by=result.silenced_by,
        )

    def _sum_of(self, diagnostic: Diagnostic) -> Diagnostic:
        key = diagnostic.code, diagnostic.severity
        return self._findings.setdefault(key, Diagnostic(key[0], "", key[1], "", diagnostic.span))


def silenced_in(results: Iterable[FileResult]) -> Silenced:
    """How many findings are silenced in all files, by how."""
    return Silenced(*map(sum, zip(*(result.silenced_by for result in results), strict=True)))


def exit_code(results: Iterable[FileResult], fail_on: Severity, exit_zero: bool) -> int:
    """0 clean, 1 findings at or above ``fail_on``, 2 something could not be checked; 2 beats 1 and ``exit_zero``."""
    worst = 0
    for result in results:
        if result.status == "failed" or any(d.code == "XX004" for d in result.diagnostics):
            return 2
        if any(at_least(d.severity, fail_on) for d in result.diagnostics):
            worst = 1
    return 0 if exit_zero else worst
