"""How much of a report is filled in, by section and by owner.

*Open* are its gaps without an answer.  *Answered* are those that a sheet answers, but whose answer is not in the report
yet; what `filling` would refuse is no answer.  *Filled* are, with sheets, the rows whose place holds other words by now;
without sheets the figures that the report gives: values and changes of metrics.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from xxlint.again import unmarked
from xxlint.figures import Figure
from xxlint.filling import Answer, places_of
from xxlint.gaps import Gap, Gaps
from xxlint.heads import heads
from xxlint.owners import Owners
from xxlint.span import Span
from xxlint.values import Accepted, check, is_empty
from xxlint.words import Words

State = Literal["filled", "answered", "open"]
STATE_WORDS: dict[State, Words] = {
    "filled": Words("已填", "filled"),
    "answered": Words("表里已填，还没填回报告", "answered in the sheets, not yet in the report"),
    "open": Words("待填", "open"),
}
Counted = Literal["sheets", "figures"]

NOBODY = Words("（没有指定）", "(nobody named)")


class Share(NamedTuple):
    """What has become of the places of one section, of one owner, or of all; of those above all headings ``name`` is ""."""

    name: str
    filled: int = 0
    answered: int = 0
    open: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.filled + self.answered + self.open

    @property
    def percent(self) -> int:
        """How much is filled: 100 only where nothing is left, 0 only where nothing is filled."""
        if not self.filled:
            return 0
        return max(1, 100 * self.filled // self.all)


class Progress(NamedTuple):
    """The shares, sections in reading order, owners by what they still owe, nobody last; none where there are no names.

    ``counted`` tells by what it is counted what is filled.  ``gaps`` are the open ones, each with its owner.  ``refused`` is how
    many answers cannot stand where they belong, ``astray`` how many rows fit no place of the report.
    """

    counted: Counted
    sections: tuple[Share, ...]
    owners: tuple[Share, ...]
    total: Share
    gaps: tuple[Gap, ...]
    refused: int = 0
    astray: int = 0


def remarks(progress: Progress) -> Iterator[Words]:
    """What is counted, and what is not."""
    by_sheets = progress.counted == "sheets"
    if not progress.total.all:
        yield _NOTHING_LISTED if by_sheets else _NOTHING
        return
    yield _BY_SHEETS if by_sheets else _BY_FIGURES
    if progress.refused:
        yield _REFUSED.fill(number=progress.refused)
    if progress.astray:
        yield _ASTRAY.fill(number=progress.astray)


class Entry(NamedTuple):
    """A row of a sheet: what it says, of which metric, and whose it is; each "" where it does not say."""

    answer: Answer
    metric: str
    owner: str


def by_figures(gaps: Sequence[Gap], figures: Iterable[Figure], owners: Owners) -> Progress:
    """The gaps beside the figures that the report gives."""
    counts = [_open(gap) for gap in gaps]
    for figure in figures:
        given = sum(amount is not None and not amount.lacks for amount in (figure.value, figure.change))
        owner = owners.of_metric(figure.metric_id, figure.name, figure.section)
        counts += given * [_Counted("filled", figure.span.start, figure.section, owner)]
    return _progress("figures", counts, gaps)


def by_sheets(gaps: Gaps, listed: Sequence[Gap], entries: Sequence[Entry], owners: Owners) -> Progress:
    """The gaps ``listed``, and what has become of those that the sheets list; the settings' owners come first."""
    sheets = _Sheets(gaps, owners, entries)
    own = [gap._replace(owner=gap.owner or sheets.owner(gap)) for gap in listed]
    left = [gap for gap in own if not sheets.answered.issuperset(gap.spans)]
    waiting = {gap.id for gap in left}
    counts = [_open(gap) if gap.id in waiting else _open(gap)._replace(state="answered") for gap in own]
    counts += sheets.filled.values()
    progress = _progress("sheets", counts, left)
    return progress._replace(refused=len(sheets.refused), astray=len(sheets.astray))


class _Counted(NamedTuple):
    """One thing that counts, and where in the report it stands."""

    state: State
    at: int
    section: tuple[str, ...]
    owner: str


def _open(gap: Gap) -> _Counted:
    return _Counted("open", gap.spans[0].start, gap.section, gap.owner)


def _progress(counted: Counted, found: Iterable[_Counted], gaps: Sequence[Gap]) -> Progress:
    ordered = sorted(found, key=lambda one: one.at)
    states = [one.state for one in ordered]
    sections = _shares(heads([one.section for one in ordered]), states)
    owners = _shares([one.owner for one in ordered], states)
    owners.sort(key=lambda share: (not share.name, -share.open, -share.answered))
    total = _share("", Counter(states))
    return Progress(counted, _named(sections), _named(owners), total, tuple(gaps))


def _shares(names: Iterable[str], states: Iterable[State]) -> list[Share]:
    """The counts by name, in the order in which the names come first."""
    counts: dict[str, Counter[State]] = {}
    for name, state in zip(names, states, strict=True):
        counts.setdefault(name, Counter())[state] += 1
    return [_share(name, found) for name, found in counts.items()]


def _share(name: str, counts: Mapping[State, int]) -> Share:
    return Share(name, counts["filled"], counts["answered"], counts["open"])


def _named(shares: Sequence[Share]) -> tuple[Share, ...]:
    """The shares, none where they have no names: then there is nothing but the total."""
    return tuple(shares) if any(share.name for share in shares) else ()


class _Sheets:
    """What the rows of all sheets say of the report; a row that stands in several counts once."""

    def __init__(self, gaps: Gaps, owners: Owners, entries: Sequence[Entry]) -> None:
        self._gaps, self._settled = gaps, owners
        self.answered: set[Span] = set()
        self.filled: dict[Span, _Counted] = {}
        self.refused: set[str] = set()
        self.astray: set[str] = set()
        self._owners: dict[Span, str] = {}
        self._told = {_key(entry): gaps.by_id.get(entry.answer.id) for entry in entries}
        self._taken = {span for gap in self._told.values() if gap is not None for span in gap.spans}
        seen: set[str] = set()
        for entry in entries:
            key = _key(entry)
            gap = self._told[key]
            if gap is None and key not in seen:
                gap = self._told[key] = self._told_again(entry)
            if gap is not None:
                self._answer(entry, gap)
            seen.add(key)

    def owner(self, gap: Gap) -> str:
        """Whose a gap is, as far as the sheets know."""
        return self._owners.get(gap.spans[0], "")

    def _answer(self, entry: Entry, gap: Gap) -> None:
        answer = entry.answer
        for span in gap.spans:
            self._owners[span] = self._owners.get(span) or entry.owner
        if is_empty(answer.value) and answer.trouble is None:
            return
        if answer.trouble is None and isinstance(check(answer.value, gap.wants[0]), Accepted):
            self.answered.update(gap.spans)
        else:
            self.refused.add(gap.id)

    def _told_again(self, entry: Entry) -> Gap | None:
        """The gap of a row whose neighbours have been filled; None where it is filled itself, or not to be told."""
        found = [place for place in places_of(self._gaps, entry.answer) if place not in self._taken]
        opened = [place for place in found if place in self._gaps.by_place]
        if opened:
            self._taken.add(opened[0])
            return self._gaps.by_place[opened[0]] if len(opened) == 1 else None
        shown = unmarked(entry.answer.context)
        before = shown.place.of(shown.text) if shown is not None else ""
        place = next((place for place in found if place.of(self._gaps.text) != before), None)
        if place is None:
            self.astray.add(_key(entry))
            return None
        self._taken.add(place)
        section = self._gaps.section_at(place.start)
        owner = self._settled.of_metric(None, entry.metric, section) or entry.owner
        self.filled[place] = _Counted("filled", place.start, section, owner)
        return None


def _key(entry: Entry) -> str:
    """What a row is known by in all sheets: its id, or its sentence where somebody removed the ids."""
    return entry.answer.id or entry.answer.context


_BY_FIGURES = Words(
    "“已填”按报告里已有的指标数字计；给出填报表则按表计",
    "“filled” counts the figures that the report gives; with a sheet, the rows of the sheet",
)
_BY_SHEETS = Words(
    "“已填”按表计：表里列出、报告里已填上的行",
    "“filled” counts the rows of the sheets that the report holds by now",
)
_REFUSED = Words(
    "有 {number} 个回答填不进报告，仍算待填；用 xxlint fill 看原因",
    "answers that cannot be put into the report and count as open: {number}; xxlint fill says why",
)
_ASTRAY = Words(
    "有 {number} 行在报告里对不上，没有计入：原句已改写或删去",
    "rows not counted, for the report has no such sentence any more: {number}",
)
_NOTHING = Words(
    "没有可统计的：报告里没有待填的地方，也没有指标数字",
    "nothing to count: nothing to fill in, and no figures",
)
_NOTHING_LISTED = Words(
    "没有可统计的：报告里没有待填的地方，表里也没有已填上的行",
    "nothing to count: nothing to fill in, and no row of the sheets that has been",
)
