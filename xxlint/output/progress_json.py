"""How much of a report is filled in, as JSON.

    {"version": "0.1.0", "schema": 1, "path": "report.docx", "counted": "sheets",
     "total": {"filled": 38, "answered": 4, "open": 3, "all": 45, "percent": 84},
     "sections": [{"name": "一、…", "filled": 20, …}], "owners": [{"name": "统计局", …}],
     "gaps": [{"id": "s0f3a…", "section": ["一、…"], "owner": "统计局", "text": "XX", "context": "完成投资⟦XX⟧亿元。",
               "kind": "amount", "metric": "固定资产投资", "unit": "亿元", "expected": "数字（亿元）", "last_year": "",
               "start": {"offset": 651, "line": 6, "column": 186}, "where": null, "places": 1}],
     "refused": 0, "astray": 0}

``counted`` is "sheets" where rows of sheets are counted as filled, "figures" where the figures that the report gives are.
``name`` is "" outside all sections, and where nobody is named.  ``gaps`` are the open ones as their sheet would list them, with
the first of their ``places``; in a file without lines ``where`` is that place.  ``refused`` counts answers that cannot stand where
they belong, ``astray`` rows that fit no place of the report.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xxlint import __version__
from xxlint.gaps import Gap
from xxlint.output import View
from xxlint.places import Places
from xxlint.progress import Progress, Share
from xxlint.results import FileResult
from xxlint.sheets import Row

SCHEMA = 1


def render(result: FileResult, progress: Progress, rows: Sequence[Row], view: View) -> Iterator[str]:
    """One JSON object; ``rows`` are those of the open gaps."""
    places = Places(result, view.lang)
    data = {
        "version": __version__,
        "schema": SCHEMA,
        "path": result.path,
        "counted": progress.counted,
        "total": _counts(progress.total),
        "sections": [{"name": share.name, **_counts(share)} for share in progress.sections],
        "owners": [{"name": share.name, **_counts(share)} for share in progress.owners],
        "gaps": [_gap(gap, row, result.text, places) for gap, row in zip(progress.gaps, rows, strict=True)],
        "refused": progress.refused,
        "astray": progress.astray,
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)
    yield "\n"


def _counts(share: Share) -> dict[str, int]:
    return {
        "filled": share.filled,
        "answered": share.answered,
        "open": share.open,
        "all": share.all,
        "percent": share.percent,
    }


def _gap(gap: Gap, row: Row, text: str, places: Places) -> dict[str, Any]:
    span = gap.spans[0]
    return {
        "id": gap.id,
        "section": list(gap.section),
        "owner": gap.owner,
        "text": span.of(text),
        "context": row.context,
        "kind": row.kind,
        "metric": row.metric,
        "unit": row.unit,
        "expected": row.expected,
        "last_year": row.last_year,
        "start": places.point(span.start),
        "where": places.data(span),
        "places": len(gap.spans),
    }
