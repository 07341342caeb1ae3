"""A counter's number as a w:numFmt of Word writes it: 3 → 三, ③, 叁, iii.

The forms are those of ECMA-376 17.18.59, with what Microsoft notes of Word's own ways in [MS-OI29500] and, of
the samples in Word's list of formats, in [MS-DOCX] 2.4.  Past the end of its signs a form goes on in plain
decimal figures (17.18.59), and so does an unknown form.
"""

import re
from collections.abc import Callable
from functools import cache

from xxlint.numerals import to_chinese

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_BY_DIGIT = str.maketrans("0123456789", "〇一二三四五六七八九")
_BY_DIGIT_RING = str.maketrans("0123456789", "○一二三四五六七八九")
_BY_DIGIT_ZERO = str.maketrans("0123456789", "零一二三四五六七八九")
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("一二三四五六七八九十百千万", "壹貳參肆伍陸柒捌玖拾佰仟萬")
_UNSAID = re.compile("一(?=[十百千])|零")  # in Japanese 100 is 百, 101 is 百一

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"

_LETTERS_END = 30 * 26  # zz…z with thirty letters, after which Word begins anew with a
_ROMAN_END = 32_767  # the highest number that Word lets a counter have
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def written(number: int, form: str) -> str:
    """``number`` in a form, named as in w:numFmt; "" for ``none``."""
    return FORMS.get(form, str)(number)


@cache
def padded(width: int) -> Callable[[int], str]:
    """The form with zeros in front, ``width`` figures wide: 001."""
    return lambda number: f"{number:0{width}d}"


def _row(signs: str) -> Callable[[int], str]:
    """A form with one sign for each number from 1."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(count))


def _digits(table: dict[int, int]) -> Callable[[int], str]:
    return lambda number: str(number).translate(table)


def _counting(table: dict[int, int]) -> Callable[[int], str]:
    """十 and 二十一 below a hundred, digit by digit from there on: 一○○."""

    def write(number: int) -> str:
        return to_chinese(number) if 10 <= number < 100 else str(number).translate(table)

    return write


def _thousands(number: int) -> str:
    """十, 一百零一, 一千, 一万."""
    if not 0 <= number < 10**8:
        return str(number)
    high, low = divmod(number, 10_000)
    if not high:
        return to_chinese(low) if low else "零"
    if not low:
        return to_chinese(high) + "万"
    gap = "零" if low < 1000 else ""
    return f"{to_chinese(high)}万{gap}{'一' if 10 <= low < 20 else ''}{to_chinese(low)}"


def _legal(table: dict[int, int]) -> Callable[[int], str]:
    def write(number: int) -> str:
        text = _thousands(number).translate(table)
        return "壹" + text if text.startswith("拾") else text

    return write


def _japanese(number: int) -> str:
    return _UNSAID.sub("", _thousands(number)) or "〇"


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 1 <= number <= 60 else str(number)


def _letters(number: int) -> str:
    if number < 1:
        return str(number)
    times, letter = divmod((number - 1) % _LETTERS_END, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(number: int) -> str:
    if not 1 <= number <= _ROMAN_END:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _words(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    for value, name in ((1000, "thousand"), (100, "hundred")):
        if number >= value:
            count, rest = divmod(number, value)
            return f"{_words(count)} {name}" + (f" {_words(rest)}" if rest else "")
    raise AssertionError(number)


def _cardinal_text(number: int) -> str:
    return _words(number).capitalize() if 0 <= number < 10**6 else str(number)


def _ordinal_text(number: int) -> str:
    if not 0 <= number < 10**6:
        return str(number)
    head, joint, last = re.split("([ -])(?=[a-z]+$)", " " + _words(number))
    ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (head + joint + ordinal).strip().capitalize()


# Sure, from the standard or Microsoft's notes: the ends of the rows of signs (20, 10 or 12), the doubled letters,
# 一○○ and 一百 for the two ways of Chinese counting, ㈠ (not ㊀) for ideographEnclosedCircle.  Known from
# Chinese Word alone: the circles of decimalEnclosedCircleChinese end at ⑩.  Taken from usage: 壹拾 for ten.
FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": padded(2),
    "decimalFullWidth": _digits(_FULL_WIDTH),
    "decimalFullWidth2": _digits(_FULL_WIDTH),
    "decimalEnclosedCircle": _row(_signs("①", 20)),
    "decimalEnclosedCircleChinese": _row(_signs("①", 10)),
    "decimalEnclosedParen": _row(_signs("⑴", 20)),
    "decimalEnclosedFullstop": _row(_signs("⒈", 20)),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chineseCounting": _counting(_BY_DIGIT_RING),
    "chineseCountingThousand": _thousands,
    "chineseLegalSimplified": _legal(_LEGAL),
    "taiwaneseCounting": _counting(_BY_DIGIT_RING),
    "taiwaneseCountingThousand": lambda number: _thousands(number).replace("万", "萬"),
    "taiwaneseDigital": _digits(_BY_DIGIT_RING),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digits(_BY_DIGIT),
    "koreanDigital2": _digits(_BY_DIGIT_ZERO),
    "ideographDigital": _digits(_BY_DIGIT),
    "ideographEnclosedCircle": _row(_signs("㈠", 10)),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "ideographTraditional": _row(_STEMS),
    "ideographZodiac": _row(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "ordinalText": _ordinal_text,
    "cardinalText": _cardinal_text,
    "bullet": lambda _: "•",
    "none": lambda _: "",
}
