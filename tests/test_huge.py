"""Texts that nobody writes and somebody pastes: a line of 10 MB, a million labels; time and memory in proportion."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_linear import CASES, run_of, seconds
from varied import varied_text

from xxlint import numerals

Make = Callable[[int], str]  # a text of so many units
GROWTH = (
    3.5  # times, for twice the text, beside other tests on the same cores; what is quadratic takes four times
)
MEMORY = 6  # times the bytes of the text


def labels(count: int) -> str:
    return "".join(f"{numerals.to_chinese(n % 9999 + 1)}、抓好落实。\n" for n in range(count))


SHAPES: dict[str, tuple[Make, int]] = {  # and how many units a text of 10 MB, or a million, has
    "one line": (lambda size: varied_text(3 * size).replace("\n", "")[:size], 3_500_000),
    "nested marks": (lambda depth: "（" * depth + "）" * depth, 1_000_000),
    "nested marks of all kinds": (CASES["nested brackets of all kinds"], 1_000_000),
    "a million labels": (labels, 1_000_000),
    "a million labels in one line": (lambda count: CASES["一是 二是 三是 in one line"](6 * count), 1_000_000),
    "a million slots": (lambda count: "XX，" * count, 1_000_000),
    "all spaces": (lambda size: "字" + " " * size, 10_000_000),
    "all wide spaces": (lambda size: "字" + "\u3000" * size + "字", 3_500_000),
    "words between spaces": (run_of("字 "), 3_500_000),
    "all brackets": (run_of("（）"), 1_000_000),
    "brackets that open": (run_of("（"), 1_000_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_twice_the_time(shape: str) -> None:
    make, most = SHAPES[shape]
    once, twice = seconds(make(most // 2), "huge.txt"), seconds(make(most), "huge.txt")
    assert twice < GROWTH * max(once, 0.03), f"{once:.2f} s, then {twice:.2f} s"


@pytest.mark.parametrize("shape", SHAPES)
def test_so_it_does_for_a_tenth_of_that(shape: str) -> None:
    make, most = SHAPES[shape]
    size = most // (40 if "slots" in shape or "brackets" in shape or "nested" in shape else 20)
    once, twice = seconds(make(size), "huge.txt"), seconds(make(2 * size), "huge.txt")
    if twice >= GROWTH * max(once, 0.1):  # again, before anybody is accused
        once, twice = seconds(make(size), "huge.txt"), seconds(make(2 * size), "huge.txt")
    assert twice < GROWTH * max(once, 0.1), f"{once:.2f} s, then {twice:.2f} s"


# A small process between, as the peak of a process that was forked begins with that of the one it was forked from.
MEASURED = """
import resource, subprocess, sys
command = [sys.executable, "-m", "xxlint", "check", "--isolated", "--output-format", "concise", sys.argv[1]]
code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN)
print(peak.ru_maxrss, peak.ru_utime + peak.ru_stime, file=sys.stderr)
sys.exit(code)
"""


def peak_and_time(path: Path) -> tuple[float, float]:
    """The bytes that a run has in memory at its peak, and its CPU seconds."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    peak, spent = done.stderr.split()[-2:]
    return float(peak) * (1 if sys.platform == "darwin" else 1024), float(spent)


@pytest.mark.slow
def test_a_hundred_megabytes_take_six_times_their_size_and_eleven_times_the_time_of_ten(
    tmp_path: Path,
) -> None:
    ten, hundred = tmp_path / "10MB.txt", tmp_path / "100MB.txt"
    data = varied_text(100_000_000).encode()
    ten.write_bytes(data[: data.index(b"\n\n", 10_000_000) + 1])
    hundred.write_bytes(data)
    (_, short), (peak, long) = peak_and_time(ten), peak_and_time(hundred)
    assert long <= 11 * short, f"{short:.1f} s, then {long:.1f} s"
    assert peak <= MEMORY * len(data), f"{peak / len(data):.2f} times the text"


def test_five_megabytes_take_six_times_their_size_and_the_program(tmp_path: Path) -> None:
    path = tmp_path / "5MB.txt"
    path.write_text(varied_text(5_000_000), "utf-8")
    assert peak_and_time(path)[0] <= 40_000_000 + MEMORY * path.stat().st_size
