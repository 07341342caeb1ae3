"""What somebody who edited JSON or TOML by hand has done wrong, and where: a comma, a quotation mark, a backslash.

The parsers tell in English where they gave up; what was done wrong often stands right before it.
"""

import re
from typing import NamedTuple

from xxlint.words import Words

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)\Z")
_CHINESE_QUOTES, _CHINESE_MARKS = "“”‘’＂「」", "，：；＝［］｛｝"


class Mistake(NamedTuple):
    """A place in a text, and what is wrong there."""

    at: int
    words: Words


def json_mistake(text: str, message: str, at: int) -> Words:
    """What ``json`` means by its message at an offset."""
    return _told(text, _in_json(text, message, at))


def toml_mistake(text: str, message: str) -> Words:
    """What ``tomllib`` means by its message."""
    text = text.replace("\r\n", "\n")  # as the parser counts
    place = _PLACE.search(message)
    at = len(text)
    if place is not None and place["line"]:
        before = text.split("\n", int(place["line"]) - 1)[:-1]
        at = sum(len(line) + 1 for line in before) + int(place["column"]) - 1
    return _told(text, Mistake(at, _in_toml(text, message, at)))


def _told(text: str, mistake: Mistake) -> Words:
    at, words = mistake
    if at >= len(text.rstrip()):
        return Words(f"文件末尾{words.zh}", f"at its end: {words.en}")
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Words(f"第 {line} 行第 {column} 列{words.zh}", f"line {line}, column {column}: {words.en}")


def _in_json(text: str, message: str, at: int) -> Mistake:
    char, before = text[at : at + 1], len(text[:at].rstrip()) - 1
    last = text[before : before + 1] if before >= 0 else ""
    for start, words in _JSON:
        if message.startswith(start):
            return Mistake(at, words)
    if message.startswith("Invalid control"):
        return Mistake(at, _LINE_END if char in "\r\n" else _CONTROL)
    if not char:
        return Mistake(at, _UNFINISHED)
    written = _chinese(char)
    if written is not None:
        return Mistake(at, written)
    if message.startswith("Expecting ':'"):
        return Mistake(at, _COLON)
    if message.startswith("Expecting ','"):
        inside = last == '"' and char not in '"{[' and "\n" not in text[before + 1 : at]  # 他说"好"
        return Mistake(before + 1, _COMMA_OR_QUOTE if inside else _COMMA)
    if (last == "," and char in ",}]") or (last in ("[", "{") and char == ","):
        return Mistake(at if char == "," else before, _SURPLUS_COMMA)
    if message.startswith("Illegal trailing comma"):
        return Mistake(at, _SURPLUS_COMMA)
    if last == ":" and char in ",}]":
        return Mistake(at, _NO_VALUE)
    return Mistake(at, _BARE_NAME if message.startswith("Expecting property") else _BARE_WORDS)


def _in_toml(text: str, message: str, at: int) -> Words:
    char = text[at : at + 1]
    if message.startswith("Illegal character"):
        return _LINE_END if char in ("\n", "\r") else _CONTROL
    for start, words in _TOML_STRINGS:
        if message.startswith(start):
            return words
    written = _chinese(char)
    if written is not None:
        return written
    if message.startswith("Invalid value"):
        return _NO_VALUE if not char.strip() or char == "#" else _BARE_WORDS
    if message.startswith("Expected newline") and char == ",":
        return _SURPLUS_COMMA
    return next((words for start, words in _TOML if message.startswith(start)), _SOMETHING)


def _chinese(char: str) -> Words | None:
    if char and char in _CHINESE_QUOTES:
        return _QUOTES.fill(char=char)
    if char and char in _CHINESE_MARKS:
        return _MARK.fill(char=char)
    return _QUOTES.fill(char=char) if char == "'" else None


_COMMA = Words("少了逗号", "a comma is missing")
_COMMA_OR_QUOTE = Words(
    '少了逗号；若是文字里的英文引号，要写成 \\"',
    'a comma is missing, or a " in the words, which is written \\"',
)
_SURPLUS_COMMA = Words("多了逗号，请删去", "there is a comma too many")
_COLON = Words("少了英文冒号", "a colon is missing")
_EQUALS = Words("少了等号", "an equals sign is missing")
_OPEN_QUOTE = Words("的引号没有关上", "the quotation mark is never closed")
_NEVER_CLOSED = Words("有引号没有关上", "a quotation mark is never closed")
_LINE_END = Words(
    "的引号没有关上，或文字里有换行（要写成 \\n）",
    "the quotation mark is not closed, or there is a line end in the words, which is written \\n",
)
_CONTROL = Words("的文字里有制表符或控制字符，请删去", "there is a tab or a control character in the words")
_BACKSLASH = Words("的反斜杠要写成两个：\\\\", "a backslash is written twice: \\\\")
_SURPLUS = Words("起多了内容，请删去", "there is more than belongs here")
_UNFINISHED = Words("没有写完，少了 } 或 ]", "it ends too early: a } or ] is missing")
_QUOTES = Words('的“{char}”要改成英文双引号 "', 'a " belongs here instead of “{char}”')
_MARK = Words("的“{char}”要改成英文的标点", "the mark “{char}” has to be an ASCII one")
_NO_VALUE = Words('少了内容，没有填就写 ""', 'the value is missing; write "" for none')
_BARE_WORDS = Words('的内容要放在英文双引号里，如 "186.4"', 'words stand in quotation marks: "186.4"')
_BARE_NAME = Words('的名称要放在英文双引号里，如 "value"', 'names stand in quotation marks: "value"')
_BRACKET = Words("少了右方括号 ]", "a closing bracket ] is missing")
_TWICE = Words("之前有一项写了两次，请删去一个", "something before it is given twice")
_NO_ENTRY = Words('写错了，应当是 value = "内容" 这样的一行', 'this is no line like value = "…"')
_MORE = Words(
    '起多了内容；若是文字里的英文引号，要写成 \\"', 'there is more than belongs here; a " is written \\"'
)
_SOMETHING = Words("附近写错了", "there is something wrong near it")

_JSON = (
    ("Unterminated string", _OPEN_QUOTE),
    ("Invalid \\", _BACKSLASH),
    ("Extra data", _SURPLUS),
)
_TOML_STRINGS = (
    ("Unterminated string", _NEVER_CLOSED),
    ('Expected "\'"', _NEVER_CLOSED),
    ("Unescaped '\\'", _BACKSLASH),
    ("Invalid hex", _BACKSLASH),
)
_TOML = (
    ("Expected '='", _EQUALS),
    ("Expected ']", _BRACKET),
    ("Unclosed array", _BRACKET),
    ("Cannot ", _TWICE),
    ("Invalid statement", _NO_ENTRY),
    ("Expected newline", _MORE),
)
