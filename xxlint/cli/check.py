"""``xxlint check``: lint reports."""

import sys
import time

import click

from xxlint.api import make_runners
from xxlint.cli.settings_options import (
    asked_by,
    check_output_format,
    settings_options,
    show_files,
    show_settings,
)
from xxlint.cli.terminal import (
    Command,
    color_option,
    fail,
    genre_option,
    lang_option,
    language,
    make_view,
    packs_option,
    said,
    tell,
    write,
)
from xxlint.config import Flags
from xxlint.files import STDIN
from xxlint.output import FORMATS, renderer
from xxlint.results import exit_code
from xxlint.settings import SettingsError
from xxlint.vocabulary import SEVERITIES, Severity
from xxlint.words import Lang, PackError

_CODE = tell("代码", "CODE")


@click.command(
    "check",
    cls=Command,
    help=tell(
        "检查报告：Word（.docx）、.txt、.md 文件，文件夹，或标准输入（-）。",
        "Check reports: Word (.docx), .txt and .md files, folders, or standard input (-).",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar=tell("路径…", "PATH..."))
@click.option(
    "--select",
    multiple=True,
    metavar=_CODE,
    help=tell(
        "只查这些规则：XX1、XX101、letter-placeholder、ALL。",
        "Only these rules: XX1, XX101, letter-placeholder, ALL.",
    ),
)
@click.option(
    "--extend-select",
    multiple=True,
    metavar=_CODE,
    help=tell("在默认之外再查这些规则。", "These rules besides the default ones."),
)
@click.option("--ignore", multiple=True, metavar=_CODE, help=tell("不查这些规则。", "Not these rules."))
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="table",
    show_default=True,
    help=tell("输出格式。", "How to show what was found."),
)
@click.option(
    "--show",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help=tell("最轻显示到哪一级。", "The least severity to show."),
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help=tell("哪一级起退出码为 1。", "The least severity that makes the exit code 1."),
)
@click.option(
    "-e",
    "--exit-zero",
    is_flag=True,
    help=tell(
        "有问题也返回 0；读不了的文件仍返回 2。",
        "Return 0 in spite of findings; an unreadable file is still 2.",
    ),
)
@click.option(
    "--encoding",
    metavar=tell("编码", "NAME"),
    help=tell(
        "文件的编码，如 gb18030；不写则自动判断。",
        "The files' encoding, such as gb18030; found out if not said.",
    ),
)
@click.option(
    "--stdin-filename",
    metavar=tell("文件名", "NAME"),
    help=tell("标准输入当作哪个文件。", "The file that standard input stands for."),
)
@click.option(
    "--against",
    metavar=tell("文件", "FILE"),
    help=tell(
        "与上年稿（或别处的同类稿）对照，指出照搬的段落、数字和年份。",
        "Compare with last year's report (or another unit's): what was taken over unchanged.",
    ),
)
@click.option(
    "--annotate",
    metavar=tell("文件", "FILE"),
    help=tell(
        "把问题写成 Word 批注，另存到这个文件；批注答复“保留”的，下次不再提。",
        "Save a copy of the Word file with the findings as comments; those answered “keep” are not found again.",
    ),
)
@packs_option()
@genre_option()
@click.option(
    "--region",
    metavar=tell("地名", "NAME"),
    help=tell(
        "报告是哪个地方的，如 松阳县；不写则看标题和落款。",
        "The region that the report is of; told by its title and signature if not said.",
    ),
)
@click.option(
    "--year",
    type=click.IntRange(1949, 2100),
    metavar=tell("年份", "YEAR"),
    help=tell(
        "报告写的是哪一年；不写则看标题。",
        "The year that the report is about; told by its title if not said.",
    ),
)
@click.option(
    "--force",
    is_flag=True,
    help=tell("不像中文报告的文件也查。", "Check files that do not look like Chinese reports, too."),
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help=tell("点名的文件也服从排除（供钩子使用）。", "Exclude files even when they are named (for hooks)."),
)
@settings_options()
@color_option()
@lang_option()
@click.option("-q", "--quiet", is_flag=True, help=tell("只列问题。", "Only the findings."))
@click.option(
    "-v", "--verbose", is_flag=True, help=tell("逐条列出，不合并。", "Each finding in a row of its own.")
)
def command(  # noqa: PLR0917 -- click passes every option by its name
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    show: Severity,
    fail_on: Severity,
    exit_zero: bool,
    encoding: str | None,
    stdin_filename: str | None,
    against: str | None,
    annotate: str | None,
    packs: tuple[str, ...],
    genre: str,
    region: str | None,
    year: int | None,
    force: bool,
    force_exclude: bool,
    config: str | None,
    isolated: bool,
    exclude: tuple[str, ...],
    extend_exclude: tuple[str, ...],
    per_file_ignores: tuple[str, ...],
    respect_gitignore: bool | None,
    settings_shown: bool,
    files_shown: bool,
    color: str,
    lang: Lang | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the paths and end with the exit code of the contract."""
    started = time.perf_counter()
    flags = Flags(
        select=_split(select),
        extend_select=_split(extend_select),
        ignore=_split(ignore),
        per_file_ignores=_split(per_file_ignores),
        packs=packs,
        region=region,
        year=year,
        genre=said("genre", genre),
        against=against,
        exclude=exclude,
        extend_exclude=extend_exclude,
        respect_gitignore=respect_gitignore,
        force_exclude=force_exclude or None,
        encoding=encoding,
        fail_on=said("fail_on", fail_on),
        show=said("show", show),
        output_format=said("output_format", output_format),
        force=force,
        config=config,
        isolated=isolated,
        **asked_by(lang),
    )
    lang = lang or language()
    try:
        runners = make_runners(flags)
        if files_shown:
            show_files(runners, paths, lang)
        if settings_shown:
            show_settings(flags, paths[0], lang, color)
        settings = runners.settings_of_run(paths, stdin_filename)
        lang, show, fail_on = settings.lang, settings.show, settings.fail_on
        output_format = check_output_format(settings.output_format)
        if annotate is not None:
            from xxlint.cli.reviewed import check_target

            check_target(paths, annotate, lang)
        runners.runner_for(paths[0], stdin_filename)  # what cannot hold is said before standard input is read
        stdin = sys.stdin.buffer.read() if STDIN in paths else None
        results = list(runners.check_paths(paths, stdin, stdin_filename))
    except (PackError, SettingsError) as error:
        fail(error, lang)
    seconds = time.perf_counter() - started
    view = make_view(lang, color, show=show, verbose=verbose, quiet=quiet, seconds=seconds)
    write(renderer(output_format)(results, view))
    if annotate is not None:
        from xxlint.cli.reviewed import write_reviewed

        write_reviewed(results[0], annotate, view, aside=output_format != "table")
    sys.exit(exit_code(results, fail_on, exit_zero))


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    """``--select XX1,XX3`` and ``--select XX1 --select XX3`` say the same."""
    return tuple(part for word in words for part in word.split(",") if part.strip())
