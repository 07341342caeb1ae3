"""Whole reports with marked defects, scored as the gold set is; the clean ones hold many look-alikes."""

from collections import Counter
from pathlib import Path

import pytest
from marked import Comparison, Marked, compare, family, loud, parse, tell

from xxlint import lint_text

FOLDER = Path(__file__).parent / "reports"
REPORTS = sorted(
    path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md") and path.name != "README.md"
)
FAMILIES = ("XX1", "XX2", "XX3", "XX4", "XX5", "XX6", "XX7", "XX8")

EXCEPTIONS: dict[tuple[str, str], str] = {}
"""Known disagreements: (file, line of ``tell``) → why it has to stay so."""


def comparison(path: Path) -> tuple[Marked, Comparison]:
    marked = parse(path.read_text("utf-8"))
    findings = loud(lint_text(marked.text, markdown=path.suffix == ".md"), FAMILIES)
    return marked, compare([mark for mark in marked.marks if family(mark.code) in FAMILIES], findings)


@pytest.mark.parametrize("wanted", FAMILIES)
def test_recall_and_precision_of_each_family(wanted: str) -> None:
    failures, counts = list[str](), Counter[str]()
    for path in REPORTS:
        marked, (missed, false, doubled) = comparison(path)
        counts["marks"] += sum(family(mark.code) == wanted for mark in marked.required)
        own = Comparison(
            tuple(mark for mark in missed if family(mark.code) == wanted),
            tuple(finding for finding in false if family(finding.code) == wanted),
            tuple(finding for finding in doubled if family(finding.code) == wanted),
        )
        failures += [
            f"{path.name}: {line}" for line in tell(marked.text, own) if (path.name, line) not in EXCEPTIONS
        ]
    assert counts["marks"] > 20, "too few marks to judge by"
    assert not failures, "\n".join(["", f"{counts['marks']} marks", *failures])


@pytest.mark.parametrize(
    "path", [path for path in REPORTS if path.stem.endswith("-clean")], ids=lambda path: path.stem
)
def test_clean_reports_are_clean(path: Path) -> None:
    marked = parse(path.read_text("utf-8"))
    assert not marked.required
    findings = loud(lint_text(marked.text, markdown=path.suffix == ".md"))
    assert not findings, "\n".join(["", *tell(marked.text, compare(marked.marks, findings))])


def test_no_exception_is_out_of_date() -> None:
    told = {(path.name, line) for path in REPORTS for line in tell(*_flat(path))}
    assert not EXCEPTIONS.keys() - told


def _flat(path: Path) -> tuple[str, Comparison]:
    marked, found = comparison(path)
    return marked.text, found
