"""Whole processes, measured: CPU and wall seconds, and the most memory held at once; several commands in turn."""

import os
import signal
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import NamedTuple

# Whoever measures may have told Python to keep no compiled modules; users have them.
_AS_USUAL = {"COLUMNS": "100", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""}
_TAIL = 2000  # bytes of what a broken process said last


class Run(NamedTuple):
    """One process with all that it started: seconds, mebibytes at the most, and kilobytes of output.

    ``ended`` is false if it was cut off.
    """

    cpu: float
    wall: float
    memory: float
    said: float
    ended: bool = True


class Figures(NamedTuple):
    """Medians of several runs; with ``ended`` false they are what the process had used when it was cut off.

    What a tool ``said`` shows that it did its work.
    """

    cpu: float
    wall: float
    memory: float
    said: float
    ended: bool
    runs: int

    def rounded(self) -> dict[str, float | bool]:
        """As JSON keeps it: tenths of a millisecond, and of a mebibyte."""
        digits = {"cpu": 4, "wall": 4, "memory": 1, "said": 1}
        return {name: round(value, digits.get(name)) for name, value in self._asdict().items()}


class Broken(Exception):  # noqa: N818 - what happened, as in TimeoutError
    """A process did not do its work."""


def run(command: Sequence[str], folder: Path, limit: float | None = None) -> Run:
    """Run a command; its output is read and thrown away.  Raises ``Broken`` unless it found nothing or something."""
    environment = {**os.environ, **_AS_USUAL}
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as child:
        late = Timer(limit or 0, os.killpg, (child.pid, signal.SIGKILL))
        if limit is not None:
            late.start()
        assert child.stdout is not None
        said, size = b"", 0
        while piece := child.stdout.read(1 << 16):
            said, size = (said + piece)[-_TAIL:], size + len(piece)
        _, status, used = os.wait4(child.pid, 0)
        late.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    cut = limit is not None and child.returncode == -signal.SIGKILL and wall >= limit
    if not cut and (child.returncode not in (0, 1) or b"Traceback (most recent call last)" in said):
        raise Broken(f"{' '.join(command)[:200]} → {child.returncode}\n{said.decode(errors='replace')}")
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, size / 1000, not cut)


def in_turn(
    commands: Mapping[str, Sequence[str]], folder: Path, rounds: int, limits: Mapping[str, float]
) -> dict[str, Figures]:
    """The medians of each command's runs, A B C A B C …: what else the machine does falls on all alike.

    A command that is cut off at its limit of seconds is not run again.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            if all(one.ended for one in runs[name]):
                runs[name].append(run(command, folder, limits.get(name)))
    return {name: medians(measured) for name, measured in runs.items()}


def medians(runs: Sequence[Run]) -> Figures:
    """The medians of runs, and the most memory of any."""
    cut = [one for one in runs if not one.ended]
    of = cut or runs
    return Figures(
        statistics.median(one.cpu for one in of),
        statistics.median(one.wall for one in of),
        max(one.memory for one in of),
        statistics.median(one.said for one in of),
        not cut,
        len(runs),
    )
