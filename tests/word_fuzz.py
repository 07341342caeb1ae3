"""Word files gone wrong by chance: five rich ones, and ways to break them; the same seed breaks alike."""

import random
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from word_files import (
    BREAK,
    FIELD_BEGIN,
    FIELD_END,
    FIELD_SEPARATE,
    HIDDEN,
    HIGHLIGHTED,
    MARK_DELETED,
    NAMESPACES,
    RENDERED_PAGE_BREAK,
    SHOWING_PROMPT,
    TAB,
    UNDERLINED,
    Extra,
    Xml,
    alternatives,
    chart,
    code,
    commented,
    custom_xml,
    dele,
    drawing,
    embedded,
    endnote,
    field,
    footnote,
    group,
    hyperlink,
    ins,
    level,
    lists,
    moved_from,
    moved_to,
    p,
    parts,
    picture,
    r,
    row_changed,
    sdt,
    sect,
    shape,
    simple_field,
    smart_art,
    smart_tag,
    style,
    tbl,
    tc,
    textbox,
    tr,
    unzipped,
    vml_box,
    vml_picture,
    zipped,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

Files = dict[str, bytes]

HEADING = '<w:outlineLvl w:val="0"/>'
NUMBERING = lists(
    n1=[level("chineseCounting", "%1、"), level("chineseCounting", "（%2）", at=1), level("decimal", "%3.", at=2)],
    n2=[level("decimal", "第%1条", more='<w:pStyle w:val="Article"/>'), level("decimal", "%1.%2", at=1, more="<w:isLgl/>")],
)  # fmt: skip
STYLES = "".join(
    (
        style("1", title="heading 1", props=HEADING),
        style("Article", based_on="1", props='<w:numPr><w:numId w:val="2"/></w:numPr>'),
        style("11", title="toc 1"),
        style("Secret", kind="character", run=HIDDEN),
        style("SecretChild", kind="character", based_on="Secret"),
    )
)


def _report() -> Files:
    return parts(
        p("青岩县2023年工作总结", style="1"),
        p("经济运行", num=(1, 0)),
        p("工业", num=(1, 1)),
        p("完成投资XX亿元", footnote(1), "，增长", r("8.1%", props="<w:b/>"), "。"),
        p("农业", num=(1, 1)),
        p("民生保障", num=(1, 0)),
        p("金额：", r("    ", props=UNDERLINED), r("  ", props=HIGHLIGHTED), "元", endnote(1)),
        sect("<w:titlePg/>", header_default="h", header_first="hf", footer_default="f"),
        styles=STYLES,
        numbering=NUMBERING,
        headers={"h": "青岩县人民政府", "hf": p(textbox("内部资料"))},
        footers={"f": p("第", field("PAGE", "1"), "页")},
        footnotes={1: "来源：统计局"},
        endnotes={1: "初步统计"},
    )


def _tables() -> Files:
    down = '<w:vMerge w:val="restart"/>'
    return parts(
        p("附件1　任务分工表"),
        tbl(
            [tc("项目", props='<w:gridSpan w:val="2"/>'), "金额"],
            [tc("道路", props=down), "主干道", tc("12", "万元")],
            [tc("", props="<w:vMerge/>"), tc("支路", tbl(["甲", "乙"], ["丙", "丁"]), "合计"), "XX"],
            tr("删", "去", props=row_changed("del")),
            tr("新", "增", props=row_changed("ins")),
            sdt(tr(sdt(tc("控件")), custom_xml(tc("标签")))),
        ),
        p("正文", r(TAB, "右", BREAK, "下", Xml('<w:noBreakHyphen/><w:softHyphen/><w:cr/><w:sym w:font="Wingdings" w:char="F0FE"/>'))),
        p(picture(), chart(), smart_art(), embedded(), vml_picture()),
    )  # fmt: skip


def _reviewed() -> Files:
    return parts(
        p("完成", ins("投资"), dele("产值"), "XX亿元", props=MARK_DELETED),
        p("，增长", commented(0, "8.1%"), "。", moved_from("移走")),
        p(moved_to("移来"), r("看不见", style="SecretChild"), r("隐", props=HIDDEN)),
        p(dele(field("REF x", "第三章")), ins(dele("又删")), props=MARK_DELETED),
        p("末段", props='<w:rPr><w:ins w:id="5" w:author="王某"/></w:rPr>'),
        styles=STYLES,
        comments={0: "请核实"},
        settings="<w:evenAndOddHeaders/><w:trackRevisions/>",
    )


def _fields() -> Files:
    return parts(
        p("目录"),
        p(
            FIELD_BEGIN,
            code("TOC"),
            FIELD_SEPARATE,
            hyperlink("一、工作", field("PAGEREF a", "1")),
            style="11",
        ),
        p("二、问题", r(TAB), "2", style="11"),
        p("三、打算", FIELD_END, style="11"),
        p(
            r(RENDERED_PAGE_BREAK, "见"),
            field("REF a", "第一章"),
            simple_field("PAGE", "2"),
            smart_tag("青岩县"),
        ),
        p(field(["IF", field("MERGEFIELD b", "男"), "= 男"], "先生"), field("MACROBUTTON No 填写单位")),
        sdt(p("单击此处输入文字。"), props=SHOWING_PROMPT),
        p(sdt("选择一项。", props=SHOWING_PROMPT), sdt(sdt("值"))),
        styles=STYLES,
    )


def _boxes() -> Files:
    chunk = Extra(
        "<html><body>另文</body></html>".encode(), NAMESPACES["r"] + "/aFChunk", "text/html", "chunk1"
    )
    return parts(
        p("正文", textbox("投资12亿元", "投资XX亿元")),
        p(r(alternatives(group(shape("左"), shape("右", tbl(["甲", "乙"]))), vml_box("旧"), "wpg"))),
        p(r(vml_box("旧框", p("第二段", num=(1, 0))))),
        p(r(drawing(shape("新框"))), r(alternatives(drawing(shape("未来")), vml_box("现在"), "later"))),
        p(r(Xml(f"<w:ruby><w:rubyPr/><w:rt>{r('xū')}</w:rt><w:rubyBase>{r('盱')}</w:rubyBase></w:ruby>"))),
        p(Xml("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")),
        Xml('<w:altChunk r:id="chunk1"/>'),
        p("节", props=sect(header_default="h")),
        p("条", style="Article"),
        sect(header_even="h", footer_default="missing"),
        styles=STYLES,
        numbering=NUMBERING,
        headers={"h": p("眉", r(vml_box("眉框")))},
        extra_parts={"word/chunk1.html": chunk},
    )  # fmt: skip


@cache
def originals() -> tuple[Files, ...]:
    """The five files that are broken, sound."""
    return tuple(make() for make in (_report, _tables, _reviewed, _fields, _boxes))


def broken(seed: int) -> bytes:
    """One of the files with one to eight things wrong with it: in its XML, its parts, or the archive itself."""
    chance = random.Random(seed)
    files = dict(chance.choice(originals()))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        chance.choices((_change_tree, _change_bytes, _change_parts), (12, 3, 1))[0](files, chance)
    data = zipped(files)
    return _damaged(data, chance) if chance.random() < 0.15 else data


# --- the tree ----------------------------------------------------------------------------------------------

ODD_VALUES = ("", "0", "-1", "1", "2", "9", "99999999999999999999", "1e9", "abc", "²", "none", "false", "一", "%1", "x" * 300,
              "begin", "end", "separate", "restart", "continue", "default", "first", "h", "decimal", "bullet", "chineseCounting",
              "1;DROP", "../..", "http://127.0.0.1:9/", "\u0661", "\U0001f600", " 1 ", "1.5", "NaN", "true")  # fmt: skip


def _change_tree(files: Files, chance: random.Random) -> None:
    from lxml import etree

    name = _pick(files, chance)
    try:
        root = etree.fromstring(files[name], etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(chance.choice((1, 1, 1, 4, 20))):
        chance.choice(_TREE)(elements, chance)
    files[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _pick(files: Files, chance: random.Random) -> str:
    """A part; the main one half of the time."""
    return (
        "word/document.xml"
        if chance.random() < 0.5 and "word/document.xml" in files
        else chance.choice(sorted(files))
    )


def _delete(elements: "list[_Element]", chance: random.Random) -> None:
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(elements: "list[_Element]", chance: random.Random) -> None:
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        for child in reversed(list(element)):
            parent.insert(at, child)
        parent.remove(element)


def _duplicate(elements: "list[_Element]", chance: random.Random) -> None:
    from copy import deepcopy

    element = chance.choice(elements)
    parent = element.getparent()
    if parent is not None and (size := sum(1 for _ in element.iter())) < 200:
        for _ in range(chance.choice((1, 1, 3, 30)) if size < 30 else 1):
            parent.insert(parent.index(element), deepcopy(element))


def _move(elements: "list[_Element]", chance: random.Random) -> None:
    element, goal = chance.choice(elements), chance.choice(elements)
    if element.getparent() is not None and element is not goal and element not in goal.iterancestors():
        goal.insert(chance.randint(0, len(goal)), element)


def _rename(elements: "list[_Element]", chance: random.Random) -> None:
    chance.choice(elements).tag = chance.choice(elements).tag


def _swap_values(elements: "list[_Element]", chance: random.Random) -> None:
    bearers = [element for element in elements if element.attrib]
    if bearers:
        one, other = chance.choice(bearers), chance.choice(bearers)
        mine, theirs = chance.choice(one.keys()), chance.choice(other.keys())
        kept = str(one.get(mine))
        one.set(mine, str(other.get(theirs)))
        other.set(theirs, kept)


def _odd_value(elements: "list[_Element]", chance: random.Random) -> None:
    bearers = [element for element in elements if element.attrib]
    if bearers:
        element = chance.choice(bearers)
        element.set(chance.choice(element.keys()), chance.choice(ODD_VALUES))


def _drop_attribute(elements: "list[_Element]", chance: random.Random) -> None:
    bearers = [element for element in elements if element.attrib]
    if bearers:
        element = chance.choice(bearers)
        del element.attrib[chance.choice(element.keys())]


def _odd_words(elements: "list[_Element]", chance: random.Random) -> None:
    element = chance.choice(elements)
    words = chance.choice(
        (None, "", "\n", "\t", "散落的字", "字" * 5_000, " ", "\u2028", "\ufeff", "\x85", "\ue000", "＿　")
    )
    if chance.random() < 0.5:
        element.text = words
    elif element.getparent() is not None:
        element.tail = words


def _nest(elements: "list[_Element]", chance: random.Random) -> None:
    from copy import deepcopy

    element = chance.choice(elements)
    if sum(1 for _ in element.iter()) < 60:
        pristine, inside = deepcopy(element), element
        for _ in range(chance.choice((1, 5, 40))):
            copy = deepcopy(pristine)
            inside.append(copy)
            inside = copy


def _comment(elements: "list[_Element]", chance: random.Random) -> None:
    from lxml import etree

    element = chance.choice(elements)
    element.insert(
        chance.randint(0, len(element)),
        chance.choice((etree.Comment("批"), etree.ProcessingInstruction("x", "y"))),
    )


_TREE: tuple[Callable[["list[_Element]", random.Random], None], ...] = (
    _delete, _unwrap, _duplicate, _move, _rename, _swap_values, _odd_value, _odd_value, _drop_attribute, _odd_words, _nest, _comment,
)  # fmt: skip


# --- bytes, parts, the archive -----------------------------------------------------------------------------

NOISE = (b"\x00", b"\x01", b"\x0b", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"&#0;", b"&#xFFFF;", b"&#x1F600;", b"&no;",
         b"]]>", b"<!--", b"<![CDATA[", b"<?x?>", b"<", b">", b'"', b"<!DOCTYPE x>", b"\r\n", b"\xc2\x85")  # fmt: skip


def _change_bytes(files: Files, chance: random.Random) -> None:
    name = _pick(files, chance)
    data = files[name]
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((0, 1, 5, 50, 500)))
    files[name] = chance.choice(
        (
            data[:at] + chance.choice(NOISE) + data[at:],
            data[:at] + data[end:],
            data[:end] + data[at:],
            data[:at] + bytes(chance.randrange(256) for _ in range(3)) + data[end:],
        )
    )


def _change_parts(files: Files, chance: random.Random) -> None:
    name = chance.choice(sorted(files))
    other = chance.choice(originals())
    what = chance.randrange(5)
    if what == 0:
        del files[name]
    elif what == 1:  # the part of another file in the place of this one
        files[name] = other.get(name, b"")
    elif what == 2:  # a part in the place of another
        files[name] = files[chance.choice(sorted(files))]
    elif what == 3:
        files[chance.choice((name.upper(), name.replace("/", "\\"), f"/{name}", f"../{name}"))] = files.pop(
            name
        )
    else:
        taken = chance.choice(sorted(other))
        files[taken] = other[taken]
    files.setdefault("word/document.xml" if chance.random() < 0.5 else "a.xml", b"<a/>")


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """The archive itself with some bytes wrong, missing or doubled."""
    what = chance.randrange(4)
    if what == 0:
        return data[: chance.randint(0, len(data))]
    if what == 1:
        at = chance.randint(0, len(data))
        return data[:at] + data[min(len(data), at + chance.randint(1, 40)) :]
    if what == 2:
        at = chance.randint(0, len(data))
        return data[:at] + data[chance.randint(0, at) : at] + data[at:]
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def inside(data: bytes) -> Files:
    """The parts of a broken file, to look at when a case fails."""
    return unzipped(data)
