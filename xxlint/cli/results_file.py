"""``--output-file`` and ``--statistics``: results that go somewhere else than all findings to the terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from xxlint.cli.terminal import speak_utf8, stop, write
from xxlint.output import FOR_PEOPLE, View, remarks, renderer, silenced_words, statistics, tally, visible
from xxlint.patterns import lazy
from xxlint.results import FileResult
from xxlint.system import reason_of
from xxlint.words import Lang, Words

_STDOUT = "-"
_HEAD = 400  # characters that tell a result, which may be written anew, from a report
_OURS = lazy(r"""xxlint|[ :"]XX\d{3}[ ",]|没有发现问题|no (?:other )?findings""")
_A_REPORT = Words(
    "“{target}”是这次检查的报告之一，没有覆盖；请换个文件名",
    "“{target}” is one of the reports that were checked: not overwritten, give another name",
)


class Wanted(NamedTuple):
    """What is asked for: the file (None for the terminal), the format, and whether findings are only counted."""

    target: str | None
    form: str
    counted: bool


def check_flags(paths: Sequence[str], wanted: Wanted, lang: Lang) -> None:
    """End with 2 before any work is done, where the results could be written nowhere."""
    target = wanted.target
    if wanted.counted and statistics.renderer(wanted.form) is None:
        listed = "、".join(statistics.FORMATS), ", ".join(statistics.FORMATS)
        stop(
            Words(
                f"--statistics 的格式只能是 {listed[0]}", f"--statistics is drawn only as one of {listed[1]}"
            ),
            lang,
        )
    if target is None or target == _STDOUT:
        return
    try:
        problem = _problem(paths, target)
    except OSError as error:  # a name longer than names may be
        problem = _not_written(target, error)
    if problem is not None:
        stop(problem, lang)


def deliver(
    results: Sequence[FileResult], view: View, paths: Sequence[str], wanted: Wanted
) -> list[FileResult]:
    """Draw the results and write them where they go; gives back those that count, which the file itself is not of."""
    target, form = wanted.target, wanted.form
    draw = (statistics.renderer(form) if wanted.counted else None) or renderer(form)
    if target is None or target == _STDOUT:
        if form not in FOR_PEOPLE:
            speak_utf8()
        write(draw(results, view))
        return list(results)
    found = next((r for r in results if r.path not in paths and _is_same(r.path, target)), None)
    if found is not None and not _OURS.search(found.text, 0, _HEAD):
        stop(_A_REPORT.fill(target=target), view.lang)
    results = [result for result in results if result is not found]
    _save(target, draw(results, view._replace(color=False, width=0, boxes=True, tty=False)), view.lang)
    write(_summary(results, view, target))
    return results


def _problem(paths: Sequence[str], target: str) -> Words | None:
    """Why nothing is written to ``target``, None if it may be."""
    if not target:
        return Words("--output-file 要写一个文件名", "--output-file needs the name of a file")
    if Path(target).is_dir():
        return Words(
            f"“{target}”是文件夹，--output-file 要写一个文件",
            f"“{target}” is a folder, --output-file needs a file",
        )
    if any(_is_same(path, target) for path in paths):
        return Words(
            f"“{target}”正是要检查的文件，没有覆盖", f"“{target}” is what is to be checked, not overwritten"
        )
    if not Path(target).absolute().parent.is_dir():
        return Words(f"“{target}”所在的文件夹不存在", f"there is no folder for “{target}”")
    return None


def _is_same(path: str, target: str) -> bool:
    try:
        return Path(path).samefile(target)
    except (OSError, ValueError):
        return False


def _save(target: str, pieces: Iterable[str], lang: Lang) -> None:
    """Write the file as UTF-8, all of it or nothing; into a pipe or a device, as it comes."""
    from xxlint.formats.saving import NotSaved, save

    data = "".join(pieces).encode("utf-8", "replace")
    try:
        if Path(target).exists() and not Path(target).is_file():
            with Path(target).open("wb", buffering=0) as device:
                device.write(data)
        else:
            save(target, data, replace=True)
    except NotSaved as error:
        stop(Words(f"“{target}”{error.reason.zh}", f"“{target}”: {error.reason.en}"), lang)
    except OSError as error:
        stop(_not_written(target, error), lang)


def _not_written(target: str, error: OSError) -> Words:
    reason = reason_of(error)
    return Words(f"“{target}”写不了：{reason.zh}", f"cannot write “{target}”: {reason.en}")


def _summary(results: Sequence[FileResult], view: View, target: str) -> Iterable[str]:
    """What was found, in one line, what was not checked, and where the rest is."""
    if view.quiet:
        return
    for result in results:
        yield from remarks(result, view)
    counts = Counter(d.severity for result in results for d in result.diagnostics)
    parts = [tally(counts, view)]
    skipped = sum(result.status != "checked" for result in results)
    silenced = silenced_words(results)
    if skipped:
        parts.append(view.say(f"没查 {skipped} 个文件", f"{skipped} files not checked"))
    if silenced is not None:
        parts.append(view.say(f"已忽略 {silenced.zh}", f"silenced: {silenced.en}"))
    parts.append(view.say(f"已写入 {visible(target)}", f"written to {visible(target)}"))
    yield view.say("，", ", ").join(parts) + "\n"
