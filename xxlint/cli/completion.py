"""``xxlint completion``: the script that makes a shell complete commands, options and codes.

click knows bash, zsh and fish; PowerShell is taught here.
"""

import os
import sys
from typing import Any, ClassVar

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from xxlint.cli.command import Command
from xxlint.cli.terminal import lang_option, tell

VARIABLE = "_XXLINT_COMPLETE"
"""The environment variable by which a shell asks for completions."""

SHELLS = ("bash", "zsh", "fish", "powershell")
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:COMP_WORDS = $commandAst.ToString()
    $env:COMP_CWORD = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $kind, $value, $help = $_ -split "`t", 3
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD
    }
}
"""
_WHERE = {
    "bash": "~/.bashrc:  eval \"$(xxlint completion bash)\"",
    "zsh": "~/.zshrc:  eval \"$(xxlint completion zsh)\"",
    "fish": "~/.config/fish/completions/xxlint.fish",
    "powershell": "$PROFILE:  xxlint completion powershell | Out-String | Invoke-Expression",
}  # fmt: skip


class PowerShellComplete(ShellComplete):
    """Completion in PowerShell, which hands over the whole line and the word at the cursor."""

    name: ClassVar[str] = "powershell"
    source_template: ClassVar[str] = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor's, and that word."""
        words = split_arg_string(os.environ.get("COMP_WORDS", ""))[1:]
        incomplete = os.environ.get("COMP_CWORD", "")
        if incomplete and words and words[-1] == incomplete:
            words.pop()
        return words, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """Kind, word and help, parted by tabs."""
        return f"{item.type}\t{item.value}\t{item.help or ''}"


def teach() -> None:
    """Let click know of PowerShell."""
    add_completion_class(PowerShellComplete)


@click.command(
    "completion",
    cls=Command,
    help=tell(
        "打印命令行补全脚本。加到哪里：\n\n" + "\n\n".join(_WHERE.values()),
        "Print the script for completion on the command line. Where it goes:\n\n" + "\n\n".join(_WHERE.values()),
    ),
    short_help=tell("打印命令行补全脚本。", "Print the script for completion."),
)  # fmt: skip
@click.argument("shell", type=click.Choice(SHELLS))
@lang_option()
def command(shell: str, lang: str | None) -> None:
    """Print the script of one shell."""
    teach()
    kind = get_completion_class(shell)
    if kind is None:
        raise AssertionError(f"click does not know {shell}")
    group: Any = click.get_current_context().find_root().command
    sys.stdout.write(kind(group, {}, "xxlint", VARIABLE).source() + "\n")
