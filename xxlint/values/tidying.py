"""What every value is held to, whatever it is: one line of visible characters, no formula, no placeholder."""

import unicodedata

from xxlint.analysis.slots import first_slot
from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import lazy
from xxlint.span import Span
from xxlint.values.wanted import Rejected, Wanted
from xxlint.words import Words

LONGEST_TEXT = 2_000
LONGEST_NUMBER = 60
LONGEST_NAME = 100

INVISIBLE_CHARACTERS = "\u200b\u2060\ufeff\xad"
_BLANKS = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_ANY_NAME = "青山"  # words that are no placeholder whatever stands beside them
_NEAR = 60  # characters on either side that tell whether words are a placeholder
_SIGNS = frozenset("XxＸｘХхΧχ×╳✕✖⨯*＊○◯〇□▢☐■△▲◇●_＿…—－-/／|（?？NnＮ0０ \u3000\xa0{}<>«»@#%s")
_LINE_ENDS = frozenset("\r\n\v\f\x85\u2028\u2029")
_ERRORS = lazy(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|##+\Z|Err:\d{3}\Z")

HALF_WIDTH = Words("全角数字、符号已改为半角", "full-width characters were made half-width")
INVISIBLE = Words("已去掉看不见的字符", "invisible characters were taken out")


def trimmed(value: str) -> str:
    """The value without blanks and invisible characters around it."""
    return value.strip(_BLANKS + INVISIBLE_CHARACTERS)


def in_one_line(value: str, longest: int) -> Rejected | None:
    """What no value may be: too long, several lines, with control characters, a formula, an error of a sheet."""
    if len(value) > longest:
        return wrong(
            f"太长：有{len(value)}字，最多{longest}字，请缩短",
            f"too long: {len(value)} characters, {longest} at most; shorten it",
        )
    if not _LINE_ENDS.isdisjoint(value):
        return wrong("有换行，请合并成一行", "there is a line break in it: write it in one line")
    if "\t" in value:
        return wrong("有制表符，请删去或改成空格", "there is a tab in it: delete it or put a blank")
    strange = next((char for char in value if _is_strange(char)), None)
    if strange is not None:
        return wrong(
            f"有不可见或乱码字符（U+{ord(strange):04X}），请删去后重新填写",
            f"there is a control character or mojibake in it (U+{ord(strange):04X}): type it anew",
        )
    if value.startswith("="):
        return wrong(
            "以“=”开头，像是公式，请填算好的结果", "it begins with “=”, like a formula: write the result"
        )
    if _ERRORS.match(value):
        return wrong(
            f"“{value[:12]}”是表格软件的出错标记，请填真正的值",
            f"“{value[:12]}” is an error of the spreadsheet: write the value itself",
        )
    return None


def _is_strange(char: str) -> bool:
    if " " <= char <= "~" or "\u4e00" <= char <= "\u9fff":
        return False
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def placeholder_in(value: str, wanted: Wanted) -> str | None:
    """What is still to be filled in a value by itself; None where nothing is."""
    slot = first_slot(Surroundings(value, value, wanted.lexicon), Span(0, len(value)))
    return slot and slot.span.of(value)


def placeholder_in_place(text: str, wanted: Wanted) -> str | None:
    """What is still to be filled once ``text`` stands in the slot's place; a neighbour that goes on into any words is not."""
    left = _left_in_place(text, wanted)
    return left if left is None or _left_in_place(_ANY_NAME, wanted) is None else None


def _left_in_place(text: str, wanted: Wanted) -> str | None:
    before, behind = wanted.before[-_NEAR:], wanted.behind[:_NEAR]
    line = f"{before}{text}{behind}"
    here = Span(len(before), len(before) + len(text))
    slot = first_slot(Surroundings(line, line, wanted.lexicon), here)
    return slot and slot.span.of(line)


def placeholder_beside(text: str, wanted: Wanted) -> str | None:
    """The same for words that hold no placeholder themselves: only a sign right beside them can make one of them."""
    beside = wanted.before[-2:] + wanted.behind[:2]
    return None if _SIGNS.isdisjoint(beside) else placeholder_in_place(text, wanted)


def unfinished(words: str) -> Rejected:
    """A value that is a placeholder itself."""
    return wrong(
        f"“{words[:20]}”还是占位符，请填实际内容；暂时没有就留空",
        f"“{words[:20]}” is a placeholder itself: write what belongs there, or leave the cell empty",
    )


def wrong(zh: str, en: str) -> Rejected:
    """A refusal in both languages."""
    return Rejected(Words(zh, en))


def twice(words: str, given: str = "") -> Words:
    """What stands behind the slot already was typed again, perhaps shorter (亿 of 亿元)."""
    given = given or words
    return Words(
        f"文中已写“{words}”，填的“{given}”已去掉",
        f"“{words}” is in the report already: “{given}” was taken off",
    )
