"""The labels of a report: 一、 （一） 1. 第三条 ① at a line's start, 一是 首先 第一， at a clause's start.

This module only recognises labels, one by one, and leaves out what merely looks like one.  Which labels form a
list, and whether the list is whole, is the business of ``enumerations``.
"""

import re
from codecs import utf_16_le_encode
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from xxlint import numerals
from xxlint.document import NO_LAYOUT, Layout
from xxlint.patterns import compiled, lazy
from xxlint.span import Span

LAST = 10_000  # the number of 最后: whatever comes last


class Form(NamedTuple):
    """How labels of one form are written.

    ``rank`` orders the forms that may nest only downwards (GB/T 9704 7.3.3); None for those that stand anywhere.
    ``marks`` are the punctuation marks that are right behind the label, the first of them the usual one.
    """

    rank: int | None
    marks: tuple[str, ...]
    spoken: bool = False  # 一是, 首先: stands in running text as well as at a line's start
    example: str = ""  # the form's second label


FORMS = {
    "part": Form(0, ("",), example="第二编"),
    "chapter": Form(1, ("",), example="第二章"),
    "section": Form(2, ("",), example="第二节"),
    "article": Form(3, ("",), example="第二条"),
    "formal": Form(3, ("、",), example="贰、"),
    "chinese": Form(4, ("、",), example="二、"),
    "chinese-bracket": Form(5, ("",), example="（二）"),
    "arabic": Form(6, (".",), example="2."),
    "arabic-bracket": Form(7, ("",), example="（2）"),
    "arabic-half-bracket": Form(7, ("",), example="2）"),
    "circled": Form(8, ("",), example="②"),
    "roman": Form(None, (".", "、", ""), example="Ⅱ."),
    "letter": Form(None, (".", "、", ""), example="B."),
    "decimal": Form(None, ("", "."), example="1.2"),
    "spaced": Form(None, ("",), example="2　"),
    "row": Form(None, ("",), example="2"),  # in the column 序号 of a table
    "is": Form(None, ("",), spoken=True, example="二是"),
    "must": Form(None, ("",), spoken=True, example="二要"),
    "ordinal": Form(None, ("，",), spoken=True, example="第二，"),
    "step": Form(None, ("，", ""), spoken=True, example="第二步，"),
    "word": Form(None, ("，", ""), spoken=True, example="其次，"),
    "among": Form(None, ("，", ""), spoken=True, example="其二，"),
}
"""The forms of labels, with the marks that GB/T 15834 annex B.3 puts behind them."""


class Marker(NamedTuple):
    """One label: where it stands, and what it says.

    ``span`` covers the label with its own punctuation; ``mark`` is that punctuation; ``number`` is what it counts.
    ``path`` holds the numbers before the last one of a decimal label.  ``heading`` is the level of the Markdown
    heading that the label stands in, 0 for none.  ``fresh`` says that the label begins a list by itself (注：1.).
    """

    span: Span
    form: str
    number: int
    mark: str
    at_line_start: bool
    line: Span
    path: tuple[int, ...] = ()
    heading: int = 0
    fresh: bool = False
    indent: int = 0  # how deep a Markdown list item is nested
    doubtful: bool = False  # may also be a number in the text; a label only where the list wants it


_DIVISIONS = {
    "编": "part", "分编": "part", "部分": "part", "篇": "part", "章": "chapter", "节": "section", "条": "article",
}  # fmt: skip
_CHINESE = "一二三四五六七八九十百千零〇○"
_LONGEST_LABEL = 20
_new = tuple.__new__  # makes a value of many in half the time that its class takes
_AT_ONCE = 1_000_000  # characters of a text that are looked through together
_ANY_WORDS = " 文"  # behind an automatic number no word makes it part of a sentence
_BLANK_SIGNS = " \t\v\x00\x01\u3000\xa0"
_BLANK = r"[ \t\v\x00\x01\u3000\xa0]"
# What goes on behind a bracketed label is no reference and no mark, if it begins with none of these.
_BEGINS_TAIL = "、，,．.：:和与或及至到~～—项款条目规的所列述称中之第以期组班号类级-"
_LINE_LABEL = lazy(  # first labels as most are, by forms; then all others, which need a look at what stands around
    rf"""
\n {_BLANK}*
(?: [（(](?:([{_CHINESE}]{{1,5}})|(\d{{1,3}}))[）)](?![{_BEGINS_TAIL}])
  | ([{_CHINESE}]{{1,5}})、(?![{_CHINESE}])
  | (\d{{1,3}})(?:[.．]|(、))(?=[^\d\s])
  |
(?P<residue> (?: (?: \#\#\w{{1,20}}\#\# | \$\$\w{{1,20}}\$\$ | <[^<>\n]{{1,40}}> | (?P<heading>\#{{1,6}})(?={_BLANK}) | \*\*
    | (?P<fresh> (?:附注|注释?|备注|说明|附件|附|(?:填[表报写]|报名)?(?:须知|说明)|注意事项) [:：] ) ) {_BLANK}* )* )
(?: 第[ \u3000]?(?P<ordinal>[{_CHINESE}\d]{{1,6}})[ \u3000]?(?P<division>分编|编|部分|篇|章|节|条)(?P<mark_d>[、，,．.：:]?)
  | (?P<chinese>[{_CHINESE}]{{1,5}})(?P<mark_c>[、，,．.：:])
  | (?P<formal>[壹贰叁肆伍陆柒捌玖拾]{{1,3}})(?P<mark_f>[、，,．.：:])
  | [（(](?:(?P<chinese_b>[{_CHINESE}]{{1,5}})|(?P<arabic_b>\d{{1,3}})|(?P<letter_b>[A-Za-z]))[）)](?P<mark_b>[、，,．.：:]?)
  | (?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}})(?!\d)(?P<mark_x>[.．、]?(?={_BLANK})|)
  | (?P<arabic>\d{{1,3}})(?P<mark_a>[.．、，,：:]|[)）]|(?=[ \t\u3000]))(?:(?!\d)|(?=(?:19|20)\d\d年))
  | (?P<enclosed>[①-⒇⒈-⒛㉑-㉟㊱-㊿㈠-㈩㊀-㊉Ⅰ-Ⅻ❶-❿⓵-⓾])(?![级类型期度])(?P<mark_e>[、，,．.：:]?)
  | (?P<letter>[A-Za-z])(?P<mark_l>[.．、)）])(?![A-Za-z0-9])
))""",
    re.VERBOSE,
)
_USUAL = {  # by the last group of the usual branches: that of the numeral, form, mark, signs before the numeral
    1: (1, "chinese-bracket", "", 1),
    2: (2, "arabic-bracket", "", 1),
    3: (3, "chinese", "、", 0),
    4: (4, "arabic", ".", 0),
    5: (4, "arabic", "、", 0),
}

_ENCLOSED = lazy("[①-⒇㉑-㉟㊱-㊿㈠-㈩]")
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "最后": LAST}
_CLAUSE_END = "。；：，、！？…;:,!?\n\v\x00\x01 \u3000\t\xa0”’）】》)#$>*—"
_SENTENCE_END = "，。；：！？,;:!?\n\v\x00\x01 \u3000\t”#$>*）"
_LEADERS = lazy(r"(?:…|\.{3}|·{3}|．{3}|—{2}|-{3}|\t).*\d\s*$")
# Nouns after which an enumeration begins without punctuation: 原因一是, 重点一是.
_OPENERS = lazy(
    r"(?:原因|重点|表现|主要|问题|任务|目的|目标|措施|特点|不足|做法|体现|包括|方面|建议|要求|分别|在于|经验|成效|亮点|体会|启示|难点|办法|举措|坚持|突出|做到|必须|强调)\Z"
)
# What a reference to a provision goes on with: 第六条的规定, （一）至（三）项.
_REFERENCE_TAIL = lazy(
    r"[、和与或及至到~～—-]\s*[（(第]|至|项(?!目)|款(?!项)|条[款的件]?(?=[、，。]|规定)|目(?=[、，。]|规定)|规定[的，。]"
    r"|[的所]?(?:规定|列|述|称)[的，。]|中[的所]|的(?:规定|要求|情形|通知)|之[一二三]|第|以[及上下内]"
    r"|(?:期|组|班|号|类|级)(?![\u4e00-\u9fff])"
)
_ARTICLE_TAIL = lazy(
    r"[的、与]|[和至或到~～—-]\s*[（(第]|第|规定|所[规列述]|以[及上下内]|[款项]|[（(][一二三四五六七八九十\d]+[）)]"
)


def find_labels(prose: str, markdown: bool = False, layout: Layout = NO_LAYOUT) -> list[Marker]:
    """All labels of a text in reading order; ``prose`` has one paragraph a line.

    ``layout`` tells which of them are automatic numbers, beyond doubt, and which lines are a table of contents.
    """
    contents = _contents_page(prose)
    automatic = {marker.line.start: marker for marker in _automatic_labels(prose, layout, contents)}
    at_lines = list(_line_labels(prose, layout, contents, automatic))
    if automatic:
        at_lines = sorted([*automatic.values(), *at_lines])
    if markdown:
        at_lines = [marker._replace(indent=_indent(prose, marker)) for marker in at_lines]
    inline = list(_inline_labels(prose))
    if any(not FORMS[marker.form].spoken for marker in inline):  # words are never read at a line's start
        taken = {marker.span.start for marker in at_lines}
        inline = [marker for marker in inline if marker.span.start not in taken]
    return sorted(at_lines + inline, key=itemgetter(0)) if inline else at_lines


def _indent(prose: str, marker: Marker) -> int:
    """The nesting of a Markdown list item: one level for each two or three blanks before it."""
    lead = prose[marker.line.start : marker.span.start]
    return (len(lead) - len(lead.lstrip(" "))) // 2 if not marker.heading else 0


def _automatic_labels(prose: str, layout: Layout, contents: Span | None) -> Iterator[Marker]:
    """The automatic numbers that are labels: read by themselves, whatever words follow (2．3个工作日内)."""
    entries = {span.start for span in layout.contents}
    for block in layout.blocks:
        start, end = block.label
        if start == end or start in entries or (contents and contents.start <= start < contents.end):
            continue
        match = _LINE_LABEL.match("\n" + prose[start:end] + _ANY_WORDS[-1])
        if match is None or match.end() > end - start + 1:
            continue
        line_end = prose.find("\n", end)
        line = Span(block.span.start, line_end if line_end >= 0 else len(prose))
        marker = _read_line_label(match, _ANY_WORDS, line)
        if marker is not None:
            yield marker._replace(span=Span(start + marker.span.start, start + marker.span.end))


def _line_labels(
    prose: str, layout: Layout, contents: Span | None, automatic: Mapping[int, Marker]
) -> Iterator[Marker]:
    padded = "\n" + prose  # so that the first line has a line break before it, too
    others = {span.start for span in layout.contents}.union(automatic)
    no_labels = contents or Span(0, 0)
    for match in _LINE_LABEL.finditer(padded):
        start, end = match.span()
        if no_labels.start <= start < no_labels.end or start in others:
            continue
        line_end = padded.find("\n", end)
        line_end = line_end if line_end >= 0 else len(padded)
        line = _new(Span, (start, line_end - 1))
        marker = _read_line_label(match, padded[end : end + 24], line)
        if marker is not None and (padded[line_end - 1] == "。" or not _is_contents_entry(prose, marker)):
            yield marker


def typed_again(prose: str, layout: Layout) -> Iterator[Span]:
    """Labels that were typed though the paragraph has the same as an automatic number: 一、一、总体要求."""
    for block in layout.blocks:
        end = block.label.end
        if end == block.label.start:
            continue
        label = prose[block.label.start : end].strip()
        start = end + len(prose[end : block.span.end]) - len(prose[end : block.span.end].lstrip(_BLANK_SIGNS))
        if not label or not prose.startswith(label, start):
            continue
        match = _LINE_LABEL.match("\n" + prose[start : min(block.span.end, start + _LONGEST_LABEL)])
        typed = _read_line_label(match, _ANY_WORDS, block.span) if match is not None else None
        if typed is not None and typed.span == (0, len(label)) and not typed.doubtful:
            yield Span(start, start + len(label))


def _is_contents_entry(prose: str, marker: Marker) -> bool:
    """Whether the line ends in leaders and a page number: 一、总则……………3."""
    _, end = marker.line
    while prose[end - 1] in _BLANK_SIGNS and end > marker.span.end:
        end -= 1
    return prose[end - 1].isdecimal() and _LEADERS.search(prose, marker.span.end, marker.line.end) is not None


def _read_line_label(match: re.Match[str], body: str, line: Span) -> Marker | None:
    """The label that the line pattern matched, or None when its context says that it is none."""
    usual = _USUAL.get(match.lastindex or 0)
    if usual is None:
        return _READERS[match.lastgroup or ""](match, body, line)
    group, form, mark, signs = usual
    number = numerals.parse(match[group])
    if not number:
        return None
    span = _new(Span, (match.start(group) - signs - 1, match.end() - 1))
    return _new(Marker, (span, form, number, mark, True, line, (), 0, False, 0, False))


def _marker(
    match: re.Match[str], form: str, numeral: str, mark: str, line: Span, *, doubtful: bool = False
) -> Marker | None:
    number = numerals.parse(numeral)
    if not number:
        return None
    start, end = match.end("residue") - 1, match.end() - 1
    heading, fresh = 0, False
    if match["residue"]:
        heading, fresh = len(match["heading"] or ""), match["fresh"] is not None
    return Marker(
        Span(start, end), form, number, _usual_width(mark), True, line, (), heading, fresh, 0, doubtful
    )


def _division(match: re.Match[str], body: str, line: Span) -> Marker | None:
    mark = match["mark_d"]
    if not mark and _ARTICLE_TAIL.match(body):
        return None
    if mark in ("、", "，", ",") and body[:1] in ("第", *_CHINESE):
        return None
    return _marker(match, _DIVISIONS[match["division"]], match["ordinal"], mark, line)


def _chinese(match: re.Match[str], body: str, line: Span) -> Marker | None:
    doubtful = _lists_numbers(match, body)
    return _marker(match, "chinese", match["chinese"], match["mark_c"], line, doubtful=doubtful)


def _formal(match: re.Match[str], body: str, line: Span) -> Marker | None:
    return _marker(match, "formal", match["formal"], match["mark_f"], line)


def _bracketed(match: re.Match[str], body: str, line: Span) -> Marker | None:
    mark = match["mark_b"]
    if not mark and _REFERENCE_TAIL.match(body):
        return None
    if chinese := match["chinese_b"]:
        return _marker(match, "chinese-bracket", chinese, mark, line)
    if arabic := match["arabic_b"]:
        return _marker(match, "arabic-bracket", arabic, mark, line)
    return _letter(match, match["letter_b"], "", line)


def _arabic(match: re.Match[str], body: str, line: Span) -> Marker | None:
    numeral, mark = match["arabic"], match["mark_a"]
    if mark == "":
        return _marker(match, "spaced", numeral, "", line, doubtful=True)
    if mark in ")）":
        return _marker(match, "arabic-half-bracket", numeral, "", line)
    return _marker(match, "arabic", numeral, mark, line, doubtful=mark in "，,：:" or not body.strip())


def _enclosed_at_line(match: re.Match[str], body: str, line: Span) -> Marker | None:
    span = Span(match.end("residue") - 1, match.end() - 1)
    return _enclosed(match["enclosed"], match["mark_e"], span, True, line)


def _lettered(match: re.Match[str], body: str, line: Span) -> Marker | None:
    return _letter(match, match["letter"], "" if match["mark_l"] in ")）" else match["mark_l"], line)


def _usual_width(mark: str) -> str:
    """The mark with 1． and 1. counted as one; a half-width comma stays a mark of its own."""
    return "." if mark == "．" else mark


def _lists_numbers(match: re.Match[str], body: str) -> bool:
    """Whether 三、 may begin 三、五年内 or 一、二、三产业 rather than an item."""
    if match["mark_c"] != "、":
        return True
    first = compiled(rf"[{_CHINESE}]+").match(body)
    return bool(first) and not body.startswith(
        ("一季度", "一年来", "一把手", "一体", "十四五", "十五五", "十三五")
    )


def _letter(match: re.Match[str], letter: str, mark: str, line: Span) -> Marker:
    number = ord(letter.lower()) - ord("a") + 1
    span = Span(match.end("residue") - 1, match.end() - 1)
    return Marker(span, "letter", number, _usual_width(mark), True, line, doubtful=number > 1)


def _decimal(match: re.Match[str], body: str, line: Span) -> Marker | None:
    heading = len(match["heading"] or "")
    numbers = tuple(int(n) for n in re.split(r"[.．]", match["decimal"]))
    start, end = match.end("residue") - 1, match.end() - 1
    if 0 in numbers or match["decimal"][0] == "0":
        return None
    spaced = body[:1] in (" ", "\u3000", "\t") or match["mark_x"] != ""
    before_date = len(numbers) == 2 and re.match(r"月\d{1,2}日", body)  # 2.3月5日召开: item 2
    if (len(numbers) == 3 and not spaced) or before_date:  # 5.2.5m人行道: item 5, then 2.5 m
        first = match["decimal"].index(".") if "." in match["decimal"] else match["decimal"].index("．")
        short = Span(start, start + first + 1)
        return Marker(short, "arabic", numbers[0], ".", True, line, (), heading, doubtful=True)
    return Marker(
        Span(start, end),
        "decimal",
        numbers[-1],
        match["mark_x"],
        True,
        line,
        numbers[:-1],
        heading,
        doubtful=not spaced,
    )


_READERS = {  # by the group of the mark that closes each branch of ``_LINE_LABEL``
    "mark_d": _division,
    "mark_c": _chinese,
    "mark_f": _formal,
    "mark_b": _bracketed,
    "mark_x": _decimal,
    "mark_a": _arabic,
    "mark_e": _enclosed_at_line,
    "mark_l": _lettered,
}


def _enclosed(sign: str, mark: str, span: Span, at_line_start: bool, line: Span) -> Marker | None:
    number = numerals.parse(sign)
    if number is None:
        return None
    if sign in numerals.CIRCLED or "❶" <= sign <= "❿" or "⓵" <= sign <= "⓾":
        form = "circled"
    elif "⑴" <= sign <= "⒇":
        form = "arabic-bracket"
    elif "㈠" <= sign <= "㈩" or "㊀" <= sign <= "㊉":
        form = "chinese-bracket"
    elif "⒈" <= sign <= "⒛":
        form, mark = "arabic", mark or "."
    else:
        form = "roman"
    return Marker(span, form, number, _usual_width(mark), at_line_start, line)


_CONTENTS = lazy(r"目[ \u3000]*录[ \u3000]*(?=\v?\n)")


def _before_in_line(prose: str, at: int) -> str:
    """What stands in the line before ``at`` besides blanks and marks of Markdown."""
    return prose[prose.rfind("\n", 0, at) + 1 : at].strip(" \t\v\u3000#")


def _contents_page(prose: str) -> Span | None:
    """The lines of a table of contents that stands under 目录: they repeat the headings."""
    if "录" not in prose:
        return None
    found = (match for match in _CONTENTS.finditer(prose) if not _before_in_line(prose, match.start()))
    heading = next(found, None)
    if heading is None:
        return None
    at, seen = prose.find("\n", heading.end()) + 1, set[str]()
    start = at
    while 0 < at < len(prose) and len(seen) < 300:
        end = prose.find("\n", at)
        end = len(prose) if end < 0 else end
        words = re.sub(r"[\s.·…．—-]*\d*\s*$", "", prose[at:end].strip())
        if words in seen or len(words) > 45 or words.endswith(("。", "；")) or (not words and len(seen) > 1):
            break
        if words:
            seen.add(words)
        at = end + 1
    return Span(start, at) if len(seen) > 1 else None


def _inline_labels(prose: str) -> Iterator[Marker]:
    found = [inline for sign, inline in _INLINE.items() if sign in prose]
    if _has_enclosed(prose):
        found.append((_ENCLOSED, _inline_structural))
    for pattern, read in found:
        line = Span(0, -1)
        for match in pattern.finditer(prose):
            if match.start() > line.end:
                line = _line_around(prose, match.start())
            marker = read(prose, match, line)
            if marker is not None:
                yield marker


def _has_enclosed(prose: str) -> bool:
    """Whether there are characters U+24xx or U+32xx: tells most texts without ① in a third of a pattern's time."""
    for start in range(0, len(prose), _AT_ONCE):
        high = utf_16_le_encode(prose[start : start + _AT_ONCE], "surrogatepass")[0][1::2]
        if b"\x24" in high or b"\x32" in high:
            return True
    return False


def _line_around(prose: str, at: int) -> Span:
    end = prose.find("\n", at)
    return Span(prose.rfind("\n", 0, at) + 1, len(prose) if end < 0 else end)


def _worded(prose: str, match: re.Match[str], line: Span) -> Marker | None:
    """首先, 第二， and 其三， where a clause begins."""
    found = match[0]
    start, end = match.span()
    before = prose[start - 1] if start else "\n"
    if before not in (_SENTENCE_END if found[0] in "第其" else _CLAUSE_END):
        return None
    mark = found[-1] if found[-1] in "，,、：:" else ""
    if found[0] == "第":
        numeral = found[1:].rstrip("步，,、：:")
        number = numerals.parse(numeral)
        if mark == "、" and prose[end : end + 1] in ("第", *_CHINESE):
            return None  # 第一、第二产业; 第一、二、五项
        form = "step" if "步" in found else "ordinal"
    elif found[0] == "其" and found[:2] not in _WORDS:
        number, form = numerals.parse(found[1]), "among"
    else:
        word = found[:2]
        number, form = _WORDS[word], "word"
        if not mark and prose[end : end + 1] in ("，", ",", "、", "：", ":"):
            mark, end = prose[end], end + 1
    if number is None:
        return None
    return Marker(Span(start, end), form, number, mark, _begins_line(prose, start, line), line)


def _inline_arabic(prose: str, match: re.Match[str], line: Span) -> Marker | None:
    """；2.身份证复印件: the number behind a mark inside a paragraph."""
    numeral = match[0][1:-1].strip()
    start = match.end() - 1 - len(numeral)
    number = int(numeral)
    if number == 0:
        return None
    if match[0][-1] in ")）":
        return Marker(Span(start, match.end()), "arabic-half-bracket", number, "", False, line)
    return Marker(Span(start, match.end()), "arabic", number, _usual_width(match[0][-1]), False, line)


def _is_label(prose: str, match: re.Match[str], line: Span) -> Marker | None:
    """一是 and 一要: the numeral left of 是, if it begins a clause."""
    end = match.end()
    start = match.start()
    while start > 0 and prose[start - 1] in _CHINESE:
        start -= 1
    number = numerals.parse(prose[start : match.start()])
    if number is None or not 1 <= number <= 30:
        return None  # 五一是, 三八是: days, not numbers
    after = prose[end : end + 2]
    if after[:1] in ("一", "二", "三") and after[1:] in ("，", "。", "、", "；"):
        return None  # 一是一，二是二
    before = prose[start - 1] if start else "\n"
    doubtful = False
    if before not in _CLAUSE_END:
        opener = _OPENERS.search(prose, max(0, start - 6), start)
        if opener is None or match[0] == "要":
            return None
        doubtful = number != 1
    elif before in "、“‘《" or number > 10:
        doubtful = True
    mark = ""
    if after[:1] in ("：", ":", "、", "，", ","):
        mark, end = after[0], end + 1
    form = "is" if match[0] == "是" else "must"
    return Marker(
        Span(start, end), form, number, mark, _begins_line(prose, start, line), line, doubtful=doubtful
    )


def _inline_structural(prose: str, match: re.Match[str], line: Span) -> Marker | None:
    """（1） and ① inside a paragraph, where a clause begins."""
    start, end = match.span()
    before = prose[start - 1] if start else "\n"
    if before == "\n":
        return None  # at a line's start, read by the line's pattern
    if match[0][0] in "（(":
        if before not in _CLAUSE_END or before in "”’）)》】" or _REFERENCE_TAIL.match(prose, end):
            return None
        numeral = match[0][1:-1]
        number = numerals.parse(numeral)
        form = "arabic-bracket" if numeral.isdecimal() else "chinese-bracket"
        if number is None or not 0 < number < 100:
            return None
        mark = _mark_at(prose, end)
        return Marker(Span(start, end + len(mark)), form, number, mark, False, line)
    mark = _mark_at(prose, end) if before in _CLAUSE_END else ""
    return _enclosed(match[0], mark, Span(start, end + len(mark)), False, line)


_NUMBER = r"[ \u3000]?\d{1,2}(?:[.．、](?:(?!\d)|(?=(?:19|20)\d\d年))|[)）])"
_INLINE = {  # by the sign that the pattern begins with: many of them are not in a short text at all
    "是": (lazy("是(?<=[一二三四五六七八九十]是)"), _is_label),
    "要": (lazy("要(?<=[一二三四五六七八九十]要)"), _is_label),
    "第": (lazy("第[一二三四五六七八九十]{1,3}(?:步?[，,、：:]|步)"), _worded),
    "首": (lazy("首先"), _worded),
    "再": (lazy("再次[，,、：:]"), _worded),
    "最": (lazy("最后[，,、：:]"), _worded),
    "然": (lazy("然后[，,、：:]"), _worded),
    "其": (lazy("其(?:次|[一二三四五六七八九][，,、：:是])"), _worded),
    "；": (lazy(f"；{_NUMBER}"), _inline_arabic),
    "：": (lazy(f"：{_NUMBER}"), _inline_arabic),
    "。": (lazy(f"。{_NUMBER}"), _inline_arabic),
    "（": (lazy(rf"（(?<!\n（)[{_CHINESE}\d]{{1,3}}）"), _inline_structural),  # others: at the line's start
    "(": (lazy(rf"\((?<!\n\()[{_CHINESE}\d]{{1,3}}\)"), _inline_structural),
}


def _mark_at(prose: str, at: int) -> str:
    """A punctuation mark right behind a label inside a paragraph."""
    return prose[at] if prose[at : at + 1] and prose[at] in "、，,．.：:" else ""


_ENDS_RESIDUE = f"{_BLANK_SIGNS}#$>*"
_ONLY_RESIDUE = lazy(
    r"(?:[ \t\v\x00\x01\u3000\xa0]|##\w{1,20}##|\$\$\w{1,20}\$\$|<[^<>\n]{1,40}>|#{1,6}|\*\*)*$"
)


def _begins_line(prose: str, at: int, line: Span) -> bool:
    """Whether nothing but blanks and residue stands before a place in its line."""
    if at > line.start and prose[at - 1] not in _ENDS_RESIDUE:
        return False
    return at - line.start <= 60 and _ONLY_RESIDUE.fullmatch(prose, line.start, at) is not None
