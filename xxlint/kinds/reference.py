"""References inside the report: 见附件3, 详见第五部分, 表4 that the file does not have."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint import numerals
from xxlint.analysis.annexes import annex_heads, annex_lists
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_CN = "一二三四五六七八九十百"
_REFERENCE = lazy(
    rf"附[件表图](?P<annex>\d{{1,2}}|[{_CN}]{{1,3}})(?![\d.、{_CN}]*[一二三四五六七八九十]?[、.．])(?!号)"
    rf"|第(?P<part>[{_CN}]{{1,3}})(?P<what>部分|章|条)(?!之)"
    rf"|表[ ]?(?P<table>\d{{1,2}})(?![\d.\-—–个张名人格份])|图[ ]?(?P<figure>\d{{1,2}})(?![\d.\-—–个张名人幅])"
)
_SIGNS = "附第表图"  # with which a reference begins
_CAPTION = lazy(
    r"\n[ \t\v\u3000*\x01]*(?P<what>[表图])[ ]?(?P<number>\d{1,2})(?:[ \u3000：:.、]|(?=[\u4e00-\u9fff]))(?!为|是|所|中|可|列)"
)
_OWN = lazy(
    r"本(?:通知|办法|规定|方案|报告|条例|细则|意见|预案|合同|协议|章程|制度|文|规则|规程|公告|决定)\Z"
)


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """References to what the file does not have; case "unknown" if it has nothing of the sort at all.

    Annexes may be named in any order, so that each must be there; parts and tables only must not exceed the last.
    """
    prose = report.prose
    if not any(sign in prose for sign in _SIGNS):
        return
    have: _Inventory | None = None
    for match in _REFERENCE.finditer(prose):
        what = _what(match)
        if _is_elsewhere(prose, match) or _is_head(prose, match):
            continue
        have = have or _Inventory(report)
        if not _points_here(prose, match, what, have[what]):
            continue
        number = numerals.parse(
            match[match.lastgroup or 0] if what in ("附件", "表", "图") else match["part"]
        )
        numbers = have[what]
        if number is None or number in numbers or (numbers and number <= max(numbers) and what != "附件"):
            continue
        listed = "、".join(str(n) for n in sorted(numbers)[-3:])
        values = {
            "found": f"{what}{listed}"
            if what in ("附件", "表", "图")
            else f"{max(numbers, default=0)}个{what}"
        }
        yield Finding(Span(*match.span()), values, None if numbers else "unknown")


def _what(match: re.Match[str]) -> str:
    """What a reference points to: 附件, 部分, 章, 条, 表 or 图."""
    if match["annex"]:
        return "附件"
    return match["what"] or ("表" if match["table"] else "图")


def _points_here(prose: str, match: re.Match[str], what: str, numbers: set[int]) -> bool:
    """Whether the words are a reference into this very report rather than a plain number."""
    before = prose[max(0, match.start() - 6) : match.start()]
    if what == "附件":
        return True
    if what in ("表", "图"):
        return bool(numbers) or before.endswith(("见", "如"))
    if _OWN.search(before):
        return True
    return what == "部分" and bool(re.search(r"[见按照（]\Z|详见|参见|参照", before[-4:]))


class _Inventory(dict[str, set[int]]):
    """The numbers of the annexes, parts, chapters, articles, tables and figures that the report has."""

    def __init__(self, report: Report) -> None:
        super().__init__({what: set() for what in ("附件", "部分", "章", "条", "表", "图")})
        padded = "\n" + report.prose
        for match in _CAPTION.finditer(padded):
            self[match["what"]].add(int(match["number"]))
        self._count_annexes(report)
        forms = {"part": "部分", "chapter": "章", "article": "条"}
        for enumeration in report.enumerations:
            if enumeration.form in forms:
                self[forms[enumeration.form]].update(enumeration.numbers)
        if not self["部分"]:
            for enumeration in report.enumerations:
                if (
                    enumeration.form == "chinese"
                    and enumeration.depth == 0
                    and not enumeration.in_table
                    and not enumeration.markers[0].fresh
                ):
                    self["部分"].update(range(1, max(enumeration.numbers) + 1))

    def _count_annexes(self, report: Report) -> None:
        """The annexes that the list behind 附件： names, and those that stand in the file."""
        for head in annex_heads(report.prose):
            self["附件"].update(head.numbers or {1})
        for items in annex_lists(report.prose):
            self["附件"].update(item.number for item in items)


def _is_elsewhere(prose: str, match: re.Match[str]) -> bool:
    """A reference into another document: behind 》 or a document number."""
    before = prose[max(0, match.start() - 12) : match.start()]
    return bool(
        re.search(
            r"[》〉](?:[（(][^）)\n]*[）)])?(?:的|中|中的)?$|号(?:文件?)?(?:的|中)?[）)]?(?:的)?$|上述合同|原合同|主合同",
            before,
        )
    )


def _is_head(prose: str, match: re.Match[str]) -> bool:
    """The annex's, table's or part's own heading at a line's start."""
    start = match.start()
    while start and prose[start - 1] in " \u3000\t\v\x01#*":
        start -= 1
    if start and prose[start - 1] != "\n":
        return False
    rest = prose[match.end() : match.end() + 2]
    if match["table"] or match["figure"]:
        return rest[:1] not in ("为", "是", "显", "中", "可", "列", "反")
    return True
