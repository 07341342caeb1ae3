"""A report → the report with everything mended that can be: check, edit, check again, until nothing is left to do.

Nothing is written here; whoever calls decides where the new bytes go.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.fixing import Chosen, choose, composed, edits_of, is_offered
from xxlint.formats.writing import apply_edits, edited, why_not
from xxlint.formats.written import Tracking, Written
from xxlint.results import FileResult
from xxlint.runner import Runner
from xxlint.span import Edit
from xxlint.words import Words

ROUNDS = 10
"""After so many rounds fixes that still bring new ones forth are taken to do so for ever."""


class Made(NamedTuple):
    """A fix that was made, and the report as it stood then: the finding's places count in it."""

    chosen: Chosen
    report: FileResult


class Refused(NamedTuple):
    """A finding whose fix the file does not take."""

    diagnostic: Diagnostic
    reason: Words


class Repair(NamedTuple):
    """What became of one report.

    ``data`` are its new bytes, the very same where nothing was mended.  ``after`` is what is left to say of it.
    ``problem`` says why the file as a whole stays as it is.
    """

    before: FileResult
    after: FileResult
    data: bytes
    made: tuple[Made, ...] = ()
    refused: tuple[Refused, ...] = ()
    warnings: tuple[Words, ...] = ()
    problem: Words | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many findings were mended, by code."""
        codes = Counter(diagnostic.code for one in self.made for diagnostic in one.chosen.mended)
        return dict(sorted(codes.items()))


def repair(
    runner: Runner,
    path: str,
    data: bytes,
    *,
    unsafe: bool = False,
    track_changes: Tracking | None = None,
) -> Repair:
    """The report in ``data`` with the fixes of its findings, safe ones only unless ``unsafe``.

    What a comment or a waiver silences is no finding, and stays.
    """
    before = runner.check_bytes(path, data)
    if before.status != "checked" or not choose(before.diagnostics, unsafe=unsafe):
        return Repair(before, before, data)
    encoding = runner.settings.encoding
    problem = why_not(path, data, encoding, track_changes)
    if problem is not None:
        return Repair(before, before, data, problem=problem)
    made: list[Made] = []
    rounds: list[tuple[Edit, ...]] = []
    step = _Step((), Written(data))
    report = before
    while True:
        chosen = choose(report.diagnostics, unsafe=unsafe)
        step = _take(path, step.written.data, chosen, encoding)
        if not step.made:
            break
        if len(rounds) == ROUNDS:
            return Repair(before, before, data, problem=_ENDLESS)
        edits = edits_of(step.made)
        after = runner.check_bytes(path, step.written.data)
        if after.status == "failed" or (after.layout is None and after.text != edited(report.text, edits)):
            return Repair(before, before, data, problem=_GARBLED)
        rounds.append(edits)
        made += (Made(one, report) for one in step.made)
        report = after
    written = step.written
    if track_changes is not None and rounds:
        at_once = composed(len(before.text), rounds)
        written = apply_edits(path, data, at_once, encoding, track_changes)
        if written.refused:
            return Repair(before, before, data, problem=written.refused[0].reason)
    return Repair(before, report, written.data, tuple(made), step.refused, written.warnings)


def unsafe_ones(report: FileResult) -> int:
    """How many findings have a fix that is only made when asked for."""
    return sum(is_offered(d, unsafe=True) and not is_offered(d, unsafe=False) for d in report.diagnostics)


class _Step(NamedTuple):
    made: tuple[Chosen, ...]
    written: Written
    refused: tuple[Refused, ...] = ()


def _take(path: str, data: bytes, chosen: Sequence[Chosen], encoding: str | None) -> _Step:
    """Make the fixes that the file takes; one of whose edits is refused is not made at all."""
    left, refused = tuple(chosen), list[Refused]()
    while left:
        written = apply_edits(path, data, edits_of(left), encoding)
        reasons = {refusal.edit: refusal.reason for refusal in written.refused}
        if not reasons:
            made = left if written.data != data else ()
            return _Step(made, written, tuple(refused))
        refused += _refused(left, reasons)
        left = tuple(one for one in left if not reasons.keys() & set(one.fix.edits))
    return _Step((), Written(data), tuple(refused))


def _refused(chosen: Sequence[Chosen], reasons: dict[Edit, Words]) -> Iterator[Refused]:
    for one in chosen:
        reason = next((reasons[edit] for edit in one.fix.edits if edit in reasons), None)
        if reason is not None:
            yield from (Refused(diagnostic, reason) for diagnostic in one.mended)


_ENDLESS = Words(
    f"改了 {ROUNDS} 轮仍有新的问题冒出来，没有写入",
    f"still not at rest after {ROUNDS} rounds, nothing was written",
)
_GARBLED = Words("改写后读出来的内容不对，没有写入", "what was written reads otherwise, nothing was written")
