"""Paragraphs that stand twice in a report: word for word, with another figure, or with a word or two changed.

A paragraph is compared by its key, its Chinese characters alone: no label, no digit, no mark, no blank.  Equal keys
meet in one table; near copies meet by the beginning or the end of their keys, which a change in the middle leaves
as it is.  What offices repeat on purpose is left alone: forms, tables, headings, quoted law, figures by place or
date, the parts of a file that holds several documents.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, NamedTuple

from xxlint.analysis.lines import BLANKS
from xxlint.document import HIDDEN
from xxlint.patterns import lazy
from xxlint.span import Span

Likeness = Literal["same", "figure", "wording"]

LEAST = 30  # characters of a key from which a paragraph is nobody's set phrase
_LONG = 60  # characters from which two paragraphs may be near copies, and two rows of labelled words a slip
_LONGEST = 2000  # characters up to which near copies are looked for
_FOR_A_FIGURE = 40  # characters of a key for each figure in which copies may differ
_EDGE = 12  # characters at the beginning and the end of a key by which near copies meet
_UNLIKE = 0.1  # the share of a key in which near copies may differ
_WITHIN = 24  # characters at either end of a line that hold such an edge as a rule
_CHANGED = 12  # characters of a place in which they differ
_AT_ONCE = 100_000  # characters split into lines together

_SPLITS = sorted(((a, b) for a in range(_CHANGED + 1) for b in range(_CHANGED + 1)), key=sum)
_AROUND = f"{BLANKS}{HIDDEN}"
_HAN = lazy(r"[\u4e00-\u9fff]+")
_USUAL_MARKS = "，。、；：“”（）《》\u3000"  # all that most paragraphs have besides
_ASCII = lazy(r"[\x00-\x09\x0b-\x7f]+")  # in a line
_LABEL = (
    r"[ \t\v\u3000\x00\x01#>*+-]*(?:第[一二三四五六七八九十百零〇两\d]{1,5}(?:[条章节步][，,、]?|[，,、])|[（(](?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)]"
    r"|[一二三四五六七八九十]{1,3}(?:是要|[是要、.．])|\d{1,3}(?:[、）)．]|\.(?!\d))|[①-⑳]|首先|其次|再次|最后)?[ \t\v\u3000，、：:]*"
)
LABEL = lazy(_LABEL)
"""The label at the start of a paragraph or of a clause, with the blanks before and behind it; it always matches."""
_LABELS = lazy(r"\n" + _LABEL)

_ARTICLE = lazy(r"[ \t\v\u3000\x01#]*第[一二三四五六七八九十百零〇\d]{1,6}条")
_FIGURE = lazy(r"\d+(?:\.\d+)?%?[年月日号期]?|[A-Za-z]+|[Ⅰ-Ⅻⅰ-ⅻ]")
_CITED_LAW = lazy(r"》(?:[（(][^）)\n]{1,20}[）)])?[，的中]?第[一二三四五六七八九十百零〇\d]{1,6}[条款项]")
_KEYED = lazy(r"[^，。；：！？“”《》\n]{1,10}[：:]")
_IN_CHARGE = lazy(
    r"[ \t\v\u3000（(【\[]*(?:责任|牵头|配合|承办|主办|协办|督办|落实|完成|整改|填报|主管|承担)(?:单位|部门|人|科室|领导|时限|时间|股室|处室)"
)
_BRACKETED = lazy(r"[（(【][^（）()【】\n]*[）)】][。；]?")
_PARTY = lazy(
    "[县区市省镇乡村社街路局委办厅院校所站队组部处室科司厂店园甲乙丙丁东南西北中上下男女城老小高低二三四五六七八九十首次前后春夏秋冬年季月]"
)
_DEGREE = lazy("[非不未无免较特优良差正副]|重大|一般|严重|轻微|增加|减少|合格|国家|以上|以下")
_ANNEX = lazy(
    r"[ \t\v\u3000\x01#【]*(?:附[件表录]|附[ \u3000]*[：:\d]|样[表张式]|[范例]文|案例|篇[一二三四五六七八九十\d]|第[一二三四五六七八九十\d]{1,3}篇)"
)
_ANNEX_SIGNS = frozenset("附样文例篇")
_GENRE_END = frozenset("结告案划话知见要同议报点法定则书词信函稿")
_TITLE = lazy(
    r"[ \t\v\u3000\x01#]*(?:关于[^，。；：]{2,40}的|[\u4e00-\u9fff]{2,20}[县市区省镇乡村局委院校司办所站厅中心社会](?:19|20)\d\d[-—至\d]*年[^，。；：]{0,12})"
    r"(?:总结|报告|方案|计划|规划|讲话|通知|意见|纪要|合同|协议|简报|通报|公报|要点|办法|规定|细则|书|致辞|公开信|函|建议|稿)[ \t\v\u3000]*"
)


class Paragraph(NamedTuple):
    """A paragraph that may be a copy: its line, and its key."""

    start: int
    end: int
    key: str


class Copy(NamedTuple):
    """A paragraph that stands earlier as well, and what is not the same: nothing, a figure, some wording."""

    span: Span
    earlier: Span
    likeness: Likeness


def find_copies(prose: str) -> Iterator[Copy]:
    """The copies in reading order, each with the first place (of near copies: the last one) where it stands."""
    for starts, lines in _documents(prose):
        known = _Known(prose)
        for at in _meeting(lines):
            key = _key(lines[at])
            if len(key) >= LEAST:
                copy = known.copy_of(Paragraph(starts[at], starts[at] + len(lines[at]), key))
                if copy is not None:
                    yield copy


def _documents(prose: str) -> Iterator[tuple[list[int], list[str]]]:
    """Of each document in the file the lines long enough to compare, with where they start."""
    starts: list[int] = []
    lines: list[str] = []
    for start, line in _lines(prose):
        size = len(line)
        if size < _LONG and line and (size < LEAST or line[-1] in _GENRE_END) and begins_document(line):
            yield starts, lines
            starts, lines = [], []
        elif size >= LEAST:
            starts.append(start)
            lines.append(line)
    yield starts, lines


def _lines(prose: str) -> Iterator[tuple[int, str]]:
    """Each line with its start; split in parts, as all lines at once are more than the text."""
    start = 0
    while start <= len(prose):
        end = prose.find("\n", start + _AT_ONCE)
        for line in prose[start : end if end >= 0 else len(prose)].split("\n"):
            yield start, line
            start += len(line) + 1


def _meeting(lines: list[str]) -> list[int]:
    """Which of the lines have the beginning or the end of their key in common with another one: few of many.

    The edges are made of all lines together, in a few passes of C.
    """
    if len(lines) < 2:
        return []
    long = [at for at, line in enumerate(lines) if len(line) >= _LONG]  # the others are the same or no copies
    heads = _LABELS.sub("\n", "".join([f"\n{line[:_WITHIN]}" for line in lines]))
    edges = _ASCII.sub("", heads + "".join([f"\n{lines[at][-_WITHIN:]}" for at in long]))
    for mark in _USUAL_MARKS:
        edges = edges.replace(mark, "")
    met: set[int] = set()
    first: dict[str, int] = {}
    for number, (at, edge) in enumerate(zip([*range(len(lines)), *long], edges[1:].split("\n"), strict=True)):
        if len(edge) < _EDGE or not edge.isalpha():
            edge = _key(lines[at])
        other = first.setdefault(edge[:_EDGE] if number < len(lines) else edge[-_EDGE:], at)
        if other != at:
            met.update((other, at))
    return sorted(met)


def _key(line: str) -> str:
    label = LABEL.match(line)
    words = _ASCII.sub("", line[label.end() if label else 0 :])
    for mark in _USUAL_MARKS:
        words = words.replace(mark, "")
    return words if words.isalpha() else "".join(_HAN.findall(words))


def begins_document(line: str) -> bool:
    """Whether a line is the head of an annex or the title of a document: what follows is a paper of its own."""
    if not _ANNEX_SIGNS.isdisjoint(line[:8]):
        return _ANNEX.match(line) is not None
    return line.rstrip(BLANKS)[-1:] in _GENRE_END and _TITLE.fullmatch(line) is not None


class _Known:
    """The paragraphs of one document so far, by their keys and by the edges of long keys."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._by_key: dict[str, Paragraph] = {}
        self._by_head: dict[str, Paragraph] = {}
        self._by_tail: dict[str, Paragraph] = {}

    def copy_of(self, paragraph: Paragraph) -> Copy | None:
        """The paragraph as a copy of an earlier one, and from now on among the earlier ones itself."""
        key = paragraph.key
        twin = self._by_key.setdefault(key, paragraph)
        if twin is not paragraph:
            return self._exact(paragraph, twin)
        if not _LONG <= len(key) <= _LONGEST:
            return None
        head, tail = key[:_EDGE], key[-_EDGE:]
        others = self._by_head.get(head), self._by_tail.get(tail)
        self._by_head[head] = self._by_tail[tail] = paragraph
        for other in others:
            if other is not None and self._near(paragraph, other):
                return self._copy(paragraph, other, "wording")
        return None

    def _exact(self, paragraph: Paragraph, twin: Paragraph) -> Copy | None:
        words, before = self._words(paragraph), self._words(twin)
        if meant_twice(words, paragraph.key):
            return None
        if words == before:
            return self._copy(paragraph, twin, "same")
        changed = _changed_figures(words, before)
        if not changed:
            return self._copy(paragraph, twin, "same")
        figures = [figure for pair in changed for figure in pair if figure]
        named = any(figure[-1] in "年月日号期" or not figure[0].isdigit() for figure in figures)
        if (
            named
            or len(paragraph.key) < _FOR_A_FIGURE * len(changed)
            or _ARTICLE.match(self._prose, paragraph.start)
        ):
            return None
        return self._copy(paragraph, twin, "figure")

    def _near(self, paragraph: Paragraph, other: Paragraph) -> bool:
        one, two = paragraph.key, other.key
        if not 0.8 < len(one) / len(two) < 1.25 or not _may_be_alike(one, two):
            return False
        words, before = self._words(paragraph), self._words(other)
        return (
            not _ARTICLE.match(self._prose, paragraph.start)
            and not meant_twice(words, one)
            and not _changed_figures(words, before)
            and _reworded(one, two)
        )

    def _copy(self, paragraph: Paragraph, other: Paragraph, likeness: Likeness) -> Copy:
        return Copy(self._trimmed(paragraph), self._trimmed(other), likeness)

    def _trimmed(self, paragraph: Paragraph) -> Span:
        line = self._prose[paragraph.start : paragraph.end]
        left = len(line) - len(line.lstrip(_AROUND))
        return Span(paragraph.start + left, paragraph.start + len(line.rstrip(_AROUND)))

    def _words(self, paragraph: Paragraph) -> str:
        """The paragraph without its label."""
        words = self._trimmed(paragraph).of(self._prose)
        label = LABEL.match(words)
        return words[label.end() :] if label else words


def meant_twice(words: str, key: str) -> bool:
    """Whether a paragraph is of a kind that stands several times on purpose: a row, a form, quoted law, a charge."""
    end = words.rstrip(f"{BLANKS}\x01*")[-1:]
    return (
        not _is_sentence(words)
        or (end not in "。！？；…”）)：!?;." and len(key) < _LONG)
        or (len(key) < _LONG and _KEYED.match(words) is not None)
        or words.count("|") > 1
        or len(re.findall(r"\t|[ \u3000]{3,}", words)) > 1
        or "□" in words
        or "__" in words
        or words.count("＿") > 1
        or _CITED_LAW.search(words) is not None
        or _IN_CHARGE.match(words) is not None
        or _BRACKETED.fullmatch(words) is not None
        or re.match("本人|我(?:方|单位|公司)?(?:郑重)?(?:承诺|声明|保证)|兹", words) is not None
    )


def _is_sentence(words: str) -> bool:
    return any(mark in words for mark in "，。；！？,;!?")


def _changed_figures(one: str, two: str) -> list[tuple[str, str]]:
    pairs = zip_longest(_FIGURE.findall(one), _FIGURE.findall(two), fillvalue="")
    return [(first, second) for first, second in pairs if first != second]


def _may_be_alike(one: str, two: str) -> bool:
    """Whether two of four short runs at even distances are in both keys: two changes leave as many."""
    step = len(one) // 5
    first, second = one[step : step + 6] in two, one[2 * step : 2 * step + 6] in two
    third, fourth = one[3 * step : 3 * step + 6] in two, one[4 * step : 4 * step + 6] in two
    return first + second + third + fourth >= 2


class _Change(NamedTuple):
    """Words of the later copy, those of the earlier one in their place, and the character behind them."""

    new: str
    old: str
    behind: str


def _reworded(one: str, two: str) -> bool:
    """Whether two keys differ in a few words, none of which is a name, an order or a degree.

    教育局 for 卫健局 is no slip, nor is 特别重大 for 重大.
    """
    changes = _changes(one, two)
    if not changes or sum(max(len(change.new), len(change.old)) for change in changes) > len(one) * _UNLIKE:
        return False
    return not any(
        _DEGREE.search(change.new)
        or _DEGREE.search(change.old)
        or (change.new and change.old and _PARTY.search(change.new + change.old + change.behind))
        for change in changes
    )


def _changes(one: str, two: str) -> list[_Change]:
    """The one or two places in which two keys differ; none where they differ in more.

    What they have in common at both ends is taken off; what is left is a change, or a change, a run that both have,
    and a change.
    """
    left = _alike(one, two)
    one, two = one[left:], two[left:]
    right = _alike(one[::-1], two[::-1])
    tail = one[len(one) - right :]
    one, two = one[: len(one) - right], two[: len(two) - right]
    if max(len(one), len(two)) <= _CHANGED:
        return [_Change(one, two, tail[:1])]
    for first, second in _SPLITS:
        run = max(len(one) - first, len(two) - second) - _CHANGED
        if run > 0 and one[first : first + run] == two[second : second + run] != "":
            end, stop = first + run, second + run
            more = _alike(one[end:], two[stop:])
            return [
                _Change(one[:first], two[:second], one[first : first + 1]),
                _Change(one[end + more :], two[stop + more :], tail[:1]),
            ]
    return []


def _alike(one: str, two: str) -> int:
    """How many characters two texts have in common at their beginning."""
    for at, (first, second) in enumerate(zip(one, two, strict=False)):
        if first != second:
            return at
    return min(len(one), len(two))
