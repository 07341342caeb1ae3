"""The table: what a clerk sees first.

Findings by file and section: where, how grave, what is wrong and what belongs there, the words around it with the
defect marked.  Findings of one rule in one sentence share a row unless all are asked for.  Below it a summary: what
was found, what is to be filled in, what was checked and what was not.  Where nobody watches, the same rows are plain
lines, uncut.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from xxlint.diagnostic import Diagnostic
from xxlint.drawing import Clipped, Prose, across, head, tail
from xxlint.kinds.slot import wanted
from xxlint.output import SEVERITY_WORDS, View, drawn, family_key, family_name, silenced_words, visible
from xxlint.places import WHOLE, Places
from xxlint.results import FileResult
from xxlint.span import Span
from xxlint.vocabulary import NUMERIC_KINDS, SEVERITIES, Severity, SlotKind, at_least
from xxlint.words import Words

_AROUND = 52  # columns for the words around a defect: some twelve characters on either side
_WIDE_AROUND = 80
_DEFECT = 24  # characters shown of a defect
_MESSAGES = 3  # different messages that a folded row lists
_NAMES = 5  # files that a line of the summary names
_NARROW = 76  # below so many columns the message stands under place, severity and code
_BESIDE = 110  # from so many columns on the words around stand beside the message
_WIDE = 160
_RULE = 8  # columns that the line between a file's name and its counts keeps, with the gaps
_UNWATCHED = 100  # columns for colours in a pipe


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The findings that are shown, file by file, then the summary."""
    if view.color and not view.width:
        view = view._replace(width=_UNWATCHED)
    return drawn(renderables(results, view), view)


def renderables(results: Sequence[FileResult], view: View) -> Iterator[RenderableType]:
    """The same, for rich to draw."""
    files = [(result, _rows(result, view)) for result in results]
    layout = _layout([row for _, rows in files for row in rows], view)
    for result, rows in files:
        yield from _file(result, rows, layout, view)
    if not view.quiet:
        yield from _summary(results, view)
        if view.width and any(len(row.group) > 1 for _, rows in files for row in rows):
            hint = view.say(
                "同一句里同一规则的问题合并为一行，-v 逐条列出",
                "findings of one rule in one sentence share a row; -v lists each",
            )
            yield ""
            yield Padding.indent(Prose(hint, "dim"), 2)


# rows: what is said of the findings


class _Row(NamedTuple):
    """A row: one finding, or several of one rule in one sentence; ``place`` is a line, or two on a narrow terminal."""

    place: tuple[str, ...]
    severity: Severity
    times: str
    what: str
    section: tuple[str, ...]
    group: tuple[Diagnostic, ...]


def _rows(result: FileResult, view: View) -> list[_Row]:
    shown = [d for d in result.diagnostics if at_least(d.severity, view.show)]
    places = Places(result, view.lang)
    groups = [[d] for d in shown] if view.verbose else _folded(shown, places)
    rows = []
    for group, place in zip(groups, _places([group[0] for group in groups], places, view), strict=True):
        d = group[0]
        times = f" {view.signs.times}{len(group)}" if len(group) > 1 else ""
        rows.append(_Row(place, d.severity, times, visible(_what(group, view)), d.section, tuple(group)))
    return rows


def _places(diagnostics: Sequence[Diagnostic], places: Places, view: View) -> Iterable[tuple[str, ...]]:
    """The places, under each other: lines by their last digit, pages behind or below the longest paragraph."""
    spots = [places.spot(d.span) for d in diagnostics]
    if places.has_lines:
        digits = max((len(spot.place) for spot in spots), default=1)
        for d, spot in zip(diagnostics, spots, strict=True):
            column = places.index.position(d.span.start).column
            yield (f"{view.signs.dash:>{digits}}" if _is_on_file(d) else f"{spot.place:>{digits}}:{column}",)
        return
    wide = max((cell_len(spot.place) for spot in spots), default=0)
    for d, (place, page) in zip(diagnostics, spots, strict=True):
        if _is_on_file(d):
            yield (view.signs.dash,)
        elif page and 0 < view.width < _BESIDE:
            yield (place, page)
        else:
            yield (f"{place}{' ' * (wide - cell_len(place))}  {page}".rstrip(),)


def _is_on_file(diagnostic: Diagnostic) -> bool:
    """Whether the finding is about the file as a whole."""
    return diagnostic.span == WHOLE


def _folded(diagnostics: Sequence[Diagnostic], places: Places) -> list[list[Diagnostic]]:
    """The findings of one rule in one sentence together, in the order of the first of each; cells stay apart."""
    ends = [match.end() for match in re.finditer(r"[。！？\r\n]", places.text)]
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for d in diagnostics:
        sentence = bisect_right(ends, d.span.start), places.block(d.span.start)
        key = (d.section, d.code, d.severity, d.case, sentence, _is_on_file(d) and d.message)
        groups.setdefault(key, []).append(d)
    return list(groups.values())


def _what(group: Sequence[Diagnostic], view: View) -> str:
    """What is wrong and what belongs there, for one finding or for all of a row."""
    places = [place for place in (_wanted(d, view) for d in group) if place]
    if len(places) == len(group):
        return _wanted_together(places, view)
    messages = list(dict.fromkeys(d.message for d in group))
    said = view.say("；", "; ").join(messages[:_MESSAGES])
    more = len(messages) - _MESSAGES
    return said + view.say(f"；另 {more} 处", f"; {more} more") if more > 0 else said


def _wanted(diagnostic: Diagnostic, view: View) -> tuple[str, str] | None:
    """For a slot whose message ends with what belongs there: the name of the metric, and what is missing."""
    if diagnostic.slot is None:
        return None
    missing = wanted(diagnostic.slot)[view.say("wanted", "wanted_en")]
    if not diagnostic.message.endswith(missing):
        return None
    metric = diagnostic.slot.metric or ""
    return (metric, missing.removeprefix(f"{metric} ")) if missing.startswith(f"{metric} ") else ("", missing)


def _wanted_together(places: Sequence[tuple[str, str]], view: View) -> str:
    """固定资产投资、工业总产值 缺数值（亿元）；请填具体名称 ×2"""
    groups: dict[tuple[str, bool], Counter[str]] = {}
    for metric, missing in places:
        groups.setdefault((missing, bool(metric)), Counter())[metric] += 1
    parts = []
    for (missing, named), metrics in groups.items():
        names = [name + (f"{view.signs.times}{n}" if n > 1 else "") for name, n in metrics.items()]
        if not named:
            parts.append(f"{missing} {names[0]}".rstrip())
            continue
        several = missing.replace("lacks its value", "lack their values") if metrics.total() > 1 else missing
        parts.append(f"{view.say('、', ', ').join(names)} {several}")
    return view.say("；", "; ").join(parts)


# the page: files, sections, columns


class _Layout(NamedTuple):
    """The widths of the columns with the gaps between them.

    ``way`` says where the words around a defect stand: beside the message, below it, or both below place, severity
    and code.
    """

    way: Literal["beside", "below", "stacked"]
    place: int
    severity: int
    code: int
    what: int
    around: int

    def grid(self) -> Table:
        """An empty table of these columns, the same for all sections."""
        grid = Table.grid()
        start = (self.place,) if self.way == "stacked" else (self.place, self.severity, self.code)
        for width in (*start, self.what, *((self.around + 2,) if self.way == "beside" else ())):
            grid.add_column(width=width)
        return grid


def _layout(rows: Sequence[_Row], view: View) -> _Layout:
    """The best columns for these rows on this terminal."""
    names = _names(view) if view.width >= _BESIDE else [""] * 5
    levels = [SEVERITY_WORDS[row.severity].to(view.lang) for row in rows]
    place = max(map(cell_len, [names[0], *(f"  {line}" for row in rows for line in row.place)])) + 2
    severity = max(map(cell_len, [names[1], *levels])) + 2
    code = max(map(cell_len, [names[2], *(row.group[0].code + row.times for row in rows)])) + 2
    what = max(map(cell_len, [names[3], *(row.what for row in rows)]))
    room = view.width - place - severity - code
    if not view.width:
        return _Layout("beside", place, severity, code, what, _AROUND)
    if view.width < _NARROW:
        room = view.width - place
        return _Layout("stacked", place, severity, code, room, min(_AROUND, room))
    if view.width < _BESIDE:
        return _Layout("below", place, severity, code, room, min(_AROUND, room))
    around = _WIDE_AROUND if view.width >= _WIDE else _AROUND
    return _Layout("beside", place, severity, code, min(what, room - around - 2), around)


def _names(view: View) -> Sequence[str]:
    """What the columns hold."""
    if view.lang == "en":
        return "  place", "level", "code", "finding", "  context"
    return "  位置", "级别", "代码", "问题", "  上下文"


def _file(result: FileResult, rows: Sequence[_Row], layout: _Layout, view: View) -> Iterator[RenderableType]:
    """The file's name, its sections and their rows; nothing for a file that has nothing to say."""
    notes = () if view.quiet or result.status != "checked" else result.notes
    if not rows and not notes and not view.verbose:
        return
    yield _head(result, rows, view)
    for words in notes:
        yield Padding.indent(Prose(visible(words.to(view.lang)), "dim"), 2)
    if layout.way == "beside" and rows and view.width:
        names = layout.grid()
        names.add_row(*_names(view), style="dim")
        yield names
    text = Places(result).text
    for at, (section, found) in enumerate(groupby(rows, key=lambda row: row.section)):
        if at and view.width:
            yield ""
        if section:
            yield _section(section, view)
        grid = layout.grid()
        for row in found:
            grid.add_row(*_cells(row, text, layout, view))
        yield grid
    yield ""


def _head(result: FileResult, rows: Sequence[_Row], view: View) -> RenderableType:
    """The file's name and genre, a line, and how much was found; no genre where it would crowd the line."""
    counts = Counter(d.severity for row in rows for d in row.group)
    tally = _tally([severity for severity in SEVERITIES if counts[severity]], counts, view)
    if not counts:
        clean = result.status == "checked"
        good = (
            view.say(f"已忽略 {result.silenced} 条", f"{result.silenced} silenced")
            if result.silenced
            else view.say("没有问题", "clean")
        )
        tally.append(good if clean else view.say("没有检查", "not checked"), "dim")
    name = Prose(visible(result.path), "strong")
    genre = result.genre.to(view.lang) if result.genre and not view.quiet else ""
    if not view.width:
        return Text.assemble(name, "  ", *((f"{genre}  ",) if genre else ()), tally)
    if genre and name.cell_len + cell_len(genre) + tally.cell_len + _RULE <= view.width:
        name.append(f"  {genre}", "dim")
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column()
    grid.add_column(ratio=1, min_width=1)
    grid.add_column(no_wrap=True)
    grid.add_row(name, across(view.signs.rule), tally)
    return grid


def _tally(severities: Iterable[Severity], counts: Counter[Severity], view: View) -> Text:
    """错误 62 · 警告 0"""
    parts = [
        Text(
            f"{SEVERITY_WORDS[severity].to(view.lang)} {counts[severity]}",
            severity if counts[severity] else "dim",
        )
        for severity in severities
    ]
    return Text.assemble((f" {view.signs.dot} ", "dim")).join(parts)


def _section(section: Sequence[str], view: View) -> RenderableType:
    """一、主要指标 › （三）招商引资; what does not fit is cut from the longest heading first."""
    headings = [Clipped(visible(heading), "dim") for heading in section]
    headings[-1].style = "heading"
    into = Text(view.signs.into, "dim")
    grid = Table.grid(padding=(0, 1, 0, 0))
    parts = [part for heading in headings for part in (into, heading)][1:]
    grid.add_row(" ", *parts)
    return grid


def _cells(row: _Row, text: str, layout: _Layout, view: View) -> list[Text]:
    """What stands in the columns of a row."""
    place = Text("\n".join(f"  {line}" for line in row.place))
    severity = Text.assemble((SEVERITY_WORDS[row.severity].to(view.lang), row.severity))
    code = Text.assemble((row.group[0].code, "strong"), (row.times, row.severity))
    what = Prose(row.what)
    around = Text() if _is_on_file(row.group[0]) else _around(text, row.group, layout.around, view)
    if layout.way == "beside":
        return [place, severity, code, what, Text("  ").append_text(around)]
    below: list[str | Text] = ["\n", around] if around else []
    if layout.way == "below":
        return [place, severity, code, Prose.assemble(what, *below)]
    severity.pad_right(layout.severity - severity.cell_len)
    code.pad_right(layout.code - code.cell_len)
    short = layout.severity + layout.code + what.cell_len <= layout.what
    return [place, Prose.assemble(severity, code, "" if short else "\n", what, *below)]


def _around(text: str, group: Sequence[Diagnostic], width: int, view: View) -> Text:
    """One line with the first defect of a row and the words around it; every defect of the row among them is marked."""
    first, dots = group[0].span, view.signs.dots
    begin, end = _line_around(text, first, width)
    defect = _marked(group[0], text, view)
    room = width - defect.cell_len - 2 * len(dots)
    before = visible(text[begin : first.start]).lstrip()
    kept = tail(before, max(room // 2, room - cell_len(text[first.end : end]))).lstrip()
    whole = kept == before and (begin == 0 or text[begin - 1] in "\r\n")
    line = Text.assemble(("" if whole else dots, "dim"), (kept, "dim"), defect)
    room -= cell_len(kept)
    parts: list[Text] = []
    at = first.end
    for d in group[1:]:
        if at <= d.span.start and d.span.end <= end:
            parts += [Text(visible(text[at : d.span.start]), "dim"), _marked(d, text, view)]
            at = d.span.end
    for part in (*parts, Text(visible(text[at:end]), "dim")):
        if part.cell_len > room:
            cut = head(part.plain, room) if part.style == "dim" else ""
            return line.append(cut + dots, "dim")
        line.append_text(part)
        room -= part.cell_len
    return line if end == len(text) or text[end] in "\r\n" else line.append(dots, "dim")


def _line_around(text: str, span: Span, reach: int) -> Span:
    """The part of the span's line that lies within reach of it."""
    begin = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    stop = re.compile(r"[\r\n]").search(text, span.end, span.end + reach)
    return Span(max(begin, span.start - reach), stop.start() if stop else min(len(text), span.end + reach))


def _marked(diagnostic: Diagnostic, text: str, view: View) -> Text:
    """The defect: in colour a block of colour, else between brackets."""
    words = diagnostic.span.of(text)
    if len(words) > _DEFECT:
        words = f"{words[: _DEFECT - 6]}{view.signs.dots}{words[-5:]}"
    words = visible(words)
    if not view.color:
        words = f">>{words}<<" if "【" in words or "】" in words else f"【{words}】"
    return Text(words or " ", f"mark.{diagnostic.severity}")


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


def _summary(results: Sequence[FileResult], view: View) -> Iterator[RenderableType]:
    say = view.say
    lines = Table.grid(padding=(0, 0, 0, 2), collapse_padding=False, pad_edge=True)
    counts = Counter(d.severity for result in results for d in result.diagnostics)
    checked = [result for result in results if result.status == "checked"]
    silenced = silenced_words(results)
    if checked and not counts["error"] + counts["warning"]:
        others = silenced is not None
        good = (
            say(f"没有{'其他' * others}错误和警告", f"no {'other ' * others}errors, no warnings")
            if counts
            else say(f"没有{'其他' if others else '发现'}问题", f"no {'other ' * others}findings")
        )
        yield Text(f"{view.signs.good} {good}", "good")
    elif view.width:
        yield across(view.signs.rule)

    def line(key: str, told: str | Text) -> None:
        lines.add_row(Text(key, "dim"), Prose(told) if isinstance(told, str) else Prose.assemble(told))

    if counts:
        line(say("问题", "found"), _found(counts, view))
        line(say("类别", "families"), _families(results, view))
    kinds = Counter(slot.kind for result in results for slot in result.slots)
    if kinds:
        line(say("待填", "to fill in"), _to_fill_in(kinds, view))
    line(say("检查", "checked"), _checked(checked, view))
    for reason, names in _not_checked(results, view).items():
        line(say("没查", "not checked"), Text(_left_out(names, reason, view), "warning"))
    if silenced is not None:
        line(say("忽略", "silenced"), silenced.to(view.lang))
    if view.seconds is not None:
        line(say("用时", "time"), f"{view.seconds:.2f} {say('秒', 's')}")
    yield lines


def _found(counts: Counter[Severity], view: View) -> Text:
    """错误 62 · 警告 0 · 提示 3（--show info 查看）"""
    told = _tally(SEVERITIES, counts, view)
    hidden = [severity for severity in SEVERITIES if counts[severity] and not at_least(severity, view.show)]
    if hidden:
        option = f"--show {hidden[-1]}"
        told.append(view.say(f"（{option} 查看）", f" (see them with {option})"), "dim")
    return told


def _families(results: Sequence[FileResult], view: View) -> str:
    found = Counter(family_key(d.code) for result in results for d in result.diagnostics)
    return f" {view.signs.dot} ".join(f"{family_name(key, view.lang)} {found[key]}" for key in sorted(found))


def _to_fill_in(kinds: Counter[SlotKind], view: View) -> str:
    """59 处：数值 31（金额 13、数量 11、面积 4、比例 2、指数 1），文字 28（内容 19、名称 9）"""
    parts = []
    for name, numeric in ((view.say("数值", "numbers"), True), (view.say("文字", "words"), False)):
        found = Counter({kind: n for kind, n in kinds.items() if (kind in NUMERIC_KINDS) == numeric})
        if found:
            counted = [f"{_SLOT_WORDS[kind].to(view.lang)} {n}" for kind, n in found.most_common()]
            listed = view.say("、", ", ").join(counted)
            parts.append(f"{name} {found.total()}" + view.say(f"（{listed}）", f" ({listed})"))
    return f"{kinds.total()}" + view.say(" 处：", ": ") + view.say("，", ", ").join(parts)


def _checked(checked: Sequence[FileResult], view: View) -> str:
    files, characters = len(checked), sum(len(result.text) for result in checked)
    sections, lists = sum(result.sections for result in checked), sum(result.lists for result in checked)
    return view.say(
        f"{files} 个文件，{characters:,} 字，{sections} 个章节，{lists} 组序号",
        f"{files} file{'s' * (files != 1)}, {characters:,} characters, {sections} sections, {lists} lists",
    )


def _not_checked(results: Sequence[FileResult], view: View) -> dict[str, list[str]]:
    """Why something was not checked, and in which files."""
    reasons: dict[str, list[str]] = {}
    for result in results:
        for words in result.not_checked:
            reasons.setdefault(visible(words.to(view.lang)), []).append(visible(result.path))
    return reasons


def _left_out(names: list[str], reason: str, view: View) -> str:
    """甲.docx、乙.docx 等 7 个文件：这个版本还不能检查 .docx"""
    shown = names if view.verbose else names[:_NAMES]
    listed = view.say("、", ", ").join(shown)
    if len(shown) < len(names):
        listed += view.say(f" 等 {len(names)} 个文件", f" and {len(names) - len(shown)} more")
    return f"{listed}{view.say('：', ': ')}{reason}"
