"""How much of a report is filled in, as a page to be sent around: bars, and below them what each owner still owes.

It needs no script, and like the page of the findings it fetches nothing and says nothing of the hour.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from xxlint.again import unmarked
from xxlint.gaps import Gap
from xxlint.heads import OUTSIDE
from xxlint.output import View
from xxlint.output.html.bars import WIDTH, bar
from xxlint.output.html.head import escaped, head, name_of, source
from xxlint.places import Places
from xxlint.progress import NOBODY, STATE_WORDS, Progress, Share, State, remarks
from xxlint.results import FileResult
from xxlint.sheets import Row
from xxlint.words import Words

_LONG = 300  # entries of a list from which those out of sight are laid out when they are needed


class _Entry(NamedTuple):
    """An open gap with its row, and its number on the page."""

    number: int
    gap: Gap
    row: Row


def render(result: FileResult, progress: Progress, rows: Sequence[Row], view: View) -> Iterator[str]:
    """The page; ``rows`` are those of the open gaps."""
    entries = _entries(progress, rows)
    title = f"{result.path} · {view.say('填报进度', 'how much is filled in')}"
    yield from head(title, source("base.css", "bars.css", "progress.css"), "", view)
    yield _top(progress.total, view)
    yield "<main>\n"
    yield from _bars(result, progress, entries, view)
    yield from _open(result, progress, entries, view)
    yield "</main>\n</body>\n</html>\n"


def _entries(progress: Progress, rows: Sequence[Row]) -> list[_Entry]:
    """The open gaps as they are listed: by owner, where there are owners, then in reading order."""
    found = list(zip(progress.gaps, rows, strict=True))
    order = {share.name: at for at, share in enumerate(progress.owners)}
    found.sort(key=lambda one: order.get(one[0].owner, 0))
    return [_Entry(number, *one) for number, one in enumerate(found, 1)]


# bars


def _top(total: Share, view: View) -> str:
    return (
        f'<header class="top"><h1>xxlint<span>{view.say("填报进度", "progress")}</span></h1>'
        f'<ul class="tally">{_counts(total, _SHORT, view)}</ul></header>\n'
    )


def _bars(result: FileResult, progress: Progress, entries: Sequence[_Entry], view: View) -> Iterator[str]:
    name = name_of(result.path)
    yield f'<section class="card">\n<header><h2>{escaped(name)}</h2>\n'
    if result.path != name:
        yield f'<p class="path">{escaped(result.path)}</p>\n'
    yield "</header>\n"
    if progress.total.all:
        yield _whole(progress.total, view)
    for words in remarks(progress):
        yield f'<p class="remark">{escaped(words.to(view.lang))}</p>\n'
    by_section = {
        heading: f"g{entry.number}" for entry in reversed(entries) for heading in entry.gap.section or ("",)
    }
    by_owner = {share.name: f"o{at}" for at, share in enumerate(progress.owners, 1)}
    yield from _list(view.say("按章节", "By section"), progress.sections, by_section, OUTSIDE, view)
    yield from _list(view.say("按责任单位", "By owner"), progress.owners, by_owner, NOBODY, view)
    yield "</section>\n"


def _counts(total: Share, names: Mapping[State, Words], view: View) -> str:
    """How much of each state there is, with the colour that it has in the bars."""
    return "".join(
        f"<li><i class='key {state}' aria-hidden=true></i>{names[state].to(view.lang)} <b>{count}</b></li>"
        for state, count in _parts(total)
        if count or state != "answered"
    )


def _whole(total: Share, view: View) -> str:
    return (
        f'<div class="whole"><b>{total.percent}<small>%</small></b>{_bar(total, view)}'
        f'<ul class="legend">{_counts(total, STATE_WORDS, view)}</ul></div>\n'
    )


def _list(
    title: str, shares: Sequence[Share], anchors: dict[str, str], nameless: Words, view: View
) -> Iterator[str]:
    """A bar for each share; one that owes something leads to it."""
    if not shares:
        return
    yield f'<h3>{title}</h3>\n<ol class="bars">\n'
    for share in shares:
        name = escaped(share.name) or nameless.to(view.lang)
        if share.open and share.name in anchors:
            name = f'<a href="#{anchors[share.name]}">{name}</a>'
        else:
            name = f"<span>{name}</span>"
        more = f' <span class="more">+{share.answered}</span>' if share.answered else ""
        done = " class=done" if share.filled == share.all else ""
        yield (
            f'<li>{name}{_bar(share, view)}<span class="count">{share.filled}/{share.all}{more}</span>'
            f"<b{done}>{share.percent}%</b></li>\n"
        )
    yield "</ol>\n"


def _bar(share: Share, view: View) -> str:
    """The bar, and what it shows in words."""
    parts = _parts(share)
    told = view.say("，", ", ").join(
        f"{_SHORT[state].to(view.lang)} {count}" for state, count in parts if count
    )
    return bar(((state, WIDTH * count / share.all) for state, count in parts), told)


def _parts(share: Share) -> tuple[tuple[State, int], ...]:
    return ("filled", share.filled), ("answered", share.answered), ("open", share.open)


# what is open


def _open(result: FileResult, progress: Progress, entries: Sequence[_Entry], view: View) -> Iterator[str]:
    say = view.say
    if not entries:
        return
    yield f'<section class="card open">\n<h2>{say("待填", "Open")}<output>{len(entries)}</output></h2>\n'
    places = Places(result, view.lang)
    at = {share.name: number for number, share in enumerate(progress.owners, 1)}
    for owner, owned in groupby(entries, key=lambda entry: entry.gap.owner if at else ""):
        together = list(owned)
        if at:
            name = escaped(owner) or NOBODY.to(view.lang)
            yield f'<h3 id="o{at[owner]}">{name}<span>{len(together)}</span></h3>\n'
        for section, inside in groupby(together, key=lambda entry: entry.gap.section):
            if section:
                yield f"<h4>{' › '.join(map(escaped, section))}</h4>\n"
            yield f'<ol class="gaps{" long" if len(entries) > _LONG else ""}">\n'
            for entry in inside:
                yield _gap(entry, places, view)
            yield "</ol>\n"
    yield "</section>\n"


def _gap(entry: _Entry, places: Places, view: View) -> str:
    """Where it is, its sentence with the place marked, and what belongs there."""
    span, row = entry.gap.spans[0], entry.row
    place = places.words(span)
    if places.has_lines:
        line = places.index.position(span.start).line
        place = view.say(f"第{line}行", f"line {line}")
    more = len(entry.gap.spans) - 1
    if more:
        place += view.say(f"等 {more + 1} 处", f" and {more} more")
    last = view.say(f"上年 {row.last_year}", f"last year {row.last_year}") if row.last_year else ""
    return (
        f'<li id="g{entry.number}"><span class="place">{escaped(place)}</span>{_sentence(row, view)}'
        f'<span class="wanted">{escaped(row.expected)}{f" <small>{escaped(last)}</small>" if last else ""}</span></li>\n'
    )


def _sentence(row: Row, view: View) -> str:
    shown = unmarked(row.context)
    if shown is None:
        return f"<q>{escaped(row.context)}</q>"
    start, end = shown.place
    words = escaped(shown.text[start:end]).strip() or view.say("缺", "?")
    return f"<q>{escaped(shown.text[:start])}<mark>{words}</mark>{escaped(shown.text[end:])}</q>"


_SHORT: dict[State, Words] = {
    "filled": Words("已填", "filled"),
    "answered": Words("表里已填", "answered"),
    "open": Words("待填", "open"),
}
