"""A sheet for Excel and WPS: one row a finding, and one for whatever was not checked, is empty or was silenced.

It begins with a BOM, so that Excel reads it as UTF-8.  A file without lines has a place in words instead of a line.
"""

from collections.abc import Iterator, Sequence

from xxlint.diagnostic import Diagnostic
from xxlint.exchange.cells import BOM, row
from xxlint.exchange.context import around
from xxlint.output import SEVERITY_WORDS, View, family_key, family_name, silenced_words, visible
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.words import Words

_REACH = 20  # characters shown on either side of a defect
_COLUMNS = (
    Words("文件", "file"),
    Words("行", "line"),
    Words("列", "column"),
    Words("位置", "place"),
    Words("级别", "severity"),
    Words("代码", "code"),
    Words("类别", "family"),
    Words("问题", "message"),
    Words("原文", "text"),
    Words("上下文", "context"),
    Words("章节", "section"),
    Words("可改", "fix"),
)


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The header, then the rows of all files."""
    if not view.tty:
        yield BOM
    yield row(words.to(view.lang) for words in _COLUMNS)
    for result in results:
        places = Places(result, view.lang)
        for d in result.diagnostics:
            yield row(map(visible, _cells(result, d, places, view)))
        for key, words in _remarks(result):
            cells = [result.path, "", "", "", key.to(view.lang), "", "", words.to(view.lang), "", "", "", ""]
            yield row(map(visible, cells))


def _cells(result: FileResult, diagnostic: Diagnostic, places: Places, view: View) -> list[str]:
    span = diagnostic.span
    line, column = places.index.position(span.start) if places.has_lines else ("", "")
    before, words, after = around(places.text, span, _REACH)
    return [
        result.path,
        str(line),
        str(column),
        places.words(span),
        SEVERITY_WORDS[diagnostic.severity].to(view.lang),
        diagnostic.code,
        family_name(family_key(diagnostic.code), view.lang),
        diagnostic.message,
        words,
        f"{before}【{words}】{after}" if words else "",
        " › ".join(diagnostic.section),
        diagnostic.fix.title if diagnostic.fix else "",
    ]


def _remarks(result: FileResult) -> Iterator[tuple[Words, Words]]:
    """What else is to be said of a file."""
    if result.status != "failed":  # that is a finding
        for words in result.not_checked:
            yield Words("没查", "not checked"), words
    for words in result.notes:
        yield Words("说明", "note"), words
    silenced = silenced_words([result])
    if silenced is not None:
        yield Words("忽略", "silenced"), silenced
