"""The words that understanding rests on: frozen tables, filled from the packs.

An office extends what xxlint understands by data: a unit, a noun of place, a metric more is a line in a pack.
"""

from typing import NamedTuple

from xxlint.vocabulary import SlotKind
from xxlint.words import Words


class Metric(NamedTuple):
    """A figure that reports give: its names, the longest first, and the units it is given in."""

    id: str
    names: tuple[str, ...]
    units: tuple[str, ...]
    kind: SlotKind


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

    ``units``: unit → kind of quantity.  ``scales``: 万, 亿 before a unit.  ``longer_words``: the characters behind a
    unit or noun that make it another word (个 + 人).  ``nouns``: what stands behind a name still to be filled
    (县 → place).  ``cues``: those of all
    phrases and rules, so that one pass tells which a text holds.  ``opposites``: words of which a writer has to choose one.
    """

    units: dict[str, SlotKind]
    scales: tuple[str, ...]
    longer_words: dict[str, str]
    nouns: dict[str, SlotKind]
    metric_endings: dict[str, SlotKind]
    metrics: tuple[Metric, ...]
    surnames: str
    doubtful_surnames: str
    phrases: tuple[Phrase, ...]
    cues: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    genres: tuple[Genre, ...] = ()
