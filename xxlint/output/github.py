"""Annotations for GitHub Actions: the first of each severity as commands, the rest in a folded part of the log.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the others, so the gravest come first and what
would be dropped is printed.  A file without lines has its place in the message.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.exchange.paths import from_root, roots
from xxlint.output import View, placed, silenced_words, visible
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.vocabulary import SEVERITIES, Severity

SHOWN = 10  # of each severity in a step
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


class _Told(NamedTuple):
    """One finding as a command, and as a line of the log."""

    severity: Severity
    command: str
    line: str


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """Commands, gravest first, then the log."""
    told = sorted(_told(results, view), key=lambda one: SEVERITIES.index(one.severity))
    rest: list[str] = []
    for _, same in groupby(told, key=lambda one: one.severity):
        for at, one in enumerate(same):
            if at < SHOWN:
                yield one.command
            else:
                rest.append(one.line)
    if rest:
        yield f"::group::{view.say(f'另有 {len(rest)} 条', f'{len(rest)} more')}\n"
        yield from _as_text(rest)
        yield "::endgroup::\n"
    remarks = list(_remarks(results, view))
    if remarks:
        yield from _as_text(remarks)


def _told(results: Sequence[FileResult], view: View) -> Iterator[_Told]:
    here = roots("GITHUB_WORKSPACE")
    for result in results:
        places, path = Places(result, view.lang), from_root(result.path, *here)
        for d in result.diagnostics:
            mark = f"{visible(path)}:{places.mark(d.span)}"
            yield _Told(
                d.severity, _command(path, d, places, view), f"{mark}: {d.code} {visible(d.message)}\n"
            )


def _command(path: str, diagnostic: Diagnostic, places: Places, view: View) -> str:
    start, end = diagnostic.span
    properties = {"file": path}
    if places.has_lines:
        line, column = places.index.position(start)
        last = places.index.position(max(start, end - 1)).line
        properties |= {"line": str(line), "endLine": str(last), "col": str(column)}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(placed(diagnostic, places, view))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _remarks(results: Sequence[FileResult], view: View) -> Iterator[str]:
    for result in results:
        if result.status != "failed":
            for words in result.not_checked:
                yield f"{visible(result.path)}: {visible(words.to(view.lang))}\n"
    silenced = silenced_words(results)
    if silenced is not None:
        yield view.say(f"已忽略 {silenced.zh}\n", f"silenced: {silenced.en}\n")


def _as_text(lines: Sequence[str]) -> Iterator[str]:
    """The lines, in which GitHub obeys no command: a report could hold one."""
    token = "xxlint-" + sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    yield f"::stop-commands::{token}\n"
    yield from lines
    yield f"::{token}::\n"
