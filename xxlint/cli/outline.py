"""``xxlint outline``: the tree of sections and lists, with their labels, blanks and findings."""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import click
from rich.cells import cell_len
from rich.text import Text
from rich.tree import Tree

from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.outline import Section
from xxlint.api import make_runners
from xxlint.cli.command import Command
from xxlint.cli.terminal import (
    color_option,
    complain,
    fail,
    genre_option,
    lang_option,
    language,
    make_view,
    packs_option,
    said,
    tell,
    write,
)
from xxlint.config import Flags
from xxlint.diagnostic import Diagnostic
from xxlint.drawing import Prose, clip
from xxlint.files import STDIN
from xxlint.output import SEVERITY_WORDS, View, drawn, visible
from xxlint.places import Places
from xxlint.report import Report
from xxlint.results import FileResult
from xxlint.settings import SettingsError
from xxlint.span import Span
from xxlint.vocabulary import Severity
from xxlint.words import Lang, PackError, about

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
@genre_option()
@color_option()
@lang_option()
def command(  # noqa: PLR0917 -- click passes every option by its name
    paths: tuple[str, ...],
    encoding: str | None,
    packs: tuple[str, ...],
    genre: str,
    color: str,
    lang: Lang | None,
) -> None:
    """Draw the outline of each report; 2 if one cannot be read."""
    lang = lang or language()
    try:
        runners = make_runners(
            Flags(packs=packs, encoding=encoding, genre=said("genre", genre), force=True, lang=lang)
        )
        runners.settings_of_run(paths)
    except (PackError, SettingsError) as error:
        fail(error, lang)
    view = make_view(lang, color)
    failed = False
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    for result in runners.check_paths(paths, stdin):
        if result.status != "checked":
            failed = failed or result.status == "failed"
            for words in result.not_checked:
                complain(about(result.path, words), lang)
            continue
        write(draw(result, runners.runner_for(result.path).report(result.document), view))
    sys.exit(2 if failed else 0)


def draw(result: FileResult, report: Report, view: View) -> Iterator[str]:
    """The outline of one report."""
    return drawn([_Planter(result, report, view).tree()], view)


class _Planter:
    """Grows the tree of one report."""

    def __init__(self, result: FileResult, report: Report, view: View) -> None:
        self.result = result
        self.report = report
        self.view = view
        self.places = Places(result, view.lang)
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

    def tree(self) -> Tree:
        """The sections, each with its lists."""
        text = self.result.text
        whole = Span(0, len(text) + 1)
        genre = self.result.genre.to(self.view.lang) if self.result.genre is not None else ""
        name = self._label(visible(self.result.path), whole, 0, "strong", genre)
        root = Tree(name, guide_style="dim")
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
            root.add(self.view.say("（没有章节和序号）", "(no sections, no lists)"))
        return root

    def _hang_lists(
        self, lists: Sequence[Enumeration], at: int, until: int, open_sections: list[tuple[int, Tree]]
    ) -> int:
        """Hang the lists that begin before ``until`` on their sections; which list comes next."""
        while at < len(lists) and lists[at].markers[0].span.start < until:
            begins = lists[at].markers[0].span.start
            depth = max(i for i, (end, _) in enumerate(open_sections) if end > begins or i == 0)
            open_sections[depth][1].add(self._list(lists[at], depth + 1))
            at += 1
        return at

    def _section(self, section: Section, depth: int) -> Text:
        start = section.marker.span.start if section.marker else section.span.start
        faults = self.broken.get(start, ())
        style = "error" if faults else "strong" if depth == 1 else ""
        heading = visible(section.heading)
        taken = cell_len(heading) + self._tally(section.span).cell_len
        place = self._place(Span(start, section.span.end), taken, depth)
        return _with_faults(self._label(heading, section.span, depth, style, place), faults)

    def _list(self, enumeration: Enumeration, depth: int) -> Text:
        """一是 二是 四是, the broken ones in red."""
        labels: list[Text] = []
        faults: list[Diagnostic] = []
        for marker in enumeration.markers:
            here = self.broken.get(marker.span.start, [])
            faults += [] if marker.at_line_start else here
            words = visible(marker.span.of(self.result.text)).strip("，,：:、 ")
            labels.append(Text(words, "error" if here else "info"))
        count = len(enumeration.markers)
        labels.append(Text(self.view.say(f" {count} 项", f" {count} items"), "dim"))
        label = Text(" ").join(labels)
        if place := self._place(enumeration.markers[0].span, label.cell_len, depth):
            label.append(f"  {place}", "dim")
        if self.view.width:
            label.truncate(self._room(depth), overflow="ellipsis")
        return _with_faults(label, faults)

    def _label(self, heading: str, span: Span, depth: int, style: str, more: str) -> Text:
        """A heading with the numbers of blanks and findings under it; ``more`` is the file's genre or a place."""
        tally = self._tally(span)
        if more:
            tally = Text.assemble((f"  {more}", "dim"), tally)
        if self.view.width:
            room = max(_SHORTEST, self._room(depth) - tally.cell_len)
            heading = clip(heading, room, self.view.signs.dots)
        return Text.assemble((heading, style), tally)

    def _place(self, span: Span, taken: int, depth: int) -> str:
        """Where something stands in a file without lines, if there is room for it."""
        place = self.places.words(span)
        return place if not self.view.width or taken + 2 + cell_len(place) <= self._room(depth) else ""

    def _room(self, depth: int) -> int:
        """The columns that a label has at this depth of the tree."""
        return max(_SHORTEST, self.view.width - depth * _BRANCH)

    def _tally(self, span: Span) -> Text:
        """待填 2 · 错误 3"""
        counts = [(self.view.say("待填", "to fill in"), _within(self.slots, span), "info")]
        for severity, found in self.found.items():
            style = "fault" if severity == "error" else severity
            counts.append((SEVERITY_WORDS[severity].to(self.view.lang), _within(found, span), style))
        parts = [Text(f"{name} {number}", style) for name, number, style in counts if number]
        told = Text.assemble((f" {self.view.signs.dot} ", "dim")).join(parts)
        return Text("  ").append_text(told) if parts else told


def _with_faults(label: Text, faults: Iterable[Diagnostic]) -> Text:
    """The label, and below it what is wrong with it."""
    return Prose.assemble(label, *((f"\n{visible(fault.message)}", "fault") for fault in faults))


def _within(offsets: Sequence[int], span: Span) -> int:
    """How many of the sorted offsets lie in the span."""
    return bisect_left(offsets, span.end) - bisect_left(offsets, span.start)
