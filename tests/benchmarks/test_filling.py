"""How long a fill-in sheet of two thousand gaps takes, out and back: ``python -m pytest tests/benchmarks/test_filling.py -s``."""

import csv
import io
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from word_files import docx, p

SLOTS_LIMIT, FILL_LIMIT = (
    1.5,
    2.0,
)  # seconds of CPU; measured are about 1.0 for a workbook and 0.5 for each other
METRICS = ("地区生产总值", "固定资产投资", "一般公共预算收入", "规上工业增加值")
TOWNS = ("青山", "石桥", "柳湾", "东岭", "南塘", "北坡", "清河", "大田")
VALUES = {"amount": "18.4", "percent": "5.6", "organisation": "水利", "date": "2024-05-06"}


def template() -> str:
    """A report of 500 sentences with four gaps each."""
    lines = ["2024年全县工作总结", ""]
    for number in range(500):
        if number % 50 == 0:
            lines.append(f"{'一二三四五六七八九十'[number // 50]}、{TOWNS[number // 50 % 8]}片区工作")
        lines.append(
            f"{TOWNS[number % 8]}第{number + 1}网格完成{METRICS[number % 4]}XX亿元，同比增长X.X%，由XX局牵头，于2024年X月X日完成。"
        )
    return "\n".join([*lines, ""])


def cpu(folder: Path, *arguments: str) -> float:
    """The CPU seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "xxlint", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr[-2000:]
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.mark.parametrize("report", ["报告.txt", "报告.docx"])
@pytest.mark.parametrize("sheet", ["表.csv", "表.xlsx"])
def test_two_thousand_gaps(tmp_path: Path, report: str, sheet: str) -> None:
    lines = template()
    data = lines.encode() if report.endswith(".txt") else docx(*map(p, lines.splitlines()))
    (tmp_path / report).write_bytes(data)
    out = min(cpu(tmp_path, "slots", report, "-o", sheet) for _ in range(3))
    cpu(tmp_path, "slots", report, "-o", "表.csv")
    answered = csv.DictReader(io.StringIO((tmp_path / "表.csv").read_text("utf-8-sig")))
    rows = [{**row, "value": VALUES[row["kind"]]} for row in answered]
    with (tmp_path / "答.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    cpu(tmp_path, "slots", report, "答.csv", "-o", f"答{sheet[1:]}", "--overwrite")
    back = min(cpu(tmp_path, "fill", report, f"答{sheet[1:]}", "--overwrite") for _ in range(3))
    print(f"\n{report} {sheet}: {len(rows)} gaps, slots {out:.2f} s CPU, fill {back:.2f} s CPU", end="")
    assert len(rows) == 2000
    assert out <= SLOTS_LIMIT
    assert back <= FILL_LIMIT
