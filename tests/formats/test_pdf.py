"""PDF pages: lines put together to paragraphs, each with its page.

``files/report.pdf`` and ``files/password.pdf`` (password: a) were made by LibreOffice.
"""

import io
import sys
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from xxlint.document import Document
from xxlint.formats import Unreadable
from xxlint.formats.paragraphs import lay_out
from xxlint.formats.pdf import _is_garbled, _listed, read_pdf
from xxlint.formats.pdf_lines import Char, Row, is_contents, paragraphs, rows_of, without_running_heads

FILES = Path(__file__).parent / "files"
REPORT = (FILES / "report.pdf").read_bytes()
LONG = "全县上下坚持稳中求进，全年完成投资12.5亿元，同比增长8.6%，新建“四好”公路126公里，"


def saved(pdf: pypdfium2.PdfDocument) -> bytes:
    data = io.BytesIO()
    pdf.save(data)
    pdf.close()
    return data.getvalue()


def add_picture(pdf: pypdfium2.PdfDocument, where: int | None = None) -> None:
    """A page that is one picture."""
    page = pdf.new_page(400, 300, where)
    bitmap = pypdfium2.PdfBitmap.new_native(4, 4, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((9, 9, 9, 255), 0, 0, 4, 4)
    picture = pypdfium2.PdfImage.new(pdf)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(400, 300))
    page.insert_obj(picture)
    page.gen_content()
    page.close()


def report(pictures: int = 0, blank: int = 0) -> Document:
    pdf = pypdfium2.PdfDocument(REPORT)
    for _ in range(pictures):
        add_picture(pdf, 1)
    for _ in range(blank):
        pdf.new_page(400, 300, 1).close()
    return read_pdf("报告.pdf", saved(pdf))


def test_a_report() -> None:
    document = read_pdf("报告.pdf", REPORT)
    body = [
        line for number in "一二三" for line in (f"（{number}）抓好重点工作。{LONG * 2}各项工作完成。", "全年工作完成。")
    ]  # fmt: skip
    assert document.text.split("\n") == [
        "县统计局2023年工作报告",
        "一、工作情况",
        *body,
        "工作\t公里\t投资",
        "公路\t126\t12.5",
        "二、下步工作",
        f"{LONG}投资XX亿元。",
    ]
    assert document.format == "pdf"
    assert len(document.prose) == len(document.text)
    assert document.not_checked == ()


def test_every_word_has_its_page() -> None:
    document = read_pdf("报告.pdf", REPORT)
    assert document.layout is not None
    blocks = document.layout.blocks
    pages = [block.where.page for block in blocks]
    assert pages == sorted(page or 0 for page in pages)
    assert set(pages) == {1, 2, 3}
    halves = [block for block in blocks if block.where.paragraph == 7]
    assert [block.where.page for block in halves] == [2, 3]  # a paragraph over the end of a page
    assert halves[0].span.end == halves[1].span.start
    assert halves[0].span.of(document.text).startswith("（三）")
    assert halves[1].span.of(document.text).endswith("各项工作完成。")


def test_pages_that_are_pictures_are_said_not_to_be_checked() -> None:
    assert report(pictures=1).not_checked[0].zh == "第2页是图片，没有检查"
    assert report(pictures=2).not_checked[0].zh == "第2、3页是图片，没有检查"
    assert report(blank=4).not_checked == ()


def test_a_scanned_file_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        report(pictures=4)
    assert refused.value.reason.zh == "PDF 是扫描件，没有文字可查；请提供 Word 原稿"
    pdf = pypdfium2.PdfDocument.new()
    add_picture(pdf)
    with pytest.raises(Unreadable, match="扫描件"):
        read_pdf("a.pdf", saved(pdf))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ((FILES / "password.pdf").read_bytes(), "文件加了密码，请先取消密码再检查"),
        (b"", "已损坏"),
        (b"%PDF-1.7\n", "已损坏"),
        (b"%PDF-1.7\n" + bytes(5000), "已损坏"),
        (saved(pypdfium2.PdfDocument.new()), "没有页面"),
    ],
)
def test_what_cannot_be_read(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf("a.pdf", data)
    assert words in refused.value.reason.zh or (words == "没有页面" and "已损坏" in refused.value.reason.zh)


def test_spoilt_files_are_read_or_refused() -> None:
    for size in range(1000, len(REPORT), 4999):
        for data in (REPORT[:size], REPORT[:size] + bytes(99) + REPORT[size + 99 :]):
            try:
                read_pdf("a.pdf", data)
            except Unreadable as refused:
                assert refused.reason.zh


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(Unreadable) as refused:
        read_pdf("a.pdf", REPORT)
    assert 'pip install "xxlint[pdf]"' in refused.value.reason.zh


def test_a_blank_file_is_empty() -> None:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(400, 300).close()
    assert read_pdf("a.pdf", saved(pdf)).text == ""


def test_a_limit_on_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xxlint.formats.pdf._PAGES", 2)
    document = read_pdf("a.pdf", REPORT)
    assert document.not_checked[0].zh == "只检查了前 2 页（共 3 页）"


# --- rows --------------------------------------------------------------------------------------------------


def drawn(words: str, left: float = 100, bottom: float = 700, size: float = 16) -> list[Char]:
    """Characters beside one another; Latin ones are half as wide, and ``_`` is a gap of a quarter, ``|`` one of three."""
    chars = []
    for char in words:
        if char in "_|":
            left += size / 4 if char == "_" else 3 * size
            continue
        width = size / 2 if char.isascii() else size
        chars.append(Char(char, left, left + width, bottom, bottom + size))
        left += width
    return chars


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ([drawn("完成_12_亿元")], ["完成12亿元"]),
        ([drawn("annual_report")], ["annual report"]),
        ([drawn("annual report ")], ["annual report"]),
        ([drawn("项目|单位")], ["项目\t单位"]),
        ([drawn("县长____张三")], ["县长 张三"]),
        ([drawn("新建_四好_路"), drawn("“", 132), drawn("”", 168)], ["新建“四好”路"]),
        ([drawn("面积5m", 100), drawn("2", 148, 708, 8)], ["面积5m2"]),
        ([drawn("甲"), drawn("乙", bottom=672)], ["甲", "乙"]),
        ([drawn("⼀⼆⻓期⺠⻔ﬁ①")], ["一二长期民门fi①"]),
        ([drawn("2021\x022025年")], ["2021-2025年"]),
        ([drawn("  ")], []),
        ([[]], []),
    ],
)
def test_rows(runs: list[list[Char]], shown: list[str]) -> None:
    assert [row.words for row in rows_of(runs)] == shown


# --- running heads and page numbers ------------------------------------------------------------------------


def row(words: str, left: float = 100, right: float = 500, bottom: float = 700, size: float = 16) -> Row:
    return Row(words, left, right, bottom, bottom + size, size, False, size)


def stacked(*words: str) -> list[Row]:
    return [row(line, bottom=700 - 28 * number) for number, line in enumerate(words)]


BODY = ("甲。", "乙。", "丙。", "丁。", "戊。")


@pytest.mark.parametrize(
    "number", ["- 3 -", "— 3 —", "－12－", "第3页", "第 3 页 共 9 页", "第3页（共9页）", "3/9", "Page 3 of 9", "- iv -", "3"]
)  # fmt: skip
def test_page_numbers_go(number: str) -> None:
    rest = without_running_heads([stacked(*BODY, number)])
    assert [one.words for one in rest[0]] == list(BODY)


@pytest.mark.parametrize("line", ["2023年", "第3页的表", "3.", "共9页", "- 投资 -"])
def test_other_last_lines_stay(line: str) -> None:
    rest = without_running_heads([stacked(*BODY, line)])
    assert [one.words for one in rest[0]] == [*BODY, line]


def test_bare_numbers_go_where_they_count_the_pages() -> None:
    pages = [
        [*stacked("一。", *(f"{page}。{line}" for line in BODY)), row(shown, bottom=60)]
        for page, shown in zip("子丑寅卯", ("4", "5", "2023", "7"), strict=True)
    ]
    rest = without_running_heads(pages)
    assert [page[-1].words for page in rest] == ["子。戊。", "丑。戊。", "2023", "卯。戊。"]


def test_heads_that_pages_share_go() -> None:
    pages = [stacked("县工作报告", f"第{number}章", *BODY[:number]) for number in (3, 4, 5)]
    pages[1][0] = pages[1][0]._replace(words="另一页眉")
    rest = without_running_heads(pages)
    assert [page[0].words for page in rest] == ["甲。", "另一页眉", "甲。"]


# --- rows to paragraphs ------------------------------------------------------------------------------------

FULL = "全县上下坚持稳中求进工作总基调统筹发展和安全着"
SIDE = (FULL, 100.0, 500.0)


def text_of(*pages: list[tuple[str, float, float]]) -> list[str]:
    rows = [
        [row(words, left, right, 700 - 28 * number) for number, (words, left, right) in enumerate(page)]
        for page in pages
    ]
    return lay_out(paragraphs(rows))[0].split("\n")


def test_a_line_to_the_margin_goes_on() -> None:
    page = [SIDE, SIDE, ("力。", 100.0, 140.0), ("短句。", 132.0, 180.0), SIDE]
    assert text_of(page) == [f"{FULL}{FULL}力。", "短句。", FULL]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = [(FULL, 132.0, 500.0), (FULL[:-1] + "。", 100.0, 500.0), (FULL, 132.0, 500.0), SIDE, SIDE]
    assert text_of(page) == [f"{FULL}{FULL[:-1]}。", FULL * 3]


def test_a_label_begins_a_paragraph_after_a_full_stop_only() -> None:
    page = [
        SIDE,
        (FULL[:-1] + "。", 100.0, 500.0),
        ("（二）" + FULL, 100.0, 500.0),
        SIDE,
        ("一、二季度。", 100.0, 200.0),
    ]
    assert text_of(page) == [f"{FULL}{FULL[:-1]}。", f"（二）{FULL}{FULL}一、二季度。"]


def test_who_signs_and_the_date_stand_apart() -> None:
    page = [
        SIDE,
        SIDE,
        SIDE,
        ("力。", 100.0, 140.0),
        ("青岩县统计局", 404.0, 500.0),
        ("2023年12月1日", 390.0, 500.0),
    ]
    assert text_of(page)[-2:] == ["青岩县统计局", "2023年12月1日"]


def test_two_lines_of_a_title_are_one() -> None:
    page = [("青岩县统计局关于二〇二三年", 150.0, 450.0), ("工作情况的报告", 220.0, 380.0), SIDE, SIDE, SIDE]
    assert text_of(page)[:2] == ["青岩县统计局关于二〇二三年", "工作情况的报告"]
    page[0] = ("青岩县统计局关于二〇二三年度", 104.0, 496.0)
    assert text_of(page)[0] == "青岩县统计局关于二〇二三年度工作情况的报告"


def test_lines_of_a_table_of_contents_stand_alone() -> None:
    lines = [
        f"{label}、工作情况{dots}{page}"
        for page, (label, dots) in enumerate(zip("一二三", ("………", "....", "···"), strict=True), 1)
    ]
    assert text_of([(line, 100.0, 500.0) for line in lines]) == lines
    assert not is_contents("投资12.5")
    assert not is_contents("2021—2025")


def test_over_the_end_of_a_page() -> None:
    page = [SIDE] * 5
    assert text_of(page, [("力。", 100.0, 140.0), *page]) == [FULL * 5 + "力。", FULL * 5]
    assert text_of([*page, ("力。", 100.0, 140.0)], page) == [FULL * 5 + "力。", FULL * 5]


def test_words_of_two_lines() -> None:
    rows = [row("the annual"), row("report of", bottom=672), row("COVID-", bottom=644), row("19", bottom=616)]
    assert lay_out(paragraphs([rows]))[0] == "the annual report of COVID-19"
    rows = [row("the devel")._replace(broken=True), row("opment", bottom=672)]
    assert lay_out(paragraphs([rows]))[0] == "the development"


def test_another_size_or_a_wide_gap_parts() -> None:
    rows = [
        row(FULL, size=22),
        *(row(FULL, bottom=672 - 28 * number) for number in range(4)),
        row(FULL, bottom=500),
    ]
    assert lay_out(paragraphs([rows]))[0].split("\n") == [FULL, FULL * 4, FULL]


def test_lists_of_pages() -> None:
    assert _listed([3], "、") == "3"
    assert _listed([3, 4, 6, 7, 8, 9], "、") == "3、4、6—9"


def test_garbled() -> None:
    assert _is_garbled("\ue123\ue456一")
    assert not _is_garbled("一二\ue123")
    assert not _is_garbled("")
