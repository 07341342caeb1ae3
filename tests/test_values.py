"""One typed value against its slot: what is accepted and as which words, what is refused and with what advice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.api import make_runner, read_document
from xxlint.report import Report
from xxlint.span import Span
from xxlint.values import Accepted, Rejected, Wanted, check, expected, is_empty, wanted

RUNNER = make_runner()
TITLE = "青山县2023年政府工作情况汇报\n\n"

GDP = "全县地区生产总值达到⟦XX⟧亿元。"
BALANCE = "贸易差额为⟦XX⟧亿元。"
GDP_BARE = "全县地区生产总值为⟦XX⟧。"
GROWTH = "全县地区生产总值增长⟦X.X⟧%。"
FALL = "规模以上工业能耗下降⟦X.X⟧%。"
RATE = "空气质量优良率达到⟦XX⟧%。"
POINTS = "空气质量优良率提高⟦XX⟧个百分点。"
REVENUE_GROWTH = "一般公共预算收入增长⟦XX⟧，好于预期。"
PEOPLE = "全年惠及群众⟦XX⟧人。"
SOME_PEOPLE = "全年惠及群众⟦XX⟧余人。"
ABOUT = "全年惠及群众约⟦XX⟧人。"
TEN_THOUSANDS = "全年惠及群众⟦XX⟧万人。"
MONEY = "争取补助资金⟦XX⟧元。"
GRAIN = "粮食产量达到⟦XX⟧万吨。"
SPEED = "农业增加值增速为⟦XX⟧%。"
ROW = "指标\t单位\t数值\n地区生产总值\t亿元\t⟦XX⟧\n常住人口\t万人\t32\n"
DATE = "大会于⟦20XX年X月X日⟧召开。"
DAY = "大会于⟦X月X日⟧召开。"
KNOWN_YEAR = "大会于⟦2023年X月X日⟧召开。"
CHINESE = "二〇⟦XX年X月X日⟧，大会召开。"
COUNTY = "⟦XX⟧县狠抓项目建设。"
PERSON = "会议由⟦XX⟧同志主持。"
OFFICE = "由⟦XX⟧局牵头办理。"
TEXT = "⟦【单位名称】⟧组织开展了专项检查。"
CHOICE = "粮食产量同比⟦增长/下降⟧3.2%。"


def report(text: str, name: str = "text.txt") -> Report:
    return RUNNER.report(read_document(name, text.encode("utf-8", "surrogatepass"), "utf-8"))


def slot_of(sentence: str, name: str = "text.txt") -> tuple[Report, Span, Wanted]:
    """The report around a sentence, and what its marked slot wants."""
    before, marked, behind = re.split("[⟦⟧]", sentence)
    start = len(TITLE) + len(before)
    whole = report(f"{TITLE}{before}{marked}{behind}\n", name)
    slot = next(slot for slot in whole.slots if slot.span == Span(start, start + len(marked)))
    return whole, slot.span, wanted(whole, slot)


def answer(sentence: str, value: str, name: str = "text.txt") -> Accepted | Rejected:
    return check(value, slot_of(sentence, name)[2])


@pytest.mark.parametrize(
    ("sentence", "value", "text"),
    [
        pytest.param(GDP, "186.4", "186.4", id="plain"),
        pytest.param(GDP, "0", "0", id="zero"),
        pytest.param(GDP, "１８６．４", "186.4", id="full-width"),
        pytest.param(GDP, " 186.4\u3000", "186.4", id="blanks around"),
        pytest.param(GDP, "1,234.5", "1234.5", id="thousands"),
        pytest.param(GDP, "1，234", "1234", id="thousands, full-width"),
        pytest.param(GDP, "1 234.5", "1234.5", id="thousands, blanks"),
        pytest.param(GDP, "186.4亿元", "186.4", id="unit twice"),
        pytest.param(GDP, "186.4 亿元。", "186.4", id="unit twice and a full stop"),
        pytest.param(GDP, "186.4亿", "186.4", id="scale twice"),
        pytest.param(GDP, "约186.4", "约186.4", id="hedge"),
        pytest.param(GDP, "超过180亿元", "超过180", id="hedge and unit"),
        pytest.param(BALANCE, "-3.2", "-3.2", id="negative without direction"),
        pytest.param(BALANCE, "−3.2", "-3.2", id="minus sign"),
        pytest.param("规模以上工业企业利润总额为⟦XX⟧亿元。", "-3.2", "-3.2", id="a loss"),
        pytest.param("全县地区生产总值较上年变化⟦XX⟧亿元。", "-3.2", "-3.2", id="a change"),
        pytest.param("企业利润率为⟦XX⟧%。", "-3.2", "-3.2", id="a share that may be negative"),
        pytest.param("人口自然增长率为⟦XX⟧%。", "-3.2", "-3.2", id="a rate of growth"),
        pytest.param("投入资金3—⟦XX⟧亿元。", "5", "5", id="upper end"),
        pytest.param("失业率由5%到⟦XX⟧%。", "3", "3", id="a change is no range"),
        pytest.param(GDP, "180—190", "180—190", id="range"),
        pytest.param(GDP, "180至190亿元", "180至190", id="range with unit"),
        pytest.param(GDP_BARE, "186.4亿元", "186.4亿元", id="own unit"),
        pytest.param(GDP_BARE, "1,864,000万元", "1864000万元", id="another unit of the metric"),
        pytest.param(GROWTH, "5.6", "5.6", id="growth"),
        pytest.param(GROWTH, "5.6%", "5.6", id="percent twice"),
        pytest.param(GROWTH, "５．６％", "5.6", id="percent twice, full-width"),
        pytest.param(GROWTH, "+5.6", "5.6", id="plus behind a verb"),
        pytest.param(GROWTH, "增长5.6%", "5.6", id="verb twice"),
        pytest.param(GROWTH, "5%—6%", "5%—6", id="range of shares"),
        pytest.param(FALL, "3.2", "3.2", id="fall"),
        pytest.param("钢材均价变动为每吨12元/吨，差额为⟦XX⟧元。", "-3.2", "-3.2", id="a slash is no choice"),
        pytest.param(SPEED, "-3.2", "-3.2", id="a rate may be negative"),
        pytest.param(SPEED, "+3.2", "+3.2", id="a rate with plus"),
        pytest.param(REVENUE_GROWTH, "5.6%", "5.6%", id="own percent"),
        pytest.param(POINTS, "1.2", "1.2", id="points"),
        pytest.param(POINTS, "1.2百分点", "1.2", id="points, without 个"),
        pytest.param(PEOPLE, "2,345", "2345", id="people"),
        pytest.param(PEOPLE, "2345人", "2345", id="people twice"),
        pytest.param(PEOPLE, "12.3万", "12.3万", id="scale before 人"),
        pytest.param(PEOPLE, "12.3万人", "12.3万", id="scale and 人"),
        pytest.param(PEOPLE, "12.0", "12", id="idle zeros of a spreadsheet"),
        pytest.param(PEOPLE, "十二", "十二", id="Chinese numeral"),
        pytest.param(PEOPLE, "三百", "三百", id="Chinese hundreds"),
        pytest.param(PEOPLE, "30余人", "30余", id="余 before 人"),
        pytest.param(PEOPLE, "1.5万余人", "1.5万余", id="余 behind the scale"),
        pytest.param(SOME_PEOPLE, "30余人", "30", id="余 twice"),
        pytest.param(ABOUT, "约30", "30", id="约 twice"),
        pytest.param(TEN_THOUSANDS, "12.5", "12.5", id="decimals of 万人"),
        pytest.param(TEN_THOUSANDS, "12.5万人", "12.5", id="万人 twice"),
        pytest.param(TEN_THOUSANDS, "10余万人", "10余", id="余 before 万人"),
        pytest.param(MONEY, "3.5亿", "3.5亿", id="scale before 元"),
        pytest.param("平均每户⟦XX⟧人。", "3.2", "3.2", id="an average has decimals"),
        pytest.param("平均用时⟦XX⟧小时。", "1.5", "1.5", id="hours have decimals"),
        pytest.param("召开第⟦XX⟧届代表大会。", "十二", "十二", id="ordinal"),
        pytest.param("完成固定资产投资⟦1XX⟧亿元。", "186.4", "186.4", id="known first digit"),
        pytest.param("空气质量优良率达⟦XX.5⟧%。", "98.5%", "98.5", id="known decimals"),
        pytest.param("投入资金⟦XX⟧—XX亿元。", "3亿元", "3", id="one end of a range"),
        pytest.param(ROW, "186.4亿元", "186.4", id="unit of the row twice"),
        pytest.param("本年人口为⟦（  ）⟧万人。", "32.6", "32.6", id="brackets of a blank go"),
    ],
)
def test_a_number_that_fits(sentence: str, value: str, text: str) -> None:
    answered = answer(sentence, value)
    assert isinstance(answered, Accepted), answered
    assert answered.text == text


@pytest.mark.parametrize(
    ("sentence", "value", "reason"),
    [
        pytest.param(GDP, "1,23", "千位分隔", id="malformed thousands"),
        pytest.param(GDP, "12,3456", "千位分隔", id="groups of four"),
        pytest.param(GDP, "1.234,5", "不是一个数|千位分隔", id="continental"),
        pytest.param(GDP, "12 13", "只填一个", id="two numbers"),
        pytest.param(GDP, "12、13", "读不成一个数", id="a list"),
        pytest.param(GDP, "1.2.3", "不是一个数", id="two points"),
        pytest.param(GDP, "007", "以 0 开头", id="leading zero"),
        pytest.param(GDP, "1e8", "100000000", id="scientific notation"),
        pytest.param(GDP, "1.2E+03", "1200", id="scientific notation of a spreadsheet"),
        pytest.param(GDP, "1e99999999", "普通数字$", id="absurd exponent"),
        pytest.param(GDP, "186.40000000000003", "如 186.4$", id="float noise"),
        pytest.param(GDP, "9" * 16, "太长", id="absurd length"),
        pytest.param(GDP, "9" * 61, "太长", id="absurd value"),
        pytest.param(GDP, "=A1+B1", "公式", id="formula"),
        pytest.param(GDP, "#REF!", "出错标记", id="error of a sheet"),
        pytest.param(GDP, "XX", "占位符", id="placeholder"),
        pytest.param(GDP, "待核实", "占位符", id="pending"),
        pytest.param(GDP, "比较多", "如 186.4$", id="words"),
        pytest.param(GDP, "(3.2)", "读不成一个数", id="a loss in brackets"),
        pytest.param(GDP, "٣", "读不成一个数", id="digits of another script"),
        pytest.param(GDP, "186\n4", "换行", id="line break"),
        pytest.param(GDP, "十二", "阿拉伯数字：12", id="Chinese numeral for money"),
        pytest.param(GDP, "186400万元", "亿元填写：18.64$", id="another scale"),
        pytest.param(GDP, "约1864000000元", "亿元填写：约18.64$", id="no scale"),
        pytest.param(GDP, "186.4万", "亿元", id="another scale without unit"),
        pytest.param(GDP, "12万吨", "单位应为亿元", id="another dimension"),
        pytest.param(GDP, "18亿美元", "单位应为亿元", id="another currency"),
        pytest.param(GDP, "12%", "单位应为亿元", id="a share for money"),
        pytest.param(GDP, "190—180", "从小到大，前面的数比后面大（190、180）", id="range downwards"),
        pytest.param(GDP, "180—180", "两端相同", id="range of one number"),
        pytest.param("投入资金3—⟦XX⟧亿元。", "2", "从小到大", id="upper end below the lower"),
        pytest.param("增速在⟦XX⟧%—5%之间。", "9", "从小到大", id="lower end above the upper"),
        pytest.param(GDP, "-3.2", "生产总值不能是负数", id="less than nothing"),
        pytest.param("办结率达到⟦XX⟧%。", "-3", "办结率不能是负数", id="a negative share"),
        pytest.param(GDP, "1.2万", "换算成亿元填写$", id="too small for the scale"),
        pytest.param(GDP, "1.2万元", "换算成亿元填写$", id="too small for the scale, with unit"),
        pytest.param(GROWTH, "1.2万", "“1.2万”不合适", id="a share in ten thousands"),
        pytest.param(GDP, "9000万—1亿元", "同一单位", id="range in two units"),
        pytest.param(GROWTH, "3个百分点—5", "同一单位", id="points and shares"),
        pytest.param(PEOPLE, "十—12.5", "如 12$", id="range in two scripts"),
        pytest.param(GDP, "186.4亿元左右", "单位后面", id="hedge behind the unit"),
        pytest.param(GDP, "近186余", "只留一个", id="two hedges"),
        pytest.param(GDP_BARE, "186.4", "186.4亿元", id="no unit at all"),
        pytest.param(GDP_BARE, "12万吨", "亿元、万元", id="not a unit of the metric"),
        pytest.param(GROWTH, "-3.2", "下降3.2%", id="negative growth"),
        pytest.param(GROWTH, "下降3.2", "文中已写“增长”", id="the other verb"),
        pytest.param(GROWTH, "1.2个百分点", "单位应为%", id="points for a share"),
        pytest.param(GROWTH, "百分之五", "5.6%", id="share in words"),
        pytest.param(FALL, "-3.2", "下降请填 3.2", id="double negation"),
        pytest.param("粮食总产降幅为⟦XX⟧%。", "-3.2", "“降幅”", id="negative loss"),
        pytest.param("粮食产量同比增长/下降⟦XX⟧%。", "-3.2", "正数 3.2", id="the choice tells the direction"),
        pytest.param("粮食产量同比增加（减少）⟦XX⟧%。", "-3.2", "正数 3.2", id="a choice in brackets, too"),
        pytest.param(REVENUE_GROWTH, "3万%", "百分比", id="ten thousands of percent"),
        pytest.param(REVENUE_GROWTH, "5.6", "5.6%$", id="percent sign missing"),
        pytest.param(REVENUE_GROWTH, "12亿元", "百分比", id="money for a share"),
        pytest.param(POINTS, "1.2%", "单位应为个百分点", id="share for points"),
        pytest.param(RATE, "130", "0～100%", id="beyond the range"),
        pytest.param(PEOPLE, "12.5", "整数", id="half a person"),
        pytest.param(PEOPLE, "-3", "不能是负数", id="fewer than nobody"),
        pytest.param(PEOPLE, "12户", "单位应为人", id="households for people"),
        pytest.param(PEOPLE, "数十", "如 12$", id="some tens"),
        pytest.param("新建学校⟦XX⟧所。", "1.5", "整数", id="half a school"),
        pytest.param(TEN_THOUSANDS, "125000人", "万人填写：12.5$", id="people for 万人"),
        pytest.param(TEN_THOUSANDS, "12.5万余人", "约12.5", id="no place for 余"),
        pytest.param(ABOUT, "近30", "去掉“近”", id="another hedge"),
        pytest.param(GRAIN, "2.5亿斤", "万吨填写：12.5$", id="another unit of mass"),
        pytest.param("召开第⟦XX⟧届代表大会。", "约3", "整数", id="ordinal with hedge"),
        pytest.param("完成固定资产投资⟦1XX⟧亿元。", "286", "“1XX”", id="known digit"),
        pytest.param("空气质量优良率达⟦XX.5⟧%。", "98.4", "“XX.5”", id="known decimals"),
        pytest.param("投入资金⟦XX⟧—XX亿元。", "3—5", "范围的一端", id="a range in a range"),
        pytest.param(ROW, "1864000万元", "亿元填写：186.4$", id="not the unit of the row"),
    ],
)
def test_a_number_that_does_not_fit(sentence: str, value: str, reason: str) -> None:
    answered = answer(sentence, value)
    assert isinstance(answered, Rejected), answered
    assert re.search(reason, answered.reason.zh), answered.reason.zh


@pytest.mark.parametrize(
    ("sentence", "value", "text"),
    [
        pytest.param(DATE, "2023-05-06", "2023年5月6日", id="ISO"),
        pytest.param(DATE, "2023/5/6", "2023年5月6日", id="slashes"),
        pytest.param(DATE, "2023.5.6", "2023年5月6日", id="points"),
        pytest.param(DATE, "20230506", "2023年5月6日", id="digits"),
        pytest.param(DATE, "２０２３年５月６日", "2023年5月6日", id="full-width"),
        pytest.param(DATE, "二〇二三年五月六日", "2023年5月6日", id="Chinese numerals"),
        pytest.param(DATE, "2023-05-06 00:00:00", "2023年5月6日", id="midnight of a spreadsheet"),
        pytest.param(DATE, "2024年2月29日", "2024年2月29日", id="leap day"),
        pytest.param(DATE, "2023年5月6日（星期六）", "2023年5月6日", id="its weekday"),
        pytest.param(DAY, "5月6日", "5月6日", id="month and day"),
        pytest.param(DAY, "2023-05-06", "5月6日", id="surplus year"),
        pytest.param(KNOWN_YEAR, "5月6日", "2023年5月6日", id="known year left out"),
        pytest.param(KNOWN_YEAR, "2023-5-6", "2023年5月6日", id="known year"),
        pytest.param("大会于⟦2023年5月X日⟧召开。", "6", "2023年5月6日", id="the day alone"),
        pytest.param("大会于⟦2023年  月  日⟧召开。", "5月6日", "2023年5月6日", id="blanks"),
        pytest.param("大会于⟦2023年1X月0X日⟧召开。", "2023-12-3", "2023年12月03日", id="known digits"),
        pytest.param(CHINESE, "2023-05-16", "二三年五月十六日", id="in Chinese"),
        pytest.param("二〇二三年⟦X月X日⟧，大会召开。", "5月6日", "五月六日", id="behind a year in Chinese"),
        pytest.param("计划到⟦202X年⟧建成。", "2025", "2025年", id="year"),
        pytest.param("会议从⟦X月X日至X日⟧召开。", "5月6日-10日", "5月6日至10日", id="range of days"),
        pytest.param(
            "会议从⟦20XX年X月X日—X月X日⟧召开。", "2023-05-06至2023-06-01", "2023年5月6日—6月1日", id="range"
        ),
        pytest.param("规划期为⟦20XX年—20XX年⟧。", "2021-2025年", "2021年—2025年", id="years"),
        pytest.param("会议定于⟦X时X分⟧召开。", "14:30", "14时30分", id="time"),
        pytest.param("他入党⟦1X年⟧，初心不改。", "15", "15年", id="number of years"),
        pytest.param("会议定于⟦2024年____月____日⟧召开。", "5月6日", "2024年5月6日", id="long blanks"),
    ],
)
def test_a_date_that_fits(sentence: str, value: str, text: str) -> None:
    answered = answer(sentence, value)
    assert isinstance(answered, Accepted), answered
    assert answered.text == text


@pytest.mark.parametrize(
    ("sentence", "value", "reason"),
    [
        pytest.param(DATE, "5月6日", "缺少年，.*2023年5月6日$", id="no year"),
        pytest.param(DATE, "2023年5月", "缺少日", id="no day"),
        pytest.param(DATE, "2023年", "缺少月、日", id="year alone"),
        pytest.param(DATE, "2023-2-30", "没有2月30日", id="no such day"),
        pytest.param(DATE, "2023-2-29", "没有2月29日", id="no leap year"),
        pytest.param(DATE, "2023-13-1", "没有13月", id="no such month"),
        pytest.param(DATE, "5/6/2023", "读不成日期", id="month or day first"),
        pytest.param(DATE, "23/5/6", "读不成日期", id="year of two digits"),
        pytest.param(
            DATE, "45052", "Excel 里日期的序号；如无误，请填 2023年5月6日$", id="number of a spreadsheet"
        ),
        pytest.param(DATE, "45052.0", "请填 2023年5月6日$", id="number of a spreadsheet with a decimal"),
        pytest.param(
            DAY, "45052", "即2023年5月6日；如无误，请填 5月6日$", id="number of a spreadsheet, year left out"
        ),
        pytest.param(
            KNOWN_YEAR, "45721", "请填 2025年3月5日$", id="number of a spreadsheet, of another year"
        ),
        pytest.param(CHINESE, "45052", "请填 二〇二三年五月六日$", id="number of a spreadsheet, in Chinese"),
        pytest.param(DATE, "99999", "读不成日期", id="no number of a day"),
        pytest.param(DATE, "下周", "读不成日期，.*2023年5月6日$", id="words"),
        pytest.param(DATE, "20XX年5月6日", "占位符", id="placeholder"),
        pytest.param(DATE, "1923-05-06", "“20XX年”", id="known digits of the year"),
        pytest.param(DATE, "2023-05-06至2023-05-10", "只填一个日期", id="a range"),
        pytest.param(DATE, "2023年5月6日（星期五）", "星期六", id="not its weekday"),
        pytest.param(KNOWN_YEAR, "2022-5-6", "文中已写“2023年”", id="another year"),
        pytest.param("二〇二三年⟦X月X日⟧，大会召开。", "2022-5-6", "“2023年”", id="not the year before it"),
        pytest.param("大会于⟦2023年1X月0X日⟧召开。", "2023-5-3", "“1X月”", id="known digits"),
        pytest.param("会议从⟦X月X日至X日⟧召开。", "5月6日", "起止日期", id="no range"),
        pytest.param("会议从⟦X月X日至X日⟧召开。", "5月16日至10日", "晚于", id="ends before it begins"),
        pytest.param("会议从⟦X月X日至X日⟧召开。", "5月16日至6月1日", "不在同一月", id="over two months"),
        pytest.param("他入党⟦1X年⟧，初心不改。", "25", "1X年|读不成", id="another number of years"),
        pytest.param("会议定于⟦X时X分⟧召开。", "25:10", "时刻", id="no such time"),
    ],
)
def test_a_date_that_does_not_fit(sentence: str, value: str, reason: str) -> None:
    answered = answer(sentence, value)
    assert isinstance(answered, Rejected), answered
    assert re.search(reason, answered.reason.zh), answered.reason.zh


@pytest.mark.parametrize(
    ("sentence", "value", "text"),
    [
        pytest.param(COUNTY, "青山", "青山", id="place"),
        pytest.param(COUNTY, "青山县", "青山", id="noun twice"),
        pytest.param("⟦XX⟧村民委员会换届。", "大湾", "大湾", id="village"),
        pytest.param(TEXT, "新疆维吾尔自治区财政厅", "新疆维吾尔自治区财政厅", id="a long name"),
        pytest.param(OFFICE, "县教育局", "县教育", id="office twice"),
        pytest.param(PERSON, "王建国", "王建国", id="person"),
        pytest.param(PERSON, "王建国同志", "王建国", id="title twice"),
        pytest.param(PERSON, "买买提·艾力", "买买提·艾力", id="dotted name"),
        pytest.param(PERSON, "买买提•艾力", "买买提·艾力", id="another dot"),
        pytest.param(PERSON, "王 明", "王明", id="blank in a name"),
        pytest.param(PERSON, "John Smith", "John Smith", id="Latin name"),
        pytest.param("会议由⟦XX⟧书记主持。", "王", "王", id="surname and title"),
        pytest.param("村民⟦张XX⟧，因病致贫。", "张建军", "张建军", id="masked"),
        pytest.param("联系电话：⟦138XXXXXXXX⟧。", "138 1234 5678", "13812345678", id="masked number"),
        pytest.param(TEXT, "青山县教育局", "青山县教育局", id="text"),
        pytest.param(TEXT, "  青山县教育局\n", "青山县教育局", id="blanks around"),
        pytest.param(TEXT, "\ufeff青山县教\u200b育局", "青山县教育局", id="invisible characters"),
        pytest.param(TEXT, "COVID-19防控专班", "COVID-19防控专班", id="Latin letters"),
        pytest.param(TEXT, "“放管服”办（试行）", "“放管服”办（试行）", id="marks"),
        pytest.param("牵头单位为⟦【单位名称】⟧。", "青山县教育局。", "青山县教育局", id="full stop twice"),
        pytest.param("实施“⟦XX⟧”工程。", "“强基”", "强基", id="quotation marks twice"),
        pytest.param("按照⟦《  》⟧要求办理。", "管理办法", "《管理办法》", id="title marks stay"),
        pytest.param("按照⟦《  》⟧要求办理。", "《管理办法》", "《管理办法》", id="title marks once"),
        pytest.param(CHOICE, "增长", "增长", id="choice"),
        pytest.param(CHOICE, " 下降 ", "下降", id="the other choice"),
        pytest.param("粮食产量同比⟦增加（减少）⟧3万吨。", "减少", "减少", id="choice in brackets"),
    ],
)
def test_words_that_fit(sentence: str, value: str, text: str) -> None:
    answered = answer(sentence, value)
    assert isinstance(answered, Accepted), answered
    assert answered.text == text


@pytest.mark.parametrize(
    ("sentence", "value", "reason"),
    [
        pytest.param(COUNTY, "12", "不是数字", id="number for a place"),
        pytest.param(COUNTY, "县", "前面的地名", id="noun alone"),
        pytest.param(COUNTY, "青山。", "“。”", id="sentence mark"),
        pytest.param(COUNTY, "某某", "占位符", id="某某"),
        pytest.param(COUNTY, "待定", "占位符", id="待定"),
        pytest.param(COUNTY, "____", "占位符", id="blank"),
        pytest.param(COUNTY, "山" * 101, "太长", id="too long"),
        pytest.param(OFFICE, "无", "占位符", id="nothing"),
        pytest.param(PERSON, "王XX", "占位符", id="masked name"),
        pytest.param(PERSON, "王某", "占位符", id="王某"),
        pytest.param(PERSON, "王建国3", "不像姓名", id="digit in a name"),
        pytest.param(PERSON, "王" * 21, "太长", id="long name"),
        pytest.param(PERSON, "王建国\n李明", "换行", id="two lines"),
        pytest.param("村民⟦张XX⟧，因病致贫。", "李建军", "不姓张", id="another surname"),
        pytest.param("联系电话：⟦138XXXXXXXX⟧。", "13912345678", "“138XXXXXXXX”", id="another number"),
        pytest.param("联系电话：⟦138XXXXXXXX⟧。", "138123456", "共11位", id="digits missing"),
        pytest.param(TEXT, "教育局\t财政局", "制表符", id="tab"),
        pytest.param(TEXT, "教育局\x07", "U\\+0007", id="control character"),
        pytest.param(TEXT, "教育\ufffd", "U\\+FFFD", id="mojibake"),
        pytest.param(TEXT, "教育\ud800", "U\\+D800", id="half a character"),
        pytest.param(TEXT, "教\u202e育", "U\\+202E", id="turns the line around"),
        pytest.param(TEXT, "=cmd|' /C calc'!A0", "公式", id="command"),
        pytest.param(TEXT, "{{单位}}", "占位符", id="variable"),
        pytest.param(TEXT, "增长/下降", "占位符", id="undecided"),
        pytest.param(TEXT, "局" * 2001, "太长", id="too long a text"),
        pytest.param(CHOICE, "持平", "“增长”或“下降”", id="no choice"),
        pytest.param(CHOICE, "增长/下降", "“增长”或“下降”", id="both"),
    ],
)
def test_words_that_do_not_fit(sentence: str, value: str, reason: str) -> None:
    answered = answer(sentence, value)
    assert isinstance(answered, Rejected), answered
    assert re.search(reason, answered.reason.zh), answered.reason.zh


@pytest.mark.parametrize(
    ("sentence", "value", "note"),
    [
        pytest.param(GDP, "１８６", "全角", id="full-width"),
        pytest.param(GDP, "1,864", "千位分隔符", id="thousands"),
        pytest.param(GDP, "186亿元", "“亿元”已去掉", id="unit twice"),
        pytest.param(GDP, "7.5", "10～6000亿元", id="unusual"),
        pytest.param(GROWTH, "+5.6", "“\\+”", id="plus"),
        pytest.param(GROWTH, "0.085", "8.5%", id="a share of one"),
        pytest.param(RATE, "0.926", "92.6%", id="a rate of one"),
        pytest.param("办结率达到⟦XX⟧%。", "130", "超过100%", id="more than all"),
        pytest.param(GROWTH, "156", "增幅156%少见", id="a county that doubles"),
        pytest.param(
            "地区生产总值增速为⟦XX⟧%。", "156", "增幅156%少见", id="a county that doubles, as a rate"
        ),
        pytest.param("电商订单增长⟦XX⟧%。", "1500", "增幅1500%少见", id="hardly anything grows so"),
        pytest.param(FALL, "120", "超过了原来的全部", id="a fall by more than all"),
        pytest.param(ROW, "-3", "不能是负数", id="less than nothing in a table"),
        pytest.param(DAY, "2023-05-06", "2023年，已略去", id="year left out"),
        pytest.param(COUNTY, "青山县", "“县”已去掉", id="noun twice"),
        pytest.param(COUNTY, "青山市", "青山市县", id="two levels"),
        pytest.param("汇入账号⟦6217****5678⟧。", "6217123412345678", "填了16位", id="more digits"),
        pytest.param(PERSON, "王明、李红", "2个姓名", id="two names"),
        pytest.param(TEXT, "教\u200b育局", "看不见", id="invisible"),
    ],
)
def test_what_was_tidied_or_looks_unusual_is_said(sentence: str, value: str, note: str) -> None:
    answered = answer(sentence, value)
    assert isinstance(answered, Accepted), answered
    assert any(re.search(note, words.zh) for words in answered.notes), answered.notes


@pytest.mark.parametrize("value", ["186.4", "-3.2", "约186.4", "3—5"])
def test_nothing_is_said_of_a_plain_value(value: str) -> None:
    assert answer("完成有效投资⟦XX⟧亿元。", value) == Accepted(value)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param(GDP, "数字（亿元）", id="unit"),
        pytest.param(GDP_BARE, "数字和单位（亿元、万元、万亿元）", id="number and unit"),
        pytest.param(GROWTH, "百分比（只填数字）", id="percent"),
        pytest.param(REVENUE_GROWTH, "百分比（连同%）", id="percent with its sign"),
        pytest.param(POINTS, "数字（个百分点）", id="points"),
        pytest.param(ROW, "数字（亿元）", id="row"),
        pytest.param("投入资金⟦XX⟧—XX亿元。", "数字（亿元）", id="end of a range"),
        pytest.param(KNOWN_YEAR, "日期（2023年X月X日）", id="date"),
        pytest.param(COUNTY, "地名（后面已有“县”）", id="place"),
        pytest.param("村民⟦张XX⟧，因病致贫。", "姓名", id="person"),
        pytest.param(TEXT, "文字", id="text"),
        pytest.param(CHOICE, "增长 或 下降", id="choice"),
    ],
)
def test_the_sheet_says_what_belongs_there(sentence: str, words: str) -> None:
    assert expected(slot_of(sentence)[2]).zh == words


def test_growth_of_small_things_is_no_wonder() -> None:
    assert answer("电商订单增长⟦XX⟧%。", "156") == Accepted("156")


@pytest.mark.parametrize(
    ("title", "sentence", "example"),
    [
        pytest.param("青山县2019年工作总结", DATE, "2019年5月6日", id="the report's year"),
        pytest.param("青山县2019年上半年工作总结", DATE, "2019年5月6日", id="the report's half year"),
        pytest.param("青山县工作总结", DATE, "20XX年5月6日", id="no year"),
        pytest.param("青山县2019年工作总结", KNOWN_YEAR, "2023年5月6日", id="the slot's year"),
        pytest.param("青山县工作总结", "二〇⟦XX年X月X日⟧，大会召开。", "二〇XX年五月六日", id="no year, in Chinese"),
        pytest.param("青山县2019年工作总结", "规划期为⟦20XX年—20XX年⟧。", "2019年—2021年", id="years"),
    ],
)  # fmt: skip
def test_an_example_of_a_date_has_no_other_year(title: str, sentence: str, example: str) -> None:
    before, marked, behind = re.split("[⟦⟧]", sentence)
    whole = report(f"{title}\n\n{before}{marked}{behind}\n")
    (slot,) = whole.slots
    refused = check("下周", wanted(whole, slot))
    assert isinstance(refused, Rejected)
    assert refused.reason.zh.endswith(f"如 {example}")


@pytest.mark.parametrize("value", ["", " ", "\u3000\n\t", "\ufeff", "\u200b "])
def test_blanks_are_no_value(value: str) -> None:
    assert is_empty(value)
    assert isinstance(answer(TEXT, value), Rejected)


def test_marks_of_markdown_beside_a_slot_are_passed_over() -> None:
    assert answer("同比增长**⟦XX⟧**%。", "5.6%", "text.md") == answer(GROWTH, "5.6%")
    assert isinstance(answer("同比增长**⟦XX⟧**%。", "-5.6", "text.md"), Rejected)


def test_a_bar_would_open_a_cell_of_markdown() -> None:
    table = "| 单位 | 电话 |\n|---|---|\n| ⟦【单位名称】⟧ | 12345 |\n"
    answered = answer(table, "教育局|财政局", "text.md")
    assert isinstance(answered, Rejected)
    assert "|" in answered.reason.zh
    assert isinstance(answer(TEXT, "教育局|财政局"), Accepted)


# --- properties -----------------------------------------------------------------------------------------------

SENTENCES = (
    GDP, GDP_BARE, GROWTH, FALL, RATE, POINTS, REVENUE_GROWTH, PEOPLE, SOME_PEOPLE, TEN_THOUSANDS, SPEED, ROW, DATE, DAY,
    KNOWN_YEAR, CHINESE, COUNTY, PERSON, OFFICE, TEXT, CHOICE, "会议从⟦X月X日至X日⟧召开。", "投入资金⟦XX⟧—XX亿元。",
    "完成固定资产投资⟦1XX⟧亿元。", "按照⟦《  》⟧要求办理。", "联系电话：⟦138XXXXXXXX⟧。", "村民⟦张XX⟧，因病致贫。",
    "项目名称为⟦XX⟧、XX和XX。", "人口为⟦____⟧万人。", "收入⟦待核实⟧。", "请⟦{{name}}⟧办理。",
)  # fmt: skip
SLOTS = tuple(slot_of(sentence) for sentence in SENTENCES)
PIECES = (
    "186.4", "1,234", "１２", "约", "近", "余", "万", "亿元", "万元", "人", "%", "％", "个百分点", "-", "+", "—", "至", "十二", "三百", "增长",
    "2023年", "5月", "6日", "2023-05-06", "2023/5/6", "14:30", "（星期六）", "二〇二三年", "青山", "县", "同志", "王建国", "·", "局",
    "“", "”", "《", "》", "（", "）", "。", "，", "；", "、", "/", "|", " ", "\u3000", "\n", "\t", "\x07", "\u200b", "\ufeff", "\ud800",
    "XX", "X", "×", "某", "某某", "待定", "____", "□", "○", "*", "…", "{{", "}}", "=", "#REF!", "1e8", "٣", "A", "z", "😀",
)  # fmt: skip
typed = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=20)
slots = st.sampled_from(SLOTS)


@given(slots, typed)
def test_any_value_is_answered(slot: tuple[Report, Span, Wanted], value: str) -> None:
    answered = check(value, slot[2])
    if isinstance(answered, Rejected):
        assert answered.reason.zh
        assert answered.reason.en
    else:
        assert not is_empty(answered.text)
        answered.text.encode()


@given(slots, typed)
def test_no_slot_is_left_where_a_value_was_accepted(slot: tuple[Report, Span, Wanted], value: str) -> None:
    whole, span, want = slot
    answered = check(value, want)
    if isinstance(answered, Rejected):
        return
    filled = report(f"{whole.text[: span.start]}{answered.text}{whole.text[span.end :]}")
    here = Span(span.start, span.start + len(answered.text))
    assert [other.span.of(filled.text) for other in filled.slots if other.span.overlaps(here)] == []


@given(slots, typed)
def test_what_was_tidied_is_tidy(slot: tuple[Report, Span, Wanted], value: str) -> None:
    want = slot[2]
    answered = check(value, want)
    if isinstance(answered, Accepted) and want.is_number:
        again = check(answered.text, want)
        assert isinstance(again, Accepted)
        assert again.text == answered.text
