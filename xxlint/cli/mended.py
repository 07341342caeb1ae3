"""What ``xxlint fix`` and ``xxlint check --fix`` do with mended reports: write them, show them, say what is left.

A text is mended where it stands.  Of a Word file a mended copy is laid beside it, so that the writer can compare.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import click

from xxlint.cli.terminal import PIPE_CLOSED, complain, write
from xxlint.fixing import is_offered
from xxlint.formats.written import Tracking
from xxlint.output import View, visible
from xxlint.places import Places
from xxlint.repair import Repair, repair, unsafe_ones
from xxlint.results import FileResult
from xxlint.runners import Runners
from xxlint.system import unreadable
from xxlint.vocabulary import at_least
from xxlint.words import Words, about

_CONTEXT = 3  # unchanged lines around a change in a diff
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


class Plan(NamedTuple):
    """What to do: which fixes, and where they go; ``output`` is a file's name, "" for the usual one."""

    unsafe: bool = False
    diff: bool = False
    show: bool = False
    track_changes: bool = False
    output: str = ""
    in_place: bool = False


class Outcome(NamedTuple):
    """The reports as they are now; ``changed`` counts those that were mended, or would be with ``diff``."""

    results: list[FileResult]
    changed: int
    failed: bool


class Mender:
    """Mends reports one after the other; one that cannot be written is said and left, and the next one's turn comes.

    ``aside`` has everything but diffs said on standard error.
    """

    def __init__(self, runners: Runners, plan: Plan, view: View, *, aside: bool) -> None:
        self._runners, self._plan, self._view, self._aside = runners, plan, view, aside or plan.diff
        self._failed = False
        self._mended = 0

    def mend(self, results: Iterable[FileResult], stdin: bytes | None = None) -> Outcome:
        """Mend what was checked; ``stdin`` is the content of the report that has no file."""
        now, changed = [], 0
        for result in results:
            fixable = any(is_offered(d, self._plan.unsafe) for d in result.diagnostics)
            if stdin is None and (result.status != "checked" or not fixable):
                now.append(result)
                continue
            left, was_changed = self._mend(result, stdin)
            now.append(left)
            changed += was_changed
        return Outcome(now, changed, self._failed)

    def _mend(self, result: FileResult, stdin: bytes | None) -> tuple[FileResult, bool]:
        path = result.path
        try:
            data = Path(path).read_bytes() if stdin is None else stdin
        except OSError as error:
            return self._left(result, unreadable(error)), False
        runner = self._runners.runner_for(path)
        done = repair(runner, path, data, unsafe=self._plan.unsafe, track_changes=_tracking(self._plan))
        if done.problem is not None:
            self._complain(path, done.problem)
        after = done.after
        if self._plan.diff:
            if done.made:
                write(diff(done.before, done.after, self._view))
        elif stdin is not None:
            _put_out(done.data)
        elif done.made:
            target = self._target(path, done)
            reason = write_report(path, data, target, done.data)
            if reason is not None:
                return self._left(result, reason), False
            after = after._replace(path=target)
            self._tell(path, target, done)
        self._tell_refused(path, done)
        if self._plan.show and done.made:
            self._show(path, done)
        self._mended += sum(done.counts.values())
        return after, bool(done.made)

    def _left(self, result: FileResult, reason: Words) -> FileResult:
        self._complain(result.path, reason)
        return result

    def _complain(self, path: str, reason: Words) -> None:
        self._failed = True
        complain(about(path, reason), self._view.lang)

    def _target(self, path: str, done: Repair) -> str:
        if self._plan.output:
            return self._plan.output
        if self._plan.in_place or done.before.format != "docx":
            return path
        word = Path(path)
        return str(word.with_name(f"{word.stem}.fixed{word.suffix}"))

    # what is said

    def _say(self, words: Words) -> None:
        if not self._view.quiet:
            click.echo(words.to(self._view.lang), err=self._aside)

    def _tell(self, path: str, target: str, done: Repair) -> None:
        for warning in done.warnings:
            complain(about(path, warning), self._view.lang)
        count = sum(done.counts.values())
        zh = "、".join(f"{code} {number}" for code, number in done.counts.items())
        en = ", ".join(f"{code} {number}" for code, number in done.counts.items())
        to = "" if target == path else f" → {target}"
        self._say(Words(f"{path}{to}：改了 {count} 处（{zh}）", f"{path}{to}: {count} fixed ({en})"))

    def _tell_refused(self, path: str, done: Repair) -> None:
        places = Places(done.after, self._view.lang) if done.refused else None
        for diagnostic, reason in done.refused:
            place = places.mark(diagnostic.span) if places is not None else ""
            self._say(
                Words(
                    f"{path}:{place} {diagnostic.code} 没有改：{reason.zh}",
                    f"{path}:{place} {diagnostic.code} not fixed: {reason.en}",
                )
            )

    def _show(self, path: str, done: Repair) -> None:
        """Each fix: where, which rule, what became what."""
        places: dict[int, Places] = {}
        for chosen, report in done.made:
            seen = places.setdefault(id(report), Places(report, self._view.lang))
            first = chosen.mended[0]
            line = f"{path}:{seen.mark(first.span)} {first.code} {visible(chosen.fix.title)}"
            click.echo(line, err=self._aside)

    def sum_up(self, outcome: Outcome) -> None:
        """What is left, and what else could be done about it."""
        checked = [result for result in outcome.results if result.status == "checked"]
        left = sum(at_least(d.severity, self._view.show) for r in checked for d in r.diagnostics)
        more = 0 if self._plan.unsafe else sum(map(unsafe_ones, outcome.results))
        if self._plan.diff:
            zh, en = f"有 {outcome.changed} 个文件要改", f"files that would change: {outcome.changed}"
            if not outcome.changed:
                zh, en = "没有要改的", "nothing would change"
        elif self._mended:
            zh, en = f"共改 {self._mended} 处", f"{self._mended} fixed"
        elif self._failed:
            zh, en = "没有写入任何修改", "nothing was written"
        else:
            zh, en = "没有可以自动修改的地方", "nothing to fix"
        if not self._plan.diff:
            zh += f"，还有 {left} 个问题" if left else "，没有剩下的问题"
            en += f", {left} left" if left else ", none left"
        if more:
            zh += f"；另有 {more} 处可用 --unsafe-fixes 修改"
            en += f"; {more} more with --unsafe-fixes"
        self._say(Words(zh, en))


def _tracking(plan: Plan) -> Tracking | None:
    return Tracking() if plan.track_changes else None


def write_report(
    path: str, before: bytes, target: str, after: bytes, *, overwrite: bool = False
) -> Words | None:
    """Write what was made of a report, over another file only with ``overwrite``; the reason where that cannot be, None where it is written.

    Somebody may have worked on the file while it was checked: what he wrote stays.
    """
    from xxlint.formats.saving import NotSaved, save

    own = target == path
    try:
        there = Path(target).read_bytes() if own or Path(target).exists() else None
        if there == after:
            return None
        if own and there != before:
            return _CHANGED
        save(target, after, replace=own or overwrite)
    except NotSaved as error:
        return error.reason
    except OSError as error:
        return unreadable(error)
    return None


_CHANGED = Words(
    "检查期间文件被别的程序改动了，没有写入，请再运行一次",
    "the file was changed meanwhile by another program: not written, run again",
)


def _put_out(data: bytes) -> None:
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        sys.exit(PIPE_CLOSED)


# diffs


def diff(before: FileResult, after: FileResult, view: View) -> Iterator[str]:
    """A unified diff of the words, of a Word file of those that ``textconv`` shows."""
    old, new = _lines(before), _lines(after)
    path = before.path
    yield _colored(f"--- {path}\n", "1", view)
    yield _colored(f"+++ {path}\n", "1", view)
    if len(old) != len(
        new
    ):  # no fix makes or takes a line's end; should one do so, the diff is right all the same
        from difflib import unified_diff

        for line in list(unified_diff(old, new))[2:]:
            yield line if line.endswith("\n") else f"{line}\n"
        return
    for first, last in _hunks(
        [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]], len(old)
    ):
        yield _colored(f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@\n", "36", view)
        yield from _hunk(old[first:last], new[first:last], view)


def _lines(report: FileResult) -> list[str]:
    from xxlint.cli.textconv import pieces

    return [match[0] for piece in pieces(report.document) for match in _LINE.finditer(piece)]


def _hunks(changed: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    """The lines around changes, those that touch together."""
    start = end = -1
    for at in changed:
        if start >= 0 and at - _CONTEXT <= end:
            end = min(size, at + _CONTEXT + 1)
            continue
        if start >= 0:
            yield start, end
        start, end = max(0, at - _CONTEXT), min(size, at + _CONTEXT + 1)
    if start >= 0:
        yield start, end


def _hunk(old: Sequence[str], new: Sequence[str], view: View) -> Iterator[str]:
    removed: list[str] = []
    added: list[str] = []
    for before, after in zip_longest(old, new, fillvalue=""):
        if before != after:
            removed.append(before)
            added.append(after)
            continue
        yield from _change(removed, added, view)
        removed, added = [], []
        yield _ended(f" {before}")
    yield from _change(removed, added, view)


def _change(removed: Iterable[str], added: Iterable[str], view: View) -> Iterator[str]:
    yield from (_colored(_ended(f"-{line}"), "31", view) for line in removed)
    yield from (_colored(_ended(f"+{line}"), "32", view) for line in added)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _colored(line: str, color: str, view: View) -> str:
    return f"\x1b[{color}m{line.removesuffix(chr(10))}\x1b[0m\n" if view.color else line
