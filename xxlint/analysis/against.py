"""What a report took over from an older one: paragraphs, sentences whose figures were not brought up to date, and
years that were this year in the older report.

Standing facts are let through: an area, a population, the parts of a county, a limit, a frequency, a total of 100%.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from xxlint.analysis.copies import LEAST as LEAST_OF_PARAGRAPH
from xxlint.analysis.copies import meant_twice
from xxlint.analysis.former import former_names
from xxlint.analysis.passages import Passages, Sentence
from xxlint.analysis.surroundings import Surroundings
from xxlint.document import HIDDEN
from xxlint.patterns import lazy
from xxlint.span import Span
from xxlint.words import Words

_NUMBER = lazy(r"\d+(?:\.\d+)?")
_ASIDE = lazy(r"“[^“”\n]*”|《[^《》\n]*》|〔[^〔〕\n]*〕\d*号?|[（(][^（）()\n]*号[）)]")
_STANDING_BEFORE = lazy(
    r"(?:总投资|概算|投资额|(?:总|占地|建筑|国土|规划|辖区|行政区域|建成区|森林|覆盖)面积|占地|^面积|海拔|全长|总长|长度|宽度|高度|里程|[下现]?辖|[下内分共]设|设有|编制|实有|在编|核定"
    r"|(?:在[职岗]|干部)职工|(?:其中|现有|共有)(?:中共)?党员|班子成员|注册资本|设计|装机|(?:设计|建设|总)规模|库容|容量|能力|床位|在校|(?<!贫)人口|户籍|常住|总户数|耕地|林地|现有|拥有"
    r"|共有(?!\d)|位于|(?<!差)距|给予|(?<!高)标准|每|至少|最[少多高低]|不少于|不低于|不超过|不[多高]于|不得[少超][于过]|控制在|保持在|稳定在|限于|为期|年满|年龄|历时|分为|共分)"
    r"[^\d]{0,6}\Z|每年[^\d]{0,12}\Z"
)
_THIS_YEAR = lazy("新增|新建|新改|扩建|完成|增加|建成|改造|培训|发放|化解|发展|慰问|净增|流转")
_STANDING_BEHIND = lazy(
    r"(?:[多余来几]|万|亿)*(?:个?(?:方面|专班|小组|环节|重点|领域|阶段|层面|维度|专项|工作组|步骤|工作日|字|[项条][\u4e00-\u9fff]{0,2}(?:任务|措施|举措)|名(?:副职|专职|专干|班子成员|县级领导)|乡|镇|街道|乡镇|行政村|自然村|村|社区|村民小组|居民小组|科室|股室|内设机构|党支部|民族|网格)(?![\u4e00-\u9fff]{0,4}(?:完成|建成|通过))"
    r"|[\u4e00-\u9fff%/]{0,4}(?:以上|以下|以内|之内|标准|红线)|[\u4e00-\u9fff]{1,3}/|平方公里|周岁|岁|周年|小时(?:值班|值守|服务|在线|畅通))"
)
_CLAUSE_END = lazy(r"[^，、。；：]*\Z")
_TIMES = frozenset({"小时", "个小时", "分钟", "秒", "天", "周", "个月", "个工作日", "岁", "分"})
_NO_QUANTITY = lazy(r"\d+(?:\.\d+)?(?:年|月|日|时|点|号|级|届|期|岁|版|路|栋|[-—~/:])|\d+(?:\.\d+)?\Z")
_STANDING = lazy(
    r"始建于|成立于|组建于|位于|地处|东[邻接临]|下辖|现辖|人口普查|到20\d\d年|至20\d\d年|“十[三四五六七]五”(?:期间|末|规划)|不得|严禁|应当|按照.{0,20}标准"
)
_TOLD = lazy(
    r"完成|实现|达|增长|下降|新增|新建|建成|改造|提高|提升|减少|降低|开展|召开|举办|组织|发放|办理|办结|受理|接待|引进|签约|投入|落实|培训|排查|整改|查处|争取|化解|取得"
)
_COMPARED = lazy(r"上年|去年|同期|相?比|较|以来|以前|之前|始于|自(?:19|20)\d\d年|从(?:19|20)\d\d年|曾")
_TITLE_YEAR = lazy(r"((?:19|20)\d\d)(?=年|[-—~至])|([一二][〇○零九][〇○零一二三四五六七八九]{2})(?=年)")
_REACH = 20  # characters before a figure that may say what it counts
_FIRST_LINES = 4  # lines among which the title's year is looked for
_TITLE_LENGTH = 50
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class Taken(NamedTuple):
    """A passage that the older report has as well; ``place`` is where it stands there."""

    span: Span
    place: Words


class StaleYear(NamedTuple):
    """A year that was this year in the older report, in a sentence of that report, and the year it should be."""

    span: Span
    sentence: Span
    place: Words
    year: int


class Comparison:
    """A report beside an older one; ``file`` is the older one's name, without its folders."""

    def __init__(
        self,
        file: str,
        page: Surroundings,
        passages: Passages,
        older_page: Surroundings,
        older: Passages,
        *,
        place_of: Callable[[int], Words],
    ) -> None:
        self.file = file
        self._page = page
        self._passages = passages
        self._older_page = older_page
        self._older = older
        self._place_of = place_of

    @cached_property
    def unchanged(self) -> tuple[Taken, ...]:
        """The paragraphs that are word for word the same, the number of a year aside."""
        return tuple(
            Taken(paragraph.span, self._place_of(self._older.paragraph_at[paragraph.key]))
            for paragraph in self._passages.paragraphs
            if len(paragraph.key) >= LEAST_OF_PARAGRAPH
            and paragraph.key in self._older.paragraph_at
            and not meant_twice(paragraph.span.of(self._page.folded), paragraph.key)
        )

    @cached_property
    def unrevised(self) -> tuple[Taken, ...]:
        """The unchanged paragraphs that may need a new hand: no standing facts, and nothing in them told already."""
        told = sorted(
            [taken.span.start for taken in self.same_figures]
            + [stale.span.start for stale in self.stale_years]
        )
        folded = self._page.folded
        return tuple(
            taken
            for taken in self.unchanged
            if bisect_left(told, taken.span.start) == bisect_left(told, taken.span.end)
            and not _is_standing(taken.span.of(folded))
        )

    @cached_property
    def same_figures(self) -> tuple[Taken, ...]:
        """The sentences that report figures, all of which are the older report's in the same words."""
        stale = {found.sentence for found in self.stale_years}
        return tuple(
            Taken(sentence.span, self._place_of(self._older.sentence_at[sentence.key].start))
            for sentence in self._same
            if sentence.span not in stale and self._reports(sentence)
        )

    @cached_property
    def stale_years(self) -> tuple[StaleYear, ...]:
        """The older report's year in what it said of its own year, where this report's year is a later one."""
        years, before = title_years(self._page), title_years(self._older_page)
        if not years or not before or min(years) <= min(before) or min(before) in years:
            return ()
        return tuple(self._stale(f"{min(before)}年", min(years)))

    @cached_property
    def former_names(self) -> tuple[Span, ...]:
        """Names of the older title's place or office that this report's title has replaced."""
        return tuple(former_names(self._page, self._older_page))

    @cached_property
    def share(self) -> float:
        """How much of the text the older report has as well, sentence by sentence, from 0 to 1."""
        whole = sum(len(s.key) for p in self._passages.paragraphs for s in p.sentences)
        return sum(len(s.key) for s in self._same) / whole if whole else 0.0

    @cached_property
    def _same(self) -> list[Sentence]:
        table = self._older.sentence_at
        return [s for p in self._passages.paragraphs for s in p.sentences if s.key in table]

    def _stale(self, written: str, year: int) -> Iterator[StaleYear]:
        for sentence in self._same:
            words = _without_asides(sentence.span.of(self._page.folded))
            at = words.find(written)
            if at < 0 or words[at + len(written) : at + len(written) + 1].isdigit():
                continue
            place = self._older.sentence_at[sentence.key]
            if (
                written not in place.of(self._older_page.folded)
                or _COMPARED.search(words)
                or not _TOLD.search(words)
            ):
                continue
            start = sentence.span.start + at
            span = Span(start, start + len(written))
            yield StaleYear(span, sentence.span, self._place_of(place.start), year)

    def _reports(self, sentence: Sentence) -> bool:
        """Whether a sentence has a figure of its year: a number with a unit that is no standing fact."""
        if not any(char.isdigit() for char in sentence.key):
            return False
        words = sentence.span.of(self._page.folded)
        if _is_standing(words):
            return False
        words = _without_asides(words)
        return any(
            self._is_live(words, Span(*match.span()), sentence.span.start)
            for match in _NUMBER.finditer(words)
        )

    def _is_live(self, words: str, number: Span, at: int) -> bool:
        clause = _CLAUSE_END.search(words, max(0, number.start - _REACH), number.start)
        before = clause[0] if clause else ""
        if before.endswith(("第", "—", "-", "~")) or _NO_QUANTITY.match(words, number.start):
            return False
        unit = self._page.unit_at(at + number.end)
        if unit is None or unit[0] in _TIMES or (unit[1] == "percent" and number.of(words) in ("100", "0")):
            return False
        if _STANDING_BEHIND.match(words, number.end):
            return False
        return _THIS_YEAR.search(before) is not None or _STANDING_BEFORE.search(before) is None


def _without_asides(words: str) -> str:
    """The words with names, titles and document numbers masked; the length is the same."""
    return _ASIDE.sub(lambda aside: HIDDEN * len(aside[0]), words)


def _is_standing(words: str) -> bool:
    return _STANDING.search(words) is not None and _TOLD.search(words) is None


def title_years(page: Surroundings) -> frozenset[int]:
    """The years of a report's title; where it has none, those of the short lines right below."""
    first = page.lines.title
    at = first.span.start
    for _ in range(_FIRST_LINES):
        line = page.lines.at(at)
        if (line is first or len(line.words) <= _TITLE_LENGTH) and not line.words.rstrip().endswith("。"):
            found = _TITLE_YEAR.findall(line.words[:200])
            if found:
                return frozenset(
                    int(digits or written.replace("二", "2").translate(_DIGITS)) for digits, written in found
                )
        at = line.span.end + 1
        if at >= len(page.folded):
            break
    return frozenset()
