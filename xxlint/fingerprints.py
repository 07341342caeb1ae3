"""What tells a finding again after edits elsewhere: its words and the words around them, no line numbers.

Waivers and baselines are kept by it.  Blanks, figures and automatic numbers around the words do not count: they
change while the sentence stays.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.document import HIDDEN, MARKUP, Document
from xxlint.span import Span

_REACH = 60  # characters looked at on either side, among them blanks and figures
_BLANKS = re.compile(r"\s+")
_FIGURES = re.compile(r"\d+(?:[.．]\d+)*")
_UNSEEN = str.maketrans(dict.fromkeys((HIDDEN, MARKUP, "⟦", "⟧")))


class Fingerprint(NamedTuple):
    """A finding by its words; ``left`` and ``right`` are what stands beside them in the paragraph, folded.

    What is said of the file as a whole has no words: there ``left`` is the message.
    """

    code: str
    text: str
    left: str
    right: str


class Fingerprints:
    """The fingerprints of one document's findings; ``around`` is how many characters they reach on either side."""

    def __init__(self, document: Document, around: int) -> None:
        self._text, self._prose, self._around = document.text, masked(document, document.prose), around

    def of(self, diagnostic: Diagnostic) -> Fingerprint:
        """The fingerprint of a finding."""
        start, end = diagnostic.span
        if diagnostic.span == Span(0, 0):
            return Fingerprint(diagnostic.code, "", folded(diagnostic.message), "")
        left = self._prose[max(0, start - _REACH) : start].rpartition("\n")[2]
        right = self._prose[end : end + _REACH].partition("\n")[0]
        return Fingerprint(
            diagnostic.code,
            words_of(self._text[start:end]),
            folded(left)[-self._around :],
            folded(right)[: self._around],
        )


def words_of(text: str) -> str:
    """Words of a report on one line: each run of blanks is one."""
    return _BLANKS.sub(" ", text)


def folded(text: str) -> str:
    """Words around a finding without what may change there: blanks, marks, the value of a figure."""
    return _FIGURES.sub("#", _BLANKS.sub("", text.translate(_UNSEEN)))


def masked(document: Document, text: str) -> str:
    """The document's text or prose with automatic numbers hidden: a new item above changes them all."""
    return hidden(text, (block.label for block in document.layout.blocks) if document.layout else ())


def hidden(text: str, spans: Iterable[Span], first: str = HIDDEN) -> str:
    """The text with some spans hidden, which are in order; ``first`` stands in place of the first character of each."""
    pieces, at = [], 0
    for start, end in spans:
        if at <= start < end:
            pieces += [text[at:start], first, HIDDEN * (end - start - 1)]
            at = end
    return "".join([*pieces, text[at:]])
