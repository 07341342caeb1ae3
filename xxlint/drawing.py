"""How things are drawn: rich does it; here stand our styles, and what rich does not know: where Chinese may break.

Nothing but what draws imports this, for rich takes as long to import as a report to check.
"""

import io
import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Console, RenderableType
from rich.containers import Lines
from rich.rule import Rule
from rich.text import Text
from rich.theme import Theme

from xxlint.patterns import lazy

STYLES = Theme(
    {
        "error": "bold red",
        "fault": "red",
        "warning": "yellow",
        "info": "cyan",
        "good": "green",
        "dim": "dim",
        "strong": "bold",
        "heading": "bold cyan",
        "mark.error": "bold white on red",
        "mark.warning": "black on yellow",
        "mark.info": "black on cyan",
    }
)
"""Styles by what they mean, in the sixteen colours that every terminal has."""

_ENDLESS = 10_000  # columns where nothing limits a line

_UNIT = lazy(
    r"""
    [“‘（《〈「『【〔]*                         # opening marks stay with what they open
    (?: （[^（）\s]{1,6}）                      # a unit in brackets: （亿元）
      | 缺数值 | [\u4e00-\u9fff]{2}[ ]\d+       # words of our own that belong together: 错误 62
      | [!-~]+ | [^!-~] )                       # a Latin word or number, or one character
    (?: （[^（）\s]{1,6}） )?
    [”’）》〉」』】〕，。、；：？！％…·]*         # closing marks stay with what they close
    (?: [ ]?[×x]\d+；? )?                       # so does a count: ×2
    [ ]*
    """,
    re.DOTALL | re.VERBOSE,
)
"""What must stay on one line, by the rules of Chinese typesetting; units tile a text."""


class _AsciiPage(io.StringIO):
    encoding = "ascii"  # what rich looks at before it draws lines


class Prose(Text):
    """Text that may hold Chinese: no line begins with a closing mark or ends with an opening one."""

    def wrap(self, console: Console, width: int, **_: object) -> Lines:
        """The lines of the text, each at most ``width`` columns wide."""
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(breaks(line.plain, width)))
        for line in lines:
            line.rstrip()
        return lines


class Clipped(Text):
    """Text of one line that ends in dots where its column is too narrow."""

    def wrap(self, console: Console, width: int, **_: object) -> Lines:
        """The one line."""
        shown = self.copy()
        shown.plain = clip(self.plain, width, ".." if console.options.ascii_only else "…")
        return Lines([shown])


def breaks(text: str, width: int) -> list[int]:
    """Where to break a text, so that no line is wider than ``width`` columns, blanks at its end apart."""
    if cell_len(text) <= width:
        return []
    found: list[int] = []
    room = width
    for unit in _UNIT.finditer(text):
        wants = cell_len(unit[0].rstrip(" "))
        if wants > room < width:
            found.append(unit.start())
            room = width
        if wants <= room:
            room -= cell_len(unit[0])
            continue
        for at in range(unit.start(), unit.end()):  # longer than a line: cut where the line is full
            cells = cell_len(text[at])
            if cells > room:
                found.append(at)
                room = width
            room -= cells
    return found


def head(text: str, width: int) -> str:
    """As much of the beginning of a text as ``width`` columns hold."""
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width)).rstrip()


def clip(text: str, width: int, dots: str) -> str:
    """The text cut to ``width`` columns, with dots where something was cut off."""
    return text if cell_len(text) <= width else head(text, width - len(dots)) + dots


def tail(text: str, width: int) -> str:
    """As much of the end of a text as ``width`` columns hold."""
    return head(text[::-1], width)[::-1]


def across(sign: str) -> Rule:
    """A line across the page, or across the cell that it stands in."""
    return Rule(characters=sign, style="dim")


def console(width: int, color: bool, boxes: bool, record: bool = False) -> Console:
    """A console that draws into memory: ``width`` 0 is endless; without ``boxes`` lines are drawn in ASCII."""
    return Console(
        file=io.StringIO() if boxes else _AsciiPage(),
        width=width or _ENDLESS,
        height=100,  # else a dumb terminal would be 80 columns wide
        theme=STYLES,
        color_system="standard" if color else None,
        force_terminal=color,
        force_jupyter=False,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        record=record,
    )


def drawn(renderables: Iterable[RenderableType], on: Console) -> Iterator[str]:
    """What rich makes of each, without blanks at the ends of lines."""
    for renderable in renderables:
        with on.capture() as capture:
            on.print(renderable)
        yield re.sub(r" +$", "", capture.get(), flags=re.MULTILINE)
