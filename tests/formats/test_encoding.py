"""Bytes to text and back, in every encoding that a report comes in."""

import codecs
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.formats.encoding import Decoded, decode, encode
from xxlint.formats.unreadable import Unreadable

REPORT = (
    "青岩县2023年政府工作报告\r\n一、过去一年工作回顾\r\n过去的一年，在县委的坚强领导下，完成固定资产投资XX亿元，"
    "增长8.6％；新建“四好农村路”126公里。\n（一）坚持稳中求进。全县生产总值突破一百亿元。"
)
TRADITIONAL = (
    "臺北市政府2023年度工作報告：本府持續推動社會福利與公共建設，全年完成道路工程36件，經費新臺幣12億元。"
)
HAN_AND_MORE = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=60
)  # a leading U+FEFF would be a byte order mark


@pytest.mark.parametrize(
    ("codec", "bom", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("gb18030", b"", "gb18030"),
        ("gb18030", b"\x84\x31\x95\x33", "gb18030"),
        ("gbk", b"", "gb18030"),
        ("gb2312", b"", "gb18030"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_report_is_read_and_comes_back_byte_for_byte(codec: str, bom: bytes, name: str) -> None:
    data = bom + REPORT.encode(codec)
    decoded = decode(data)
    assert decoded == Decoded(REPORT, name, bom)
    assert encode(decoded.text, decoded) == data


def test_big5() -> None:
    data = TRADITIONAL.encode("big5")
    decoded = decode(data)
    assert decoded == Decoded(TRADITIONAL, "big5")
    assert encode(decoded.text, decoded) == data
    with pytest.raises(UnicodeEncodeError):
        encode("县", decoded)


@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    ["一、基本情况", "一、总体要求。二、主要任务。", "合计：XX万元", "张三 李四 王五", "2023年12月31日"],
)
def test_short_texts(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_nul_bytes_prove_nothing_by_their_place() -> None:
    text = "一一一一、一是一，二是二。一上一丁一万"  # U+4E00: every other byte NUL, now first, now last
    for codec in ("utf-16-le", "utf-16-be"):
        data = text.encode(codec)
        assert b"\0" in data
        assert decode(data) == Decoded(text, codec)


def test_english_in_utf16() -> None:
    assert decode("Annual report 2023, page 1\n".encode("utf-16-le")).encoding == "utf-16-le"


def test_two_characters_that_are_utf8_by_chance() -> None:
    data = "小学".encode("gb18030")
    assert data.decode() != "小学"  # valid UTF-8, and nonsense
    assert decode(data) == Decoded("小学", "gb18030")


def test_empty_and_ascii() -> None:
    assert decode(b"") == Decoded("", "utf-8")
    assert decode(b"readme\n") == Decoded("readme\n", "utf-8")
    assert decode(codecs.BOM_UTF8) == Decoded("", "utf-8-sig", codecs.BOM_UTF8)


def test_chinese_behind_a_long_stretch_of_ascii() -> None:
    text = "0123456789,abc\n" * 5000 + REPORT
    assert decode(text.encode("gb18030")) == Decoded(text, "gb18030")


def test_control_character_in_utf8() -> None:
    text = REPORT + "\0" + REPORT
    assert decode(text.encode()) == Decoded(text, "utf-8")


# --- damaged -----------------------------------------------------------------------------------------------


def test_bad_bytes_in_utf8_are_replaced_one_by_one_and_said() -> None:
    decoded = decode("青岩县2023年".encode() + b"\xff\xfe" + REPORT[8:].encode())
    assert decoded.damaged
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 2
    assert decoded.text.replace("\ufffd", "") == REPORT
    assert "2 个字节" in decoded.warnings[0].zh
    assert "第 17 个字节" in decoded.warnings[0].zh
    assert "byte 17" in decoded.warnings[0].en
    with pytest.raises(ValueError, match="never written back"):
        encode(decoded.text, decoded)


def test_a_cut_tail() -> None:
    decoded = decode(REPORT.encode()[:-1])
    assert decoded.damaged
    assert decoded.text == REPORT[:-1] + "\ufffd\ufffd"


def test_a_replacement_character_that_was_there_is_no_damage() -> None:
    text = REPORT + "\ufffd"
    assert decode(text.encode()) == Decoded(text, "utf-8")
    decoded = decode(text.encode() + b"\xff")
    assert "有 1 个字节" in decoded.warnings[0].zh


def test_damaged_gb18030_and_utf16() -> None:
    data = REPORT.encode("gb18030")
    decoded = decode(data + b"\xff" + data)
    assert (decoded.encoding, decoded.damaged) == ("gb18030", True)
    assert decoded.text.count("\ufffd") == 1
    decoded = decode(codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le") + b"\x00")
    assert (decoded.encoding, decoded.damaged) == ("utf-16-le", True)
    assert decoded.text == REPORT + "\ufffd"


def test_big5_that_would_not_come_back_alike_is_read_only() -> None:
    data = TRADITIONAL.encode("big5") + b"\xa2\xcc"  # the second code of 十
    decoded = decode(data, "big5")
    assert decoded.damaged
    assert "BIG5" in decoded.warnings[0].zh


# --- refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "Word"),
        (b"{\\rtf1\\ansi \\u24037?}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "图片"),
        (b"\x7fELF\x02\x01\x01\x00", "程序"),
        (b"\x1f\x8b\x08\x00abc", "压缩"),
        (random.Random(1).randbytes(5000), "不像文本"),
        (bytes(1000), "不像文本"),
        ("naïve café déjà vu à la carte".encode("latin-1"), "不像文本"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, seems: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert seems in refused.value.reason.zh
    assert "\n" not in refused.value.reason.zh
    assert refused.value.reason.en


def test_text_with_too_many_bad_bytes_is_refused() -> None:
    data = REPORT.encode() * 200
    with pytest.raises(Unreadable) as refused:
        decode(data + b"\xff" * (len(data) // 8))
    assert "UTF-8" in refused.value.reason.zh


# --- a named encoding --------------------------------------------------------------------------------------


def test_a_named_encoding_wins() -> None:
    data = "小学".encode("gb18030")
    assert decode(data, "utf-8").text == data.decode()
    assert decode(data, "gbk") == Decoded("小学", "gb18030")
    assert decode(data, "latin-1").text == data.decode("latin-1")


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf-8-sig"])
def test_a_named_utf8_takes_the_mark_off(name: str) -> None:
    assert decode(codecs.BOM_UTF8 + "报告".encode(), name) == Decoded("报告", "utf-8-sig", codecs.BOM_UTF8)
    assert decode("报告".encode(), name) == Decoded("报告", "utf-8")


def test_a_named_utf16_goes_by_the_mark() -> None:
    for order, bom in (("le", codecs.BOM_UTF16_LE), ("be", codecs.BOM_UTF16_BE)):
        data = bom + REPORT.encode(f"utf-16-{order}")
        assert decode(data, "utf-16") == Decoded(REPORT, f"utf-16-{order}", bom)


@pytest.mark.parametrize("name", ["gb-18031", "", "base64", "rot13", "a\0b", "没有"])
def test_an_unknown_encoding(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(REPORT.encode(), name)
    assert "没有名为" in refused.value.reason.zh


def test_bytes_that_are_not_in_the_named_encoding() -> None:
    with pytest.raises(Unreadable) as refused:
        decode(b"abc\xff", "utf-8")
    assert "第 4 个字节" in refused.value.reason.zh
    assert "utf-8" in refused.value.reason.zh


# --- properties --------------------------------------------------------------------------------------------

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "gb18030": b"\x84\x31\x95\x33",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


@given(HAN_AND_MORE, st.sampled_from(sorted(MARKS)), st.booleans())
def test_decoding_and_encoding_give_the_same_bytes(text: str, codec: str, marked: bool) -> None:
    data = (MARKS[codec] if marked else b"") + text.encode(codec)
    decoded = decode(data, codec)
    assert decoded.text == text
    assert not decoded.damaged
    assert encode(decoded.text, decoded) == data


@given(
    st.lists(
        st.sampled_from(["报告", "XX", "\r\n", "\n", "\r", "\u2028", "\f", "𠮷", "e\u0301", " "]), max_size=12
    )
)
def test_every_ending_of_a_line_comes_back(parts: list[str]) -> None:
    for codec, mark in MARKS.items():
        data = mark + "".join(parts).encode(codec)
        decoded = decode(data)
        assert decoded.text == "".join(parts)
        assert encode(decoded.text, decoded) == data


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Unreadable as refused:
        assert refused.reason.zh
        assert refused.reason.en
        return
    if decoded.damaged:
        assert decoded.warnings
    else:
        assert encode(decoded.text, decoded) == data


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_ten_megabytes_are_read_at_once(codec: str) -> None:
    data = (REPORT * 40_000).encode(codec)
    start = time.perf_counter()
    assert len(decode(data).text) == len(REPORT) * 40_000
    assert time.perf_counter() - start < 2
