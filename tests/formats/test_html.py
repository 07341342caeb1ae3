"""Web pages: what a browser shows, a paragraph a line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.document import Document
from xxlint.formats import Unreadable
from xxlint.formats.html import read_html, read_mhtml


def page(source: str) -> Document:
    return read_html("报告.html", source.encode())


def lines(source: str) -> list[str]:
    document = page(source)
    assert document.layout is not None
    for block in document.layout.blocks:
        assert "\n" not in block.span.of(document.text)
        assert block.span.start <= block.label.start <= block.label.end <= block.span.end
    assert len(document.prose) == len(document.text)
    return document.text.split("\n")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        pytest.param("<p>甲</p><p>乙</p>", ["甲", "乙"], id="paragraphs"),
        pytest.param("<p>甲<p>乙", ["甲", "乙"], id="ends left out"),
        pytest.param("甲<br>乙<br/>丙", ["甲", "乙", "丙"], id="line breaks"),
        pytest.param("<p>甲<b>乙</b><span>丙</span></p>", ["甲乙丙"], id="inline"),
        pytest.param("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"], id="blocks in blocks"),
        pytest.param("<p> \n</p><p>甲</p><p>&nbsp;</p>", ["甲"], id="empty paragraphs"),
        pytest.param("<p>完成投资\n    12亿元，\n增长</p>", ["完成投资 12亿元，增长"], id="line ends in the source"),
        pytest.param("<p>annual\n report  2023</p>", ["annual report 2023"], id="white space"),
        pytest.param("<p>　　一、甲</p>", ["　　一、甲"], id="indented"),
        pytest.param("<p>金额&nbsp;&nbsp;&nbsp;元</p>", ["金额   元"], id="hard blanks"),
        pytest.param("<p>A&amp;B&lt;&#20013;&mdash;</p>", ["A&B<中—"], id="entities"),
        pytest.param("<p>XX\u00ad亿\ufeff元</p>", ["XX亿元"], id="unseen characters"),
        pytest.param("<pre>甲  乙\n  丙</pre>", ["甲  乙", "  丙"], id="pre"),
        pytest.param("<p>称为<q>四好</q>公路</p>", ["称为“四好”公路"], id="quotation"),
        pytest.param("<ruby>汉<rp>(</rp><rt>hàn</rt></ruby>字", ["汉字"], id="ruby"),
        pytest.param(
            "<head><title>题</title><style>p{}</style></head><p>甲<script>var a='<p>乙'</script></p>",
            ["甲"],
            id="head",
        ),
        pytest.param("<p hidden>甲</p><p style='DISPLAY : none'>乙</p><template>丙</template>丁", ["丁"], id="hidden"),
        pytest.param("<div style='display:none'><p>甲<div>乙</div></div>丙", ["丙"], id="hidden blocks"),
        pytest.param("<!-- 甲 --><p>乙<!--[if mso]>丙<![endif]--></p>", ["乙"], id="comments"),
        pytest.param("<select><option>甲</select>乙", ["乙"], id="choices"),
    ],
)  # fmt: skip
def test_what_is_shown(source: str, shown: list[str]) -> None:
    assert lines(source) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        pytest.param("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"], id="plain"),
        pytest.param("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3. 甲", "7. 乙", "8. 丙"], id="start, value"),
        pytest.param("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"], id="reversed"),
        pytest.param(
            "<ol><li>x<ol reversed><li>甲<li>乙</ol><li>y</ol>",
            ["1. x", "2. 甲", "1. 乙", "2. y"],
            id="reversed in another",
        ),
        pytest.param("<ol reversed start=9><li>甲<li>乙</ol>", ["9. 甲", "8. 乙"], id="reversed from"),
        pytest.param("<ol type=A><li>甲<li>乙</ol>", ["A. 甲", "B. 乙"], id="letters"),
        pytest.param("<ol type=a start=27><li>甲</ol>", ["aa. 甲"], id="two letters"),
        pytest.param("<ol type=I start=9><li>甲</ol>", ["IX. 甲"], id="roman"),
        pytest.param(
            "<ol style='list-style-type:cjk-ideographic' start=11><li>甲</ol>", ["十一、甲"], id="chinese"
        ),
        pytest.param("<ol style='list-style:none'><li>甲</ol>", ["甲"], id="none"),
        pytest.param("<ol start=99999999999999><li>甲</ol>", ["999999999. 甲"], id="beyond"),
        pytest.param("<ol start=x><li value=-1>甲</ol>", ["-1. 甲"], id="no number"),
        pytest.param("<ul><li>甲<li>乙</ul><li>丙", ["甲", "乙", "丙"], id="bullets"),
        pytest.param("<ol><li><p>甲</p><p>乙</p></li><li></li><li>丙</ol>", ["1. 甲", "乙", "3. 丙"], id="paragraphs"),
        pytest.param("<ol><li>甲<ol><li>乙</ol><li>丙</ol>", ["1. 甲", "1. 乙", "2. 丙"], id="nested"),
        pytest.param("<ol><li style='display:none'>甲<li>乙</ol>", ["2. 乙"], id="hidden item"),
    ],
)  # fmt: skip
def test_numbered_lists(source: str, shown: list[str]) -> None:
    assert lines(source) == shown


def test_labels_are_automatic() -> None:
    document = page("<ol><li>甲</ol><p>1. 乙</p>")
    assert document.layout is not None
    first, second = document.layout.blocks
    assert first.span.of(document.text) == "1. 甲"
    assert first.label.of(document.text) == "1."
    assert second.label.of(document.text) == ""


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        pytest.param("<table><tr><td>甲<td>乙<tr><td>1<td></table>", ["甲\t乙", "1\t"], id="rows"),
        pytest.param("<table><tr><td><p>甲</p></td><td>乙</td></tr></table>", ["甲\t乙"], id="a paragraph a cell"),
        pytest.param("<table><tr><td>甲<br>乙<td>丙</table>", ["甲", "乙", "丙"], id="several in a cell"),
        pytest.param("前<table><td>甲</table>后", ["前", "甲", "后"], id="no row"),
        pytest.param("<table><tr><td></td><td> </td></tr></table>甲", ["甲"], id="empty row"),
        pytest.param(
            "<table><tr><td>甲<table><tr><td>1<td>2</table></td><td>乙</table>", ["甲", "1\t2", "乙"], id="nested"
        ),
        pytest.param("<table><caption>表1</caption><thead><tr><th>甲</thead></table>", ["表1", "甲"], id="caption"),
        pytest.param("<tr><td>甲<td>乙", ["甲", "乙"], id="no table"),
    ],
)  # fmt: skip
def test_tables(source: str, shown: list[str]) -> None:
    assert [line for line in lines(source) if line.strip()] == shown


def test_where_paragraphs_stand() -> None:
    document = page("<h2>一、甲</h2><table><tr><td>乙<td>丙<tr><td>丁<td>戊</table><p>己</p>")
    assert document.layout is not None
    blocks = document.layout.blocks
    assert [block.where.paragraph for block in blocks] == [1, 2, 3, 4, 5, 6]
    assert [block.heading for block in blocks] == [2, 0, 0, 0, 0, 0]
    assert [block.where.cell for block in blocks] == [None, (1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2), None]
    assert document.layout.stories == ((0, len(document.text)),)


def test_pictures_are_said_not_to_be_checked() -> None:
    assert page("<p>甲<img src=a><img src=b></p>").not_checked[0].zh == "网页里有 2 张图片，没有检查"
    assert page("<p>甲<img src=a hidden></p>").not_checked == ()


WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>报告</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]-->
<style>@list l0 {mso-list-id:1}</style></head>
<body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal style='text-indent:32.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>一、<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>总体情况<span
lang=EN-US><o:p></o:p></span></p>
<p class=MsoNormal>完成投资<span
lang=EN-US>XX</span>亿元，为历年来<span style='mso-spacerun:yes'>&nbsp;</span>最多。<span style='mso-hide:all'>密</span></p>
<xml><o:p>island</o:p></xml></div></body></html>"""


def test_a_page_saved_by_word() -> None:
    document = read_html("a.doc", WORD_PAGE.encode("gbk"))
    assert document.text == "一、总体情况\n完成投资XX亿元，为历年来 最多。"
    assert document.encoding == "gb18030"
    assert document.layout is not None
    assert document.layout.blocks[0].label.of(document.text) == "一、"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>青岩县工作报告".encode("utf-8-sig"), "utf-8-sig"),
        ("<p>青岩县工作报告".encode(), "utf-8"),
        ("<meta charset=gbk><p>青岩县工作报告".encode(), "utf-8"),
        ("<meta charset='gbk'><p>青岩县工作报告".encode("gbk"), "gb18030"),
        ("<meta charset=utf-8><p>青岩县工作报告".encode("gbk"), "gb18030"),
        ("<meta charset=没有><p>青岩县工作报告，全县上下坚持稳中求进，完成投资十二亿元。".encode("gbk"), "gb18030"),
        ("<p>青岩县工作报告，全县上下坚持稳中求进，完成投资十二亿元。".encode("gb18030"), "gb18030"),
        ("\ufeff<p>青岩县工作报告".encode("utf-16-le"), "utf-16-le"),
        ("<meta charset=big5><p>臺北市政府工作報告".encode("big5"), "big5"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, encoding: str) -> None:
    document = read_html("a.html", data)
    assert document.encoding == encoding
    assert document.text.startswith(("青岩县工作报告", "臺北市政府工作報告"))


def test_a_told_encoding_wins() -> None:
    data = "<meta charset=utf-8><p>报告".encode("gbk")
    assert read_html("a.html", data, "gbk").text == "报告"
    with pytest.raises(Unreadable):
        read_html("a.html", data, "utf-8")


MHTML = """MIME-Version: 1.0\r
Content-Type: multipart/related; boundary="b"\r
\r
--b\r
Content-Type: text/html; charset="utf-8"\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><body><p>=E6=8A=A5=\r
=E5=91=8A</p></body></html>\r
--b\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
\r
iVBORw0K\r
--b--\r
"""


def test_a_page_in_one_file() -> None:
    assert read_mhtml("a.doc", MHTML.encode()).text == "报告"
    assert read_mhtml("a.doc", MHTML.replace("utf-8", "no-such").encode()).text == "报告"


@pytest.mark.parametrize(
    "source",
    ["MIME-Version: 1.0\n\n", MHTML.replace("text/html", "text/plain"), MHTML[:60], "\n".join(["Content-Type: a"] * 9)],
)  # fmt: skip
def test_a_page_in_one_file_without_the_page(source: str) -> None:
    with pytest.raises(Unreadable, match="没有网页正文"):
        read_mhtml("a.mht", source.encode())


# --- hostile -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nest", ["div", "b", "p", "q", "table", "td", "ol><li", "table><tr><td", "ruby><rt"])
def test_tags_nested_without_end(nest: str) -> None:
    started = time.process_time()
    text = page(f"<{nest}>" * 100_000 + "深处</rt><p>尾").text
    assert time.process_time() - started < 10
    assert "深处" in text or nest == "ruby><rt"


def test_much_in_many_tables() -> None:
    started = time.process_time()
    assert page("<table><tr><td>" * 5000 + "<p>甲" * 20_000).text.count("甲") == 20_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "source",
    ["", " ", "<", "<p", "</p>", "<!--", "<!DOCTYPE", "<?xml", "&#0;&#xD800;&#x110000;", "<p>\0</p>", "<p style>", "]]>"],
)  # fmt: skip
def test_scraps(source: str) -> None:
    read_html("a.html", source.encode(), "utf-8")


TAGS = st.sampled_from(
    ["<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<th>", "<ol>", "<ol reversed>", "</ol>", "<li>", "<br>",
     "<div hidden>", "</div>", "<pre>", "</pre>", "<q>", "</q>", "<h1>", "</h1>", "<!--", "-->", "<script>", "</script>", "\n", "甲",
     "a ", "&nbsp;", "<span style='mso-list:Ignore'>", "</span>", "1.", "<frameset>", "</html>", "<body>", "<li value=3>"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=40).map("".join))
def test_any_tags_give_paragraphs_that_tile_the_text(source: str) -> None:
    document = page(source)
    assert document.layout is not None
    at = 0
    for block in document.layout.blocks:
        assert document.text[at : block.span.start] in ("", "\n", "\t")
        at = block.span.end
    assert at == len(document.text)
    assert not set("\0\1\r") & set(document.text)
