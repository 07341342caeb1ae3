"""``xxlint slots --progress``: how much of a report is filled in, shown or written."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from xxlint.cli.sheet_files import Template, answers_of, rows_of
from xxlint.cli.terminal import make_view, speak_utf8, stop, write
from xxlint.figures import find_figures
from xxlint.gaps import Gap
from xxlint.output import View
from xxlint.owners import Owners
from xxlint.progress import Entry, Progress, by_figures, by_sheets
from xxlint.sheets import Filed
from xxlint.words import Lang, Words

FORMATS = {"table": "progress_table", "html": "html.progress", "json": "progress_json"}
"""Each format and the module that writes it."""

_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".txt": "table"}


def check_flags(form: str | None, output: str, read: Sequence[str], *, progress: bool, lang: Lang) -> None:
    """End with 2 before any work is done, where the flags contradict each other; ``read`` are the files named besides."""
    if not progress and form is not None:
        stop(_ONLY_PROGRESS, lang)
    if progress and form is None and output and Path(output).suffix.lower() not in _SUFFIXES:
        stop(_SUFFIX.fill(name=Path(output).name), lang)
    if progress and output and any(_is_same(path, output) for path in read):
        stop(_READ.fill(name=Path(output).name), lang)


def _is_same(path: str, output: str) -> bool:
    try:
        return Path(path).samefile(output)
    except (OSError, ValueError):  # not there yet, or no name of a file
        return False


def measured(template: Template, listed: Sequence[Gap], filed: Sequence[Filed] | None) -> Progress:
    """What is filled of a report, by the sheets or, where there are None, by its figures."""
    owners = Owners(template.settings.owners, template.runner.packs.lexicon.metrics)
    if filed is None:
        report = template.runner.report(template.result.document)
        return by_figures(listed, find_figures(report, template.result.diagnostics), owners)
    entries = [
        Entry(answer, one.row.metric, one.row.owner)
        for one, answer in zip(filed, answers_of(filed), strict=True)
    ]
    return by_sheets(template.gaps, listed, entries, owners)


def deliver(
    template: Template, progress: Progress, form: str | None, output: str, *, color: str, overwrite: bool
) -> None:
    """Draw it, on the terminal or into a file."""
    form = form or _SUFFIXES.get(Path(output).suffix.lower(), "table")
    lang = template.settings.lang
    render = import_module(f"xxlint.output.{FORMATS[form]}").render
    view = View(lang=lang, width=0) if output else make_view(lang, color)
    pieces = render(template.result, progress, rows_of(template, progress.gaps, {}), view)
    if not output:
        if form != "table":
            speak_utf8()
        write(pieces)
        return
    from xxlint.formats.saving import NotSaved, save

    try:
        save(output, "".join(pieces).encode("utf-8", "replace"), replace=overwrite)
    except NotSaved as error:
        stop(error.reason, lang)
    write([f"{_percent(progress).to(lang)} → {output}\n"])


def _percent(progress: Progress) -> Words:
    total = progress.total
    if not total.all:
        return Words("没有可统计的", "nothing to count")
    done = f"{total.filled}/{total.all}（{total.percent}%）"
    return Words(f"已填 {done}", f"filled: {total.filled}/{total.all} ({total.percent}%)")


_ONLY_PROGRESS = Words("--output-format 只用于 --progress", "--output-format is for --progress")
_SUFFIX = Words(
    "进度“{name}”要以 .html、.json 或 .txt 结尾，或用 --output-format 写明格式",
    "progress “{name}” ends in .html, .json or .txt; or name the format with --output-format",
)
_READ = Words(
    "“{name}”是报告或填报表本身，没有覆盖；请换个文件名",
    "“{name}” is the report or a sheet: not overwritten, give another name",
)
