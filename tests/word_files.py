"""Word files for tests, made from raw XML, so that each can hold exactly what its test is about.

What the helpers return is ``Xml``; where they take content, a plain string stands for words and is put into a run
(of a paragraph, a field, a change …) or into a paragraph (of a cell, a text box, a note …).
"""

import io
import random
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "later": "http://example.org/of/a/later/word",
}
W = f"{{{NAMESPACES['w']}}}"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = NAMESPACES["r"] + "/"
_CHANGE = 'w:id="900" w:author="王某" w:date="2024-03-01T09:00:00Z"'


class Xml(str):
    """XML as it is; every other string is words."""

    __slots__ = ()


class Extra(NamedTuple):
    """A part that no argument of ``docx`` stands for, with the relationship that leads to it."""

    data: bytes
    relation: str
    content_type: str = "application/octet-stream"
    id: str = ""


# --- paragraphs and runs -----------------------------------------------------------------------------------

TAB = Xml("<w:tab/>")
BREAK = Xml("<w:br/>")
PAGE_BREAK = Xml('<w:br w:type="page"/>')
RENDERED_PAGE_BREAK = Xml("<w:lastRenderedPageBreak/>")
UNDERLINED = '<w:u w:val="single"/>'
HIGHLIGHTED = '<w:highlight w:val="yellow"/>'
HIDDEN = "<w:vanish/>"
MARK_DELETED = f"<w:rPr><w:del {_CHANGE}/></w:rPr>"
MARK_INSERTED = f"<w:rPr><w:ins {_CHANGE}/></w:rPr>"
MARK_MOVED = f"<w:rPr><w:moveFrom {_CHANGE}/></w:rPr>"
MARK_HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, props: str = "") -> Xml:
    """A paragraph; ``num`` is a list and a level, ``props`` more of its properties."""
    styled = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if num:
        props = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>{props}'
    return Xml(f"<w:p>{_wrap('w:pPr', styled + props)}{inline(content)}</w:p>")


def r(*content: str, props: str = "", style: str = "") -> Xml:
    """A run."""
    styled = f"<w:rStyle w:val={quoteattr(style)}/>" if style else ""
    inside = "".join(part if isinstance(part, Xml) else t(part) for part in content)
    return Xml(f"<w:r>{_wrap('w:rPr', styled + props)}{inside}</w:r>")


def t(words: str) -> Xml:
    """Words, every space of them kept."""
    return Xml(f'<w:t xml:space="preserve">{escape(words)}</w:t>')


def inline(content: Iterable[str]) -> Xml:
    """Strings as runs, XML as it is."""
    return Xml("".join(part if isinstance(part, Xml) else r(part) for part in content))


def blocks(content: Iterable[str]) -> Xml:
    """Strings as paragraphs, XML as it is."""
    return Xml("".join(part if isinstance(part, Xml) else p(part) for part in content))


def _wrap(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if inside else ""


# --- tables ------------------------------------------------------------------------------------------------


def tbl(*rows: Sequence[str] | Xml) -> Xml:
    """A table of rows, each a sequence of cells or XML."""
    return Xml(
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(row if isinstance(row, Xml) else tr(*row) for row in rows)
        + "</w:tbl>"
    )


def tr(*cells: str, props: str = "") -> Xml:
    """A row; a string is a cell of one paragraph."""
    inside = "".join(cell if isinstance(cell, Xml) else tc(cell) for cell in cells)
    return Xml(f"<w:tr>{_wrap('w:trPr', props)}{inside}</w:tr>")


def tc(*content: str, props: str = "") -> Xml:
    """A cell; each string is a paragraph."""
    return Xml(f"<w:tc>{_wrap('w:tcPr', props)}{blocks(content)}</w:tc>")


# --- changes, comments, notes ------------------------------------------------------------------------------


def ins(*content: str) -> Xml:
    """A tracked insertion of runs."""
    return Xml(f"<w:ins {_CHANGE}>{inline(content)}</w:ins>")


def dele(*content: str) -> Xml:
    """A tracked deletion of runs; their words become deleted words."""
    inside = inline(content).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return Xml(f"<w:del {_CHANGE}>{inside}</w:del>")


def moved_from(*content: str) -> Xml:
    """Runs at the place that they were moved away from."""
    return Xml(f"<w:moveFrom {_CHANGE}>{inline(content)}</w:moveFrom>")


def moved_to(*content: str) -> Xml:
    """Runs at the place that they were moved to."""
    return Xml(f"<w:moveTo {_CHANGE}>{inline(content)}</w:moveTo>")


def row_changed(how: str) -> str:
    """The property of a row that was tracked as ``ins`` or ``del``."""
    return f"<w:{how} {_CHANGE}/>"


def commented(number: int, *content: str) -> Xml:
    """Runs under a comment."""
    return Xml(
        f'<w:commentRangeStart w:id="{number}"/>{inline(content)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def footnote(number: int) -> Xml:
    """The reference to a footnote."""
    return Xml(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>')


def endnote(number: int) -> Xml:
    """The reference to an endnote."""
    return Xml(f'<w:r><w:endnoteReference w:id="{number}"/></w:r>')


# --- content controls, links, fields -----------------------------------------------------------------------

SHOWING_PROMPT = "<w:showingPlcHdr/>"


def sdt(*content: str, props: str = "") -> Xml:
    """A content control at any level; strings are runs."""
    return Xml(
        f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtEndPr/><w:sdtContent>{inline(content)}</w:sdtContent></w:sdt>"
    )


def hyperlink(*content: str, anchor: str = "_Toc1") -> Xml:
    """A link to a place in the document."""
    return Xml(f'<w:hyperlink w:anchor="{anchor}" w:tooltip="提示文字">{inline(content)}</w:hyperlink>')


def smart_tag(*content: str) -> Xml:
    """A smart tag around runs."""
    return Xml(f'<w:smartTag w:uri="urn:x" w:element="place">{inline(content)}</w:smartTag>')


def custom_xml(*content: str) -> Xml:
    """A custom XML element at any level; strings are runs."""
    return Xml(f'<w:customXml w:uri="urn:x" w:element="item">{inline(content)}</w:customXml>')


def simple_field(code: str, *result: str) -> Xml:
    """A field in one element."""
    return Xml(f"<w:fldSimple w:instr={quoteattr(code)}>{inline(result)}</w:fldSimple>")


FIELD_BEGIN = Xml('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
FIELD_SEPARATE = Xml('<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
FIELD_END = Xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def code(words: str) -> Xml:
    """A piece of a field's code."""
    return Xml(f'<w:r><w:instrText xml:space="preserve"> {escape(words)} </w:instrText></w:r>')


def field(instruction: str | Sequence[str], *result: str) -> Xml:
    """A field of several runs; without result, one that has no second half.

    An instruction in pieces may hold fields among its words.
    """
    pieces = [instruction] if isinstance(instruction, str) else instruction
    inside = "".join(piece if isinstance(piece, Xml) else code(piece) for piece in pieces)
    shown = FIELD_SEPARATE + inline(result) if result else ""
    return Xml(FIELD_BEGIN + inside + shown + FIELD_END)


# --- text boxes and pictures -------------------------------------------------------------------------------


def alternatives(choice: str, fallback: str, requires: str = "wps") -> Xml:
    """Two forms of the same thing, the second for programs that do not know ``requires``."""
    return Xml(
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def shape(*content: str) -> Xml:
    """A text box as today's Word writes it, to be put into ``drawing``; strings are paragraphs."""
    return Xml(
        "<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>"
        f"<w:txbxContent>{blocks(content)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )


def drawing(graphic: str, uri: str = NAMESPACES["wps"]) -> Xml:
    """A drawing, to be put into a run."""
    return Xml(
        '<w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
        '<wp:docPr id="7" name="图形 7" descr="替代文字"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def group(*shapes: str) -> Xml:
    """Several shapes as one drawing, to be put into a run."""
    return drawing(f"<wpg:wgp><wpg:cNvGrpSpPr/>{''.join(shapes)}</wpg:wgp>", NAMESPACES["wpg"])


def vml_box(*content: str) -> Xml:
    """A text box as old Word and WPS write it, to be put into a run; strings are paragraphs."""
    return Xml(
        '<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>'
        f"<w:txbxContent>{blocks(content)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def textbox(choice: Sequence[str] | str, fallback: Sequence[str] | str | None = None) -> Xml:
    """A run with a text box in both its forms; the second says the same unless told."""
    new = (choice,) if isinstance(choice, str) else choice
    old = new if fallback is None else (fallback,) if isinstance(fallback, str) else fallback
    return r(alternatives(drawing(shape(*new)), vml_box(*old)))


def picture() -> Xml:
    """A run with a picture."""
    return r(
        drawing(
            '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="a.png"/><pic:cNvPicPr/></pic:nvPicPr>'
            '<pic:blipFill><a:blip r:embed="none"/></pic:blipFill><pic:spPr/></pic:pic>',
            NAMESPACES["pic"],
        )
    )


def vml_picture() -> Xml:
    """A run with a picture as old Word writes it."""
    return r(Xml('<w:pict><v:shape><v:imagedata r:id="none" o:title="照片"/></v:shape></w:pict>'))


def chart() -> Xml:
    """A run with a chart."""
    return r(drawing('<c:chart r:id="none"/>', NAMESPACES["c"]))


def smart_art() -> Xml:
    """A run with a SmartArt drawing."""
    return r(drawing('<dgm:relIds r:dm="none" r:lo="none" r:qs="none" r:cs="none"/>', NAMESPACES["dgm"]))


def embedded() -> Xml:
    """A run with an embedded sheet."""
    return r(
        Xml(
            '<w:object><v:shape><v:imagedata r:id="none"/></v:shape>'
            '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ObjectID="_1" r:id="none"/></w:object>'
        )
    )


# --- sections, styles, numbering ---------------------------------------------------------------------------


def sect(props: str = "", **references: str) -> Xml:
    """A section's properties; ``header_default="h1"`` refers to a header, likewise ``footer_first`` and so on."""
    inside = ""
    for name, target in references.items():
        part, kind = name.split("_")
        inside += f'<w:{part}Reference w:type="{kind}" r:id="{target}"/>'
    return Xml(f"<w:sectPr>{inside}{props}</w:sectPr>")


def style(
    name: str, *, kind: str = "paragraph", based_on: str = "", run: str = "", props: str = "", title: str = ""
) -> Xml:
    """A style; ``run`` are the properties of its runs, ``props`` those of its paragraphs."""
    based = f"<w:basedOn w:val={quoteattr(based_on)}/>" if based_on else ""
    return Xml(
        f'<w:style w:type="{kind}" w:styleId={quoteattr(name)}><w:name w:val={quoteattr(title or name)}/>{based}'
        f"{_wrap('w:pPr', props)}{_wrap('w:rPr', run)}</w:style>"
    )


def level(form: str, words: str, at: int = 0, start: int = 1, more: str = "") -> Xml:
    """A level of a list: ``level("chineseCounting", "%1、")``."""
    return Xml(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


def lists(**levels: Sequence[Xml]) -> Xml:
    """Definitions of lists: ``lists(n1=[level(…)])`` makes list 1."""
    names = [name.removeprefix("n") for name in levels]
    kinds = (
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{"".join(inside)}</w:abstractNum>'
        for n, inside in zip(names, levels.values(), strict=True)
    )
    numbers = (f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in names)
    return Xml("".join([*kinds, *numbers]))


# --- the file ----------------------------------------------------------------------------------------------


def document(*body: str) -> str:
    """The main part; strings are paragraphs."""
    return part("document", f"<w:body>{blocks(body)}</w:body>")


def part(name: str, inside: str) -> str:
    """A part whose root is ``w:name``, with all namespaces declared."""
    return f'{DECLARATION}<w:{name}{_DECLARED} mc:Ignorable="w14 w15">{inside}</w:{name}>'


def parts(
    *body: str,
    styles: str = "",
    numbering: str = "",
    headers: Mapping[str, str] | None = None,
    footers: Mapping[str, str] | None = None,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    comments: Mapping[int, str] | None = None,
    settings: str = "",
    extra_parts: Mapping[str, Extra] | None = None,
) -> dict[str, bytes]:
    """The members of a Word file by name.

    ``body`` and the values of the mappings are blocks: strings are paragraphs.  A header or footer is named by the
    id that ``sect`` refers to, a note or comment by its number.
    """
    words: dict[str, tuple[str, str, str, str]] = {}  # path in word/ → id, relation, content type, XML
    for name, inside in (("styles", styles), ("numbering", numbering), ("settings", settings)):
        if inside:
            words[f"{name}.xml"] = (f"rId_{name}", name, name, part(name, inside))
    for kind, root, told in (("header", "hdr", headers), ("footer", "ftr", footers)):
        for target, inside in (told or {}).items():
            words[f"{kind}_{target}.xml"] = (target, kind, kind, part(root, blocks([inside])))
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes is not None:
            words[f"{kind}s.xml"] = (
                f"rId_{kind}s",
                f"{kind}s",
                f"{kind}s",
                part(f"{kind}s", _notes(kind, notes)),
            )
    if comments is not None:
        told_comments = "".join(
            f'<w:comment w:id="{n}" w:author="李某" w:initials="L">{blocks([inside])}</w:comment>'
            for n, inside in comments.items()
        )
        words["comments.xml"] = ("rId_comments", "comments", "comments", part("comments", told_comments))

    types = [
        ("/word/document.xml", f"{_TYPE}document.main+xml"),
        *((f"/word/{path}", f"{_TYPE}{kind}+xml") for path, (_, _, kind, _) in words.items()),
        *((f"/{path}", extra.content_type) for path, extra in (extra_parts or {}).items()),
    ]
    relations = [
        *((target, relation, path) for path, (target, relation, _, _) in words.items()),
        *(
            (extra.id or f"rId_extra{n}", extra.relation, f"/{path}")
            for n, (path, extra) in enumerate((extra_parts or {}).items())
        ),
    ]
    members = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relationships([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": document(*body),
        "word/_rels/document.xml.rels": relationships(relations),
        **{f"word/{path}": xml for path, (_, _, _, xml) in words.items()},
    }
    return {
        **{path: xml.encode() for path, xml in members.items()},
        **{path: extra.data for path, extra in (extra_parts or {}).items()},
    }


def docx(
    *body: str,
    styles: str = "",
    numbering: str = "",
    headers: Mapping[str, str] | None = None,
    footers: Mapping[str, str] | None = None,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    comments: Mapping[int, str] | None = None,
    settings: str = "",
    extra_parts: Mapping[str, Extra] | None = None,
) -> bytes:
    """A Word file; see ``parts``."""
    return zipped(
        parts(
            *body,
            styles=styles,
            numbering=numbering,
            headers=headers,
            footers=footers,
            footnotes=footnotes,
            endnotes=endnotes,
            comments=comments,
            settings=settings,
            extra_parts=extra_parts,
        )
    )


def _notes(kind: str, notes: Mapping[int, str]) -> str:
    lines = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:t>（接上页）</w:t></w:r></w:p></w:{kind}>'
    )
    return lines + "".join(
        f'<w:{kind} w:id="{number}">{blocks([inside])}</w:{kind}>' for number, inside in notes.items()
    )


def content_types(overrides: Iterable[tuple[str, str]]) -> str:
    """[Content_Types].xml."""
    inside = "".join(
        f'<Override PartName="{name}" ContentType="{content_type}"/>' for name, content_type in overrides
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def relationships(relations: Iterable[tuple[str, str, str]], more: str = "") -> str:
    """A .rels part of (id, last word of the type, target)."""
    inside = "".join(
        f"<Relationship Id={quoteattr(target_id)} Type={quoteattr(_RELATION + kind)} Target={quoteattr(target)}/>"
        for target_id, kind, target in relations
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inside}{more}</Relationships>"
    )


def zipped(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP file; the same members give the same bytes."""
    pairs = members.items() if isinstance(members, Mapping) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- the same words, otherwise written ---------------------------------------------------------------------


def save_as_docx(lines: Iterable[str]) -> bytes:
    """A plain report as python-docx writes it, a paragraph a line."""
    from docx import Document

    file = Document()
    for line in lines:
        file.add_paragraph(line)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def split_runs(data: bytes, seed: int) -> bytes:
    """The same file with every run cut at random places, as Word does while somebody types."""
    from lxml import etree

    chance = random.Random(seed)
    members = unzipped(data)
    for name, xml in members.items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(xml)
            for run in list(root.iter(f"{W}r")):
                _split(run, chance)
            members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(members)


def _split(run: "_Element", chance: random.Random) -> None:
    parent = run.getparent()
    if parent is None:
        return
    properties = run.find(f"{W}rPr")
    pieces = [piece for child in run if child is not properties for piece in _pieces(child, chance)]
    if len(pieces) < 2:
        return
    at = parent.index(run)
    for piece in pieces:
        new = _empty_copy(run)
        if properties is not None:
            new.append(deepcopy(properties))
        new.append(piece)
        parent.insert(at, new)
        at += 1
    parent.remove(run)


def _pieces(child: "_Element", chance: random.Random) -> "list[_Element]":
    words = child.text or ""
    if child.tag not in (f"{W}t", f"{W}delText") or len(words) < 2 or len(child):
        return [child]
    cuts = sorted(chance.sample(range(1, len(words)), chance.randint(0, min(6, len(words) - 1))))
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
        piece = _empty_copy(child)
        piece.text = words[start:end]
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        found.append(piece)
    return found


def _empty_copy(element: "_Element") -> "_Element":
    return element.makeelement(element.tag, {str(name): str(value) for name, value in element.attrib.items()})
