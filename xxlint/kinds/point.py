"""个百分点 and % mixed up: a rate that rose 1.2% where points are meant, an amount that grew 3个百分点."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.naming import clause_before, metric_at_end
from xxlint.kinds import Finding
from xxlint.patterns import Sweep, lazy
from xxlint.report import Report
from xxlint.span import Span

_MARK = r"[，,；;（\x28]"  # \x28 is a bracket, which a ``Sweep`` would take for that of a group
_NUMBER = r"\d+(?:\.\d+)?"
_THAN = r"(?:同比|环比|(?:比|较|相比)(?:[^，。；、\n]{0,6}?(?:年|期|月|季度?|年初|末|底|初))?)?(?:再|又|也|均|分别|累计|整体|平均)?"
_VALUE = rf"(?:(?:由[^，。；、\n]{{1,24}}?[到至]|[虽均已]?(?:达到?|为|是|保持在|稳定在|超过)了?)?{_NUMBER}%?(?:以上|左右)?{_MARK})?"
_RISEN = rf"{_VALUE}{_THAN}(?:提高|上升|增长|增加|提升|下降|降低|回落|减少|增)(?:了|约|近|幅度为|达)?"
_RISE = lazy(rf"{_RISEN}(?P<value>{_NUMBER}%)(?!的)")
_SHARES = ("率", "占比", "比例(?<!占比例)", "比重(?<!占比重)", "满意度", "覆盖面")
_SHARE = Sweep("|".join(rf"{share}(?={_RISEN}{_NUMBER}%(?!的))" for share in _SHARES))
_POINTS = lazy(r"个百分点(?<=\d个百分点)")
_GREW = lazy(rf"{_THAN}(?:增长|增加|下降|减少)(?:了|约|近)?(?P<number>{_NUMBER})个百分点$")
_MEASURED = lazy(r"[\dXx×*○□△_][万亿]*(?:元|吨|亩|千瓦时|公里|立方米|人次|件|辆|台|户)[^，；]{0,6}$")
_GROWTH_NOUN = lazy("增速|增幅|降幅|涨幅|跌幅|占|率|比重|比例|贡献|拉动|满意度|指数|覆盖")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Changes of shares in percent and of amounts in points.

    ``options["unless"]`` are rates whose change may be told in percent; ``options["amounts"]`` the endings of nouns that are amounts.
    """
    text = report.folded
    unless = tuple(options["unless"])
    for share in _SHARE.finditer(text) if "%" in text else ():
        rise = _RISE.match(text, share.end())
        if rise is None or (clause_before(report.page, share.start()) + share[0]).endswith(unless):
            continue
        yield Finding(Span(*rise.span("value")), {"wanted": f"{rise['value'][:-1]}个百分点"})
    for points in _POINTS.finditer(text):
        window = text[max(0, points.end() - 40) : points.end()]
        grew = _GREW.search(window)
        if grew is None:
            continue
        start = points.end() - len(window) + grew.start()
        if _is_amount(report, start, tuple(options["amounts"])):
            span = Span(points.end() - len(grew["number"]) - 4, points.end())
            yield Finding(span, {"wanted": f"{grew['number']}%"})


def _is_amount(report: Report, at: int, amounts: tuple[str, ...]) -> bool:
    """Whether what grew at ``at`` is an amount: its noun stands right before, or with its value in the clause before."""
    page = report.page
    words = clause_before(page, at)
    if words:
        known = metric_at_end(report.lexicon, words)
        is_amount = (known is not None and known[1].kind == "amount") or words.endswith(amounts)
        return is_amount and not _GROWTH_NOUN.search(words)
    if page.left_sign(at) not in "，,":
        return False
    behind = page.folded.rfind(page.left_sign(at), 0, at)
    before = page.folded[max(0, behind - 40) : behind].rpartition("。")[2]
    return bool(_MEASURED.search(before)) and not _GROWTH_NOUN.search(before.rpartition("；")[2])
