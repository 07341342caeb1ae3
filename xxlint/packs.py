"""Packs: from TOML to rules and lexicon.

The built-in packs are read from one compiled file, so that an ordinary run needs neither a validator nor a TOML
parser; other packs come through ``pack_files``.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from xxlint.lexicon import Dated, Genre, Lexicon, Measure, Metric, Part, Phrase, Range, telling
from xxlint.vocabulary import Applicability, Severity, SlotKind
from xxlint.words import PackError, Words

if TYPE_CHECKING:
    from os import PathLike

COMPILED = os.path.join(os.path.dirname(__file__), "_builtin.json")
_ENTRY_KEYS = frozenset(
    {
        "code",
        "name",
        "severity",
        "message",
        "why",
        "clause",
        "bad",
        "good",
        "cases",
        "yields_to",
        "default",
        "body_only",
        "fix",
        "kind",
    }
)

_Regions = Mapping[str, Mapping[str, str]]
_LEAST = 800  # characters below which a report is a note or a sample, and nothing is missed in it

ALWAYS = frozenset({"XX001", "XX003", "XX004"})
"""Codes that cannot be deselected, ignored or waived: what was not checked is always said."""


class Case(NamedTuple):
    """How a rule speaks in one circumstance."""

    severity: Severity
    message: Words


class Remedy(NamedTuple):
    """What the fix of a rule does, and whether it is made unasked."""

    applicability: Applicability
    words: Words


class Rule(NamedTuple):
    """One rule of the catalogue: what it says; ``options`` are the parameters of its kind.

    A ``body_only`` rule judges the report as a whole or its order: it says nothing of headers, notes and text boxes,
    whose paragraphs stand each for itself.
    """

    code: str
    name: str
    severity: Severity
    kind: str
    message: Words
    why: Words
    clause: str | None
    bad: tuple[str, ...]
    good: tuple[str, ...]
    cases: Mapping[str, Case]
    yields_to: tuple[str, ...]
    default: bool
    body_only: bool
    options: Mapping[str, Any]
    builtin: bool
    fix: Remedy | None = None


class Packs(NamedTuple):
    """All rules by code, in the order of the packs, and the tables of words."""

    rules: dict[str, Rule]
    lexicon: Lexicon


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


@cache
def builtin() -> Packs:
    """The packs that come with xxlint."""
    return _assemble(json.loads(_read(COMPILED)), builtin=True)


def load_packs(paths: Iterable["PathLike[str] | str"] = ()) -> Packs:
    """The built-in packs and those of ``paths``; raises ``PackError`` for a pack that cannot be used."""
    packs = builtin()
    for path in paths:
        from xxlint.pack_files import validated

        packs = _join(packs, _assemble(validated(path), builtin=False), os.fspath(path))
    return packs


def _join(packs: Packs, more: Packs, path: str) -> Packs:
    from xxlint.genre_entries import join

    names = {rule.name: rule.code for rule in packs.rules.values()}
    for rule in more.rules.values():
        if rule.code in packs.rules:
            place = _place(path, rule)
            zh = f"{place}：代码 {rule.code} 已经有了，换一个，例如 OFF001"
            raise PackError([Words(zh, f"{place}: code {rule.code} is taken, choose another such as OFF001")])
        if rule.name in names:
            place = _place(path, rule)
            taken = names[rule.name]
            zh = f"{place}：{rule.code} 的名称 {rule.name} 已由 {taken} 使用"
            raise PackError([Words(zh, f"{place}: the name {rule.name} of {rule.code} belongs to {taken}")])
    a, b = packs.lexicon, more.lexicon
    lexicon = Lexicon(
        units=a.units | b.units,
        measures=a.measures | b.measures,
        longer_words=a.longer_words | b.longer_words,
        nouns=a.nouns | b.nouns,
        metric_endings=a.metric_endings | b.metric_endings,
        metrics=a.metrics + b.metrics,
        surnames=a.surnames + b.surnames,
        doubtful_surnames=a.doubtful_surnames + b.doubtful_surnames,
        phrases=a.phrases + b.phrases,
        cues=tuple(dict.fromkeys(a.cues + b.cues)),
        opposites=a.opposites + b.opposites,
        typos={**a.typos, **b.typos},
        regions=_with_regions(a.regions, b.regions),
        doubtful_regions=a.doubtful_regions | b.doubtful_regions,
        dated=a.dated + b.dated,
        genres=join(a.genres, b.genres, {metric.id for metric in a.metrics + b.metrics}, path),
    )
    return Packs(packs.rules | more.rules, lexicon)


def _place(path: str, rule: Rule) -> str:
    from xxlint.pack_files import line_of

    return f"{path}:{line_of(path, rule.code)}"


def _with_regions(regions: _Regions, more: _Regions) -> _Regions:
    joined = {province: dict(prefectures) for province, prefectures in regions.items()}
    for province, prefectures in more.items():
        known = joined.setdefault(province, {})
        for prefecture, names in prefectures.items():
            known[prefecture] = f"{known.get(prefecture, '')} {names}".strip()
    return joined


# plain data → values


def _assemble(data: dict[str, Any], builtin: bool) -> Packs:
    rules = {entry["code"]: _rule(entry, builtin) for entry in data.get("rule", ())}
    return Packs(rules, _lexicon(data))


def _words(text: dict[str, str]) -> Words:
    return Words(text["zh"], text.get("en") or text["zh"])


def _rule(entry: dict[str, Any], builtin: bool) -> Rule:
    return Rule(
        code=entry["code"],
        name=entry["name"],
        severity=entry["severity"],
        kind=entry["kind"],
        message=_words(entry["message"]),
        why=_words(entry["why"]),
        clause=entry.get("clause"),
        bad=tuple(entry.get("bad", ())),
        good=tuple(entry.get("good", ())),
        cases={
            name: Case(case["severity"], _words(case["message"]))
            for name, case in entry.get("cases", {}).items()
        },
        yields_to=tuple(entry.get("yields_to", ())),
        default=entry.get("default", True),
        body_only=entry.get("body_only", False),
        options={key: value for key, value in entry.items() if key not in _ENTRY_KEYS}
        | ({} if builtin else {"limited": True}),
        builtin=builtin,
        fix=Remedy(entry["fix"]["applicability"], _words(entry["fix"])) if entry.get("fix") else None,
    )


def _lexicon(data: dict[str, Any]) -> Lexicon:
    words = data.get("words", {})
    names = words.get("names", {})
    cues = {
        cue
        for table in ("phrase", "rule", "dated")
        for entry in data.get(table, ())
        for cue in entry.get("cues", ())
    }
    cues.update(
        word
        for entry in data.get("rule", ())
        for group in entry.get("groups", ())
        for word in telling(group["parts"])
    )
    return Lexicon(
        units=_inverted(words.get("units", {})),
        measures={
            unit: Measure(dimension, factor)
            for dimension, units in words.get("measures", {}).items()
            for unit, factor in units.items()
        },
        longer_words=words.get("longer_words", {}),
        nouns=_inverted(words.get("nouns", {})),
        metric_endings=_inverted(words.get("metric_endings", {})),
        metrics=tuple(_metric(entry) for entry in data.get("metric", ())),
        surnames=names.get("surnames", ""),
        doubtful_surnames=names.get("doubtful", ""),
        phrases=tuple(
            Phrase(p["form"], tuple(p["cues"]), p["pattern"], p.get("stance", "anywhere"))
            for p in data.get("phrase", ())
        ),
        cues=tuple(sorted(cues)),
        opposites=tuple((first, second) for first, second in words.get("choices", {}).get("opposites", ())),
        typos=words.get("typos", {}),
        regions=words.get("regions", {}),
        doubtful_regions=frozenset(words.get("doubtful_regions", ())),
        dated=tuple(map(_dated, data.get("dated", ()))),
        genres=tuple(map(_genre, data.get("genre", ()))),
    )


def _genre(entry: dict[str, Any]) -> Genre:
    """A genre, or what extends one: that has the other's id and no name."""
    title = entry.get("title")
    return Genre(
        id=entry.get("id") or entry["extend"],
        name=_words(entry.get("name") or {"zh": ""}),
        titles=(tuple(map(tuple, title)),) if title else (),
        unless=tuple(entry.get("unless", ())),
        parts=tuple(
            Part(_words(part["name"]), tuple(part["cues"]), tuple(part.get("headings", ())))
            for part in entry.get("parts", ())
        ),
        metrics=tuple(entry.get("metrics", ())),
        signature=entry.get("signature", False),
        least=entry.get("least") or (_LEAST if "id" in entry else 0),
    )


def _dated(entry: dict[str, Any]) -> Dated:
    return Dated(
        cues=tuple(entry["cues"]),
        pattern=entry["pattern"],
        first=entry.get("first"),
        last=entry.get("last"),
        hint=_words(entry["hint"]),
        only=entry.get("only"),
        unless=entry.get("unless"),
        without=tuple(entry.get("without", ())),
    )


def _metric(entry: dict[str, Any]) -> Metric:
    return Metric(
        id=entry["id"],
        names=tuple(entry["names"]),
        units=tuple(entry.get("units", ())),
        kind=entry["kind"],
        unique=entry.get("unique", False),
        vague=tuple(entry.get("vague", ())),
        hard=_range(entry.get("hard")),
        soft=_range(entry.get("soft")),
        growth=entry.get("growth", ""),
    )


def _range(bounds: dict[str, str] | None) -> Range | None:
    return Range(bounds.get("least"), bounds.get("most"), bounds["unit"]) if bounds else None


def _inverted(table: dict[SlotKind, list[str]]) -> dict[str, SlotKind]:
    return {word: kind for kind, words in table.items() for word in words}
