"""The report as a page: all of its words, each finding marked on exactly its own, and nothing that is not inert."""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement
from syrupy.assertion import SnapshotAssertion
from word_files import docx, p, tbl, tc, tr

from xxlint import __version__
from xxlint.diagnostic import Diagnostic, Fix, Slot
from xxlint.formats import read
from xxlint.output import View, renderer
from xxlint.results import FileResult, Silenced
from xxlint.span import Edit, Span
from xxlint.words import Words

Draw = Callable[..., str]
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
HOSTILE = "\"><script>alert(1)</script><img src=http://x.example/a.png onerror='alert(2)'>&lt;"


def page(*results: FileResult, **view: object) -> HtmlElement:
    drawn = "".join(renderer("html")(results, View(**view)))  # type: ignore[arg-type]
    return lxml_html.document_fromstring(drawn)


def result(text: str, *spans: tuple[int, int]) -> FileResult:
    found = tuple(
        Diagnostic(f"XX{101 + at}", "name", ("error", "warning", "info")[at % 3], f"第 {at} 个", Span(*span))
        for at, span in enumerate(spans)
    )
    return FileResult("报告.txt", "text", "utf-8", "checked", text, found)


def papers(tree: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = tree.xpath("//article[@class='paper']")
    for paper in found:
        for name in paper.xpath(".//h3[@class='part']"):
            name.drop_tree()
    return found


def marked(tree: HtmlElement, number: int) -> str:
    """The words under the marks of a finding, in reading order."""
    pieces: Sequence[HtmlElement] = tree.xpath(f"//article//mark[@data-n='{number}']")
    assert [piece.get("id") for piece in pieces] == [f"m{number}", *[None] * (len(pieces) - 1)]
    return "".join(piece.text_content() for piece in pieces)


class Reader(HTMLParser):
    """What stands on the paper and under each mark, to the blank: libxml2 drops blanks that stand alone."""

    def __init__(self, drawn: str) -> None:
        super().__init__()
        self.paper = ""
        self.marked: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(drawn.partition('<article class="paper" lang="zh-CN">')[2].partition("</article>")[0])
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            number = dict(attrs)["data-n"] or ""
            assert ("id" in dict(attrs)) == (number not in self.marked)
            self.marked.setdefault(number, "")
            self.open.append(number)

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.paper += data
        for number in self.open:
            self.marked[number] += data


def readable(text: str) -> str:
    """Text as it stands on the page: what HTML cannot hold is replaced, a soft break is an element."""
    return "".join("\ufffd" if c in "\0\x85\ud800\ufffe" else c for c in text.replace("\v", ""))


# the report and its marks


def test_the_words_of_a_text(unfinished: FileResult) -> None:
    tree = page(unfinished)
    (paper,) = papers(tree)
    assert paper.text_content() == unfinished.text
    assert [line.get("data-l") for line in paper.xpath("p")] == [str(n) for n in range(1, 9)]


def test_the_words_of_a_file_without_lines(word: FileResult) -> None:
    (paper,) = papers(page(word))
    assert paper.text_content() == word.text.replace("\v", "")
    assert len(paper.xpath(".//br")) == 1


def test_every_finding_has_its_mark_and_its_entry(unfinished: FileResult, word: FileResult) -> None:
    tree = page(unfinished, word)
    number = 0
    for each in (unfinished, word):
        for d in sorted(each.diagnostics, key=lambda d: d.span):
            number += 1
            (entry,) = tree.xpath(f"//aside//li[@id='d{number}']")
            assert entry.xpath("string(a/@href)") == f"#m{number}"
            assert d.message in entry.text_content()
            if d.span == Span(0, 0):
                assert d.message in tree.xpath(f"string(//mark[@id='m{number}'])")
            else:
                assert marked(tree, number) == d.span.of(each.text)
    assert len(tree.xpath("//aside//li")) == number


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([(1, 6), (2, 4)], id="nested"),
        pytest.param([(1, 6), (2, 4), (3, 4)], id="nested twice, one end"),
        pytest.param([(1, 4), (3, 6)], id="crossing"),
        pytest.param([(1, 4), (2, 6), (3, 8)], id="three crossing"),
        pytest.param([(2, 5), (2, 5)], id="the same words"),
        pytest.param([(2, 2), (2, 5), (5, 5)], id="points at the ends"),
        pytest.param([(7, 14)], id="over a line's end"),
        pytest.param([(1, 14), (8, 11), (10, 18)], id="over lines and crossing"),
        pytest.param([(9, 10)], id="the line's end alone"),
        pytest.param([(19, 19)], id="behind the last character"),
    ],
)
def test_findings_that_share_words(spans: list[tuple[int, int]]) -> None:
    text = "一二三四五六七八九\n甲乙丙丁戊己庚辛壬"
    tree = page(result(text, *spans))
    assert papers(tree)[0].text_content() == text
    for number, (start, end) in enumerate(sorted(spans), 1):
        assert marked(tree, number) == text[start:end]


TEXTS = st.text(
    st.sampled_from("一二X<>&\"'\n\r\t\v\0 \u3000\u200b\u202e\x85\ud800\ufffe"), min_size=1, max_size=40
)


@given(st.data())
def test_any_findings_on_any_text(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    at = st.integers(0, len(text))
    spans = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(at, at), max_size=8))]
    read = Reader("".join(renderer("html")([result(text, *spans)], View())))  # type: ignore[arg-type]
    assert read.paper == readable(text)
    for number, (start, end) in enumerate(sorted(spans), 1):
        if (start, end) != (0, 0):
            assert read.marked[str(number)] == readable(text[start:end])


def test_tables_are_drawn(word: FileResult) -> None:
    (table,) = page(word).xpath("//table")
    rows = [[(cell.get("colspan"), cell.text_content().strip()) for cell in row] for row in table.xpath("tr")]
    assert rows == [
        [(None, "指标"), ("2", "完成数")],
        [(None, "地区生产总值"), (None, "XX亿元"), (None, "XX％")],
    ]


def test_merged_cells_and_cells_of_several_paragraphs() -> None:
    down = '<w:vMerge w:val="restart"/>'
    body = tbl(
        tr(tc("合计", props='<w:gridSpan w:val="2"/>'), tc("说明")),
        tr(tc("农业", props=down), tc("粮食"), tc("第一段", "第二段")),
        tr(tc("", props="<w:vMerge/>"), tc("蔬菜"), tc("")),
    )
    document = read("表.docx", docx(p("附表"), body, p("完")))
    tree = page(FileResult("表.docx", "docx", None, "checked", document.text, layout=document.layout))
    assert papers(tree)[0].text_content() == document.text
    rows = [[cell.get("colspan") or "1" for cell in row] for row in tree.xpath("//table/tr")]
    assert [sum(map(int, row)) for row in rows] == [3, 3, 3]
    assert len(tree.xpath("//td[2]/following-sibling::td/p")) == 3


def test_parts_and_pages_are_named(word: FileResult) -> None:
    tree = page(word)
    assert tree.xpath("//h3[@class='part']/text()") == ["页眉", "脚注2", "文本框"]
    assert tree.xpath("//div[@class='page']/@data-t") == ["约第1页", "约第2页", "约第12页"]
    exact = page(word._replace(format="pdf"), lang="en")
    assert exact.xpath("//div[@class='page']/@data-t") == ["page 1", "page 2", "page 12"]


# what else the page says


def test_what_was_checked_and_what_was_not(
    unfinished: FileResult, word: FileResult, clean: FileResult, missing: FileResult, skipped: FileResult
) -> None:
    tree = page(unfinished, word, clean, missing, skipped)
    heads = [head.text_content() for head in tree.xpath("//section[contains(@class, 'file')]/header")]
    assert "140 字" in heads[0]
    assert "已忽略 2 条" in heads[0]
    assert "没有检查 图片 2 张" in heads[1]
    assert "没有发现问题" in heads[2]
    assert "没有检查 找不到这个文件" in heads[3]
    assert "没有检查 不能检查 .docx" in heads[4]
    assert not any("没有发现问题" in head for at, head in enumerate(heads) if at != 2)


def test_silenced_findings_do_not_read_as_clean(clean: FileResult) -> None:
    tree = page(clean._replace(silenced_by=Silenced(3)))
    head = tree.xpath("string(//section/header)")
    assert "已忽略 3" in tree.xpath("string(//header[@class='top'])")
    assert "已忽略 3 条" in head
    assert "没有发现问题" not in head


def test_what_each_section_lacks(unfinished: FileResult, word: FileResult, clean: FileResult) -> None:
    tree = page(unfinished, word, clean)
    text, other = tree.xpath("//div[@class='todo']")
    assert text.xpath("string(h3)") == "待填 6"
    assert [
        (li.xpath("string(a)"), li.xpath("string(a/@href)"), li.xpath("string(b)"))
        for li in text.xpath("ol/li")
    ] == [
        ("一、主要指标", "#m1", "5"),
        ("二、下一步打算", "#m9", "1"),
    ]
    assert [rect.get("width") for rect in text.xpath(".//rect")] == ["100.0", "20.0"]
    assert [li.xpath("string(a)") for li in other.xpath("ol/li")] == [
        "一、主要指标",
        "二、下一步打算",
        "（章节之外）",
    ]
    ids = set(tree.xpath("//@id"))
    assert all(href[1:] in ids for href in tree.xpath("//div[@class='todo']//@href"))


def test_blanks_of_forms_are_not_lacking_and_lost_figures_are(unfinished: FileResult) -> None:
    slot = next(d.slot for d in unfinished.diagnostics if d.slot)
    lost = Diagnostic("XX201", "missing-value", "error", "缺数", Span(3, 5), section=("一、",))
    blank = Diagnostic("XX103", "blank", "info", "空", Span(6, 8), section=("二、",), slot=slot)
    tree = page(unfinished._replace(diagnostics=(lost, blank)))
    assert tree.xpath("string(//div[@class='todo']/h3)") == "待填 1"


def test_of_many_sections_the_first_are_drawn() -> None:
    slot = Slot(Span(0, 1), "letter", "amount")
    found = tuple(
        Diagnostic("XX101", "name", "error", "缺数", Span(at, at + 1), section=(f"第{at}章",), slot=slot)
        for at in range(30)
    )
    tree = page(FileResult("报告.txt", "text", "utf-8", "checked", "X" * 30, found))
    assert len(tree.xpath("//div[@class='todo']//li")) == 20
    assert tree.xpath("string(//div[@class='todo']/p)") == "还有 10 个章节"


def test_the_outline_leads_to_its_headings(unfinished: FileResult, word: FileResult) -> None:
    tree = page(unfinished, word)
    ids = set(tree.xpath("//@id"))
    links = tree.xpath("//nav//li/a")
    assert [link.text for link in links] == ["一、主要指标", "（三）招商引资", "二、下一步打算"] * 2
    for link in links:
        (heading,) = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert link.text in heading.text_content()
    assert all(href[1:] in ids for href in tree.xpath("//a/@href"))


def test_how_each_rule_is_silenced(unfinished: FileResult, missing: FileResult) -> None:
    said = page(unfinished, missing).xpath("string(//section[@class='rules'])")
    assert "<!-- xxlint: ignore XX502 原因 -->" in said
    assert "--ignore XX502" in said
    assert "ignore XX001" not in said


def test_names_on_the_page_are_unique(unfinished: FileResult, word: FileResult) -> None:
    ids = page(unfinished, word, unfinished).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_nothing_on_it_depends_on_the_hour(draw: Draw, unfinished: FileResult) -> None:
    assert draw("html", unfinished, seconds=1.0) == draw("html", unfinished, seconds=2.0)


# confidential, and of strangers


def test_nothing_is_fetched(unfinished: FileResult, word: FileResult, missing: FileResult) -> None:
    tree = page(unfinished, word, missing)
    assert tree.xpath("//@src | //@srcset | //@action | //@data") == []
    assert all(href == "data:," or href.startswith("#") for href in tree.xpath("//@href"))
    assert not re.search(
        r"url\(|@import|https?:|fetch\(|XMLHttp|innerHTML",
        "".join(tree.xpath("//style/text() | //script/text()")),
    )


def test_the_policy_admits_this_style_and_script_alone(draw: Draw, unfinished: FileResult) -> None:
    drawn = draw("html", unfinished)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', drawn)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        (source,) = re.findall(f"<{tag}>(.*?)</{tag}>", drawn, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'" in policy[1]
    assert " style=" not in drawn


def test_hostile_words_are_words() -> None:
    found = Diagnostic(
        "XX101",
        HOSTILE,
        "error",
        HOSTILE,
        Span(0, len(HOSTILE)),
        section=(HOSTILE,),
        clause=HOSTILE,
        fix=Fix(HOSTILE, (Edit(Span(0, 1), HOSTILE),), "safe"),
    )
    own = found._replace(code='A"><b>1')
    words = Words(HOSTILE, HOSTILE)
    tree = page(
        FileResult(
            HOSTILE,
            "text",
            HOSTILE,
            "checked",
            f"{HOSTILE}\n一、{HOSTILE}\n二、{HOSTILE}",
            (found, own),
            notes=(words,),
            not_checked=(words,),
            genre=words,
        ),
        FileResult(HOSTILE, None, None, "failed", not_checked=(words,)),
    )
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //@onerror") == []
    assert marked(tree, 1) == marked(tree, 2) == HOSTILE


def test_what_nobody_sees_is_shown() -> None:
    tree = page(result("完成\u202e投资\u200b。\ud800"))
    assert tree.xpath("//span[@class='unseen']/@data-c") == ["U+202E", "U+200B", "U+D800"]
    "".join(renderer("html")([result("\ud800")], View())).encode()


# as a whole


@LANGUAGES
def test_the_page(
    draw: Draw, unfinished: FileResult, missing: FileResult, snapshot: SnapshotAssertion, lang: str
) -> None:
    drawn = draw("html", unfinished._replace(diagnostics=unfinished.diagnostics[4:7]), missing, lang=lang)
    body = drawn.partition("<body>")[2].partition("<script>")[0]
    assert body.replace(__version__, "VERSION") == snapshot


def test_it_takes_time_in_proportion() -> None:
    line = "全年完成固定资产投资XX亿元，税收增长3％。"
    text = line * 4000  # all on one line
    spans = [(at.start(), at.end()) for at in re.finditer("XX", text)]
    drawn = "".join(renderer("html")([result(text, *spans)], View()))
    assert drawn.count("<mark ") == 4000
    assert len(drawn) < 1300 * 4000
