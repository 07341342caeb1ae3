"""Figures as JSON, for machines.

    {"version": "0.1.0", "schema": 1,
     "files": [{"path": "report.txt", "format": "text", "encoding": "utf-8", "status": "checked",
                "not_checked": [], "notes": [],
                "metrics": [{"metric_id": "fai", "metric": "固定资产投资", "text": "固定资产投资完成186.4亿元，同比增长5.6%",
                             "start": {"offset": 651, "line": 6, "column": 186}, "end": {…}, "where": null,
                             "value": {"number": "186.4", "unit": "亿元", "lacks": null, "figures": ["186.4"],
                                       "base": ["18640000000"], "dimension": "money", "hedge": ""},
                             "change": {…}, "direction": "rise", "since": null,
                             "period": "2023", "role": "done", "subject": "全县", "section": ["一、…"]}],
                "summary": {"metrics": 30, "gaps": 4}}],
     "summary": {"files": 1, "metrics": 30, "gaps": 4, "not_checked": 0}}

``metric_id`` is null for a gap whose metric is not in the catalogue.  ``value``, ``change`` and ``since`` are null where the
report does not give them; ``lacks`` is "value" where a number is still to be filled in (``number`` is then what stands in its
place), "unit" where a unit is missing.  ``base`` are the figures in the base unit of the ``dimension``, decimals as strings.
``role`` is "done", "aim" or "base" (a value to start from); ``direction`` is "rise", "fall" or null.  In a file without
lines ``line`` and ``column`` are null and ``where`` is the place, as in the JSON of ``check``.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xxlint import __version__
from xxlint.figures import Amount, Figure, tally
from xxlint.output import View
from xxlint.places import Places
from xxlint.results import FileResult

SCHEMA = 1


def render(reports: Sequence[tuple[FileResult, Sequence[Figure]]], view: View) -> Iterator[str]:
    """One JSON object, with an entry for every file."""
    counts = [tally(figures) for _, figures in reports]
    data = {
        "version": __version__,
        "schema": SCHEMA,
        "files": [_file(result, figures, view) for result, figures in reports],
        "summary": {
            "files": len(reports),
            "metrics": sum(metrics for metrics, _ in counts),
            "gaps": sum(gaps for _, gaps in counts),
            "not_checked": sum(result.status != "checked" for result, _ in reports),
        },
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)
    yield "\n"


def _file(result: FileResult, figures: Sequence[Figure], view: View) -> dict[str, Any]:
    places = Places(result)
    metrics, gaps = tally(figures)
    return {
        "path": result.path,
        "format": result.format,
        "encoding": result.encoding,
        "status": result.status,
        "not_checked": [words.to(view.lang) for words in result.not_checked],
        "notes": [words.to(view.lang) for words in result.notes],
        "metrics": [_figure(figure, result.text, places) for figure in figures],
        "summary": {"metrics": metrics, "gaps": gaps},
    }


def _figure(figure: Figure, text: str, places: Places) -> dict[str, Any]:
    return {
        "metric_id": figure.metric_id,
        "metric": figure.name,
        "text": figure.span.of(text),
        "start": places.point(figure.span.start),
        "end": places.point(figure.span.end),
        "where": places.data(figure.span),
        "value": _amount(figure.value),
        "change": _amount(figure.change),
        "direction": _direction(figure),
        "since": _amount(figure.since),
        "period": figure.period or None,
        "role": figure.role,
        "subject": figure.subject or None,
        "section": list(figure.section),
    }


def _direction(figure: Figure) -> str | None:
    if figure.change is None or "/" in figure.change.number:  # 增长/下降, still to be chosen
        return None
    return "fall" if figure.falls else "rise"


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    quantity = amount.quantity
    return {
        "number": amount.number,
        "unit": amount.unit,
        "lacks": amount.lacks or None,
        "figures": list(quantity.figures) if quantity is not None else [],
        "base": [f"{value.normalize():f}" for value in quantity.values] if quantity is not None else [],
        "dimension": quantity.dimension if quantity is not None else None,
        "hedge": quantity.hedge if quantity is not None else "",
    }
