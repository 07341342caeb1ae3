"""How long a Word file of 274 pages takes, beside python-docx that only reads it: ``python -m pytest tests/benchmarks -s``.

Whole processes: CPU seconds, the least of several runs in turn, and the most memory that each held.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import PAGES, PARAGRAPHS, word_report

ROUNDS = 5
CHECK_LIMIT = 1.0  # seconds
ANNOTATE_LIMIT = 2.0
MEMORY_LIMIT = 120  # MiB
PLAIN_READ = """
import docx, sys
document = docx.Document(sys.argv[1])
for paragraph in document.paragraphs:
    paragraph.text
for table in document.tables:
    for row in table.rows:
        for cell in row.cells:
            cell.text
"""


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as Word has it, see ``corpora``."""
    path = tmp_path_factory.mktemp("word") / "report.docx"
    word_report(path)
    return path


def measure(*arguments: str) -> tuple[float, float]:
    """CPU seconds and MiB at the most, of one run of Python with these arguments.

    The memory of this process stands in for less: a child's peak begins with that of its parent.
    """
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        said = child.stderr.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode in (0, 1) and "Traceback" not in said, said
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def xxlint(*words: str) -> tuple[str, ...]:
    """A run as the installed command does it."""
    return (
        "-c",
        f"import sys; sys.argv = {['xxlint', 'check', *words]!r}; from xxlint.cli import main; main()",
    )


def test_two_hundred_pages(long_report: Path, tmp_path: Path) -> None:
    reviewed = str(tmp_path / "report.reviewed.docx")
    commands = (
        ("-c", PLAIN_READ, str(long_report)),
        xxlint("--output-format", "concise", str(long_report)),
        xxlint("--output-format", "concise", "--annotate", reviewed, str(long_report)),
    )
    turns = [[measure(*command) for command in commands] for _ in range(ROUNDS)]
    (peer, peer_memory), (check, memory), (annotate, _) = (min(runs) for runs in zip(*turns, strict=True))
    print(
        f"\n{PAGES} pages, {PARAGRAPHS} paragraphs: python-docx reads them in {peer:.2f} s CPU, {peer_memory:.0f} MiB"
        f" · check {check:.2f} s = {check / peer:.2f} ×, {memory:.0f} MiB"
        f" · annotate {annotate:.2f} s = {annotate / peer:.2f} ×"
    )
    assert check <= CHECK_LIMIT
    assert annotate <= ANNOTATE_LIMIT
    assert memory <= MEMORY_LIMIT
