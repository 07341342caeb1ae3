"""How much of a report is filled in, as bars: by section, by owner, and in all.

The three parts of a bar are told apart by their signs, and by colour where there is one.  On a narrow terminal a bar
stands below its name.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from xxlint.drawing import Clipped, Prose
from xxlint.heads import OUTSIDE
from xxlint.output import View, drawn, visible
from xxlint.progress import NOBODY, STATE_WORDS, Progress, Share, remarks
from xxlint.results import FileResult
from xxlint.sheets import Row
from xxlint.words import Words

_UNWATCHED = 100  # columns in a pipe
_STACKED = 60  # from so many columns on a bar stands beside its name
_LONGEST_BAR = 60
_SHORTEST_NAME, _LONGEST_NAME = 16, 40
_GAP = 2
_SIGNS, _ASCII = "█▒░", "#=-"
_STYLES = ("good", "warning", "dim")


def render(result: FileResult, progress: Progress, rows: Sequence[Row], view: View) -> Iterator[str]:
    """The bars; the ``rows`` of what is open stand in the sheet, not here."""
    if not view.width:
        view = view._replace(width=_UNWATCHED)
    return drawn(_file(result, progress, view), view)


def _file(result: FileResult, progress: Progress, view: View) -> Iterator[RenderableType]:
    yield Prose(visible(result.path), "strong")
    if progress.total.all:
        drawn_alike = _Layout(progress, view)
        for name, shares in (
            (view.say("按章节", "By section"), _named(progress.sections, OUTSIDE, view)),
            (view.say("按责任单位", "By owner"), _named(progress.owners, NOBODY, view)),
        ):
            if shares:
                yield ""
                yield Prose(name, "heading")
                yield drawn_alike.bars(shares)
        yield ""
        yield drawn_alike.bars([progress.total._replace(name=_in_all(view))], "strong")
        yield ""
        yield _legend(progress.total, view)
    for words in remarks(progress):
        yield Prose(words.to(view.lang), "dim")
    yield ""


def _in_all(view: View) -> str:
    return view.say("合计", "In all")


def _named(shares: Sequence[Share], nameless: Words, view: View) -> list[Share]:
    """The shares with names that can be shown."""
    return [share._replace(name=visible(share.name) or nameless.to(view.lang)) for share in shares]


class _Layout:
    """The widths of the columns, the same for all bars of a report."""

    def __init__(self, progress: Progress, view: View) -> None:
        sections = _named(progress.sections, OUTSIDE, view)
        shares = [*sections, *_named(progress.owners, NOBODY, view), progress.total]
        self._signs = _SIGNS if view.boxes else _ASCII
        self._counts = max(len(_counts(share)) for share in shares)
        self._more = max(len(_more(share)) for share in shares)
        taken = [self._counts, len("100%"), *([self._more] if self._more else [])]
        rest = view.width - sum(width + _GAP for width in taken)
        self._stacked = view.width < _STACKED
        if self._stacked:
            self._name, self._bar = view.width, rest
        else:
            longest = max(cell_len(share.name) for share in shares)
            self._name = min(max(longest, _SHORTEST_NAME), _LONGEST_NAME, (rest - _GAP) * 9 // 20)
            self._bar = min(rest - _GAP - self._name, _LONGEST_BAR)

    def bars(self, shares: Sequence[Share], style: str = "") -> RenderableType:
        """A line for each share; where they are stacked, two."""
        if not self._stacked:
            grid = self._columns(self._name, *self._widths())
            for share in shares:
                grid.add_row(Clipped(share.name, style), *self._cells(share))
            return grid
        lines: list[RenderableType] = []
        for share in shares:
            grid = self._columns(*self._widths())
            grid.add_row(*self._cells(share))
            lines += [Clipped(share.name, style), grid]
        return Group(*lines)

    def _widths(self) -> list[int]:
        return [self._bar, self._counts, len("100%"), *([self._more] if self._more else [])]

    @staticmethod
    def _columns(*widths: int) -> Table:
        grid = Table.grid(padding=(0, _GAP, 0, 0))
        for width in widths:
            grid.add_column(width=width)
        return grid

    def _cells(self, share: Share) -> Iterator[Text]:
        """The bar, 38/45, 84%, and +4 where sheets answer more."""
        yield Text.assemble(
            *(
                (sign * many, style)
                for sign, many, style in zip(self._signs, parted(share, self._bar), _STYLES, strict=True)
            )
        )
        yield Text(_counts(share), justify="right")
        done = share.filled == share.all
        yield Text(f"{share.percent}%", "good" if done else "", justify="right")
        if self._more:
            yield Text(_more(share), "warning")


def parted(share: Share, width: int) -> tuple[int, int, int]:
    """The columns of the three parts of a bar: together its width, and none without a column that is not empty."""
    parts = share.filled, share.answered, share.open
    ends = [round(width * done / share.all) for done in accumulate(parts, initial=0)]
    columns = [end - start for start, end in pairwise(ends)]
    for at, part in enumerate(parts):
        if part and not columns[at]:
            columns[at] = 1
            columns[columns.index(max(columns))] -= 1
    return columns[0], columns[1], columns[2]


def _counts(share: Share) -> str:
    return f"{share.filled}/{share.all}"


def _more(share: Share) -> str:
    return f"+{share.answered}" if share.answered else ""


def _legend(total: Share, view: View) -> Text:
    """█ 已填 38  ▒ 表里已填 4  ░ 待填 3"""
    told = Prose()
    parts = zip(
        _SIGNS if view.boxes else _ASCII,
        _STYLES,
        STATE_WORDS.values(),
        (total.filled, total.answered, total.open),
        strict=True,
    )
    for sign, style, words, count in parts:
        if count or style != "warning":
            told.append("   " if told.plain else "").append(sign * 2, style)
            told.append(f" {words.to(view.lang)} {count}")
    return told
