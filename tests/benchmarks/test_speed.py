"""How long runs take, as multiples of ``python -c pass`` and in MB/s: ``python -m pytest tests/benchmarks -s``.

CPU time of whole processes, the least of several runs; the reports are original, the long texts made by ``varied.py``.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from varied import varied_text

HERE = Path(__file__).parent
REPORT = HERE / "report.txt"
ROUNDS = 11

# Guards, some way above what is measured: on a busy machine the ratios rise by a third and more.
CONCISE_LIMIT = 9  # times ``python -c pass``; the first run of all, when nothing is cached, takes 12
TABLE_LIMIT = 13
THROUGHPUT = 5  # MB/s on one core: placeholders, numbering, punctuation and residue
THROUGHPUT_OF_ALL = 1.8  # MB/s with all rules on
FIRST_FAMILIES = ("--select", "XX1,XX3,XX5,XX6")
GROWTH = 2.2  # times, for twice the text


def cpu(*arguments: str) -> float:
    """The CPU seconds of one run of Python with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr, done.stderr.decode()
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def lint(path: Path, form: str = "concise", *flags: str) -> tuple[str, ...]:
    """A run as the installed command does it."""
    words = ["xxlint", "check", "--output-format", form, *flags, str(path)]
    return ("-c", f"import sys; sys.argv = {words!r}; from xxlint.cli import main; main()")


def least(*commands: tuple[str, ...], rounds: int = ROUNDS) -> list[float]:
    """The least of each command's times, run in turns: what else the machine does can only add to them."""
    turns = [[cpu(*command) for command in commands] for _ in range(rounds)]
    return [min(times) for times in zip(*turns, strict=True)]


def test_a_short_report_takes_a_few_times_the_start_of_python() -> None:
    assert 9_000 <= REPORT.stat().st_size <= 13_000
    floor, concise, table = least(("-c", "pass"), lint(REPORT, "concise"), lint(REPORT, "table"))
    print(
        f"\npython -c pass {floor * 1e3:.0f} ms CPU · concise {concise * 1e3:.0f} ms = {concise / floor:.1f} ×",
        end="",
    )
    print(f" · table {table * 1e3:.0f} ms = {table / floor:.1f} ×")
    assert concise <= CONCISE_LIMIT * floor
    assert table <= TABLE_LIMIT * floor


@pytest.fixture(scope="module")
def long_texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("long")
    text = varied_text(20_000_000)
    once, twice = folder / "10MB.txt", folder / "20MB.txt"
    data = text.encode()
    once.write_bytes(data[: data.index(b"\n\n", 10_000_000) + 1])
    twice.write_bytes(data)
    return once, twice


def test_ten_megabytes_and_twenty(long_texts: tuple[Path, Path]) -> None:
    floor, once, all_rules, twice, peer = least(
        lint(REPORT),
        lint(long_texts[0], "concise", *FIRST_FAMILIES),
        lint(long_texts[0]),
        lint(long_texts[1], "concise", *FIRST_FAMILIES),
        (str(HERE / "peer_script.py"), str(long_texts[0])),
        rounds=3,
    )
    megabytes = long_texts[0].stat().st_size / 1e6
    rate = megabytes / (once - floor)
    print(
        f"\n{megabytes:.1f} MB in {once:.2f} s CPU = {rate:.1f} MB/s · twice the text {twice / once:.2f} × the time",
        end="",
    )
    print(f" · script of placeholders alone {peer:.2f} s, we {once / peer:.2f} × that")
    print(f"all rules on: {megabytes / (all_rules - floor):.1f} MB/s")
    assert rate >= THROUGHPUT
    assert megabytes / (all_rules - floor) >= THROUGHPUT_OF_ALL
    assert twice - floor <= GROWTH * (once - floor)
