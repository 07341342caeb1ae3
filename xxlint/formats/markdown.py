"""Markdown: what of it a reader sees as prose.

An own scanner, in small linear passes over one string of constant length.  markdown-it-py, which comes with rich,
knows the standard far better, but it gives a block's lines and an inline token's nothing, and every offset must be
exact here; it also reads 3 MB a second.  And an author's slips must stay visible where a browser would swallow
them: 完成投资**亿元，增长**% holds two blanks to fill, no bold words.

``_Blocks`` finds what goes by lines (front matter, code, lists, quotes, tables), the passes after it what goes
inside a paragraph, which by then is one line of prose: no mark pairs across paragraphs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from xxlint.document import MARKUP, SOFT_BREAK, Document
from xxlint.formats.encoding import Decoded
from xxlint.formats.plain import hide_addresses, overwrite, starts_item, with_line_ends
from xxlint.words import Words

Spans = list[tuple[int, int]]


def read_markdown(path: str, decoded: Decoded) -> Document:
    """The document of a .md: code, comments, tags and targets of links hidden, marks of Markdown told apart.

    The ``#`` of a heading and the number of a list item stay: they are part of the outline.
    """
    text = decoded.text
    blocks = _Blocks(with_line_ends(text))
    prose = blocks.masked()
    prose = _hide_code_spans(prose)
    prose = _hide_tags(prose)
    prose = _mark_links(prose, blocks.targets)
    prose = hide_addresses(prose)
    prose = _mark_emphasis(prose, blocks.pipes)
    return Document(
        path, "markdown", text, prose, decoded.encoding, decoded.warnings, tuple(blocks.not_checked)
    )


# --- blocks ------------------------------------------------------------------------------------------------

# What a line that is more than text can begin with (a table may go on with any).
_STARTERS = frozenset(" \t`~<>|-*+[#=:_0123456789\x0b")
_NO_JOIN_AFTER = frozenset("。！？；：…”）!?;:)|\\")
_NO_JOIN_BEFORE = frozenset("*_<[!|")
_DEEPEST = 20  # lists and quotations inside each other; deeper ones are no writing
_JOIN_LEAST = 15  # characters: a shorter line is a heading or a signature


class _Blocks:
    """One walk over the lines of ``prose``; afterwards the fields hold spans, in order and apart.

    ``hidden`` is no prose, ``marks`` are bullets, ``>`` and rules, ``pipes`` part the cells of tables, ``breaks``
    are line ends inside a paragraph, ``targets`` the names that ``[name]: url`` defines.
    """

    def __init__(self, prose: str) -> None:
        self.prose = prose
        self.hidden: Spans = []
        self.marks: Spans = []
        self.pipes: Spans = []
        self.breaks: list[int] = []
        self.targets: set[str] = set()
        self.not_checked: list[Words] = []
        self._items: list[int] = []  # the columns at which the open list items have their text
        self._before: tuple[int, int] | None = None  # the line of text before, if a paragraph is open
        self._in_table = False
        self._depth = 0  # how many > the line before has
        self._may_comment = "<!--" in prose
        self._walk()

    def masked(self) -> str:
        """The text after the walk: only what stands inside one line of prose is left to find."""
        prose = self.prose
        if self.breaks:
            parts, done = [], 0
            for at in self.breaks:
                parts.append(prose[done:at])
                done = at + 1
            parts.append(prose[done:])
            prose = SOFT_BREAK.join(parts)
        return overwrite(overwrite(prose, self.hidden), self.marks, MARKUP)

    def _walk(self) -> None:
        prose, size = self.prose, len(self.prose)
        at = self._front_matter()
        while at < size:
            end = prose.find("\n", at)
            if end < 0:
                end = size
            if prose[at] in _STARTERS:
                end = self._starter(at, end)
            elif at == end:
                self._blank()
            else:
                if self._depth:
                    self._enter(0)
                end = self._text(at, end)
            at = end + 1
        self.pipes.sort()  # a header's pipes are known only at the row below

    def _front_matter(self) -> int:
        """Where the text begins: behind a closed block of YAML or TOML, or at 0."""
        fence = self.prose[:3]
        if fence not in ("---", "+++"):
            return 0
        found = _front_matter(fence).match(self.prose)
        if not found:
            return 0
        self.hidden.append((0, found.end()))
        return found.end() + 1

    def _blank(self) -> None:
        self._before = None
        self._in_table = False

    def _starter(self, at: int, end: int) -> int:
        """A line that may be more than text; returns where its block ends."""
        prose = self.prose
        stop = end - (prose[end - 1] == SOFT_BREAK)  # the line without its \r
        column = depth = 0
        marked = False
        for _ in range(_DEEPEST):
            begin = at
            while at < stop and prose[at] in " \t":
                column += 4 - column % 4 if prose[at] == "\t" else 1
                at += 1
            if at >= stop:
                if not marked:
                    self._blank()
                return end
            char = prose[at]
            if char == ">":
                start = at
                at += 2 if at + 1 < stop and prose[at + 1] in " \t" else 1
                self.marks.append((start, at))
                column = 0
                depth += 1
            elif char in "-*+" and self._is_bullet(at, stop) and not self._is_code(at, stop, column):
                self._enter(depth)
                self._leave_items(column)
                start = at
                at += 6 if prose[at + 2 : at + 6] in ("[ ] ", "[x] ", "[X] ") else 2
                self.marks.append((start, at))
                column += 2
                self._items.append(column)
                self._blank()
            else:
                break
            marked = True
        self._enter(depth)
        char = prose[at]
        if char in "`~" and prose.startswith(char * 3, at) and self._opens_fence(at, stop, column):
            self._leave_items(column)
            return self._fence(at, end)
        if not marked and not self._before:
            self._leave_items(column)
        if self._is_code(at, stop, column):
            self.hidden.append((begin, stop))
        elif char in "-=*_" and self._is_rule(at, stop):
            self.marks.append((at, stop))
            self._blank()
        elif char in "|-:" and self._is_delimiter_row(at, stop):
            self._open_table(at, stop)
        elif char == "|":
            self._cells(at, stop)
        elif char == "[" and (note := _footnote().match(prose, at, stop)):
            self.marks.append((at, note.end()))
            return self._text(note.end(), end, may_go_on=False)
        elif char == "[" and not self._before and (found := self._definition(at, stop)):
            self.targets.add(found)
            self.hidden.append((at, stop))
        elif char == "#":
            self._blank()
            end = self._text(at, end)
            self._blank()
        else:
            if number := _list_number().match(prose, at, stop):
                self._leave_items(column)
                self._items.append(column + number.end() - at)
                self._before = None
            may_go_on = not marked and column in (0, 1, self._items[-1] if self._items else 0)
            return self._text(at, end, may_go_on)
        return end

    def _enter(self, depth: int) -> None:
        """Note how many ``>`` a line has; another number closes what was open."""
        if depth != self._depth:
            self._depth = depth
            self._items.clear()
            self._blank()

    def _leave_items(self, column: int) -> None:
        while self._items and column < self._items[-1]:
            self._items.pop()

    def _is_bullet(self, at: int, stop: int) -> bool:
        return at + 1 < stop and self.prose[at + 1] in " \t" and not self._is_rule(at, stop)

    # Fences and indented code

    def _opens_fence(self, at: int, stop: int, column: int) -> bool:
        base = self._items[-1] if self._items else 0
        return column - base < 4 and not (self.prose[at] == "`" and "`" in self.prose[at:stop].lstrip("`"))

    def _fence(self, at: int, end: int) -> int:
        """Hide a fenced block, to its own end or that of the item or quotation around it; returns the end."""
        prose, size = self.prose, len(self.prose)
        char = prose[at]
        fence = char * (end - at - len(prose[at:end].lstrip(char)))
        base = self._items[-1] if self._items else 0
        stop, closed = end, False
        while stop < size and not closed:
            line_end = prose.find("\n", stop + 1)
            line_end = size if line_end < 0 else line_end
            words = prose[stop + 1 : line_end].rstrip()
            depth = self._depth
            while depth and words.lstrip().startswith(">"):
                words = words.lstrip()[1:]
                depth -= 1
            indent = words[: len(words) - len(words.lstrip())]
            words = words.lstrip()
            if depth or (words and not self._depth and len(indent.expandtabs(4)) < base):
                closed = True  # with what is around it: the line belongs to what follows
            else:
                closed = words.startswith(fence) and not words.strip(char)
                stop = line_end
        self.hidden.append((at, stop))
        self._blank()
        if not closed and _han().search(prose, end, stop):
            self.not_checked.append(_OPEN_FENCE.fill(line=prose.count("\n", 0, at) + 1))
        return stop

    def _is_code(self, at: int, stop: int, column: int) -> bool:
        """Whether the line is indented code: where the standard says so, and with next to no Han in it."""
        if column < 4 or self._before:
            return False
        base = max((item for item in self._items if item <= column), default=0)
        return column - base >= 4 and not _is_chinese(self.prose[at:stop])

    # Rules, tables, definitions

    def _is_rule(self, at: int, stop: int) -> bool:
        """Whether the line is a rule or the underline of a heading: ---, * * *, ===.

        A line of more than three underscores is a blank to fill.
        """
        char = self.prose[at]
        if self.prose[at:stop].strip(char + " \t"):
            return False
        line = self.prose[at:stop].replace(" ", "").replace("\t", "")
        if char in "-=":
            is_underline = self._before is not None and " " not in self.prose[at:stop].rstrip()
            return is_underline or (char == "-" and len(line) >= 3)
        return line == "___" if char == "_" else len(line) >= 3

    def _is_delimiter_row(self, at: int, stop: int) -> bool:
        line = self.prose[at:stop]
        if line.strip("|-: \t") or "-" not in line:
            return False
        return "|" in line or (self._before is not None and "|" in self.prose[slice(*self._before)])

    def _open_table(self, at: int, stop: int) -> None:
        if self._before and not self._in_table:
            self._pipes_of(*self._before)
        self.hidden.append((at, stop))
        self._before = None
        self._in_table = True

    def _cells(self, at: int, stop: int) -> None:
        self._pipes_of(at, stop)
        self._before = None
        self._in_table = True

    def _pipes_of(self, at: int, stop: int) -> None:
        prose = self.prose
        at = prose.find("|", at, stop)
        while at >= 0:
            if prose[at - 1 : at] != "\\":
                self.pipes.append((at, at + 1))
            at = prose.find("|", at + 1, stop)

    def _definition(self, at: int, stop: int) -> str:
        """The name that a line ``[name]: url`` defines, or nothing."""
        found = _definition().match(self.prose, at, stop)
        return _name_of(found["name"]) if found and _is_target(found["target"]) else ""

    # Text

    def _text(self, at: int, end: int, may_go_on: bool = True) -> int:
        """A line of text; returns where it ends, which is further down if a comment in it does."""
        prose = self.prose
        if self._may_comment and "<!--" in prose[at:end]:
            self._blank()
            return self._comments(at, end)
        if self._in_table and "|" in prose[at:end]:
            self._cells(at, end)
            return end
        before = self._before
        if (
            before
            and may_go_on
            and prose[before[1] - 1] not in _NO_JOIN_AFTER
            and self._goes_on(before, at, end)
        ):
            self.breaks.append(before[1] + (prose[before[1]] == SOFT_BREAK))
        self._before = (at, end - (prose[end - 1] == SOFT_BREAK))
        return end

    def _goes_on(self, before: tuple[int, int], at: int, end: int) -> bool:
        """Whether a line goes on with the paragraph of the line before.

        Chinese authors write a paragraph a line, often with no blank line between, so both must look like parts of
        running text: the first breaks off in the middle of a sentence, the second ends a clause.
        """
        prose = self.prose
        first, second = prose[slice(*before)], prose[at:end]
        words = first.rstrip("*_~` ")
        return (
            len(words) > _JOIN_LEAST
            and words[-1] not in _NO_JOIN_AFTER
            and not first.endswith(("  ", ">"))
            and first[0] != "#"
            and second[0] not in _NO_JOIN_BEFORE
            and "|" not in first
            and _has_clause(words)
            and _has_clause(second)
            and not second.startswith("\u3000")
            and not starts_item(second)
        )

    def _comments(self, at: int, end: int) -> int:
        """Mark the comments that open in a line, but not inside its code; returns the end of the last line."""
        prose, stretch = self.prose, at
        code = _code_spans(prose, stretch, end)
        while (at := prose.find("<!--", at, end)) >= 0:
            inside = bisect_right(code, (at, len(prose))) - 1
            if inside >= 0 and at < code[inside][1]:
                at = code[inside][1]
                continue
            close = prose.find("-->", at + 2)  # <!--> is a whole comment
            if close < 0:
                self._may_comment = False  # from here on: an open comment is no comment
                break
            self.marks.append((at, close + 3))
            at = close + 3
            if at > end:
                end = prose.find("\n", at)
                end = len(prose) if end < 0 else end
                code = _code_spans(prose, at, end)
        return end


def _has_clause(line: str) -> bool:
    return "，" in line or "。" in line or "；" in line or "：" in line or "、" in line


def _is_chinese(line: str) -> bool:
    """Whether more than a tenth of a line is Han: then it is an indented paragraph, not code."""
    return len(_han().findall(line)) * 10 > len("".join(line.split()))


def _is_target(target: str) -> bool:
    """Whether this can be where a link leads; the (试行) of [2023](试行) and a blank such as (XX) cannot."""
    if not target:
        return True
    if target.isascii():
        return bool(target.strip("Xx")) and not target.isdecimal()
    return any(mark in target for mark in "/.#:<%=")


def _name_of(label: str) -> str:
    """The name of a definition as links find it: without regard to case and blanks."""
    return " ".join(label.casefold().split())


_OPEN_FENCE = Words(
    "第 {line} 行起的代码块没有结束标记，其后的内容未检查",
    "the code block from line {line} on has no end; what follows was not checked",
)


@cache
def _han() -> re.Pattern[str]:
    return re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


@cache
def _front_matter(fence: str) -> re.Pattern[str]:
    entry = r"[^\s:#\-][^:\n]{0,60}:(?:[ \t\x0b][^\n]*)?" if fence == "---" else r"[^\s=#][^=\n]{0,60}=[^\n]*"
    line = rf"(?:{entry}|\[[^\n]*|[ \t#\-\]][^\n]*|\x0b?)"
    close = r"(?:---|\.\.\.)" if fence == "---" else r"\+\+\+"
    # The first line must be an entry: two rules with prose between them are no front matter.
    return re.compile(
        rf"{re.escape(fence)}[ \t]*\x0b?\n(?:#[^\n]*\n)*+{entry}\n(?:(?!{close}[ \t\x0b]*(?:\n|\Z)){line}\n)*+{close}[ \t]*(?=\x0b?(?:\n|\Z))"
    )


@cache
def _list_number() -> re.Pattern[str]:
    return re.compile(r"\d{1,9}[.)][ \t]+")


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(
        r"""\[ (?P<name> [^\[\]\n]{1,200} ) \]: [ \t]*+
            (?P<target> <[^<>\n]*> | [^\s<]\S*+ )
            (?: [ \t]++ (?: "[^"\n]*" | '[^'\n]*' | \([^()\n]*\) ) )? [ \t]*+ (?= [\n\x0b] | \Z )""",
        re.VERBOSE,
    )


@cache
def _footnote() -> re.Pattern[str]:
    return re.compile(r"\[\^[^\]\s]{1,60}\]: ?")


# --- inside a paragraph: one line of prose -----------------------------------------------------------------


def _by_line(prose: str, token: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """The matches of ``token``, those of one line together."""
    group: list[re.Match[str]] = []
    line_end = -1
    for match in token.finditer(prose):
        if match.start() > line_end:
            if group:
                yield group
            group = []
            line_end = prose.find("\n", match.start())
            line_end = len(prose) if line_end < 0 else line_end
        group.append(match)
    if group:
        yield group


# Code


def _hide_code_spans(prose: str) -> str:
    if "`" not in prose:
        return prose
    groups = _by_line(prose, _backticks())
    return overwrite(
        prose, (span for group in groups for span in _pairs([match.span() for match in group], prose))
    )


def _code_spans(prose: str, start: int, end: int) -> Spans:
    """The code spans of one line."""
    if "`" not in prose[start:end]:
        return []
    return list(_pairs([match.span() for match in _backticks().finditer(prose, start, end)], prose))


def _pairs(runs: Spans, prose: str) -> Iterator[tuple[int, int]]:
    """Each run of backticks with the next one of its length; what has no partner is text."""
    waiting: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        waiting.setdefault(end - start, []).append(index)  # the nearest comes last
    done = 0
    for index, (start, end) in enumerate(runs):
        if index < done or prose[start - 1 : start] == "\\":
            continue
        others = waiting[end - start]
        while others and others[-1] <= index:
            others.pop()
        if others:
            done = others[-1] + 1
            yield start, runs[others[-1]][1]


@cache
def _backticks() -> re.Pattern[str]:
    return re.compile("``*")


# Tags and <https://…>


def _hide_tags(prose: str) -> str:
    return overwrite(prose, _tags(prose)) if "<" in prose else prose


def _tags(prose: str) -> Iterator[tuple[int, int]]:
    done, may_close = 0, True
    for match in _tag().finditer(prose):
        start, end = match.span()
        if start < done or "\n\n" in match[0]:
            continue
        if match["raw"] and may_close:
            # What stands in a script or a style sheet is no prose either.
            close = _raw_end().search(prose, end)
            may_close = close is not None
            end = close.end() if close else end
        done = end
        yield start, end


@cache
def _tag() -> re.Pattern[str]:
    # Only HTML's own names: <XX> and <单位名称> are blanks to fill.
    names = (
        "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|details|dfn"
        "|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li"
        "|link|main|mark|meta|nav|ol|option|p|pre|q|s|samp|section|select|small|source|span|strike|strong|sub|summary|sup|svg"
        "|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr"
    )
    return re.compile(
        rf"""<(?: /? (?: {names} ) (?: \s++ [a-z_:@] [^<>]{{0,2000}}+ | \s*+ /? )
              |   (?P<raw> script | style ) (?: \s [^<>]{{0,2000}}+ )?
              |   /(?: script | style )
              |   [a-z][a-z0-9+.\-]{{1,31}} : [^\s<>\x00]*+
              |   [a-z0-9._%+\-]{{1,64}}+ @ [a-z0-9.\-]++
              )>""",
        re.VERBOSE | re.IGNORECASE | re.ASCII,
    )


@cache
def _raw_end() -> re.Pattern[str]:
    return re.compile(r"</(?:script|style)\s*>", re.IGNORECASE | re.ASCII)


# Links and pictures


def _mark_links(prose: str, targets: set[str]) -> str:
    """``prose`` with the targets of links hidden, their brackets marked and their words left."""
    if "](" not in prose and "[^" not in prose and not targets:
        return prose
    hidden: Spans = []
    marks: Spans = []
    for group in _by_line(prose, _brackets()):
        _links(prose, group, targets, hidden, marks)
    hidden.sort()
    marks.sort()
    return overwrite(overwrite(prose, hidden), marks, MARKUP)


def _links(prose: str, tokens: list[re.Match[str]], targets: set[str], hidden: Spans, marks: Spans) -> None:
    opened: list[tuple[int, int]] = []
    done = last_opened = -1
    for token in tokens:
        at = token.start()
        if at < done or token[0][0] == "\\":
            continue
        if token[0] != "]":
            opened.append(token.span())
            last_opened = at
            continue
        if not opened:
            continue
        start, words = opened.pop()
        found = _destination().match(prose, at + 1)
        if found and _is_target(found["target"]):
            hidden.append((at + 1, found.end()))
            done = found.end()
        elif start != last_opened or at - words > 200:
            continue  # brackets inside: no name of a definition
        elif prose[words : words + 1] == "^" and " " not in prose[words:at]:
            marks.append((start, at + 1))
            continue
        elif not targets:
            continue
        elif (name := _second_name().match(prose, at + 1)) and _name_of(
            name[1] or prose[words:at]
        ) in targets:
            hidden.append((at + 1, name.end()))
            done = name.end()
        elif _name_of(prose[words:at]) not in targets:
            continue
        marks.append((start, words))
        marks.append((at, at + 1))


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\\[\\\[\]!]|!\[|\[|\]")


@cache
def _destination() -> re.Pattern[str]:
    return re.compile(
        r"""\( [ \x0b]*+
            (?P<target> <[^<>\n]*> | [^\s()<>]*+ (?: \( [^\s()]*+ \) [^\s()<>]*+ )*+ )
            (?: [ \x0b]++ (?: "[^"\n]*" | '[^'\n]*' | \( [^()\n]*+ \) ) )?
            [ \x0b]*+ \)""",
        re.VERBOSE,
    )


@cache
def _second_name() -> re.Pattern[str]:
    return re.compile(r"\[([^\[\]\n]{0,200})\]")


# Emphasis and escapes

_OPENS_NOTHING = frozenset("，。、；：！？）”’》】〕」』…—％,.;:!?)%")  # no bold words begin with these …
_CLOSES_NOTHING = frozenset("（“‘《【〔「『、(")  # … or end with these
_RUN_LIMIT = {"*": 3, "_": 2, "~": 2}  # a longer run is a blank to fill: 手机138****1234


def _mark_emphasis(prose: str, pipes: Spans) -> str:
    """``prose`` with the marks of emphasis, the backslashes of escapes and the pipes of tables marked."""
    marks = pipes.copy()
    if any(char in prose for char in "*_~\\"):
        cells = overwrite(prose, pipes, "\n")  # no mark pairs across the cells of a table
        for group in _by_line(cells, _emphasis_token()):
            _emphasis(cells, group, marks)
        marks.sort()
    return overwrite(prose, marks, MARKUP)


def _emphasis(prose: str, tokens: list[re.Match[str]], marks: Spans) -> None:
    """Pair the runs of one line; only runs of one length pair, and what is left of a line stays visible."""
    opened: list[tuple[str, int, int]] = []
    waiting: dict[str, int] = {}  # how often each run stands in ``opened``: no search is in vain
    for token in tokens:
        run, (start, end) = token[0], token.span()
        char = run[0]
        if char == "\\":
            marks.append((start, start + 1))
            continue
        if len(run) > _RUN_LIMIT[char] or (char == "~" and len(run) < 2):
            continue
        opens, closes = _flanks(run, prose[start - 1 : start] or "\n", prose[end : end + 1] or "\n")
        if closes and waiting.get(run):
            while True:
                other = opened.pop()
                waiting[other[0]] -= 1
                if other[0] == run:
                    break
            if not _are_apart(prose, run, other[1:], (start, end)):
                if not _are_blanks(prose, other[2], (start, end)):
                    marks.append(other[1:])
                    marks.append((start, end))
                continue
        if opens and not _is_blank(prose, end):
            opened.append((run, start, end))
            waiting[run] = waiting.get(run, 0) + 1


def _flanks(run: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run can open and can close emphasis, by its neighbours.

    Kinder than the standard where Han meets punctuation (**“重点”**工作), stricter where a run may be a blank.
    """
    opens = not after.isspace() and after not in _OPENS_NOTHING
    closes = not before.isspace() and before not in _CLOSES_NOTHING
    if run == "*" and before.isascii() and after.isascii() and _is_operand(before) and _is_operand(after):
        return False, False  # 43.5=21.75*2
    if run[0] == "_" or run == "***":
        opens = opens and not before.isalnum()
        closes = closes and not after.isalnum()
    return opens, closes


def _is_operand(char: str) -> bool:
    return char.isalnum() or char in "()%"


def _is_blank(prose: str, end: int) -> bool:
    """Whether a run that ends here and could open is a blank to fill: a unit and the end of the clause follow."""
    unit = _unit().match(prose, end)
    return unit is not None and prose[unit.end() : unit.end() + 1] in _CLAUSE_ENDS


def _are_blanks(prose: str, inner: int, closer: tuple[int, int]) -> bool:
    """Whether both of two runs are blanks: before units (完成**亿元左右，增长**%) or the same words (**同志和**同志)."""
    inner_end, end = closer
    unit = _unit()
    if unit.match(prose, inner) and unit.match(prose, end):
        return True
    after = prose[end : end + 2]
    return len(after) == 2 and after.isalpha() and prose.startswith(after, inner, inner_end)


def _are_apart(prose: str, run: str, opener: tuple[int, int], closer: tuple[int, int]) -> bool:
    """Whether two runs inside words stand too far apart to belong together: 李*明、王*刚, 党的**大。要**加强."""
    (start, inner), (inner_end, end) = opener, closer
    if not (prose[start - 1 : start].isalnum() and prose[end : end + 1].isalnum()):
        return False
    return any(mark in prose[inner : inner_end - 1] for mark in ("，、；。" if run == "*" else "。"))


_CLAUSE_ENDS = ("，", "。", "；", "、", "：", "）", "\n", "")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(
        r"[%％‰]|[千百十]?[万亿]*(?:[元亩吨户家人件次项名个处所座台套辆栋起]|平方米?|公里|立方米?|千瓦|公顷|米)"
        r"|个百分点|[万亿年月日]"
    )


@cache
def _emphasis_token() -> re.Pattern[str]:
    return re.compile(r"\\[!-/:-@\[-`{-~]|\*\**|__*|~~*")
