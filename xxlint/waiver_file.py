"""Where the waiver file of a report lies; what is in it is read by `waivers`, only where there is one."""

import os
from collections.abc import Iterator
from contextlib import suppress

NAME = ".xxlint-waivers.toml"
_HOMES = ("xxlint.toml", ".xxlint.toml", ".git")  # what marks the folder where a new file belongs


def nearest_waiver_file(report: str) -> str | None:
    """The nearest waiver file upwards of a report."""
    paths = (os.path.join(folder, NAME) for folder in _upwards(report))
    return next(filter(os.path.isfile, paths), None)


def home_of(report: str) -> str:
    """The waiver file that a waiver for ``report`` belongs in.

    The nearest, else one beside the settings or at the top of the repository, else in the working folder if the
    report lies under it, else beside the report.
    """
    nearest = nearest_waiver_file(report)
    if nearest is not None:
        return nearest
    folders = list(_upwards(report))
    for folder in folders:
        if any(os.path.exists(os.path.join(folder, mark)) for mark in _HOMES):
            return os.path.join(folder, NAME)
    here = os.path.abspath(os.curdir)
    return os.path.join(here if here in folders else folders[0], NAME)


def relative(path: str, folder: str) -> str:
    """A path as waivers and baselines name it: from ``folder``, parted by ``/``."""
    full, start = os.path.abspath(path), os.path.abspath(folder or os.curdir)
    with suppress(ValueError):  # another drive
        full = os.path.relpath(full, start)
    return full.replace("\\", "/")


def _upwards(report: str) -> Iterator[str]:
    folder = os.path.dirname(os.path.abspath(report))
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above
