"""The command line: ``xxlint PATH…`` is ``xxlint check PATH…``; each command is one module, imported when called.

An ordinary check is read by ``declared``; all else, and what is wrong, by click (``group``), which takes long to import.
"""

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from xxlint import compiling
from xxlint.cli.terminal import asked_language, fail, forgive, understand_colors
from xxlint.settings import SettingsError
from xxlint.words import PackError

if TYPE_CHECKING:
    from xxlint.cli.group import cli

__all__ = ["COMMANDS", "OF_THE_GROUP", "cli", "main"]

COMMANDS = {
    "check": "check",
    "fix": "fix",
    "outline": "outline",
    "metrics": "metrics",
    "slots": "slots",
    "fill": "fill",
    "textconv": "textconv",
    "rule": "rule",
    "rules": "rules",
    "config": "config",
    "init": "init",
    "clean": "clean",
    "completion": "completion",
    "version": "version",
}
"""Each command and the module that holds it."""

OF_THE_GROUP = ("-h", "--help", "-V", "--version")
"""The options that stand before a command."""


def __getattr__(name: str) -> object:
    if name == "cli":
        return import_module("xxlint.cli.group").cli
    raise AttributeError(f"module 'xxlint.cli' has no attribute {name!r}")


def _open_nowhere() -> None:
    """Give closed standard streams an end, so that nothing falls over them."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- pathlib is slow to import
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115


def main() -> None:
    """The entry point of ``xxlint``."""
    gc.disable()  # a run is short and makes no cycles to speak of; collecting costs it a twentieth
    if sys.stdout is None or sys.stdin is None:  # closed by whoever called
        _open_nowhere()
    forgive(sys.stdout)
    understand_colors()
    compiling.remember()
    words = sys.argv[1:]
    try:
        if not _checked(words):
            import_module("xxlint.cli.group").run(words)
    except (PackError, SettingsError) as error:  # of a folder that came later in the run
        fail(error, asked_language(words))
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        compiling.keep()
        gc.freeze()  # Python ends with a collection of all that is left, which would take a tenth of the run


def _checked(words: list[str]) -> bool:
    """Check reports if the words say so in an ordinary way; whether they did."""
    if "_XXLINT_COMPLETE" in os.environ:  # a shell asks
        import_module("xxlint.cli.completion").teach()
        return False
    first = words[0] if words else ""
    if first != "check" and (first in COMMANDS or first in OF_THE_GROUP or first.startswith("--lang")):
        return False
    from xxlint.cli import check, declared

    asked = declared.usual(check.command, words[1:] if first == "check" else words)
    if asked is None:
        return False
    try:
        declared.run(check.command, asked)
    except (KeyboardInterrupt, EOFError):
        if sys.stderr is not None:
            sys.stderr.write("\n")  # what comes next begins on a line of its own
        sys.exit(130)
    return True
