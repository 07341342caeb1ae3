"""An announced number of items and the list that follows: 做好以下三个方面工作： and four items."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint import numerals
from xxlint.analysis.labels import LAST
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import Span

_NUMBER = r"(?P<number>[两二三四五六七八九十]{1,3}|\d{1,2})"
_THINGS = r"(?:个方面|方面|个领域|个环节|个重点|个问题|个步骤|个阶段|个工作组|个小组|个专班|个机制|个特点|个关键|个原则|个要点|个专项|个组|点|项|条|个|种|类|步|件|大)"
_CLAIM = re.compile(
    rf"{_NUMBER}(?P<things>{_THINGS})(?=[^，。；：！？\n“”（）、]{{0,20}}(?:之一的，[^，。；：\n]{{0,20}})?"
    r"(?P<end>[：:][\s\x00\x01\u3000]*|[。.]?[ \t\v\u3000]*\n\s*))"
)
_STRONG = re.compile(
    r"(?:以下|下列|如下|下面|这样|做好|抓好|抓住|抓实|围绕|突出|聚焦|落实|坚持|强调|讲|谈|提出?|说|汇报|做到|存在|主要(?:有|抓好|做|存在|体现在|是)?|重点(?:抓好?|做好|是)?|分为?|分成|下设|设立?|设置|成立|开展|实施|采取|完成|有|具有|包括|遵循|把握|处理好|明确|安排|注意|提|概括为|表现在|体现在|实现|推进|解决|从)"
    r"[了好以下的这如几我你大家各]{0,4}$"
)
_NOUN = re.compile(r"意见|要求|工作|任务|措施|问题|建议|看法|体会|打算|内容|事项|原则|情况|情形|特点|方面|重点|机制|行动|工程|不足|小组|步骤")
_SPEECH = re.compile(r"(?:讲|谈|强调|提出?|说|汇报)[了以下]{0,3}$")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Announcements whose list, which begins at once, has another number of items."""
    starts = {e.markers[0].span.start: e for e in report.enumerations}
    line_starts = {e.markers[0].line.start: e for e in report.enumerations if e.markers[0].at_line_start}
    for match in _CLAIM.finditer(report.prose):
        announced = numerals.parse(match["number"])
        if announced is None or announced < 2 or announced > 30:
            continue
        before = report.prose[max(0, match.start() - 14) : match.start()]
        colon = match["end"][0] in "：:"
        if not (_STRONG.search(before) if colon else _SPEECH.search(before)):
            continue
        if before.endswith(("第", "前", "后", "其他", "另外", "近", "余", "每")):
            continue
        following = starts.get(match.end("end")) or line_starts.get(match.end("end"))
        if following is None or following.markers[0].number != 1:
            continue
        found = len([m for m in following.markers])
        last = following.markers[-1].number
        if announced in (found, last) or last == LAST and found == announced:
            continue
        noun = _NOUN.match(report.prose, match.end())
        span = Span(match.start(), noun.end() if noun else match.end())
        values = {"announced": match["number"], "found": str(found)}
        yield Finding(span, values, related=tuple(m.span for m in following.markers))

