"""Short texts: each marked defect is found, and nothing that only looks like one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from marked import compare, family, loud, parse, tell

from xxlint import lint_text

TEXTS = Path(__file__).parent / "texts"
FAMILIES = ("XX1", "XX2", "XX3", "XX4", "XX5", "XX6", "XX7", "XX8")


def groups(name: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """The numbered lines under each heading (a line that begins with ``# ``) of a file."""
    heading, lines = name, list[tuple[int, str]]()
    for number, line in enumerate((TEXTS / name).read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            if lines:
                yield heading, lines
            heading, lines = line[2:], []
        elif line:
            lines.append((number, line))
    yield heading, lines


def disagreements(line: str) -> list[str]:
    """What is missed in a marked line, and what is found that is not marked."""
    text, marks = parse(line)
    wanted = [mark for mark in marks if family(mark.code) in FAMILIES]
    return tell(text, compare(wanted, loud(lint_text(text))))


def told(lines: list[tuple[int, str]]) -> str:
    failures = [f"{number}: {words}" for number, line in lines for words in disagreements(line)]
    return "\n".join(["", *failures]) if failures else ""


def _heading(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("heading", "lines"), list(groups("defects.txt")), ids=_heading)
def test_each_defect_is_found(heading: str, lines: list[tuple[int, str]]) -> None:
    assert not (failures := told(lines)), failures


@pytest.mark.parametrize(("heading", "lines"), list(groups("lookalikes.txt")), ids=_heading)
def test_what_looks_alike_is_left_alone(heading: str, lines: list[tuple[int, str]]) -> None:
    assert not (failures := told(lines)), failures
