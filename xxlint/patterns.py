"""Regular expressions that compile when they are first used.

Compiling costs more than running on a short report, and most patterns are needed only where something was found.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple, cast

from xxlint.compiling import compile_pattern

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
def compiled(source: str) -> re.Pattern[str]:
    """The compiled form of a pattern that comes as data."""
    return compile_pattern(_quick(source))


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one of the basic plane."""
    return "\u3400" <= char <= "\u9fff"


# The characters that reports are full of, the most frequent first; a pattern that begins with another one passes over
# most of the text.
_COMMON = (
    "年一人的工业全元个为三分上增二县万成到作不产要月资第实以建项公务是日长有下区发率中生行会比方入高提点政在目民用亿度位村同合和次理收办进期加部"
    "展标定化保报时开出件改总新管设水大动事应镇任查责员四法单由完量力家局学规乡对市数安于级达本各金持地农现服组主关制经重体其投施条议处通强支情城"
    "等平面结企程问题均自共推名计格值整好文费了降百每户机案场能与我教况预小委群当老效别表社党号算调意众口专可内后前占电道路至治额品请得商居五基做"
    "明防步告续按质消立优就准过心间及评少求导统坚检某负落来决核集接清门造据监排交府解游十抓备职育车升天约指稳补医食起章节系养受国护性织参放签严代"
    "网所限价执书供已附存记式住院常取信更志领财划字待源研台审干助线旅活协盖将确里室物配利深营培低两督运照难才急障类例如示济环置构采批校亩款减满米"
    "多见训综之省付头外招范班们患复司证园种火验引向测足修争房积层依联者气正望突未策队态底税先师余超甲违周技认吨则需转林并考话风从打较序乙把覆使流"
    "季形段具子般份断险站近固污半控革救编境零售选石律因传措六茶模停回双装绿带善录果压除根原列色街权承创型知澄隐特让速最写健料岗无良识销病账试容守"
    "客填精举变响申河真予看围溪科纪包购布倍还故卫川快千讲岭粮际究订习息青警术短失止广走身困紧八山首登挥租反显访然筹送担义称材融空初缩估宣此他庭思"
)
_RANKS = {char: -rank for rank, char in enumerate(_COMMON, 1)}


@cache
def rarest(word: str) -> int:
    """The place of a word's rarest character."""
    return min(range(len(word)), key=lambda at: _RANKS.get(word[at], -len(_RANKS) - 1))


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
