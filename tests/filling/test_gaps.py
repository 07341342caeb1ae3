"""What a report lacks, and the names by which sheets know it."""

import pytest
from filled import FORCED, answers, filled, gaps_of

from xxlint.again import marked
from xxlint.filling import fill

REPORT = """2024年工作总结

一、主要指标
全县地区生产总值完成XX亿元，同比增长X.X%，由XX局负责。
固定资产投资完成亿元，接待游客XX万人次。
二、项目建设
（一）重点项目
青山水库于20XX年X月X日开工，总投资XX亿元。
联系人：XXX。
（二）民生项目
养老中心总投资XX亿元。
联系人：XXX。
"""


def ids(text: str) -> dict[str, str]:
    """The name of each gap by its place with some words around it."""
    gaps = gaps_of(text)
    return {gaps.text[g.spans[0].start - 6 : g.spans[0].end + 2]: g.id for g in gaps.singles}


def test_each_place_once_in_reading_order_with_what_belongs_there() -> None:
    found = [(gap.slot.kind, gap.slot.metric_id, gap.slot.unit) for gap in gaps_of(REPORT).singles]
    assert found == [
        ("amount", "gdp", "亿元"), ("percent", "gdp", "%"), ("organisation", None, None),
        ("amount", "fai", "亿元"), ("count", "tour_visit", "万人次"),
        ("date", None, None), ("amount", None, "亿元"), ("person", None, None),
        ("amount", None, "亿元"), ("person", None, None),
    ]  # fmt: skip


def test_a_figure_that_was_lost_is_a_gap_before_its_unit() -> None:
    gaps = gaps_of("固定资产投资完成亿元，形势向好。\n同比增长，创历史新高。\n")
    shown = [marked(gaps.text, gap.sentence, gap.spans[0]) for gap in gaps.singles]
    assert shown == [
        "固定资产投资完成⟦⟧亿元，形势向好。",
        "固定资产投资完成亿元，形势向好。 ⏎ 同比增长⟦⟧，创历史新高。",
    ]


def test_names_are_all_different() -> None:
    names = [gap.id for gap in gaps_of(REPORT + "XX、XX和XX。\n" * 3).singles]
    assert len(set(names)) == len(names) == 19


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        pytest.param("一、主要指标\n", "前言一段，说明背景。\n一、主要指标\n", [], id="a paragraph above"),
        pytest.param("完成XX亿元，同比", "完成186.4亿元，同比", [], id="a neighbour that is filled in"),
        pytest.param("X.X%", "XX%", [], id="a gap in another form"),
        pytest.param("养老中心总投资", "养老服务中心总投资", [8, 9], id="words beside a place"),
        pytest.param("二、项目", "三、项目", [], id="another number"),
        pytest.param("（二）民生", "（三）民生", [], id="another number of a part"),
        pytest.param("游客XX万人次。", "游客XX万人次，增长8%。", [3, 4], id="words behind a place"),
        pytest.param("民生项目", "民生实事", [8], id="the heading"),
        pytest.param("联系人：XXX。\n（二）", "（二）", [7], id="a place like another is deleted"),
    ],
)
def test_names_stay_through_edits_elsewhere(old: str, new: str, changed: list[int]) -> None:
    assert REPORT.count(old) == 1
    after = gaps_of(REPORT.replace(old, new)).by_id
    lost = [at for at, gap in enumerate(gaps_of(REPORT).singles) if gap.id not in after]
    filled_by_the_edit = [0] if "186.4" in new else []
    assert lost == filled_by_the_edit + changed


def test_places_that_cannot_be_told_apart_lose_their_names_when_one_goes() -> None:
    # better no name than the value of another place
    lines = "联系人：XXX。\n" * 5
    gaps = gaps_of(f"名单\n{lines}")
    rows = answers(gaps, ("张三", "李四", "王五", "赵六", "孙七"))
    filling = fill(gaps_of(f"名单\n{lines[len(lines) // 5 :]}"), rows)
    assert filling.edits == ()
    assert len(filling.problems) == 3  # the first two have other words above


def test_a_variable_is_one_gap_wherever_it_stands() -> None:
    gaps = gaps_of("{{县名}}县情况：{{县名}}县地处山区，{{镇名}}镇最大。\n")
    assert [(gap.id[0], len(gap.spans)) for gap in gaps.listed()] == [("g", 2), ("g", 1)]


def test_names_written_alike_are_one_gap_when_asked() -> None:
    text = "XX县地处山区。XX县人口多。\nXX局负责。总投资XX亿元，产值XX亿元。\n"
    assert [len(gap.spans) for gap in gaps_of(text).listed()] == [1, 1, 1, 1, 1]
    assert [len(gap.spans) for gap in gaps_of(text).listed(shared=True)] == [2, 1, 1, 1]


def test_hints_are_listed_when_asked() -> None:
    form = "登记表\n姓名：____　性别：____\n填表人：____　日期：____年__月__日\n"
    gaps = gaps_of(form)
    assert gaps.listed() == ()
    assert len(gaps.listed("info")) >= 3


def test_owners_are_those_of_metrics_before_those_of_parts() -> None:
    owners = (("固定资产投资", "发改局"), ("项目建设", "重点办"), ("民生", "民政局"))
    gaps = gaps_of(REPORT, settings=FORCED._replace(owners=owners))
    assert [gap.owner for gap in gaps.singles] == [
        "",
        "",
        "",
        "发改局",
        "",
        "重点办",
        "重点办",
        "重点办",
        "民政局",
        "民政局",
    ]


LAST_YEAR = """2023年工作总结

一、主要指标
全县地区生产总值完成172.1亿元，同比增长6.1%，由统计局负责。
固定资产投资完成96.5亿元，接待游客88万人次。
（一）重点项目
联系人：王志远。
"""


def test_last_year_by_the_metric_else_by_the_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    older = tmp_path_factory.mktemp("older") / "2023.txt"
    older.write_text(LAST_YEAR, encoding="utf-8")
    gaps = gaps_of(REPORT, settings=FORCED._replace(against=str(older)))
    assert [gaps.last_year(gap) for gap in gaps.singles] == [
        "172.1亿元", "6.1%", "统计", "96.5亿元", "88万人次", "", "", "", "", "",
    ]  # fmt: skip


def test_filled_in_order() -> None:
    assert filled("总投资XX亿元，由XX局牵头。\n", "3.2", "林业") == "总投资3.2亿元，由林业局牵头。\n"
