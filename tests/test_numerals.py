"""Numerals of labels: 一 ⇄ 1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.numerals import CIRCLED, parse, to_chinese


@given(st.integers(1, 9999))
def test_there_and_back(number: int) -> None:
    assert parse(to_chinese(number)) == number
    assert parse(str(number)) == number
    assert parse(str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})) == number
    assert parse(to_chinese(number).replace("零", "〇")) == number


@given(st.text("一二三四五六七八九十百千〇零○两壹贰拾0１①㈠Ⅰa ", max_size=6))
def test_no_text_raises(text: str) -> None:
    number = parse(text)
    assert number is None or 0 <= number <= 9999


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十一", 11), ("二十", 20), ("二十一", 21), ("一百零五", 105), ("一百〇五", 105), ("一○五", 105), ("二〇", 20),
        ("一百一十", 110), ("一千零一", 1001), ("壹", 1), ("拾贰", 12), ("①", 1), ("⑳", 20), ("㉑", 21), ("㊿", 50), ("㈠", 1),
        ("⑴", 1), ("Ⅳ", 4), ("ⅳ", 4), ("３", 3), ("12", 12), ("❿", 10), ("两", 2), ("五一", None), ("三八", None), ("一二三", None),
        ("", None), ("十十", None), ("百", None), ("一百五", None), ("零一", None), ("十零", None), ("甲", None), ("12345", None), ("-1", None),
        ("²", None),
    ],
)  # fmt: skip
def test_readings(text: str, number: int | None) -> None:
    assert parse(text) == number


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_what_no_label_counts(number: int) -> None:
    with pytest.raises(ValueError, match="no label"):
        to_chinese(number)


def test_circled_numbers_count_from_one_to_fifty() -> None:
    assert [parse(sign) for sign in CIRCLED] == list(range(1, 51))
