"""The files of a run: how many processes check them, and whether the cache is worth asking.

A run over little text stays in this process and imports nothing for processes and the cache.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain

from xxlint.files import STDIN, Found, find_files
from xxlint.results import FileResult
from xxlint.runners import Runners
from xxlint.settings import SettingsError
from xxlint.words import PackError

_MUCH = 1_000_000  # bytes of reports from which on processes of their own pay: a fifth of a second at best
_WORTH_KEEPING = 200_000  # bytes from which on results are looked for in the cache, and kept there
_PACKED = 4  # times as much work as its size tells is in a file that is no text
_LEAST = 2_000  # bytes of text that are as much work as a file with hardly any

Item = Found | PackError | SettingsError
"""A file, or what is wrong with the settings of a folder, to be raised in its turn."""


def check_paths(
    runners: Runners,
    paths: Sequence[str],
    stdin: bytes | None = None,
    stdin_name: str | None = None,
    *,
    jobs: int | None = None,
    cache: str | None = None,
) -> Iterator[FileResult]:
    """One result for each file that the paths name, in order, whatever ``jobs`` is.

    ``jobs`` are the processes, None as many as pay; ``cache`` is the folder for results of runs that are worth it.
    """
    found = _settled(find_files(paths, runners.excludes_of, runners.forces))
    first, size = _first_of(found)
    if cache is not None and size >= _WORTH_KEEPING:
        runners.keep_results(cache)
    if jobs is None:
        jobs = usable_cores() if size >= _MUCH else 1

    def checked(one: Found) -> FileResult:
        return runners.check_found(one, stdin, stdin_name)

    items = chain(first, found)
    alone = _one_by_one(items, checked)
    if jobs == 1 or len(first) < 2:
        return alone
    from xxlint.workers import side_by_side

    return side_by_side(runners, items, jobs, checked, alone)


def usable_cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _settled(found: Iterator[Found]) -> Iterator[Item]:
    try:
        yield from found
    except (PackError, SettingsError) as error:
        yield error


def _first_of(found: Iterator[Item]) -> tuple[list[Item], int]:
    """The first files, as many as tell that the run is a long one, and how much work they are, in bytes of text."""
    first: list[Item] = []
    size = 0
    for one in found:
        first.append(one)
        size += _LEAST
        if isinstance(one, Found) and one.problem is None and one.skipped is None and one.path != STDIN:
            with suppress(OSError):  # it is gone: whoever reads it will say so
                times = 1 if one.path.lower().endswith((".txt", ".md", ".markdown")) else _PACKED
                size += times * os.path.getsize(one.path)
        if size >= _MUCH and len(first) > 1:
            break
    return first, size


def _one_by_one(items: Iterator[Item], checked: Callable[[Found], FileResult]) -> Iterator[FileResult]:
    for one in items:
        if not isinstance(one, Found):
            raise one
        yield checked(one)
