"""The report that all this began with, filled in from a sheet: as a text, and as a Word file made of it."""

from pathlib import Path

import pytest
from filled import answer, gaps_of, put_in
from word_files import docx, level, lists, p, split_runs, tbl

from xxlint.api import make_runner
from xxlint.filling import fill
from xxlint.gaps import Gap
from xxlint.settings import Settings

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "sample" / "report-2023.txt"
pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is not here")

_PLAUSIBLE = {
    "gdp": "186.4", "fai": "168.5", "ind_output": "320.6", "fiscal_rev": "12.8", "urban_income": "41250",
    "rural_income": "19860", "air_good_rate": "93.5%", "aqi_comp": "3.12", "pig_out": "45.6", "high_farm": "8.6",
}  # fmt: skip
_BY_KIND = {"amount": "25.6", "percent": "5.2", "count": "12", "area": "36", "index": "3.1"}
_NAMES = ("青石", "柳湾", "临江", "松岭", "清溪", "南塘", "东湖", "云台")


def value(gap: Gap, at: int) -> str:
    """A figure of the right size, or a name."""
    if gap.slot.kind not in _BY_KIND:
        return f"{_NAMES[at % len(_NAMES)]}"
    return _PLAUSIBLE.get(gap.slot.metric_id or "", _BY_KIND[gap.slot.kind])


def filled_in(data: bytes, path: str) -> tuple[bytes, int]:
    gaps = gaps_of(data, path)
    filling = fill(gaps, [answer(gaps, gap, value(gap, at)) for at, gap in enumerate(gaps.listed())])
    assert not filling.problems, [problem.words.zh for problem in filling.problems]
    return put_in(data, filling, path), len(filling.edits)


def placeholders(data: bytes, path: str) -> list[str]:
    found = make_runner(Settings(force=True, waivers=None)).check_bytes(path, data).diagnostics
    return [diagnostic.message for diagnostic in found if diagnostic.code.startswith("XX1")]


def test_as_a_text() -> None:
    data, places = filled_in(SAMPLE.read_bytes(), "报告.txt")
    assert places == 59
    assert placeholders(data, "报告.txt") == []


def as_word(text: str) -> bytes:
    """A Word file of the report: its chapters numbered by Word, a table of figures behind it, runs cut anywhere."""
    chinese = lists(n1=[level("chineseCounting", "%1、")])
    body = [
        p(line[2:], num=(1, 0)) if line[:2] in ("一、", "二、", "三、") else p(line)
        for line in text.splitlines()
    ]
    table = tbl(["指标", "单位", "完成"], ["粮食产量", "万吨", "XX"], ["旅游收入", "亿元", "XX"])
    return split_runs(docx(*body, table, numbering=chinese), seed=7)


def test_as_a_word_file() -> None:
    before = as_word(SAMPLE.read_text(encoding="utf-8"))
    data, places = filled_in(before, "报告.docx")
    assert places == 61
    assert placeholders(data, "报告.docx") == []
