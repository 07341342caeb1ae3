"""The table: what a clerk sees first.

Findings by file and section: where, how grave, what is wrong and what belongs there, the words around it with the
defect marked.  Findings of one rule in one sentence share a row unless all are asked for.  Below it a summary: what
was found, what is to be filled in, what was checked and what was not.

Drawn without a library for tables: their line breaks know nothing of Chinese punctuation, and their import would cost
more than the whole check of a report.  Where nobody watches, the same rows are plain lines, uncut.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.kinds.slot import wanted
from xxlint.output import (
    SEVERITY_WORDS,
    Ink,
    Signs,
    View,
    cell_width,
    clip,
    family_key,
    family_name,
    head,
    listing,
    paint,
    signs,
    tail,
    visible,
    wrap,
)
from xxlint.results import FileResult
from xxlint.span import LineIndex, Span
from xxlint.vocabulary import NUMERIC_KINDS, SEVERITIES, Severity, SlotKind, at_least
from xxlint.words import Lang, Words

_AROUND = 52  # columns for the words around a defect: some twelve characters on either side
_WIDE_AROUND = 80
_DEFECT = 24  # characters shown of a defect
_MESSAGES = 3  # different messages that a folded row lists
_NAMES = 5  # files that a line of the summary names
_NARROW = 76  # below so many columns the message stands under place, severity and code
_BESIDE = 110  # from so many columns on the words around stand beside the message
_WIDE = 160
_PLAIN_WHAT = 44  # columns for the message where nothing limits a line


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The findings that are shown, file by file, then the summary."""
    sheet = _Sheet(view)
    files = [_File(result, sheet) for result in results]
    layout = _Layout.of([row for file in files for row in file.rows], sheet)
    for file in files:
        yield from file.lines(layout)
    if not view.quiet:
        folded = any(row.times > 1 for file in files for row in file.rows)
        yield from _summary(results, sheet, folded)


class _Sheet:
    """The paper: language, colours and signs, and how a line is put on it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lang: Lang = view.lang
        self.plain = not view.color and not view.tty
        self.width = view.width or (0 if self.plain else 100)
        self.signs: Signs = signs(view.boxes)

    def line(self, inks: Iterable[Ink], indent: int = 0) -> str:
        """One line of output."""
        return f"{' ' * indent}{paint(inks, self.view.color)}".rstrip() + "\n"

    def say(self, zh: str, en: str) -> str:
        """The text in the reader's language."""
        return en if self.lang == "en" else zh

    def comma(self) -> str:
        """What parts the items of a list."""
        return self.say("、", ", ")


class _Row(NamedTuple):
    """A row: one finding, or several of one rule in one sentence."""

    place: str
    severity: Severity
    code: str
    what: str
    section: tuple[str, ...]
    group: tuple[Diagnostic, ...]

    @property
    def times(self) -> int:
        """How many findings the row stands for."""
        return len(self.group)


class _Layout(NamedTuple):
    """The columns: where the message begins, how wide it and the words around the defect may be.

    ``way`` says where those words stand: beside the message, below it, or both below place, severity and code.
    """

    place: int
    severity: int
    code: int
    margin: int
    what: int
    around: int
    way: Literal["beside", "below", "stacked"]

    @classmethod
    def of(cls, rows: Sequence[_Row], sheet: _Sheet) -> "_Layout":
        """The best columns for these rows on this sheet."""
        place = max((len(row.place) for row in rows), default=0)
        severity = max((cell_width(SEVERITY_WORDS[row.severity].to(sheet.lang)) for row in rows), default=0)
        code = max((cell_width(_code(row, sheet.signs)) for row in rows), default=0)
        what = max((cell_width(row.what) for row in rows), default=0)
        margin = place + severity + code + 8
        room = sheet.width - margin
        if not sheet.width:
            return cls(place, severity, code, margin, min(what, _PLAIN_WHAT), _AROUND, "beside")
        if sheet.width < _NARROW:
            margin = place + 4
            return cls(
                place,
                severity,
                code,
                margin,
                sheet.width - margin,
                min(_AROUND, sheet.width - margin),
                "stacked",
            )
        if sheet.width < _BESIDE:
            return cls(place, severity, code, margin, room, min(_AROUND, room), "below")
        place, severity, code = (
            max(width, cell_width(name))
            for width, name in zip((place, severity, code), _columns(sheet), strict=False)
        )
        margin = place + severity + code + 8
        room = sheet.width - margin
        around = _WIDE_AROUND if sheet.width >= _WIDE else _AROUND
        return cls(place, severity, code, margin, min(what, room - around - 2), around, "beside")


def _columns(sheet: _Sheet) -> tuple[str, str, str, str, str]:
    if sheet.lang == "en":
        return "place", "level", "code", "finding", "context"
    return "位置", "级别", "代码", "问题", "上下文"


def _code(row: _Row, signs: Signs) -> str:
    return f"{row.code} {signs.times}{row.times}" if row.times > 1 else row.code


class _File:
    """One file's rows, and how they are drawn."""

    def __init__(self, result: FileResult, sheet: _Sheet) -> None:
        self.result = result
        self.sheet = sheet
        self.shown = [d for d in result.diagnostics if at_least(d.severity, sheet.view.show)]
        self.rows = list(self._rows()) if self.shown else []

    def _rows(self) -> Iterator[_Row]:
        text, sheet = self.result.text, self.sheet
        index = LineIndex(text)
        groups = [[d] for d in self.shown] if sheet.view.verbose else _folded(self.shown, text)
        positions = [index.position(group[0].span.start) for group in groups]
        digits = max((len(str(p.line)) for p in positions), default=1)
        for group, (line, column) in zip(groups, positions, strict=True):
            first = group[0]
            place = (
                " " * (digits - 1) + sheet.signs.dash if _is_on_file(first) else f"{line:>{digits}}:{column}"
            )
            what = visible(_what(group, sheet))
            yield _Row(place, first.severity, first.code, what, first.section, tuple(group))

    def lines(self, layout: _Layout) -> Iterator[str]:
        """The file's name, its sections and their rows; nothing for a file that has nothing to say."""
        sheet, view = self.sheet, self.sheet.view
        notes = () if view.quiet or self.result.status != "checked" else self.result.notes
        if not self.rows and not notes and not view.verbose:
            return
        yield from self._head()
        for words in notes:
            yield sheet.line([Ink(visible(words.to(sheet.lang)), "dim")], indent=2)
        if layout.way == "beside" and not sheet.plain and self.rows:
            yield self._columns(layout)
        for at, (section, rows) in enumerate(groupby(self.rows, key=lambda row: row.section)):
            if at and not sheet.plain:
                yield "\n"
            if section:
                yield from self._section(section)
            for row in rows:
                yield from _draw(row, self.result.text, layout, sheet)
        yield "\n"

    def _head(self) -> Iterator[str]:
        sheet, signs = self.sheet, self.sheet.signs
        name = visible(self.result.path)
        counts = Counter(d.severity for d in self.shown)
        tally: list[Ink] = []
        for severity in SEVERITIES:
            if counts[severity]:
                tally += [Ink(f" {signs.dot} ", "dim")] if tally else []
                tally.append(Ink(f"{SEVERITY_WORDS[severity].to(sheet.lang)} {counts[severity]}", severity))
        if not tally:
            tally.append(Ink(_status(self.result, sheet), "dim"))
        if sheet.plain:
            yield sheet.line([Ink(f"{name}  "), *tally])
            return
        rule = sheet.width - cell_width(name) - sum(cell_width(ink.text) for ink in tally) - 2
        if rule < 3:
            yield from (
                sheet.line([Ink(ink.text, "bold") for ink in line]) for line in wrap([Ink(name)], sheet.width)
            )
            rule = sheet.width - sum(cell_width(ink.text) for ink in tally) - 1
            yield sheet.line([Ink(signs.rule * rule + " ", "dim"), *tally])
        else:
            yield sheet.line([Ink(name, "bold"), Ink(f" {signs.rule * rule} ", "dim"), *tally])

    def _columns(self, layout: _Layout) -> str:
        """What the columns hold."""
        *names, last = _columns(self.sheet)
        widths = (layout.place, layout.severity, layout.code, layout.what)
        cells = [
            name + " " * (width - cell_width(name) + 2) for name, width in zip(names, widths, strict=True)
        ]
        return self.sheet.line([Ink("".join(cells) + last, "dim")], indent=2)

    def _section(self, section: tuple[str, ...]) -> Iterator[str]:
        sheet = self.sheet
        into = f" {sheet.signs.into} "
        headings = [visible(heading) for heading in section]
        room = sheet.width - 2 - cell_width(into) * (len(headings) - 1)
        if sheet.width and sum(map(cell_width, headings)) > room:
            headings = _shortened(headings, room, sheet.signs.dots)
        inks = [Ink(f"{heading}{into}", "dim") for heading in headings[:-1]]
        yield sheet.line([*inks, Ink(headings[-1], "heading")], indent=2)


def _shortened(headings: list[str], room: int, dots: str) -> list[str]:
    """The headings cut to fit into ``room`` together; the short ones stay whole."""
    left = room
    kept = dict.fromkeys(range(len(headings)), "")
    waiting = sorted(kept, key=lambda at: cell_width(headings[at]))
    for done, at in enumerate(waiting):
        kept[at] = clip(headings[at], max(6, left // (len(waiting) - done)), dots)
        left -= cell_width(kept[at])
    return list(kept.values())


def _status(result: FileResult, sheet: _Sheet) -> str:
    if result.status == "checked":
        return sheet.say("没有问题", "clean")
    return sheet.say("没有检查", "not checked")


# one row


def _draw(row: _Row, text: str, layout: _Layout, sheet: _Sheet) -> Iterator[str]:
    """The lines of one row."""
    severity = SEVERITY_WORDS[row.severity].to(sheet.lang)
    code = _code(row, sheet.signs)
    start = [
        Ink(f"  {row.place:<{layout.place}}  "),
        Ink(severity + " " * (layout.severity - cell_width(severity)), row.severity),
        Ink("  "),
        Ink(row.code, "bold"),
        Ink(code[len(row.code) :], row.severity),
    ]
    gap = Ink(" " * (layout.code - cell_width(code) + 2))
    what = wrap([Ink(row.what)], layout.what) if sheet.width else [[Ink(row.what)]]
    around = [] if _is_on_file(row.group[0]) else _around(text, row.group, layout.around, sheet)
    if layout.way == "stacked":
        used = layout.place + layout.severity + layout.code + 8
        short = len(what) == 1 and used + cell_width(row.what) <= sheet.width
        yield sheet.line([*start, gap, *what.pop()] if short else start)
        for line in (*what, *([around] if around else [])):
            yield sheet.line(line, indent=layout.margin)
        return
    beside: list[Ink] = []
    if layout.way == "beside" and around:
        filling = layout.what - sum(cell_width(ink.text) for ink in what[0]) + 2
        beside = [Ink(" " * max(2, filling)), *around]
    yield sheet.line([*start, gap, *what[0], *beside])
    for line in (*what[1:], *([around] if around and layout.way == "below" else [])):
        yield sheet.line(line, indent=layout.margin)


def _is_on_file(diagnostic: Diagnostic) -> bool:
    """Whether the finding is about the file as a whole."""
    return diagnostic.span == Span(0, 0)


def _folded(diagnostics: Sequence[Diagnostic], text: str) -> list[list[Diagnostic]]:
    """The findings of one rule in one sentence together, in the order of the first of each."""
    ends = [match.end() for match in re.finditer(r"[。！？\r\n]", text)]
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for d in diagnostics:
        key = (
            d.section,
            d.code,
            d.severity,
            d.case,
            bisect_right(ends, d.span.start),
            d.span == Span(0, 0) and d.message,
        )
        groups.setdefault(key, []).append(d)
    return list(groups.values())


def _what(group: Sequence[Diagnostic], sheet: _Sheet) -> str:
    """What is wrong and what belongs there, for one finding or for all of a row."""
    places = [_wanted(d, sheet.lang) for d in group]
    if all(places):
        return _wanted_together([place for place in places if place], sheet)
    messages = list(dict.fromkeys(d.message for d in group))
    said = sheet.say("；", "; ").join(messages[:_MESSAGES])
    more = len(messages) - _MESSAGES
    return said + sheet.say(f"；另 {more} 处", f"; {more} more") if more > 0 else said


def _wanted(diagnostic: Diagnostic, lang: Lang) -> tuple[str, str] | None:
    """For a slot whose message ends with what belongs there: the name of the metric, and what is missing."""
    if diagnostic.slot is None:
        return None
    missing = wanted(diagnostic.slot)["wanted_en" if lang == "en" else "wanted"]
    if not diagnostic.message.endswith(missing):
        return None
    metric = diagnostic.slot.metric or ""
    return (
        (metric, missing.removeprefix(metric).strip()) if missing.startswith(f"{metric} ") else ("", missing)
    )


def _wanted_together(places: Sequence[tuple[str, str]], sheet: _Sheet) -> str:
    """固定资产投资、工业总产值 缺数值（亿元）；请填具体名称 ×2"""
    groups: dict[tuple[str, bool], list[str]] = {}
    for metric, missing in places:
        groups.setdefault((missing, bool(metric)), []).append(metric)
    parts = []
    for (missing, named), metrics in groups.items():
        counted = Counter(metrics)
        if not named:
            parts.append(missing + (f" {sheet.signs.times}{len(metrics)}" if len(metrics) > 1 else ""))
            continue
        names = sheet.comma().join(
            name + (f"{sheet.signs.times}{n}" if n > 1 else "") for name, n in counted.items()
        )
        several = missing.replace("lacks its value", "lack their values") if len(metrics) > 1 else missing
        parts.append(f"{names} {several}")
    return sheet.say("；", "; ").join(parts)


def _around(text: str, group: Sequence[Diagnostic], width: int, sheet: _Sheet) -> list[Ink]:
    """One line with the first defect of a row and the words around it; every defect of the row among them is marked."""
    first, dots = group[0].span, Ink(sheet.signs.dots, "dim")
    begin, end = _line_around(text, first, width)
    defect = _marked(group[0], text, sheet)
    room = max(0, width - cell_width(defect.text) - 2 * cell_width(dots.text))
    before = visible(text[begin : first.start])
    left = tail(before, max(room // 2, room - cell_width(text[first.end : end])))
    right: list[Ink] = []
    at = first.end
    for d in group[1:]:
        if at <= d.span.start and d.span.end <= end:
            right += [Ink(visible(text[at : d.span.start]), "dim"), _marked(d, text, sheet)]
            at = d.span.end
    right.append(Ink(visible(text[at:end]), "dim"))
    left = left.lstrip() if left == before else left
    inks = [] if left == before.lstrip() and _begins_line(text, begin) else [dots]
    inks += [Ink(left, "dim"), defect]
    room -= cell_width(left)
    for ink in right:
        if cell_width(ink.text) > room:
            return [*inks, Ink(head(ink.text, room) if not ink.style.startswith("mark") else "", "dim"), dots]
        inks.append(ink)
        room -= cell_width(ink.text)
    return inks if end == len(text) or text[end] in "\r\n" else [*inks, dots]


def _line_around(text: str, span: Span, reach: int) -> Span:
    """The part of the span's line that lies within reach of it."""
    begin = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    stop = re.compile(r"[\r\n]").search(text, span.end, span.end + reach)
    return Span(max(begin, span.start - reach), stop.start() if stop else min(len(text), span.end + reach))


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\r\n"


def _marked(diagnostic: Diagnostic, text: str, sheet: _Sheet) -> Ink:
    """The defect: in colour a block of colour, else between brackets."""
    words = diagnostic.span.of(text)
    if len(words) > _DEFECT:
        words = f"{words[: _DEFECT - 6]}{sheet.signs.dots}{words[-5:]}"
    words = visible(words)
    if sheet.view.color:
        return Ink(words or " ", f"mark-{diagnostic.severity}")
    opening, closing = (">>", "<<") if "【" in words or "】" in words else ("【", "】")
    return Ink(f"{opening}{words}{closing}", "mark")


# the summary

_SLOT_WORDS: dict[SlotKind, Words] = {
    "amount": Words("金额", "amount"),
    "count": Words("数量", "count"),
    "area": Words("面积", "area"),
    "percent": Words("比例", "percentage"),
    "index": Words("指数", "index"),
    "date": Words("日期", "date"),
    "person": Words("姓名", "person"),
    "place": Words("地名", "place"),
    "organisation": Words("单位", "office"),
    "project": Words("名称", "name"),
    "text": Words("内容", "content"),
}


def _summary(results: Sequence[FileResult], sheet: _Sheet, folded: bool) -> Iterator[str]:
    counts = Counter(d.severity for result in results for d in result.diagnostics)
    entries: list[tuple[str, list[Ink]]] = []
    if any(counts.values()):
        entries.append((sheet.say("问题", "found"), list(_severities(counts, sheet))))
        entries.append((sheet.say("类别", "families"), [Ink(_families(results, sheet))]))
    kinds = Counter(slot.kind for result in results for slot in result.slots)
    if kinds:
        entries.append((sheet.say("待填", "to fill in"), [Ink(_to_fill_in(kinds, sheet))]))
    checked = [result for result in results if result.status == "checked"]
    if checked and not counts["error"] + counts["warning"]:
        good = (
            sheet.say("没有错误和警告", "no errors, no warnings")
            if counts
            else sheet.say("没有发现问题", "no findings")
        )
        yield sheet.line([Ink(f"{sheet.signs.good} {good}", "good")])
    elif not sheet.plain:
        yield sheet.line([Ink(sheet.signs.rule * sheet.width, "dim")])
    entries.append((sheet.say("检查", "checked"), [Ink(_checked(checked, sheet))]))
    for reason, names in _not_checked(results, sheet.lang).items():
        entries.append((sheet.say("没查", "not checked"), [Ink(_left_out(names, reason, sheet), "warning")]))
    silenced = sum(result.silenced for result in results)
    if silenced:
        entries.append(
            (
                sheet.say("忽略", "silenced"),
                [Ink(sheet.say(f"{silenced} 条，由文中注释忽略", f"{silenced}, by comments in the text"))],
            )
        )
    if sheet.view.seconds is not None:
        entries.append((sheet.say("用时", "time"), [Ink(f"{sheet.view.seconds:.2f} {sheet.say('秒', 's')}")]))
    yield from listing(entries, sheet.width or 10_000, sheet.view.color)
    if folded and not sheet.plain:
        hint = sheet.say(
            "同一句里同一规则的问题合并为一行，-v 逐条列出",
            "findings of one rule in one sentence share a row; -v lists each",
        )
        yield "\n"
        yield from (
            sheet.line([Ink(ink.text, "dim") for ink in line], indent=2)
            for line in wrap([Ink(hint)], sheet.width - 2)
        )


def _severities(counts: Counter[Severity], sheet: _Sheet) -> Iterator[Ink]:
    """错误 62 · 警告 0 · 提示 3（--show info 查看）"""
    for severity in SEVERITIES:
        if severity != "error":
            yield Ink(f" {sheet.signs.dot} ", "dim")
        yield Ink(
            f"{SEVERITY_WORDS[severity].to(sheet.lang)} {counts[severity]}",
            severity if counts[severity] else "dim",
        )
    hidden = [
        severity for severity in SEVERITIES if counts[severity] and not at_least(severity, sheet.view.show)
    ]
    if hidden:
        yield Ink(sheet.say(f"（--show {hidden[-1]} 查看）", f" (see them with --show {hidden[-1]})"), "dim")


def _families(results: Sequence[FileResult], sheet: _Sheet) -> str:
    found = Counter(family_key(d.code) for result in results for d in result.diagnostics)
    return f" {sheet.signs.dot} ".join(
        f"{family_name(key, sheet.lang)} {found[key]}" for key in sorted(found)
    )


def _to_fill_in(kinds: Counter[SlotKind], sheet: _Sheet) -> str:
    """59 处：数值 31（金额 13、数量 11、面积 4、比例 2、指数 1），文字 28（内容 19、名称 9）"""
    numbers = Counter({kind: n for kind, n in kinds.items() if kind in NUMERIC_KINDS})
    words = Counter({kind: n for kind, n in kinds.items() if kind not in NUMERIC_KINDS})
    parts = []
    for name, found in ((Words("数值", "numbers"), numbers), (Words("文字", "words"), words)):
        if found:
            kind_counts = [(_SLOT_WORDS[kind].to(sheet.lang), n) for kind, n in found.most_common()]
            listed = sheet.comma().join(f"{word} {n}" for word, n in kind_counts)
            brackets = sheet.say(f"（{listed}）", f" ({listed})")
            parts.append(f"{name.to(sheet.lang)} {found.total()}{brackets}")
    return sheet.say(f"{kinds.total()} 处：", f"{kinds.total()}: ") + sheet.say("，", ", ").join(parts)


def _checked(checked: Sequence[FileResult], sheet: _Sheet) -> str:
    files, characters = len(checked), sum(len(result.text) for result in checked)
    sections, lists = sum(result.sections for result in checked), sum(result.lists for result in checked)
    return sheet.say(
        f"{files} 个文件，{characters:,} 字，{sections} 个章节，{lists} 组序号",
        f"{files} file{'s' * (files != 1)}, {characters:,} characters, {sections} sections, {lists} lists",
    )


def _not_checked(results: Sequence[FileResult], lang: Lang) -> dict[str, list[str]]:
    """Why something was not checked, and in which files."""
    reasons: dict[str, list[str]] = {}
    for result in results:
        for words in result.not_checked:
            reasons.setdefault(visible(words.to(lang)), []).append(visible(result.path))
    return reasons


def _left_out(names: list[str], reason: str, sheet: _Sheet) -> str:
    """甲.docx、乙.docx 等 7 个文件：这个版本还不能检查 .docx"""
    shown = names if sheet.view.verbose else names[:_NAMES]
    listed = sheet.comma().join(shown)
    if len(shown) < len(names):
        listed += sheet.say(f" 等 {len(names)} 个文件", f" and {len(names) - len(shown)} more")
    return f"{listed}{sheet.say('：', ': ')}{reason}"
