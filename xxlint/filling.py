"""Answers of fill-in sheets × gaps of a report → edits: all of them, or every reason why not.

Pure: nothing is read, nothing written.  An answer finds its gap by the gap's name; where a neighbour of the gap has been
filled meanwhile, by the sentence that the sheet shows.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from xxlint import again
from xxlint.gaps import Gap, Gaps
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
    gap = gaps.by_id.get(answer.id)
    if gap is None:
        place = _told_again(gaps, answer)
        gap = gaps.by_place.get(place) if place is not None else None
    return gap


def places_of(gaps: Gaps, answer: Answer) -> list[Span]:
    """Where the sentence of the sheet has its place now, filled or not: everywhere where it stands like that."""
    shown = again.unmarked(answer.context)
    if shown is None:
        return []
    ways = again.seek(shown.text, Span(0, len(shown.text)), shown.place, gaps.places_in(shown.text))
    return again.places(ways, gaps.text)


def _told_again(gaps: Gaps, answer: Answer) -> Span | None:
    """Where the sentence of the sheet has its place now; None where it is not there, or there twice.

    Twice is too often even if one of them is filled: that one may be the other's like.
    """
    found = places_of(gaps, answer)
    return found[0] if len(found) == 1 else None


class _Given(NamedTuple):
    """An answer for one place."""

    answer: Answer
    gap: Gap


class _Filler:
    """Takes the answers one after the other."""

    def __init__(self, gaps: Gaps) -> None:
        self._gaps = gaps
        self._given: dict[Span, _Given] = {}
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
            elif gap_of(self._gaps, answer) is None:
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
        gap = self._gaps.by_id.get(answer.id)
        place = _told_again(self._gaps, answer) if gap is None else None
        if place is not None:
            gap = self._gaps.by_place.get(place)
        if gap is None and place is None:
            self._lost.append(answer)
            return
        self._found += 1
        if gap is None and place is not None:
            self._compare(answer, place.of(self._gaps.text))
        for span in gap.spans if gap is not None else ():
            if not _is_same(answer.value, span.of(self._gaps.text)):
                self._give(answer, span)

    def _give(self, answer: Answer, span: Span) -> None:
        first = self._given.setdefault(span, _Given(answer, self._gaps.by_place[span])).answer
        if not _is_same(first.value, answer.value):
            self._problems.append(Said(answer, _conflict(answer, first)))

    def _compare(self, answer: Answer, now: str) -> None:
        """An answer whose place has been filled: with its words it is there, else they contradict each other."""
        shown = again.unmarked(answer.context)
        want = self._gaps.wanted_in(*shown) if shown is not None else None
        checked = check(answer.value, want) if want is not None else None
        words = checked.text if isinstance(checked, Accepted) else answer.value
        if now == words or _ends_in(now, words):
            self._there.append(answer)
        else:
            self._problems.append(Said(answer, _FILLED_OTHERWISE.fill(now=now, value=answer.value)))

    def _checked(self) -> tuple[tuple[Filled, ...], tuple[Said, ...]]:
        """The edits, and what is to be said of them."""
        filled: list[Filled] = []
        notes: list[Said] = []
        for span, (answer, gap) in sorted(self._given.items()):
            checked = check(answer.value, gap.wants[0])
            if isinstance(checked, Rejected):
                self._problems.append(Said(answer, checked.reason))
                continue
            notes += (Said(answer, note) for note in checked.notes)
            filled.append(Filled(Edit(span, checked.text), answer))
        return tuple(filled), tuple(dict.fromkeys(notes))

    def _of_lost(self) -> Iterator[Said]:
        """What is said of answers without a place: of the first few also what the sentence may have become."""
        if self._lost and not self._found:
            yield Said(self._lost[0], _OTHER_REPORT.fill(number=len(self._lost)))
            return
        for at, answer in enumerate(self._lost):
            near = self._nearest(answer) if at < _LOOKED_FOR else ""
            yield Said(answer, _CHANGED.fill(near=near) if near else _DELETED)

    def _nearest(self, answer: Answer) -> str:
        """The sentence without an answer that is most like that of the answer; "" where none is."""
        from difflib import get_close_matches

        taken = {gap.id for _, gap in self._given.values()}
        sentences = [gap.sentence.of(self._gaps.text) for gap in self._gaps.singles if gap.id not in taken]
        shown = again.unmarked(answer.context)
        near = get_close_matches(shown.text, sentences[:_COMPARED], n=1) if shown is not None else []
        return near[0].strip() if near else ""


def _conflict(answer: Answer, first: Answer) -> Words:
    said = {"value": answer.value, "other": first.value}
    zh, en = first.place
    return Words(_CONFLICT.zh.format(place=zh, **said), _CONFLICT.en.format(place=en, **said))


def _ends_in(now: str, words: str) -> bool:
    """Whether words end in others: where nothing stands between two places, what is found is both of them."""
    return now.endswith(words) and not (now[-len(words) - 1].isdecimal() and words[0].isdecimal())


def _is_same(one: str, other: str) -> bool:
    return normalize("NFKC", one).strip() == normalize("NFKC", other).strip()


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
    "这张表不是这份报告的：填了的 {number} 行在报告里都找不到，请用生成这张表的报告，或重新生成表",
    "this sheet is not of this report: none of the {number} rows filled in is found in it",
)
_CHANGED = Words(
    "报告里找不到这一处，原文可能已改成“{near}”；请重新生成表，再填这一行",
    "the report has no such place; the sentence may now be “{near}”: make the sheet anew",
)
_DELETED = Words(
    "报告里找不到这一处，原文已删去或重写；请重新生成表，再填这一行",
    "the report has no such place, its sentence is gone: make the sheet anew",
)
