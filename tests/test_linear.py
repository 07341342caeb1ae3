"""No text, however nasty, takes more than time in proportion to its length."""

import gc
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from marked import parse

from xxlint import Settings, numerals
from xxlint.api import make_runner
from xxlint.formats import read

RUNNER = make_runner(Settings(force=True))
Make = Callable[[int], str]  # a text of about so many characters


def run_of(unit: str) -> Make:
    return lambda size: unit * (size // len(unit) + 1)


def behind(cue: str, unit: str) -> Make:
    """A long run behind words that wake every pattern that waits for a cue."""
    return lambda size: cue + unit * (size // len(unit) + 1)


def labels(mark: Callable[[int], str]) -> Make:
    return lambda size: "".join(mark(n) for n in range(1, size // len(mark(1)) + 2))


# Words that rules look for before they try their patterns.
CUES = (
    "更多本文点击会员公众号下载来源：好的，以下是，希望如需仅供参考作为AI paid付费标签<&**#```](__页字体打印"
    "待TODO此处填写【[（{«<%单击错误#REF!E+？测试示例占位orem ipsum请在此请填写"
)

UNITS = (
    "XX\t", "X—X月", "X. X", "+X.X%", "1.X", "  年  月  日", "增长/下降X%",
    "XX，", "XX", "X", "x", "X.X", "XX、", "XX年", "X月X日", "20XX年", "202", "；一是", "；一是抓好落实", "一是", "；", "，", "。", "、",
    "：", "？", "?", "!", ".", "…", "……", "—", "-", "- ", " ", "　", "\t", "\xa0", "\u200b", "\ufffd", "\x00", "\v", "\f", "\r",
    "某", "某某", "李某", "某县", "_", "____", "＿", "1.", "1", "①", "一", "一、", "（一）", "（1）", "（）", "（ ）", "第一，", "首先，", "第一条", "#",
    "##", "# ", "####", "*", "**", "** ", "**a", "***亿元", "×", "×县", "□", "○", "△", "~~", "`", "```", "|", "\\", "/", "://",
    "http://", "www.", "@", "a@", "a.", ".cn", ".docx", "{", "{{", "{{a", "}}", "${", "<", "<%", "<p ", "<!--", "«", "%s", "[",
    "]", "[a](", "![", "【", "】", "【请", "（", "）", "(", ")", "《", "》", "“", "”", "‘", "’", "“”", '"', "'", "〔", "（请填写", "（待核",
    "年　月　日", "亿元", "   亿元", "增长", "增长/下降", "我县/", "待补充", "TODO", "此处填写", "更多", "本文来源：", "公众号", "会员", "点击",
    "好的，", "以下是", "希望", "如需", "作为AI", "页", "字体", "见附件3", "附件1：", "附件", "三个方面", "做好以下三个方面：", "分别达到XX元、",
    "其中", "分别为", "由5%提高到", "提高到6%，", "率", "占比分别为5%、", "合计", "1:", "5个、", "三类", "截至2022年", "全县", "同比增长", "的的", "年",
    "地区生产总值", "地区生产总值5亿元，", "城镇5人、农村", "出口", "优良率", "百分之五", "3.5万", "下降-5%", "附件：1.", "四个意识（", "自我", "特此报告", "松阳县", "〔2023",
    "138XXXX", "5X%", "&nbsp;", "&nbsp; ", "##paidbegin##", "##paid", "锟斤拷", "<!-- xxlint: ignore ", "<!-- xxlint: ignore XX1 -->", "😀", "县", "第",
)  # fmt: skip
LINES = (
    "指标\t单位\t增速（%）", "亿元\tXX\tX", "| 亿元 | XX | X |", "", "XX", "“", "”", "（", "一、", "（一）", "1.", "1", "第一条", "第一章", "一是", "一是抓", "第一，", "①", "二、", "- ", "## ", "#", "> ", "| a |", "```",
    "    a", "——", "　　一是", "注：1.", "目录", "附件1：", "某县", "1.1 ", "a)", "X", "a", "增长XX％，", "20XX年X月X日", "签字：____",
    "（一）抓落实", "一、总则。", "第一条　总则", "附件：1.名单", "各单位要抓好落实，确保完成", "青山镇完成投资5亿元，增长6%。", "2022年，全县完成投资5亿元。",
    "做好以下三个方面工作：", "一、抓好落实。", "$$paidend$$", "<!-- xxlint: ignore-start XX1 -->", "王建国 李志明",
)  # fmt: skip
CASES: dict[str, Make] = {
    **{f"{unit!r} over and over": run_of(unit) for unit in UNITS},
    **{f"lines of {line!r}": run_of(f"{line}\n") for line in LINES},
    **{f"all cues, then {unit!r}": behind(f"{CUES}。", unit) for unit in ("X", "一", "，", "（", "_", "*", "、", "1", " ", "某", "县")},
    **{f"all cues on a line, then {unit!r}": behind(f"{CUES}。\n", unit) for unit in ("X", "一", "（", "*", "的，")},
    "nested brackets": lambda size: "（" * (size // 2) + "）" * (size // 2),
    "nested brackets of all kinds": lambda size: "（“《" * (size // 6) + "》”）" * (size // 6),
    "nested quotes": lambda size: "“" * (size // 2) + "”" * (size // 2),
    "labels that count on": labels(lambda n: f"{numerals.to_chinese((n - 1) % 9999 + 1)}、抓好落实。\n"),
    "labels that never count on": labels(lambda n: f"{numerals.to_chinese(n * 7 % 97 + 1)}、抓好落实。\n"),
    "labels of all forms": labels(lambda n: ("一、", "（一）", "1.", "（1）", "①", "一是", "第一，")[n % 7] + "抓好落实。\n"),
    "一是 二是 三是 in one line": labels(lambda n: f"{numerals.to_chinese(n % 29 + 1)}是抓落实；"),
    "1. 2. 3. in one line": labels(lambda n: f"{n % 99 + 1}.抓落实；"),
    "（1）（2） in one line": labels(lambda n: f"（{n % 99 + 1}）抓落实；"),
    "circled numbers in one line": labels(lambda n: f"{numerals.CIRCLED[n % 20]}抓落实；"),
    "decimal labels": labels(lambda n: f"{n % 9 + 1}.{n % 7 + 1}.{n % 5 + 1} 抓落实\n"),
    "Markdown headings of all levels": labels(lambda n: f"{'#' * (n % 6 + 1)} 标题\n"),
    "articles": labels(lambda n: f"第{numerals.to_chinese((n - 1) % 9999 + 1)}条　抓落实。\n"),
}  # fmt: skip


def defects(size: int) -> str:
    """The marked defects, again and again: many findings of every rule."""
    lines = (Path(__file__).parent / "texts" / "defects.txt").read_text("utf-8").splitlines()
    text = "\n".join(parse(line).text for line in lines if line and not re.match("# ", line))
    return text * (size // len(text) + 1)


CASES["all defects"] = defects


def seconds(text: str, name: str) -> float:
    """The CPU time that the check of a text takes, without garbage collection, as the command runs.

    A collection goes through all that thousands of other tests have left, and may fall on either of two texts.
    """
    data = text.encode()
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        result = RUNNER.check_document(read(name, data, "utf-8"))
        spent = time.process_time() - started
    finally:
        gc.enable()
    assert not [d.message for d in result.diagnostics if d.code in ("XX003", "XX004")]
    return spent


def growth(make: Make, name: str, enough: float, most: int) -> tuple[int, float, float]:
    """A size, the time that it takes, and the time of twice the size; the size is one that takes ``enough``."""
    size = 1000
    once = seconds(make(size), name)
    while once < enough and size < most:
        size *= 2
        once = seconds(make(size), name)
    return size, once, seconds(make(2 * size), name)


# Markdown has passes of its own for these signs; the full run tries all cases in both formats.
QUICK = [(case, "nasty.txt") for case in CASES] + [
    (case, "nasty.md") for case in CASES if re.search(r"[`*_~\[\]<>#|\\-]", case)
]


@pytest.mark.parametrize(("case", "name"), QUICK)
def test_twice_the_text_takes_twice_the_time(case: str, name: str) -> None:
    # Quick, for every run: whatever is quadratic in 4,000 to 16,000 characters.
    size, once, twice = growth(CASES[case], name, 0.03, 8_000)
    if twice >= 3 * max(once, 0.03):  # again, longer, before anybody is accused
        size, once, twice = growth(CASES[case], name, 0.15, 64_000)
    assert twice < 3.5 * max(once, 0.03), f"{size} characters: {once:.2f} s, {2 * size}: {twice:.2f} s"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nasty.txt", "nasty.md"])
@pytest.mark.parametrize("case", CASES)
def test_a_megabyte_does_too(case: str, name: str) -> None:
    size, once, twice = growth(CASES[case], name, 0.2, 600_000)
    assert twice < 3.5 * max(once, 0.03), f"{size} characters: {once:.2f} s, {2 * size}: {twice:.2f} s"
    text = CASES[case](1_000_000)
    text = text.encode()[:1_000_000].decode(errors="ignore")
    assert seconds(text, name) < 10


def test_a_million_labels_and_a_deep_nest_end(project: Path) -> None:
    for case in ("nested brackets", "nested brackets of all kinds", "labels that count on"):
        assert seconds(CASES[case](200_000), "nasty.txt") < 10
