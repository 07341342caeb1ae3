"""Blanks inside a sentence: spaces, no-break spaces and invisible characters between Chinese characters.

A space is right behind a label, behind a date at a line's start, between columns, in lists of names and in a title's
letter-spacing; none of these is a sentence.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.diagnostic import Fix
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.span import Edit, Span

_HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_SPACE = re.compile(
    rf"[ ](?<=[{_HAN}，、”》）％] )[ \xa0]?(?=[{_HAN}“《（，。；：、”）？！])|\xa0(?<=[{_HAN}，、”》）％]\xa0)(?=[{_HAN}“《（，。；：、”）？！])"
    rf"|\u3000(?<=[{_HAN}，、”》）％]\u3000)(?=[{_HAN}“《（，。；：、”）？！])"
)
_INVISIBLE = re.compile("\u200b+|\u200c+|\u2060+|\u00ad+|\ufeff+")
_CLAUSE = re.compile("[，。；：！？、]")
_NAME = re.compile(rf"[{_HAN}]{{2,4}}$")
_NAME_AHEAD = re.compile(rf"[{_HAN}]{{2,4}}(?=[ \u3000，。；、）]|$|\n)")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Blanks that a sentence does not have; case "invisible" for characters that nobody sees."""
    prose = report.prose
    for match in _INVISIBLE.finditer(prose):
        span = Span(*match.span())
        yield Finding(span, {}, "invisible", fix=Fix("删去", (Edit(span, ""),), "safe"))
    slots = {slot.span.start for slot in report.slots if slot.form == "blank"}
    for match in _SPACE.finditer(prose):
        span = Span(*match.span())
        if span.start not in slots and _in_sentence(prose, span):
            yield Finding(span, {}, fix=Fix("删去", (Edit(span, ""),), "unsafe"))


def _in_sentence(prose: str, span: Span) -> bool:
    start = prose.rfind("\n", 0, span.start) + 1
    end = prose.find("\n", span.end)
    end = len(prose) if end < 0 else end
    head, tail = prose[start : span.start], prose[span.end : end]
    if not re.search("[，。；]", head + tail) or "□" in head + tail or "\x01" in head + tail:
        return False
    if re.search(r"[ \u3000\xa0]{2,}", (head + tail).strip(" \u3000\v\t")):
        return False  # columns
    if not _CLAUSE.search(head):
        return False  # behind a label, a date or a heading that runs into its text
    if re.search("[。；：！？]$", head):
        return False
    return not _among_names(head, tail)


def _among_names(head: str, tail: str) -> bool:
    """王建国 李志明 张文华: words of two to four characters with blanks between."""
    left = re.split(r"[ \u3000\xa0，。；：、（]", head)[-1]
    ahead = _NAME_AHEAD.match(tail)
    if not _NAME.fullmatch(left) or ahead is None:
        return False
    before = head[: len(head) - len(left)]
    return before.endswith(("：", " ", "\u3000", "、", "（", ":")) or tail[ahead.end() : ahead.end() + 1] in (" ", "\u3000")
