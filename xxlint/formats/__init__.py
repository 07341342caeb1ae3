"""From the bytes of a file to a ``Document``; which reader it is goes by the suffix.

For every reader holds: ``prose`` is as long as ``text``; it differs from it only where HIDDEN, MARKUP or
SOFT_BREAK stands and where ``\\n`` stands for a lone ``\\r``; each ``\\n`` ends a paragraph.
"""

from xxlint.document import HIDDEN, MARKUP, Document
from xxlint.formats.encoding import decode
from xxlint.formats.unreadable import Unreadable as Unreadable

SUFFIXES = (".txt", ".md", ".markdown")
LATER = (
    ".docx",
    ".doc",
    ".wps",
    ".docm",
    ".dotx",
    ".wpt",
    ".odt",
    ".rtf",
    ".ofd",
    ".pdf",
)  # reports, not read yet

_SEEN = 20_000  # characters that tell whether a text is Chinese


def read(path: str, data: bytes, encoding: str | None = None) -> Document:
    """The document in ``data``: Markdown for .md and .markdown, else plain text.

    Raises ``Unreadable``.
    """
    decoded = decode(data, encoding)
    if path.lower().endswith((".md", ".markdown")):
        from xxlint.formats.markdown import read_markdown

        return read_markdown(path, decoded)
    from xxlint.formats.plain import read_plain

    return read_plain(path, decoded)


def han_share(text: str) -> float:
    """The share of Han characters among those of ``text`` that are neither blank nor masked; 0 for none.

    Of a long text, characters at even distances are looked at.
    """
    sample = "".join(text[:: len(text) // _SEEN + 1].replace(HIDDEN, "").replace(MARKUP, "").split())
    count = sum(c >= "\u3400" and (c <= "\u9fff" or c >= "\U00020000") for c in sample) + sample.count("〇")
    return count / len(sample) if sample else 0.0
