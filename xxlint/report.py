"""The only thing that a kind sees: a document with its lexicon, its context, and what analysis makes of them."""

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from xxlint.context import Context
from xxlint.diagnostic import Slot
from xxlint.document import NO_LAYOUT, Block, Document, Layout, Mark
from xxlint.lexicon import Lexicon
from xxlint.span import LineIndex, Span
from xxlint.words import Words

if TYPE_CHECKING:
    from xxlint.analysis.against import Comparison
    from xxlint.analysis.circumstances import Circumstances, Own
    from xxlint.analysis.enumerations import Break, Enumeration
    from xxlint.analysis.headings import Headings
    from xxlint.analysis.labels import Marker
    from xxlint.analysis.metrics import Mention, Said
    from xxlint.analysis.outline import Outline
    from xxlint.analysis.pairs import PairFault
    from xxlint.analysis.passages import Passages
    from xxlint.analysis.renumbering import References
    from xxlint.analysis.steps import Step
    from xxlint.analysis.surroundings import Surroundings
    from xxlint.analysis.title import Title
    from xxlint.lexicon import Genre


class Report:
    """A report as a careful reader has it; each part of the understanding is made when it is first asked for."""

    def __init__(self, document: Document, lexicon: Lexicon, context: Context = Context()) -> None:
        self.document = document
        self.lexicon = lexicon
        self.context = context
        self.text = document.text
        self.prose = document.prose

    @property
    def layout(self) -> Layout:
        """What the file says of its paragraphs; nothing for a text."""
        return self.document.layout or NO_LAYOUT

    @property
    def is_markdown(self) -> bool:
        """Whether the report is written in Markdown."""
        return self.document.format == "markdown"

    @cached_property
    def page(self) -> "Surroundings":
        """The text with its neighbourhood questions."""
        from xxlint.analysis.surroundings import Surroundings

        return Surroundings(self.text, self.prose, self.lexicon, self.layout)

    @property
    def folded(self) -> str:
        """The prose in half-width forms."""
        return self.page.folded

    def is_automatic(self, span: Span) -> bool:
        """Whether the words stand in the numbering of the file and not in its text: no edit reaches them."""
        blocks = self.layout.blocks
        at = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
        label = blocks[at].label if at >= 0 else span
        return at >= 0 and label.start < label.end and label.overlaps(span)

    def place_at(self, offset: int) -> Words:
        """Where an offset is, as a message says it: by the line, in a file without lines by the paragraph."""
        block = self.block_at(offset)
        if block is None:
            line = self._index.position(offset).line
            return Words(f"第{line}行", f"on line {line}")
        number = block.where.paragraph
        return Words(f"第{number}段", f"in paragraph {number}")

    def block_at(self, offset: int) -> Block | None:
        """The paragraph around an offset; None in a file that has lines."""
        blocks = self.layout.blocks
        if not blocks:
            return None
        at = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
        return blocks[max(at, 0)]

    @cached_property
    def _index(self) -> LineIndex:
        return LineIndex(self.text)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The places still to be filled."""
        from xxlint.analysis.slots import find_slots

        return find_slots(self.page, self.layout.marks)

    @cached_property
    def controls(self) -> dict[Span, Mark]:
        """The content controls that take a choice or a date, by the words that they show."""
        return {mark.span: mark for mark in self.layout.marks if mark.kind in ("list", "suggestions", "date")}

    @cached_property
    def mentions(self) -> "tuple[Mention, ...]":
        """What the report says of the metrics of the lexicon."""
        from xxlint.analysis.metrics import find_mentions

        return find_mentions(self.page, self.slots)

    @cached_property
    def said(self) -> "tuple[Said, ...]":
        """The values and changes of each metric that has some."""
        from xxlint.analysis.metrics import by_metric

        return by_metric(self.mentions)

    @cached_property
    def steps(self) -> "tuple[Step, ...]":
        """From one value to another."""
        from xxlint.analysis.steps import find_steps

        return tuple(find_steps(self.page))

    @cached_property
    def own(self) -> "Own":
        """The year and the unit that a figure is about which says nothing of either."""
        from xxlint.analysis.circumstances import own_of

        return own_of(self.page, self.context.year)

    def circumstances_at(self, start: int, end: int, on_base: bool = False) -> "Circumstances":
        """Who and when a figure is about whose name begins at ``start`` and whose value ends at ``end``."""
        from xxlint.analysis.circumstances import circumstances_at

        return circumstances_at(self.page, self.own, self.section_at(start), start, end, on_base=on_base)

    @cached_property
    def markers(self) -> "list[Marker]":
        """All labels in reading order."""
        from xxlint.analysis.labels import find_labels

        return find_labels(self.prose, self.is_markdown, self.layout)

    def label_at(self, offset: int) -> "Marker | None":
        """The label that covers an offset."""
        at = bisect_right(self.markers, offset, key=lambda marker: marker.span.start) - 1
        return self.markers[at] if at >= 0 and offset < self.markers[at].span.end else None

    @cached_property
    def enumerations(self) -> "list[Enumeration]":
        """All lists in the order in which they begin."""
        from xxlint.analysis.enumerations import enumerations

        return enumerations(self.prose, self.markers, self.is_markdown, self.layout)

    @cached_property
    def breaks(self) -> "tuple[tuple[Enumeration, list[Break]], ...]":
        """Each list with the places where it does not count on."""
        from xxlint.analysis.enumerations import breaks

        return tuple((enumeration, breaks(enumeration.numbers)) for enumeration in self.enumerations)

    @cached_property
    def references(self) -> "References":
        """Where the report names a part of itself by its number."""
        from xxlint.analysis.renumbering import References

        return References(self.prose, self.markers)

    @cached_property
    def headings(self) -> "Headings":
        """The lines that may be headings, and what lies under them."""
        from xxlint.analysis.headings import Headings

        drawings = self.layout.drawings
        return Headings(self.prose, self.markers, self.enumerations, self.is_markdown, drawings)

    @cached_property
    def title(self) -> "Title | None":
        """The title with the lines around it."""
        from xxlint.analysis.title import find_title

        return find_title(self.prose, self.is_markdown)

    @cached_property
    def genre(self) -> "Genre | None":
        """What kind of report it is: as the context says, else by the title."""
        from xxlint.analysis.genres import genre_of

        return genre_of(self.lexicon.genres, self.context.genre, self.title)

    @cached_property
    def pair_faults(self) -> "tuple[PairFault, ...]":
        """Quotation marks and brackets that do not pair."""
        from xxlint.analysis.pairs import find_pair_faults

        return tuple(find_pair_faults(self.prose, self.markers))

    @cached_property
    def passages(self) -> "Passages":
        """The paragraphs and sentences by what they say, to be compared with those of another report."""
        from xxlint.analysis.former import title_of
        from xxlint.analysis.passages import Passages

        return Passages(self.folded, title_of(self.page).places)

    @cached_property
    def comparison(self) -> "Comparison | None":
        """What was taken over from the older report; None where there is none to compare with."""
        older = self.context.against
        if older is None:
            return None
        from xxlint.analysis.against import Comparison

        file = older.document.path.replace("\\", "/").rpartition("/")[2]
        return Comparison(file, self.page, self.passages, older.page, older.passages, place_of=older.place_at)

    @cached_property
    def outline(self) -> "Outline":
        """The sections in reading order."""
        from xxlint.analysis.outline import Outline

        levels = {block.span.start: block.heading for block in self.layout.blocks if block.heading}
        return Outline(self.prose, self.enumerations, self.is_markdown, levels)

    def section_at(self, offset: int) -> tuple[str, ...]:
        """The headings above an offset, the outermost first."""
        return self.outline.path_at(offset)
