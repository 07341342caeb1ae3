"""``xxlint outline``: the tree of sections and lists, with their labels, blanks and findings."""

import io
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.outline import Section
from xxlint.api import make_runner, read_document
from xxlint.cli.terminal import (
    Command,
    color_option,
    complain,
    fail,
    lang_option,
    language,
    make_view,
    packs_option,
    tell,
    write,
)
from xxlint.diagnostic import Diagnostic
from xxlint.output import SEVERITY_WORDS, View, cell_width, clip, signs, visible
from xxlint.report import Report
from xxlint.results import FileResult
from xxlint.runner import STDIN
from xxlint.settings import Settings, SettingsError
from xxlint.span import Span
from xxlint.vocabulary import Severity
from xxlint.words import Lang, PackError, Words

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

_BRANCH = 4  # columns that a level of the tree takes
_SHORTEST = 12  # columns that a heading keeps however narrow the terminal


@click.command(
    "outline",
    cls=Command,
    help=tell(
        "画出报告的提纲：章节、序号、每一节待填几处、有几个问题；断了的序号标红。",
        "Draw a report's outline: sections, labels, blanks and findings in each; broken labels in red.",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar=tell("路径…", "PATH..."))
@click.option("--encoding", metavar=tell("编码", "NAME"), help=tell("文件的编码。", "The files' encoding."))
@packs_option()
@color_option()
@lang_option()
def command(
    paths: tuple[str, ...], encoding: str | None, packs: tuple[str, ...], color: str, lang: Lang | None
) -> None:
    """Draw the outline of each report; 2 if one cannot be read."""
    lang = lang or language()
    try:
        runner = make_runner(Settings(packs=packs, encoding=encoding, force=True, lang=lang))
    except (PackError, SettingsError) as error:
        fail(error, lang)
    view = make_view(lang, color)
    failed = False
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    for result in runner.check_paths(paths, stdin):
        if result.status != "checked":
            failed = failed or result.status == "failed"
            for words in result.not_checked:
                complain(Words(f"{result.path}：{words.zh}", f"{result.path}: {words.en}"), lang)
            continue
        document = read_document(result.path, result.text.encode("utf-8", "surrogatepass"), "utf-8")
        write(draw(result, runner.report(document), view))
    sys.exit(2 if failed else 0)


def draw(result: FileResult, report: Report, view: View) -> Iterator[str]:
    """One report's outline."""
    from rich.console import Console

    class Sink(io.StringIO):
        encoding = "utf-8" if view.boxes else "ascii"

    sink = Sink()
    console = Console(
        file=sink,
        width=view.width or 10_000,
        force_terminal=view.color,
        color_system="standard" if view.color else None,
        no_color=not view.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(_Planter(result, report, view).tree(), soft_wrap=False)
    yield "\n".join(line.rstrip() for line in sink.getvalue().split("\n"))


class _Planter:
    """Grows the tree of one report."""

    def __init__(self, result: FileResult, report: Report, view: View) -> None:
        self.result = result
        self.report = report
        self.view = view
        self.signs = signs(view.boxes)
        self.slots = sorted(
            d.span.start for d in result.diagnostics if d.slot is not None and d.severity != "info"
        )
        self.found: dict[Severity, list[int]] = {
            severity: sorted(d.span.start for d in result.diagnostics if d.severity == severity)
            for severity in ("error", "warning")
        }
        self.broken: dict[int, list[Diagnostic]] = {}
        for d in result.diagnostics:
            if d.code.startswith("XX30"):
                self.broken.setdefault(d.span.start, []).append(d)

    def tree(self) -> "Tree":
        """The sections, each with its lists."""
        from rich.tree import Tree

        text = self.result.text
        whole = Span(0, len(text) + 1)
        root = Tree(self._label(visible(self.result.path), whole, 0, "bold"), guide_style="dim")
        lists = [e for e in self.report.enumerations if any(not marker.at_line_start for marker in e.markers)]
        open_sections: list[tuple[int, Tree]] = [(whole.end, root)]
        at = 0
        for section in self.report.outline:
            at = self._hang_lists(lists, at, section.span.start, open_sections)
            while len(open_sections) > 1 and open_sections[-1][0] <= section.span.start:
                open_sections.pop()
            branch = open_sections[-1][1].add(self._section(section, len(open_sections)))
            open_sections.append((section.span.end, branch))
        self._hang_lists(lists, at, whole.end, open_sections)
        if not root.children:
            root.add("（没有章节和序号）" if self.view.lang == "zh" else "(no sections, no lists)")
        return root

    def _hang_lists(
        self, lists: Sequence[Enumeration], at: int, until: int, open_sections: "list[tuple[int, Tree]]"
    ) -> int:
        """Hang the lists that begin before ``until`` on their sections; which list comes next."""
        while at < len(lists) and lists[at].markers[0].span.start < until:
            begins = lists[at].markers[0].span.start
            depth = max(i for i, (end, _) in enumerate(open_sections) if end > begins or i == 0)
            open_sections[depth][1].add(self._list(lists[at], depth + 1))
            at += 1
        return at

    def _section(self, section: Section, depth: int) -> "Text":
        start = section.marker.span.start if section.marker else section.span.start
        faults = self.broken.get(start, ())
        label = self._label(
            visible(section.heading),
            section.span,
            depth,
            "bold red" if faults else "bold" if depth == 1 else "",
        )
        for fault in faults:
            label.append(f"\n{visible(fault.message)}", "red")
        return label

    def _list(self, enumeration: Enumeration, depth: int) -> "Text":
        """一是 二是 四是, the broken ones in red."""
        label = self._text()
        faults: list[Diagnostic] = []
        for at, marker in enumerate(enumeration.markers):
            here = self.broken.get(marker.span.start, [])
            faults += [] if marker.at_line_start else here
            words = visible(marker.span.of(self.result.text)).strip("，,：:、 ")
            label.append(" " if at else "")
            label.append(words, "bold red" if here else "cyan")
        count = len(enumeration.markers)
        label.append(f"  {count} 项" if self.view.lang == "zh" else f"  {count} items", "dim")
        if self.view.width:
            label.truncate(max(_SHORTEST, self.view.width - depth * _BRANCH), overflow="ellipsis")
        for fault in faults:
            label.append(f"\n{visible(fault.message)}", "red")
        return label

    def _label(self, heading: str, span: Span, depth: int, style: str) -> "Text":
        """A heading with the numbers of blanks and findings under it."""
        tally = list(self._tally(span))
        wide = sum(cell_width(words) for words, _ in tally)
        if self.view.width:
            heading = clip(heading, max(_SHORTEST, self.view.width - depth * _BRANCH - wide), self.signs.dots)
        label = self._text()
        label.append(heading, style)
        for words, color in tally:
            label.append(words, color)
        return label

    def _tally(self, span: Span) -> Iterator[tuple[str, str]]:
        zh = self.view.lang == "zh"
        parts = [("待填" if zh else "to fill in", _within(self.slots, span), "cyan")]
        for severity, found in self.found.items():
            color = "red" if severity == "error" else "yellow"
            parts.append((SEVERITY_WORDS[severity].to(self.view.lang), _within(found, span), color))
        begun = False
        for name, number, color in parts:
            if number:
                yield (f" {self.signs.dot} " if begun else "  "), "dim"
                yield f"{name} {number}", color
                begun = True

    def _text(self) -> "Text":
        from rich.text import Text

        return Text(overflow="fold")


def _within(offsets: Sequence[int], span: Span) -> int:
    """How many of the sorted offsets lie in the span."""
    return bisect_left(offsets, span.end) - bisect_left(offsets, span.start)
