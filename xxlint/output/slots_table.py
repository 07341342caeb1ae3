"""What a report still lacks, as a table: where, in which sentence, and what belongs there.

On a wide terminal owner and last year's value have columns of their own; on a narrow one they stand below the sentence.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from xxlint.drawing import Prose, tail
from xxlint.gaps import Gap
from xxlint.output import View, drawn, in_sentence, path_of, visible
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.sheets import Row
from xxlint.words import Words

_WIDE = 120  # from so many columns on every word has its column
_UNWATCHED = 100  # columns in a pipe
_REACH, _WIDE_REACH = 14, 22  # characters of the sentence on either side of a place
_PLACE, _EXPECTED, _OWNER, _LAST = 14, 22, 14, 14  # columns


def render(result: FileResult, gaps: Sequence[Gap], rows: Sequence[Row], view: View) -> Iterator[str]:
    """The gaps by section, and how many there are; ``rows`` are those of the gaps."""
    if not view.width:
        view = view._replace(width=_UNWATCHED)
    return drawn(_file(result, gaps, rows, view), view)


def _file(
    result: FileResult, gaps: Sequence[Gap], rows: Sequence[Row], view: View
) -> Iterator[RenderableType]:
    yield Prose(visible(result.path), "strong")
    places = Places(result, view.lang)
    spots = {gap.spans[0]: places.spot(gap.spans[0]).place for gap in gaps}
    wide = max(map(cell_len, spots.values()), default=0)
    pairs = list(zip(gaps, rows, strict=True))
    for section, group in groupby(pairs, key=lambda pair: pair[0].section):
        yield ""
        if section:
            yield _heading(section, view)
        table = _columns(wide, rows, view)
        for gap, row in group:
            table.add_row(*_cells(spots[gap.spans[0]], row, rows, view))
        yield table
    yield ""
    yield _summary(gaps, rows, view)
    yield ""


def _heading(section: Sequence[str], view: View) -> RenderableType:
    path = path_of(section, view)
    return Prose(path if cell_len(path) <= view.width else tail(path, view.width), "heading")


def _columns(wide: int, rows: Sequence[Row], view: View) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=min(wide, _PLACE), justify="right", style="dim")
    grid.add_column()
    grid.add_column(width=_EXPECTED)
    if view.width >= _WIDE:
        for width, wanted in (
            (_OWNER, any(row.owner for row in rows)),
            (_LAST, any(row.last_year for row in rows)),
        ):
            if wanted:
                grid.add_column(width=width, style="dim")
    return grid


def _cells(place: str, row: Row, rows: Sequence[Row], view: View) -> Iterator[RenderableType]:
    yield place
    more = [] if view.width >= _WIDE else [word for word in (row.owner, _last(row, view)) if word]
    sentence = in_sentence(row.context, _WIDE_REACH if view.width >= _WIDE else _REACH, view)
    yield Prose.assemble(sentence, ("\n" + "  ".join(map(visible, more)), "dim")) if more else sentence
    yield _answered(row, view)
    if view.width >= _WIDE:
        if any(other.owner for other in rows):
            yield Prose(visible(row.owner))
        if any(other.last_year for other in rows):
            yield Prose(visible(row.last_year))


def _answered(row: Row, view: View) -> Text:
    if row.value:
        return Prose.assemble((f"{view.signs.good} {visible(row.value)}", "good"))
    return Prose(visible(row.expected))


def _last(row: Row, view: View) -> str:
    return view.say(f"上年 {row.last_year}", f"last year {row.last_year}") if row.last_year else ""


def _summary(gaps: Sequence[Gap], rows: Sequence[Row], view: View) -> Text:
    """待填 38 项（45 处），已填 3 项；导出填报表：xxlint slots … -o 待填.xlsx"""
    if not gaps:
        return Prose.assemble((view.say("没有待填的地方", "nothing to fill in"), "good"))
    places, given = sum(len(gap.spans) for gap in gaps), sum(bool(row.value) for row in rows)
    zh, en = f"待填 {len(gaps)} 项", f"{len(gaps)} to fill in"
    if places > len(gaps):
        zh, en = f"{zh}（{places} 处）", f"{en} ({places} places)"
    if given:
        zh, en = f"{zh}，表里已填 {given} 项", f"{en}, {given} answered in the sheets"
    told = Prose.assemble((Words(zh, en).to(view.lang), "strong"))
    return told.append(view.say("；-o 待填.xlsx 导出填报表", "; -o FILE.xlsx writes the sheet"), "dim")
