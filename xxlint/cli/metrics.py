"""``xxlint metrics``: the figures of a report at a glance, and what is still missing of them."""

import sys
from importlib import import_module

import click

from xxlint.api import make_runners
from xxlint.cli.command import Command
from xxlint.cli.terminal import (
    color_option,
    complain,
    fail,
    lang_option,
    language,
    make_view,
    packs_option,
    speak_utf8,
    tell,
    write,
)
from xxlint.config import Flags
from xxlint.figures import Figure, find_figures
from xxlint.files import STDIN
from xxlint.results import FileResult
from xxlint.settings import SettingsError
from xxlint.words import Lang, PackError, about

FORMATS = {"table": "figures_table", "csv": "figures_csv", "json": "figures_json"}
"""Each format and the module that writes it."""


@click.command(
    "metrics",
    cls=Command,
    help=tell(
        "列出报告里的指标：数值、增减、时期、主体和位置；没填的数标红。",
        "List a report's metrics: values, changes, periods, subjects, places; what is still to be filled in is red.",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar=tell("路径…", "PATH..."))
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="table",
    show_default=True,
    help=tell("输出格式；csv 可用 Excel 或 WPS 打开。", "How to show them; csv opens in Excel."),
)
@click.option("--encoding", metavar=tell("编码", "NAME"), help=tell("文件的编码。", "The files' encoding."))
@packs_option()
@color_option()
@lang_option()
def command(  # noqa: PLR0917 -- click passes every option by its name
    paths: tuple[str, ...],
    output_format: str,
    encoding: str | None,
    packs: tuple[str, ...],
    color: str,
    lang: Lang | None,
) -> None:
    """Show the figures of each report; 2 if one cannot be read."""
    lang = lang or language()
    try:
        runners = make_runners(Flags(packs=packs, encoding=encoding, force=True, lang=lang))
        runners.settings_of_run(paths)
    except (PackError, SettingsError) as error:
        fail(error, lang)
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    reports: list[tuple[FileResult, tuple[Figure, ...]]] = []
    failed = False
    for result in runners.check_paths(paths, stdin):
        failed = failed or result.status == "failed"
        for words in result.not_checked:
            complain(about(result.path, words), lang)
        if result.status != "checked":
            reports.append((result, ()))
            continue
        reports.append(
            (
                result,
                find_figures(runners.runner_for(result.path).report(result.document), result.diagnostics),
            )
        )
    if output_format == "csv":
        speak_utf8()  # whatever the console speaks: the BOM of the sheet says so
    render = import_module(f"xxlint.output.{FORMATS[output_format]}").render
    write(render(reports, make_view(lang, color)))
    sys.exit(2 if failed else 0)
