"""A report as it was read: its text, and what of it is prose."""

from typing import NamedTuple

from xxlint.words import Words

HIDDEN = "\x00"  # stands in ``prose`` for a character that is not prose: code, a link's target, a comment
MARKUP = "\x01"  # stands in ``prose`` for a mark of Markdown that the reader does not see, such as **
SOFT_BREAK = "\x0b"  # stands in ``prose`` for a line break inside a paragraph, and for the \r of \r\n


class Document(NamedTuple):
    """What a reader sees of a file.

    ``text`` is the file exactly as decoded, without BOM; all offsets count in it.  ``prose`` has the same
    length: a paragraph a line, parted by ``\\n`` alone, with what is not prose masked, so that an offset in
    ``prose`` is one in ``text``.
    """

    path: str
    format: str
    text: str
    prose: str
    encoding: str
    warnings: tuple[Words, ...] = ()
    not_checked: tuple[Words, ...] = ()
