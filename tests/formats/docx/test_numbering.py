"""Automatic numbers: tables of paragraphs and the labels that Word shows in front of them.

A line of a table is a paragraph and its label: ``2/1`` stands for w:numId 2 and w:ilvl 1, ``2`` for a paragraph
without w:ilvl, ``/1`` for one without w:numId, ``@S`` for the style S, ``@S:2/1`` for both; ``-`` for no label.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from xxlint.formats.docx.numbering import Label, Numbering
from xxlint.formats.docx.styles import Styles
from xxlint.formats.docx.xml import MC, W

_NS = f'xmlns:w="{W[1:-1]}" xmlns:mc="{MC[1:-1]}"'


def _tree(xml: str) -> "etree._Element":
    return etree.fromstring(f"<tree {_NS}>{xml}</tree>")[0]


def _level(level: int, form: str, text: str, more: str = "", *, start: int | str | None = 1) -> str:
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{level}">{begins}<w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _abstract(abstract_id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{abstract_id}">{"".join(levels)}</w:abstractNum>'


def _num(num_id: int, abstract_id: int, *overrides: str) -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{"".join(overrides)}</w:num>'


def _restart(level: int, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def _instead(level: int, definition: str) -> str:
    return f'<w:lvlOverride w:ilvl="{level}">{definition}</w:lvlOverride>'


def _style(style_id: str, inner: str, based: str = "", kind: str = "paragraph") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{style_id}"/>{on}'
        f"<w:pPr>{inner}</w:pPr></w:style>"
    )


def _properties(num_id: str | None, level: str | None) -> str:
    parts = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    parts += "" if num_id is None else f'<w:numId w:val="{num_id}"/>'
    return f"<w:numPr>{parts}</w:numPr>" if parts else ""


_REPORT = (
    _level(0, "chineseCountingThousand", "第%1章"),
    _level(1, "chineseCounting", "%2、"),
    _level(2, "japaneseCounting", "（%3）"),
    _level(3, "decimal", "%4．"),
    _level(4, "decimal", "（%5）"),
    _level(5, "decimalEnclosedCircle", "%6"),
)
_FIGURES = tuple(_level(i, "decimal", ".".join(f"%{n + 1}" for n in range(i + 1))) for i in range(4))

# name: the definitions, the styles, the paragraphs with their labels
TABLES: dict[str, tuple[str, str, str]] = {
    "a report with six levels": (
        _abstract(0, *_REPORT) + _num(1, 0),
        "",
        """
        1/0 第一章
        1/1 一、
        1/2 （一）
        1/2 （二）
        1/3 1．
        1/4 （1）
        1/5 ①
        1/5 ②
        1/4 （2）
        1/5 ①
        1/1 二、
        1/2 （一）
        1/0 第二章
        1/1 一、
        """,
    ),
    "figures of all levels": (
        _abstract(0, *_FIGURES) + _num(1, 0),
        "",
        """
        1/0 1
        1/1 1.1
        1/1 1.2
        1/2 1.2.1
        1/3 1.2.1.1
        1/2 1.2.2
        1/0 2
        1/1 2.1
        1/2 2.1.1
        """,
    ),
    "parents that were never seen": (
        _abstract(0, *_FIGURES) + _num(1, 0) + _abstract(1, _level(0, "decimal", "%1", start=4), *_FIGURES[1:]) + _num(2, 1),
        "",
        """
        1/2 1.1.1
        1/2 1.1.2
        1/1 1.2
        1/0 2
        2/1 4.1
        2/0 5
        2/2 5.1.1
        """,
    ),
    "two lists with the same definition count on": (
        _abstract(0, *_REPORT) + _num(1, 0) + _num(2, 0),
        "",
        """
        1/1 一、
        2/1 二、
        1/2 （一）
        2/2 （二）
        1/1 三、
        """,
    ),
    "two definitions count apart": (
        _abstract(0, *_REPORT) + _abstract(1, _level(0, "decimal", "%1、")) + _num(1, 0) + _num(2, 1),
        "",
        """
        1/1 一、
        2/0 1、
        2/0 2、
        1/1 二、
        2/0 3、
        """,
    ),
    "a list begun anew": (
        _abstract(0, _level(0, "decimal", "%1."), _level(1, "lowerLetter", "%2)"))
        + _num(1, 0) + _num(2, 0, _restart(0)) + _num(3, 0, _restart(0, 5), _restart(1, 3)),
        "",
        """
        1/0 1.
        1/0 2.
        2/0 1.
        2/0 2.
        1/0 3.
        2/0 4.
        3/0 5.
        3/1 c)
        3/1 d)
        3/0 6.
        3/1 c)
        1/0 7.
        1/1 a)
        """,
    ),
    "a level put in the place of another": (
        _abstract(0, _level(0, "decimal", "%1."), _level(1, "decimal", "%1.%2"))
        + _num(1, 0)
        + _num(2, 0, _instead(0, _level(0, "upperRoman", "%1 -")), _instead(1, _level(1, "upperLetter", "%1%2"))),
        "",
        """
        1/0 1.
        2/0 II -
        2/1 IIA
        1/0 3.
        1/1 3.1
        2/1 IIIB
        """,
    ),
    "another level with a start of its own": (
        _abstract(0, _level(0, "decimal", "%1."))
        + _num(1, 0, _instead(0, '<w:startOverride w:val="8"/>' + _level(0, "decimal", "附%1", start=3))),
        "",
        """
        1/0 附8
        1/0 附9
        """,
    ),
    "starts": (
        _abstract(0, _level(0, "decimal", "%1", start=0), _level(1, "decimal", "%2", start=7)) + _num(1, 0)
        + _abstract(1, _level(0, "decimal", "%1", start=None)) + _num(2, 1),
        "",
        """
        1/0 0
        1/1 7
        1/1 8
        1/0 1
        1/1 7
        2/0 0
        """,
    ),
    "a level that never begins anew": (
        _abstract(0, _level(0, "chineseCounting", "第%1章"), _level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'))
        + _num(1, 0),
        "",
        """
        1/0 第一章
        1/1 第一条
        1/1 第二条
        1/0 第二章
        1/1 第三条
        """,
    ),
    "a level that begins anew after the first one only": (
        _abstract(0, *_FIGURES[:2], _level(2, "decimal", "表%1-%3", '<w:lvlRestart w:val="1"/>')) + _num(1, 0),
        "",
        """
        1/0 1
        1/1 1.1
        1/2 表1-1
        1/1 1.2
        1/2 表1-2
        1/0 2
        1/2 表2-1
        """,
    ),
    "figures under Chinese chapters": (
        _abstract(
            0,
            _level(0, "chineseCountingThousand", "第%1章"),
            _level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            _level(2, "upperRoman", "%1.%2.%3", '<w:isLgl w:val="0"/>'),
            _level(3, "upperRoman", "%1.%2.%3.%4", "<w:isLgl/>"),
        ) + _num(1, 0),
        "",
        """
        1/0 第一章
        1/0 第二章
        1/1 2.1
        1/2 二.1.I
        1/3 2.1.1.1
        """,
    ),
    "a level that asks for a deeper one": (
        _abstract(0, _level(0, "decimal", "%1.%2"), _level(1, "decimal", "%1.%2")) + _num(1, 0),
        "",
        """
        1/0 -
        1/1 1.1
        1/0 -
        1/1 2.1
        """,
    ),
    "levels without a number of their own": (
        _abstract(
            0,
            _level(0, "none", "%1"), _level(1, "bullet", "■"), _level(2, "decimal", "%1%2%3）"),
            _level(3, "none", "附件："), _level(4, "decimal", ""),
        ) + _num(1, 0),
        "",
        """
        1/0 -
        1/1 ■
        1/2 1）
        1/2 2）
        1/3 附件：
        1/4 -
        1/0 -
        1/2 1）
        """,
    ),
    "a style that a level names": (
        _abstract(
            0,
            _level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
            _level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
            _level(2, "decimal", "%3."),
        ) + _num(1, 0),
        _style("H1", _properties("1", None))
        + _style("H2", _properties("1", "0"))
        + _style("Own", "", "H2")
        + _style("Off", _properties("0", None), "H2")
        + _style("Third", _properties(None, "2"), "H1")
        + _style("Text", ""),
        """
        @H1 一、
        @H2 （一）
        @Own （二）
        @Off -
        @Text -
        @H2:0 -
        @H2:/2 1.
        @Third 2.
        @H2 （三）
        @H1:1 二、
        @Text:1/1 （一）
        """,
    ),
    "a style that names its level itself": (
        _abstract(0, *_FIGURES) + _num(1, 0) + _num(2, 0) + _abstract(3, _level(0, "decimal", "甲%1"), _level(1, "decimal", "乙%2"))
        + _num(3, 3),
        _style("A", _properties("1", "1")) + _style("B", _properties(None, "2"), "A"),
        """
        @A 1.1
        @B 1.1.1
        @A 1.2
        @B:3 -
        @A:3 乙2
        @A:3/0 甲2
        """,
    ),
    "a list that stands at a style": (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="List"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="List"/>'
        + _level(0, "upperLetter", "%1.") + _level(1, "lowerRoman", "%2.") + "</w:abstractNum>"
        + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Nobody"/></w:abstractNum>'
        + '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Lost"/></w:abstractNum>'
        + '<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="Lost"/>' + _level(0, "decimal", "%1#") + "</w:abstractNum>"
        + _num(1, 1) + _num(2, 0) + _num(3, 0, _restart(0)) + _num(4, 2) + _num(5, 3),
        _style("List", _properties("1", None), kind="numbering"),
        """
        1/0 A.
        2/0 B.
        2/1 i.
        3/0 A.
        4/0 -
        5/0 1#
        """,
    ),
    "lists that lead to each other": (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="B"/></w:abstractNum>' + _num(1, 0) + _num(2, 1),
        _style("A", _properties("2", None), kind="numbering") + _style("B", _properties("1", None), kind="numbering"),
        """
        1/0 -
        2/0 -
        """,
    ),
    "numbers that lead nowhere": (
        _abstract(0, _level(0, "decimal", "%1.")) + _num(1, 0) + _num(2, 9) + '<w:num w:numId="3"/>',
        "",
        """
        1/0 1.
        2/0 -
        3/0 -
        77/0 -
        x/0 -
        -5/0 -
        1000000000000000000/0 -
        1/-1 2.
        1/9 3.
        1/x 4.
        1/5 -
        1/1000000000000000000 5.
        """,
    ),
    "lists of all forms": (
        "".join(
            _abstract(i, _level(0, form, "%1、", start=start)) + _num(i + 1, i)
            for i, (form, start) in enumerate(
                [("decimalZero", 9), ("decimalFullWidth", 9), ("decimalEnclosedCircle", 20), ("decimalEnclosedParen", 20),
                 ("decimalEnclosedFullstop", 3), ("chineseLegalSimplified", 9), ("ideographDigital", 10),
                 ("ideographTraditional", 10), ("ideographZodiac", 12), ("lowerLetter", 26), ("upperLetter", 26),
                 ("lowerRoman", 3), ("upperRoman", 3), ("taiwaneseCountingThousand", 10), ("ideographEnclosedCircle", 2),
                 ("chineseCounting", 99), ("chineseCountingThousand", 99), ("japaneseCounting", 99)]
            )
        ),
        "",
        """
        1/0 09、
        1/0 10、
        2/0 ９、
        2/0 １０、
        3/0 ⑳、
        3/0 21、
        4/0 ⒇、
        4/0 21、
        5/0 ⒊、
        6/0 玖、
        6/0 壹拾、
        7/0 一〇、
        7/0 一一、
        8/0 癸、
        8/0 11、
        9/0 亥、
        9/0 13、
        10/0 z、
        10/0 aa、
        11/0 Z、
        11/0 AA、
        12/0 iii、
        12/0 iv、
        13/0 III、
        13/0 IV、
        14/0 十、
        14/0 十一、
        15/0 ㈡、
        16/0 九十九、
        16/0 一○○、
        17/0 九十九、
        17/0 一百、
        18/0 九十九、
        18/0 百、
        """,
    ),
}  # fmt: skip


def paragraphs(table: str) -> list[tuple[str | None, str | None, str | None, str]]:
    """The style, w:numId, w:ilvl and label of each line of a table."""
    rows = []
    for line in table.split("\n"):
        paragraph, _, label = line.strip().partition(" ")
        if not paragraph:
            continue
        style, numbers = None, paragraph
        if paragraph.startswith("@"):
            style, _, numbers = paragraph[1:].partition(":")
        num_id, _, level = numbers.partition("/")
        rows.append((style, num_id or None, level or None, label))
    return rows


def _numbering(definitions: str, styles: str = "") -> Numbering:
    return Numbering(
        _tree(f"<w:numbering>{definitions}</w:numbering>"), Styles(_tree(f"<w:styles>{styles}</w:styles>"))
    )


def _labels(numbering: Numbering, table: str) -> list[Label | None]:
    return [
        numbering.label(_tree(f"<w:pPr>{_properties(num_id, level)}</w:pPr>"), style)
        for style, num_id, level, _ in paragraphs(table)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    definitions, styles, table = TABLES[name]
    labels = _labels(_numbering(definitions, styles), table)
    assert [label.text if label else "-" for label in labels] == [row[3] for row in paragraphs(table)]


def test_what_a_label_says_besides_its_words() -> None:
    def level(number: int, form: str, suffix: str) -> str:
        return _level(number, form, f"%{number + 1}").replace('<w:suff w:val="nothing"/>', suffix)

    numbering = _numbering(
        _abstract(
            0,
            level(0, "decimal", ""),
            level(1, "upperRoman", '<w:suff w:val="space"/>'),
            level(2, "upperLetter", '<w:suff w:val="nothing"/>'),
            level(3, "klingon", '<w:suff w:val="banana"/>'),
        )
        + _num(1, 0)
    )
    assert _labels(numbering, "1/0 \n 1/1 \n 1/2 \n 1/3 ") == [
        Label("1", "tab", 0, "decimal"),
        Label("I", "space", 1, "upperRoman"),
        Label("A", "nothing", 2, "upperLetter"),
        Label("1", "tab", 3, "klingon"),
    ]


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        pytest.param("\uf06c", "Wingdings", "•", id="a private character"),
        pytest.param("\uf0b7", "", "•", id="a private character without its font"),
        pytest.param("l", "Wingdings", "•", id="a letter that the font draws as a dot"),
        pytest.param("·", "Symbol", "•", id="a point of a symbol font"),
        pytest.param("Ø", "Wingdings 2", "•", id="another symbol font"),
        pytest.param("o", "Courier New", "•", id="the hollow dot of Word"),
        pytest.param("■", "Wingdings", "■", id="a square"),
        pytest.param("●", "宋体", "●", id="a disc"),
        pytest.param("◆", "", "◆", id="a diamond"),
        pytest.param("➢", "", "➢", id="an arrow"),
        pytest.param("–", "Times New Roman", "–", id="a dash"),
        pytest.param("★ ", "", "★", id="a star with a space"),
        pytest.param(" ", "", None, id="a blank"),
        pytest.param("", "", None, id="nothing"),
    ],
)
def test_bullets(text: str, font: str, expected: str | None) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    numbering = _numbering(_abstract(0, _level(0, "bullet", text, fonts)) + _num(1, 0))
    (label,) = _labels(numbering, "1/0 ")
    assert (label and label.text) == expected


def test_a_picture_is_a_bullet() -> None:
    numbering = _numbering(
        _abstract(0, _level(0, "bullet", "", '<w:lvlPicBulletId w:val="0"/>')) + _num(1, 0)
    )
    assert _labels(numbering, "1/0 ") == [Label("•", "nothing", 0, "bullet")]


def test_a_hidden_number_counts() -> None:
    numbering = _numbering(
        _abstract(0, _level(0, "decimal", "%1", "<w:rPr><w:vanish/></w:rPr>"), _level(1, "decimal", "%1.%2"))
        + _num(1, 0)
    )
    assert [label and label.text for label in _labels(numbering, "1/0 \n 1/0 \n 1/1 ")] == [None, None, "2.1"]


_OTHER = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param('<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>', ["003", "004"], id="zeros"),
        pytest.param(
            '<w:numFmt w:val="custom" w:format="00001, 00002, ..."/>', ["00003", "00004"], id="more zeros"
        ),
        pytest.param('<w:numFmt w:val="custom" w:format="А, Б, В, ..."/>', ["iii", "iv"], id="unknown"),
        pytest.param('<w:numFmt w:val="custom"/>', ["iii", "iv"], id="without its format"),
        pytest.param(
            f'<w:numFmt w:val="custom" w:format="{"0" * 999}1, "/>', ["iii", "iv"], id="too many zeros"
        ),
        pytest.param("", ["iii", "iv"], id="empty"),
    ],
)
def test_formats_of_the_writers_own(choice: str, expected: list[str]) -> None:
    form = _OTHER.format(choice, '<w:numFmt w:val="lowerRoman"/>')
    definition = _level(0, "decimal", "%1", start=3).replace('<w:numFmt w:val="decimal"/>', form)
    numbering = _numbering(_abstract(0, definition) + _num(1, 0))
    assert [label and label.text for label in _labels(numbering, "1/0 \n 1/0 ")] == expected


def test_a_file_without_definitions() -> None:
    numbering = Numbering(None, Styles(None))
    assert _labels(numbering, "1/0 \n @H1 \n @H1:1/0 ") == [None, None, None]
    assert numbering.label(None, None) is None


def test_an_old_number_of_a_tracked_change_does_not_count() -> None:
    numbering = _numbering(_abstract(0, _level(0, "decimal", "%1.")) + _num(1, 0))
    changed = _tree(f"<w:pPr><w:pPrChange><w:pPr>{_properties('1', '0')}</w:pPr></w:pPrChange></w:pPr>")
    assert numbering.label(changed, None) is None


_ODD = st.sampled_from(
    ["", "0", "1", "2", "-1", "8", "9", "x", "１", "²", "-+1", " 1 ", "1e3", str(10**18), "9" * 5000]
)


@given(st.tuples(_ODD, _ODD, _ODD, _ODD, _ODD, _ODD), st.text("%1239 章\U0001f600", max_size=6))
def test_nothing_raises(odd: tuple[str, str, str, str, str, str], text: str) -> None:
    a, b, c, d, e, f = odd
    level = _level(0, "upperLetter", text, f'<w:lvlRestart w:val="{e}"/><w:pStyle w:val="{c}"/>', start=f)
    numbering = _numbering(
        f'<w:abstractNum w:abstractNumId="{a}">{level}'
        f'<w:lvl w:ilvl="{c}"/><w:lvl/></w:abstractNum><w:abstractNum/>'
        f'<w:num w:numId="{b}"><w:abstractNumId w:val="{a}"/><w:lvlOverride w:ilvl="{c}">'
        f'<w:startOverride w:val="{d}"/></w:lvlOverride><w:lvlOverride/></w:num><w:num/>',
        _style("S", _properties(b, d)),
    )
    for paragraph in (
        _properties(b, c),
        _properties(b, None),
        "<w:numPr/>",
        "<w:numPr><w:ilvl/><w:numId/></w:numPr>",
    ):
        for style in (None, "S", "1"):
            for _ in range(2):
                label = numbering.label(_tree(f"<w:pPr>{paragraph}</w:pPr>"), style)
                assert label is None or len(label.text) < 300


def test_a_long_report_is_numbered_at_once() -> None:
    numbering = _numbering(_abstract(0, *_FIGURES) + _num(1, 0))
    properties = [_tree(f"<w:pPr>{_properties('1', str(i % 4))}</w:pPr>") for i in range(5500)]
    begin = time.perf_counter()
    labels = [numbering.label(each, None) for each in properties]
    assert time.perf_counter() - begin < 1  # a twentieth of it on an idle machine
    assert labels[-1] == Label("1375.1.1.1", "nothing", 3, "decimal")
