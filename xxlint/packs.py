"""Packs: from TOML to rules and lexicon.

The built-in packs are read from one compiled file; others are validated, and their validated form is cached as
plain data, keyed by the content, so that an ordinary run needs neither a validator nor a TOML parser.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from xxlint import __version__
from xxlint.lexicon import Lexicon, Metric, Phrase
from xxlint.vocabulary import Severity, SlotKind
from xxlint.words import PackError, Words

COMPILED = Path(__file__).with_name("_builtin.json")
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
        "kind",
    }
)

ALWAYS = frozenset({"XX001", "XX003", "XX004"})
"""Codes that cannot be deselected, ignored or waived: what was not checked is always said."""


class Case(NamedTuple):
    """How a rule speaks in one circumstance."""

    severity: Severity
    message: Words


class Rule(NamedTuple):
    """One rule of the catalogue: what it says; ``options`` are the parameters of its kind."""

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
    options: Mapping[str, Any]
    builtin: bool


class Packs(NamedTuple):
    """All rules by code, in the order of the packs, and the tables of words."""

    rules: dict[str, Rule]
    lexicon: Lexicon


def source_folder() -> Path:
    """Where the built-in packs lie as TOML: in the wheel inside the package, in a checkout beside it."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


@cache
def builtin() -> Packs:
    """The packs that come with xxlint."""
    return _assemble(json.loads(COMPILED.read_bytes()), builtin=True)


def load_packs(paths: Iterable[Path | str] = ()) -> Packs:
    """The built-in packs and those of ``paths``; raises ``PackError`` for a pack that cannot be used."""
    packs = builtin()
    for path in map(Path, paths):
        packs = _join(packs, _assemble(_validated(path), builtin=False), path)
    return packs


def _join(packs: Packs, more: Packs, path: Path) -> Packs:
    names = {rule.name: rule.code for rule in packs.rules.values()}
    for rule in more.rules.values():
        place = f"{path}:{_line_of(path, rule.code)}"
        if rule.code in packs.rules:
            zh = f"{place}：代码 {rule.code} 已经有了，换一个，例如 OFF001"
            raise PackError([Words(zh, f"{place}: code {rule.code} is taken, choose another such as OFF001")])
        if rule.name in names:
            taken = names[rule.name]
            zh = f"{place}：{rule.code} 的名称 {rule.name} 已由 {taken} 使用"
            raise PackError([Words(zh, f"{place}: the name {rule.name} of {rule.code} belongs to {taken}")])
    a, b = packs.lexicon, more.lexicon
    lexicon = Lexicon(
        units=a.units | b.units,
        scales=tuple(dict.fromkeys(a.scales + b.scales)),
        longer_words=a.longer_words | b.longer_words,
        nouns=a.nouns | b.nouns,
        metric_endings=a.metric_endings | b.metric_endings,
        metrics=a.metrics + b.metrics,
        surnames=a.surnames + b.surnames,
        doubtful_surnames=a.doubtful_surnames + b.doubtful_surnames,
        phrases=a.phrases + b.phrases,
        cues=tuple(dict.fromkeys(a.cues + b.cues)),
        opposites=a.opposites + b.opposites,
    )
    return Packs(packs.rules | more.rules, lexicon)


def _line_of(path: Path, code: str) -> int:
    """The line in which the entry of a rule begins."""
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    at = next((n for n, line in enumerate(lines) if f'"{code}"' in line and "code" in line), 0)
    return next((n + 1 for n in range(at, -1, -1) if lines[n].lstrip().startswith("[[")), 1)


def _validated(path: Path) -> dict[str, Any]:
    """The pack's validated data, from the cache if this very content was validated before."""
    try:
        source = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise PackError(
            [Words(f"{path}：规则包读不了：{reason}", f"{path}: the pack cannot be read: {reason}")]
        ) from None
    key = _digest(__version__.encode() + _schema_stamp() + source).decode()
    stored = cache_folder() / "packs" / f"{key}.json"
    data = _stored(stored)
    if data is None:
        from xxlint.packs_schema import validate

        data = validate(path, source)
        _store(stored, data)
    return data


def _digest(text: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(text, digest_size=16).hexdigest().encode()


def _stored(path: Path) -> dict[str, Any] | None:
    """What the cache holds under a path; None if it is not there, not readable or not what was written."""
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest != _digest(text):
        return None
    data: dict[str, Any] = json.loads(text)
    return data


def _schema_stamp() -> bytes:
    """What tells the validator's versions apart while xxlint's own version stays."""
    return str(Path(__file__).with_name("packs_schema.py").stat().st_mtime_ns).encode()


def _store(path: Path, data: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}")
        text = json.dumps(data, ensure_ascii=False).encode()
        scratch.write_bytes(_digest(text) + b"\n" + text)
        scratch.replace(path)
    except OSError:
        return  # a cache that cannot be written only costs time


def cache_folder() -> Path:
    """Where validated packs are kept: ``XXLINT_CACHE_DIR``, else the user's cache folder."""
    named = os.environ.get("XXLINT_CACHE_DIR")
    if named:
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "xxlint" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "xxlint"


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
        options={key: value for key, value in entry.items() if key not in _ENTRY_KEYS}
        | ({} if builtin else {"limited": True}),
        builtin=builtin,
    )


def _lexicon(data: dict[str, Any]) -> Lexicon:
    words = data.get("words", {})
    names = words.get("names", {})
    cues = {
        cue for table in ("phrase", "rule") for entry in data.get(table, ()) for cue in entry.get("cues", ())
    }
    return Lexicon(
        units=_inverted(words.get("units", {})),
        scales=tuple(words.get("scales", ())),
        longer_words=words.get("longer_words", {}),
        nouns=_inverted(words.get("nouns", {})),
        metric_endings=_inverted(words.get("metric_endings", {})),
        metrics=tuple(
            Metric(m["id"], tuple(m["names"]), tuple(m.get("units", ())), m["kind"])
            for m in data.get("metric", ())
        ),
        surnames=names.get("surnames", ""),
        doubtful_surnames=names.get("doubtful", ""),
        phrases=tuple(
            Phrase(p["form"], tuple(p["cues"]), p["pattern"], p.get("stance", "anywhere"))
            for p in data.get("phrase", ())
        ),
        cues=tuple(sorted(cues)),
        opposites=tuple((first, second) for first, second in words.get("choices", {}).get("opposites", ())),
    )


def _inverted(table: dict[SlotKind, list[str]]) -> dict[str, SlotKind]:
    return {word: kind for kind, words in table.items() for word in words}
