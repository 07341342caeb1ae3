"""The group that holds the commands, each of them one module that is imported when it is called."""

import sys
from importlib import import_module

import click

from xxlint import __version__
from xxlint.cli import COMMANDS, OF_THE_GROUP
from xxlint.cli.command import Command, fail_usage
from xxlint.cli.declared import Declared
from xxlint.cli.terminal import asked_language, lang_option, tell


class CommandGroup(click.Group, Command):
    """A group whose commands are imported late, and whose first word, if it is no command, is a path to check."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a name, or None."""
        if name not in COMMANDS:
            return None
        command: click.Command | Declared = import_module(f"xxlint.cli.{COMMANDS[name]}").command
        return command.made() if isinstance(command, Declared) else command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words for ``check`` when the first is no command and no option of the group.

        A ``--lang`` in front is the command's: there it is read.
        """
        lang = args[: 2 if args[:1] == ["--lang"] else 1] if args and args[0].startswith("--lang") else []
        if 0 < len(lang) < len(args):
            args = args[len(lang) :]
            at = 1 if args[0] in COMMANDS else 0
            args = [*args[:at], *lang, *args[at:]] if args[0] not in OF_THE_GROUP else args
        if args and args[0] not in COMMANDS and args[0] not in OF_THE_GROUP:
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


def run(words: list[str]) -> None:
    """Do what the words say; a wrong one is named in the user's language, and ends with 2."""
    try:
        sys.exit(cli.main(words, prog_name="xxlint", standalone_mode=False))
    except click.UsageError as error:
        fail_usage(error, asked_language(words))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
