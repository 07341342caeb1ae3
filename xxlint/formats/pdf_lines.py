"""From the characters of PDF pages, each with its place, to lines and paragraphs.

A PDF says where each character is drawn and nothing of words, lines or paragraphs.  A line goes on where it runs to
the right margin and the next one is not indented; it ends where it is short.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from xxlint.document import Where
from xxlint.formats.paragraphs import Line, Paragraph


class Char(NamedTuple):
    """One character as drawn; in points, from the page's lower left corner."""

    char: str
    left: float
    right: float
    bottom: float
    top: float


class Row(NamedTuple):
    """One line as drawn.  ``size`` is its height of type, about; ``broken`` says that a word is cut at its end.

    ``first`` is the width of what may not be parted at its beginning: a Han character with the mark after it, or a
    figure or a Latin word.  A row that still had room for it was ended on purpose.
    """

    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    broken: bool
    first: float


class _Margins(NamedTuple):
    left: float
    right: float


class _Habits(NamedTuple):
    """How a document is set: where its margins are, whether paragraphs are indented and lines stretched to the margin."""

    margins: _Margins
    indented: bool
    justified: bool


# --- characters to rows ------------------------------------------------------------------------------------


def rows_of(runs: Iterable[Sequence[Char]]) -> list[Row]:
    """The rows of a page; ``runs`` are characters on one height, as the file has them, in its order.

    A file may draw marks of another font after the words that they stand among; so runs on one height are put
    together, and the characters of a row go by their place.
    """
    gathered: list[list[Char]] = []
    here = 0.0, 0.0
    for run in runs:
        if not run:
            continue
        height = _middle(run)
        if gathered and _on_one_height(here, height):
            gathered[-1] += run
        else:
            gathered.append([*run])
            here = height
    return [row for run in gathered if (row := _row(sorted(run, key=lambda char: char.left))).words]


def _on_one_height(one: tuple[float, float], other: tuple[float, float]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0.6 * min(one[1] - one[0], other[1] - other[0])


def _middle(run: Sequence[Char]) -> tuple[float, float]:
    """The usual foot and top of the characters."""
    return median(char.bottom for char in run), median(char.top for char in run)


def _row(chars: list[Char]) -> Row:
    while chars and chars[-1].char.isspace():
        chars.pop()
    while chars and chars[0].char.isspace():
        chars.pop(0)
    if not chars:
        return Row("", 0, 0, 0, 0, 0, False, 0)
    size = median(char.top - char.bottom for char in chars) or 1.0
    widths = [char.right - char.left for char in chars if _is_wide(char.char)]
    em = median(widths) if widths else size
    parts: list[str] = []
    for number, char in enumerate(chars):
        if number:
            parts.append(_between(chars[number - 1], char, em))
        parts.append(char.char)
    words = "".join(parts).strip()
    broken = words[-1:] in ("\x02", "\xad") and words[-2:-1].isalpha()
    words = words[:-1] if broken else words
    words = re.sub("[\x02\xad\ufffe]", "-", words)
    bottom, top = _middle(chars)
    return Row(_ordinary(words), chars[0].left, chars[-1].right, bottom, top, em, broken, _first_width(chars))


def _first_width(chars: list[Char]) -> float:
    end = 0
    while end < len(chars) - 1 and chars[end].char in "“‘（《〈【":
        end += 1
    end += 1
    if _is_figure(chars[end - 1].char):
        while end < len(chars) and _is_figure(chars[end].char):
            end += 1
    while end < len(chars) and chars[end].char in "，。、；：！？）》”’％…":
        end += 1
    return chars[end - 1].right - chars[0].left


def _is_figure(char: str) -> bool:
    return char.isascii() and not char.isspace()


def _between(before: Char, after: Char, em: float) -> str:
    """The blank that a gap stands for; between Han and a digit a small one is the program's, not the writer's."""
    gap = after.left - before.right
    if gap > 1.5 * em:
        return "\t"
    if before.char.isspace() or after.char.isspace():
        return ""
    latin = before.char.isascii() and after.char.isascii()
    return " " if gap > (0.2 if latin else 0.8) * em else ""


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef" or char >= "\U00020000"


@cache
def _radicals() -> re.Pattern[str]:
    return re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")


def _ordinary(words: str) -> str:
    """The characters that were meant: fonts share the drawing of a radical and a Han character, so files mix them up."""
    from unicodedata import normalize

    return _radicals().sub(lambda found: _MEANT.get(found[0]) or normalize("NFKC", found[0]), words)


_MEANT = dict(
    zip(
        "⺁⺎⺒⺓⺝⺟⺠⺩⺪⺬⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂兀巳幺月母民王疋示竹虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


# --- what stands on every page -----------------------------------------------------------------------------

_EDGE = 2  # rows at the top and at the foot of a page that may be no part of the body


def without_running_heads(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """The pages without page numbers and without the heads and feet that most pages share."""
    edges = [_edges(rows) for rows in pages]
    seen = Counter(mark for marks in edges for mark in {_running(row) for row in marks})
    often = max(2, len(pages) * 2 // 5)
    shift = Counter(
        number - page
        for page, marks in enumerate(edges)
        for row in marks
        if (number := _bare_number(row)) is not None
    ).most_common(1)
    usual = shift[0][0] if shift else None

    def is_running(page: int, row: Row) -> bool:
        number = _bare_number(row)
        return (
            (seen[mark := _running(row)] >= often and len(mark[0]) > 1)
            or bool(_page_number().fullmatch(row.words))
            or (number is not None and number - page == usual)
        )

    return [
        [row for row in rows if not (row in marks and is_running(page, row))]
        for page, (rows, marks) in enumerate(zip(pages, edges, strict=True))
    ]


def _edges(rows: list[Row]) -> list[Row]:
    by_height = sorted(rows, key=lambda row: row.bottom)
    return by_height if len(rows) <= 2 * _EDGE else by_height[:_EDGE] + by_height[-_EDGE:]


def _running(row: Row) -> tuple[str, int]:
    """What makes a row the same on two pages: its words but for figures, and its height."""
    return re.sub(r"\d+|\s+", "", row.words), round(row.bottom / 4)


def _bare_number(row: Row) -> int | None:
    return int(row.words) if row.words.isascii() and row.words.isdigit() and len(row.words) <= 4 else None


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(
        r"[-—–－·•~～]+\s*(?:\d{1,4}|[ivxIVX]{1,6})\s*[-—–－·•~～]+"
        r"|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*[（(]?\s*共\s*\d{1,4}\s*页\s*[）)]?)?"
        r"|(?i:page\s*)?\d{1,4}\s*(?:/|／|of)\s*\d{1,4}"
    )


# --- rows to paragraphs ------------------------------------------------------------------------------------


def paragraphs(pages: Sequence[list[Row]]) -> Iterator[Line]:
    """The paragraphs of the pages; of one that goes on over a page's end, a piece a page."""
    habits = _habits(pages)
    number = 0
    pieces: list[Paragraph] = []
    last: Row | None = None
    margins = habits.margins
    for page, rows in enumerate(pages, 1):
        here = _margins_of_page(rows, habits.margins)
        pitch = _pitch(rows)
        size = median(row.size for row in rows) if rows else 1.0
        for place, row in enumerate(rows):
            gap = last.bottom - row.bottom if last and place else pitch
            if (
                last
                and 0 < gap <= 1.6 * pitch * max(1.0, row.size / size)
                and _goes_on(last, row, margins, here, habits)
            ):
                words = _joint(last, row) + row.words
                if pieces[-1].where.page == page:
                    pieces[-1] = pieces[-1]._replace(words=pieces[-1].words + words)
                else:
                    pieces.append(Paragraph(words, Where("body", number, page=page), goes_on=True))
            else:
                if pieces:
                    yield tuple(pieces)
                number += 1
                pieces = [Paragraph(row.words, Where("body", number, page=page))]
            last, margins = row, here
    if pieces:
        yield tuple(pieces)


def _goes_on(last: Row, row: Row, before: _Margins, here: _Margins, habits: _Habits) -> bool:
    """Whether ``row`` belongs to the paragraph of ``last``."""
    em = row.size
    if abs(last.size - em) > 0.15 * max(last.size, em) or "\t" in last.words or "\t" in row.words:
        return False
    if is_contents(last.words):
        return False
    indent, indent_before = row.left - here.left, last.left - before.left
    room = before.right - last.right
    centred = indent > 0.4 * em and abs(indent - (here.right - row.right)) < em
    if (
        centred and abs(indent_before - room) < em
    ):  # two lines in the middle of the page, the first perhaps full
        return indent_before + room < row.first + 0.3 * em and last.words[-1] not in _ENDS
    if indent_before > 4 * em:  # set to the right, as who signs and the date
        return False
    ended = last.words[-1] in _ENDS
    if room > row.first + (0.3 if habits.justified else 0.8) * em or (
        habits.justified and ended and room > 0.4 * em
    ):
        return False
    if indent > 0.9 * em and (habits.indented or ended or indent > indent_before + 0.9 * em):
        return False
    return habits.indented or not (ended and _label().match(row.words))


def is_contents(words: str) -> bool:
    """Whether a row or paragraph is a line of a table of contents: dots that lead to a page number."""
    return words[-1:].isdigit() and bool(_leaders().search(words))


@cache
def _leaders() -> re.Pattern[str]:
    return re.compile(r"[.．·…‥_—]{3}\s*[-—(（]?\d{1,4}$")


_ENDS = "。；：！？;:!?"


def _joint(last: Row, row: Row) -> str:
    if last.broken:
        return ""
    before, after = last.words[-1], row.words[0]
    return " " if before.isascii() and after.isascii() and (before.isalpha() or after.isalpha()) else ""


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"第[一二三四五六七八九十百]{1,4}[章节条、，]|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
        r"|\d{1,2}[.．、](?!\d)|[①-⑳]|附件|附表"
    )


def _margins(rows: list[Row]) -> _Margins | None:
    """The margins of a page: ends that many rows share; None where no line runs over the page's width."""
    if len(rows) < 4:
        return None
    em = median(row.size for row in rows)
    right = max(row.right for row in rows)
    full = [row for row in rows if row.right > right - 1.5 * em]
    if len(full) < max(3, len(rows) // 4):
        return None
    lefts = sorted(row.left for row in rows)
    left = next((edge for edge, other in pairwise(lefts) if other - edge < em / 2), lefts[0])
    return _Margins(left, max(median(row.right for row in full), right - em / 2))


def _margins_of_page(rows: list[Row], usual: _Margins) -> _Margins:
    if found := _margins(rows):
        return found
    right = max((row.right for row in rows), default=usual.right)
    return usual if right < usual.right + 30 else _Margins(min(row.left for row in rows), right)


def _habits(pages: Sequence[list[Row]]) -> _Habits:
    found = [margins for rows in pages if (margins := _margins(rows))]
    rows = [row for page in pages for row in page]
    if found:
        margins = _Margins(median(one.left for one in found), median(one.right for one in found))
    else:
        ends = min((row.left for row in rows), default=0), max((row.right for row in rows), default=0)
        margins = _Margins(*ends)
    starts = near = stretched = indented = 0
    for page in pages:
        here = _margins_of_page(page, margins)
        for above, row in pairwise(page):
            room = here.right - above.right
            if room > row.first + above.size:
                starts += 1
                indented += 0.9 * row.size < row.left - here.left < 4 * row.size
            elif room > -above.size:
                near += 1
                stretched += room < 0.25 * above.size
    return _Habits(margins, indented * 2 > starts, stretched > 0.8 * near)


def _pitch(rows: list[Row]) -> float:
    """The usual way from one row down to the next, in points."""
    steps = [above.bottom - below.bottom for above, below in pairwise(rows) if above.bottom > below.bottom]
    return median(steps) if steps else 1.0
