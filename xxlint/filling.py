"""Answers of fill-in sheets × gaps of a report → edits: all of them, or every reason why not.

Pure: nothing is read, nothing written.  An answer finds its gap by the gap's name; where a neighbour of the gap has been
filled meanwhile, by the sentence that the sheet shows.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from unicodedata import normalize

from xxlint import again
from xxlint.gaps import Gap, Gaps, rank_of
from xxlint.span import Edit, Span
from xxlint.values import Accepted, Rejected, check, is_empty
from xxlint.words import Words


class Answer(NamedTuple):
    """What a sheet says of a gap.

    ``place`` is where it says it (待填.xlsx 第5行); ``id`` and ``context`` name the gap and show its sentence with the place
    marked; ``trouble`` is what is wrong with the cell itself.
    """

    place: Words
    id: str
    context: str
    value: str
    trouble: Words | None = None


class Said(NamedTuple):
    """Something to say of an answer."""

    answer: Answer
    words: Words


class Filled(NamedTuple):
    """An edit of the report, and the answer that it puts there."""

    edit: Edit
    answer: Answer


class Filling(NamedTuple):
    """What becomes of the answers.

    ``filled`` are the edits in reading order, none where there are ``problems``.  ``notes`` tell what was tidied and
    what is doubtful; ``there`` are answers that the report holds already, ``gone`` unanswered rows whose gap it has no
    more.  ``left`` are the places that nobody has answered.
    """

    filled: tuple[Filled, ...]
    left: tuple[Gap, ...]
    there: tuple[Answer, ...]
    gone: tuple[Answer, ...]
    notes: tuple[Said, ...]
    problems: tuple[Said, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits alone."""
        return tuple(one.edit for one in self.filled)


def fill(gaps: Gaps, answers: Iterable[Answer]) -> Filling:
    """The edits that put the answers into their gaps."""
    return _Filler(gaps).filling(answers)


def gap_of(gaps: Gaps, answer: Answer) -> Gap | None:
    """The gap that an answer is for; None where it has been filled, is not there, or cannot be told from its like."""
    found = _find(gaps, answer)
    return found if isinstance(found, Gap) else None


def likely_gap(gaps: Gaps, answer: Answer) -> Gap | None:
    """The gap whose neighbouring words are those of an answer, should its sentence have been rewritten: a guess."""
    shown = again.unmarked(answer.context)
    if shown is None:
        return None
    sought = again.seek_beside(shown.text, shown.sentence, shown.place, gaps.places_in(shown.text))
    found = [span for span in again.places(sought, gaps.text) if span in gaps.by_place]
    return gaps.by_place[found[0]] if len(found) == 1 else None


def places_of(gaps: Gaps, answer: Answer) -> list[Span]:
    """Where the sentence of the sheet has its place now, filled or not: everywhere where it stands like that."""
    shown = again.unmarked(answer.context)
    if shown is None:
        return []
    sought = again.seek(shown.text, shown.sentence, shown.place, gaps.places_in(shown.text))
    words = shown.place.of(shown.text)
    found = [span for span in again.places(sought, gaps.text) if not words or span.start < span.end]
    return [_narrowed(gaps, span, words) for span in found]


def _narrowed(gaps: Gaps, span: Span, words: str) -> Span:
    """The gap of these words within a span: what stands beside a place without a word between may still be open."""
    if span in gaps.by_place:
        return span
    inside = [place for place in gaps.within(span) if place.of(gaps.text) == words]
    return inside[0] if len(inside) == 1 else span


def _find(gaps: Gaps, answer: Answer) -> Gap | Span | None:
    """The gap of an answer, or the place that it had before it was filled; None where neither can be told.

    The name alone is not believed where the row shows another sentence: somebody may have sorted one column.
    """
    gap = gaps.by_id.get(answer.id)
    if gap is not None:
        shown = again.marked(gaps.text, gap.sentence, gap.spans[0])
        if not answer.context.strip() or answer.context == shown:
            return gap
        if gap.id.startswith("g"):  # known by its own words, whatever stands around them
            words = again.unmarked(answer.context)
            same = words is not None and words.place.of(words.text) == gap.spans[0].of(gaps.text)
            return gap if same else None
        return gap if gap.spans[0] in places_of(gaps, answer) else None
    found, (rank, total) = places_of(gaps, answer), rank_of(answer.id)
    if len(found) != total or rank > total:
        return None
    place = found[rank - 1]
    return gaps.by_place.get(place, place)


class _Filler:
    """Takes the answers one after the other."""

    def __init__(self, gaps: Gaps) -> None:
        self._gaps = gaps
        self._given: dict[Span, list[Answer]] = {}
        self._there: list[Answer] = []
        self._gone: list[Answer] = []
        self._lost: list[Answer] = []
        self._problems: list[Said] = []
        self._found = 0

    def filling(self, answers: Iterable[Answer]) -> Filling:
        """What becomes of all of them."""
        for answer in answers:
            if answer.trouble is not None:
                self._problems.append(Said(answer, answer.trouble))
            elif not is_empty(answer.value):
                self._take(answer)
            elif _find(self._gaps, answer) is None:
                self._gone.append(answer)
        filled, notes = self._checked()
        problems = tuple(dict.fromkeys([*self._problems, *self._of_lost()]))
        return Filling(
            () if problems else filled,
            tuple(gap for gap in self._gaps.listed() if not self._given.keys() & set(gap.spans)),
            tuple(self._there),
            tuple(self._gone),
            notes,
            problems,
        )

    def _take(self, answer: Answer) -> None:
        """Give an answer to its places."""
        found = _find(self._gaps, answer)
        if found is None:
            self._lost.append(answer)
            return
        self._found += 1
        if not isinstance(found, Gap):
            self._compare(answer, found.of(self._gaps.text))
            return
        for span in found.spans:
            if not _is_same(answer.value, span.of(self._gaps.text)):
                self._given.setdefault(span, []).append(answer)

    def _compare(self, answer: Answer, now: str) -> None:
        """An answer whose place has been filled: with its words it is there, else they contradict each other."""
        shown = again.unmarked(answer.context)
        want = self._gaps.wanted_in(shown.text, shown.place) if shown is not None else None
        checked = check(answer.value, want) if want is not None else None
        words = checked.text if isinstance(checked, Accepted) else answer.value
        if now == words or _holds(now, words):
            self._there.append(answer)
        else:
            self._problems.append(Said(answer, _FILLED_OTHERWISE.fill(now=now, value=answer.value)))

    def _checked(self) -> tuple[tuple[Filled, ...], tuple[Said, ...]]:
        """The edits, and what is to be said of them."""
        filled: list[Filled] = []
        notes: list[Said] = []
        for span, answers in sorted(self._given.items()):
            want = self._gaps.by_place[span].wants[0]
            first: Filled | None = None
            for answer in answers:
                checked = check(answer.value, want)
                if isinstance(checked, Rejected):
                    self._problems.append(Said(answer, checked.reason))
                    continue
                notes += (Said(answer, note) for note in checked.notes)
                if first is None:
                    first = Filled(Edit(span, checked.text), answer)
                elif not _is_equal(first.edit.text, checked.text):
                    self._problems.append(Said(answer, _conflict(answer, first.answer)))
            filled += [first] if first is not None else []
        return tuple(filled), tuple(dict.fromkeys(notes))

    def _of_lost(self) -> Iterator[Said]:
        """What is said of answers without a place: of the first few also what the sentence may have become."""
        if len(self._lost) >= _MANY and not self._found:
            yield Said(self._lost[0], _OTHER_REPORT.fill(number=len(self._lost)))
            return
        for at, answer in enumerate(self._lost):
            near = self._nearest(answer) if at < _LOOKED_FOR else ""
            shown = again.unmarked(answer.context)
            alike = shown is not None and near == shown.text.strip()
            words = _AMBIGUOUS if alike else _CHANGED if near else _DELETED
            yield Said(answer, words.fill(near=near.replace("\n", " ")))

    def _nearest(self, answer: Answer) -> str:
        """The sentence without an answer that is most like that of the answer; "" where none is."""
        from difflib import get_close_matches

        left = (gap for gap in self._gaps.singles if gap.spans[0] not in self._given)
        sentences = [gap.sentence.span.of(self._gaps.text) for gap in left]
        shown = again.unmarked(answer.context)
        near = get_close_matches(shown.text, sentences[:_COMPARED], n=1) if shown is not None else []
        return near[0].strip() if near else ""


def _conflict(answer: Answer, first: Answer) -> Words:
    said = {"value": answer.value, "other": first.value}
    zh, en = first.place
    return Words(_CONFLICT.zh.format(place=zh, **said), _CONFLICT.en.format(place=en, **said))


def _holds(now: str, words: str) -> bool:
    """Whether words hold others: where nothing stands between two places, what is found is both of them."""
    before = r"(?<![\d.])" if re.match(r"[\d.]", words) else ""
    behind = r"(?![\d.])" if re.search(r"[\d.]\Z", words) else ""
    return bool(words) and re.search(before + re.escape(words) + behind, now) is not None


def _is_equal(one: str, other: str) -> bool:
    """Whether two answers are one: 1200 and 1200.0, too."""
    try:
        return one == other or Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _is_same(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def plain(value: str) -> str:
    """A value in half-width forms without blanks around it: what is written alike is the same."""
    return normalize("NFKC", value).strip()


_MANY = 3  # answers without a place, and none with one: then it is the sheet
_LOOKED_FOR = 10  # answers without a place for which the likest sentence is looked for
_COMPARED = 500  # sentences that are looked through for it

_CONFLICT = Words(
    "“{value}”与另一处填的“{other}”不一致：{place}", "“{value}” contradicts “{other}” in {place}"
)
_FILLED_OTHERWISE = Words(
    "报告里这一处已经写成“{now}”，表里是“{value}”",
    "the report says “{now}” there by now, the sheet “{value}”",
)
_OTHER_REPORT = Words(
    "填了的 {number} 行在报告里都对不上：这张表不是这份报告的，或者报告改动太大；请重新生成表",
    "none of the {number} rows filled in fits: the sheet is of another report, or too much was changed; make it anew",
)
_CHANGED = Words(
    "报告里找不到这一处，原文可能已改成“{near}”；请重新生成表（xxlint slots 报告 旧表 -o 新表 会带上已填的），核对后再填",
    "the report has no such place; the sentence may now be “{near}”: make the sheet anew and look at this row",
)
_AMBIGUOUS = Words(
    "报告里有几处“{near}”，分不清是哪一处；请重新生成表，核对后再填",
    "“{near}” stands in the report more than once, and which one is meant cannot be told: make the sheet anew",
)
_DELETED = Words(
    "报告里找不到这一处，原文已删去或重写；请重新生成表（xxlint slots 报告 旧表 -o 新表 会带上已填的），核对后再填",
    "the report has no such place, its sentence is gone: make the sheet anew and look at this row",
)
