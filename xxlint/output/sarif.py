"""SARIF 2.1.0, for code scanning and every viewer of it.

Columns count code points.  Paths are relative to the root of the checkout, ``%SRCROOT%``.  What was not checked is no
result but a notification, and the run was then no success.  In a file without lines the place is a logical location and
stands in the message, there are no fixes, and the region is the file's beginning: code scanning of GitHub wants a line
for everything and refuses the whole log for one result without.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xxlint import __version__
from xxlint.diagnostic import Diagnostic, Fix
from xxlint.exchange.fingerprints import fingerprints
from xxlint.exchange.paths import from_root, roots, uri
from xxlint.exchange.rule_help import help_text, summary
from xxlint.output import FAMILIES, View, family_key, placed, silenced_words
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.span import Span
from xxlint.vocabulary import Severity
from xxlint.words import Words

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_NOTIFICATIONS = ("XX001", "XX003", "XX004")  # of the tool, not of the report
_BROKEN = ("XX001", "XX004")
_BEGINNING = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """One log with one run."""
    yield json.dumps(
        {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(results, view)]}, ensure_ascii=False, indent=2
    )
    yield "\n"


def _run(results: Sequence[FileResult], view: View) -> dict[str, Any]:
    severities: dict[str, Diagnostic] = {}
    for result in results:
        for d in result.diagnostics:
            severities.setdefault(d.code, d)
    rules = {code: _rule(severities[code], view) for code in sorted(severities)}
    places = {code: at for at, code in enumerate(rules)}
    here = roots("GITHUB_WORKSPACE")
    files = [_File(result, at, here, view) for at, result in enumerate(results)]
    return {
        "tool": {
            "driver": {
                "name": "xxlint",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "en" if view.lang == "en" else "zh-CN",
                "rules": list(rules.values()),
            }
        },
        "invocations": [
            {
                "executionSuccessful": not any(
                    d.code in _BROKEN for result in results for d in result.diagnostics
                ),
                "toolExecutionNotifications": [one for file in files for one in file.notifications(places)],
            }
        ],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": view.say("仓库的根文件夹", "The root of the checkout.")}}
        },
        "artifacts": [file.artifact() for file in files],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [one for file in files for one in file.results(places)],
    }


def _rule(diagnostic: Diagnostic, view: View) -> dict[str, Any]:
    """The descriptor of the rule that found this."""
    name = diagnostic.name
    told: dict[str, Any] = {"id": diagnostic.code, "name": name, "shortDescription": {"text": name}}
    rule = (view.rules or {}).get(diagnostic.code)
    severity = rule.severity if rule is not None else diagnostic.severity
    if rule is not None:
        told |= {
            "shortDescription": {"text": summary(rule).to(view.lang)},
            "fullDescription": {"text": rule.why.to(view.lang)},
            "help": {
                "text": help_text(rule, view.lang),
                "markdown": help_text(rule, view.lang, markdown=True),
            },
        }
    family = FAMILIES.get(family_key(diagnostic.code))
    tags = ["official-report", *([family.en] if family is not None else [])]
    return {
        **told,
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": tags, "problem.severity": _PROBLEMS[severity]},
    }


class _File:
    """One file of the run; ``at`` is its number among the artifacts."""

    def __init__(self, result: FileResult, at: int, roots: Sequence[str], view: View) -> None:
        self._result = result
        self._at = at
        self._view = view
        self._places = Places(result, view.lang)
        path = from_root(result.path, *roots)
        self._location = {"uri": uri(path)}
        if ":/" not in self._location["uri"]:
            self._location["uriBaseId"] = _ROOT

    def artifact(self) -> dict[str, Any]:
        """The file itself."""
        told: dict[str, Any] = {"location": self._location, "roles": ["analysisTarget"]}
        return {**told, "encoding": self._result.encoding} if self._result.encoding else told

    def results(self, rules: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        """What was found in the report."""
        names = fingerprints(self._result)
        for d, fingerprint in zip(self._result.diagnostics, names, strict=True):
            if d.code in _NOTIFICATIONS:
                continue
            found: dict[str, Any] = {
                "ruleId": d.code,
                "ruleIndex": rules[d.code],
                "level": _LEVELS[d.severity],
                "message": {"text": placed(d, self._places, self._view)},
                "locations": [self._place(d.span, d.section)],
                "partialFingerprints": {"primaryLocationLineHash": fingerprint},  # the one that GitHub reads
            }
            if d.related:
                found["relatedLocations"] = [
                    {"id": number, **self._place(span)} for number, span in enumerate(d.related, 1)
                ]
            if d.fix is not None and self._places.has_lines and d.fix.applicability != "display":
                found["fixes"] = [self._fix(d.fix)]
            yield found

    def notifications(self, rules: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        """What was not checked, and why."""
        for d in self._result.diagnostics:
            if d.code in _NOTIFICATIONS:
                yield {
                    "descriptor": {"id": d.code, "index": rules[d.code]},
                    **self._notification(_LEVELS[d.severity], d.message),
                }
        if self._result.status != "failed":
            for words in self._result.not_checked:
                yield self._notification("note", self._said(words))
        silenced = silenced_words([self._result])
        if silenced is not None:
            told = Words(f"已忽略 {silenced.zh}", f"silenced: {silenced.en}")
            yield self._notification("note", self._said(told))

    def _notification(self, level: str, text: str) -> dict[str, Any]:
        location = {"physicalLocation": {"artifactLocation": self._artifact_location()}}
        return {"level": level, "message": {"text": text}, "locations": [location]}

    def _said(self, words: Words) -> str:
        return words.to(self._view.lang)

    def _artifact_location(self) -> dict[str, Any]:
        return {**self._location, "index": self._at}

    def _place(self, span: Span, section: Sequence[str] = ()) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self._artifact_location()}
        if self._places.has_lines:
            words = span.of(self._result.text)
            physical["region"] = self._region(span) | ({"snippet": {"text": words}} if words else {})
            return {"physicalLocation": physical}
        physical["region"] = _BEGINNING
        where = self._places.where(span)
        name = self._places.words(span)
        told: dict[str, Any] = {"name": name, "kind": "cell" if where and where.cell else "paragraph"}
        if where is None:
            told["kind"] = "document"
        if section:
            told["fullyQualifiedName"] = " › ".join((*section, name))
        return {"physicalLocation": physical, "logicalLocations": [told]}

    def _region(self, span: Span) -> dict[str, int]:
        start, end = (self._places.index.position(offset) for offset in span)
        return {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }

    def _fix(self, fix: Fix) -> dict[str, Any]:
        replacements = [
            {"deletedRegion": self._region(edit.span), "insertedContent": {"text": edit.text}}
            for edit in fix.edits
        ]
        return {
            "description": {"text": fix.title},
            "artifactChanges": [
                {"artifactLocation": self._artifact_location(), "replacements": replacements}
            ],
            "properties": {"applicability": fix.applicability},
        }
