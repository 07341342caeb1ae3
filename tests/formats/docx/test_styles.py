"""What the styles of a Word file say."""

import pytest
from lxml import etree

from xxlint.formats.docx.styles import Look, Styles
from xxlint.formats.docx.xml import W

_NS = f'xmlns:w="{W[1:-1]}"'


def _tree(xml: str) -> "etree._Element":
    return etree.fromstring(f"<tree {_NS}>{xml}</tree>")[0]


def _styles(inner: str) -> Styles:
    return Styles(_tree(f"<w:styles>{inner}</w:styles>"))


def _style(
    style_id: str,
    inner: str = "",
    based: str = "",
    *,
    kind: str = "paragraph",
    name: str = "",
    more: str = "",
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}" {more}><w:name w:val="{name or style_id}"/>{on}{inner}</w:style>'


def _numbered(num_id: str = "", level: str = "") -> str:
    ilvl = f'<w:ilvl w:val="{level}"/>' if level else ""
    num = f'<w:numId w:val="{num_id}"/>' if num_id else ""
    return f"<w:pPr><w:numPr>{ilvl}{num}</w:numPr></w:pPr>"


def test_a_file_without_styles() -> None:
    styles = Styles(None)
    assert styles.paragraph("any") == styles.paragraph(None)
    assert styles.paragraph(None).num_id == 0
    assert styles.look(None, "any") == Look()
    assert styles.number_of_list("any") is None


def test_numbering_is_inherited_part_by_part() -> None:
    styles = _styles(
        _style("Base", _numbered("7", "0"))
        + _style("Deeper", _numbered(level="2"), "Base")
        + _style("Plain", "", "Deeper")
        + _style("Removed", _numbered("0"), "Base")
        + _style("Level", _numbered(level="1"))
    )
    plain = styles.paragraph("Plain")
    assert (plain.num_id, plain.level) == (7, 2)
    assert plain.numbered == (("Plain", None), ("Deeper", 2), ("Base", 0))
    assert styles.paragraph("Removed").num_id == 0
    assert (styles.paragraph("Level").num_id, styles.paragraph("Level").level) == (0, 1)


def test_chains_end() -> None:
    styles = _styles(
        _style("A", "", "B")
        + _style("B", _numbered("3"), "A")
        + _style("Self", "", "Self")
        + _style("Lost", "", "Nobody")
    )
    assert styles.paragraph("A").num_id == 3
    assert styles.paragraph("Self").num_id == 0
    assert styles.paragraph("Lost").num_id == 0


def test_a_long_chain_is_not_followed_to_its_end() -> None:
    count = 400
    styles = _styles("".join(_style(f"S{i}", "", f"S{i + 1}") for i in range(count)))
    assert all(styles.paragraph(f"S{i}").num_id == 0 for i in range(count))


def test_an_unknown_style_is_the_default_one() -> None:
    styles = _styles(
        _style("Normal", _numbered("4"), more='w:default="1"') + _style("Strong", kind="character")
    )
    assert [styles.paragraph(style_id).num_id for style_id in (None, "Nobody", "Strong")] == [4, 4, 4]


@pytest.mark.parametrize(
    ("name", "inner", "expected"),
    [
        pytest.param("heading 1", "", 1, id="by its name"),
        pytest.param("Heading 9", "", 9, id="by its name in capitals"),
        pytest.param("标题 3", "", 3, id="by its Chinese name"),
        pytest.param("标题", "", 0, id="the title is no heading"),
        pytest.param("heading 10", "", 0, id="no such level"),
        pytest.param("小节", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', 2, id="by its outline level"),
        pytest.param("heading 1", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', 0, id="a heading made text"),
        pytest.param("heading 2", '<w:pPr><w:outlineLvl w:val="x"/></w:pPr>', 2, id="a level that is none"),
        pytest.param("正文", "", 0, id="text"),
    ],
)
def test_headings(name: str, inner: str, expected: int) -> None:
    styles = _styles(_style("S", inner, name=name) + _style("Under", "", "S"))
    assert styles.heading(None, "S") == styles.heading(None, "Under") == expected
    assert styles.heading(_tree('<w:pPr><w:outlineLvl w:val="4"/></w:pPr>'), "S") == 5
    assert styles.heading(_tree('<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'), "S") == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [("toc 1", True), ("TOC 9", True), ("目录 2", True), ("TOC Heading", False), ("Normal", False)],
)
def test_contents(name: str, expected: bool) -> None:
    styles = _styles(_style("S", name=name) + _style("Under", "", "S"))
    assert styles.paragraph("S").contents is styles.paragraph("Under").contents is expected


_HIDDEN, _SHOWN = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'


@pytest.mark.parametrize(
    ("paragraph", "character", "own", "hidden"),
    [
        pytest.param("", "", "", False, id="nothing"),
        pytest.param(_HIDDEN, "", "", True, id="by the paragraph"),
        pytest.param("", _HIDDEN, "", True, id="by the character style"),
        pytest.param(_HIDDEN, _HIDDEN, "", False, id="twice is not at all"),
        pytest.param(_HIDDEN, _SHOWN, "", True, id="a style cannot switch off"),
        pytest.param(_HIDDEN, "", '<w:vanish w:val="0"/>', False, id="switched off at the run"),
        pytest.param("", "", "<w:vanish/>", True, id="at the run"),
        pytest.param(_HIDDEN, _HIDDEN, "<w:vanish/>", True, id="at the run, whatever the styles"),
        pytest.param("", "", '<w:vanish w:val="false"/>', False, id="false"),
        pytest.param("", "", "<w:webHidden/>", False, id="hidden on the web alone"),
    ],
)
def test_hidden_text(paragraph: str, character: str, own: str, hidden: bool) -> None:
    styles = _styles(_style("P", paragraph) + _style("C", character, kind="character"))
    run = _tree(f'<w:rPr><w:rStyle w:val="C"/>{own}</w:rPr>')
    assert styles.look(run, "P").hidden is hidden


def test_hidden_by_default() -> None:
    styles = _styles(
        f"<w:docDefaults><w:rPrDefault>{_HIDDEN}</w:rPrDefault></w:docDefaults>" + _style("P", _HIDDEN)
    )
    assert styles.look(None, "P").hidden
    assert not styles.look(_tree('<w:rPr><w:vanish w:val="off"/></w:rPr>'), "P").hidden


def test_underline_and_highlight() -> None:
    lined = '<w:rPr><w:u w:val="single"/><w:highlight w:val="yellow"/></w:rPr>'
    styles = _styles(
        _style("P", lined)
        + _style("None", '<w:rPr><w:u w:val="none"/></w:rPr>', "P")
        + _style("C", '<w:rPr><w:u w:val="none"/></w:rPr>', kind="character")
        + _style("D", "", "C", kind="character")
    )
    assert styles.look(None, "P") == Look(False, True, True)
    assert styles.look(None, "None") == Look(False, False, True)
    assert styles.look(_tree('<w:rPr><w:rStyle w:val="D"/></w:rPr>'), "P") == Look(False, False, True)
    assert styles.look(_tree('<w:rPr><w:highlight w:val="none"/></w:rPr>'), "P") == Look(False, True, False)
    assert styles.look(_tree('<w:rPr><w:rStyle w:val="D"/><w:u w:val="dotted"/></w:rPr>'), None) == Look(
        False, True
    )


def test_a_list_style_leads_to_its_numbers() -> None:
    styles = _styles(
        _style("L", _numbered("5"), kind="numbering")
        + _style("M", "", "L", kind="numbering")
        + _style("P", _numbered("6"))
    )
    assert [styles.number_of_list(name) for name in ("L", "M", "P", "Nobody")] == [5, 5, None, None]
