"""Spans, and offsets as lines and columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.span import LineIndex, Position, Span

texts = st.text("ab一\n\r\u2028\x85\v\f😀", max_size=60)


@given(texts, st.data())
def test_offset_to_position_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    index = LineIndex(text)
    position = index.position(offset)
    assert position.line >= 1 and position.column >= 1
    assert index.offset(position) == offset


@given(texts)
def test_lines_tile_the_text(text: str) -> None:
    index = LineIndex(text)
    assert "".join(index.line_span(line).of(text) for line in range(1, len(index) + 1)) == text


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("", 0, 1, 1),
        ("甲\n乙", 2, 2, 1),
        ("甲\r\n乙", 2, 1, 3),
        ("甲\r\n乙", 3, 2, 1),
        ("甲\r乙", 2, 2, 1),
        ("😀甲", 1, 1, 2),
        ("甲\u2028乙", 2, 1, 3),
        ("甲\n", 2, 2, 1),
    ],
)
def test_positions(text: str, offset: int, line: int, column: int) -> None:
    assert LineIndex(text).position(offset) == Position(line, column)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((0, 2), (1, 3), True),
        ((0, 2), (2, 3), False),
        ((1, 1), (1, 2), True),
        ((1, 1), (0, 1), False),
        ((1, 1), (1, 1), True),
        ((0, 5), (2, 3), True),
    ],
)
def test_overlaps(one: tuple[int, int], other: tuple[int, int], overlap: bool) -> None:
    assert Span(*one).overlaps(Span(*other)) is overlap
    assert Span(*other).overlaps(Span(*one)) is overlap


def test_words() -> None:
    assert Span(1, 3).of("甲乙丙丁") == "乙丙"
