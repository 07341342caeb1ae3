"""The shape of the JSON output as a model, for its schema and its tests; ``records`` fills it with plain values.

A key that is not in the model is none that this xxlint writes.  Imported by ``devtools`` and by nothing that a user runs.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from xxlint.document import Part
from xxlint.exchange.records import SCHEMA
from xxlint.results import Status
from xxlint.vocabulary import Applicability, Format, Severity, SlotKind

_Count = Annotated[int, Field(ge=0)]
_Number = Annotated[int, Field(ge=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Point(_Model):
    """A place in the text: code points from 0; line and column from 1, null in a file without lines."""

    offset: _Count
    line: _Number | None
    column: _Number | None


class Cell(_Model):
    """A cell of a table, all numbers from 1."""

    table: _Number
    row: _Number
    column: _Number


class Where(_Model):
    """A place in a file without lines."""

    part: Part
    paragraph: _Number
    cell: Cell | None
    page: _Number | None
    note: int | None


class Slot(_Model):
    """What belongs in a place that is still to be filled."""

    kind: SlotKind
    metric_id: str | None
    metric: str | None
    unit: str | None


class Related(_Model):
    """Another place that the finding speaks of."""

    start: Point
    end: Point
    where: Where | None


class Edit(_Model):
    """Words to write instead of those between two places."""

    start: Point
    end: Point
    text: str


class Fix(_Model):
    """Edits that mend a finding, all or nothing."""

    title: str
    applicability: Applicability
    edits: list[Edit]


class Finding(_Model):
    """What one rule found."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2,6}[0-9]{1,3}$")]
    name: str
    severity: Severity
    message: str
    text: str
    start: Point
    end: Point
    case: str | None
    section: list[str]
    clause: str | None
    where: Where | None
    slot: Slot | None
    related: list[Related]
    fix: Fix | None


class Checked(_Model):
    """How much was checked."""

    characters: _Count
    sections: _Count
    lists: _Count


class Silenced(_Model):
    """How many findings somebody silenced, by how."""

    comments: _Count
    answers: _Count
    waivers: _Count
    baseline: _Count


class File(_Model):
    """What became of one file that was asked for."""

    path: str
    format: Format | None
    encoding: str | None
    genre: str | None
    status: Status
    checked: Checked
    not_checked: list[str]
    notes: list[str]
    suppressed: _Count
    suppressed_by: Silenced
    diagnostics: list[Finding]


class Summary(_Model):
    """The run in numbers."""

    files: _Count
    error: _Count
    warning: _Count
    info: _Count
    suppressed: _Count
    suppressed_by: Silenced
    not_checked: _Count


class Output(_Model):
    """What ``xxlint check --output-format json`` writes."""

    version: str
    schema_: Annotated[Literal[1], Field(alias="schema")]  # BaseModel has a ``schema`` of its own
    files: list[File]
    summary: Summary


def schema() -> dict[str, Any]:
    """The JSON Schema of the output; it allows keys that it does not know, so that a later xxlint keeps to it."""
    made = Output.model_json_schema()
    if made["properties"]["schema"]["const"] != SCHEMA:
        raise ValueError("the model describes another schema than the one that is written")
    for model in (made, *made["$defs"].values()):
        model.pop("additionalProperties", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
