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
    yield f'{{\n  "version": {_ENCODED(__version__)},\n  "schema": {SCHEMA},\n  "files": ['
    between = ""
    for result in results:
        yield f"{between}\n    {_indented(_file(result, view), '    ')}"
        between = ","
    yield "\n  ]" if between else "]"
    yield f',\n  "summary": {_indented(summary_record(results), "  ")}\n}}\n'


_ENCODED = json.JSONEncoder(ensure_ascii=False).encode


def _indented(value: Any, margin: str) -> str:
    """The value as ``json.dumps`` indents it, which takes longer and at each call leaves functions that hold each other."""
    inside = f"{margin}  "
    if isinstance(value, dict) and value:
        parts = [f"{_ENCODED(key)}: {_indented(part, inside)}" for key, part in value.items()]
    elif isinstance(value, list) and value:
        parts = [_indented(part, inside) for part in value]
    else:
        return _ENCODED(value)
    between = f",\n{inside}"
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}\n{inside}{between.join(parts)}\n{margin}{last}"


def _file(result: FileResult, view: View) -> dict[str, Any]:
    places = Places(result)
    found = [finding_record(d, result.text, places) for d in result.diagnostics]
    return {**file_record(result, view.lang), "diagnostics": found}
