"""For reviewdog (rdjson): columns are bytes of UTF-8, ends are exclusive, and a fix of one edit is a suggestion.

A fix of several edits is none: reviewdog would make each of them alone.  A file without lines has its place in the message.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xxlint.diagnostic import Diagnostic
from xxlint.exchange.byte_columns import ByteColumns
from xxlint.exchange.paths import from_root, roots
from xxlint.output import View, placed
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.span import Span


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """One JSON object."""
    here = roots()
    found = [one for result in results for one in _diagnostics(result, from_root(result.path, *here), view)]
    yield json.dumps({"source": {"name": "xxlint"}, "diagnostics": found}, ensure_ascii=False, indent=2)
    yield "\n"


def _diagnostics(result: FileResult, path: str, view: View) -> Iterator[dict[str, Any]]:
    places = Places(result, view.lang)
    columns = ByteColumns(places.text, places.index) if places.has_lines else None
    for d in result.diagnostics:
        location: dict[str, Any] = {"path": path}
        if columns is not None:
            location["range"] = _range(d.span, columns)
        found: dict[str, Any] = {
            "message": placed(d, places, view),
            "location": location,
            "severity": d.severity.upper(),
            "code": {"value": d.code},
        }
        suggestions = _suggestions(d, columns)
        yield {**found, "suggestions": suggestions} if suggestions else found


def _suggestions(diagnostic: Diagnostic, columns: ByteColumns | None) -> list[dict[str, Any]]:
    fix = diagnostic.fix
    if columns is None or fix is None or fix.applicability == "display" or len(fix.edits) != 1:
        return []
    return [{"range": _range(edit.span, columns), "text": edit.text} for edit in fix.edits]


def _range(span: Span, columns: ByteColumns) -> dict[str, Any]:
    start, end = columns.position(span.start), columns.position(span.end)
    return {"start": start._asdict(), "end": end._asdict()}
