"""Fields: what of ``{ TOC \\o "1-3" }`` a reader sees.

A field runs from ``begin`` over its code to ``separate``, then over its result to ``end``, across runs and
paragraphs, one inside another.  Shown is what stands in results alone; of MACROBUTTON, which has none, the prompt
in the code.
"""

import re
from typing import TYPE_CHECKING

from xxlint.formats.docx.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROMPT = re.compile(r"\s*MACROBUTTON\s+\S+\s(?P<prompt>.+)", re.IGNORECASE | re.DOTALL)
_TYPE = W + "fldCharType"


class Fields:
    """The fields that are open at a place of one story.

    A field that never ends hides nothing: its ``begin`` is passed over (the file is damaged, the words are not).
    """

    def __init__(self, story: "_Element") -> None:
        self._open: list[_Field] = []
        self._ended = _ended_begins(story)

    @property
    def hidden(self) -> bool:
        """Whether text at this place belongs to a code."""
        return any(field.in_code for field in self._open)

    @property
    def inside(self) -> bool:
        """Whether this place lies in a field."""
        return bool(self._open)

    @property
    def in_contents(self) -> bool:
        """Whether this place lies in a table of contents."""
        return any(field.is_contents for field in self._open)

    @property
    def in_form(self) -> bool:
        """Whether this place lies in what a reader is to fill in, FORMTEXT."""
        return any(field.code.lstrip()[:8].upper() == "FORMTEXT" for field in self._open)

    def code(self, text: str) -> None:
        """A piece of the innermost field's code."""
        if self._open and self._open[-1].in_code:
            self._open[-1].code += text

    def mark(self, element: "_Element") -> str:
        """Take a ``w:fldChar``; returns the prompt of a MACROBUTTON that ends here, else the empty string."""
        kind = element.get(_TYPE)
        if kind == "begin":
            if element in self._ended:
                self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_code = False
        elif kind == "end" and self._open:
            field = self._open.pop()
            if field.in_code and not self.hidden:
                return prompt_of(field.code)
        return ""


def prompt_of(code: str) -> str:
    """What a field of this code shows without a result: the prompt of a MACROBUTTON, else nothing."""
    match = _PROMPT.match(code)
    return match["prompt"].strip() if match else ""


class _Field:
    __slots__ = ("code", "in_code")

    def __init__(self) -> None:
        self.code = ""
        self.in_code = True

    @property
    def is_contents(self) -> bool:
        return self.code.lstrip()[:4].upper().strip() == "TOC"


def _ended_begins(story: "_Element") -> "frozenset[_Element]":
    """The begins of a story that have an end, both of them still there."""
    waiting: list[_Element] = []
    ended: list[_Element] = []
    for element in story.iter(W + "fldChar"):
        kind = element.get(_TYPE)
        if kind in ("begin", "end") and _is_deleted(element):
            continue
        if kind == "begin":
            waiting.append(element)
        elif kind == "end" and waiting:
            ended.append(waiting.pop())
    return frozenset(ended)


def _is_deleted(element: "_Element") -> bool:
    return next(element.iterancestors(W + "del", W + "moveFrom"), None) is not None
