"""Plain text: which characters of a .txt are prose, and which line breaks end a paragraph.

``with_line_ends``, ``hide_addresses``, ``overwrite`` and ``starts_item`` serve Markdown too.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from xxlint.compiling import compile_pattern
from xxlint.document import HIDDEN, SOFT_BREAK, Document
from xxlint.formats.encoding import Decoded


def read_plain(path: str, decoded: Decoded) -> Document:
    """The document of a .txt: a line is a paragraph, unless most lines break at one width."""
    text = decoded.text
    prose = hide_addresses(_without_orders(_joined(with_line_ends(text))))
    return Document(path, "text", text, prose, decoded.encoding, decoded.warnings)


# --- for every format: prose of the same length ------------------------------------------------------------


def with_line_ends(text: str) -> str:
    """``text`` with every line ending as one ``\\n``, at the same length: ``\\r\\n`` keeps a soft break before it."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", SOFT_BREAK + "\n").replace("\r", "\n")


def overwrite(prose: str, spans: Iterable[tuple[int, int]], mask: str = HIDDEN) -> str:
    """``prose`` with each character of ``spans`` (in order, apart) masked; line ends stay, soft ones too."""
    parts, done = [], 0
    for start, end in spans:
        inside = prose[start:end]
        parts.append(prose[done:start])
        if "\n" in inside or SOFT_BREAK in inside:
            parts.append(_inside_lines().sub(lambda run: mask * len(run[0]), inside))
        else:
            parts.append(mask * len(inside))
        done = end
    if not done:
        return prose
    parts.append(prose[done:])
    return "".join(parts)


@cache
def _inside_lines() -> re.Pattern[str]:
    return compile_pattern(rf"[^\n{SOFT_BREAK}]+")


# --- addresses: what contains Latin letters and is no prose ------------------------------------------------


def hide_addresses(prose: str) -> str:
    """``prose`` with URLs, mail addresses, hosts, file names and paths masked; ``{{name}}`` and XX.X stay.

    Looks for their literals only (``://``, ``@``, ``.docx`` …) and grows each hit to both sides, never over an
    earlier one, so that the time is linear.
    """
    return overwrite(prose, _apart(_addresses(prose)))


def _addresses(prose: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, literal, grow in _LITERALS:
        if first not in prose:  # one character is found ten times as fast as three
            continue
        at, floor = prose.find(literal), 0
        while at >= 0:
            if span := grow(prose, at, floor):
                found.append(span)
                floor = span[1]
            at = prose.find(literal, max(floor, at + 1))
    if "." in prose:
        floor = 0
        for hit in _suffix().finditer(prose):
            if hit.start() >= floor and (span := _name(prose, hit.start(), floor)):
                found.append(span)
                floor = span[1]
    return found


def _apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order; where two overlap, what they cover together."""
    spans.sort()
    start = end = 0
    for next_start, next_end in spans:
        if next_start >= end:
            if end > start:
                yield start, end
            start = next_start
        end = max(end, next_end)
    if end > start:
        yield start, end


_FAR = 256  # characters that an address may stretch to the left of its literal
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TOKEN = _LETTERS + "0123456789-._~%+"


def _reach_left(prose: str, at: int, floor: int, chars: str) -> int:
    """Where the run of ``chars`` that ends before ``at`` begins."""
    before = prose[max(floor, at - _FAR) : at]
    return at - (len(before) - len(before.rstrip(chars)))


def _url(prose: str, at: int, floor: int) -> tuple[int, int] | None:
    start = _reach_left(prose, at, floor, _LETTERS + "+")
    if start == at:
        return None
    end = _trimmed_end(prose, at, _rest_of_url().match(prose, at + 3))
    return (start, end) if end > at + 3 else None


def _host(prose: str, at: int, floor: int) -> tuple[int, int] | None:
    end = _trimmed_end(prose, at, _rest_of_url().match(prose, at + 4))
    return (at, end) if end > at + 4 else None


def _mail(prose: str, at: int, floor: int) -> tuple[int, int] | None:
    start = _reach_left(prose, at, floor, _TOKEN)
    host = _host_name().match(prose, at + 1)
    return (start, host.end()) if start < at and host else None


def _path(prose: str, at: int, floor: int) -> tuple[int, int] | None:
    """A path of Windows, such as C:\\报表\\xx.docx; here Han characters belong to it."""
    drive = prose[at - 1 : at]
    rest = _rest_of_path().match(prose, at + 2)
    alone = at < 2 or prose[at - 2] not in _TOKEN
    return (at - 1, rest.end()) if drive and drive in _LETTERS and alone and rest else None


def _name(prose: str, at: int, floor: int) -> tuple[int, int] | None:
    """A host or a file whose known suffix begins at ``at``, with what belongs to it on both sides."""
    end = _trimmed_end(prose, at, _rest_of_name().match(prose, at + 1))
    start = _reach_left(prose, at, floor, _TOKEN + "/\\")
    start += len(prose[start:at]) - len(prose[start:at].lstrip("_"))
    if label := _item_number().match(prose, start):
        if label.end() > at:
            return None  # 1.PDF格式 is the first item of a list
        start = label.end()
    return start, end


_LITERALS = (
    ("/", "://", _url),
    ("w", "www.", _host),
    ("W", "WWW.", _host),
    ("@", "@", _mail),
    ("\\", ":\\", _path),
)


def _trimmed_end(prose: str, at: int, rest: re.Match[str] | None) -> int:
    """The end of an address without the punctuation of the sentence around it."""
    if not rest:
        return at
    start, end = rest.span()
    lone = prose.count(")", start, end) - prose.count("(", start, end)
    while end > start and (prose[end - 1] in ".,;:!?*_~$'" or (prose[end - 1] == ")" and lone > 0)):
        end -= 1
        lone -= prose[end] == ")"
    return end


@cache
def _suffix() -> re.Pattern[str]:
    files = "docx?|dotx?|wps|wpt|et|xlsx?|xlsm|csv|pptx?|pdf|ofd|rtf|txt|md|html?|jpe?g|png|gif|bmp|tiff?|zip|rar|7z|mp[34]|exe|apk|dwg|gim|xml|json|toml|ya?ml|py"
    hosts = "cn|com|net|org|gov|edu|info|biz|top|vip|xyz|wang|ren|site|tech|cc|tv|hk|tw"
    return compile_pattern(rf"\.(?=[a-z7])(?:{files}|{hosts})(?![A-Za-z0-9])", re.ASCII | re.IGNORECASE)


@cache
def _rest_of_url() -> re.Pattern[str]:
    return compile_pattern(r"[!#-&(-;=?-\[\]_a-z|~]++")  # ASCII without blanks, quotes, <>, braces, \ and `


@cache
def _rest_of_name() -> re.Pattern[str]:
    return compile_pattern(r"[A-Za-z0-9.\-]+(?::\d+)?(?:[/?#][!#-&(-;=?-\[\]_a-z|~]*+)?")


@cache
def _host_name() -> re.Pattern[str]:
    return compile_pattern(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@cache
def _rest_of_path() -> re.Pattern[str]:
    return compile_pattern(r"[^\s\x00-\x1f<>\"|?*，。；：、！？（）“”《》【】]+")


@cache
def _item_number() -> re.Pattern[str]:
    return compile_pattern(r"\d{1,3}\.(?=[A-Za-z])")


# --- suppression comments ----------------------------------------------------------------------------------


def _without_orders(prose: str) -> str:
    """``prose`` with ``<!-- xxlint: … -->`` masked where it stands on a line of its own."""
    return overwrite(prose, _orders(prose)) if "<!--" in prose else prose


def _orders(prose: str) -> Iterator[tuple[int, int]]:
    at = prose.find("<!--")
    while at >= 0:
        start = prose.rfind("\n", 0, at) + 1
        end = prose.find("\n", at)
        end = len(prose) if end < 0 else end
        if _is_order(prose[start:end]):
            yield start, end
        at = prose.find("<!--", end)


def _is_order(line: str) -> bool:
    line = line.strip()
    return line.startswith("<!--") and line.endswith("-->") and line[4:].lstrip().startswith("xxlint:")


# --- hard-wrapped text -------------------------------------------------------------------------------------

_SEEN = 40_000  # characters looked at to tell whether a text is wrapped
_LEAST_LINES = 12
_LEAST_WIDTH = 36  # columns; a poem, a list of names or of short items is narrower
_SLACK = 3  # columns that a full line may lack: a mark that may not begin a line, half of a character
_SENTENCE_ENDS = "。！？；：…!?;:"


def _joined(prose: str) -> str:
    """``prose`` with the breaks inside the paragraphs of a hard-wrapped text as soft ones."""
    width = _wrap_width(prose[:_SEEN].split("\n"))
    if not width:
        return prose
    lines = prose.split("\n")
    parts = [lines[0]]
    for line, following in pairwise(lines):
        parts.append(SOFT_BREAK if _runs_on(line, following, width) else "\n")
        parts.append(following)
    return "".join(parts)


def _wrap_width(lines: list[str]) -> int:
    """The width in columns at which most lines break, or 0 when each line is a paragraph.

    A line counts when another of the same paragraph follows.  Seven in ten of these must end within the slack
    before one width, most of them in the middle of a sentence, and next to no line may be wider.
    """
    if sum(1 for line in lines if line and not line.isspace()) < _LEAST_LINES:
        return 0
    widths = [_columns(line) for line in lines]
    widest = sorted(widths)[-(len(lines) // 20) - 1]  # but for those that may be wider than all others
    if sum(columns >= widest - 2 * _SLACK for columns in widths) * 10 < _LEAST_LINES // 2 * 7:
        return 0  # too few lines of one width: so it is in most texts, and the rest need not be asked
    followed = [
        (columns, line)
        for columns, line, following in zip(widths, lines, lines[1:], strict=False)
        if columns and not _is_apart(line) and not starts_paragraph(following)
    ]
    if len(followed) < _LEAST_LINES // 2:
        return 0
    counts: dict[int, int] = {}
    for columns, _ in followed:
        counts[columns] = counts.get(columns, 0) + 1
    width = max(counts, key=lambda top: (sum(counts.get(top - i, 0) for i in range(_SLACK + 1)), -top))
    full = [line for columns, line in followed if width - _SLACK <= columns <= width]
    unfinished = sum(1 for line in full if line.rstrip()[-1:] not in _SENTENCE_ENDS)
    wider = sum(1 for columns in widths if columns > width + _SLACK)
    is_wrapped = (
        width >= _LEAST_WIDTH
        and len(full) * 10 >= len(followed) * 7
        and unfinished * 2 > len(full)
        and wider * 20 <= len(lines)
    )
    return width if is_wrapped else 0


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether ``following`` goes on with the paragraph of ``line`` in a text wrapped at ``width``."""
    # Half the width in characters is the least that a full line can have: most lines are ruled out by that.
    return (
        len(line) * 2 >= width - _SLACK
        and width - _SLACK <= _columns(line) <= width + _SLACK
        and not _is_apart(line)
        and not starts_paragraph(following)
    )


def _columns(line: str) -> int:
    """The width of a line on a terminal: two columns for all that is not ASCII."""
    line = line.rstrip()
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


def starts_paragraph(line: str) -> bool:
    """Whether ``line`` cannot go on with the paragraph of the line before."""
    return (
        not line
        or line.isspace()
        or line[0] in "\u3000\t\f"
        or line.startswith(("  ", "<!--"))
        or starts_item(line)
        or _is_apart(line)
    )


def starts_item(line: str) -> bool:
    """Whether ``line`` begins with a label or a bullet: 一、 （一） 1. 第一条 一是 首先 ● …"""
    return _label().match(line) is not None


def _is_apart(line: str) -> bool:
    """Whether ``line`` is a row of a table or of names, or a page number: it has gaps, or no words."""
    words = line.strip()
    return (
        "\t" in words
        or "|" in words
        or "  " in words
        or "\u3000" in words
        or words.count(" ") * 4 > len(words)
        or (len(words) < 12 and not words.strip("0123456789-—–·第页共 "))
    )


@cache
def _label() -> re.Pattern[str]:
    return compile_pattern(
        r"""\ ?
        (?: [（(] [一二三四五六七八九十百零〇\d]{1,4} [）)]            # （一） (1)
        |   [一二三四五六七八九十百]{1,4} [、．.]                      # 一、
        |   \d{1,3} (?: [、)）] | [.．] (?!\d) )                       # 1. 1、 1)
        |   第 [一二三四五六七八九十百千零〇\d]{1,6} [编章节条款项，、]   # 第一条
        |   [一二三四五六七八九十]{1,3} [是要则]                       # 一是
        |   其 [一二三四五六七八九] [，、是]
        |   首先 | 其次 | 再次 | 最后 | 附件 | 附[：:] | 注[：:]
        |   [①-⒛㈠-㈩●○◆◇■□▲△★☆▪•·※]
        |   [-*+—] \s
        )""",
        re.VERBOSE,
    )
