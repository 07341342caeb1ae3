"""What a reader of the page sees is the text: once each, in reading order, and nothing else."""

from collections.abc import Iterable

import pytest
from word_files import (
    BREAK,
    FIELD_BEGIN,
    FIELD_END,
    FIELD_SEPARATE,
    HIDDEN,
    HIGHLIGHTED,
    MARK_DELETED,
    MARK_HIDDEN,
    MARK_INSERTED,
    MARK_MOVED,
    NAMESPACES,
    PAGE_BREAK,
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
    docx,
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
    vml_box,
    vml_picture,
)

from xxlint.document import Cell, Document, Layout, Mark
from xxlint.formats.docx import read_docx
from xxlint.span import Span


def read(data: bytes) -> Document:
    return read_docx("报告.docx", data)


def layout_of(document: Document) -> Layout:
    assert document.layout is not None
    return document.layout


def body(document: Document) -> list[str]:
    """The lines of the body."""
    return layout_of(document).stories[0].of(document.text).split("\n")


def beyond(document: Document) -> list[str]:
    """The lines of all other stories, without the empty ones."""
    return [line for line in document.text[layout_of(document).stories[0].end :].split("\n") if line]


def marked(document: Document, kind: str) -> list[str]:
    """The words under each mark of a kind."""
    return [mark.span.of(document.text) for mark in layout_of(document).marks if mark.kind == kind]


def words(text: str) -> Xml:
    """Words without the attribute that keeps their spaces."""
    return Xml(f"<w:t>{text}</w:t>")


def ruby(base: str, reading: str) -> Xml:
    return Xml(f"<w:ruby><w:rubyPr/><w:rt>{r(reading)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby>")


def math(formula: str) -> Xml:
    return Xml(f"<m:oMath><m:r><m:t>{formula}</m:t></m:r></m:oMath>")


# --- paragraphs --------------------------------------------------------------------------------------------

PARAGRAPHS = [
    pytest.param([p("甲"), p("乙")], ["甲", "乙"], id="a paragraph is a line"),
    pytest.param([p("甲"), p(), p("乙")], ["甲", "", "乙"], id="an empty paragraph is an empty line"),
    pytest.param([p("投资", "X", "X", "亿元")], ["投资XX亿元"], id="runs are joined"),
    pytest.param(
        [p("一", Xml('<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="甲"/>'), "二")],
        ["一二"],
        id="marks between runs are nothing",
    ),
    pytest.param([p(r("甲", TAB, "乙"))], ["甲\t乙"], id="tab"),
    pytest.param(
        [p(r("甲"), props='<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>')],
        ["甲"],
        id="a tab stop is no tab",
    ),
    pytest.param(
        [p(r("甲", Xml('<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>'), "乙"))],
        ["甲\t乙"],
        id="positional tab",
    ),
    pytest.param([p(r("甲", BREAK, "乙"))], ["甲", "乙"], id="line break"),
    pytest.param([p(r("甲", Xml("<w:cr/>"), "乙"))], ["甲", "乙"], id="carriage return"),
    pytest.param([p(r("工", Xml("<w:softHyphen/>"), "作"))], ["工作"], id="a soft hyphen is not seen"),
    pytest.param([p(r(Xml('<w:sym w:font="宋体" w:char="25A1"/>'), "是"))], ["□是"], id="symbol"),
    pytest.param([p(r("甲&乙<丙>"))], ["甲&乙<丙>"], id="entities"),
    pytest.param([p(r(words("甲<!-- 批注 -->乙<?x y?>丙")))], ["甲乙丙"], id="an XML comment in the words"),
    pytest.param([p(r(words("<![CDATA[甲]]>乙")))], ["甲乙"], id="CDATA"),
    # Word drops the spaces at the ends of a w:t that does not ask to keep them.
    pytest.param([p(r(words(" 甲 ")), r(words("乙")))], ["甲乙"], id="spaces that are not kept"),
    pytest.param([p(r("甲 "), r(" 乙"))], ["甲  乙"], id="spaces that are kept"),
    pytest.param([Xml("<w:p>\n  <w:r>\n    <w:t>甲</w:t>\n  </w:r>\n</w:p>")], ["甲"], id="an indented file"),
    pytest.param([p(r("甲", RENDERED_PAGE_BREAK, "乙"))], ["甲乙"], id="a rendered page break is nothing"),
    pytest.param([p(r(ruby("盱眙", "xū yí")), "县")], ["盱眙县"], id="ruby: the base, not the reading"),
    pytest.param([p("式中", math("x=1"), "。")], ["式中x=1。"], id="math"),
    pytest.param(
        [p(Xml(f"<m:oMathPara>{math('y=2')}</m:oMathPara>"))], ["y=2"], id="math in a line of its own"
    ),
    pytest.param([p(Xml(f'<w:bdo w:val="ltr">{r("甲")}</w:bdo>'), "乙")], ["甲乙"], id="direction"),
    pytest.param(
        [p("甲", props=sect()), p("乙"), sect()], ["甲", "乙"], id="the end of a section is no line"
    ),
    pytest.param([p("甲", props="<w:framePr/>"), p("乙")], ["甲", "乙"], id="a frame is part of the body"),
]


@pytest.mark.parametrize(("content", "lines"), PARAGRAPHS)
def test_paragraphs(content: list[Xml], lines: list[str]) -> None:
    document = read(docx(*content))
    assert body(document) == lines
    assert not beyond(document)
    assert not document.not_checked


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    # U+2011 looks the same; nothing else is right.
    (line,) = body(read(docx(p(r("0517", Xml("<w:noBreakHyphen/>"), "88")))))
    assert line in ("0517-88", "0517\u201188")


@pytest.mark.parametrize("char", ["F0FE", "00FE", "F052", "zz", "", "110000"])
def test_a_symbol_of_a_symbol_font_is_at_most_one_character_and_no_letter(char: str) -> None:
    symbol = Xml(f'<w:sym w:font="Wingdings" w:char="{char}"/>')
    (line,) = body(read(docx(p(r("甲", symbol, "乙")))))
    assert line[0] + line[-1] == "甲乙"
    assert len(line) <= 3
    if len(line) == 3:
        assert not line[1].isalnum()


def test_a_page_break_parts_what_stands_before_and_behind() -> None:
    # Whether a paragraph that holds nothing else is one empty line or two, nobody sees.
    document = read(docx(p(r("甲", PAGE_BREAK, "乙")), p(r(PAGE_BREAK)), p("丙")))
    assert [line for line in body(document) if line] == ["甲", "乙", "丙"]


def test_a_line_end_in_the_xml_is_a_space_at_most() -> None:
    document = read(docx(p(r(words("甲\n乙"))), p("丙")))
    assert [line.replace(" ", "") for line in body(document)] == ["甲乙", "丙"]


def test_a_manual_line_break_ends_no_block() -> None:
    document = read(docx(p(r("甲", BREAK, "乙")), p("丙")))
    assert [block.span.of(document.text) for block in layout_of(document).blocks] == ["甲\n乙", "丙"]


# --- tables ------------------------------------------------------------------------------------------------

COVERED = '<w:vMerge w:val="continue"/>'

TABLES = [
    pytest.param([tbl(["甲", "乙"], ["丙", "丁"])], ["甲\t乙", "丙\t丁"], id="a row is a line"),
    pytest.param([p("前"), tbl(["甲", "乙"]), p("后")], ["前", "甲\t乙", "后"], id="between paragraphs"),
    pytest.param([tbl(["甲", "", "乙"])], ["甲\t\t乙"], id="an empty cell keeps its place"),
    pytest.param(
        [tbl([tc("甲", "乙"), "丙"])], ["甲", "乙", "丙"], id="a cell of two paragraphs: each is a line"
    ),
    pytest.param(
        [tbl([tc("甲", tbl(["一", "二"]), "后"), "乙"])],
        ["甲", "一\t二", "后", "乙"],
        id="a table in a table",
    ),
    pytest.param(
        [tbl([tc("合计", props='<w:gridSpan w:val="3"/>'), "9"])], ["合计\t9"], id="a wide cell once"
    ),
    pytest.param(
        [tbl(tr("甲", "乙", props='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'))],
        ["甲\t乙"],
        id="columns left out",
    ),
    pytest.param([tbl([tc("甲")])], ["甲"], id="one cell"),
    pytest.param(
        [tbl(["甲", "乙"], tr("丙", "丁", props=row_changed("del")))], ["甲\t乙"], id="a deleted row"
    ),
    pytest.param(
        [tbl(["甲", "乙"], tr("丙", "丁", props=row_changed("ins")))],
        ["甲\t乙", "丙\t丁"],
        id="an inserted row",
    ),
    pytest.param(
        [p("前"), tbl(tr("丙", props=row_changed("del"))), p("后")],
        ["前", "后"],
        id="a table of deleted rows",
    ),
    pytest.param(
        [tbl([tc(p(r("甲", BREAK, "乙"))), "丙"])],
        ["甲", "乙\t丙"],
        id="a line break in a cell is in its text",
    ),
]


@pytest.mark.parametrize(("content", "lines"), TABLES)
def test_tables(content: list[Xml], lines: list[str]) -> None:
    assert body(read(docx(*content))) == lines


# Whether a covered cell keeps its tab is left open: the page shows neither the cell nor that it is missing.
MERGED = [
    pytest.param(
        [tbl([tc("甲", props='<w:vMerge w:val="restart"/>'), "一"], [tc("", props=COVERED), "二"])],
        ["甲\t一", "二"],
        id="down",
    ),
    pytest.param(
        [tbl([tc("甲", props='<w:vMerge w:val="restart"/>'), "一"], [tc("旧", props="<w:vMerge/>"), "二"])],
        ["甲\t一", "二"],
        id="words in a covered cell are not seen",
    ),
    pytest.param(
        [tbl([tc("甲", props='<w:hMerge w:val="restart"/>'), tc("", props="<w:hMerge/>"), "一"])],
        ["甲\t一"],
        id="across",
    ),
    # With nothing above to belong to, Word shows the cell as one of its own.
    pytest.param([tbl(["甲", "一"], [tc("乙", props=COVERED), "二"])], ["甲\t一", "乙\t二"], id="no start"),
    pytest.param(
        [
            tbl(["", tc("甲", props='<w:vMerge w:val="restart"/>')], ["", tc("旧", props=COVERED)]),
            p("间"),
            tbl([tc("乙", props='<w:vMerge w:val="restart"/>'), "二"]),
        ],
        ["甲", "", "间", "乙\t二"],
        id="the next table begins anew",
    ),
]


@pytest.mark.parametrize(("content", "lines"), MERGED)
def test_merged_cells_are_seen_once(content: list[Xml], lines: list[str]) -> None:
    found = [line.strip("\t").replace("\t\t", "\t") for line in body(read(docx(*content)))]
    assert found == lines


@pytest.mark.parametrize(("change", "line"), [("cellDel", "甲"), ("cellIns", "甲\t乙")])
def test_a_changed_cell(change: str, line: str) -> None:
    changed = tc("乙", props=f'<w:{change} w:id="9" w:author="王某"/>')
    assert [found.rstrip("\t") for found in body(read(docx(tbl(["甲", changed]))))] == [line]


# --- tracked changes ---------------------------------------------------------------------------------------

CHANGES = [
    pytest.param([p("甲", ins("乙"), "丙")], ["甲乙丙"], id="inserted"),
    pytest.param([p("甲", dele("乙"), "丙")], ["甲丙"], id="deleted"),
    pytest.param([p("甲", ins(dele("乙")), "丙")], ["甲丙"], id="inserted and deleted again"),
    pytest.param([p("甲", moved_from("乙"), "丙", moved_to("乙"))], ["甲丙乙"], id="moved"),
    pytest.param([p("甲", props=MARK_DELETED), p("乙")], ["甲乙"], id="a deleted mark joins two paragraphs"),
    pytest.param(
        [p("甲", props=MARK_DELETED), p("乙", props=MARK_DELETED), p("丙"), p("丁")],
        ["甲乙丙", "丁"],
        id="two deleted marks join three",
    ),
    pytest.param([p("甲", props=MARK_INSERTED), p("乙")], ["甲", "乙"], id="an inserted mark parts two"),
    pytest.param([p("甲"), p(dele("乙"), props=MARK_DELETED), p("丙")], ["甲", "丙"], id="a whole paragraph"),
    pytest.param(
        [p("甲"), p(moved_from("乙"), props=MARK_MOVED), p("丙"), p(moved_to("乙"))],
        ["甲", "丙", "乙"],
        id="a whole paragraph moved",
    ),
    pytest.param(
        [p("甲"), p(dele("乙")), p("丙")],
        ["甲", "", "丙"],
        id="deleted words leave the mark of their paragraph",
    ),
    pytest.param(
        [p("甲", dele(field("REF x", "第三章")), "乙")], ["甲乙"], id="a deleted field with all its parts"
    ),
    pytest.param([p(hyperlink("甲", ins("乙"), dele("丙")))], ["甲乙"], id="changes inside a link"),
    pytest.param(
        [p(r("甲", props=f'<w:rPrChange w:id="1" w:author="王某"><w:rPr>{HIDDEN}</w:rPr></w:rPrChange>'))],
        ["甲"],
        id="what the look was before a change does not count",
    ),
    pytest.param(
        [
            p(
                "甲",
                props='<w:pPrChange w:id="1" w:author="王某"><w:pPr>'
                '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>',
            )
        ],
        ["甲"],
        id="nor the number that a paragraph had",
    ),
]


@pytest.mark.parametrize(("content", "lines"), CHANGES)
def test_changes(content: list[Xml], lines: list[str]) -> None:
    numbering = lists(n1=[level("decimal", "%1.")])
    assert body(read(docx(*content, numbering=numbering))) == lines


def test_changes_are_marked_with_their_author() -> None:
    document = read(docx(p("甲", ins("新增"), "乙", dele("旧文"), "丙")))
    at = document.text.index("丙")
    assert document.text == "甲新增乙丙"
    assert list(layout_of(document).marks) == [
        Mark(Span(1, 3), "inserted", "王某"),
        Mark(Span(at, at), "deleted", "王某"),
    ]


@pytest.mark.parametrize(
    "content", [[p("甲"), p(dele("乙"), props=MARK_DELETED)], [p(dele("甲"), props=MARK_DELETED)]]
)
def test_what_is_deleted_at_the_end_is_marked_inside_the_text(content: list[Xml]) -> None:
    document = read(docx(*content))
    assert document.text.rstrip("\n") in ("甲", "")
    places = [mark.span for mark in layout_of(document).marks]
    assert places
    assert all(0 <= place.start == place.end <= len(document.text) for place in places)


# --- hidden words ------------------------------------------------------------------------------------------

STYLES = "".join(
    (
        style("Secret", run=HIDDEN),
        style("SecretChild", based_on="Secret"),
        style("SecretWords", kind="character", run=HIDDEN),
        style("SecretWordsChild", kind="character", based_on="SecretWords"),
        style("Open", run='<w:vanish w:val="0"/>', based_on="Secret"),
        style("Line", kind="character", run=UNDERLINED),
    )
)
JOINS = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"

VANISHED = [
    pytest.param([p("甲", r("乙", props=HIDDEN), "丙")], ["甲丙"], id="directly"),
    *(
        pytest.param(
            [p("甲", r("乙", props=f'<w:vanish w:val="{value}"/>'))],
            ["甲" if hidden else "甲乙"],
            id=f"value {value}",
        )
        for value, hidden in (
            ("1", True),
            ("true", True),
            ("on", True),
            ("0", False),
            ("false", False),
            ("off", False),
        )
    ),
    pytest.param([p("甲", r("乙", style="SecretWords"))], ["甲"], id="through a character style"),
    pytest.param([p("甲", r("乙", style="SecretWordsChild"))], ["甲"], id="through what it is based on"),
    pytest.param(
        [p("甲", r("乙", style="SecretWords", props='<w:vanish w:val="0"/>'))],
        ["甲乙"],
        id="a style switched off by the run",
    ),
    pytest.param([p("甲"), p("乙", style="Secret"), p("丙")], ["甲", "丙"], id="through a paragraph style"),
    pytest.param([p("甲"), p("乙", style="SecretChild"), p("丙")], ["甲", "丙"], id="through its parent"),
    pytest.param([p("甲"), p("乙", style="Open"), p("丙")], ["甲", "乙", "丙"], id="switched off by a style"),
    pytest.param(
        [p(r("甲", props='<w:vanish w:val="0"/>'), "乙", style="Secret")],
        ["甲"],
        id="one run of a hidden paragraph switched on",
    ),
    pytest.param([p(r("甲", props="<w:webHidden/>"))], ["甲"], id="hidden on the web is seen on paper"),
    pytest.param(
        [p("甲"), p(r("乙", props=HIDDEN), props=MARK_HIDDEN), p("丙")],
        ["甲", "丙"],
        id="a paragraph hidden with its mark",
    ),
    # The mark itself is hidden so that a heading and its text stand on one line of the page.
    pytest.param([p("总则。", props=JOINS), p("正文。")], ["总则。正文。"], id="a style separator"),
]


@pytest.mark.parametrize(("content", "lines"), VANISHED)
def test_hidden_words_are_not_seen(content: list[Xml], lines: list[str]) -> None:
    # Whether a hidden paragraph whose mark is seen leaves an empty line does not matter here.
    document = read(docx(*content, styles=STYLES))
    assert [line for line in body(document) if line] == lines


# --- content controls, links, fields -----------------------------------------------------------------------

INLINE = [
    pytest.param([p("甲", sdt("乙"), "丙")], ["甲乙丙"], id="a control in a paragraph"),
    pytest.param([p("甲"), sdt(p("乙"), p("丙")), p("丁")], ["甲", "乙", "丙", "丁"], id="around paragraphs"),
    pytest.param([tbl(tr(tc("甲"), sdt(tc("乙")), tc("丙")))], ["甲\t乙\t丙"], id="around a cell"),
    pytest.param([tbl(tr("甲", "乙"), sdt(tr("丙", "丁")))], ["甲\t乙", "丙\t丁"], id="around a row"),
    pytest.param([sdt(sdt(p("甲", sdt(sdt("乙")))))], ["甲乙"], id="controls in controls"),
    pytest.param([sdt(tbl(["甲", "乙"]))], ["甲\t乙"], id="around a table"),
    pytest.param(
        [p(sdt("甲", props='<w:alias w:val="单位"/><w:tag w:val="标记"/><w:dropDownList>'
               '<w:listItem w:displayText="选项一" w:value="1"/></w:dropDownList>'))],
        ["甲"],
        id="what a control knows is not shown",
    ),
    pytest.param(
        [p(sdt("☐", props='<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'), "同意")],
        ["☐同意"],
        id="a box to tick",
    ),
    pytest.param([p("见", hyperlink("附件", "1"), "。")], ["见附件1。"], id="link"),
    pytest.param([p("在", smart_tag("青岩", smart_tag("县")), "。")], ["在青岩县。"], id="smart tag"),
    pytest.param([p("甲", custom_xml("乙"))], ["甲乙"], id="custom XML in a paragraph"),
    pytest.param([custom_xml(p("甲")), p("乙")], ["甲", "乙"], id="custom XML around a paragraph"),
    pytest.param(
        [tbl(custom_xml(tr(custom_xml(tc("甲")), "乙")))], ["甲\t乙"], id="custom XML around rows and cells"
    ),
    pytest.param([p("第", simple_field("PAGE", "3"), "页")], ["第3页"], id="simple field"),
    pytest.param([p("第", field("PAGE", "3"), "页")], ["第3页"], id="field"),
    pytest.param([p("见", field("REF _Ref1 \\h", "第", "三", "章"))], ["见第三章"], id="a result in pieces"),
    pytest.param([p("甲", field(["HYP", code('ERLINK "http://x.cn"')], "乙"))], ["甲乙"], id="code in pieces"),
    pytest.param([p("甲", field("XE 索引项"), "乙")], ["甲乙"], id="a field that shows nothing"),
    pytest.param(
        [p("单位：", field("MACROBUTTON NoMacro 填写单位"))], ["单位：填写单位"], id="the prompt of a button"
    ),
    pytest.param(
        [p(field(["IF", field("MERGEFIELD 性别", "男"), '= "男" "先生" "女士"'], "先生"), "：")],
        ["先生："],
        id="a field among the words of another's code",
    ),
    pytest.param(
        [p(field("TOC", field("HYPERLINK \\l a", "一、工作", field("PAGEREF a", "2"))))],
        ["一、工作2"],
        id="fields in a result",
    ),
    pytest.param(
        [p("前", FIELD_BEGIN, code("QUOTE"), FIELD_SEPARATE, "甲"), p("乙"), p("丙", FIELD_END, "后")],
        ["前甲", "乙", "丙后"],
        id="a field over three paragraphs",
    ),
    pytest.param(
        [p("甲", FIELD_BEGIN, code("PAGE"), FIELD_SEPARATE, "3"), p("后")],
        ["甲3", "后"],
        id="a field whose end is missing",
    ),
    # A field that was never finished hides its code and no more: what follows must not be lost.
    pytest.param(
        [p("甲", FIELD_BEGIN, code("PAGE")), p("后"), p("完")],
        ["甲", "后", "完"],
        id="a field that only begins",
    ),
    pytest.param([p("甲", FIELD_END, "乙", FIELD_SEPARATE, "丙")], ["甲乙丙"], id="ends of no field"),
    pytest.param(
        [p(r(Xml('<w:fldChar w:fldCharType="begin"/>'), Xml("<w:instrText>PAGE</w:instrText>"),
             Xml('<w:fldChar w:fldCharType="separate"/>'), "5", Xml('<w:fldChar w:fldCharType="end"/>')))],
        ["5"],
        id="a field in one run",
    ),
    pytest.param([p("甲", commented(0, "乙"), "丙")], ["甲乙丙"], id="comment"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "lines"), INLINE)
def test_what_stands_around_words(content: list[Xml], lines: list[str]) -> None:
    document = read(docx(*content, comments={0: "请核实"}))
    assert body(document) == lines
    assert not beyond(document)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(p("单位：", sdt("单击此处输入文字。", props=SHOWING_PROMPT)), "单位：单击此处输入文字。", id="run"),
        pytest.param(sdt(p("单击此处", "输入文字。"), props=SHOWING_PROMPT), "单击此处输入文字。", id="paragraph"),
        pytest.param(tbl(tr("甲", sdt(tc("选择一项。"), props=SHOWING_PROMPT))), "甲\t选择一项。", id="cell"),
    ],
)  # fmt: skip
def test_a_prompt_is_seen_and_marked(content: Xml, line: str) -> None:
    document = read(docx(content))
    assert body(document) == [line]
    (found,) = marked(document, "prompt")
    assert found and line.endswith(found)


@pytest.mark.parametrize("props", ["", '<w:showingPlcHdr w:val="0"/>', '<w:showingPlcHdr w:val="false"/>'])
def test_a_filled_control_is_no_prompt(props: str) -> None:
    assert not marked(read(docx(p(sdt("青岩县", props=props)))), "prompt")


def test_a_comment_is_marked_with_its_author_and_is_no_text() -> None:
    document = read(docx(p("甲", commented(0, "投资", "额"), "乙"), comments={0: "请核实数据"}))
    assert "核实" not in document.text
    (mark,) = (mark for mark in layout_of(document).marks if mark.kind == "comment")
    assert (mark.span.of(document.text), mark.words) == ("投资额", "李某")


# --- headers and footers -----------------------------------------------------------------------------------

TITLE_PAGE = "<w:titlePg/>"
ALL_HEADERS = sect(header_default="h", header_first="hf", header_even="he")
HEADERS = {"h": "常页", "hf": "首页", "he": "偶页"}
TWO_SIDED = "<w:evenAndOddHeaders/>"

SHOWN = [
    pytest.param([p("甲"), sect(header_default="h")], "", ["常页"], id="a header"),
    pytest.param([p("甲"), ALL_HEADERS], "", ["常页"], id="the first and even ones are off"),
    pytest.param(
        [p("甲"), sect(TITLE_PAGE, header_default="h", header_first="hf")],
        "",
        ["常页", "首页"],
        id="a title page",
    ),
    pytest.param(
        [p("甲"), sect('<w:titlePg w:val="0"/>', header_default="h", header_first="hf")],
        "",
        ["常页"],
        id="a title page switched off",
    ),
    pytest.param([p("甲"), ALL_HEADERS], TWO_SIDED, ["偶页", "常页"], id="two sides"),
    pytest.param(
        [p("甲"), ALL_HEADERS], '<w:evenAndOddHeaders w:val="false"/>', ["常页"], id="two sides switched off"
    ),
    pytest.param(
        [p("甲", props=sect(header_default="h")), p("乙"), sect()],
        "",
        ["常页"],
        id="a second section goes on with it",
    ),
    pytest.param(
        [p("甲", props=sect(header_default="h")), p("乙"), sect(header_default="h")],
        "",
        ["常页"],
        id="named twice, told once",
    ),
    pytest.param(
        [p("甲", props=sect(header_default="h")), p("乙"), sect(header_default="h2")],
        "",
        ["另页", "常页"],
        id="a section with one of its own",
    ),
    # The first section has no title page, but the second does and takes the header from the first.
    pytest.param(
        [p("甲", props=sect(header_default="h", header_first="hf")), p("乙"), sect(TITLE_PAGE)],
        "",
        ["常页", "首页"],
        id="a title page with the header of the section before",
    ),
    pytest.param([p("甲"), sect()], "", [], id="no section asks for it"),
    pytest.param([p("甲"), sect(header_default="none")], "", [], id="a header that is missing"),
]


@pytest.mark.parametrize(("content", "settings", "lines"), SHOWN)
def test_headers_that_are_shown(content: list[Xml], settings: str, lines: list[str]) -> None:
    # Sorted: which of a section's headers comes first is nobody's concern.
    document = read(docx(*content, headers={**HEADERS, "h2": "另页"}, settings=settings))
    assert sorted(beyond(document)) == sorted(lines)
    assert {block.where.part for block in layout_of(document).blocks} <= {"body", "header"}


def test_footers_are_read_as_headers_are() -> None:
    document = read(docx(p("甲"), sect(footer_default="f"), footers={"f": p("第", field("PAGE", "1"), "页")}))
    assert beyond(document) == ["第1页"]
    assert layout_of(document).blocks[-1].where.part == "footer"
    assert layout_of(document).blocks[-1].where.paragraph == 1


# --- notes -------------------------------------------------------------------------------------------------


def test_notes_stand_behind_the_body_and_their_separators_nowhere() -> None:
    document = read(
        docx(
            p("增长", footnote(3), "明显", endnote(2), "。"),
            footnotes={3: "来源：统计局"},
            endnotes={2: "数据为初步统计"},
        )
    )
    # The raised figure in the body is left out: a digit between two words would be read as one of the text.
    assert body(document) == ["增长明显。"]
    assert beyond(document) == ["来源：统计局", "数据为初步统计"]
    assert [block.where.part for block in layout_of(document).blocks] == ["body", "footnote", "endnote"]


def test_notes_are_numbered_and_ordered_as_they_are_referred_to() -> None:
    document = read(docx(p("甲", footnote(7)), p("乙", footnote(2)), footnotes={2: "其二", 7: "其一"}))
    assert beyond(document) == ["其一", "其二"]
    notes = [block.where.note for block in layout_of(document).blocks if block.where.part == "footnote"]
    assert notes == [1, 2]


def test_the_own_number_of_a_note_is_not_text() -> None:
    note = p(r(Xml("<w:footnoteRef/>")), r("来源"))
    assert beyond(read(docx(p("甲", footnote(1)), footnotes={1: note}))) == ["来源"]


@pytest.mark.parametrize(
    "content",
    [pytest.param(p("甲"), id="never referred to"), pytest.param(p("甲", dele(footnote(1))), id="reference deleted")],
)  # fmt: skip
def test_a_note_that_no_page_shows(content: Xml) -> None:
    assert not beyond(read(docx(content, footnotes={1: "不见"})))


def test_a_note_of_two_paragraphs() -> None:
    document = read(docx(p("甲", footnote(1)), footnotes={1: Xml(p("一") + p("二"))}))
    assert beyond(document) == ["一", "二"]


# --- text boxes --------------------------------------------------------------------------------------------

BOXES = [
    pytest.param([p("甲", textbox("框")), p("乙")], ["甲", "乙"], ["框"], id="in both forms: once"),
    pytest.param([p("甲", r(vml_box("旧框")))], ["甲"], ["旧框"], id="in the old form alone"),
    pytest.param([p("甲", r(drawing(shape("新框"))))], ["甲"], ["新框"], id="in the new form alone"),
    pytest.param([p("甲", textbox(["一", "二"]))], ["甲"], ["一", "二"], id="two paragraphs"),
    pytest.param(
        [p(r(alternatives(group(shape("左"), shape("右")), Xml("<w:pict/>"), "wpg")), "甲")],
        ["甲"],
        ["左", "右"],
        id="a group",
    ),
    pytest.param(
        [p("甲", r(vml_box(tbl(["一", "二"]), p("末"))))], ["甲"], ["一\t二", "末"], id="a table in a box"
    ),
    pytest.param([tbl([tc(p("甲", textbox("框"))), "乙"])], ["甲\t乙"], ["框"], id="in a cell"),
    pytest.param(
        [p("甲", r(alternatives(drawing(shape("新")), vml_box("旧"), "later")))],
        ["甲"],
        ["旧"],
        id="in a form of the future: the fallback is shown",
    ),
    pytest.param([p("甲", dele(textbox("删")))], ["甲"], [], id="deleted"),
    pytest.param([p("甲", r(vml_box("隐"), props=HIDDEN))], ["甲"], [], id="hidden"),
    pytest.param(
        [p("甲", alternatives(r("新"), r("旧"), "w14"), "乙")], ["甲新乙"], [], id="words in two forms: the newer"
    ),
    pytest.param([p("甲", sdt(textbox("框")), hyperlink(textbox("另")))], ["甲"], ["框", "另"], id="in a control"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "lines", "boxes"), BOXES)
def test_text_boxes(content: list[Xml], lines: list[str], boxes: list[str]) -> None:
    document = read(docx(*content))
    assert body(document) == lines
    assert beyond(document) == boxes
    assert not document.not_checked


def test_a_text_box_in_a_header() -> None:
    document = read(docx(p("甲"), sect(header_default="h"), headers={"h": p("页眉", textbox("内部资料"))}))
    assert beyond(document) == ["页眉", "内部资料"]
    assert layout_of(document).blocks[-1].where.part == "textbox"


def test_a_fallback_in_other_words_is_marked() -> None:
    document = read(docx(p("甲", textbox("投资12亿元", "投资XX亿元"))))
    assert beyond(document) == ["投资12亿元"]
    (mark,) = layout_of(document).marks
    assert (mark.kind, mark.words) == ("fallback", "投资XX亿元")
    assert mark.span.of(document.text) == "投资12亿元"


@pytest.mark.parametrize(
    "fallback",
    [pytest.param("投资12亿元", id="the same"), pytest.param(p("投资", "12亿元"), id="other runs")],
)
def test_a_fallback_in_the_same_words_is_not(fallback: str) -> None:
    assert not layout_of(read(docx(p(textbox("投资12亿元", fallback))))).marks


# --- automatic numbers -------------------------------------------------------------------------------------

NUMBERING = lists(
    n1=[level("chineseCounting", "%1、"), level("chineseCounting", "（%2）", at=1)],
    n2=[level("decimal", "%1.")],
)

NUMBERS = [
    pytest.param([p("甲", num=(1, 0)), p("乙", num=(1, 0))], ["一、甲", "二、乙"], id="full-width mark"),
    pytest.param([p("甲", num=(2, 0)), p("乙", num=(2, 0))], ["1. 甲", "2. 乙"], id="half-width mark"),
    pytest.param(
        [p("甲", num=(1, 0)), p("乙", num=(1, 1)), p("丙", num=(1, 0)), p("丁", num=(1, 1))],
        ["一、甲", "（一）乙", "二、丙", "（一）丁"],
        id="levels",
    ),
    pytest.param(
        [p("甲", num=(1, 0)), p("二、乙"), p("丙", num=(1, 0))],
        ["一、甲", "二、乙", "二、丙"],
        id="and typed",
    ),
    pytest.param(
        [p("甲", num=(1, 0)), p(dele("乙"), num=(1, 0), props=MARK_DELETED), p("丙", num=(1, 0))],
        ["一、甲", "二、丙"],
        id="a deleted paragraph does not count",
    ),
    pytest.param([tbl([tc(p("甲", num=(2, 0))), tc(p("乙", num=(2, 0)))])], ["1. 甲\t2. 乙"], id="in cells"),
]


@pytest.mark.parametrize(("content", "lines"), NUMBERS)
def test_automatic_numbers(content: list[Xml], lines: list[str]) -> None:
    assert body(read(docx(*content, numbering=NUMBERING))) == lines


def test_a_label_covers_the_automatic_number_alone() -> None:
    document = read(docx(p("甲", num=(2, 0)), p("2.乙"), numbering=NUMBERING))
    automatic, typed = layout_of(document).blocks
    assert automatic.label.of(document.text).strip() == "1."
    assert automatic.label.start == 0
    assert typed.label.start == typed.label.end


# --- blanks ------------------------------------------------------------------------------------------------

PLAIN_LINE = Xml("<w:bookmarkStart w:id='4' w:name='x'/><w:bookmarkEnd w:id='4'/>")

BLANKS = [
    pytest.param(["金额：", r("    ", props=UNDERLINED), "元"], ["    "], id="underlined spaces"),
    pytest.param(
        [r("  ", props=UNDERLINED), PLAIN_LINE, r("\u3000\xa0", props=UNDERLINED), "元"],
        ["  \u3000\xa0"],
        id="several runs are one blank",
    ),
    pytest.param([r(TAB, props=UNDERLINED), "元"], ["\t"], id="an underlined tab"),
    pytest.param([r("    ", props=HIGHLIGHTED), "元"], ["    "], id="highlighted"),
    pytest.param([r("    ", style="Line"), "元"], ["    "], id="underlined by a style"),
    pytest.param([r("    ", props='<w:u w:val="dotted"/>'), "元"], ["    "], id="another kind of line"),
    pytest.param(
        [r("  ", props=UNDERLINED), "年", r("  ", props=UNDERLINED), "月"], ["  ", "  "], id="two blanks"
    ),
    pytest.param([r("    "), "元"], [], id="plain spaces"),
    pytest.param([r("    ", props='<w:u w:val="none"/>')], [], id="no line"),
    pytest.param([r("    ", props='<w:highlight w:val="none"/>')], [], id="no light"),
    pytest.param([r("青岩县", props=UNDERLINED)], [], id="underlined words"),
    pytest.param(
        [r("  ", props=UNDERLINED), r("张三", props=UNDERLINED), r("  ", props=UNDERLINED)],
        [],
        id="words in the middle of a line: it is filled",
    ),
]


@pytest.mark.parametrize(("content", "blanks"), BLANKS)
def test_blanks(content: list[str], blanks: list[str]) -> None:
    assert marked(read(docx(p(*content), styles=STYLES)), "blank") == blanks


def test_a_blank_ends_with_its_paragraph() -> None:
    line = r("   ", props=UNDERLINED)
    assert marked(read(docx(p("甲", line), p(line, "乙"))), "blank") == ["   ", "   "]


# --- contents, headings, places ----------------------------------------------------------------------------


def covered(text: str, spans: Iterable[Span]) -> str:
    return "".join(span.of(text).replace("\n", "") for span in spans)


TOC = (
    p(FIELD_BEGIN, code('TOC \\o "1-3"'), FIELD_SEPARATE, "一、工作", r(TAB), "1"),
    p("二、问题", r(TAB), "2"),
    p("三、打算", r(TAB), "3", FIELD_END),
)


def test_lines_of_a_table_of_contents() -> None:
    document = read(docx(p("目录"), *TOC, p("一、工作"), p("二、问题")))
    assert covered(document.text, layout_of(document).contents) == "一、工作\t1二、问题\t2三、打算\t3"


def test_lines_in_the_style_of_a_table_of_contents() -> None:
    styles = style("11", title="toc 1") + style("TOC2", title="toc 2")
    document = read(
        docx(p("一、工作1", style="11"), p("（一）发展2", style="TOC2"), p("正文"), styles=styles)
    )
    assert covered(document.text, layout_of(document).contents) == "一、工作1（一）发展2"


def test_levels_of_headings() -> None:
    outline = '<w:outlineLvl w:val="{}"/>'
    styles = "".join(
        (
            style("1", title="heading 1", props=outline.format(0)),
            style("Chapter", based_on="1"),
            style("Low", props=outline.format(9)),
        )
    )
    document = read(
        docx(
            p("甲", style="1"),
            p("乙", style="Chapter"),
            p("丙", props=outline.format(2)),
            p("丁", style="Low"),
            p("戊"),
            styles=styles,
        )
    )
    assert [block.heading for block in layout_of(document).blocks] == [1, 1, 3, 0, 0]


def test_pages_where_the_file_tells_them() -> None:
    document = read(
        docx(p("甲"), p("乙", r(RENDERED_PAGE_BREAK, "乙")), p(r(RENDERED_PAGE_BREAK, "丙")), p("丁"))
    )
    # A paragraph stands where it begins.
    assert [block.where.page for block in layout_of(document).blocks] == [1, 1, 3, 3]
    assert [block.where.page for block in layout_of(read(docx(p("甲"), p("乙")))).blocks] == [None, None]


def test_where_paragraphs_stand() -> None:
    document = read(
        docx(
            p("甲"), p(), p("乙"), tbl(["一", "二"], [tc("三", "四"), "五"]), p("丙"), tbl(["六"]), sect(header_default="h"),
            headers={"h": Xml(p("眉") + p("目"))},
        )
    )  # fmt: skip
    places = {
        block.span.of(document.text): (block.where.part, block.where.paragraph, block.where.cell)
        for block in layout_of(document).blocks
    }
    places.pop("", None)  # whether an empty paragraph is a block of its own is left open; it counts
    assert places == {
        "甲": ("body", 1, None),
        "乙": ("body", 3, None),
        "一": ("body", 4, Cell(1, 1, 1)),
        "二": ("body", 5, Cell(1, 1, 2)),
        "三": ("body", 6, Cell(1, 2, 1)),
        "四": ("body", 7, Cell(1, 2, 1)),
        "五": ("body", 8, Cell(1, 2, 2)),
        "丙": ("body", 9, None),
        "六": ("body", 10, Cell(2, 1, 1)),
        "眉": ("header", 1, None),
        "目": ("header", 2, None),
    }


def test_paragraphs_that_are_not_seen_count_as_well() -> None:
    document = read(
        docx(p("甲", props=MARK_DELETED), p("乙"), p(dele("丙"), props=MARK_DELETED), p("丁"), styles=STYLES)
    )
    places = [(block.span.of(document.text), block.where.paragraph) for block in layout_of(document).blocks]
    assert [place for place in places if place[0]] in ([("甲乙", 1), ("丁", 4)], [("甲乙", 1), ("丁", 3)])


def test_stories_in_their_order() -> None:
    document = read(
        docx(
            p("正文", footnote(1), endnote(1), textbox("框")),
            sect(header_default="h", footer_default="f"),
            headers={"h": "眉"},
            footers={"f": "脚"},
            footnotes={1: "注"},
            endnotes={1: "尾"},
        )
    )
    assert document.text.split("\n") == ["正文", "眉", "脚", "注", "尾", "框"]
    parts = [block.where.part for block in layout_of(document).blocks]
    assert parts == ["body", "header", "footer", "footnote", "endnote", "textbox"]


def test_a_document_is_what_it_says() -> None:
    document = read(docx(p("甲"), p("乙")))
    assert (document.path, document.format, document.encoding) == ("报告.docx", "docx", None)
    assert len(document.prose) == len(document.text)
    assert [block.span.of(document.text) for block in layout_of(document).blocks] == ["甲", "乙"]


# --- what cannot be checked --------------------------------------------------------------------------------

CHUNK = Extra(
    "<html><body>另一份文件</body></html>".encode(), NAMESPACES["r"] + "/aFChunk", "text/html", "chunk1"
)

UNCHECKED = [
    pytest.param([p("甲", picture(), picture())], "2", ("图片",), id="pictures"),
    pytest.param([p("甲", vml_picture())], "1", ("图片",), id="an old picture"),
    pytest.param([p("甲", alternatives(picture(), vml_picture()))], "1", ("图片",), id="in two forms: one"),
    pytest.param([p("甲", chart())], "1", ("图表",), id="chart"),
    pytest.param([p("甲", smart_art())], "1", ("SmartArt", "智能图形"), id="SmartArt"),
    pytest.param([p("甲", embedded())], "1", ("对象", "嵌入"), id="embedded object"),
    pytest.param([p("甲"), Xml('<w:altChunk r:id="chunk1"/>')], "1", ("文件", "文档", "altChunk"), id="altChunk"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "count", "names"), UNCHECKED)
def test_what_cannot_be_checked_is_said(content: list[Xml], count: str, names: tuple[str, ...]) -> None:
    document = read(docx(*content, extra_parts={"word/chunk1.html": CHUNK}))
    assert body(document)[0] == "甲"
    assert "另一份文件" not in document.text
    (said,) = document.not_checked
    assert count in said.zh
    assert any(name in said.zh for name in names)


def test_a_picture_in_a_header_is_told_as_well() -> None:
    document = read(docx(p("甲"), sect(header_default="h"), headers={"h": p(picture())}))
    assert any("图片" in said.zh for said in document.not_checked)
