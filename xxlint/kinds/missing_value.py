"""A unit whose number is gone (完成亿元, 增长％), and a growth that is announced and cut off (同比增长，)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.naming import clause_before
from xxlint.analysis.surroundings import Surroundings
from xxlint.kinds import Finding
from xxlint.patterns import Sweep, lazy
from xxlint.report import Report
from xxlint.span import Span

_STOP = "[，。；、,;）)]"
# What stands before a unit instead of a figure: 数亿元, 超亿元, 每万元, 百万元, 单位万元.
_NO_FIGURE = "零〇一二两三四五六七八九十百千万亿数几上近超破多余每半整单位以按个元若干少方吨"
_STRONG = lazy(
    "|".join(
        f"{unit}(?<=[\u4e00-\u9fff]{unit})(?<![{_NO_FIGURE}]{unit})(?={_STOP})"
        for unit in [
            "亿元",
            "万元",
            "%",
            "‰",
            "个百分点",
            "万亩",
            "平方米",
            "平方公里",
            "公里",
            "万吨",
            "人次",
            "万人",
        ]
    )
)
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
_UNIT_END = lazy(
    f"[{''.join(sorted({words[-1] for words in _WITHOUT_FIGURE}))}](?={_STOP})"
    f"(?<=[{''.join(sorted({words[-2] for words in _WITHOUT_FIGURE}))}].)"
)
_IN_ROW = Sweep(r"、%(?=[、和与])|和%(?<=[%、]和%)(?=[，。；])|、%(?<=%、%)(?=[，。；])")
_IDIOMS = ("多少", "千家", "为单")
_VERB = lazy(
    "(?:完成|实现|达到?|增长|增加|下降|减少|提高|上升|降低|回落|提升|新增|共计|合计|累计|超过|突破|占|约|为|至|到|近)+$"
)
_CUT = Sweep(
    "同比(?:增长|提高|上升|增加|提升|下降|减少|降低|回落)(?=[，。；）)])|环比(?:增长|提高|上升|增加|下降|减少|降低)(?=[，。；）)])|增[速幅]为(?=[，。；])"
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
    filled = {slot.span.end for slot in report.slots}
    for match in _STRONG.finditer(page.folded):
        if match.start() not in filled and _lacks_figure(page, match) and page.is_sentence(match.start()):
            yield Finding(_with_verb(page.folded, match))
    for end in _UNIT_END.finditer(page.folded):
        if page.folded.endswith(_WITHOUT_FIGURE, 0, end.end()) and page.is_sentence(end.start()):
            words = next(words for words in _WITHOUT_FIGURE if page.folded.endswith(words, 0, end.end()))
            yield Finding(Span(end.end() - len(words), end.end()))
    for match in _IN_ROW.finditer(page.folded):
        yield Finding(Span(match.end() - 1, match.end()))
    if "比" in page.folded or "增" in page.folded:
        for match in _CUT.finditer(page.folded):
            left = page.before(match.start(), 6)
            if not _SAYS_ENOUGH.search(left) and not _FIGURE_FOLLOWS.match(page.folded, match.end()):
                yield Finding(Span(*match.span()))


def _lacks_figure(page: Surroundings, unit: re.Match[str]) -> bool:
    """Whether no idiom stands before a unit that means one thing only: 多少万元."""
    return not clause_before(page, unit.start()).endswith(_IDIOMS)


def _with_verb(text: str, unit: re.Match[str]) -> Span:
    """The unit with the verb that leads to it: 完成亿元."""
    verb = _VERB.search(text, max(0, unit.start() - 6), unit.start())
    return Span(verb.start() if verb else unit.start(), unit.end())
