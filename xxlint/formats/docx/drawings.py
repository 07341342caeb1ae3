"""Drawings: the text boxes in them, and what of them nobody can check."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xxlint.formats.docx.xml import MC, W
from xxlint.words import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

# Shapes, groups and canvases, ink, charts, symbols: what Word has learnt since 2010.
_OF_WORD = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_BOX = W + "txbxContent"
_KINDS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": Words("张图片", "pictures"),
    "{urn:schemas-microsoft-com:vml}imagedata": Words("张图片", "pictures"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": Words("个图表", "charts"),
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": Words("个图表", "charts"),
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": Words("个 SmartArt 图形", "SmartArt"),
    W + "object": Words("个嵌入对象", "embedded objects"),
    W + "altChunk": Words("个插入的文件", "imported files"),
    W + "subDoc": Words("个子文档", "subdocuments"),
}


def shown(alternative: "_Element") -> "_Element | None":
    """Of an ``mc:AlternateContent`` the one branch that Word shows: the first choice that it knows, or the fallback."""
    for choice in alternative.iterchildren(MC + "Choice"):
        wanted = (choice.get("Requires") or "").split()
        if len(choice) and all(_is_known(choice.nsmap.get(prefix)) for prefix in wanted):
            return choice
    return alternative.find(MC + "Fallback")


def _is_known(namespace: str | None) -> bool:
    return namespace is not None and namespace.startswith(_OF_WORD)


def fallback(alternative: "_Element") -> "_Element | None":
    """The branch that an older program shows in the place of the choice."""
    branch = alternative.find(MC + "Fallback")
    return None if branch is shown(alternative) else branch


def boxes(drawing: "_Element") -> Iterator["_Element"]:
    """The text boxes of a drawing, each once; those inside a text box belong to its paragraphs."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == _BOX:
            yield element
        elif element.tag == MC + "AlternateContent":
            branch = shown(element)
            if branch is not None:
                waiting.append(branch)
        else:
            waiting.extend(reversed(element))


class Unchecked:
    """Counts what is on a page and is no text."""

    def __init__(self) -> None:
        self._counts: Counter[Words] = Counter()

    def see(self, drawing: "_Element") -> None:
        """Count what a drawing, an object or the like holds besides text boxes."""
        waiting = [drawing]
        while waiting:
            element = waiting.pop()
            kind = _KINDS.get(element.tag)
            if kind is not None:
                self._counts[kind] += 1
                if element.tag == W + "object":
                    continue  # its picture shows the object
            if element.tag == MC + "AlternateContent":
                branch = shown(element)
                if branch is not None:
                    waiting.append(branch)
            elif element.tag != _BOX:
                waiting.extend(element)

    def words(self) -> tuple[Words, ...]:
        """One line for all, none where there is nothing."""
        if not self._counts:
            return ()
        zh = "、".join(f"{count} {kind.zh}" for kind, count in self._counts.items())
        en = ", ".join(f"{kind.en}: {count}" for kind, count in self._counts.items())
        return (Words(f"有 {zh}没有检查", f"not checked – {en}"),)
