"""Regular expressions that compile when they are first used.

Compiling costs more than running on a short report, and most patterns are needed only where something was found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple, cast

_LONG = 100_000  # characters from which one pass for all words beats a search for each
_SAMPLE = 20_000  # characters of a long text that tell which are rare in it


# ``re`` walks through every character of a range when it compiles one: a millisecond for that of the Chinese characters.
# A word character that is no digit and no letter of ASCII is the same in a report, and compiles in no time.
_HAN_RANGES = (r"[\u4e00-\u9fff]", "[\u4e00-\u9fff]")
_HAN = r"[^\W\d_A-Za-z]"


def _quick(source: str) -> str:
    """The pattern in a form that compiles quickly."""
    for written in _HAN_RANGES:
        source = source.replace(written, _HAN)
    return source


class _Lazy:
    """Stands for a compiled pattern until one of its methods is called; then it takes them over."""

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(_quick(self.source), self.flags)
        self.__dict__.update(
            {
                method: getattr(compiled, method)
                for method in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub")
            }
        )
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as ``re.compile`` gives it, compiled on first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The compiled form of a pattern that comes as data."""
    return re.compile(_quick(source))


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one of the basic plane."""
    return "\u3400" <= char <= "\u9fff"


class Spotter(NamedTuple):
    """``pattern`` matches the sign of each of many words, a character that is rare, where the word stands.

    The match is that one character; ``lastindex`` tells which of ``words`` it is, from 1.  Each word comes with the
    place of its sign and with the words that may stand around the same sign.
    """

    pattern: re.Pattern[str]
    words: tuple[tuple[str, int, tuple[str, ...]], ...]


def _frequencies(text: str) -> Counter[str]:
    """How often characters occur among some thousands of the text."""
    return Counter(text[:: len(text) // _SAMPLE + 1])


def _place(word: str, frequencies: Counter[str]) -> int:
    """The place of a word's rarest character."""
    return min(range(len(word)), key=lambda at: frequencies[word[at]])


def _spotter(words: Iterable[str], frequencies: Counter[str]) -> Spotter:
    by_sign: dict[str, list[tuple[str, int]]] = {}
    for word in words:
        at = _place(word, frequencies)
        by_sign.setdefault(word[at], []).append((word, at))
    branches = []
    for sign, spotted in by_sign.items():
        around = "|".join(
            f"(?<={re.escape(word[: at + 1])})(?={re.escape(word[at + 1 :])})()" for word, at in spotted
        )
        branches.append(f"{re.escape(sign)}(?:{around})")
    listed = [
        (word, at, tuple(other for other, place in spotted[rank + 1 :] if _agree(word, at, other, place)))
        for spotted in by_sign.values()
        for rank, (word, at) in enumerate(spotted)
    ]
    return Spotter(re.compile("|".join(branches)), tuple(listed))


def _agree(one: str, at: int, other: str, place: int) -> bool:
    """Whether two words may stand around one sign, which is at ``at`` in the one and at ``place`` in the other."""
    left = min(at, place)
    ours, theirs = one[at - left :], other[place - left :]
    size = min(len(ours), len(theirs))
    return ours[:size] == theirs[:size]


def occurrences(text: str, words: tuple[str, ...]) -> list[tuple[int, str]]:
    """Where each of the words stands in the text, in reading order, the longer first where two begin together."""
    if len(text) < _LONG:  # a search for each word costs less than one pattern for all
        found = [(at, word) for word in words if word in text for at in _places(text, word)]
    else:
        found = list(_spotted(text, words))
    found.sort(key=lambda item: (item[0], -len(item[1])))
    return found


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _spotted(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    frequencies = _frequencies(text)
    spotter = _spotter(words, frequencies)
    for match in spotter.pattern.finditer(text):
        word, at, others = spotter.words[(match.lastindex or 1) - 1]
        sign = match.start()
        yield sign - at, word
        for other in others:
            start = sign - _place(other, frequencies)
            if start >= 0 and text.startswith(other, start):
                yield start, other


class Cues:
    """Which of many words a text holds; ``words`` are all that will be asked for."""

    def __init__(self, text: str, words: tuple[str, ...]) -> None:
        self.text = text
        self.words = words

    def holds_any(self, words: Iterable[str]) -> bool:
        """Whether the text holds one of the words."""
        if len(self.text) < _LONG:
            return any(word in self.text for word in words)
        return any(word in self._likely and word in self.text for word in words)

    @cached_property
    def _likely(self) -> frozenset[str]:
        """Those of the words whose rarest character the text holds, told in one pass."""
        frequencies = _frequencies(self.text)
        signs = {word: word[_place(word, frequencies)] for word in self.words}
        missing, at = set(signs.values()), 0
        while missing:  # each sign is looked for until it is found; those that are not are looked for together
            found = re.compile(f"[{re.escape(''.join(sorted(missing)))}]").search(self.text, at)
            if found is None:
                break
            missing.remove(found[0])
            at = found.end()
        return frozenset(word for word, sign in signs.items() if sign not in missing)
