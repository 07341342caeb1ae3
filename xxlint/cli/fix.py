"""``xxlint fix``: mend in reports what a program can mend."""

import sys
from pathlib import Path

import click

from xxlint.api import make_runners
from xxlint.cli.command import Command
from xxlint.cli.mended import Mender, Plan
from xxlint.cli.settings_options import asked_by, asked_cache, config_option, isolated_option, run_options
from xxlint.cli.terminal import (
    color_option,
    complain,
    diff_option,
    fail,
    genre_option,
    lang_option,
    language,
    make_view,
    packs_option,
    said,
    show_fixes_option,
    split_codes,
    tell,
    unsafe_fixes_option,
)
from xxlint.config import Flags
from xxlint.files import STDIN
from xxlint.jobs import check_paths
from xxlint.results import exit_code
from xxlint.settings import SettingsError
from xxlint.words import Lang, PackError, Words

_CODE = tell("代码", "CODE")


@click.command(
    "fix",
    cls=Command,
    help=tell(
        "改掉能自动改的问题：半角标点、重复标点、残留标记等。\n\n"
        ".txt、.md 就地改；Word 文件另存为“文件名.fixed.docx”，原件不动；标准输入（-）改后写到标准输出。",
        "Fix what can be fixed: half-width and repeated marks, residue and the like.\n\n"
        "Texts are changed in place; of a Word file a copy NAME.fixed.docx is written; standard input (-) goes to "
        "standard output.",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar=tell("路径…", "PATH..."))
@unsafe_fixes_option()
@diff_option()
@show_fixes_option()
@click.option(
    "-o",
    "--output",
    metavar=tell("文件", "FILE"),
    default="",
    help=tell("改好的另存为这个文件。", "Write the result to this file."),
)
@click.option(
    "--in-place",
    is_flag=True,
    help=tell("Word 文件也就地改，不另存。", "Change Word files in place, too."),
)
@click.option(
    "--track-changes",
    is_flag=True,
    help=tell("在 Word 文件里留下修订痕迹，可逐条接受。", "Leave tracked changes in Word files."),
)
@click.option("--select", multiple=True, metavar=_CODE, help=tell("只改这些规则的。", "Only of these rules."))
@click.option(
    "--extend-select",
    multiple=True,
    metavar=_CODE,
    help=tell("在默认之外再改这些规则的。", "Of these rules besides the default ones."),
)
@click.option("--ignore", multiple=True, metavar=_CODE, help=tell("不改这些规则的。", "Not of these rules."))
@click.option(
    "-e",
    "--exit-zero",
    is_flag=True,
    help=tell(
        "改后还有问题也返回 0；读写出错仍返回 2。",
        "Return 0 in spite of what is left; errors are still 2.",
    ),
)
@click.option(
    "--encoding",
    metavar=tell("编码", "NAME"),
    help=tell("文件的编码；不写则自动判断。", "The files' encoding; found out if not said."),
)
@click.option(
    "--stdin-filename",
    metavar=tell("文件名", "NAME"),
    help=tell("标准输入当作哪个文件。", "The file that standard input stands for."),
)
@packs_option()
@config_option()
@isolated_option()
@run_options()
@genre_option()
@click.option(
    "--force",
    is_flag=True,
    help=tell("不像中文报告的文件也改。", "Fix files that do not look like Chinese reports, too."),
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help=tell("点名的文件也服从排除（供钩子使用）。", "Exclude files even when they are named (for hooks)."),
)
@color_option()
@lang_option()
@click.option("-q", "--quiet", is_flag=True, help=tell("不报告改了什么。", "Do not tell what was fixed."))
def command(  # noqa: PLR0917 -- click passes every option by its name
    paths: tuple[str, ...],
    unsafe_fixes: bool,
    diff: bool,
    show_fixes: bool,
    output: str,
    in_place: bool,
    track_changes: bool,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    exit_zero: bool,
    encoding: str | None,
    stdin_filename: str | None,
    packs: tuple[str, ...],
    config: str | None,
    isolated: bool,
    jobs: int | None,
    no_cache: bool,
    cache_dir: str | None,
    genre: str,
    force: bool,
    force_exclude: bool,
    color: str,
    lang: Lang | None,
    quiet: bool,
) -> None:
    """Mend the paths and end with the exit code of the contract."""
    cache = asked_cache(cache_dir, no_cache)
    flags = Flags(
        select=split_codes(select),
        extend_select=split_codes(extend_select),
        ignore=split_codes(ignore),
        packs=packs,
        encoding=encoding,
        force=force,
        force_exclude=force_exclude or None,
        genre=said("genre", genre),
        config=config,
        isolated=isolated,
        **asked_by(lang),
    )
    lang = lang or language()
    problem = _problem(paths, output, in_place)
    if problem is not None:
        complain(problem, lang)
        sys.exit(2)
    try:
        runners = make_runners(flags)
        settings = runners.settings_of_run(paths, stdin_filename)
        runners.runner_for(paths[0], stdin_filename)  # what cannot hold is said before anything is read
    except (PackError, SettingsError) as error:
        fail(error, lang)
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    plan = Plan(unsafe_fixes, diff, show_fixes, track_changes, output, in_place)
    mender = Mender(runners, plan, make_view(settings.lang, color, quiet=quiet), aside=stdin is not None)
    try:
        found = check_paths(runners, paths, stdin, stdin_filename, jobs=jobs, cache=cache)
        outcome = mender.mend(found, stdin)
    except (PackError, SettingsError) as error:  # of another folder
        fail(error, settings.lang)
    for result in outcome.results:
        if result.status == "failed":
            reason = result.diagnostics[0].message
            complain(Words(f"{result.path}：{reason}", f"{result.path}: {reason}"), settings.lang)
    mender.sum_up(outcome)
    code = exit_code(outcome.results, settings.fail_on, exit_zero)
    if outcome.failed or code == 2:
        sys.exit(2)
    sys.exit(outcome.changed > 0 if diff else code)


def _problem(paths: tuple[str, ...], output: str, in_place: bool) -> Words | None:
    """Why the words of the command do not go together; None where they do."""
    if STDIN in paths and len(paths) > 1:
        return Words("标准输入（-）要单独改", "standard input (-) cannot be fixed together with files")
    if not output:
        return None
    if in_place:
        return Words("--output 和 --in-place 只能用一个", "--output and --in-place exclude each other")
    if len(paths) > 1 or STDIN in paths or Path(paths[0]).is_dir():
        return Words("--output 一次只能改一个文件", "--output takes exactly one file")
    return None
