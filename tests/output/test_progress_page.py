"""The page of ``slots --progress``: its counts, its links, and nothing on it that is not inert."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement
from syrupy.assertion import SnapshotAssertion

from xxlint import __version__
from xxlint.diagnostic import Slot
from xxlint.document import Block, Layout, Where
from xxlint.gaps import Gap
from xxlint.output import View, progress_json
from xxlint.output.html.progress import render
from xxlint.progress import Progress, Share
from xxlint.results import FileResult
from xxlint.sheets import Row
from xxlint.span import Span

TEXT = "一、主要指标\n完成投资XX亿元。\n二、下一步打算\n由XX局负责。\n"
RESULT = FileResult("报送/年度 总结.txt", "text", "utf-8", "checked", TEXT)
FIRST, SECOND = "一、主要指标", "二、下一步打算"
HOSTILE = "\"><script>alert(1)</script><img src=http://x.example/a.png onerror='alert(2)'>&lt;"


def gap(at: int, section: str, owner: str, places: int = 1) -> Gap:
    span = Span(at, at + 2)
    slot = Slot(span, "letter", "amount", "投资", "fai", "亿元")
    return Gap(f"s{at}", (span,) * places, slot, "error", (section,) if section else (), span, (), "", owner)


def row(context: str, last_year: str = "", expected: str = "数字（亿元）") -> Row:
    return Row("s1", "", context, "amount", "投资", "亿元", expected, "", last_year)


GAPS = (gap(11, FIRST, "统计局"), gap(28, SECOND, "", 3))
ROWS = (row("完成投资⟦XX⟧亿元。", "168.3"), row("由⟦XX⟧局负责。", "", "单位名称"))
PROGRESS = Progress(
    "sheets",
    (Share(FIRST, 2, 1, 1), Share(SECOND, 0, 0, 1), Share("三、其他", 3)),
    (Share("统计局", 2, 1, 1), Share("水利局", 3), Share("", 0, 0, 1)),
    Share("", 5, 1, 2),
    GAPS,
    astray=2,
)


def page(
    progress: Progress = PROGRESS, rows: tuple[Row, ...] = ROWS, result: FileResult = RESULT, **view: Any
) -> HtmlElement:
    return lxml_html.document_fromstring("".join(render(result, progress, rows, View(**view))))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_counts() -> None:
    tree = page()
    assert [words(li) for li in tree.xpath("//ul[@class='tally']/li")] == ["已填 5", "表里已填 1", "待填 2"]
    assert words(tree.xpath("//div[@class='whole']/b")[0]) == "62%"
    sections, owners = tree.xpath("//ol[@class='bars']")
    assert [words(li) for li in sections] == [
        "一、主要指标2/4 +150%",
        "二、下一步打算0/10%",
        "三、其他3/3100%",
    ]
    assert [words(li) for li in owners] == ["统计局2/4 +150%", "水利局3/3100%", "（没有指定）0/10%"]
    assert "有 2 行在报告里对不上" in words(tree)


def test_a_bar_is_said_in_words() -> None:
    (first, second, third) = page().xpath("//ol[@class='bars'][1]//svg")
    assert first.get("aria-label") == "已填 2，表里已填 1，待填 1"
    assert [(part.get("class"), part.get("x"), part.get("width")) for part in first] == [
        ("filled", "0.0", "50.0"),
        ("answered", "50.0", "25.0"),
        ("open", "75.0", "25.0"),
    ]
    assert (second.get("aria-label"), third.get("aria-label")) == ("待填 1", "已填 3")
    assert {svg.get("role") for svg in page().xpath("//svg")} == {"img"}


def test_the_open_gaps_by_owner() -> None:
    tree = page()
    first, second = tree.xpath("//section[@class='card open']//li")
    assert words(first) == "第2行完成投资XX亿元。数字（亿元） 上年 168.3"
    assert words(second) == "第4行等 3 处由XX局负责。单位名称"
    assert [mark.text for mark in tree.xpath("//q/mark")] == ["XX", "XX"]
    assert [words(h) for h in tree.xpath("//section[@class='card open']//h3")] == ["统计局1", "（没有指定）1"]
    assert [words(h) for h in tree.xpath("//h4")] == [FIRST, SECOND]


def test_a_bar_leads_to_what_is_open() -> None:
    tree = page()
    links = {words(link): link.get("href") for link in tree.xpath("//ol/li/a")}
    assert links == {FIRST: "#g1", SECOND: "#g2", "统计局": "#o1", "（没有指定）": "#o3"}
    assert {href[1:] for href in links.values()} <= set(tree.xpath("//@id"))


def test_where_one_section_alone_is_left_its_bar_leads_there() -> None:
    deep = gap(11, FIRST, "")._replace(section=(FIRST, "（一）投资"))
    tree = page(PROGRESS._replace(gaps=(deep,), owners=()), ROWS[:1])
    assert tree.xpath("//ol/li/a/@href") == ["#g1"]


def test_without_owners_the_gaps_stand_in_reading_order() -> None:
    gaps = tuple(gap._replace(owner="") for gap in GAPS)
    tree = page(PROGRESS._replace(owners=(), gaps=gaps))
    assert len(tree.xpath("//ol[@class='bars']")) == 1
    assert tree.xpath("//section[@class='card open']//h3") == []
    assert tree.xpath("//@id") == ["g1", "g2"]


def test_a_place_in_a_file_without_lines() -> None:
    layout = Layout((Block(Span(0, len(TEXT)), Where("body", 3, page=2), Span(0, 0)),), (Span(0, len(TEXT)),))
    tree = page(result=RESULT._replace(path="总结.docx", format="docx", layout=layout))
    assert "第3段" in words(tree.xpath("//li[@id='g1']")[0])


def test_nothing_open_and_nothing_at_all() -> None:
    done = PROGRESS._replace(total=Share("", 5), gaps=())
    assert page(done, ()).xpath("//section[@class='card open']") == []
    empty = page(Progress("figures", (), (), Share(""), ()), ())
    assert empty.xpath("//svg") == []
    assert "没有可统计的" in words(empty)


# confidential, and of strangers


def test_nothing_is_fetched_and_nothing_runs() -> None:
    drawn = "".join(render(RESULT, PROGRESS, ROWS, View()))
    tree = page()
    assert tree.xpath("//@src | //@srcset | //@action | //@style | //script") == []
    assert all(href == "data:," or href.startswith("#") for href in tree.xpath("//@href"))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', drawn)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "script-src" not in policy[1]
    assert "unsafe" not in policy[1]
    (style,) = re.findall("<style>(.*?)</style>", drawn, re.DOTALL)
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy[1]
    assert not re.search(r"url\(|@import|https?:", style)


def test_hostile_words_are_words() -> None:
    named = Share(HOSTILE, 1, 0, 1)
    hostile = gap(0, HOSTILE, HOSTILE)
    tree = page(
        Progress("figures", (named, named), (named,), named, (hostile, hostile)),
        (row(f"{HOSTILE}⟦{HOSTILE}⟧{HOSTILE}", HOSTILE, HOSTILE), row(HOSTILE)),
        RESULT._replace(path=HOSTILE),
    )
    assert tree.xpath("//script | //img | //@onerror") == []
    assert tree.xpath("string(//q/mark)") == HOSTILE
    assert tree.xpath("string(//q)") == HOSTILE * 3
    assert tree.xpath("string(//h4)") == HOSTILE


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page(snapshot: SnapshotAssertion, lang: Any) -> None:
    drawn = "".join(render(RESULT, PROGRESS, ROWS, View(lang=lang)))
    assert drawn.partition("<body>")[2] == snapshot
    assert f"xxlint {__version__}" in drawn


# for machines


def test_json(snapshot: SnapshotAssertion) -> None:
    data = json.loads("".join(progress_json.render(RESULT, PROGRESS, ROWS, View())))
    assert data.pop("version") == __version__
    assert (data["schema"], data["total"]) == (
        1,
        {"filled": 5, "answered": 1, "open": 2, "all": 8, "percent": 62},
    )
    assert data == snapshot
