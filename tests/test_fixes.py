"""What becomes of each rule's defect: before → after, in a text and in Word."""

import re

import pytest
from mending import mend, mended, mended_in_word, runner_of

from xxlint.api import lint_text
from xxlint.settings import Settings

SAFE = [
    pytest.param("XX502", "各乡镇人民政府,县直各单位:", "各乡镇人民政府，县直各单位：", id="marks"),
    pytest.param(
        "XX502", "反馈的问题(含立行立改9个)已整改。", "反馈的问题（含立行立改9个）已整改。", id="brackets"
    ),
    pytest.param("XX502", '落实"一岗双责"要求。', "落实“一岗双责”要求。", id="quotes"),
    pytest.param(
        "XX503", "增长5.1％，下降2.3％，提高0.6%。", "增长5.1％，下降2.3％，提高0.6％。", id="per-cent"
    ),
    pytest.param(
        "XX504", "污水处理率达到95%，，水质稳定。", "污水处理率达到95%，水质稳定。", id="two-commas"
    ),
    pytest.param("XX504", "罚款86.5万元。。", "罚款86.5万元。", id="two-stops"),
    pytest.param("XX507", "2021-2025年投入3亿元。", "2021—2025年投入3亿元。", id="years"),
    pytest.param("XX507", "年均增长10~20%。", "年均增长10%～20%。", id="per-cent-range"),
    pytest.param("XX507", "年均增长10-20％。", "年均增长10％～20％。", id="wide-per-cent-range"),
    pytest.param("XX508", "每两周\u200b通报一次。", "每两周通报一次。", id="zero-width"),
    pytest.param("XX508", "每两周\ufeff通报\u00ad一次。", "每两周通报一次。", id="byte-order-mark"),
    pytest.param("XX601", "##paidbegin##二是稳中向好。$$paidend$$", "二是稳中向好。", id="paywall"),
    pytest.param("XX311", "(一)抓项目。\n(二)抓投资。", "（一）抓项目。\n（二）抓投资。", id="label-width"),
]
UNSAFE = [
    pytest.param(
        "XX307",
        "1.巩固成果。\n2.发展产业。\n3、建设乡村。",
        "1.巩固成果。\n2.发展产业。\n3.建设乡村。",
        id="one-label",
    ),
    pytest.param(
        "XX307",
        "一是：加强领导。\n二是加大投入。\n三是严格考核。",
        "一是加强领导。\n二是加大投入。\n三是严格考核。",
        id="no-mark",
    ),
    pytest.param(
        "XX307",
        "1、巩固成果。\n2、发展产业。\n3、建设乡村。",
        "1.巩固成果。\n2.发展产业。\n3.建设乡村。",
        id="whole-list",
    ),
    pytest.param(
        "XX408",
        "一、工作回顾。\n全年完成投资3亿元。\n二、下步打算。\n继续努力。",
        "一、工作回顾\n全年完成投资3亿元。\n二、下步打算\n继续努力。",
        id="heading",
    ),
    pytest.param(
        "XX503", "新建5公里，改造3公里，维修８公里。", "新建5公里，改造3公里，维修8公里。", id="digits"
    ),
    pytest.param(
        "XX508",
        "每两周通报 一次，对推诿扯皮的严肃问责。",
        "每两周通报一次，对推诿扯皮的严肃问责。",
        id="blank",
    ),
    pytest.param("XX509", "如此种种。。。", "如此种种……", id="ellipsis"),
    pytest.param("XX509", "他说--这是好事。", "他说——这是好事。", id="dash"),
    pytest.param("XX601", "全年完成任务。\n请替换付费标签内内容", "全年完成任务。\n", id="paywall-words"),
    pytest.param(
        "XX706", "根据云工信发[2023]第08号文件。", "根据云工信发〔2023〕8号文件。", id="document-number"
    ),
    pytest.param("XX706", "见财资〔23〕第6号文件。", "见财资〔2023〕6号文件。", id="two-digit-year"),
    pytest.param("XX804", "开展扫黑险恶专项斗争。", "开展扫黑除恶专项斗争。", id="misspelling"),
]
UNSAFE.append(pytest.param("XX601", "新建12##pagebreak##5公里。", "新建125公里。", id="between-figures"))
UNTOUCHED = [
    pytest.param("3、5万元以上项目", id="numbers"),
    pytest.param("参会人员：王建国 李志明 张文华，列席：赵明 钱进。", id="names"),
    pytest.param("系统为Windows 10，比例1:2，上午9:00—11:30。", id="latin"),
    pytest.param("到底谁来管？！必须弄清楚……", id="marks"),
    pytest.param("开展排查、，推进提标。", id="which-of-two"),
    pytest.param("1.首先巩固(a)成果。", id="bracket-of-latin"),
]


@pytest.mark.parametrize(("code", "before", "after"), SAFE)
def test_a_safe_fix(code: str, before: str, after: str) -> None:
    assert mended(before, code) == after


@pytest.mark.parametrize(("code", "before", "after"), UNSAFE)
def test_an_unsafe_fix_is_made_only_when_asked_for(code: str, before: str, after: str) -> None:
    assert mended(before, code) == before
    assert mended(before, code, unsafe=True) == after


@pytest.mark.parametrize(("code", "before", "after"), SAFE + UNSAFE)
def test_the_same_fix_in_word(code: str, before: str, after: str) -> None:
    assert mended_in_word(before, code, unsafe=True) == after.rstrip("\n")


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text, unsafe=True) == text


def test_every_rule_that_promises_a_fix_has_one_in_the_table_and_no_other() -> None:
    promised = {(code, rule.fix.applicability) for code, rule in runner_of().packs.rules.items() if rule.fix}
    safe, unsafe = ({case.values[0] for case in table} for table in (SAFE, UNSAFE))
    renumbering = {f"XX30{n}" for n in range(1, 5)}
    assert {code for code, kind in promised if kind == "safe"} == safe
    assert {code for code, kind in promised if kind == "unsafe"} == (unsafe - safe) | renumbering


@pytest.mark.parametrize(
    "code", sorted(code for code, rule in runner_of().packs.rules.items() if not rule.fix)
)
def test_a_rule_that_promises_none_gives_none(code: str) -> None:
    for example in runner_of().packs.rules[code].bad:
        text = re.sub(r"⟦[^|⟧]+\|(.*?)⟧", r"\1", example, flags=re.DOTALL)
        for diagnostic in lint_text(text, settings=Settings(select=(code,))):
            assert diagnostic.fix is None or diagnostic.code != code


def test_both_brackets_are_one_fix_and_both_are_mended() -> None:
    done = mend("反馈的问题(含立行立改9个)已整改。", "XX502")
    assert done.counts == {"XX502": 2}
    assert len(done.made) == 1


def test_markdown_keeps_its_marks() -> None:
    text = "# 方案\n\n见[附件(一)](a,b.md)，`完成,任务`，**重点**工作,抓好落实。\n"
    assert mended(text, name="a.md") == text.replace("工作,", "工作，")
    text = "# 方案\n\n见[规划](2021-2025年规划.md)，`2021-2025年`，2021-2025年投入3亿元。\n"
    assert mended(text, name="a.md") == text.replace("，2021-", "，2021—")
    text = "# 方案\n\n<paid>二是稳中向好。</paid>\n"
    assert mended(text, "XX601", name="a.md") == "# 方案\n\n二是稳中向好。\n"


def test_a_fix_of_words_in_english() -> None:
    found = lint_text(
        "罚款86.5万元。\n开展扫黑险恶专项斗争，每两周\u200b通报一次。", settings=Settings(lang="en")
    )
    assert [d.fix.title for d in found if d.fix] == ["扫黑险恶 → 扫黑除恶", "delete it"]
