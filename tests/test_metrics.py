"""What sentences say of metrics: value, change, slot, the value before; written as ``gdp 186.4亿元 +5.6%``."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.analysis.metrics import Mention
from xxlint.api import make_runner, read_document
from xxlint.report import Report

RUNNER = make_runner()
METRICS = RUNNER.packs.lexicon.metrics


def report(text: str) -> Report:
    return RUNNER.report(read_document("text.txt", text.encode(), "utf-8"))


def told(text: str) -> list[str]:
    """The mentions of a text, those without any figure left out."""
    return [line for line in (_told(mention, text) for mention in report(text).mentions) if " " in line]


def _told(mention: Mention, text: str) -> str:
    parts = [mention.metric.id]
    if mention.value is not None:
        words = mention.value.of(text)
        parts.append(f"【{words}】" if mention.slot is not None else words)
    sign = "-" if mention.falls else "+"
    if mention.growth is not None:
        parts.append(sign + mention.growth.span.of(text))
    if mention.growth_slot is not None:
        parts.append(f"{sign}【{mention.growth_slot.span.of(text)}】")
    if mention.since is not None:
        parts.append(f"由{mention.since.span.of(text)}")
    if mention.on_base:
        parts.append("基数")
    return " ".join(parts)


SENTENCES = """
# value and change
全县地区生产总值达到186.4亿元，同比增长5.6%。 | gdp 186.4亿元 +5.6%
全年实现地区生产总值186.4亿元。 | gdp 186.4亿元
GDP突破200亿元大关，增长6%。 | gdp 200亿元 +6%
GDP增长6%。 | gdp +6%
工业增加值45.6亿元，按可比价格计算增长6.3%。 | ind_va 45.6亿元 +6.3%
工业增加值45.6亿元，按不变价格计算，同比增长6.3%。 | ind_va 45.6亿元 +6.3%
一般公共预算收入12.8亿元，同比下降3.4%。 | fiscal_rev 12.8亿元 -3.4%
一般公共预算收入完成12.8亿元，为年初预算的101.2%，同口径增长5.3%。 | fiscal_rev 12.8亿元 +5.3%
税收收入8.6亿元，为预算的102.3%，比上年增长6.7%。 | tax_rev 8.6亿元 +6.7%
完成固定资产投资186亿元，占年度计划的98%。 | fai 186亿元
固定资产投资（不含农户）完成98.6亿元，同比增长7.1%。 | fai 98.6亿元 +7.1%
固定资产投资 完成 98.6 亿元，增长 7.1 %。 | fai 98.6 亿元 +7.1 %
社会消费品零售总额实现76.3亿元、增长6.8%。 | retail 76.3亿元 +6.8%
社会消费品零售总额76.3亿元（增长6.8%）。 | retail 76.3亿元 +6.8%
进出口总额3.6亿美元，比上年增长12.5%。 | trade 3.6亿美元 +12.5%
常住人口45.6万人。 | population 45.6万人
地区生产总值达到１８６．４亿元，同比增长５．６％。 | gdp １８６．４亿元 +５．６％
地区生产总值同比增长5.6%，达到186.4亿元。 | gdp 186.4亿元 +5.6%
地区生产总值增速为5.6%。 | gdp +5.6%
居民消费价格涨幅2%左右。 | cpi +2%
居民消费价格上涨0.2%。 | cpi +0.2%
PM2.5平均浓度为28微克/立方米，同比下降6.7%。 | pm25 28微克/立方米 -6.7%
工业用电量12.8亿千瓦时，增长5.9%。 | power_use 12.8亿千瓦时 +5.9%
三次产业结构调整为12.9:35.8:51.3。 | ind_struct 12.9:35.8:51.3
规上工业企业达到86家，净增12家。 | ind_enterprise_scale 86家 +12家
高新技术企业总数达到32家。 | hightech_ent 32家
地区生产总值2023年达到186.4亿元。 | gdp 186.4亿元
# points
空气质量优良率达到92.6%，比上年提高2.1个百分点。 | air_good_rate 92.6% +2.1个百分点
城镇登记失业率3.1%，比上年下降0.2个百分点。 | unemp_reg 3.1% -0.2个百分点
税收占比达到62.3%，提高1.7百分点。 | tax_share 62.3% +1.7百分点
# names: aliases, the longest match
规上工业增加值增长7.2%。 | ind_va_scale +7.2%
规模以上工业增加值同比增长8.1%。 | ind_va_scale +8.1%
规模以上工业总产值完成320亿元，增长9%。 | ind_output_scale 320亿元 +9%
人均地区生产总值65800元，比上年增长6.1%。 | gdp_pc 65800元 +6.1%
人均GDP突破7万元。 | gdp_pc 7万元
单位GDP能耗下降3.2%。 | energy_gdp -3.2%
新增城镇就业5200人。 | job_new 5200人
城镇新增就业5200人，完成目标任务的104%。 | job_new 5200人
居民消费价格指数100.2。 | cpi 100.2
# steps
森林覆盖率由52.3%提高到53.1%。 | forest_rate 53.1% 由52.3%
常住人口城镇化率从61.5%提升至62.8%，提高1.3个百分点。 | urban_rate 62.8% +1.3个百分点 由61.5%
地区生产总值由2020年的150亿元增加到2023年的186亿元，年均增长7.4%。 | gdp 186亿元 +7.4% 由150亿元
地区生产总值从“十三五”末的150亿元增长到186亿元。 | gdp 186亿元 由150亿元
森林覆盖率由52.3%提高到XX%。 | forest_rate 【XX】 由52.3%
城乡居民收入比由2.15缩小到2.10。 | income_ratio 2.10
# a value to start from
固定资产投资在上年168.4亿元的基础上增长6%。 | fai 168.4亿元 +6% 基数
社会消费品零售总额达到98亿元，在上年92亿元的基础上增长6.5%。 | retail 98亿元 +6.5% ; retail 92亿元 基数
# rows that share values and changes
城乡居民人均可支配收入分别为38650元和18720元，分别增长5.1%和7.3%。 | urban_income 38650元 +5.1% ; rural_income 18720元 +7.3%
城镇和农村居民人均可支配收入分别达到38650元、18720元。 | urban_income 38650元 ; rural_income 18720元
城镇居民人均可支配收入38650元，增长5.1%；农村居民人均可支配收入18720元，增长7.3%。 | urban_income 38650元 +5.1% ; rural_income 18720元 +7.3%
城乡居民人均可支配收入分别增长6%和7%。 | urban_income +6% ; rural_income +7%
第一产业、第二产业增加值分别为12.3亿元和45.6亿元。 | primary_va 12.3亿元 ; secondary_va 45.6亿元
第一、第二、第三产业增加值分别为12.3亿元、45.6亿元和78.9亿元，分别增长3.1%、5.2%和6.3%。 | primary_va 12.3亿元 +3.1% ; secondary_va 45.6亿元 +5.2% ; tertiary_va 78.9亿元 +6.3%
规上工业增加值、固定资产投资、社会消费品零售总额分别增长7.2%、8.1%和6.5%。 | ind_va_scale +7.2% ; fai +8.1% ; retail +6.5%
工业总产值、工业增加值分别完成320亿元和86亿元，分别增长9.2%、下降8.5%。 | ind_output 320亿元 +9.2% ; ind_va 86亿元 -8.5%
存款余额326亿元，贷款余额215亿元，分别比年初增长8.2%和10.5%。 | deposit 326亿元 +8.2% ; loan 215亿元 +10.5%
接待游客320万人次，实现旅游收入26.8亿元，分别增长12%和15%。 | tour_visit 320万人次 +12% ; tour_income 26.8亿元 +15%
固定资产投资增长5%。存款余额326亿元，分别增长8.2%和10.5%。 | fai +5% ; deposit 326亿元
财政总收入20.3亿元，其中税收收入15.6亿元，增长3.2%。 | fiscal_total 20.3亿元 ; tax_rev 15.6亿元 +3.2%
# still to be filled in
固定资产投资完成XX亿元，同比增长XX%。 | fai 【XX】 +【XX】
固定资产投资增长XX%。 | fai +【XX】
地区生产总值XX亿元，增长6.5%。 | gdp 【XX】 +6.5%
地区生产总值突破XXX亿元大关，增长X.X%。 | gdp 【XXX】 +【X.X】
地区生产总值____亿元，下降＿＿%。 | gdp 【____】 -【＿＿】
城乡居民人均可支配收入分别达到XX元、XX元。 | urban_income 【XX】 ; rural_income 【XX】
城乡居民人均可支配收入分别为38650元和XX元，分别增长5%和XX%。 | urban_income 38650元 +5% ; rural_income 【XX】 +【XX】
固定资产投资、社会消费品零售总额分别完成XX亿元和XX亿元。 | fai 【XX】 ; retail 【XX】
规上工业增加值、固定资产投资分别增长XX%、XX%。 | ind_va_scale +【XX】 ; fai +【XX】
信访总量同比增长/下降8.2%。 | petition +【增长/下降】
固定资产投资完成98.6，增长7.1%。 | fai 98.6 +7.1%
# no figure
抓好固定资产投资，扩大有效投资。 |
一般公共预算收入增幅居全市第3位。 |
农村居民人均可支配收入增速高于城镇居民2.3个百分点。 |
地区生产总值增速保持全市前列。 |
固定资产投资项目库不断充实。 |
规上工业企业中，有三分之一是外向型企业。 |
"""


def cases() -> list[object]:
    lines = [line for line in SENTENCES.strip().splitlines() if not line.startswith("#")]
    found = [tuple(part.strip() for part in line.split("|")) for line in lines]
    return [pytest.param(text, wanted, id=text[:24]) for text, wanted in found]


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_what_a_sentence_says(text: str, wanted: str) -> None:
    assert " ; ".join(told(text)) == wanted


HEAD = "云岭县2024年工作总结\n一、主要成效\n2024年，全县经济稳中向好。"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("地区生产总值186亿元。", ("2024", "done", "县")),
        ("1—11月，全县固定资产投资156.3亿元。", ("前11个月", "done", "县")),
        ("1-11月份，固定资产投资156.3亿元。", ("前11个月", "done", "县")),
        ("上半年，固定资产投资86亿元。", ("前6个月", "done", "县")),
        ("2023年，固定资产投资86亿元。", ("2023", "done", "县")),
        ("固定资产投资由2020年的86亿元增加到2023年的98亿元。", ("2023", "done", "县")),
        ("三次产业结构由上年的14:38:48调整为13:38:49，地区生产总值186亿元。", ("2024", "done", "县")),
        ("财政总收入20.3亿元，其中税收收入15.6亿元。", ("2024", "done", "其中")),
        ("城关镇固定资产投资8.6亿元。", ("2024", "done", "城关镇")),
        ("力争固定资产投资达到200亿元。", ("2024", "aim", "县")),
        ("实现地区生产总值186亿元。", ("2024", "done", "县")),
        ("改造老旧小区，固定资产投资8.6亿元。", ("2024", "done", "县")),
    ],
)
def test_who_and_when(text: str, wanted: tuple[str, str, str]) -> None:
    whole = report(HEAD + text)
    mention = [m for m in whole.mentions if m.quantity is not None][-1]
    assert tuple(whole.circumstances_at(mention.name.start, mention.end, mention.on_base)) == wanted


names = st.sampled_from(sorted({name for metric in METRICS for name in metric.names}))
tails = st.sampled_from(
    ("达到186.4亿元", "增长5%", "XX亿元", "、", "分别为", "分别增长", "由5%提高到8%", "，", "。", "在上年", "的基础上", "\n", "3.2%和", "98.6", "（", "其中")
)  # fmt: skip


@given(text=st.lists(names | tails, max_size=16).map("".join))
def test_mentions_lie_in_the_text_in_order_and_once(text: str) -> None:
    found = report(text).mentions
    assert found == report(text).mentions
    assert [mention.name.start for mention in found] == sorted(mention.name.start for mention in found)
    for mention in found:
        assert mention.name.end <= mention.end <= len(text)
        if mention.value is not None:
            assert mention.name.end <= mention.value.start
        assert re.search(r"\d", (mention.growth.span.of(text) if mention.growth else "0"))
