"""The words that understanding rests on: frozen tables, filled from the packs.

An office extends what xxlint understands by data: a unit, a noun of place, a metric more is a line in a pack.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from xxlint.vocabulary import SlotKind
from xxlint.words import Words


class Measure(NamedTuple):
    """What a unit measures: its dimension (money, share, area …) and its size in the base unit, a decimal."""

    dimension: str
    factor: str


class Range(NamedTuple):
    """The least and the most that a value may be, in ``unit``; None for no bound."""

    least: str | None
    most: str | None
    unit: str


class Metric(NamedTuple):
    """A figure that reports give: its names, the canonical one first, and the units it is given in.

    ``unique``: the names mean one thing, so that two values contradict each other; ``vague`` are those of its names
    that do not.  ``hard`` is the range outside of which a value cannot be, ``soft`` the usual one.  ``growth`` tells how its
    change is given: "%" (同比增长5%), "point" (提高1.2个百分点), or "" where none is expected.
    """

    id: str
    names: tuple[str, ...]
    units: tuple[str, ...]
    kind: SlotKind
    unique: bool = False
    vague: tuple[str, ...] = ()
    hard: "Range | None" = None
    soft: "Range | None" = None
    growth: str = ""


class Phrase(NamedTuple):
    """Words that stand for something still to be written.

    ``pattern`` is a regular expression, each branch beginning with a literal; ``cues`` are strings of which a text
    must hold at least one for the pattern to match.  ``stance`` says where the words must stand to count: anywhere,
    as a ``note`` of their own or a ``value``, else only a hint.
    """

    form: str
    cues: tuple[str, ...]
    pattern: str
    stance: str = "anywhere"


class Dated(NamedTuple):
    """Words that fit the reports of some years only: those from ``first`` to ``last``, None for no limit.

    ``pattern`` and ``cues`` as in ``Phrase``.  They count only in a clause where ``only`` matches, not in a sentence
    where ``unless`` matches, and not in a report that holds one of the words ``without``.
    """

    cues: tuple[str, ...]
    pattern: str
    first: int | None
    last: int | None
    hint: Words
    only: str | None = None
    unless: str | None = None
    without: tuple[str, ...] = ()


class Part(NamedTuple):
    """A part that a genre requires.

    A report has it where one of the ``cues`` stands in its text, or one of ``headings`` in a heading.
    """

    name: Words
    cues: tuple[str, ...]
    headings: tuple[str, ...] = ()


class Genre(NamedTuple):
    """A kind of report.

    ``titles``: ways in which a title tells it; each is a tuple of groups, and the title holds a word of every group.
    ``unless``: words of other titles.  ``parts`` and ``metrics`` (ids) belong in such a report; ``signature``: it
    ends with name and date.  In one of fewer than ``least`` characters nothing is missed.
    """

    id: str
    name: Words
    titles: tuple[tuple[tuple[str, ...], ...], ...]
    unless: tuple[str, ...]
    parts: tuple[Part, ...]
    metrics: tuple[str, ...]
    signature: bool
    least: int


class Lexicon(NamedTuple):
    """All tables.

    ``units``: unit → kind of quantity.  ``measures``: unit → dimension and size.  ``longer_words``: the characters behind a
    unit or noun that make it another word (个 + 人).  ``nouns``: what stands behind a name still to be filled
    (县 → place).  ``typos``: wrong word → right word, of an office.  ``cues``: those of all
    phrases and rules, so that one pass tells which a text holds.  ``opposites``: words of which a writer has to choose one.
    ``regions``: province → prefecture → the names of its counties, parted by blanks; ``doubtful_regions`` are names
    that are everyday words as well (资源县).
    """

    units: dict[str, SlotKind]
    measures: dict[str, Measure]
    longer_words: dict[str, str]
    nouns: dict[str, SlotKind]
    metric_endings: dict[str, SlotKind]
    metrics: tuple[Metric, ...]
    surnames: str
    doubtful_surnames: str
    phrases: tuple[Phrase, ...]
    cues: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    typos: Mapping[str, str]
    regions: Mapping[str, Mapping[str, str]]
    doubtful_regions: frozenset[str]
    dated: tuple[Dated, ...]
    genres: tuple[Genre, ...] = ()


def telling(parts: Sequence[Sequence[str]]) -> Sequence[str]:
    """Of parts that are named by words, the one whose words are the longest, and so the rarest; the last of equals."""
    best, most = parts[-1], 0
    for words in parts:
        least = min(map(len, words))
        if least >= most:
            best, most = words, least
    return best


_Made = TypeVar("_Made")


def once(make: "Callable[[Lexicon], _Made]") -> "Callable[[Lexicon], _Made]":
    """``make``, asked again only for another lexicon: a run over many reports has one."""
    held: list[tuple[Lexicon, _Made]] = []

    def made(lexicon: Lexicon) -> _Made:
        if not held or held[0][0] is not lexicon:
            held[:] = [(lexicon, make(lexicon))]
        return held[0][1]

    return made
