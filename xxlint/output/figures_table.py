"""Figures as a table: what a leader looks at before signing.

Values stand under each other by their last digit, with their units; what is still to be filled in is marked in red.  A
metric that is named again stands below the first time, its name in grey.  On a wide terminal the section has a column of
its own, on a narrow one a line above its rows.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from xxlint.drawing import Prose, across, clip, tail
from xxlint.figures import ROLE_WORDS, Amount, Figure, tally
from xxlint.output import View, drawn, path_of, visible
from xxlint.patterns import is_han
from xxlint.places import Places
from xxlint.results import FileResult

_WIDE = 120  # from so many columns on sections stand beside their rows
_PATH = 16  # columns below which a section's name says too little
_NAME = 16  # columns that a name keeps: before that, subject and period give way
_FOLDED = 10  # columns for name, value and change where there is no room for anything
_LONGEST_NAME = 34
_SLOT = 8  # columns that are shown of what stands in a number's place
_GAP = 2
_UNWATCHED = 100  # columns for colours in a pipe
_BLANKS = " \u3000\t\xa0_＿（）()"


def render(reports: Sequence[tuple[FileResult, Sequence[Figure]]], view: View) -> Iterator[str]:
    """A table for each file that was read, with a line that sums it up."""
    if view.color and not view.width:
        view = view._replace(width=_UNWATCHED)
    read = [(result, figures) for result, figures in reports if result.status == "checked"]
    return drawn((part for result, figures in read for part in _file(result, figures, view)), view)


def _file(result: FileResult, figures: Sequence[Figure], view: View) -> Iterator[RenderableType]:
    """The file's name, its rows, and how many there are."""
    name = Prose(visible(result.path), "strong")
    if not figures:
        told = view.say("没有写指标，也没有待填的数", "no metrics, and no number to fill in")
        yield Prose.assemble(name, "  ", (told, "dim"))
        return
    yield _head(name, view)
    rows = _rows(result, figures, view)
    names = _names(result.layout is None, view)
    layout = _layout((names, *rows), result.layout is None, view)
    yield layout.table([names], whole=True)
    if not layout.stacked:
        yield layout.table(rows, whole=not view.width)
    else:
        for at, block in enumerate(_blocks(rows)):
            yield from [""] * (at > 0)
            yield from [_heading(block[0].section, view)] if block[0].section else []
            yield layout.table(block)
    yield ""
    yield _summary(figures, view)
    yield ""


def _head(name: Text, view: View) -> RenderableType:
    if not view.width:
        return name
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column()
    grid.add_column(ratio=1, min_width=1)
    grid.add_row(name, across(view.signs.rule))
    return grid


def _blocks(rows: Sequence["_Row"]) -> Iterator[list["_Row"]]:
    """The rows by section; one that repeats a metric stays with the row above."""
    block: list[_Row] = []
    for row in rows:
        if block and not row.again and row.section != block[0].section:
            yield block
            block = []
        block.append(row)
    yield block


def _heading(section: Sequence[str], view: View) -> RenderableType:
    """一、主要指标 › （一）项目建设; where it finds no room, its end."""
    path = path_of(section, view)
    if view.width and cell_len(path) > view.width:
        return Text(view.signs.dots + tail(path, view.width - len(view.signs.dots)), "heading")
    above = len(path) - len(visible(section[-1]))
    return Text.assemble((path[:above], "dim"), (path[above:], "heading"))


def _summary(figures: Sequence[Figure], view: View) -> Text:
    """共 30 项指标，8 处待填"""
    metrics, gaps = tally(figures)
    told = Text.assemble(
        (view.say(f"共 {metrics} 项指标，", f"{metrics} metric{'s' * (metrics != 1)}, "), "strong")
    )
    if gaps:
        return told.append(view.say(f"{gaps} 处待填", f"{gaps} to fill in"), "error")
    return told.append(view.say("没有待填的数", "nothing to fill in"), "good")


# rows


class _Row(NamedTuple):
    """What stands in the columns of a row; ``again``: the metric stands in the row above, too."""

    name: Text
    value: tuple[Text, Text]
    change: Text
    period: Text
    subject: Text
    place: Text
    path: Text
    section: tuple[str, ...] = ()
    again: bool = False
    role: str = ""

    def cells(self, point: int) -> list[Text]:
        """The columns but the last; the numbers end, and the units begin, at ``point``."""
        number, unit = self.value
        pad = " " * (point - number.cell_len)
        return [
            self.name,
            Text.assemble(pad, number, unit),
            self.change,
            self.period,
            self.subject,
            self.place,
        ]


def _names(has_lines: bool, view: View) -> _Row:
    """What the columns hold."""
    words = ("metric", "value", "change", "period", "subject", "line" if has_lines else "place", "section")
    if view.lang == "zh":
        words = ("指标", "数值", "增减", "时期", "主体", "行" if has_lines else "位置", "章节")
    name, value, *more = (Text(word, "dim") for word in words)
    change, period, subject, place, path = more
    return _Row(name, (value, Text()), change, period, subject, place, path)


def _rows(result: FileResult, figures: Sequence[Figure], view: View) -> list[_Row]:
    places = Places(result, view.lang)
    rows = []
    key = None
    for figure in figures:
        place, page = places.spot(figure.span)
        if page and not _is_short(view):
            place = f"{place} {page}"
        rows.append(_row(figure, place, figure.key == key, view))
        key = figure.key
    return rows


def _row(figure: Figure, place: str, again: bool, view: View) -> _Row:
    style = "dim" if figure.role == "base" else ""
    return _Row(
        name=Prose(visible(figure.name), "dim" if again else ""),
        value=_amount(figure.value, view, style) if figure.value is not None else (Text(), Text()),
        change=_change(figure, view),
        period=_period(figure, view),
        subject=Text(visible(figure.subject), "dim" if figure.own_subject else ""),
        place=Text(place, "dim"),
        path=Text(path_of(figure.section, view), "dim"),
        section=figure.section,
        again=again,
        role=ROLE_WORDS[figure.role].to(view.lang),
    )


def _amount(amount: Amount, view: View, style: str = "") -> tuple[Text, Text]:
    """The number and its unit; what is missing marked."""
    unit = amount.unit.replace("个百分点", "百分点") if _is_short(view) else amount.unit
    if amount.lacks == "value":
        return _mark(_stand_in(amount.number, view), view), Text(unit, "dim")
    number = Text.assemble((visible(amount.number), style))
    if amount.lacks == "unit":
        return number, _mark(view.say("缺单位", "no unit"), view)
    return number, Text.assemble((visible(unit), style))


def _is_short(view: View) -> bool:
    """Whether columns are narrow."""
    return 0 < view.width < _WIDE


def _stand_in(words: str, view: View) -> str:
    """XX as it stands; a blank has nothing to show, and words in its place say too much."""
    if not words.strip(_BLANKS) or sum(is_han(sign) for sign in words.replace("某", "")) > 1:
        return view.say("待填", "blank") if words else view.say("缺数", "missing")
    return clip(visible(words.strip()), _SLOT, view.signs.dots)


def _mark(words: str, view: View) -> Text:
    return Text.assemble((words if view.color else f"【{words}】", "mark.error"))


def _change(figure: Figure, view: View) -> Text:
    """+5.6%, -3.4%, 由52.3%."""
    if figure.change is None:
        if figure.since is None:
            return Text()
        return Text(f"{view.say('由', 'from ')}{figure.since.number}{figure.since.unit}", "dim")
    number, unit = _amount(figure.change, view)
    quantity = figure.change.quantity
    signed = "/" in figure.change.number or (quantity is not None and quantity.figures[0].startswith("-"))
    return Text.assemble("" if signed else "-" if figure.falls else "+", number, unit)


def _period(figure: Figure, view: View) -> Text:
    """2024年, 2025年 目标, 2023年 基数."""
    year = view.say("" if _is_short(view) else "年", "")
    period = f"{figure.period}{year}" if figure.period.isdigit() else visible(figure.period)
    word = ROLE_WORDS[figure.role].to(view.lang)
    told = Text.assemble(
        (period, "dim" if (figure.own_period and figure.role == "done") or figure.role == "base" else "")
    )
    return told.append(" " if word and period else "").append(word, "info" if figure.role == "aim" else "dim")


# columns

_VALUE, _CHANGE, _PERIOD, _SUBJECT, _PLACE = range(1, 6)


class _Layout(NamedTuple):
    """The widths of the columns, 0 for one that finds no room.

    ``point`` is where in the column of values the units begin; ``path`` the width of the section's column, 0 where sections
    stand on lines of their own, None where nothing limits it.
    """

    widths: tuple[int, ...]
    point: int
    path: int | None
    dots: str
    has_lines: bool

    @property
    def stacked(self) -> bool:
        """Whether sections stand on lines of their own."""
        return self.path == 0

    def table(self, rows: Sequence[_Row], whole: bool = False) -> Table:
        """The rows in these columns; a section is named when it changes, or, if ``whole``, in every row."""
        grid = Table.grid(padding=(0, _GAP, 0, 0))
        grid.add_column(width=0)
        for at, width in enumerate(self.widths):
            if width:
                right = at == _PLACE and self.has_lines
                grid.add_column(width=width, justify="right" if right else "left", overflow="fold")
        if not self.stacked:
            grid.add_column(no_wrap=True)
        section: tuple[str, ...] | None = None
        for row in rows:
            cells = [cell for cell, width in zip(row.cells(self.point), self.widths, strict=True) if width]
            if row.role and not self.widths[_PERIOD]:
                cells[0] = Prose.assemble(row.name, f" {row.role}")
            path = self._path(row.path) if whole or row.section != section else ""
            grid.add_row("", *cells, *([] if self.stacked else [path]))
            section = row.section
        return grid

    def _path(self, path: Text) -> Text:
        """The end of the path that has room: the nearest heading."""
        if self.path is None or path.cell_len <= self.path:
            return path
        return Text(self.dots + tail(path.plain, self.path - len(self.dots)), path.style)


def _layout(rows: Sequence[_Row], has_lines: bool, view: View) -> _Layout:
    """The best columns for these rows, names included, on this terminal."""
    point = max((number.cell_len for number, unit in (row.value for row in rows) if unit), default=0)
    cells = [row.cells(point) for row in rows]
    widths = [max(row[at].cell_len for row in cells) for at in range(len(cells[0]))]
    dots = view.signs.dots
    if not view.width:
        return _Layout(tuple(widths), point, None, dots, has_lines)
    widths[0] = min(widths[0], _LONGEST_NAME)
    path = view.width - _taken(widths) - _GAP
    if view.width >= _WIDE and path >= _PATH:
        return _Layout(tuple(widths), point, path, dots, has_lines)
    least = min(widths[0], _NAME)
    for column in (_SUBJECT, _PLACE, _PERIOD):
        if view.width - _taken(widths) + widths[0] < least:
            widths[column] = 0
    if view.width - _taken(widths) + widths[0] < least:  # a very narrow terminal: what is too long is folded
        point, widths[_VALUE], widths[_CHANGE] = (
            0,
            min(widths[_VALUE], _FOLDED),
            min(widths[_CHANGE], _FOLDED),
        )
    widths[0] = max(_FOLDED, min(widths[0], view.width - _taken(widths) + widths[0]))
    return _Layout(tuple(widths), point, 0, dots, has_lines)


def _taken(widths: Sequence[int]) -> int:
    """The columns that all take with the gaps before them."""
    return sum(_GAP + width for width in widths if width)
