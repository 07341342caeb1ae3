"""``xxlint config``: the settings that hold for a file, and where each comes from."""

from pathlib import Path

import click

from xxlint.cli.command import Command
from xxlint.cli.settings_options import asked_by, config_option, isolated_option, show_settings
from xxlint.cli.terminal import color_option, complain, fail, lang_option, language, tell
from xxlint.config import Flags
from xxlint.settings import SettingsError
from xxlint.words import Lang, PackError, Words


@click.command(
    "config",
    cls=Command,
    help=tell(
        "列出对一个文件或文件夹生效的设置：每项的值，出自哪个文件的哪一行。",
        "Show the settings that hold for a file or folder: each value, and the file and line that it comes from.",
    ),
)
@click.argument("path", default=".", metavar=tell("[文件]", "[FILE]"))
@click.option(
    "--output-format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help=tell("输出格式。", "How to show them."),
)
@config_option()
@isolated_option()
@color_option()
@lang_option()
def command(  # noqa: PLR0917 -- click passes every option by its name
    path: str, output_format: str, config: str | None, isolated: bool, color: str, lang: Lang | None
) -> None:
    """Show the settings; 2 if they cannot hold."""
    flags = Flags(config=config, isolated=isolated, **asked_by(lang))
    lang = lang or language()
    if not Path(path).exists():
        complain(Words(f"{path}：找不到这个文件", f"{path}: no such file"), lang)
        raise SystemExit(2)
    try:
        show_settings(flags, path, lang, color, output_format)
    except (PackError, SettingsError) as error:
        fail(error, lang)
