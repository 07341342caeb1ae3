"""What a rule found: the value that the engine hands on, and what it said of a slot or a fix."""

from typing import NamedTuple

from xxlint.span import Edit, Span
from xxlint.vocabulary import Applicability, Severity, SlotKind


class Fix(NamedTuple):
    """Edits that mend a finding, all or nothing; without edits it only says what a person has to do."""

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability


class Slot(NamedTuple):
    """A place still to be filled: which words, and what belongs there.

    ``form`` is how it is written (letter, symbol, date …) and decides the rule; ``case`` tells a milder
    circumstance apart (a form's own sign-off line).  ``metric`` is the name in the report, ``metric_id`` the one
    in the catalogue; ``unit`` is the unit that stands behind the place, or the one that the metric wants.
    """

    span: Span
    form: str
    kind: SlotKind
    metric: str | None = None
    metric_id: str | None = None
    unit: str | None = None
    case: str | None = None


class Diagnostic(NamedTuple):
    """One finding of one rule, without path and line numbers: those are rendered late."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    case: str | None = None
    section: tuple[str, ...] = ()
    clause: str | None = None
    slot: Slot | None = None
    related: tuple[Span, ...] = ()
    fix: Fix | None = None


def moved(diagnostic: Diagnostic, by: int) -> Diagnostic:
    """The finding of one story where it stands in the whole text."""
    slot, fix = diagnostic.slot, diagnostic.fix
    return diagnostic._replace(
        span=diagnostic.span.moved(by),
        slot=slot and slot._replace(span=slot.span.moved(by)),
        related=tuple(span.moved(by) for span in diagnostic.related),
        fix=fix and fix._replace(edits=tuple(Edit(edit.span.moved(by), edit.text) for edit in fix.edits)),
    )
