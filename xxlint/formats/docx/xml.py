"""The XML inside a Word file: names, and a parser that trusts nobody.

Files in the strict variant of the format use other namespaces for the same words; ``parse`` turns them into the
usual ones and ``serialise`` back, so that nobody else has to know of the difference.
"""

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from xxlint.formats.unreadable import Unreadable
from xxlint.words import Words

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_STRICT = b"http://purl.oclc.org/ooxml/"
_VARIANTS = (
    (_STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (_STRICT + b"officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (_STRICT + b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


class Part:
    """One XML part of a package: its tree, and how to write it back."""

    __slots__ = ("root", "strict")

    def __init__(self, root: "_Element", strict: bool) -> None:
        self.root = root
        self.strict = strict


def parse(data: bytes, name: str) -> Part:
    """The tree of a part.

    Raises ``Unreadable`` for broken XML, for a document type (entities that swell or fetch) and for trees that are
    nested beyond reason.
    """
    from lxml import etree

    strict = False
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            data = _in_utf8(data)
        if strict := _STRICT in data:
            for theirs, ours in _VARIANTS:
                data = data.replace(theirs, ours)
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            Words(f"文件已损坏：{name} 不是完好的 XML", f"a damaged file: {name} is no sound XML")
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(
            Words(
                f"文件可疑：{name} 里有文档类型声明，Word 从不这样写",
                f"a suspicious file: {name} declares a document type, as Word never does",
            )
        )
    return Part(root, strict)


def serialise(part: Part) -> bytes:
    """The bytes of a part, canonically equal to what was parsed where nothing was changed."""
    from lxml import etree

    data = etree.tostring(part.root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    if part.strict:
        for theirs, ours in _VARIANTS:
            data = data.replace(ours, theirs)
    return data


def _in_utf8(data: bytes) -> bytes:
    """A part in UTF-16 without its declaration; broken characters are left to the parser to refuse."""
    text = data.decode("utf-16", "surrogatepass")
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "surrogatepass")


@cache
def _parser() -> "XMLParser":
    from lxml import etree

    # Without huge_tree libxml2 stops at 256 levels and at 10 MB in one text.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False
    )
