"""Settings files: the one that holds for a report, what it builds on, and what it says together with the flags.

Nearest wins: of ``xxlint.toml``, ``.xxlint.toml`` and a ``pyproject.toml`` with ``[tool.xxlint]``, going up from the
report's folder, the first that is found holds alone; ``extend`` names another to build on.  Flags beat files.
Where there is no settings file nothing is imported and nothing is read.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from xxlint.context import Context
from xxlint.packs import Packs, load_packs
from xxlint.settings import Selection, Settings, SettingsError, check_genre, resolve_codes
from xxlint.system import reason_of
from xxlint.words import Words

if TYPE_CHECKING:
    from xxlint.exclusion import Glob

NAMES = ("xxlint.toml", ".xxlint.toml", "pyproject.toml")
DEFAULT_EXCLUDE = ("node_modules", "build", "dist", "venv", "env", "__pycache__", "site-packages")
"""Folders that hold no reports; ``exclude`` replaces them."""
_GLOBS = ("exclude", "extend-exclude", "per-file-ignores")

DEFAULTS: dict[str, Any] = {
    "select": (),
    "extend-select": (),
    "ignore": (),
    "extend-ignore": (),
    "per-file-ignores": {},
    "severity": {},
    "rules": {},
    "packs": (),
    "region": None,
    "year": None,
    "genre": "auto",
    "own-names": (),
    "against": None,
    "exclude": DEFAULT_EXCLUDE,
    "extend-exclude": (),
    "respect-gitignore": True,
    "force-exclude": False,
    "encoding": None,
    "fail-on": "warning",
    "show": "warning",
    "output-format": "table",
    "lang": "zh",
    "owners": {},
}
"""Each key and what holds where nothing is said."""

_ADDING = frozenset({"extend-select", "extend-ignore", "extend-exclude", "packs"})
"""Lists that a file adds to those of the file that it extends, as flags add to files; all others replace."""
_TABLES = frozenset({"per-file-ignores", "severity", "rules", "owners"})
"""Tables, joined key by key."""


class Place(NamedTuple):
    """Where a value comes from: a line of a file, or with ``line`` 0 a flag (``path`` is its name)."""

    path: str
    line: int = 0


class Said(NamedTuple):
    """One value and where it was said; ``key`` is the key, or of a table the key and the entry's own: severity, XX508."""

    key: tuple[str, ...]
    value: Any
    place: Place


class Filed(NamedTuple):
    """What a settings file says, with the files that it extends; the last word on a key counts.

    ``root`` is the folder of the nearest file, to which patterns of files elsewhere are relative.
    """

    path: str
    root: str
    said: tuple[Said, ...]


class Flags(NamedTuple):
    """What the command line says; None and () where it says nothing."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[str, ...] = ()  # "pattern:CODE"
    packs: tuple[str, ...] = ()
    region: str | None = None
    year: int | None = None
    genre: str | None = None
    against: str | None = None
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    force_exclude: bool | None = None
    encoding: str | None = None
    fail_on: str | None = None
    show: str | None = None
    output_format: str | None = None
    lang: str | None = None
    lang_by: str = "--lang"  # or XXLINT_LANG
    force: bool = False
    baseline: str | None = None
    changed_since: str | None = None
    config: str | None = None
    isolated: bool = False


# finding


def config_for(path: str, flags: Flags) -> Filed | None:
    """The settings file that holds for a file or folder, None if there is none; raises ``SettingsError``."""
    if flags.isolated:
        return None
    if flags.config is not None:
        return load(flags.config, os.getcwd())
    folder = os.path.abspath(path)
    found = _nearest(folder if os.path.isdir(folder) else os.path.dirname(folder))
    return load(found, os.path.dirname(found)) if found else None


def config_in(folder: str) -> str | None:
    """The settings file in a folder itself."""
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != "pyproject.toml" or _has_table(path)):
            return path
    return None


@cache
def _nearest(folder: str) -> str | None:
    found = config_in(folder)
    if found is not None:
        return found
    above = os.path.dirname(folder)
    return None if above == folder else _nearest(above)


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError:
        return False
    if b"xxlint" not in source:
        return False
    from xxlint.settings_files import has_table

    return has_table(source)


def forget() -> None:
    """Look for files anew: they may have changed since the last run of a long-lived program."""
    _nearest.cache_clear()
    load.cache_clear()


# loading


@cache
def load(path: str, root: str) -> Filed:
    """A settings file with those that it extends, validated; raises ``SettingsError`` with a line for each slip."""
    said = tuple(_chain(path, ()))
    _check_words(said)
    return Filed(shown(path), root, said)


def _chain(path: str, above: tuple[str, ...]) -> Iterator[Said]:
    """What the extended file says, then what this one says."""
    from xxlint.settings_files import validated

    real = os.path.realpath(path)
    if real in above:
        round_ = " → ".join(shown(one) for one in (*above[above.index(real) :], real))
        raise SettingsError(
            Words(
                f"设置文件的 extend 绕成了圈：{round_}",
                f"settings files extend each other in a circle: {round_}",
            )
        )
    name = shown(path)
    values, lines = validated(path, name, _read(path, name))
    extended = values.pop("extend", None)
    if extended is not None:
        target = _beside(path, extended)
        if not os.path.isfile(target):
            from xxlint.settings_schema import problem

            said = Words(f"找不到这个文件：{extended}", f"no such file: {extended}")
            raise SettingsError(problem(name, lines, ("extend",), said))
        yield from _chain(target, (*above, real))
    for key, value in values.items():
        if key in _TABLES:
            for entry, one in value.items():
                place = Place(path, lines.get((key, entry), lines.get((key,), 1)))
                yield Said((key, entry), one, place)
        else:
            yield Said((key,), _resolved(key, value, path), Place(path, lines.get((key,), 1)))


def _read(path: str, name: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        reason = reason_of(error)
        raise SettingsError(
            Words(f"{name}：设置文件读不了：{reason.zh}", f"{name}: the settings cannot be read: {reason.en}")
        ) from None


def _resolved(key: str, value: Any, path: str) -> Any:
    """A value with its paths made to lead there from the current folder."""
    if key == "packs":
        return tuple(_beside(path, pack) for pack in value)
    if key == "against":
        return _beside(path, value)
    return tuple(value) if isinstance(value, list) else value


def _beside(path: str, name: str) -> str:
    return shown(os.path.join(os.path.dirname(os.path.abspath(path)), os.path.expanduser(name)))


def shown(path: str) -> str:
    """A path as people read it: from the current folder if it lies below it, else in full."""
    path = os.path.normpath(os.path.abspath(path))
    here = os.getcwd()
    return os.path.relpath(path, here) if path.startswith(os.path.join(here, "")) else path


def _check_words(said: tuple[Said, ...]) -> None:
    """Raise ``SettingsError`` for codes, genres and parameters that do not exist in the packs that are loaded."""
    packs = load_packs(_joined(said, "packs"))
    problems = [_at(one, words) for one in said for words in _slips(one, packs)]
    if problems:
        raise SettingsError(*problems)


def _slips(one: Said, packs: Packs) -> Iterator[Words]:
    key = one.key[0]
    codes: Iterable[str] = ()
    if key in ("select", "extend-select", "ignore", "extend-ignore", "per-file-ignores"):
        codes = one.value
    elif key in ("severity", "rules"):
        codes = one.key[1:]
    if key in _GLOBS:
        from xxlint.settings_files import slips_in

        yield from slips_in(one.key[1:] or one.value)
    for code in codes:
        try:
            resolve_codes(packs.rules, (code,))
        except SettingsError as error:
            yield from error.problems
            return
    if key == "genre":
        try:
            check_genre(packs.lexicon.genres, one.value)
        except SettingsError as error:
            yield from error.problems
    if key == "rules":
        yield from _parameter_slips(one, packs)


def _parameter_slips(one: Said, packs: Packs) -> Iterator[Words]:
    from xxlint.settings_files import checked_parameters

    code = code_of(packs, one.key[1])
    if code is None:
        yield Words("要写一条规则的代码或名称，不能写一类", "name one rule, not a family")
        return
    checked = checked_parameters(packs.rules[code], one.value)
    if isinstance(checked, list):
        for name, words in checked:
            yield Words(f"“{name}”：{words.zh}", f"“{name}”: {words.en}")


def code_of(packs: Packs, word: str) -> str | None:
    """The one rule that a code or name means."""
    (code,) = resolve_codes(packs.rules, (word,))
    return code if code in packs.rules else None


def _at(one: Said, words: Words) -> Words:
    place, key = f"{shown(one.place.path)}:{one.place.line}", ".".join(one.key)
    return Words(f"{place}：“{key}”：{words.zh}", f"{place}: “{key}”: {words.en}")


# patterns of files


def globs_of(flags: Flags, filed: Filed | None, key: str) -> "tuple[Glob, ...]":
    """The patterns of a key with the folders to which they are relative."""
    from xxlint.exclusion import Glob

    said = [one for one in (*(filed.said if filed else ()), *_said_by(flags)) if one.key == (key,)]
    if key not in _ADDING:
        said = said[-1:]
    return tuple(Glob(pattern, *_bases(one.place, filed)) for one in said for pattern in one.value)


def ignored_in(path: str, flags: Flags, filed: Filed | None) -> tuple[str, ...]:
    """The codes that the settings ignore in one file."""
    found: dict[str, Said] = {}
    for one in (*(filed.said if filed else ()), *_said_by(flags)):
        if one.key[0] == "per-file-ignores":
            found[one.key[1]] = one
    if not found:
        return ()
    from xxlint.exclusion import Glob

    codes = [
        code
        for pattern, one in found.items()
        if Glob(pattern, *_bases(one.place, filed)).matches(os.path.abspath(path))
        for code in one.value
    ]
    return tuple(dict.fromkeys(codes))


def _bases(place: Place, filed: Filed | None) -> tuple[str, str]:
    """The folder of what says it, and where a file is looked for that does not lie below that."""
    if not place.line:
        return os.getcwd(), os.getcwd()
    return os.path.dirname(os.path.abspath(place.path)), filed.root if filed else os.getcwd()


# joining


class Value(NamedTuple):
    """What holds for a key, and where it was said; nowhere for a default."""

    value: Any
    places: tuple[Place, ...] = ()


def values_of(flags: Flags, filed: Filed | None) -> dict[str, Value]:
    """Every key with what holds for it: what a flag says, else the settings file, else the default."""
    values = {key: Value(value) for key, value in DEFAULTS.items()}
    for one in (*(filed.said if filed else ()), *_said_by(flags)):
        key = one.key[0]
        before = values[key]
        if key in _TABLES:
            table = {**before.value}
            table.pop(one.key[1], None)
            kept = tuple(p for p in before.places if p != one.place)
            values[key] = Value({**table, one.key[1]: one.value}, (*kept, one.place))
        elif key in _ADDING:
            values[key] = Value(
                tuple(dict.fromkeys((*before.value, *one.value))), (*before.places, one.place)
            )
        else:
            values[key] = Value(one.value, (one.place,))
    return values


def _said_by(flags: Flags) -> Iterator[Said]:
    for name, value in zip(flags._fields, flags, strict=True):
        key = name.replace("_", "-")
        if key not in DEFAULTS or value is None or value == ():
            continue
        place = Place(f"--{key}" if value is not False else f"--no-{key}")
        if key == "lang":
            place = Place(flags.lang_by)
        if key == "per-file-ignores":
            for pattern, codes in pairs_of(flags.per_file_ignores):
                yield Said((key, pattern), codes, place)
        else:
            yield Said((key,), value, place)


def pairs_of(words: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """``草稿/*:XX5`` as pattern and codes; raises ``SettingsError`` for what has no colon."""
    found: dict[str, list[str]] = {}
    for word in words:
        pattern, colon, code = word.strip().rpartition(":")
        if not colon or not pattern or not code:
            raise SettingsError(
                Words(
                    f"--per-file-ignores 要写成 文件样式:代码，不是“{word}”",
                    f"--per-file-ignores takes PATTERN:CODE, not “{word}”",
                )
            )
        found.setdefault(pattern, []).append(code)
    yield from found.items()


def _joined(said: Iterable[Said], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for one in said if one.key == (key,) for part in one.value))


def settings_of(flags: Flags, filed: Filed | None) -> Settings:
    """The settings of the flags and a settings file; what a file's name decides is left to ``ignored_in``."""
    return _settings(flags, values_of(flags, filed), values_of(Flags(), filed))


def _settings(flags: Flags, values: Mapping[str, Value], filed: Mapping[str, Value]) -> Settings:
    def of(key: str) -> Any:
        return values[key].value

    ignore = (*filed["ignore"].value, *filed["extend-ignore"].value)
    return Settings(
        select=flags.select,
        extend_select=flags.extend_select,
        ignore=flags.ignore,
        packs=of("packs"),
        encoding=of("encoding"),
        force=flags.force,
        lang=of("lang"),
        fail_on=of("fail-on"),
        context=Context(
            region=of("region"), year=of("year"), genre=of("genre"), own_names=tuple(of("own-names"))
        ),
        against=of("against"),
        baseline=flags.baseline,
        changed_since=flags.changed_since,
        filed=Selection(filed["select"].value, filed["extend-select"].value, ignore),
        severities=tuple(of("severity").items()),
        parameters=tuple(_parameters(of("rules"), of("packs"))) if of("rules") else (),
        show=of("show"),
        output_format=of("output-format"),
        owners=tuple(of("owners").items()),
    )


def _parameters(
    tables: Mapping[str, Mapping[str, Any]], paths: tuple[str, ...]
) -> Iterator[tuple[str, str, Any]]:
    from xxlint.settings_files import checked_parameters

    packs = load_packs(paths)
    for word, given in tables.items():
        code = code_of(packs, word)
        checked = checked_parameters(packs.rules[code], dict(given)) if code else []
        if code and isinstance(checked, dict):
            for key, value in checked.items():
                yield code, key, value
