"""Waivers hold through edits elsewhere, end with an edit of the words, and say when they ended or are not needed."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import word_files as w
from hypothesis import given
from hypothesis import strategies as st

from xxlint import Settings, waivers
from xxlint.api import make_runner
from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.formats import read
from xxlint.settings import SettingsError
from xxlint.span import Span
from xxlint.waiver_file import NAME, home_of
from xxlint.waivers import Waivers

TODAY, BEFORE, LATER = date(2026, 11, 23), date(2026, 11, 22), date(2027, 1, 31)
RUNNER = make_runner(Settings(select=("XX1", "XX3"), waivers=None, force=True))
CODES = frozenset({"XX101", "XX301"})
REPORT = """全市工作总结
一、主要指标
全年完成固定资产投资XX亿元，同比增长8.5%。
新开工项目35个，由XX公司和XX公司承建，总投资12亿元。
三、招商引资
推进园区建设，各项工作进展顺利。
"""


def checked(text: str, name: str = "报告.txt") -> tuple[Document, tuple[Diagnostic, ...]]:
    document = read(name, text.encode(), None)
    return document, RUNNER.check_document(document).diagnostics


def waive(text: str, *words: str, data: bytes = b"", expires: date | None = None) -> bytes:
    """The waiver file with waivers for the findings on some words, for all if none are named."""
    document, found = checked(text)
    chosen = [d for d in found if not words or d.span.of(text) in words]
    return waivers.written(data, NAME, [(document, chosen)], reason="原因", expires=expires, today=BEFORE)


def apply(data: bytes, text: str, name: str = "报告.txt") -> waivers.Waived:
    document, found = checked(text, name)
    return Waivers(NAME, waivers._parsed(NAME, data)).apply(document, found, CODES, TODAY)


def left(data: bytes, text: str, name: str = "报告.txt") -> list[str]:
    return [d.span.of(text) for d in apply(data, text, name).kept]


def test_all_that_was_waived_is_silent() -> None:
    waived = apply(waive(REPORT), REPORT)
    assert (waived.kept, waived.silenced, waived.notes) == ((), 4, ())
    assert left(waive(REPORT, "XX"), REPORT) == ["三、"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("全市工作总结\n", "全市工作总结\n新的一段。\n", id="a paragraph before"),
        pytest.param("进展顺利", "进展良好", id="elsewhere"),
        pytest.param("8.5%", "12.25%", id="a figure beside"),
        pytest.param("35个", "７个", id="a figure before"),
        pytest.param("，由", "， 由", id="a blank"),
        pytest.param("固定资产投资XX", "固定资产\u3000投资XX", id="a blank of another kind"),
        pytest.param("全年完成固定资产", "今年完成固定资产", id="the sentence, far from the words"),
        pytest.param("三、招商引资", "三、招商引资和外贸", id="the other heading"),
        pytest.param("\n", "\r\n", id="line ends"),
    ],
)
def test_a_waiver_holds_through_edits_elsewhere(old: str, new: str) -> None:
    assert old in REPORT
    assert left(waive(REPORT), REPORT.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("投资XX亿元", "投资XXX亿元", ["XXX"], id="the words"),
        pytest.param("投资XX亿元", "投资××亿元", ["××"], id="another form"),
        pytest.param("投资XX亿元", "收入XX万元", ["XX"], id="on both sides"),
        pytest.param("和XX公司", "和XX公司、XX公司", ["XX", "XX"], id="one put between"),
        pytest.param("完成固定资产投资XX亿元", "利用外资XX亿美元，固定资产投资15亿元", ["XX"], id="moved"),
    ],
)
def test_a_waiver_ends_with_an_edit_of_the_words(old: str, new: str, found: list[str]) -> None:
    assert old in REPORT
    assert left(waive(REPORT), REPORT.replace(old, new)) == found


def test_one_of_several_alike() -> None:
    text = "引进XX公司、XX公司和XX公司落户。\n"
    document, found = checked(text)
    for chosen in range(3):
        data = waivers.written(b"", NAME, [(document, [found[chosen]])], reason="", expires=None, today=TODAY)
        assert apply(data, text).kept == (*found[:chosen], *found[chosen + 1 :])


def test_equal_places_are_counted() -> None:
    line = "全年完成固定资产投资XX亿元。\n"
    data = waive(line * 2)
    assert b"count = 2" in data
    assert left(data, line * 2) == []
    assert left(data, line * 3) == ["XX"]
    assert left(waive(line * 3, data=data), line * 5) == []
    assert left(data.replace(b"count = 2\n", b""), line * 2) == ["XX"]


def test_without_a_context_all_places_and_with_a_glob_all_files() -> None:
    data = b'[[waiver]]\nfile = "*.txt"\ncode = "XX1"\ntext = "XX"\n'
    assert left(data, REPORT) == ["三、"]
    assert left(data, REPORT, "2024/总结.txt") == ["三、"]
    assert left(data, REPORT, "2024/总结.md") == ["XX", "XX", "XX", "三、"]
    assert left(data.replace(b'file = "*.txt"\n', b""), REPORT, "总结.md") == ["三、"]


@pytest.mark.parametrize(
    "context", ["由XX公司和", "项目35个，由⟦XX⟧公司和XX公司", "新开工项目9个，由XX公司和⟧"[:-1]]
)
def test_a_context_written_by_hand(context: str) -> None:
    data = f'[[waiver]]\ncode = "XX101"\ntext = "XX"\ncontext = "{context}"\n'.encode()
    found = [d.span.start for d in apply(data, REPORT).kept if d.code == "XX101"]
    assert REPORT.index("XX公司和") not in found
    assert len(found) == 2


def test_automatic_numbers_of_word_do_not_count() -> None:
    numbered = w.lists(n1=[w.level("chineseCounting", "%1、")])

    def report(*words: str) -> Document:
        data = w.docx(*(w.p(word, num=(1, 0)) for word in words), numbering=numbered)
        return read("报告.docx", data, None)

    old, new = report("XX项目建设情况"), report("改革情况", "XX项目建设情况")
    assert "二、XX项目" in new.text
    found, again = (RUNNER.check_document(document).diagnostics for document in (old, new))
    data = waivers.written(b"", NAME, [(old, found)], reason="", expires=None, today=TODAY)
    own = Waivers(NAME, waivers._parsed(NAME, data))
    assert [d.code for d in again] == ["XX101"]
    assert own.apply(new, again, CODES, TODAY).kept == ()


def test_names_with_brackets_name_themselves() -> None:
    name = "报告[终稿].txt"
    document, found = checked(REPORT, name)
    data = waivers.written(b"", NAME, [(document, found)], reason="", expires=None, today=TODAY)
    assert left(data, REPORT, name) == []
    assert left(data.replace(b"[\xe7", b"sub\\\\[\xe7"), REPORT, "报告sub/[终稿].txt") == []


def test_an_expired_waiver_silences_nothing_and_is_told() -> None:
    data = waive(REPORT, "三、", expires=BEFORE)
    waived = apply(data, REPORT)
    assert [d.code for d in waived.kept] == ["XX101"] * 3 + ["XX301"]
    (note,) = waived.notes
    assert note.zh == "豁免已于 2026-11-22 到期，不再有效：XX301“三、”（原因）"
    again = waive(REPORT, "三、", data=data, expires=LATER)
    assert again.startswith(data)
    assert apply(again, REPORT).silenced == 1
    assert not left(waive(REPORT, expires=TODAY), REPORT)  # the last day is one of its days


def test_unused_waivers_are_told_of_the_file_that_they_name() -> None:
    data = waive(REPORT, "三、")
    mended = REPORT.replace("三、", "二、")
    (note,) = apply(data, mended).notes
    assert "1 条豁免没有忽略任何问题" in note.zh
    assert "XX301“三、”" in note.zh
    assert apply(data, mended, "别的.txt").notes == ()
    document, found = checked(mended)
    only = Waivers(NAME, waivers._parsed(NAME, data))
    assert only.apply(document, found, frozenset({"XX101"}), TODAY).notes == ()  # XX301 was not looked at


def test_what_is_said_of_the_whole_file_is_known_by_its_message() -> None:
    document, _ = checked(REPORT)
    whole = [
        Diagnostic("XX405", "missing-part", "warning", f"缺少“{part}”部分", Span(0, 0))
        for part in ("存在问题", "下步打算")
    ]
    data = waivers.written(b"", NAME, [(document, whole[:1])], reason="", expires=None, today=TODAY)
    own = Waivers(NAME, waivers._parsed(NAME, data))
    assert own.apply(document, tuple(whole), CODES, TODAY).kept == (whole[1],)


@pytest.mark.parametrize("code", ["XX001", "XX003", "XX004"])
def test_what_was_not_checked_is_never_waived(code: str) -> None:
    document, _ = checked(REPORT)
    failed = (Diagnostic(code, "x", "error", "没有查完", Span(0, 0)),)
    assert not waivers.written(b"", NAME, [(document, failed)], reason="", expires=None, today=TODAY)
    wide = Waivers(NAME, (waivers.Entry("", "XX", "", (), "", None, 0),))
    assert wide.apply(document, failed, CODES, TODAY).kept == failed
    with pytest.raises(SettingsError, match="cannot be waived"):
        waivers._parsed("w", f'[[waiver]]\ncode = "{code}"\ntext = ""\n'.encode())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[[waiver]\n", "不是正确的 TOML", id="syntax"),
        pytest.param('[[waiver]]\ntext = "XX"\n', "第 1 条豁免：缺少 code", id="no code"),
        pytest.param('[[waiver]]\ncode = "XX101"\n', "缺少 text", id="no text"),
        pytest.param(
            '[[waiver]]\ncode = "XX101"\ntext = "XX"\nexpire = 2027-01-31\n', "是不是 expires", id="key"
        ),
        pytest.param(
            '[[waiver]]\ncode = "XX101"\ntext = "XX"\nexpires = "2027"\n', "不带引号的日期", id="date"
        ),
        pytest.param('[[waiver]]\ncode = 1\ntext = "XX"\n', "code 的值不对", id="type"),
        pytest.param('[[waiver]]\ncode = "XX101"\ntext = "XX"\ncount = 0\n', "count 至少是 1", id="count"),
        pytest.param("[[waivers]]\n", "是不是 waiver", id="table"),
        pytest.param("waiver = 3\n", "[[waiver]]", id="no list"),
    ],
)
def test_a_broken_file_is_said_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / NAME
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        waivers.waivers_for(str(tmp_path / "报告.txt"))
    assert str(path) in caught.value.words.zh
    assert told in caught.value.words.zh


def test_a_file_of_another_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes("# 豁免".encode("gb18030"))
    with pytest.raises(SettingsError):
        waivers.waivers_for(str(tmp_path / "报告.txt"))


def test_the_nearest_file_holds_and_tells_where_new_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    report = str(deep / "报告.txt")
    assert waivers.waivers_for(report) == waivers.NO_WAIVERS
    monkeypatch.chdir(tmp_path)
    assert Path(home_of(report)) == tmp_path / NAME
    (tmp_path / "a" / "xxlint.toml").write_text("")
    assert Path(home_of(report)) == tmp_path / "a" / NAME
    for folder in (tmp_path, deep):
        (folder / NAME).write_text("")
        assert Path(waivers.waivers_for(report).path) == folder / NAME
        assert Path(home_of(report)) == folder / NAME


@pytest.mark.parametrize(
    "old",
    [
        pytest.param(b'# mine\n[[waiver]]\ncode="XX508"\ntext = "%"', id="no line end"),
        pytest.param(b"\xef\xbb\xbf# mine\r\n\r\n[[waiver]]\r\ncode='XX508'\r\ntext = '%'\r\n", id="windows"),
        pytest.param(b"# only a comment\n\n\n", id="comment"),
    ],
)
def test_what_is_there_stays_byte_for_byte(old: bytes) -> None:
    new = waive(REPORT, data=old)
    assert new.startswith(old)
    assert (b"\r\n" in old) == (b"\r\n" in new)
    assert left(new, REPORT) == []


def test_what_cannot_be_added_to_is_said() -> None:
    with pytest.raises(SettingsError):
        waive(REPORT, data=b'waiver = [{code = "XX508", text = "%"}]\n')


_PARTS = (
    "完成投资XX亿元。",
    "引进XX公司落户，",
    "新建XX所学校；",
    "推进建设，",
    "同比增长8.5%。",
    "“四个”",
    "⟦⟧\\\"'",
    "\n",
    " ",
    "\t",
)
_TEXTS = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=12).map("".join)


@given(_TEXTS)
def test_once_waived_silent_and_twice_written_the_same(text: str) -> None:
    document, found = checked(text)
    data = waive(text)
    waived = apply(data, text)
    assert (waived.kept, waived.silenced, waived.notes) == ((), len(found), ())
    again = waivers.written(data, NAME, [(document, waived.kept)], reason="", expires=None, today=TODAY)
    assert again == data


@given(_TEXTS, _TEXTS)
def test_paragraphs_elsewhere_change_nothing_but_themselves(text: str, more: str) -> None:
    data = waive(text)
    both = text.rstrip("\n") + "\n\n" + more
    extra = Counter(left(b"", more))
    assert Counter(left(data, both)) <= extra
    assert Counter(left(data, more.rstrip("\n") + "\n\n" + text)) <= extra


@given(_TEXTS, st.data())
def test_other_words_are_told_again(text: str, data: st.DataObject) -> None:
    _, found = checked(text)
    if not found:
        return
    edited = data.draw(st.sampled_from(found)).span
    new = text[: edited.start] + "XXXX" + text[edited.end :]
    assert left(waive(text), new) == ["XXXX"]
