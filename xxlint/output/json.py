"""JSON for machines: every file that was asked for, every finding, offsets in code points.

Written by hand as plain dicts; the shape is documented and versioned (``SCHEMA``).

Of a file without lines (Word, PDF, a web page) ``line`` and ``column`` are null, offsets count in the text that a
reader sees, and ``where`` is the place:

    {"part": "body", "paragraph": 12, "cell": {"table": 2, "row": 3, "column": 4}, "page": 3, "note": null}

``part`` is body, header, footer, footnote, endnote or textbox; ``paragraph`` counts from 1 in the part; ``cell``,
``page`` (of Word: about) and ``note`` (the number of a footnote or endnote) are null where there is none.  In a text, and
for a finding on the file as a whole, ``where`` is null.

``suppressed`` counts the findings that are not told because somebody wished so, ``suppressed_by`` by how: comments in
the text, answers to comments of Word, waivers, the baseline.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from xxlint import __version__
from xxlint.diagnostic import Diagnostic
from xxlint.output import View
from xxlint.places import Places
from xxlint.results import FileResult, silenced_in
from xxlint.span import Span
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
    places = Places(result)

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
        "suppressed_by": result.silenced_by._asdict(),
        "diagnostics": [_diagnostic(d, result.text, places) for d in result.diagnostics],
    }


def _diagnostic(diagnostic: Diagnostic, text: str, places: Places) -> dict[str, Any]:
    slot, fix = diagnostic.slot, diagnostic.fix
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "text": diagnostic.span.of(text),
        **_range(diagnostic.span, places),
        "case": diagnostic.case,
        "section": list(diagnostic.section),
        "clause": diagnostic.clause,
        "where": places.data(diagnostic.span),
        "slot": slot
        and {"kind": slot.kind, "metric_id": slot.metric_id, "metric": slot.metric, "unit": slot.unit},
        "related": [{**_range(span, places), "where": places.data(span)} for span in diagnostic.related],
        "fix": fix
        and {
            "title": fix.title,
            "applicability": fix.applicability,
            "edits": [{**_range(edit.span, places), "text": edit.text} for edit in fix.edits],
        },
    }


def _range(span: Span, places: Places) -> dict[str, Any]:
    return {"start": places.point(span.start), "end": places.point(span.end)}


def _summary(results: Sequence[FileResult]) -> dict[str, Any]:
    counts = Counter(d.severity for result in results for d in result.diagnostics)
    return {
        "files": len(results),
        "error": counts["error"],
        "warning": counts["warning"],
        "info": counts["info"],
        "suppressed": sum(result.silenced for result in results),
        "suppressed_by": silenced_in(results)._asdict(),
        "not_checked": sum(result.status != "checked" for result in results),
    }
