"""How far a long run has come, on standard error, if somebody watches."""

import sys
import time
from collections.abc import Iterable, Iterator

from xxlint.output import visible
from xxlint.results import FileResult
from xxlint.words import Lang, Words

_SILENT = 1.0  # seconds that a run may take without a word
_CHECKED = Words("已检查 {count} 个文件", "{count} files checked")


def is_watched() -> bool:
    """Whether somebody sees what is told there."""
    return sys.stderr is not None and sys.stderr.isatty()


def with_progress(results: Iterable[FileResult], lang: Lang, *, shown: bool) -> Iterator[FileResult]:
    """The results as they come; a run that takes longer tells on a terminal how many files are done."""
    if not shown or not is_watched():
        yield from results
        return
    started = time.monotonic()
    waiting = iter(results)
    for count, result in enumerate(waiting, 1):
        yield result
        if time.monotonic() - started > _SILENT:
            yield from _told(waiting, count, lang)


def _told(results: Iterator[FileResult], count: int, lang: Lang) -> Iterator[FileResult]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_CHECKED.fill(count=count).to(lang))
        for result in results:
            count += 1
            words = f"{_CHECKED.fill(count=count).to(lang)}  {visible(result.path)}"
            progress.update(task, description=words.replace("[", r"\["))
            yield result
