"""JSON, one object a line, for pipes and logs: ``type`` tells a file, its findings, and at the end the summary.

    {"type": "file", "path": "report.txt", "status": "checked", …}
    {"type": "finding", "path": "report.txt", "code": "XX101", …}
    {"type": "summary", "version": "0.1.0", "schema": 1, "files": 1, "error": 1, …}

Files and findings have the keys that they have in the JSON.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xxlint import __version__
from xxlint.exchange.records import SCHEMA, file_record, finding_record, summary_record
from xxlint.output import View
from xxlint.places import Places
from xxlint.results import FileResult


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """Each file, then its findings; the summary last."""
    for result in results:
        places = Places(result)
        yield _line("file", file_record(result, view.lang))
        for d in result.diagnostics:
            yield _line("finding", {"path": result.path, **finding_record(d, result.text, places)})
    yield _line("summary", {"version": __version__, "schema": SCHEMA, **summary_record(results)})


def _line(kind: str, record: dict[str, Any]) -> str:
    return json.dumps({"type": kind, **record}, ensure_ascii=False) + "\n"
