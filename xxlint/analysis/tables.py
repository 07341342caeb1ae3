"""The tables of a file as lists see them: which labels stand in cells, and which tables number their own rows.

Duties and steps in a table count for themselves, whatever the paragraphs around it count.  A table that only lays out
the page holds the chapters themselves: it begins the count, or goes on with it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from xxlint.analysis.labels import FORMS, Marker
from xxlint.document import Cell, Layout
from xxlint.span import Span


def tables_of(layout: Layout) -> tuple[Span, ...]:
    """The tables, each with those inside it; two with no paragraph between are one."""
    found: list[Span] = []
    goes_on = False
    for block in layout.blocks:
        if block.where.cell is None:
            goes_on = False
        elif goes_on:
            found[-1] = Span(found[-1].start, block.span.end)
        else:
            found.append(block.span)
            goes_on = True
    return tuple(found)


def parted(markers: Sequence[Marker], tables: Sequence[Span]) -> list[list[Marker]]:
    """The labels of the report's own lists, and for each table that counts for itself those in it."""
    own: list[Marker] = []
    groups = [own]
    above: dict[str, int] = {}  # by form the last number of the report's own lists
    done = 0

    def keep(end: int) -> None:
        own.extend(markers[done:end])
        above.update((marker.form, marker.number) for marker in markers[done:end] if _heads(marker))

    for table in tables:
        start = bisect_left(markers, table.start, lo=done, key=_start)
        end = bisect_left(markers, table.end, lo=start, key=_start)
        keep(start)
        done = start
        if start < end and _counts_for_itself(above, markers[start:end], markers[end : end + _AHEAD]):
            groups.append(list(markers[start:end]))
        else:
            keep(end)
        done = end
    keep(len(markers))
    return groups


def _start(marker: Marker) -> int:
    return marker.span.start


def _counts_for_itself(above: Mapping[str, int], inside: Sequence[Marker], behind: Sequence[Marker]) -> bool:
    """Whether no list of a table begins above it or goes on below it, and the report has lists of its own above."""
    if not above:
        return False
    firsts: dict[str, int] = {}
    lasts: dict[str, int] = {}
    for marker in inside:
        if _heads(marker):
            firsts.setdefault(marker.form, marker.number)
            lasts[marker.form] = marker.number
    if any(number != 1 for number in firsts.values()):
        return False
    for marker in behind:
        last = lasts.pop(marker.form, None) if _heads(marker) else None
        if last is not None and marker.number == last + 1 and above.get(marker.form) != last:
            return False
    return True


def _heads(marker: Marker) -> bool:
    """Whether the label stands at a line's start and is no word of a sentence and no figure of a row."""
    return marker.at_line_start and not marker.doubtful and not FORMS[marker.form].spoken


def listed_cells(markers: Sequence[Marker], layout: Layout) -> dict[int, Cell]:
    """For the start of each label in a cell that cell, where it holds a list or stands in another column than the
    rows' numbers: from cell to cell such lists begin anew."""
    cells = {block.span.start: block.where.cell for block in layout.blocks if block.where.cell is not None}
    found = {m.span.start: cells[m.line.start] for m in markers if m.at_line_start and m.line.start in cells}
    sizes = Counter(found.values())
    return {start: cell for start, cell in found.items() if cell.column > 1 or sizes[cell] > 1}


def numbered_rows(prose: str, layout: Layout) -> Iterator[tuple[Marker, ...]]:
    """The numbers in the columns headed 序号, a list for each run of rows that counts from one.

    Rows left out on purpose (1、2、…、23) end a list; numbers that hardly ever count on are a choice of rows.
    """
    columns: dict[tuple[str, int], int] = {}  # by table the column of the numbers
    runs: dict[tuple[str, int], list[list[Marker]]] = {}
    for block in layout.blocks:
        cell = block.where.cell
        if cell is None:
            continue
        table = (block.where.part, cell.table)
        words = "".join(block.span.of(prose).split())
        if cell.row <= _HEAD_ROWS and words == "序号":
            columns[table] = cell.column
        elif columns.get(table) == cell.column:
            rows = runs.setdefault(table, [])
            if words in ("1", "…", "……", "..."):
                rows.append([])
            if rows and words.isascii() and words.isdecimal() and len(words) <= _DIGITS:
                rows[-1].append(Marker(block.span, "row", int(words), "", True, block.span))
    for rows in runs.values():
        for run in rows:
            steps = [later.number - earlier.number for earlier, later in pairwise(run)]
            if run and run[0].number == 1 and 2 * steps.count(1) >= len(steps) > 0:
                yield tuple(run)


_AHEAD = 60  # labels behind a table that may go on with its count
_HEAD_ROWS = 3  # of a table that may hold the names of its columns
_DIGITS = 4
