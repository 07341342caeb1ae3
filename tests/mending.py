"""Mending for tests: a text, or the same text as a Word file of many runs, through the whole of ``repair``."""

from functools import cache

from word_files import docx, p, split_runs

from xxlint.api import make_runner
from xxlint.formats import read
from xxlint.repair import Repair, repair
from xxlint.runner import Runner
from xxlint.settings import Settings


@cache
def runner_of(*select: str, encoding: str | None = None) -> Runner:
    """A runner that takes the shortest text for a report."""
    return make_runner(Settings(force=True, select=select, encoding=encoding))


def mend(text: str, *select: str, unsafe: bool = False, name: str = "报告.txt") -> Repair:
    """What becomes of a text."""
    return repair(runner_of(*select, encoding="utf-8"), name, text.encode(), unsafe=unsafe)


def mended(text: str, *select: str, unsafe: bool = False, name: str = "报告.txt") -> str:
    """The text with its fixes; a second run finds nothing more to do."""
    done = mend(text, *select, unsafe=unsafe, name=name)
    assert done.problem is None, done.problem
    again = repair(runner_of(*select, encoding="utf-8"), name, done.data, unsafe=unsafe)
    assert again.data == done.data
    assert again.made == ()
    return done.data.decode()


def mended_in_word(text: str, *select: str, unsafe: bool = False) -> str:
    """The same through a Word file whose runs are cut at random."""
    data = split_runs(docx(*(p(line) for line in text.split("\n"))), seed=len(text))
    done = repair(runner_of(*select), "报告.docx", data, unsafe=unsafe)
    assert done.problem is None, done.problem
    assert done.refused == ()
    return read("报告.docx", done.data).text.rstrip("\n")
