"""What the styles of a Word file say of paragraphs and runs: numbering, headings, hidden and marked text."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from xxlint.formats.docx.values import VAL, child, is_on, number_of, text_of
from xxlint.formats.docx.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9  # of numbering, and of headings

_ILVL = f"{W}ilvl"
_DEEPEST = 20  # steps of basedOn that are followed: more than anybody nests, few enough for a hostile file
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)


class CharacterStyle(NamedTuple):
    """What a style says of a run; None where it says nothing."""

    vanish: bool | None = None
    underline: bool | None = None
    highlight: bool | None = None


class ParagraphStyle(NamedTuple):
    """What a style says of a paragraph, basedOn followed.

    ``num_id`` is 0 for no numbering.  ``numbered`` are the styles from this one to the one that gives the num_id,
    each with the level that it names itself; ``level`` is the nearest level that the whole chain names, from 0.
    ``heading`` is the level of a heading from 1, 0 for none; ``contents`` a line of a table of contents.
    """

    num_id: int = 0
    numbered: tuple[tuple[str, int | None], ...] = ()
    level: int | None = None
    heading: int = 0
    contents: bool = False
    run: CharacterStyle = CharacterStyle()


class _Own(NamedTuple):
    """What one style says itself; None where it says nothing."""

    based_on: str | None
    num_id: int | None
    level: int | None
    heading: int | None
    contents: bool
    run: CharacterStyle


class Look(NamedTuple):
    """How a run is seen, once its own properties and all its styles are put together."""

    hidden: bool = False
    underlined: bool = False
    highlighted: bool = False


class Styles:
    """The styles of a file; ``root`` is w:styles, None in a file without that part."""

    def __init__(self, root: "_Element | None") -> None:
        self._elements: dict[str, dict[str, _Element]] = {"paragraph": {}, "character": {}, "numbering": {}}
        self._defaults: dict[str, str] = {}
        defaults = None
        if root is not None:
            self._index(root)
            defaults = child(child(child(root, f"{W}docDefaults"), f"{W}rPrDefault"), f"{W}rPr")
        self._run_defaults = run_of(defaults)[0]
        self._owns: dict[tuple[str, str], _Own] = {}
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str | None, CharacterStyle] = {}
        self._looks: dict[tuple[str | None, str | None], Look] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """A paragraph style; for None and for an id that is not there the default style, as Word takes it."""
        known = self._paragraphs.get(style_id)
        if known is None:
            known = self._paragraphs[style_id] = self._paragraph(style_id)
        return known

    def character(self, style_id: str | None) -> CharacterStyle:
        """A character style; for None and for an id that is not there the default style, if any."""
        known = self._characters.get(style_id)
        if known is None:
            known = self._characters[style_id] = _joined(
                own.run for _, own in self._chain(style_id, "character")
            )
        return known

    def number_of_list(self, style_id: str) -> int | None:
        """The numId to which a numbering style leads, which w:numStyleLink asks for."""
        if style_id not in self._elements["numbering"]:
            return None
        for _, own in self._chain(style_id, "numbering"):
            if own.num_id is not None:
                return own.num_id
        return None

    def heading(self, properties: "_Element | None", style_id: str | None) -> int:
        """The level of a heading from 1, 0 for none, of a paragraph with its w:pPr and the id of its style."""
        own = number_of(properties, f"{W}outlineLvl")
        return self.paragraph(style_id).heading if own is None else _heading(own)

    def look(self, properties: "_Element | None", style_id: str | None) -> Look:
        """How a run with its w:rPr is seen in a paragraph with a style."""
        own, character_id = run_of(properties)
        pair = (style_id, character_id)
        styled = self._looks.get(pair)
        if styled is None:
            styled = self._looks[pair] = self._styled(*pair)
        if own is _SILENT:
            return styled
        return Look(*(s if o is None else o for o, s in zip(own, styled, strict=True)))

    def _styled(self, paragraph_id: str | None, character_id: str | None) -> Look:
        paragraph, character = self.paragraph(paragraph_id).run, self.character(character_id)
        _, underline, highlight = _joined((character, paragraph, self._run_defaults))
        # 17.7.3: a toggle property that both styles set is off again, but never against the defaults.
        hidden = bool(self._run_defaults.vanish) or bool(paragraph.vanish) != bool(character.vanish)
        return Look(hidden, bool(underline), bool(highlight))

    def _paragraph(self, style_id: str | None) -> ParagraphStyle:
        num_id, level, heading, contents = None, None, None, False
        numbered: list[tuple[str, int | None]] = []
        runs = []
        for name, own in self._chain(style_id, "paragraph"):
            if num_id is None:
                numbered.append((name, own.level))
                num_id = own.num_id
            level = own.level if level is None else level
            heading = own.heading if heading is None else heading
            contents = contents or own.contents
            runs.append(own.run)
        if not num_id:
            num_id, numbered = 0, []
        return ParagraphStyle(num_id, tuple(numbered), level, heading or 0, contents, _joined(runs))

    def _chain(self, style_id: str | None, kind: str) -> Iterator[tuple[str, _Own]]:
        """A style and those that it is based on, the nearest first; a cycle is cut where it closes."""
        elements = self._elements[kind]
        if style_id is None or style_id not in elements:
            style_id = self._defaults.get(kind)
        seen: set[str] = set()
        while style_id is not None and style_id not in seen and len(seen) < _DEEPEST:
            own = self._owns.get((kind, style_id))
            if own is None:
                element = elements.get(style_id)
                if element is None:
                    return
                own = self._owns[kind, style_id] = _read(element)
            seen.add(style_id)
            yield style_id, own
            style_id = own.based_on

    def _index(self, root: "_Element") -> None:
        for style in root.iterchildren(f"{W}style"):
            kind, style_id = style.get(f"{W}type", "paragraph"), style.get(f"{W}styleId")
            if kind not in self._elements or style_id is None:
                continue
            self._elements[kind].setdefault(style_id, style)
            if style.get(f"{W}default", "0").lower() in ("1", "true", "on"):
                self._defaults.setdefault(kind, style_id)


def level_of(numbering: "_Element | None") -> int | None:
    """The w:ilvl of a w:numPr, None where it names no level that there is."""
    level = number_of(numbering, _ILVL)
    return level if level is not None and 0 <= level < LEVELS else None


_SILENT = CharacterStyle()


_VANISH, _UNDERLINE, _HIGHLIGHT, _STYLE = f"{W}vanish", f"{W}u", f"{W}highlight", f"{W}rStyle"


def run_of(properties: "_Element | None") -> tuple[CharacterStyle, str | None]:
    """What a w:rPr says itself, and the id of the style that it names; one pass, for there is one in every run."""
    if properties is None:
        return _SILENT, None
    own, style_id = _SILENT, None
    for entry in properties:
        tag = entry.tag
        if tag == _STYLE:
            style_id = entry.get(VAL)
        elif tag == _VANISH:
            own = own._replace(vanish=is_on(properties, _VANISH))
        elif tag == _UNDERLINE:
            own = own._replace(underline=_is_drawn(entry))
        elif tag == _HIGHLIGHT:
            own = own._replace(highlight=_is_drawn(entry))
    return own, style_id


def _read(style: "_Element") -> _Own:
    properties = child(style, f"{W}pPr")
    numbering = child(properties, f"{W}numPr")
    name = (text_of(style, f"{W}name") or "").strip()
    outline = number_of(properties, f"{W}outlineLvl")
    named = _HEADING.fullmatch(name)
    return _Own(
        based_on=text_of(style, f"{W}basedOn"),
        num_id=number_of(numbering, f"{W}numId"),
        level=level_of(numbering),
        heading=_heading(outline) if outline is not None else int(named[1]) if named else None,
        contents=_CONTENTS.fullmatch(name) is not None,
        run=run_of(child(style, f"{W}rPr"))[0],
    )


def _is_drawn(element: "_Element") -> bool:
    return element.get(VAL, "none") != "none"


def _joined(
    runs: "Iterator[CharacterStyle] | tuple[CharacterStyle, ...] | list[CharacterStyle]",
) -> CharacterStyle:
    """The first word on each point, the nearest style first."""
    vanish = underline = highlight = None
    for run in runs:
        vanish = run.vanish if vanish is None else vanish
        underline = run.underline if underline is None else underline
        highlight = run.highlight if highlight is None else highlight
    return CharacterStyle(vanish, underline, highlight)


def _heading(outline: int) -> int:
    """From w:outlineLvl, where 9 stands for text."""
    return outline + 1 if 0 <= outline < LEVELS else 0
