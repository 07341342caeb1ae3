"""The zip around a Word file: its parts, how they refer to each other, and the limits that keep a bomb out."""

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from xxlint.formats.docx.xml import Part, W, parse
from xxlint.formats.unreadable import Unreadable
from xxlint.words import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

_MIB = 1024 * 1024
PART_LIMIT = 64 * _MIB
TOTAL_LIMIT = 256 * _MIB
MEMBER_LIMIT = 4000
RATIO_LIMIT = 400  # unpacked to packed; a real document.xml is below a hundred
_RATIO_FROM = _MIB  # small parts may be anything
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_TOO_LARGE = Words(
    "文件解开后过大，不像正常的 Word 文件，没有打开", "unpacks to far too much, not opened as a Word file"
)
_DAMAGED = Words(
    "文件已损坏，Word 也许能修复：用 Word 打开后另存",
    "a damaged file; Word may be able to repair it: open it and save it again",
)
_ENCRYPTED = Words("文件加了密码，请先取消密码再检查", "the file is locked with a password, remove it first")
_NO_WORD = Words(
    "不是 Word 文件，里面没有正文（word/document.xml）", "no Word file: it has no word/document.xml"
)


class Relation(NamedTuple):
    """What one part says of another: the last word of the relation's type (``styles``), and the part's name."""

    type: str
    target: str


class Package:
    """A Word file: ``main`` is the name of its main part."""

    def __init__(self, data: bytes) -> None:
        self._zip = _opened(data)
        infos = self._zip.infolist()
        if len(infos) > MEMBER_LIMIT or sum(info.file_size for info in infos) > TOTAL_LIMIT:
            raise Unreadable(_TOO_LARGE)
        self._infos = {_key(info.filename): info for info in infos if not info.is_dir()}
        self._parts: dict[str, Part] = {}
        self._read = 0
        self.main = self._main()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._infos

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises ``Unreadable`` for what is damaged or beyond the limits."""
        info = self._infos.get(_key(name))
        if info is None:
            raise Unreadable(Words(f"文件不完整，缺少 {name}", f"an incomplete file: {name} is missing"))
        try:
            with self._zip.open(info) as member:
                data = member.read(PART_LIMIT + 1)
        except RuntimeError as error:  # zipfile's word for a member that needs a password
            raise Unreadable(_ENCRYPTED) from error
        except _BROKEN as error:
            raise Unreadable(_DAMAGED) from error
        self._read += len(data)
        swollen = len(data) > _RATIO_FROM and len(data) > RATIO_LIMIT * max(1, info.compress_size)
        if len(data) > PART_LIMIT or self._read > TOTAL_LIMIT or swollen:
            raise Unreadable(_TOO_LARGE)
        return data

    def part(self, name: str) -> Part:
        """The tree of a part, parsed once; raises ``Unreadable``."""
        key = _key(name)
        if key not in self._parts:
            self._parts[key] = parse(self.read(name), name)
        return self._parts[key]

    def root(self, name: str | None) -> "_Element | None":
        """The root of a part, None where there is none."""
        return self.part(name).root if name is not None and name in self else None

    def relations(self, name: str) -> dict[str, Relation]:
        """By their ids, the parts that a part refers to; what lies outside the file is left out."""
        folder = name.rpartition("/")[0]
        root = self.root(relations_part(name))
        found: dict[str, Relation] = {}
        for entry in root.iter(_RELATIONSHIP) if root is not None else ():
            target = (entry.get("Target") or "").replace("\\", "/")
            if entry.get("TargetMode") == "External" or not target:
                continue
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[entry.get("Id") or ""] = Relation((entry.get("Type") or "").rpartition("/")[2], path)
        return found

    def related(self, type_: str) -> str | None:
        """The name of the part that the main part refers to as ``type_``."""
        for relation in self.relations(self.main).values():
            if relation.type == type_ and relation.target in self:
                return relation.target
        return None

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(_clean(info.filename) for info in self._infos.values())

    def with_parts(self, changed: dict[str, bytes]) -> bytes:
        """The file with some parts replaced or added; every other part keeps its bytes, name and place."""
        waiting = {_key(name): (name, data) for name, data in changed.items()}
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for info in self._zip.infolist():
                key = _key(info.filename)
                if self._infos.get(key) is not info and not info.is_dir():
                    continue  # of two members with one name the last counts
                if key in waiting:
                    data = waiting.pop(key)[1]
                else:
                    data = b"" if info.is_dir() else self.read(info.filename)
                copy = zipfile.ZipInfo(info.filename, info.date_time)
                copy.compress_type = info.compress_type
                copy.external_attr = info.external_attr
                out.writestr(copy, data)
            for name, data in waiting.values():
                out.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def _main(self) -> str:
        for relation in self.relations("").values():
            if relation.type == "officeDocument" and relation.target in self:
                return relation.target
        if "word/document.xml" in self:
            return "word/document.xml"
        raise Unreadable(_NO_WORD)


_EPOCH = (1980, 1, 1, 0, 0, 0)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    OverflowError,
    IndexError,
    MemoryError,
)


def relations_part(name: str) -> str:
    """The name of the part that tells what the part ``name`` refers to."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def open_package(data: bytes) -> Package:
    """The package in ``data``, with a main part that is a Word document; raises ``Unreadable``."""
    package = Package(data)
    if package.part(package.main).root.tag != W + "document":
        raise Unreadable(_NO_WORD)
    return package


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise Unreadable(_DAMAGED) from error


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _key(name: str) -> str:
    """The names of parts are the same in upper and lower case, with / or \\."""
    return _clean(name).lower()
