"""How tests fill in a report without files: checked, its gaps found, answers put in."""

from collections.abc import Iterable, Mapping

from xxlint.again import marked
from xxlint.api import make_runner
from xxlint.filling import Answer, Filling, fill
from xxlint.formats.writing import apply_edits
from xxlint.gaps import Gap, Gaps
from xxlint.settings import Settings
from xxlint.words import Words

FORCED = Settings(force=True, waivers=None)


def gaps_of(data: str | bytes, path: str = "报告.txt", settings: Settings = FORCED) -> Gaps:
    """The gaps of a report."""
    runner = make_runner(settings)
    result = runner.check_bytes(path, data.encode() if isinstance(data, str) else data)
    assert result.status == "checked", result.not_checked
    return runner.gaps(result)


def answer(gaps: Gaps, gap: Gap, value: str, place: str = "表第2行") -> Answer:
    """The row of a sheet for a gap, with a value."""
    return Answer(Words(place, place), gap.id, marked(gaps.text, gap.sentence, gap.spans[0]), value)


def answers(gaps: Gaps, values: Mapping[str, str] | Iterable[str]) -> list[Answer]:
    """A row for each gap that is listed: with the values in order, or by the ids."""
    listed = gaps.listed()
    if not isinstance(values, Mapping):
        values = dict(zip((gap.id for gap in listed), values, strict=True))
    return [answer(gaps, gap, values.get(gap.id, ""), f"表第{at}行") for at, gap in enumerate(listed, 2)]


def put_in(data: str | bytes, filling: Filling, path: str = "报告.txt") -> bytes:
    """The report with the answers."""
    before = data.encode() if isinstance(data, str) else data
    written = apply_edits(path, before, filling.edits)
    assert not written.refused, written.refused
    return written.data


def filled(text: str, *values: str) -> str:
    """A text with values for its gaps, in order."""
    gaps = gaps_of(text)
    filling = fill(gaps, answers(gaps, values))
    assert not filling.problems, filling.problems
    return put_in(text, filling).decode()
