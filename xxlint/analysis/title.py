"""The title of a report and the lines around it: what stands above it (issuer, document number), and its byline."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from xxlint.analysis.lines import BLANKS
from xxlint.document import HIDDEN, MARKUP
from xxlint.patterns import compiled, lazy
from xxlint.span import Span

_HEAD = 3_000  # characters among which the title is looked for
_HEAD_LINES = 30
_LONGEST = 60  # characters of a line of a title
_LINES, _BYLINES = 3, 6
_RESIDUE = lazy(r"^(?:##\w{1,20}##|\$\$\w{1,20}\$\$|<[^<>\n]{1,40}>|\*\*|#{1,6}|[ \t\v\u3000\xa0\x00\x01])+")
_HAN = lazy("[\u4e00-\u9fff]")
_NUMBER = lazy(r"[〔\[【（(][\dXx×＿_ ]{0,6}[〕\]】）)]第?[\dXx×*＿_ ]*号")
_ABOVE = lazy(  # what stands above a title
    r".{2,40}文件|第?[\dXx×一二三四五六七八九十]{1,4}期(?:（?总.{1,8}期）?)?|[【\[（(][^】\])）]{1,30}[】\])）]|(?:特急|加急|机密|秘密|绝密|急件|内部).{0,12}|[★☆]?.{0,4}(?:签发人|编号|密级|来源|作者|日期|发布时间|发布日期|责任编辑|浏览|文号|索引号|主题词|份号|页码)[：:].{0,40}"
    r"|附[件表录][\d一二三四五六七八九十]{0,3}[：:]?|.{2,30}(?:编|印发|发布)?[ \u3000]{2,}(?:20\d\d|[二Xx×])[^，。]{4,16}|[\d年月日./\-—○〇零一二三四五六七八九十XxＸ× （）()]+|(?:此处)?(?:草稿|初稿|讨论稿|送审稿|征求意见稿|定稿|代拟稿|模板|范文|示例文字|供参考|样本|参考范文)"
    r"|(?:好的|当然|没问题|以下是|下面是|根据您|作为一个|我为您|这是).{0,50}[：:。！，]|(?:第.{1,3}页|- ?\d+ ?-).{0,10}|目[ \u3000]*录"
)
_LABEL = lazy(
    r"[一二三四五六七八九十]{1,3}[、，．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[.．、)）](?!\d)|[.．]\d{1,2}[ \u3000])|\d[ \u3000]|第[一二三四五六七八九十\d]{1,3}[编章节条]|[一二三]是|首先|[①②●■◆•·]|[○□△](?![○□△])|[-*+] "
)
_GREETING = lazy("(?:同志们|各位|尊敬的|大家好|女士们|老师们|同学们|亲爱的)")
_PAPER = lazy(
    r"(?:通知|报告|总结|汇报|方案|意见|办法|规定|计划|预案|讲话稿?|纪要|通报|请示|批复|函|公告|通告|决定|决议|细则|条例|制度|简报|材料|要点|说明|发言|建议|提案|答复|复函|合同|协议|章程|规则|规范|指南|规划|纲要|准则|标准|公报|命令|小结|体会|申请书?|倡议书|承诺书|责任书|清单|主持词|提纲|致辞|贺信|情况|工作|事迹|消息|表)(?:[（(][^（）()]{1,16}[）)])?$"
)
_USUAL_PAPERS = (
    "总结",
    "报告",
    "汇报",
    "方案",
    "通知",
    "计划",
    "意见",
    "办法",
    "讲话",
    "纪要",
)  # no line above a title ends so
_ISSUER = lazy(
    r"(?:局|委员会|办公室|政府|公司|集团|学校|学院|大学|中学|小学|医院|中心|党委|党组|支部|委|院|办|县|市|区|镇|乡|街道|处|队|会|部|社|厅|厂|所|站|村)(?:[（(][^（）()]{1,16}[）)])?$"
)


# What may be a title though 。 stands behind it: it names a paper and tells nothing.
_STOPPED = lazy(
    r"[^，。；：]{4,50}(?:通知|报告|总结|汇报|方案|意见|办法|规定|计划|预案|讲话|纪要|通报|请示|批复|通告|公告|决定|细则|条例|合同|协议|公报|对照检查材料|要点)(?:[（(][^（）()]{1,16}[）)])?"
)
_SENTENCE = lazy(
    "^(?:请|现|为|我|各|经|以|在|由|对|向|根据|按照|已|其|该|本|及时|认真|抓好|做好|严格|要)|了|完成|出台|报送|审议|通过|听取|形成|应当|必须|不得|提交|提供|上报|起草|印发《|制定|发布|编制"
)


class Title(NamedTuple):
    """The title: its span in the text (from the first line's words to the last's), its words joined, the byline.

    ``byline`` holds the short lines below it: who reports, when.  ``is_stopped`` says that it ends in a full stop.
    """

    span: Span
    words: str
    byline: tuple[str, ...]
    is_stopped: bool


class _HeadLine(NamedTuple):
    span: Span
    words: str


def find_title(prose: str, markdown: bool = False) -> Title | None:
    """The title, or None where the text begins without one."""
    lines = _head_lines(prose)
    if markdown:
        read = list(lines)
        head = next((at for at, line in enumerate(read) if _is_heading(prose, line)), None)
        lines = iter(read if head is None else read[head:])
        first = _first(lines) if head is None else next(lines)
    else:
        first = _first(lines)
    if first is None or not _is_title(first.words):
        return None
    title = [first]
    byline: list[str] = []
    following = next(lines, None)
    while following is not None and len(title) < _LINES and _goes_on(title[-1].words, following.words):
        title.append(following)
        following = next(lines, None)
    while following is not None and len(byline) < _BYLINES and _is_byline(following.words):
        byline.append(following.words)
        following = next(lines, None)
    words = "".join(line.words for line in title)
    behind = len(byline) + (following is not None)
    if words.endswith("。") and behind < 2 and next(lines, None) is None:
        return None  # a sentence or two that somebody wants checked
    return Title(
        Span(first.span.start, title[-1].span.end), words.rstrip("。"), tuple(byline), words.endswith("。")
    )


def _first(lines: Iterator[_HeadLine]) -> _HeadLine | None:
    """The first line that stands above no title."""
    return next((line for line in lines if not _stands_above(line.words)), None)


def _is_heading(prose: str, line: _HeadLine) -> bool:
    """Whether the line is a heading of Markdown."""
    return prose[: line.span.start].rstrip(BLANKS + MARKUP).endswith("#")


def _is_byline(words: str) -> bool:
    """Whether a line below the title tells who reports or when: short, no clause, no label."""
    return len(words) <= 40 and not re.search("[，。；：！]$|[，。；]", words) and not _LABEL.match(words)


def _head_lines(prose: str) -> Iterator[_HeadLine]:
    """The first lines with Chinese in them, without blanks, marks of Markdown and residue around them."""
    at, count = 0, 0
    most = min(len(prose), _HEAD)
    while at < most and count < _HEAD_LINES:
        end = prose.find("\n", at)
        end = len(prose) if end < 0 else end
        line = prose[at : min(end, at + 2 * _LONGEST)]
        residue = _RESIDUE.match(line)
        start = at + (residue.end() if residue else 0)
        stop = at + len(line.rstrip(BLANKS + MARKUP + HIDDEN + "*"))
        if start < stop and _HAN.search(prose, start, stop):
            count += 1
            yield _HeadLine(Span(start, stop), prose[start:stop].replace(MARKUP, ""))
        at = end + 1


def _stands_above(words: str) -> bool:
    if words.endswith(_USUAL_PAPERS):
        return False
    return _ABOVE.fullmatch(words) is not None or (len(words) < 40 and _NUMBER.search(words) is not None)


def _is_title(words: str) -> bool:
    """Whether a line may be a title: short, no clause, no label, no greeting; 。 only behind the name of a paper."""
    if len(words) > _LONGEST or len(words) < 2 or _LABEL.match(words) or _GREETING.match(words):
        return False
    core = words.rstrip("。")
    if compiled("[。；：:！？…，,]$|[。；]").search(core) or HIDDEN in core:
        return False
    if words.endswith("。"):
        return _STOPPED.fullmatch(core) is not None and _SENTENCE.search(core) is None
    return "，" not in core or _PAPER.search(core) is not None


def _goes_on(words: str, following: str) -> bool:
    """Whether the title goes on in the next line."""
    if words.endswith(_USUAL_PAPERS) and not following.startswith(("关于", "——", "——")):
        return False
    if not _is_title(following) or _stands_above(following):
        return False
    if following.startswith(("关于", "——", "——")):
        return True
    if _PAPER.search(words.rstrip("。")):
        return False
    return bool(_PAPER.search(following.rstrip("。"))) and (
        words.startswith("关于") or _ISSUER.search(words.replace(" ", "").replace("\u3000", "")) is not None
    )
