"""Which headers and footers a reader turns up: those of the first page, of even pages, and of all others."""

from typing import TYPE_CHECKING, Literal

from xxlint.formats.docx.package import Package
from xxlint.formats.docx.values import is_on
from xxlint.formats.docx.xml import R, W

if TYPE_CHECKING:
    from lxml.etree import _Element


def shown_headers(package: Package, body: "_Element", kind: Literal["header", "footer"]) -> list[str]:
    """The names of the header (footer) parts that are shown, in the order of the pages, each once.

    A section without one of its own takes that of the section before.
    """
    relations = package.relations(package.main)
    even = is_on(package.root(package.related("settings")), W + "evenAndOddHeaders")
    current: dict[str, str] = {}
    names: dict[str, None] = {}
    for section in body.iter(W + "sectPr"):
        if next(section.iterancestors(W + "sectPrChange"), None) is not None:
            continue  # as the section was before a tracked change
        for reference in section.findall(W + kind + "Reference"):
            relation = relations.get(reference.get(R + "id") or "")
            if relation is not None:
                current[reference.get(W + "type") or "default"] = relation.target
        shown = ["first"] if is_on(section, W + "titlePg") else []
        shown += ["default", "even"] if even else ["default"]
        for page in shown:
            if page in current:
                names.setdefault(current[page])
    return list(names)
