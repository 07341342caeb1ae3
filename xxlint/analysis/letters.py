"""Letters and signs that stand for a value or a name: XX亿元, X个, ××县, □□□, ……万元, N场.

Everything here hangs on the neighbourhood: X射线, 1+X, XXL, X023县道, 2×66万千瓦 and 二○○九年 are no placeholders.
"""

import re
from collections.abc import Iterator

from xxlint.analysis.stars import is_bold
from xxlint.analysis.surroundings import LATIN_UNIT, Surroundings
from xxlint.diagnostic import Slot
from xxlint.patterns import Sweep, compiled, is_han, lazy
from xxlint.span import Span

_RUNS = Sweep(
    r"X[Xx]*|x[Xx]*|××*|○[○〇]*|〇[○〇]*|□□*|■■*|△△*|▲▲*|◇◇*|●●*|\*\**|……*|NN*|nn*|--+"
    r"|—(?<!——)—*+(?=[亿万%])|0(?<!00)0++(?=[亿万元%个人户])|\?(?=[亿万元%])|？(?=[亿万元%])"
)
_TOKEN = lazy(r"[\dXx]+(?:[.,][\dXx]+|[:：]X+)*")
_MASKED_NUMBER = lazy(r"(?=[\dXx*×]{7})(?=\d{2,}[Xx*×]{2,}|[Xx*×]{2,}\d{2,})[\dXx*×]+")
_NUMBER_WORDS = lazy(
    r"(?:电话|手机|手机号码?|联系方式|身份证|身份证号码?|证件号码?|账号|账户|帐号|卡号|号码|学号|工号|税号|信用代码|项目代码|代码|代号|编码|邮编|传真|QQ|微信)[：:为是]?\s*\Z"
)
# What follows a single X that is a word of science or trade.
_SCIENCE = lazy(
    r"片|射线|光(?!纤项目)|线(?:片|机|检查|透视|摄影|成像|室|诊断|影像)?|[型形轴臂腿]|坐标|染色体|综合征|连锁|波段|荧光|衍射|因子|刀|签证|级片|射电|晶|档|世代|元素|理论|教练机|级太阳|级耀斑|号牌|牌照"
)
_GENES = lazy(r"染色体|综合征|型?性别|连锁|核型|基因")
_NUMERALS = "一二三四五六七八九十百千零○〇"
_TITLE_BEFORE = lazy(r"(?:[县市区镇乡省局部院校处科股所站厅]长|书记|主任|经理|主席|[述职报告联系]人|同志)\Z")
_DOCUMENT_NUMBER = lazy(r"[\u4e00-\u9fff]{1,5}〔")
_FACTORS = lazy(
    r"(?:数量|单价|面积|税率|人数|天数|系数|标准|基数|工资|金额|比例|单位|权重|得分|次数|长|宽|高|深|直径|厚)\Z"
)
_LIST_SIGN = "、和与及或—～~至-"
# A list label that stands right before a placeholder: 1.XX项目, 附件：1.XX名单; and a number and unit that make it a decimal.
_LABEL = lazy(r"(?:\d{1,2}\.)+(?P<last>\d{1,2})?")
_LISTING = "：:；;。，,、（("
_LISTED = lazy(r"(?:附件|附表|附|注)\Z")
_CHANGE_UNIT = lazy("%|‰|个?百分点")
_APART = lazy(r"X+(?: \.|\. | \. )[\dX]+(?=[%‰]|个?百分点|[万亿]?元)")
_FRACTION = lazy("[Xx]{1,3}分之(?:[Xx]{1,3}(?![A-Za-z])|[一二三四五六七八九十]+)")
_STANDS_BEHIND = lazy(r"(?:星期|[每本上下]周|、周|（周|[二三四五六七八九十百千万]分之)\Z")
_ENDS_WORD = lazy(r"[，。；、）)（(\n至到—-]|\Z|[上下中]午|晚|召开|举行|开展|组织|前|为|的")
_TIGHT_UNIT = lazy(
    r"(?:万亿|亿|万|千)?(?:元|%|吨|亩|公里|平方米|人次|户|家|名|件|起|个|人|米|头)(?=[，。；、：）的以左，]|$|\n)"
)


def find_letters(page: Surroundings) -> Iterator[Slot]:
    """Slots written with letters (form "letter"), signs ("symbol") or as masked numbers ("masked")."""
    taken = 0
    singles: list[Span] = []
    found: list[Slot] = []
    for match in _RUNS.finditer(page.folded):
        start, end = match.span()
        if start < taken:
            continue
        sign = page.folded[start]
        masked = _masked_number(page, start, end)
        if masked is not None:
            taken = masked.end
            found.append(Slot(masked, "masked", "text"))
            continue
        if sign in "Xx":
            span, verdict = _letter(page, start, end)
        elif sign in "Nn":
            span, verdict = Span(start, end), _letter_n(page, start, end)
        else:
            span, verdict = Span(start, end), _symbol(page, sign, start, end)
        taken = max(taken, span.end) if verdict or sign in "Xx" else taken
        if verdict == "perhaps":
            singles.append(span)
        elif verdict:
            found.append(Slot(span, verdict, "text"))
    yield from found
    yield from _beside(page, singles, found)


def _masked_number(page: Surroundings, start: int, end: int) -> Span | None:
    """138XXXXXXXX, 6200****1234: digits and masks that run on, seven characters and more, no unit behind them."""
    folded = page.folded
    if folded[start] not in "Xx*×":
        return None
    while start > 0 and (folded[start - 1].isdecimal() or folded[start - 1] in "Xx*×"):
        start -= 1
    match = _MASKED_NUMBER.match(folded, start)
    if (
        match
        and page.unit_at(match.end()) is None
        and not (match[0][:2] in ("19", "20") and len(match[0]) < 8)
    ):
        return Span(*match.span())
    if end - start >= 4 and _NUMBER_WORDS.search(page.before(start, 10)):
        token = re.compile(r"[\dXx*×-]+").match(folded, start)
        return Span(start, token.end()) if token else None
    if "身份证" in page.before(start, 8) and compiled(r"\d{3}[*×Xx]{3,}").match(folded[start:end]):
        return Span(start, end)
    return None


def _letter(page: Surroundings, start: int, end: int) -> tuple[Span, str | None]:
    """Judge a run of X: the span of the whole token, and its form, "perhaps" or None."""
    folded, run = page.folded, start
    while start > 0 and (
        folded[start - 1].isdecimal()
        or (folded[start - 1] in ".," and folded[start - 2 : start - 1].isdecimal())
    ):
        start -= 1
    start = _behind_label(page, start, run)
    match = _APART.match(folded, start) or _TOKEN.match(folded, start)
    end = match.end() if match else end
    span = Span(start, end)
    token = folded[start:end]
    left, right = folded[start - 1 : start] if start else "\n", folded[end : end + 1]
    if _is_code(page, span) or page.in_formula(span):
        return span, None
    letters = sum(c in "Xx" for c in token)
    behind = folded[end : end + 6]
    if _GENES.search(folded, start, end + 8) and letters <= 3:
        return span, None
    unit = page.unit_at(end)
    if any(c.isdecimal() for c in token):
        return span, _with_digits(page, token, unit is not None, letters)
    if fraction := _FRACTION.match(folded, start):
        return Span(*fraction.span()), "letter"
    if _STANDS_BEHIND.search(folded, max(0, start - 4), start) and _ENDS_WORD.match(folded, end):
        return span, "letter"
    if left == "届" and folded.startswith("中全会", end):
        return span, "letter"
    if letters >= 2:
        if right in "型性" and re.search("性别|XY|染色", folded[max(0, start - 20) : end + 20]):
            return span, None
        return span, "letter"
    if _SCIENCE.match(behind):
        return span, None
    if left == "第" or unit is not None or (left in "〕]）)" and right == "号"):
        return span, None if unit and unit[0] in ("方",) else "letter"
    if token.islower():
        return span, "perhaps" if right and right in _LIST_SIGN else None
    noun = page.noun_at(end)
    if noun is not None:
        if page.is_of_cases and noun[1] in ("organisation", "person", "place"):
            return span, "masked"
        twin = re.search(rf"[YZABC]{re.escape(noun[0])}", folded[max(0, start - 20) : end + 20])
        return span, None if twin or noun[0] in ("法",) else "letter"
    if _DOCUMENT_NUMBER.match(folded, end) or _is_alone_in_column(page, span):
        return span, "letter"
    return span, "perhaps"


def _behind_label(page: Surroundings, start: int, run: int) -> int:
    """Where the token of a run of X begins whose digits from ``start`` on may be the label of a list: 1.XX项目."""
    label = _LABEL.match(page.folded, start, run)
    if label is None or label.end() != run:
        return start
    left = page.left_sign(start)
    token = _TOKEN.match(page.folded, run)
    end = token.end() if token is not None else run
    if "." in page.folded[run:end] and page.unit_at(end) is None:
        return start  # 1.X.X版
    if left == "\n":
        is_label = not label["last"] and _CHANGE_UNIT.match(page.folded, end) is None
        is_label = is_label or page.unit_at(end) is None
    else:
        listed = left in _LISTING or _LISTED.search(page.before(start, 2)) is not None
        is_label = listed and not label["last"] and page.unit_at(end) is None
    return run if is_label else start


def _is_alone_in_column(page: Surroundings, span: Span) -> bool:
    """A cell of a text table that holds nothing else: blanks on both sides, more columns in the line."""
    words = page.line(span.start).words
    apart = page.before(span.start) in ("\u3000", "\t", "\x01") and page.after(span.end) in (
        "\u3000",
        "\t",
        "",
        "\n",
        "\x01",
        "\v",
    )
    return (
        apart
        and len(words) < 200
        and len(re.findall(r"[\u3000\t]+|\x01", words.strip())) >= 2
        and not re.search(r"[A-WYZa-wyz]", words)
    )


def _is_code(page: Surroundings, span: Span) -> bool:
    """Whether the token is part of a word in Latin letters, a formula or a designation: XXL, 1+X, 80-X85."""
    folded = page.folded
    left = folded[span.start - 1] if span.start else "\n"
    right = folded[span.end : span.end + 1]
    beyond_left = folded[span.start - 2 : span.start - 1]
    beyond_right = folded[span.end + 1 : span.end + 2]
    if _is_latin(left) or (_is_latin(right) and not LATIN_UNIT.match(folded, span.end)):
        return True
    if left in "+-" and _is_change(page, span, beyond_left):
        return False
    if left in "+@#=&\\_^" or (right and right in "+@=&\\_^"):
        return True
    if left == "/" or right == "/":
        other = beyond_left if left == "/" else beyond_right
        return other.isascii() and other not in "Xx"
    if right == "-" and is_han(beyond_right or " "):
        return True  # 代码按XXXX-年份-流水号编制
    if right in ("-", "—") and beyond_right.isascii() and beyond_right not in "Xx\n":
        return beyond_right.isalnum() and span.end - span.start == 1
    return left == "-" and beyond_left.isalnum() and beyond_left not in "Xx"


def _is_change(page: Surroundings, span: Span, beyond: str) -> bool:
    """Whether the sign before the token is that of a number: 增长+X.X%, 增长-X%, 新增+XX家; not 1+X, 党建+X."""
    if not (is_han(beyond or " ") or beyond in "（(\t\x01" or page.starts_line(span.start - 1)):
        return False
    if _CHANGE_UNIT.match(page.folded, span.end):
        return True
    letters = page.folded[span.start : span.end].lower().count("x")
    return letters >= 2 and page.folded[span.start - 1] == "+" and page.unit_at(span.end) is not None


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _with_digits(page: Surroundings, token: str, has_unit: bool, letters: int) -> str | None:
    """8X%, 1XX万, xx0.9%, X.5亿元, 3X.5亿元 against X023, X5, 3x5, 2X."""
    if compiled(r"\d+[.,]?[Xx]+|\d+\.[\dXx]*[Xx]+").fullmatch(token):
        return "letter" if has_unit or letters >= 2 else None
    if re.fullmatch(r"\d*[Xx]+[.,]\d+|[Xx]{2,}[\d.,]+", token):
        return "letter" if has_unit else None
    if re.fullmatch(r"\d+[Xx]+\d+", token):
        return "letter" if has_unit and letters >= 2 else None
    return "letter" if letters >= 2 and "." in token and has_unit else None


def _letter_n(page: Surroundings, start: int, end: int) -> str | None:
    left, right = page.before(start), page.after(end)
    if not left or left.isascii() or left in "第“‘（" or right.isascii():
        return None
    if end - start > 2 or re.match(
        "次方|元[一二三]?次|维|阶|边形|等分|型|级|多个|种可能|年如一日|种", page.after(end, 4)
    ):
        return None
    if page.in_formula(Span(start, end)):
        return None
    return "letter" if page.unit_at(end) is not None and page.left_sign(start) != "\n" else None


def _beside(page: Surroundings, singles: list[Span], found: list[Slot]) -> Iterator[Slot]:
    """Single X in a row with a placeholder (X、XX和X) are placeholders, too."""
    spans = {slot.span.start: slot.span for slot in found} | {span.start: span for span in singles}
    ends = {span.end for span in spans.values()}
    sure = {slot.span for slot in found}
    for span in singles:
        right = page.folded[span.end : span.end + 1]
        left = page.folded[span.start - 1 : span.start]
        after = spans.get(span.end + 1) if right and right in _LIST_SIGN else None
        before = span.start - 1 in ends if left and left in _LIST_SIGN else False
        if after in sure or (before and any(s.end == span.start - 1 for s in sure)) or (after and before):
            yield Slot(span, "letter", "text")


def _symbol(page: Surroundings, sign: str, start: int, end: int) -> str | None:
    """Judge a run of one sign; its form or None."""
    size = end - start
    span = Span(start, end)
    if sign in "○〇":
        return _circle(page, span)
    if sign == "×":
        return _cross(page, span)
    if sign == "*":
        return _star(page, span)
    if sign in "…-—":
        return _trail(page, span)
    if sign == "0":
        left = page.before(start)
        return "symbol" if not left.isascii() and page.strong_unit_at(end) and size > 1 else None
    if sign in "?？":
        left = page.left_sign(start)
        return "pending" if "\u4e00" <= left <= "\u9fff" and page.strong_unit_at(end) else None
    if size == 1:
        return _single(page, sign, span)
    if page.is_whole_line(span):
        return None  # a rule between paragraphs
    if sign == "□" and (size >= 6 or re.search(r"(?:号码?|编码|证号|日期)[：:]?\s*$", page.before(start, 8))):
        return None  # a box a digit, on a form
    return "symbol"


def _single(page: Surroundings, sign: str, span: Span) -> str | None:
    """One □, △ or ● inside a sentence before a unit; at a line's start or behind a blank it is a bullet or a box."""
    left = page.before(span.start)
    if not ("\u4e00" <= left <= "\u9fff" or left in "，；") or not page.is_sentence(span.start):
        return None
    unit = page.unit_at(span.end)
    if unit is not None and unit[0] != "号":  # 带*号的栏目
        return "symbol"
    return "symbol" if sign in "△▲◇" and page.noun_at(span.end) else None


def _circle(page: Surroundings, span: Span) -> str | None:
    left, right = page.before(span.start), page.after(span.end)
    if (
        (left and left in _NUMERALS)
        or left.isdecimal()
        or (right and right in _NUMERALS)
        or right in ("后", "零")
    ):
        return None
    if span.end - span.start > 1:
        return None if page.is_whole_line(span) else "symbol"
    if page.starts_line(span.start) or not "\u4e00" <= left <= "\u9fff":
        return None
    noun = page.noun_at(span.end)
    return "symbol" if page.unit_at(span.end) or (noun and noun[1] in ("place", "organisation")) else None


def _cross(page: Surroundings, span: Span) -> str | None:
    left, right = page.left_sign(span.start), page.right_sign(span.end)
    size = span.end - span.start
    product = (
        (left.isascii() and left not in "\n,;:!?(")
        or left in "）％㎡"
        or right.isdecimal()
        or right in "（(φΦ"
    )
    if product and not _is_behind_label(page, span):
        close = page.before(span.start)
        if not (size >= 2 and (close in ")）" or close.isdecimal()) and not right.isdecimal()):
            return None
    if _is_latin(right):
        return None
    if size >= 2:
        return "symbol"
    if page.in_formula(span) or _FACTORS.search(page.before(span.start, 4)):
        return None
    if page.before(span.start) == "第" or page.strong_unit_at(span.end):
        return "symbol"
    if re.match("[年月日时]", right):
        return None  # dates are read elsewhere
    unit, noun = page.unit_at(span.end), page.noun_at(span.end)
    if unit is not None and left != "\n":
        return "symbol"
    if noun is not None and noun[1] != "project":
        return "symbol"
    return None


def _is_behind_label(page: Surroundings, span: Span) -> bool:
    """Whether a sign stands right behind the label of a list: 1.××同志."""
    if page.before(span.start) != ".":
        return False
    start = span.start
    while start > 0 and span.start - start < 9 and page.folded[start - 1] in "0123456789.":
        start -= 1
    label = _LABEL.match(page.folded, start, span.start)
    listed = page.left_sign(start) in "\n" + _LISTING
    return listed and label is not None and not label["last"] and label.end() == span.start


def _star(page: Surroundings, span: Span) -> str | None:
    left, right = page.left_sign(span.start), page.right_sign(span.end)
    size = span.end - span.start
    if left.isdecimal() or right.isdecimal() or right == ".":
        return None
    if _is_latin(right) and not LATIN_UNIT.match(page.folded, span.end):
        return None
    wanted = page.unit_at(span.end) is not None or page.noun_at(span.end) is not None
    if size == 1:
        return _single(page, "*", span)
    if page.is_whole_line(span):
        return None
    if size == 2 and not wanted and is_bold(page, span):
        return None
    if size == 2 and not wanted and left == "\n":
        return None
    titled = _TITLE_BEFORE.search(page.before(span.start, 3))
    if right in "\n)）" and not wanted and size <= 3 and left not in "：:" and not titled:
        return None  # a reference to a footnote
    return "symbol"


def _trail(page: Surroundings, span: Span) -> str | None:
    """……亿元, --%: dots or dashes in a number's place."""
    left = page.before(span.start)
    if not "\u4e00" <= left <= "\u9fff" or left == "等":
        return None
    if _TIGHT_UNIT.match(page.folded, span.end):
        return "symbol"
    unit = page.unit_at(span.end)
    behind = page.folded[span.end + len(unit[0]) :][:1] if unit else ""
    return "symbol" if unit and page.folded[span.start] == "…" and behind in "，。；、：（）" else None
