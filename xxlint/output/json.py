"""JSON for machines: every file that was asked for, every finding, offsets in code points.

Written by hand as plain dicts; the shape is documented and versioned (``SCHEMA``).
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from xxlint import __version__
from xxlint.diagnostic import Diagnostic
from xxlint.output import View
from xxlint.results import FileResult
from xxlint.span import LineIndex, Span
from xxlint.words import Words

SCHEMA = 1


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """One JSON object; all findings, whatever severity is shown elsewhere."""
    data = {
        "version": __version__,
        "schema": SCHEMA,
        "files": [_file(result, view) for result in results],
        "summary": _summary(results),
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)
    yield "\n"


def _file(result: FileResult, view: View) -> dict[str, Any]:
    index = LineIndex(result.text)

    def said(words: Words) -> str:
        return words.to(view.lang)

    return {
        "path": result.path,
        "format": result.format,
        "encoding": result.encoding,
        "genre": result.genre.zh if result.genre else None,
        "status": result.status,
        "checked": {"characters": len(result.text), "sections": result.sections, "lists": result.lists},
        "not_checked": [said(words) for words in result.not_checked],
        "notes": [said(words) for words in result.notes],
        "suppressed": result.silenced,
        "diagnostics": [_diagnostic(d, result.text, index) for d in result.diagnostics],
    }


def _diagnostic(diagnostic: Diagnostic, text: str, index: LineIndex) -> dict[str, Any]:
    slot, fix = diagnostic.slot, diagnostic.fix
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "text": diagnostic.span.of(text),
        "start": _place(diagnostic.span.start, index),
        "end": _place(diagnostic.span.end, index),
        "case": diagnostic.case,
        "section": list(diagnostic.section),
        "clause": diagnostic.clause,
        "where": None,
        "slot": slot
        and {"kind": slot.kind, "metric_id": slot.metric_id, "metric": slot.metric, "unit": slot.unit},
        "related": [_range(span, index) for span in diagnostic.related],
        "fix": fix
        and {
            "title": fix.title,
            "applicability": fix.applicability,
            "edits": [{**_range(edit.span, index), "text": edit.text} for edit in fix.edits],
        },
    }


def _place(offset: int, index: LineIndex) -> dict[str, int]:
    line, column = index.position(offset)
    return {"offset": offset, "line": line, "column": column}


def _range(span: Span, index: LineIndex) -> dict[str, Any]:
    return {"start": _place(span.start, index), "end": _place(span.end, index)}


def _summary(results: Sequence[FileResult]) -> dict[str, int]:
    counts = Counter(d.severity for result in results for d in result.diagnostics)
    return {
        "files": len(results),
        "error": counts["error"],
        "warning": counts["warning"],
        "info": counts["info"],
        "suppressed": sum(result.silenced for result in results),
        "not_checked": sum(result.status != "checked" for result in results),
    }
