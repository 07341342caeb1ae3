"""The command line: ``xxlint PATH…`` is ``xxlint check PATH…``; each command is one module, imported when called."""

import gc
import os
import sys
from importlib import import_module

import click

from xxlint import __version__
from xxlint.cli.terminal import (
    Command,
    asked_language,
    fail,
    fail_usage,
    forgive,
    lang_option,
    tell,
    understand_colors,
)
from xxlint.settings import SettingsError
from xxlint.words import PackError

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

_OF_THE_GROUP = ("-h", "--help", "-V", "--version")


class CommandGroup(click.Group, Command):
    """A group whose commands are imported late, and whose first word, if it is no command, is a path to check."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name, or None."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"xxlint.cli.{COMMANDS[name]}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words for ``check`` when the first is no command and no option of the group.

        A ``--lang`` in front is the command's: there it is read.
        """
        lang = args[: 2 if args[:1] == ["--lang"] else 1] if args and args[0].startswith("--lang") else []
        if 0 < len(lang) < len(args):
            args = args[len(lang) :]
            at = 1 if args[0] in COMMANDS else 0
            args = [*args[:at], *lang, *args[at:]] if args[0] not in _OF_THE_GROUP else args
        if args and args[0] not in COMMANDS and args[0] not in _OF_THE_GROUP:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        Command.format_options(self, ctx, formatter)
        with formatter.section(tell("命令", "Commands")):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            formatter.write_dl(
                [(name, command.get_short_help_str(200)) for name, command in commands if command]
            )


@click.command(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar=tell("命令 [参数]…", "COMMAND [ARGS]..."),
    help=tell(
        "xxlint 检查中文公文和报告里没有填的 XX、缺的指标、断的序号和残留的标记。\n\nxxlint 报告.txt 就是 xxlint check 报告.txt。",
        "xxlint finds what a Chinese report still lacks: XX left to fill in, missing figures, broken numbering, residue.\n\n"
        "xxlint report.txt is xxlint check report.txt.",
    ),
)
@click.version_option(
    __version__, "-V", "--version", prog_name="xxlint", help=tell("显示版本。", "Show the version.")
)
@lang_option()
def cli(lang: str | None) -> None:
    """The group that holds the commands; each command has its own ``--lang``."""


def _open_nowhere() -> None:
    """Give closed standard streams an end, so that nothing falls over them."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- pathlib is slow to import
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115


def main() -> None:
    """The entry point of ``xxlint``: a wrong word is named in the user's language."""
    gc.disable()  # a run is short and makes no cycles to speak of; collecting costs it a twentieth
    if sys.stdout is None or sys.stdin is None:  # closed by whoever called
        _open_nowhere()
    forgive(sys.stdout)
    understand_colors()
    if "_XXLINT_COMPLETE" in os.environ:  # a shell asks
        import_module("xxlint.cli.completion").teach()
    try:
        sys.exit(cli.main(prog_name="xxlint", standalone_mode=False))
    except click.UsageError as error:
        fail_usage(error, asked_language(sys.argv[1:]))
    except (PackError, SettingsError) as error:  # of a folder that came later in the run
        fail(error, asked_language(sys.argv[1:]))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
