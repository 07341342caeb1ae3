"""Compiled patterns, kept from one run for the next.

To compile the two hundred patterns that one report needs takes Python five times as long as to start; to take them over
as it left them takes a millisecond.  What it compiles a pattern into is a list of numbers; it is no part of the
language how these come about, so they are asked for with care, hold for this very build of Python alone, and where
anything is otherwise than expected the pattern is compiled as ever.
"""

import functools
import json
import os
import re
import sys
from importlib import import_module
from typing import Any, NamedTuple

from xxlint import cache

_MOST = 2_000  # patterns, then those of older packs are dropped; all rules together need some five hundred
_NAME = "patterns"
_SIZE = 4  # bytes of a number


class _Numbers(NamedTuple):
    """What Python makes of a pattern: its flags, the count and names of its groups, and the code, as bytes."""

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes | memoryview


class Patterns:
    """The patterns of a run; what earlier runs left is looked for when the first is needed."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._known = _read(path) if path else {}
        self._new: dict[tuple[str, int], _Numbers] = {}

    def compile(self, source: str, flags: int) -> re.Pattern[str]:
        """As ``re.compile``."""
        if self._path is None:
            return re.compile(source, flags)
        key = (source, int(flags))
        numbers = self._known.get(key) or self._new.get(key)
        if numbers is None:
            numbers = _numbers(*key)
            if numbers is None:
                return re.compile(source, flags)
            self._new[key] = numbers
        return _pattern(source, numbers) or re.compile(source, flags)

    def keep(self) -> None:
        """Keep what was compiled anew."""
        if self._path is not None and self._new:
            known = self._known | self._new
            _write(self._path, known if len(known) <= _MOST else self._new)


class _Run:
    """Whether this process keeps patterns, and those that it has."""

    keeps = False
    patterns: Patterns | None = None


def compile_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, with what earlier runs left."""
    if not _Run.keeps:
        return re.compile(source, flags)
    if _Run.patterns is None:
        _Run.patterns = Patterns(_path())
    return _Run.patterns.compile(source, flags)


def remember() -> None:
    """Take over what earlier runs left; the command line says so, for a library has no business with a cache."""
    _Run.keeps = sys.implementation.name == "cpython"


def keep() -> None:
    """Leave what was compiled for the next run."""
    if _Run.patterns is not None:
        _Run.patterns.keep()


@functools.cache
def _engine() -> Any:
    return import_module("_sre")


def _path() -> str | None:
    folder = cache.cache_folder()
    build = f"{sys.implementation.cache_tag}-{sys.hexversion:08x}"
    return os.path.join(folder, _NAME, build) if folder else None


def _stamp() -> bytes:
    """What must be the same for numbers to mean the same."""
    parts = (cache.FORMAT, sys.version, sys.byteorder, _engine().MAGIC, _engine().CODESIZE)
    return f"xxlint {_NAME} {parts}\n".encode()


def _read(path: str) -> dict[tuple[str, int], _Numbers]:
    told = cache.entry(path, _stamp())
    if told is None:
        return {}
    index, _, codes = told.partition(b"\n")
    known, at, codes_ = {}, 0, memoryview(codes)
    for source, asked, flags, groups, names, size in json.loads(index):
        known[source, asked] = _Numbers(flags, groups, names, codes_[at : at + size])
        at += size
    return known


def _write(path: str, known: dict[tuple[str, int], _Numbers]) -> None:
    index = [(*key, n.flags, n.groups, n.names, len(n.code)) for key, n in known.items()]
    head = json.dumps(index, ensure_ascii=False).encode("utf-8", "surrogatepass")
    cache.enter(path, _stamp(), head + b"\n" + b"".join(n.code for n in known.values()))


def _numbers(source: str, flags: int) -> _Numbers | None:
    """What Python makes of a pattern; None where it goes about it in another way than it does today."""
    try:
        parsed = import_module("re._parser").parse(source, flags)
        code: list[int] = import_module("re._compiler")._code(parsed, flags)
        state: Any = parsed.state
        numbers = b"".join(number.to_bytes(_SIZE, sys.byteorder) for number in code)
        return _Numbers(flags | state.flags, state.groups - 1, dict(state.groupdict), numbers)
    except (ImportError, AttributeError, TypeError, OverflowError):
        return None


def _pattern(source: str, numbers: _Numbers) -> re.Pattern[str] | None:
    """The pattern of these numbers; None where Python does not take them."""
    of_groups: list[str | None] = [None] * (numbers.groups + 1)
    try:
        for name, group in numbers.names.items():
            of_groups[group] = name
        code = memoryview(numbers.code).cast("I").tolist()
        pattern: re.Pattern[str] = _engine().compile(
            source, numbers.flags, code, numbers.groups, numbers.names, tuple(of_groups)
        )
    except (AttributeError, TypeError, ValueError, IndexError, RuntimeError, OverflowError):
        return None
    return pattern
