"""Set phrases one character off (自我净华), or in the wrong order (三重大一), and lists that lost an item.

A slip leaves one half of the phrase intact: the halves are looked for in one pass, and what stands around each is
compared with the phrase.  A listed phrase, or a variant that is right, is no slip.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from operator import ne
from typing import Any, NamedTuple

from xxlint.kinds import Finding
from xxlint.patterns import Sweep, is_han, occurrences
from xxlint.report import Report
from xxlint.span import Span


class _Words(NamedTuple):
    """What is looked for, and what is no slip.

    ``halves`` names for each half of a phrase the phrases that have it, with its place in them.
    """

    halves: dict[str, list[tuple[str, int]]]
    all: tuple[str, ...]
    right: frozenset[str]


@cache
def _words(terms: tuple[str, ...], slips: tuple[str, ...], variants: tuple[str, ...]) -> _Words:
    table: dict[str, list[tuple[str, int]]] = {}
    for term in terms:
        middle = len(term) // 2
        table.setdefault(term[:middle], []).append((term, 0))
        table.setdefault(term[middle:], []).append((term, middle))
    return _Words(table, tuple(dict.fromkeys((*table, *slips))), frozenset((*terms, *variants)))


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Slips in ``options["terms"]``; ``options["variants"]`` are right; ``slips`` and ``lists`` as in
    ``SetPhraseRule``."""
    slips = options.get("slips", {})
    listed = (options["terms"], slips, options.get("variants", ()))
    halves, looked_for, right = _words(*map(tuple, listed))
    end = 0
    for at, words in occurrences(report.prose, looked_for):
        if words in slips:
            span = Span(at, at + len(words))
            if not report.page.is_mentioned(span):
                yield Finding(span, {"wanted": slips[words]})
        for term, place in halves.get(words, ()):
            start = at - place
            stop = start + len(term)
            if start >= end and _is_slip(report.prose[start:stop], term, right):
                if not report.page.is_mentioned(Span(start, stop)):
                    wrong, right_part = _narrowed(report.prose, Span(start, stop), term)
                    yield Finding(wrong, {"wanted": right_part})
                end = stop
                break
    yield from _in_brackets(report, options.get("lists", {}), options.get("sizes", {}))


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
    if len(words) != len(term) or words in right:
        return False
    if sum(map(ne, words, term)) != 1 and sorted(words) != sorted(term):
        return False
    return all(map(is_han, words.replace("、", ""))) and not any(
        variant in words for variant in right if len(variant) > 2 and variant != term
    )


def _in_brackets(
    report: Report, lists: Mapping[str, list[str]], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """Brackets right behind a name that list fewer items than it has: 四个意识（政治意识、大局意识、核心意识）.

    Of the names of ``sizes`` the number of the items is known, not their words.
    """
    names = (*lists, *sizes)
    for match in _brackets(names).finditer(report.prose):
        end = match.start() - (report.prose[match.start() - 1 : match.start()] in ("”", "’"))
        if not report.prose.endswith(names, 0, end):
            continue
        name = next(name for name in names if report.prose.endswith(name, 0, end))
        words, span = match[0][1:-1], Span(match.start() + 1, match.end() - 1)
        if name in lists:
            listed = [item.strip("“”") for item in re.split("[、，,]", words)]
            if set(listed) < set(lists[name]):
                missing = "、".join(item for item in lists[name] if item not in listed)
                yield Finding(span, {"wanted": f"{words}、{missing}"})
        elif "等" not in words and "、" in words and 2 <= _items(words) < sizes[name]:
            yield Finding(span, {"wanted": f"{name}的{sizes[name]}项"})


@cache
def _brackets(names: tuple[str, ...]) -> Sweep:
    """Brackets with several words, behind what one of the names ends in, or behind a quotation mark."""
    ends = re.escape("".join(dict.fromkeys(name[-1] for name in names)) + "”’")
    return Sweep(rf"[（(](?<=[{ends}].)[^（）()\n]{{4,120}}[）)]")


def _items(words: str) -> int:
    return len(re.split("[、，；,和与]|以及", words))
