"""Whose report this is, and the names of other regions in it.

Names are found by their last character (省市县区州盟旗), from which is looked left into the set of known names; the
longest counts.  A name alone says little: 松阳县 in a report of 遂昌县 may be a partner, a neighbour, a place of study.
What excuses a mention is the business of the rule; here stands what is no mention at all (沿海城市 is not 海城市) and
which names belong to the report's own region: itself, those above it, those below it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from xxlint.analysis.period import tail_lines, title_lines
from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import Sweep, is_han, lazy
from xxlint.span import Span

Path = tuple[str, ...]  # the names from the province down: ("浙江省", "丽水市", "松阳县")

_SUFFIX = Sweep(r"[县市区省州旗盟](?<=\w.)(?<![各该副社小景片校由].)")  # 各县, 社区: no name ends in these
_LONGEST, _LONGEST_ETHNIC = 8, 18  # characters of a name; of one with 自治
_LONGER_WORDS = {
    "市": "场民值容井面价均",
    "区": "域间别块位划分段",
    "省": "时力心略去电钱油工",
    "旗": "帜舰袍下杆号",
    "盟": "友约",
    "州": "",
    "县": "",
}
"""The characters behind a suffix that make it part of another word (市场)."""
_CLASSES = {"旗": "县", "盟": "市", "州": "市"}
_LEAD = lazy(  # 2023年, 中共, 2023年2月9日在 … 会议上
    r"(?:(?:19|20)\d\d(?:[—–~～\-至到]{1,2}(?:19|20)\d\d)?年?(?:度|上半年|第[一二三四]季度)?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|二[〇○零][〇○零一二三四五六七八九]{2}年度?|中共|中国共产党|[“《【〈（(—–·]|国家税务总局|共青团|在(?=.{4,40}上(?:[）)]|的.{2,4})?\Z))*"
)
_ABOUT = lazy("关于(?:印发|公布|下达|调整|做好|开展|对)?")
_NOT_IN_NAMES = frozenset("全我本各该某这省市县镇乡区的和与年月日在第、，。：X×○")
_SUFFIXES = frozenset("县市区旗州镇乡村")
_WORDS = {  # what makes a suffix part of another word, by what stands before it and behind it
    "市": ("城超门上夜集股楼都", ("场", "民", "值", "容", "域", "级")),
    "县": ("", ("域", "级", "城建", "城区", "城的")),
    "区": (
        "社地小园景城校片市辖灾林山牧库厂矿专特战港老心范发护治能验合税贸功段",
        ("域", "间", "别", "块", "位", "划", "级"),
    ),
    "村": ("农乡", ("民", "级", "委", "干")),
}
_VERBS = (  # two characters each, what a title begins with where no name does
    "加快 推进 加强 做好 促进 建设 发展 统筹 振兴 支持 实施 深化 优化 规范 提升 落实 全面 开展 贯彻 推动 完善 强化 扎实 举办 组织 "
    "切实 持续 巩固 创建 打造 培育 调整 保护 改善"
)
_OFFICE = lazy(
    r"[^，。；：]{4,30}(?:政府|委员会|[市县区旗]委|局|办公室|办|院|中心|校|中学|小学|厅|会|所|部|站|队)\Z"
)
_OFFICIAL = ("委", "政", "人民", "人大", "纪", "20")
_OWN = frozenset("全我本")
_NOT_WHOLE = frozenset("域级面")  # 全域旅游, 全县域: behind 全县 these make another word
_ASIDE = lazy(r"[（(]([^，。；（）()]{2,6}?)[）)]")
_LEFT_OF_STEM = "在对为于由和与及从到的是以使让给把将向，。；：、“（《\n \u3000年月日\v\x01"


Stance = Literal["ours", "whole", "plain"]


class Mention(NamedTuple):
    """A name of another region.

    ``stance`` is "ours" where it stands as the report's own for certain (我县松阳县), "whole" where it does so unless
    the sentence is about others (松阳全县), else "plain".
    """

    span: Span
    name: str
    stance: Stance


class Own(NamedTuple):
    """The region that a report is of; ``paths`` lead to it from above, () where its superiors are not known."""

    name: str
    paths: tuple[Path, ...]


class Gazetteer:
    """Names of regions and where they lie; shorter names stand behind = in the table (景宁畲族自治县=景宁县).

    The set of names is made at once, where a name lies is looked up when it is asked for: few ever are.
    """

    def __init__(self, table: Mapping[str, Mapping[str, str]], doubtful: frozenset[str]) -> None:
        self.doubtful = doubtful
        self._table = table
        prefectures = " ".join(" ".join(below) for below in table.values())
        counties = " ".join(" ".join(below.values()) for below in table.values())
        self.upper = frozenset(f"{' '.join(table)} {prefectures}".replace("=", " ").split())
        self._names = self.upper.union(counties.replace("=", " ").split())
        self.endings = {name[-2:] for name in self._names}
        self._known: dict[str, tuple[Path, ...]] = {}

    def paths(self, name: str) -> tuple[Path, ...]:
        """Where a name lies: one path for each region of that name, () for a name that is not known."""
        if name not in self._names:
            return ()
        if name not in self._known:
            self._known[name] = tuple(self._paths(name))
        return self._known[name]

    def _paths(self, name: str) -> Iterator[Path]:
        for province, prefectures in self._table.items():
            if name == province:
                yield (province,)
            for prefecture, counties in prefectures.items():
                above: Path = (province,) if prefecture in ("直辖", province) else (province, prefecture)
                if name in prefecture.split("=") and len(above) > 1:
                    yield above
                if name in counties:
                    for county in counties.split():
                        if name in county.split("="):
                            yield (*above, county)

    def name_at(self, text: str, start: int) -> str | None:
        """The longest known name that begins at ``start``."""
        for size in range(_LONGEST_ETHNIC, 1, -1):
            name = text[start : start + size]
            if len(name) == size and name in self._names:
                return name
        return None

    def name_before(self, text: str, end: int) -> str | None:
        """The longest known name that ends at ``end``."""
        most = _LONGEST_ETHNIC if text[max(0, end - 3) : end - 1] == "自治" else _LONGEST
        for size in range(min(most, end), 1, -1):
            if text[end - size : end] in self._names:
                return text[end - size : end]
        return None


# the own region


def own_region(page: Surroundings, given: str | None, gazetteer: Gazetteer) -> Own | None:
    """The region of the settings, else of the title, else of the signature."""
    if given:
        return _read(given, 0, gazetteer, page.folded) or Own(given, ())
    for line in title_lines(page, 4):
        own = _named_first(line, gazetteer, page.folded)
        if own is not None:
            return own
    for line in tail_lines(page, 8):
        if _OFFICE.match(line):
            own = _named_first(line, gazetteer, page.folded)
            if own is not None:
                return own
    return None


def _named_first(line: str, gazetteer: Gazetteer, text: str) -> Own | None:
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    about = _ABOUT.match(line, start)
    return _read(line, about.end() if about else start, gazetteer, text, doubtful=about is not None)


def _read(words: str, start: int, gazetteer: Gazetteer, text: str, doubtful: bool = False) -> Own | None:
    """The last of the names that follow each other from ``start``: 浙江省丽水市松阳县."""
    above: Path = ()
    name = gazetteer.name_at(words, start)
    if name in gazetteer.doubtful and not words[start + len(name) :].startswith(_OFFICIAL):
        return None  # 老城区改造工作总结
    while name is not None:
        above, start = (*above, name), start + len(name)
        name = gazetteer.name_at(words, start)
    form = _form_at(words, start)
    if form is not None and (not doubtful or above or text.count(form) > 1):
        paths = [(*path, form) for path in gazetteer.paths(above[-1])] if above else []
        return Own(form, tuple(paths))
    if not above:
        return None
    paths = [path for path in gazetteer.paths(above[-1]) if set(above[:-1]) <= set(path)]
    return Own(above[-1], tuple(paths) or gazetteer.paths(above[-1]))


def _form_at(words: str, start: int) -> str | None:
    """Two to four characters with a suffix that look like a name nobody knows: 望泉县, 石磨镇."""
    for end in range(start + 2, min(start + 5, len(words))):
        stem, suffix, behind = words[start:end], words[end], words[end + 1 : end + 3]
        if suffix not in _SUFFIXES:
            continue
        before_words, behind_words = _WORDS.get(suffix, ("", ()))
        if stem[:2] in _VERBS or not _NOT_IN_NAMES.isdisjoint(stem) or not all(map(is_han, stem)):
            return None
        if stem[-1] in before_words or behind.startswith(tuple(behind_words)):
            return None
        return stem + suffix if len(stem) < 4 or suffix in "镇乡村" else None
    return None


def is_related(own: Own, name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is the own region, above it or below it, or may be so for all that is known."""
    if name == own.name or name[:-1] == own.name[:-1]:
        return True
    if not own.paths:  # superiors and subordinates are not known: only regions of the same level are foreign
        if own.name[-1] in "县区旗":
            return name in gazetteer.upper
        return own.name[-1] != "市" or name[-1] != "市"
    paths = gazetteer.paths(name)
    return any(path[: len(other)] == other[: len(path)] for path in paths for other in own.paths)


def _class(name: str) -> str:
    return _CLASSES.get(name[-1], name[-1])


# the mentions


def foreign_mentions(page: Surroundings, own: Own, gazetteer: Gazetteer) -> Iterator[Mention]:
    """All places that name another region, those of each suffix together."""
    text = page.folded
    for match in _SUFFIX.by_sign(text):
        at = match.start()
        left, suffix = text[at - 1], text[at]
        if left in _OWN:
            if suffix != "盟" and not (left == "全" and text[at + 1 : at + 2] in _NOT_WHOLE):
                yield from _short_names(text, Span(at - 1, at + 1), own, gazetteer)
        elif left + suffix in gazetteer.endings:
            name = gazetteer.name_before(text, at + 1)
            if name is None or is_related(own, name, gazetteer):
                continue
            span = Span(at + 1 - len(name), at + 1)
            if _is_name(text, span, name, gazetteer) and not _inside_own(text, span, own):
                yield Mention(span, name, _stance(text, span))


def _is_name(text: str, span: Span, name: str, gazetteer: Gazetteer) -> bool:
    """Whether the characters are a name here, and not parts of other words."""
    behind = text[span.end : span.end + 1]
    if behind and behind in _LONGER_WORDS[name[-1]] and text[span.end : span.end + 2] != "民政":
        return False
    left = text[span.start - 1 : span.start] if span.start else "\n"
    if len(name) == 2 or name in gazetteer.doubtful:
        return gazetteer.name_before(text, span.start) is not None
    if name.endswith(("城市", "城区", "新区")):
        return (
            not is_han(left) or left in _LEFT_OF_STEM or gazetteer.name_before(text, span.start) is not None
        )
    return True


def _inside_own(text: str, span: Span, own: Own) -> bool:
    """Whether the characters are the end of the own name: 大松阳县."""
    return text.endswith(own.name, 0, span.end)


def _stance(text: str, span: Span) -> Stance:
    """How the name stands to words for the own region of the same kind: 我县松阳县, 松阳县（我县）, 松阳县全县."""
    kind = "[县旗]" if _class(text[span.end - 1]) == "县" else re.escape(text[span.end - 1])
    before = text[max(0, span.start - 3) : span.start]
    behind = text[span.end : span.end + 4]
    if re.search(rf"(?:[我本]{kind}[（(]?|(?<![自敌忘])我|我们)\Z", before) or re.match(
        rf"[（(][我本]{kind}[）)]", behind
    ):
        return "ours"
    return "whole" if re.match(rf"全{kind}(?!域|级)|[我本]{kind}", behind) else "plain"


def _short_names(text: str, words: Span, own: Own, gazetteer: Gazetteer) -> Iterator[Mention]:
    """松阳全县, 我县松阳: a name without its suffix beside the words for the own region."""
    start, end = words
    suffix, behind = text[start + 1], text[end : end + 1]
    if text[start - 1 : start] + suffix in gazetteer.endings:
        for size in range(min(6, start), 1, -1):
            name = text[start - size : start] + suffix
            if gazetteer.paths(name) and len(name) > 2:
                left = text[start - size - 1 : start - size] or "\n"
                right = not is_related(own, name, gazetteer) and (left in _LEFT_OF_STEM or not is_han(left))
                if right and name not in gazetteer.doubtful:
                    yield Mention(Span(start - size, end), name, "whole")
                return
    bracketed = behind in ("（", "(") and text[start] != "全"
    aside = _ASIDE.match(text, end) if bracketed else None
    if aside is None or not gazetteer.paths(aside[1] + suffix):
        return
    if not is_related(own, aside[1] + suffix, gazetteer):
        yield Mention(Span(*aside.span(1)), aside[1] + suffix, "ours")
