"""Paragraphs that stand twice in a report, and those that offices repeat on purpose."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import parse
from varied import varied_text

from xxlint import Settings, lint_text
from xxlint.analysis.copies import find_copies

ONLY = Settings(select=("XX406",))

WELL = "各村对独居老人、留守儿童逐户登记造册，明确一名村干部定期探访，遇到困难当天上报、限时解决。"
DUTY = "县直各部门要主动认领任务，主要负责同志亲自研究、亲自协调，分管负责同志具体抓、抓具体，把责任压实到岗到人。"
LONG = (
    "坚持把调查研究贯穿工作始终，机关干部带着问题下基层，到田间地头、车间班组听取意见，"
    "梳理群众反映集中的困难，逐条制定措施，能马上办的马上办，一时办不了的列出计划，办结后及时向群众反馈。"
)


def of(text: str, *, markdown: bool = False) -> list[tuple[str | None, str]]:
    """The cases and the words found."""
    return [(d.case, d.span.of(text)) for d in lint_text(text, markdown=markdown, settings=ONLY)]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        pytest.param(f"{WELL}\n中间另有一段话。\n⟦XX406|{WELL}⟧\n", None, id="the same words"),
        pytest.param(f"　　{WELL}\n　　⟦XX406|{WELL}⟧", None, id="indented"),
        pytest.param(f"（一）{WELL}\n⟦XX406|（三）{WELL}⟧", None, id="under another label"),
        pytest.param(f"1.{WELL}\n⟦XX406|四是{WELL}⟧", None, id="under a label of another form"),
        pytest.param(f"{WELL}\n⟦XX406|{WELL.replace('、', '，')}⟧", None, id="with other marks"),
        pytest.param(f"{WELL}\n⟦XX406|{WELL.replace('一名', '一名 ')}⟧", None, id="with a blank"),
        pytest.param(
            f"每季度召开会议2次。{WELL}\n⟦XX406|每季度召开会议3次。{WELL}⟧",
            "figure",
            id="with another figure",
        ),
        pytest.param(
            f"{LONG}\n⟦XX406|{LONG.replace('及时向', '第一时间向')}⟧", "wording", id="with a word changed"
        ),
        pytest.param(
            f"{LONG}\n⟦XX406|{LONG.replace('听取', '倾听').replace('逐条', '')}⟧",
            "wording",
            id="with two words changed",
        ),
        pytest.param(f"{LONG}\n⟦XX406|切实{LONG}⟧", "wording", id="with a word put before it"),
        pytest.param(f"{LONG}\n⟦XX406|{LONG[:-1]}，让群众满意。⟧", "wording", id="with words put behind it"),
        pytest.param(
            f"一、做法\n{DUTY}\n二、打算\n（一）压实责任\n⟦XX406|{DUTY}⟧", None, id="in another part"
        ),
        pytest.param(
            f"{DUTY}\n{WELL}\n⟦XX406|{DUTY}⟧\n⟦XX406|{WELL}⟧", None, id="two paragraphs pasted twice"
        ),
    ],
)
def test_a_paragraph_that_stands_twice(text: str, case: str | None) -> None:
    clean, marks = parse(text)
    assert of(clean) == [(case, mark.span.of(clean)) for mark in marks]


def test_the_earlier_place_is_named() -> None:
    text = f"柳湾镇工作总结\n\n{WELL}\n中间另有一段话。\n{WELL}\n"
    (finding,) = lint_text(text, settings=ONLY)
    assert finding.related == ((text.index(WELL), text.index(WELL) + len(WELL)),)
    assert finding.message == "这一段与第3行重复"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("各位代表：\n一段话。\n各位代表：\n", id="a form of address"),
        pytest.param("加强领导，压实责任，确保实效。\n加强领导，压实责任，确保实效。", id="a short line"),
        pytest.param(
            "目　录\n一、坚持人民至上、生命至上，守牢安全生产底线，推动高质量发展迈上新台阶\n"
            "一、坚持人民至上、生命至上，守牢安全生产底线，推动高质量发展迈上新台阶\n正文。",
            id="a table of contents",
        ),
        pytest.param(
            "１.青山镇。完成投资3.2亿元，同比增长5%，新开工项目12个，竣工项目9个，储备项目31个，落实用地指标260亩。\n"
            "2.绿水镇。完成投资2.7亿元，同比增长3%，新开工项目10个，竣工项目7个，储备项目25个，落实用地指标180亩。",
            id="figures by place",
        ),
        pytest.param(
            "全年受理投诉举报120件，办结118件，办结率98.3%，为消费者挽回经济损失35万元，群众满意度持续提高。\n"
            "全年受理投诉举报96件，办结95件，办结率99.0%，为消费者挽回经济损失21万元，群众满意度持续提高。",
            id="figures by unit",
        ),
        pytest.param(f"2023年9月20日上午，{DUTY}\n2023年9月27日上午，{DUTY}", id="an entry of another date"),
        pytest.param(
            "牵头单位：县发展改革局、县财政局、县自然资源局、县住房城乡建设局、县交通运输局，各镇人民政府。\n"
            * 2,
            id="who is in charge",
        ),
        pytest.param(
            "（责任单位：县发展改革局、县财政局、县自然资源局、县住房城乡建设局、县交通运输局，各镇人民政府）\n"
            * 2,
            id="who is in charge, in brackets",
        ),
        pytest.param(
            "进展情况：已完成场地平整和临时用电接入，正在组织设备进场，预计下月全面开工。\n" * 2,
            id="a row of labelled words",
        ),
        pytest.param(f"附件1\n{WELL}\n附件2\n{WELL}", id="two annexes"),
        pytest.param(
            f"关于开展冬春火灾防控工作的通知\n{DUTY}\n关于开展汛期安全检查工作的通知\n{DUTY}", id="two papers"
        ),
        pytest.param(
            "本人承诺所填内容真实、准确、完整，所附材料复印件与原件一致，如有虚假，愿承担一切后果。\n" * 2,
            id="a declaration",
        ),
        pytest.param(
            "当事人的行为违反了《中华人民共和国食品安全法》第五十四条的规定，依法应当予以处罚，责令限期改正。\n"
            * 2,
            id="the same article of law",
        ),
        pytest.param(
            "第十二条　甲方应当按照合同约定的时间和方式履行付款义务，逾期付款的，每逾期一日按应付未付金额的万分之五支付违约金，逾期超过三十日的，对方有权解除合同并要求赔偿损失。\n"
            "第十三条　乙方应当按照合同约定的时间和方式履行交付义务，逾期付款的，每逾期一日按应付未付金额的万分之五支付违约金，逾期超过三十日的，对方有权解除合同并要求赔偿损失。",
            id="the two parties of a contract",
        ),
        pytest.param(
            f"（一）县教育局。{LONG}\n（二）县卫健局。{LONG}".replace("机关", "局机关"),
            id="two offices with the same charge",
        ),
        pytest.param(
            f"发生特别重大事故时，{LONG}\n发生重大事故时，{LONG}\n发生较大事故时，{LONG}",
            id="degrees of a plan",
        ),
        pytest.param(f"启动Ⅰ级响应后，{LONG}\n启动Ⅱ级响应后，{LONG}", id="levels of a plan"),
        pytest.param(
            "| 全面排查燃气、用电、消防等隐患，建立台账，逐项整改 | 住建局 | 12月底 |\n"
            "| 全面排查燃气、用电、消防等隐患，建立台账，逐项整改 | 应急局 | 12月底 |",
            id="rows of a table",
        ),
        pytest.param(
            "□同意上述约定，自愿参加本次活动，并保证所填信息真实有效、准确无误。\n" * 2, id="a form's row"
        ),
        pytest.param(
            f"{LONG}\n{LONG.replace('调查研究', '安全生产').replace('听取意见', '排查隐患').replace('群众反映集中', '企业反映集中')}",
            id="the same pattern, other words",
        ),
    ],
)
def test_what_is_repeated_on_purpose(text: str) -> None:
    assert of(text) == []


def test_code_in_markdown_is_no_paragraph() -> None:
    assert of(f"```\n{WELL}\n```\n\n```\n{WELL}\n```\n", markdown=True) == []
    assert len(of(f"{WELL}\n\n- {WELL}\n", markdown=True)) == 1


@given(st.integers(0, 10_000), st.data())
def test_a_paragraph_pasted_again_is_the_only_copy(seed: int, data: st.DataObject) -> None:
    lines = varied_text(3_000, seed).split("\n")
    prose = "\n".join(lines)
    if list(find_copies(prose)):
        return
    at = data.draw(st.sampled_from([n for n, line in enumerate(lines) if len(line) > 60]))
    document = prose.index(lines[at])
    assert [copy.earlier.start for copy in find_copies(f"{prose}\n{lines[at].strip()}")] in (
        [document + len(lines[at]) - len(lines[at].lstrip())],
        [],  # another report of the collection begins between the two
    )


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(f"{WELL}\n", id="one paragraph over and over"),
        pytest.param(WELL, id="one line"),
        pytest.param(
            "".join(f"{'好人' * (n % 900 + 40)}\n" for n in range(900)), id="one word over and over"
        ),
        pytest.param(f"{LONG}\n{LONG.replace('及时', '尽快')}\n{LONG[:-9]}。\n", id="near copies"),
    ],
)
def test_long_texts_end(unit: str) -> None:
    text = unit * (1_000_000 // len(unit) + 1)
    started = time.process_time()
    assert len(list(find_copies(text))) <= text.count("\n")
    assert time.process_time() - started < 5
