"""Regular expressions that compile when they are first used.

Compiling costs more than running on a short report, and most patterns are needed only where something was found.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import NamedTuple, cast

from xxlint.compiling import compile_pattern

_UNITS = f"utf-16-{sys.byteorder[0]}e"  # two characters are four bytes, but for the rarest
_LONG = 100_000  # characters from which one pass for all words beats a search for each
_PIECES, _PIECE = 200, 200  # pieces of a long text, and characters of each, that tell what is rare in it
_COMMON = 200  # times among these from which a sign leads to too many places
_EACH = 0.2  # of the time that a place takes, what each word takes that is looked for there
_FEW = 8  # signs or words that are found one by one in less time than together


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
        compiled = compile_pattern(_quick(self.source), self.flags)
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
def swept(source: str) -> "Sweep":
    """The pattern of a rule that is looked for in whole texts."""
    return Sweep(source)


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The compiled form of a pattern that comes as data."""
    return compile_pattern(_quick(source))


class Sweep:
    """A pattern that is looked for in whole texts.

    ``re`` finds one sign ten times as fast as one of several, so branches that begin with different literals are
    looked for one by one where a text holds few of those: in a long text, or once many have been read, since it takes
    some time to part them.  The matches are the same.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._read = 0

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in reading order."""
        held = self._held(text)
        return held[0].finditer(text) if len(held) == 1 else _in_turn(held, text)

    def by_sign(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of a pattern that matches one character, sign after sign: for many that need no order."""
        return chain.from_iterable(pattern.finditer(text) for pattern in self._held(text))

    def _held(self, text: str) -> list[re.Pattern[str]]:
        """What to look for in a text: the parts whose sign it holds, or the pattern as it is."""
        self._read += len(text)
        if self._read >= _LONG and self._parts:
            held_by = _signs(text)
            held = [pattern for sign, pattern in self._parts if held_by[sign]]
            if len(held) <= _FEW:
                return held
        return [compiled(self.source)]

    @cached_property
    def _parts(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The branches by the literal that they begin with; () where that is not known."""
        source = _in_one_line(self.source)
        by_sign: dict[str, list[str]] = {}
        for branch in branches(source):
            for sign, led in by_first_sign(branch):
                by_sign.setdefault(sign, []).append(led)
        if "" in by_sign or _has_groups(source):
            return ()
        return tuple((sign, lazy("|".join(led))) for sign, led in by_sign.items())


class _Signs(dict[str, bool]):
    """Whether a text holds a sign, looked for when it is first asked for: many patterns ask for the same ones."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, sign: str) -> bool:
        self[sign] = held = sign in self._text
        return held


_signs = lru_cache(maxsize=2)(_Signs)


def _in_turn(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of patterns of different first signs, as the one pattern of which they are the branches has them."""
    waiting = {pattern: match for pattern in patterns if (match := pattern.search(text))}
    while waiting:
        first = min(waiting.values(), key=re.Match.start)
        yield first
        end = first.end()
        for pattern in [pattern for pattern, match in waiting.items() if match.start() < end]:
            following = pattern.search(text, end)
            if following is None:
                del waiting[pattern]
            else:
                waiting[pattern] = following


_TOKEN = lazy(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL
)  # an escape, a set of characters, or a character
_UNNUMBERED = ("(?:", "(?=", "(?!", "(?<", "(?>")
_VERBOSE = "(?x)"
_LAYOUT = lazy(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|#[^\n]*|\s+", re.DOTALL)


def _in_one_line(source: str) -> str:
    """The pattern without the blanks and comments of a verbose one."""
    if not source.startswith(_VERBOSE):
        return source
    return _LAYOUT.sub(lambda token: token[1] or "", source.removeprefix(_VERBOSE))


def branches(source: str) -> list[str]:
    """The branches of a pattern that is not verbose."""
    found, depth, start = [], 0, 0
    for token in _TOKEN.finditer(source):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and depth == 0:
            found.append(source[start : token.start()])
            start = token.end()
    return [*found, source[start:]]


def _has_groups(source: str) -> bool:
    """Whether the pattern has groups that the other branches would number differently, or flags."""
    opening = (token.start() for token in _TOKEN.finditer(source) if token[0] == "(")
    return not all(source.startswith(_UNNUMBERED, at) for at in opening)


def _group(branch: str) -> tuple[str, str]:
    """What is in the group that a branch begins with, and what is behind it; "" where there is none, or none at all."""
    depth = 0
    for token in _TOKEN.finditer(branch) if branch.startswith("(?:") else ():
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0:
            behind = branch[token.end() :]
            return ("", "") if behind[:1] in ("?", "*", "+", "{") else (branch[3 : token.start()], behind)
    return "", ""


def by_first_sign(branch: str) -> Iterator[tuple[str, str]]:
    """The literals that a branch may begin with, each with the branch as it goes on from it; "" for anything else."""
    inner, behind = _group(branch)
    if inner:
        for alternative in branches(inner):
            yield from by_first_sign(alternative + behind)
        return
    token = _TOKEN.match(branch)
    words = token[0] if token is not None else ""
    rest = branch[len(words) :]
    signs: Iterable[str] = ("",)
    if rest[:1] in ("?", "*", "{") or words in ("", "(", ".", "^", "$"):
        pass
    elif words[0] == "[":
        if rest[:1] != "+" and not {"^", "-", "\\"} & set(words):
            signs = words[1:-1]
    elif words[0] != "\\" or not words[1].isalnum():
        signs = words[-1]
    for sign in signs:
        yield sign, re.escape(sign) + rest if sign else branch


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one of the basic plane."""
    return "\u3400" <= char <= "\u9fff"


class Sign(NamedTuple):
    """A word with the place of a character in it that is rare, and its length below zero."""

    word: str
    at: int
    size: int


class Spotter(NamedTuple):
    """``pattern`` matches the sign of each of many words where the word stands.

    The match is that one character; its ``lastindex`` is the key in ``words``.  Each word comes with those that may
    stand around the same sign, which have not been looked for.
    """

    pattern: re.Pattern[str]
    words: dict[int | None, tuple[Sign, tuple[Sign, ...]]]


class Sample(NamedTuple):
    """How often characters occur in pieces of a long text, and where those stand that do not occur in the pieces."""

    frequencies: dict[str, int]
    others: dict[str, list[int]]


@lru_cache(maxsize=1)
def _sample(text: str) -> Sample:
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), len(text) // _PIECES))
    frequencies = Counter("".join(pieces))
    others: dict[str, list[int]] = {}
    for match in re.compile(f"[^{re.escape(''.join(frequencies))}]").finditer(text):
        others.setdefault(match[0], []).append(match.start())
    return Sample(dict(frequencies), others)


def _place(word: str, frequencies: Mapping[str, float]) -> int:
    """The place of a word's rarest character."""
    return min(range(len(word)), key=lambda at: frequencies.get(word[at], 0))


def _spotter(words: list[str], frequencies: dict[str, int]) -> Spotter:
    # A character that many words share leads to fewer places in all than one of each, but to more words at each.
    shared = Counter(char for word in words for char in set(word))
    cost = {char: frequencies[char] * (1 / count + _EACH) for char, count in shared.items()}
    by_sign: dict[str, list[Sign]] = {}
    for word in words:
        at = _place(word, cost)
        by_sign.setdefault(word[at], []).append(Sign(word, at, -len(word)))
    branches = []
    listed: dict[int | None, tuple[Sign, tuple[Sign, ...]]] = {}
    for char, signs in by_sign.items():
        around = "|".join(f"{_around(sign)}()" for sign in signs)
        branches.append(f"{re.escape(char)}(?:{around})")
        for rank, sign in enumerate(signs, start=1):
            listed[len(listed) + 1] = sign, tuple(other for other in signs[rank:] if _agree(sign, other))
    return Spotter(re.compile("|".join(branches)), listed)


def _around(sign: Sign) -> str:
    """What stands around the sign of a word: behind it first, which costs less to look at."""
    before, behind = sign.word[: sign.at + 1], sign.word[sign.at + 1 :]
    ahead = f"(?={re.escape(behind)})" if behind else ""
    return ahead + (f"(?<={re.escape(before)})" if sign.at else "")


def _agree(one: Sign, other: Sign) -> bool:
    """Whether two words may stand around one sign."""
    left = min(one.at, other.at)
    ours, theirs = one.word[one.at - left :], other.word[other.at - left :]
    size = min(len(ours), len(theirs))
    return ours[:size] == theirs[:size]


def occurrences(text: str, words: tuple[str, ...]) -> list[tuple[int, str]]:
    """Where each of the words stands in the text, in reading order, the longer first where two begin together."""
    if len(text) >= _LONG and len(words) > _FEW:
        found = _spotted(text, words)
    else:  # a search for each that is likely costs less than one pattern for all
        likely = words if len(words) <= _FEW else _likely(text, words)
        found = [(at, -len(word), word) for word in likely for at in each_place(text, word)]
    found.sort()
    return [(at, word) for at, _, word in found]


def perhaps(text: str, words: tuple[str, ...]) -> Iterable[str]:
    """Those of the words that a text may hold: few of many in a short text, all in a long one."""
    return words if len(text) >= _LONG else _likely(text, words)


_ASKED: set[int] = set()  # the pairs that words begin and end with, those of all words that were looked for


class _ByPair(NamedTuple):
    """Words by the number of their first pair of characters, each with that of its last.

    Those of ``pairs`` are a pair and no more; those of ``short`` have none.
    """

    table: dict[int, list[tuple[int, str]]]
    pairs: frozenset[str]
    short: tuple[str, ...]


def _likely(text: str, words: tuple[str, ...]) -> Iterator[str]:
    """The words whose first two characters, and last two, stand side by side in the text: few of many."""
    table, _, short = _by_pair(words)
    pairs = _pairs(text, len(_ASKED))
    for first in table.keys() & pairs:
        for last, word in table[first]:
            if last in pairs:
                yield word
    yield from (word for word in short if word in text)


def _held(text: str, words: tuple[str, ...]) -> Iterator[str]:
    """The words that a short text holds."""
    sure = _by_pair(words).pairs
    return (word for word in _likely(text, words) if word in sure or word in text)


@lru_cache(maxsize=64)
def _by_pair(words: tuple[str, ...]) -> _ByPair:
    table: dict[int, list[tuple[int, str]]] = {}
    pairs = []
    for word in words:
        if len(word) > 1:
            units = word.encode(_UNITS, "surrogatepass")
            first, last = (int.from_bytes(pair, sys.byteorder) for pair in (units[:4], units[-4:]))
            table.setdefault(first, []).append((last, word))
            _ASKED.update((first, last))
            if len(units) == 4:
                pairs.append(word)
    return _ByPair(table, frozenset(pairs), tuple(word for word in words if len(word) < 2))


@lru_cache(maxsize=2)
def _pairs(text: str, _known: int) -> set[int]:
    """Those of the ``_known`` pairs ever asked for that stand side by side in a text.

    A pair of characters as one number is six times as fast as a string, and few of those of a text are kept.
    """
    units = text.encode(_UNITS, "surrogatepass")
    ends = len(units) & -4, (len(units) - 2 & -4) + 2
    return _ASKED.intersection(memoryview(units[: ends[0]] + units[2 : ends[1]]).cast("I"))


def each_place(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text, also where it overlaps with itself."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _spotted(text: str, words: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Where each of the words stands in a long text: its place, its length below zero, the word."""
    frequencies, others = _sample(text)
    found: list[tuple[int, int, str]] = []
    likely = []
    for word in words:
        at = _place(word, frequencies)
        if word[at] in frequencies:
            likely.append(word)
        elif signs := others.get(word[at]):
            starts = (sign - at for sign in signs if sign >= at)
            found.extend((start, -len(word), word) for start in starts if text.startswith(word, start))
    if not likely:
        return found
    spotter = _spotter(likely, frequencies)
    for match in spotter.pattern.finditer(text):
        (word, at, size), neighbours = spotter.words[match.lastindex]
        sign = match.start()
        found.append((sign - at, size, word))
        for word, at, size in neighbours:
            if sign >= at and text.startswith(word, sign - at):
                found.append((sign - at, size, word))
    return found


class Cues:
    """Which of many words a text holds; ``words`` are all that will be asked for."""

    def __init__(self, text: str, words: tuple[str, ...]) -> None:
        self.text = text
        self.words = words

    def holds_any(self, words: Iterable[str]) -> bool:
        """Whether the text holds one of the words."""
        return not self._held.isdisjoint(words)

    def held(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that the text holds."""
        return self._held.intersection(words)

    @cached_property
    def _held(self) -> frozenset[str]:
        if len(self.text) < _LONG:
            return frozenset(_held(self.text, self.words))
        frequencies = _sample(self.text).frequencies
        common = {
            word for word in self.words if frequencies.get(word[_place(word, frequencies)], 0) > _COMMON
        }
        held = {word for word in common if word in self.text}
        rare = tuple(word for word in self.words if word not in common)
        return frozenset(held.union(word for *_, word in _spotted(self.text, rare)))
