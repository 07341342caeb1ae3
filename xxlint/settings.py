"""Which rules run, and how: what the settings file and the flags say, joined into one value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from xxlint.analysis.genres import AUTO, NONE, find_genre
from xxlint.context import Context
from xxlint.lexicon import Genre
from xxlint.packs import ALWAYS, Packs, Rule
from xxlint.vocabulary import Severity, at_least
from xxlint.words import Lang, Words, nearest


class SettingsError(Exception):
    """Settings that cannot hold; ``problems`` has one line for each slip, with the nearest right word."""

    def __init__(self, *problems: Words) -> None:
        super().__init__(problems[0].en if problems else "")
        self.problems = problems

    @property
    def words(self) -> Words:
        """The first of the problems."""
        return self.problems[0]


class Selection(NamedTuple):
    """Codes, families and names of rules: those to run, those besides the default ones, those not to run."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Settings(NamedTuple):
    """The settings that hold for a file.

    ``select``, ``extend_select`` and ``ignore`` are those of the flags; ``filed`` those of a settings file, of which
    they decide anew; ``ignored_here`` what the settings file ignores in this file.  ``parameters``: code, key, value.
    """

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
    filed: Selection = Selection()
    ignored_here: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity | Literal["off"]], ...] = ()
    parameters: tuple[tuple[str, str, Any], ...] = ()
    show: Severity = "warning"
    output_format: str = "table"
    owners: tuple[tuple[str, str], ...] = ()  # a metric or a part of a report, and who answers for it


def selected_codes(rules: Mapping[str, Rule], settings: Settings) -> frozenset[str]:
    """The codes that are shown: by default all that are on; ``select`` and ``ignore`` take codes, families, names.

    The longest prefix decides between ``select`` and ``ignore``, as in ruff; among equals ``ignore`` wins.
    """
    flags = Selection(settings.select, settings.extend_select, settings.ignore)
    filed = _with_severities(rules, settings)
    if flags.select:
        chosen: set[str] = set()
    else:
        default = {code for code, rule in rules.items() if rule.default and not filed.select}
        chosen = _decided(rules, filed, default)
    chosen = _decided(rules, flags, chosen)
    ignored = resolve_codes(rules, settings.ignored_here)
    chosen = {code for code in chosen if not code.startswith(ignored)} if ignored else chosen
    return frozenset(chosen | (ALWAYS & rules.keys()))


def _with_severities(rules: Mapping[str, Rule], settings: Settings) -> Selection:
    """What the settings file selects, once ``off`` ignores a rule, and a severity inside an ``off`` family does not."""
    filed = settings.filed
    if not settings.severities:
        return filed
    words = [(prefix, word) for code, word in settings.severities for prefix in resolve_codes(rules, (code,))]
    off = tuple(prefix for prefix, word in words if word == "off")
    on = tuple(
        prefix for prefix, word in words if word != "off" and prefix not in off and prefix.startswith(off)
    )
    return filed._replace(extend_select=(*filed.extend_select, *on), ignore=(*filed.ignore, *off))


def _decided(rules: Mapping[str, Rule], words: Selection, before: set[str]) -> set[str]:
    """The codes that ``words`` leave of those ``before`` and add to them."""
    if words == Selection():
        return before
    select, ignore = resolve_codes(rules, words.select), resolve_codes(rules, words.ignore)
    extend = resolve_codes(rules, words.extend_select)
    chosen: set[str] = set()
    for code in rules:
        picked = max((len(p) for p in (*select, *extend) if code.startswith(p)), default=0)
        if code in before:
            picked = max(picked, 1)
        dropped = max((len(p) for p in ignore if code.startswith(p)), default=0)
        if picked > dropped:
            chosen.add(code)
    return chosen


def adjusted(packs: Packs, settings: Settings) -> Packs:
    """The packs with the severities and parameters of the settings.

    A severity replaces the rule's and caps its cases; of prefixes the longest counts.  What xxlint says of its own
    failures stays an error.
    """
    if not settings.severities and not settings.parameters:
        return packs
    rules = dict(packs.rules)
    steps = [(prefix, word) for code, word in settings.severities for prefix in resolve_codes(rules, (code,))]
    for prefix, severity in sorted(steps, key=lambda step: len(step[0])):
        if severity == "off":
            continue
        for code, rule in packs.rules.items():
            if code.startswith(prefix) and code not in ALWAYS:
                rules[code] = _at(rule, severity)
    for code, key, value in settings.parameters:
        rule = rules[code]
        rules[code] = rule._replace(options={**rule.options, key: value, "limited": True})
    return packs._replace(rules=rules)


def _at(rule: Rule, severity: Severity) -> Rule:
    cases = {
        name: case if at_least(severity, case.severity) else case._replace(severity=severity)
        for name, case in rule.cases.items()
    }
    return rule._replace(severity=severity, cases=cases)


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


def resolve_codes(rules: Mapping[str, Rule], wanted: Iterable[str]) -> tuple[str, ...]:
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
            near = nearest_code(upper, rules) or nearest(asked, names)
            hint_zh, hint_en = (f"，是不是 {near}？", f", did you mean {near}?") if near else ("", "")
            raise SettingsError(Words(f"没有规则“{asked}”{hint_zh}", f"no rule “{asked}”{hint_en}"))
    return tuple(found)


def nearest_code(word: str, rules: Mapping[str, Rule]) -> str | None:
    """The code that was meant: with a digit for a letter that looks like one, else one of the same family."""
    digits = word[:2] + word[2:].translate(str.maketrans("OIL", "011"))
    if digits in rules:
        return digits
    return nearest(word, [code for code in rules if code[:3] == word[:3]]) or nearest(word, rules)
