"""How much is filled in: what counts as open, answered and filled, and whose it is."""

import time
from collections.abc import Sequence

import pytest
from filled import FORCED, answer, gaps_of
from hypothesis import given
from hypothesis import strategies as st

from xxlint.api import make_runner
from xxlint.figures import find_figures
from xxlint.filling import Answer
from xxlint.gaps import Gaps
from xxlint.heads import heads
from xxlint.owners import Owners
from xxlint.progress import Entry, Progress, Share, by_figures, by_sheets, remarks
from xxlint.words import Words

REPORT = """2024年工作总结

一、主要指标
全年完成固定资产投资XX亿元，同比增长X.X%。社会消费品零售总额完成80.5亿元，同比增长4.2%。
二、项目建设
由XX局牵头，青山水库于2024年X月X日开工，征收土地XX亩。
"""
METRICS = make_runner(FORCED).packs.lexicon.metrics
OWNERS = (("固定资产投资", "发改局"), ("项目建设", "水利局"))


def entries(gaps: Gaps, values: Sequence[str], owner: str = "") -> list[Entry]:
    """The rows of a sheet that was made of these gaps."""
    listed = gaps.listed()
    return [
        Entry(answer(gaps, gap, value), gap.slot.metric or "", gap.owner or owner)
        for gap, value in zip(listed, values, strict=True)
    ]


def told(text: str, rows: Sequence[Entry], *named: tuple[str, str]) -> Progress:
    gaps = gaps_of(text, settings=FORCED._replace(owners=named))
    return by_sheets(gaps, gaps.listed(), rows, Owners(named, METRICS))


def by_its_figures(text: str, *named: tuple[str, str]) -> Progress:
    settings = FORCED._replace(owners=named)
    runner = make_runner(settings)
    result = runner.check_bytes("报告.txt", text.encode())
    figures = find_figures(runner.report(result.document), result.diagnostics)
    return by_figures(runner.gaps(result).listed(), figures, Owners(named, METRICS))


# shares


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        pytest.param(Share("", 0, 0, 3), 0, id="nothing"),
        pytest.param(Share("", 0, 3, 0), 0, id="answers are not in the report yet"),
        pytest.param(Share("", 3, 0, 0), 100, id="all"),
        pytest.param(Share("", 2, 1, 0), 66, id="a part"),
        pytest.param(Share("", 999, 0, 1), 99, id="all but one is not all"),
        pytest.param(Share("", 1, 0, 999), 1, id="one is not nothing"),
        pytest.param(Share(""), 0, id="none there"),
    ],
)
def test_percent(share: Share, percent: int) -> None:
    assert share.percent == percent


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([()], [""], id="outside"),
        pytest.param([("一",), ("二", "（一）")], ["一", "二"], id="top ones"),
        pytest.param([("题", "一"), ("题", "二", "（一）")], ["一", "二"], id="below the only one"),
        pytest.param([("题",), ("题", "一"), ("题", "二")], ["题", "一", "二"], id="and in it"),
        pytest.param([("题", "一", "1"), ("题", "一", "2")], ["1", "2"], id="two levels with one"),
        pytest.param([(), ("题", "一"), ("题", "二")], ["", "一", "二"], id="beside what is outside"),
        pytest.param([("一",), ("一",)], ["一", "一"], id="just one, nothing below"),
    ],
)
def test_the_heading_that_tells_a_section(sections: list[tuple[str, ...]], expected: list[str]) -> None:
    assert heads(sections) == expected


# by the figures of the report


def test_without_sheets_the_figures_that_are_there_count_as_filled() -> None:
    progress = by_its_figures(REPORT)
    assert progress.counted == "figures"
    assert progress.sections == (Share("一、主要指标", 2, 0, 2), Share("二、项目建设", 0, 0, 3))
    assert (progress.owners, progress.total) == ((), Share("", 2, 0, 5))
    assert [gap.spans[0].of(REPORT) for gap in progress.gaps] == ["XX", "X.X", "XX", "2024年X月X日", "XX"]


def test_owners_by_what_they_owe_and_nobody_last() -> None:
    named = (*OWNERS, ("社会消费品零售总额", "商务局"))
    progress = by_its_figures(REPORT, *named)
    assert progress.owners == (Share("水利局", 0, 0, 3), Share("发改局", 0, 0, 2), Share("商务局", 2, 0, 0))
    progress = by_its_figures(REPORT, OWNERS[0])
    assert progress.owners == (Share("发改局", 0, 0, 2), Share("", 2, 0, 3))


def test_a_figure_without_its_unit_is_not_given() -> None:
    assert by_its_figures("固定资产投资完成35亿元，税收增长6%。\n").total == Share("", 2)
    assert by_its_figures("固定资产投资完成亿元，税收增长6%。\n").total == Share("", 1, 0, 1)


# by sheets


def test_a_sheet_that_nobody_has_filled() -> None:
    progress = told(REPORT, entries(gaps_of(REPORT), [""] * 5))
    assert (progress.counted, progress.total) == ("sheets", Share("", 0, 0, 5))


def test_answers_wait_until_they_are_in_the_report() -> None:
    progress = told(REPORT, entries(gaps_of(REPORT), ["186.4", "", "", "2024年5月6日", ""]))
    assert progress.sections == (Share("一、主要指标", 0, 1, 1), Share("二、项目建设", 0, 1, 2))
    assert [gap.slot.kind for gap in progress.gaps] == ["percent", "organisation", "area"]


@pytest.mark.parametrize("value", ["一百多", "XX", "12亩"])
def test_what_fill_would_refuse_is_no_answer(value: str) -> None:
    progress = told(REPORT, entries(gaps_of(REPORT), [value, "", "", "", ""]))
    assert (progress.total, progress.refused) == (Share("", 0, 0, 5), 1)


def test_a_cell_that_cannot_be_read_is_no_answer() -> None:
    rows = entries(gaps_of(REPORT), [""] * 5)
    rows[0] = rows[0]._replace(answer=rows[0].answer._replace(value="=1", trouble=Words("公式", "a formula")))
    progress = told(REPORT, rows)
    assert (progress.total, progress.refused) == (Share("", 0, 0, 5), 1)


def test_rows_whose_places_hold_other_words_by_now_are_filled() -> None:
    rows = entries(gaps_of(REPORT, settings=FORCED._replace(owners=OWNERS)), ["186.4", "5.6", "", "", ""])
    now = REPORT.replace("XX亿元", "186.4亿元").replace("X.X%", "5.8%").replace("XX亩", "35亩")
    progress = told(now, rows, *OWNERS)
    assert progress.sections == (Share("一、主要指标", 2), Share("二、项目建设", 1, 0, 2))
    assert progress.total == Share("", 3, 0, 2)
    assert progress.owners == (Share("水利局", 1, 0, 2), Share("发改局", 2))


def test_a_row_is_known_by_its_sentence_where_ids_are_gone() -> None:
    rows = [
        entry._replace(answer=entry.answer._replace(id="")) for entry in entries(gaps_of(REPORT), [""] * 5)
    ]
    assert told(REPORT.replace("XX亿元", "186.4亿元"), rows).total == Share("", 1, 0, 4)


def test_the_rows_of_two_sheets_count_once() -> None:
    rows = entries(gaps_of(REPORT), ["", "5.6", "", "", ""])
    now = REPORT.replace("XX亿元", "186.4亿元")
    assert told(now, rows) == told(now, rows + rows)
    assert told(now, rows).total == Share("", 1, 1, 3)


def test_of_sentences_alike_each_counts() -> None:
    text = "青山镇种植小麦XX亩。\n白水镇种植玉米XX亩。\n青山镇种植小麦XX亩。\n青山镇种植小麦XX亩。\n"
    rows = entries(gaps_of(text), [""] * 4)
    assert told(text.replace("小麦XX", "小麦35", 2), rows).total == Share("", 2, 0, 2)
    assert told(text.replace("XX", "35"), rows).total == Share("", 4)


@pytest.mark.parametrize(
    ("old", "new", "left", "astray"),
    [
        pytest.param("由XX局牵头，", "", 4, 2, id="deleted, and the sentence of another with it"),
        pytest.param("由XX", "<!-- xxlint: ignore-next-line XX1 原因 -->\n由XX", 2, 3, id="silenced"),
    ],
)
def test_what_is_gone_without_being_filled_is_not_filled(old: str, new: str, left: int, astray: int) -> None:
    progress = told(REPORT.replace(old, new), entries(gaps_of(REPORT), [""] * 5))
    assert (progress.total, progress.astray) == (Share("", 0, 0, left), astray)


def test_a_sheet_of_another_report_fills_nothing() -> None:
    other = gaps_of("一、总体情况\n粮食产量XX万吨，同比增长XX%，建成高标准农田XX万亩。\n")
    progress = told(REPORT, entries(other, ["1", "2", "3"]))
    assert (progress.total, progress.astray) == (Share("", 0, 0, 5), 3)


def test_one_answer_for_all_places_of_a_variable() -> None:
    text = "建设{{项目名}}，完成{{项目名}}投资XX亿元。\n"
    progress = told(text, entries(gaps_of(text), ["青山水库", ""]))
    assert progress.total == Share("", 0, 1, 1)


def test_owners_that_only_the_sheet_knows() -> None:
    rows = entries(gaps_of(REPORT), [""] * 5, "办公室")
    progress = told(REPORT.replace("XX亿元", "186.4亿元"), rows)
    assert progress.owners == (Share("办公室", 1, 0, 4),)
    assert {gap.owner for gap in progress.gaps} == {"办公室"}


def test_the_settings_know_better_than_an_older_sheet() -> None:
    rows = entries(gaps_of(REPORT), [""] * 5, "办公室")
    progress = told(REPORT.replace("XX亿元", "186.4亿元").replace("XX亩", "35亩"), rows, *OWNERS)
    assert progress.owners == (Share("水利局", 1, 0, 2), Share("发改局", 1, 0, 1))


@given(st.lists(st.sampled_from(["open", "answered", "filled"]), min_size=8, max_size=8))
def test_shares_add_up(states: list[str]) -> None:
    crops = ("小麦", "玉米", "水稻", "油菜", "棉花", "茶叶", "蔬菜", "水果")
    lines = [
        f"{'一、东片' if not at else '二、西片'}\n" * (at in (0, 4)) + f"种植{crop}XX亩。\n"
        for at, crop in enumerate(crops)
    ]
    rows = entries(gaps_of("".join(lines)), ["35" * (state == "answered") for state in states])
    now = [
        line.replace("XX", "35") if state == "filled" else line
        for line, state in zip(lines, states, strict=True)
    ]
    progress = told("".join(now), rows, ("东片", "甲"), ("西片", "乙"))
    expected = tuple(states.count(state) for state in ("filled", "answered", "open"))
    assert progress.total[1:] == expected
    assert [share.all for share in progress.sections] == [4, 4]
    for shares in (progress.sections, progress.owners):
        assert tuple(map(sum, zip(*(share[1:] for share in shares), strict=True))) == expected
    assert len(progress.gaps) == progress.total.open


# what is said of it


def test_what_is_counted_is_said() -> None:
    assert next(remarks(by_its_figures(REPORT))).zh.startswith("“已填”按报告里已有的指标数字计")
    other = Answer(Words("表", "sheet"), "s0", "别的⟦XX⟧句子里的话", "")
    rows = [*entries(gaps_of(REPORT), ["XX", "", "", "", ""]), Entry(other, "", "")]
    by_rows, refused, astray = (words.zh for words in remarks(told(REPORT, rows)))
    assert by_rows.startswith("“已填”按表计")
    assert "1 个回答" in refused
    assert "1 行" in astray


def test_nothing_to_count_is_said() -> None:
    clean = "今天开会讨论了工作，大家都很高兴。\n"
    (words,) = remarks(by_its_figures(clean))
    assert words.zh == "没有可统计的：报告里没有待填的地方，也没有指标数字"
    (words,) = remarks(told(clean, []))
    assert words.zh.startswith("没有可统计的")


def test_a_thousand_rows_that_have_been_filled() -> None:
    words = "东西南北中上下前后左"
    lines = [
        f"{words[at // 100]}{words[at // 10 % 10]}{words[at % 10]}镇种植小麦面积达XX亩。\n"
        for at in range(1000)
    ]
    text = "".join(lines)
    rows = entries(gaps_of(text), [""] * 1000)
    gaps = gaps_of(text.replace("XX", "35"))
    began = time.process_time()
    progress = by_sheets(gaps, gaps.listed(), rows, Owners((), METRICS))
    assert progress.total == Share("", 1000)
    assert time.process_time() - began < 5
