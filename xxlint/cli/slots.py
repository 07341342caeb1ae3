"""``xxlint slots``: what a report still lacks, as a sheet for those who have it."""

from collections.abc import Sequence
from pathlib import Path

import click

from xxlint.cli.command import Command
from xxlint.cli.sheet_files import (
    Template,
    answers_of,
    flags_of,
    open_template,
    read_sheets,
    report_options,
    rows_of,
    spare,
)
from xxlint.cli.slots_progress import FORMATS, check_flags, deliver, measured
from xxlint.cli.terminal import (
    color_option,
    lang_option,
    language,
    make_view,
    stop,
    tell,
    write,
)
from xxlint.filling import Answer
from xxlint.gaps import Gap
from xxlint.sheets import SUFFIXES, Filed, Row, SheetError
from xxlint.vocabulary import SEVERITIES, Severity
from xxlint.words import Lang, Words


@click.command(
    "slots",
    cls=Command,
    help=tell(
        "列出报告里待填的地方，或导出成填报表（-o）。\n\n"
        "表分给各科室填写，填好后用 xxlint fill 填回报告。后面再写填过的表，已填的内容会带进新表。",
        "List what a report still lacks, or write it as a sheet (-o).\n\nThe sheet goes to those who have it, and xxlint "
        "fill puts their answers into the report. Sheets named behind the report hand their answers on to the new one.",
    ),
)
@click.argument("report", metavar=tell("报告", "REPORT"))
@click.argument("sheets", nargs=-1, metavar=tell("[表…]", "[SHEET...]"))
@click.option(
    "-o",
    "--output",
    metavar=tell("文件", "FILE"),
    default="",
    help=tell(
        "填报表存为这个文件：.xlsx、.csv、.json 或 .toml；进度：.html、.json 或 .txt。",
        "Write the sheet: .xlsx, .csv, .json or .toml; the progress: .html, .json or .txt.",
    ),
)
@click.option(
    "--headings",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help=tell("表头用英文还是中文。", "The language of the headings."),
)
@click.option(
    "--split-by",
    type=click.Choice(["owner"]),
    help=tell("按责任单位（设置里的 [owners]）分表页。", "A tab for each owner ([owners] in the settings)."),
)
@click.option(
    "--share",
    is_flag=True,
    help=tell(
        "写法相同的名称合成一行，只填一次。", "One row for a name that is to be filled in several times."
    ),
)
@click.option(
    "--show",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help=tell(
        "最轻列到哪一级；info 连签字栏的空白也列。", "The least severity; info has blanks of forms, too."
    ),
)
@click.option(
    "--progress",
    is_flag=True,
    help=tell("统计填了多少：按章节、按责任单位。", "Tell how much is filled, by section and owner."),
)
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    help=tell("进度的格式；默认 table，或随 -o 的后缀。", "How to show the progress; table, or as -o says."),
)
@click.option("--overwrite", is_flag=True, help=tell("覆盖已有的文件。", "Write over a file that is there."))
@report_options()
@color_option()
@lang_option()
def command(  # noqa: PLR0917 -- click passes every option by its name
    report: str,
    sheets: tuple[str, ...],
    output: str,
    headings: Lang,
    split_by: str | None,
    share: bool,
    show: Severity,
    progress: bool,
    output_format: str | None,
    overwrite: bool,
    against: str | None,
    encoding: str | None,
    packs: tuple[str, ...],
    config: str | None,
    isolated: bool,
    color: str,
    lang: Lang | None,
) -> None:
    """Show the gaps of a report or write them as a sheet; 2 if something cannot be read or written."""
    flags = flags_of(
        against=against, encoding=encoding, packs=packs, config=config, isolated=isolated, lang=lang
    )
    template = open_template(report, flags, lang or language())
    lang = template.settings.lang
    suffix = Path(output).suffix.lower()
    check_flags(output_format, output, (report, *sheets), progress=progress, lang=lang)
    if output and not progress and suffix not in SUFFIXES:
        stop(_SUFFIX.fill(name=Path(output).name), lang)
    if split_by and suffix != ".xlsx":
        stop(_ONLY_EXCEL, lang)
    gaps = template.gaps.listed(show, shared=share)
    filed = read_sheets(sheets, lang)
    if progress:
        told = measured(template, gaps, filed if sheets else None)
        deliver(template, told, output_format, output, color=color, overwrite=overwrite)
        return
    rows = rows_of(template, gaps, _known(template, filed))
    if not output:
        from xxlint.output.slots_table import render

        write(render(template.result, gaps, rows, make_view(lang, color)))
        return
    _save(template, rows, gaps, output, headings=headings, split=split_by is not None, overwrite=overwrite)
    _say_done(rows, output, lang)


def _known(template: Template, filed: Sequence[Filed]) -> dict[str, Row]:
    """What older sheets hand on, by the names that the gaps have now.

    Where they contradict each other nothing is handed on but a note; so it is said where a sentence was rewritten.
    """
    from xxlint.filling import gap_of, likely_gap, plain

    lang = template.settings.lang
    known: dict[str, Row] = {}
    given: dict[str, list[Answer]] = {}
    for one, answer in zip(filed, answers_of(filed), strict=True):
        if not one.row.value and not one.row.note:
            continue
        gap = gap_of(template.gaps, answer)
        note = one.row.note
        if gap is None and (gap := likely_gap(template.gaps, answer)) is not None:
            note = _joined(note, _REWRITTEN.fill(before=answer.context).to(lang))
        if gap is None:
            continue
        before = known.get(gap.id)
        if one.row.value:
            given.setdefault(gap.id, []).append(answer)
        known[gap.id] = one.row._replace(
            value=one.row.value or (before.value if before else ""),
            note=_joined(before.note if before else "", note),
        )
    for name, answers in given.items():
        if len({plain(answer.value) for answer in answers}) > 1:
            told = "；".join(f"{answer.value}（{answer.place.to(lang)}）" for answer in answers)
            note = _joined(known[name].note, _CONTRADICTED.fill(told=told).to(lang))
            known[name] = known[name]._replace(value="", note=note)
    return known


def _joined(one: str, other: str) -> str:
    """Two notes, each once."""
    return one if other in one else f"{one}；{other}" if one else other


def _save(
    template: Template,
    rows: Sequence[Row],
    gaps: Sequence[Gap],
    output: str,
    *,
    headings: Lang,
    split: bool,
    overwrite: bool,
) -> None:
    from xxlint.formats.saving import NotSaved, save
    from xxlint.sheets import write as written

    answered = None if overwrite else _answers_in(output)
    if answered or (answered is None and not overwrite):
        spare(output, answered or 0, template.settings.lang)
    choices = {gap.id: gap.wants[0].choices for gap in gaps if gap.wants[0].choices}
    lang = template.settings.lang
    try:
        data = written(
            Path(output).suffix,
            rows,
            headings=headings,
            title=Path(template.result.path).name,
            split_by_owner=split,
            choices=choices,
            lang=lang,
        )
        save(output, data, replace=True)
    except SheetError as error:
        stop(error.words, lang)
    except NotSaved as error:
        stop(error.reason, lang)


def _answers_in(path: str) -> int | None:
    """How many rows of the sheet that is there are filled in; None for a file that is none."""
    from xxlint.sheets import read

    try:
        return sum(bool(filed.row.value or filed.problem) for filed in read(path, Path(path).read_bytes()))
    except (OSError, SheetError):
        return None


def _say_done(rows: Sequence[Row], output: str, lang: Lang) -> None:
    given = sum(bool(row.value) for row in rows)
    zh = f"{len(rows)} 行待填" + (f"，其中 {given} 行已带入内容" if given else "") + f" → {output}"
    en = (
        f"rows to fill in: {len(rows)}"
        + (f", {given} of them filled in already" if given else "")
        + f" → {output}"
    )
    click.echo(Words(zh, en).to(lang))


_REWRITTEN = Words("原文改过，请核对；原来是：{before}", "the sentence was changed, check this: {before}")
_CONTRADICTED = Words("几张表填得不一样，请核对：{told}", "the sheets contradict each other: {told}")
_SUFFIX = Words(
    f"填报表“{{name}}”要以 {'、'.join(SUFFIXES)} 结尾",
    f"a sheet ends in {', '.join(SUFFIXES)}, not “{{name}}”",
)
_ONLY_EXCEL = Words(
    "--split-by 只用于 .xlsx 表：请写 -o 待填.xlsx", "--split-by is for .xlsx sheets: give -o FILE.xlsx"
)
