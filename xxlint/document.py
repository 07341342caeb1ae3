"""A report as it was read: its text, what of it is prose, and where in the file each paragraph stands."""

from typing import Literal, NamedTuple

from xxlint.span import Span
from xxlint.words import Words

HIDDEN = "\x00"  # stands in ``prose`` for a character that is not prose: code, a link's target, a comment
MARKUP = "\x01"  # stands in ``prose`` for a mark of Markdown that the reader does not see, such as **
SOFT_BREAK = "\x0b"  # stands in ``prose`` for a line break inside a paragraph, and for the \r of \r\n

Part = Literal["body", "header", "footer", "footnote", "endnote", "textbox"]
MarkKind = Literal[
    "blank", "prompt", "list", "suggestions", "date", "inserted", "deleted", "formatted", "comment", "fallback",
]  # fmt: skip


class Cell(NamedTuple):
    """A cell of a table: which table of the part, row and column, all from 1."""

    table: int
    row: int
    column: int


class Where(NamedTuple):
    """Where a paragraph stands in a file that has no lines.

    ``paragraph`` counts from 1 in the part, empty paragraphs and those of tables included.  ``page`` is the page as
    the file tells it (of Word: about), None where it does not.  ``note`` is the number of a footnote or endnote.
    """

    part: Part
    paragraph: int
    cell: Cell | None = None
    page: int | None = None
    note: int | None = None


class Block(NamedTuple):
    """One paragraph: its words in ``Document.text``, its place, and what its style says of it.

    ``label`` covers an automatic number, which stands in the numbering definitions and not in the paragraph: a
    finding may point at it, an edit may not.  It is empty where there is none.  ``heading`` is the level of a
    heading from 1, 0 for none.
    """

    span: Span
    where: Where
    label: Span
    heading: int = 0


class Mark(NamedTuple):
    """What a file says of some words besides the words.

    ``blank``: underlined or highlighted blanks; ``prompt``: a content control that still shows its prompt;
    ``list``: a control that takes one of ``choices``, ``suggestions``: one that takes other words as well, ``date``: one
    that takes a date, in the format ``words`` (yyyy'年'M'月'd'日', "" for the usual one); ``inserted``, ``deleted`` and ``formatted``: tracked changes (a deletion covers nothing); ``comment``: words commented on;
    ``fallback``: words that an older program shows in another wording, which is in ``words``.  For the changes and
    comments ``words`` is their author.
    """

    span: Span
    kind: MarkKind
    words: str = ""
    choices: tuple[str, ...] = ()


class Waiver(NamedTuple):
    """Words on which findings of one code are settled: somebody answered 保留 to the comment."""

    span: Span
    code: str


class Layout(NamedTuple):
    """What is known of a file that has no lines (Word, PDF, a web page) besides its text.

    ``blocks`` are the paragraphs in reading order; what lies between two of them (a line's end, the tab between two
    cells) belongs to none.  ``stories`` are the texts that stand for themselves: the body first, then headers and
    footers, notes, text boxes.  ``contents`` are the lines of a table of contents, ``drawings`` the places
    where a picture, a chart or a text box stands, in order.
    """

    blocks: tuple[Block, ...] = ()
    stories: tuple[Span, ...] = ()
    contents: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    drawings: tuple[int, ...] = ()


NO_LAYOUT = Layout()


class Document(NamedTuple):
    """What a reader sees of a file.

    ``text`` is the file exactly as decoded, without BOM; of a file that is no text, the words that a reader of the
    page sees, with automatic numbers, a paragraph a line.  All offsets count in it.  ``prose`` has the same
    length: a paragraph a line, parted by ``\\n`` alone, with what is not prose masked, so that an offset in
    ``prose`` is one in ``text``.
    """

    path: str
    format: str
    text: str
    prose: str
    encoding: str | None
    warnings: tuple[Words, ...] = ()
    not_checked: tuple[Words, ...] = ()
    layout: Layout | None = None


def stories_of(document: Document) -> tuple[Document, ...]:
    """The texts of a document that stand for themselves, the body first; each counts from its own start.

    They begin at ``document.layout.stories``.  A document that is one text is its only story.
    """
    layout = document.layout
    if layout is None or len(layout.stories) < 2:
        return (document,)
    return tuple(_story(document, layout, span) for span in layout.stories)


def _story(document: Document, layout: Layout, story: Span) -> Document:
    start, end = story

    def inside(span: Span) -> bool:
        return start <= span.start and span.end <= end

    own = Layout(
        tuple(
            b._replace(span=b.span.moved(-start), label=b.label.moved(-start))
            for b in layout.blocks
            if inside(b.span)
        ),
        (story.moved(-start),),
        tuple(span.moved(-start) for span in layout.contents if inside(span)),
        tuple(mark._replace(span=mark.span.moved(-start)) for mark in layout.marks if inside(mark.span)),
        tuple(
            waiver._replace(span=waiver.span.moved(-start))
            for waiver in layout.waivers
            if inside(waiver.span)
        ),
        tuple(at - start for at in layout.drawings if start <= at <= end),
    )
    return document._replace(text=document.text[start:end], prose=document.prose[start:end], layout=own)
