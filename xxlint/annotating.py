"""Findings as the notes that a colleague would leave in the margin."""

from collections.abc import Iterable

from xxlint.diagnostic import Diagnostic, Fix
from xxlint.formats.docx.annotate import Note
from xxlint.formats.docx.comments import INSTEAD
from xxlint.words import Lang, Words


def notes_of(diagnostics: Iterable[Diagnostic], lang: Lang) -> tuple[Note, ...]:
    """A note for each finding: its message, and what to write instead where the message does not say it."""
    return tuple(Note(d.span, d.code, d.severity, _text(d, lang)) for d in diagnostics)


def _text(diagnostic: Diagnostic, lang: Lang) -> str:
    message = " ".join(diagnostic.message.split("\n"))
    instead = _instead(diagnostic.fix, lang) if diagnostic.fix is not None else ""
    return f"{message}\n{INSTEAD.to(lang)}{instead}" if instead and instead not in message else message


def _instead(fix: Fix, lang: Lang) -> str:
    if len(fix.edits) != 1:
        return fix.title
    return fix.edits[0].text or Words("删去", "delete it").to(lang)
