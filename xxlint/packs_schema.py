"""The shape of a pack, strict: what a rule of each kind may say, and errors that name file, rule, key and line.

Imported only when a pack must be validated; an ordinary run reads the validated form.
"""

import json
import re
import string
import tomllib
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from xxlint.slips import bad_toml, retold
from xxlint.vocabulary import Format, Severity, SlotKind
from xxlint.words import PackError, Words, nearest

_ENGINE: ContextVar[str] = ContextVar("engine", default="regex")

Code = Annotated[str, Field(pattern=r"^[A-Z]{2,6}\d{3}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
NonEmpty = Annotated[str, Field(min_length=1)]
Figure = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Text(_Strict):
    """One text in Chinese and English; the English may be missing in an office's own pack."""

    zh: NonEmpty
    en: str = ""


class Case(_Strict):
    """A circumstance in which a rule speaks otherwise."""

    severity: Severity
    message: Text


class Remedy(_Strict):
    """What the fix of a rule does, for the rule's page; ``unsafe`` ones are made only when asked for."""

    applicability: Literal["safe", "unsafe"]
    zh: NonEmpty
    en: str = ""


class RuleEntry(_Strict):
    """What every rule says, whatever its kind."""

    FIELDS: ClassVar[frozenset[str]] = frozenset({"text"})
    CASES: ClassVar[frozenset[str]] = frozenset()

    code: Code
    name: Name
    severity: Severity
    message: Text
    why: Text
    clause: str | None = None
    bad: list[NonEmpty] = []
    good: list[NonEmpty] = []
    cases: dict[str, Case] = {}
    yields_to: list[str] = []
    default: bool = True
    body_only: bool = False
    fix: Remedy | None = None

    @model_validator(mode="after")
    def _texts_fit(self) -> "RuleEntry":
        for message in (self.message, *(case.message for case in self.cases.values())):
            for text in (message.zh, message.en):
                _check_fields(text, self.FIELDS)
        for case in self.cases:
            if case not in self.CASES:
                raise ValueError(_no_such("case", case, self.CASES))
        for example in self.bad:
            if f"⟦{self.code}" not in example:
                raise ValueError(
                    f"bad 示例里要用 ⟦{self.code}|…⟧ 标出问题 / mark the defect in a bad example: {example}"
                )
        return self


def _check_fields(text: str, fields: frozenset[str]) -> None:
    for _, field, form, conversion in string.Formatter().parse(text):
        if field is not None and field not in fields:
            raise ValueError(_no_such("message field", field, fields))
        if form or conversion:
            raise ValueError(f"字段只写名称 / a field is its name alone: {{{field}}}")


def _no_such(what: str, word: str, right: frozenset[str]) -> str:
    near = nearest(word, right)
    hint = (
        f"，是不是 {near} / did you mean {near}?"
        if near
        else f"，可用 / one of: {', '.join(sorted(right)) or '—'}"
    )
    return f"没有 {what} “{word}”{hint}"


def _check_pattern(pattern: str) -> str:
    """Compile with the engine that will run: ``re`` for the built-in packs, ``regex`` for all others."""
    try:
        if _ENGINE.get() == "re":
            re.compile(pattern)
        else:
            import regex

            regex.compile(pattern)
    except (re.error, ValueError) as error:
        raise ValueError(f"正则写错了 / bad pattern: {error}") from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("regex", "_regex_core"):
            raise
        raise ValueError(f"正则写错了 / bad pattern: {error}") from None
    return pattern


Patterns = Annotated[list[Annotated[NonEmpty, AfterValidator(_check_pattern)]], Field(min_length=1)]


SlotForm = Literal[
    "variable", "prompt", "instruction", "pending", "dummy", "date", "masked", "anonymous", "letter", "symbol", "choice", "blank"
]  # fmt: skip
"""How a placeholder is written; the forms of ``analysis/slots.py``."""


class SlotRule(RuleEntry):
    """Placeholders of some forms (analysis/slots.py)."""

    FIELDS: ClassVar = frozenset({"text", "wanted"})
    CASES: ClassVar = frozenset({"form", "aside", "noun", "case"})
    kind: Literal["slot"]
    forms: Annotated[list[SlotForm], Field(min_length=1)]


class Way(_Strict):
    """``wanted`` (with \\1 for a group) in place of a match that is just ``words``; both see the text around it."""

    words: Annotated[NonEmpty, AfterValidator(_check_pattern)]
    wanted: str
    applicability: Literal["safe", "unsafe"] = "unsafe"


class PatternRule(RuleEntry):
    """Regular expressions over the text.

    ``on``: prose (Markdown's code masked), folded (half-width forms) or text (the file as it is).  ``place``: where
    in a paragraph a match counts; ``alone``: a pattern that counts as a line of its own.  ``cues``: strings of which the text must hold one, else the patterns are not tried;
    ``reach``: a match is taken from its clause's beginning.
    ``formats``: the rule holds in files of these alone.  ``replace``: how a match is mended, the first way that fits.
    ``pardon``: a second pattern; a match that lies inside one of its matches is right.  ``milder``:
    a third; a match that it matches whole is the case "milder", once for the same words.
    """

    FIELDS: ClassVar = frozenset({"text"})
    CASES: ClassVar = frozenset({"milder"})
    kind: Literal["pattern"]
    patterns: Patterns
    alone: NonEmpty | None = None
    pardon: NonEmpty | None = None
    milder: NonEmpty | None = None
    cues: list[NonEmpty] = []
    on: Literal["prose", "folded", "text"] = "prose"
    place: Literal["anywhere", "line", "edge"] = "anywhere"
    formats: list[Format] | None = None
    reach: bool = False
    replace: list[Way] = []

    @field_validator("alone", "pardon", "milder")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        return value if value is None else _check_pattern(value)


class MarkupRule(RuleEntry):
    """Markup in a file that is no Markdown: tags and entities by pattern, paired ``**`` and ``#`` by their place."""

    kind: Literal["markup"]
    patterns: Patterns
    cues: list[NonEmpty]


class SequenceRule(RuleEntry):
    """A break in the count of a list."""

    FIELDS: ClassVar = frozenset({"text", "expected", "before"})
    CASES: ClassVar = frozenset({"typed"})
    kind: Literal["sequence"]
    fault: Literal["gap", "duplicate", "step-back", "not-from-one", "lone"]


class LevelRule(RuleEntry):
    """A form of labels that stands below a lower one."""

    FIELDS: ClassVar = frozenset({"text", "above"})
    CASES: ClassVar = frozenset({"skip"})
    kind: Literal["level"]


class LabelRule(RuleEntry):
    """How the labels of a list are written."""

    FIELDS: ClassVar = frozenset({"text", "wanted"})
    CASES: ClassVar = frozenset({"whole-list"})
    kind: Literal["label"]
    fault: Literal["punctuation", "mixed", "width"]


class CountRule(RuleEntry):
    """以下三个方面 and the list that follows."""

    FIELDS: ClassVar = frozenset({"text", "announced", "found"})
    kind: Literal["count"]


class ReferenceRule(RuleEntry):
    """见附件3, 第五部分, 表4 and what the file has."""

    FIELDS: ClassVar = frozenset({"text", "found"})
    CASES: ClassVar = frozenset({"unknown"})
    kind: Literal["reference"]


class PairRule(RuleEntry):
    """Quotation marks and brackets by paragraph."""

    FIELDS: ClassVar = frozenset({"text", "mark", "partner", "bare"})
    kind: Literal["pair"]
    fault: Literal["unpaired", "order"]


class HalfWidthRule(RuleEntry):
    """Half-width marks between Chinese characters."""

    FIELDS: ClassVar = frozenset({"text", "wanted"})
    kind: Literal["half-width"]


class MixedWidthRule(RuleEntry):
    """％ and %, １ and 1 side by side."""

    FIELDS: ClassVar = frozenset({"text", "wanted", "count"})
    kind: Literal["mixed-width"]


class SpaceRule(RuleEntry):
    """Blanks inside a sentence."""

    FIELDS: ClassVar = frozenset({"text"})
    CASES: ClassVar = frozenset({"invisible"})
    kind: Literal["space"]


class TypoRule(RuleEntry):
    """Known slips: wrong word → right word; ``unless``: the characters behind a wrong word that make it right;
    ``pardon``: a pattern that matches where it is right; ``of_office``: the pairs of the packs' [words.typos] count as well."""

    FIELDS: ClassVar = frozenset({"text", "wanted"})
    kind: Literal["typo"]
    pairs: Annotated[dict[NonEmpty, NonEmpty], Field(min_length=1)]
    unless: dict[str, str] = {}
    pardon: NonEmpty | None = None
    of_office: bool = False

    @field_validator("pardon")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        return value if value is None else _check_pattern(value)


class DoubledRule(RuleEntry):
    """Characters, and words of two, written twice; ``repeatable`` words may be; ``pardon``: a pattern that matches where
    it is right."""

    kind: Literal["doubled"]
    characters: NonEmpty
    repeatable: list[NonEmpty]
    pardon: NonEmpty

    @field_validator("pardon")
    @classmethod
    def _compiles(cls, value: str) -> str:
        return _check_pattern(value)


class SetPhraseRule(RuleEntry):
    """Set phrases: ``terms`` of four characters and more; ``variants`` that are right; ``slips``:
    wrong phrase → right phrase; ``lists``: name → items, all of which belong in brackets behind it; ``sizes``: name → how
    many items belong there.
    """

    FIELDS: ClassVar = frozenset({"text", "wanted"})
    kind: Literal["set-phrase"]
    terms: list[Annotated[str, Field(min_length=4)]]
    variants: list[NonEmpty] = []
    slips: dict[NonEmpty, NonEmpty] = {}
    lists: dict[NonEmpty, list[NonEmpty]] = {}
    sizes: dict[NonEmpty, Annotated[int, Field(ge=2)]] = {}


class CopyRule(RuleEntry):
    """Paragraphs that stand twice, or in last year's report."""

    FIELDS: ClassVar = frozenset({"text", "place"})
    CASES: ClassVar = frozenset({"figure", "wording", "against", "same-figures"})
    kind: Literal["copy"]


class DateRule(RuleEntry):
    """Dates that cannot be."""

    FIELDS: ClassVar = frozenset({"text", "reason"})
    kind: Literal["date"]


class ReportYearRule(RuleEntry):
    """The year that a report speaks of against that of its title."""

    FIELDS: ClassVar = frozenset({"text", "year", "place"})
    CASES: ClassVar = frozenset({"against"})
    kind: Literal["report-year"]


class MissingValueRule(RuleEntry):
    """Units without their number, growths that are cut off."""

    kind: Literal["missing-value"]


class _SharesRule(RuleEntry):
    """``shares``: the endings of nouns that are given in percent; ``unless``: those that are not."""

    shares: list[NonEmpty]
    unless: list[NonEmpty]


class MetricUnitRule(_SharesRule):
    """The unit of a metric's value."""

    FIELDS: ClassVar = frozenset({"text", "unit", "metric"})
    kind: Literal["metric-unit"]
    fault: Literal["missing", "mismatch"]


class PlausibleRule(_SharesRule):
    """Values outside of their metric's range, shares above 100 %."""

    FIELDS: ClassVar = frozenset({"text", "metric", "range"})
    CASES: ClassVar = frozenset({"soft"})
    kind: Literal["plausible"]


class GrowthRule(RuleEntry):
    """A metric without growth where at least ``others`` have theirs."""

    FIELDS: ClassVar = frozenset({"text", "metric"})
    kind: Literal["growth"]
    others: Annotated[int, Field(ge=1)]


class ConflictRule(RuleEntry):
    """One metric with two values; ``general``: words that make a rate's name too general to compare."""

    FIELDS: ClassVar = frozenset({"text", "metric", "earlier"})
    kind: Literal["conflict"]
    general: list[NonEmpty]


class PartsGroup(_Strict):
    """Parts that exhaust a total: for each the words that name it; ``total``: a pattern for the words of the total."""

    parts: Annotated[list[Annotated[list[NonEmpty], Field(min_length=1)]], Field(min_length=2)]
    total: NonEmpty | None = None


class SumRule(RuleEntry):
    """Figures that do not add up; ``orders``: ids of metrics of which the first cannot exceed the second."""

    FIELDS: ClassVar = frozenset({"text", "reason"})
    CASES: ClassVar = frozenset({"rate"})
    kind: Literal["sum"]
    groups: list[PartsGroup]
    orders: list[Annotated[list[NonEmpty], Field(min_length=2, max_length=2)]]


class DirectionRule(RuleEntry):
    """Verbs that go one way and figures that go the other."""

    CASES: ClassVar = frozenset({"rise", "step"})
    kind: Literal["direction"]


class PointRule(RuleEntry):
    """% and 个百分点 mixed up; ``unless``: rates told in percent; ``amounts``: endings of nouns that are amounts."""

    FIELDS: ClassVar = frozenset({"text", "wanted"})
    kind: Literal["point"]
    unless: list[NonEmpty]
    amounts: list[NonEmpty]


class RespectivelyRule(RuleEntry):
    """分别 with unequal rows."""

    FIELDS: ClassVar = frozenset({"text", "names", "values"})
    kind: Literal["respectively"]


class ForeignRegionRule(RuleEntry):
    """Names of other regions than the report's own.  Patterns of what makes them right: ``titles`` of reports that are
    about others, ``around`` in the sentence or a heading above, ``leading`` in the sentence before the name, ``before``
    and ``behind`` right beside it.
    """

    FIELDS: ClassVar = frozenset({"text", "own"})
    CASES: ClassVar = frozenset({"own", "former"})
    kind: Literal["foreign-region"]
    titles: NonEmpty
    around: NonEmpty
    leading: NonEmpty
    before: NonEmpty
    behind: NonEmpty

    @field_validator("titles", "around", "leading", "before", "behind")
    @classmethod
    def _compiles(cls, value: str) -> str:
        return _check_pattern(value)


class DatedWordsRule(RuleEntry):
    """Words that do not fit the report's year; the words are the packs' ``[[dated]]`` tables."""

    FIELDS: ClassVar = frozenset({"text", "year", "hint"})
    kind: Literal["dated-words"]
    history: NonEmpty

    @field_validator("history")
    @classmethod
    def _compiles(cls, value: str) -> str:
        return _check_pattern(value)


class EmptySectionRule(RuleEntry):
    """Headings with nothing under them."""

    kind: Literal["empty-section"]


class AttachmentRule(RuleEntry):
    """Annexes that are announced and not there."""

    FIELDS: ClassVar = frozenset({"text", "number", "title"})
    kind: Literal["attachment"]


class ParagraphEndRule(RuleEntry):
    """Paragraphs that stop without a closing mark."""

    kind: Literal["paragraph-end"]


class TitleMarkRule(RuleEntry):
    """A full stop behind a title or heading."""

    kind: Literal["title-mark"]


class GenreRule(RuleEntry):
    """What the genre of a report wants: a title, its parts, metrics and a signature."""

    FIELDS: ClassVar = frozenset({"text", "genre", "wanted", "cues"})
    kind: Literal["genre"]
    wants: Literal["title", "part", "metric", "signature"]


class RevisionRule(RuleEntry):
    """What a Word file still holds of its making: tracked changes, comments, text boxes in two wordings."""

    FIELDS: ClassVar = frozenset({"text", "count", "by", "other"})
    CASES: ClassVar = frozenset({"comment", "fallback"})
    kind: Literal["revision"]


class ToolRule(RuleEntry):
    """What the tool itself reports."""

    kind: Literal["tool"]


AnyRule = Annotated[
    SlotRule
    | PatternRule
    | MarkupRule
    | SequenceRule
    | LevelRule
    | LabelRule
    | CountRule
    | ReferenceRule
    | PairRule
    | HalfWidthRule
    | MixedWidthRule
    | SpaceRule
    | TypoRule
    | DoubledRule
    | DateRule
    | ReportYearRule
    | SetPhraseRule
    | MissingValueRule
    | MetricUnitRule
    | PlausibleRule
    | GrowthRule
    | ConflictRule
    | SumRule
    | DirectionRule
    | PointRule
    | RespectivelyRule
    | CopyRule
    | ForeignRegionRule
    | DatedWordsRule
    | EmptySectionRule
    | AttachmentRule
    | ParagraphEndRule
    | TitleMarkRule
    | GenreRule
    | RevisionRule
    | ToolRule,
    Field(discriminator="kind"),
]


class PhraseEntry(_Strict):
    """Words that stand for something still to be written."""

    form: Literal["variable", "prompt", "instruction", "pending", "dummy"]
    cues: list[NonEmpty]
    pattern: NonEmpty
    stance: Literal["anywhere", "note", "value", "label", "dummy"] = "anywhere"

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        return _check_pattern(value)


class Bounds(_Strict):
    """The least and the most that a value may be: decimals in quotation marks, in ``unit``."""

    least: Figure | None = None
    most: Figure | None = None
    unit: str


class MetricEntry(_Strict):
    """A figure that reports give, see ``xxlint.lexicon.Metric``."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    names: Annotated[list[NonEmpty], Field(min_length=1)]
    units: list[NonEmpty] = []
    kind: SlotKind
    unique: bool = False
    vague: list[NonEmpty] = []
    hard: Bounds | None = None
    soft: Bounds | None = None
    growth: Literal["", "%", "point"] = ""


class DatedEntry(_Strict):
    """Words that fit the reports of some years only, see ``xxlint.lexicon.Dated``."""

    cues: Annotated[list[NonEmpty], Field(min_length=1)]
    pattern: NonEmpty
    first: int | None = None
    last: int | None = None
    hint: Text
    only: NonEmpty | None = None
    unless: NonEmpty | None = None
    without: list[NonEmpty] = []

    @field_validator("pattern", "only", "unless")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        return value if value is None else _check_pattern(value)

    @model_validator(mode="after")
    def _has_a_limit(self) -> "DatedEntry":
        if self.first is None and self.last is None:
            raise ValueError("first 和 last 至少写一个 / one of first and last is needed")
        return self


class PartEntry(_Strict):
    """A part that a genre requires: one of ``cues`` stands in the text, or one of ``headings`` in a heading.

    ``{next_year}`` in a cue is the year after the title's.
    """

    name: Text
    cues: Annotated[list[NonEmpty], Field(min_length=1)]
    headings: list[NonEmpty] = []


class GenreEntry(_Strict):
    """A kind of report, or with ``extend`` what is added to a known one.

    ``title``: groups of words, of each of which the title holds one; ``unless``: words of other titles;
    ``metrics``: ids of metrics; ``signature``: it ends with name and date; ``least``: characters below which nothing
    is missed.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")] | None = None
    extend: NonEmpty | None = None
    name: Text | None = None
    title: list[Annotated[list[NonEmpty], Field(min_length=1)]] = []
    unless: list[NonEmpty] = []
    parts: list[PartEntry] = []
    metrics: list[NonEmpty] = []
    signature: bool = False
    least: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _is_new_or_extends(self) -> "GenreEntry":
        if (self.extend is None) == (self.id is None):
            raise ValueError("id 和 extend 写一个，只写一个 / either id or extend")
        if self.extend is not None and self.name is not None:
            raise ValueError("extend 沿用原来的名称，不写 name / an extension has no name of its own")
        if self.id is not None and (self.name is None or not self.title):
            raise ValueError("新文种要有 name 和 title / a new genre needs name and title")
        if self.id in ("auto", "none"):
            raise ValueError("auto 和 none 另有用处，换一个 id / auto and none have a meaning of their own")
        return self


class NameWords(_Strict):
    """Surnames, and those that are common words as well."""

    surnames: str = ""
    doubtful: str = ""


class ChoiceWords(_Strict):
    """Words of which a writer has to choose one."""

    opposites: list[Annotated[list[NonEmpty], Field(min_length=2, max_length=2)]] = []


class WordTables(_Strict):
    """Tables of words, see ``xxlint.lexicon.Lexicon``."""

    units: dict[SlotKind, list[NonEmpty]] = {}
    measures: dict[NonEmpty, dict[NonEmpty, Figure]] = {}
    typos: dict[NonEmpty, NonEmpty] = {}
    longer_words: dict[str, str] = {}
    nouns: dict[SlotKind, list[NonEmpty]] = {}
    metric_endings: dict[SlotKind, list[NonEmpty]] = {}
    names: NameWords = NameWords()
    choices: ChoiceWords = ChoiceWords()
    regions: dict[NonEmpty, dict[NonEmpty, str]] = {}
    doubtful_regions: list[NonEmpty] = []


class Pack(_Strict):
    """A whole pack file."""

    rule: list[AnyRule] = []
    phrase: list[PhraseEntry] = []
    metric: list[MetricEntry] = []
    dated: list[DatedEntry] = []
    genre: list[GenreEntry] = []
    words: WordTables = WordTables()


_PACK: TypeAdapter[Pack] = TypeAdapter(Pack)


def validate(path: Path, source: bytes, engine: Literal["re", "regex"] = "regex") -> dict[str, Any]:
    """The pack as plain data, or a ``PackError`` that names file, rule, key and line of every slip."""
    _ENGINE.set(engine)
    try:
        text = source.decode("utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError:
        raise PackError(
            [Words(f"{path}：规则包要用 UTF-8 编码", f"{path}: a pack must be in UTF-8")]
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise PackError([bad_toml(path, text, error)]) from None
    try:
        pack = _PACK.validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        raise PackError(
            [_problem(path, text, data, slip) for slip in error.errors(include_url=False)]
        ) from None
    _check_unique(path, text, data, pack)
    return pack.model_dump(mode="json", exclude_defaults=True)


def _check_unique(path: Path, text: str, data: dict[str, Any], pack: Pack) -> None:
    for what in ("code", "name"):
        seen: set[str] = set()
        for at, rule in enumerate(pack.rule):
            value = getattr(rule, what)
            if value in seen:
                where, line = _entry(text, data, ("rule", at))
                zh = f"{path}:{line}：{where}“{what}”：“{value}”用了两次"
                raise PackError([Words(zh, f"{path}:{line}: {where}“{what}”: “{value}” is used twice")])
            seen.add(value)


def _problem(path: Path, text: str, data: dict[str, Any], slip: Any) -> Words:
    """One line for one slip: the file and line of the entry, the rule, the key, and the nearest right word."""
    place = [str(part) for part in slip["loc"]]
    where, line = _entry(text, data, slip["loc"])
    keys = [part for part in place if not part.isdigit() and part not in _KINDS]
    key = ".".join(
        keys[1:] if keys[:1] in (["rule"], ["phrase"], ["metric"], ["dated"], ["genre"]) else keys
    ) or (keys[0] if keys else "")
    head = f"{path}:{line}"
    if slip["type"] in ("union_tag_invalid", "union_tag_not_found"):
        given = str(slip.get("input", {}).get("kind", "")) if isinstance(slip.get("input"), dict) else ""
        near = nearest(given, _KINDS)
        zh = f"没有“{given}”这种 kind" + (f"，是不是 {near}？" if near else f"，可用：{'、'.join(_KINDS)}")
        en = f"no kind “{given}”" + (f", did you mean {near}?" if near else f", one of: {', '.join(_KINDS)}")
        key = "kind"
    else:
        zh, en = retold(slip, _keys_at(place))
    return Words(f"{head}：{where}“{key}”：{zh}", f"{head}: {where}“{key}”: {en}")


def _entry(text: str, data: dict[str, Any], loc: tuple[Any, ...]) -> tuple[str, int]:
    """The name of the entry that ``loc`` lies in, and the line that it begins in."""
    if len(loc) < 2 or not isinstance(loc[1], int):
        return "", 1
    table = str(loc[0])
    starts = [m.start() for m in re.finditer(rf"(?m)^[ \t]*\[\[[ \t]*{re.escape(table)}[ \t]*\]\]", text)]
    line = text.count("\n", 0, starts[loc[1]]) + 1 if loc[1] < len(starts) else 1
    entries = data.get(table)
    entry = entries[loc[1]] if isinstance(entries, list) and loc[1] < len(entries) else None
    name = (
        entry.get("code") or entry.get("id") or entry.get("form") or entry.get("extend")
        if isinstance(entry, dict)
        else None
    )
    return (f"{name} " if name else ""), line


_RULES: dict[str, type[RuleEntry]] = {
    "slot": SlotRule, "pattern": PatternRule, "markup": MarkupRule, "sequence": SequenceRule, "level": LevelRule, "label": LabelRule,
    "count": CountRule, "reference": ReferenceRule, "pair": PairRule, "half-width": HalfWidthRule,
    "mixed-width": MixedWidthRule, "space": SpaceRule,
    "typo": TypoRule,
    "date": DateRule,
    "report-year": ReportYearRule,
    "doubled": DoubledRule, "set-phrase": SetPhraseRule, "copy": CopyRule, "missing-value": MissingValueRule, "metric-unit": MetricUnitRule, "plausible": PlausibleRule,
    "growth": GrowthRule, "conflict": ConflictRule, "sum": SumRule, "direction": DirectionRule, "point": PointRule,
    "respectively": RespectivelyRule, "foreign-region": ForeignRegionRule, "dated-words": DatedWordsRule,
    "empty-section": EmptySectionRule, "attachment": AttachmentRule, "paragraph-end": ParagraphEndRule,
    "title-mark": TitleMarkRule, "genre": GenreRule, "revision": RevisionRule,
    "tool": ToolRule,
}  # fmt: skip
_KINDS = tuple(_RULES)


def _keys_at(place: list[str]) -> list[str]:
    """The keys that are right beside a wrong one."""
    if place[0] == "rule":
        inner = [part for part in place[1:-1] if not part.isdigit()]
        if inner and inner[-1] in ("message", "why"):
            return ["zh", "en"]
        if "cases" in inner:
            return ["severity", "message"]
        return (
            list(_RULES[inner[0]].model_fields)
            if inner and inner[0] in _RULES
            else list(PatternRule.model_fields)
        )
    models: dict[str, type[BaseModel]] = {
        "phrase": PhraseEntry,
        "metric": MetricEntry,
        "dated": DatedEntry,
        "genre": GenreEntry,
        "words": WordTables,
    }
    return list(models[place[0]].model_fields) if place[0] in models else list(Pack.model_fields)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of packs, for editors."""
    return _PACK.json_schema()


def model_of(kind: str) -> type[RuleEntry]:
    """The shape of the rules of a kind."""
    return _RULES[kind]
