"""The output formats, one module each, imported when asked for; and what all share.

Every format is a function ``render(results, view)`` that yields pieces of text.  The formats know nothing of each
other, so the names of families and severities, and what is said at the end, stand here; how to draw is `drawing`'s.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.places import Places
from xxlint.results import FileResult, silenced_in
from xxlint.vocabulary import SEVERITIES, Severity, at_least
from xxlint.words import Lang, Words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from xxlint.packs import Rule

FORMATS = {
    "table": "table",
    "full": "full",
    "concise": "concise",
    "json": "json",
    "jsonl": "jsonl",
    "csv": "csv",
    "markdown": "markdown",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjson": "rdjson",
    "html": "html",
}
"""Each format and the module that draws it."""

FOR_PEOPLE = ("table", "full", "concise")
"""The formats for a terminal; all others are for programs: they hold every finding, and are UTF-8 whatever it speaks."""

IN_PASSING = ("full", "concise", "json", "jsonl", "csv")
"""The formats that go through the results once, and afterwards only sum up: they take ``results.Passing``."""


class Signs(NamedTuple):
    """The signs that are drawn, and what stands for them on a console that has none."""

    rule: str = "─"
    into: str = "›"
    times: str = "×"
    dots: str = "…"
    dot: str = "·"
    good: str = "✓"
    bad: str = "✗"
    dash: str = "—"
    bar: str = "│"


_ASCII_SIGNS = Signs("-", ">", "x", "..", "|", "ok:", "no:", "-", "|")


class View(NamedTuple):
    """How results are shown: the least severity, the language, and what the terminal can do.

    ``width`` is 0 where nothing limits it; ``tty`` says that somebody watches, ``boxes`` that the console can draw
    lines and the finer signs.  ``fail_on`` is the severity that fails the run, ``rules`` the ones that ran, for the formats
    that say so.
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
    fail_on: Severity = "warning"
    rules: "Mapping[str, Rule] | None" = None

    @property
    def signs(self) -> Signs:
        """The signs that this console has."""
        return Signs() if self.boxes else _ASCII_SIGNS

    def say(self, zh: str, en: str) -> str:
        """The text in the reader's language."""
        return en if self.lang == "en" else zh


Render = Callable[[Sequence[FileResult], View], Iterator[str]]


def renderer(name: str) -> Render:
    """The function that draws a format."""
    render: Render = import_module(f"xxlint.output.{FORMATS[name]}").render
    return render


def drawn(renderables: "Iterable[RenderableType]", view: View) -> Iterator[str]:
    """What rich makes of each on this terminal."""
    from xxlint.drawing import console, drawn  # rich takes long to import, and not every format draws

    return drawn(renderables, console(view.width, view.color, view.boxes))


def path_of(section: Iterable[str], view: View) -> str:
    """一、主要指标 › （一）项目建设"""
    return f" {view.signs.into} ".join(map(visible, section))


def in_sentence(context: str, reach: int, view: View) -> "Text":
    """A sentence of a sheet with its place marked, and at most ``reach`` characters on either side of it."""
    from xxlint.again import unmarked
    from xxlint.drawing import Prose

    shown = unmarked(context)
    if shown is None:
        return Prose(visible(context))
    start, end = shown.place
    left, right = shown.text[:start], shown.text[end:]
    left = view.signs.dots + left[-reach:] if len(left) > reach else left
    right = right[:reach] + view.signs.dots if len(right) > reach else right
    words = visible(shown.text[start:end]) or view.say("缺", "?")
    marked = words if view.color else f"【{words}】"
    return Prose.assemble(visible(left), (marked, "mark.error"), visible(right))


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


def visible(text: str) -> str:
    """The text as it may go to a terminal: controls, line breaks and invisible characters spelled out."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == "\u3000" else " " if c == "\t" else f"U+{ord(c):04X}" for c in text
    )


# findings in words


def placed(diagnostic: Diagnostic, places: Places, view: View) -> str:
    """The message; of a file without lines with its place, for whom an editor's line is the only one that he knows."""
    if places.has_lines:
        return diagnostic.message
    return f"{places.words(diagnostic.span)}{view.say('：', ': ')}{diagnostic.message}"


def tally(counts: Mapping[Severity, int], view: View) -> str:
    """错误 62 · 警告 0 · 提示 3"""
    return f" {view.signs.dot} ".join(
        f"{SEVERITY_WORDS[s].to(view.lang)} {counts.get(s, 0)}" for s in SEVERITIES
    )


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
    hidden = [severity for severity in severities if not at_least(severity, view.show)]
    silenced = silenced_words(results)
    if hidden:
        what = Words("条提示", "hints") if set(hidden) == {"info"} else Words("条问题", "findings")
        yield view.say(
            f"另有 {len(hidden)} {what.zh}，--show info 查看\n",
            f"{len(hidden)} more {what.en}, see them with --show info\n",
        )
    if silenced is not None:
        yield view.say(f"已忽略 {silenced.zh}\n", f"silenced: {silenced.en}\n")
    if not severities and all(result.status == "checked" for result in results):
        others = silenced is not None
        yield view.say(f"没有{'其他' if others else '发现'}问题\n", f"no {'other ' * others}findings\n")


def silenced_words(results: Iterable[FileResult]) -> Words | None:
    """How many findings are silenced, and by what: 6 条（注释 2、豁免 4）; None where none is."""
    counts = silenced_in(results)
    total = sum(counts)
    if not total:
        return None
    named = [(words, count) for words, count in zip(_SILENCED_BY, counts, strict=True) if count]
    if len(named) == 1:
        ((words, _),) = named
        return Words(f"{total} 条（{words.zh}）", f"{total} ({words.en})")
    zh = "、".join(f"{words.zh} {count}" for words, count in named)
    en = ", ".join(f"{words.en} {count}" for words, count in named)
    return Words(f"{total} 条（{zh}）", f"{total} ({en})")


_SILENCED_BY = (
    Words("注释", "comments"),
    Words("批注答复", "answered comments"),
    Words("豁免", "waivers"),
    Words("基线", "baseline"),
)
