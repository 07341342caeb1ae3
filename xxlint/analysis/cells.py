"""A slot that fills a cell of a table: the cells of its row say what belongs there."""

from xxlint.analysis.naming import last_metric
from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.span import Span
from xxlint.vocabulary import SlotKind

_BLANKS = " \u3000\xa0"
_REACH = 20_000  # characters before a slot in which its row is read
_LONGEST_NAME = 20  # characters of a cell that names what its row is about


def described_by_row(page: Surroundings, slot: Slot) -> Slot:
    """The slot with unit and metric of its row (地区生产总值⇥亿元⇥XX, 投资额（亿元）⇥XX), as it is where it fills no cell.

    Cells are parted by tabs, as in a row of a Word table, or by bars, as in Markdown, where they are masked.
    """
    line = page.line(slot.span.start)
    if not line.wall or not _fills_cell(page.folded, line.wall, slot.span):
        return slot
    start = max(line.span.start, slot.span.start - _REACH)
    if start > line.span.start:
        start = page.folded.find(line.wall, start, slot.span.start) + 1 or slot.span.start
    row = page.folded[start : slot.span.start]
    unit: tuple[str, SlotKind] | None = None
    metric: str | None = None
    metric_id: str | None = None
    for cell in reversed(_cells(row, line.wall)):
        words = row[cell.start : cell.end]
        if unit is None:
            aside = max(words.rfind("("), words.rfind("（")) + 1 if words.endswith((")", "）")) else 0
            found = page.unit_at(start + cell.start + aside)
            if found is not None and found[0] == words[aside:].rstrip(")）"):
                unit = found
                if not aside:
                    continue
                words = words[: aside - 1]
        known = last_metric(page.lexicon, words) if len(words) <= _LONGEST_NAME else None
        if known is not None:
            metric, metric_id = known[0], known[1].id
            break
    if unit is None:
        return slot
    return slot._replace(kind=unit[1], unit=unit[0], metric=metric, metric_id=metric_id)


def _fills_cell(text: str, wall: str, span: Span) -> bool:
    start, end = span
    while start and text[start - 1] in _BLANKS:
        start -= 1
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    return text[start - 1 : start] in ("", "\n", wall) and text[end : end + 1] in ("", "\n", wall)


def _cells(row: str, wall: str) -> list[Span]:
    """The cells that a part of a row ends, without their blanks; empty ones are left out."""
    cells, start = [], 0
    for words in row.split(wall)[:-1]:
        lead = len(words) - len(words.lstrip(_BLANKS))
        cells.append(Span(start + lead, start + len(words.rstrip(_BLANKS))))
        start += len(words) + 1
    return [cell for cell in cells if cell.start < cell.end]
