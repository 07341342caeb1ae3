"""Each finding in full: where, what, the line of the report with carets under the defect, the clause, the fix."""

from collections.abc import Iterator, Sequence

from xxlint.diagnostic import Diagnostic
from xxlint.output import (
    SEVERITY_WORDS,
    Ink,
    View,
    cell_width,
    clip,
    closing,
    head,
    paint,
    remarks,
    signs,
    tail,
    visible,
)
from xxlint.results import FileResult
from xxlint.span import LineIndex, Span
from xxlint.vocabulary import at_least

_WIDTH = 100  # columns where nothing limits a line


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The findings that are shown, then what else is to be said."""
    for result in results:
        index = LineIndex(result.text)
        for d in result.diagnostics:
            if at_least(d.severity, view.show):
                yield from _finding(result, d, index, view)
                yield "\n"
        yield from remarks(result, view)
    yield from closing(results, view)


def _finding(result: FileResult, diagnostic: Diagnostic, index: LineIndex, view: View) -> Iterator[str]:
    line, column = index.position(diagnostic.span.start)
    severity = SEVERITY_WORDS[diagnostic.severity].to(view.lang)
    heading = [
        Ink(f"{visible(result.path)}:{line}:{column} "),
        Ink(severity, diagnostic.severity),
        Ink(" "),
        Ink(diagnostic.code, "bold"),
        Ink(f" {diagnostic.name}", "dim"),
    ]
    yield paint(heading, view.color) + "\n"
    yield f"  {visible(diagnostic.message)}\n"
    if diagnostic.span != Span(0, 0):
        yield from _source(result.text, diagnostic, index, view)
    zh = view.lang == "zh"
    if diagnostic.clause:
        yield f"  {'依据：' if zh else 'clause: '}{visible(diagnostic.clause)}\n"
    if diagnostic.fix:
        yield f"  {'可改：' if zh else 'fix: '}{visible(diagnostic.fix.title)}\n"


def _source(text: str, diagnostic: Diagnostic, index: LineIndex, view: View) -> Iterator[str]:
    """The line that the finding begins in, cut to the terminal's width around it, and the carets below."""
    span, sign = diagnostic.span, signs(view.boxes)
    number = index.position(span.start).line
    begin, end = index.line_span(number)
    end = begin + len(text[begin:end].rstrip("\r\n"))
    margin = f"  {number} {sign.bar} "
    room = max(20, (view.width or _WIDTH) - len(margin))
    before, after = (
        visible(text[begin : span.start]),
        visible(text[max(span.start, min(span.end, end)) : end]),
    )
    defect = clip(visible(text[span.start : min(span.end, end)]), room - 2 * cell_width(sign.dots), sign.dots)
    room -= cell_width(defect)
    if cell_width(before) + cell_width(after) > room:
        room -= 2 * cell_width(sign.dots)
        half = room // 2
        left = max(half, room - cell_width(after))
        before = _cut(before, tail(before, left), sign.dots, at_start=True)
        after = _cut(after, head(after, room - min(left, cell_width(before))), sign.dots, at_start=False)
    shown = [Ink(margin, "dim"), Ink(before), Ink(defect, diagnostic.severity), Ink(after)]
    yield paint(shown, view.color).rstrip() + "\n"
    carets = sign.caret * max(1, cell_width(defect))
    below = [
        Ink(f"{' ' * (len(margin) - 2)}{sign.bar} ", "dim"),
        Ink(" " * cell_width(before)),
        Ink(carets, diagnostic.severity),
    ]
    yield paint(below, view.color) + "\n"


def _cut(whole: str, kept: str, dots: str, at_start: bool) -> str:
    """What was kept of the words, with dots where the rest was."""
    if kept == whole:
        return whole
    return dots + kept if at_start else kept + dots
