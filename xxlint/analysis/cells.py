"""A slot that fills a cell of a table: the head of its column and the cells of its row say what belongs there."""

from xxlint.analysis.folding import fold
from xxlint.analysis.lines import Line
from xxlint.analysis.naming import last_metric
from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.document import HIDDEN, MARKUP
from xxlint.lexicon import Metric
from xxlint.patterns import lazy
from xxlint.span import Span
from xxlint.vocabulary import SlotKind

_BLANKS = " \u3000\xa0"
_REACH = 2_000  # characters before a slot in which its row is read
_UNIT_TITLE = lazy("(?:计量)?单位")
_CHANGE_TITLE = lazy(r"(?:增速|增幅|增长率|降幅|占比|比重)(?:[（(]|\Z)|(?:同比|环比)(?:增长|增减|[±+-])?\Z")
_MOST_CELLS = 40  # in a row whose columns are read
_LONGEST_NAME = 20  # characters of a cell that names what its row is about


def described_by_row(page: Surroundings, slot: Slot) -> Slot:
    """The slot with unit and metric of its column and row, as it is where it fills no cell or nothing is said.

    地区生产总值⇥亿元⇥XX, 投资额（亿元）⇥XX, and 同比增速（%） over it.  Cells are parted by tabs, as in a row of a Word table,
    or by bars, as in Markdown, where they are masked.
    """
    line = page.line(slot.span.start)
    if not line.wall or not _fills_cell(page.folded, line.wall, slot.span):
        return slot
    start = max(line.span.start, slot.span.start - _REACH)
    if start > line.span.start:
        start = page.folded.find(line.wall, start, slot.span.start) + 1 or slot.span.start
    unit, metric = _of_row(page, start, page.folded[start : slot.span.start], line.wall)
    head = _head(page, line)
    if head is not None:
        at = page.text.count(_sign(line), line.span.start, slot.span.start)
        titles, values = _row(page, head), _row(page, line)
        title = titles[at].of(page.folded).strip(_BLANKS)
        column = next((n for n, cell in enumerate(titles) if _UNIT_TITLE.fullmatch(_bare(page, cell))), at)
        own = _unit_aside(page, titles[at])
        metric = metric or _metric_in(page, title[:_LONGEST_NAME])
        if own is not None:
            unit = own
        elif _CHANGE_TITLE.search(title):
            named = metric or (None, None)
            return slot._replace(kind="percent", metric=named[0], metric_id=named[1] and named[1].id)
        elif column != at:
            unit = _whole_unit(page, values[column]) or unit
    if unit is None:
        return slot
    name, known = metric or (None, None)
    return slot._replace(kind=unit[1], unit=unit[0], metric=name, metric_id=known and known.id)


def _of_row(
    page: Surroundings, start: int, row: str, wall: str
) -> tuple[tuple[str, SlotKind] | None, tuple[str, Metric] | None]:
    """The unit and the metric in the cells of a row before a place; ``row`` begins at ``start``."""
    unit: tuple[str, SlotKind] | None = None
    for cell in reversed(_cells(row, wall)):
        words = row[cell.start : cell.end]
        if unit is None:
            aside = max(words.rfind("("), words.rfind("（")) + 1 if words.endswith((")", "）")) else 0
            found = page.unit_at(start + cell.start + aside)
            if found is not None and found[0] == words[aside:].rstrip(")）"):
                unit = found
                if not aside:
                    continue
                words = words[: aside - 1]
        known = _metric_in(page, words) if len(words) <= _LONGEST_NAME else None
        if known is not None:
            return unit, known
    return unit, None


def _metric_in(page: Surroundings, words: str) -> tuple[str, Metric] | None:
    """The metric that a cell names; the same cells come again and again."""
    known = page.named_in_cells
    if words not in known:
        known[words] = last_metric(page.lexicon, words)
    return known[words]


# the head of a table


def _sign(line: Line) -> str:
    """What parts cells, as it is written."""
    return "\t" if line.wall == "\t" else "|"


def _head(page: Surroundings, line: Line) -> Line | None:
    """The first row of the line's table: the highest of the lines above with as many cells; None for that row itself."""
    known, passed, first = page.heads, [], line
    size = 0 if line.number in known else _size(page, line)
    while first.number not in known:
        passed.append(first.number)
        above = page.line(first.span.start - 1) if first.span.start else None
        if above is not None and above.words and not above.words.strip(HIDDEN):  # |---|---|
            above = page.line(above.span.start - 1) if above.span.start else None
        if size > _MOST_CELLS or above is None or above.wall != line.wall or _size(page, above) != size:
            known[first.number] = first.span.start
            break
        first = above
    for number in passed:
        known[number] = known[first.number]
    head = page.line(known[line.number])
    return head if head.number != line.number else None


def _size(page: Surroundings, line: Line) -> int:
    return page.text.count(_sign(line), *line.span)


def _row(page: Surroundings, line: Line) -> list[Span]:
    """All cells of a row, the empty ones included."""
    cells, start = [], line.span.start
    for words in line.span.of(page.text).split(_sign(line)):
        cells.append(Span(start, start + len(words)))
        start += len(words) + 1
    return cells


def _bare(page: Surroundings, cell: Span) -> str:
    return cell.of(page.folded).strip(_BLANKS + MARKUP)


def _unit_aside(page: Surroundings, cell: Span) -> tuple[str, SlotKind] | None:
    """The unit in brackets at a cell's end: 产量（万吨）."""
    end = cell.start + len(cell.of(page.folded).rstrip(_BLANKS + MARKUP))
    aside = max(page.folded.rfind("(", *cell), page.folded.rfind("（", *cell)) + 1
    return _whole_unit(page, Span(aside, end - 1)) if aside and page.folded[end - 1] in ")）" else None


def _whole_unit(page: Surroundings, cell: Span) -> tuple[str, SlotKind] | None:
    """The unit that is all of a cell."""
    words = _bare(page, cell)
    found = page.unit_at(page.folded.find(words, *cell)) if words else None
    return found if found is not None and fold(found[0]) == words else None


def _fills_cell(text: str, wall: str, span: Span) -> bool:
    start, end = span
    while start and text[start - 1] in _BLANKS:
        start -= 1
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    return text[start - 1 : start] in ("", "\n", wall) and text[end : end + 1] in ("", "\n", wall)


def _cells(row: str, wall: str) -> list[Span]:
    """The last cells that a part of a row ends, without their blanks; empty ones are left out."""
    *before, last = row.rsplit(wall, _MOST_CELLS)
    start = len(row) - len(last) - sum(len(words) + 1 for words in before)
    if len(before) == _MOST_CELLS:  # the first holds all the others
        start += len(before.pop(0)) + 1
    cells = []
    for words in before:
        lead = len(words) - len(words.lstrip(_BLANKS))
        cells.append(Span(start + lead, start + len(words.rstrip(_BLANKS))))
        start += len(words) + 1
    return [cell for cell in cells if cell.start < cell.end]
