"""One question of ``xxlint fill --interactive``: how far one is, the sentence with its place, and what belongs there."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xxlint.drawing import Prose, tail
from xxlint.output import View, drawn, in_sentence, visible
from xxlint.sheets import Row
from xxlint.words import Words

_WIDEST = 100  # columns: longer lines are hard to read
_UNWATCHED = 80  # columns in a pipe
_REACH = 60  # characters of the sentence on either side of the place
_BAR, _SHORT_BAR = 24, 10  # columns
_NARROW = 60  # columns below which the bar is short


class Page(NamedTuple):
    """A question: its ``number`` of ``total``, and how many are ``answered``.

    ``answer`` is the one that it has, ``remark`` what is to be said of it; of ``choices`` one will do.
    """

    number: int
    total: int
    answered: int
    row: Row
    answer: str
    choices: tuple[str, ...] = ()
    remark: Words | None = None


def render(page: Page, view: View) -> Iterator[str]:
    """The question, and the keys that one may press."""
    view = _measured(view)
    return drawn(_page(page, view), view)


def help_page(view: View) -> Iterator[str]:
    """What may be typed, in full."""
    view = _measured(view)
    return drawn(_help(view), view)


def remark(words: str, style: str, view: View, sign: str = "") -> Iterator[str]:
    """A line of its own below a question."""
    view = _measured(view)
    return drawn([_beside_sign(sign, Prose(visible(words), style), style)], view)


def _measured(view: View) -> View:
    return view._replace(width=min(view.width or _UNWATCHED, _WIDEST))


def _page(page: Page, view: View) -> Iterator[RenderableType]:
    row = page.row
    yield ""
    yield _progress(page, view)
    if row.section:
        yield Prose(_section(row.section, view), "heading")
    yield ""
    yield Padding(in_sentence(row.context, _REACH, view), (0, 0, 0, 2))
    yield ""
    if page.remark is not None:
        words = Prose(visible(page.remark.to(view.lang)), "warning")
        yield Padding(_beside_sign("!", words, "warning"), (0, 0, 0, 2))
    yield Padding(_facts(page, view), (0, 0, 1, 2))
    yield Prose(_keys(view), "dim")


def _progress(page: Page, view: View) -> Text:
    """[ 3/40]  ██░░░░░░░░  已填 2"""
    size = _BAR if view.width >= _NARROW else _SHORT_BAR
    done = size * page.answered // max(1, page.total)
    full, empty = ("█", "░") if view.boxes else ("#", "-")
    number = str(page.number).rjust(len(str(page.total)))
    told = view.say(f"已填 {page.answered}", f"{page.answered} answered")
    return Text.assemble(
        (f"[{number}/{page.total}]", "strong"),
        "  ",
        (full * done, "good"),
        (empty * (size - done), "dim"),
        (f"  {told}", "dim"),
    )


def _section(section: str, view: View) -> str:
    path = visible(section if view.boxes else section.replace("›", view.signs.into))
    return path if cell_len(path) <= view.width else view.signs.dots + tail(path, view.width - 2)


def _facts(page: Page, view: View) -> Table:
    """What helps to answer, a name and a value a line."""
    row = page.row
    facts: list[tuple[str, Text]] = []
    if page.choices:
        facts.append((view.say("选一项", "one of"), _choices(page.choices)))
    else:
        facts.append((view.say("应填", "wanted"), Prose(visible(row.expected), "strong")))
    for name, value in (
        (view.say("上年", "last year"), row.last_year),
        (view.say("责任", "owner"), row.owner),
        (view.say("备注", "note"), row.note),
    ):
        if value:
            facts.append((name, Prose(visible(value))))
    if page.answer:
        facts.append((view.say("已填", "answer"), Prose(visible(page.answer), "good")))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name, words in facts:
        grid.add_row(name, words)
    return grid


def _choices(choices: Sequence[str]) -> Text:
    """1 增长  2 下降"""
    return Prose("  ").join(
        Prose.assemble((f"{number}", "strong"), f" {visible(choice)}")
        for number, choice in enumerate(choices, 1)
    )


def _keys(view: View) -> str:
    """All keys, where they go on one line; else those that one cannot do without."""
    keys = view.say(
        "回车跳过 · < 上一项 · u 撤销 · ! 跳过本节 · /词 查找 · q 保存退出 · ? 说明",
        "Enter skip · < back · u undo · ! skip section · /words find · q leave · ? help",
    )
    few = view.say("回车跳过 · u 撤销 · q 保存退出 · ? 说明", "Enter skip · u undo · q leave · ? help")
    return keys if cell_len(keys) <= view.width else few


def _beside_sign(sign: str, words: Text, style: str) -> RenderableType:
    if not sign:
        return words
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(style=style, no_wrap=True)
    grid.add_column()
    grid.add_row(sign, words)
    return grid


def _help(view: View) -> Iterator[RenderableType]:
    yield ""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="strong", no_wrap=True)
    grid.add_column()
    for keys, meaning in _HELP:
        grid.add_row(keys.to(view.lang), Prose(meaning.to(view.lang)))
    yield grid


_HELP = (
    (Words("回车", "Enter"), Words("跳过这一项；已填的不变", "skip the question; its answer stays")),
    (
        Words("< 返回", "< back"),
        Words("到上一项，> 到下一项（已填的也到）", "to the one before; > to the next one, answered or not"),
    ),
    (
        Words("u 撤销", "u undo"),
        Words("撤销最近一次填写，可连续撤销", "take the last answer back, and the one before it"),
    ),
    (Words("- 清除", "- clear"), Words("清除这一项已填的内容", "clear the answer of this question")),
    (
        Words("! 跳过", "! section"),
        Words("跳过本节余下的各项", "skip what is left of the section"),
    ),
    (
        Words("/词", "/words"),
        Words(
            "跳到下一处原文、章节、指标或责任单位里有这个词的；只打 / 再找下一处",
            "to the next question with these words in its sentence, section, metric or owner; / alone: once more",
        ),
    ),
    (
        Words("q 保存退出", "q quit"),
        Words(
            "填过的已经存好，下次接着填（s、Ctrl-D 同）；Ctrl-C 马上中断，也不丢",
            "leave; what is answered is kept (also s, Ctrl-D); Ctrl-C leaves at once and loses nothing",
        ),
    ),
    (
        Words("=内容", "=words"),
        Words(
            "内容正好像上面的命令时，前面加 = 或空格：=u 就填 u",
            "an answer that looks like one of these, with = or a blank before it: =u answers u",
        ),
    ),
    (
        Words("全角", "wide"),
        Words(
            "？《！／ 等全角字符和上面的中文词都可以用", "full-width signs and the Chinese words will do, too"
        ),
    ),
)
