"""The tables of the benchmark: a work with all its tools, and the goals with what was reached."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from works import AGAIN, BARE, HALF, ONE, OURS, SHAPES, TABLE, TWO

Works = Mapping[str, Mapping[str, Any]]
"""By name: ``title``, ``bytes`` of the text, and ``runs`` by tool: ``cpu`` ``wall`` ``memory`` ``ended`` ``runs``."""


def work(figures: Mapping[str, Any]) -> Iterator[str]:
    """One work: each tool's medians, and its CPU time as a multiple of that of xxlint."""
    runs, megabytes = figures["runs"], figures["bytes"] / 1e6
    ours = runs.get(OURS) or runs[ONE]
    rows = [["", "CPU s", "wall s", "MB/s CPU", "peak MiB", "× xxlint", "output KB", "runs"]]
    for name, one in runs.items():
        more = "" if one["ended"] else "> "
        rate = f"{megabytes / one['cpu']:.1f}" if megabytes >= 1 and one["ended"] else ""
        ratio = f"{more}{one['cpu'] / ours['cpu']:.2f}"
        seconds = f"{more}{one['cpu']:.3f}", f"{more}{one['wall']:.3f}"
        rows.append(
            [name, *seconds, rate, f"{one['memory']:.0f}", ratio, f"{one['said']:.0f}", str(one["runs"])]
        )
    yield f"\n{figures['title']}\n"
    yield from _aligned(rows)


class Goal(NamedTuple):
    """A goal: ``least`` or ``most``, and how to reckon what was reached from the works that it needs."""

    title: str
    reckon: Callable[[Works], float]
    unit: str
    most: float | None = None
    least: float | None = None

    def is_reached(self, value: float) -> bool:
        """Whether the value keeps to the goal."""
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)


def _cpu(works: Works, work: str, tool: str) -> float:
    return float(works[work]["runs"][tool]["cpu"])


def _wall(works: Works, work: str, tool: str) -> float:
    return float(works[work]["runs"][tool]["wall"])


def _to(work: str, tool: str, other: str) -> Callable[[Works], float]:
    return lambda works: _cpu(works, work, tool) / _cpu(works, work, other)


def _growth(shape: str) -> Callable[[Works], float]:
    return lambda works: _cpu(works, shape, OURS) / _cpu(works, shape, HALF)


def _memory(works: Works) -> float:
    return float(works["long"]["runs"][OURS]["memory"]) * 2**20 / float(works["long"]["bytes"])


_SHAPES = {"line": "one line of 10 MB", "nested": "a million nested marks", "labels": "a million labels"}
GOALS = (
    Goal("10 KB report, concise", _to("report", OURS, BARE), "× python -c pass", most=8),
    Goal("10 KB report, concise", _to("report", OURS, "yamllint"), "× yamllint", most=1.1),
    Goal("10 KB report, table", _to("report", TABLE, BARE), "× python -c pass", most=13),
    Goal("10 KB report, table", _to("report", TABLE, "zhlint"), "× zhlint", most=0.5),
    Goal("10 MB", lambda works: works["varied"]["bytes"] / 1e6 / _cpu(works, "varied", OURS), "MB/s", least=8),
    Goal("10 MB", _to("varied", "autocorrect", OURS), "× as fast as autocorrect", least=1.6),
    Goal("100 MB", lambda works: _cpu(works, "long", OURS) / _cpu(works, "varied", OURS), "× 10 MB", most=11),
    Goal("100 MB, peak memory", _memory, "× the text", most=6),
    Goal("2,000 files, 2 processes", lambda works: _wall(works, "files", TWO), "s wall", most=2.5),
    Goal("2,000 files, 2 processes", lambda works: _wall(works, "files", ONE) / _wall(works, "files", TWO), "× as fast as one", least=1.6),
    Goal("2,000 files, unchanged", lambda works: _wall(works, "files", AGAIN) / _wall(works, "files", TWO), "× the first run", most=0.25),
    Goal("a .docx of 274 pages", lambda works: _cpu(works, "word", OURS), "s CPU", most=1),
    *(Goal(_SHAPES[shape], _growth(shape), "× half of it", most=2.2) for shape in SHAPES),
)  # fmt: skip
"""What speed is for; seconds are those of a machine with two cores that was idle."""


def goals(works: Works) -> Iterator[str]:
    """Every goal, what was reached, and whether; "–" where nothing was measured for it."""
    rows = [["", "reached", "", "goal", ""]]
    for goal in GOALS:
        bound = f"≤ {goal.most:g}" if goal.most is not None else f"≥ {goal.least:g}"
        value = _reckoned(goal, works)
        if value is None:
            rows.append([goal.title, "–", goal.unit, bound, ""])
        else:
            rows.append(
                [goal.title, f"{value:.2f}", goal.unit, bound, "✓" if goal.is_reached(value) else "✗"]
            )
    yield "\n"
    yield from _aligned(rows)
    yield "CPU and wall seconds of whole processes, medians of runs in turn\n"


def _reckoned(goal: Goal, works: Works) -> float | None:
    try:
        return goal.reckon(works)
    except KeyError:  # a work or a tool that was not measured
        return None


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip() + "\n"
