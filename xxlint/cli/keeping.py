"""``xxlint check --add-waiver`` and ``--write-baseline``: what was found is kept in a file instead of being shown."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from xxlint import baseline, waivers
from xxlint.cli.terminal import complain, fail, stop
from xxlint.diagnostic import Diagnostic
from xxlint.files import STDIN
from xxlint.formats.saving import NotSaved, save
from xxlint.packs import ALWAYS
from xxlint.results import FileResult, exit_code
from xxlint.runner import Runner
from xxlint.settings import SettingsError, selected_codes
from xxlint.system import reason_of
from xxlint.waiver_file import home_of
from xxlint.words import Lang, Words, about

Keep = Callable[[Sequence[FileResult]], int]
"""Keeps what was found, says so, and gives the exit code: 0, or 2 where a file could not be checked."""


def keeper(
    runner: Runner,
    codes: tuple[str, ...],
    *,
    reason: str | None,
    expires: str | None,
    target: str | None,
) -> Keep:
    """What is to be done with the findings; ends with 2, before anything is checked, where that cannot be."""
    lang = runner.settings.lang
    if codes and target is not None:
        stop(_ONE_OF_THEM, lang)
    if not codes and (reason is not None or expires is not None):
        stop(_ONLY_WAIVERS, lang)
    try:
        if target is None:
            day = _day(expires)
            return partial(_add_waivers, runner, _waived(runner, codes), reason=reason or "", expires=day)
        if runner.settings.changed_since is not None:
            stop(_WHOLE_BASELINE, lang)
        baseline.check_target(target)
        return partial(_write_baseline, target, lang)
    except SettingsError as error:
        fail(error, lang)


def _waived(runner: Runner, asked: Iterable[str]) -> frozenset[str]:
    """The codes that were asked for: codes, families or names."""
    found: frozenset[str] = frozenset()
    for word in asked:
        codes = selected_codes(runner.packs.rules, runner.settings._replace(select=(word,), ignore=()))
        if word.strip().upper() in ALWAYS:
            raise SettingsError(_NEVER.fill(code=word.strip().upper()))
        found |= codes
    return found - ALWAYS


def _day(expires: str | None) -> date | None:
    if expires is None:
        return None
    try:
        day = date.fromisoformat(expires.strip())
    except ValueError:
        raise SettingsError(_NO_DATE.fill(date=expires)) from None
    if day < date.today():
        raise SettingsError(_PAST.fill(date=expires))
    return day


def _add_waivers(
    runner: Runner, codes: frozenset[str], results: Sequence[FileResult], *, reason: str, expires: date | None
) -> int:
    """Add waivers for the findings of some codes to the waiver file of each report."""
    lang = runner.settings.lang
    _tell_failed(results, lang)
    homes: dict[str, list[tuple[FileResult, list[Diagnostic]]]] = {}
    for result in results:
        found = [d for d in result.diagnostics if d.code in codes]
        if found and result.path == STDIN:
            stop(_NAMELESS, lang)
        if found:
            path = runner.settings.waivers or home_of(result.path)
            homes.setdefault(path, []).append((result, found))
    for path, kept in homes.items():
        documents = [(result.document, found) for result, found in kept]
        try:
            old = _content(path)
            new = waivers.written(old, path, documents, reason=reason, expires=expires, today=date.today())
        except SettingsError as error:
            fail(error, lang)
        _save(path, new, replace=bool(old) or Path(path).exists(), lang=lang)
        count = sum(len(found) for _, found in kept)
        click.echo(_ADDED.fill(count=count, path=_short(path)).to(lang))
    if not homes:
        click.echo(_NOTHING.to(lang))
    return exit_code(results, runner.settings.fail_on, exit_zero=True)


def _write_baseline(target: str, lang: Lang, results: Sequence[FileResult]) -> int:
    """Write all findings that nothing else silences."""
    _tell_failed(results, lang)
    found: list[tuple[FileResult, tuple[Diagnostic, ...]]] = [
        (result, result.diagnostics) for result in results if result.status == "checked"
    ]
    data = baseline.written(target, [(result.document, diagnostics) for result, diagnostics in found])
    _save(target, data, replace=True, lang=lang)
    count = sum(d.code not in ALWAYS for _, diagnostics in found for d in diagnostics)
    files = sum(bool(diagnostics) for _, diagnostics in found)
    click.echo(_WRITTEN.fill(count=count, files=files, path=target).to(lang))
    return exit_code(results, "error", exit_zero=True)


def _tell_failed(results: Iterable[FileResult], lang: Lang) -> None:
    """What was not checked has to be said here too."""
    for result in results:
        if result.status == "failed":
            for words in result.not_checked:
                complain(about(result.path, words), lang)


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        reason = reason_of(error)
        raise SettingsError(about(path, reason)) from None


def _save(path: str, data: bytes, *, replace: bool, lang: Lang) -> None:
    try:
        save(path, data, replace=replace)
    except NotSaved as error:
        zh, en = error.reason
        stop(Words(f"{path}：{zh}", f"{path}: {en}"), lang)


def _short(path: str) -> str:
    """A path from here if it lies below."""
    here, full = Path.cwd(), Path(path)
    return str(full.relative_to(here)) if full.is_relative_to(here) else path


_ONE_OF_THEM = Words(
    "--add-waiver 和 --write-baseline 一次只能用一个", "use either --add-waiver or --write-baseline"
)
_ONLY_WAIVERS = Words(
    "--reason 和 --expires 要与 --add-waiver 同用", "--reason and --expires go with --add-waiver"
)
_WHOLE_BASELINE = Words(
    "基线要写全部问题，--write-baseline 不能与 --changed-since 同用",
    "a baseline holds all findings: no --changed-since with --write-baseline",
)
_NEVER = Words("{code} 说的是没有查的内容，不能豁免", "{code} says what was not checked and cannot be waived")
_NO_DATE = Words("“{date}”不是日期，请写成 2027-01-31", "“{date}” is no date, write it as 2027-01-31")
_PAST = Words("--expires {date} 已经过去", "--expires {date} is past")
_NAMELESS = Words(
    "标准输入没有文件名，豁免要用 --stdin-filename 指明", "standard input has no name: give --stdin-filename"
)
_ADDED = Words("已把 {count} 条豁免写入 {path}", "waivers written to {path}: {count}")
_NOTHING = Words("没有要豁免的问题", "nothing to waive")
_WRITTEN = Words(
    "已把 {files} 个文件的 {count} 条问题写入基线 {path}",
    "baseline written to {path}: findings: {count}, files: {files}",
)
