"""Regular expressions that compile when they are first used.

Compiling costs more than running on a short report, and most patterns are needed only where something was found.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

_LONG = 100_000  # characters from which one pass for all words beats a search for each


class _Lazy:
    """Stands for a compiled pattern until one of its methods is called; then it takes them over."""

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.source, self.flags)
        self.__dict__.update(
            {method: getattr(compiled, method) for method in ("match", "search", "fullmatch", "finditer", "findall", "sub")}
        )
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as ``re.compile`` gives it, compiled on first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The compiled form of a pattern that comes as data."""
    return re.compile(source)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether the text holds one of the words."""
    words = tuple(words)
    if len(text) < _LONG:
        return any(word in text for word in words)
    return _any_of(words).search(text) is not None
