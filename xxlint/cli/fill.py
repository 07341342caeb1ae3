"""``xxlint fill``: the answers of fill-in sheets into the report."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from xxlint.cli.command import Command
from xxlint.cli.mended import diff, write_report
from xxlint.cli.sheet_files import (
    Template,
    answers_of,
    flags_of,
    open_template,
    read_sheets,
    report_options,
    spare,
)
from xxlint.cli.terminal import (
    color_option,
    complain,
    lang_option,
    language,
    make_view,
    stop,
    tell,
    write,
)
from xxlint.filling import Answer, Filling, Said, fill
from xxlint.formats.writing import apply_edits, edited, why_not
from xxlint.formats.written import Tracking, Written
from xxlint.gaps import Gaps
from xxlint.output import renderer
from xxlint.results import exit_code
from xxlint.words import Lang, Words, about


@click.command(
    "fill",
    cls=Command,
    help=tell(
        "把填好的表填回报告，另存为“文件名.filled.后缀”。\n\n"
        "原件不动。填回前逐行核对，有一行不对就什么也不写。可以一次填几张表（各科室各一张），也可以只填一部分。"
        "填完接着检查，列出还剩的问题。",
        "Put the answers of sheets into a report, saved as NAME.filled.SUFFIX.\n\nThe original stays. Every row is "
        "checked before, and nothing is written if one is wrong. Several sheets can be filled in at once, and a "
        "part of the rows. What is left is checked and shown.",
    ),
)
@click.argument("report", metavar=tell("报告", "REPORT"))
@click.argument("sheets", nargs=-1, metavar=tell("表…", "SHEET..."))
@click.option(
    "-o",
    "--output",
    metavar=tell("文件", "FILE"),
    default="",
    help=tell("填好的报告存为这个文件。", "Write the filled report to this file."),
)
@click.option("--in-place", is_flag=True, help=tell("直接改写报告。", "Change the report itself."))
@click.option("--overwrite", is_flag=True, help=tell("覆盖已有的文件。", "Write over a file that is there."))
@click.option(
    "--dry-run",
    is_flag=True,
    help=tell("只显示会改成什么样，不写文件。", "Only show what would change, write nothing."),
)
@click.option(
    "--track-changes",
    is_flag=True,
    help=tell("在 Word 文件里留下修订痕迹，可逐条接受。", "Leave tracked changes in a Word file."),
)
@click.option(
    "-i",
    "--interactive",
    is_flag=True,
    help=tell(
        "在终端里一项一项问；填一项核对一项、存一项，可撤销，可中途退出、下次接着填。",
        "Ask question by question in the terminal; each answer is checked and kept at once, can be undone, and one may "
        "go on later.",
    ),
)
@click.option(
    "--keep",
    metavar=tell("文件", "FILE"),
    default="",
    help=tell(
        "--interactive 的答案存在这里（.json .csv .xlsx .toml，就是一张填报表）；不写则存为“报告名.answers.json”。",
        "Where --interactive keeps the answers, a sheet like any other (.json .csv .xlsx .toml); NAME.answers.json "
        "beside the report if not said.",
    ),
)
@click.option(
    "--share",
    is_flag=True,
    help=tell(
        "--interactive 时，写法相同的名称只问一次。", "Ask once for a name that is wanted several times."
    ),
)
@report_options()
@color_option()
@lang_option()
@click.option("-q", "--quiet", is_flag=True, help=tell("不列出还剩的问题。", "Do not list what is left."))
def command(  # noqa: PLR0917 -- click passes every option by its name
    report: str,
    sheets: tuple[str, ...],
    output: str,
    in_place: bool,
    overwrite: bool,
    dry_run: bool,
    track_changes: bool,
    interactive: bool,
    keep: str,
    share: bool,
    against: str | None,
    encoding: str | None,
    packs: tuple[str, ...],
    config: str | None,
    isolated: bool,
    color: str,
    lang: Lang | None,
    quiet: bool,
) -> None:
    """Fill a report; 0 nothing left, 1 findings left, 2 nothing written."""
    flags = flags_of(
        against=against, encoding=encoding, packs=packs, config=config, isolated=isolated, lang=lang
    )
    template = open_template(report, flags, lang or language())
    lang = template.settings.lang
    if not sheets and not interactive:
        stop(_NO_SHEET, lang)
    if output and in_place:
        stop(_ONE_TARGET, lang)
    if output:
        _check_target(output, report, sheets, lang)
    tracking = Tracking() if track_changes else None
    reason = why_not(report, template.data, template.settings.encoding, tracking)
    if reason is not None:
        stop(about(report, reason), lang)
    if (keep or share) and not interactive:
        stop(_ONLY_ASKING, lang)
    if interactive:
        from xxlint.cli.asking import Ending, ask

        target = "" if dry_run else _target(report, output, in_place)
        ending = Ending(target, bool(target) and not (in_place or overwrite) and Path(target).exists())
        answers, told = ask(template, sheets, keep=keep, shared=share, ending=ending, color=color)
        overwrite |= ending.is_there  # he has been asked
    else:
        answers, told = tuple(answers_of(read_sheets(sheets, lang))), frozenset[Answer]()
    filling = fill(template.gaps, answers)
    _refuse(filling.problems, lang)
    view = make_view(lang, color, quiet=quiet)
    written = _written(template, filling, tracking, lang)
    # tracked changes are judged as if all were accepted
    plain = written if tracking is None else _applied(template, filling, None)
    after = template.runner.check_bytes(report, plain.data)
    if after.text != edited(template.result.text, filling.edits):
        stop(_GARBLED, lang)
    for note in filling.notes:
        if note.answer not in told:
            complain(_said(note), lang)
    if dry_run:
        write(diff(template.result, after, view))
        click.echo(_summary(template.gaps, filling, "").to(lang), err=True)
        return
    target = _target(report, output, in_place) if filling.edits else ""  # nothing to put in: nothing to write
    if target and not (in_place or overwrite):
        spare(target, 0, lang)
    if target:
        reason = write_report(report, template.data, target, written.data, overwrite=overwrite)
        if reason is not None:
            stop(reason, lang)
    click.echo(_summary(template.gaps, filling, target).to(lang), err=True)
    after = after._replace(path=target or report)
    if not quiet:
        write(renderer("table")([after], view._replace(fail_on=template.settings.fail_on)))
    sys.exit(exit_code([after], template.settings.fail_on, exit_zero=False))


def _check_target(output: str, report: str, sheets: Sequence[str], lang: Lang) -> None:
    """End with 2 unless the filled report may be written there: a sheet it would destroy, another suffix would lie."""
    if any(_is_one_file(output, path) for path in (report, *sheets)):
        stop(_OWN_INPUT.fill(name=Path(output).name), lang)
    if Path(output).suffix.lower() != Path(report).suffix.lower():
        stop(_OTHER_SUFFIX.fill(name=Path(output).name, suffix=Path(report).suffix or "（无后缀）"), lang)


def _is_one_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _written(template: Template, filling: Filling, tracking: Tracking | None, lang: Lang) -> Written:
    """The report with the answers; ends with 2 where the file does not take one."""
    written = _applied(template, filling, tracking)
    answers = {one.edit: one.answer for one in filling.filled}
    _refuse([Said(answers[edit], reason) for edit, reason in written.refused], lang)
    for warning in written.warnings:
        complain(about(template.result.path, warning), lang)
    return written


def _applied(template: Template, filling: Filling, tracking: Tracking | None) -> Written:
    path, encoding = template.result.path, template.settings.encoding
    return apply_edits(path, template.data, filling.edits, encoding, tracking)


def _target(report: str, output: str, in_place: bool) -> str:
    if output or in_place:
        return output or report
    path = Path(report)
    return str(path.with_name(f"{path.stem}.filled{path.suffix}"))


def _said(said: Said) -> Words:
    """待填.xlsx第5行：…"""
    zh, en = said.answer.place
    return Words(f"{zh}：{said.words.zh}", f"{en}: {said.words.en}")


def _summary(gaps: Gaps, filling: Filling, target: str) -> Words:
    """填了 38 处，还有 4 处待填，另有 2 处签字、日期等空白 → 定稿.docx"""
    zh, en = [f"填了 {len(filling.filled)} 处"], [f"{len(filling.filled)} filled in"]
    if filling.there:
        zh.append(f"{len(filling.there)} 行原来已填")
        en.append(f"{len(filling.there)} there already")
    if filling.gone:
        zh.append(f"{len(filling.gone)} 行没填，报告里也没有了")
        en.append(f"{len(filling.gone)} rows unanswered and gone from the report")
    zh.append(f"还有 {len(filling.left)} 处待填" if filling.left else "没有待填的了")
    en.append(f"{len(filling.left)} still to fill in" if filling.left else "nothing left to fill in")
    done = {edit.span for edit in filling.edits}
    blanks = sum(gap.severity == "info" and gap.spans[0] not in done for gap in gaps.singles)
    if blanks:
        zh.append(f"另有 {blanks} 处签字、日期等空白")
        en.append(f"and {blanks} blanks for signatures, dates and the like")
    to = f" → {target}" if target else ""
    return Words("，".join(zh) + to, ", ".join(en) + to)


def _refuse(problems: Sequence[Said], lang: Lang) -> None:
    """Tell every problem with its row, and end with 2 if there is one."""
    for problem in problems:
        complain(_said(problem), lang)
    if problems:
        number = len(problems)
        stop(Words(f"有 {number} 处不对，什么也没有写", f"problems: {number}; nothing was written"), lang)


_OWN_INPUT = Words(
    "“{name}”是这次要读的文件，不能写在上面；要改写报告本身，用 --in-place",
    "“{name}” is read by this very command and cannot be written; --in-place changes the report itself",
)
_OTHER_SUFFIX = Words(
    "“{name}”要以 {suffix} 结尾，与报告一样", "“{name}” must end in {suffix}, as the report does"
)
_NO_SHEET = Words(
    "要写上填好的表：xxlint fill 报告.docx 待填.xlsx（表用 xxlint slots 报告.docx -o 待填.xlsx 生成）",
    "name the sheets: xxlint fill report.docx sheet.xlsx (xxlint slots report.docx -o sheet.xlsx makes one)",
)
_ONE_TARGET = Words("--output 和 --in-place 只能用一个", "--output and --in-place exclude each other")
_ONLY_ASKING = Words(
    "--keep 和 --share 要和 --interactive 一起用", "--keep and --share belong to --interactive"
)
_GARBLED = Words(
    "填回后读出来的内容不对，没有写入", "what was filled in reads otherwise, nothing was written"
)
