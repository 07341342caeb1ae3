"""What becomes of edits when a file is written: the new bytes, and each edit that was not made, with its reason."""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from xxlint.span import Edit
from xxlint.words import Words


class Tracking(NamedTuple):
    """Edits are to be tracked changes by ``author``, made at ``date`` in local time, as Word has it (None: now)."""

    author: str = "xxlint"
    date: datetime | None = None


class Refusal(NamedTuple):
    """An edit that was not made."""

    edit: Edit
    reason: Words


class Written(NamedTuple):
    """A file with its edits; ``data`` is the very same where no edit was made."""

    data: bytes
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Words, ...] = ()


def refuse_all(data: bytes, edits: Sequence[Edit], reason: Words) -> Written:
    """The file as it is, every edit refused."""
    return Written(data, tuple(Refusal(edit, reason) for edit in edits))


def misplaced(edits: Sequence[Edit], size: int) -> dict[int, Words]:
    """By their place in ``edits``, those that no text of ``size`` characters can take: outside it, or overlapping."""
    refused = {
        at: OUTSIDE for at, edit in enumerate(edits) if not 0 <= edit.span.start <= edit.span.end <= size
    }
    within = sorted((at for at in range(len(edits)) if at not in refused), key=lambda at: edits[at].span)
    reaches = accumulate((max(edits[at].span.end, edits[at].span.start + 1) for at in within), max)
    group: list[int] = []
    for at, reach in zip(within, [0, *reaches], strict=False):
        if edits[at].span.start >= reach:
            group = []
        group.append(at)
        if len(group) > 1:
            refused.update(dict.fromkeys(group, OVERLAPPING))
    return refused


OUTSIDE = Words("位置不在文件里", "the place is not in the file")
OVERLAPPING = Words("与另一处修改重叠，都没有改", "overlaps with another edit, none of them was made")
