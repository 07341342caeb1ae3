"""The automatic numbers of a Word file: which label stands in front of each paragraph.

They stand nowhere in the text: they follow from the definitions in numbering.xml and from all the paragraphs
before.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from xxlint.formats.docx.number_formats import FORMS, padded
from xxlint.formats.docx.styles import LEVELS, ParagraphStyle, Styles, level_of
from xxlint.formats.docx.values import child, is_on, number, number_of, text_of
from xxlint.formats.docx.xml import MC, W

if TYPE_CHECKING:
    from lxml.etree import _Element

Suffix = Literal["tab", "space", "nothing"]

BULLET = "•"

_NUM_PR, _NUM_ID = f"{W}numPr", f"{W}numId"
_SUFFIXES: dict[str | None, Suffix] = {"space": "space", "nothing": "nothing"}
_SLOT = re.compile("%([1-9])")
_LONGEST = 255  # characters of w:lvlText that are read; Word takes 31
_MOST_LINKS = 5  # steps of w:numStyleLink that are followed
_ZEROS = re.compile(r"(0+1)\s*,")  # a format of the writer's own: "001, 002, 003, ..."
_WIDEST = 10
SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "marlett")  # where l is drawn as ● and n as ■


class Label(NamedTuple):
    """An automatic number: its words, what follows it, its level from 0, the w:numFmt of that level."""

    text: str
    suffix: Suffix
    level: int
    form: str


class _Level(NamedTuple):
    """One w:lvl.  ``restart`` is None for after every higher level, 0 for never, N for after levels 1 to N."""

    start: int
    form: str
    write: Callable[[int], str]
    parts: tuple[str, ...]  # of w:lvlText: words and, at each odd place, the number of a level from 1
    suffix: Suffix
    restart: int | None
    legal: bool
    bullet: str | None  # what stands there instead of words and numbers
    hidden: bool
    style_id: str | None


_Levels = tuple[_Level | None, ...]


class _List(NamedTuple):
    """One w:num as it comes out: ``owner`` is the w:abstractNum whose counters it uses.

    ``starts`` has the w:startOverride of a level, with the numId of the w:num where it stands.
    """

    owner: int
    levels: _Levels
    starts: dict[int, tuple[int, int]]


class Numbering:
    """The counters of a file on the way through its paragraphs; ``root`` is w:numbering, None without that part."""

    def __init__(self, root: "_Element | None", styles: Styles) -> None:
        self._styles = styles
        self._nums: dict[int, _Element] = {}
        self._abstracts: dict[int, _Element] = {}
        if root is not None:
            _index(root, f"{W}num", _NUM_ID, self._nums)
            _index(root, f"{W}abstractNum", f"{W}abstractNumId", self._abstracts)
        self._defined: dict[str, int] | None = None
        self._levels: dict[int, _Levels] = {}
        self._lists: dict[int, _List | None] = {}
        self._counters: dict[int, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def label(self, properties: "_Element | None", style_id: str | None) -> Label | None:
        """The label of the next paragraph, from its w:pPr and the id of its style; None where none is seen.

        To be called for each paragraph in the order of the document, empty ones too, deleted ones not.
        """
        style = self._styles.paragraph(style_id)
        numbering = child(properties, _NUM_PR)
        own_id = number_of(numbering, _NUM_ID)
        num_id = style.num_id if own_id is None else own_id
        found = self._list(num_id) if num_id else None
        if found is None:
            return None
        level = level_of(numbering)
        if level is None:
            level = _level_of_style(style, found.levels) if num_id == style.num_id else style.level
        level = level or 0
        return _label(found.levels, level, self._count(found, level))

    def _count(self, found: _List, level: int) -> list[int | None]:
        """The counters of the list after one paragraph more on ``level``."""
        counters = self._counters.setdefault(found.owner, [None] * LEVELS)
        for parent in range(level):
            if counters[parent] is None:
                self._begins(found, parent)
                counters[parent] = _start(found, parent)
        before = counters[level]
        if self._begins(found, level) or before is None:
            counters[level] = _start(found, level)
        else:
            counters[level] = before + 1
        for deeper in range(level + 1, LEVELS):
            definition = found.levels[deeper]
            restart = None if definition is None else definition.restart
            if restart is None or level < restart:
                counters[deeper] = None
        return counters

    def _begins(self, found: _List, level: int) -> bool:
        """Whether a w:startOverride is to be heeded now, which is so once."""
        override = found.starts.get(level)
        if override is None or (override[0], level) in self._started:
            return False
        self._started.add((override[0], level))
        return True

    def _list(self, num_id: int) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._resolved(num_id)
        return self._lists[num_id]

    def _resolved(self, num_id: int) -> _List | None:
        """A w:num with its levels, through w:numStyleLink where the definition stands at a numbering style."""
        nums: list[int] = []
        abstract_id = self._abstract_of(num_id)
        while abstract_id is not None and num_id not in nums and len(nums) < _MOST_LINKS:
            nums.append(num_id)
            link = text_of(self._abstracts[abstract_id], f"{W}numStyleLink")
            if link is None:
                break
            linked = self._styles.number_of_list(link)
            owner = None if linked is None else self._abstract_of(linked)
            if linked is None or owner is None:
                abstract_id = self._defining(link, abstract_id)
                break
            num_id, abstract_id = linked, owner
        if abstract_id is None:
            return None
        levels = list(self._levels_of(abstract_id))
        starts: dict[int, tuple[int, int]] = {}
        for each in reversed(nums):  # what stands nearer to the paragraph is put on last
            _override(self._nums[each], each, levels, starts)
        return _List(abstract_id, tuple(levels), starts)

    def _abstract_of(self, num_id: int) -> int | None:
        abstract_id = number_of(self._nums.get(num_id), f"{W}abstractNumId")
        return abstract_id if abstract_id in self._abstracts else None

    def _defining(self, style_id: str, otherwise: int) -> int:
        """The w:abstractNum that says itself that it belongs to a numbering style."""
        if self._defined is None:
            self._defined = {}
            for abstract_id, abstract in self._abstracts.items():
                link = text_of(abstract, f"{W}styleLink")
                if link is not None:
                    self._defined.setdefault(link, abstract_id)
        return self._defined.get(style_id, otherwise)

    def _levels_of(self, abstract_id: int) -> _Levels:
        known = self._levels.get(abstract_id)
        if known is None:
            levels: list[_Level | None] = [None] * LEVELS
            for element in self._abstracts[abstract_id].iterchildren(f"{W}lvl"):
                level = number(element.get(f"{W}ilvl"))
                if level is not None and 0 <= level < LEVELS:
                    levels[level] = _read_level(element)
            known = self._levels[abstract_id] = tuple(levels)
        return known


def _index(root: "_Element", name: str, key: str, into: "dict[int, _Element]") -> None:
    for element in root.iterchildren(name):
        found = number(element.get(key))
        if found is not None:
            into.setdefault(found, element)


def _level_of_style(style: ParagraphStyle, levels: _Levels) -> int | None:
    """Where the numbering comes from a style: the level that names this style, else the one that the style names."""
    for style_id, own in style.numbered:
        for level, definition in enumerate(levels):
            if definition is not None and definition.style_id == style_id:
                return level
        if own is not None:
            return own
    return style.level


def _start(found: _List, level: int) -> int:
    """Where a level begins.  17.9.26: a w:startOverride holds for every restart too."""
    override, definition = found.starts.get(level), found.levels[level]
    return override[1] if override is not None else 1 if definition is None else definition.start


def _label(levels: _Levels, level: int, counters: list[int | None]) -> Label | None:
    definition = levels[level]
    if definition is None or definition.hidden:
        return None
    if definition.bullet is not None:
        text = definition.bullet
    else:
        text = _text(definition, levels, level, counters).strip()
    return Label(text, definition.suffix, level, definition.form) if text else None


def _text(definition: _Level, levels: _Levels, level: int, counters: list[int | None]) -> str:
    """The words of a label; "" where a level is asked for that lies deeper than the label's own (17.9.11)."""
    words = ""
    for place, part in enumerate(definition.parts):
        if place % 2 == 0:
            words += part
            continue
        wanted = int(part) - 1
        if wanted > level:
            return ""
        other = levels[wanted]
        if other is not None and other.form in ("bullet", "none"):
            continue  # has no number of its own
        write = str if definition.legal or other is None else other.write
        words += write(counters[wanted] or 0)
    return words


def _override(
    num: "_Element", num_id: int, levels: list[_Level | None], starts: dict[int, tuple[int, int]]
) -> None:
    for override in num.iterchildren(f"{W}lvlOverride"):
        level = number(override.get(f"{W}ilvl"))
        if level is None or not 0 <= level < LEVELS:
            continue
        whole = child(override, f"{W}lvl")
        if whole is not None:
            levels[level] = _read_level(whole)
        start = number_of(override, f"{W}startOverride")
        if start is not None:
            starts[level] = (num_id, start)


def _read_level(element: "_Element") -> _Level:
    form, write = _form(element)
    words = (text_of(element, f"{W}lvlText") or "")[:_LONGEST]
    run = child(element, f"{W}rPr")
    bullet = None
    if child(element, f"{W}lvlPicBulletId") is not None:
        bullet = BULLET
    elif form == "bullet":
        bullet = _bullet(words.strip(), run)
    start = number_of(element, f"{W}start")
    restart = number_of(element, f"{W}lvlRestart")
    return _Level(
        start=0 if start is None else start,  # 17.9.25
        form=form,
        write=write,
        parts=tuple(_SLOT.split(words)),
        suffix=_SUFFIXES.get(text_of(element, f"{W}suff"), "tab"),
        restart=restart,
        legal=bool(is_on(element, f"{W}isLgl")),
        bullet=bullet,
        hidden=bool(is_on(run, f"{W}vanish")),
        style_id=text_of(element, f"{W}pStyle"),
    )


def _form(element: "_Element") -> tuple[str, Callable[[int], str]]:
    """The w:numFmt of a level and how it writes; of a format of the writer's own its zeros, else what stands in."""
    formats = list(element.iterchildren(f"{W}numFmt"))
    for alternative in element.iterchildren(f"{MC}AlternateContent"):
        for branch in alternative.iterchildren(f"{MC}Choice", f"{MC}Fallback"):
            formats += branch.iterchildren(f"{W}numFmt")
    for each in formats:
        form = each.get(f"{W}val", "decimal")
        if form != "custom":
            return form, FORMS.get(form, str)
        zeros = _ZEROS.match(each.get(f"{W}format", ""))
        if zeros and len(zeros[1]) <= _WIDEST:
            return form, padded(len(zeros[1]))
    return "decimal", str


def _bullet(words: str, run: "_Element | None") -> str:
    """A sign that can be read: a character that only one font draws is a dot."""
    if not words:
        return ""
    fonts = child(run, f"{W}rFonts")
    names = "" if fonts is None else f"{fonts.get(f'{W}ascii', '')} {fonts.get(f'{W}hAnsi', '')}".lower()
    drawn = any(name in names for name in SYMBOL_FONTS)
    if any("\ue000" <= c <= "\uf8ff" or c >= "\U000f0000" or (drawn and c <= "\u00ff") for c in words):
        return BULLET
    return BULLET if words == "o" else words  # o of Courier New, Word's hollow dot
