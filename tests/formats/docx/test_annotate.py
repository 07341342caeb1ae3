"""Findings as comments: on exactly the words, nothing else changed, a second run the same as the first."""

import io
import random
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
import word_files as wf
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from xxlint.formats.docx.annotate import CAP, Annotated, Note, annotate, state_of
from xxlint.formats.docx.comments import END, comments_of, threads_of
from xxlint.formats.docx.package import open_package
from xxlint.formats.docx.walker import Reading, walk
from xxlint.formats.docx.xml import W14, W15, W
from xxlint.formats.unreadable import Unreadable
from xxlint.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

WHEN = datetime(2024, 5, 1, 8, tzinfo=UTC)
STYLES = wf.style("a7", kind="character", title="annotation reference") + wf.style(
    "a8", title="annotation text"
)


def reading_of(data: bytes) -> Reading:
    return walk(open_package(data))


def notes_on(data: bytes, *wanted: str, code: str = "XX101", text: str = "缺数值") -> list[Note]:
    """A note on each occurrence of the words."""
    found = re.finditer("|".join(map(re.escape, wanted)), reading_of(data).text)
    return [Note(Span(*match.span()), code, "error", text) for match in found]


def write(data: bytes, notes: Sequence[Note], cap: int = CAP) -> Annotated:
    return annotate(data, notes, WHEN, cap=cap)


def covered(data: bytes) -> list[str]:
    """The words that each comment of xxlint is on."""
    reading = reading_of(data)
    ours = (comment for comment in comments_of(reading.package) if comment.ours)
    return [reading.commented[comment.id].of(reading.text) for comment in ours]


def said(data: bytes) -> list[str]:
    return [comment.text for comment in comments_of(open_package(data)) if comment.ours]


def main_of(data: bytes) -> "_Element":
    return etree.fromstring(wf.unzipped(data)["word/document.xml"])


def bare(root: "_Element") -> bytes:
    """The canonical form of a part, without comments of xxlint, with runs of like properties put together."""
    root = deepcopy(root)
    for tag in ("commentRangeStart", "commentRangeEnd"):
        for element in list(root.iter(W + tag)):
            _drop(element)
    for element in list(root.iter(W + "commentReference")):
        run = element.getparent()
        assert run is not None
        _drop(run)
    for run in list(root.iter(W + "r")):
        before = run.getprevious()
        if before is not None and before.tag == W + "r" and _look(before) == _look(run):
            for child in [child for child in run if child.tag != W + "rPr"]:
                last = before[-1] if len(before) else None
                if child.tag == W + "t" and last is not None and last.tag == W + "t":
                    last.text = (last.text or "") + (child.text or "")
                else:
                    before.append(child)
            _drop(run)
    for text in root.iter(W + "t"):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", "")
    return etree.tostring(root, method="c14n")


def _drop(element: "_Element") -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _look(run: "_Element") -> bytes:
    properties = run.find(W + "rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)


BOLD = "<w:b/>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([wf.p("完成投资XX亿元。")], id="inside one run"),
        pytest.param([wf.p("XX亿元")], id="at its start"),
        pytest.param([wf.p("投资XX")], id="at its end"),
        pytest.param([wf.p("完成投资X", wf.r("X亿元", props=BOLD))], id="across two runs"),
        pytest.param([wf.p("投资", wf.r("X", props=BOLD), wf.r("X"), "亿元")], id="two runs of its own"),
        pytest.param([wf.p(wf.r("投资", wf.TAB, "XX", wf.BREAK, "亿元"))], id="between a tab and a break"),
        pytest.param([wf.p("见", wf.hyperlink("投资XX亿元"), "。")], id="hyperlink"),
        pytest.param([wf.p("见投资X", wf.hyperlink("X亿元"), "。")], id="into a hyperlink"),
        pytest.param([wf.p("投资", wf.ins("计XX亿元"), "。")], id="tracked insertion"),
        pytest.param([wf.p("投资X", wf.dele("删去"), "X亿元")], id="around a deletion"),
        pytest.param([wf.sdt(wf.p("投资XX亿元"))], id="control around a paragraph"),
        pytest.param([wf.tbl(["指标", "投资XX亿元"], ["项目", "12"])], id="cell"),
        pytest.param([wf.p("投资", wf.field("REF a", "共XX亿元"), "。")], id="result of a field"),
        pytest.param([wf.p("投资XX亿元"), wf.sect()], id="before a section's end"),
        pytest.param([wf.p("投资XX和XX亿元")], id="two in one run"),
        pytest.param([wf.p("注", wf.footnote(2), "投资XX亿元")], id="behind a note"),
    ],
)
def test_a_comment_covers_exactly_the_words(body: list[str]) -> None:
    data = wf.docx(*body, footnotes={2: "数字来自年报"})
    notes = notes_on(data, "XX")
    written = write(data, notes)
    assert covered(written.data) == ["XX"] * len(notes) and notes
    assert said(written.data) == ["XX101 缺数值"] * len(notes)
    assert reading_of(written.data).text == reading_of(data).text
    assert bare(main_of(written.data)) == bare(main_of(data))
    assert write(written.data, notes).data == written.data


def test_characters_that_nobody_sees_do_not_shift_the_words() -> None:
    data = wf.docx(wf.Xml("<w:p><w:r><w:t>\n  投\u00ad资<!-- 数 -->XX亿<!-- 数 -->元 </w:t></w:r></w:p>"))
    notes = notes_on(data, "XX")
    written = write(data, notes)
    assert covered(written.data) == ["XX"]
    assert reading_of(written.data).text == reading_of(data).text
    assert write(written.data, notes).data == written.data


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param([wf.p("投资", wf.sdt("共XX亿元"), "。")], "共XX亿元", id="control inside a paragraph"),
        pytest.param([wf.p("投资", wf.simple_field("REF a", "共XX亿元"))], "共XX亿元", id="simple field"),
        pytest.param([wf.p("在", wf.smart_tag("松XX阳"), "县")], "松XX阳", id="smart tag"),
    ],
)
def test_what_should_not_hold_comments_is_covered_whole(body: list[str], expected: str) -> None:
    data = wf.docx(*body)
    written = write(data, notes_on(data, "XX")).data
    assert covered(written) == [expected]
    parents = {element.getparent().tag for element in main_of(written).iter(W + "commentRangeStart")}  # type: ignore[union-attr]
    assert parents == {W + "p"}


@pytest.mark.parametrize(
    ("data", "words", "place", "anchor"),
    [
        pytest.param(
            wf.docx("", "正文第一段", wf.sect(header_default="h1"), headers={"h1": wf.p("XX县")}),
            "XX", "页眉“XX”：", "正文第一段", id="header",
        ),
        pytest.param(
            wf.docx("正文", wf.sect(footer_default="f1"), footers={"f1": wf.p("共XX页")}),
            "XX", "页脚“XX”：", "正文", id="footer",
        ),
        pytest.param(
            wf.docx(wf.p("甲", wf.footnote(2), "乙"), wf.p("丙", wf.footnote(3)), footnotes={2: "一", 3: "XX家"}),
            "XX", "脚注2“XX”：", "", id="footnote",
        ),
        pytest.param(wf.docx(wf.p("甲"), wf.p("乙", wf.textbox("XX家"))), "XX", "文本框“XX”：", "乙", id="text box"),
        pytest.param(wf.docx(wf.p(wf.textbox("XX家"))), "XX", "文本框“XX”：", "", id="text box alone"),
        pytest.param(
            wf.docx("正文", wf.sect(header_default="h1"), headers={"h1": wf.p(wf.textbox("XX"))}),
            "XX", "文本框“XX”：", "正文", id="text box in a header",
        ),
    ],
)  # fmt: skip
def test_where_word_shows_no_comments_they_stand_at_what_it_hangs_on(
    data: bytes, words: str, place: str, anchor: str
) -> None:
    notes = notes_on(data, words)
    written = write(data, notes)
    assert written.written == 1
    assert said(written.data) == [f"XX101 {place}缺数值"]
    assert covered(written.data) == [anchor]
    assert write(written.data, notes).data == written.data
    unchanged = wf.unzipped(data).keys() - {
        "word/document.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    }
    assert all(wf.unzipped(written.data)[name] == wf.unzipped(data)[name] for name in unchanged)


def test_the_footnote_is_marked_at_its_reference() -> None:
    data = wf.docx(wf.p("甲", wf.footnote(2), "乙"), footnotes={2: "XX家"})
    start = next(main_of(write(data, notes_on(data, "XX")).data).iter(W + "commentRangeStart"))
    assert start.getnext()[0].tag == W + "footnoteReference"  # type: ignore[index]


def test_an_automatic_number_is_marked_at_the_words_behind_it() -> None:
    numbering = wf.lists(n1=[wf.level("chineseCounting", "%1、")])
    data = wf.docx(wf.p("项目建设", num=(1, 0)), wf.p(num=(1, 0)), numbering=numbering)
    labels = [block.label for block in reading_of(data).layout.blocks]
    written = write(data, [Note(label, "XX305", "warning", "序号重复") for label in labels])
    assert covered(written.data) == ["项目建设", ""]


def test_the_report_as_a_whole_is_marked_at_its_first_words() -> None:
    data = wf.docx("", "工作总结", "正文")
    written = write(data, [Note(Span(0, 0), "XX801", "info", "没有落款")])
    assert covered(written.data) == ["工作总结"]
    assert said(written.data) == ["XX801 全文：没有落款"]


def test_a_place_between_characters_is_the_one_behind_it() -> None:
    data = wf.docx("正文一二")
    notes = [Note(Span(at, at), "XX401", "info", "缺句号") for at in (2, 4)]
    assert covered(write(data, notes).data) == ["一", "二"]


def test_a_line_end_before_the_words_belongs_to_no_story() -> None:
    data = wf.docx("正文", wf.sect(header_default="h1"), headers={"h1": wf.p("XX县")})
    assert said(write(data, notes_on(data, "\nXX")).data) == ["XX101 页眉：缺数值"]


def test_the_prompt_of_a_field_is_marked_with_its_code() -> None:
    data = wf.docx(wf.p("姓名", wf.field("MACROBUTTON x 请填写"), "。"))
    written = write(data, notes_on(data, "请填写")).data
    start = next(main_of(written).iter(W + "commentRangeStart"))
    assert start.getnext()[0].get(W + "fldCharType") == "begin"  # type: ignore[index]
    assert reading_of(written).text == reading_of(data).text


def test_blanks_made_of_tabs_are_marked() -> None:
    data = wf.docx(wf.p("姓名", wf.r(wf.TAB, wf.TAB, props=wf.UNDERLINED), wf.r("，", wf.TAB, "男")))
    written = write(data, notes_on(data, "\t\t", "\t"))
    assert covered(written.data) == ["\t\t", "\t"]


def test_a_long_range_may_run_over_paragraphs_and_cells() -> None:
    data = wf.docx("第一段", wf.tbl(["甲", "乙"]), "第三段")
    text = reading_of(data).text
    spans = [Span(1, text.index("三")), Span(text.index("甲"), text.index("乙") + 1)]
    written = write(data, [Note(span, "XX201", "warning", "重复") for span in spans])
    assert covered(written.data) == [span.of(text) for span in spans]


def test_ranges_may_overlap() -> None:
    data = wf.docx("一二三四五六")
    spans = [Span(0, 6), Span(1, 4), Span(2, 5), Span(1, 2), Span(4, 6)]
    notes = [Note(span, "XX101", "error", str(span)) for span in spans]
    written = write(data, notes)
    words = "一二三四五六"
    assert sorted(covered(written.data)) == sorted(words[s.start : s.end] for s in spans)
    assert write(written.data, notes).data == written.data


def test_findings_of_the_same_words_share_a_comment() -> None:
    data = wf.docx("投资XX亿元")
    (note,) = notes_on(data, "XX")
    written = write(data, [note, note._replace(code="XX602", text="单位不一\n建议：改为万元")])
    assert said(written.data) == ["XX101 缺数值\nXX602 单位不一\n建议：改为万元"]
    assert (written.written, written.merged) == (1, 1)


def test_beyond_the_cap_one_comment_for_a_paragraph_then_one_for_the_rest() -> None:
    data = wf.docx("XX和XX和XX", "XX", "YY", "XX")
    notes = [
        *notes_on(data, "XX"),
        *(n._replace(severity="info") for n in notes_on(data, "YY", code="XX601")),
    ]
    together = write(data, notes, cap=4)
    assert said(together.data)[0] == "XX101 缺数值（本段另有 2 处）"
    assert (together.written, together.merged) == (4, 2)
    summed = write(data, notes, cap=3)
    assert said(summed.data)[-1] == "另有 2 条没有逐条批注：XX101 ×1、XX601 ×1"
    assert (summed.written, summed.merged) == (3, 3)
    assert CAP >= 100


# others' comments, answers


def extended(**done: str) -> wf.Extra:
    """``commentsExtended``: by paragraph ids, ``done`` or the id of the comment that is answered."""
    entries = "".join(
        f'<w15:commentEx w15:paraId="{id_.removeprefix("p")}" '
        + (f'w15:done="{said}"/>' if len(said) == 1 else f'w15:paraIdParent="{said}" w15:done="0"/>')
        for id_, said in done.items()
    )
    xml = f'<w15:commentsEx xmlns:w15="{W15[1:-1]}">{entries}</w15:commentsEx>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    return wf.Extra(
        xml.encode(), "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", kind
    )


def edited(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    members = wf.unzipped(data)
    members[name] = change(members[name].decode()).encode()
    return wf.zipped(members)


def answered(data: bytes, words: str, author: str = "王某") -> bytes:
    """The file with a reply to its first comment of xxlint, as Word writes one."""
    package = open_package(data)
    comment = next(comment for comment in comments_of(package) if comment.ours)
    reply = (
        f'<w:comment w:id="9000" w:author="{author}"><w:p w14:paraId="00000009"><w:r><w:t>{words}</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    data = edited(data, "word/comments.xml", lambda xml: xml.replace("</w:comments>", reply))
    entry = f'<w15:commentEx w15:paraId="00000009" w15:paraIdParent="{comment.para_id}" w15:done="0"/></w15:commentsEx>'
    data = edited(data, "word/commentsExtended.xml", lambda xml: xml.replace("</w15:commentsEx>", entry))
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        old = f'<w:{mark} w:id="{comment.id}"/>'
        data = edited(
            data,
            "word/document.xml",
            lambda xml, old=old: xml.replace(old, old + old.replace(f'"{comment.id}"', '"9000"')),  # type: ignore[misc]
        )
    return data


def test_a_second_run_replaces_xxlints_comments_and_no_others() -> None:
    data = wf.docx(
        wf.p(wf.commented(7, "投资XX亿元"), "，增长XX"), comments={7: "请财政局核实"}, styles=STYLES
    )
    first = write(data, notes_on(data, "XX")).data
    assert covered(first) == ["XX", "XX"]
    again = write(first, notes_on(data, "增长"))
    assert covered(again.data) == ["增长"]
    others = [c for c in comments_of(open_package(again.data)) if not c.ours]
    assert [(c.id, c.text) for c in others] == [("7", "请财政局核实")]
    assert reading_of(again.data).commented["7"].of(reading_of(again.data).text) == "投资XX亿元"
    none = write(first, []).data
    assert said(none) == [] and len(list(threads_of(reading_of(none)))) == 1
    entries = etree.fromstring(wf.unzipped(none)["word/commentsExtended.xml"])
    assert len(entries) == 0


def test_everything_else_stays_as_it_was() -> None:
    data = wf.docx(
        wf.p(wf.commented(7, "投资"), "XX亿元"), comments={7: wf.p("核实", wf.r("吗", props=BOLD))}, styles=STYLES,
        settings="<w:trackRevisions/>",
    )  # fmt: skip
    before, after = wf.unzipped(data), wf.unzipped(write(data, notes_on(data, "XX")).data)
    assert before["word/styles.xml"] == after["word/styles.xml"]
    assert before["word/settings.xml"] == after["word/settings.xml"]
    old, new = (etree.fromstring(members["word/comments.xml"]) for members in (before, after))
    assert etree.tostring(old[0], method="c14n", exclusive=True) == etree.tostring(
        new[0], method="c14n", exclusive=True
    )


@pytest.mark.parametrize("words", ["保留", "不改，就是这个数", "OK", "请财政局核实"])
def test_what_somebody_answered_stays(words: str) -> None:
    data = wf.docx("投资XX亿元，增长YY")
    notes = notes_on(data, "XX", "YY")
    talked = answered(write(data, notes).data, words)
    again = write(talked, notes)
    assert again.written == 1
    assert sorted(covered(again.data)) == ["XX", "YY"]
    thread = next(t for t in threads_of(reading_of(again.data)) if t.replies)
    assert thread.added == (words,)
    assert write(again.data, notes).data == again.data
    left = write(again.data, [])
    assert covered(left.data) == ["XX"]


def test_ids_are_new() -> None:
    body = wf.p(
        wf.commented(41, "投资"), wf.ins("XX亿元"), wf.Xml('<w:bookmarkStart w:id="1000" w:name="a"/>')
    )
    data = wf.docx(body, comments={41: "核实"})
    members = wf.unzipped(write(data, notes_on(data, "XX")).data)
    ids = [c.get(W + "id") for c in etree.fromstring(members["word/comments.xml"])]
    assert ids == ["41", "1001"]
    para_ids = re.findall(r'paraId="([0-9A-F]{8})"', members["word/comments.xml"].decode())
    assert len(set(para_ids)) == len(para_ids) and all(0 < int(id_, 16) < 0x80000000 for id_ in para_ids)


def test_a_huge_id_is_not_counted_on() -> None:
    data = wf.docx(wf.p(wf.Xml('<w:bookmarkStart w:id="2147483647" w:name="a"/>'), "XX"))
    assert covered(write(data, notes_on(data, "XX")).data) == ["XX"]


def test_the_styles_of_comments_are_used_where_the_file_has_them() -> None:
    plain = write(wf.docx("XX"), [Note(Span(0, 2), "XX101", "error", "缺")]).data
    styled = write(wf.docx("XX", styles=STYLES), [Note(Span(0, 2), "XX101", "error", "缺")]).data
    assert b"rStyle" not in wf.unzipped(plain)["word/document.xml"]
    assert b'<w:rStyle w:val="a7"/>' in wf.unzipped(styled)["word/document.xml"]
    assert b'<w:pStyle w:val="a8"/>' in wf.unzipped(styled)["word/comments.xml"]


def test_python_docx_lists_the_comments() -> None:
    data = wf.save_as_docx(["工作总结", "投资XX亿元", "增长XX"])
    file = python_docx.Document(io.BytesIO(write(data, notes_on(data, "XX")).data))
    assert [(c.author, c.initials, c.text) for c in file.comments] == [
        ("xxlint", "xx", f"XX101 缺数值{END}")
    ] * 2
    assert {c.timestamp for c in file.comments} == {WHEN}


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    written = write(wf.docx("XX"), [Note(Span(0, 2), "XX101", "error", "有\x00控制\x0b符\ud800")])
    assert said(written.data) == ["XX101 有控制符"]


def test_a_signature_and_a_protection_are_spoken_of() -> None:
    settings = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    extra = {"_xmlsignatures/origin.sigs": wf.Extra(b"", "origin")}
    data = wf.docx("XX", settings=settings, extra_parts=extra)
    assert [w.zh[:4] for w in write(data, []).warnings] == ["原件有数", "原件限制"]


def test_a_strict_file_is_refused() -> None:
    ours, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006",
        "http://purl.oclc.org/ooxml/wordprocessingml",
    )
    data = edited(
        wf.docx("XX"), "word/document.xml", lambda xml: xml.replace(ours + "/main", strict + "/main")
    )
    with pytest.raises(Unreadable, match="严格"):
        write(data, [])


@pytest.mark.parametrize("name", ["word/comments.xml", "word/_rels/document.xml.rels"])
def test_a_damaged_part_is_refused(name: str) -> None:
    data = edited(wf.docx("XX", comments={1: "核实"}), name, lambda xml: xml[:-20])
    with pytest.raises(Unreadable):
        write(data, [Note(Span(0, 2), "XX101", "error", "缺")])


def test_a_file_without_paragraphs_takes_none() -> None:
    written = write(wf.docx(), [Note(Span(0, 0), "XX801", "info", "空")])
    assert written.written == 0 and written.warnings


def test_a_copy_knows_whether_somebody_saved_it() -> None:
    data = wf.docx("投资XX亿元")
    copy = write(data, notes_on(data, "XX")).data
    assert state_of(data) == "foreign"
    assert state_of(copy) == "untouched"
    assert state_of(write(data, []).data) == "untouched"
    assert state_of(edited(copy, "word/document.xml", lambda xml: xml.replace("亿元", "万元"))) == "worked on"


def test_namespaces_are_declared_where_they_were_missing() -> None:
    xml = f'<w:comments xmlns:w="{W[1:-1]}" xmlns:w14="urn:other"/>'
    data = edited(wf.docx("XX", comments={}), "word/comments.xml", lambda _: xml)
    root = etree.fromstring(wf.unzipped(write(data, notes_on(data, "XX")).data)["word/comments.xml"])
    ignorable = (
        root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable") or ""
    ).split()
    assert W14[1:-1] in {root.nsmap[prefix] for prefix in ignorable}


@given(st.lists(st.text("一二XX3 ", max_size=5), min_size=1, max_size=6), st.integers(0, 10**6), st.data())
def test_any_spans_over_any_runs(paragraphs: list[str], seed: int, choose: st.DataObject) -> None:
    data = wf.split_runs(wf.docx(*(wf.p(words, wf.r(words, props=BOLD)) for words in paragraphs)), seed)
    text = reading_of(data).text
    edges = st.integers(0, len(text))
    pairs = choose.draw(st.lists(st.tuples(edges, edges), max_size=6))
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    notes = [Note(span, "XX101", "error", str(at)) for at, span in enumerate(spans)]
    random.Random(seed).shuffle(notes)
    written = write(data, notes)
    after = reading_of(written.data)
    assert after.text == text
    assert bare(main_of(written.data)) == bare(main_of(data))
    for comment in comments_of(after.package):
        for line in comment.lines:
            span = spans[int(re.split("[ ：]", line)[-1])]
            if span.of(text).strip("\n"):
                assert after.commented[comment.id].of(text).strip("\n") == span.of(text).strip("\n")
    assert write(written.data, notes).data == written.data
    assert bare(main_of(write(written.data, []).data)) == bare(main_of(data))
