"""A date in the form of its slot: 2023-05-06 for 20XX年X月X日, 二〇XX年X月X日, 2023年5月X日 or X月X日至X日."""

import re
from typing import NamedTuple

from xxlint import numerals
from xxlint.analysis.folding import fold
from xxlint.kinds.date import LEAP_YEAR, days_of_month
from xxlint.patterns import lazy
from xxlint.values.tidying import (
    LONGEST_NUMBER,
    in_one_line,
    placeholder_beside,
    placeholder_in,
    unfinished,
    wrong,
)
from xxlint.values.wanted import Accepted, Rejected, Wanted
from xxlint.words import Words

_UNITS = "年月日时分"
_ALIASES = {"月份": "月", "号": "日", "点": "时"}
_TEMPLATE = lazy(r"(?P<number>[^年月日号时点分]*?)(?P<sign>年|月份|月|日|号|时|点|分|\Z)")
_JOINT = lazy(r"[—–~～]{1,2}|--|至|到|(?<=[年月日号分])-| - ")
_ENDS = lazy("[—–~～-]+|至|到")
_YEARS = lazy(r"(\d{4})年?-(\d{4})年?\Z", re.ASCII)
# 3—6月, 2025年3月5-8日: the first of two months or days without its unit.
_WITHOUT_UNIT = lazy(
    r"(?P<before>(?:\d{4} ?年 ?)?(?:\d{1,2} ?月 ?(?=\d))?)(?P<first>\d{1,2}) ?(?:[—–~～-]{1,2}|至|到) ?(?P<second>\d{1,2}) ?(?:月份?|[日号])?\Z",
    re.ASCII,
)
_CHINESE_DIGITS = "零〇○一二三四五六七八九"
_CHINESE_BEFORE = lazy(
    rf"(?<![{_CHINESE_DIGITS}])(?:(?P<year>[一二][{_CHINESE_DIGITS}]{{3}})年|(?P<head>[一二][{_CHINESE_DIGITS}]{{1,2}}))\Z"
)
_YEAR_BEFORE = lazy(r"(?P<year>\d{4})年\Z", re.ASCII)
_ISO = lazy(
    r"(?P<年>\d{4})(?:(?P<mark>[-/.]) ?(?P<月>\d{1,2})(?:(?P=mark) ?(?P<日>\d{1,2}))?)?\.?"
    r"(?:[ T](?P<时>\d{1,2}):(?P<分>\d{2})(?::\d{2}(?:\.0+)?)?)?\Z",
    re.ASCII,
)
_COMPACT = lazy(r"(?P<年>(?:19|20)\d\d)(?P<月>\d\d)(?P<日>\d\d)\Z", re.ASCII)
_CLOCK = lazy(r"(?P<时>\d{1,2}):(?P<分>\d{2})(?::00)?\Z", re.ASCII)
_WRITTEN = lazy(
    r"(?:(?P<年>\d{4}) ?年(?:度|底|末)?)? ?(?:(?P<月>\d{1,2}) ?月(?:份(?!\d))?)? ?(?:(?P<日>\d{1,2}) ?[日号])?"
    r" ?(?:[(（](?:星期|周)(?P<weekday>[一二三四五六日天])[)）])? ?(?:(?P<时>\d{1,2}) ?[时点:](?: ?(?P<分>\d{1,2}) ?分?)?)?\Z",
    re.ASCII,
)
_EXCEL_DAY = lazy(r"(?:3[6-9]|[4-6]\d|7[0-2])\d{3}(?:\.0+)?\Z", re.ASCII)  # 1998 to 2099
_NUMERALS = lazy(rf"[{_CHINESE_DIGITS}十]+(?=[年月日号时点分])")
_NAMES = {
    "年": Words("年", "the year"),
    "月": Words("月", "the month"),
    "日": Words("日", "the day"),
    "时": Words("时", "the hour"),
    "分": Words("分", "the minute"),
}
_FORMAT_PART = lazy(r"(?P<letters>([A-Za-z])\2*)|'(?P<quoted>[^']*)'|(?P<literal>.)")
_FORMAT_PARTS = {  # of Word's date formats; E, O and A are Chinese numerals
    "yyyy": ("年", False), "EEEE": ("年", False), "M": ("月", False), "MM": ("月", True), "O": ("月", False),
    "d": ("日", False), "dd": ("日", True), "A": ("日", False),
}  # fmt: skip
_USUAL_FORMAT = "yyyy年M月d日"
_FIRST_YEAR, _LAST_YEAR = 1800, 2199

Parts = dict[str, int]
"""The numbers of a date by their unit, 年 to 分."""

_SOME_YEAR = 2023
_USUAL: Parts = {"月": 5, "日": 6, "时": 9, "分": 30}


class Place(NamedTuple):
    """One part of a date as the slot writes it: 20XX and 年; ``sign`` may be "" (20XX), 号, 点 or - (2023-05).

    ``padded`` numbers have two digits: 05月.
    """

    unit: str
    number: str
    sign: str
    padded: bool = False


class Form(NamedTuple):
    """How the slot writes one date: its places, and what of the year stands before the slot (二〇).

    ``year`` is the report's own, for examples; 0 where nobody knows it.
    """

    places: tuple[Place, ...]
    chinese: bool
    head: str = ""
    year: int = 0

    @property
    def units(self) -> str:
        """The units of its places: 年月日."""
        return "".join(place.unit for place in self.places)


def expected_date(wanted: Wanted) -> Words:
    """What belongs in a date's place."""
    if wanted.date_format is not None:
        example = _example(*_forms(wanted))
        return Words(f"日期（如 {example}）", f"date (such as {example})")
    words = " ".join(wanted.words.split())
    return Words(f"日期（{words}）", f"date ({words})")


def check_date(value: str, wanted: Wanted) -> Accepted | Rejected:
    """A date for a slot in the slot's form, or why it is none."""
    refused = in_one_line(value, LONGEST_NUMBER)
    if refused is not None:
        return refused
    forms, joint = _forms(wanted)
    words = fold(value).replace("／", "/").replace("：", ":").rstrip("。，；, ")
    years = _number_of_years(words, forms)
    if years is not None:
        return Accepted(years)
    values = [part.strip() for part in _JOINT.split(words)]
    if len(forms) > 1 and (both := _YEARS.match(words)):
        values = [*both.groups()]
    example = _example(forms, joint)
    if len(forms) > 1 and forms[1].places and (both := _WITHOUT_UNIT.match(words)):
        unit = forms[1].places[0].unit
        values = [f"{both['before'] or ''}{both['first']}{unit}", f"{both['second']}{unit}"]
    if len(values) > len(forms):
        return wrong(f"此处只填一个日期，如 {example}", f"one date belongs here, such as {example}")
    if len(values) < len(forms):
        return wrong(
            f"此处要填起止日期，如 {example}", f"a beginning and an end belong here, such as {example}"
        )
    notes: list[Words] = []
    texts: list[str] = []
    dates: list[Parts] = []
    for form, words in zip(forms, values, strict=True):
        given = _read(words, form)
        if given is None:
            return _no_date(value, words, wanted, form)
        if isinstance(given, Rejected):
            return given
        inherited = dates[-1] if dates else _year_before(wanted)
        parts = _matched(given, form, inherited, bool(dates), notes)
        if isinstance(parts, Rejected):
            return parts
        dates.append(parts)
        texts.append(_written(parts, form))
    if len(dates) > 1 and [dates[0].get(u, 0) for u in _UNITS] >= [dates[1].get(u, 0) for u in _UNITS]:
        return wrong("结束日期应晚于开始日期，请核对", "it ends before it begins: check the dates")
    text = joint.join(texts)
    left = placeholder_beside(text, wanted)
    return unfinished(left) if left is not None else Accepted(text, tuple(notes))


# the slot's form


def _forms(wanted: Wanted) -> tuple[list[Form], str]:
    """The form of the date, or of both ends of a range, and what stands between them."""
    if wanted.date_format is not None:
        return [_form_of_control(wanted.date_format)._replace(year=wanted.year)], ""
    words = wanted.words
    joint = _ENDS.search(fold(words), 1)
    halves = [words] if joint is None else [words[: joint.start()], words[joint.end() :]]
    before = wanted.before.rstrip()
    match = _CHINESE_BEFORE.search(before)
    head = (match["head"] or "") if match is not None else ""
    places = _places(halves[0])
    if head and not (places and places[0].unit == "年"):
        head, match = "", None
    others = [_places(half) for half in halves[1:]]
    if others and others[0] and places and not places[-1].sign and others[0][0].unit in "月日":
        places = (*places[:-1], places[-1]._replace(unit=others[0][0].unit))  # X—X月
    first = Form(places, match is not None, head, wanted.year)
    rest = [Form(other, first.chinese, "", wanted.year) for other in others]
    return [first, *rest], joint[0] if joint is not None else ""


def _places(words: str) -> tuple[Place, ...]:
    """The parts of a date with their signs; a bare 20XX is a year."""
    places = []
    for match in _TEMPLATE.finditer(words):
        number = "".join(match["number"].split())
        if not match["sign"] and not number:
            continue
        sign = match["sign"]
        places.append(Place(_ALIASES.get(sign, sign) or "年", fold(number), sign))
    return tuple(places)


def _form_of_control(written: str) -> Form:
    """The form that a date control of Word shows (yyyy/M/d); the usual one where that is no plain date."""
    places: list[Place] = []
    chinese = False
    for match in _FORMAT_PART.finditer(written or _USUAL_FORMAT):
        letters = match["letters"]
        unit, padded = _FORMAT_PARTS.get(letters or "", ("", False))
        if letters is None and places:
            literal = match["quoted"] or match["literal"] or ""
            places[-1] = places[-1]._replace(sign=places[-1].sign + literal)
        elif unit:
            chinese = chinese or letters[0] in "EOA"
            places.append(Place(unit, "", "", padded))
        else:
            return _form_of_control(_USUAL_FORMAT)
    form = Form(tuple(places), chinese)
    return form if form.units in ("年月日", "年月", "月日", "年") else _form_of_control(_USUAL_FORMAT)


def _example(forms: list[Form], joint: str) -> str:
    """A date in the slot's own form."""
    return joint.join(
        form.head + _written(_sample(form, _later(form) if at else {}), form) for at, form in enumerate(forms)
    )


def _later(form: Form) -> Parts:
    """The end of a range that begins at the usual example."""
    unit = next((unit for unit in "日月年" if unit in form.units and unit not in _known(form)), "日")
    return {unit: {"日": 10, "月": 8, "年": (form.year or _SOME_YEAR) + 2}[unit]}


def _sample(form: Form, parts: Parts) -> Parts:
    """A date with the parts that are known; the others as the slot's digits allow.

    A year that nobody knows is left out, so that no example puts a wrong one into the report.
    """
    year = form.year or (_SOME_YEAR if form.units == "年" else 0)
    sample = _USUAL | ({"年": year} if year else {}) | _known(form) | parts
    for place in form.places:
        if place.unit in sample and not _agrees(sample[place.unit], place, form):
            years = range(_FIRST_YEAR, _LAST_YEAR) if place.unit == "年" else range(1, 31)
            fitting = (number for number in years if _agrees(number, place, form))
            sample[place.unit] = next(fitting, sample[place.unit])
    return sample


def _known(form: Form) -> Parts:
    """The numbers that the slot has already: 2023年X月X日."""
    return {
        place.unit: int(place.number)
        for place in form.places
        if place.number.isascii() and place.number.isdecimal()
    }


# the value


def _read(words: str, form: Form) -> Parts | Rejected | None:
    """The parts of a date as people and spreadsheets write it."""
    bare = words
    if bare.isdecimal() and bare.isascii() and len(form.places) - len(_known(form)) == 1 and len(bare) < 5:
        unit = next(place.unit for place in form.places if place.unit not in _known(form))
        if unit != "年" or len(bare) == 4:
            return {unit: int(bare)}
    digits = _NUMERALS.sub(lambda match: str(_number(match[0])), words)
    for pattern in (_ISO, _COMPACT, _CLOCK, _WRITTEN):
        match = pattern.match(digits)
        if match is not None and digits:
            parts = {unit: int(match[unit]) for unit in _UNITS if match.groupdict().get(unit)}
            if pattern is _ISO and not parts.get("时") and not parts.get("分"):
                parts = {
                    unit: number for unit, number in parts.items() if unit not in "时分"
                }  # midnight of a spreadsheet
            if parts:
                return _on_its_weekday(parts, match.groupdict().get("weekday"))
    return None


def _number(words: str) -> int | str:
    """二〇二三, 十二: the number, or the words where they are none."""
    if len(words) == 4 and "十" not in words:
        return int("".join(str(numerals.parse(digit) or 0) for digit in words))
    parsed = numerals.parse(words)
    return words if parsed is None else parsed


def _on_its_weekday(parts: Parts, weekday: str | None) -> Parts | Rejected:
    """The date, unless it was given with a weekday that it is not."""
    if weekday is None or not {"年", "月", "日"} <= parts.keys() or _impossible(parts) is not None:
        return parts
    from datetime import date  # only where a date has a weekday

    right = "一二三四五六日"[date(parts["年"], parts["月"], parts["日"]).weekday()]
    if right == weekday.replace("天", "日"):
        return parts
    return wrong(
        f"这一天是星期{right}，不是星期{weekday}，请核对",
        f"that day is 星期{right}, not 星期{weekday}: check it",
    )


def _number_of_years(words: str, forms: list[Form]) -> str | None:
    """Some years where the slot may mean that: 工作1X年."""
    form = forms[0]
    if len(forms) > 1 or form.units != "年" or form.head or len(form.places[0].number) > 2:
        return None
    mask, number = form.places[0], words.removesuffix("年")
    fits = number.isascii() and number.isdecimal() and len(number) <= 2 and _agrees(int(number), mask, form)
    return f"{int(number)}{mask.sign}" if fits else None


def _no_date(value: str, words: str, wanted: Wanted, form: Form) -> Rejected:
    """Words where a date belongs."""
    left = placeholder_in(value, wanted)
    if left is not None:
        return unfinished(left)
    example = _example([form], "")
    if _EXCEL_DAY.match(words):
        return _excel_day(words, form)
    return wrong(
        f"“{words[:20]}”读不成日期，请写成如 {example}",
        f"“{words[:20]}” cannot be read as a date: write it like {example}",
    )


def _excel_day(words: str, form: Form) -> Rejected:
    """45721 where 2025-03-05 was typed and the cell lost its format."""
    from datetime import date, timedelta  # only where somebody did that

    day = date(1899, 12, 30) + timedelta(days=int(words.partition(".")[0]))
    parts = {"年": day.year, "月": day.month, "日": day.day}
    told = f"{day.year}年{day.month}月{day.day}日"
    fits = all(place.unit in parts and _agrees(parts[place.unit], place, form) for place in form.places)
    answer = form.head + _written(parts, form) if fits else told
    zh = f"，即{told}" if answer != told else ""
    return wrong(
        f"“{words}”是 Excel 里日期的序号{zh}；如无误，请填 {answer}",
        f"“{words}” is how Excel numbers a day ({told}): if that is right, write {answer}",
    )


def _year_before(wanted: Wanted) -> Parts:
    """The year that stands right before the slot."""
    before = fold(wanted.before).rstrip()
    if match := _YEAR_BEFORE.search(before):
        return {"年": int(match["year"])}
    match = _CHINESE_BEFORE.search(before)
    if match is not None and match["year"]:
        return {"年": int(_number(match["year"]))}
    return {}


def _matched(
    given: Parts, form: Form, inherited: Parts, is_end: bool, notes: list[Words]
) -> Parts | Rejected:
    """All parts of the date, those that the slot or the words before it have included."""
    known = _known(form) if is_end else inherited | _known(form)
    missing = [unit for unit in form.units if unit not in given and unit not in _known(form)]
    if missing and is_end and all(unit in inherited for unit in missing) and missing[-1] != form.units[-1]:
        given = {unit: inherited[unit] for unit in missing} | given
        missing = []
    parts = inherited | known | given
    problem = _impossible(given)
    if problem is not None:
        return Rejected(problem)
    if missing:
        example = form.head + _written(_sample(form, parts), form)
        zh = "、".join(_NAMES[unit].zh for unit in missing)
        return wrong(
            f"缺少{zh}，请写全，如 {example}",
            f"{', '.join(_NAMES[unit].en for unit in missing)} missing: write it whole, such as {example}",
        )
    for unit, number in known.items():
        if unit in given and given[unit] != number:
            there = f"{number}{unit}"
            return wrong(
                f"文中已写“{there}”，填的是“{given[unit]}{unit}”，请核对",
                f"the report says “{there}”, not “{given[unit]}{unit}”: check it",
            )
    other = next(
        (unit for unit in given if unit not in form.units and given[unit] != inherited.get(unit)), ""
    )
    if is_end and other in inherited and other not in "时分":
        return wrong(
            f"起止不在同一{other}，文中此处写不下，请修改正文的写法",
            "beginning and end differ in what the report has no place for: change the report",
        )
    for place in form.places:
        if not _agrees(parts[place.unit], place, form):
            there = f"{form.head}{place.number}{place.sign}"
            return wrong(
                f"文中已写“{there}”，与填的“{parts[place.unit]}{place.sign}”不符，请核对",
                f"the report says “{there}”, which does not agree with “{parts[place.unit]}{place.sign}”: check it",
            )
    problem = _impossible(parts)
    if problem is not None:
        return Rejected(problem)
    surplus = [unit for unit in given if unit not in form.units and unit not in inherited]
    if surplus:
        zh = "、".join(f"{given[unit]}{unit}" for unit in surplus)
        notes.append(Words(f"文中此处不写{zh}，已略去", f"{zh} was left out: the report has no place for it"))
    return parts


def _agrees(number: int, place: Place, form: Form) -> bool:
    """Whether the digits that a place has already are those of the number: 20XX, 1X."""
    mask = place.number
    if place.unit == "年" and form.head:
        return f"{number:04}".startswith("".join(str(numerals.parse(digit) or 0) for digit in form.head))
    if not any(char.isdecimal() for char in mask):
        return True
    digits = f"{number:04}"[-len(mask) :] if place.unit == "年" else f"{number:0{len(mask)}}"
    return len(digits) == len(mask) and all(
        m == d or not m.isdecimal() for m, d in zip(mask, digits, strict=True)
    )


def _impossible(parts: Parts) -> Words | None:
    year, month, day = parts.get("年", LEAP_YEAR), parts.get("月"), parts.get("日")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return Words(f"年份{year}不合常理，请核对", f"{year} is no likely year: check it")
    if month is not None and not 1 <= month <= 12:
        return Words(f"没有{month}月，请核对", f"there is no month {month}: check it")
    if day is not None and not 1 <= day <= (31 if month is None else days_of_month(year, month)):
        where = f"{month}月" if month is not None else ""
        return Words(f"没有{where}{day}日这一天，请核对", f"there is no such day ({where}{day}日): check it")
    if not 0 <= parts.get("时", 0) <= 24 or not 0 <= parts.get("分", 0) <= 59:
        return Words("没有这个时刻，请核对", "there is no such time: check it")
    return None


def _written(parts: Parts, form: Form) -> str:
    """The date as the slot writes it; a year that is not among the parts stays open."""
    words = []
    for place in form.places:
        number = parts.get(place.unit)
        if number is None:
            words.append(place.number or "20XX")
        elif form.chinese:
            words.append(_in_chinese(number, place, form))
        elif place.unit == "年":
            size = len(place.number)
            short = size < 4 and any(char.isdecimal() for char in place.number)
            words.append(f"{number:04}"[-size:] if short else str(number))
        else:
            pad = place.padded or place.number[:1] == "0" or place.unit == "分"
            words.append(f"{number:02}" if pad else str(number))
        words.append(place.sign)
    return "".join(words)


def _in_chinese(number: int, place: Place, form: Form) -> str:
    if place.unit != "年":
        return numerals.to_chinese(number) if number else "零"
    zero = "○" if "○" in form.head else "〇"
    digits = "".join(f"{zero}一二三四五六七八九"[int(digit)] for digit in f"{number:04}")
    return digits[len(form.head) :]
