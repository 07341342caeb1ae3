"""Reports as offices make them in Word: exactly what a reviewer would mark is found, in finished ones nothing."""

import pytest
from word_files import (
    BREAK,
    TAB,
    UNDERLINED,
    Xml,
    chart,
    dele,
    docx,
    field,
    footnote,
    level,
    lists,
    p,
    picture,
    r,
    style,
    tbl,
    tc,
    textbox,
    tr,
)
from word_reports import NO_GAP, REPORTS, WordReport, below, blank, centred, filled, first

from xxlint import Settings
from xxlint.api import make_runner
from xxlint.formats.docx import read_docx
from xxlint.report import Report

RUNNER = make_runner(Settings())
NUMBERING = lists(
    n1=[level("decimal", "%1.", more=NO_GAP)],
    n2=[level("decimal", "%1", more=NO_GAP)],
)
HEADINGS = "".join(
    style(str(n), title=f"heading {n}", props=f'<w:outlineLvl w:val="{n - 1}"/>') for n in (1, 2)
)


def marks(data: bytes) -> list[tuple[str, str]]:
    """Code and words of all errors and warnings, in reading order."""
    found = RUNNER.check_bytes("报告.docx", data)
    assert found.status == "checked"
    return [(d.code, d.span.of(found.text)) for d in found.diagnostics if d.severity != "info"]


def word(*body: Xml) -> bytes:
    return docx(*body, numbering=NUMBERING, styles=HEADINGS, footnotes={1: p("数据来源：县统计局年报。")})


def outline(data: bytes) -> list[tuple[int, str]]:
    """Level and heading of each section."""
    report = RUNNER.report(read_docx("报告.docx", data))
    assert isinstance(report, Report)
    return [(section.level, section.heading) for section in report.outline]


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_report_gives_what_a_reviewer_marks(report: WordReport) -> None:
    assert sorted(marks(report.make())) == sorted(report.marks)


# --- tables ------------------------------------------------------------------------------------------------

BEFORE, AFTER = p("一、工作任务"), p("二、工作要求")
TAIL = p("各单位要加强领导，压实责任，按时完成。")
IN_TABLES = [
    pytest.param(
        [
            BEFORE, p("（一）强化领导。成立专班，统筹推进。"),
            tbl(["前期", tc("（一）摸底。", "（二）公示。", "（三）审核。")], ["后期", tc("（一）验收。", "（二）归档。")]),
            p("（二）强化督导。按月调度，逐级压实责任。"),
        ],
        [],
        id="the cells count in the form of the paragraphs around the table",
    ),
    pytest.param(
        [BEFORE, tbl(["河道", tc("1.清淤；", "2.护坡。"), tc("1.达标；", "2.岸绿。")]), AFTER, TAIL],
        [],
        id="each cell counts from one",
    ),
    pytest.param(
        [BEFORE, tbl(tr(first("河道"), tc("1.清淤；", "2.护坡。")), tr(below(), tc("1.监测；", "2.巡查。"))), AFTER, TAIL],
        [],
        id="each row of a merged cell counts from one",
    ),
    pytest.param(
        [BEFORE, tbl(["河道", tc("1.清淤；", "2.护坡。")], ["泵站", tc("1.一个月完成。")]), AFTER, TAIL],
        [],
        id="a cell with one item",
    ),
    pytest.param(
        [
            BEFORE,
            tbl(["1.", "河道", tc("（1）清淤；", "（2）护坡。")], ["2.", "泵站", tc("（1）新建；", "（2）改造。")], ["3.", "管网", "改造"]),
            AFTER, TAIL,
        ],
        [],
        id="a row of one line among rows of several is no empty heading",
    ),
    pytest.param(
        [p("一、情况"), TAIL, tbl([tc("二、问题", "管理粗放。", "三、打算", "加强巡查。")]), p("四、建议"), TAIL],
        [],
        id="the count goes on in a table that lays out the page",
    ),
    pytest.param(
        [tbl([tc("一、情况", "总体平稳。", "二、问题", "管理粗放。", "四、打算", "加强巡查。")])],
        [("XX301", "四、")],
        id="all chapters in a cell",
    ),
    pytest.param(
        [BEFORE, tbl(["序 号", "任务"], ["1", "河道"], ["2", "泵站"], ["4", "管网"])],
        [("XX301", "4")],
        id="a row left out",
    ),
    pytest.param(
        [BEFORE, tbl(["序号", "任务"], ["1", "河道"], ["2", tc("泵站", "水闸")], ["2", "管网"], ["合计", "3"])],
        [("XX302", "2")],
        id="a row's number twice",
    ),
    pytest.param(
        [
            BEFORE, tbl(["序号", "任务"], ["1", "河道"], ["2", "泵站"], ["…", "…"], ["23", "管网"]),
            tbl(["序号", "任务"], ["3", "河道"], ["7", "泵站"], ["12", "管网"]),
        ],
        [],
        id="rows left out on purpose",
    ),
    pytest.param(
        [BEFORE, tbl(["序号", "任务"], ["水利", ""], ["1", "河道"], ["2", "泵站"], ["交通", ""], ["1", "公路"], ["2", "桥梁"])],
        [],
        id="rows that count anew in each group",
    ),
    pytest.param(
        [BEFORE, tbl(["序号", "任务"], [tc(p(num=(2, 0))), "河道"], [tc(p(num=(2, 0))), "泵站"]), AFTER, TAIL],
        [],
        id="rows counted by Word",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), IN_TABLES)
def test_lists_in_tables(content: list[Xml], expected: list[tuple[str, str]]) -> None:
    assert marks(word(*content)) == expected


# --- forms and filled-in lines -----------------------------------------------------------------------------

FORMS = [
    pytest.param(
        [p("报告"), tbl(["姓名", "", "性别", ""], ["籍贯", "", "申请经费", tc(p(blank(6), "万元"))], ["意见", "", "", ""])],
        [],
        id="a table to be filled in",
    ),
    pytest.param(
        [
            p("报告"),
            tbl(["指标", "目标", "完成"], ["投资", "12亿元", tc(p("完成", blank(6), "亿元"))], ["用地", "360亩", "380亩"]),
        ],
        [("XX105", " " * 6)],
        id="a figure that a table of figures lacks",
    ),
    pytest.param(
        [p("编号：", blank(8)), centred("成果转化项目"), centred("申　报　书"), p("项目名称：", blank(20)), p("推荐单位：", blank(20))],
        [],
        id="the cover of a form",
    ),
    pytest.param(
        [p("合同编号：", blank(8)), centred("服务合同"), p("第一条 乙方提供服务，甲方支付费用。")],
        [("XX105", " " * 8)],
        id="the number of a contract",
    ),
    pytest.param(
        [p("报告"), TAIL, p("单位负责人（签字）：", blank(8)), p("联系电话：", r(TAB, TAB, props=UNDERLINED))],
        [],
        id="a line below the one to sign",
    ),
    pytest.param(
        [p("填表说明"), p("本表一式三份。", num=(1, 0)), p("没有的填“无”。", num=(1, 0)), p("1.基本情况"), TAIL, p("2.主要做法"), TAIL],
        [],
        id="the form counts anew behind its notes",
    ),
    pytest.param(
        [p("合同一式", filled("肆"), "份，甲乙双方各执", r("      贰      ", props=UNDERLINED), "份，具有同等效力。")],
        [],
        id="words on a line",
    ),
    pytest.param(
        [p("全年完成投资", r("   12.6   ", props=UNDERLINED), "亿元，同比增长", filled("8.2"), "%，覆盖", filled("36"), "个村。")],
        [],
        id="figures on a line",
    ),
    pytest.param(
        [p("由", filled("县水利局"), "牵头，于", filled("2024"), "年", filled("5"), "月", filled("31"), "日前完成，", filled("XX"), "局配合。")],
        [("XX101", "XX")],
        id="a placeholder on a line",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), FORMS)
def test_what_is_filled_in(content: list[Xml], expected: list[tuple[str, str]]) -> None:
    assert marks(word(*content)) == expected


# --- pictures, changes, headings ---------------------------------------------------------------------------


@pytest.mark.parametrize("drawn", [picture(), chart(), textbox("接警")], ids=["picture", "chart", "text box"])
def test_a_heading_over_a_drawing_is_not_empty(drawn: Xml) -> None:
    above, under = [p("一、基本情况"), TAIL, p("二、组织机构")], [p("三、工作措施"), TAIL]
    assert marks(word(*above, p(drawn), *under)) == []
    assert marks(word(*above, p(), *under)) == [("XX403", "二、组织机构")]


def test_what_is_deleted_at_the_end_of_the_body_is_no_change_of_the_notes() -> None:
    data = word(
        p("全县常住人口28.6万人", footnote(1), "。"),
        p(dele("其他情况。"), props='<w:rPr><w:del w:id="9" w:author="孙敏"/></w:rPr>'),
    )
    assert [code for code, _ in marks(data)] == ["XX607"]


def test_lists_without_headings_and_headings_without_labels() -> None:
    data = word(
        p("一、工作回顾", style="1"), p("（一）产业发展", style="2"), TAIL, p("（二）民生保障", style="2"), TAIL,
        p("二、工作安排", style="1"), TAIL,
        p("名词解释", style="1"), p("1.田长制：指耕地保护的责任制度。"), p("2.河长制：指水域保护的责任制度。"),
    )  # fmt: skip
    assert outline(data) == [
        (0, "一、工作回顾"), (1, "（一）产业发展"), (1, "（二）民生保障"), (0, "二、工作安排"), (0, "名词解释"),
        (1, "1.田长制"), (1, "2.河长制"),
    ]  # fmt: skip


def test_the_rows_of_a_table_are_no_sections() -> None:
    data = word(
        BEFORE, tbl(["1.", "河道", tc("（1）清淤；", "（2）护坡。")], ["2.", "泵站", "改造"]), AFTER, TAIL
    )
    assert outline(data) == [(0, "一、工作任务"), (0, "二、工作要求")]


def test_a_break_in_a_cell_parts_no_words() -> None:
    assert (
        marks(
            word(
                BEFORE, tbl([tc(p("工作", r(BREAK), "任务")), "责任单位"], ["堤防", "县水利局"]), AFTER, TAIL
            )
        )
        == []
    )


# --- what Word alone does ----------------------------------------------------------------------------------

CHAPTERS = lists(
    n1=[level("chineseCounting", "%1、", more=NO_GAP)], n2=[level("decimal", "%1．", more=NO_GAP)]
)
TYPED_AGAIN = [
    pytest.param(
        [p("一、总体要求", num=(1, 0)), TAIL, p("二、重点任务", num=(1, 0)), TAIL], ["一、"], id="chapters"
    ),
    pytest.param(
        [p("1．明确责任，抓好落实。", num=(2, 0)), p("严格考核。", num=(2, 0))], ["1．"], id="an item"
    ),
    pytest.param(
        [p("2024年5月底前完成。", num=(2, 0)), p("3个工作日内报送。", num=(2, 0))], [], id="figures"
    ),
    pytest.param([p("1．5万亩农田建成投用。", num=(2, 0)), p("建成泵站。", num=(2, 0))], [], id="a decimal"),
    pytest.param([p("一季度开门红。", num=(1, 0)), p("二季度双过半。", num=(1, 0))], [], id="quarters"),
]


@pytest.mark.parametrize(("content", "labels"), TYPED_AGAIN)
def test_a_number_that_was_typed_behind_the_automatic_one(content: list[Xml], labels: list[str]) -> None:
    assert marks(docx(*content, numbering=CHAPTERS)) == [("XX302", label) for label in labels]


def test_a_field_to_fill_in_that_nobody_filled_in() -> None:
    empty = "\u2002" * 5  # what Word puts into a field of a form
    data = word(
        p("全年完成投资", field("FORMTEXT", empty), "亿元，增长", field("FORMTEXT", "8.2"), "%，质量良好。")
    )
    assert marks(data) == [("XX105", empty)]


def test_a_title_on_a_drawn_cover_is_a_title() -> None:
    body = [p("一、基本情况"), *[TAIL] * 12, p("二、下步打算"), *[TAIL] * 12]
    codes = [
        {d.code for d in RUNNER.check_bytes("报告.docx", word(*cover, *body)).diagnostics}
        for cover in ([], [p(textbox("青川县水利局工作总结"))])
    ]
    assert ["XX401" in found for found in codes] == [True, False]
