"""Which genre a report is of: told by its title, or named by the user."""

from collections.abc import Iterable

from xxlint.analysis.title import Title
from xxlint.lexicon import Genre
from xxlint.patterns import lazy

AUTO, NONE = "auto", "none"

# Papers that speak of a report and are none: 关于召开述职述廉会议的通知, 安全生产工作要点.
_OTHER_PAPER = lazy(
    r"(?:通知|通报|方案|办法|规定|意见|预案|讲话|讲话稿|发言|纪要|请示|批复|复函|函|公告|通告|决定|决议|细则|条例|制度|说明|提案|答复|合同|协议|章程|规则|规范|指南|准则|标准|计划|规划|纲要|要点|主持词|致辞|清单|台账|名单|申请书?|承诺书|责任书|倡议书|简报|信息|新闻|评分表|测评表|表|议程|教案|心得体会|读后感|会议|大会|推进会)"
    r"(?:[（(][^（）()]{1,16}[）)])?$"
)
# 2023年工作总结及2024年工作计划 is a summary all the same.
_WITH_PLAN = lazy(r"(?:总结|报告|回顾|汇报|小结|情况)(?:及|和|与|暨|、|以及|[ 　])")
_BLANK = lazy(r"[\s\u3000\x00\x01“”]")


def genre_of(genres: Iterable[Genre], wanted: str | None, title: Title | None) -> Genre | None:
    """The genre that the user names (``none`` for none); where he leaves it open, that of the title."""
    if wanted in (None, AUTO):
        return genre_of_title(genres, title.words) if title else None
    return find_genre(genres, wanted) if wanted else None


def find_genre(genres: Iterable[Genre], name: str) -> Genre | None:
    """The genre of an id or a Chinese name."""
    return next((genre for genre in genres if name in (genre.id, genre.name.zh)), None)


def genre_of_title(genres: Iterable[Genre], title: str) -> Genre | None:
    """The most specific genre whose cues stand in the title: the most groups of cues, then the longest words."""
    words = _BLANK.sub("", title)
    if _OTHER_PAPER.search(words) and not _WITH_PLAN.search(words):
        return None
    best, weight = None, (0, 0)
    for genre in genres:
        fit = _fit(genre, words)
        if fit > (0, 0) and fit >= weight:
            best, weight = genre, fit
    return best


def _fit(genre: Genre, words: str) -> tuple[int, int]:
    """How many groups of cues the title has a word of, and the length of these words; (0, 0) if one is missing."""
    best = (0, 0)
    for groups in genre.titles:
        found = [max([len(word) for word in group if word in words], default=0) for group in groups]
        if all(found):
            best = max(best, (len(found), sum(found)))
    return best if best > (0, 0) and not any(word in words for word in genre.unless) else (0, 0)
