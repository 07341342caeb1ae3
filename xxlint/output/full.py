"""Each finding in full: where, what, the line of the report with carets under the defect, the clause, the fix.

In a file without lines the paragraph stands for the line, and the headings above it are named: Word counts no
paragraphs for its user.
"""

from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

from xxlint.diagnostic import Diagnostic
from xxlint.output import SEVERITY_WORDS, View, closing, path_of, remarks, visible
from xxlint.places import WHOLE, Places
from xxlint.results import FileResult
from xxlint.span import Span
from xxlint.vocabulary import at_least

_WIDTH = 100  # columns where nothing limits a line


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The findings that are shown, then what else is to be said."""
    for result in results:
        places = Places(result, view.lang)
        for d in result.diagnostics:
            if at_least(d.severity, view.show):
                yield from _finding(result.path, d, places, view)
                yield "\n"
        yield from remarks(result, view)
    yield from closing(results, view)


def _finding(path: str, diagnostic: Diagnostic, places: Places, view: View) -> Iterator[str]:
    mark = places.mark(diagnostic.span)
    severity = SEVERITY_WORDS[diagnostic.severity].to(view.lang)
    yield f"{visible(path)}:{mark} {severity} {diagnostic.code} {diagnostic.name}\n"
    yield f"  {visible(diagnostic.message)}\n"
    if diagnostic.span != WHOLE:
        yield from _source(diagnostic.span, places, view)
    if diagnostic.section and not places.has_lines:
        headings = path_of(diagnostic.section, view)
        yield f"  {view.say('章节：', 'section: ')}{headings}\n"
    if diagnostic.clause:
        yield f"  {view.say('依据：', 'clause: ')}{visible(diagnostic.clause)}\n"
    if diagnostic.fix:
        yield f"  {view.say('可改：', 'fix: ')}{visible(diagnostic.fix.title)}\n"


def _source(span: Span, places: Places, view: View) -> Iterator[str]:
    """The line that the finding begins in, cut to the terminal's width around it, and the carets below."""
    text, index = places.text, places.index
    begin, end = index.line_span(index.position(span.start).line)
    end = begin + len(text[begin:end].rstrip("\r\n"))
    stop = max(span.start, min(span.end, end))
    dots, bar = view.signs.dots, view.signs.bar
    margin = f"  {places.number(span)} {bar} "
    room = max(20, (view.width or _WIDTH) - len(margin))
    defect = _cut(visible(text[span.start : stop]), room - 2 * len(dots), dots)
    room -= _columns(defect)
    before, after = visible(text[begin : span.start]), visible(text[stop:end])
    before = _cut(before[::-1], max(room // 2, room - _columns(after)), dots)[::-1]
    after = _cut(after, room - _columns(before), dots)
    yield f"{margin}{before}{defect}{after}".rstrip() + "\n"
    yield f"{' ' * (len(margin) - 2)}{bar} {' ' * _columns(before)}{'^' * max(1, _columns(defect))}\n"


def _columns(text: str) -> int:
    """The columns that a text takes on a terminal: two for a Chinese character.  (rich knows, but takes long to load.)"""
    return sum(2 if east_asian_width(c) in "WF" else category(c) not in ("Mn", "Me", "Cf") for c in text)


def _cut(text: str, width: int, dots: str) -> str:
    """As much of the text as ``width`` columns hold, with dots where something was cut off."""
    if _columns(text) <= width:
        return text
    room = width - len(dots)
    for at, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return text[:at] + dots
    return text
