"""The answers that ``xxlint fill --interactive`` begins with, and the sheet in which it keeps them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from xxlint.cli.sheet_files import Template, answers_of, read_sheets, rows_of
from xxlint.cli.terminal import stop
from xxlint.filling import Answer, fill, gap_of
from xxlint.formats.saving import NotSaved, save
from xxlint.gaps import Gap, Gaps
from xxlint.sheets import SUFFIXES, Filed, Row, SheetError
from xxlint.sheets import write as written
from xxlint.system import unreadable
from xxlint.values import Accepted, Rejected, check, is_empty
from xxlint.words import Lang, Words, about


class Topic(NamedTuple):
    """What a question is about: a gap, its row, and what is to be said of an answer that came with a sheet."""

    gap: Gap
    row: Row
    remark: Words | None = None


class Start(NamedTuple):
    """What the asking begins with; ``text`` is that of the report.

    ``answers`` are those of the topics, "" where there is none, and ``resumed`` tells how many an earlier session left;
    ``beside`` are answers for gaps that are not asked, ``told`` is what has to be said at once.
    """

    text: str
    topics: tuple[Topic, ...]
    answers: tuple[str, ...]
    beside: tuple[Answer, ...]
    told: tuple[Words, ...]
    keep: "Keep"
    resumed: int


def checked(value: str, gap: Gap) -> Accepted | Rejected:
    """A value in every place of a gap: how the first one takes it, or why one does not."""
    results = [check(value, want) for want in gap.wants]
    return next((result for result in results if isinstance(result, Rejected)), results[0])


def default_path(report: str) -> str:
    """报告.docx → 报告.answers.json"""
    path = Path(report)
    return str(path.with_name(f"{path.stem}.answers.json"))


def start(template: Template, sheets: Sequence[str], path: str, *, shared: bool) -> Start:
    """Read the sheets and what an earlier session kept; ends with 2 for what is no sheet of this report."""
    lang = template.settings.lang
    if Path(path).suffix.lower() not in SUFFIXES:
        stop(_SUFFIX.fill(name=Path(path).name), lang)
    data = _bytes(path, lang)
    kept = read_sheets([path], lang) if data is not None else ()
    gaps = template.gaps.listed(shared=shared)
    if kept and gaps and not _is_of(template.gaps, answers_of(kept)):
        stop(_OF_ANOTHER.fill(path=path), lang)
    others = read_sheets(sheets, lang)
    for name, filed in groupby(others, key=lambda one: one.file):
        answers = [answer for answer in answers_of(filed) if not is_empty(answer.value)]
        if answers and not _is_of(template.gaps, answers):
            stop(_NOT_OF_THIS.fill(path=name), lang)
    before = _Earlier(template.gaps, gaps)
    before.take(others)
    before.take(kept, kept=True)
    rows = rows_of(template, gaps, before.rows)
    topics = tuple(
        Topic(gap, row, before.remarks.get(at)) for at, (gap, row) in enumerate(zip(gaps, rows, strict=True))
    )
    values = tuple(before.values.get(at, "") for at in range(len(gaps)))
    keep = Keep(path, topics, before, template, data)
    problem = keep.cannot()
    if problem is not None:
        stop(problem, lang)
    resumed = sum(at in before.values for at in before.kept)
    return Start(template.gaps.text, topics, values, tuple(before.beside), tuple(before.told), keep, resumed)


def _bytes(path: str, lang: Lang) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = unreadable(error)
        stop(about(path, reason), lang)


def _is_of(gaps: Gaps, answers: Sequence[Answer]) -> bool:
    """Whether some answers are for this report: it has a gap for one, or holds one already."""
    return any(gap_of(gaps, answer) for answer in answers) or bool(fill(gaps, answers).there)


# what there is at the start


class _Earlier:
    """Sorts the rows of sheets by the questions that they answer."""

    def __init__(self, gaps: Gaps, listed: Sequence[Gap]) -> None:
        self._gaps, self._listed = gaps, listed
        self._question = {span: at for at, gap in enumerate(listed) for span in gap.spans}
        self.values: dict[int, str] = {}
        self.unusable: dict[int, str] = {}
        self.remarks: dict[int, Words] = {}
        self.rows: dict[str, Row] = {}
        self.beside: list[Answer] = []
        self.others: list[Row] = []
        self.told: list[Words] = []
        self.kept: set[int] = set()

    def take(self, filed: Sequence[Filed], *, kept: bool = False) -> None:
        """The rows of a source; what was kept counts for more than what came before."""
        given: dict[int, list[Answer]] = defaultdict(list)
        answers, lost = answers_of(filed), []
        for row, answer in zip((one.row for one in filed), answers, strict=True):
            gap = self._gap(answer)
            questions = sorted({self._question[s] for s in gap.spans if s in self._question}) if gap else []
            for at in questions:
                self.rows[self._listed[at].id] = row
                if answer.trouble is not None or not is_empty(answer.value):
                    given[at].append(answer)
            if questions:
                continue
            if kept and (row.value or row.note):
                self.others.append(row)
            if answer.trouble is not None:
                self._say(answer, answer.trouble)
            elif not is_empty(answer.value) and gap is not None:
                self.beside.append(answer)
            elif not is_empty(answer.value):
                lost.append(answer)
        if lost:
            self._tell_lost(answers, lost)
        for at, found in given.items():
            self._decide(at, found, kept=kept)

    def _gap(self, answer: Answer) -> Gap | None:
        if is_empty(answer.value):
            return self._gaps.by_id.get(answer.id)
        return gap_of(self._gaps, answer)

    def _decide(self, at: int, found: Sequence[Answer], *, kept: bool) -> None:
        """The value of a question, or why there is none."""
        if kept:
            self.kept.add(at)
            self.remarks.pop(at, None)
            self.values.pop(at, None)
        alike = list({answer.value.strip(): answer for answer in found}.values())
        if len(alike) > 1:
            said = [(answer.place, answer.value) for answer in alike]
            zh = "，".join(f"{place.zh}填的是“{value}”" for place, value in said)
            en = ", ".join(f"“{value}” in {place.en}" for place, value in said)
            self.remarks[at] = Words(f"不一致：{zh}", f"contradictory: {en}")
            self.told.append(self.remarks[at])
            if kept:
                self.unusable[at] = alike[0].value
            return
        (answer,) = alike
        result = checked(answer.value, self._listed[at])
        reason = answer.trouble or (result.reason if isinstance(result, Rejected) else None)
        if reason is None:
            self.values[at] = answer.value.strip()
        else:
            if kept:
                self.unusable[at] = answer.value
            self.remarks[at] = Words(
                f"表里填的“{answer.value}”不能用：{reason.zh}", f"“{answer.value}” of the sheet: {reason.en}"
            )
            self._say(answer, reason)

    def _tell_lost(self, answers: Iterable[Answer], lost: Sequence[Answer]) -> None:
        without_place = set(lost)
        for said in fill(self._gaps, answers).problems:
            if said.answer in without_place:
                self._say(said.answer, said.words)

    def _say(self, answer: Answer, words: Words) -> None:
        self.told.append(Words(f"{answer.place.zh}：{words.zh}", f"{answer.place.en}: {words.en}"))


# the sheet that is written


class Keep:
    """The sheet of a session: a row for each question, and the rows of the file that belong to none."""

    def __init__(
        self, path: str, topics: Sequence[Topic], before: _Earlier, template: Template, data: bytes | None
    ) -> None:
        """``data`` is what stands in the file, None where there is none."""
        self.path = path
        rows = [topic.row for topic in topics]
        self._rows, self._others, self._unusable = tuple(rows), tuple(before.others), dict(before.unusable)
        self._choices = {gap.id: gap.wants[0].choices for gap, _, _ in topics if gap.wants[0].choices}
        self._title, self._lang = Path(template.result.path).name, template.settings.lang
        self._data = data
        self._saved = tuple(before.values.get(at, "") if at in before.kept else "" for at in range(len(rows)))

    def holds(self, answers: Sequence[str]) -> bool:
        """Whether the file holds these answers."""
        return self._saved == tuple(answers)

    def cannot(self) -> Words | None:
        """Why such a sheet cannot be written here at all; None where it can."""
        try:
            self._sheet(self._saved)
        except SheetError as error:
            return error.words
        return None

    def save(self, answers: Sequence[str]) -> Words | None:
        """Write the file; why it could not be written, None where it is.

        What somebody else wrote into it meanwhile stays.
        """
        try:
            data, there = self._sheet(answers), self._there()
            if there not in (None, self._data, data):
                return _CHANGED
            save(self.path, data, replace=there is not None)
        except SheetError as error:
            return error.words
        except NotSaved as error:
            return error.reason
        except OSError as error:
            return unreadable(error)
        self._data, self._saved = data, tuple(answers)
        return None

    def _there(self) -> bytes | None:
        path = Path(self.path)
        return path.read_bytes() if path.exists() else None

    def _sheet(self, answers: Sequence[str]) -> bytes:
        rows = [
            row._replace(value=answer or self._unusable.get(at, ""))
            for at, (row, answer) in enumerate(zip(self._rows, answers, strict=True))
        ]
        return written(
            Path(self.path).suffix,
            [*rows, *self._others],
            headings=self._lang,
            title=self._title,
            choices=self._choices,
            lang=self._lang,
        )


_SUFFIX = Words(
    f"--keep 的文件“{{name}}”要以 {'、'.join(SUFFIXES)} 结尾",
    f"the file of --keep ends in {', '.join(SUFFIXES)}, not “{{name}}”",
)
_OF_ANOTHER = Words(
    "{path} 不是这份报告的填报表，没有动它；请移走，或用 --keep 另指一个文件",
    "{path} is no sheet of this report and stays as it is; move it, or name another one with --keep",
)
_NOT_OF_THIS = Words(
    "{path} 不是这份报告的填报表：填了的行在报告里都找不到",
    "{path} is no sheet of this report: none of the rows filled in is found in it",
)
_CHANGED = Words(
    "被别的程序改过了，没有覆盖；请先移走或改名",
    "changed meanwhile by another program, not overwritten; move it first",
)
