"""Files, findings and the summary as plain values, in the shape that ``shape`` describes.

    {"version": "0.1.0", "schema": 1,
     "files": [{"path": "report.txt", "format": "text", "encoding": "utf-8", "genre": null, "status": "checked",
                "checked": {"characters": 920, "sections": 3, "lists": 2}, "not_checked": [], "notes": [], "suppressed": 0, "suppressed_by": {…},
                "diagnostics": [{"code": "XX101", "name": "letter-placeholder", "severity": "error", "message": "…",
                                 "text": "XX", "start": {"offset": 651, "line": 6, "column": 186}, "end": {…},
                                 "case": null, "section": ["一、…"], "clause": null, "where": null, "slot": {…},
                                 "related": [], "fix": null}]}],
     "summary": {"files": 1, "error": 1, "warning": 0, "info": 0, "suppressed": 0, "suppressed_by": {…}, "not_checked": 0}}

``schema`` is the number of this shape.  It stays as long as whoever reads the old shape can read the new one: a key
more raises no number, a key that goes, changes its name or its meaning does.

Of a file without lines (Word, PDF, a web page) ``line`` and ``column`` are null, offsets count in the text that a
reader sees, and ``where`` is the place:

    {"part": "body", "paragraph": 12, "cell": {"table": 2, "row": 3, "column": 4}, "page": 3, "note": null}

``part`` is body, header, footer, footnote, endnote or textbox; ``paragraph`` counts from 1 in the part; ``cell``,
``page`` (of Word: about) and ``note`` (the number of a footnote or endnote) are null where there is none.  In a text, and
for a finding on the file as a whole, ``where`` is null.

``suppressed`` counts the findings that are not told because somebody wished so, ``suppressed_by`` by how:

    {"comments": 0, "answers": 0, "waivers": 0, "baseline": 0}

comments in the text, answers to comments of Word, waivers, the baseline.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from xxlint.diagnostic import Diagnostic
from xxlint.places import Places
from xxlint.results import FileResult, silenced_in
from xxlint.span import Span
from xxlint.words import Lang, Words

SCHEMA = 1


def file_record(result: FileResult, lang: Lang) -> dict[str, Any]:
    """What became of a file, without its findings."""

    def said(words: Words) -> str:
        return words.to(lang)

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
    }


def finding_record(diagnostic: Diagnostic, text: str, places: Places) -> dict[str, Any]:
    """One finding; ``text`` is the report's."""
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


def summary_record(results: Sequence[FileResult]) -> dict[str, Any]:
    """The run in numbers."""
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
