"""How paragraphs end: those that stop without a closing mark where the paragraphs around them have one.

Only ends of lines are looked at.  What is no paragraph (a heading, a row, a caption, a line to sign) has no mark by
right; so has a text that never sets one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.labels import Marker
from xxlint.analysis.lines import BLANKS, Line
from xxlint.document import HIDDEN, MARKUP
from xxlint.patterns import lazy
from xxlint.span import Span

_LEAST = 18  # characters of a paragraph of two clauses
_LEAST_CLOSED = 8  # the same of a neighbour that ends in a mark
_HEADING = 32  # characters up to which a line with one comma may be a heading
_HEADING_OF_THREE = 24  # the same with two commas
_LABELLED_HEADING = 46  # the same behind a label, which also stands before long ones
_AROUND = 3  # paragraphs on either side that are asked
_FAR = 8  # lines on either side among which they are looked for
_OPEN = lazy(r"\n(?<=[\u4e00-\u9fffA-Za-z0-9%％‰、，,℃㎡\x0b \u3000]\n)")
_CLOSED = "。！？；：…—”’）》】〉」』!?;:.)]}~～】>*|\x00"
_CLAUSES = lazy("[，；。！？]")
_FULL = lazy("[。；！？]")
_LABEL_AND_VALUE = lazy(
    r"[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)])?[ \u3000]*[^，。；：:\n]{1,12}[：:]"
)
_NOT_A_PARAGRAPH = lazy(
    r"[ \t\u3000\x01]*(?:[表图]\s?\d|附[件表图注：:]|注[：:]|备注|来源|资料来源|数据来源|供稿|作者|编辑|责任编辑|责编|审核|摄影|记者|通讯员|地址|电话|邮编|联系|主送|抄送|抄报|出席|列席|参[加会]|请假|缺席|主持|记录|主题词|关键词|成\s?员|组\s?长|副组长|[-*+>|#]|&|http|www|[●○■□◆◇★☆•·※▲△])"
)
_DATE_BELOW = lazy(
    r"[\s\u3000]*(?:[\dXx×_]{4}|二[〇○零][\u4e00-\u9fff〇○]{2})[ \u3000]*年[^\n，。；]{2,12}日?[）)]?[ \t\u3000\v]*(?:\n|\Z)"
)
_DANGLING = lazy(r"(?:[，,、]|[与及]|(?<![温缓平柔总共中随祥谦饱调亲附人饮])和|(?<![目标有真似确的端众])的)$")
_NAMES = lazy(r"(?:[\u4e00-\u9fff]{2,4}[、，, \u3000]+){4,}[\u4e00-\u9fff]{2,4}")
_SIGNERS = lazy(r"各.{1,30}[：:]?$|[\u4e00-\u9fff]{2,20}(?:、[\u4e00-\u9fff]{2,20}){3,}$")


def unfinished(
    prose: str, markers: Sequence[Marker], enumerations: Sequence[Enumeration], title_end: int
) -> Iterator[Span]:
    """The last character of each paragraph that stops without a closing mark, behind the title."""
    return _Endings(prose, markers, enumerations, title_end).unfinished()


class _Endings:
    """The paragraphs of a report and how they end."""

    def __init__(
        self, prose: str, markers: Sequence[Marker], enumerations: Sequence[Enumeration], title_end: int
    ) -> None:
        self.prose = prose
        self._all_markers = markers
        self._enumerations = enumerations
        self._title_end = title_end

    @cached_property
    def _markers(self) -> dict[int, Marker]:
        return {marker.line.start: marker for marker in self._all_markers if marker.at_line_start}

    def unfinished(self) -> Iterator[Span]:
        """The last character of each paragraph that stops without a closing mark."""
        found = list(self._open_paragraphs())
        if found and not self._leaves_marks_out(len(found)):
            yield from (span for span, line in found if self._stands_alone(line))

    def _open_paragraphs(self) -> Iterator[tuple[Span, Span]]:
        """The last character and the line of each paragraph without a closing mark."""
        ends = [match.start() for match in _OPEN.finditer(self.prose)]
        if _OPEN.search(self.prose[-1:] + "\n"):
            ends.append(len(self.prose))
        for last in ends:
            start, end = self.prose.rfind("\n", 0, last) + 1, last
            while end > start and self.prose[end - 1] in BLANKS + MARKUP:
                end -= 1
            if end - start < _LEAST or self.prose[end - 1] in _CLOSED or start < self._title_end:
                continue
            if self._is_paragraph(start, end):
                yield Span(end - 1, end), Span(start, end)

    def _is_paragraph(self, start: int, end: int) -> bool:
        words = self.prose[start:end].replace(MARKUP, "").strip(BLANKS)
        clauses = len(_CLAUSES.findall(words[:-1]))
        if (
            not clauses
            or _NOT_A_PARAGRAPH.match(words)
            or "\t" in words
            or "|" in words
            or HIDDEN in words[-12:]
        ):
            return False
        if "\n" in words or Line(0, Span(start, end), words).is_row:
            return False
        full = _FULL.search(words[:-1]) is not None
        if not full and (_LABEL_AND_VALUE.match(words) or _SIGNERS.match(words) or _NAMES.search(words)):
            return False
        if _gaps(words) > 1 or Line(0, Span(start, end), words).is_to_sign:
            return False
        if full or _DANGLING.search(words):
            return True
        marker = self._markers.get(start)
        longest = _LABELLED_HEADING if marker else _HEADING if clauses == 1 else _HEADING_OF_THREE
        return clauses > 2 or len(words) > longest

    def _leaves_marks_out(self, count: int) -> bool:
        """Whether the text leaves the closing mark out more often than by a slip."""
        return count > 3 and count * 4 > self.prose.count("。\n") + self.prose.count("；\n")

    def _stands_alone(self, line: Span) -> bool:
        """Whether the paragraphs around the line end in a mark, and so do the other items of its list."""
        if _DATE_BELOW.match(self.prose, line.end):
            return False  # the offices that sign
        before = list(self._near(line, -1))
        after = list(self._near(line, 1))
        near = before[:1] + after[:1]
        if not near or not all(near):
            return False
        around = before + after
        return sum(around) * 3 >= len(around) * 2 and len(around) > 1 and self._list_is_closed(line)

    def _near(self, line: Span, step: int) -> Iterator[bool]:
        """For the paragraphs before or behind a line, the nearest first: whether they end in a mark."""
        seen = 0
        at = line.start - 1 if step < 0 else self.prose.find("\n", line.end)
        for _ in range(_FAR):
            if at < 0 or seen == _AROUND:
                return
            if step < 0:
                end, start = at, self.prose.rfind("\n", 0, at) + 1
                at = start - 1
            else:
                start = at + 1
                end = self.prose.find("\n", start)
                at = end
                end = len(self.prose) if end < 0 else end
            words = self.prose[start:end].replace(MARKUP, "").strip(BLANKS)
            closed = words[-1:] in _CLOSED
            if len(words) >= (_LEAST_CLOSED if closed else _LEAST) and (closed or _CLAUSES.search(words)):
                seen += 1
                yield closed

    def _list_is_closed(self, line: Span) -> bool:
        """Whether most other items of the list that the line is an item of end in a mark."""
        marker = self._markers.get(line.start)
        place = self._places.get(marker.span.start) if marker else None
        if place is None:
            return True
        markers, at = place
        lines = [
            self.prose[other.line.start : other.line.end].replace(MARKUP, "").strip(BLANKS)
            for other in markers[max(0, at - _FAR) : at + _FAR]
            if other != marker and other.at_line_start
        ]
        ends = [words[-1] in _CLOSED for words in lines if len(words) >= _LEAST]
        return sum(ends) * 2 >= len(ends)

    @cached_property
    def _places(self) -> dict[int, tuple[tuple[Marker, ...], int]]:
        """For the start of each label the labels of its list, and its place among them."""
        return {
            marker.span.start: (enumeration.markers, at)
            for enumeration in self._enumerations
            for at, marker in enumerate(enumeration.markers)
        }


def _gaps(words: str) -> int:
    """Wide gaps inside a line."""
    return len(re.findall(r"(?<=\S)(?:[ ]{2,}|[\u3000]+)(?=\S)", words))
