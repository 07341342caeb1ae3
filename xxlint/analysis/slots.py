"""The places of a report that are still to be filled, each once, with what belongs there.

All finders of placeholders report into one partition: where two see the same words, the one that knows more about
them keeps them (a date rather than its X, an instruction rather than its brackets).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from xxlint.analysis.blanks import case_of_blank, find_blanks
from xxlint.analysis.cells import described_by_row
from xxlint.analysis.dates import find_dates
from xxlint.analysis.letters import find_letters
from xxlint.analysis.names import find_names, is_masked_name
from xxlint.analysis.naming import clause_before, last_metric, without_fillers, without_link
from xxlint.analysis.phrases import find_choices, find_phrases
from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.document import Mark
from xxlint.lexicon import Lexicon
from xxlint.patterns import lazy
from xxlint.span import Span
from xxlint.vocabulary import SlotKind

# Where two finders overlap, the earlier form keeps the words.
_PRECEDENCE = (
    "variable", "prompt", "instruction", "pending", "dummy", "date", "masked", "anonymous", "letter", "symbol", "choice", "blank",
)  # fmt: skip
_OF_WORDS = ("variable", "prompt", "dummy", "instruction")  # whose words say themselves what belongs there
_ENUMERATING = lazy(r"[、和与及或至]|以及")
_RANGE = lazy(r"\S{0,4}?(?:[—~～-]+|至)")  # between the two ends of a range: X%—X%
_TO_END = lazy("[—–~～-]{1,2}|[至到]")
_IN_WORDS = lazy(
    r"大写[）)]?[：:]?[ \u3000]*\Z|(?:星期|每周|、周|（周)\Z"
)  # capital numerals, a day of the week
_NAMED_BY: dict[str, SlotKind] = {"路": "place", "科": "organisation"}  # units that mostly end a name
_COUNTING = lazy(
    r"(?:开通|新开|增开|新增|延伸|优化|线路|公交|接入|安装|内设|开设|共|共有|共计|设有|约|第|达到?)\Z"
)
_COUNTED = lazy("公交|监控|摄像|视频|信号|高清|探头")
_TO_VALUE = lazy("[了约近达到]?")  # between a choice and its figure: 增长/下降约X%
_WORD = lazy("[\u4e00-\u9fff]+")
_AGAINST = lazy(r"(?:同比|环比|[比较](?:上年|去年)(?:同期)?)\Z")
_GROWTH = lazy(r"(?:同比|比上年|较上年|环比)?(?P<verb>增长|下降|提高|上升|减少|增加)(?:了|约|近)?\Z")
_SENTENCE = 60  # characters before a growth in which its metric is named
_LONGEST_NAME = 16
_BEFORE_NAME = lazy(
    r"\A(?:.*[|+\x01])?(?:\s*(?:\d{1,2}(?:\.\d{1,2})*[.、)]|[（(]?[一二三四五六七八九十]+[）)、.]))?"
)
_AROUND_NAME = lazy(r"\A[^\w（(]+|[^\w）)]+\Z")
_NO_NAME = lazy("[Xx×_|%]")
_PERSON_LABEL = lazy(
    r"(?:述职人|报告人|联系人|负责人|姓名|组长|副组长|成员|主持|主持人|出席|列席|请假|缺席|记录|记录人|签发|签发人|经办人|发言人|承办人|人员|指挥长|总指挥|院长|校长|局长|县长|书记|主任)[：:、]\s*\Z"
)


def find_slots(page: Surroundings, marks: Sequence[Mark] = ()) -> tuple[Slot, ...]:
    """All slots of a report in reading order; no two share a character.  ``marks`` are those of its file."""
    described: list[Slot] = []
    parted = _partition(slot for slot in _all(page, marks) if _counts(page, slot))
    for at in range(len(parted)):
        described.append(_describe(page, parted, at, described[-1] if described else None))
    return tuple(described)


def first_slot(page: Surroundings, within: Span) -> Slot | None:
    """Some place still to be filled that shares a character with a part of the text, what belongs there left open."""
    start, end = within
    meeting = (slot for slot in _all(page, ()) if slot.span.start < end and start < slot.span.end)
    return next((slot for slot in meeting if _counts(page, slot)), None)


def _counts(page: Surroundings, slot: Slot) -> bool:
    return not page.is_hidden(slot.span) and not page.is_mentioned(slot.span)


def _all(page: Surroundings, marks: Sequence[Mark]) -> Iterator[Slot]:
    for mark in marks:
        if mark.kind == "prompt" and mark.span.end > mark.span.start:
            yield Slot(mark.span, "prompt", "text")
        elif mark.kind == "blank" and not page.is_whole_line(mark.span):
            yield Slot(mark.span, "blank", "text", case=case_of_blank(page, mark.span))
    yield from find_phrases(page)
    yield from find_dates(page)
    yield from find_names(page)
    for slot in find_letters(page):
        if slot.form in ("letter", "symbol") and is_masked_name(page, slot.span):
            yield Slot(Span(slot.span.start - 1, slot.span.end), "masked", "person")
        else:
            yield slot
    yield from find_choices(page)
    yield from find_blanks(page)


def _partition(slots: Iterable[Slot]) -> list[Slot]:
    """The slots without overlaps, in reading order."""
    ranked = sorted(slots, key=lambda s: (_PRECEDENCE.index(s.form), s.span.start, -s.span.end))
    kept: dict[int, Slot] = {}
    taken = bytearray(max((slot.span.end for slot in ranked), default=0))
    for slot in ranked:
        start, end = slot.span
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept[start] = slot
    return [kept[start] for start in sorted(kept)]


# what belongs there


def _describe(page: Surroundings, slots: list[Slot], at: int, before: Slot | None) -> Slot:
    """The slot with its kind, the metric that it belongs to and the unit behind it; ``before`` is the one before it."""
    slot = slots[at]
    if _IN_WORDS.search(page.before(slot.span.start, 6)):
        return slot
    unit = page.unit_at(slot.span.end)
    if unit is None and at + 1 < len(slots):  # X—X家: the unit behind the second
        following = slots[at + 1].span
        if _TO_END.fullmatch(page.folded, slot.span.end, following.start):
            unit = page.unit_at(following.end)
    if unit is not None and unit[0] in _NAMED_BY and not _is_counted(page, slot.span):
        return slot._replace(kind=_NAMED_BY[unit[0]])
    if slot.form in ("date", "masked", "choice") or (slot.form in _OF_WORDS and unit is None):
        return slot
    written, kind = unit if unit is not None else (None, None)
    if written is None and slot.form == "blank" and slot.span.end < len(page.folded):
        written = page.strong_unit_at(slot.span.end)
    if kind is not None:
        if before is not None and _RANGE.fullmatch(page.folded, before.span.end, slot.span.start):
            metric, metric_id = before.metric, before.metric_id
        else:
            metric, metric_id = _metric_of(page, slots, at)
        return slot._replace(kind=kind, unit=written, metric=metric, metric_id=metric_id)
    return _without_unit(page, slots, at, before)


def _is_counted(page: Surroundings, span: Span) -> bool:
    """Whether X路 and X科 are a number of them: 开通X路公交, not 完成XX路改造."""
    behind = page.folded[span.end + 1 : span.end + 5]
    return bool(_COUNTING.search(page.before(span.start, 4)) or _COUNTED.match(behind))


def _without_unit(page: Surroundings, slots: list[Slot], at: int, before: Slot | None) -> Slot:
    """A slot with no unit behind it: a name, a text, or a figure whose metric stands right before it."""
    slot = slots[at]
    if page.left_sign(slot.span.start) == "/" or (slot.form == "anonymous" and slot.case == "noun"):
        noun = page.noun_at(slot.span.end)
        return slot._replace(kind=noun[1] if noun else "text")
    noun = page.noun_at(slot.span.end)
    if noun is not None:
        return slot._replace(kind=noun[1])
    in_table = described_by_row(page, slot)
    if in_table is not slot:
        return in_table
    if _PERSON_LABEL.search(page.before(slot.span.start, 8)) or page.after(slot.span.end, 2) in (
        "同志",
        "同学",
    ):
        return slot._replace(kind="person")
    right = page.right_sign(slot.span.end)
    ends = right in "，。；、\n）)！？"
    head = without_link(clause_before(page, slot.span.start))
    kind = _kind_by_ending(page.lexicon, head) if ends and head else None
    if kind is not None:
        metric, metric_id = _metric_of(page, slots, at)
        return slot._replace(kind=kind, metric=metric or head, metric_id=metric_id)
    in_row = before is not None and before.span.end == slot.span.start - 1
    if ends and in_row and before and before.kind in ("place", "organisation", "person"):
        listed = _ENUMERATING.fullmatch(page.before(slot.span.start))
        return slot._replace(kind=before.kind) if listed else slot
    return slot


def _kind_by_ending(lexicon: Lexicon, words: str) -> SlotKind | None:
    for size in range(min(6, len(words)), 0, -1):
        kind = lexicon.metric_endings.get(words[-size:])
        if kind is not None:
            return kind
    return None


def _metric_of(page: Surroundings, slots: list[Slot], at: int) -> tuple[str | None, str | None]:
    """The metric's name in the report and its id; the growth of a metric is named after it."""
    slot = slots[at]
    shared = _distributed(page, slots, at)
    if shared is not None:
        return _named(shared[0]), shared[1]
    before = slots[at - 1] if at else None
    end, verb = slot.span.start, None
    if (
        before is not None
        and before.form == "choice"
        and _TO_VALUE.fullmatch(page.folded, before.span.end, end)
    ):
        end, verb = before.span.start, _WORD.search(page.folded, *before.span)
        before = slots[at - 2] if at > 1 else None
    words = clause_before(page, end).rstrip("+-")
    known = last_metric(page.lexicon, words)
    floor = _behind_value(page, before)
    if known is None and floor > end - len(words):
        words = clause_before(page, end, floor).rstrip("+-")
    growth = _GROWTH.search(words if verb is None else words + verb[0])
    if growth is not None and growth.start() < 2:
        known = last_metric(page.lexicon, page.folded[max(0, end - _SENTENCE) : end])
        return (f"{known[0]}{growth['verb']}", known[1].id) if known else (_named(growth[0]), None)
    if known is not None:
        return known[0], known[1].id
    words = words if verb is None else _AGAINST.sub("", words)
    return _named(without_fillers(without_link(words))), None


def _behind_value(page: Surroundings, slot: Slot | None) -> int:
    """Where the words behind a slot and its unit begin: those before it are the name of another value."""
    if slot is None or slot.form == "choice":
        return 0
    measure = page.measure_at(slot.span.end)
    return measure.end if measure is not None else slot.span.end


def _named(words: str) -> str | None:
    """The name without a list's label and marks around it; None where that is none."""
    words = _AROUND_NAME.sub("", _BEFORE_NAME.sub("", _AROUND_NAME.sub("", words)))
    return words if 2 <= len(words) <= _LONGEST_NAME and not _NO_NAME.search(words) else None


def _distributed(page: Surroundings, slots: list[Slot], at: int) -> tuple[str, str | None] | None:
    """城乡居民人均可支配收入分别达到XX元、XX元: the metrics stand before 分别, in the order of the values."""
    start = page.folded.rfind("分别", max(0, slots[at].span.start - 30), slots[at].span.start)
    if start < 0 or re.search("[。；\n]", page.folded[start : slots[at].span.start]):
        return None
    order = sum(1 for slot in slots[max(0, at - 6) : at] if slot.span.start > start)
    order += len(
        re.findall(r"\d+(?:\.\d+)?[^\d、和，]{0,4}[、和]", page.folded[start : slots[at].span.start])
    )
    names = clause_before(page, start)
    shared = re.match(r"(?:.*[，。；：、])?(?P<lead>城乡|城镇和农村|农村和城镇)(?P<rest>.+)$", names)
    if shared is not None and order < 2:
        name = ("城镇", "农村")[order] + shared["rest"]
        known = last_metric(page.lexicon, name)
        return (known[0], known[1].id) if known else (name, None)
    sentence = re.split(r"[。；：\n]", page.folded[max(0, start - 60) : start])[-1]
    parts = re.split(r"[、和与]|以及", re.split("[，,]", sentence)[-1])
    if len(parts) < 2 or order >= len(parts):
        return None
    name = without_fillers(without_link(parts[order]))
    known = last_metric(page.lexicon, name)
    return (known[0], known[1].id) if known else (name, None) if name else None
