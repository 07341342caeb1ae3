"""The gold set and the sample report, where they lie beside the checkout."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from xxlint import Diagnostic, FileResult, lint_file
from xxlint.span import LineIndex
from xxlint.vocabulary import NUMERIC_KINDS

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SAMPLE = SHARED / "sample" / "report-2023.txt"

needs_gold = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no gold set beside the checkout")
needs_sample = pytest.mark.skipif(not SAMPLE.is_file(), reason="no sample report beside the checkout")


@needs_gold
def test_the_gold_set(project: Path) -> None:
    arguments = ("--min-recall", ".97", "--min-precision", ".97")
    done = subprocess.run(
        [
            *(sys.executable, str(SHARED / "score" / "score.py"), str(SHARED / "gold"), "--show"),
            *(
                "--xxlint",
                f"{sys.executable} -m xxlint",
                *arguments,
                "--min-family",
                ".93",
                "--min-exact",
                ".85",
            ),
        ],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def sample() -> FileResult:
    return lint_file(SAMPLE)


# What the table calls the words that are missing, and the kind of slot that they are; finer words are free.
_WORD_KINDS = frozenset({"text", "place", "organisation", "project", "person"})


@needs_sample
def test_the_sample_has_its_59_slots(sample: FileResult) -> None:
    with (SAMPLE.parent / "placeholders.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 59
    by_offset = {slot.span.start: slot for slot in sample.slots}
    assert sorted(by_offset) == sorted(int(row["char_off"]) for row in rows)
    assert len(sample.slots) == 59
    index = LineIndex(sample.text)
    wrong = []
    for row in rows:
        slot = by_offset[int(row["char_off"])]
        line, column = index.position(slot.span.start)
        unit = (slot.unit or "") if slot.kind in NUMERIC_KINDS else row["unit"]
        right_kind = slot.kind == row["kind"] if row["class"] == "num" else slot.kind in _WORD_KINDS
        if not right_kind or unit != row["unit"] or slot.span.of(sample.text) != row["text"]:
            wrong.append((row["n"], row["left12"], row["kind"], row["unit"], "got", slot.kind, slot.unit))
        assert (line, column) == (int(row["line"]), int(row["col"]))
    assert not wrong, "\n".join(map(str, wrong))
    assert sum(slot.kind in NUMERIC_KINDS for slot in sample.slots) == 31


def of(sample: FileResult, *codes: str) -> list[Diagnostic]:
    return [d for d in sample.diagnostics if d.code.startswith(codes)]


@needs_sample
def test_the_sample_is_numbered_right(sample: FileResult) -> None:
    assert of(sample, "XX3") == []


@needs_sample
def test_the_sample_has_one_lone_quote_and_two_paywall_markers(sample: FileResult) -> None:
    index = LineIndex(sample.text)
    loud = [d for d in of(sample, "XX5") if d.severity != "info"]
    assert [(d.code, d.span.of(sample.text), index.position(d.span.start).line) for d in loud] == [
        ("XX501", "“", 13)
    ]
    assert [d.span.of(sample.text) for d in of(sample, "XX601")] == ["##paidbegin##", "##paidend##"]
