"""Numbers as Word's formats write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.formats.docx.number_formats import FORMS, padded, written
from xxlint.numerals import parse


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", {1: "1", 10: "10", 101: "101"}),
        ("decimalHalfWidth", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 9: "09", 10: "10", 100: "100"}),
        ("decimalFullWidth", {1: "１", 20: "２０"}),
        ("decimalFullWidth2", {1: "１", 20: "２０"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩", 11: "11"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
        ("numberInDash", {1: "- 1 -", 12: "- 12 -"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一○○", 105: "一○五"}),
        ("chineseCountingThousand", {1: "一", 10: "十", 19: "十九", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一"}),
        ("chineseCountingThousand", {10_000: "一万", 10_001: "一万零一", 12_345: "一万二千三百四十五", 10_012: "一万零一十二"}),
        ("taiwaneseCounting", {2: "二", 12: "十二", 100: "一○○"}),
        ("taiwaneseCountingThousand", {10: "十", 101: "一百零一", 20_000: "二萬"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("japaneseCounting", {1: "一", 10: "十", 21: "二十一", 100: "百", 101: "百一", 1000: "千", 10_000: "一万"}),
        ("chineseLegalSimplified", {1: "壹", 2: "贰", 3: "叁", 10: "壹拾", 11: "壹拾壹", 20: "贰拾", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {2: "貳", 6: "陸", 13: "壹拾參"}),
        ("ideographDigital", {1: "一", 10: "一〇", 20: "二〇", 105: "一〇五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 2: "乙丑", 60: "癸亥", 61: "61"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa", 780: "z" * 30, 781: "a"}),
        ("upperLetter", {1: "A", 52: "ZZ"}),
        ("lowerRoman", {1: "i", 4: "iv", 9: "ix", 14: "xiv", 1999: "mcmxcix"}),
        ("upperRoman", {3: "III", 40: "XL", 0: "0"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 21: "21st", 111: "111th"}),
        ("cardinalText", {1: "One", 21: "Twenty-one", 342: "Three hundred forty-two", 1000: "One thousand"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first", 100: "One hundredth"}),
        ("hex", {10: "A", 255: "FF"}),
        ("bullet", {7: "•"}),
        ("none", {7: ""}),
        ("thaiLetters", {7: "7"}),
        ("", {7: "7"}),
    ],
)  # fmt: skip
def test_forms(form: str, expected: dict[int, str]) -> None:
    assert {number: written(number, form) for number in expected} == expected


@given(st.sampled_from(sorted(FORMS)), st.integers(-(10**19), 10**19))
def test_any_number_can_be_written_shortly(form: str, number: int) -> None:
    assert len(written(number, form)) <= 100


@pytest.mark.parametrize(
    "form",
    ["chineseCountingThousand", "chineseLegalSimplified", "decimalFullWidth", "decimalEnclosedCircle", "decimalZero",
     "decimalEnclosedParen", "decimalEnclosedFullstop", "ideographEnclosedCircle", "chineseCounting"],
)  # fmt: skip
@given(number=st.integers(1, 99))
def test_labels_are_read_back(form: str, number: int) -> None:
    assert parse(written(number, form).replace("壹拾", "拾")) == number


def test_zeros_in_front() -> None:
    assert [padded(3)(number) for number in (1, 12, 1234)] == ["001", "012", "1234"]
