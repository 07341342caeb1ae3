"""What a report still lacks, as its fill-in sheet lists it: each gap with a name that it keeps while the report is edited.

A gap is known by the words around it: those of other gaps and figures do not count, for they are what changes.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from xxlint.again import Sentence, without_labels
from xxlint.analysis.naming import clause_before, last_metric
from xxlint.analysis.sentences import sentence
from xxlint.diagnostic import Diagnostic, Slot
from xxlint.document import HIDDEN, Document
from xxlint.fingerprints import folded, hidden, masked
from xxlint.kinds.missing_value import check as missing_values
from xxlint.last_year import LastYear
from xxlint.owners import Owners
from xxlint.report import Report
from xxlint.results import MISSING_VALUE, FileResult
from xxlint.span import Span
from xxlint.values import Wanted, wanted
from xxlint.vocabulary import Severity, at_least

_SLOT = "\u0966"  # a digit that no report has: as a figure folded, as a digit no other one
_SHORT = 14  # characters of a sentence that says too little
_APART = " \t\v\n\u3000\xa0。！？"
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")  # is no figure that changes while the sentence stays
_ANY_DIGITS = re.compile("[0-9]+")
_AS_LETTERS = str.maketrans("0123456789", "abcdefghij")
_SENTENCE = 90  # characters on either side of a gap that its sentence shows
_VARIABLE = "variable"
_NAMES = frozenset({"person", "place", "organisation", "project"})


class Gap(NamedTuple):
    """One thing to be filled in, in one place or in several that want the same words.

    ``id`` is its name in sheets; ``sentence`` the one around the first place.  ``wants`` has what
    each place wants, ``noun`` is the noun behind it (XX县); ``owner`` is "" where nobody is known.
    """

    id: str
    spans: tuple[Span, ...]
    slot: Slot
    severity: Severity
    section: tuple[str, ...]
    sentence: Sentence
    wants: tuple[Wanted, ...]
    noun: str = ""
    owner: str = ""


class _Alone(NamedTuple):
    """Words that are no part of the report, and their slots."""

    report: Report
    slots: tuple[Slot, ...]


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
        self._last: _Alone | None = None

    @cached_property
    def singles(self) -> tuple[Gap, ...]:
        """Each place as a gap of its own, in reading order."""
        found = sorted(self._found(), key=lambda gap: gap.spans)
        return tuple(gap._replace(id=name) for gap, name in zip(found, self._names(found), strict=True))

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
        return tuple(slot.span for slot in self._alone(text).slots)

    def wanted_in(self, text: str, place: Span) -> Wanted | None:
        """What a place of some other words wants; None where there is none."""
        report, slots = self._alone(text)
        return next((wanted(report, slot) for slot in slots if slot.span == place), None)

    def _alone(self, text: str) -> "_Alone":
        """A sentence read by itself; the last one is kept, for a sheet has a row for each of its places."""
        if self._last is None or self._last.report.text != text:
            report = Report(Document("", "text", text, text, None), self._stories[0][1].lexicon)
            self._last = _Alone(report, tuple(_slots(report)))
        return self._last

    def section_at(self, offset: int) -> tuple[str, ...]:
        """The headings above an offset of the text, the outermost first."""
        start, report = self._stories[bisect_right(self._stories, offset, key=lambda story: story[0]) - 1]
        return report.section_at(offset - start)

    def last_year(self, gap: Gap) -> str:
        """What the older report said there; "" where there is none, or where it said nothing or several things."""
        if self._last_year is None:
            return ""
        return self._last_year.value(gap.slot, self.text, gap.sentence, self.within(gap.sentence.span))

    def within(self, span: Span) -> list[Span]:
        """The places in some part of the text."""
        low = bisect_left(self._places, span.start, key=lambda place: place.start)
        high = bisect_right(self._places, span.end, key=lambda place: place.start)
        return [place for place in self._places[low:high] if place.end <= span.end]

    @cached_property
    def _places(self) -> list[Span]:
        return [gap.spans[0] for gap in self.singles]

    # one place

    def _found(self) -> Iterator[Gap]:
        waiting = sorted(self._result.diagnostics, key=lambda d: d.span, reverse=True)
        for start, report in self._stories:
            slots: list[tuple[Slot, Diagnostic]] = []
            while waiting and waiting[-1].span.start < start + len(report.text):
                diagnostic = waiting.pop()
                slot = _slot_of(report, diagnostic, start)
                if slot is not None:
                    slots.append((slot, diagnostic))
            # what stands in the places does not tell sentences apart
            bare = hidden(report.prose, sorted(slot.span for slot, _ in slots))
            for slot, diagnostic in slots:
                yield self._gap(report, start, slot, diagnostic, _sentence(bare, slot.span))

    def _gap(self, report: Report, start: int, slot: Slot, diagnostic: Diagnostic, sentence: Sentence) -> Gap:
        noun = report.page.noun_at(slot.span.end)
        return Gap(
            id="",
            spans=(slot.span.moved(start),),
            slot=slot._replace(span=slot.span.moved(start)),
            severity=diagnostic.severity,
            section=diagnostic.section,
            sentence=sentence._replace(span=sentence.span.moved(start)),
            wants=(wanted(report, slot),),
            noun=noun[0] if noun else "",
            owner=self._owners.of(slot, diagnostic.section),
        )

    # names

    def _names(self, gaps: Sequence[Gap]) -> Iterator[str]:
        """The name of each place, made of its sentence; of its figures only where that has its like without them.

        Places whose sentences are alike are counted, as in s3f9c2ab71a.2.3, the second of three: should one be added or
        go, none of them has its name any more, for nobody knows which one it was.
        """
        text = self._masked(gap.spans[0] for gap in gaps)
        keys = [_key(text, gap.sentence, gap.spans[0]) for gap in gaps]
        alike = Counter(keys)
        keys = [
            _key(text, gap.sentence, gap.spans[0], figures=True) if alike[key] > 1 else key
            for key, gap in zip(keys, gaps, strict=True)
        ]
        total, seen = Counter(keys), Counter[tuple[str, str]]()
        for key in keys:
            seen[key] += 1
            yield f"s{_hash(*key)}" + (f".{seen[key]}.{total[key]}" if total[key] > 1 else "")

    def _masked(self, spans: Iterable[Span]) -> str:
        """The text with a figure in every gap: filled with one or not, it is the same."""
        return hidden(masked(self._result.document, self.text), spans, _SLOT)

    def _thing(self, gap: Gap) -> tuple[str, ...] | None:
        """What a gap shares with its like: a variable's name, or a name to fill in with the noun behind it."""
        words = folded(gap.spans[0].of(self.text))
        if gap.slot.form == _VARIABLE:
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


def rank_of(name: str) -> tuple[int, int]:
    """Which place of how many alike a name means: (2, 3) for s3f9c2ab71a.2.3."""
    parts = name.split(".")
    if len(parts) == 3 and parts[1].isdecimal() and parts[2].isdecimal():
        return int(parts[1]), int(parts[2])
    return 1, 1


def _key(masked_text: str, sentence: Sentence, place: Span, *, figures: bool = False) -> tuple[str, str]:
    """The words on both sides of a place without labels and blanks, with a sign for each figure unless they count."""
    left, right = masked_text[sentence.span.start : place.start], masked_text[place.end : sentence.span.end]
    counting = _ANY_DIGITS if figures else _YEAR
    return _folded(left, counting), _folded(right, counting)


def _folded(words: str, counting: re.Pattern[str]) -> str:
    return folded(counting.sub(lambda digits: digits[0].translate(_AS_LETTERS), without_labels(words)))


def _sentence(bare: str, place: Span) -> Sentence:
    """The sentence around a place, a short one with what stands above, or below where nothing does; a long one is cut."""
    start, end = _closed(bare, sentence(bare, place))
    while _says_little(bare[start:end]) and (above := _end_above(bare, start)):
        start = sentence(bare, Span(above - 1, above)).start
    while _says_little(bare[start:end]) and (below := _start_below(bare, end)):
        end = _closed(bare, sentence(bare, Span(below, below + 1))).end
    left, right = max(start, place.start - _SENTENCE), min(end, place.end + _SENTENCE)
    return Sentence(Span(left, right), left == start, right == end)


def _closed(bare: str, words: Span) -> Span:
    """A sentence with its last sign."""
    return Span(words.start, words.end + (bare[words.end : words.end + 1] in ("。", "！", "？")))


def _says_little(words: str) -> bool:
    return len(words) < _SENTENCE and len("".join(words.replace(HIDDEN, "").split())) < _SHORT


def _end_above(bare: str, start: int) -> int:
    """Where the sentence before another one ends; 0 where none is near."""
    low = max(0, start - _SENTENCE)
    words = bare[low:start].rstrip(_APART)
    return low + len(words) if words else 0


def _start_below(bare: str, end: int) -> int:
    """Where the sentence behind another one begins; 0 where none is near."""
    words = bare[end : end + _SENTENCE]
    left = words.lstrip(_APART)
    return end + len(words) - len(left) if left else 0


def _slot_of(report: Report, diagnostic: Diagnostic, start: int) -> Slot | None:
    """The slot of a finding, counted in its story; of a lost figure the place where it belongs."""
    slot = diagnostic.slot
    if slot is not None:
        return slot._replace(span=slot.span.moved(-start))
    if diagnostic.code != MISSING_VALUE:
        return None
    return _lost(report, diagnostic.span.moved(-start))


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
