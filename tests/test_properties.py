"""What holds for every text: numbering is judged right, nothing raises, and findings do not depend on the file's form."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from marked import around, parse
from trees import SLIPS, Listing, Slip, apply, label, listings, slips, write

from xxlint import Diagnostic, Settings, lint_text
from xxlint.api import make_runner
from xxlint.vocabulary import SEVERITIES

NUMBERING = Settings(select=("XX3",))
EVERYTHING = Settings(select=("ALL",))
RUNNER = make_runner(Settings(select=("ALL",), force=True))

DEFECTS = tuple(
    parse(line).text
    for line in (Path(__file__).parent / "texts" / "defects.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
)
PLAIN = "全体干部职工团结一心、真抓实干，各项工作取得新的成绩。"
# What .txt and Markdown read alike: no emphasis, code, links, tags, quotations, bullets or numbers at the start.
NEUTRAL = tuple(line for line in DEFECTS if not re.search(r"[*_`<>\[\]~|\\#&!@]|--|://|^\s|^[-+\d]", line))

pages = st.lists(st.sampled_from(DEFECTS) | st.just(PLAIN), min_size=1, max_size=8)
NASTY = "XxＸ×*_＿□○〇某（）()“”‘’《》【】〔〕，。；：、！？!?,;:.…—-－~#＃$@{}<>«»%％=+/\\|`^&\n\r\t\v\f\x00\x01\x0b\x85\u2028\u200b\ufeff\ufffd\ue000 \u3000\xa0一二三十百千零0１2①⑴㈠Ⅰ是要第章条首先其次最后年月日亿元个县局附件表待补充填写此处某😀𠮷"
nasty_text = st.lists(
    st.text(NASTY, max_size=12)
    | st.sampled_from(
        (
            "20XX年",
            "一是",
            "首先，",
            "##paidbegin##",
            "{{",
            "<!-- xxlint: ignore XX1 -->",
            "见附件3",
            "（一）",
            "第一条　",
            "\n\n",
            "\r\n",
            "```\n",
            "目录\n",
            "XX亿元",
            "增长/下降",
            "&nbsp;",
            "以下三个方面：",
        )
    ),
    max_size=25,
).map("".join)


def numbering(text: str) -> list[Diagnostic]:
    return [d for d in lint_text(text, settings=NUMBERING) if d.code.startswith("XX3")]


@given(listings())
def test_correct_numbering_of_any_form_and_depth_is_silent(listing: Listing) -> None:
    text = write(listing)
    assert [(d.code, around(text, d.span)) for d in numbering(text)] == [], text


@pytest.mark.parametrize("slip", SLIPS)
@given(listing=listings(), data=st.data())
def test_one_slip_in_the_numbering_is_one_finding(slip: Slip, listing: Listing, data: st.DataObject) -> None:
    possible = slips(listing, slip)
    assume(possible)
    where, at = data.draw(st.sampled_from(possible))
    codes, items = apply(slip, where, at)
    text = write(listing)
    found = [(d.code, around(text, d.span), d.span) for d in numbering(text) if d.severity != "info"]
    told = (f"{slip}: item {at + 1} of {label(where.form, 1)}…", text, found)
    assert len(found) == 1, told
    assert found[0][0] in codes, told
    assert any(item.span and found[0][2].overlaps(item.span) for item in items), told


def check_soundness(text: str, markdown: bool) -> None:
    found = lint_text(text, markdown=markdown, settings=EVERYTHING)
    read = text.removeprefix("\ufeff")
    for d in found:
        assert d.code not in ("XX003", "XX004"), d.message
        for span in (d.span, *d.related, *((d.slot.span,) if d.slot else ())):
            assert 0 <= span.start <= span.end <= len(read), (d, len(read))
        for edit in d.fix.edits if d.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(read), (d, len(read))
        assert d.message and d.severity in SEVERITIES
    assert [(d.span, d.code) for d in found] == sorted((d.span, d.code) for d in found)


@given(nasty_text, st.booleans())
def test_no_text_makes_a_rule_raise(text: str, markdown: bool) -> None:
    check_soundness(text, markdown)


@given(st.text(max_size=200), st.booleans())
def test_not_even_a_text_of_any_characters(text: str, markdown: bool) -> None:
    check_soundness(text, markdown)


@given(st.lists(st.sampled_from(DEFECTS), max_size=8), st.booleans(), st.data())
def test_nor_a_report_with_parts_cut_out(lines: list[str], markdown: bool, data: st.DataObject) -> None:
    text = "\n".join(lines)
    for _ in range(3):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + text[start + data.draw(st.integers(0, 5)) :]
    check_soundness(text, markdown)


@given(st.binary(max_size=300), st.sampled_from(("a.txt", "a.md", "a.docx", "a")))
def test_no_bytes_make_the_runner_raise(data: bytes, path: str) -> None:
    result = RUNNER.check_bytes(path, data)
    assert result.status in ("checked", "skipped", "failed")
    assert (result.status == "failed") == any(d.code == "XX001" for d in result.diagnostics)


def keys(found: tuple[Diagnostic, ...]) -> list[tuple[object, ...]]:
    return [(d.code, d.case, d.severity, d.span, d.message, d.slot and d.slot.kind) for d in found]


@given(st.lists(st.sampled_from(NEUTRAL) | st.just(PLAIN), min_size=1, max_size=8))
def test_txt_and_markdown_find_the_same(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    assert keys(lint_text(text)) == keys(lint_text(text, markdown=True))


@given(pages, st.booleans())
def test_line_ends_change_no_finding(lines: list[str], markdown: bool) -> None:
    text = "\n\n".join(lines) + "\n"
    windows = text.replace("\n", "\r\n")
    moved = [
        (d.code, d.case, d.span.start + text.count("\n", 0, d.span.start), d.span.of(text))
        for d in lint_text(text, markdown=markdown)
    ]
    found = [
        (d.code, d.case, d.span.start, d.span.of(windows).replace("\r\n", "\n"))
        for d in lint_text(windows, markdown=markdown)
    ]
    assert found == moved


@given(pages, st.data())
def test_a_plain_sentence_changes_no_finding_elsewhere(lines: list[str], data: st.DataObject) -> None:
    # Behind a full stop at a line's end; a quotation that stays open would reach into the new sentence.
    # A paragraph that stands twice (XX406) does so no longer once one of the two is longer.
    # A missing title is told of a text of some length only.
    ends = [at for at, line in enumerate(lines) if line.endswith("。")]
    assume(ends)
    text = "\n".join(lines)
    place = data.draw(st.sampled_from(ends))
    at = len("\n".join(lines[: place + 1]))
    longer = text[:at] + PLAIN + text[at:]
    moved = [
        (d.code, d.case, d.span.start + (len(PLAIN) if d.span.start >= at else 0), d.span.of(text))
        for d in lint_text(text)
        if d.code not in ("XX401", "XX406")
    ]
    found = [
        (d.code, d.case, d.span.start, d.span.of(longer))
        for d in lint_text(longer)
        if d.code not in ("XX401", "XX406")
    ]
    assert found == moved
