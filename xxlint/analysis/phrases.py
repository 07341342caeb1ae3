"""Words that stand for something still to be written: 【单位名称】, 待补充, {{区名}}, 单击此处输入文字, 增长/下降.

The phrases themselves are data (``Lexicon.phrases``); here their stance is judged: a note of its own and a value
count, the same words inside a sentence do not (时间待定, 待核实线索).
"""

import re
from collections.abc import Iterator
from functools import cache

from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.patterns import Sweep, lazy, swept
from xxlint.span import Span

_VALUE_BEFORE = lazy(
    r"(?:为|是|达|达到|达成|完成|实现|计|约|近|共|超|至|到|[：:]|[率额量值数入资金比重度积元]|增长|下降|提高|投资|产值|情况|结果|时间|金额|人数|占比|\n)[ \u3000]*$"
)
_MEASURE_BEFORE = lazy(
    r"(?:[率额值积数]|收入|产量|产值|总量|数量|投资|金额|比重|占比|面积|人数|户数|数据|指标|增速|增幅)(?:为|是|约)?\Z"
)
_PLAIN_RIGHT = lazy(r"[，。；、）)】\n%％]|$|[\s\u3000]")
_TABLE_WORD = lazy(r"幅度|率|情况|额|量|趋势|[（(]%|原因|百分点[）)]|的(?:原因|情况|幅度|比例|数|趋势)")
_SAME_KIND = "县区市镇乡村局校院省州旗厂站所科处办委司街道系部馆队组班支会"


def find_phrases(page: Surroundings) -> Iterator[Slot]:
    """Slots of the forms that the lexicon's phrases name."""
    folded = page.folded
    for phrase in page.lexicon.phrases:
        if not page.cues.holds_any(phrase.cues):
            continue
        for match in swept(phrase.pattern).finditer(folded):
            span = Span(*match.span())
            verdict = _stance(page, span, phrase.stance)
            if verdict != "no":
                yield Slot(span, phrase.form, "text", case="aside" if verdict == "aside" else None)


def _stance(page: Surroundings, span: Span, stance: str) -> str:
    """ "yes", "aside" (part of a sentence: a hint at most) or "no"."""
    if stance == "anywhere":
        return "yes"
    if stance == "label":
        return _label(page, span)
    if page.is_whole_line(span) or _alone_in_brackets(page, span):
        return "yes"
    left, right = page.before(span.start, 8), page.after(span.end, 4)
    begins_line = page.starts_line(span.start)
    in_column = left[-1:] in ("", "\n", "\t", "\u3000") and right[:1] in ("", "\n", "\t", "\u3000")
    if in_column:
        return "yes"
    if stance == "note":
        return "yes" if begins_line or page.left_sign(span.start) in "。；！？，、：（【" else "no"
    if stance == "dummy":
        valued = _VALUE_BEFORE.search(left) and (
            re.match(r"[，。；、]|$|\n", right) or page.unit_at(span.end)
        )
        return (
            "yes"
            if valued
            and not re.search(
                r"系统|软件|平台|程序|接口|数据库", page.folded[max(0, span.start - 40) : span.end + 40]
            )
            else "no"
        )
    # a pending value: 收入待核实。 待补充亿元
    pending = page.folded[span.start : span.end]
    fixed_later = pending in ("待定", "暂定", "暂缺")
    if page.unit_at(span.end) is not None and not fixed_later:
        return "yes"
    if not _PLAIN_RIGHT.match(right):
        return "no"
    if page.right_sign(span.end) in "%":
        return "yes"
    if fixed_later:
        return (
            "yes"
            if left.endswith(("：", ":")) and stance == "value" and page.is_sentence(span.start) is False
            else "aside"
        )
    if _MEASURE_BEFORE.search(left) or left.endswith(("为", "：", ":", "达", "达到", "完成", "是", "共")):
        return "yes"
    return "aside"


def _alone_in_brackets(page: Surroundings, span: Span) -> bool:
    left, right = page.before(span.start), page.after(span.end)
    return (left + right) in ("（）", "()", "【】", "[]", "〔〕", "《》", "“”", "<>")


def _label(page: Surroundings, span: Span) -> str:
    """【时间】 at a line's start with its content behind it is a label, anywhere else a place to fill in."""
    if page.starts_line(span.start) and page.right_sign(span.end) != "\n":
        return "no"
    if page.right_sign(span.end) in "：:":
        return "no"
    return "yes"


def find_choices(page: Surroundings) -> Iterator[Slot]:
    """Slots of the form "choice": 增长/下降, 增加（减少）, 我县/我区 left undecided."""
    sign, left_word, right_word = _choice_patterns(page.lexicon.opposites)
    folded = page.folded
    for match in sign.finditer(folded):
        at = match.start()
        first = left_word.search(folded, max(0, at - 5), at)
        second = right_word.match(folded, at + 1)
        if first is None or second is None or not _are_opposed(first[0], second[0], page.lexicon.opposites):
            continue
        end = second.end() + (match[0] == "（")
        if match[0] == "（" and folded[second.end() : end] != "）":
            continue
        span = _in_brackets(folded, Span(first.start(), end))
        end = span.end
        if folded[end : end + 1] not in ("/", "／") and _is_left_open(page, span, first[0]):
            yield Slot(span, "choice", "text")


def _in_brackets(folded: str, span: Span) -> Span:
    """The choice with the brackets around it, which go when it is made: 同比（增长/下降）X%."""
    around = folded[span.start - 1 : span.start] + folded[span.end : span.end + 1]
    return Span(span.start - 1, span.end + 1) if around in ("（）", "()") else span


def _are_opposed(first: str, second: str, opposites: tuple[tuple[str, str], ...]) -> bool:
    own = "我本全"
    if first[0] in own and second[0] in own and len(first) > 1:
        return True
    return (
        (first, second) in opposites
        or (second, first) in opposites
        or (second[1:] == first and second[0] in "不未")
    )


def _is_left_open(page: Surroundings, span: Span, first: str) -> bool:
    """Whether the choice stands in a sentence; headings of tables and forms offer both words on purpose."""
    line = page.line(span.start).span
    if (
        _TABLE_WORD.match(page.folded, span.end)
        or page.is_form(span.start)
        or "\x01" in page.folded[max(line.start, span.start - 40) : span.start]
    ):
        return False
    if len(first) == 1 and not page.is_sentence(span.start):
        return False
    return page.is_sentence(span.start) or page.right_sign(span.end) not in "\n\t \u3000"


@cache
def _choice_patterns(
    opposites: tuple[tuple[str, str], ...],
) -> tuple[Sweep, re.Pattern[str], re.Pattern[str]]:
    """The sign between two words, the word before it and the word behind it."""
    words = sorted(dict.fromkeys(word for pair in opposites for word in pair), key=len, reverse=True)
    listed = "|".join(map(re.escape, words))
    own = f"[我本](?:单位|科室|部门|公司|学院|学校|支部|小区|社区)|[我本全][{_SAME_KIND}]"
    sign = Sweep(rf"/|／|\||（(?=(?:{listed}|{own})）)")
    return (
        sign,
        lazy(rf"(?:{listed}|{own}|[\u4e00-\u9fff]{{2}}(?=$))$"),
        lazy(rf"[不未](?:{listed}|[\u4e00-\u9fff]{{2}})|{listed}|{own}"),
    )
