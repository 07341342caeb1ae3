"""Set phrases one character off (自我净华), or in the wrong order (三重大一), and lists that lost an item.

A slip leaves one half of the phrase intact: the halves are looked for in one pass, and what stands around each is
compared with the phrase.  A listed phrase, or a variant that is right, is no slip.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import is_han, lazy, occurrences
from xxlint.report import Report
from xxlint.span import Span

_BRACKETS = lazy(r"[”’]?[（(](?P<items>[^（）()\n]{4,120})[）)]")


@cache
def _halves(terms: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """For each half of a phrase the phrases that have it, with its place in them."""
    table: dict[str, list[tuple[str, int]]] = {}
    for term in terms:
        middle = len(term) // 2
        table.setdefault(term[:middle], []).append((term, 0))
        table.setdefault(term[middle:], []).append((term, middle))
    return table


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Slips in ``options["terms"]``; ``options["variants"]`` are right; ``slips`` and ``lists`` as in
    ``SetPhraseRule``."""
    terms = tuple(options["terms"])
    right = frozenset(terms) | frozenset(options.get("variants", ()))
    table = _halves(terms)
    end = 0
    for at, half in occurrences(report.prose, tuple(table)):
        for term, place in table[half]:
            start = at - place
            span = Span(start, start + len(term))
            if start >= end and _is_slip(report.prose[max(0, start) : span.end], term, right):
                if not report.page.is_mentioned(span):
                    wrong, right_part = _narrowed(report.prose, span, term)
                    yield Finding(wrong, {"wanted": right_part})
                end = span.end
                break
    yield from _listed(report, options.get("slips", {}))
    yield from _short_lists(report, options.get("lists", {}))
    yield from _miscounted(report, options.get("sizes", {}))


def _narrowed(prose: str, span: Span, term: str) -> tuple[Span, str]:
    """The one item of a row (幼有所育、…、弱有所扶) that is wrong, with what is right; of other phrases the whole."""
    at = 0
    words, items = span.of(prose).split("、"), term.split("、")
    if len(items) < 4 or list(map(len, words)) != list(map(len, items)):
        return span, term
    for word, item in zip(words, items, strict=True):
        if word != item:
            return Span(span.start + at, span.start + at + len(word)), item
        at += len(word) + 1
    return span, term


def _is_slip(words: str, term: str, right: frozenset[str]) -> bool:
    if len(words) != len(term) or words in right or not all(map(is_han, words.replace("、", ""))):
        return False
    if any(variant in words for variant in right if len(variant) > 2 and variant != term):
        return False
    if sorted(words) == sorted(term):
        return True
    return sum(a != b for a, b in zip(words, term, strict=True)) == 1


def _listed(report: Report, slips: Mapping[str, str]) -> Iterator[Finding]:
    """The slips that are listed with what is right."""
    for at, wrong in occurrences(report.prose, tuple(slips)):
        span = Span(at, at + len(wrong))
        if not report.page.is_mentioned(span):
            yield Finding(span, {"wanted": slips[wrong]})


def _short_lists(report: Report, lists: Mapping[str, list[str]]) -> Iterator[Finding]:
    """四个意识（政治意识、大局意识、核心意识）: the brackets right behind a name list fewer items than it has."""
    for name, items in lists.items():
        at = report.prose.find(name)
        while at >= 0:
            match = _BRACKETS.match(report.prose, at + len(name))
            if match is not None:
                listed = [item.strip("“”") for item in re.split("[、，,]", match["items"])]
                if set(listed) < set(items):
                    missing = "、".join(item for item in items if item not in listed)
                    yield Finding(Span(*match.span("items")), {"wanted": f"{match['items']}、{missing}"})
            at = report.prose.find(name, at + 1)


def _miscounted(report: Report, sizes: Mapping[str, int]) -> Iterator[Finding]:
    """三会一课（支部党员大会、支部委员会、党小组会）: fewer items than the name counts, however they are worded."""
    for at, name in occurrences(report.prose, tuple(sizes)):
        match = _BRACKETS.match(report.prose, at + len(name))
        if match is None or "等" in match["items"]:
            continue
        listed = len(re.split("[、，；,和与]|以及", match["items"]))
        if 2 <= listed < sizes[name] and "、" in match["items"]:
            yield Finding(Span(*match.span("items")), {"wanted": f"{name}的{sizes[name]}项"})
