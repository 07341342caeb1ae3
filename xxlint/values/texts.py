"""Names and other words: on one line, without a placeholder, and nothing twice that stands beside the slot."""

from xxlint.analysis.folding import fold
from xxlint.patterns import is_han, lazy
from xxlint.values.tidying import (
    INVISIBLE,
    INVISIBLE_CHARACTERS,
    LONGEST_NAME,
    LONGEST_TEXT,
    in_one_line,
    placeholder_beside,
    placeholder_in,
    placeholder_in_place,
    twice,
    unfinished,
    wrong,
)
from xxlint.values.wanted import Accepted, Rejected, Wanted
from xxlint.vocabulary import SlotKind
from xxlint.words import Words

_MARKS = "。；，、！？：,;"
_SENTENCE_MARKS = lazy("[。；，！？]")
_BARE_NUMBER = lazy(r"[\d０-９.,，．%％ ]+\Z")
_NOTHING = frozenset(
    [
        "待定",
        "待补充",
        "待核实",
        "待填",
        "待确认",
        "暂定",
        "暂缺",
        "未定",
        "未知",
        "不详",
        "无",
        "没有",
        "暂无",
        "空",
        "略",
        "同上",
        "某",
        "某人",
        "某某",
        "—",
        "——",
        "-",
        "--",
        "/",
        "\\",
        "?",
        "？",
        "N/A",
        "n/a",
        "NA",
        "None",
        "null",
        "nan",
        "TBD",
        "tbd",
    ]
)
_NAME = lazy(r"[\u3400-\u9fff·\U00020000-\U000323af]{2,20}\Z|[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .'·-]{1,39}\Z")
_DOTS = str.maketrans(dict.fromkeys("•・‧●∙․", "·"))
_HAN_APART = lazy(r"[\u3400-\u9fff](?:[ \u3000]+[\u3400-\u9fff]){1,3}\Z")
_LIST = lazy("[、]|和(?=[\u3400-\u9fff]{2})")
_LEVELS = frozenset("省市县区镇乡村旗")
_QUOTES = ("“”", "《》", "「」", "『』", "（）", "〔〕", "【】", '""')
_LONGEST_PERSON = 20
_SUGGESTED = 8  # of the items of a list, as many as are told
_MOBILE = 11  # digits of a mobile number
_KINDS: dict[SlotKind, Words] = {
    "person": Words("姓名", "name of a person"),
    "place": Words("地名", "name of a place"),
    "organisation": Words("单位名称", "name of an office or company"),
    "project": Words("名称", "name"),
}


def expected_words(wanted: Wanted) -> Words:
    """What belongs in the place of words."""
    if wanted.choices:
        return Words(" 或 ".join(wanted.choices), " or ".join(wanted.choices))
    what = _KINDS.get(wanted.kind, Words("文字", "text"))
    if wanted.suggestions:
        listed = wanted.suggestions[:_SUGGESTED]
        return Words(
            f"{what.zh}（可选 {'、'.join(listed)}，也可填别的）",
            f"{what.en} ({', '.join(listed)} or something else)",
        )
    if wanted.noun is None:
        return what
    return Words(f"{what.zh}（后面已有“{wanted.noun}”）", f"{what.en} (“{wanted.noun}” follows)")


def check_choice(value: str, wanted: Wanted) -> Accepted | Rejected:
    """One of the words that the slot offers."""
    if value in wanted.choices:
        left = placeholder_beside(value, wanted)
        return unfinished(left) if left is not None else Accepted(value)
    listed = "”或“".join(wanted.choices)
    return wrong(f"请只填“{listed}”", f"write one of: {', '.join(wanted.choices)}")


def check_words(value: str, wanted: Wanted) -> Accepted | Rejected:
    """Words for a slot, or why they cannot stand there."""
    is_name = wanted.kind in _KINDS
    notes: list[Words] = []
    words = value.translate(dict.fromkeys(map(ord, INVISIBLE_CHARACTERS)))
    if words != value:
        notes.append(INVISIBLE)
    refused = in_one_line(words, LONGEST_NAME if is_name else LONGEST_TEXT)
    if refused is None and is_name and (words in _NOTHING or words == ""):
        refused = unfinished(words)
    if refused is None:
        left = placeholder_in(words, wanted)
        refused = unfinished(left) if left is not None else None
    if refused is not None:
        return refused
    if wanted.in_cell and wanted.is_markdown and "|" in words:
        return wrong("表格里不能写“|”，请改用“/”", "a table's cell cannot hold “|”: write “/”")
    words = _without_doubles(words, wanted, notes)
    judged = _judge_name(words, wanted, notes) if is_name else _judge_masked_number(words, wanted, notes)
    if isinstance(judged, Rejected):
        return judged
    if wanted.frame:
        judged = f"{wanted.frame[0]}{judged}{wanted.frame[1]}"
    left = placeholder_in_place(judged, wanted)
    return unfinished(left) if left is not None else Accepted(judged, tuple(notes))


def _without_doubles(words: str, wanted: Wanted, notes: list[Words]) -> str:
    """The words without marks that stand beside the slot already."""
    behind = wanted.behind.lstrip()
    if len(words) > 1 and words[-1] in _MARKS and behind[:1] in _MARKS + ".!?" and behind:
        notes.append(
            Words(
                f"末尾的“{words[-1]}”已去掉：文中后面已有标点", f"the “{words[-1]}” at its end was taken off"
            )
        )
        words = words[:-1].rstrip()
    for opening, closing in (tuple(pair) for pair in _QUOTES):
        around = (wanted.before[-1:], wanted.behind[:1])
        inside = wanted.frame == opening + closing or around == (opening, closing)
        if inside and len(words) > 2 and words[0] == opening and words[-1] == closing:
            notes.append(
                Words(
                    f"文中已有{opening}{closing}，填的已去掉", f"{opening}{closing} is in the report already"
                )
            )
            words = words[1:-1].strip()
    return words


def _judge_name(words: str, wanted: Wanted, notes: list[Words]) -> str | Rejected:
    """A name of a person, place, office or project."""
    what = _KINDS[wanted.kind]
    if _BARE_NUMBER.match(words):
        return wrong(f"此处应填{what.zh}，不是数字", f"the {what.en} belongs here, not a number")
    mark = _SENTENCE_MARKS.search(words)
    if mark is not None:
        return wrong(
            f"{what.zh}里不应有“{mark[0]}”，请只填{what.zh}",
            f"there is “{mark[0]}” in it: write the {what.en} alone",
        )
    if wanted.kind == "person":
        person = _judge_person(words, wanted, notes)
        if isinstance(person, Rejected):
            return person
        words = person
    noun = wanted.noun
    if noun is not None and words.endswith(noun):
        if words == noun:
            return wrong(
                f"文中已写“{noun}”，请填它前面的{what.zh}",
                f"“{noun}” is in the report already: write the {what.en} before it",
            )
        notes.append(twice(noun))
        words = words.removesuffix(noun)
    elif noun in _LEVELS and len(words) > 2 and words[-1] in _LEVELS:
        notes.append(
            Words(f"写成“{words}{noun}”，请核对", f"it will read “{words}{noun}”: check it"),
        )
    return words


def _judge_person(words: str, wanted: Wanted, notes: list[Words]) -> str | Rejected:
    """王小明, 买买提·艾力, John Smith; several, parted by 、."""
    if _HAN_APART.match(words):
        words = "".join(words.split())
        notes.append(Words("姓名中间的空格已去掉", "blanks inside the name were taken out"))
    dotted = words.translate(_DOTS)
    if dotted != words:
        words = dotted
        notes.append(Words("间隔号已统一为“·”", "the dot was made “·”"))
    noun = wanted.noun or ("同志" if wanted.behind.startswith("同志") else "")
    names = [name.strip() for name in _LIST.split(words)]
    for name in names:
        bare = name.removesuffix(noun) if noun and name != noun else name
        if len(bare) > _LONGEST_PERSON and not bare.isascii():
            return wrong(
                f"姓名太长（{len(bare)}字），请只填姓名", f"too long for a name ({len(bare)} characters)"
            )
        if not _NAME.match(bare) and not (wanted.noun not in (None, "同志") and is_han(bare)):
            return wrong(
                f"“{bare[:20]}”不像姓名：请只填姓名，如 王建国、买买提·艾力",
                f"“{bare[:20]}” does not look like a name: write the name alone, such as 王建国",
            )
    if len(names) > 1:
        notes.append(
            Words(
                f"填了{len(names)}个姓名，请确认",
                f"{len(names)} names were given: check that they belong here",
            )
        )
    surname = wanted.words[0] if wanted.form == "masked" else ""
    if surname and surname not in "XxＸ×*○某" and not words.startswith(surname):
        return wrong(
            f"文中写的是“{wanted.words}”，填的“{words[:20]}”不姓{surname}，请核对",
            f"the report says “{wanted.words}”: “{words[:20]}” has another surname, check it",
        )
    return words


def _judge_masked_number(words: str, wanted: Wanted, notes: list[Words]) -> str | Rejected:
    """138XXXXXXXX: the digits that are there already stay."""
    mask = fold(wanted.words)
    head = mask[: len(mask) - len(mask.lstrip("0123456789"))]
    tail = mask[len(mask.rstrip("0123456789")) :]
    if wanted.form != "masked" or not (head or tail):
        return words
    number = fold(words).replace(" ", "").replace("-", "")
    fits = number.startswith(head) and number.endswith(tail) and len(number) > len(head) + len(tail)
    if not fits or (len(mask) == _MOBILE and len(number) != _MOBILE):
        return wrong(
            f"文中已写“{wanted.words}”，填的号码与它不符（共{len(mask)}位），请核对",
            f"the report says “{wanted.words}” ({len(mask)} digits): the number does not agree, check it",
        )
    if len(number) != len(mask):
        notes.append(
            Words(
                f"文中留了{len(mask)}位，填了{len(number)}位，请核对",
                f"{len(number)} digits where the report has place for {len(mask)}: check them",
            )
        )
    return number
