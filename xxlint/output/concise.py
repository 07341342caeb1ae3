"""One line a finding: ``path:line:column: CODE message``; of a file without lines ``path:第12段(约第3页): CODE message``."""

from collections.abc import Iterator, Sequence

from xxlint.output import View, closing, remarks, visible
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.vocabulary import at_least


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The findings that are shown, and a line for each file that was not checked."""
    for result in results:
        places = Places(result, view.lang)
        path = visible(result.path)
        for d in result.diagnostics:
            if at_least(d.severity, view.show):
                yield f"{path}:{places.mark(d.span)}: {d.code} {visible(d.message)}\n"
        yield from remarks(result, view)
    yield from closing(results, view)
