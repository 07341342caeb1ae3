"""``xxlint version``."""

import click

from xxlint import __version__
from xxlint.cli.command import Command
from xxlint.cli.terminal import tell


@click.command("version", cls=Command, help=tell("显示版本。", "Show the version."))
def command() -> None:
    """Print the version."""
    click.echo(f"xxlint {__version__}")
