"""A name for a finding that it keeps while other parts of the report are edited.

It is made of what was found: the code, the words and those around them, and how many of the same kind stand before it.
Lines and offsets are not in it.
"""

from collections import Counter
from hashlib import sha256

from xxlint.diagnostic import Diagnostic
from xxlint.exchange.context import around
from xxlint.results import FileResult

_REACH = 12  # characters on either side: enough to tell blanks apart, few enough to survive an edit of the sentence


def fingerprints(result: FileResult, path: str = "") -> tuple[str, ...]:
    """One for each finding, in their order, all different; with ``path`` different from those of other files too."""
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for diagnostic in result.diagnostics:
        content = _content(diagnostic, result.text)
        seen[content] += 1
        made.append(_hash(path, *content, str(seen[content])))
    return tuple(made)


def _content(diagnostic: Diagnostic, text: str) -> tuple[str, ...]:
    span = diagnostic.span
    if span.start == span.end:  # what is missing has no words: the message says what it is
        return (diagnostic.code, diagnostic.message)
    return (diagnostic.code, *("".join(words.split()) for words in around(text, span, _REACH)))


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
