"""JSON for machines: every file that was asked for, every finding, offsets in code points.

The shape is told in ``exchange.records`` and described by the schema ``schemas/output.schema.json``.
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
    """One JSON object; all findings, whatever severity is shown elsewhere."""
    data = {
        "version": __version__,
        "schema": SCHEMA,
        "files": [_file(result, view) for result in results],
        "summary": summary_record(results),
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)
    yield "\n"


def _file(result: FileResult, view: View) -> dict[str, Any]:
    places = Places(result)
    found = [finding_record(d, result.text, places) for d in result.diagnostics]
    return {**file_record(result, view.lang), "diagnostics": found}
