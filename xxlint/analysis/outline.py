"""The tree of sections: which headings stand above a place of the report."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.labels import FORMS, Marker
from xxlint.patterns import lazy
from xxlint.span import Span

_HEADING_SIZE = 40
_MARKDOWN_HEADING = lazy(r"(?:^|(?<=\n))(#{1,6})[ \t\u3000]+([^\n]*)")


class Section(NamedTuple):
    """A heading and what lies under it: ``span`` reaches to the next heading of its level or above.

    ``level`` counts from 0; ``heading`` is the label with the heading's words.
    """

    level: int
    heading: str
    span: Span
    marker: Marker | None


def sections(prose: str, enumerations: Sequence[Enumeration], markdown: bool) -> tuple[Section, ...]:
    """The sections of a report in reading order, nested by their spans."""
    found: list[tuple[int, int, str, Marker | None]] = []
    for enumeration in enumerations:
        if not enumeration.markers[0].at_line_start:
            continue
        for marker in enumeration.markers:
            if marker.at_line_start:
                level = marker.heading - 1 if marker.heading else enumeration.depth
                found.append((marker.span.start, level, _heading(prose, marker), marker))
    if markdown:
        labelled = {marker.line.start for _, _, _, marker in found if marker is not None}
        found += [
            (match.start(), len(match[1]) - 1, match[2].strip(" \x01\v"), None)
            for match in _MARKDOWN_HEADING.finditer(prose)
            if match.start() not in labelled
        ]
    found.sort(key=lambda item: item[0])
    return tuple(_with_spans(found, len(prose)))


def _with_spans(found: list[tuple[int, int, str, Marker | None]], size: int) -> list[Section]:
    """Each section's end: the next heading at its level or above, found in one pass from behind."""
    result: list[Section] = []
    ends: list[tuple[int, int]] = []  # level and start of the headings behind, the nearest last
    for start, level, heading, marker in reversed(found):
        while ends and ends[-1][0] > level:
            ends.pop()
        end = ends[-1][1] if ends else size
        result.append(Section(level, heading, Span(start, end), marker))
        ends.append((level, start))
    result.reverse()
    return result


def _heading(prose: str, marker: Marker) -> str:
    """The label and the words up to the first full stop, at most a line's worth."""
    end = min(marker.line.end, marker.span.start + _HEADING_SIZE)
    words = prose[marker.span.start : end]
    stop = re.search("[。；：？！\v]", words[len(marker.mark) + 1 :])
    if stop:
        words = words[: stop.start() + len(marker.mark) + 1]
    elif end < marker.line.end:
        words += "…"
    return words.replace("\x01", "").strip()


def path_at(outline: tuple[Section, ...], offset: int) -> tuple[str, ...]:
    """The headings of the sections around an offset, the outermost first."""
    at = bisect_right([section.span.start for section in outline], offset) - 1
    path: list[str] = []
    level = None
    while at >= 0:
        section = outline[at]
        if section.span.end > offset and (level is None or section.level < level):
            path.append(section.heading)
            level = section.level
            if level == 0:
                break
        at -= 1
    return tuple(reversed(path))


def is_spoken(marker: Marker) -> bool:
    """Whether the label is one of running text: 一是, 首先."""
    return FORMS[marker.form].spoken
