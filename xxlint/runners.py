"""A run over files with different settings: each folder has its own, and files of the same settings share a runner."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from xxlint.config import (
    DEFAULT_EXCLUDE,
    Filed,
    Flags,
    config_for,
    forget,
    globs_of,
    ignored_in,
    settings_of,
    values_of,
)
from xxlint.files import STDIN, Found, find_files
from xxlint.packs import Packs, builtin, load_packs
from xxlint.results import FileResult
from xxlint.runner import Runner
from xxlint.settings import Settings

if TYPE_CHECKING:
    from xxlint.exclusion import Excludes


class Runners:
    """The runners of one run, made by ``make`` when the first file of their settings comes.

    Raises ``PackError`` or ``SettingsError`` where settings cannot hold.
    """

    def __init__(self, flags: Flags, make: Callable[[Packs, Settings], Runner] = Runner) -> None:
        forget()
        self._make = make
        self.flags = flags
        self._settings: dict[str | None, Settings] = {}
        self._excludes: dict[str | None, Excludes] = {}
        self._made: dict[tuple[str | None, tuple[str, ...], bool], Runner] = {}
        self._kept_in: str | None = None

    def __reduce__(self) -> tuple[Callable[..., "Runners"], tuple[Flags, str | None]]:
        """For another process: it reads settings and packs itself."""
        return _again, (self.flags, self._kept_in)

    def keep_results(self, folder: str) -> None:
        """Look for results in the cache in this folder, and keep them there."""
        self._kept_in = folder
        for runner in self._made.values():
            runner.keep_results(folder)

    def settings_of_run(self, paths: Sequence[str], stdin_name: str | None = None) -> Settings:
        """What holds for the run as a whole, such as the output format: the settings of the first path."""
        return self._of_config(self._config(_place(paths[0] if paths else STDIN, stdin_name)))

    def runner_for(self, path: str, stdin_name: str | None = None) -> Runner:
        """The runner with the settings of a file."""
        place = _place(path, stdin_name)
        filed = self._config(place)
        ignored = ignored_in(place, self.flags, filed)
        settings = self._of_config(filed)._replace(ignored_here=ignored)
        older = None if self.flags.against else settings.against
        if older is not None and os.path.realpath(older) == os.path.realpath(place):
            settings = settings._replace(against=None)  # last year's report in the folder of this year's
        key = (filed.path if filed else None, ignored, settings.against is None)
        if key not in self._made:
            packs = load_packs(settings.packs) if settings.packs else builtin()
            self._made[key] = self._make(packs, settings)
            if self._kept_in is not None:
                self._made[key].keep_results(self._kept_in)
        return self._made[key]

    def check_paths(
        self, paths: Iterable[str], stdin: bytes | None = None, stdin_name: str | None = None
    ) -> Iterator[FileResult]:
        """One result for each file that the paths name."""
        for found in find_files(paths, self.excludes_of, self.forces):
            yield self.check_found(found, stdin, stdin_name)

    def check_found(
        self, found: Found, stdin: bytes | None = None, stdin_name: str | None = None
    ) -> FileResult:
        """What became of a path that was asked for."""
        return self.runner_for(found.path, stdin_name).check_found(found, stdin, stdin_name)

    def excludes_of(self, folder: str) -> "Excludes":
        """What the settings leave out of a folder."""
        filed = self._config(folder)
        key = filed.path if filed else None
        if key not in self._excludes:
            self._excludes[key] = _excludes(self.flags, filed)
        return self._excludes[key]

    def forces(self, folder: str) -> bool:
        """Whether what the settings leave out of a folder is left out even if it is named."""
        return bool(values_of(self.flags, self._config(folder))["force-exclude"].value)

    def _of_config(self, filed: Filed | None) -> Settings:
        key = filed.path if filed else None
        if key not in self._settings:
            self._settings[key] = settings_of(self.flags, filed)
        return self._settings[key]

    def _config(self, place: str) -> Filed | None:
        return config_for(place, self.flags)


def _again(flags: Flags, kept_in: str | None) -> Runners:
    runners = Runners(flags)
    if kept_in is not None:
        runners.keep_results(kept_in)
    return runners


def _place(path: str, stdin_name: str | None) -> str:
    """Where the settings of a path are looked for."""
    return (stdin_name or os.getcwd()) if path == STDIN else path


def _excludes(flags: Flags, filed: Filed | None) -> "Excludes":
    from xxlint.exclusion import Excludes

    values = values_of(flags, filed)
    usual = values["exclude"].value == DEFAULT_EXCLUDE
    globs = globs_of(flags, filed, "extend-exclude")
    return Excludes(
        folders=frozenset(DEFAULT_EXCLUDE) if usual else frozenset(),
        globs=globs if usual else (*globs_of(flags, filed, "exclude"), *globs),
        respect_gitignore=values["respect-gitignore"].value,
    )
