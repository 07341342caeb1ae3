"""The command line: ``xxlint PATH…`` is ``xxlint check PATH…``; each command is one module, imported when called."""

import sys
from importlib import import_module

import click

from xxlint import __version__

COMMANDS = {
    "check": "check",
    "outline": "outline",
    "rule": "rule",
    "rules": "rules",
    "version": "version",
}
"""Each command and the module that holds it."""


class CommandGroup(click.Group):
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
        """Words for ``check`` when the first is no command and no option of the group."""
        if args and args[0] not in COMMANDS and args[0] not in ("-h", "--help", "-V", "--version"):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.command(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="xxlint 检查中文公文和报告里没有填的 XX、缺的指标、断的序号和残留的标记。\n\nxxlint 报告.txt 就是 xxlint check 报告.txt。",
)
@click.version_option(__version__, "-V", "--version", prog_name="xxlint")
def cli() -> None:
    """The group that holds the commands."""


def main() -> None:
    """The entry point of ``xxlint``; a closed pipe ends it quietly."""
    try:
        cli(prog_name="xxlint")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
