"""The chart of the benchmark as SVG: bars as multiples, readable on light and dark ground, in Chinese and English.

A bar that would dwarf all others is broken, with its figure behind it; one that was cut off says “more than”.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from works import AGAIN, BARE, FIRST, ONE, OURS, SCRIPT, TABLE, TWO

Works = Mapping[str, Mapping[str, Any]]

WIDTH = 880
_LEFT, _RIGHT = 340, 90  # what is written before a bar and behind it
_ROW, _BAR = 26, 16
_HEAD, _FOOT, _GAP = 58, 46, 26
_ROOM = WIDTH - _LEFT - _RIGHT
_DWARFS = 2.5  # times the next longest: from there on a bar is broken

_STYLE = """\
text { font-family: system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', \
'Source Han Sans SC', sans-serif; font-size: 13px; fill: #1f2328; }
.title { font-size: 15px; font-weight: 600; }
.note { font-size: 12px; fill: #59636e; }
.bar { fill: #afb8c1; }
.ours { fill: #d1242f; }
.base { fill: #6e7781; }
.own { font-weight: 600; }
.cut { stroke: #ffffff; stroke-width: 3; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.note { fill: #9198a1; }
.bar { fill: #545d68; }
.ours { fill: #f85149; }
.base { fill: #8b949e; }
.cut { stroke: #0d1117; }
}
"""
_DOES = {
    BARE: "什么也不做 · nothing",
    "ripgrep": "只找占位 · placeholders",
    SCRIPT: "只找占位 · placeholders",
    "limae": "只看排版 · typography",
    "autocorrect": "只看排版 · typography",
    "zhlint": "只看排版 · typography",
    "yamllint": "YAML",
    OURS: "全部规则 · all rules",
    FIRST: "首次运行 · the first run",
    TABLE: "全部规则，画表 · all rules, a table",
    ONE: "一个进程 · one process",
    TWO: "两个进程 · two processes",
    AGAIN: "没有改过，再查 · again, unchanged",
}
_NAMES = {SCRIPT: "re 脚本 · script", FIRST: OURS, TABLE: OURS, ONE: OURS, TWO: OURS, AGAIN: OURS}


class Bar(NamedTuple):
    """One bar: how many times the measure; ``more`` says that it is at least so many."""

    tool: str
    times: float
    more: bool = False


class Panel(NamedTuple):
    """Bars with one measure, the shortest first."""

    title: str
    note: str
    bars: tuple[Bar, ...]


def draw(works: Works) -> str:
    """The chart of what was measured."""
    panels = list(_panels(works))
    heights = [_HEAD + _ROW * len(panel.bars) for panel in panels]
    height = sum(heights) + _GAP * (len(panels) - 1) + _FOOT
    pieces = [
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" xmlns="http://www.w3.org/2000/svg" role="img">\n',
        "<title>xxlint 与同类工具的用时 · xxlint beside its peers</title>\n",
        f"<style>\n{_STYLE}</style>\n",
    ]
    top = 0
    for panel, taken in zip(panels, heights, strict=True):
        pieces += _panel(panel, top)
        top += taken + _GAP
    foot = (
        "整个进程的用时，多次交替运行取中位数；越短越好 · Whole processes in turn, medians; shorter is better"
    )
    pieces += [_text(10, height - 16, foot, "note"), "</svg>\n"]
    return "".join(pieces)


def _panels(works: Works) -> Iterator[Panel]:
    if "report" in works:
        size = f"{works['report']['bytes'] / 1e3:.0f} KB"
        yield Panel(
            f"检查一份 {size} 的报告 · One report of {size}",
            "CPU 时间，Python 空跑一次为 1 · CPU time, as a multiple of Python doing nothing",
            _bars(works["report"]["runs"], BARE, "cpu"),
        )
    if "varied" in works:
        size = f"{works['varied']['bytes'] / 1e6:.0f} MB"
        yield Panel(
            f"检查 {size} 的文字 · {size} of text",
            "CPU 时间，xxlint 为 1 · CPU time, as a multiple of xxlint",
            _bars(works["varied"]["runs"], OURS, "cpu"),
        )
    if "files" in works:
        size, files = f"{works['files']['bytes'] / 1e6:.0f} MB", f"{works['files']['files']:,}"
        yield Panel(
            f"检查 {files} 份报告（共 {size}）· {files} reports, {size}",
            "等待时间，xxlint 一个进程为 1 · time to wait, as a multiple of xxlint in one process",
            _bars(works["files"]["runs"], ONE, "wall"),
        )


def _bars(runs: Mapping[str, Mapping[str, Any]], unit: str, measure: str) -> tuple[Bar, ...]:
    bars = (Bar(tool, one[measure] / runs[unit][measure], not one["ended"]) for tool, one in runs.items())
    return tuple(sorted(bars, key=lambda bar: (bar.times, bar.tool)))


def _panel(panel: Panel, top: int) -> Iterator[str]:
    yield _text(10, top + 24, panel.title, "title")
    yield _text(10, top + 44, panel.note, "note")
    ours = max(bar.times for bar in panel.bars if bar.tool.startswith(OURS))
    longest = max(ours, scale_of([bar.times for bar in panel.bars]))  # our own bars are never broken
    for at, bar in enumerate(panel.bars):
        yield from _row(bar, top + _HEAD + at * _ROW, longest)


def scale_of(times: Sequence[float]) -> float:
    """The figure that fills the width: the greatest that does not dwarf the next one."""
    ordered = sorted(times)
    while len(ordered) > 1 and ordered[-1] > _DWARFS * ordered[-2]:
        ordered.pop()
    return ordered[-1]


def _row(bar: Bar, top: int, longest: float) -> Iterator[str]:
    ours = bar.tool.startswith(OURS)
    kind = "ours" if ours else "base" if bar.tool == BARE else "bar"
    base = top + _BAR - 3
    yield _text(10, base, _NAMES.get(bar.tool, bar.tool), "own" if ours else "")
    yield _text(126, base, _DOES[bar.tool], "note")
    broken = bar.times > longest
    width = _ROOM if broken else max(1.0, bar.times / longest * _ROOM * 0.9)
    yield f'<rect class="{kind}" x="{_LEFT}" y="{top}" width="{width:.1f}" height="{_BAR}" rx="2"/>\n'
    if broken:
        at = _LEFT + _ROOM - 40
        yield f'<path class="cut" d="M{at} {top + _BAR + 3}l8 {-_BAR - 6}m6 0l-8 {_BAR + 6}"/>\n'
    yield _text(
        _LEFT + width + 8, base, f"{'＞ ' if bar.more else ''}{figure(bar.times)} ×", "own" if ours else ""
    )


def figure(times: float) -> str:
    """As many digits as count: 0.009, 0.57, 4.2, 38, 120."""
    if times >= 9.95:
        return f"{times:.0f}"
    return f"{times:.1f}" if times >= 0.995 else f"{times:.2f}" if times >= 0.095 else f"{times:.3f}"


def _text(x: float, y: float, words: str, kind: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{named}>{escape(words)}</text>\n'
