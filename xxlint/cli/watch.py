"""``xxlint check --watch``: check again whenever a report, a pack or a setting changes, until Ctrl-C.

Each check is a program of its own, so that nothing of one is left for the next.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from xxlint.cli.terminal import stop
from xxlint.files import STDIN
from xxlint.formats import SUFFIXES, WHEN_NAMED
from xxlint.words import Lang, Words

WATCHED = "_XXLINT_WATCHED"
"""The variable that tells a check that another one watches and has started it."""

_SETTLED = 300  # milliseconds: a program saves in several steps
_WATCHED = (*SUFFIXES, *WHEN_NAMED, ".toml")


def watch(paths: Sequence[str], lang: Lang) -> NoReturn:
    """Check now and after every change; ends with the exit code of the last check, with 2 where nothing can be watched."""
    try:
        import watchfiles
    except ImportError:
        stop(
            Words(
                '--watch 要装 watchfiles：pip install "xxlint[watch]"',
                '--watch needs watchfiles: pip install "xxlint[watch]"',
            ),
            lang,
        )
    if STDIN in paths:
        stop(Words("标准输入不能监视", "standard input cannot be watched"), lang)
    missing = next((path for path in paths if not Path(path).exists()), None)
    if missing is not None:
        stop(Words(f"{missing}：找不到这个文件", f"{missing}: no such file"), lang)
    code = _check()
    named = [Path(path).absolute() for path in paths]
    folders = {path if path.is_dir() else path.parent for path in named}
    below = any(path.is_dir() for path in named)
    changes = watchfiles.watch(
        *folders, watch_filter=_wanted(paths), debounce=_SETTLED, recursive=below, raise_interrupt=False
    )
    for _ in changes:
        if sys.stdout.isatty():
            click.clear()
        now = datetime.now().astimezone().strftime("%H:%M:%S")
        click.echo(Words(f"{now} 有改动，重新检查", f"{now} changed, checking again").to(lang), err=True)
        code = _check()
    sys.exit(code)


def _wanted(paths: Sequence[str]) -> Callable[[object, str], bool]:
    """Which changes count: of what is named, of reports in named folders, of packs and settings."""
    named = {str(Path(path).absolute()) for path in paths}

    def counts(_change: object, path: str) -> bool:
        name = Path(path).name
        if name.startswith(("~$", ".~")):
            return False
        inside = any(path.startswith(folder + os.sep) for folder in named)
        return path in named or name.endswith(".toml") or (inside and name.lower().endswith(_WATCHED))

    return counts


def _check() -> int:
    """One check, with the words of this command; that it is one of many stands in the environment."""
    env = {**os.environ, WATCHED: "1"}
    return subprocess.run([sys.executable, "-m", "xxlint", *sys.argv[1:]], env=env, check=False).returncode
