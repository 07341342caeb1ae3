"""Runs of a Word file taken apart at exact characters, and their words changed; properties stay.

Offsets count what a reader sees of a ``w:t`` (``words_of``): blanks that are not kept count nothing.
"""

from copy import deepcopy
from typing import TYPE_CHECKING

from xxlint.formats.docx.walker import words_of
from xxlint.formats.docx.xml import XML, W

if TYPE_CHECKING:
    from lxml.etree import _Element

RUN, PROPERTIES, TEXT = W + "r", W + "rPr", W + "t"
_SPACE = XML + "space"
_XML_BLANKS = " \t\n\r"


def split_run(text: "_Element", offset: int) -> "tuple[_Element | None, _Element | None]":
    """Take the run of ``text`` (a ``w:t`` that is a child of a ``w:r``) apart before its character ``offset``.

    Returns the run on the left and the one on the right, None for a side that would hold nothing; at an edge of
    ``text`` what stands beside it in the run goes to its own side.  The left one is the run that was there, and
    ``text`` stays in it unless ``offset`` is 0, so that offsets on the left stay good: split from right to left.
    """
    run = text.getparent()
    if run is None or run.tag != RUN:
        raise ValueError("only a w:t in a w:r can be split")
    children = [child for child in run if child.tag != PROPERTIES]
    at = children.index(text)
    whole = words_of(text)
    left, right = children[: at + 1], children[at + 1 :]
    if offset <= 0:
        left, right = children[:at], children[at:]
    if not left:
        return None, run
    if not right and offset >= len(whole):
        return run, None
    second = _alike(run)
    if 0 < offset < len(whole):
        rest = run.makeelement(TEXT)
        put_words(rest, _cut(text, offset, len(whole)))
        put_words(text, _cut(text, 0, offset))
        second.append(rest)
    for child in right:
        second.append(child)
    run.addnext(second)
    return run, second


def split_before(child: "_Element") -> "_Element":
    """Take a run apart before one of its children; returns the run that begins with ``child``."""
    run = child.getparent()
    if run is None or run.tag != RUN:
        raise ValueError("only a child of a w:r can begin a run")
    children = [other for other in run if other.tag != PROPERTIES]
    at = children.index(child)
    if not at:
        return run
    second = _alike(run)
    for other in children[at:]:
        second.append(other)
    run.addnext(second)
    return second


def isolate(text: "_Element", start: int, end: int) -> "_Element":
    """A run that holds the characters ``start`` to ``end`` of ``text`` and nothing else."""
    split_run(text, end)
    run = split_run(text, start)[1]
    if run is None:
        raise ValueError("no characters to isolate")
    return run


def replace_words(text: "_Element", start: int, end: int, words: str) -> None:
    """Put ``words`` in the place of the characters ``start`` to ``end``; what is invisible around them stays."""
    put_words(text, _cut(text, 0, start) + words + _cut(text, end, len(words_of(text))))


def put_words(text: "_Element", words: str) -> None:
    """Make ``words`` the content of a ``w:t`` or ``w:delText``, with a note for XML where blanks at an edge count."""
    for child in list(text):  # an XML comment between the words
        text.remove(child)
    text.text = words
    if words and (words[0] in _XML_BLANKS or words[-1] in _XML_BLANKS):
        text.set(_SPACE, "preserve")


def new_run(like: "_Element", properties: "_Element | None", words: str) -> "_Element":
    """A run with a copy of ``properties`` and with ``words``; ``like`` is any element of the same part."""
    run = like.makeelement(RUN)
    if properties is not None:
        run.append(_copy(properties))
    text = like.makeelement(TEXT)
    put_words(text, words)
    run.append(text)
    return run


def remove(element: "_Element") -> None:
    """Take an element out of its parent; what follows it in the parent stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)


def _cut(text: "_Element", start: int, end: int) -> str:
    """The characters ``start`` to ``end`` as the XML has them."""
    raw = "".join([text.text or "", *(child.tail or "" for child in text)])
    if text.get(_SPACE) != "preserve":
        raw = raw.strip(_XML_BLANKS)
    return raw[start:end]


def _alike(run: "_Element") -> "_Element":
    """An empty run with the attributes and properties of ``run``."""
    twin = run.makeelement(RUN)
    twin.attrib.update(run.attrib)
    properties = run.find(PROPERTIES)
    if properties is not None:
        twin.append(_copy(properties))
    return twin


def _copy(element: "_Element") -> "_Element":
    twin = deepcopy(element)
    twin.tail = None
    return twin
