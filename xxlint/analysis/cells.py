"""A slot that fills a cell of a table: the cells of its row say what belongs there."""

from xxlint.analysis.naming import last_metric
from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.document import MARKUP
from xxlint.span import Span
from xxlint.vocabulary import SlotKind

_BLANKS = " \u3000\xa0"
_LEAST = {"\t": 1, MARKUP: 3}  # walls in a row; a pair of marks may be mere emphasis
_LONGEST_NAME = 20  # characters of a cell that names what its row is about


def described_by_row(page: Surroundings, slot: Slot) -> Slot:
    """The slot with unit and metric of its row (地区生产总值⇥亿元⇥XX, 投资额（亿元）⇥XX), as it is where it fills no cell.

    Cells are parted by tabs, as in a row of a Word table, or by bars, as in Markdown, where they are masked.
    """
    line = page.line(slot.span.start).span
    row = page.folded[line.start : line.end]
    wall = "\t" if "\t" in row else MARKUP
    if row.count(wall) < _LEAST[wall] or not _fills_cell(
        row, wall, slot.span.start - line.start, slot.span.end - line.start
    ):
        return slot
    unit: tuple[str, SlotKind] | None = None
    metric: str | None = None
    metric_id: str | None = None
    for cell in reversed(_cells(row, wall, slot.span.start - line.start)):
        words = row[cell.start : cell.end]
        if unit is None:
            aside = max(words.rfind("("), words.rfind("（")) + 1 if words.endswith((")", "）")) else 0
            found = page.unit_at(line.start + cell.start + aside)
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


def _fills_cell(row: str, wall: str, start: int, end: int) -> bool:
    left, right = row[:start].rstrip(_BLANKS), row[end:].lstrip(_BLANKS)
    return left[-1:] in ("", wall) and right[:1] in ("", wall)


def _cells(row: str, wall: str, before: int) -> list[Span]:
    """The cells of a row that end before an offset, without their blanks; empty ones are left out."""
    cells, start = [], 0
    for words in row[:before].split(wall)[:-1]:
        lead = len(words) - len(words.lstrip(_BLANKS))
        cells.append(Span(start + lead, start + len(words.rstrip(_BLANKS))))
        start += len(words) + 1
    return [cell for cell in cells if cell.start < cell.end]
