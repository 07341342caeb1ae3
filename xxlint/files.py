"""Which files are reports: those that are named, and those in folders that nothing leaves out."""

import os
from collections.abc import Callable, Iterable, Iterator
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from xxlint.config import DEFAULT_EXCLUDE
from xxlint.formats import SUFFIXES, WHEN_NAMED, not_in_folders
from xxlint.system import reason_of
from xxlint.words import Words

if TYPE_CHECKING:  # what leaves files out is imported only when a folder is walked
    from xxlint.exclusion import Excludes, Level

STDIN = "-"


class Found(NamedTuple):
    """A path to check: a file, or a reason why there is none."""

    path: str
    problem: Words | None = None
    skipped: Words | None = None


ExcludesOf = Callable[[str], "Excludes"]
"""What the settings leave out of a folder."""


def usual_excludes(_folder: str) -> "Excludes":
    """What is left out where there are no settings."""
    from xxlint.exclusion import Excludes

    return Excludes(frozenset(DEFAULT_EXCLUDE))


def never(_folder: str) -> bool:
    """Named files are checked even if they are left out."""
    return False


def find_files(
    paths: Iterable[str],
    excludes_of: ExcludesOf = usual_excludes,
    forces: Callable[[str], bool] = never,
) -> Iterator[Found]:
    """The files that ``paths`` name, folders walked in sorted order; each file once.

    Where ``forces`` says so of a folder, what is left out there is so even if it is named.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path, excludes_of, forces):
            key = os.path.normpath(found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _expand(path: str, excludes_of: ExcludesOf, forces: Callable[[str], bool]) -> Iterator[Found]:
    if path == STDIN:
        yield Found(path)
        return
    is_folder = os.path.isdir(path)
    folder = path if is_folder else os.path.dirname(path) or "."
    if forces(folder) and os.path.exists(path):
        from xxlint.exclusion import left_out_with_folders

        reason = left_out_with_folders(os.path.abspath(path), is_folder, excludes_of(folder))
        if reason is not None:
            words = Words(f"按 {reason} 排除，没有检查", f"left out by {reason}, not checked")
            yield Found(path, skipped=words)
            return
    if is_folder:
        yield from _walk(path, excludes_of)
    else:
        yield _file(path)


def _is_mended_copy(name: str, beside: list[str]) -> bool:
    """Whether a file is what ``xxlint fix`` laid beside a report: 总结.fixed.docx beside 总结.docx."""
    stem, mended, suffix = name.rpartition(".fixed.")
    return bool(mended) and f"{stem}.{suffix}" in beside


_MENDED = Words(
    "xxlint fix 改好的副本，没有检查（直接写文件名可以查）",
    "a copy that xxlint fix made, not checked (name it to check it)",
)


def _file(path: str) -> Found:
    """A file that can be read, or why it cannot."""
    try:
        regular = S_ISREG(os.stat(path).st_mode)
    except OSError as error:
        leads_nowhere = Words("链接指向的文件不存在", "the link leads nowhere")
        return Found(path, leads_nowhere if os.path.islink(path) else reason_of(error))
    except ValueError:  # a name with NUL
        return Found(path, Words("找不到这个文件", "no such file"))
    return Found(path, None if regular else Words("不是普通文件，不能检查", "not a regular file"))


class _Inside(NamedTuple):
    """What holds inside a folder on the way: its absolute path, ignore files, patterns."""

    path: str
    levels: "tuple[Level, ...]"
    excludes: "Excludes"


def _walk(folder: str, excludes_of: ExcludesOf) -> Iterator[Found]:
    """All reports under a folder; links to folders are not followed, so that a loop of links ends."""
    from xxlint.exclusion import left_out, levels_above, without_those_that_leave_out

    problems: list[Found] = []

    def tell(error: OSError) -> None:
        reason = reason_of(error)
        words = Words(f"文件夹读不了：{reason.zh}", f"cannot read the folder: {reason.en}")
        problems.append(Found(str(error.filename), words))

    count = excluded = 0
    top = os.path.abspath(folder)
    above, _ = without_those_that_leave_out(top, levels_above(top), usual_excludes(top))
    ways: dict[str, tuple[Level, ...]] = {folder: above}
    for here, folders, files in os.walk(folder, onerror=tell):
        inside = _inside(here, top, files, ways.pop(here), excludes_of)
        kept = []
        for name in sorted(folders):
            if name.startswith(".") or os.path.exists(os.path.join(here, name, "pyvenv.cfg")):
                continue
            reason = left_out(os.path.join(inside.path, name), True, inside.levels, inside.excludes)
            if reason is None:
                kept.append(name)
                ways[os.path.join(here, name)] = inside.levels
            elif name not in inside.excludes.folders:
                excluded += 1
        folders[:] = kept
        for name in sorted(files):
            if name.startswith((".", "~$")):
                continue
            path = os.path.join(here, name)
            suffix = os.path.splitext(name)[1].lower()
            if suffix not in SUFFIXES and suffix not in WHEN_NAMED:
                continue
            if left_out(os.path.join(inside.path, name), False, inside.levels, inside.excludes) is not None:
                excluded += 1
            elif _is_mended_copy(name, files):
                yield Found(path, skipped=_MENDED)
            elif suffix in SUFFIXES:
                count += 1
                yield _file(path)
            else:
                yield Found(path, skipped=not_in_folders(suffix))
    yield from problems
    if not count and not problems:
        yield _nothing_in(folder, excluded)


def _inside(
    here: str, top: str, files: list[str], levels: "tuple[Level, ...]", excludes_of: ExcludesOf
) -> _Inside:
    from xxlint.exclusion import GIT, OWN, levels_in, without_those_that_leave_out

    path = os.path.abspath(here)
    excludes = excludes_of(here)
    if GIT in files or OWN in files:
        levels += levels_in(path)
    if excludes.globs:
        _, excludes = without_those_that_leave_out(top, (), excludes)
    return _Inside(path, levels, excludes)


def _nothing_in(folder: str, excluded: int) -> Found:
    if excluded:
        words = Words(
            "文件夹里的报告都被排除了（.gitignore、.xxlintignore 或 exclude），没有检查",
            "all reports in this folder are left out (.gitignore, .xxlintignore or exclude), not checked",
        )
        return Found(folder, skipped=words)
    return Found(
        folder,
        Words("文件夹里没有可检查的报告（.txt .md .docx）", "no report in this folder (.txt .md .docx)"),
    )
