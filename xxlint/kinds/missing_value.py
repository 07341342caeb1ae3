"""A unit whose number is gone (完成亿元, 增长％), and a growth that is announced and cut off (同比增长，)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from xxlint.analysis.naming import clause_before
from xxlint.analysis.surroundings import Surroundings
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_STOP = "[，。；、,;）)]"
# What stands before a unit instead of a figure: 数亿元, 超亿元, 每万元, 百万元, 单位万元.
_NO_FIGURE = frozenset("零〇一二两三四五六七八九十百千万亿数几上近超破多余每半整单位以按个元若干少方吨")
_STRONG = ("平方公里", "个百分点", "平方米", "亿元", "万元", "万亩", "公里", "万吨", "人次", "万人", "%", "‰")
# Verbs that want a figure, and the units that stand behind each as themselves: 完成人 is who did it.
_COUNTED = ("个", "家", "件", "场", "台", "套", "辆", "份", "篇", "起", "名")
_MEASURED = ("元", "吨", "亩", "户", "公顷", "微克/立方米", "千瓦时", "立方米", "家次", "户次", "万人次")
_WANTING = (
    (("新增", "举办", "开展", "建成", "培育", "引进", "选派", "改造", "创建", "查处", "排查"), _COUNTED),
    (("共计", "累计", "合计", "达到"), (*_COUNTED, *_MEASURED, "人")),
    (("增加", "减少", "降至", "升至", "增至"), (*_MEASURED, "人")),
    (("完成",), (*_COUNTED, *_MEASURED)),
    (("以上", "以下"), ("名",)),
    (("为",), ("家次", "万人次")),
)
_WITHOUT_FIGURE = tuple(verb + unit for verbs, units in _WANTING for verb in verbs for unit in units)
_GROWN = ("增长", "提高", "上升", "增加", "下降", "减少", "降低")
_CUT_OFF = (
    *("同比" + verb for verb in (*_GROWN, "提升", "回落")), *("环比" + verb for verb in _GROWN), "增速为", "增幅为",
)  # fmt: skip


def _endings() -> str:
    """A pattern for the last sign of whatever may lack a figure before a mark: one pass over the text for all."""
    behind: dict[str, list[str]] = {}
    for unit in _STRONG:
        behind.setdefault(unit[-1], []).append(rf"(?<=\D{unit})")
    verbs: dict[str, set[str]] = {}
    for wanting, units in _WANTING:
        for unit in units:
            verbs.setdefault(unit, set()).update(verb[-1] for verb in wanting)
    for unit, last in verbs.items():
        behind.setdefault(unit[-1], []).append(f"(?<=[{''.join(sorted(last))}]{unit})")
    for words in _CUT_OFF:
        behind.setdefault(words[-1], []).append(f"(?<={words})")
    return "|".join(f"{sign}(?={_STOP})(?:{'|'.join(words)})" for sign, words in behind.items())


def _by_last_sign(words: Iterable[str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in words:
        table.setdefault(word[-1], []).append(word)
    return table


_UNITS, _WANTED, _CUT = map(_by_last_sign, (_STRONG, _WITHOUT_FIGURE, _CUT_OFF))
_ENDING = lazy(_endings())
_IN_ROW = lazy("%(?:(?<=、%)(?=[、和与])|(?:(?<=[%、]和%)|(?<=%、%))(?=[，。；]))")
_IDIOMS = ("多少", "千家", "为单")
_VERB = lazy(
    "(?:完成|实现|达到?|增长|增加|下降|减少|提高|上升|降低|回落|提升|新增|共计|合计|累计|超过|突破|占|约|为|至|到|近)+$"
)
_SAYS_ENOUGH = lazy(
    "(?:均|都|双|实现|保持|继续|持续|有所|首次|全部|全面|总体|大幅|小幅|稳步|普遍|一致|略有|逐[年月]|连续|已|仍|指标|转为|由[降负]转[升正])$"
)
_FIGURE_FOLLOWS = lazy(
    "[，,](?:增[速幅]|降幅|幅度|达|为|其中|[同环]比(?:增长|提高|上升|增加|下降|减少|降低)[，。；])"
)


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Units without a number and growths without one, in sentences."""
    page = report.page
    text = page.folded
    filled = {slot.span.end for slot in report.slots}
    for match in _ENDING.finditer(text):
        end = match.end()
        unit, wanting, cut = _ending(text, end, _UNITS), _ending(text, end, _WANTED), _ending(text, end, _CUT)
        if unit and unit.start not in filled and _lacks_figure(page, unit) and page.is_sentence(unit.start):
            yield Finding(_with_verb(text, unit))
        if wanting and page.is_sentence(match.start()):
            yield Finding(wanting)
        marks = "，。；）)" if text[end - 1] != "为" else "，。；"
        if cut and text[end] in marks and not _says_enough(page, cut):
            yield Finding(cut)
    for match in _IN_ROW.finditer(text):
        yield Finding(Span(*match.span()))


def _says_enough(page: Surroundings, growth: Span) -> bool:
    """Whether a growth needs no figure where it stands, or has it behind the next mark."""
    left = page.before(growth.start, 6)
    return bool(_SAYS_ENOUGH.search(left) or _FIGURE_FOLLOWS.match(page.folded, growth.end))


def _ending(text: str, end: int, by_sign: Mapping[str, Sequence[str]]) -> Span | None:
    """The first of the words that ends at ``end``."""
    for word in by_sign.get(text[end - 1], ()):
        if text.endswith(word, 0, end):
            return Span(end - len(word), end)
    return None


def _lacks_figure(page: Surroundings, unit: Span) -> bool:
    """Whether a word stands before a unit that means one thing only, and none that takes the place of a figure."""
    before = page.folded[unit.start - 1] if unit.start else ""
    is_word = "\u4e00" <= before <= "\u9fff" and before not in _NO_FIGURE
    return is_word and not clause_before(page, unit.start).endswith(_IDIOMS)


def _with_verb(text: str, unit: Span) -> Span:
    """The unit with the verb that leads to it: 完成亿元."""
    verb = _VERB.search(text, max(0, unit.start - 6), unit.start)
    return Span(verb.start() if verb else unit.start, unit.end)
