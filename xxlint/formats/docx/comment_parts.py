"""The parts of a Word file that hold its comments: made where they are missing, added to, tidied up."""

import hashlib
import posixpath
import re
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from xxlint.formats.docx.comments import AUTHOR, END, INITIALS, Comment
from xxlint.formats.docx.package import Package, relations_part
from xxlint.formats.docx.values import VAL
from xxlint.formats.docx.xml import MC, W14, W15, XML, Part, W, parse, serialise
from xxlint.words import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE_OF = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION_OF = {
    "comments": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
}
_STAMP = "{urn:xxlint:annotated}of"  # on the root of the comments: the checksum of the main part as written
_IGNORABLE = MC + "Ignorable"
_ID, _PARA_ID = W + "id", W14 + "paraId"
_BEYOND = 0x80000000  # paragraph ids are smaller
_NO_XML = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDS_OF_OTHERS = (
    "commentsIds",
    "commentsExtensible",
)  # lists that newer versions of Word keep of all comments


class Comments:
    """The comments of one file, to which some are added."""

    def __init__(self, package: Package, when: datetime) -> None:
        self.package = package
        self.when = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._new: list[tuple[str, str, str]] = []  # parts that were missing: name, type, relation
        self.name, self.part = self._opened("comments", W + "comments")
        _declare(self.part, {"w14": W14, "xx": _STAMP})
        self.extended: tuple[str, Part] | None = None
        self._styles = _styles(package.root(package.related("styles")))
        main = package.part(package.main).root
        roots = [main, self.part.root]
        self._ids = {int(id_) for root in roots for id_ in _values(root, _ID) if id_.isdecimal()}
        self._last_id = max((id_ for id_ in self._ids if id_ < _BEYOND // 2), default=-1)
        roots += [root for name in _text_parts(package) if (root := package.root(name)) is not None]
        self._para_ids = {int(id_, 16) for root in roots for id_ in _values(root, _PARA_ID) if _is_hex(id_)}

    def add(self, lines: Sequence[str]) -> str:
        """Write a comment; returns its id."""
        self._last_id += 1
        id_ = str(self._last_id)
        make = self.part.root.makeelement
        comment = make(
            W + "comment",
            {_ID: id_, W + "author": AUTHOR, W + "date": self.when, W + "initials": INITIALS},
        )
        for at, line in enumerate(lines):
            comment.append(self._paragraph(line + END, at, id_))
        self.part.root.append(comment)
        self._extend(comment[-1].get(_PARA_ID) or "")
        return id_

    @property
    def reference(self) -> "_Element":
        """A run that refers to the comment added last."""
        run = self.part.root.makeelement(W + "r")
        self._style(run, W + "rPr", W + "rStyle", "annotation reference")
        run.append(run.makeelement(W + "commentReference", {_ID: str(self._last_id)}))
        return run

    def parts(self, main: bytes) -> dict[str, bytes]:
        """The parts that belong to the comments; ``main`` is the main part as it will be written."""
        self.part.root.set(_STAMP, _checksum(main))
        changed = {self.name: serialise(self.part)}
        if self.extended is not None:
            name, part = self.extended
            changed[name] = serialise(part)
        if self._new:
            changed[_CONTENT_TYPES] = self._content_types()
            changed[relations_part(self.package.main)] = self._relations()
        return changed

    def _opened(self, kind: str, tag: str) -> tuple[str, Part]:
        """The part of a kind, an empty one where there is none."""
        from lxml import etree

        name = self.package.related(kind)
        if name is not None:
            return name, self.package.part(name)
        folder = posixpath.dirname(self.package.main)
        count = 0
        while not name or name in self.package:
            name = posixpath.join(folder, f"{kind}{count or ''}.xml")
            count += 1
        self._new.append((name, _TYPE_OF.format(kind), _RELATION_OF[kind]))
        prefix = {W: "w", W15: "w15"}[tag[: tag.index("}") + 1]]
        return name, Part(etree.Element(tag, nsmap={prefix: tag[1 : tag.index("}")]}), strict=False)

    def _paragraph(self, line: str, at: int, id_: str) -> "_Element":
        make = self.part.root.makeelement
        paragraph = make(W + "p", {_PARA_ID: self._fresh(f"{id_} {at} {line}")})
        self._style(paragraph, W + "pPr", W + "pStyle", "annotation text")
        if not at:
            mark = make(W + "r")
            self._style(mark, W + "rPr", W + "rStyle", "annotation reference")
            mark.append(make(W + "annotationRef"))
            paragraph.append(mark)
        run, text = make(W + "r"), make(W + "t", {XML + "space": "preserve"})
        text.text = _NO_XML.sub("", line)
        run.append(text)
        paragraph.append(run)
        return paragraph

    def _style(self, owner: "_Element", properties: str, tag: str, name: str) -> None:
        """Give ``owner`` one of the styles for comments, if the file has it."""
        if name in self._styles:
            holder = owner.makeelement(properties)
            holder.append(owner.makeelement(tag, {VAL: self._styles[name]}))
            owner.append(holder)

    def _fresh(self, seed: str) -> str:
        """A paragraph id that nobody has; the same seed gives the same one."""
        id_ = zlib.crc32(seed.encode("utf-8", "replace")) % (_BEYOND - 1) + 1
        while id_ in self._para_ids:
            id_ = id_ % (_BEYOND - 1) + 1
        self._para_ids.add(id_)
        return f"{id_:08X}"

    def _extend(self, para_id: str) -> None:
        if self.extended is None:
            self.extended = self._opened("commentsExtended", W15 + "commentsEx")
        root = self.extended[1].root
        root.append(root.makeelement(W15 + "commentEx", {W15 + "paraId": para_id, W15 + "done": "0"}))

    def _content_types(self) -> bytes:
        part = self.package.part(_CONTENT_TYPES)
        for name, type_, _ in self._new:
            for entry in part.root.findall(_TYPES + "Override"):
                if (entry.get("PartName") or "").lower() == f"/{name}".lower():
                    part.root.remove(entry)  # left over from a part that is gone
            entry = part.root.makeelement(_TYPES + "Override", {"PartName": f"/{name}", "ContentType": type_})
            part.root.append(entry)
        return serialise(part)

    def _relations(self) -> bytes:
        name = relations_part(self.package.main)
        empty = f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode()
        part = self.package.part(name) if name in self.package else parse(empty, name)
        ids = {entry.get("Id") for entry in part.root}
        for target, _, type_ in self._new:
            count = 1
            while f"rId{count}" in ids:
                count += 1
            ids.add(f"rId{count}")
            about = {"Id": f"rId{count}", "Type": type_, "Target": posixpath.basename(target)}
            part.root.append(part.root.makeelement(_RELATIONS + "Relationship", about))
        return serialise(part)


def forget(package: Package, comments: Iterable[Comment]) -> dict[str, bytes]:
    """Take comments out of the parts that list them; returns the parts that change, but for the comments' own."""
    gone: set[str] = set()
    for comment in comments:
        gone |= {id_.upper() for id_ in _values(comment.element, _PARA_ID)}
        parent = comment.element.getparent()
        if parent is not None:
            parent.remove(comment.element)
    changed: dict[str, bytes] = {}
    for kind in ("commentsExtended", *_IDS_OF_OTHERS):
        name = package.related(kind)
        if name is None or not gone:
            continue
        part = package.part(name)
        for entry in list(part.root):
            ids = {str(value).upper() for value in entry.attrib.values()}
            if ids & gone:
                gone |= ids if kind == "commentsIds" else set()  # the last list knows only its ids
                part.root.remove(entry)
                changed[name] = b""
        if name in changed:
            changed[name] = serialise(part)
    return changed


def is_untouched(package: Package) -> bool:
    """Whether xxlint wrote the file and nobody saved it since: Word does not keep what it does not know."""
    root = package.root(package.related("comments"))
    return root is not None and root.get(_STAMP) == _checksum(package.read(package.main))


def warnings(package: Package) -> tuple[Words, ...]:
    """What else a file's owner should know before it is changed."""
    found: list[Words] = []
    if any(name.lower().startswith("_xmlsignatures/") for name in package.names()):
        found.append(
            Words(
                "原件有数字签名，加了批注的这一份签名不再有效",
                "the file is signed; the signature does not hold for the copy with comments",
            )
        )
    settings = package.root(package.related("settings"))
    protection = settings.find(W + "documentProtection") if settings is not None else None
    if protection is not None and protection.get(W + "enforcement", "0") not in ("0", "false", "off"):
        found.append(
            Words(
                "原件限制编辑，批注要取消保护后才能答复",
                "editing is restricted; comments can be answered when the protection is taken off",
            )
        )
    return tuple(found)


def _checksum(main: bytes) -> str:
    return hashlib.sha256(main).hexdigest()[:16]


def _declare(part: Part, names: dict[str, str]) -> None:
    """Let the root of a part know some namespaces (in Clark notation), and mark them as ones to pass over."""
    from lxml import etree

    old = part.root
    known = {uri: prefix for prefix, uri in old.nsmap.items() if prefix is not None}
    added: dict[str, str] = {}
    prefixes: list[str] = []
    for prefix, name in {"mc": MC, **names}.items():
        uri = name[1 : name.index("}")]
        taken = {*known.values(), *added}
        free = next(p for p in (prefix, *(f"{prefix}{n}" for n in range(1, 100))) if p not in taken)
        if uri not in known:
            added[free] = uri
        if name is not MC:
            prefixes.append(known.get(uri, free))
    if added:
        every = {**cast("dict[str, str]", old.nsmap), **added}  # the stubs know no default namespace
        part.root = etree.Element(
            old.tag, attrib={str(key): str(value) for key, value in old.attrib.items()}, nsmap=every
        )
        part.root.text = old.text
        part.root.extend(list(old))
    said = (part.root.get(_IGNORABLE) or "").split()
    part.root.set(_IGNORABLE, " ".join([*said, *(p for p in prefixes if p not in said)]))


def _values(root: "_Element", name: str) -> list[str]:
    """All values of an attribute under ``root``."""
    uri, _, local = name[1:].partition("}")
    found = root.xpath("descendant-or-self::*/@a:" + local, namespaces={"a": uri})
    return [str(value) for value in found] if isinstance(found, list) else []


def _is_hex(text: str) -> bool:
    return 0 < len(text) <= 8 and all(c in "0123456789abcdefABCDEF" for c in text)


def _styles(root: "_Element | None") -> dict[str, str]:
    """By their names, the ids of the styles: Word of another language has other ids."""
    found: dict[str, str] = {}
    for style in root.iterchildren(W + "style") if root is not None else ():
        name = style.find(W + "name")
        if name is not None:
            found.setdefault((name.get(VAL) or "").lower(), style.get(W + "styleId") or "")
    return found


def _text_parts(package: Package) -> list[str]:
    kinds = {"header", "footer", "footnotes", "endnotes"}
    relations = package.relations(package.main).values()
    return [relation.target for relation in relations if relation.type in kinds]
