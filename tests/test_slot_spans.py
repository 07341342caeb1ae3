"""Which characters of a report a slot takes, and what it says belongs there."""

import re

import pytest

from xxlint.api import make_runner, read_document
from xxlint.diagnostic import Slot
from xxlint.report import Report
from xxlint.values import Rejected, check, wanted

RUNNER = make_runner()
TITLE = "青山县2023年政府工作情况汇报\n\n"


def report(text: str, name: str = "text.txt") -> Report:
    return RUNNER.report(read_document(name, f"{TITLE}{text}\n".encode(), "utf-8"))


def marked(text: str, name: str = "text.txt") -> str:
    """The text with its slots marked."""
    whole = report(text, name)
    words, at = [], 0
    for slot in whole.slots:
        words += [whole.text[at : slot.span.start], "⟦", slot.span.of(whole.text), "⟧"]
        at = slot.span.end
    words.append(whole.text[at:])
    return "".join(words).removeprefix(TITLE).removesuffix("\n")


def described(text: str, name: str = "text.txt") -> list[Slot]:
    return list(report(text, name).slots)


def filled(text: str, value: str) -> str | None:
    """The text once its only slot has been filled; None where the value is refused."""
    whole = report(text)
    (slot,) = whole.slots
    answer = check(value, wanted(whole, slot))
    if isinstance(answer, Rejected):
        return None
    words = f"{whole.text[: slot.span.start]}{answer.text}{whole.text[slot.span.end :]}"
    return words.removeprefix(TITLE).removesuffix("\n")


def same(text: str) -> None:
    assert marked(re.sub("[⟦⟧]", "", text)) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1.⟦XX⟧项目。\n2.⟦XX⟧工程。", id="at a line's start"),
        pytest.param("3.⟦XX⟧同志任组长，4.李明任副组长。", id="before a person"),
        pytest.param("附件：1.⟦XXXX⟧名单\n2.参会回执", id="a row of annexes"),
        pytest.param("附件1.⟦XXXX⟧名单", id="behind the word annex"),
        pytest.param("注：1．⟦XX⟧数据为初步统计。", id="a note, full-width point"),
        pytest.param("建设了三个项目：1.⟦XX⟧项目；2.⟦XX⟧工程。", id="in a sentence"),
        pytest.param("1.⟦XX⟧个村完成改造。", id="before a unit, at a line's start"),
        pytest.param("2.⟦XX.X⟧亿元用于民生。", id="before a decimal"),
        pytest.param("1.1⟦XX⟧项目。", id="two levels"),
        pytest.param("3.⟦××⟧同志任组长。", id="another sign"),
        pytest.param("完成投资⟦1.XX⟧亿元，增长⟦3.X⟧%。", id="a decimal in a sentence"),
        pytest.param("优良率：⟦8.XX⟧%。", id="a decimal behind a colon"),
        pytest.param("⟦3.X⟧%的增长来之不易。", id="a percentage at a line's start"),
    ],
)
def test_a_label_is_not_part_of_a_slot(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("地区生产总值同比增长+⟦X.X⟧%。", id="plus"),
        pytest.param("地区生产总值增长-⟦X.X⟧个百分点。", id="minus"),
        pytest.param("地区生产总值同比增长-⟦X⟧%。", id="one letter"),
        pytest.param("地区生产总值同比增长＋⟦Ｘ．Ｘ⟧％。", id="full width"),
        pytest.param("地区生产总值增长⟦X. X⟧%。", id="a blank behind the point"),
        pytest.param("地区生产总值增长⟦X .X⟧%。", id="a blank before the point"),
        pytest.param("新增规上企业+⟦XX⟧个。", id="a count"),
        pytest.param("推进1+X证书试点，推广“党建+X”模式，开展+X光检查，构建3+X+N体系。", id="formulas"),
        pytest.param("构建1个中心+X个站点的服务网络。", id="a formula with counts"),
    ],
)
def test_a_sign_stays_beside_its_number(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param("5.2", "地区生产总值同比+5.2%。", id="plain"),
        pytest.param("+5.2", "地区生产总值同比+5.2%。", id="the sign again"),
        pytest.param("-5.2", None, id="the other sign"),
    ],
)
def test_a_sign_in_the_report_stands_once(value: str, words: str | None) -> None:
    assert filled("地区生产总值同比+X.X%。", value) == words


def test_a_blank_inside_goes() -> None:
    assert filled("地区生产总值增长X. X%。", "5.2") == "地区生产总值增长5.2%。"
    assert filled("1.XX项目已完工。", "青山水库") == "1.青山水库项目已完工。"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        pytest.param("规模以上工业增加值较上年增长/下降XX%。", "规模以上工业增加值", id="a known metric"),
        pytest.param("粮食产量同比（增长/下降）XX%。", "粮食产量", id="in brackets"),
        pytest.param(
            "全县粮食产量12万吨，同比（增长/下降）XX%。", "粮食产量增长", id="the metric of the sentence"
        ),
        pytest.param("培训班次较上年增长/下降XX%。", "培训班次", id="a noun"),
        pytest.param("1. 推进XX个项目。", "推进", id="a label"),
        pytest.param("占比为12%，XX%和XX%。", None, id="only a joint"),
        pytest.param("| 增速 | XX% |", "增速", id="bars"),
        pytest.param("发案XX件下降XX%。", "下降", id="the unit of the slot before"),
        pytest.param("利润同比增长+X.X%。", "利润同比增长", id="a sign"),
        pytest.param("建设1个中心+X个站+XX个点。", None, id="a formula"),
    ],
)
def test_the_name_of_a_metric(text: str, metric: str | None) -> None:
    assert described(text)[-1].metric == metric


def test_a_choice_in_brackets_goes_with_them() -> None:
    assert filled("全县粮食产量同比（增长/下降）5.2%。", "增长") == "全县粮食产量同比增长5.2%。"
    same("全县粮食产量同比⟦增长/下降⟧5.2%。")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("日期：⟦    年  月  日⟧", id="behind a label"),
        pytest.param("日期：⟦年  月  日⟧", id="no blanks for the year"),
        pytest.param("（盖章）⟦    年  月  日⟧", id="behind a stamp"),
        pytest.param(
            "\u3000\u3000\u3000\u3000⟦\u3000\u3000年\u3000月\u3000日⟧", id="indented by wide blanks"
        ),
        pytest.param("青山县人民政府\n            ⟦    年  月  日⟧", id="indented"),
        pytest.param("定于⟦    年  月  日⟧召开大会，请准时参加。", id="in a sentence"),
        pytest.param("今年⟦  月  日⟧召开大会，请准时参加。", id="this year"),
        pytest.param("⟦2025年X—X月⟧完成投资。", id="months with a year"),
        pytest.param("⟦X-X月⟧，全县完成投资。", id="months, a hyphen"),
        pytest.param("⟦X至X月份⟧，全县完成投资。", id="months, a word"),
        pytest.param("⟦20XX年X—XX月⟧，全县完成投资。", id="a masked year"),
        pytest.param("于⟦2025年X月X—X日⟧召开会议。", id="days"),
        pytest.param("1—⟦X月⟧，全县完成投资。", id="a beginning that is known"),
    ],
)
def test_a_date_is_one_slot(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        pytest.param("日期：    年  月  日", "2024年3月5日", "日期：2024年3月5日", id="a blank year"),
        pytest.param("日期：    年  月  日", "3月5日", None, id="no year"),
        pytest.param("2025年X—X月完成。", "3—6月", "2025年3—6月完成。", id="months"),
        pytest.param("2025年X—X月完成。", "3-6", "2025年3—6月完成。", id="bare months"),
        pytest.param("2025年X—X月完成。", "2025年3月至6月", "2025年3—6月完成。", id="with year and signs"),
        pytest.param("2025年X—X月完成。", "2024年3—6月", None, id="another year"),
        pytest.param("2025年X—X月完成。", "6—3月", None, id="backwards"),
        pytest.param("2025年X—X月完成。", "3月", None, id="one month"),
        pytest.param("2025年X—X月完成。", "3—13月", None, id="no such month"),
        pytest.param("X至X月份，完成。", "1-9月", "1至9月份，完成。", id="as the slot writes it"),
        pytest.param("X月X—X日，举行培训。", "5月6日至10日", "5月6—10日，举行培训。", id="days"),
        pytest.param("X月X—X日，举行培训。", "5月6-10日", "5月6—10日，举行培训。", id="days, a hyphen"),
    ],
)
def test_a_date_reads_right_once_filled(text: str, value: str, words: str | None) -> None:
    assert filled(text, value) == words


TABLE = "指标\t单位\t完成\t同比增速（%）\n地区生产总值\t亿元\tXX\tX.X\n常住人口\t万人\tXX\tX.X"


@pytest.mark.parametrize(
    ("text", "name", "units"),
    [
        pytest.param(TABLE, "text.txt", ["亿元", "%", "万人", "%"], id="tabs"),
        pytest.param(
            "| 指标 | 单位 | 同比增速（%） |\n| --- | --- | --- |\n| 地区生产总值 | 亿元 | X.X |",
            "text.md",
            ["%"],
            id="bars",
        ),
        pytest.param("名称\t产量（万吨）\t备注\n粮食\tXX\t", "text.txt", ["万吨"], id="the column's unit"),
        pytest.param(
            "名称\t完成\t单位\n粮食\tXX\t万吨", "text.txt", ["万吨"], id="the unit's column behind it"
        ),
        pytest.param(
            "乡镇\t项目（个）\t责任人\n青山镇\tXX\tXX", "text.txt", ["个", None], id="a column without"
        ),
        pytest.param(
            "指标\t单位\t同比增速\n地区生产总值\t亿元\tX.X", "text.txt", [None], id="a rate without its unit"
        ),
        pytest.param("表头\t另（亿元）\n甲\t乙\tXX", "text.txt", [None], id="another table above"),
    ],
)
def test_the_head_of_a_column_says_the_unit(text: str, name: str, units: list[str | None]) -> None:
    assert [slot.unit for slot in described(text, name)] == units


def test_a_column_of_rates_wants_percentages() -> None:
    assert [slot.kind for slot in described(TABLE)] == ["amount", "percent", "count", "percent"]
    (slot,) = described("指标\t单位\t同比增速\n地区生产总值\t亿元\tX.X")
    assert (slot.kind, slot.metric) == ("percent", "地区生产总值")


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        pytest.param("全年完成XX路改造。", "place", None, id="a street"),
        pytest.param("该项工作由XX科负责。", "organisation", None, id="an office"),
        pytest.param("全年开通X路公交。", "count", "路", id="bus lines"),
        pytest.param("安装高清探头XX路监控。", "count", "路", id="cameras"),
        pytest.param("合同总价人民币（大写）____元。", "text", None, id="capital numerals"),
        pytest.param("坚持每周XX召开例会。", "text", None, id="a day of the week"),
        pytest.param("定于6月5日（周X）召开会议。", "text", None, id="a day in brackets"),
        pytest.param("新增企业XX家，覆盖□□□人。", "count", "人", id="boxes"),
        pytest.param("会议于XX:XX召开。", "text", None, id="a time"),
    ],
)
def test_what_belongs_there(text: str, kind: str, unit: str | None) -> None:
    slot = described(text)[-1]
    assert (slot.kind, slot.unit) == (kind, unit)


def test_both_ends_of_a_range_have_its_unit() -> None:
    first, second = described("全年新增企业XX—XX家。")
    assert (first.kind, first.unit, first.metric) == (second.kind, second.unit, second.metric)
    assert (first.kind, first.unit) == ("count", "家")


def test_a_name_that_ends_in_a_unit_does_not_end_so_twice() -> None:
    assert filled("全年完成XX路改造。", "建设路") == "全年完成建设路改造。"


def test_a_neighbour_is_no_fault_of_a_value() -> None:
    whole = report("（此处填写说明）{{name}}")
    for slot in whole.slots:
        assert not isinstance(check("王小明", wanted(whole, slot)), Rejected)
    whole = report("由XX县负责。")
    (slot,) = whole.slots
    assert isinstance(check("XX", wanted(whole, slot)), Rejected)
