"""What people type into a cell, as text: numbers, dates, and what is no value at all."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from xxlint.words import Words


class Cell(NamedTuple):
    """The text of a cell, and why it is no value, if it is none."""

    text: str
    problem: Words | None = None


EMPTY = Cell("")

FORMULA = Words(
    "单元格里是公式，没有计算；请复制后“粘贴为数值”，或直接填写结果",
    "the cell holds a formula, which is not evaluated; paste it as a value or type the result",
)
ERROR = Words("单元格是错误值 {text}，请改填", "the cell holds the error {text}; type the value")
LOGICAL = Words(
    "单元格是逻辑值 {text}，不是文字或数字，请改填",
    "the cell is {text}, neither text nor number; type the value",
)
TIME = Words(
    "单元格是时间 {text}，不是日期，请改填", "the cell holds a time, {text}, not a date; type the value"
)
NO_NUMBER = Words("{text} 不是可用的数，请改填", "{text} is no number that can be used; type the value")
NESTED = Words("这里应当是一段文字或一个数", "a text or a number belongs here")

_DIGITS = 15  # significant ones that Excel keeps: 186.40000000000001 was typed as 186.4
_EXPONENT = 30  # a number beyond is no figure of a report, and too long to write out
_SHOWN = 40  # characters of a wrong cell that a message shows
_FORMULA = re.compile(
    r"""\s*(?:
      [=＝]                                         # =SUM(A1:A3), =cmd|…
    | [+\-@＋－＠] \s* (?:
        [A-Za-z_][\w.]* \s* [(|]                    # @SUM(1)
      | \$?[A-Za-z]{1,3}\$?[0-9]+ (?![0-9A-Za-z])   # +A1
      | [^|]{0,200} \| [^!]{0,200} !                # -2+cmd|' /C calc'!A0
      | [0-9][0-9.]* \s* [+*/^] \s* [0-9A-Za-z(]    # +1*2
      )
    )""",
    re.VERBOSE,
)


def typed(text: str) -> Cell:
    """A text as a value: what looks like a formula is none."""
    return Cell(text, FORMULA) if _FORMULA.match(text) else Cell(text)


def of_number(number: float | Decimal, decimals: int | None = None) -> Cell:
    """A number as somebody would write it: 186.4, never 1e8; ``decimals`` are as many as are shown at most."""
    exact = number if isinstance(number, Decimal) else _as_typed(number)
    if not exact.is_finite() or abs(exact.adjusted()) > _EXPONENT:
        text = str(number)[:_SHOWN]
        return Cell(text, NO_NUMBER.fill(text=text))
    return Cell(format(_rounded(exact, decimals), "f"))


def _rounded(exact: Decimal, decimals: int | None) -> Decimal:
    """The number with so many decimals, halves away from zero as Excel does it, and no idle zeros."""
    if decimals is None or -exact.as_tuple().exponent <= decimals:  # type: ignore[operator]  # it is finite
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).normalize() + 0


def _as_typed(number: float) -> Decimal:
    return Decimal(format(Decimal(number), f".{_DIGITS}g")).normalize() + 0  # -0 is 0


def of_percent(number: float, decimals: int | None = None) -> Cell:
    """A number that Excel shows as percent, with so many decimals: 0.085 is 8.5%."""
    cell = of_number(number, None if decimals is None else decimals + 2)
    if cell.problem is not None:
        return cell
    text = format(Decimal(cell.text) * 100, "f")
    return Cell((text.rstrip("0").rstrip(".") if "." in text else text) + "%")


def of_date(day: date, parts: str = "ymd") -> Cell:
    """A date of which only ``parts`` are shown: the others are Excel's invention, not what was typed."""
    if isinstance(day, datetime) and (day.hour or day.minute or day.second or day.microsecond):
        return Cell(day.isoformat(" "), TIME.fill(text=day.isoformat(" ")))
    if "d" not in parts:
        return Cell(f"{day.year:04}-{day.month:02}" if "m" in parts else f"{day.year:04}")
    return Cell(f"{day.year:04}-{day.month:02}-{day.day:02}" if "y" in parts else f"{day.month}月{day.day}日")


def of_logical(truth: bool) -> Cell:
    """TRUE and FALSE are no values of a report."""
    text = "TRUE" if truth else "FALSE"
    return Cell(text, LOGICAL.fill(text=text))
