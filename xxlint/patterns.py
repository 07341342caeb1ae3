"""Regular expressions that compile when they are first used.

Compiling costs more than running on a short report, and most patterns are needed only where something was found.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property
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
            {
                method: getattr(compiled, method)
                for method in ("match", "search", "fullmatch", "finditer", "findall", "sub")
            }
        )
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as ``re.compile`` gives it, compiled on first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The compiled form of a pattern that comes as data."""
    return re.compile(source)


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one of the basic plane."""
    return "\u3400" <= char <= "\u9fff"


class Cues:
    """Which of many words a text holds, told in one pass over a long text.

    ``words`` are all that will be asked for.  A word that overlaps one found counts as held, so that ``holds_any`` may
    say yes for nothing, never no for something.
    """

    def __init__(self, text: str, words: tuple[str, ...]) -> None:
        self.text = text
        self.words = words

    def holds_any(self, words: Iterable[str]) -> bool:
        """Whether the text may hold one of the words."""
        if len(self.text) < _LONG:
            return any(word in self.text for word in words)
        return not self._held.isdisjoint(words)

    @cached_property
    def _held(self) -> frozenset[str]:
        shortest_first = sorted(self.words, key=len)
        found = set(re.findall("|".join(map(re.escape, shortest_first)), self.text))
        ends = {word[-size:] for word in found for size in range(1, len(word) + 1)}
        return frozenset(
            word
            for word in self.words
            if any(word.startswith(one) for one in found)
            or any(word[:n] in ends for n in range(1, len(word)))
        )
