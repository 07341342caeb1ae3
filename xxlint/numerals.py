"""Numerals as labels write them: 一 ⇄ 1, 二〇, 壹, ①, ㈠, ⑴, Ⅰ, ３.

Only labels are read here (1 to 9999); quantities such as 3万亿 are no business of this module.
"""

from functools import lru_cache

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_DIGITS |= {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"○": 0, "两": 2, "贰": 2, "貳": 2}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_RUNS = (  # first character, first number, count: the enclosed numerals of Unicode
    ("①", 1, 20), ("㉑", 21, 15), ("㊱", 36, 15), ("⑴", 1, 20), ("⒈", 1, 20), ("㈠", 1, 10), ("㊀", 1, 10),
    ("Ⅰ", 1, 12), ("ⅰ", 1, 12), ("❶", 1, 10), ("⓵", 1, 10),
)  # fmt: skip
_SINGLE = {chr(ord(first) + i): start + i for first, start, count in _RUNS for i in range(count)}

CIRCLED = "".join(chr(ord(first) + i) for first, _, count in _RUNS[:3] for i in range(count))

_SERIES = (
    CIRCLED,
    *(
        "".join(chr(ord(first) + i) for i in range(count))
        for first, _, count in _RUNS
        if first not in CIRCLED
    ),
)


@lru_cache(maxsize=4096)
def parse(text: str) -> int | None:
    """The number that a label's numeral stands for, or None when it is no well-formed numeral.

    五一 and 三八 are names of days, not numbers, hence None; 二〇 and 一〇五 are read digit by digit.
    """
    if text.isdecimal():  # full-width digits included
        return int(text) if len(text) <= 4 else None
    if len(text) == 1 and text in _SINGLE:
        return _SINGLE[text]
    if any(c not in _DIGITS and c not in _POWERS for c in text) or not text:
        return None
    if not any(c in _POWERS for c in text):
        return _by_digit(text)
    return _by_power(text)


def _by_digit(text: str) -> int | None:
    digits = [_DIGITS[c] for c in text]
    if len(digits) == 1:
        return digits[0]
    if digits[0] == 0 or 0 not in digits or len(digits) > 4:
        return None  # 一二三 lists three numbers, it is not 123
    return int("".join(map(str, digits)))


def _by_power(text: str) -> int | None:
    total, digit, last_power, zero = 0, None, 10_000, False
    for c in text:
        if c in _POWERS:
            power = _POWERS[c]
            if power >= last_power or (digit is None and not (power == 10 and total == 0)) or digit == 0:
                return None
            total += (1 if digit is None else digit) * power
            digit, last_power, zero = None, power, False
        elif _DIGITS[c] == 0:
            if digit is not None or zero:
                return None
            zero = True
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[c]
    if digit is not None:
        if last_power > 10 and not zero:
            return None  # 一百五 is 150 in speech, never in a label
        total += digit
    elif zero:
        return None
    return total


def sibling(sign: str, number: int) -> str | None:
    """The enclosed numeral of ``number`` in the series of ``sign``: ④ → ③; None beyond the series' end."""
    series = next((run for run in _SERIES if sign in run), "")
    return series[number - 1] if 1 <= number <= len(series) else None


def to_chinese(number: int) -> str:
    """The usual numeral of a number from 1 to 9999: 10 → 十, 21 → 二十一, 105 → 一百零五."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no label numeral for {number}")
    text, rest, pending_zero = "", number, False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, power)
        if digit:
            text += ("零" if pending_zero else "") + "〇一二三四五六七八九"[digit] + name
            pending_zero = False
        elif text and rest:
            pending_zero = True
    return text[1:] if text.startswith("一十") else text
