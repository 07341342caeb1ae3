"""Which rules run, and how: what flags say, joined into one value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from xxlint.analysis.genres import AUTO, NONE, find_genre
from xxlint.context import Context
from xxlint.lexicon import Genre
from xxlint.packs import ALWAYS, Rule
from xxlint.vocabulary import Severity
from xxlint.words import Lang, Words, nearest


class SettingsError(Exception):
    """A setting that cannot hold; ``words`` says which and names the nearest right one."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Settings(NamedTuple):
    """The settings of one run."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    encoding: str | None = None
    force: bool = False
    lang: Lang = "zh"
    fail_on: Severity = "warning"
    context: Context = Context()
    against: str | None = None  # the path of the older report, see ``Context.against``
    waivers: str | None = ""  # the waiver file; "" is the nearest upwards of each report, None is none
    baseline: str | None = None
    changed_since: str | None = None  # a revision of git


def selected_codes(rules: Mapping[str, Rule], settings: Settings) -> frozenset[str]:
    """The codes that are shown: by default all that are on; ``select`` and ``ignore`` take codes, families, names.

    The longest prefix decides between ``select`` and ``ignore``, as in ruff; among equals ``ignore`` wins.
    """
    chosen = set(ALWAYS & rules.keys())
    select, ignore = _resolve(rules, settings.select), _resolve(rules, settings.ignore)
    extend = _resolve(rules, settings.extend_select)
    for code, rule in rules.items():
        picked = max((len(p) for p in (*select, *extend) if code.startswith(p)), default=0)
        if not settings.select and rule.default:
            picked = max(picked, 1)
        dropped = max((len(p) for p in ignore if code.startswith(p)), default=0)
        if picked > dropped:
            chosen.add(code)
    return frozenset(chosen)


def check_genre(genres: Sequence[Genre], wanted: str | None) -> None:
    """Raise ``SettingsError`` for a genre that no pack has."""
    if wanted in (None, AUTO, NONE) or find_genre(genres, wanted):
        return
    near = nearest(wanted, [AUTO, NONE, *(name for genre in genres for name in (genre.name.zh, genre.id))])
    hint = Words(f"，是不是 {near}？", f", did you mean {near}?") if near else Words("", "")
    names = [genre.name.zh for genre in genres], [genre.id for genre in genres]
    listed = Words("、".join(names[0]), ", ".join(names[1])) if not near else Words("", "")
    raise SettingsError(
        Words(
            f"没有文种“{wanted}”{hint.zh}" + (f"，可用：{listed.zh}" if listed.zh else ""),
            f"no genre “{wanted}”{hint.en}" + (f", one of: {listed.en}" if listed.en else ""),
        )
    )


def _resolve(rules: Mapping[str, Rule], wanted: Iterable[str]) -> tuple[str, ...]:
    """Codes and prefixes of codes for what was asked: ALL, XX1, XX101, letter-placeholder."""
    names = {rule.name: code for code, rule in rules.items()}
    found: list[str] = []
    for word in wanted:
        asked = word.strip()
        upper = asked.upper()
        if upper == "ALL":
            found.extend(sorted({code[:2] for code in rules}))
        elif asked in names:
            found.append(names[asked])
        elif asked and any(code.startswith(upper) for code in rules):
            found.append(upper)
        else:
            near = nearest(upper, rules) or nearest(asked, names)
            hint_zh, hint_en = (f"，是不是 {near}？", f", did you mean {near}?") if near else ("", "")
            raise SettingsError(Words(f"没有规则“{asked}”{hint_zh}", f"no rule “{asked}”{hint_en}"))
    return tuple(found)
