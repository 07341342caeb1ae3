"""Comments of a Word file: whose they are, what was answered to them, and which findings an answer settles.

xxlint writes its findings as comments (``annotate``).  Each of their lines begins with a rule's code; of a finding
that stands where Word shows no comments (a header, a note, a text box), place and words follow the code.
Whoever answers 保留, or resolves the comment, settles its findings: they are not reported again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from xxlint.document import Layout, Mark, Part, Waiver
from xxlint.formats.docx.package import Package
from xxlint.formats.docx.walker import Reading
from xxlint.formats.docx.xml import W14, W15, W
from xxlint.span import Span
from xxlint.words import Lang, Words

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR, INITIALS = "xxlint", "xx"
END = "\u200b\u200b"  # behind each line that xxlint wrote: what follows was typed by somebody (nothing of it is seen)
INSTEAD = Words("建议：", "Instead: ")
REST = Words("另有 ", "Not shown: ")
OTHERS = Words("（本段另有 {count} 处）", " ({count} more in this paragraph)")
_WHOLE = Words("全文", "Whole report")
_PLACES: dict[Part, Words] = {
    "header": Words("页眉", "Header"),
    "footer": Words("页脚", "Footer"),
    "footnote": Words("脚注", "Footnote"),
    "endnote": Words("尾注", "Endnote"),
    "textbox": Words("文本框", "Text box"),
}
_PARTS: dict[str, Part] = {word: part for part, words in _PLACES.items() for word in words}
_QUOTED = 20  # characters of the words that a comment quotes

_CODE = re.compile(r"(?P<code>[A-Z]{2,6}\d{1,3}) ")
_PLACED = re.compile(
    rf"(?P<place>{'|'.join([*_PARTS, *_WHOLE])}) ?\d*(?: ?“(?P<words>.*?)”)?(?:：|: )"  # 脚注3“约XX家”：
)
_OTHERS = re.compile(r"（本段另有 \d+ 处）$| \(\d+ more in this paragraph\)$")
_ANSWER = re.compile(  # 保留。 同意保留，原件如此 / not 保留两位小数, 保留意见, 保留？, OK，马上改
    r"""[\s“‘「"']*
        (?:(?:同意|可以?|此处|这里|这句|已核实|核实无误|经核实|[\u4e00-\u9fff]{1,4}说)[，,：:]?)?
        (?:保留(?:原样|原文|不变|不改|不动)?|不用改|不必改|不改|无需修改|无须修改|keep(?:\ it|\ as\ is)?|ok)[了吧]?
        [”’」"']*
        (?:\s*(?:[。.！!；;]|$)|\s*[，,：:（(—–-](?![^\n]*(?:[改问请否不]|待|？|\?))|\s*$)""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_DONE = frozenset({"0", "false", "off", ""})


class Comment(NamedTuple):
    """One comment: ``lines`` are its paragraphs, ``para_id`` is what the list of answers calls it."""

    id: str
    author: str
    lines: tuple[str, ...]
    date: str
    para_id: str
    element: "_Element"

    @property
    def text(self) -> str:
        """All it says."""
        return "\n".join(self.lines)

    @property
    def ours(self) -> bool:
        """Whether xxlint wrote it."""
        return self.author == AUTHOR


class Thread(NamedTuple):
    """A comment and what was answered to it."""

    comment: Comment
    replies: tuple[Comment, ...]
    resolved: bool

    @property
    def added(self) -> tuple[str, ...]:
        """What somebody else said to a comment of xxlint, in a reply or in the comment itself."""
        own = (typed for line in self.comment.lines if line.strip() and (typed := _typed(line)))
        return (*own, *(reply.text for reply in self.replies if not reply.ours))

    @property
    def settled(self) -> bool:
        """Whether the finding behind a comment of xxlint is not to be reported again: the last word counts."""
        return self.resolved or (bool(self.added) and _ANSWER.match(self.added[-1]) is not None)


def layout_with_comments(reading: Reading) -> Layout:
    """The layout of a file, with what its comments say: open comments are marks, settled findings waivers."""
    threads = threads_of(reading)
    marks = sorted((*reading.layout.marks, *_marks(reading, threads)), key=lambda mark: mark.span)
    return reading.layout._replace(marks=tuple(marks), waivers=waivers(reading, threads))


def threads_of(reading: Reading) -> tuple[Thread, ...]:
    """The comments of a file, each with its replies.

    WPS and old versions of Word keep no list of answers: there a comment that stands on the same words as one of
    xxlint and answers it is a reply.
    """
    comments = tuple(comments_of(reading.package))
    parents, done = _answers(reading.package, comments)
    roots = {comment.id: _root(comment, parents) for comment in comments}
    by_span = {reading.commented[c.id]: c.id for c in comments if c.ours and c.id in reading.commented}
    for comment in comments:
        span = reading.commented.get(comment.id)
        alone = roots[comment.id] == comment.id and not comment.ours
        if alone and span in by_span and _ANSWER.match(comment.text):
            roots[comment.id] = by_span[span]
    replies: dict[str, list[Comment]] = {}
    for comment in comments:
        if roots[comment.id] != comment.id:
            replies.setdefault(roots[comment.id], []).append(comment)
    return tuple(
        Thread(comment, tuple(replies.get(comment.id, ())), comment.id in done)
        for comment in comments
        if roots[comment.id] == comment.id
    )


def waivers(reading: Reading, threads: Iterable[Thread]) -> tuple[Waiver, ...]:
    """What is settled, in the order of the comments."""
    found = (w for t in threads if t.comment.ours and t.settled for w in covered(reading, t.comment))
    return tuple(dict.fromkeys(found))


def covered(reading: Reading, comment: Comment) -> Iterator[Waiver]:
    """The codes in a comment of xxlint, and the words that each is about."""
    for line in comment.lines:
        line = line.partition(END)[0]
        code = _CODE.match(line)
        if code is None:
            continue
        placed = _PLACED.match(line, code.end())
        if placed is not None:
            spans = _spans(reading, placed["place"], placed["words"] or "")
        else:
            span = reading.commented.get(comment.id)
            spans = () if span is None else (_meant(reading.layout, span, line),)
        for span in spans:
            if _still_says(line, span.of(reading.text)):
                yield Waiver(span, code["code"])


def _still_says(line: str, words: str) -> bool:
    """Whether a line that quotes words quotes the words that stand there now; other words are another finding."""
    quoted = re.findall("“([^“”]*)”", line)
    words = " ".join(words.split())[:_QUOTED]
    return not quoted or not words or words in line or any(said and said in words for said in quoted)


def place_of(part: Part, note: int | None, words: str, lang: Lang) -> str:
    """``页眉“2024年XX”：``, as ``covered`` reads it back; the empty string for words of the body."""
    name = _PLACES.get(part)
    if name is None:
        return ""
    words = words.partition("\n")[0]
    if len(words) > _QUOTED:
        words = words[:_QUOTED] + "…"
    number = "" if note is None else str(note)
    if lang == "en":
        quoted = f" “{words}”" if words else ""
        return f"{name.en} {number}".rstrip() + f"{quoted}: "
    return name.zh + number + (f"“{words}”：" if words else "：")


def place_of_whole(lang: Lang) -> str:
    """What stands before a finding on the report as a whole."""
    return f"{_WHOLE.en}: " if lang == "en" else f"{_WHOLE.zh}："


def _typed(line: str) -> str:
    """What somebody typed on a line of xxlint's comment: all of a line of his own, what stands behind the end of ours."""
    if _CODE.match(line) is None and not line.startswith((*INSTEAD, *REST)):
        return line
    return line.partition(END)[2].strip()


def _spans(reading: Reading, place: str, words: str) -> tuple[Span, ...]:
    """Where the words that a comment quotes stand in headers, notes or text boxes."""
    if place in _WHOLE:
        return (Span(0, 0),)
    part = _PARTS[place]
    blocks = [block.span for block in reading.layout.blocks if block.where.part == part]
    wanted = words.removesuffix("…") if len(words) > _QUOTED else words
    if not wanted:
        return tuple(blocks)
    return tuple(
        Span(match.start(), match.end())
        for block in blocks
        for match in re.compile(re.escape(wanted)).finditer(reading.text, block.start, block.end)
    )


def _meant(layout: Layout, span: Span, line: str) -> Span:
    """The words that a line is about, where the comment stands on ``span``.

    A comment cannot stand on an automatic number: one on the words behind it is about both.  One that speaks for
    others of its paragraph is about all of it.
    """
    at = bisect_right(layout.blocks, span.start, key=lambda block: block.span.start) - 1
    if at < 0:
        return span
    block = layout.blocks[at]
    if _OTHERS.search(line):
        return Span(block.span.start, max(span.end, block.span.end))
    return Span(block.label.start, span.end) if block.label.end == span.start else span


def _marks(reading: Reading, threads: Iterable[Thread]) -> Iterator[Mark]:
    """Comments of others that wait for somebody."""
    for thread in threads:
        span = reading.commented.get(thread.comment.id)
        if span is not None and not thread.comment.ours and not thread.resolved:
            yield Mark(span, "comment", thread.comment.author)


# the parts


def comments_of(package: Package) -> Iterator[Comment]:
    """All comments, replies among them, in the order of their part."""
    root = package.root(package.related("comments"))
    for element in root.iterchildren(W + "comment") if root is not None else ():
        paragraphs = list(element.iter(W + "p"))
        yield Comment(
            element.get(W + "id") or "",
            element.get(W + "author") or "",
            tuple(
                line.removesuffix(END) for paragraph in paragraphs for line in _words(paragraph).split("\n")
            ),
            element.get(W + "date") or "",
            (paragraphs[-1].get(W14 + "paraId") or "").upper() if paragraphs else "",
            element,
        )


def _words(paragraph: "_Element") -> str:
    words = (
        "\n" if element.tag in (W + "br", W + "cr") else element.text or ""
        for element in paragraph.iter(W + "t", W + "br", W + "cr")
    )
    return "".join(words)


def _answers(package: Package, comments: Iterable[Comment]) -> tuple[dict[str, str], set[str]]:
    """By the id of a comment, that of the one that it answers; and the ids of those that are resolved."""
    root = package.root(package.related("commentsExtended"))
    ids = {comment.para_id: comment.id for comment in comments if comment.para_id}
    parents: dict[str, str] = {}
    done: set[str] = set()
    for entry in root.iter(W15 + "commentEx") if root is not None else ():
        id_ = ids.get((entry.get(W15 + "paraId") or "").upper())
        parent = ids.get((entry.get(W15 + "paraIdParent") or "").upper())
        if id_ is None:
            continue
        if parent is not None:
            parents[id_] = parent
        if (entry.get(W15 + "done") or "").strip().lower() not in _NO_DONE:
            done.add(id_)
    return parents, done


def _root(comment: Comment, parents: dict[str, str]) -> str:
    """The id of the comment that began the thread; a circle is broken where it closes."""
    id_, seen = comment.id, {comment.id}
    while id_ in parents and parents[id_] not in seen:
        id_ = parents[id_]
        seen.add(id_)
    return comment.id if id_ in parents else id_
