"""Which labels form a list, and where a list breaks.

Labels arrive in reading order and are put on a stack of open lists: a label goes to the innermost list that waits
for its number, else to the innermost list of its form; a form that is not open begins a list inside the last item.
``breaks`` then reads the numbers of one list.  A list that starts again at one after a line that is no item is a
new list, not an error; after a break counting goes on from the number found, so that one slip is one finding.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Literal, NamedTuple

from xxlint.analysis.labels import FORMS, LAST, Marker
from xxlint.analysis.tables import listed_cells, numbered_rows, parted, tables_of
from xxlint.document import NO_LAYOUT, Cell, Layout
from xxlint.patterns import compiled, lazy

BreakKind = Literal["gap", "duplicate", "step-back", "not-from-one", "lone"]
_DEEPEST = 100  # lists inside lists
_LOOK_AHEAD = 40  # labels that are looked at to tell a slip from a new list


class Break(NamedTuple):
    """A place where a list does not count on: the place of the label in the list, and the number that belonged there."""

    kind: BreakKind
    at: int
    expected: int


class Enumeration(NamedTuple):
    """A list of labels that count on.

    ``parent`` is the label in whose item the list stands.  ``inverted`` says that the list's form ranks above that
    of the list around it; ``runs_on`` that its count goes on from an earlier list on purpose; ``strangers`` are the
    indexes of labels that are written in another form than the list's; ``in_table`` that it counts the rows of a
    table or what stands in a cell, and no sections.
    """

    form: str
    markers: tuple[Marker, ...]
    parent: Marker | None
    depth: int
    inverted: bool = False
    runs_on: bool = False
    strangers: tuple[int, ...] = ()
    in_table: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """What the labels count."""
        return tuple(map(_number, self.markers))


_number = attrgetter("number")


def breaks(numbers: Sequence[int]) -> list[Break]:
    """Where a list's numbers do not count 1, 2, 3 …, each slip once.

    A number that stands too early and comes later after all is a step back (一、三、二); one that never comes is a
    gap, reported on the label behind it.
    """
    found: list[Break] = []
    if tuple(numbers) == tuple(range(1, len(numbers) + 1)):
        return found
    last, expected, late = 0, {1}, set[int]()
    for index in range(len(numbers)):
        number = numbers[index]
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if number in expected or number == LAST:
            last, expected = number, {number + 1}
        elif number in late:
            late.discard(number)
        elif number == last:
            found.append(Break("duplicate", index, last + 1))
            expected = {last + 1, last + 2} if following == last + 2 else {last + 1}
        elif number > last:
            wanted = min(expected)
            missing = set(range(wanted, number))
            coming = missing & set(numbers[index + 1 : index + 2 + len(missing)])
            if coming and len(missing) <= 2:
                late |= coming
                found.append(Break("step-back", index, wanted))
            else:
                found.append(Break("gap" if index else "not-from-one", index, wanted))
            last, expected = number, {number + 1}
        else:
            found.append(Break("step-back", index, last + 1))
            if following is not None and following in (last + 1, last + 2):
                expected = {last + 1, last + 2}  # the label alone is wrong, the list goes on behind it
            else:
                last, expected = number, {number + 1}
    return found


class _Run:
    """A list while it is being read: its labels, and how many plain lines stood before each of them.

    ``wanted`` is the number that it waits for; ``beginnings`` the count of the reader at its last label, None inside a
    paragraph.  ``restarts`` tells whether one of its labels but the first is a one.
    """

    __slots__ = (
        "beginnings",
        "depth",
        "first",
        "form",
        "heading",
        "indent",
        "inverted",
        "last",
        "markers",
        "parent",
        "path",
        "plain",
        "restarts",
        "strangers",
        "wanted",
    )

    def __init__(
        self, first: Marker, parent: Marker | None, depth: int, plain: int, beginnings: int, *, inverted: bool
    ) -> None:
        self.form = first.form
        self.path = first.path
        self.first = first
        self.heading = first.heading
        self.indent = first.indent
        self.markers: list[Marker] = []
        self.plain: list[int] = []
        self.parent = parent
        self.depth = depth
        self.inverted = inverted
        self.restarts = False
        self.strangers: list[int] = []
        self.add(first, plain, beginnings)

    def waits_for(self, marker: Marker) -> bool:
        """Whether the label is the one that the list goes on with."""
        return marker.number == self.wanted or (marker.number == LAST and self.form == "word")

    def same_form(self, marker: Marker) -> bool:
        return self.form == marker.form and self.path == marker.path and self.indent == marker.indent

    def add(self, marker: Marker, plain: int, beginnings: int) -> None:
        if marker.form != self.form:
            self.strangers.append(len(self.markers))
        if marker.number == 1 and self.markers:
            self.restarts = True
        self.markers.append(marker)
        self.plain.append(plain)
        self.last = marker
        self.wanted = marker.number + 1
        self.beginnings = beginnings if marker.at_line_start else None


class _Reader:
    """Puts labels into lists; see the module's docstring for the way."""

    def __init__(
        self, prose: str, markers: list[Marker], boundaries: Sequence["Boundary"], cells: dict[int, Cell]
    ) -> None:
        self.prose = prose
        self.cells = cells
        self.cell: Cell | None = None  # of the label before
        self.markers = markers
        self.boundaries = list(boundaries)
        self.decimals = any(m.form == "decimal" and not m.doubtful for m in markers)
        self.stack: list[_Run] = []
        self.done: list[_Run] = []
        self.articles: _Run | None = None
        self.plain_lines = 0
        # How many plain lines so far begin something: headings without a label, lines that end in ：.
        self.beginnings = 0
        self.last_line_end = 0

    def read(self) -> list[_Run]:
        boundaries = iter([*self.boundaries, Boundary(len(self.prose) + 1, 0)])
        boundary = next(boundaries)
        for index, marker in enumerate(self.markers):
            while boundary.at <= marker.span.start:
                self._close_at(boundary)
                boundary = next(boundaries)
            start, end = marker.line
            if marker.at_line_start and (start > self.last_line_end + 1 or self.cells):
                self._count_plain_lines(marker)
            self._place(index, marker)
            self.last_line_end = max(self.last_line_end, end)
        return self.done

    def _close_at(self, boundary: "Boundary") -> None:
        """An annex, a Markdown heading without label: lists do not reach across it."""
        keep = 0
        while keep < len(self.stack) and 0 < self.stack[keep].heading <= boundary.keeps:
            keep += 1
        del self.stack[keep:]

    def _count_plain_lines(self, marker: Marker) -> None:
        if self.cells:
            cell = self.cells.get(marker.span.start)
            if cell is not None and cell != self.cell:
                self.plain_lines += 1
            self.cell = cell
        between = self.prose[self.last_line_end : marker.line.start]
        if between.strip("\n\v \t\u3000\x00\x01\xa0"):
            self.plain_lines += 1
            if any(_begins_something(line) for line in between.split("\n")):
                self.beginnings += 1

    def _place(self, index: int, marker: Marker) -> None:
        if marker.form == "spaced" and not self.decimals:
            return
        if marker.fresh:
            self._close_fresh(marker)
        at = self._list_that_waits(marker)
        if at is None and marker.doubtful and not self._begins(index, marker):
            return
        if at is None and not marker.at_line_start:
            self._place_inline(index, marker)
            return
        if at is None:
            at = self._list_of_form(marker)
        if at is None:
            at = self._list_in_other_form(index, marker)
        if at is None:
            if marker.form == "word" and marker.number != 1:
                return  # 其次 and 最后 stand alone in plain speech
            self._open(marker)
        else:
            self._add(at, marker)

    def _close_fresh(self, marker: Marker) -> None:
        self.stack = [run for run in self.stack if run.form != marker.form]

    def _innermost(self) -> range:
        """The places of the open lists from the innermost out, as far as a list may go on around others."""
        last = len(self.stack) - 1
        return range(last, last - _DEEPEST if last >= _DEEPEST else -1, -1)

    def _list_that_waits(self, marker: Marker) -> int | None:
        found = None
        form = marker.form
        for at in self._innermost():
            run = self.stack[at]
            if run.form == form and run.waits_for(marker) and run.same_form(marker):
                if run.first.at_line_start == marker.at_line_start:
                    return at
                found = at if found is None else found
        return found

    def _list_of_form(self, marker: Marker) -> int | None:
        found = None
        for at in self._innermost():
            run = self.stack[at]
            if run.same_form(marker) or (
                run.form == marker.form == "decimal" and len(run.path) == len(marker.path)
            ):
                if run.form == "decimal" and run.path != marker.path:
                    del self.stack[at:]
                    return None  # 2.1 after 1.3: a list of its own
                if run.first.at_line_start:
                    return at
                found = at if found is None else found
        return found if found is not None and FORMS[marker.form].spoken else None

    def _list_in_other_form(self, index: int, marker: Marker) -> int | None:
        """The list that waits for this number, though in another form: 首先…第二…, 1. 2. （3） 4."""
        if not self.stack or marker.number < 2:
            return None
        at = len(self.stack) - 1
        run = self.stack[at]
        if (
            FORMS[run.form].spoken != FORMS[marker.form].spoken
            or not run.waits_for(marker)
            or marker.form == "decimal"
        ):
            return None
        if run.form in ("article", "chapter", "section", "part", "decimal", "spaced"):
            return None
        if run.last.heading != marker.heading:
            return None
        if marker.at_line_start != run.first.at_line_start and not FORMS[marker.form].spoken:
            return None
        if not marker.at_line_start and run.last.line != marker.line:
            return None
        for later in self.markers[index + 1 : index + _LOOK_AHEAD]:
            if later.form == run.form and later.at_line_start == marker.at_line_start:
                return at if later.number in (marker.number + 1, LAST) else None
            if later.form == marker.form and later.at_line_start and later.number == marker.number + 1:
                return None if marker.at_line_start and not FORMS[marker.form].spoken else at
            if later.at_line_start and not FORMS[later.form].spoken and FORMS[run.form].spoken:
                break
        return at

    def _place_inline(self, index: int, marker: Marker) -> None:
        """A label inside a paragraph that no list waits for."""
        open_here = self._inline_run(marker)
        if marker.number == 1:
            if not self._goes_on(index, marker) and not self._stands_alone(marker):
                return  # a bracketed number or a word in the text
            if open_here is not None and not self._nests(index, marker):
                self._add(open_here, marker)
            else:
                self._open(marker)
            return
        at = open_here
        if at is None:
            at = self._list_in_other_form(index, marker)
        if at is None:
            at = self._list_of_line(marker)
        if at is not None:
            self._add(at, marker)
        elif self._begins_late(index, marker):
            self._open(marker)

    def _add(self, at: int, marker: Marker) -> None:
        """Put a label into an open list; the lists inside that list are closed."""
        del self.stack[at + 1 :]
        self.stack[at].add(marker, self.plain_lines, self.beginnings)

    def _list_of_line(self, marker: Marker) -> int | None:
        """The list that began at this line's start, for a label that comes a little too late in it."""
        if marker.form not in ("is", "ordinal", "among", "must"):
            return None
        at = self._list_of_form(marker)
        if at is None or self.stack[at].last.line != marker.line:
            return None
        return at if marker.number <= self.stack[at].last.number + 3 else None

    def _inline_run(self, marker: Marker) -> int | None:
        for at in self._innermost():
            run = self.stack[at]
            if run.form == marker.form and not run.first.at_line_start and run.last.line == marker.line:
                return at
        return None

    def _stands_alone(self, marker: Marker) -> bool:
        """一是 at a clause's start with nothing that goes on from it in the paragraph: 二则, 另一个是."""
        if marker.form != "is" or not (
            self._clause_begins(marker) or self.prose[marker.span.start - 1] == "，"
        ):
            return False
        return not _GOES_ON_OTHERWISE.search(self.prose, marker.span.end, marker.line.end)

    def _clause_begins(self, marker: Marker) -> bool:
        start = marker.span.start
        return start == 0 or self.prose[start - 1] in "。；：！？;:!?\n\v#>"

    def _goes_on(self, index: int, marker: Marker) -> bool:
        """Whether a label of this form and a number close behind follows in the same paragraph (or the next lines)."""
        for later in self.markers[index + 1 : index + _LOOK_AHEAD]:
            if later.line != marker.line and not (FORMS[marker.form].spoken or later.at_line_start):
                return False
            if later.form == marker.form:
                return 0 <= later.number - marker.number <= 3 or later.number == LAST
            if later.line != marker.line and later.at_line_start and not FORMS[later.form].spoken:
                return False
            if later.number == marker.number + 1 and later.line == marker.line and FORMS[later.form].spoken:
                return True  # the list goes on in another form
        return False

    def _begins_late(self, index: int, marker: Marker) -> bool:
        """Whether a list begins at two or three: the next label counts on, or 二是 stands before its 一是."""
        if marker.form == "word" or marker.number > 3:
            return False
        following = [
            m.number
            for m in self.markers[index + 1 : index + 6]
            if (m.form, m.line) == (marker.form, marker.line)
        ]
        return self._goes_on(index, marker) or (marker.number == 2 and following[:2] == [1, 3])

    def _nests(self, index: int, marker: Marker) -> bool:
        """Whether this 一是 opens a list inside the item of another 一是: both lists have a 二是 to come."""
        seconds = 0
        for later in self.markers[index + 1 : index + _LOOK_AHEAD]:
            if later.line != marker.line:
                break
            seconds += later.form == marker.form and later.number == 2
        return seconds > 1

    def _begins(self, index: int, marker: Marker) -> bool:
        """Whether a doubtful label is one after all: it is the first, and the second follows at a line's start."""
        if marker.number != 1 or not marker.at_line_start:
            return False
        for later in self.markers[index + 1 : index + _LOOK_AHEAD]:
            if later.form == marker.form and later.path == marker.path:
                return later.number == 2 and later.at_line_start
        return False

    def _open(self, marker: Marker) -> None:
        if marker.form == "article" and marker.number != 1 and self.articles is not None:
            self.articles.add(
                marker, self.plain_lines, self.beginnings
            )  # articles count on through the chapters
            self.stack.append(self.articles)
            return
        if marker.at_line_start:
            while self.stack and not self.stack[-1].first.at_line_start and not FORMS[marker.form].spoken:
                self.stack.pop()
        self._close_lower(marker)
        parent = self.stack[-1] if self.stack else None
        inverted = parent is not None and marker.at_line_start and self._outranks(marker)
        run = _Run(
            marker,
            parent.last if parent else None,
            len(self.stack),
            self.plain_lines,
            self.beginnings,
            inverted=inverted,
        )
        self.stack.append(run)
        self.done.append(run)
        if marker.form == "article":
            self.articles = run

    def _close_lower(self, marker: Marker) -> None:
        """一、 after 议题：1. 2. 3. and a line that begins something: the lists of lower forms are over."""
        rank = FORMS[marker.form].rank
        if rank is None or marker.number != 1 or not marker.at_line_start or marker.fresh:
            return
        while self.stack:
            run = self.stack[-1]
            around = FORMS[run.form].rank
            begun = run.beginnings != self.beginnings
            if around is None or rank >= around or not run.first.at_line_start or not begun:
                return
            self.stack.pop()

    def _outranks(self, marker: Marker) -> bool:
        """Whether the label's form stands above that of the list around it, with no heading between."""
        rank = FORMS[marker.form].rank
        if rank is None or marker.number != 1 or rank <= 3 or marker.fresh:
            return False
        for run in map(self.stack.__getitem__, self._innermost()):
            around = FORMS[run.form].rank
            if around is not None and run.first.at_line_start:
                same_part = run.beginnings == self.beginnings
                return rank < around and same_part and not run.first.fresh
        return False


class Boundary(NamedTuple):
    """A place across which lists do not reach, but for those of Markdown headings up to the level ``keeps``."""

    at: int
    keeps: int


_GOES_ON_OTHERWISE = lazy("二[是则来要]|另一|另外|其次|再者|[；，]再是|[；，]还有|第二")
_ANNEX = lazy(
    r"\n[ \t\v\u3000]*(?:附[ \u3000]?件|附[ \u3000]?录|附[ \u3000]?表)[ \u3000]?[\d一二三四五六七八九十]{0,2}[:：]?[ \t\v\u3000]*(?=\n|$)"
)
_LONGEST_NOTES_HEADING = 30  # characters, with the blanks around it
_NOTES_HEADING = lazy(
    r"(?:^|\n)[ \t\v\u3000]*填[ \u3000]?[表报写][ \u3000]?(?:说[ \u3000]?明|须[ \u3000]?知|要[ \u3000]?求)[:：]?[\s\u3000]*\Z"
)
_PLAIN_HEADING = lazy(r"\n(#{1,6})[ \t\u3000]")


def _find_boundaries(prose: str, markers: list[Marker], markdown: bool) -> list[Boundary]:
    padded = "\n" + prose
    found = [Boundary(match.start(), 0) for match in _ANNEX.finditer(padded)] if "附" in prose else []
    if markdown:
        labelled = {marker.line.start for marker in markers if marker.heading}
        found += [
            Boundary(match.start(), len(match[1]) - 1)
            for match in _PLAIN_HEADING.finditer(padded)
            if match.start() not in labelled
        ]
        found += [Boundary(marker.line.start, marker.heading) for marker in markers if marker.heading]
    return sorted(found)


def _begins_something(line: str) -> bool:
    """Whether a plain line is a heading without label, or leads over to what follows."""
    words = line.strip("\v \t\u3000\x00\x01\xa0")
    return words.endswith(("：", ":")) or (
        0 < len(words) <= 25 and not compiled("[。；，：、！？;,:]").search(words)
    )


def enumerations(
    prose: str, markers: list[Marker], markdown: bool = False, layout: Layout = NO_LAYOUT
) -> list[Enumeration]:
    """The lists of a text in the order in which they begin."""
    boundaries = _find_boundaries(prose, markers, markdown)
    tables = tables_of(layout)
    cells = listed_cells(markers, layout) if tables else {}
    found: list[Enumeration] = []
    for group, own in enumerate(parted(markers, tables) if tables else [markers]):
        for run in _Reader(prose, own, boundaries, cells).read():
            found.extend(_split(prose, run, markdown, group > 0))
    if tables:
        counted = {one.markers[0].span.start for one in found if one.in_table}
        rows = (row for row in numbered_rows(prose, layout) if row[0].span.start not in counted)
        found.extend(Enumeration("row", row, None, 0, in_table=True) for row in rows)
    found.sort(key=lambda e: e.markers[0].span.start)
    return _mark_running_on(found)


def _split(prose: str, run: _Run, markdown: bool, in_table: bool) -> Iterator[Enumeration]:
    """The lists that one run of labels holds: it is cut where it starts again at one."""
    markers, count = run.markers, len(run.markers)
    if markdown and run.form == "arabic" and count > 1 and all(marker.number == 1 for marker in markers):
        return  # Markdown numbers such a list by itself
    if count < 2 and not run.first.at_line_start and not FORMS[run.form].spoken:
        return  # a bracketed number in the text
    if count < 2 and run.form in ("ordinal", "step") and not run.first.at_line_start:
        return
    if count < 2 and run.form in ("must", "among", "word"):
        return
    start = 0
    if run.restarts:
        numbers = [marker.number for marker in markers]
        for index in range(1, count):
            if numbers[index] == 1 and (
                _starts_anew(run, numbers, start, index)
                or (index - start > 1 and _are_notes(prose, markers[start]))
            ):
                yield _enumeration(run, start, index, in_table)
                start = index
    yield _enumeration(run, start, count, in_table)


def _starts_anew(run: _Run, numbers: list[int], start: int, index: int) -> bool:
    if run.form == "decimal":
        return False
    before = numbers[index - 1]
    after = numbers[index + 1] if index + 1 < len(numbers) else None
    marker = run.markers[index]
    if marker.fresh:
        return True
    if after is not None and after != 2 and after in (before + 1, before + 2):
        return False  # the label alone is wrong: the list goes on behind it
    if before == 1 and index - start == 1 and run.plain[index] == run.plain[index - 1]:
        return False  # 一、 twice in a row
    if marker.at_line_start:
        return run.plain[index] > run.plain[index - 1]
    return before > 1


def _are_notes(prose: str, first: Marker) -> bool:
    """Whether labels stand under 填表说明: the form itself begins behind them, with a list of its own."""
    if not first.at_line_start:
        return False
    above = prose[max(0, first.line.start - _LONGEST_NOTES_HEADING) : first.line.start]
    return _NOTES_HEADING.search(above) is not None


def _enumeration(run: _Run, start: int, end: int, in_table: bool) -> Enumeration:
    return Enumeration(
        run.form,
        tuple(run.markers[start:end]),
        run.parent,
        run.depth,
        run.inverted and start == 0,
        False,
        tuple(index - start for index in run.strangers if start <= index < end) if run.strangers else (),
        in_table,
    )


def _mark_running_on(found: list[Enumeration]) -> list[Enumeration]:
    """Lists whose count goes on from the one before them under the heading before, as reports of tasks do.

    Only where no list of the form but the first starts at one does a text count through on purpose.
    """
    last_number: dict[str, int] = {}
    running_on: list[int] = []
    for at, one in enumerate(found):
        first = one.markers[0]
        if first.number != 1 and first.number == last_number.get(one.form, -1) + 1 and first.at_line_start:
            running_on.append(at)
        last_number[one.form] = one.markers[-1].number
    starts = Counter(one.form for one in found if one.markers[0].number == 1) if running_on else {}
    for at in running_on:
        if starts[found[at].form] <= 1:
            found[at] = found[at]._replace(runs_on=True)
    return found
