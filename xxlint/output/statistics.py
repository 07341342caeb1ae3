"""``--statistics``: how often each rule found something, instead of where; as a table, as a sheet, or as JSON.

    {"version": "0.1.0", "schema": 1,
     "codes": [{"code": "XX101", "name": "letter-placeholder", "severity": "error", "count": 40, "files": 3,
                "share": 0.625, "fixable": {"safe": 0, "unsafe": 0}}],
     "summary": {"files": 3, "error": 62, "warning": 0, "info": 2, "suppressed": 0, "not_checked": 0}}

All findings are counted, whatever severity is shown elsewhere.  ``severity`` is the gravest that the rule gave.
"""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xxlint import __version__
from xxlint.columns import aligned
from xxlint.diagnostic import Diagnostic
from xxlint.exchange.cells import BOM, row
from xxlint.exchange.records import summary_record
from xxlint.output import SEVERITY_WORDS, Render, View, remarks, silenced_words, visible
from xxlint.results import FileResult
from xxlint.vocabulary import SEVERITIES, Severity
from xxlint.words import Words

SCHEMA = 1


class Count(NamedTuple):
    """What one rule found in all files."""

    code: str
    name: str
    severity: Severity
    times: int
    files: int
    share: float
    safe: int
    unsafe: int


_COLUMNS = (
    Words("代码", "code"),
    Words("规则", "rule"),
    Words("级别", "severity"),
    Words("条数", "count"),
    Words("占比", "share"),
    Words("文件", "files"),
    Words("可改", "fixable"),
)
_RIGHT = 3  # from this column on, numbers


def statistics(results: Sequence[FileResult]) -> tuple[Count, ...]:
    """The rules that found something, the commonest first."""
    found: dict[str, list[tuple[int, Diagnostic]]] = {}
    for at, result in enumerate(results):
        for d in result.diagnostics:
            found.setdefault(d.code, []).append((at, d))
    total = sum(map(len, found.values()))
    counts = [_count(code, ours, total) for code, ours in found.items()]
    return tuple(sorted(counts, key=lambda one: (-one.times, one.code)))


def _count(code: str, found: Sequence[tuple[int, Diagnostic]], total: int) -> Count:
    fixes = [d.fix.applicability for _, d in found if d.fix is not None]
    gravest = min((d.severity for _, d in found), key=SEVERITIES.index)
    files = len({at for at, _ in found})
    share = len(found) / total
    safe, unsafe = fixes.count("safe"), fixes.count("unsafe")
    return Count(code, found[0][1].name, gravest, len(found), files, share, safe, unsafe)


def renderer(form: str) -> Render | None:
    """The function that draws the statistics in a format; None where it has none."""
    draw: dict[str, Render] = {"table": _table, "json": _json, "csv": _csv}
    return draw.get(form)


FORMATS = ("table", "json", "csv")


def _json(results: Sequence[FileResult], view: View) -> Iterator[str]:
    codes = [
        {
            "code": one.code,
            "name": one.name,
            "severity": one.severity,
            "count": one.times,
            "files": one.files,
            "share": round(one.share, 4),
            "fixable": {"safe": one.safe, "unsafe": one.unsafe},
        }
        for one in statistics(results)
    ]
    data = {"version": __version__, "schema": SCHEMA, "codes": codes, "summary": summary_record(results)}
    yield json.dumps(data, ensure_ascii=False, indent=2)
    yield "\n"


def _csv(results: Sequence[FileResult], view: View) -> Iterator[str]:
    if not view.tty:
        yield BOM
    yield row(words.to(view.lang) for words in _COLUMNS)
    for one in statistics(results):
        yield row(map(visible, _cells(one, view)))


def _cells(one: Count, view: View) -> list[str]:
    severity = SEVERITY_WORDS[one.severity].to(view.lang)
    share = f"{one.share:.1%}"
    return [one.code, one.name, severity, str(one.times), share, str(one.files), _fixable(one, view)]


def _fixable(one: Count, view: View) -> str:
    """12, or with those that a reader should look at: 12（另 3 条须核对）"""
    if not one.unsafe:
        return str(one.safe)
    return f"{one.safe}" + view.say(f"（另 {one.unsafe} 条须核对）", f" (+{one.unsafe} unsafe)")


def _table(results: Sequence[FileResult], view: View) -> Iterator[str]:
    counts = statistics(results)
    if counts:
        rows = [[words.to(view.lang) for words in _COLUMNS], *(_cells(one, view) for one in counts)]
        yield from aligned([[visible(cell) for cell in cells] for cells in rows], _RIGHT)
        total = sum(one.times for one in counts)
        files = sum(bool(result.diagnostics) for result in results)
        yield view.say(
            f"共 {total} 条，{len(counts)} 条规则，{files} 个文件\n",
            f"{total} in all, by {len(counts)} rules, in {files} files\n",
        )
    for result in results:
        yield from remarks(result, view)
    yield from _silenced(results, view)


def _silenced(results: Sequence[FileResult], view: View) -> Iterator[str]:
    silenced = silenced_words(results)
    if silenced is not None and not view.quiet:
        yield view.say(f"已忽略 {silenced.zh}\n", f"silenced: {silenced.en}\n")
    nothing = not any(result.diagnostics for result in results)
    if nothing and not view.quiet and all(result.status == "checked" for result in results):
        yield view.say("没有发现问题\n", "no findings\n")
