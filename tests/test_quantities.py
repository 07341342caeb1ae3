"""Numbers with their units: what is read, its value in the base unit, and what only looks like one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.analysis import quantities as reading
from xxlint.analysis.quantities import Quantity, find_quantities, quantity_at
from xxlint.api import make_runner, read_document
from xxlint.report import Report

RUNNER = make_runner()
LEXICON = RUNNER.packs.lexicon


def report(text: str) -> Report:
    return RUNNER.report(read_document("text.txt", text.encode(), "utf-8"))


def quantities(text: str) -> list[Quantity]:
    return list(find_quantities(report(text).page))


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "dimension"),
    [
        ("完成投资1,234.5亿元。", "1,234.5亿元", "123450000000", "亿元", "money"),
        ("占比12．5％。", "12．5％", "12.5", "%", "share"),
        ("规模突破3万亿元。", "3万亿元", "3000000000000", "万亿元", "money"),
        ("投资十二亿元。", "十二亿元", "1200000000", "亿元", "money"),
        ("投资两万亿元。", "两万亿元", "2000000000000", "万亿元", "money"),
        ("投入三千五百万元。", "三千五百万元", "35000000", "万元", "money"),
        ("投入一百二十万元。", "一百二十万元", "1200000", "万元", "money"),
        ("占百分之五点二。", "百分之五点二", "5.2", "%", "share"),
        ("达到百分之百。", "百分之百", "100", "%", "share"),
        ("完成百分之一百二十。", "百分之一百二十", "120", "%", "share"),
        ("提高5.2个百分点。", "5.2个百分点", "5.2", "个百分点", "point"),
        ("提高三个百分点。", "三个百分点", "3", "个百分点", "point"),
        ("下降零点五个百分点。", "零点五个百分点", "0.5", "个百分点", "point"),
        ("增长1.2倍。", "1.2倍", "1.2", "倍", "times"),
        ("是上年的两倍。", "两倍", "2", "倍", "times"),
        ("自然增长率为-0.6‰。", "-0.6‰", "-0.06", "‰", "share"),
        ("自然增长率为−0.6‰。", "−0.6‰", "-0.06", "‰", "share"),
        ("占5成。", "5成", "50", "成", "share"),
        ("游客3.5万人次。", "3.5万人次", "35000", "万人次", "visits"),
        ("覆盖1.5万余人。", "1.5万余人", "15000", "万人", "people"),
        ("浓度28微克/立方米。", "28微克/立方米", "28", "微克/立方米", "density"),
        ("用电12.8亿千瓦时。", "12.8亿千瓦时", "1280000000", "亿千瓦时", "energy"),
        ("装机12万千瓦。", "12万千瓦", "120000", "万千瓦", "power"),
        ("播种５６．８万亩。", "５６．８万亩", "568000", "万亩", "land"),
        ("绿化3公顷。", "3公顷", "45", "公顷", "land"),
        ("产粮12.6亿斤。", "12.6亿斤", "630000", "亿斤", "mass"),
        ("外资10亿美元。", "10亿美元", "1000000000", "亿美元", "dollar"),
        ("投资98.6 亿元。", "98.6 亿元", "9860000000", "亿元", "money"),
        ("单价25元/吨。", "25元/吨", "25", "元/吨", "元/吨"),
        ("总量达3.5万，", "3.5万", "35000", "万", ""),
    ],
)
def test_the_value_in_the_base_unit(text: str, words: str, value: str, unit: str, dimension: str) -> None:
    (found,) = quantities(text)
    assert found.span.of(text) == words
    assert found.value == Decimal(value)
    assert (found.unit, found.dimension) == (unit, dimension)
    assert not found.is_range


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("近30余家企业", "近"),
        ("走访300余户", "余"),
        ("覆盖1.5万余人", "余"),
        ("约十二亿元", "约"),
        ("不低于90%", "不低于"),
        ("不足5万元", "不足"),
        ("超过3万吨", "超过"),
        ("突破200亿元", "突破"),
        ("逾12万人", "逾"),
        ("90%以上", "以上"),
        ("4%以内", "以内"),
        ("5000万元左右", "左右"),
        ("完成5000万元", ""),
    ],
)
def test_the_hedge(text: str, hedge: str) -> None:
    (found,) = quantities(text)
    assert found.hedge == hedge


@pytest.mark.parametrize(
    ("text", "words", "values"),
    [
        ("增长10%～20%。", "10%～20%", ("10", "20")),
        ("增长10～20%。", "10～20%", ("10", "20")),
        ("控制在10%-15%。", "10%-15%", ("10", "15")),
        ("2021—2025年，", "2021—2025年", ("2021", "2025")),
        ("每村3—5个。", "3—5个", ("3", "5")),
        ("用3至5年。", "3至5年", ("3", "5")),
        ("结构为12.9:35.8:51.3。", "12.9:35.8:51.3", ("12.9", "35.8", "51.3")),
        ("结构为12.9∶35.8∶51.3。", "12.9∶35.8∶51.3", ("12.9", "35.8", "51.3")),
    ],
)
def test_ranges_and_ratios(text: str, words: str, values: tuple[str, ...]) -> None:
    (found,) = quantities(text)
    assert found.span.of(text) == words
    assert found.values == tuple(map(Decimal, values))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由12%提高到15%。", ["12%", "15%"]),
        ("从5%到8%。", ["5%", "8%"]),
        ("2023年增长3.5%。", ["2023年", "3.5%"]),
        ("建成5G基站12个、充电桩300根。", ["12个"]),
        ("分别完成8.6亿元和9.2亿元。", ["8.6亿元", "9.2亿元"]),
    ],
)
def test_each_number_of_a_sentence(text: str, words: list[str]) -> None:
    assert [found.span.of(text) for found in quantities(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "执行GB9704标准。", "拨打110报警。", "PM2.5浓度下降。", "上午8时30分到会。", "上午8:30到会。", "拨打12345热线。",
        "第3号文件。", "第1名。", "政发〔2023〕5号文件。", "政发[2023]5号文件。", "V1.2.3版。", "试点1+X证书。", "A4纸打印。", "比分3∶2。",
        "电话13800138000。", "电话010-88886666。", "车牌A12345。", "第三季度。", "“十四五”时期。", "占三分之一。", "约占1/3。", "3·15晚会。",
        "创建4A级景区。", "2万一", "5个人", "3家长",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_quantity(text: str) -> None:
    assert [found.span.of(text) for found in quantities(text)] in ([], ["2万"])


units = st.sampled_from(
    sorted(unit for unit in LEXICON.units if unit not in ("余", "多", "分", "号", "万户"))
)
scales = st.sampled_from(["", "万", "亿", "百万", "千万", "万亿"])
numbers = st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False).map(
    lambda number: f"{number.normalize():f}"
)


@given(number=numbers, scale=scales, unit=units)
def test_any_number_with_any_unit_is_read_back(number: str, scale: str, unit: str) -> None:
    text = f"合计{number}{scale}{unit}，"
    found = quantities(text)
    assert len(found) == 1
    assert found[0].span.of(text) == f"{number}{scale}{unit}"
    factor = Decimal(LEXICON.measures[unit].factor) if unit in LEXICON.measures else Decimal(1)
    power = {"": 0, "万": 4, "亿": 8, "百万": 6, "千万": 7, "万亿": 12}[scale]
    assert found[0].value == Decimal(number) * Decimal(10) ** power * factor
    assert found[0].figure == Decimal(number)


pieces = st.lists(
    st.sampled_from(
        ["增长", "第", "约", "余", "以上", "-", "—", "～", "至", ":", ".", ",", "，", "\n", "十二", "百分之", "点", "个", " "]
    )
    | numbers
    | scales
    | units,
    max_size=14,
).map("".join)  # fmt: skip


@given(text=pieces)
def test_spans_never_overlap_and_reading_twice_is_the_same(text: str) -> None:
    page = report(text).page
    found = list(find_quantities(page))
    assert found == list(find_quantities(page))
    ends = [0, *(quantity.span.end for quantity in found)]
    assert all(end <= quantity.span.start for end, quantity in zip(ends, found, strict=False))
    for quantity in found:
        assert quantity.reading.number in quantity.span.of(page.folded)
        assert all(value.is_finite() for value in quantity.values)
        assert quantity_at(page, quantity.span.start) is not None


@pytest.mark.parametrize("before", ["完成", "长", "近", "第", "，", "共"])
@pytest.mark.parametrize("unit", ["亿元", "万元", "%", "个百分点", "人次", "公里", *"人亩户个家处件名"])
def test_the_short_way_to_a_usual_quantity_reads_what_the_long_way_reads(before: str, unit: str) -> None:
    page = report(f"{before}12.5{unit}，下同").page
    short, at = quantity_at(page, len(before)), len(before)
    match = reading._NUMBERS.match(page.folded, at)
    assert match is not None and short == reading._read(page, match)
    usual = reading._USUAL.match(page.folded, at)
    assert (usual is None) is (before in "近第，")
