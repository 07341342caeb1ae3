"""One line a finding: ``path:line:column: CODE message``."""

from collections.abc import Iterator, Sequence

from xxlint.output import View, closing, remarks, visible
from xxlint.results import FileResult
from xxlint.span import LineIndex
from xxlint.vocabulary import at_least


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The findings that are shown, and a line for each file that was not checked."""
    for result in results:
        index = LineIndex(result.text)
        path = visible(result.path)
        for d in result.diagnostics:
            if at_least(d.severity, view.show):
                line, column = index.position(d.span.start)
                yield f"{path}:{line}:{column}: {d.code} {visible(d.message)}\n"
        yield from remarks(result, view)
    yield from closing(results, view)
