"""The same words give the same findings, whether they come as plain text, Markdown or a Word file."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import parse
from word_files import (
    TAB,
    docx,
    field,
    footnote,
    hyperlink,
    ins,
    level,
    lists,
    p,
    r,
    save_as_docx,
    sdt,
    sect,
    split_runs,
    tbl,
    textbox,
)

from xxlint import Diagnostic, Settings, lint_text
from xxlint.api import make_runner
from xxlint.formats.docx import read_docx

RUNNER = make_runner(Settings(force=True))
EVERYTHING = make_runner(Settings(select=("ALL",), force=True))
NO_XML = re.compile(
    r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # what XML, and so Word, cannot hold
REPORTS = sorted((Path(__file__).parents[2] / "reports").glob("*.txt"))

Said = list[tuple[str, str | None, str]]


def said(text: str, findings: tuple[Diagnostic, ...]) -> Said:
    """Code, case and words of each finding, in order."""
    return [(finding.code, finding.case, finding.span.of(text)) for finding in findings]


def of_text(text: str, markdown: bool = False) -> Said:
    return said(text, lint_text(text, markdown=markdown))


def of_word(data: bytes) -> Said:
    document = read_docx("报告.docx", data)
    return said(document.text, RUNNER.check_document(document).diagnostics)


# Short reports, written so that all three forms read them alike: no tabs, no marks of Markdown, a line a paragraph.
SHORT = {
    "a number left out": "工作报告\n一、经济运行\n经济平稳增长。\n二、民生保障\n民生持续改善。\n四、生态环境\n环境不断好转。",
    "a number twice": "工作安排\n（一）抓好春耕。及早备足农资。\n（二）抓好防汛。加固堤防12处。\n（二）抓好防火。设立卡点8个。",
    "items in a sentence": "全年主要做了三件事：一是修路12公里，二是架桥3座，四是通水5个村。",
    "slots": "完成固定资产投资XX亿元，同比增长X%；新建学校xx所，惠及群众某某万人。\n联系人：XXX",
    "a blank year": "20XX年，青岩县完成造林____亩，培训干部   人次。",
    "pairs that do not close": "要落实“两个责任，抓好《条例》宣传（含村级。\n做到人人知晓）。",
    "marks twice": "各项任务全面完成。。\n全县上下，，团结一心。",
    "residue": "此处补充具体数据，经济平稳运行。\n（待补充）\n{{单位名称}}全体职工团结协作。\n错误!未找到引用源。",
    "figures that disagree": "全年工业、农业、服务业产值分别为3亿元、5亿元。\n接待群众3000人次，满意率达到103%。",
    "a sound report": "青岩县2023年工作总结\n一、工作回顾\n全年完成投资12.6亿元，增长8.1%。\n二、下一步打算\n继续抓好落实。",
    "references": "工作方案\n具体任务见附件3。\n附件：1.任务分工表\n2.时间安排表",
    "dates": "会议定于2024年2月30日召开，请于13月1日前报名。",
    "addresses": "详见http://xxgk.xxx.gov.cn/art/2023/1/5/xx.html，投诉邮箱xx@xx.gov.cn，投资XX万元。",
    "odd characters": "完成率达到９８.５％，新增就业１２00人，其中\u200b女性\ufffd500人。",
}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_short_reports(text: str) -> None:
    expected = of_text(text)
    assert of_text(text.replace("\n", "\n\n"), markdown=True) == expected, "Markdown"
    assert of_word(docx(*text.split("\n"))) == expected, "Word"


def test_the_short_reports_have_something_to_find() -> None:
    silent = [name for name, text in SHORT.items() if not of_text(text)]
    assert silent == ["a sound report"]


TABLE = [["指标", "数值"], ["投资", "XX亿元"], ["增速", "8.1%"]]


def test_a_table_stands_apart() -> None:
    lines = ["主要指标如下：", *("\t".join(row) for row in TABLE), "以上为全年数据。"]
    word = docx(lines[0], tbl(*TABLE), lines[-1])
    assert of_word(word) == of_text("\n".join(lines))
    assert [words for _, _, words in of_word(word)] == ["XX"]


def test_automatic_numbers_are_judged_as_typed_ones() -> None:
    numbering = lists(n1=[level("chineseCounting", "%1、")])
    typed = "工作报告\n一、经济运行\n二、民生保障\n二、生态环境\n三、改革创新"
    word = docx(
        p("工作报告"), p("经济运行", num=(1, 0)), p("民生保障", num=(1, 0)), p("二、生态环境"), p("改革创新", num=(1, 0)),
        numbering=numbering,
    )  # fmt: skip
    assert read_docx("报告.docx", word).text == typed
    # An automatic number cannot be edited, so the fixes differ; what is found does not.
    assert of_word(word) == of_text(typed)


def test_words_are_found_wherever_they_stand() -> None:
    word = docx(
        p("青岩县完成投资", sdt("XX"), "亿元", footnote(1), "，", hyperlink("增长", "XX"), "%。"),
        p(ins("新建学校XX所"), "，", field("REF a", "惠及XX人"), "。", textbox("内部XX资料")),
        sect(header_default="h"),
        headers={"h": "青岩县XX报告"},
        footnotes={1: "来源：XX局"},
    )
    document = read_docx("报告.docx", word)
    found = RUNNER.check_document(document).diagnostics
    slots = [finding.span for finding in found if finding.code.startswith("XX1")]
    expected = [at for at in range(len(document.text)) if document.text.startswith("XX", at)]
    assert len(expected) == 7
    assert {span.start for span in slots} == set(expected)


def test_stories_do_not_run_into_each_other() -> None:
    # A list in the body and one in a text box are two lists, and a bracket is not closed by a footnote.
    word = docx(
        p("一、经济", footnote(1), textbox(["一、框内", "二、框内"])), p("二、民生"), p("三、生态"),
        footnotes={1: "一、注释"},
    )  # fmt: skip
    assert [code for code, _, _ in of_word(word) if code.startswith("XX3")] == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_whole_reports(path: Path) -> None:
    text = NO_XML.sub("", parse(path.read_text("utf-8")).text)
    assert of_word(save_as_docx(text.split("\n"))) == of_text(text)


# --- runs --------------------------------------------------------------------------------------------------

RICH = docx(
    p("青岩县20XX年工作报告"),
    p("经济运行", num=(1, 0)),
    p("完成投资", r("XX", props="<w:b/>"), "亿元，", r("增长", TAB, "X.X%"), "。", ins("其中工业XX亿元。"), footnote(1)),
    p("金额：", r("      ", props='<w:u w:val="single"/>'), "元，其中“自筹（含贷款"),
    tbl(["指标", "数值"], ["投资", "XX亿元"]),
    p("三、民生保障", sdt("单击此处输入文字。", props="<w:showingPlcHdr/>"), textbox("此处补充XX数据")),
    sect(header_default="h"),
    numbering=lists(n1=[level("chineseCounting", "%1、")]),
    headers={"h": p("第", field("PAGE", "1"), "页　XX局")},
    footnotes={1: "来源：XX部门，，"},
)  # fmt: skip


def everything(data: bytes) -> tuple[str, Said]:
    document = read_docx("报告.docx", data)
    return document.text, said(document.text, EVERYTHING.check_document(document).diagnostics)


@given(st.integers(0, 2**32))
def test_splitting_runs_changes_no_finding(seed: int) -> None:
    assert everything(split_runs(RICH, seed)) == everything(RICH)


@given(st.sampled_from(sorted(SHORT)), st.integers(0, 2**32))
def test_nor_does_it_in_plain_reports(name: str, seed: int) -> None:
    data = save_as_docx(SHORT[name].split("\n"))
    assert everything(split_runs(data, seed)) == everything(data)


@given(st.integers(0, 2**32))
def test_splitting_runs_moves_no_mark(seed: int) -> None:
    # Each piece of a tracked insertion stays in its w:ins, so that even the marks are the same.
    whole, split = read_docx("报告.docx", RICH), read_docx("报告.docx", split_runs(RICH, seed))
    assert split == whole
