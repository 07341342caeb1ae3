"""Places in words: of a text line and column, of a file without lines paragraph, cell, note and page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.document import Block, Cell, Layout, Where
from xxlint.places import WHOLE, Places, Spot
from xxlint.results import FileResult
from xxlint.span import Span

TEXT = "一二三四\n五六\t七八\n\n九"
STARTS = (0, 5, 8, 11, 12)


def placed(*wheres: Where, form: str = "docx", lang: str = "zh") -> Places:
    """Places of ``TEXT``, whose five paragraphs stand at ``wheres``."""
    ends = (4, 7, 10, 11, 13)
    blocks = tuple(
        Block(Span(start, end), where, Span(start, start))
        for start, end, where in zip(STARTS, ends, wheres, strict=False)
    )
    result = FileResult("报告.docx", form, None, "checked", TEXT, layout=Layout(blocks))
    return Places(result, lang)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "mark", "words", "spot"),
    [
        pytest.param(Where("body", 12), "第12段", "第12段", ("第12段", ""), id="paragraph"),
        pytest.param(
            Where("body", 12, page=3), "第12段(约第3页)", "第12段 约第3页", ("第12段", "约第3页"), id="page"
        ),
        pytest.param(
            Where("body", 40, Cell(2, 3, 4), 5),
            "表2第3行第4列(约第5页)",
            "表2 第3行第4列 约第5页",
            ("表2 3行4列", "约第5页"),
            id="cell",
        ),
        pytest.param(Where("header", 1), "页眉", "页眉", ("页眉", ""), id="header"),
        pytest.param(
            Where("footer", 2), "页脚第2段", "页脚 第2段", ("页脚 第2段", ""), id="second of a footer"
        ),
        pytest.param(
            Where("header", 3, Cell(1, 1, 2)),
            "页眉表1第1行第2列",
            "页眉 表1 第1行第2列",
            ("页眉 表1 1行2列", ""),
            id="cell of a header",
        ),
        pytest.param(
            Where("footnote", 1, page=3, note=2),
            "脚注2(约第3页)",
            "脚注2 约第3页",
            ("脚注2", "约第3页"),
            id="footnote",
        ),
        pytest.param(
            Where("endnote", 2, note=1),
            "尾注1第2段",
            "尾注1 第2段",
            ("尾注1 第2段", ""),
            id="second of an endnote",
        ),
        pytest.param(Where("textbox", 1), "文本框第1段", "文本框 第1段", ("文本框 第1段", ""), id="text box"),
    ],
)
def test_chinese(where: Where, mark: str, words: str, spot: tuple[str, str]) -> None:
    places = placed(where)
    span = Span(1, 2)
    assert (places.mark(span), places.words(span), places.spot(span)) == (mark, words, Spot(*spot))
    assert not set(": ") & set(places.mark(span))


@pytest.mark.parametrize(
    ("where", "mark", "words", "spot"),
    [
        pytest.param(
            Where("body", 12, page=3),
            "paragraph 12 (about page 3)",
            "paragraph 12, about page 3",
            ("para. 12", "~p. 3"),
            id="page",
        ),
        pytest.param(
            Where("body", 40, Cell(2, 3, 4)),
            "table 2, row 3, column 4",
            "table 2, row 3, column 4",
            ("table 2 r3 c4", ""),
            id="cell",
        ),
        pytest.param(Where("header", 1), "header", "header", ("header", ""), id="header"),
        pytest.param(
            Where("footnote", 1, note=2), "footnote 2", "footnote 2", ("footnote 2", ""), id="footnote"
        ),
        pytest.param(
            Where("textbox", 1),
            "text box, paragraph 1",
            "text box, paragraph 1",
            ("text box para. 1", ""),
            id="text box",
        ),
    ],
)
def test_english(where: Where, mark: str, words: str, spot: tuple[str, str]) -> None:
    places = placed(where, lang="en")
    span = Span(1, 2)
    assert (places.mark(span), places.words(span), places.spot(span)) == (mark, words, Spot(*spot))
    assert ":" not in places.mark(span)


def test_pages_of_a_pdf_are_exact() -> None:
    where = Where("body", 12, page=3)
    assert placed(where, form="pdf").words(Span(1, 2)) == "第12段 第3页"
    assert placed(where, form="pdf", lang="en").mark(Span(1, 2)) == "paragraph 12 (page 3)"


@given(st.integers(0, len(TEXT)))
def test_an_offset_belongs_to_the_paragraph_that_begins_before_it(offset: int) -> None:
    places = placed(*(Where("body", n) for n in range(1, 6)))
    assert places.block(offset) == sum(start <= offset for start in STARTS) - 1
    assert places.words(Span(offset, offset + 1)) == f"第{places.block(offset) + 1}段"


def test_the_file_as_a_whole() -> None:
    places = placed(Where("body", 1, page=1))
    assert (places.mark(WHOLE), places.words(WHOLE), places.spot(WHOLE)) == ("全文", "全文", Spot("全文"))
    assert places.data(WHOLE) is None
    assert placed(lang="en").mark(Span(3, 4)) == "whole file"  # not a paragraph is known


def test_machines_get_null_lines_and_the_place() -> None:
    places = placed(Where("body", 1), Where("body", 40, Cell(2, 3, 4), 5))
    assert places.point(5) == {"offset": 5, "line": None, "column": None}
    assert places.data(Span(5, 6)) == {
        "part": "body",
        "paragraph": 40,
        "cell": {"table": 2, "row": 3, "column": 4},
        "page": 5,
        "note": None,
    }
    assert places.data(Span(0, 1)) == {
        "part": "body",
        "paragraph": 1,
        "cell": None,
        "page": None,
        "note": None,
    }


def test_a_text_has_lines_and_columns() -> None:
    places = Places(FileResult("报告.txt", "text", "utf-8", "checked", TEXT))
    span = Span(8, 9)
    assert (places.mark(span), places.words(span), places.spot(span)) == ("2:4", "", Spot("2"))
    assert places.number(span) == 2
    assert places.point(8) == {"offset": 8, "line": 2, "column": 4}
    assert places.data(span) is None
    assert places.where(span) is None
    assert places.mark(WHOLE) == "1:1"
