"""One line a finding: ``path:line:column: CODE message``."""

from collections.abc import Iterator, Sequence

from xxlint.output import View
from xxlint.runner import FileResult
from xxlint.span import LineIndex
from xxlint.vocabulary import at_least


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The findings that are shown, and a line for each file that was not checked."""
    hints = silenced = shown = 0
    for result in results:
        index = LineIndex(result.text)
        for d in result.diagnostics:
            if not at_least(d.severity, view.show):
                hints += 1
                continue
            line, column = index.position(d.span.start)
            shown += 1
            yield f"{result.path}:{line}:{column}: {d.code} {d.message}\n"
        silenced += result.silenced
        if result.status == "skipped" and not view.quiet:
            for words in result.not_checked:
                yield f"{result.path}: {words.to(view.lang)}\n"
        if result.status == "checked" and not view.quiet:
            for words in result.notes:
                yield f"{result.path}: {words.to(view.lang)}\n"
    if view.quiet:
        return
    if hints:
        yield (
            f"另有 {hints} 条提示，--show info 查看\n"
            if view.lang == "zh"
            else f"{hints} hints more, see them with --show info\n"
        )
    if silenced:
        yield f"已忽略 {silenced} 条\n" if view.lang == "zh" else f"{silenced} silenced\n"
    if not shown and all(result.status == "checked" for result in results):
        yield "没有发现问题\n" if view.lang == "zh" else "no findings\n"
