"""The benchmark's own parts: its texts are the same every time, its figures medians, its chart what was measured."""

import json
import os
import re
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import chart
import corpora
import pytest
import tables
from measuring import Broken, Run, in_turn, medians, run
from works import AGAIN, BARE, HALF, ONE, OURS, PEERS, SCRIPT, TABLE, TWO, find_peers, own_command, works

from xxlint import Settings
from xxlint.api import lint_text, make_runner

SVG = "{http://www.w3.org/2000/svg}"


def figures(cpu: float, wall: float = 0.0, memory: float = 20.0, *, ended: bool = True) -> dict[str, Any]:
    return medians([Run(cpu, wall or cpu, memory, 1.0, ended)]).rounded()


def measured(size: int, runs: Mapping[str, dict[str, Any]], files: int = 1) -> dict[str, Any]:
    return {"title": "…", "bytes": size, "files": files, "runs": runs}


WORKS = {
    "report": measured(
        10_400,
        {
            OURS: figures(0.08),
            TABLE: figures(0.14),
            BARE: figures(0.01),
            "yamllint": figures(0.08),
            "zhlint": figures(0.25),
        },
    ),
    "varied": measured(
        10_000_000,
        {
            OURS: figures(1.0),
            "ripgrep": figures(0.009),
            "autocorrect": figures(2.0),
            "zhlint": figures(60, ended=False),
        },
    ),
    "files": measured(
        21_000_000,
        {ONE: figures(3, 4), TWO: figures(3.2, 2), AGAIN: figures(0.3, 0.4), SCRIPT: figures(0.5)},
        2000,
    ),
    "long": measured(100_000_000, {OURS: figures(10.5, memory=400)}),
    "line": measured(10_000_000, {OURS: figures(2.0), HALF: figures(0.8)}),
}


# texts


def test_the_texts_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        corpora.make(tmp_path / name, 0.002, long=True)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert len(files) > 20
    assert {str(file) for file in files} >= {"long.txt", "varied.md", "report.yaml", "files-md/0003.md"}
    assert [(tmp_path / "a" / file).read_bytes() for file in files] == [
        (tmp_path / "b" / file).read_bytes() for file in files
    ]


def test_short_reports_differ_and_have_the_same_gaps() -> None:
    texts = [corpora.short_report(number) for number in range(5)]
    assert len(set(texts)) == 5
    assert all(9_500 <= len(text.encode()) <= 10_500 for text in texts)
    found = [[d.code for d in lint_text(text, settings=Settings(select=("XX1",)))] for text in texts]
    assert {tuple(codes) for codes in found} == {("XX101", "XX101", "XX103")}


def test_shapes_stand_at_half_and_in_full() -> None:
    shapes = dict(corpora.shapes(0.01))
    for name in ("line", "nested", "labels"):
        assert len(shapes[name]) == pytest.approx(2 * len(shapes[f"half-{name}"]), rel=0.1)
    assert "\n" not in shapes["line"] and shapes["labels"].count("\n") == 10_000


# measuring

measures = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell what a process used")


@measures
def test_whole_processes_are_measured(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass\nb = b'x' * 150_000_000\nprint('x' * 5000)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}], check=True)"
    alone, parent = (run([sys.executable, "-c", code], tmp_path) for code in (busy, child))
    for one in (alone, parent):
        assert 0.3 <= one.cpu < 2
        assert 150e6 / 2**20 < one.memory < 250
        assert one.said == pytest.approx(5.0, abs=0.01)


@measures
def test_what_takes_too_long_is_cut_off_and_not_tried_again(tmp_path: Path) -> None:
    commands = {"slow": [sys.executable, "-c", "while True: pass"], "quick": [sys.executable, "-c", "pass"]}
    found = in_turn(commands, tmp_path, 3, {"slow": 0.3})
    assert (found["slow"].ended, found["slow"].runs) == (False, 1)
    assert (found["quick"].ended, found["quick"].runs) == (True, 3)


@measures
@pytest.mark.parametrize("code", ["import sys; sys.exit(2)", "raise ValueError('x')"])
def test_a_tool_that_breaks_is_no_figure(tmp_path: Path, code: str) -> None:
    with pytest.raises(Broken, match=r"→ [12]"):
        run([sys.executable, "-c", code], tmp_path)


def test_medians() -> None:
    found = medians([Run(3, 9, 30, 1), Run(1, 8, 20, 1), Run(2, 1, 25, 1)])
    assert found.rounded() == {"cpu": 2, "wall": 8, "memory": 30, "said": 1, "ended": True, "runs": 3}


# tools


def test_only_what_is_there_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert set(find_peers(None)) <= {SCRIPT, "autocorrect"}
    for name in ("rg", "zhlint"):
        program = tmp_path / "venv" / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    assert {"ripgrep", "zhlint"} < set(find_peers(tmp_path / "venv")) < set(PEERS)


@measures
def test_every_work_has_its_files_and_runs(tmp_path: Path) -> None:
    corpora.make(tmp_path, 0.001)
    todo = works(tmp_path, find_peers(None), own_command())
    assert [work.name for work in todo] == ["report", "varied", "files", "line", "nested", "labels"]
    for work in todo:
        named = [
            word for command in work.commands.values() for word in command if word.endswith((".txt", ".md"))
        ]
        assert len(named) >= 2 and all((tmp_path / name).exists() for name in named)
    for work in todo[0], todo[2]:
        found = in_turn(work.commands, tmp_path, 1, {})
        assert all(one.ended and one.cpu > 0 for one in found.values())


# tables and chart


def test_the_table_of_a_work() -> None:
    lines = "".join(tables.work(WORKS["varied"])).splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines[3:]}
    assert rows["xxlint"] == ["1.000", "1.000", "10.0", "20", "1.00", "1", "1"]
    assert rows["autocorrect"] == ["2.000", "2.000", "5.0", "20", "2.00", "1", "1"]
    assert rows["zhlint"] == [">", "60.000", ">", "60.000", "20", ">", "60.00", "1", "1"]


def test_the_goals_and_whether_they_are_reached() -> None:
    said = "".join(tables.goals(WORKS))
    rows = re.findall(r"^(.*?) +(\d+\.\d\d|–) +(.*?) +([≤≥] \S+) *([✓✗]?)$", said, re.MULTILINE)
    reached = {(title, unit): (value, mark) for title, value, unit, _, mark in rows}
    assert len(rows) == len(tables.GOALS)
    assert reached["10 KB report, concise", "× python -c pass"] == ("8.00", "✓")
    assert reached["10 KB report, table", "× python -c pass"] == ("14.00", "✗")
    assert reached["10 MB", "MB/s"] == ("10.00", "✓")
    assert reached["10 MB", "× as fast as autocorrect"] == ("2.00", "✓")
    assert reached["100 MB", "× 10 MB"] == ("10.50", "✓")
    assert reached["100 MB, peak memory", "× the text"] == ("4.19", "✓")
    assert reached["2,000 files, 2 processes", "× as fast as one"] == ("2.00", "✓")
    assert reached["2,000 files, unchanged", "× the first run"] == ("0.20", "✓")
    assert reached["one line of 10 MB", "× half of it"] == ("2.50", "✗")
    assert reached["a million labels", "× half of it"] == ("–", "")


def test_bars_are_as_long_as_their_figures() -> None:
    root = ElementTree.fromstring(chart.draw(WORKS))
    words = [text.text or "" for text in root.iter(f"{SVG}text")]
    values = [float(word.removeprefix("＞ ").removesuffix(" ×")) for word in words if word.endswith(" ×")]
    widths = [float(bar.get("width", "")) for bar in root.iter(f"{SVG}rect")]
    assert values == [1, 8, 8, 14, 25, 0.009, 1, 2, 60, 0.10, 0.12, 0.5, 1]
    assert "＞ 60 ×" in words
    for part in (slice(0, 5), slice(5, 9), slice(9, 13)):
        assert widths[part] == sorted(widths[part])
    assert widths[4] / widths[1] == pytest.approx(25 / 8, rel=0.01)
    assert len(list(root.iter(f"{SVG}path"))) == 1  # only the one that dwarfs all others is broken


def test_nothing_is_drawn_over_anything_else() -> None:
    root = ElementTree.fromstring(chart.draw(WORKS))
    height = float((root.get("viewBox") or "").split()[3])
    tops = [float(bar.get("y", "")) for bar in root.iter(f"{SVG}rect")]
    assert all(low + 20 <= high for low, high in pairwise(tops)) and tops[-1] + 40 < height
    for text in root.iter(f"{SVG}text"):
        assert 0 < float(text.get("x", "")) < chart.WIDTH - 30
        assert 0 < float(text.get("y", "")) < height


@pytest.mark.parametrize(
    ("times", "longest"),
    [([1.0, 2, 4], 4.0), ([1.0, 2, 6], 2.0), ([1.0, 2, 6, 7], 7.0), ([0.01, 1, 30], 0.01), ([3.0], 3.0)],
)
def test_the_scale(times: list[float], longest: float) -> None:
    assert chart.scale_of(times) == longest


def test_the_chart_of_the_readme_is_that_of_its_figures(project: Path) -> None:
    shown = json.loads((project / "examples" / "speed.json").read_text("utf-8"))
    assert (project / "examples" / "speed.svg").read_text("utf-8") == chart.draw(shown["works"])
    assert not re.search(r"20\d\d[-年]|CPU @|x86|/tmp|/home", json.dumps(shown, ensure_ascii=False))


def test_the_word_report_has_its_gaps(tmp_path: Path) -> None:
    corpora.word_report(tmp_path / "a.docx", 400)
    result = make_runner().check_file(str(tmp_path / "a.docx"))
    assert sum(d.code == "XX101" for d in result.diagnostics) == 4
