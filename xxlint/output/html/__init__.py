"""The report itself with its findings marked, as one page without network: to be read, clicked through, printed.

The page holds the report, which is confidential: nothing is fetched (a Content-Security-Policy forbids it, and any
script and style but its own), and every word of it is escaped.  Without JavaScript the list and its links still work.
It says nothing of the hour, so that the same findings give the same page.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.heads import OUTSIDE, heads
from xxlint.output import SEVERITY_WORDS, View, family_key, family_name
from xxlint.output.html.bars import WIDTH, bar
from xxlint.output.html.head import escaped, head, name_of, source
from xxlint.output.html.listing import entries, rules, sign
from xxlint.output.html.marks import Found, opening
from xxlint.output.html.paper import Heading, Paper
from xxlint.places import WHOLE
from xxlint.results import FileResult, is_gap
from xxlint.vocabulary import SEVERITIES

_MOST_HEADINGS = 300
_MOST_BARS = 20
_LONG = 300  # entries of a list from which those out of sight are laid out when they are needed


class Sheet(NamedTuple):
    """A file on the page: its number, paper and findings, which are numbered through all files."""

    file: int
    result: FileResult
    paper: Paper
    found: tuple[Found, ...]


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The page; all findings, whatever severity is shown elsewhere."""
    sheets = _sheets(results)
    script = source("page.js")
    yield from head(_title(results, view), source("base.css", "bars.css", "page.css"), script, view)
    yield _top(sheets, view)
    yield from _nav(sheets, view)
    yield "<main>\n"
    for sheet in sheets:
        yield from _file(sheet, view)
    yield "</main>\n"
    yield from _aside(sheets, view)
    yield _card(view)
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _sheets(results: Sequence[FileResult]) -> list[Sheet]:
    sheets, number = [], 1
    for file, result in enumerate(results, 1):
        ordered = sorted(result.diagnostics, key=lambda d: (d.span != WHOLE, d.span, d.code))
        found = tuple(Found(at, d) for at, d in enumerate(ordered, number))
        number += len(found)
        sheets.append(Sheet(file, result, Paper(result, file), found))
    return sheets


def _title(results: Sequence[FileResult], view: View) -> str:
    one = len(results) == 1
    name = results[0].path if one else view.say(f"{len(results)} 个文件", f"{len(results)} files")
    return f"{name} · {view.say('xxlint 检查结果', 'checked by xxlint')}"


# the bar at the top


def _top(sheets: Sequence[Sheet], view: View) -> str:
    counts = Counter(found.diagnostic.severity for sheet in sheets for found in sheet.found)
    tally = "".join(
        f"<li>{sign(severity)}{SEVERITY_WORDS[severity].to(view.lang)} <b>{counts[severity]}</b></li>"
        for severity in SEVERITIES
    )
    say = view.say
    silenced = sum(sheet.result.silenced for sheet in sheets)
    unchecked = sum(sheet.result.status != "checked" for sheet in sheets)
    if silenced:
        tally += f"<li class=other>{say('已忽略', 'silenced')} <b>{silenced}</b></li>"
    if unchecked:
        tally += f"<li class=other>{say('没查的文件', 'files not checked')} <b>{unchecked}</b></li>"
    return (
        f'<header class="top"><a class="skip" href="#list">{say("跳到问题列表", "Skip to the findings")}</a>'
        f'<h1>xxlint<span>{say("检查结果", "findings")}</span></h1><ul class="tally">{tally}</ul>'
        f'<div class="steps" data-js hidden><button type="button" data-do="previous" title="{say("上一个（k）", "previous (k)")}" '
        f'aria-label="{say("上一个问题", "previous finding")}">‹</button><output aria-live="polite"></output>'
        f'<button type="button" data-do="next" title="{say("下一个（j）", "next (j)")}" '
        f'aria-label="{say("下一个问题", "next finding")}">›</button></div>'
        f'<a class="to-list" href="#list">{say("列表", "list")}</a></header>\n'
    )


# files and outline


def _nav(sheets: Sequence[Sheet], view: View) -> Iterator[str]:
    yield f'<nav aria-label="{view.say("文件和提纲", "files and outline")}">\n'
    if len(sheets) > 1:
        yield f'<p class="label">{view.say("文件", "files")} {len(sheets)}</p>\n'
    for at, sheet in enumerate(sheets):
        yield f'<details{" open" if not at else ""}><summary><a href="#f{sheet.file}">{escaped(name_of(sheet.result.path))}</a>'
        yield f"{_numbers(sheet, view)}</summary>\n"
        if sheet.result.status == "checked":
            yield from _outline(sheet, view)
        yield "</details>\n"
    yield "</nav>\n"


def _numbers(sheet: Sheet, view: View) -> str:
    """How many errors and warnings a file has, or that it was not checked."""
    if sheet.result.status != "checked":
        return f'<span class="n not">{view.say("没查", "not checked")}</span>'
    counts = Counter(found.diagnostic.severity for found in sheet.found)
    return "".join(
        f'<span class="n {severity}" title="{SEVERITY_WORDS[severity].to(view.lang)}">{counts[severity]}</span>'
        for severity in SEVERITIES
        if counts[severity]
    )


def _outline(sheet: Sheet, view: View) -> Iterator[str]:
    shown = _upper(sheet.paper.headings)
    if not shown:
        return
    starts = sorted(
        found.diagnostic.span.start for found in sheet.found if found.diagnostic.severity != "info"
    )
    yield "<ol>\n"
    for heading in shown:
        count = bisect_left(starts, heading.end) - bisect_left(starts, heading.start)
        number = f'<span class="n">{count}</span>' if count else ""
        yield f'<li class="l{min(heading.level, 3)}"><a href="#{sheet.paper.anchor(heading.block)}">{escaped(heading.words)}</a>{number}</li>\n'
    yield "</ol>\n"


def _upper(found: list[Heading]) -> list[Heading]:
    """The upper levels of the outline, as many as one can look over."""
    for level in sorted({heading.level for heading in found}, reverse=True):
        if len(found) <= _MOST_HEADINGS:
            break
        found = [heading for heading in found if heading.level < level] or found[:_MOST_HEADINGS]
    return found


# a file


def _file(sheet: Sheet, view: View) -> Iterator[str]:
    result = sheet.result
    yield f'<section class="file {result.status}" id="f{sheet.file}">\n<header><h2>{escaped(name_of(result.path))}</h2>\n'
    if result.path != name_of(result.path):
        yield f'<p class="path">{escaped(result.path)}</p>\n'
    yield from _facts(result, view)
    yield from _todo(sheet, view)
    for found in sheet.found:
        if found.diagnostic.span == WHOLE:
            severity = found.diagnostic.severity
            mark = (
                f"{opening(found.number, severity)}{sign(severity)}{escaped(found.diagnostic.message)}</mark>"
            )
            yield f'<p class="whole">{mark}</p>\n'
    yield "</header>\n"
    if result.status == "checked" and result.text:
        yield from sheet.paper.html(sheet.found, view)
    yield "</section>\n"


def _facts(result: FileResult, view: View) -> Iterator[str]:
    """What was checked, what was not, and what was silenced."""
    say = view.say
    if result.status == "checked":
        facts = [
            *([result.genre.to(view.lang)] if result.genre else []),
            say(f"{len(result.text):,} 字", f"{len(result.text):,} characters"),
            say(f"{result.sections} 个章节", f"{result.sections} sections"),
            say(f"{result.lists} 组序号", f"{result.lists} lists"),
            *([result.encoding.upper()] if result.encoding else []),
        ]
        listed = " · ".join(f"<span>{escaped(fact)}</span>" for fact in facts)
        yield f'<p class="facts"><b>{say("检查了", "checked")}</b> {listed}</p>\n'
        if not result.diagnostics and not result.silenced:
            yield f'<p class="good">✓ {say("没有发现问题", "no findings")}</p>\n'
    for words in result.notes:
        yield f'<p class="note">{escaped(words.to(view.lang))}</p>\n'
    for words in result.not_checked:
        yield f'<p class="not"><b>{say("没有检查", "not checked")}</b> {escaped(words.to(view.lang))}</p>\n'
    if result.silenced:
        yield f'<p class="silenced"><b>{say("已忽略", "silenced")}</b> {say(f"{result.silenced} 条，没有列在这里", f"{result.silenced}, not listed here")}</p>\n'


def _todo(sheet: Sheet, view: View) -> Iterator[str]:
    """How much each section still lacks: bars, each of which leads to the first place."""
    found = [found for found in sheet.found if is_gap(found.diagnostic)]
    if not found:
        return
    groups: dict[str, list[Found]] = {}
    for name, one in zip(heads([one.diagnostic.section for one in found]), found, strict=True):
        groups.setdefault(name, []).append(one)
    yield f'<div class="todo"><h3>{view.say("待填", "To fill in")} <b>{len(found)}</b></h3>\n<ol class="bars">\n'
    longest = max(map(len, groups.values()))
    for name, inside in list(groups.items())[:_MOST_BARS]:
        shown = escaped(name) or OUTSIDE.to(view.lang)
        drawn = bar([("lacking", WIDTH * len(inside) / longest)])
        yield f'<li><a href="#m{inside[0].number}">{shown}</a>{drawn}<b>{len(inside)}</b></li>\n'
    yield "</ol>\n"
    if len(groups) > _MOST_BARS:
        rest = len(groups) - _MOST_BARS
        yield f"<p>{view.say(f'还有 {rest} 个章节', f'{rest} more sections')}</p>\n"
    yield "</div>\n"


# the list


def _aside(sheets: Sequence[Sheet], view: View) -> Iterator[str]:
    say = view.say
    total = sum(len(sheet.found) for sheet in sheets)
    yield f'<aside id="list" tabindex="-1" aria-label="{say("问题列表", "findings")}">\n'
    yield f"<h2>{say('问题', 'Findings')} <output data-shown>{total}</output></h2>\n"
    if total:
        yield from _filters(sheets, view)
    for sheet in sheets:
        if not sheet.found:
            continue
        if len(sheets) > 1:
            yield f'<h3><a href="#f{sheet.file}">{escaped(name_of(sheet.result.path))}</a></h3>\n'
        yield f'<ol class="found{" long" if len(sheet.found) > _LONG else ""}" start="{sheet.found[0].number}">\n'
        yield from entries(sheet.result, sheet.paper, sheet.found, view)
        yield "</ol>\n"
    yield f'<button type="button" class="more" data-do="more" data-js hidden>{say("显示更多", "show more")} <span></span></button>\n'
    yield f'<p class="none" hidden>{say("没有符合筛选的问题", "nothing matches")}</p>\n'
    yield from rules([sheet.result for sheet in sheets], view)
    yield _keys(view)
    yield "</aside>\n"


def _filters(sheets: Sequence[Sheet], view: View) -> Iterator[str]:
    """How many of each severity and family, as bars; with JavaScript they are the switches of the list."""
    diagnostics = [found.diagnostic for sheet in sheets for found in sheet.found]
    severities = Counter(d.severity for d in diagnostics)
    families = Counter(family_key(d.code) for d in diagnostics)
    yield f'<div class="filters" role="group" aria-label="{view.say("筛选", "filters")}">\n<div class="severities">'
    for severity in SEVERITIES:
        if severities[severity]:
            name = SEVERITY_WORDS[severity].to(view.lang)
            words = f"{sign(severity)}{name} <b>{severities[severity]}</b>"
            yield f'<button type="button" aria-pressed="true" data-severity="{severity}">{words}</button>'
    yield '</div>\n<div class="families">'
    longest = max(families.values())
    for key in sorted(families):
        drawn = _bar(WIDTH * families[key] / longest, key, diagnostics)
        yield (
            f'<button type="button" aria-pressed="true" data-family="{escape(key)}"><span>{escaped(family_name(key, view.lang))}'
            f"</span>{drawn}<b>{families[key]}</b></button>"
        )
    hint = view.say("筛选文字（按 / ）", "filter by words (press / )")
    yield f'</div>\n<input type="search" data-js hidden placeholder="{hint}" aria-label="{hint}"></div>\n'


def _bar(width: float, family: str, diagnostics: Sequence[Diagnostic]) -> str:
    """The bar of a family, parted by severity."""
    counts = Counter(d.severity for d in diagnostics if family_key(d.code) == family)
    return bar((severity, width * counts[severity] / counts.total()) for severity in SEVERITIES)


def _keys(view: View) -> str:
    keys = (
        ("j ↓", view.say("下一个问题", "next finding")),
        ("k ↑", view.say("上一个问题", "previous finding")),
        ("Enter", view.say("查看详情", "details")),
        ("Esc", view.say("关闭", "close")),
        ("/", view.say("筛选文字", "filter by words")),
    )
    listed = "".join(
        f"<dt>{''.join(f'<kbd>{key}</kbd>' for key in names.split())}</dt><dd>{words}</dd>"
        for names, words in keys
    )
    return f'<dl class="keys" data-js hidden>{listed}</dl>\n'


def _card(view: View) -> str:
    """What JavaScript fills and shows beside a mark."""
    say = view.say
    return (
        f'<template id="card"><div class="card" role="dialog" aria-label="{say("问题详情", "the finding")}" tabindex="-1">'
        f'<button type="button" data-do="close" aria-label="{say("关闭", "close")}">×</button><div class="body"></div>'
        f'<p class="others" hidden>{say("同一处还有：", "Also on these words:")}</p>'
        f"<details><summary>{say('怎样忽略', 'How to silence')}</summary></details></div></template>\n"
    )
