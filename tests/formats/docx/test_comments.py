"""Comments as they are read: open ones of others are marks, answered ones of xxlint settle findings."""

import pytest
import word_files as wf

from xxlint.diagnostic import Diagnostic
from xxlint.document import Layout, Mark, Waiver
from xxlint.formats.docx import read_docx
from xxlint.formats.docx.comments import END, place_of, threads_of
from xxlint.formats.docx.package import open_package
from xxlint.formats.docx.walker import walk
from xxlint.formats.docx.xml import W15
from xxlint.span import Span
from xxlint.suppress import settle

_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"


def comment(number: int, author: str, *lines: str) -> str:
    """A comment whose last paragraph has the id ``A0000001`` for number 1, and so on."""
    *first, last = lines
    before = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in first)
    words = f'<w:p w14:paraId="A{number:07}"><w:r><w:annotationRef/></w:r><w:r><w:t>{last}</w:t></w:r></w:p>'
    date = "2024-05-01T08:00:00Z"
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="{date}">{before}{words}</w:comment>'


def file(
    *body: str,
    told: str,
    answers: dict[int, int] | None = None,
    done: tuple[int, ...] = (),
    numbering: str = "",
    headers: dict[str, str] | None = None,
    footnotes: dict[int, str] | None = None,
) -> bytes:
    """A Word file with comments; ``answers`` says which comment answers which."""
    extra = {"word/commentsExtended.xml": _list(answers, done)}
    members = wf.parts(
        *body, numbering=numbering, headers=headers, footnotes=footnotes, comments={}, extra_parts=extra
    )
    members["word/comments.xml"] = wf.part("comments", told).encode()
    return wf.zipped(members)


def _list(answers: dict[int, int] | None, done: tuple[int, ...]) -> wf.Extra:
    parents = answers or {}
    entries = "".join(
        f'<w15:commentEx w15:paraId="A{n:07}" w15:done="{int(n in done)}"'
        + (f' w15:paraIdParent="A{parents[n]:07}"' if n in parents else "")
        + "/>"
        for n in sorted({*parents, *parents.values(), *done})
    )
    xml = f'<w15:commentsEx xmlns:w15="{W15[1:-1]}">{entries}</w15:commentsEx>'
    return wf.Extra(xml.encode(), _EXTENDED, _KIND)


def layout_of(data: bytes) -> Layout:
    layout = read_docx("a.docx", data).layout
    assert layout is not None
    return layout


BODY = wf.p("投资", wf.commented(1, "XX"), "亿元")
OURS = comment(1, "xxlint", "XX101 缺数值")
SETTLED = (Waiver(Span(2, 4), "XX101"),)


def test_an_open_comment_of_xxlint_is_nothing() -> None:
    layout = layout_of(file(BODY, told=OURS))
    assert layout.waivers == () and layout.marks == ()


@pytest.mark.parametrize(
    "words",
    [
        "保留",
        "保留，数字已核",
        "“保留”",
        "不改",
        "不改了。",
        "keep",
        "Keep it",
        "OK",
        "ok，先这样",
        " 保留",
        "同意保留",
        "此处保留",
        "领导说保留",
        "保留原文。",
        "已核实，保留",
    ],
)
def test_an_answer_settles(words: str) -> None:
    body = wf.p("投资", wf.commented(2, wf.commented(1, "XX")), "亿元")
    layout = layout_of(file(body, told=OURS + comment(2, "王某", words), answers={2: 1}))
    assert layout.waivers == SETTLED
    assert layout.marks == ()


@pytest.mark.parametrize(
    "words",
    [
        "请核实",
        "不保留",
        "保留不得",
        "不改不行",
        "OKR 里没有",
        "这里要改，不保留",
        "",
        "保留两位小数",
        "保留吗？",
        "保留？",
        "保留与否请王局定",
        "保留意见",
        "不改的话会退回",
        "OK，马上改",
    ],
)
def test_other_words_settle_nothing(words: str) -> None:
    layout = layout_of(file(BODY, told=OURS + comment(2, "王某", words), answers={2: 1}))
    assert layout.waivers == ()


def test_a_resolved_comment_settles() -> None:
    assert layout_of(file(BODY, told=OURS, done=(1,))).waivers == SETTLED


def test_a_line_typed_into_the_comment_settles() -> None:
    told = comment(1, "xxlint", "XX101 缺数值", "建议：补上", "保留")
    assert layout_of(file(BODY, told=told)).waivers == SETTLED
    assert layout_of(file(BODY, told=comment(1, "xxlint", "XX101 缺数值", "建议：保留"))).waivers == ()


def test_a_second_comment_on_the_same_words_settles() -> None:
    both = wf.p("投资", wf.commented(2, wf.commented(1, "XX")), "亿元")
    members = wf.parts(both, comments={})
    members["word/comments.xml"] = wf.part("comments", OURS + comment(2, "王某", "保留")).encode()
    layout = layout_of(wf.zipped(members))
    assert layout.waivers == SETTLED and layout.marks == ()
    members["word/comments.xml"] = wf.part("comments", OURS + comment(2, "王某", "请核实")).encode()
    layout = layout_of(wf.zipped(members))
    assert layout.waivers == () and layout.marks == (Mark(Span(2, 4), "comment", "王某"),)


def test_each_code_of_a_comment_is_settled() -> None:
    told = comment(1, "xxlint", "XX101 缺数值", "XX602 单位不一")
    codes = [waiver.code for waiver in layout_of(file(BODY, told=told, done=(1,))).waivers]
    assert codes == ["XX101", "XX602"]


def test_open_comments_of_others_are_marks_in_the_order_of_the_text() -> None:
    body = wf.p(wf.commented(3, "一"), wf.commented(2, "二"), wf.commented(4, "三"), wf.ins("四"))
    told = (
        comment(2, "王某", "核实")
        + comment(3, "李某", "核实")
        + comment(4, "赵某", "已改")
        + comment(5, "钱某", "好")
    )
    layout = layout_of(file(body, told=told, answers={5: 2}, done=(4,)))
    assert [(mark.span, mark.kind, mark.words) for mark in layout.marks] == [
        (Span(0, 1), "comment", "李某"),
        (Span(1, 2), "comment", "王某"),
        (Span(3, 4), "inserted", "王某"),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("XX101 页眉“XX县”：缺地名", ["XX县"], id="header"),
        pytest.param("XX101 Header “XX县”: name missing", ["XX县"], id="English"),
        pytest.param("XX101 脚注7“约XX”：缺数值", ["约XX"], id="footnote, another number by now"),
        pytest.param("XX101 尾注“没有了”：缺数值", [], id="no longer there"),
        pytest.param("XX101 文本框：缺数值", [], id="no text box"),
        pytest.param("XX801 全文：没有落款", [""], id="whole report"),
        pytest.param("XX101 页眉上缺地名", ["正文"], id="about its own words"),
    ],
)
def test_a_comment_may_be_about_words_elsewhere(line: str, words: list[str]) -> None:
    data = file(
        wf.p(wf.commented(1, "正文"), wf.footnote(2)), wf.sect(header_default="h1"),
        told=comment(1, "xxlint", line), done=(1,),
        headers={"h1": wf.p("XX县报告")}, footnotes={2: wf.p("约XX家")},
    )  # fmt: skip
    document = read_docx("a.docx", data)
    assert [waiver.span.of(document.text) for waiver in document.layout.waivers] == words  # type: ignore[union-attr]


def test_a_comment_behind_an_automatic_number_is_about_the_number_too() -> None:
    numbering = wf.lists(n1=[wf.level("chineseCounting", "%1、")])
    body = wf.p(wf.commented(1, "项目建设"), num=(1, 0))
    layout = layout_of(
        file(body, told=comment(1, "xxlint", "XX305 序号重复"), done=(1,), numbering=numbering)
    )
    assert layout.waivers == (Waiver(Span(0, 6), "XX305"),)


def test_a_comment_that_speaks_for_its_paragraph_settles_all_of_it() -> None:
    body = ("第一段", wf.p("投资", wf.commented(1, "XX"), "亿元，增长XX"), "XX")
    told = comment(1, "xxlint", "XX101 缺数值（本段另有 1 处）")
    assert layout_of(file(*body, told=told, done=(1,))).waivers == (Waiver(Span(4, 15), "XX101"),)


def test_answers_that_go_round_in_a_circle_end() -> None:
    body = wf.p(wf.commented(1, "一"), wf.commented(2, "二"))
    told = comment(1, "王某", "甲") + comment(2, "李某", "乙")
    reading = walk(open_package(file(body, told=told, answers={1: 2, 2: 1})))
    assert len(threads_of(reading)) == 2


def test_a_long_quotation_is_cut() -> None:
    assert place_of("header", None, "一" * 30, "zh") == f"页眉“{'一' * 20}…”："
    assert place_of("footnote", 3, "约\n家", "en") == "Footnote 3 “约”: "
    assert place_of("body", None, "一", "zh") == ""


def _found(code: str, start: int, end: int) -> Diagnostic:
    return Diagnostic(code, "name", "error", "message", Span(start, end))


@pytest.mark.parametrize(
    ("found", "waived", "kept"),
    [
        pytest.param(("XX101", 2, 4), ("XX101", 2, 4), False, id="the same words"),
        pytest.param(("XX101", 2, 4), ("XX101", 3, 9), False, id="in part"),
        pytest.param(("XX101", 2, 4), ("XX101", 4, 9), True, id="beside"),
        pytest.param(("XX101", 2, 4), ("XX102", 2, 4), True, id="another code"),
        pytest.param(("XX801", 0, 0), ("XX801", 0, 0), False, id="the whole report"),
        pytest.param(("XX401", 4, 4), ("XX401", 3, 4), False, id="a place at its end"),
        pytest.param(("XX001", 0, 0), ("XX001", 0, 0), True, id="what is never silenced"),
    ],
)
def test_settled_findings_are_dropped(
    found: tuple[str, int, int], waived: tuple[str, int, int], kept: bool
) -> None:
    left = settle([_found(*found)], [Waiver(Span(*waived[1:]), waived[0])])
    assert (len(left.kept), left.silenced) == ((1, 0) if kept else (0, 1))


def test_the_last_word_counts() -> None:
    body = wf.p("投资", wf.commented(1, "XX"), "亿元")
    told = OURS + comment(2, "王某", "保留") + comment(3, "局长", "不行，要改")
    assert layout_of(file(body, told=told, answers={2: 1, 3: 1})).waivers == ()
    turned = OURS + comment(2, "王某", "要改") + comment(3, "局长", "保留")
    assert layout_of(file(body, told=turned, answers={2: 1, 3: 1})).waivers == SETTLED


def test_what_is_typed_behind_our_own_words_is_an_answer() -> None:
    for typed, waived in (("保留", SETTLED), ("，李科：请核", ())):
        told = comment(1, "xxlint", f"XX101 缺数值{END}{typed}")
        data = file(BODY, told=told)
        (thread,) = threads_of(walk(open_package(data)))
        assert thread.added == (typed,)
        assert layout_of(data).waivers == waived


def test_an_answer_is_about_the_words_that_stood_there() -> None:
    told = comment(1, "xxlint", "XX101 “XX”是字母占位") + comment(2, "王某", "保留")
    assert layout_of(file(BODY, told=told, answers={2: 1})).waivers == SETTLED
    other = wf.p("投资", wf.commented(1, "YY"), "亿元")
    assert layout_of(file(other, told=told, answers={2: 1})).waivers == ()
