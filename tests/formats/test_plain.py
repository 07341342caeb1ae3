"""What of a plain text is prose, and where its paragraphs end."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.document import HIDDEN, SOFT_BREAK, Document
from xxlint.formats import SUFFIXES, Unreadable, han_share, read
from xxlint.formats.encoding import Decoded
from xxlint.formats.plain import read_plain


def plain(text: str) -> Document:
    return read_plain("报告.txt", Decoded(text, "utf-8"))


def hidden(document: Document) -> list[str]:
    """The stretches of the text that are masked."""
    mask = "".join("x" if char == HIDDEN else " " for char in document.prose)
    found, at = [], 0
    for stretch in mask.split():
        at = mask.index(stretch, at)
        found.append(document.text[at : at + len(stretch)])
        at += len(stretch)
    return found


def paragraphs(document: Document) -> list[str]:
    return [line.replace(SOFT_BREAK, "") for line in document.prose.split("\n") if line.strip()]


# --- line ends ---------------------------------------------------------------------------------------------


def test_every_ending_of_a_line_is_one_end_of_a_paragraph() -> None:
    document = plain("一、工作\r\n二、问题\r三、打算\n")
    assert document.prose == f"一、工作{SOFT_BREAK}\n二、问题\n三、打算\n"
    assert document.text == "一、工作\r\n二、问题\r三、打算\n"


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85", "\f", "\v", "\x1c", "𠮷", "e\u0301", "\u200b"])
def test_odd_characters_end_no_line_and_move_nothing(char: str) -> None:
    document = plain(f"前{char}后\n第二段XX个")
    assert document.prose == document.text
    assert document.prose.index("XX") == len(f"前{char}后\n第二段")


def test_a_report_is_all_prose() -> None:
    text = "2023年工作总结\n一、完成投资XX亿元，增长X.X%，{{单位名称}}、${name}、xx.51亿元、____年__月。\n1.5万亩\n"
    assert plain(text).prose == text


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parent.parent.glob("reports/*.txt")), ids=lambda path: path.stem
)
def test_the_reports_are_read_a_line_a_paragraph(path: Path) -> None:
    document = read(str(path), path.read_bytes())
    assert document.prose.replace(HIDDEN, "") in document.text or HIDDEN in document.prose
    assert SOFT_BREAK not in document.prose
    assert document.prose.count("\n") == document.text.count("\n")


# --- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "详见http://xxgk.xxx.gov.cn/art/2023/1/5/art_1.html。",
            "http://xxgk.xxx.gov.cn/art/2023/1/5/art_1.html",
        ),
        ("登录https://www.example.cn/a?x=1&y=xx#p查询", "https://www.example.cn/a?x=1&y=xx#p"),
        ("（网址：http://example.cn/(x)）", "http://example.cn/(x)"),
        ("see (http://example.cn/x), ", "http://example.cn/x"),
        ("“https://example.cn/xx”", "https://example.cn/xx"),
        ("<https://example.cn/xx>", "https://example.cn/xx"),
        ("更多请访问：www.example-fanwen.com", "www.example-fanwen.com"),
        ("请访问WWW.XX.CN。", "WWW.XX.CN"),
        ("公开网xxgk.xxx.gov.cn上公示", "xxgk.xxx.gov.cn"),
        ("发至邮箱xx@163.com，逾期", "xx@163.com"),
        ("邮箱:zhang.xx_01@mail.example.com.cn.", "zhang.xx_01@mail.example.com.cn"),
        ("填报report_XX.xlsx后上报", "report_XX.xlsx"),
        ("附件：申报表.docx", ".docx"),
        ("保存为.xlsx格式", ".xlsx"),
        ("见/home/xx/report.txt。", "/home/xx/report.txt"),
        ("见..\\xx\\a.PDF。", "..\\xx\\a.PDF"),
        ("路径C:\\资料\\xx年报告.docx，请查收", "C:\\资料\\xx年报告.docx"),
        ("1.report.docx", "report.docx"),
    ],
)
def test_an_address_is_masked(text: str, address: str) -> None:
    document = plain(text)
    assert hidden(document) == [address]
    assert document.prose == text.replace(address, HIDDEN * len(address))


@pytest.mark.parametrize(
    "text",
    [
        "增长X.X%，X.509证书，SARS-CoV-2，PM2.5，43.5%",
        "1.PDF格式文件\n2.Word格式文件\n3.CN域名",
        "报送{{附件}}，@全体人员，XX@，a@b，比例3:\\4",
        "模板${name}和{{url}}",
        "http：//全角不算",
        "单价5元/kg.合计100元",
        "XX.X亿元、xx.9亿元、x.x个百分点",
        "www. 不是网址",
    ],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert plain(text).prose == text


def test_a_placeholder_in_an_address_stays() -> None:
    document = plain("网址http://example.cn/{{id}}。")
    assert hidden(document) == ["http://example.cn/"]


# --- suppression comments ----------------------------------------------------------------------------------


def test_an_order_on_a_line_of_its_own_is_masked() -> None:
    order = "<!-- xxlint: ignore-next-line XX101 脱敏 -->"
    document = plain(f"甲。\r\n  {order}\r\n王XX。\r\n")
    assert (
        document.prose == f"甲。{SOFT_BREAK}\n{HIDDEN * (len(order) + 2)}{SOFT_BREAK}\n王XX。{SOFT_BREAK}\n"
    )


@pytest.mark.parametrize(
    "text", ["甲<!-- xxlint: ignore XX101 -->。", "<!-- 注释XX -->", "<!-- xxlint: ignore"]
)
def test_other_comments_are_text_here(text: str) -> None:
    assert plain(text).prose == text


# --- hard-wrapped text -------------------------------------------------------------------------------------

LONG = (
    "过去的一年，全县上下坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，统筹发展和安全，着力稳增长、促改革、"
    "调结构、惠民生、防风险，全年地区生产总值增长XX%，一般公共预算收入完成12.6亿元，城乡居民收入与经济增长基本同步。"
)
SHORTER = "坚持以人民为中心的发展思想，全年新增城镇就业3.2万人，改造老旧小区46个，惠及居民1.8万户，群众满意度持续提升。"
PARAGRAPHS = (LONG, SHORTER, LONG + SHORTER, SHORTER, LONG, SHORTER + LONG)


def wrapped(paragraph: str, columns: int) -> list[str]:
    """Break a paragraph as a mail program does: no line wider than ``columns``, no mark at a line's start."""
    lines, line, width = [], "", 0
    for char in paragraph:
        step = 1 if char.isascii() else 2
        if width + step > columns:
            kept = ""
            while line and (kept + char)[0] in "，。、；：！？”）％%":
                kept, line = line[-1] + kept, line[:-1]
            lines.append(line)
            line, width = kept, sum(1 if c.isascii() else 2 for c in kept)
        line, width = line + char, width + step
    return [*lines, line]


@pytest.mark.parametrize("columns", [40, 56, 72, 76, 80])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_wrapped_paragraphs_parted_by_blank_lines(columns: int, ending: str) -> None:
    text = (ending * 2).join(ending.join(wrapped(paragraph, columns)) for paragraph in PARAGRAPHS)
    document = plain(text)
    assert paragraphs(document) == list(PARAGRAPHS)
    assert len(document.prose) == len(text)


@pytest.mark.parametrize("columns", [48, 56, 76])
def test_wrapped_paragraphs_told_by_indentation_and_labels(columns: int) -> None:
    whole = [
        "关于工作情况的报告",
        "一、主要做法",
        *("\u3000\u3000" + paragraph for paragraph in PARAGRAPHS),
        "（一）" + LONG,
    ]
    text = "\n".join("\n".join(wrapped(paragraph, columns)) for paragraph in whole)
    assert paragraphs(plain(text)) == whole


def test_page_numbers_and_tables_stay_apart_in_wrapped_text() -> None:
    body = "\n".join(wrapped(LONG * 4, 56)[:-1])
    text = f"{body}\n- 1 -\n{body}\n乡镇    数量    金额    占全县比重    备注    序号    完成时限\n{body}"
    lines = paragraphs(plain(text))
    assert lines[1] == "- 1 -"
    assert lines[3].startswith("乡镇    数量")
    assert len(lines) == 5


PROJECTS = [
    f"{town}镇{thing}建设项目"
    for town in ("松柏", "南垭", "柳塘", "青岩")
    for thing in ("道路", "水厂", "学校", "桥")
]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(list(PARAGRAPHS) * 4, id="a paragraph a line"),
        pytest.param([f"{n}.{SHORTER[:28]}" for n in range(1, 30)], id="numbered items of one length"),
        pytest.param([f"{n}是{SHORTER[:28]}" for n in "一二三四五六七八九十"] * 3, id="一是 … of one length"),
        pytest.param([SHORTER[:27] + "。" for _ in range(30)], id="sentences of one length"),
        pytest.param([SHORTER[:27] + "；" for _ in range(30)], id="clauses of one length"),
        pytest.param(["张建国　李为民　王志强　赵晓梅　陈思远　刘海涛　周文斌　吴秀兰"] * 20, id="names"),
        pytest.param(["松柏镇\t228\t12.6\t春季造林与退耕还林项目完成情况统计"] * 20, id="table with tabs"),
        pytest.param(["松柏镇      228      12.6      春季造林完成情况统计表"] * 20, id="table with blanks"),
        pytest.param(["白日依山尽，", "黄河入海流。", "欲穷千里目，", "更上一层楼。"] * 8, id="poem"),
        pytest.param(
            ["红军不怕远征难，万水千山只等闲", "五岭逶迤腾细浪，乌蒙磅礴走泥丸"] * 10, id="long poem"
        ),
        pytest.param(PROJECTS * 2, id="short items"),
        pytest.param(wrapped(LONG, 56), id="too few lines"),
        pytest.param([LONG[: 20 + 7 * (n % 9)] for n in range(40)], id="uneven lines without full stops"),
    ],
)
def test_near_misses_are_never_joined(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert plain(text).prose == text


# --- read --------------------------------------------------------------------------------------------------


def test_the_suffix_chooses_the_reader() -> None:
    data = "**重点**工作".encode()
    assert [read(f"a{suffix}", data).format for suffix in SUFFIXES[:3]] == ["text", "markdown", "markdown"]
    assert read("A.MD", data).format == "markdown"
    assert read("-", data).format == "text"


def test_what_decoding_says_is_handed_on() -> None:
    document = read("a.txt", "各位代表：现在报告工作，请予审议。".encode() + b"\xff")
    assert "1 个字节" in document.warnings[0].zh
    assert read("a.txt", b"\xef\xbb\xbfXX").encoding == "utf-8-sig"
    assert read("a.txt", "報告".encode("big5"), "big5").text == "報告"
    with pytest.raises(Unreadable):
        read("a.docx", b"PK\x03\x04")


def test_share_of_han() -> None:
    assert han_share("") == 0
    assert han_share(" \n\t\u3000") == 0
    assert han_share("requests==2.31\nclick>=8\n") == 0
    assert han_share("报告 AB\n") == 0.5
    assert han_share(f"报告{HIDDEN * 50}") == 1
    assert han_share("𠮷〇") == 1
    assert han_share("English text. " * 20_000 + "报告") < 0.01
    assert 0.4 < han_share("报告ab" * 50_000) < 0.6


# --- properties --------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "XX亿元", "一、", "（一）", "增长", "。", "，", "\n", "\r\n", "\r", "\n\n", " ", "\u3000", "\t", "\u2028", "\f", "\v",
        "𠮷", "e\u0301", "a", ".", "/", "\\", "@", "://", "http://", "www.", ".docx", ".gov.cn", "xx@163.com", "C:\\", "(", ")",
        "1.", "_", "*", "<!-- xxlint: ignore XX101 -->", "<!--", "-->", "\0", "{{", "}}", LONG[:28], SHORTER[:27],
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@given(TEXTS)
def test_prose_has_the_length_of_the_text_and_differs_only_where_masked(text: str) -> None:
    document = plain(text)
    assert document.text == text
    assert len(document.prose) == len(text)
    assert "\r" not in document.prose
    for mine, theirs in zip(document.prose, text, strict=True):
        assert mine == theirs or mine in HIDDEN + SOFT_BREAK or (mine == "\n" and theirs == "\r")


@given(TEXTS)
def test_a_line_end_is_never_lost_or_invented(text: str) -> None:
    prose = plain(text).prose
    for at, char in enumerate(text):
        if char == "\n":
            assert prose[at] in ("\n", SOFT_BREAK)
        elif char == "\r":
            assert prose[at] == (SOFT_BREAK if text[at + 1 : at + 2] == "\n" else prose[at])
            assert prose[at] in ("\n", SOFT_BREAK)
        else:
            assert prose[at] != "\n"


def test_clean_text_is_fast_and_nasty_text_linear() -> None:
    text = (LONG + "\n" + SHORTER + "\n") * 20_000
    start = time.perf_counter()
    assert plain(text).prose == text
    assert time.perf_counter() - start < 1
    start = time.perf_counter()
    for piece in (
        "@",
        "a@",
        "http://",
        "www.",
        ".docx",
        "a.cn",
        "c:\\",
        "://",
        "<!--",
        "(http://a)",
        "a.docx_",
    ):
        assert len(plain(piece * 100_000).prose) == len(piece) * 100_000
    assert len(plain("a" * 1_000_000 + "@" * 1000 + ".docx" * 1000).prose) == 1_006_000
    for tail in (")", ").", ".", "(", "_"):
        assert len(plain("见http://a" + tail * 100_000).prose) == 9 + len(tail) * 100_000
    lines = "\n".join(wrapped((LONG + SHORTER) * 2000, 56))
    assert plain(lines).prose.count("\n") == 0
    assert time.perf_counter() - start < 5


def test_random_lines_are_not_taken_for_wrapped_ones() -> None:
    chance = random.Random(7)
    for _ in range(50):
        lines = [LONG[: chance.randint(8, 60)] for _ in range(60)]
        text = "\n".join(lines)
        assert plain(text).prose == text
