"""Annexes that the list behind 附件： announces and that are not in the file, though others are."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from xxlint.analysis.annexes import AnnexHead, AnnexItem, annex_heads, annex_lists
from xxlint.kinds import Finding
from xxlint.patterns import lazy
from xxlint.report import Report

_ELSEWHERE = lazy(
    "[（(【](?:[^（()）】\n]{0,6}(?:略|另|见|单独|分别|线上|网上|电子版|不附|密|内部)[^（()）】\n]{0,8})[）)】]"
)
_BRACKETS = lazy(r"[（(][^（()）\n]*[）)]|[\s\u3000《》“”。；;]")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The items of a list of annexes whose annex is missing among those that follow."""
    lists = list(annex_lists(report.prose))
    heads = annex_heads(report.prose) if lists else []
    places = [head.at for head in heads]
    for items, following in zip_longest(lists, lists[1:]):
        end = following[0].span.start if following else len(report.prose)
        own = heads[bisect_left(places, items[-1].span.end) : bisect_left(places, end)]
        if any(head.numbers for head in own):
            yield from _missing(report, items, own, end)


def _missing(
    report: Report, items: Sequence[AnnexItem], heads: Sequence[AnnexHead], end: int
) -> Iterator[Finding]:
    there = {number for head in heads for number in head.numbers}
    lines = {_bare(line) for line in report.prose[heads[0].at : end].split("\n") if len(line) < 80}
    titles = lines | {_bare(head.title) for head in heads}
    for item in items:
        if item.number in there or _ELSEWHERE.search(item.title) or _bare(item.title) in titles:
            continue
        yield Finding(item.span, {"number": str(item.number), "title": item.title})


def _bare(title: str) -> str:
    """A title without brackets, blanks and marks, so that it is known again over its annex."""
    return _BRACKETS.sub("", title)
