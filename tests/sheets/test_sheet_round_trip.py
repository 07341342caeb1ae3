"""What is written as a sheet is read again as it was, in every format."""

from itertools import cycle, islice
from time import process_time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_rows import GIVEN, row, values, written

from xxlint.sheets import COLUMNS, HEADINGS, KINDS, SUFFIXES, Row, SheetError, place, read
from xxlint.vocabulary import SlotKind
from xxlint.words import Lang

ANY = st.text(max_size=40) | st.text(alphabet="=+-@'\"\t\r\n,;⟦⟧_x000D 1", max_size=12)
ROWS = st.lists(
    st.builds(
        Row,
        *[ANY] * 3,
        st.sampled_from(sorted(KINDS)),
        *[ANY] * 7,
    ),
    max_size=4,
).map(lambda rows: [one._replace(id=f"s{at}x") for at, one in enumerate(rows)])
LANGS: tuple[Lang, ...] = ("zh", "en")


@pytest.mark.parametrize("headings", LANGS)
@pytest.mark.parametrize("suffix", SUFFIXES)
@given(rows=ROWS)
def test_any_text_comes_back(suffix: str, headings: Lang, rows: list[Row]) -> None:
    assert [one.row for one in read(f"表{suffix}", written(suffix, rows, headings=headings))] == rows


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_name_says_nothing_of_the_format(suffix: str) -> None:
    data = written(suffix, [row("s1", "186.4"), row("s2")])
    for name in ("表.xlsx", "表.csv", "表.json", "表.toml", "表", "表.xls"):
        assert values(data, name) == {"s1": "186.4", "s2": ""}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_rows(suffix: str) -> None:
    assert read("表", written(suffix, [])) == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_rows_give_the_same_bytes(suffix: str) -> None:
    rows = [row("s1", "186.4"), row("s2", kind="choice", owner="财政局")]
    first, second = (written(suffix, rows, choices={"s2": ("增长", "下降")}) for _ in range(2))
    assert first == second


def test_every_kind_of_slot_has_its_words() -> None:
    assert {*get_args(SlotKind), "choice"} == set(KINDS)
    assert len(set(KINDS.values())) == len(KINDS)
    assert tuple(HEADINGS) == COLUMNS and len(set(HEADINGS.values())) == len(COLUMNS)


def test_an_unknown_kind_stays_as_it_is() -> None:
    rows = [row(kind="phone")]
    for suffix in SUFFIXES:
        assert [one.row for one in read("表", written(suffix, rows))] == rows


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        pytest.param(".xlsx", 3, id="xlsx"),
        pytest.param(".csv", 3, id="csv: a record, as Excel counts"),
        pytest.param(".json", 19, id="json: where the object begins"),
        pytest.param(".toml", 18, id="toml: where the table begins"),
    ],
)
def test_a_row_tells_where_it_stands(suffix: str, line: int) -> None:
    data = written(suffix, [row("s1", context="两\n行"), row("s2")])
    filed = read(f"待填{suffix}", data)[1]
    assert (filed.file, filed.line) == (f"待填{suffix}", line)
    tab = "「待填」" if suffix == ".xlsx" else ""
    assert place(filed).zh == f"待填{suffix}{tab}第{line}行"
    assert place(filed._replace(line=0)).zh == f"待填{suffix}{tab}编号 s2"
    assert place(filed._replace(row=row(""), line=0)).zh == f"待填{suffix}{tab}"


def test_an_unknown_suffix() -> None:
    with pytest.raises(SheetError) as caught:
        written(".xls", [GIVEN])
    assert caught.value.words.zh == "填报表不能存为 .xls，可用 .xlsx .csv .json .toml"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_two_thousand_rows(suffix: str) -> None:
    kinds = islice(cycle(KINDS), 2000)
    rows = [row(f"s{at:04}", kind=kind, owner=f"单位{at % 9}") for at, kind in enumerate(kinds)]
    start = process_time()
    data = written(suffix, rows)
    assert len(read("表", data)) == 2000
    assert process_time() - start < 5


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(at=st.floats(0, 1), gone=st.integers(0, 40), instead=st.binary(max_size=6))
def test_damage_gives_rows_or_one_line(suffix: str, at: float, gone: int, instead: bytes) -> None:
    data = written(suffix, [row("s1", "186.4"), row("s2")])
    start = int(at * len(data))
    try:
        read(f"表{suffix}", data[:start] + instead + data[start + gone :])
    except SheetError as error:
        assert error.words.zh and "\n" not in error.words.zh
