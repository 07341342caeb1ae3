"""What of a Markdown text is prose: every mask, and what must stay visible.

In the examples ``·`` stands for a hidden character, ``^`` for a mark of Markdown and ``⏎`` for a soft break.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.document import HIDDEN, MARKUP, SOFT_BREAK, Document
from xxlint.formats.encoding import Decoded
from xxlint.formats.markdown import read_markdown

LONG = "全县上下坚持稳中求进工作总基调，统筹发展和安全，着力稳增长、促改革"


def markdown(text: str) -> Document:
    return read_markdown("报告.md", Decoded(text, "utf-8"))


def seen(text: str) -> str:
    """The prose of ``text`` with its masks made visible."""
    prose = markdown(text).prose
    assert len(prose) == len(text)
    return prose.replace(HIDDEN, "·").replace(MARKUP, "^").replace(SOFT_BREAK, "⏎")


def test_a_whole_report() -> None:
    text = """\
---
title: 年度总结
---
# 白榆县2023年工作总结

**过去一年**，完成投资XX亿元，详见[附件](a_b.pdf)。

## 一、主要工作

- 经营目标：`x=1`；
* [ ] 项目目标：*20亿元*。

| 指标 | 数值 |
| :-- | --: |
| 增速 | XX% |

> 引用一段话。

```python
print("XX")
```
1. 开展检查12次。
"""
    assert (
        seen(text)
        == """\
···
···········
···
# 白榆县2023年工作总结

^^过去一年^^，完成投资XX亿元，详见^附件^·········。

## 一、主要工作

^^经营目标：·····；
^^^^^^项目目标：^20亿元^。

^ 指标 ^ 数值 ^
·············
^ 增速 ^ XX% ^

^^引用一段话。

·········
···········
···
1. 开展检查12次。
"""
    )


# --- blocks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\ntags:\n  - XX\n---\n正文", "···\n····\n·····\n······\n···\n正文"),
        ("---\r\na: XX\r\n---\r\n正文", "···⏎\n·····⏎\n···⏎\n正文"),
        ("+++\na = 1\n[b]\n+++\n正文", "+++\na = 1\n[b]\n+++\n正文".translate(str.maketrans("+a=1[] ", "·······")).replace("b", "·")),
        ("---\n完成投资XX亿元。\n---\n正文", "^^^\n完成投资XX亿元。\n^^^\n正文"),
        ("---\na: XX\n没有结束", "^^^\na: XX\n没有结束"),
        ("正文\n\n---\na: XX\n---", "正文\n\n^^^\na: XX\n^^^"),
    ],
)  # fmt: skip
def test_front_matter(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\nXX\n```\n正XX", "···\n··\n···\n正XX"),
        ("~~~ sh\nXX\n```\n~~~~\n正XX", "······\n··\n···\n····\n正XX"),
        ("````\n```\nXX\n````\n正XX", "····\n···\n··\n····\n正XX"),
        ("   ```\n   XX\n   ```\n正", "   ···\n·····\n······\n正"),
        ("- 项\n  ```\n  XX\n  ```\n  续XX", "^^项\n  ···\n····\n·····\n  续XX"),
        ("1. 项\n   ```\n   XX\n正XX", "1. 项\n   ···\n·····\n正XX"),
        ("- ```\n  XX\n\n  XX\n正XX", "^^···\n····\n\n····\n正XX"),
        ("> ```\n> XX\n正XX", "^^···\n····\n正XX"),
        ("```\r\nXX\r\n```\r\n正XX", "···⏎\n··⏎\n···⏎\n正XX"),
        ("```\nXX", "···\n··"),
        ("``` a`b\n正XX", "``` a`b\n正XX"),
        ("    x = XX\n", "··········\n"),
        ("正文\n\n\tx = XX\n\n正文", "正文\n\n·······\n\n正文"),
        ("正文XX。\n    x = XX", "正文XX。\n    x = XX"),
        ("    缩进的段落XX个", "    缩进的段落XX个"),
        ("- 项\n\n  XX\n\n      x = XX", "^^项\n\n  XX\n\n············"),
    ],
)
def test_code_blocks(text: str, expected: str) -> None:
    assert seen(text) == expected


def test_an_open_fence_over_chinese_text_is_said() -> None:
    document = markdown("一\n二\n```\n完成投资XX亿元。\n")
    assert [words.zh for words in document.not_checked] == ["第 3 行起的代码块没有结束标记，其后的内容未检查"]
    assert markdown("```\nprint()\n").not_checked == ()
    assert markdown("```\n中文\n```\n").not_checked == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正<!-- XX\nXX -->文", "正^^^^^^^\n^^^^^^文"),
        ("<!-- xxlint: ignore XX101 -->", "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
        ("a<!-->b<!--->c", "a^^^^^b^^^^^^c"),
        ("`<!--` XX\n-->", "······ XX\n-->"),
        ("<!-- `XX` --> `XX` <!-- XX -->", "^^^^^^^^^^^^^ ···· ^^^^^^^^^^^"),
        ("<!-- 没有结束XX\n正文XX", "<!-- 没有结束XX\n正文XX"),
        ("<!--\n```\n-->\n正XX\n", "^^^^\n^^^\n^^^\n正XX\n"),
        ("[^1]: 注<!--\n```\n-->XX", "^^^^^^注^^^^\n^^^\n^^^XX"),
        ("- 项<!--\n- XX\n-->\n- 乙", "^^项^^^^\n^^^^\n^^^\n^^乙"),
    ],
)
def test_comments(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 甲\n  * 乙\n    + 丙", "^^甲\n  ^^乙\n    ^^丙"),
        ("- [x] 甲\n- [X] 乙\n- [XX] 丙", "^^^^^^甲\n^^^^^^乙\n^^[XX] 丙"),
        ("-5℃\n*注：XX\n+3%", "-5℃\n*注：XX\n+3%"),
        ("> 甲\n> > 乙\n>丙", "^^甲\n^^^^乙\n^丙"),
        ("> - 甲\n- > 乙", "^^^^甲\n^^^^乙"),
        ("1. 甲\n2) 乙\n3.丙", "1. 甲\n2) 乙\n3.丙"),
        ("***\n* * *\n- - -\n___\n", "^^^\n^^^^^\n^^^^^\n^^^\n"),
        ("________\n", "________\n"),
        ("标题\n===\n\n标题\n---", "标题\n^^^\n\n标题\n^^^"),
        ("# 标题 #\n##无空格", "# 标题 #\n##无空格"),
    ],
)
def test_lists_quotes_rules_and_headings(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲 | 乙\n--- | ---\nXX | 1\n\na | b", "甲 ^ 乙\n·········\nXX ^ 1\n\na | b"),
        ("|甲\\|乙|\n|-|\n|XX|", "^甲^|乙^\n···\n^XX^"),
        ("| 没有 | 分隔行 |", "^ 没有 ^ 分隔行 ^"),
        ("> | 甲 |\n> |---|\n> | XX |", "^^^ 甲 ^\n^^·····\n^^^ XX ^"),
        ("| **甲 | 乙** |\n|---|---|", "^ **甲 ^ 乙** ^\n·········"),
        ("比例为3|4。", "比例为3|4。"),
    ],
)
def test_tables(text: str, expected: str) -> None:
    assert seen(text) == expected


# --- inside a paragraph ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用`XX`表示", "用····表示"),
        ("``a`XX`` `XX", "········ `XX"),
        ("`` `XX` `", "`` ···· `"),
        ("\\`XX`XX`", "^`XX····"),
        ("单个`反引号\n`另一行", "单个`反引号\n`另一行"),
        (f"{LONG}`要\nXX`，完成。", f"{LONG}··⏎···，完成。"),
    ],
)
def test_code_spans(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见[附件XX](https://a.cn/xx_(1).pdf \"XX\")。", "见^附件XX^" + "·" * 30 + "。"),
        ("![图XX](x.png)", "^^图XX^·······"),
        ("[![图](x.png)](y.cn/xx)", "^^^图^·······^·········"),
        ("[空]()", "^空^··"),
        ("[甲](<a b.pdf>)", "^甲^···········"),
        ("国发[2023](试行)、[某](XX)、[乙](2)", "国发[2023](试行)、[某](XX)、[乙](2)"),
        ("[甲][a]、[A][]、[a]\n\n[a]: https://x.cn/xx 'XX'", "^甲^···、^A^··、^a^\n\n" + "·" * 25),
        ("[甲][b]、[某单位]", "[甲][b]、[某单位]"),
        ("[备注]: 本表为XX数据", "[备注]: 本表为XX数据"),
        ("[备注]: XX", "[备注]: XX"),
        ("正文[^1]\n\n[^1]: 数据XX", "正文^^^^\n\n^^^^^^数据XX"),
        ("\\[甲](a.cn)", "^[甲](····)"),
        ("<https://a.cn/xx> <xx@a.cn>", "················· ·········"),
        ("邮箱xx@163.com、xxgk.xxx.gov.cn、XX.docx", "邮箱··········、···············、·······"),
        ("**http://a.cn/x**。", "^^·············^^。"),
    ],
)  # fmt: skip
def test_links_and_addresses(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("换行<br/><font color=\"red\">XX</font>", "换行·····" + "·" * 18 + "XX·······"),
        ("<p\n align=x>XX</P>", "··\n·········XX····"),
        ("<style>\np{XX}\n</style>XX", "·······\n·····\n········XX"),
        ("<XX>、<单位名称>、x<a 且 y>b", "<XX>、<单位名称>、x<a 且 y>b"),
        ("`<b>`XX", "·····XX"),
    ],
)  # fmt: skip
def test_tags(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要**加强**管理，*坚持*底线，~~删去~~。", "要^^加强^^管理，^坚持^底线，^^删去^^。"),
        ("**“重点”**工作，**（一）提速。**全年", "^^“重点”^^工作，^^（一）提速。^^全年"),
        ("**标题：**完成**XX**亿元、**12**个", "^^标题：^^完成^^XX^^亿元、^^12^^个"),
        ("这是 __重点__ 和 _次要_ 。", "这是 ^^重点^^ 和 ^次要^ 。"),
        ("***要点***：**甲*乙*丙**", "^^^要点^^^：^^甲^乙^丙^^"),
        ("[**甲**](a.cn)和**[乙](a.cn)**", "^^^甲^^^······和^^^乙^······^^"),
        ("\\*不是\\*重点\\_", "^*不是^*重点^_"),
        (f"{LONG}**要\n点，甲**。", f"{LONG}^^要⏎点，甲^^。"),
    ],
)
def test_emphasis(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "完成投资**亿元，增长**%。",
        "完成**亿元左右，增长**个百分点以上",
        "完成***万元，下降***%",
        "党的**大以来",
        "**同志和**同志到会",
        "李*明、王*刚等人",
        "张*、李*、王*。",
        "身份证320***、手机138****1234",
        "签名：____，日期：____年__月__日",
        "（__）年（__）月",
        "43.5=21.75*2，10=5*2",
        "长5*宽3 * 高2",
        "增长**.*%",
        "乱码~约10~20个",
        "XX个、××亿元、XX.X%、20XX年",
        "某**局\n某**局",
    ],
)
def test_what_is_no_emphasis_stays_visible(text: str) -> None:
    assert markdown(text).prose == text


def test_a_blank_does_not_eat_the_marks_after_it() -> None:
    assert seen("投资**亿元，要**加强**管理。") == "投资**亿元，要^^加强^^管理。"
    assert seen("党的**大。要**加强**管理。") == "党的**大。要^^加强^^管理。"


# --- paragraphs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG, "调结构、惠民生，全年任务完成。"),
        (LONG + "，", "城乡居民收入与经济增长同步。"),
        (f"- {LONG}", "  调结构，惠民生。"),
        (f"1. {LONG}", "   调结构，惠民生。"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_paragraph_over_two_lines_is_joined(first: str, second: str, ending: str) -> None:
    prose = markdown(first + ending + second).prose
    assert prose[len(first) : len(first) + len(ending)] == SOFT_BREAK * len(ending)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *[(LONG + end, "调结构，惠民生。") for end in "。！？；：…”）"],
        (LONG + "。**", "调结构，惠民生。"),
        ("**" + LONG + "。**", "调结构，惠民生。"),
        (LONG + "  ", "调结构，惠民生。"),
        (LONG + "\\", "调结构，惠民生。"),
        (LONG + "<br>", "调结构，惠民生。"),
        (LONG, ""),
        (LONG, "一、调结构，惠民生。"),
        (LONG, "（二）调结构，惠民生。"),
        (LONG, "1.调结构，惠民生。"),
        (LONG, "二是调结构，惠民生。"),
        (LONG, "- 调结构，惠民生。"),
        (LONG, "> 调结构，惠民生。"),
        (LONG, "# 调结构，惠民生"),
        (LONG, "**调结构**，惠民生。"),
        (LONG, "| 调结构，惠民生。"),
        (LONG, "\u3000\u3000调结构，惠民生。"),
        (LONG, "    调结构，惠民生。"),
        (LONG, "白榆县人民政府"),
        (LONG, "2024年1月5日"),
        ("# " + LONG, "调结构，惠民生。"),
        ("关于白榆县家庭农场发展情况的调研报告", "县农业农村局，2023年。"),
        ("一、短的标题", "调结构，惠民生。"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_that_may_be_paragraphs_are_not_joined(first: str, second: str, ending: str) -> None:
    text = first + ending + second
    assert markdown(text).prose[len(first) + len(ending) - 1] == "\n"


# --- properties --------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "XX亿元", "中", "。", "，", "\n", "\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "\v", "\u2028", "\f", "𠮷", "e\u0301",
        "*", "**", "***", "_", "__", "~~", "`", "``", "```", "```\n", "~~~\n", "- ", "* ", "+ ", "> ", "1. ", "# ", "---\n", "===\n",
        "|", "|-|\n", "|---|", "[", "]", "](", "](a.cn)", ")", "[a]: b.cn\n", "[^1]: ", "!", "<!--", "-->", "<", ">", "<br>", "<p a",
        "<style>", "</style>", "<https://a.cn>", "\\", "http://a.cn", "xx@163.com", "+++\n", "a = 1\n", "a: b\n", "\0", "\1", LONG,
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=80).map("".join))
def test_prose_has_the_length_of_the_text_and_differs_only_where_masked(text: str) -> None:
    document = markdown(text)
    prose = document.prose
    assert document.text == text
    assert len(prose) == len(text)
    for at, (mine, theirs) in enumerate(zip(prose, text, strict=True)):
        if theirs == "\n":
            assert mine in ("\n", SOFT_BREAK)
        elif theirs == "\r":
            assert mine == SOFT_BREAK or (mine == "\n" and text[at + 1 : at + 2] != "\n")
        else:
            assert mine == theirs or mine in (HIDDEN, MARKUP)


@given(st.text(alphabet="完成投资亿元增长，。；、：“”（）《》XX×0123456789.%年月日\n", max_size=200))
def test_a_text_without_markdown_is_all_prose(text: str) -> None:
    for mine, theirs in zip(markdown(text).prose, text, strict=True):
        assert mine == theirs or (mine == SOFT_BREAK and theirs == "\n")


NASTY = (
    *(
        "`",
        "` ",
        "[",
        "]",
        "](",
        "[](",
        "![",
        "[a][",
        "[a](b ",
        "*",
        "*a",
        "*a ",
        "*a **b",
        "**中",
        "_a ",
        "~~a",
        "\\*",
        "|",
        "|a\n",
        "-|",
    ),
    *(
        "<!--",
        "<!--\n",
        "<!-- -->",
        "`<!--`",
        "<",
        "<a ",
        "<script>",
        "<http:",
        "<a@",
        ">",
        "> ",
        "- ",
        "- \n",
        "1. ",
        "* * ",
        "#",
    ),
    *(
        "```\n",
        "- ```\n",
        "---\n",
        "[a]: b.c\n",
        "    x\n",
        "\t\n",
        " ",
        "\n",
        "a@",
        "http://",
        ".docx",
        "(",
        "\v",
        "\r\n",
    ),
)


@pytest.mark.parametrize("piece", NASTY)
def test_nasty_text_takes_linear_time(piece: str) -> None:
    text = piece * 100_000
    start = time.perf_counter()
    assert len(markdown(text).prose) == len(text)
    assert len(markdown(text + "x").prose) == len(text) + 1
    assert time.perf_counter() - start < 10


def test_a_staircase_of_backticks_and_lists() -> None:
    start = time.perf_counter()
    for text in (
        "".join("`" * n + " " for n in range(600)),
        "".join(" " * (n % 300) + "- 项\n" for n in range(20_000)),
        "*中" * 50_000 + "中** " * 50_000,
        "[" * 50_000 + "a" + "]" * 50_000 + "\n\n[a]: b.cn\n",
        "---\n" + "a: b\n" * 100_000,
        ("[a](b" + " " * 300) * 300,
    ):
        assert len(markdown(text).prose) == len(text)
    assert time.perf_counter() - start < 10


def test_ten_megabytes() -> None:
    text = f"## 一、主要工作\n\n**要点**：{LONG}。\n\n- {LONG}。\n1. {LONG * 2}。\n\n" * 18_000
    start = time.perf_counter()
    assert len(markdown(text).prose) == len(text)
    assert time.perf_counter() - start < 5
