"""Edits of ``Document.text`` → the bytes of the file, in every format that can be written; nothing else changes."""

import re
from collections.abc import Sequence
from functools import cache

from xxlint.formats import OFFICE, kind_read, read, suffix_of
from xxlint.formats.encoding import Decoded, decode, encode
from xxlint.formats.written import Refusal, Tracking, Written, misplaced, refuse_all
from xxlint.span import Edit, Span
from xxlint.words import Words


def apply_edits(
    path: str,
    data: bytes,
    edits: Sequence[Edit],
    encoding: str | None = None,
    track_changes: Tracking | None = None,
) -> Written:
    """The file in ``data`` with ``edits``; what cannot be done is refused with its reason.

    ``encoding`` is that of a text file, as for ``read``.  Raises ``Unreadable``.
    """
    if _is_word(path, data, encoding):
        from xxlint.formats.docx.writer import write_edits

        return write_edits(data, edits, track_changes=track_changes)
    reason = why_not(path, data, encoding, track_changes)
    if reason is not None:
        return refuse_all(data, edits, reason)
    return _write_text(data, decode(data, encoding), edits)


def unreachable(
    path: str, data: bytes, spans: Sequence[Span], encoding: str | None = None
) -> dict[Span, Words]:
    """Those of ``spans`` whose words no edit can change while others of the file can, each with the reason.

    Nothing is written: the file is read once more, then each place costs a look-up.  Raises ``Unreadable``.
    """
    if not spans or not _is_word(path, data, encoding):
        return {}
    from xxlint.formats.docx.writer import unreachable_in

    return unreachable_in(data, spans)


def why_not(
    path: str, data: bytes, encoding: str | None = None, track_changes: Tracking | None = None
) -> Words | None:
    """Why no edit at all can be made in a file; None where they can.  Raises ``Unreadable``."""
    if _is_word(path, data, encoding):
        return None
    kind, suffix = kind_read(path, data, encoding), suffix_of(path)
    if kind is not None or suffix in OFFICE:
        if suffix == ".docx":
            read(path, data, encoding)  # says what it really is, or what is broken
        return _NOT_WRITTEN.fill(suffix=suffix or f".{kind}")
    if decode(data, encoding).damaged:
        return _DAMAGED
    return _NO_TRACKING if track_changes is not None else None


def _is_word(path: str, data: bytes, encoding: str | None) -> bool:
    kind = kind_read(path, data, encoding)
    return kind == "docx" or (kind == "zip" and suffix_of(path) == ".docx")


def _write_text(data: bytes, decoded: Decoded, edits: Sequence[Edit]) -> Written:
    reasons = misplaced(edits, len(decoded.text))
    for at, edit in enumerate(edits):
        reason = _unwritable(edit, decoded)
        if reason is not None:
            reasons.setdefault(at, reason)
    refused = tuple(Refusal(edits[at], reasons[at]) for at in sorted(reasons))
    text = edited(decoded.text, [edit for at, edit in enumerate(edits) if at not in reasons])
    return Written(data if text == decoded.text else encode(text, decoded), refused)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with edits that do not overlap."""
    parts: list[str] = []
    done = 0
    for span, words in sorted(edits):
        parts += (text[done : span.start], words)
        done = span.end
    return "".join(parts) + text[done:]


def _unwritable(edit: Edit, decoded: Decoded) -> Words | None:
    if _control_characters().search(edit.text):
        return _CONTROL_CHARACTERS
    try:
        encode(edit.text, decoded)
    except UnicodeEncodeError as error:
        char, name = edit.text[error.start], decoded.encoding.upper()
        shown = char if char.isprintable() else f"U+{ord(char):04X}"
        return _NOT_IN_ENCODING.fill(name=name, char=shown)
    return None


@cache
def _control_characters() -> re.Pattern[str]:
    """What no text file has; a byte order mark at its start would be taken for something else."""
    return re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")


_NOT_WRITTEN = Words(
    "{suffix} 是只读格式，不能改写，请另存为 .docx",
    "{suffix} can only be read, save it as .docx to change it",
)
_DAMAGED = Words(
    "文件里有无法解读的字节，不改写这个文件", "the file has bytes that cannot be read and is never rewritten"
)
_NO_TRACKING = Words(
    "文本文件不能留修订，只有 .docx 可以", "a text file cannot hold tracked changes, only .docx can"
)
_CONTROL_CHARACTERS = Words(
    "要写入的文字里有控制字符", "the new words hold control characters, which no text file has"
)
_NOT_IN_ENCODING = Words(
    "{name} 编码里没有“{char}”字，请把文件另存为 UTF-8", "{name} has no “{char}”, save the file as UTF-8"
)
