"""Regular expressions that compile when they are first used.

Compiling costs more than running on a short report, and most patterns are needed only where something was found.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple, cast

_LONG = 100_000  # characters from which one pass for all words beats a search for each


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


# The characters that any text is full of; a pattern that begins with another one passes over most of the text.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要时来用生到作地于出就分对成会可主发年动同工也能下过产面而方后多定行学法所民得经"
    "三之进等部度家力水化高自理起现实加都两体制机当使点从业本性好应开合还因由其前外政社事平全关各重新内数正心原利比质第"
    "建公无情立代通提直题党程展位入常文总活设及管特件长基资级统组计别期根运农指区强决治规领导志交受联认共收改单教带安场"
    "务目达积示报完确科信节整况集传群广需段研持众布复容须际商非深委技备办省列约支史感团市准标存效院查按层专育县局照参严竞"
    "责任城市项落推乡镇街道村服督检察扎稳促保障抓加强"
)


@cache
def rarest(word: str) -> int:
    """The place of a word's rarest character."""
    return next((at for at, char in enumerate(word) if char not in _COMMON), 0)


class Spotter(NamedTuple):
    """``pattern`` matches the rarest character of each of ``words`` where the word stands.

    The match is that one character; ``lastindex`` is the place of the word among ``words``, from 1.
    """

    pattern: re.Pattern[str]
    words: tuple[str, ...]


@cache
def spotting(words: tuple[str, ...]) -> Spotter:
    """A pattern that spots words; among those with one rarest character in one place the first counts."""
    by_sign: dict[str, list[str]] = {}
    for word in words:
        by_sign.setdefault(word[rarest(word)], []).append(word)
    branches = []
    for sign, spotted in by_sign.items():
        around = "|".join(
            f"(?<={re.escape(word[: rarest(word) + 1])})(?={re.escape(word[rarest(word) + 1 :])})()"
            for word in spotted
        )
        branches.append(f"{re.escape(sign)}(?:{around})")
    return Spotter(
        re.compile("|".join(branches)), tuple(word for spotted in by_sign.values() for word in spotted)
    )


def occurrences(text: str, words: tuple[str, ...]) -> list[tuple[int, str]]:
    """Where each of the words stands in the text, in reading order, the longer first where two begin together."""
    if len(text) < _LONG:  # a search for each word costs less than one pattern for all
        found = [(at, word) for word in words if word in text for at in _places(text, word)]
    else:
        pattern, spotted = spotting(words)
        matches = ((match.start(), spotted[(match.lastindex or 1) - 1]) for match in pattern.finditer(text))
        found = [(at - rarest(word), word) for at, word in matches]
    return sorted(found, key=lambda item: (item[0], -len(item[1])))


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


class Cues:
    """Which of many words a text holds, told in one pass over a long text.

    ``words`` are all that will be asked for.  A word counts as held with any other that has the same rarest character,
    so that ``holds_any`` may say yes for nothing, never no for something.
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
        signs = {match[0] for match in spotting(self.words).pattern.finditer(self.text)}
        return frozenset(word for word in self.words if word[rarest(word)] in signs)
