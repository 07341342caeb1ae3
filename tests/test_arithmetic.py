"""Arithmetic as reports publish it: what a reader who does the sum would mark, and what only looks wrong.

Each case is a sentence with the words that are marked, or none.
"""

import pytest

from xxlint import Settings, lint_text

DISAGREE = [
    pytest.param("三次产业结构调整为11.4:37.2:52.4。", "11.4:37.2:52.4", id="structure-above-100"),
    pytest.param(
        "三次产业结构由12.1:40.2:47.7优化为11.8:39.6:50.6。", "11.8:39.6:50.6", id="second-structure"
    ),
    pytest.param(
        "地区生产总值326.8亿元，其中第一产业增加值41.2亿元，第二产业增加值128.6亿元，第三产业增加值175亿元。",
        "326.8亿元，其中第一产业增加值41.2亿元，第二产业增加值128.6亿元，第三产业增加值175亿元",
        id="three-industries",
    ),
    pytest.param(
        "全年进出口总额46.2亿元，其中出口38.4亿元、进口9.8亿元。",
        "46.2亿元，其中出口38.4亿元、进口9.8亿元",
        id="imports-and-exports",
    ),
    pytest.param(
        "年末常住人口52.6万人，其中城镇人口28.9万人、乡村人口24.7万人。",
        "52.6万人，其中城镇人口28.9万人、乡村人口24.7万人",
        id="town-and-country",
    ),
    pytest.param(
        "在编人员126人，其中男性71人、女性65人。", "126人，其中男性71人、女性65人", id="men-and-women"
    ),
    pytest.param(
        "一般公共预算收入18.6亿元，其中税收收入11.2亿元、非税收入6.4亿元。",
        "18.6亿元，其中税收收入11.2亿元、非税收入6.4亿元",
        id="taxes-and-other-income",
    ),
    pytest.param("城镇化率由48.6%提高到52.1%，提高4.5个百分点。", "提高4.5个百分点", id="step-of-a-rate"),
    pytest.param("办结时限由15天缩短到6天，缩短8天。", "缩短8天", id="step-of-days"),
    pytest.param("人均可支配收入从21360元增加到23180元，增加1920元。", "增加1920元", id="step-of-money"),
    pytest.param(
        "种植业、畜牧业、渔业三类产值占比分别为52%、31%、27%。", "52%、31%、27%", id="shares-above-100"
    ),
    pytest.param(
        "全县共有养老机构42家，公办、民办两类分别为18家、26家。",
        "42家，公办、民办两类分别为18家、26家",
        id="two-kinds",
    ),
    pytest.param(
        "全年投入资金860万元，由财政资金520万元、社会捐赠280万元两部分构成。",
        "860万元，由财政资金520万元、社会捐赠280万元",
        id="made-up-of",
    ),
    pytest.param("拨付三个乡镇120万元、90万元和80万元，合计300万元。", "300万元", id="row-and-its-sum"),
    pytest.param(
        "A级景区9家，其中5A级1家、4A级4家、3A级6家。", "9家，其中5A级1家、4A级4家、3A级6家", id="levels"
    ),
    pytest.param(
        "PM2.5平均浓度48微克/立方米、PM10平均浓度41微克/立方米。",
        "PM2.5平均浓度48微克/立方米、PM10平均浓度41微克/立方米",
        id="fine-above-coarse-dust",
    ),
]


@pytest.mark.parametrize(("sentence", "marked"), DISAGREE)
def test_what_does_not_add_up_is_an_error_on_total_and_parts(sentence: str, marked: str) -> None:
    found = lint_text(sentence, settings=Settings(select=("XX208",)))
    assert [(d.severity, d.span.of(sentence)) for d in found] == [("error", marked)]


AGREE = [
    pytest.param("三次产业结构为12.9:35.8:51.4。", id="structure-rounded"),
    pytest.param(
        "地区生产总值326.8亿元，其中第一产业增加值41.2亿元，第二产业增加值128.6亿元，第三产业增加值156.9亿元。",
        id="three-industries-rounded",
    ),
    pytest.param(
        "规上工业企业126家，其中亿元以上企业18家、高新技术企业42家。", id="of-which-does-not-exhaust"
    ),
    pytest.param(
        "第二产业增加值128.6亿元，其中工业增加值96.4亿元、建筑业增加值30.1亿元。", id="industry-and-building"
    ),
    pytest.param("全体居民人均可支配收入24680元，其中城镇33260元、农村16420元。", id="averages-are-no-parts"),
    pytest.param("税收、就业、投资占全县的比重分别为52%、81%、63%。", id="shares-of-different-wholes"),
    pytest.param("受访群众（可多选）反映停车难、就医难、入园难的分别占62%、48%、35%。", id="several-answers"),
    pytest.param("增值税、企业所得税占比分别为46.2%、21.8%。", id="not-all-parts"),
    pytest.param("城镇化率由48.6%提高到52.1%，年均提高0.7个百分点。", id="average-a-year"),
    pytest.param("产值由38.6亿元增加到42.1亿元，增长9.1%。", id="growth-is-not-recomputed"),
    pytest.param("近视率由52.4%下降到50.1%，下降2.3个百分点。", id="a-fall"),
    pytest.param("床位由近300张增加到420张，增加120余张。", id="approximate"),
    pytest.param("出口12.4亿元，进口3.1亿元，进出口总额同比增长6.2%。", id="no-total"),
    pytest.param(
        "进出口总额15.5亿元，增长6.2%，其中出口12.4亿元，增长8.1%；进口3.1亿元，下降1.2%。",
        id="growth-between",
    ),
    pytest.param("全年新增就业4620人，完成目标的115.5%，其中高校毕业生860人。", id="share-of-a-target"),
    pytest.param("共受理投诉126件，已办结120件，正在办理6件。", id="nothing-wrong"),
    pytest.param(
        "地区生产总值增长5.6%，固定资产投资由上年的98.2亿元增加到104.6亿元，增长7.2%。",
        id="comparable-prices",
    ),
    pytest.param("全县有中小学42所，其中小学30所、初中9所、高中3所。", id="schools"),
    pytest.param("PM2.5平均浓度28微克/立方米，PM10平均浓度47微克/立方米。", id="dust"),
]


@pytest.mark.parametrize("sentence", AGREE)
def test_what_is_right_or_cannot_be_told_is_left_alone(sentence: str) -> None:
    assert lint_text(sentence, settings=Settings(select=("XX208", "XX209", "XX211"))) == ()


def test_a_rate_beside_its_two_counts_is_a_warning() -> None:
    text = "全年受理信访事项586件，办结571件，办结率99.4%。"
    (found,) = lint_text(text, settings=Settings(select=("XX208",)))
    assert (found.severity, found.case) == ("warning", "rate")
    assert "97.4%" in found.message
    assert not lint_text(text.replace("99.4", "97.4"), settings=Settings(select=("XX208",)))


DIRECTIONS = [
    pytest.param("事故起数下降-12%。", "下降-12%", "error", id="fall-by-less-than-nothing"),
    pytest.param("信访总量减少1.5倍。", "减少1.5倍", "error", id="fall-by-times"),
    pytest.param("会议数量压减一点五倍。", "压减一点五倍", "error", id="fall-by-times-in-characters"),
    pytest.param("优良率由93.1%提高到91.3%。", "提高到91.3%", "error", id="rise-to-less"),
    pytest.param("失业率从3.1%下降到3.6%。", "下降到3.6%", "error", id="fall-to-more"),
    pytest.param("利润增长-2.3%。", "增长-2.3%", "info", id="rise-by-less-than-nothing"),
]


@pytest.mark.parametrize(("sentence", "marked", "severity"), DIRECTIONS)
def test_a_verb_and_its_figure_go_one_way(sentence: str, marked: str, severity: str) -> None:
    found = lint_text(sentence, settings=Settings(select=("XX209",)))
    assert [(d.severity, d.span.of(sentence)) for d in found] == [(severity, marked)]


@pytest.mark.parametrize(
    "sentence",
    [
        "人口自然增长率为-1.2‰。",
        "最低气温下降到-8℃。",
        "产值增长2.3倍。",
        "城乡收入倍差由2.31倍缩小到2.24倍。",
        "同比-2.3%。",
        "降幅比上年收窄1.2个百分点。",
        "下降了近一半。",
    ],
)
def test_directions_that_are_right(sentence: str) -> None:
    assert lint_text(sentence, settings=Settings(select=("XX209",))) == ()
