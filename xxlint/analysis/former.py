"""Names of the place and the office that an older report was written for, left standing in a report of another one.

The names are those of the two titles.  A name counts only where the new title has another one of the same rank, and
not where the text speaks of the other place as another place: 赴…学习, 与…签订, …等地.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import lazy
from xxlint.span import Span

_FIRST_LINES = 3  # lines that a title may take
_PLACE = lazy(
    r"(?![全我本各该])(?:(?![和与及的])[\u4e00-\u9fff]){2,5}?(?:省|自治区|自治州|自治县|自治旗|开发区|街道|社区|林场|农场|[市县区旗州盟镇]|(?<!城)乡|(?<!农)村)"
)
_BEFORE_NAME = lazy(r"[ \u3000#\x01]*(?:中共|关于印发|关于|共青团|在)?")
_OFFICE = lazy(
    r"[\u4e00-\u9fff]{2,14}?(?:局|委员会|办公室|中心|支队|大队|公司|集团|中学|小学|学校|幼儿园|学院|大学|卫生院|医院|法院|检察院|银行|联社|协会)(?![\u4e00-\u9fff]{0,2}长)"
)
_RANKS = (
    ("省", "自治区"),
    ("市", "州", "自治州", "盟"),
    ("县", "区", "旗", "市", "自治县", "自治旗"),
    ("镇", "乡", "街道"),
    ("村", "社区"),
)
_ANOTHER_LEFT = lazy(
    r"(?:赴|到|向|学习|借鉴|参照|对接|对口|支援|支持|帮扶|援建|协作|与|和|同|跟|及|或|比|较|、|来自|考察|走访|调研|调至|调往|调任|输往|销往|邻|毗邻|接壤)\Z"
)
_ANOTHER_RIGHT = lazy(r"、|等地|籍|经验|模式|做法|考察|对口|交界|接壤|毗邻|和|与")


class Title(NamedTuple):
    """Whose report it is: the places from the largest down, and the whole name of the office, if it is one's."""

    places: tuple[str, ...]
    office: str | None


def former_names(page: Surroundings, older: Surroundings) -> Iterator[Span]:
    """Where the text has a name of the older title that its own title has replaced, in reading order.

    The office's name counts as a line of its own, where a report is signed; elsewhere another office may be meant.
    """
    own, former = title_of(page), title_of(older)
    names = [name for name in former.places if _is_replaced(name, own)]
    spans = {span for name in names for span in _places(page.folded, name)}
    if former.office and own.office and former.office != own.office:
        spans.update(_signatures(page, former.office))
    last = -1
    for span in sorted(spans):
        if span.start >= last:
            last = span.end
            yield span


def title_of(page: Surroundings) -> Title:
    """The places and the office that a report's title names."""
    line = page.lines.title
    for _ in range(_FIRST_LINES):
        found = _read(line.words)
        if found.places or found.office:
            return found
        if line.span.end + 1 >= len(page.folded):
            break
        line = page.lines.at(line.span.end + 1)
        if line.is_sentence:
            break
    return Title((), None)


def _read(words: str) -> Title:
    start = _BEFORE_NAME.match(words)
    at = begin = start.end() if start else 0
    places: list[str] = []
    while (place := _PLACE.match(words, at)) and not _OFFICE.match(place[0]):
        places.append(place[0])
        at = place.end()
    office = _OFFICE.match(words, at)
    return Title(tuple(places), words[begin : office.end()] if office else None)


def _is_replaced(name: str, own: Title) -> bool:
    if any(name in place or place in name for place in own.places):
        return False
    ranks = [rank for rank in _RANKS if name.endswith(rank)]
    return any(place.endswith(rank) for place in own.places for rank in ranks)


def _places(text: str, name: str) -> Iterator[Span]:
    for match in re.finditer(re.escape(name), text):
        start, end = match.span()
        left = _ANOTHER_LEFT.search(text[max(0, start - 4) : start])
        if left is None and not _ANOTHER_RIGHT.match(text, end):
            yield Span(start, end)


def _signatures(page: Surroundings, office: str) -> Iterator[Span]:
    for match in re.finditer(re.escape(office), page.folded):
        span = Span(*match.span())
        if page.is_whole_line(span) and page.line(span.start) is not page.lines.title:
            yield span
