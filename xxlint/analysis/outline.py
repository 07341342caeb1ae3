"""The tree of sections: which headings stand above a place of the report."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.labels import Marker
from xxlint.patterns import compiled, lazy
from xxlint.span import Span

_HEADING_SIZE = 40
_MARKDOWN_HEADING = lazy(r"(#(?<![^\n]#)#{0,5})[ \t\u3000]+([^\n]*)")


_Found = tuple[int, int, str, Marker | None]  # where a heading begins, its level, its words or its label


class Section(NamedTuple):
    """A heading and what lies under it, up to the next heading of its level or above.

    ``level`` counts from 0; ``parent`` is the place of the section around it among all sections, -1 for none.
    ``words`` are those of a heading without label; ``prose`` is the text of the report.
    """

    level: int
    start: int
    end: int
    marker: Marker | None
    parent: int
    words: str
    prose: str

    @property
    def span(self) -> Span:
        """From the heading to the next one."""
        return Span(self.start, self.end)

    @property
    def heading(self) -> str:
        """The label with the heading's words."""
        return _heading(self.prose, self.marker) if self.marker is not None else self.words


class Outline:
    """The sections of a report in reading order, nested by their spans.

    ``levels`` are the levels, from 1, of the lines that the file itself calls headings, by where they begin; a file
    whose headings contradict its labels (two forms on one level) is read by its labels.
    """

    def __init__(
        self,
        prose: str,
        enumerations: Sequence[Enumeration],
        markdown: bool,
        levels: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self._prose = prose
        self._found = _headings(prose, enumerations, markdown, levels)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Section]:
        ends = self._ends
        for at, (start, level, words, marker) in enumerate(self._found):
            yield Section(level, start, ends[at], marker, self._parents[at], words, self._prose)

    def path_at(self, offset: int) -> tuple[str, ...]:
        """The headings of the sections around an offset, the outermost first."""
        path: list[str] = []
        at = bisect_right(self._found, offset, key=_start) - 1 if offset < len(self._prose) else -1
        while at >= 0:
            _, _, words, marker = self._found[at]
            path.append(_heading(self._prose, marker) if marker is not None else words)
            at = self._parents[at]
        return tuple(reversed(path))

    @cached_property
    def _parents(self) -> list[int]:
        """For each section the place of the one around it, -1 for none."""
        parents: list[int] = []
        around: list[tuple[int, int]] = [(-1, -1)]  # place and level of the sections that are open
        for at, (_, level, _, _) in enumerate(self._found):
            while around[-1][1] >= level:
                around.pop()
            parents.append(around[-1][0])
            around.append((at, level))
        return parents

    @cached_property
    def _ends(self) -> list[int]:
        """For each section where the next one of its level or above begins."""
        ends = [len(self._prose)] * len(self._found)
        for at, (start, _, _, _) in enumerate(self._found):
            before, parent = at - 1, self._parents[at]
            while before != parent:
                ends[before] = start
                before = self._parents[before]
        return ends


_start = itemgetter(0)


def _headings(
    prose: str, enumerations: Sequence[Enumeration], markdown: bool, levels: Mapping[int, int]
) -> list[_Found]:
    """The headings in reading order."""
    if not _agree(levels, enumerations):
        levels = {}
    found = _labelled(enumerations, levels)
    if markdown:
        labelled = {marker.line.start for _, _, _, marker in found if marker is not None}
        found += [
            (match.start(), len(match[1]) - 1, match[2].strip(" \x01\v"), None)
            for match in _MARKDOWN_HEADING.finditer(prose)
            if match.start() not in labelled
        ]
    if levels:
        labelled = {marker.line.start for _, _, _, marker in found if marker is not None}
        for start in levels.keys() - labelled:
            words = prose[start : prose.find("\n", start) % (len(prose) + 1)]
            if 0 < len(words.strip()) <= _HEADING_SIZE:
                found.append((start, levels[start] - 1, words.replace("\v", "").strip(), None))
    found.sort(key=_start)
    return found


def _labelled(enumerations: Sequence[Enumeration], levels: Mapping[int, int]) -> list[_Found]:
    """The headings that have a label."""
    found: list[_Found] = []
    level_of: dict[int, int] = {}  # by where the label begins
    for enumeration in enumerations:
        first = enumeration.markers[0]
        if not first.at_line_start or first.fresh or enumeration.in_table:
            continue  # inside a paragraph or a table, or a list of annexes or notes: no section
        above = level_of.get(enumeration.parent.span.start, -1) if enumeration.parent is not None else -1
        for marker in enumeration.markers:
            if marker.at_line_start:
                named = marker.heading or levels.get(marker.line.start, 0)
                level = named - 1 if named else max(enumeration.depth, above + 1)
                level_of[marker.span.start] = level
                found.append((marker.span.start, level, "", marker))
    return found


def _agree(levels: Mapping[int, int], enumerations: Sequence[Enumeration]) -> bool:
    """Whether labels of one depth are headings of one level, or whole lists of them are none; deeper ones higher."""
    found: dict[int, set[int]] = {}
    for enumeration in enumerations if levels else ():
        if enumeration.in_table:
            continue
        named = {
            levels.get(marker.line.start, 0)
            for marker in enumeration.markers
            if marker.at_line_start and not marker.fresh
        }
        if named and named != {0}:
            found.setdefault(enumeration.depth, set()).update(named)
    in_order = [named for _, named in sorted(found.items())]
    return all(len(named) == 1 for named in in_order) and all(
        max(above) < min(below) for above, below in pairwise(in_order)
    )


def _heading(prose: str, marker: Marker) -> str:
    """The label and the words up to the first full stop, at most a line's worth."""
    end = min(marker.line.end, marker.span.start + _HEADING_SIZE)
    words = prose[marker.span.start : end]
    label = marker.span.end - marker.span.start
    stop = compiled("[。；：？！\v]").search(words[label:])
    if stop:
        words = words[: stop.start() + label]
    elif end < marker.line.end:
        words += "…"
    return words.replace("\x01", "").strip()
