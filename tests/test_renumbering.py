"""Lists that do not count on → the labels that belong there, each in its own form; doubtful lists stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mending import mend, mended, runner_of
from word_files import docx, level, lists, p

from xxlint.api import lint_text
from xxlint.formats import read
from xxlint.numerals import to_chinese
from xxlint.repair import repair
from xxlint.settings import Settings

CODES = ("XX301", "XX302", "XX303", "XX304")
ITEMS = "甲方面抓好落实。", "乙方面抓好落实。", "丙方面抓好落实。", "丁方面抓好落实。", "戊方面抓好落实。"


def lines(*labels: str) -> str:
    return "\n".join(label + item for label, item in zip(labels, ITEMS, strict=False))


def renumbered(text: str, name: str = "报告.txt") -> str:
    return mended(text, *CODES, unsafe=True, name=name)


CERTAIN = [
    pytest.param("一、 二、 四、", "一、 二、 三、", id="gap"),
    pytest.param("（一） （二） （四） （五）", "（一） （二） （三） （四）", id="gap-and-all-behind-it"),
    pytest.param("（一） （二） （二） （三）", "（一） （二） （三） （四）", id="duplicate"),
    pytest.param("1. 2. 2. 4.", "1. 2. 3. 4.", id="duplicate-alone"),
    pytest.param("1. 3. 2. 4.", "1. 2. 3. 4.", id="swapped"),
    pytest.param("1. 2. 3. 2. 5.", "1. 2. 3. 4. 5.", id="one-step-back"),
    pytest.param("二、 三、 四、", "一、 二、 三、", id="not-from-one"),
    pytest.param("１． ２． ４．", "１． ２． ３．", id="wide"),
    pytest.param("(1) (2) (4)", "(1) (2) (3)", id="half-width"),
    pytest.param("① ② ④", "① ② ③", id="circled"),
    pytest.param("壹、 贰、 肆、", "壹、 贰、 叁、", id="formal"),
    pytest.param("第一条　 第二条　 第四条　", "第一条　 第二条　 第三条　", id="articles"),
    pytest.param("第一， 第二， 第四，", "第一， 第二， 第三，", id="ordinals"),
    pytest.param("一是 二是 四是", "一是 二是 三是", id="spoken"),
    pytest.param("㈠ ㈡ ㈣", "㈠ ㈡ ㈢", id="enclosed"),
]
DOUBTFUL = [
    pytest.param("首先， 再次， 最后，", id="words"),
    pytest.param("第一条　 第二条　 第九条　", id="excerpt"),
    pytest.param("1. 2. 3. 2. 3.", id="perhaps-two-lists"),
    pytest.param("一、 二、 三、", id="right"),
    pytest.param("五、 六、 七、", id="from-the-middle"),
]


@pytest.mark.parametrize(("before", "after"), CERTAIN)
def test_a_list_is_put_in_order(before: str, after: str) -> None:
    wanted = lines(*after.replace("　", "").split())
    assert renumbered(lines(*before.replace("　", "").split())) == wanted


@pytest.mark.parametrize("labels", DOUBTFUL)
def test_a_doubtful_list_stays(labels: str) -> None:
    text = lines(*labels.replace("　", "").split())
    assert renumbered(text) == text


def test_a_run_of_spoken_labels_in_a_sentence() -> None:
    text = "主要做了三件事：一是抓学习；三是抓监督；二是抓落实。"
    assert renumbered(text) == "主要做了三件事：一是抓学习；二是抓监督；三是抓落实。"


def test_all_breaks_of_a_list_are_one_fix() -> None:
    text = lines("1.", "2.", "2.", "4.", "6.")
    done = mend(text, *CODES, unsafe=True)
    assert done.counts == {"XX301": 1, "XX302": 1}
    assert len(done.made) == 1
    assert done.data.decode() == lines("1.", "2.", "3.", "4.", "5.")


def test_the_numbers_inside_an_item_follow_it() -> None:
    text = "1.总体要求\n抓好落实。\n3.重点工作\n3.1 抓好项目。\n3.2 抓好投资。\n3.3 抓好服务。\n"
    assert renumbered(text) == text.replace("3.重", "2.重").replace("3.1", "2.1").replace(
        "3.2", "2.2"
    ).replace("3.3", "2.3")


def test_decimal_labels() -> None:
    text = lines("1.1 ", "1.2 ", "1.4 ")
    assert renumbered(text) == lines("1.1 ", "1.2 ", "1.3 ")


def test_other_lists_stay() -> None:
    text = "一、回顾\n（一）抓项目。\n（二）抓投资。\n三、打算\n（一）抓服务。\n（二）抓落实。\n"
    assert renumbered(text) == text.replace("三、", "二、")


def title(text: str, lang: str = "zh") -> str:
    settings = Settings(select=CODES, lang="en" if lang == "en" else "zh")
    return next(d.fix.title for d in lint_text(text, settings=settings) if d.fix)


def test_the_title_names_references_that_may_break() -> None:
    text = "一、总体情况\n完成较好，详见第四部分。\n二、主要问题\n按照《条例》第四部分办理。\n四、下步打算\n抓好落实。\n"
    assert title(text) == "重编序号：四、 → 三、；可能要跟着改的引用：“第四部分”（第2行）"
    assert title(text, "en") == "renumber: 四、 → 三、; references that may break: “第四部分” (on line 2)"


def test_a_long_title_is_cut() -> None:
    assert title(lines("1.", "3.", "4.", "5.", "6.")) == "重编序号：3. → 2.，4. → 3.，5. → 4. 等 4 处"


def test_automatic_numbers_are_for_word() -> None:
    numbering = lists(n1=[level("chineseCounting", "%1、", 0, start=2, more='<w:suff w:val="nothing"/>')])
    data = docx(*(p(item, num=(1, 0)) for item in ITEMS[:3]), numbering=numbering)
    done = repair(runner_of(*CODES), "报告.docx", data, unsafe=True)
    assert done.data == data
    fix = done.after.diagnostics[0].fix
    assert fix is not None
    assert (fix.title, fix.edits, fix.applicability) == (
        "序号是 Word 自动编号，请在 Word 里调整",
        (),
        "display",
    )


def test_typed_numbers_in_word() -> None:
    data = docx(*(p(line) for line in lines("一、", "二、", "四、").split("\n")))
    done = repair(runner_of(*CODES), "报告.docx", data, unsafe=True)
    assert read("报告.docx", done.data).text.rstrip("\n") == lines("一、", "二、", "三、")


FORMS = {
    "chinese": lambda n: f"{to_chinese(n)}、",
    "bracket": lambda n: f"（{to_chinese(n)}）",
    "arabic": lambda n: f"{n}.",
    "article": lambda n: f"第{to_chinese(n)}条 ",
    "is": lambda n: f"{to_chinese(n)}是",
}


@given(st.sampled_from(sorted(FORMS)), st.integers(3, 25), st.data())
def test_one_item_taken_out_is_closed_up(form: str, count: int, data: st.DataObject) -> None:
    count = min(count, 10) if form == "is" else count  # nobody says 十一是
    gone = data.draw(st.integers(2, count - 1))
    kept = [n for n in range(1, count + 1) if n != gone]
    text = "\n".join(f"{FORMS[form](n)}抓好第{i}类事项的落实。" for i, n in enumerate(kept))
    after = "\n".join(f"{FORMS[form](n + 1)}抓好第{n}类事项的落实。" for n in range(len(kept)))
    assert renumbered(text) == after
