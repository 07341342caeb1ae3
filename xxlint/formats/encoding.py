"""Bytes to text and back: which encoding a report has, and what to say when it has none.

The ladder, first step that holds: a byte order mark; strict UTF-8 without NUL; the most plausible of GB18030,
UTF-16, Big5 and damaged UTF-8; refusal.  Plausible means: read this way, it looks like Chinese.  Nothing here
guesses from where NUL bytes stand, because 一 is U+4E00.
"""

import codecs
from functools import cache
from typing import NamedTuple

from xxlint.formats.kinds_of_file import NAMES, by_magic
from xxlint.formats.unreadable import Unreadable
from xxlint.words import Words

_SAMPLE = 16 * 1024  # bytes that are scored; the whole is then decoded once
_PLAUSIBLE = 0.3  # the least mean worth of a character in a text
_FEW = 20  # damaged: at most one bad byte in so many, or three in all


class Decoded(NamedTuple):
    """A text and how its bytes were written.

    ``text`` stands without byte order mark, every line ending untouched.  A ``damaged`` text has U+FFFD in the
    place of each bad byte, or would not come back byte for byte: it can be checked, never written.
    """

    text: str
    encoding: str
    bom: bytes = b""
    damaged: bool = False
    warnings: tuple[Words, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Read ``data`` as text; ``encoding``, if given, is not second-guessed.

    Raises ``Unreadable`` for what is no text, for an unknown encoding and for bytes that are not in it.
    """
    if encoding is not None:
        return _as_told(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom) and (len(bom) < 4 or _fits(data, name)):
            return _strict(data, name, bom) or _damaged(data, name, bom)
    _refuse_other_files(data)
    clue = data.find(b"\0")
    if clue < 0:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            clue = error.start
        else:
            if not _is_gb_by_chance(text):
                return Decoded(text, "utf-8")
            clue = 0
    return _most_plausible(data, clue)


def encode(text: str, decoded: Decoded) -> bytes:
    """``text`` in the encoding and with the byte order mark of ``decoded``: of an untouched text, the same bytes.

    Raises ``ValueError`` for a damaged text; the narrower ``UnicodeEncodeError`` says that the encoding (Big5)
    lacks a character.
    """
    if decoded.damaged:
        raise ValueError("a damaged text is never written back")
    return decoded.bom + text.encode(_codec(decoded.encoding))


_BOMS = (  # the longer first: a mark of UTF-16 may begin one of UTF-32
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSET = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "utf-8-sig": "utf-8",
}
_REVERSIBLE = frozenset(
    {"utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "ascii", "iso8859-1"}
)


def _codec(encoding: str) -> str:
    return "utf-8" if encoding == "utf-8-sig" else encoding


def _fits(data: bytes, name: str) -> bool:
    """Whether all of ``data`` is in ``name``; the four bytes of a long mark alone prove little."""
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


# --- reading in a known encoding ---------------------------------------------------------------------------


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        asked = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise Unreadable(_UNKNOWN.fill(name=encoding)) from None
    name, mark = _SUPERSET.get(asked, asked), b""
    for bom, marked in _BOMS:
        if data.startswith(bom) and _codec(marked) in (name, _other_order(asked)):
            name, mark = marked, bom
            break
    try:
        found = _strict(data, name, mark)
    except (LookupError, ValueError):  # a codec for something else than text, such as base64
        raise Unreadable(_UNKNOWN.fill(name=encoding)) from None
    if found is None:
        place, _ = _first_bad(data, name, mark)
        raise Unreadable(_NOT_IN.fill(name=encoding, place=place))
    return found


def _other_order(asked: str) -> str:
    """For a name that leaves the byte order to the mark, the order that is not the default one."""
    return asked + "-be" if asked in ("utf-16", "utf-32") else ""


def _strict(data: bytes, name: str, bom: bytes = b"") -> Decoded | None:
    """``data`` in the encoding ``name``, or None if a byte is not in it."""
    codec = _codec(name)
    body = data[len(bom) :]
    try:
        text = body.decode(codec)
    except UnicodeDecodeError:
        return None
    if codec not in _REVERSIBLE and text.encode(codec, "replace") != body:
        # Big5 has two codes for a few characters, such as 兀 and 十.
        return Decoded(text, name, bom, damaged=True, warnings=(_ONE_WAY.fill(name=name.upper()),))
    return Decoded(text, name, bom)


def _damaged(data: bytes, name: str, bom: bytes = b"") -> Decoded:
    """``data`` with U+FFFD for each of its few bad bytes; ``Unreadable`` if they are many."""
    codec = _codec(name)
    body = data[len(bom) :]
    bad = len(body) - len(body.decode(codec, "ignore").encode(codec, "replace"))
    place, error = _first_bad(data, name, bom)
    if bad > max(3, len(body) // _FEW):
        raise Unreadable(_TOO_BAD.fill(name=codec.upper(), count=bad, place=place)) from error
    codecs.register_error("xxlint.each_byte", _each_byte)
    text = body.decode(codec, "xxlint.each_byte")
    warning = _DAMAGED.fill(name=codec.upper(), count=bad, place=place)
    return Decoded(text, name, bom, damaged=True, warnings=(warning,))


def _first_bad(data: bytes, name: str, bom: bytes) -> tuple[int, UnicodeDecodeError | None]:
    """Which byte of the file, counted from 1, is the first that is not in ``name``."""
    try:
        data[len(bom) :].decode(_codec(name))
    except UnicodeDecodeError as error:
        return len(bom) + error.start + 1, error
    return 0, None


def _each_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\N{REPLACEMENT CHARACTER}" * (error.end - error.start), error.end


# --- what is no text ---------------------------------------------------------------------------------------


def _refuse_other_files(data: bytes) -> None:
    if kind := by_magic(data):
        name = NAMES[kind]
        raise Unreadable(Words(_OTHER_FILE.zh.format(kind=name.zh), _OTHER_FILE.en.format(kind=name.en)))


# --- which encoding is the most plausible ------------------------------------------------------------------


def _is_gb_by_chance(text: str) -> bool:
    """Whether a short text may be GB18030 that happens to be valid UTF-8, as 小学 is: no Han, and not all ASCII."""
    return len(text) < 100 and not text.isascii() and max(text) < "\u0800"


def _most_plausible(data: bytes, clue: int) -> Decoded:
    """Score a sample from the first byte that is not plain UTF-8 (``clue``), then decode the whole."""
    start = clue - clue % 4 if clue > _SAMPLE // 2 else 0
    sample = data[start : start + _SAMPLE]
    ranked = sorted(
        ((_plausibility(sample.decode(name, "replace")), name) for name in _CANDIDATES),
        key=lambda scored: -scored[0],  # a stable sort: of equals, the first in the list
    )
    likely = [name for score, name in ranked if score >= _PLAUSIBLE]
    if not likely:
        raise Unreadable(_NO_TEXT)
    try:
        return _strict(data, likely[0]) or _damaged(data, likely[0])
    except Unreadable:
        for name in likely[1:]:
            if found := _strict(data, name):
                return found
        raise


_CANDIDATES = ("gb18030", "utf-8", "utf-16-le", "utf-16-be", "big5")


def _plausibility(text: str) -> float:
    """The mean worth of a character of ``text``, from -5 (noise) to 2 (everyday Chinese)."""
    from collections import Counter

    counts = Counter(text)
    return sum(_worth(char) * count for char, count in counts.items()) / max(1, len(text))


_NOISE = -5.0


@cache
def _worth(char: str) -> float:
    code = ord(char)
    if code < 0x80:
        return 0.5 if code >= 0x20 or char in "\t\n\r\f\v" else _NOISE
    if char in _FREQUENT or char in _FULL_WIDTH_MARKS:
        return 2.0
    if 0x4E00 <= code <= 0x9FFF:
        return 1.0 if char in _common_han() else -0.5
    if 0xFF01 <= code <= 0xFF5E or 0x2460 <= code <= 0x249B or char in "×〇○□■●△★※℃㎡→":
        return 1.0
    from unicodedata import category

    return _NOISE if category(char)[0] == "C" or char == "\N{REPLACEMENT CHARACTER}" else -1.0


@cache
def _common_han() -> frozenset[str]:
    """The everyday characters of both scripts: level 1 of GB 2312 (3,755) and of Big5 (5,401)."""
    simplified = bytes(b for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for b in (lead, trail))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(b for lead in range(0xA4, 0xC7) for trail in trails for b in (lead, trail))
    return frozenset(simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore"))


_FULL_WIDTH_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·％　￥")
# The commonest characters of general and of official prose, then the forms that the traditional script has.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开"
    "合还因由其些然前外天政四日社义事平形相全表间样与关各重新线内数正心反明看原利比或但质气第向道变条结解问意建"
    "月公无系情者最立代想已通并提直题党程展五果料员革位入常文总次品式活设及管特件长求老基资边流路级少山统接知较"
    "将组见计别手角期根论运农指几九区强放决西被干做必战先回则任取据处府院县市镇乡村局委项目投保务责安监督完善推"
    "落培训领导班支持群众优化共亿万元百分增速六七八深环境服"
    "這為個國來時們對會發動學過說產種後經進電現實體點從業應開還關樣與間數質氣條結問變無係總際統級長資線論運農決"
    "幾戰則處縣鎮鄉務責監導眾優億萬報項書圖東車門見觀計認議讓識該請諸證評詞語調談課設許訪記"
)

# --- what users read ---------------------------------------------------------------------------------------

_UNKNOWN = Words(
    "没有名为“{name}”的文字编码，可用 utf-8、gb18030、big5、utf-16-le、utf-16-be",
    'there is no text encoding "{name}"; try utf-8, gb18030, big5, utf-16-le or utf-16-be',
)
_NOT_IN = Words(
    "不是 {name} 编码：第 {place} 个字节无法解读；不指定编码可自动识别",
    "not in {name}: byte {place} cannot be read; leave the encoding out to have it recognised",
)
_OTHER_FILE = Words(
    "不是文本文件（像是{kind}），请另存为 .txt 或 .md 再检查",
    "not a text file (it looks like {kind}); save it as .txt or .md to have it checked",
)
_NO_TEXT = Words(
    "不像文本文件：按 UTF-8、GB18030、UTF-16、Big5 都读不通；确是文本的，请用 --encoding 指明编码",
    "does not look like text in UTF-8, GB18030, UTF-16 or Big5; if it is text, name its encoding with --encoding",
)
_TOO_BAD = Words(
    "像是 {name} 编码，但有 {count} 个字节无法解读（第一个是第 {place} 个字节），文件可能已损坏",
    "looks like {name}, but {count} bytes cannot be read (the first is byte {place}); the file may be broken",
)
_DAMAGED = Words(
    "有 {count} 个字节不是 {name} 编码（第一个是第 {place} 个字节），以“\N{REPLACEMENT CHARACTER}”代替；只检查，不会改写这个文件",
    "{count} bytes are not in {name} (the first is byte {place}) and are read as U+FFFD; the file is checked, never rewritten",
)
_ONE_WAY = Words(
    "有的字在 {name} 编码中不止一种写法，无法原样写回；只检查，不会改写这个文件",
    "some characters have more than one code in {name} and would not come back alike; the file is checked, never rewritten",
)
