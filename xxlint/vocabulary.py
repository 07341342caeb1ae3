"""The closed sets of words that all layers share: severities, kinds of slots, how safe a fix is, formats of files."""

from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")  # gravest first

Applicability = Literal["safe", "unsafe", "display"]

Format = Literal["text", "markdown", "docx", "doc", "wps", "odt", "rtf", "pdf", "html"]

SlotKind = Literal[
    "amount",
    "percent",
    "count",
    "area",
    "index",
    "date",
    "person",
    "place",
    "organisation",
    "project",
    "text",
]
NUMERIC_KINDS: frozenset[SlotKind] = frozenset({"amount", "percent", "count", "area", "index"})


def at_least(severity: Severity, floor: Severity) -> bool:
    """Whether ``severity`` is as grave as ``floor`` or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(floor)
