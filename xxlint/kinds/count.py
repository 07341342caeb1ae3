"""An announced number of items and the list that follows: 做好以下三个方面工作： and four items."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint import numerals
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report
from xxlint.span import Span

_NUMBER = r"(?P<number>[两二三四五六七八九十]{1,3}|\d{1,2})"
_THINGS = r"(?:个方面|方面|个领域|个环节|个重点|个问题|个步骤|个阶段|个工作组|个小组|个专班|个机制|个特点|个关键|个原则|个要点|个专项|个组|点|项|条|个|种|类|步|件|大)"
_NOUNS = "意见|要求|工作|任务|措施|问题|建议|看法|体会|打算|内容|事项|原则|情况|情形|特点|方面|重点|机制|行动|工程|不足|小组|步骤"
_CLAIM = lazy(
    rf"{_NUMBER}(?P<things>{_THINGS})(?P<noun>{_NOUNS})?[^，。；：！？\n“”（）、]{{0,20}}?(?:之一的，[^，。；：\n]{{0,20}})?(?P<end>[：:]|[。.]?)$"
)
_START = lazy(rf"[两二三四五六七八九十\d](?=[两二三四五六七八九十\d]{{0,2}}{_THINGS})")
_STRONG = lazy(
    r"(?:以下|下列|如下|下面|这样|做好|抓好|抓住|抓实|围绕|突出|聚焦|落实|坚持|强调|讲|谈|提出?|说|汇报|做到|存在|主要(?:有|抓好|做|存在|体现在|是)?|重点(?:抓好?|做好|是)?|分为?|分成|下设|设立?|设置|成立|开展|实施|采取|完成|有|具有|包括|遵循|把握|处理好|明确|安排|注意|提|概括为|表现在|体现在|实现|推进|解决|从)"
    r"[了好以下的这如几我你大家各]{0,4}\Z"
)
_SPEECH = lazy(r"(?:讲|谈|强调|提出?|说|汇报)[了以下]{0,3}\Z")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Announcements whose list, which begins at once, has another number of items."""
    for enumeration in report.enumerations:
        first = enumeration.markers[0]
        if first.number != 1:
            continue
        start = first.line.start if first.at_line_start else first.span.start
        claim = _claim_before(report.prose, start)
        if claim is None:
            continue
        announced = numerals.parse(claim["number"])
        found, last = len(enumeration.markers), enumeration.numbers[-1]
        if announced is None or not 2 <= announced <= 30 or announced in (found, last):
            continue
        span = Span(
            claim.start(),
            claim.end("noun") if claim["noun"] and len(claim["things"]) == 1 else claim.end("things"),
        )
        values = {"announced": claim["number"], "found": str(found)}
        yield Finding(span, values, related=tuple(marker.span for marker in enumeration.markers))


def _claim_before(prose: str, at: int) -> re.Match[str] | None:
    """The announcement that ends right before a list, in the same paragraph or the one above."""
    end = at
    while end > 0 and prose[end - 1] in " \u3000\t\n\v\x00\x01":
        end -= 1
    start = max(prose.rfind("\n", max(0, end - 60), end) + 1, end - 60)
    claim = None
    for match in _START.finditer(prose, start, end):
        claim = _CLAIM.match(prose, match.start(), end) or claim
    if claim is None:
        return None
    before = prose[max(0, claim.start() - 14) : claim.start()]
    leads = _STRONG if claim["end"] in ("：", ":") else _SPEECH
    if before.endswith(("第", "前", "后", "其他", "另外", "近", "余", "每")) or not leads.search(before):
        return None
    return claim
