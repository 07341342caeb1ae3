"""``xxlint version``."""

import click

from xxlint import __version__


@click.command("version", help="显示版本。")
def command() -> None:
    """Print the version."""
    click.echo(f"xxlint {__version__}")
