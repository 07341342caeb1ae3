"""Which files in folders are left out: by ``.gitignore`` and ``.xxlintignore`` at every level, and by patterns.

All are written as in .gitignore.  ``pathspec``, which understands that, is imported only where there is a pattern.
"""

import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from xxlint.cache import remembered
from xxlint.compiling import compile_pattern

if TYPE_CHECKING:
    import re

    from pathspec import GitIgnoreSpec

GIT, OWN = ".gitignore", ".xxlintignore"


class Glob(NamedTuple):
    """A pattern of files relative to ``base``, to ``other`` for files that do not lie below that; !… for all others."""

    pattern: str
    base: str
    other: str

    def matches(self, path: str, is_folder: bool = False) -> bool:
        """Whether an absolute path is meant."""
        inside = below(path, self.base) or below(path, self.other)
        if inside is None:
            return False
        positive = self.pattern.removeprefix("!")
        name = f"{inside}/" if is_folder else inside
        found = any(expression.search(name) for expression in _expressions(positive))
        return found if positive == self.pattern else not found and not is_folder


class Level(NamedTuple):
    """An ignore file: the folder that it holds for, its lines, its path."""

    folder: str
    lines: tuple[str, ...]
    path: str

    def decides(self, path: str, is_folder: bool) -> bool | None:
        """Whether an absolute path is left out (True), taken back in (False), or not spoken of."""
        inside = below(path, self.folder)
        if inside is None or not self.lines:
            return None
        return spec_of(self.lines).check_file(f"{inside}/" if is_folder else inside).include


class Excludes(NamedTuple):
    """What the settings of a folder leave out: names of folders, patterns, and whether .gitignore holds."""

    folders: frozenset[str] = frozenset()
    globs: tuple[Glob, ...] = ()
    respect_gitignore: bool = True


@cache
def spec_of(lines: tuple[str, ...]) -> "GitIgnoreSpec":
    """The lines as pathspec reads them; raises ``ValueError`` for a pattern that is none."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


@cache
def _expressions(pattern: str) -> "tuple[re.Pattern[str], ...]":
    """What one pattern means, as pathspec says, which is asked once: it takes as long to import as half a run."""

    def ask() -> list[str]:
        return [one.regex.pattern for one in spec_of((pattern,)).patterns if one.include and one.regex]

    found = remembered("file-expressions", ("exclusion",), pattern.encode("utf-8", "surrogateescape"), ask)
    return tuple(compile_pattern(expression) for expression in found)


def below(path: str, folder: str) -> str | None:
    """The path from ``folder``, with /; None if it does not lie below it."""
    start = folder if folder.endswith(os.sep) else folder + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) and path != start else None


def levels_above(folder: str) -> tuple[Level, ...]:
    """The ignore files that hold in ``folder`` and lie above it, the outermost first.

    A .gitignore holds from the top of the repository down, an .xxlintignore from wherever it lies.
    """
    chain = [folder]
    while (above := os.path.dirname(chain[-1])) != chain[-1]:
        chain.append(above)
    top = next((at for at, one in enumerate(chain) if os.path.exists(os.path.join(one, ".git"))), 0)
    found: list[Level] = []
    for at, one in reversed(list(enumerate(chain))):
        if at == top:
            found += _level(one, os.path.join(one, ".git", "info", "exclude"))
        if 0 < at <= top:
            found += _level(one, os.path.join(one, GIT))
        if at:
            found += _level(one, os.path.join(one, OWN))
    return tuple(found)


def levels_in(folder: str) -> tuple[Level, ...]:
    """The ignore files of one folder."""
    return (*_level(folder, os.path.join(folder, GIT)), *_level(folder, os.path.join(folder, OWN)))


def _level(folder: str, path: str) -> tuple[Level, ...]:
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig", "replace")
    except OSError:
        return ()
    lines = tuple(
        line for line in text.splitlines() if line.strip() and not line.startswith("#") and _is_right(line)
    )
    return (Level(folder, lines, path),) if lines else ()


def _is_right(line: str) -> bool:
    """Whether a line is a pattern; git passes over what is none."""
    try:
        spec_of((line,))
    except ValueError:
        return False
    return True


def left_out(path: str, is_folder: bool, levels: Sequence[Level], excludes: Excludes) -> str | None:
    """What leaves an absolute path out, by its name; None if it stays.  The folders above it are not looked at."""
    if is_folder and os.path.basename(path) in excludes.folders:
        return os.path.basename(path)
    for glob in excludes.globs:
        if glob.matches(path, is_folder):
            return glob.pattern
    for kind in (OWN, GIT):
        if kind == GIT and not excludes.respect_gitignore:
            continue
        for level in reversed(levels):
            decision = level.decides(path, is_folder) if level.path.endswith(OWN) == (kind == OWN) else None
            if decision is not None:
                return os.path.basename(level.path) if decision else None
    return None


def left_out_with_folders(path: str, is_folder: bool, excludes: Excludes) -> str | None:
    """What leaves out a path that was named, or one of the folders that it lies in, as far as the current one."""
    folder = os.path.dirname(path)
    levels = (*levels_above(folder), *levels_in(folder))
    inside = below(path, os.getcwd())
    parts = inside.split("/")[:-1] if inside else []
    above = [os.path.join(os.getcwd(), *parts[: size + 1]) for size in range(len(parts))]
    for one in above:
        reason = left_out(one, True, levels, excludes)
        if reason is not None:
            return reason
    return left_out(path, is_folder, levels, excludes)


def without_those_that_leave_out(
    folder: str, levels: Sequence[Level], excludes: Excludes
) -> tuple[tuple[Level, ...], Excludes]:
    """What holds inside a folder that was named though it is left out itself: all that says nothing of it."""
    kept = tuple(level for level in levels if not level.decides(folder, True))
    globs = tuple(g for g in excludes.globs if g.pattern.startswith("!") or not g.matches(folder, True))
    return kept, excludes._replace(globs=globs)
