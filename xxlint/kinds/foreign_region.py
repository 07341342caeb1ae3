"""Another region's name in a report of this one: 松阳县 where 望泉县 reports, left from the draft that was copied.

Reports name other regions for many good reasons; those are the patterns of the options, see ``ForeignRegionRule``.
Nothing excuses 我县松阳县.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis import sentences
from xxlint.analysis.period import title_lines
from xxlint.analysis.regions import Gazetteer, Mention, foreign_mentions, own_region
from xxlint.kinds import Finding
from xxlint.lexicon import Lexicon, once
from xxlint.patterns import compiled
from xxlint.report import Report
from xxlint.span import Span

_BESIDE = 24  # characters right beside a name
_LIST = 3  # names in one sentence that make it a list of regions


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """One finding for each name, at its first place; each place where it stands as the own region is one of its own.

    Beside an older report of another unit, that unit's names are the case "former".
    """
    former = report.comparison.former_names if report.comparison is not None else ()
    own_names = _own_names(report)
    for span in former:
        if any(name.start <= span.start and span.end <= name.end for name in own_names):
            continue
        yield Finding(span, {"own": ""}, case="former")
    for finding in _foreign(report, options):
        if not any(finding.span.overlaps(span) for span in former):
            yield finding


@once
def _gazetteer(lexicon: Lexicon) -> Gazetteer:
    return Gazetteer(lexicon.regions, lexicon.doubtful_regions)


def _foreign(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The names of other regions that nothing around them excuses."""
    if not any(sign in report.folded for sign in "县市区旗州"):
        return
    gazetteer = _gazetteer(report.lexicon)
    own = own_region(report.page, report.context.region, gazetteer)
    if own is None:
        return
    mentions = sorted(foreign_mentions(report.page, own, gazetteer))
    if not mentions:
        return
    about_others = compiled(options["titles"]).search("".join(title_lines(report.page, 2)))
    own_names = _own_names(report)
    plain: dict[str, list[Span]] = {}
    for mention in mentions:
        if any(name.start <= mention.span.start and mention.span.end <= name.end for name in own_names):
            continue
        if sentences.in_title_marks(report.folded, mention.span):
            continue
        if mention.stance != "ours" and (about_others or _is_excused(report, mention, mentions, options)):
            continue
        if mention.stance == "plain":
            plain.setdefault(mention.name, []).append(mention.span)
        else:
            yield Finding(mention.span, {"own": own.name}, case="own")
    for spans in plain.values():
        yield Finding(spans[0], {"own": own.name}, related=tuple(spans[1:]))


def _own_names(report: Report) -> list[Span]:
    """The places of the names that the settings call the office's own: a region inside of one is no foreign one."""
    return [
        Span(match.start(), match.end())
        for name in report.context.own_names
        for match in re.finditer(re.escape(name), report.prose)
    ]


def _is_excused(
    report: Report, mention: Mention, mentions: list[Mention], options: Mapping[str, Any]
) -> bool:
    """Whether the sentence, the words beside the name or a heading above say why the name is right here."""
    text = report.folded
    start, end = mention.span
    if compiled(options["behind"]).match(text, end, end + _BESIDE):
        return True
    if compiled(options["before"]).search(text, max(0, start - _BESIDE), start):
        return True
    around = compiled(options["around"])
    where = sentences.sentence(text, mention.span)
    if around.search(text, where.start, where.end):
        return True
    if compiled(options["leading"]).search(text, where.start, start):
        return True
    first = bisect_left(mentions, where.start, key=lambda other: other.span.start)
    last = bisect_left(mentions, where.end, key=lambda other: other.span.start)
    listed = {other.name for other in mentions[first:last]}
    return len(listed) >= _LIST or any(around.search(heading) for heading in report.section_at(start))
