"""What a report still lacks, as its fill-in sheet lists it: each gap with a name that it keeps while the report is edited.

A gap is known by the words around it: those of other gaps and figures do not count, for they are what changes.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from xxlint.analysis.naming import clause_before, last_metric
from xxlint.analysis.sentences import sentence
from xxlint.diagnostic import Diagnostic, Slot
from xxlint.document import HIDDEN, Document
from xxlint.fingerprints import folded, masked
from xxlint.kinds.missing_value import check as missing_values
from xxlint.last_year import LastYear
from xxlint.owners import Owners
from xxlint.report import Report
from xxlint.results import MISSING_VALUE, FileResult
from xxlint.span import Span
from xxlint.values import Wanted, wanted
from xxlint.vocabulary import Severity, at_least

_REACH = 60  # characters on either side of a gap, among them blanks and figures
_KEY = 24  # of them those that count
_LABEL = re.compile(
    r"^[第（(]?[〇零一二三四五六七八九十百\d.]+[）)、．.章节条是]*\s*|^#+\s*"
)  # changes while the heading stays
_SENTENCE = 90  # characters on either side of a gap that its sentence shows
_VARIABLE = "variable"
_NAMES = frozenset({"person", "place", "organisation", "project"})


class Gap(NamedTuple):
    """One thing to be filled in, in one place or in several that want the same words.

    ``id`` is its name in sheets; ``sentence`` the one around the first place, with its last sign.  ``wants`` has what
    each place wants, ``noun`` is the noun behind it (XX县); ``owner`` is "" where nobody is known.
    """

    id: str
    spans: tuple[Span, ...]
    slot: Slot
    severity: Severity
    section: tuple[str, ...]
    sentence: Span
    wants: tuple[Wanted, ...]
    noun: str = ""
    owner: str = ""


class Gaps:
    """The gaps of one report that has been checked."""

    def __init__(
        self,
        result: FileResult,
        stories: Sequence[tuple[int, Report]],
        owners: Owners,
        last_year: LastYear | None = None,
    ) -> None:
        """``stories`` are the body and what stands beside it, each with where it begins in the text."""
        self.text = result.text
        self._result, self._stories, self._owners, self._last_year = result, stories, owners, last_year

    @cached_property
    def singles(self) -> tuple[Gap, ...]:
        """Each place as a gap of its own, in reading order."""
        found = sorted(self._found(), key=lambda gap: gap.spans)
        return tuple(
            gap._replace(id=f"s{_hash(*key)}") for gap, key in zip(found, self._keys(found), strict=True)
        )

    @cached_property
    def groups(self) -> tuple[Gap, ...]:
        """The places that want the same words as one gap each: a variable, or a name written alike in several."""
        alike: dict[tuple[str, ...], list[Gap]] = {}
        for gap in self.singles:
            key = self._thing(gap)
            if key is not None:
                alike.setdefault(key, []).append(gap)
        return tuple(
            _together(f"g{_hash(*key)}", gaps)
            for key, gaps in alike.items()
            if len(gaps) > 1 or key[0] == _VARIABLE
        )

    def listed(self, floor: Severity = "warning", *, shared: bool = False) -> tuple[Gap, ...]:
        """The gaps as a sheet lists them, those as grave as ``floor``: variables once, and with ``shared`` names."""
        singles = [gap for gap in self.singles if at_least(gap.severity, floor)]
        places = {gap.spans[0] for gap in singles}
        once = {
            span: group
            for group in self.groups
            if shared or group.slot.form == _VARIABLE
            for span in group.spans
            if span in places
        }
        rows = (once.get(gap.spans[0], gap) for gap in singles)
        return tuple({gap.id: gap for gap in rows}.values())

    @cached_property
    def by_id(self) -> dict[str, Gap]:
        """All gaps by their names."""
        return {gap.id: gap for gap in (*self.singles, *self.groups)}

    @cached_property
    def by_place(self) -> dict[Span, Gap]:
        """The single gaps by their places."""
        return {gap.spans[0]: gap for gap in self.singles}

    def places_in(self, text: str) -> tuple[Span, ...]:
        """The places still to be filled in some other words, such as a sentence of a sheet."""
        return tuple(slot.span for slot in _slots(self._alone(text)))

    def wanted_in(self, text: str, place: Span) -> Wanted | None:
        """What a place of some other words wants; None where there is none."""
        report = self._alone(text)
        return next((wanted(report, slot) for slot in _slots(report) if slot.span == place), None)

    def _alone(self, text: str) -> Report:
        return Report(Document("", "text", text, text, None), self._stories[0][1].lexicon)

    def section_at(self, offset: int) -> tuple[str, ...]:
        """The headings above an offset of the text, the outermost first."""
        start, report = self._stories[bisect_right(self._stories, offset, key=lambda story: story[0]) - 1]
        return report.section_at(offset - start)

    def last_year(self, gap: Gap) -> str:
        """What the older report said there; "" where there is none, or where it said nothing or several things."""
        if self._last_year is None:
            return ""
        low = bisect_left(self._places, gap.sentence.start, key=lambda span: span.start)
        high = bisect_right(self._places, gap.sentence.end, key=lambda span: span.start)
        return self._last_year.value(gap.slot, self.text, gap.sentence, self._places[low:high])

    @cached_property
    def _places(self) -> list[Span]:
        return [gap.spans[0] for gap in self.singles]

    # one place

    def _found(self) -> Iterator[Gap]:
        waiting = sorted(self._result.diagnostics, key=lambda d: d.span, reverse=True)
        for start, report in self._stories:
            while waiting and waiting[-1].span.start < start + len(report.text):
                diagnostic = waiting.pop()
                slot = _slot_of(report, diagnostic, start)
                if slot is not None:
                    yield self._gap(report, start, slot, diagnostic)

    def _gap(self, report: Report, start: int, slot: Slot, diagnostic: Diagnostic) -> Gap:
        noun = report.page.noun_at(slot.span.end)
        sentence = _sentence(report, slot.span)
        return Gap(
            id="",
            spans=(_moved(slot.span, start),),
            slot=slot._replace(span=_moved(slot.span, start)),
            severity=diagnostic.severity,
            section=diagnostic.section,
            sentence=_moved(sentence, start),
            wants=(wanted(report, slot),),
            noun=noun[0] if noun else "",
            owner=self._owners.of(slot, diagnostic.section),
        )

    # names

    def _keys(self, gaps: Sequence[Gap]) -> Iterator[tuple[str, ...]]:
        """What tells each place again: the words around it and its heading.

        Of places alike also which of how many it is: should one be added or go, all lose their names, for nobody knows
        which one it was.
        """
        text = self._masked(gap.spans[0] for gap in gaps)
        keys = [
            (*_around(text, gap.spans[0]), _LABEL.sub("", gap.section[-1]) if gap.section else "")
            for gap in gaps
        ]
        total, seen = Counter(keys), Counter[tuple[str, ...]]()
        for key in keys:
            seen[key] += 1
            yield (*key, f"{seen[key]}/{total[key]}") if total[key] > 1 else key

    def _masked(self, spans: Iterable[Span]) -> str:
        """The text with a figure in every gap: filled or not, it is the same."""
        text = masked(self._result.document, self.text)
        pieces, at = [], 0
        for start, end in spans:
            if start < end:
                pieces += [text[at:start], "0", HIDDEN * (end - start - 1)]
                at = end
        return "".join([*pieces, text[at:]])

    def _thing(self, gap: Gap) -> tuple[str, ...] | None:
        """What a gap shares with its like: a variable's name, or a name to fill in with the noun behind it."""
        words = folded(gap.spans[0].of(self.text))
        if gap.slot.form == "variable":
            return _VARIABLE, words
        return (gap.slot.kind, words, gap.noun) if gap.slot.kind in _NAMES and gap.noun else None


def _together(name: str, gaps: Sequence[Gap]) -> Gap:
    first = gaps[0]
    return first._replace(
        id=name,
        spans=tuple(gap.spans[0] for gap in gaps),
        wants=tuple(gap.wants[0] for gap in gaps),
    )


def _hash(*parts: str) -> str:
    from hashlib import blake2s

    return blake2s("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _around(text: str, span: Span) -> tuple[str, str]:
    left = text[max(0, span.start - _REACH) : span.start].rpartition("\n")[2]
    right = text[span.end : span.end + _REACH].partition("\n")[0]
    return folded(left)[-_KEY:], folded(right)[:_KEY]


def _sentence(report: Report, place: Span) -> Span:
    """The sentence around a place with its last sign; a long one is cut off."""
    start, end = sentence(report.prose, place)
    end += report.prose[end : end + 1] in ("。", "！", "？")
    return Span(max(start, place.start - _SENTENCE), min(end, place.end + _SENTENCE))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _slot_of(report: Report, diagnostic: Diagnostic, start: int) -> Slot | None:
    """The slot of a finding, counted in its story; of a lost figure the place where it belongs."""
    slot = diagnostic.slot
    if slot is not None:
        return slot._replace(span=_moved(slot.span, -start))
    if diagnostic.code != MISSING_VALUE:
        return None
    return _lost(report, _moved(diagnostic.span, -start))


def _slots(report: Report) -> Iterator[Slot]:
    """All slots of a report, lost figures too."""
    yield from report.slots
    yield from (_lost(report, finding.span) for finding in missing_values(report, {}))


def _lost(report: Report, words: Span) -> Slot:
    """Where a figure that has been lost belongs: before the unit that ``words`` end in, else behind them."""
    for at in range(*words):
        unit = report.page.unit_at(at)
        if unit is not None and at + len(unit[0]) == words.end:
            name, number = _metric_before(report, at)
            return Slot(Span(at, at), "lost", unit[1], name, number, unit[0])
    name, number = _metric_before(report, words.start)
    change = words.of(report.text)
    return Slot(Span(words.end, words.end), "lost", "percent", f"{name or ''}{change}", number)


def _metric_before(report: Report, at: int) -> tuple[str | None, str | None]:
    metric = last_metric(report.lexicon, clause_before(report.page, at))
    return (metric[0], metric[1].id) if metric else (None, None)
