"""Content controls of Word that take a choice or a date: what the file says of them, and which values they take."""

import pytest
from word_files import Xml, docx, p, sdt, tbl, tc, tr

from xxlint.api import make_runner, read_document
from xxlint.formats.writing import apply_edits
from xxlint.report import Report
from xxlint.span import Edit
from xxlint.values import Accepted, Rejected, Wanted, check, expected, wanted

RUNNER = make_runner()
PROMPT = "<w:showingPlcHdr/>"
HEADING = '<w:listItem w:value="选择一项。"/>'


def items(*words: str) -> str:
    return "".join(f'<w:listItem w:displayText="{word}" w:value="{at}"/>' for at, word in enumerate(words))


def a_list(*words: str) -> str:
    return f"{PROMPT}<w:dropDownList>{HEADING}{items(*words)}</w:dropDownList>"


def a_date(form: str) -> str:
    return f'{PROMPT}<w:date><w:dateFormat w:val="{form}"/><w:lid w:val="zh-CN"/></w:date>'


def report(data: bytes) -> Report:
    return RUNNER.report(read_document("a.docx", data))


def control(*content: Xml) -> Wanted:
    """What the only slot of a Word file wants."""
    whole = report(docx(p("青山县2024年工作总结"), *content))
    (slot,) = whole.slots
    return wanted(whole, slot)


def answer(value: str, *content: Xml) -> Accepted | Rejected:
    return check(value, control(*content))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(p("完成情况：", sdt("选择一项。", props=a_list("已完成", "未完成")), "。"), id="in a paragraph"),
        pytest.param(sdt(p("选择一项。"), props=a_list("已完成", "未完成")), id="around a paragraph"),
        pytest.param(tbl(tr("完成情况", sdt(tc("选择一项。"), props=a_list("已完成", "未完成")))), id="around a cell"),
        pytest.param(
            p("完成情况：", sdt("XX", props=f"<w:dropDownList>{items('已完成', '未完成')}</w:dropDownList>")),
            id="a placeholder instead of the prompt",
        ),
        pytest.param(
            p(
                "完成情况：",
                sdt(
                    "请选择",
                    props=f'{PROMPT}<w:dropDownList><w:listItem w:displayText="请选择" w:value="0"/>{items("已完成", "未完成", "未完成")}'
                    '<w:listItem w:displayText="无" w:value=""/></w:dropDownList>',
                ),
            ),
            id="the prompt is an item, one comes twice, one cannot be chosen",
        ),
        pytest.param(
            p("完成情况：", sdt("选一项", props=f'{PROMPT}<w:dropDownList><w:listItem w:value="已完成"/><w:listItem w:value="未完成"/></w:dropDownList>')),
            id="items without a text",
        ),
    ],
)  # fmt: skip
def test_a_list_takes_one_of_its_items(content: Xml) -> None:
    assert control(content).choices == ("已完成", "未完成")
    assert answer("已完成", content) == Accepted("已完成")
    refused = answer("差不多", content)
    assert isinstance(refused, Rejected)
    assert "“已完成”或“未完成”" in refused.reason.zh


def test_what_a_combo_box_offers_is_only_a_suggestion() -> None:
    box = p(
        "牵头单位：",
        sdt("选择一项。", props=f"{PROMPT}<w:comboBox>{items('教育局', '财政局')}</w:comboBox>"),
        "。",
    )
    assert control(box).choices == ()
    assert expected(control(box)).zh == "文字（可选 教育局、财政局，也可填别的）"
    assert answer("财政局", box) == Accepted("财政局")
    assert answer("水利局", box) == Accepted("水利局")


def test_a_list_without_items_takes_any_words() -> None:
    assert answer("已完成", p("完成情况：", sdt("选择一项。", props=a_list()), "。")) == Accepted("已完成")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        pytest.param("yyyy'年'M'月'd'日'", "2024年5月6日", id="usual"),
        pytest.param("yyyy年M月d日", "2024年5月6日", id="without quotation marks"),
        pytest.param("", "2024年5月6日", id="none"),
        pytest.param("yyyy-MM-dd", "2024-05-06", id="ISO"),
        pytest.param("yyyy/M/d", "2024/5/6", id="slashes"),
        pytest.param("yyyy年M月", "2024年5月", id="month"),
        pytest.param("EEEE年O月A日", "二〇二四年五月六日", id="Chinese numerals"),
        pytest.param("yyyy年M月d日星期W", "2024年5月6日", id="with a weekday"),
        pytest.param("dddd, MMMM d, yyyy", "2024年5月6日", id="English"),
        pytest.param("h:mm", "2024年5月6日", id="a time"),
        pytest.param("'于'yyyy", "2024年5月6日", id="words before it"),
    ],
)
def test_a_date_control_takes_a_date_in_its_format(form: str, text: str) -> None:
    content = p("报送时间：", sdt("单击此处输入日期。", props=a_date(form)), "。")
    answered = answer("2024-05-06", content)
    assert isinstance(answered, Accepted), answered
    assert answered.text == text
    assert expected(control(content)).zh == f"日期（如 {text}）"
    refused = answer("教育局", content)
    assert isinstance(refused, Rejected)
    assert text in refused.reason.zh


def test_a_date_written_in_a_date_control_keeps_its_form() -> None:
    content = p("报送时间：", sdt("20XX年X月", props="<w:date/>"), "。")
    assert answer("2024-5", content) == Accepted("2024年5月")


def test_a_control_says_nothing_of_a_part_of_its_words() -> None:
    content = p("由", sdt("XX局牵头", props=f"<w:dropDownList>{items('教育局牵头')}</w:dropDownList>"), "。")
    assert control(content).choices == ()


def test_what_is_found_does_not_depend_on_the_kind_of_control() -> None:
    def found(props: str) -> list[tuple[str, str]]:
        content = docx(p("青山县2024年工作总结"), p("完成情况：", sdt("选择一项。", props=props), "。"))
        return [(one.code, one.message) for one in RUNNER.check_bytes("a.docx", content).diagnostics]

    assert found(PROMPT) == found(a_list("甲", "乙")) == found(a_date("yyyy"))
    assert found(PROMPT)


def test_a_choice_takes_the_place_of_the_prompt() -> None:
    data = docx(p("完成情况：", sdt("选择一项。", props=a_list("已完成", "未完成")), "。"))
    (slot,) = report(data).slots
    written = apply_edits("a.docx", data, [Edit(slot.span, "已完成")])
    assert not written.refused
    filled = report(written.data)
    assert "完成情况：已完成。" in filled.text
    assert not filled.slots
