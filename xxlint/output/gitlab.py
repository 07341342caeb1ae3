"""Code Quality for GitLab: a list of findings, each with a fingerprint that it keeps while the report changes elsewhere.

Every finding must have a line: in a file without lines it is the first, and the place stands in the description.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xxlint.diagnostic import Diagnostic
from xxlint.exchange.fingerprints import fingerprints
from xxlint.exchange.paths import from_root, roots
from xxlint.output import View, placed
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.vocabulary import Severity

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """One JSON array."""
    here = roots("CI_PROJECT_DIR")
    found = [issue for result in results for issue in _issues(result, from_root(result.path, *here), view)]
    yield json.dumps(found, ensure_ascii=False, indent=2)
    yield "\n"


def _issues(result: FileResult, path: str, view: View) -> Iterator[dict[str, Any]]:
    places = Places(result, view.lang)
    for d, fingerprint in zip(result.diagnostics, fingerprints(result, path), strict=True):
        yield {
            "type": "issue",
            "check_name": d.code,
            "description": f"{d.code} {placed(d, places, view)}",
            "categories": ["Style"],
            "severity": _SEVERITIES[d.severity],
            "fingerprint": fingerprint,
            "location": {"path": path, "lines": _lines(d, places)},
        }


def _lines(diagnostic: Diagnostic, places: Places) -> dict[str, int]:
    if not places.has_lines:
        return {"begin": 1, "end": 1}
    start, end = diagnostic.span
    index = places.index
    return {"begin": index.position(start).line, "end": index.position(max(start, end - 1)).line}
