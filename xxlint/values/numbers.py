"""A number with what belongs to it: hedge, sign, thousands separators, range, scale and unit."""

import re
from decimal import Decimal
from typing import NamedTuple

from xxlint import numerals
from xxlint.analysis.folding import fold
from xxlint.analysis.metrics import FALLS, RISES
from xxlint.analysis.quantities import HEDGES, HEDGES_BEHIND, POWERS, Quantity, Reading
from xxlint.analysis.surroundings import Surroundings, UnitAt
from xxlint.kinds.plausible import exceeds, written_range
from xxlint.lexicon import Measure, Metric
from xxlint.patterns import lazy
from xxlint.values.tidying import (
    HALF_WIDTH,
    LONGEST_NUMBER,
    in_one_line,
    placeholder_beside,
    placeholder_in,
    twice,
    unfinished,
    wrong,
)
from xxlint.values.wanted import Accepted, Rejected, Wanted
from xxlint.vocabulary import SlotKind
from xxlint.words import Words

_SPACES = dict.fromkeys(map(ord, "\xa0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
_DIGITS = r"\d(?:[\d,.' ]*\d)?"
_CHINESE = "零〇一二两三四五六七八九十百千"
_DASHES = "——?|[–―~～-]|[至到]"
_VERBS = (*RISES, *FALLS)
_PARTS = lazy(
    rf"(?P<hedge>{'|'.join(sorted(HEDGES, key=len, reverse=True))})? ?(?P<verb>{'|'.join(_VERBS)})? ?(?P<sign>[+-]?) ?"
    rf"(?P<number>{_DIGITS}|[{_CHINESE}]+)"
    rf"(?:(?P<first>[^\d—–―~～至到+-]{{0,8}}?) ?(?P<joint>{_DASHES}) ?(?P<upper>{_DIGITS}))?"
    r" ?(?P<rest>\D*)\Z",
    re.ASCII,
)
_SCALED = lazy(r"(?P<scale>[十百千万亿]{0,2})(?P<more>[余多]?)\Z")
_PLAIN = lazy(r"\d+(?:\.\d+)?", re.ASCII)
_GROUPED = lazy(r"\d{1,3}(?P<sign>[, '])\d{3}(?:(?P=sign)\d{3})*(?:\.\d+)?", re.ASCII)
_EXPONENT = lazy(r"[+-]?\d+(?:\.\d*)?[eE][+-]?(?P<power>\d+)\Z", re.ASCII)
_MOST_DIGITS, _MOST_DECIMALS, _LIKELY_DECIMALS = 15, 6, 4
_DIRECTION = lazy(rf"(?P<verb>{'|'.join(_VERBS)})(?:了|约|近|超过?|逾|大约)? *\Z")
_UNDECIDED = lazy(rf"(?:{'|'.join(_VERBS)})(?:[/／|](?:{'|'.join(_VERBS)})|（(?:{'|'.join(_VERBS)})）)\Z")
_LOSS = lazy(r"(?:(?:降|跌|减)幅|下降幅度)(?:为|是|达到?|约|：)*\Z")
_DOWNWARDS = frozenset(FALLS)
_AVERAGE = lazy("平均|人均|户均|每|均")
_SHARES = ("率", "占比", "比重", "比例", "满意度", "覆盖面")
_SHARE_BEFORE = lazy(r"(?:率|占比|比重|比例|满意度|覆盖面)(?:为|是|达到?|约|至|到|提高到|保持在)*\Z")
_GROWTH_RATE = lazy(r"(?:增长|上涨|增)率")
_NAME_OF_SHARE = lazy(
    r"([\u4e00-\u9fff]{0,6}(?:率|占比|比重|比例|满意度|覆盖面))(?:为|是|达到?|约|至|到|提高到|保持在)*\Z"
)
_SIGNED_SHARE = lazy(
    r"(?:利润?|收益|回报|报酬|毛利|净利|盈利|盈亏|变化|变动|偏差|偏离|涨跌|增减|贡献|拉动|溢价|折价|增值?|升值|贬值|通胀|通货膨胀"
    r"|净流入|迁移|增长|上涨|弹性)率(?:为|是|达到?|约|至|到|提高到|保持在)*\Z"
)
_RATE_OF_GROWTH = lazy(r"(?:增速|增幅|涨幅|升幅|(?:增长|上涨|增)率)(?:为|是|达到?|约|至|到)*\Z")
_WHOLE, _TENFOLD = 100, 1000  # percent
_CLAUSES = lazy("[，。；：！？\n]")
_OF_CHANGE = lazy("[变差净增减盈亏顺逆]")
_REACH = 40  # characters on either side in which the other end of a range stands
_LOWER_END = lazy(r"(?<![\d.年月])(?P<end>\d{1,12}(?:\.\d{1,6})?) ?%? ?(?:[—–―]{1,2}|[~～]) ?\Z", re.ASCII)
_UPPER_END = lazy(r" ?%? ?(?:[—–―]{1,2}|[~～]) ?(?P<end>\d{1,12}(?:\.\d{1,6})?)(?![\d.])", re.ASCII)
_RATES = ("share", "point", "times")
# Things that are counted whole; of hours, days, points and ages there are halves.
_IN_PARTS = frozenset(("小时", "课时", "学时", "天", "周", "个月", "岁", "分", "人天", "成", "号", "册"))
_POINTS = frozenset(("个百分点", "百分点"))
_KINDS: dict[SlotKind, Words] = {
    "amount": Words("数字", "a number"),
    "count": Words("数字", "a number"),
    "area": Words("面积数字", "an area"),
    "index": Words("数字", "a number"),
    "percent": Words("百分比", "a percentage"),
}


class Number(NamedTuple):
    """A number as it was typed, taken apart; ``figures`` are plain, one or the ends of a range.

    ``about`` and ``more`` are 余 or 多 before and behind the scale: 10余万人, 1.5万余人.  ``first`` is what stands behind
    the first end of a range: 3%—5%.
    """

    hedge: str
    sign: str
    figures: tuple[str, ...]
    first: str
    joint: str
    about: str
    scale: str
    more: str
    unit: str
    behind: str

    @property
    def written(self) -> str:
        """The words again."""
        first = f"{self.first}{self.joint}{self.figures[1]}" if len(self.figures) > 1 else ""
        return f"{self.hedge}{self.sign}{self.figures[0]}{first}{self.about}{self.scale}{self.more}{self.unit}{self.behind}"


def expected_number(wanted: Wanted) -> Words:
    """What belongs in a number's place."""
    if wanted.measure is not None:
        unit = wanted.unit or ""
        if unit == "%":
            return Words("百分比（只填数字）", "percentage (the number alone)")
        return Words(f"数字（{unit}）", f"number ({unit})")
    if wanted.kind == "percent":
        return Words("百分比（连同%）", "percentage (with its %)")
    if wanted.kind == "index" or wanted.in_cell:
        return Words("数字", "number")
    units = "、".join(_units(wanted))
    return Words(
        f"数字和单位（{units}）" if units else "数字和单位",
        f"number and unit ({units})" if units else "number and unit",
    )


def check_number(value: str, wanted: Wanted) -> Accepted | Rejected:
    """A number for a slot, or why it is none."""
    refused = in_one_line(value, LONGEST_NUMBER)
    if refused is not None:
        return refused
    notes: list[Words] = []
    words = fold(value.translate(_SPACES)).replace("，", ",").replace("−", "-").strip()
    if words != value.replace("−", "-"):
        notes.append(HALF_WIDTH)
    if words[-1:] in "。，；、,;" and len(words) > 1:
        words = words.rstrip("。，；、,; ")
        notes.append(Words("末尾的标点已去掉", "the mark at its end was taken off"))
    number = _read(words, wanted, notes)
    if isinstance(number, Rejected):
        return number
    for judge in (_judge_hedge, _judge_shape, _judge_direction, _judge_unit, _judge_count):
        judged = judge(number, wanted, notes)
        if isinstance(judged, Rejected):
            return judged
        number = judged
    refused = _judge_mask(number, wanted) or _judge_size(number, wanted, notes)
    if refused is not None:
        return refused
    text = number.written
    left = placeholder_beside(text, wanted)
    return unfinished(left) if left is not None else Accepted(text, tuple(notes))


# reading


def _read(words: str, wanted: Wanted, notes: list[Words]) -> Number | Rejected:
    """The parts of a number."""
    if short := _EXPONENT.match(words):
        plain = (
            _plain(Decimal(words)) if len(short["power"]) < 3 and int(short["power"]) < _MOST_DIGITS else ""
        )
        return wrong(
            "这是科学计数法，请写成普通数字" + (f"：{plain}" if plain else ""),
            "this is scientific notation: write the plain number" + (f": {plain}" if plain else ""),
        )
    match = _PARTS.match(words)
    if match is None or (match["upper"] and match["number"][0] in _CHINESE):
        return _no_number(words, wanted)
    rest = match["rest"].strip()
    behind = next((end for end in sorted(HEDGES_BEHIND) if rest.endswith(end)), "")
    rest = rest.removesuffix(behind).rstrip()
    about = rest[:1] if rest[:1] in ("余", "多") else ""
    more, scale, unit = "", "", ""
    if scaled := _SCALED.match(rest.removeprefix(about)):
        scale, more = scaled["scale"], scaled["more"]
    else:
        found = _unit(rest.removeprefix(about), wanted)
        if found is None:
            return _no_number(words, wanted)
        more, scale, unit = found.about, found.scale, found.unit
    figures = []
    for written in (match["number"], match["upper"]):
        if written is None:
            continue
        figure = _figure(written, wanted, notes)
        if isinstance(figure, Rejected):
            return figure
        figures.append(figure)
    if match["verb"]:
        there = _verb_before(wanted)
        if there != match["verb"]:
            return wrong(
                f"此处只填数字，不要写“{match['verb']}”" + (f"（文中已写“{there}”）" if there else ""),
                f"write the number alone, without “{match['verb']}”",
            )
        notes.append(twice(match["verb"]))
    return Number(
        match["hedge"] or "",
        match["sign"],
        tuple(figures),
        (match["first"] or "").strip(),
        match["joint"] or "",
        about,
        scale,
        more,
        unit,
        behind,
    )


def _unit(words: str, wanted: Wanted) -> UnitAt | None:
    """The unit that the words are, all of them."""
    found = Surroundings(words, words, wanted.lexicon).measure_at(0)
    if found is None or found.end != len(words) or (found.unit == "年" and "年" not in (wanted.unit or "")):
        return None
    return found


def _figure(written: str, wanted: Wanted, notes: list[Words]) -> str | Rejected:
    """A number without its separators."""
    if not written[0].isdecimal():
        return _chinese(written, wanted)
    figure = written
    if not _PLAIN.fullmatch(written):
        if not _GROUPED.fullmatch(written):
            if written.count(".") > 1 or " " in written:
                return wrong(
                    f"“{written}”不是一个数，请只填一个数字",
                    f"“{written}” is not one number: write one number",
                )
            return wrong(
                f"“{written}”的千位分隔不对，请核对后去掉逗号重填",
                f"the separators in “{written}” are misplaced: check the number and leave them out",
            )
        figure = "".join(char for char in written if char.isdecimal() or char == ".")
        notes.append(Words("千位分隔符已去掉", "thousands separators were taken out"))
    whole, _, decimals = figure.partition(".")
    if len(whole) > 1 and whole[0] == "0":
        return wrong(f"“{figure}”以 0 开头，请核对后重填", f"“{figure}” begins with 0: check it")
    if len(whole) > _MOST_DIGITS:
        return wrong(f"数字太长（{len(whole)}位），请核对", f"the number has {len(whole)} digits: check it")
    if len(decimals) > _MOST_DECIMALS:
        rounded = _plain(Decimal(figure).quantize(Decimal("0.01")))
        return wrong(
            f"小数位太多，请四舍五入后填写，如 {rounded}", f"too many decimals: round it, such as {rounded}"
        )
    return figure


def _chinese(written: str, wanted: Wanted) -> str | Rejected:
    number = numerals.parse(written)
    if number is None:
        return wrong(
            f"“{written}”不是一个确定的数，请填具体数字", f"“{written}” is no definite number: write digits"
        )
    if wanted.kind != "count":
        return wrong(f"请用阿拉伯数字：{number}", f"write it in digits: {number}")
    return written


def _no_number(words: str, wanted: Wanted) -> Rejected:
    """Words where a number belongs."""
    left = placeholder_in(words, wanted)
    if left is not None:
        return unfinished(left)
    what = _KINDS[wanted.kind]
    example = _example(wanted)
    if words.startswith("百分之"):
        return wrong("请用数字和“%”写，如 5.6%", "write it in digits, such as 5.6%")
    return wrong(
        f"此处应填{what.zh}，“{words[:20]}”读不成一个数；请写成如 {example}",
        f"{what.en} belongs here and “{words[:20]}” cannot be read as one; write it like {example}",
    )


def _example(wanted: Wanted) -> str:
    if wanted.kind == "count":
        return "12" if wanted.measure is not None else "12个"
    number = "5.6" if wanted.kind == "percent" else "186.4"
    if wanted.measure is not None or wanted.kind == "index":
        return number
    return number + next(iter(_units(wanted)), "")


# judging


def _judge_hedge(number: Number, wanted: Wanted, notes: list[Words]) -> Number | Rejected:
    """约 and 余 once at most."""
    before = fold(wanted.before).rstrip()
    there = next((hedge for hedge in HEDGES if before.endswith(hedge)), None)
    if number.hedge and there is not None:
        if there != number.hedge:
            return wrong(
                f"文中已写“{there}”，请去掉“{number.hedge}”",
                f"the report says “{there}” already: leave out “{number.hedge}”",
            )
        notes.append(twice(there))
        number = number._replace(hedge="")
    about = number.about or number.more
    if number.hedge and about:
        return wrong(
            f"“{number.hedge}”和“{about}”意思重复，请只留一个",
            f"“{number.hedge}” and “{about}” say the same: leave one of them out",
        )
    if about and wanted.has_unit and wanted.measure is not None and wanted.measure.about:
        notes.append(twice(wanted.measure.about))
        number = number._replace(about="", more="")
    if number.behind and wanted.has_unit:
        return wrong(
            f"“{number.behind}”要写在单位后面，此处请只填数字",
            f"“{number.behind}” belongs behind the unit: write the number alone",
        )
    return number


def _judge_shape(number: Number, wanted: Wanted, notes: list[Words]) -> Number | Rejected:
    """Ranges go upwards; behind 第 and in a range stands one number."""
    if len(number.figures) > 1:
        if wanted.in_range:
            return wrong(
                "文中此处是一个范围的一端，请只填一个数", "this is one end of a range: write one number"
            )
        if number.first not in ("", number.scale, number.scale + number.unit, wanted.unit):
            return wrong("范围两端请用同一单位", "write both ends of a range in one unit")
        lower, upper = map(_decimal, number.figures)
        if number.sign != "-" and lower >= upper:
            return _downwards(*number.figures)
    elif not (number.sign or number.scale) and (ends := _ends(number.figures[0], wanted)) is not None:
        return _downwards(*ends)
    if wanted.before.endswith("第"):
        plain = not (
            number.hedge or number.sign or number.about or number.more or number.scale or number.behind
        )
        if not plain or len(number.figures) > 1 or "." in number.figures[0]:
            return wrong("“第”后面请填一个整数，如 3", "behind 第 stands one whole number, such as 3")
    return number


def _downwards(lower: str, upper: str) -> Rejected:
    if _decimal(lower) == _decimal(upper):
        return wrong(
            f"范围两端相同（{lower}），请核对；只有一个数就只填一个",
            f"both ends of the range are {lower}: check them, or write one number",
        )
    return wrong(
        f"范围应当从小到大，前面的数比后面大（{lower}、{upper}），请核对两端",
        f"a range goes from the smaller to the larger, not from {lower} to {upper}: check its ends",
    )


def _ends(figure: str, wanted: Wanted) -> tuple[str, str] | None:
    """The ends of 3—XX亿元 or XX—5亿元 with the figure in its place, where they are in the wrong order."""
    if wanted.kind == "count" and wanted.measure is None:
        return None
    before = _LOWER_END.search(fold(wanted.before[-_REACH:]))
    behind = _UPPER_END.match(fold(wanted.behind[:_REACH]))
    ends = (before["end"], figure) if before else (figure, behind["end"]) if behind else None
    return ends if ends is not None and _decimal(ends[0]) >= _decimal(ends[1]) else None


def _verb_before(wanted: Wanted) -> str | None:
    """The verb of direction right before the slot."""
    match = _DIRECTION.search(fold(wanted.before)[-12:])
    return match["verb"] if match is not None else None


def _judge_direction(number: Number, wanted: Wanted, notes: list[Words]) -> Number | Rejected:
    """The verb, or a sign before the slot, says which way it went; the number behind it has no sign."""
    before = fold(wanted.before).rstrip()
    there = before[-1:] if before[-1:] in ("+", "-") else ""
    if there and number.sign:
        if number.sign != there:
            return wrong(
                f"文中已写“{there}”，填的是“{number.sign}”，请核对；符号不对请修改正文",
                f"the report says “{there}”, not “{number.sign}”: check it, and change the report if it is wrong",
            )
        notes.append(twice(there))
        return number._replace(sign="")
    match = _DIRECTION.search(before[-12:])
    verb = match["verb"] if match is not None else None
    if number.sign == "-":
        plain = number._replace(sign="").written
        sign = (wanted.unit or "") if wanted.has_unit else ""
        if _UNDECIDED.search(before[-12:]):
            return wrong(
                f"升降由前面的词表示，此处请填正数 {plain}",
                f"the word before it tells the direction: write {plain}",
            )
        if verb in _DOWNWARDS or _LOSS.search(before):
            return wrong(
                f"文中已写“{verb or '降幅'}”，再填负数就是升了；下降请填 {plain}",
                f"the report says “{verb or '降幅'}” already and a negative number would mean a rise: for a fall write {plain}",
            )
        if verb is not None:
            other = "减少" if verb in ("增加", "增") else "下降"
            return wrong(
                f"文中写的是“{verb}”，不能填负数；若是{other}，请把正文改为“{other}{plain}{sign}”",
                f"the report says “{verb}”: a negative number does not fit; if it fell, change the report to “{other}{plain}{sign}”",
            )
        if wanted.kind in ("count", "area"):
            return wrong(
                f"数量不能是负数，请核对：{plain}？",
                f"a count is never negative: check whether it is {plain}",
            )
    if number.sign == "+" and (verb is not None or wanted.kind != "percent"):
        notes.append(Words("“+”已去掉", "the “+” was taken off"))
        return number._replace(sign="")
    return number


def _judge_unit(number: Number, wanted: Wanted, notes: list[Words]) -> Number | Rejected:
    """The unit once, and the right one."""
    there = wanted.measure
    if there is None:
        return _judge_own_unit(number, wanted)
    unit = there.scale + there.unit
    if number.unit and number.unit != there.unit and not {number.unit, there.unit} <= _POINTS:
        return _other_unit(number, there, wanted)
    if not number.scale and not number.unit:
        return number
    if number.scale and there.unit and wanted.kind == "percent":
        return _other_unit(number, there, wanted)
    if not there.scale:
        if number.unit:
            notes.append(twice(there.unit, number.unit))
        return number._replace(unit="")
    if number.scale != there.scale:
        return _other_unit(number, there, wanted)
    if number.more:
        plain = number._replace(scale="", more="", unit="").written
        return wrong(
            f"文中已写“{unit}”，“{number.more}”没有地方写，请改填“约{plain}”",
            f"“{unit}” is in the report already and leaves no place for “{number.more}”: write 约{plain}",
        )
    notes.append(twice(unit, number.scale + number.unit))
    return number._replace(scale="", unit="")


def _other_unit(number: Number, there: UnitAt, wanted: Wanted) -> Rejected:
    """A unit that is not the one of the report, with the number in the right one where that can be told."""
    unit = there.scale + there.unit
    written = number.scale + number.unit
    converted = _converted(number, there, wanted)
    plain = number._replace(about="", scale="", more="", unit="", behind="").written
    if converted is not None and converted != plain:
        return wrong(
            f"单位不是“{written}”：文中此处的单位是“{unit}”，请换算成{unit}填写：{converted}",
            f"the unit here is “{unit}”, not “{written}”: convert it and write {converted}",
        )
    if converted is None and _dimension(number.unit or there.unit, wanted) == _dimension(there.unit, wanted):
        if wanted.kind == "percent":
            return wrong(
                f"此处的单位是“{unit}”，“{plain}{written}”不合适，请核对",
                f"the unit here is “{unit}”, and “{plain}{written}” does not fit: check it",
            )
        return wrong(
            f"单位不是“{written}”：文中此处的单位是“{unit}”，请换算成{unit}填写",
            f"the unit here is “{unit}”, not “{written}”: convert it",
        )
    if converted is None:
        return wrong(
            f"单位应为{unit}，填的是“{written}”：请核对，并只填数字",
            f"the unit here is “{unit}”, not “{written}”: check it, and write the number alone",
        )
    return wrong(
        f"单位应为{unit}：文中已写“{unit}”，请只填数字，如 {plain}",
        f"the unit “{unit}” is in the report already: write the number alone, such as {plain}",
    )


def _converted(number: Number, there: UnitAt, wanted: Wanted) -> str | None:
    """The number in the report's unit, exactly; None where the units measure different things."""
    measures = wanted.lexicon.measures
    given, right = measures.get(number.unit or there.unit), measures.get(there.unit)
    if wanted.kind == "percent" and number.scale:  # 1.2万 is no share
        return None
    if given is None or right is None or given.dimension != right.dimension:
        return None
    factor = _power(number.scale) * Decimal(given.factor) / (_power(there.scale) * Decimal(right.factor))
    if not factor:
        return None
    figures = [_plain(_decimal(figure) * factor) for figure in number.figures]
    if any(
        len(figure) > _MOST_DIGITS or len(figure.partition(".")[2]) > _LIKELY_DECIMALS for figure in figures
    ):
        return None
    return f"{number.hedge}{number.sign}{(number.joint or '—').join(figures)}"


def _judge_own_unit(number: Number, wanted: Wanted) -> Number | Rejected:
    """No unit stands behind the slot: the number brings its own."""
    units = _units(wanted)
    plain = number._replace(unit="").written
    if not number.unit:
        if wanted.in_cell or wanted.kind == "index" or wanted.in_range:
            return number
        if wanted.kind == "percent":
            return wrong(
                f"文中此处后面没有“%”，请连同“%”填写：{plain}%",
                f"no “%” follows in the report: write {plain}%",
            )
        if wanted.kind in ("amount", "area") or units:
            money = bool(units) and units[0].endswith("元")
            example = (
                f"{plain}{'元' if number.scale and money else units[0]}"
                if units and (money or not number.scale)
                else ""
            )
            return wrong(
                "文中此处后面没有单位，请连同单位填写"
                + (
                    f"，如 {example}"
                    if example
                    else "，如 186.4亿元"
                    if wanted.kind == "amount"
                    else "，如 3200亩"
                ),
                "no unit follows in the report: write it with the number"
                + (f", such as {example}" if example else ""),
            )
        return number
    given = _dimension(number.unit, wanted)
    if wanted.kind == "percent":
        if given not in _RATES or number.scale:
            return wrong("此处应填百分比，如 5.6%", "a percentage belongs here, such as 5.6%")
        return number
    if units:
        if given not in {_dimension(unit, wanted) for unit in units}:
            listed = "、".join(units)
            return wrong(
                f"单位应为{listed}，填的是“{number.scale}{number.unit}”，请核对",
                f"the unit should be {listed}, not “{number.scale}{number.unit}”: check it",
            )
        return number
    kind = wanted.lexicon.units.get(number.unit)
    if kind is not None and wanted.kind not in ("index", kind):
        what = expected_number(wanted)
        return wrong(
            f"此处应填{what.zh}，“{number.scale}{number.unit}”不合适，请核对",
            f"{what.en} belongs here, not “{number.scale}{number.unit}”: check it",
        )
    return number


def _units(wanted: Wanted) -> tuple[str, ...]:
    """The units that the metric is given in."""
    known = wanted.known
    if known is None or known.kind == "index" or wanted.kind == "percent":
        return ("%",) if wanted.kind == "percent" else ()
    return tuple(unit for unit in known.units if unit)


def _dimension(unit: str, wanted: Wanted) -> str:
    measures = wanted.lexicon.measures
    base = next((unit[at:] for at in range(len(unit)) if unit[at:] in measures), unit)
    return measures[base].dimension if base in measures else base


def _judge_mask(number: Number, wanted: Wanted) -> Rejected | None:
    """1XX, XX.5: the digits that are there already stay."""
    mask = fold(wanted.words).replace(",", "").replace(" ", "")
    if wanted.form != "letter" or not any(char.isdecimal() for char in mask):
        return None
    whole, _, decimals = mask.partition(".")
    figure = number.figures[0]
    own, _, own_decimals = figure.partition(".")
    agree = len(number.figures) == 1 and not number.scale
    if agree and any(char.isdecimal() for char in whole):
        free = whole[:2] in ("XX", "xx", "Xx")
        agree = _fits(own[-len(whole) :] if free else own, whole)
    if agree and any(char.isdecimal() for char in decimals):
        agree = _fits(own_decimals, decimals)
    if agree:
        return None
    return wrong(
        f"文中已写“{wanted.words}”，填的数与其中的数字不符，请核对",
        f"the report says “{wanted.words}”: the digits that are there do not agree, check them",
    )


def _fits(digits: str, mask: str) -> bool:
    return len(digits) == len(mask) and all(
        m == d or not m.isdecimal() for m, d in zip(mask, digits, strict=True)
    )


def _judge_count(number: Number, wanted: Wanted, notes: list[Words]) -> Number | Rejected:
    """People and things are counted whole; 12.3万人 and 平均每户3.2人 are none of that."""
    unit = wanted.measure.unit if wanted.measure is not None else number.unit
    scaled = bool(number.scale or (wanted.measure is not None and wanted.measure.scale))
    if wanted.kind != "count" or scaled or not unit or unit in _IN_PARTS:
        return number
    if not any("." in figure for figure in number.figures) or _AVERAGE.search(wanted.before[-20:]):
        return number
    whole = tuple(figure.partition(".")[0] for figure in number.figures)
    if all(_decimal(one) == _decimal(other) for one, other in zip(whole, number.figures, strict=True)):
        notes.append(Words("小数点后的 0 已去掉", "idle zeros were taken off"))
        return number._replace(figures=whole)
    return wrong(
        f"以“{unit}”计数应是整数，请核对", f"what is counted in “{unit}” is a whole number: check it"
    )


def _judge_size(number: Number, wanted: Wanted, notes: list[Words]) -> Rejected | None:
    """What cannot be, by the metric's range, and what is unusual."""
    unit = wanted.measure.unit if wanted.measure is not None else number.unit
    scale = number.scale or (wanted.measure.scale if wanted.measure is not None else "")
    measure = wanted.lexicon.measures.get(unit) or Measure(unit, "1")
    figures = tuple(f"{number.sign.replace('+', '')}{figure}" for figure in number.figures)
    quantities = [
        Quantity(0, 0, Reading(figure, (figure,), scale, scale + unit, measure)) for figure in figures
    ]
    changes = _verb_before(wanted) is not None
    known = wanted.known
    if known is not None:
        hard, name = known.hard, wanted.metric or known.names[0]
        counts = not changes or (hard is not None and (hard.least or "").startswith("-") and hard.unit == "%")
        if counts and any(exceeds(wanted.lexicon, quantity, hard) for quantity in quantities):
            value = "—".join(figures) + scale + unit
            return wrong(
                f"{name}应在{written_range(hard)}之间，{value}不可能，请核对",
                f"{name} lies within {written_range(hard)}; {value} cannot be: check it",
            )
    below = _below_nothing(number, unit, wanted) if number.sign == "-" and not changes else None
    if isinstance(below, Rejected):
        return below
    doubt = below
    if doubt is None and unit == "%":
        doubt = _doubt_of_growth(quantities[-1], wanted) or _doubt_of_share(quantities[0], wanted, changes)
    soft = known.soft if known is not None and wanted.of_county and known.unique and not changes else None
    if doubt is None and any(exceeds(wanted.lexicon, quantity, soft) for quantity in quantities):
        doubt = Words(
            f"不常见：{wanted.metric}一般在{written_range(soft)}之间，请核对",
            f"unusual: {wanted.metric} is mostly within {written_range(soft)}; check it",
        )
    if doubt is not None:
        notes.append(doubt)
    return None


def _below_nothing(number: Number, unit: str, wanted: Wanted) -> Rejected | Words | None:
    """A share or an amount that is never negative; in a table it may be that of a column of changes."""
    before, known = fold(wanted.before).rstrip(), wanted.known
    name = _NAME_OF_SHARE.search(before) if unit == "%" else None
    if name is not None and not _SIGNED_SHARE.search(before[-16:]):
        return wrong(
            f"{name[1]}不能是负数，请核对；若是下降，请写明“下降”",
            f"{name[1]} is never negative: check it, and if it fell, say so in the report",
        )
    if known is None or known.kind != "amount" or unit == "%" or _may_be_negative(known):
        return None
    metric = wanted.metric or known.names[0]
    reason = Words(f"{metric}不能是负数，请核对", f"{metric} is never negative: check it")
    clause = _CLAUSES.split(before)[-1]
    if wanted.in_cell:
        return reason
    return None if _OF_CHANGE.search(clause) else Rejected(reason)


def _may_be_negative(metric: Metric) -> bool:
    """Whether losses of it are known: profits."""
    return any((bounds.least or "").startswith("-") for bounds in (metric.hard, metric.soft) if bounds)


def _doubt_of_growth(quantity: Quantity, wanted: Wanted) -> Words | None:
    """Growth that hardly any figure has, a sum of a whole county least of all; nothing falls by more than it was."""
    before = fold(wanted.before).rstrip()
    verb = _verb_before(wanted)
    if verb is None and not _RATE_OF_GROWTH.search(before[-12:]):
        return None
    value, known = abs(quantity.figure), wanted.known
    is_sum = known is not None and known.kind == "amount" and known.unique and known.growth == "%"
    figure = quantity.figures[0]
    if verb in _DOWNWARDS and value > _WHOLE:
        return Words(
            f"{verb}{figure}%超过了原来的全部，请核对",
            f"it cannot fall by {figure}%, which is more than all: check it",
        )
    if value > (_WHOLE if is_sum else _TENFOLD):
        return Words(
            f"增幅{figure}%少见，是不是多填了位数或填成了绝对数？请核对",
            f"a growth of {figure}% is rare: check its digits",
        )
    return None


def _doubt_of_share(quantity: Quantity, wanted: Wanted, changes: bool) -> Words | None:
    """A share that may have been meant as one of 1 (0.085), or that is more than all."""
    before = fold(wanted.before)
    value, figure = abs(quantity.figure), quantity.figures[0]
    decimals = len(figure.partition(".")[2])
    is_share = bool(_SHARE_BEFORE.search(before)) and not _GROWTH_RATE.search(before[-12:])
    if 0 < value < 1 and (decimals >= 3 or value < Decimal("0.1") or is_share):
        other = _plain(quantity.figure * 100)
        return Words(
            f"{figure}%很小，是不是应为{other}%？请核对", f"{figure}% is small: is it {other}%? check it"
        )
    if is_share and not changes and value > 100:
        return Words("超过100%，请核对", "more than 100%: check it")
    return None


# small things


def _decimal(figure: str) -> Decimal:
    return Decimal(figure) if figure[0].isdecimal() else Decimal(numerals.parse(figure) or 0)


def _plain(number: Decimal) -> str:
    """The number without exponent and idle zeros."""
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _power(scale: str) -> Decimal:
    return Decimal(10) ** sum(POWERS[sign] for sign in scale)
