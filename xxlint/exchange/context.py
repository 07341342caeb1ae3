"""The words around a finding, on its line: what a reader knows it by, and what tells it from its like."""

import re
from typing import NamedTuple

from xxlint.span import Span

_BREAK = re.compile(r"[\r\n\t\v]")


class Context(NamedTuple):
    """The words before a span, its own, and those behind it."""

    before: str
    words: str
    after: str


def around(text: str, span: Span, reach: int) -> Context:
    """The span with at most ``reach`` characters on either side, none of them beyond its line or cell."""
    before = _BREAK.split(text[max(0, span.start - reach) : span.start])[-1]
    after = _BREAK.split(text[span.end : span.end + reach], maxsplit=1)[0]
    return Context(before, span.of(text), after)
