"""Where in the XML of a Word file an edit of its text belongs, or why it has no place there."""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from xxlint.document import Block
from xxlint.formats.docx.other_form import Forms, Slice
from xxlint.formats.docx.sheet import Piece
from xxlint.formats.docx.splitting import RUN, TEXT
from xxlint.formats.docx.values import text_of
from xxlint.formats.docx.walker import Reading, words_of
from xxlint.formats.docx.xml import W15, W
from xxlint.span import Edit, Span
from xxlint.words import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROL = W + "sdt"
_BINDINGS = (W + "dataBinding", W15 + "dataBinding")


class Place(NamedTuple):
    """Where an edit is made: ``slices`` in reading order become ``words``.

    Without slices the words are the first of ``paragraph``.  ``prompt`` is the content control whose prompt they
    take the place of.  ``start`` orders the places of a file.
    """

    start: int
    part: str
    words: str
    slices: tuple[Slice, ...] = ()
    paragraph: "_Element | None" = None
    prompt: "_Element | None" = None


class Placer:
    """Finds the places of edits in one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._block_starts = [block.span.start for block in reading.layout.blocks]
        self._piece_starts = [piece.span.start for piece in reading.pieces]
        self._forms = Forms()

    def find(self, edit: Edit) -> tuple[Place, ...] | Words:
        """The place of an edit, and the one in the other form of a text box; or why it has none."""
        span, words = edit
        reason = _unwritable(words)
        if reason is not None:
            return reason
        at = bisect_right(self._block_starts, span.start) - 1
        block = self._reading.layout.blocks[at] if at >= 0 else None
        if block is None or span.end > block.span.end:
            return self._between(span)
        if block.label.start <= span.start < block.label.end:
            return _LABEL
        found = (
            self._replacing(span, words) if span.start < span.end else self._inserting(span.start, at, words)
        )
        if isinstance(found, Words):
            return found
        return self._with_other_form(found)

    def _with_other_form(self, place: Place) -> tuple[Place, ...] | Words:
        """The place, and for words of a text box the one in what older programs show."""
        element = place.slices[0].element if place.slices else place.paragraph
        form = None if element is None else self._forms.around(element)
        if form is None:
            return (place,)
        if not form.agrees:
            return _OTHER_FORM
        if place.paragraph is not None:
            return place, place._replace(paragraph=form.paragraph(place.paragraph))
        slices = tuple(twin for slice_ in place.slices for twin in form.slices(slice_))
        if not all(_is_in_run(slice_.element) for slice_ in slices):
            return _OTHER_FORM
        return place, place._replace(slices=slices, prompt=None)

    def _between(self, span: Span) -> Words:
        between = span.of(self._reading.text)
        if not between:
            return _NOWHERE
        return _PARAGRAPHS if "\n" in between else _CELLS

    def _replacing(self, span: Span, words: str) -> Place | Words:
        obstacles = self._reading.obstacles
        first = bisect_right(obstacles, span.start)
        if first < len(obstacles) and obstacles[first] < span.end:
            return _OBSTACLE
        pieces = self._reading.pieces
        covered: list[Piece] = []
        done = span.start
        for at in range(max(0, bisect_right(self._piece_starts, span.start) - 1), len(pieces)):
            piece = pieces[at]
            if piece.span.end <= done:
                continue
            if piece.span.start > done or done >= span.end:
                break
            covered.append(piece)
            done = piece.span.end
        if done < span.end:
            return _SIGN
        for piece in covered:
            reason = _settled(piece)
            if reason is not None:
                return reason
        old = span.of(self._reading.text)
        prompt = _prompt_of(covered, old)
        first_new, last_new, words = (0, len(old), words) if prompt is not None else _narrowed(old, words)
        slices = _slices(covered, Span(span.start + first_new, span.start + last_new))
        return Place(span.start, covered[0].part, words, slices, None, prompt)

    def _inserting(self, offset: int, block: int, words: str) -> Place | Words:
        pieces = self._reading.pieces
        at = bisect_left(self._piece_starts, offset)
        beside = [
            piece for piece in pieces[max(0, at - 1) : at + 1] if piece.span.start <= offset <= piece.span.end
        ]
        for piece in beside:
            if _settled(piece) is None:
                place = offset - piece.span.start
                return Place(offset, piece.part, words, (Slice(piece.element, place, place),))
        if beside:
            return _settled(beside[0]) or _NOWHERE
        if not _is_empty(self._reading.layout.blocks[block]):
            return _NOWHERE
        anchor = self._reading.anchors[block]
        return _held(anchor.paragraph) or Place(offset, anchor.part, words, (), anchor.paragraph)


def _is_empty(block: Block) -> bool:
    """Whether a paragraph shows nothing but its automatic number."""
    return block.label.end == block.span.end


def _slices(pieces: list[Piece], span: Span) -> tuple[Slice, ...]:
    """The part of ``span`` in each piece; of an empty span one slice, in the piece on its left if there is one."""
    if span.start == span.end:
        piece = next(piece for piece in pieces if piece.span.start <= span.start <= piece.span.end)
        at = span.start - piece.span.start
        return (Slice(piece.element, at, at),)
    return tuple(
        Slice(
            piece.element,
            max(span.start, piece.span.start) - piece.span.start,
            min(span.end, piece.span.end) - piece.span.start,
        )
        for piece in pieces
        if piece.span.start < span.end and span.start < piece.span.end
    )


def _narrowed(old: str, new: str) -> tuple[int, int, str]:
    """The stretch of ``old`` that really changes, and its new words: what stays the same keeps its runs."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    most -= first
    last = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return first, len(old) - last, new[first : len(new) - last]


# --- what no edit may touch --------------------------------------------------------------------------------


def _unwritable(words: str) -> Words | None:
    if _line_ends().search(words):
        return _LINES
    return _CONTROL_CHARACTERS if _no_xml().search(words) else None


@cache
def _line_ends() -> re.Pattern[str]:
    return re.compile("[\t\n\v\f\r\x85\u2028\u2029]")


@cache
def _no_xml() -> re.Pattern[str]:
    """What XML cannot hold, and the soft hyphen, which no reader sees."""
    return re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff\u00ad]")


def _settled(piece: Piece) -> Words | None:
    """Why the words of a piece cannot be changed."""
    if piece.locked:
        return _FIELD
    if not _is_in_run(piece.element):
        return _SIGN
    if next(piece.element.iterancestors(W + "ruby"), None) is not None:
        return _RUBY
    return _held(piece.element)


def _is_in_run(text: "_Element") -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag == RUN


def _held(element: "_Element") -> Words | None:
    """Whether a content control around an element lets nobody change it."""
    for control in element.iterancestors(_CONTROL):
        properties = control.find(W + "sdtPr")
        if properties is None:
            continue
        if any(properties.find(name) is not None for name in _BINDINGS):
            return _BOUND
        if text_of(properties, W + "lock") in ("contentLocked", "sdtContentLocked"):
            return _HELD
    return None


def _prompt_of(pieces: list[Piece], words: str) -> "_Element | None":
    """The content control whose whole prompt ``words`` are."""
    control = next(pieces[0].element.iterancestors(_CONTROL), None)
    if control is None or control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
        return None
    return control if "".join(words_of(text) for text in control.iter(TEXT)) == words else None


# --- what users read ---------------------------------------------------------------------------------------

_LINES = Words(
    "要写入的文字里有换行或制表符，不能写进一段话里",
    "the new words hold a line end or a tab, which no paragraph takes",
)
_CONTROL_CHARACTERS = Words(
    "要写入的文字里有 Word 存不了的控制字符", "the new words hold control characters, which Word cannot store"
)
_LABEL = Words(
    "这里是自动编号，不是打上去的字，请在 Word 中改编号",
    "an automatic number, not typed words; change the numbering in Word",
)
_PARAGRAPHS = Words("跨了段落，没有改", "goes across paragraphs")
_CELLS = Words("跨了单元格，没有改", "goes across cells of a table")
_SIGN = Words(
    "这里有制表符、换行符、公式或特殊符号，没有改", "there is a tab, a break, a formula or a symbol in it"
)
_OBSTACLE = Words(
    "中间有注释标记、图片或文本框，没有改", "there is a note's mark, a picture or a text box in it"
)
_FIELD = Words(
    "这里是域（目录、页码、引用之类）的结果，Word 会重新生成，改了也会丢",
    "the result of a field, which Word makes anew, so that an edit would be lost",
)
_RUBY = Words("这里的字带拼音，请在 Word 中改", "words with a phonetic guide, change them in Word")
_BOUND = Words(
    "这里的内容取自文档属性，Word 会重新填入，改了也会丢",
    "filled in from the file's properties, so that an edit would be lost",
)
_HELD = Words("这里的内容控件已锁定，不能改", "the content control is locked")
_OTHER_FORM = Words(
    "文本框为旧版 Word 另存了一份文字，两份不一样，请在 Word 中改",
    "the text box has other words for older programs, change it in Word",
)
_NOWHERE = Words("这里没有能写字的地方", "no words can be written here")
