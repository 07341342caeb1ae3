"""Findings → marks in the text: nested where they nest, cut in two where they cross, none longer than its paragraph."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from html import escape
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.document import SOFT_BREAK
from xxlint.places import WHOLE

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_NO_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


class Found(NamedTuple):
    """A finding with its number on the page, which names its mark (``m12``) and its entry in the list (``d12``)."""

    number: int
    diagnostic: Diagnostic


class Piece(NamedTuple):
    """The part of a finding that lies in one paragraph; ``first`` of several carries the name.

    The order is that of the marks: what begins first, and of two that begin together the longer one.
    """

    start: int
    minus_end: int
    number: int
    first: bool
    severity: str


def pieces_by_block(found: Sequence[Found], starts: Sequence[int], size: int) -> dict[int, list[Piece]]:
    """The pieces of all findings by the paragraph they lie in; each paragraph reaches to the next one's start."""
    pieces: dict[int, list[Piece]] = {}
    for number, d in found:
        start, end = d.span
        if d.span == WHOLE or not starts:
            continue
        block = max(0, bisect_right(starts, start) - 1)
        while True:
            stop = starts[block + 1] if block + 1 < len(starts) else size
            begin = start if block == 0 else max(start, starts[block])
            piece = Piece(begin, -min(end, stop), number, begin == start, d.severity)
            pieces.setdefault(block, []).append(piece)
            if end <= stop:
                break
            block += 1
    return pieces


def woven(text: str, start: int, end: int, pieces: Sequence[Piece]) -> Iterator[str]:
    """The text from ``start`` to ``end`` with its marks, escaped; tags always nest."""
    waiting = list(pieces)
    heapify(waiting)
    stack: list[int] = []  # the ends of the open marks
    at = start
    while waiting or stack:
        if stack and (not waiting or stack[-1] <= waiting[0].start):
            stop = stack.pop()
            yield shown(text[at:stop])
            yield "</mark>"
        else:
            piece = heappop(waiting)
            stop = piece.start
            yield shown(text[at:stop])
            to = min(-piece.minus_end, end)
            if stack and to > stack[-1]:
                heappush(waiting, piece._replace(start=stack[-1], first=False))
                to = stack[-1]
            yield opening(piece.number, piece.severity, piece.first, to == stop)
            stack.append(to)
        at = stop
    yield shown(text[at:end])


def opening(number: int, severity: str, first: bool = True, empty: bool = False) -> str:
    """The tag that begins a mark; what goes on after a crossing has the number without the name."""
    kind = severity + (" point" if empty else "")
    if not first:
        return f'<mark class="{kind}" data-n="{number}">'
    described = f'role="button" aria-haspopup="dialog" aria-describedby="d{number}"'
    return f'<mark class="{kind}" id="m{number}" data-n="{number}" tabindex="0" {described}>'


def shown(text: str) -> str:
    """Text of a report as HTML: escaped, soft breaks as breaks, characters that nobody sees made visible."""
    if text.isprintable():
        return escape(text, quote=False)
    return _UNSEEN.sub(_unseen, escape(text, quote=False)).replace("\r", "&#13;")


def _unseen(match: re.Match[str]) -> str:
    character = match[0]
    if character == SOFT_BREAK:
        return "<br>"
    kept = "\N{REPLACEMENT CHARACTER}" if _NO_HTML.match(character) else character
    return f'<span class="unseen" data-c="U+{ord(character):04X}">{kept}</span>'
