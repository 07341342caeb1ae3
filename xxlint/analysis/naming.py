"""What a figure is the figure of: the noun that stands before it in its clause."""

from xxlint.analysis.lines import BLANKS
from xxlint.analysis.surroundings import Surroundings
from xxlint.lexicon import Lexicon, Metric, once
from xxlint.patterns import lazy

_FILLERS = lazy(
    r"^(?:今年以来|一年来|全年|上半年|年初|截至目前|目前|预计|累计|共计?|其中|分别|先后|同时|并|已|已经|也|还|又|均|约|近|超过?|达|达到|完成|实现|预计完成|新增|建成|投入|成立了?|促成|引进|顺利|全县|全市|全区|全镇|全乡|全省|\d{4}年)+"
)
_LINK = lazy(
    r"(?:预计|已经?|累计|合计|共计?|分别|约|近|超过?|突破|逾|达到?|完成|实现|为|是|有|至|到|了|总计|大约|的|新增|净增|不少于|不低于|第|每|已达|均|各|要|应|须|需|力争|确保|争取)+\Z"
)
_CLAUSE_SIGN = lazy(r"[，。；：！？、“”（）(),;:\n\v\x00]")
_REACH = 40  # characters of a clause that are looked at


def clause_before(page: Surroundings, at: int, floor: int = 0) -> str:
    """The words between the clause's beginning, or ``floor``, and ``at``."""
    return _CLAUSE_SIGN.split(page.folded[max(floor, at - _REACH) : at])[-1].strip(BLANKS + "\x01")


def without_link(words: str) -> str:
    """The words without the verbs that lead to a value: 固定资产投资预计完成 → 固定资产投资."""
    return _LINK.sub("", words)


def without_fillers(words: str) -> str:
    """The words without what leads to the noun: 全年累计完成投资 → 投资."""
    return _FILLERS.sub("", words)


@once
def _names(lexicon: Lexicon) -> dict[str, tuple[tuple[int, ...], dict[str, Metric]]]:
    """The metrics by the last character of each name: the lengths of the names, the greatest first, and the names."""
    table: dict[str, dict[str, Metric]] = {}
    for metric in lexicon.metrics:
        for name in metric.names:
            table.setdefault(name[-1], {})[name] = metric
    return {end: (tuple(sorted(set(map(len, names)), reverse=True)), names) for end, names in table.items()}


def metric_at_end(lexicon: Lexicon, words: str, end: int | None = None) -> tuple[str, Metric] | None:
    """The metric that ``words`` (up to ``end``) end in, the longest name first."""
    end = len(words) if end is None else end
    sizes, names = _names(lexicon).get(words[end - 1 : end], ((), {}))
    for size in sizes:
        if size <= end and (name := words[end - size : end]) in names:
            return name, names[name]
    return None


def last_metric(lexicon: Lexicon, words: str) -> tuple[str, Metric] | None:
    """The last metric that ``words`` name, the longest name first."""
    ends = _names(lexicon)
    for end in range(len(words), 1, -1):
        if words[end - 1] in ends and (found := metric_at_end(lexicon, words, end)) is not None:
            return found
    return None
