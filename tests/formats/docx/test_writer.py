"""Edits of Word files: the words change, and nothing else."""

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest
import word_files as word
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_files import W, Xml, hyperlink, p, r, tbl, unzipped

from xxlint.formats.docx import read_docx
from xxlint.formats.docx.package import open_package
from xxlint.formats.docx.walker import walk
from xxlint.formats.docx.writer import unreachable_in, write_edits
from xxlint.formats.writing import unreachable
from xxlint.formats.written import Tracking, Written
from xxlint.span import Edit, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'
MAIN = "word/document.xml"
TRACKED = Tracking("xxlint", datetime(2024, 3, 1, 9, 30))


def text_of(data: bytes) -> str:
    return read_docx("a.docx", data).text


def change(data: bytes, old: str, new: str, *, tracked: bool = False) -> Written:
    """Replace the only ``old`` in the text; ``|`` in it parts what stays on the left from what goes."""
    text = text_of(data)
    start = text.index(old)
    assert text.find(old, start + 1) < 0
    return write_edits(
        data, [Edit(Span(start, start + len(old)), new)], track_changes=TRACKED if tracked else None
    )


def runs(data: bytes, name: str = MAIN) -> list[str]:
    """The runs of a part, each with its properties in front: ``b:甲乙``."""
    found = []
    for run in etree.fromstring(unzipped(data)[name]).iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        look = "".join(etree.QName(child).localname for child in properties) if properties is not None else ""
        found.append(f"{look}:" + "".join(child.text or "" for child in run if child is not properties))
    return found


def accepted(data: bytes, *, reject: bool = False) -> bytes:
    """The file after all changes of xxlint are accepted, or rejected."""
    members = unzipped(data)
    for name, xml in members.items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        root = etree.fromstring(xml)
        for mark in list(root.iter(f"{W}ins", f"{W}del")):
            if mark.get(f"{W}author") != "xxlint":
                continue
            parent = mark.getparent()
            assert parent is not None
            if (mark.tag == f"{W}ins") != reject:
                for child in list(mark):
                    mark.addprevious(child)
                    for text in child.iter(f"{W}delText"):
                        text.tag = f"{W}t"
            parent.remove(mark)
        members[name] = etree.tostring(root)
    return word.zipped(members)


# --- what changes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraph", "old", "new", "expected"),
    [
        pytest.param(p("今年投资XX亿元"), "XX", "12", [":今年投资12亿元"], id="within a run"),
        pytest.param(
            p(r("甲", props=BOLD), "乙丙"), "甲乙", "子丑", ["b:子丑", ":丙"], id="across runs, the first"
        ),
        pytest.param(p("甲", r("乙", props=BOLD), "丙"), "甲乙丙", "子", [":子"], id="emptied runs go"),
        pytest.param(
            p("甲", r("乙", word.BREAK, props=BOLD)), "甲乙", "子", [":子", "b:"], id="a run with more stays"
        ),
        pytest.param(p("甲", r("乙", props=BOLD), "丙"), "乙", "", [":甲", ":丙"], id="a deletion"),
        pytest.param(
            p("甲", r("乙丙", props=BOLD)),
            "甲乙丙",
            "甲子丙",
            [":甲", "b:子丙"],
            id="what stays keeps its run",
        ),
        pytest.param(p("甲乙"), "乙", " 乙 ", [":甲 乙 "], id="blanks at the edges"),
        pytest.param(p(hyperlink("链接")), "链接", "", [":"], id="a link keeps a run"),
    ],
)
def test_replacing(paragraph: Xml, old: str, new: str, expected: list[str]) -> None:
    data = word.docx(paragraph)
    written = change(data, old, new)
    assert not written.refused
    assert runs(written.data) == expected
    assert text_of(written.data) == text_of(data).replace(old, new)


def test_blanks_that_did_not_count_do_not_begin_to() -> None:
    data = word.docx(p(Xml("<w:r><w:t>  甲乙\u00ad丙 </w:t></w:r>")))
    assert text_of(data) == "甲乙\u00ad丙"
    assert text_of(change(data, "丙", " 丁").data) == "甲乙\u00ad 丁"
    assert runs(change(data, "甲", "子").data) == [":子乙\u00ad丙"]


@pytest.mark.parametrize("tracked", [False, True])
def test_inserting(tracked: bool) -> None:
    mark = f"<w:rPr>{BOLD}</w:rPr>"
    data = word.docx(
        p(r("甲", props=RED), "乙"),
        p(props=mark),
        tbl(["丙", word.tc(p(props=mark)), "丁"]),
        p(word.simple_field("DATE", "戊"), "己"),
    )
    assert text_of(data) == "甲乙\n\n丙\t\t丁\n戊己"
    tracking = TRACKED if tracked else None
    edits = [Edit(Span(at, at), str(at)) for at in (1, 3, 6, 7, 10)]
    written = write_edits(data, edits, track_changes=tracking)
    assert not written.refused
    assert text_of(written.data) == "甲1乙\n3\n丙\t6\t7丁\n戊10己"
    if not tracked:
        assert runs(written.data) == ["color:甲1", ":乙", "b:3", ":丙", "b:6", ":7丁", ":戊", ":10己"]
    else:
        assert runs(written.data)[1] == "color:1"
        assert text_of(accepted(written.data, reject=True)) == text_of(data)


def test_every_story_is_written() -> None:
    data = word.docx(
        p("正文", word.footnote(1)),
        word.sect(header_default="h1"),
        headers={"h1": "页眉"},
        footnotes={1: "脚注"},
    )
    text = text_of(data)
    edits = [Edit(Span(text.index(word_), text.index(word_) + 2), "新") for word_ in ("正文", "页眉", "脚注")]
    written = write_edits(data, edits)
    assert not written.refused
    assert text_of(written.data) == "新\n新\n新"


def test_a_text_box_changes_in_both_its_forms() -> None:
    data = word.docx(
        p("甲", word.textbox([p("联系人", r("XX", props=BOLD)), p()], [p(r("联系"), "人XX"), p()]))
    )
    text = text_of(data)
    at = text.index("人")
    written = write_edits(data, [Edit(Span(at, at + 3), "：王某"), Edit(Span(len(text), len(text)), "末")])
    assert not written.refused
    assert unzipped(written.data)[MAIN].decode().count("末") == 2
    assert [run for run in runs(written.data) if run != ":"] == [
        ":甲", ":联系：王某", ":末", ":联系", ":：王某", ":末",
    ]  # fmt: skip
    tracked = write_edits(data, [Edit(Span(at, at + 3), "：王某")], track_changes=TRACKED)
    assert text_of(tracked.data) == text_of(written.data).replace("末", "")
    assert text_of(accepted(tracked.data, reject=True)) == text
    assert unzipped(tracked.data)[MAIN].decode().count("<w:ins ") == 2


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("inside", [False, True])
def test_words_in_two_forms(tracked: bool, inside: bool) -> None:
    both = (
        word.alternatives(r("甲乙"), r("甲") + r("乙")) if inside else word.alternatives(p("甲乙"), p("甲乙"))
    )
    data = word.docx(p("前", both) if inside else both)
    written = change(data, "乙", "丙", tracked=tracked)
    assert not written.refused
    assert unzipped(written.data)[MAIN].decode().count("丙") == 2
    assert text_of(written.data) == text_of(data).replace("乙", "丙")


@pytest.mark.parametrize("inner", [("旧", "旧"), ("旧", "新")])
def test_a_text_box_in_a_text_box_is_left_alone(inner: tuple[str, str]) -> None:
    data = word.docx(p(word.textbox([p("外", word.textbox(*inner))])))
    assert change(data, "外", "丙").refused
    assert change(data, "旧", "丙").refused


def test_a_header_of_two_sections_changes_once() -> None:
    section = word.sect(header_default="h1")
    data = word.docx(p("甲", props=section), p("乙"), section, headers={"h1": "页眉"})
    assert text_of(change(data, "页眉", "新页").data) == "甲\n乙\n新页"


@pytest.mark.parametrize("tracked", [False, True])
def test_an_answered_prompt_is_a_prompt_no_more(tracked: bool) -> None:
    prompt = r("单击此处输入", style="a3")
    data = word.docx(p("单位：", word.sdt(prompt, props=word.SHOWING_PROMPT)))
    written = change(data, "单击此处输入", "某局", tracked=tracked)
    assert text_of(written.data) == "单位：某局"
    assert b"showingPlcHdr" not in unzipped(written.data)[MAIN]
    assert ":某局" in runs(written.data)
    partly = change(data, "此处", "这里", tracked=tracked)
    assert b"showingPlcHdr" in unzipped(partly.data)[MAIN]


# --- what is refused ---------------------------------------------------------------------------------------

_LISTS = word.lists(n1=[word.level("chineseCounting", "%1、")])


@pytest.mark.parametrize(
    ("body", "old", "new", "why"),
    [
        pytest.param([p("总则", num=(1, 0))], "一、总", "二、总", "自动编号", id="a label"),
        pytest.param([p("甲", r(word.TAB), "乙")], "甲\t乙", "甲乙", "制表符", id="a tab"),
        pytest.param([p("甲。", r(word.BREAK), "乙")], "甲。\n乙", "甲乙", "换行符", id="a break"),
        pytest.param([p("甲", word.footnote(1), "乙")], "甲乙", "丙", "注释", id="a note"),
        pytest.param([p("甲", word.picture(), "乙")], "甲乙", "丙", "图片", id="a picture"),
        pytest.param([p("第", word.simple_field("PAGE", "3"), "页")], "3", "4", "域", id="a simple field"),
        pytest.param([p("第", word.field("PAGE", "3"), "页")], "3页", "4页", "域", id="a field"),
        pytest.param(["甲", "乙"], "甲\n乙", "丙", "段落", id="paragraphs"),
        pytest.param([tbl(["甲", "乙"])], "甲\t乙", "丙", "单元格", id="cells"),
        pytest.param(["甲"], "甲", "乙\n丙", "换行", id="a line end in the new words"),
        pytest.param(["甲"], "甲", "乙\t丙", "制表符", id="a tab in the new words"),
        pytest.param(["甲"], "甲", "乙\x01", "控制字符", id="a control character"),
        pytest.param(["甲"], "甲", "乙\ud800", "控制字符", id="half a character"),
        pytest.param([p(word.textbox("新版", "旧版"))], "新版", "丙", "旧版", id="a text box of two minds"),
        pytest.param(
            [p(word.sdt("甲", props='<w:dataBinding w:xpath="x" w:storeItemID="y"/>'))], "甲", "乙", "文档属性", id="bound"
        ),
        pytest.param([p(word.sdt("甲", props='<w:lock w:val="contentLocked"/>'))], "甲", "乙", "锁定", id="locked"),
        pytest.param(
            [p(r(Xml("<w:ruby><w:rt><w:r><w:t>y</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>月</w:t></w:r></w:rubyBase></w:ruby>")))],
            "月", "日", "拼音", id="a phonetic guide",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tracked", [False, True])
def test_refusals(body: list[str], old: str, new: str, why: str, tracked: bool) -> None:
    data = word.docx(*body, numbering=_LISTS, footnotes={1: "注"})
    written = change(data, old, new, tracked=tracked)
    (refusal,) = written.refused
    assert refusal.edit.text == new
    assert why in refusal.reason.zh
    assert refusal.reason.en
    assert written.data is data


def test_what_no_edit_reaches_is_known_before_anything_is_written() -> None:
    data = word.docx(
        "投资XX亿元。",
        p("第", word.field("PAGE", "XX"), "页"),
        p(word.sdt("XX局", props='<w:lock w:val="contentLocked"/>')),
        p(word.sdt("XX县", props='<w:dataBinding w:xpath="x" w:storeItemID="y"/>')),
        p(word.textbox("新版XX", "旧版")),
        tbl(["XX户", "XX"]),
    )
    text = text_of(data)
    spans = [Span(*found.span()) for found in re.finditer("XX", text)]
    reasons = unreachable_in(data, spans)
    assert [text[span.start - 1 : span.end + 1] for span in reasons] == ["第XX页", "\nXX局", "\nXX县", "版XX"]
    refused = write_edits(data, [Edit(span, "子") for span in spans]).refused
    assert {refusal.edit.span: refusal.reason for refusal in refused} == reasons
    assert unreachable("总结.docx", data, spans) == reasons
    assert unreachable("总结.docx", data, []) == {}
    assert unreachable("总结.txt", "投资XX亿元。".encode(), [Span(2, 4)]) == {}


def test_asking_for_the_reach_of_many_places_takes_little_time() -> None:
    data = word.docx(*(f"完成投资XX亿元，惠及群众XX户（{at}）。" for at in range(1_000)))
    spans = [Span(*found.span()) for found in re.finditer("XX", text_of(data))]
    started = process_time()
    assert unreachable_in(data, spans) == {}
    assert process_time() - started < 3


def test_a_place_outside_and_one_in_a_merged_cell() -> None:
    merged = word.tc("", props="<w:vMerge/>")
    data = word.docx(tbl([word.tc("甲", props='<w:vMerge w:val="restart"/>'), "乙"], [merged, "丙"]))
    assert text_of(data) == "甲\t乙\n\t丙"
    written = write_edits(data, [Edit(Span(4, 4), "子"), Edit(Span(5, 99), "丑"), Edit(Span(3, 2), "寅")])
    assert [refusal.edit.text for refusal in written.refused] == ["子", "丑", "寅"]


@pytest.mark.parametrize(
    ("spans", "refused"),
    [
        pytest.param([(0, 2), (1, 3)], [0, 1], id="overlapping"),
        pytest.param([(0, 2), (2, 3)], [], id="side by side"),
        pytest.param([(0, 2), (2, 2)], [], id="an insertion behind"),
        pytest.param([(2, 2), (2, 3)], [0, 1], id="an insertion before"),
        pytest.param([(0, 3), (1, 1), (4, 5)], [0, 1], id="an insertion inside, one apart"),
        pytest.param([(3, 3), (3, 3)], [0, 1], id="two insertions"),
        pytest.param([(4, 6), (0, 2), (1, 5)], [0, 1, 2], id="a chain"),
    ],
)
def test_overlapping_edits(spans: list[tuple[int, int]], refused: list[int]) -> None:
    data = word.docx("甲乙丙丁戊己")
    edits = [Edit(Span(*span), f"x{at}") for at, span in enumerate(spans)]
    written = write_edits(data, edits)
    assert [edits.index(refusal.edit) for refusal in written.refused] == refused
    assert text_of(written.data) == applied(
        "甲乙丙丁戊己", [e for at, e in enumerate(edits) if at not in refused]
    )


def applied(text: str, edits: Sequence[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


# --- what stays --------------------------------------------------------------------------------------------


def test_without_an_edit_that_changes_something_the_bytes_are_the_same() -> None:
    data = word.docx("甲乙")
    assert write_edits(data, []).data is data
    assert write_edits(data, [Edit(Span(0, 2), "甲乙"), Edit(Span(2, 2), "")]) == Written(data)


def test_a_touched_part_differs_at_the_edit_alone() -> None:
    body = (
        '<?mso-x 某?><w:p w14:paraId="0A"  w:rsidR="1"><!-- 注 --><later:thing later:a="1">\n <later:b/></later:thing>\n'
        "  <w:r>\n <w:t>甲</w:t>\n</w:r><w:proofErr w:type='spellStart'/>"
        "<w:r><w:t>乙</w:t></w:r>  </w:p>\n\n<w:tbl/>"
    )
    before = word.part("document", f"<w:body>{body}</w:body>").replace("?>\n", "?>\n<!-- 前 --><?pi x?>\n", 1)
    members = {**word.parts(settings="<w:zoom/>"), MAIN: before.encode()}
    data = word.zipped(members)
    written = change(data, "甲", "丙")
    after = unzipped(written.data)
    assert {name for name in after if after[name] != members[name]} == {MAIN}
    assert list(after) == list(members)
    assert canonical(after[MAIN]) == canonical(before.replace("甲", "丙").encode())


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml).getroottree(), method="c14n")


def test_strict_files_stay_strict() -> None:
    members = word.parts("甲乙")
    strict = "http://purl.oclc.org/ooxml/"
    members[MAIN] = members[MAIN].replace(
        word.NAMESPACES["w"].encode(), f"{strict}wordprocessingml/main".encode()
    )
    written = change(word.zipped(members), "甲", "丙", tracked=True)
    assert text_of(written.data) == "丙乙"
    assert word.NAMESPACES["w"].encode() not in unzipped(written.data)[MAIN]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        pytest.param({"extra_parts": {"_xmlsignatures/origin.sigs": word.Extra(b"", "x")}}, "签名", id="signed"),
        pytest.param({"settings": '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'}, "编辑", id="protected"),
        pytest.param({"settings": '<w:documentProtection w:edit="readOnly"/>'}, None, id="protection switched off"),
        pytest.param({"settings": '<w:writeProtection w:recommended="1"/>'}, "只读", id="read only"),
    ],
)  # fmt: skip
def test_warnings(parts: dict[str, str], why: str | None) -> None:
    data = word.docx("甲", **parts)  # type: ignore[arg-type]  # settings or other parts
    warnings = change(data, "甲", "乙").warnings
    assert bool(warnings) == (why is not None)
    assert all(why is not None and why in warning.zh for warning in warnings)
    assert not change(data, "甲", "甲").warnings


# --- tracked changes ---------------------------------------------------------------------------------------


def marks(data: bytes) -> str:
    """The paragraphs of the main part as ``甲[-乙-]{+丙+}``; another author's marks with his name."""

    def shown(element: "_Element") -> str:
        inside = "".join(map(shown, element))
        who = "" if element.get(f"{W}author") == "xxlint" else str(element.get(f"{W}author"))
        match etree.QName(element).localname:
            case "t" | "delText":
                return element.text or ""
            case "ins":
                return f"{{{who}+{inside}+}}"
            case "del":
                return f"[{who}-{inside}-]"
            case "hyperlink" | "sdt":
                return f"<{inside}>"
        return inside

    body = etree.fromstring(unzipped(data)[MAIN])[0]
    return "".join(map(shown, body))


@pytest.mark.parametrize(
    ("paragraph", "old", "new", "expected"),
    [
        pytest.param(p("甲乙丙"), "乙", "子", "甲[-乙-]{+子+}丙", id="within a run"),
        pytest.param(p("甲乙", r("丙丁", props=BOLD)), "乙丙", "子", "甲[-乙丙-]{+子+}丁", id="across runs"),
        pytest.param(p("甲乙"), "甲乙", "甲丙乙", "甲{+丙+}乙", id="an insertion"),
        pytest.param(p("甲乙"), "乙", "", "甲[-乙-]", id="a deletion"),
        pytest.param(p(hyperlink("甲乙"), "丙"), "乙丙", "子", "<甲[-乙-]{+子+}>[-丙-]", id="out of a link"),
        pytest.param(p(word.sdt("甲乙")), "甲", "子", "<[-甲-]{+子+}乙>", id="in a control"),
        pytest.param(p(word.ins("甲乙丙")), "乙", "", "{王某+甲[-乙-]丙+}", id="in another's insertion"),
        pytest.param(
            p(word.ins("甲乙丙")),
            "乙",
            "子",
            "{王某+甲[-乙-]+}{+子+}{王某+丙+}",
            id="another's insertion parted",
        ),
        pytest.param(
            p(word.ins("甲", "乙")), "甲", "甲子", "{王某+甲+}{+子+}{王某+乙+}", id="between another's words"
        ),
        pytest.param(
            p(word.ins("甲"), "乙"), "甲乙", "子", "{王某+[-甲-]+}{+子+}[-乙-]", id="out of an insertion"
        ),
    ],
)
def test_tracking(paragraph: Xml, old: str, new: str, expected: str) -> None:
    data = word.docx(paragraph)
    written = change(data, old, new, tracked=True)
    assert not written.refused
    assert marks(written.data) == expected
    assert text_of(written.data) == text_of(data).replace(old, new)
    assert text_of(accepted(written.data)) == text_of(data).replace(old, new)
    assert text_of(accepted(written.data, reject=True)) == text_of(data)
    ids = re.findall(rb'<w:(?:ins|del) w:id="(\d+)"', unzipped(written.data)[MAIN])
    assert len(ids) == len(set(ids))


def test_a_tracked_change_tells_author_and_date_and_keeps_the_look() -> None:
    data = word.docx(
        p(r("甲乙", props=f"{BOLD}<w:rPrChange w:id='1' w:author='王某'><w:rPr/></w:rPrChange>"))
    )
    xml = unzipped(change(data, "乙", "子", tracked=True).data)[MAIN].decode()
    assert '<w:ins w:id="3" w:author="xxlint" w:date="2024-03-01T09:30:00Z"><w:r><w:rPr><w:b/></w:rPr>' in xml
    assert xml.count("<w:rPrChange") == 2  # of what was there


# --- properties --------------------------------------------------------------------------------------------

_LOOKS = ("", BOLD, RED, word.UNDERLINED)
_WORDS = st.text("甲乙丙12 ，", max_size=6)


@st.composite
def _paragraphs(draw: st.DrawFn) -> Xml:
    wrap: list[Callable[[Xml], Xml]] = [lambda run: run, hyperlink, word.sdt, word.ins, word.smart_tag]
    made = []
    for words in draw(st.lists(_WORDS, max_size=5)):
        run = r(words, props=draw(st.sampled_from(_LOOKS)))
        made.append(draw(st.sampled_from(wrap))(run))
        if draw(st.integers(0, 5)) == 0:
            made.append(
                draw(st.sampled_from([r(word.TAB), word.footnote(1), word.field("PAGE", "3"), r(word.BREAK)]))
            )
    return p(*made)


@st.composite
def _files(draw: st.DrawFn) -> bytes:
    one = _paragraphs()
    body = [
        draw(one),
        tbl([word.tc(draw(one)), word.tc(draw(one))]),
        p("框", word.textbox([draw(one)])),
        p("条", num=(1, 0)),
    ]
    return word.split_runs(word.docx(*body, numbering=_LISTS, footnotes={1: "注"}), draw(st.integers(0, 99)))


@st.composite
def _edited(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    data = draw(_files())
    text = text_of(data)
    starts = draw(st.lists(st.integers(0, len(text)), max_size=6))
    spans = [Span(start, min(len(text), start + draw(st.integers(0, 4)))) for start in starts]
    return data, [Edit(span, draw(_WORDS)) for span in spans]


def looks(data: bytes) -> list[tuple[str, str]]:
    """Each character that was typed, with the properties of its run."""
    found = []
    reading = walk(open_package(data))
    for piece in reading.pieces:
        run = next(piece.element.iterancestors(f"{W}r"))
        properties = run.find(f"{W}rPr")
        look = "" if properties is None else "".join(etree.QName(child).localname for child in properties)
        found += [(char, look) for char in piece.span.of(reading.text)]
    return found


def kept(data: bytes, edits: Sequence[Edit]) -> list[tuple[str, str]]:
    """``looks`` of the characters that no edit replaces."""
    reading = walk(open_package(data))
    offsets = [at for piece in reading.pieces for at in range(*piece.span)]
    gone = {at for edit in edits for at in range(*edit.span)}
    return [look for at, look in zip(offsets, looks(data), strict=True) if at not in gone]


@given(_edited(), st.booleans())
def test_the_text_written_is_the_text_edited(case: tuple[bytes, list[Edit]], tracked: bool) -> None:
    data, edits = case
    written = write_edits(data, edits, track_changes=TRACKED if tracked else None)
    refused = {id(refusal.edit) for refusal in written.refused}
    made = [edit for edit in edits if id(edit) not in refused]
    expected = applied(text_of(data), made)
    assert text_of(written.data) == expected
    before, after = unzipped(data), unzipped(written.data)
    assert {name for name in before if before[name] != after[name]} <= {MAIN, "word/footnotes.xml"}
    if tracked:
        assert text_of(accepted(written.data)) == expected
        assert text_of(accepted(written.data, reject=True)) == text_of(data)
        assert looks(accepted(written.data, reject=True)) == looks(data)
    both = written.data if not tracked else accepted(written.data)
    shift, new = 0, []
    for edit in sorted(made):
        start = edit.span.start + shift
        new.append(Edit(Span(start, start + len(edit.text)), ""))
        shift += len(edit.text) - (edit.span.end - edit.span.start)
    assert kept(both, new) == kept(data, made)


# --- LibreOffice agrees ------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("tracked", [False, True])
def test_libreoffice_reads_the_same_words(tracked: bool, tmp_path: Path) -> None:
    data = word.docx(
        p("今年完成投资", r("XX", props=BOLD), "亿元"),
        tbl(["单位", word.tc(p())]),
        p(hyperlink("某市某局"), word.ins("增写的话")),
    )
    text = text_of(data)
    edits = [
        Edit(Span(text.index("XX"), text.index("XX") + 2), "12.5"),
        Edit(Span(text.index("\t") + 1, text.index("\t") + 1), "某局"),
        Edit(Span(text.index("市某局"), text.index("市某局") + 5), "县"),
    ]
    written = write_edits(data, edits, track_changes=TRACKED if tracked else None)
    assert not written.refused
    (tmp_path / "a.docx").write_bytes(accepted(written.data) if tracked else written.data)
    (tmp_path / "b.docx").write_bytes(written.data)
    for name in ("a", "b"):
        convert(tmp_path, f"{name}.docx")
        assert (tmp_path / f"{name}.txt").is_file()
    words = (tmp_path / "a.txt").read_text("utf-8-sig").split()
    assert words == text_of(written.data).split()


def convert(folder: Path, name: str) -> None:
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), str(folder / name)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
