"""A clerk's way with a Word file: what is found in it, and the places that the table names."""

import pytest
from word_files import commented, dele, docx, ins, level, lists, p, r, sdt, sect, tbl, textbox

from xxlint.api import make_runner
from xxlint.formats import read
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.settings import Settings

LISTS = lists(
    n1=[
        level("chineseCounting", "%1、", 0, more='<w:suff w:val="nothing"/>'),
        level("chineseCounting", "（%2）", 1, more='<w:suff w:val="nothing"/>'),
        level("decimal", "%3.", 2),
    ]
)
UNDERLINED = '<w:u w:val="single"/>'


def lint(*body: str, **parts: object) -> FileResult:
    """What the default rules say of a Word file; the words are too few for a report."""
    document = read("report.docx", docx(*body, **parts))  # type: ignore[arg-type]
    return make_runner(Settings(force=True)).check_document(document)


def told(result: FileResult) -> list[tuple[str, str, str]]:
    """Code, words and place of the errors and warnings."""
    places = Places(result)
    return [
        (d.code, d.span.of(result.text), places.words(d.span))
        for d in result.diagnostics
        if d.severity != "info"
    ]


def test_a_report_with_all_that_word_has() -> None:
    result = lint(
        p("云岭县2023年工作总结"),
        p("经济运行稳中有进", num=(1, 0)),
        p(r("全年完成固定资产投资X"), r("X亿元", props="<w:b/>"), r("，同比增长8.2%。")),
        p("项目建设提速", num=(1, 1)),
        p("新开工项目32个，完成投资15.6亿元。", dele("另有XX个项目待批。")),
        p("招商引资突破", num=(1, 1)),
        p("签约项目21个，到位资金亿元，其中外资3.2亿元。"),
        tbl(["指标", "单位", "数值"], ["地区生产总值", "亿元", "XX"]),
        p("民生福祉持续改善", num=(1, 0)),
        p("新增城镇就业3200人，新建学校2所。"),
        p("四、存在问题和下一步打算"),
        p("项目储备不足，", textbox(["联系人：XX"]), "明年将重点抓好谋划。"),
        p("填报单位为", r("        ", props=UNDERLINED), "，数据以年报为准。"),
        sect(header_default="h"),
        numbering=LISTS,
        headers={"h": p("××县政府文件")},
    )
    assert told(result) == [
        ("XX101", "XX", "第3段"),
        ("XX607", "", "第5段"),
        ("XX201", "亿元", "第7段"),
        ("XX101", "XX", "表1 第2行第3列"),
        ("XX301", "四、", "第16段"),
        ("XX105", "        ", "第18段"),
        ("XX102", "××", "页眉"),
        ("XX101", "XX", "文本框 第1段"),
    ]
    section = next(d.section for d in result.diagnostics if d.code == "XX201")
    assert section == ("一、经济运行稳中有进", "（二）招商引资突破")


def test_typed_and_automatic_numbers_are_one_sequence() -> None:
    def headings(*numbers: str | None) -> list[tuple[str, str, str]]:
        body = []
        for number in numbers:
            body += [
                p("主要工作", num=(1, 0)) if number is None else p(f"{number}、主要工作"),
                p("各项任务全部完成，群众反映良好。"),
            ]
        return [found for found in told(lint(*body, numbering=LISTS)) if found[0].startswith("XX3")]

    assert headings(None, "二", "三") == []
    assert headings(None, None, "四", "五") == [("XX301", "四、", "第5段")]
    assert headings("一", "三", "四") == [("XX301", "三、", "第3段")]


def test_no_word_behind_an_automatic_number_makes_it_part_of_a_sentence() -> None:
    body = (p("一季度开门红", num=(1, 0)), p("十二项任务完成", num=(1, 0)), p("五、年内完成的任务"))
    assert [found for found in told(lint(*body, numbering=LISTS)) if found[0] == "XX301"] == [
        ("XX301", "五、", "第3段")
    ]


def test_what_judges_the_whole_says_nothing_of_headers_and_boxes() -> None:
    result = lint(
        p("全年各项任务完成，群众反映良好。", textbox(["二、受理"]), textbox(["四、办结"])),
        sect(footer_default="f"),
        footers={"f": p("第2页 共18页")},
    )
    assert told(result) == []


def test_a_control_that_still_shows_its_prompt() -> None:
    prompting = "<w:showingPlcHdr/>"
    result = lint(p("报告单位：", sdt("单位全称", props=prompting), "，联系人：", sdt("周文"), "。"))
    assert told(result) == [("XX109", "单位全称", "第1段")]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param(
            (p("完成", ins("全部"), "任务。"), p("新建", dele("二"), ins("三"), "所学校。")),
            "有 3 处修订没有接受或拒绝（王某），请在“审阅”里处理完再报送",
            id="changes",
        ),
        pytest.param(
            (p("新建", dele("两"), dele("所"), "学校。"),), "有 1 处修订", id="split by the program"
        ),
        pytest.param((p("新建", commented(0, "三所"), "学校。"),), "有 1 条批注没有处理", id="a comment"),
        pytest.param(
            (p("见图。", textbox(["新的说明"], ["旧的说明"])),),
            "旧版程序在这里显示的是“旧的说明”",
            id="a box in two wordings",
        ),
    ],
)
def test_what_is_left_of_the_making_of_a_file(body: tuple[str, ...], message: str) -> None:
    result = lint(*body, comments={0: "请核实"})
    assert [d.message[: len(message)] for d in result.diagnostics if d.code == "XX607"] == [message]


def test_a_finished_file_has_nothing_left() -> None:
    result = lint(p("新建三所学校。", textbox(["同样的说明"], ["同样的说明"])))
    assert told(result) == []
