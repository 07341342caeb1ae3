"""Findings written into a Word file as comments, each on exactly its words.

Word shows no comments in headers, notes and text boxes: those findings stand at what they hang on, and say where
they belong.  A second run takes xxlint's own comments out first, except those that somebody answered.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from xxlint.document import Block
from xxlint.formats.docx import comment_parts as parts
from xxlint.formats.docx.comments import (
    OTHERS,
    REST,
    Thread,
    comments_of,
    covered,
    place_of,
    place_of_whole,
    threads_of,
)
from xxlint.formats.docx.package import open_package
from xxlint.formats.docx.sheet import Piece
from xxlint.formats.docx.splitting import remove, split_before, split_run
from xxlint.formats.docx.walker import Reading, walk
from xxlint.formats.docx.xml import W, serialise
from xxlint.formats.unreadable import Unreadable
from xxlint.span import Span
from xxlint.vocabulary import SEVERITIES, Severity
from xxlint.words import Lang, Words

if TYPE_CHECKING:
    from lxml.etree import _Element

CAP = 300  # comments that a person still looks through
_P, _R, _T, _PPR, _RPR, _ID = W + "p", W + "r", W + "t", W + "pPr", W + "rPr", W + "id"
_START, _END, _REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
_FIELD = W + "fldChar"
_MAY_HOLD = frozenset({W + "hyperlink", W + "ins", W + "moveTo"})  # besides the paragraph itself

_STRICT = Words(
    "“严格 Open XML”格式不能加批注：请在 Word 里另存为普通的 .docx",
    "no comments are written into Strict Open XML: save it in Word as an ordinary .docx",
)
_EMPTY = Words("文件没有正文段落，批注没有地方放", "no paragraph in the body that could carry comments")


class Note(NamedTuple):
    """What to say of some words of ``Document.text``; lines of ``text`` after the first are suggestions."""

    span: Span
    code: str
    severity: Severity
    text: str


class Annotated(NamedTuple):
    """The file with its comments: how many were written, and how many findings have none of their own."""

    data: bytes
    written: int
    merged: int
    warnings: tuple[Words, ...]


def annotate(
    data: bytes, notes: Sequence[Note], when: datetime, *, lang: Lang = "zh", cap: int = CAP
) -> Annotated:
    """Write ``notes`` as comments of ``when`` (UTC); at most ``cap`` of them, the gravest, and the rest summed up.

    Raises ``Unreadable``, also for files of the strict variant.
    """
    package = open_package(data)
    main = package.part(package.main)
    if main.strict:
        raise Unreadable(_STRICT)
    reading = walk(package)
    threads = threads_of(reading)
    ours = [thread for thread in threads if thread.comment.ours]
    standing = [thread for thread in ours if thread.resolved or thread.added]
    stale = [thread for thread in ours if not thread.resolved and not thread.added]
    wanted = _unsaid(reading, notes, standing)
    targets = _Targets(reading, main.root)
    groups = _capped(reading, _groups(wanted), cap, lang) if targets.possible else []

    gone = [comment for thread in stale for comment in (thread.comment, *thread.replies)]
    removed = _take_out(main.root, {comment.id for comment in gone})
    changed = parts.forget(package, gone)
    written = parts.Comments(package, when)
    texts = [_text(reading, group, lang) for group in groups]
    targets.split(group.span for group in groups)
    for group, text in zip(groups, texts, strict=True):
        targets.mark(group.span, written.add(text), written.reference)
    if removed or groups:
        changed[package.main] = serialise(main)
    main_bytes = changed.get(package.main) or package.read(package.main)
    changed.update(written.parts(main_bytes))
    warnings = (*parts.warnings(package), *(() if targets.possible or not wanted else (_EMPTY,)))
    merged = len(wanted) - len(groups) if targets.possible else 0
    return Annotated(package.with_parts(changed), len(groups), merged, warnings)


def state_of(data: bytes) -> Literal["untouched", "worked on", "foreign"]:
    """Whether xxlint wrote this file and nobody saved it since; raises ``Unreadable``."""
    package = open_package(data)
    if parts.is_untouched(package):
        return "untouched"
    return "worked on" if any(comment.ours for comment in comments_of(package)) else "foreign"


# what is said


class _Group(NamedTuple):
    """The notes of one comment."""

    span: Span
    notes: tuple[Note, ...]
    others: tuple[Note, ...] = ()  # of the same code in the same paragraph
    rest: tuple[Note, ...] = ()  # summed up

    @property
    def gravity(self) -> int:
        return min(SEVERITIES.index(note.severity) for note in self.notes)


def _unsaid(reading: Reading, notes: Iterable[Note], standing: Iterable[Thread]) -> list[Note]:
    """The notes that no comment that stays is about, in the order of the text."""
    said: dict[str, list[Span]] = {}
    for thread in standing:
        for waiver in covered(reading, thread.comment):
            said.setdefault(waiver.code, []).append(waiver.span)
    fresh = (n for n in notes if not any(span.overlaps(n.span) for span in said.get(n.code, ())))
    return sorted(fresh, key=lambda note: (note.span.start, -note.span.end, note.code, note.text))


def _groups(notes: Iterable[Note]) -> list[_Group]:
    by_span: dict[Span, list[Note]] = {}
    for note in notes:
        by_span.setdefault(note.span, []).append(note)
    return [_Group(span, tuple(found)) for span, found in by_span.items()]


def _capped(reading: Reading, groups: list[_Group], cap: int, lang: Lang) -> list[_Group]:
    """At most ``cap`` comments: those of one code in one paragraph together, then the least grave summed up."""
    if len(groups) <= cap:
        return groups
    starts = [block.span.start for block in reading.layout.blocks]
    together: dict[object, _Group] = {}
    for group in groups:
        paragraph = bisect_right(starts, group.span.start)
        key: object = (paragraph, group.notes[0].code) if len(group.notes) == 1 else group.span
        first = together.get(key)
        together[key] = group if first is None else first._replace(others=(*first.others, *group.notes))
    ranked = sorted(together.values(), key=lambda group: (group.gravity, group.span))
    kept, rest = ranked[: max(cap - 1, 0)], ranked[max(cap - 1, 0) :]
    if len(ranked) > cap:
        left = sorted(note for group in rest for note in (*group.notes, *group.others))
        kept.append(_Group(left[0].span, (left[0],), rest=tuple(left)))
    else:
        kept += rest
    return sorted(kept, key=lambda group: (group.span.start, -group.span.end, bool(group.rest)))


def _text(reading: Reading, group: _Group, lang: Lang) -> list[str]:
    """The lines of one comment."""
    if group.rest:
        codes = Counter(note.code for note in group.rest)
        listed = "、" if lang == "zh" else ", "
        counts = listed.join(f"{code} ×{count}" for code, count in sorted(codes.items()))
        if lang == "en":
            return [f"{REST.en}{len(group.rest)} more findings: {counts}"]
        return [f"{REST.zh}{len(group.rest)} 条没有逐条批注：{counts}"]
    lines: list[str] = []
    for note in group.notes:
        first, *more = note.text.split("\n")
        lines += [f"{note.code} {_place(reading, note, lang)}{first}", *more]
    if group.others:
        lines[0] += OTHERS.fill(count=len(group.others)).to(lang)
    return lines


def _place(reading: Reading, note: Note, lang: Lang) -> str:
    if note.span == (0, 0):
        return place_of_whole(lang)
    where = _block_at(reading, note.span)[1].where
    return place_of(where.part, where.note, note.span.of(reading.text), lang)


def _block_at(reading: Reading, span: Span) -> tuple[int, Block]:
    """The paragraph in which ``span`` begins, with its index; line ends before its first words count nothing."""
    words = span.of(reading.text)
    start = span.start + len(words) - len(words.lstrip("\n")) if words.strip("\n") else span.start
    blocks = reading.layout.blocks
    at = max(0, bisect_right(blocks, start, key=lambda block: block.span.start) - 1)
    return at, blocks[at]


# where it stands


class _Targets:
    """The places of the body where comments can stand.  First ``split`` all spans, then ``mark`` each."""

    def __init__(self, reading: Reading, root: "_Element") -> None:
        self.reading, self.root = reading, root
        body = [
            (block, anchor.paragraph)
            for block, anchor in zip(reading.layout.blocks, reading.anchors, strict=True)
            if block.where.part == "body"
        ]
        worded = (found for found in body if reading.text[found[0].span.start : found[0].span.end].strip())
        self.first = next(worded, body[0] if body else None)
        size = body[-1][0].span.end if body else 0
        here = (atom for atom in (*reading.pieces, *reading.signs) if atom.span.end <= size)
        self.atoms = sorted(here, key=lambda atom: atom.span)
        self.starts = [atom.span.start for atom in self.atoms]
        self.cuts: list[int] = []  # inside atoms, in order
        self.runs: dict[int, _Element] = {}  # by the cuts, the runs that begin there

    @property
    def possible(self) -> bool:
        """Whether there is a paragraph at all."""
        return self.first is not None

    def split(self, spans: Iterable[Span]) -> None:
        """Take runs apart where comments begin and end."""
        edges = {edge for span in spans for edge in self._exact(span) or ()}
        for edge in sorted(edges, reverse=True):
            self._cut(edge)
        self.cuts.reverse()

    def mark(self, span: Span, id_: str, reference: "_Element") -> None:
        """Put the range of comment ``id_`` around the words of ``span``, and the ``reference`` behind."""
        start = self.root.makeelement(_START, {_ID: id_})
        end = self.root.makeelement(_END, {_ID: id_})
        exact = self._exact(span)
        if exact is not None:
            first, last = self._begin(exact.start), self._leaf(exact.end - 1)
        else:
            paragraph, found = self._instead(span)
            if found is None:
                _around_all(paragraph, start, end, reference)
                return
            first, last = found
        first.addprevious(start)
        last.addnext(reference)
        last.addnext(end)

    def _exact(self, span: Span) -> Span | None:
        """What of ``span`` was typed into the body; None for nothing, and for what counts for the whole report.

        A place between two characters is the one behind it, at the end of a line the one before.
        """
        if span.start == span.end and span.start:
            at = next((k for k in (span.start, span.start - 1) if self._atom(k) is not None), None)
            return None if at is None else Span(at, at + 1)
        first = bisect_right(self.starts, span.start) - 1
        if first < 0 or self.atoms[first].span.end <= span.start:
            first += 1
        last = bisect_left(self.starts, span.end) - 1
        if span.start == span.end or first > last:
            return None
        return Span(max(span.start, self.atoms[first].span.start), min(span.end, self.atoms[last].span.end))

    def _instead(self, span: Span) -> "tuple[_Element, tuple[_Element, _Element] | None]":
        """A paragraph for what has no words in the body, and what of it to mark; None for all of it."""
        index, block = _block_at(self.reading, span)
        anchor = self.reading.anchors[index]
        if span != (0, 0) and block.where.part == "body":
            return anchor.paragraph, self._first_run(block.span)
        host = anchor.host
        if host is not None and host.getroottree().getroot() is self.root:
            leaf = _leaf(host)
            if block.where.part != "textbox":
                return leaf, (leaf, leaf)
            return _paragraph_of(leaf), None
        if self.first is None:
            raise ValueError("no paragraph")
        return self.first[1], self._first_run(self.first[0].span)

    def _first_run(self, paragraph: Span) -> "tuple[_Element, _Element] | None":
        exact = self._exact(paragraph)
        if exact is None:
            return None
        leaf = self._leaf(exact.start)
        return leaf, leaf

    def _atom(self, offset: int) -> Piece | None:
        at = bisect_right(self.starts, offset) - 1
        return self.atoms[at] if at >= 0 and offset < self.atoms[at].span.end else None

    def _cut(self, edge: int) -> None:
        atom = self._atom(edge)
        if atom is None:
            return
        leaf, offset = _leaf(atom.element), edge - atom.span.start
        if leaf.tag != _R:
            return
        if not offset:
            child = atom.element
            while child.getparent() is not leaf:
                above = child.getparent()
                if above is None:
                    return
                child = above
            split_before(child)
        elif atom.element.tag == _T and atom.element.getparent() is leaf:
            right = split_run(atom.element, offset)[1]
            if right is not None:
                self.cuts.append(edge)
                self.runs[edge] = right

    def _begin(self, offset: int) -> "_Element":
        """What holds the character at ``offset``; of the prompt of a field, which stands in its code, its begin."""
        atom, leaf = self._atom(offset), self._leaf(offset)
        return _begin_of_field(leaf) if atom is not None and atom.element.tag == _FIELD else leaf

    def _leaf(self, offset: int) -> "_Element":
        """What holds the character at ``offset``, among the children of its paragraph."""
        atom = self._atom(offset)
        if atom is None:
            raise ValueError("no character of the body")
        at = bisect_right(self.cuts, offset) - 1
        if at >= 0 and self.cuts[at] > atom.span.start:
            return self.runs[self.cuts[at]]
        return _leaf(atom.element)


def _leaf(element: "_Element") -> "_Element":
    """The ancestor of ``element`` (or itself) beside which a comment may begin: a run, or what holds runs and should
    not hold comments, such as a content control."""
    path = [element]
    for ancestor in element.iterancestors():
        if ancestor.tag == _P:
            break
        path.append(ancestor)
    while len(path) > 1 and path[-1].tag in _MAY_HOLD:
        path.pop()
    return path[-1]


def _paragraph_of(element: "_Element") -> "_Element":
    found = next(element.iterancestors(_P), None)
    return element if found is None else found


def _begin_of_field(leaf: "_Element") -> "_Element":
    """Of a run that ends a field the one that begins it."""
    depth = 0
    run: _Element | None = leaf
    while run is not None:
        for mark in reversed(run.findall(_FIELD)):
            depth += {"end": 1, "begin": -1}.get(mark.get(W + "fldCharType") or "", 0)
        if depth <= 0:
            return run
        run = run.getprevious()
    return leaf


def _around_all(paragraph: "_Element", start: "_Element", end: "_Element", reference: "_Element") -> None:
    properties = paragraph.find(_PPR)
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(end)
    paragraph.append(reference)


def _take_out(root: "_Element", ids: set[str]) -> bool:
    """Take the ranges and references of some comments out of the text."""
    if not ids:
        return False
    for element in [e for e in root.iter(_START, _END, _REFERENCE) if e.get(_ID) in ids]:
        run = element.getparent()
        remove(element)
        if element.tag == _REFERENCE and run is not None and run.tag == _R and _is_bare(run):
            remove(run)
    return True


def _is_bare(run: "_Element") -> bool:
    return all(child.tag == _RPR for child in run)
