"""The text of a Word file while it is being read: the characters, and for each where it came from."""

from typing import TYPE_CHECKING, NamedTuple

from xxlint.document import MARKUP, SOFT_BREAK, Block, Layout, Mark, MarkKind, Where
from xxlint.formats.plain import hide_addresses, starts_item
from xxlint.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_SENTENCE_ENDS = "。！？；：…!?;:"
_WIDE_BLANKS = {"\t": 4, "\u3000": 2}
_LEAST_RULE = 2  # columns: a single underlined blank is a slip of the mouse


class Piece(NamedTuple):
    """Words that one element of a run holds: ``span`` of the text is what a reader sees of ``element`` (a ``w:t``).

    ``part`` is the name of the part; ``locked`` says that Word makes the words anew (the result of a field), so
    that a change would be lost.  What has no piece (a label, a tab, a break) was not typed and is not edited.  Signs
    (tabs, breaks, symbols, formulas, prompts) have the same shape and are kept apart: they show where they stand.
    """

    span: Span
    element: "_Element"
    part: str
    locked: bool


class Anchor(NamedTuple):
    """The element behind a block: its ``w:p``, the part that it stands in, and for a note or a text box the run of
    the body that it hangs on."""

    paragraph: "_Element"
    part: str
    host: "_Element | None"


class Sheet:
    """Collects the text of all stories, a paragraph a line."""

    def __init__(self) -> None:
        self.size = 0
        self.pieces: list[Piece] = []
        self.signs: list[Piece] = []
        self.blocks: list[Block] = []
        self.anchors: list[Anchor] = []  # one for each block
        self.marks: list[Mark] = []
        self.obstacles: list[int] = []  # where something without width stands that no edit may cross
        self.drawings: list[int] = []  # where pictures, charts and text boxes stand
        self.commented: dict[str, Span] = {}  # by the id of a comment, the words that it is on
        self.separators: list[int] = []  # the indexes of the chunks that end paragraphs
        self._chunks: list[str] = []
        self._stories: list[Span] = []
        self._contents: list[Span] = []
        self._breaks: list[int] = []  # manual line breaks of this paragraph
        self._soft: list[int] = []  # those that part no paragraphs
        self._rules: list[Span] = []  # underlined or highlighted stretches of this paragraph
        self._edges: list[Span] = []  # the blanks that lengthen the line under filled-in words
        self._first_chunk = 0  # of this paragraph
        self._start = 0  # of this paragraph
        self._story_start = 0

    # --- inside a paragraph --------------------------------------------------------------------------------

    def add(self, text: str) -> None:
        """Characters that nobody can edit here."""
        self._chunks.append(text)
        self.size += len(text)

    @property
    def at_start(self) -> bool:
        """Whether the paragraph has no words yet."""
        return self.size == self._start

    def add_piece(self, text: str, element: "_Element", part: str, locked: bool) -> None:
        """The words of an element."""
        if text:
            self.pieces.append(Piece(Span(self.size, self.size + len(text)), element, part, locked))
            self.add(text)

    def add_sign(self, text: str, element: "_Element", part: str) -> None:
        """What an element shows that holds no words: a tab, a symbol, a formula."""
        if text:
            self.signs.append(Piece(Span(self.size, self.size + len(text)), element, part, True))
            self.add(text)

    def break_line(self, element: "_Element", part: str) -> None:
        """A manual line break; whether it parts paragraphs is known when the paragraph ends."""
        self._breaks.append(self.size)
        self.add_sign("\n", element, part)

    def rule(self, start: int) -> None:
        """What was read since ``start`` is underlined or highlighted."""
        if self._rules and self._rules[-1].end == start:
            start = self._rules.pop().start
        if start < self.size:
            self._rules.append(Span(start, self.size))

    def mark(self, kind: MarkKind, start: int, words: str = "", choices: tuple[str, ...] = ()) -> None:
        """What was read since ``start`` is marked."""
        self.marks.append(Mark(Span(start, self.size), kind, words, choices))

    def mark_line(self, kind: MarkKind, start: int, words: str = "", choices: tuple[str, ...] = ()) -> None:
        """The lines read since ``start``, all of them closed, are marked."""
        self.marks.append(Mark(Span(start, max(start, self.size - 1)), kind, words, choices))

    # --- paragraphs, rows, stories -------------------------------------------------------------------------

    def end_paragraph(self, where: Where, anchor: Anchor, label: int, heading: int, contents: bool) -> None:
        """Close the paragraph; its first ``label`` characters are an automatic number."""
        start = self._start
        if self._breaks or self._rules:
            self._look_back(start)
        self.blocks.append(Block(Span(start, self.size), where, Span(start, start + label), heading))
        self.anchors.append(anchor)
        if contents:
            self._contents.append(Span(start, self.size))
        self.end_line()

    def end_line(self) -> None:
        """Close a line; alone, it stands for a cell that shows nothing."""
        self.separators.append(len(self._chunks))
        self.add("\n")
        self._start, self._first_chunk = self.size, len(self._chunks)

    def join(self, separators: list[int]) -> None:
        """Put the cells that these separators end, but the last, into one line."""
        for at in separators[:-1]:
            self._chunks[at] = "\t"

    def end_story(self) -> None:
        """Close a story; one without a paragraph leaves nothing."""
        if self.size > self._story_start:
            self._stories.append(Span(self._story_start, self.size - 1))
            self._story_start = self.size
            self._draw_in()

    def _draw_in(self) -> None:
        """What was marked behind the last line of the story stands at its end, not where the next one begins."""
        for at in range(len(self.marks) - 1, -1, -1):
            if self.marks[at].span.start < self.size:
                break
            self.marks[at] = self.marks[at]._replace(span=Span(self.size - 1, self.size - 1))

    def text(self) -> str:
        """All stories, parted by line ends."""
        return "".join(self._chunks)[:-1]

    def prose(self, text: str) -> str:
        """The text with soft breaks, addresses and the blanks of filled-in lines masked."""
        parts: list[str] = []
        done = 0
        masks = [(Span(at, at + 1), SOFT_BREAK) for at in self._soft]
        masks += [(edge, MARKUP) for edge in self._edges if "\t" not in edge.of(text)]
        for span, mask in sorted(masks):
            parts += (text[done : span.start], mask * (span.end - span.start))
            done = span.end
        return hide_addresses("".join(parts) + text[done:])

    def layout(self) -> Layout:
        """What is known besides the text; waivers are added by the comments' reader."""
        marks = tuple(mark._replace(span=self.inside(mark.span)) for mark in self.marks)
        drawings = tuple(min(at, max(0, self.size - 1)) for at in self.drawings)
        return Layout(
            tuple(self.blocks), tuple(self._stories), tuple(self._contents), marks, drawings=drawings
        )

    def inside(self, span: Span) -> Span:
        """A span within the text: what was marked behind the last line stands at its end."""
        last = max(0, self.size - 1)
        return Span(min(span.start, last), min(span.end, last))

    def _look_back(self, start: int) -> None:
        """Decide on the breaks and the ruled stretches of the paragraph that ends here."""
        words = "".join(self._chunks[self._first_chunk :])
        for at in self._breaks:
            before, after = words[: at - start].rstrip(" \t\u3000"), words[at - start + 1 :]
            if before and before[-1] not in _SENTENCE_ENDS + "\n" and after and not _begins(after):
                self._soft.append(at)
        for span in self._rules:
            ruled = words[span.start - start : span.end - start]
            if ruled.strip():
                self._fill(span, ruled)
            elif sum(_WIDE_BLANKS.get(c, 1) for c in ruled) >= _LEAST_RULE:
                self.marks.append(Mark(span, "blank"))
        self._breaks.clear()
        self._rules.clear()

    def _fill(self, span: Span, ruled: str) -> None:
        """Note the blanks around words on a ruled line: they draw the line and part no words."""
        before, after = len(ruled) - len(ruled.lstrip()), len(ruled) - len(ruled.rstrip())
        self._edges += (Span(span.start, span.start + before), Span(span.end - after, span.end))


def _begins(line: str) -> bool:
    """Whether what stands behind a manual break begins a paragraph of its own: a label, an indent, an empty line."""
    return line[0] in "\n\t\u3000 " or starts_item(line)
