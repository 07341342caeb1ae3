"""Headings and what lies under them: lines that begin with a label or are Markdown headings.

A label may just as well begin an item of a list; which it is shows in its siblings: where some have paragraphs of
their own below them, the labels are headings.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from xxlint.analysis.annexes import annex_heads
from xxlint.analysis.enumerations import Enumeration
from xxlint.analysis.labels import FORMS, Marker
from xxlint.analysis.lines import BLANKS
from xxlint.document import MARKUP
from xxlint.patterns import lazy
from xxlint.span import Span

_LONGEST = 30  # characters of a heading behind its label
_RUN_IN_TEXT = 30  # characters of a heading with the text that it runs into
_AHEAD = 400  # headings looked at for the end of a section
_ITEMS_ONLY = frozenset({"circled", "letter", "arabic-half-bracket"})  # forms that head no section
_DIVISIONS = frozenset({"part", "chapter", "section", "article"})
_NO_HEADING = frozenset("，；：。！？,;:!?…—\x00")
_MARKDOWN_HEADING = lazy(r"(#(?<![^\n]#)#{0,5})[ \t\u3000]+([^\n]*)")
_DATE = lazy(
    r"[ \t\v\u3000（(]*(?:[\dXx×〇○零一二三四五六七八九_]{4}|[\dXx×_]{2})[ \u3000]*年[ \u3000]*[\dXx×_〇一二三四五六七八九十 \u3000]{0,4}月[^\n，。；]{0,12}"
)
_SIGNED = lazy(r"[ \t\v\u3000（(]*(?:述[职责廉法学德]人|报告人|汇报人|述职者|签名)[：:]")
_POINTS_ELSEWHERE = lazy("略|删[去除]|废止|保留|空[缺白]|附[件表图]|另[行附见]|见[附第表图]|目录|待定")
_BRACKETS = lazy(r"[（(][^（）()]{1,12}[）)]")
_ORDER = lazy("严禁|禁止|不[得准要可能许]|请勿|谢绝|切勿|切忌")  # says all that there is to say
_RUN_IN = lazy(r"(?P<head>[^，。；：！？\n]{2,24})[。：:　 ]+(?=[^\n]{8})")
_ACTION = lazy(
    "加[强快大]|强化|推[进动行]|抓|完善|深[化入]|提[升高]|落实|坚[持决]|优化|健全|严[格守肃]|狠抓|做[好优大强]|开展|建[立强设]"
    "|夯实|聚焦|突出|压实|筑牢|扎实|持续|着力|全[面力]|大力|积极|进一步|切实|扩大|打造|培[育养]|增强|规范|守[牢住]|改[善进]|引领|锻造|拓[展宽]"
)

_SENTENCE = lazy(
    "了|会议|应当|必须|不得|严禁|禁止|如下|可以|本(?!领|底)|我|下列|以下|他们|将|请|已经?|是(?!非)|听取|审议|研究(?:了|决定|同意)|传达|一致|同意|谢谢|为准|生效|施行"
)
_Fits = Callable[[Marker, int], bool]


class Heading(NamedTuple):
    """A line that may be a heading: the line, where its words begin, its label and its level in Markdown (0: none)."""

    line: Span
    words: int
    marker: Marker | None
    level: int


class Body(Enum):
    """What a heading has under it, or in its own line."""

    NONE = "nothing, and the line reads as a heading"
    ITEM = "nothing, and the line reads as a sentence or an item"
    RUN_IN = "a text in the heading's own line"
    LIST = "lines without a full stop"
    PROSE = "paragraphs"


_OWN = (Body.PROSE, Body.LIST)
_MAY_BE_STOPPED = f"。{BLANKS}{MARKUP}"
_CLOSED = ("。", "；", "：", "，", "！", "？")


class _Family(NamedTuple):
    """The headings of one list with what each has under it, by the start of its line.

    ``unstopped``: how many have lines of their own below them and no mark behind them; ``acts``: whether all that run
    into their text name something to do (加强监管。).
    """

    members: tuple[Heading, ...]
    bodies: dict[int, Body]
    tally: Counter[Body]
    unstopped: int
    acts: bool

    def body_of(self, heading: Heading) -> Body:
        return self.bodies[heading.line.start]


class Headings:
    """All lines of a report that may be headings, in reading order."""

    def __init__(
        self,
        prose: str,
        markers: Sequence[Marker],
        enumerations: Sequence[Enumeration],
        markdown: bool,
        drawings: Sequence[int] = (),
    ) -> None:
        self.prose = prose
        self._enumerations = enumerations
        self._drawings = drawings
        self._known: dict[int, _Family] = {}
        in_tables = {m.span.start for one in enumerations if one.in_table for m in one.markers}
        self.all = [
            Heading(m.line, m.span.end, m, m.heading)
            for m in markers
            if m.at_line_start and not m.fresh and m.span.start not in in_tables
        ]
        if markdown:
            labelled = {heading.line.start for heading in self.all if heading.level}
            self.all += [
                Heading(Span(*match.span()), match.start(2), None, len(match[1]))
                for match in _MARKDOWN_HEADING.finditer(prose)
                if match.start() not in labelled
            ]
            self.all.sort(key=lambda heading: heading.line)

    # the text of a heading

    def span(self, heading: Heading) -> Span:
        """The label with the words, without blanks at either end."""
        start = heading.marker.span.start if heading.marker else heading.words
        return Span(start, self._end(heading))

    def words_of(self, heading: Heading) -> str:
        """The words behind the label."""
        return self.prose[heading.words : self._end(heading)].replace(MARKUP, "").strip(" \u3000\t\v")

    @property
    def outline(self) -> str:
        """The words of all lines that are short enough for a heading, a line each; never empty."""
        return "\n".join(self.words_of(h) for h in self.all if h.line.end - h.words <= _LONGEST + 10) + "\n"

    def _end(self, heading: Heading) -> int:
        end = heading.line.end
        while end > heading.words and self.prose[end - 1] in BLANKS + MARKUP:
            end -= 1
        return end

    def reads_as_heading(self, heading: Heading) -> bool:
        """Whether the line is short, has no mark of a clause and points nowhere else."""
        words = self.words_of(heading)
        least = 1 if heading.level or self._form(heading) in _DIVISIONS else 4
        return (
            least <= len(words) <= _LONGEST
            and _NO_HEADING.isdisjoint(_BRACKETS.sub("", words) if "（" in words or "(" in words else words)
            and "\t" not in words  # a row of a table
            and _POINTS_ELSEWHERE.search(words) is None
            and _ORDER.match(words) is None
        )

    @staticmethod
    def _form(heading: Heading) -> str:
        return heading.marker.form if heading.marker else ""

    def can_head(self, heading: Heading) -> bool:
        """Whether lines of this form head sections at all: 一是 and ① do not."""
        form = self._form(heading)
        return not form or (form not in _ITEMS_ONLY and not FORMS[form].spoken)

    # what belongs to what

    @cached_property
    def _lists(self) -> dict[int, int]:
        """For the start of each label the number of its list."""
        return {
            marker.span.start: number
            for number, enumeration in enumerate(self._enumerations)
            for marker in enumeration.markers
        }

    @cached_property
    def _firsts(self) -> dict[int, Marker | None]:
        """For the start of the first label of each list the label in whose item the list stands."""
        return {enumeration.markers[0].span.start: enumeration.parent for enumeration in self._enumerations}

    @cached_property
    def _short(self) -> list[int]:
        """The places among all headings of those in lines that are short enough for one."""
        return [at for at, (line, words, _, _) in enumerate(self.all) if line.end - words < _LONGEST + 10]

    def _place(self, offset: int) -> int:
        """Which of all headings is the first at an offset or behind it."""
        return bisect_left(self.all, offset, key=lambda heading: heading.line.start)

    @cached_property
    def _ends(self) -> list[int]:
        """Where the paper ends: before each annex, and at the end of the text."""
        return [*(head.at for head in annex_heads(self.prose) if not head.is_table), len(self.prose)]

    @cached_property
    def _families(self) -> dict[int, tuple[Heading, ...]]:
        """For the line of each heading those of its list, or of its level under the same Markdown heading."""
        groups: dict[tuple[int, int], list[Heading]] = {}
        around: list[Heading] = []  # the Markdown headings that are open, the outermost first
        for heading in self.all:
            key = (0, -heading.line.start - 1)  # a family of its own
            if heading.level:
                while around and around[-1].level >= heading.level:
                    around.pop()
                key = (heading.level, around[-1].line.start if around else -1)
                around.append(heading)
            elif heading.marker and heading.marker.span.start in self._lists:
                key = (0, self._lists[heading.marker.span.start])
            groups.setdefault(key, []).append(heading)
        return {heading.line.start: family for family in map(tuple, groups.values()) for heading in family}

    def _family(self, heading: Heading) -> "_Family":
        """The headings of the same list, this one among them, with what each has under it."""
        members = self._families[heading.line.start]
        first = members[0].line.start
        if first not in self._known:
            bodies = {one.line.start: self.body(one) for one in members}
            own = [one for one in members if bodies[one.line.start] in _OWN]
            run_in = [one for one in members if bodies[one.line.start] is Body.RUN_IN]
            self._known[first] = _Family(
                members,
                bodies,
                Counter(bodies.values()),
                sum(not self.words_of(one).endswith(_CLOSED) for one in own),
                bool(run_in) and all(_ACTION.match(self.words_of(one)) for one in run_in),
            )
        return self._known[first]

    def under(self, heading: Heading) -> Span:
        """What lies below a heading: up to the next one that is not below it, or the end of the paper."""
        end = self._ends[bisect_left(self._ends, heading.line.end)]
        at = self._place(heading.line.start) + 1
        for other in self.all[at : at + _AHEAD]:
            if other.line.start >= end:
                break
            if not self.is_below(other, heading):
                return Span(heading.line.end, other.line.start)
        return Span(heading.line.end, end)

    def is_below(self, lower: Heading, upper: Heading) -> bool:
        """Whether the first heading, which stands later in the text, belongs under the second; if in doubt, yes."""
        if upper.level or lower.level:
            return upper.level > 0 and (not lower.level or lower.level > upper.level)
        a, b = upper.marker, lower.marker
        if a is None or b is None or self._firsts.get(b.span.start) is a:
            return True
        upper_list, lower_list = self._lists.get(a.span.start), self._lists.get(b.span.start)
        if lower_list is None or upper_list is None:
            return True
        if lower_list == upper_list:
            return False
        if self._has_ancestor(lower_list, lambda marker, _: marker == a):
            return True
        if self._has_ancestor(upper_list, lambda _, number: number == lower_list):
            return False
        if {a.form, b.form} <= {"decimal", "spaced"}:
            return len(b.path) > len(a.path)
        above, below = FORMS[a.form].rank, FORMS[b.form].rank
        return above is None or below is None or below > above

    def _has_ancestor(self, number: int, fits: _Fits) -> bool:
        """Whether a label above a list, or the list that it stands in, is the one looked for."""
        for _ in range(20):
            parent = self._enumerations[number].parent
            above = self._lists.get(parent.span.start) if parent else None
            if parent is None or above is None:
                return False
            number = above
            if fits(parent, number):
                return True
        return False

    # bodies

    def body(self, heading: Heading) -> Body:
        """What a heading has under it."""
        region = self.under(heading)
        if not self._is_bare(region):
            prose = self.prose.find("。", region.start, region.end) >= 0
            return Body.PROSE if prose else Body.LIST
        if self.reads_as_heading(heading):
            return Body.NONE
        return Body.RUN_IN if _RUN_IN.match(self.words_of(heading)) else Body.ITEM

    def _is_bare(self, region: Span) -> bool:
        """Whether nothing stands in the region, or at the end of the paper only the lines to sign."""
        words = self.prose[region.start : min(region.end, region.start + 200)].replace(MARKUP, "")
        lines = [line for line in words.split("\n") if line.strip(BLANKS)]
        if self._is_drawn(region):
            return False
        if not lines:
            return region.end - region.start <= 200 or not self.prose[region.start : region.end].strip()
        if region.end not in self._ends or region.end - region.start > 200 or len(lines) > 4:
            return False
        if any(len(line.strip(BLANKS)) > 30 or _NO_HEADING & set(line) - {"：", ":"} for line in lines):
            return False
        return any(_DATE.fullmatch(line) or _SIGNED.match(line) for line in lines)

    def _is_drawn(self, region: Span) -> bool:
        """Whether a picture, a chart or a text box stands in the region."""
        at = bisect_left(self._drawings, region.start)
        return at < len(self._drawings) and (self._drawings[at] < region.end or region.end == len(self.prose))

    def empty(self) -> Iterator[Heading]:
        """The headings with nothing under them whose siblings have something."""
        families = {self._families[c.line.start][0].line.start: c for c in self._candidates()}
        repeated = self._repeated() if families else frozenset[str]()
        for candidate in families.values():
            family = self._family(candidate)
            for heading in family.members:
                missing = family.body_of(heading) is Body.NONE and self._is_missing(heading, family)
                if missing and self.span(heading).of(self.prose) not in repeated:
                    yield heading

    def _candidates(self) -> Iterator[Heading]:
        """The headings that another one follows at once, and the last ones of the paper and of each annex."""
        for at in self._short:
            heading = self.all[at]
            if self.prose[heading.line.end - 1] in _NO_HEADING or at + 1 == len(self.all):
                continue
            following = self.all[at + 1]
            end, start = heading.line.end, following.line.start
            if start - end > 3 and (start - end > 200 or self.prose[end:start].strip()):
                continue
            if not self.is_below(following, heading) and self._may_be_empty(heading):
                yield heading
        for end in self._ends:
            at = self._place(end) - 1
            if at >= 0 and self._may_be_empty(self.all[at]) and self._is_bare(self.under(self.all[at])):
                yield self.all[at]

    def _may_be_empty(self, heading: Heading) -> bool:
        return (
            heading.line.end - heading.words < _LONGEST + 10
            and self.can_head(heading)
            and self.reads_as_heading(heading)
        )

    def _is_missing(self, heading: Heading, family: "_Family") -> bool:
        count = family.tally
        empty, full = count[Body.NONE], count[Body.PROSE] + count[Body.RUN_IN]
        if count[Body.PROSE]:
            highest = heading.level > 0 or self._form(heading) in _DIVISIONS
            return full + count[Body.LIST] > empty or (highest and full == empty)
        if count[Body.RUN_IN] >= 2 * empty and self._stands_between(heading, family):
            return True
        # 1.加强监管。全年…… 2.加强队伍建设: here all must be of one cast, or it is a list of things
        return (
            count[Body.RUN_IN] >= max(3, 3 * empty)
            and family.acts
            and _ACTION.match(self.words_of(heading)) is not None
        )

    @staticmethod
    def _stands_between(heading: Heading, family: "_Family") -> bool:
        """Whether those beside a heading, on both sides, run into a text of their own."""
        at = family.members.index(heading)
        beside = family.members[max(0, at - 1) : at] + family.members[at + 1 : at + 2]
        return len(beside) == 2 and all(
            family.body_of(one) is Body.RUN_IN and one.line.end - one.words > _RUN_IN_TEXT for one in beside
        )

    def _repeated(self) -> frozenset[str]:
        """The headings that stand twice: the first time in an outline of what follows."""
        count = Counter(
            self.span(heading).of(self.prose) for heading in self.all if heading.line.end - heading.words < 40
        )
        return frozenset(words for words, times in count.items() if times > 1)

    # a full stop behind a heading

    def stopped(self) -> Iterator[Heading]:
        """The headings that end in a full stop."""
        for heading in map(self.all.__getitem__, self._short):
            if self.prose[heading.line.end - 1] not in _MAY_BE_STOPPED:
                continue
            line, start = heading.line, heading.words
            if line.end - start > _LONGEST + 4 or self.prose.find("，", start, line.end) >= 0:
                continue
            if not self.can_head(heading):
                continue
            words = self.words_of(heading)
            if words.endswith("。") and self._is_stopped_heading(heading, words[:-1]):
                yield heading

    def _is_stopped_heading(self, heading: Heading, words: str) -> bool:
        if not 2 <= len(words) <= _LONGEST or _NO_HEADING & set(words):
            return False
        if heading.level:
            return True
        if self._form(heading) == "article" or _SENTENCE.search(words):
            return False
        family = self._family(heading)
        if family.body_of(heading) not in _OWN:
            return False
        if family.tally[Body.RUN_IN] and self._begins_list(heading):
            return False  # （三）民生保障改善。 is a sentence as those beside it are, and its items follow
        own, size = family.tally[Body.PROSE] + family.tally[Body.LIST], len(family.members)
        if heading == family.members[-1]:  # what follows the last item may belong to the whole list
            return (own - 1) * 2 > size - 1
        return family.unstopped > 0 or own * 2 > size

    def _begins_list(self, heading: Heading) -> bool:
        """Whether the first line below a heading begins with a label."""
        at = self._place(heading.line.start) + 1
        if at >= len(self.all):
            return False
        return not self.prose[heading.line.end : self.all[at].line.start].strip(BLANKS + "\n")
