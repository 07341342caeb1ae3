"""``xxlint check``: lint reports."""

import os
import sys
import time
from collections.abc import Sequence
from typing import NoReturn

from xxlint.api import make_runners
from xxlint.cli import declared as click  # notes what click is told, see there
from xxlint.cli.progress import is_watched, with_progress
from xxlint.cli.settings_options import (
    asked_by,
    asked_cache,
    check_output_format,
    run_options,
    settings_options,
    show_files,
    show_settings,
)
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
    speak_utf8,
    split_codes,
    tell,
    unsafe_fixes_option,
    write,
)
from xxlint.config import Flags
from xxlint.files import STDIN
from xxlint.jobs import check_paths
from xxlint.output import FOR_PEOPLE, FORMATS, IN_PASSING, renderer
from xxlint.results import FileResult, Passing, exit_code
from xxlint.settings import SettingsError
from xxlint.vocabulary import SEVERITIES, Severity
from xxlint.words import Lang, PackError, Words

_CODE = tell("代码", "CODE")


@click.command(
    "check",
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
    metavar=tell("格式", "FORMAT"),
    help=tell(f"输出格式：{'、'.join(FORMATS)}。", f"How to show what was found: {', '.join(FORMATS)}."),
)
# outputs
@click.option(
    "--output-file",
    metavar=tell("文件", "FILE"),
    help=tell(
        "把结果写入这个文件；屏幕上只留一行小结。",
        "Write the results to this file; the terminal gets a summary.",
    ),
)
@click.option(
    "--statistics",
    is_flag=True,
    help=tell(
        "只统计每条规则发现多少（table、csv、json 格式）。",
        "Count what each rule found, instead (as table, csv or json).",
    ),
)
# end of outputs
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
# fixes
@click.option(
    "--fix", is_flag=True, help=tell("顺手改掉能放心改的。", "Mend what can be mended without doubt.")
)
@unsafe_fixes_option()
@diff_option()
@show_fixes_option()
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
# silence
@click.option(
    "--add-waiver",
    multiple=True,
    metavar=_CODE,
    help=tell(
        "把这些规则现有的问题写入豁免文件 .xxlint-waivers.toml，以后不再提。",
        "Keep the present findings of these rules in .xxlint-waivers.toml; they are not told again.",
    ),
)
@click.option("--reason", metavar=tell("文字", "WORDS"), help=tell("豁免的原因。", "Why they are waived."))
@click.option(
    "--expires",
    metavar=tell("日期", "DATE"),
    help=tell("豁免到哪一天为止，如 2027-01-31。", "The last day of the waivers, such as 2027-01-31."),
)
@click.option(
    "--baseline",
    metavar=tell("文件", "FILE"),
    help=tell("不提基线文件里已有的问题，只报新的。", "Only findings that are not in this baseline."),
)
@click.option(
    "--write-baseline",
    metavar=tell("文件", "FILE"),
    help=tell("把现有的问题写成基线文件。", "Write the present findings as a baseline."),
)
@click.option(
    "--changed-since",
    metavar=tell("版本", "REV"),
    help=tell(
        "只报 git 的这个版本以来改动过的段落，如 HEAD、origin/main...。",
        "Only paragraphs changed since this revision of git: HEAD, origin/main...",
    ),
)
@settings_options()
@run_options()
@click.option(
    "-w",
    "--watch",
    is_flag=True,
    help=tell(
        "文件一有改动就重新检查，Ctrl-C 结束。", "Check again whenever something changes, until Ctrl-C."
    ),
)
@click.option(
    "--profile",
    is_flag=True,
    help=tell(
        "检查完列出每条规则和每步分析用了多少时间。",
        "List how long each rule and each part of the analysis took.",
    ),
)
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
    output_file: str | None,
    statistics: bool,
    show: Severity,
    fail_on: Severity,
    exit_zero: bool,
    encoding: str | None,
    stdin_filename: str | None,
    against: str | None,
    annotate: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    show_fixes: bool,
    packs: tuple[str, ...],
    genre: str,
    region: str | None,
    year: int | None,
    force: bool,
    force_exclude: bool,
    add_waiver: tuple[str, ...],
    reason: str | None,
    expires: str | None,
    baseline: str | None,
    write_baseline: str | None,
    changed_since: str | None,
    config: str | None,
    isolated: bool,
    exclude: tuple[str, ...],
    extend_exclude: tuple[str, ...],
    per_file_ignores: tuple[str, ...],
    respect_gitignore: bool | None,
    settings_shown: bool,
    files_shown: bool,
    jobs: int | None,
    no_cache: bool,
    cache_dir: str | None,
    watch: bool,
    profile: bool,
    color: str,
    lang: Lang | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the paths and end with the exit code of the contract."""
    if watch and "_XXLINT_WATCHED" not in os.environ:
        from xxlint.cli import watch as watching

        watching.watch(paths, lang or language())
    started = time.perf_counter()
    cache = asked_cache(cache_dir, no_cache)
    timed = None
    if profile:
        from xxlint.profiling import Profile

        timed = Profile()
        jobs, cache = 1, None  # what another process or an earlier run did took no time here
    flags = Flags(
        select=split_codes(select),
        extend_select=split_codes(extend_select),
        ignore=split_codes(ignore),
        per_file_ignores=split_codes(per_file_ignores),
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
        baseline=None if write_baseline else baseline,
        changed_since=changed_since,
        config=config,
        isolated=isolated,
        **asked_by(lang),
    )
    lang = lang or language()
    try:
        runners = make_runners(flags, timed)
        if files_shown:
            show_files(runners, paths, lang)
        if settings_shown:
            show_settings(flags, paths[0], lang, color)
        settings = runners.settings_of_run(paths, stdin_filename)
        lang, show, fail_on = settings.lang, settings.show, settings.fail_on
        output_format = check_output_format(settings.output_format)
        runner = runners.runner_for(
            paths[0], stdin_filename
        )  # what cannot hold is said before anything is read
    except (PackError, SettingsError) as error:
        fail(error, lang)
    if output_file is not None or statistics:
        from xxlint.cli import results_file

        wanted = results_file.Wanted(output_file, output_format, statistics)
        results_file.check_flags(paths, wanted, lang)
    if annotate is not None:
        from xxlint.cli.reviewed import check_target

        check_target(paths, annotate, lang)
    keep = None
    if add_waiver or write_baseline is not None or reason is not None or expires is not None:
        from xxlint.cli.keeping import keeper

        codes = split_codes(add_waiver)
        keep = keeper(runner, codes, reason=reason, expires=expires, target=write_baseline)
    if (fix or diff) and STDIN in paths:
        complain(_FIX_READS_FILES, lang)
        sys.exit(2)
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    found = check_paths(runners, paths, stdin, stdin_filename, jobs=jobs, cache=cache)
    found = with_progress(found, lang, shown=not quiet)
    elsewhere = keep or fix or diff or statistics or output_file is not None or annotate is not None
    passing = output_format in IN_PASSING and not elsewhere and (quiet or not is_watched())
    results: Sequence[FileResult]
    try:
        results = Passing(found) if passing else list(found)
    except (PackError, SettingsError) as error:  # of another folder, a waiver file, or git
        fail(error, lang)

    def end(code: int) -> NoReturn:
        if timed is not None:
            from xxlint.cli.profiled import tell_profile

            tell_profile(timed, lang, verbose=verbose)
        sys.exit(code)

    if keep is not None:
        end(keep(results))
    if fix or diff:
        from xxlint.cli.mended import Mender, Plan

        plan = Plan(unsafe=unsafe_fixes, diff=diff, show=show_fixes)
        plain = make_view(lang, color, show=show, quiet=quiet)
        mender = Mender(runners, plan, plain, aside=output_format != "table")
        mended = mender.mend(results)
        results = mended.results
        if diff:
            mender.sum_up(mended)
            end(2 if mended.failed else mended.changed > 0)
    seconds = time.perf_counter() - started
    view = make_view(lang, color, show=show, verbose=verbose, quiet=quiet, seconds=seconds)
    view = view._replace(fail_on=fail_on, rules=runner.packs.rules)
    if output_file is not None or statistics:
        results = results_file.deliver(results, view, paths, wanted)
    else:
        if output_format not in FOR_PEOPLE:
            speak_utf8()
        try:
            write(renderer(output_format)(results, view))
        except (PackError, SettingsError) as error:
            fail(error, lang)
    if annotate is not None:
        from xxlint.cli.reviewed import write_reviewed

        write_reviewed(results[0], annotate, view, aside=output_format != "table")
    code = exit_code(results, fail_on, exit_zero)
    if fix:
        mender.sum_up(mended)
        code = 2 if mended.failed else code
    end(code)


_FIX_READS_FILES = Words(
    "--fix 和 --diff 只用于文件；标准输入请用 xxlint fix -",
    "--fix and --diff are for files; for standard input there is xxlint fix -",
)
