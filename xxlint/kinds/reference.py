"""References inside the report: 见附件3, 详见第五部分, 表4 that the file does not have."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint import numerals
from xxlint.patterns import lazy
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import Span

_CN = "一二三四五六七八九十百"
_REFERENCE = lazy(
    rf"附[件表图](?P<annex>\d{{1,2}}|[{_CN}]{{1,3}})(?![\d.、{_CN}]*[一二三四五六七八九十]?[、.．])(?!号)"
    rf"|第(?P<part>[{_CN}]{{1,3}})(?P<what>部分|章|条)(?!之)"
    rf"|表[ ]?(?P<table>\d{{1,2}})(?![\d.\-—–个张名人格份])|图[ ]?(?P<figure>\d{{1,2}})(?![\d.\-—–个张名人幅])"
)
_ANNEX_LIST = lazy(r"\n[ \t\v\u3000]*附[ \u3000]?件[：:][ \t\u3000]*(?P<first>[^\n]*)")
_ANNEX_HEAD = lazy(rf"\n[ \t\v\u3000#]*附[ \u3000]?[件表][ \u3000]?(?P<number>\d{{1,2}}|[{_CN}]{{1,3}})?[：:]?[ \t\v\u3000]*(?=\n|$)")
_CAPTION = lazy(r"\n[ \t\v\u3000*\x01]*(?P<what>[表图])[ ]?(?P<number>\d{1,2})(?:[ \u3000：:.、]|(?=[\u4e00-\u9fff]))(?!为|是|所|中|可|列)")
_OWN = lazy(r"本(?:通知|办法|规定|方案|报告|条例|细则|意见|预案|合同|协议|章程|制度|文|规则|规程|公告|决定)$")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """References to an annex, a part, a table or a figure that exceed what the file has; case "unknown" if it has none."""
    prose = report.prose
    padded = "\n" + prose
    annexes = _annexes(report, padded)
    captions: dict[str, set[int]] = {"表": set(), "图": set()}
    for match in _CAPTION.finditer(padded):
        captions[match["what"]].add(int(match["number"]))
    parts = _counts(report)
    for match in _REFERENCE.finditer(prose):
        if _is_elsewhere(prose, match) or _is_head(prose, match):
            continue
        span = Span(*match.span())
        if match["annex"]:
            number = numerals.parse(match["annex"])
            have: set[int] = annexes
        elif match["part"]:
            number = numerals.parse(match["part"])
            own = _OWN.search(prose, max(0, match.start() - 6), match.start())
            if match["what"] != "部分" and not own:
                continue
            have = parts[match["what"]]
            if match["what"] == "部分" and not own and not re.search(r"[见按照]$|详见|参见|参照|（", prose[max(0, match.start() - 4) : match.start()]):
                continue
        else:
            what = "表" if match["table"] else "图"
            number = int(match["table"] or match["figure"])
            have = captions[what]
            if not have and not re.search(r"[见如]$", prose[max(0, match.start() - 2) : match.start()]):
                continue
        if number is None or number in have:
            continue
        if have and number <= max(have) and not match["annex"]:
            continue
        values = {"found": "、".join(map(str, sorted(have)))}
        yield Finding(span, values, None if have else "unknown")


def _annexes(report: Report, padded: str) -> set[int]:
    """The numbers of the annexes that the list behind 附件： names or that stand in the file."""
    found: set[int] = set()
    for match in _ANNEX_HEAD.finditer(padded):
        found.add((numerals.parse(match["number"]) or 1) if match["number"] else 1)
    for match in _ANNEX_LIST.finditer(padded):
        at = match.start("first") - 1
        lists = [e for e in report.enumerations if e.markers[0].fresh and e.markers[0].line.start <= at < e.markers[0].line.end]
        if lists:
            found.update(marker.number for marker in lists[0].markers)
        elif match["first"].strip():
            found.add(1)
    return found


def _counts(report: Report) -> dict[str, set[int]]:
    """The numbers of the parts, chapters and articles that the report has."""
    counts: dict[str, set[int]] = {"部分": set(), "章": set(), "条": set()}
    forms = {"part": "部分", "chapter": "章", "article": "条"}
    for enumeration in report.enumerations:
        if enumeration.form in forms:
            counts[forms[enumeration.form]].update(enumeration.numbers)
    if not counts["部分"]:
        tops = [e for e in report.enumerations if e.form == "chinese" and e.depth == 0 and not e.markers[0].fresh]
        if tops:
            counts["部分"].update(range(1, max(max(e.numbers) for e in tops) + 1))
    return counts


def _is_elsewhere(prose: str, match: re.Match[str]) -> bool:
    """A reference into another document: behind 》 or a document number."""
    before = prose[max(0, match.start() - 12) : match.start()]
    return bool(re.search(r"[》〉](?:[（(][^）)\n]*[）)])?(?:的|中|中的)?$|号(?:文件?)?(?:的|中)?[）)]?(?:的)?$|上述合同|原合同|主合同", before))


def _is_head(prose: str, match: re.Match[str]) -> bool:
    """The annex's, table's or part's own heading at a line's start."""
    start = prose.rfind("\n", 0, match.start()) + 1
    if prose[start : match.start()].strip(" \u3000\t\v\x01#*"):
        return False
    rest = prose[match.end() : match.end() + 2]
    if match["table"] or match["figure"]:
        return rest[:1] not in ("为", "是", "显", "中", "可", "列", "反")
    return True
