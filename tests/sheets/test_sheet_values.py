"""What is typed into a cell: texts that look like formulas, numbers, dates."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.sheets.values import FORMULA, of_date, of_number, of_percent, typed


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", " =A1", "=cmd|' /C calc'!A0", "＝1", "=", "+A1", "-B$2*3", "@SUM(1,2)", "+SUM(A1:A2)", "+1*2", "-2/3",
        "-2+3+cmd|' /C calc'!A0", "@cmd|'/C calc'!A0", "+HYPERLINK(\"http://x\")", "+1+2",
    ],
)  # fmt: skip
def test_formulas(text: str) -> None:
    assert typed(text).problem == FORMULA
    assert typed(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "", "186.4", "-3.2", "+3.2", "－3.2", "+3.2%", "-3.2个百分点", "-3.2—5.6", "-5-8", "A1", "a=b", "@张三", "+A股公司",
        "—", "-", "+", "--", "1+1", "+86 571 8888", "约186.4", "-12,345.6",
    ],
)  # fmt: skip
def test_no_formulas(text: str) -> None:
    assert typed(text).problem is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (186.4, "186.4"), (186.40000000000001, "186.4"), (0.1 + 0.2, "0.3"), (100000000.0, "100000000"), (1e15, "1000000000000000"),
        (1e-7, "0.0000001"), (-3.0, "-3"), (0.0, "0"), (12, "12"), (123456789012345678, "123456789012346000"),
        (Decimal("8.50"), "8.50"), (Decimal("1e3"), "1000"),
    ],
)  # fmt: skip
def test_numbers(number: float | Decimal, text: str) -> None:
    assert of_number(number) == (text, None)


@pytest.mark.parametrize(
    "number", [float("nan"), float("inf"), 1e300, 1e-300, 10**400, Decimal("1e999999999")]
)
def test_numbers_of_no_report(number: float | Decimal) -> None:
    cell = of_number(number)
    assert cell.problem is not None and len(cell.text) <= 40


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_of_excel_is_the_one_that_was_typed(number: Decimal) -> None:
    assert Decimal(of_number(float(number)).text) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.085, "8.5%"), (0.29, "29%"), (1, "100%"), (-0.032, "-3.2%"), (0.07, "7%"), (0, "0%")],
)
def test_percent(number: float, text: str) -> None:
    assert of_percent(number) == (text, None)


@pytest.mark.parametrize(
    ("day", "shown", "text"),
    [
        (date(2023, 5, 6), "ymd", "2023-05-06"), (datetime(2023, 5, 6), "ymd", "2023-05-06"),
        (date(2023, 5, 1), "ym", "2023-05"), (date(2023, 5, 6), "md", "5月6日"), (date(2023, 1, 1), "y", "2023"),
    ],
)  # fmt: skip
def test_dates(day: date, shown: str, text: str) -> None:
    assert of_date(day, shown) == (text, None)


def test_a_time_of_day_is_no_date() -> None:
    problem = of_date(datetime(2023, 5, 6, 9, 30)).problem
    assert problem is not None and "时间" in problem.zh
