"""The output formats, one module each, imported when asked for; and what all that draw share.

Every format is a function ``render(results, view)`` that yields pieces of text.  The formats know nothing of each
other, so widths, line breaks, colours and the names of families and severities stand here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

from xxlint.results import FileResult
from xxlint.vocabulary import Severity, at_least
from xxlint.words import Lang, Words

FORMATS = {"table": "table", "full": "full", "concise": "concise", "json": "json"}
"""Each format and the module that draws it."""


class View(NamedTuple):
    """How results are shown: the least severity, the language, and what the terminal can do.

    ``width`` is 0 where nothing limits it; ``tty`` says that somebody watches, ``boxes`` that the console can draw
    lines and the finer signs.
    """

    lang: Lang = "zh"
    show: Severity = "warning"
    verbose: bool = False
    quiet: bool = False
    color: bool = False
    width: int = 80
    boxes: bool = True
    seconds: float | None = None
    tty: bool = False


Render = Callable[[Sequence[FileResult], View], Iterator[str]]


def renderer(name: str) -> Render:
    """The function that draws a format."""
    render: Render = import_module(f"xxlint.output.{FORMATS[name]}").render
    return render


# names

SEVERITY_WORDS: dict[Severity, Words] = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "info": Words("提示", "info"),
}

FAMILIES = {
    "XX0": Words("工具", "tool"),
    "XX1": Words("占位", "placeholders"),
    "XX2": Words("指标", "metrics"),
    "XX3": Words("序号", "numbering"),
    "XX4": Words("结构", "structure"),
    "XX5": Words("标点", "punctuation"),
    "XX6": Words("残留", "residue"),
    "XX7": Words("一致", "consistency"),
    "XX8": Words("用语", "wording"),
}


def family_key(code: str) -> str:
    """What tells a rule's family: XX1 for XX101; an office's own rules are a family by their letters."""
    return code[:3] if code[:3] in FAMILIES else code.rstrip("0123456789")


def family_name(key: str, lang: Lang) -> str:
    """The name of a family: 占位."""
    return FAMILIES[key].to(lang) if key in FAMILIES else key


# signs and colours


class Signs(NamedTuple):
    """The signs that are drawn, and what stands for them on a console that has none."""

    rule: str = "─"
    into: str = "›"
    times: str = "×"
    dots: str = "…"
    dot: str = "·"
    good: str = "✓"
    dash: str = "—"
    bar: str = "│"
    caret: str = "^"


_ASCII = Signs("-", ">", "x", "..", "|", "ok:", "-", "|")


def signs(boxes: bool) -> Signs:
    """The signs for a console that can draw lines, or for one that cannot."""
    return Signs() if boxes else _ASCII


_COLORS = {
    "error": "1;31",
    "warning": "33",
    "info": "36",
    "good": "32",
    "bold": "1",
    "dim": "2",
    "heading": "1;36",
    "mark": "7",
    "mark-error": "1;37;41",
    "mark-warning": "30;43",
    "mark-info": "30;46",
    "mark-good": "30;42",
}
"""Styles by what they mean, as SGR codes of the sixteen colours that every terminal has."""


class Ink(NamedTuple):
    """Words in one style; styles are named by what they mean."""

    text: str
    style: str = ""


def paint(inks: Iterable[Ink], color: bool) -> str:
    """The words, in colour if the terminal wants it."""
    if not color:
        return "".join([ink.text for ink in inks])
    return "".join(
        [
            f"\x1b[{_COLORS[ink.style]}m{ink.text}\x1b[0m" if ink.style and ink.text else ink.text
            for ink in inks
        ]
    )


# widths and lines


@cache
def _cells_of(character: str) -> int:
    from unicodedata import category, east_asian_width

    if east_asian_width(character) in "WF":
        return 2
    return 0 if category(character) in ("Mn", "Me", "Cf") else 1


def cell_width(text: str) -> int:
    """The columns that a text takes on a terminal: two for a Chinese character."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def visible(text: str) -> str:
    """The text as it may go to a terminal: controls, line breaks and invisible characters spelled out."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == "\u3000" else " " if c == "\t" else f"U+{ord(c):04X}" for c in text
    )


def head(text: str, width: int) -> str:
    """As much of the beginning of a text as ``width`` columns hold."""
    for at, character in enumerate(text):
        width -= _cells_of(character)
        if width < 0:
            return text[:at]
    return text


def tail(text: str, width: int) -> str:
    """As much of the end of a text as ``width`` columns hold."""
    return head(text[::-1], width)[::-1]


def clip(text: str, width: int, dots: str = "…") -> str:
    """The text cut to ``width`` columns, with dots where something was cut off."""
    return text if cell_width(text) <= width else head(text, width - cell_width(dots)) + dots


@cache
def _unit_pattern() -> re.Pattern[str]:
    """What must stay on one line: a Latin word, a unit in brackets, a mark with what it opens or closes, a count."""
    return re.compile(
        r"[“‘（《〈「『【〔]*(?:（[^（）\s]{1,6}）|缺数值|[\u4e00-\u9fff]{2} \d+|[!-~]+|[^!-~])(?:（[^（）\s]{1,6}）)?[”’）》〉」』】〕，。、；：？！％…·]*(?: ?[×x]\d+；?)?",
        re.DOTALL,
    )


def wrap(inks: Sequence[Ink], width: int) -> list[list[Ink]]:
    """The words broken into lines of at most ``width`` columns, by the rules of Chinese typesetting.

    No line begins with a closing mark or ends with an opening one; Latin words and numbers stay whole.
    """
    if sum(cell_width(ink.text) for ink in inks) <= width:
        return [list(inks)]
    lines: list[list[Ink]] = []
    at = 0
    for end in _line_ends("".join([ink.text for ink in inks]), width):
        lines.append(_slice(inks, at, end))
        at = end
    return lines


def _line_ends(text: str, width: int) -> Iterator[int]:
    room = width
    begun = False
    for unit in _unit_pattern().finditer(text):
        wants = cell_width(unit[0])
        if wants > room and begun:
            yield unit.start()
            room, begun = width, False
        if wants <= room:
            room -= wants
            begun = True
            continue
        for at in range(unit.start(), unit.end()):  # longer than a line: cut where the line is full
            cells = _cells_of(text[at])
            if cells > room and begun:
                yield at
                room = width
            room -= cells
            begun = True
    yield len(text)


def _slice(inks: Sequence[Ink], start: int, end: int) -> list[Ink]:
    """The words from ``start`` to ``end``, without blanks at the ends."""
    found: list[Ink] = []
    at = 0
    for ink in inks:
        part = ink.text[max(0, start - at) : max(0, end - at)]
        at += len(ink.text)
        if part:
            found.append(Ink(part, ink.style))
    if found and not found[0].style and start:
        found[0] = Ink(found[0].text.lstrip(" "), "")
    if found and not found[-1].style:
        found[-1] = Ink(found[-1].text.rstrip(" "), "")
    return found


def listing(entries: Sequence[tuple[str, Sequence[Ink]]], width: int, color: bool) -> Iterator[str]:
    """Keys and what is to be said of them, in two columns; an empty key goes on with the one above."""
    wide = max((cell_width(key) for key, _ in entries), default=0)
    for key, inks in entries:
        for at, line in enumerate(wrap(inks, max(20, width - wide - 4))):
            shown = key if at == 0 else ""
            start = Ink(f"  {shown}{' ' * (wide - cell_width(shown))}  ", "dim" if shown else "")
            yield paint([start, *line], color).rstrip() + "\n"


# what is said besides the findings


def remarks(result: FileResult, view: View) -> Iterator[str]:
    """What people should know of a file besides its findings: that it was not checked, or is empty."""
    if not view.quiet and result.status != "failed":
        for words in (*result.notes, *result.not_checked):
            yield f"{visible(result.path)}: {visible(words.to(view.lang))}\n"


def closing(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The last lines of a plain format: hints that are not shown, what was silenced, or that all is well."""
    if view.quiet:
        return
    severities = [d.severity for result in results for d in result.diagnostics]
    hidden = sum(not at_least(severity, view.show) for severity in severities)
    silenced = sum(result.silenced for result in results)
    zh = view.lang == "zh"
    if hidden:
        yield (
            f"另有 {hidden} 条未显示，--show info 查看\n"
            if zh
            else f"{hidden} more, see them with --show info\n"
        )
    if silenced:
        yield f"已忽略 {silenced} 条\n" if zh else f"{silenced} silenced\n"
    if not severities and all(result.status == "checked" for result in results):
        yield "没有发现问题\n" if zh else "no findings\n"
