"""What ``xxlint slots`` and ``xxlint fill`` share: a report with its gaps, and fill-in sheets as rows and answers."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from xxlint.again import marked
from xxlint.api import make_runners
from xxlint.cli.settings_options import asked_by, config_option, isolated_option
from xxlint.cli.terminal import complain, fail, packs_option, stop, tell, together
from xxlint.config import Flags
from xxlint.filling import Answer
from xxlint.formats.writing import unreachable
from xxlint.gaps import Gap, Gaps
from xxlint.results import FileResult
from xxlint.runner import Runner
from xxlint.settings import Settings, SettingsError
from xxlint.sheets import Filed, Row, SheetError, place, read
from xxlint.system import unreadable
from xxlint.values import expected
from xxlint.words import Lang, PackError, Words, about

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


class Template(NamedTuple):
    """A report that has been checked, the bytes that it was read from, and what it lacks."""

    runner: Runner
    data: bytes
    result: FileResult
    gaps: Gaps

    @property
    def settings(self) -> Settings:
        """The settings that hold for the report."""
        return self.runner.settings


def report_options() -> Callable[[_Decorated], _Decorated]:
    """What both commands want to know of the report: last year's, encoding, packs, settings."""
    options = (
        click.option(
            "--against",
            metavar=tell("文件", "FILE"),
            help=tell(
                "上年稿：从中取上年的数。", "Last year's report: the values of last year come from it."
            ),
        ),
        click.option(
            "--encoding",
            metavar=tell("编码", "NAME"),
            help=tell("报告的编码；不写则自动判断。", "The report's encoding; found out if not said."),
        ),
        packs_option(),
        config_option(),
        isolated_option(),
    )
    return together(options)


def flags_of(
    *,
    against: str | None,
    encoding: str | None,
    packs: tuple[str, ...],
    config: str | None,
    isolated: bool,
    lang: Lang | None,
) -> Flags:
    """The flags of ``report_options``."""
    return Flags(
        against=against,
        encoding=encoding,
        packs=packs,
        config=config,
        isolated=isolated,
        force=True,
        **asked_by(lang),
    )


def open_template(path: str, flags: Flags, lang: Lang) -> Template:
    """Read a report and find its gaps; end with 2 where that cannot be done."""
    try:
        runners = make_runners(flags)
        runners.settings_of_run([path])
        runner = runners.runner_for(path)
        data = Path(path).read_bytes()
    except (PackError, SettingsError) as error:
        fail(error, lang)
    except OSError as error:
        stop(about(path, unreadable(error)), lang)
    result = runner.check_bytes(path, data)
    if result.status != "checked":
        stop(about(path, result.not_checked[0]), runner.settings.lang)
    return Template(runner, data, result, runner.gaps(result))


# sheets


def read_sheets(paths: Iterable[str], lang: Lang) -> tuple[Filed, ...]:
    """The rows of all sheets; every sheet that cannot be read is told, then the command ends with 2."""
    rows: list[Filed] = []
    failed = False
    for path in paths:
        try:
            rows += read(path, Path(path).read_bytes())
        except SheetError as error:
            complain(about(path, error.words), lang)
            failed = True
        except OSError as error:
            complain(about(path, unreadable(error)), lang)
            failed = True
    if failed:
        sys.exit(2)
    return tuple(rows)


def answers_of(rows: Iterable[Filed]) -> list[Answer]:
    """What the rows say."""
    return [
        Answer(place(filed), filed.row.id.strip(), filed.row.context, filed.row.value, filed.problem)
        for filed in rows
    ]


def rows_of(template: Template, gaps: Sequence[Gap], known: Mapping[str, Row]) -> list[Row]:
    """A row for each gap; values and notes of rows that are ``known`` stay."""
    path, encoding = template.result.path, template.settings.encoding
    barred = unreachable(path, template.data, [span for gap in gaps for span in gap.spans], encoding)
    return [
        _row(
            template,
            gap,
            known.get(gap.id),
            next((barred[span] for span in gap.spans if span in barred), None),
        )
        for gap in gaps
    ]


def _row(template: Template, gap: Gap, known: Row | None, barred: Words | None) -> Row:
    want, lang = gap.wants[0], template.settings.lang
    times = Words(f"共 {len(gap.spans)} 处", f"in {len(gap.spans)} places").to(lang)
    remark = (
        _BARRED.fill(zh=barred.zh, en=barred.en).to(lang) if barred else times if len(gap.spans) > 1 else ""
    )
    return Row(
        id=gap.id,
        section=" › ".join(gap.section),
        context=marked(template.gaps.text, gap.sentence, gap.spans[0]),
        kind="choice" if want.choices else want.kind,
        metric=gap.slot.metric or "",
        unit=gap.slot.unit or "",
        expected=expected(want).to(lang),
        owner=gap.owner or (known.owner if known else ""),
        last_year=template.gaps.last_year(gap),
        value=known.value if known else "",
        note=(known.note if known else "") or remark,
    )


def spare(target: str, given: int, lang: Lang) -> None:
    """End with 2 rather than write over a file that is there; ``given`` are the answers in it, as far as it is a sheet."""
    if Path(target).exists():
        stop((_THERE_WITH_ANSWERS if given else _THERE).fill(name=Path(target).name, given=given), lang)


_THERE = Words(
    "已有“{name}”，没有覆盖；请换个文件名，或加 --overwrite",
    "“{name}” is there and stays: give another name, or --overwrite",
)
_THERE_WITH_ANSWERS = Words(
    "已有“{name}”，里面填了 {given} 行，没有覆盖；请换个文件名，或加 --overwrite",
    "“{name}” is there with {given} rows filled in and stays: give another name, or --overwrite",
)


_BARRED = Words("不能自动填，请在 Word 里改：{zh}", "cannot be filled in here, change it in Word: {en}")
