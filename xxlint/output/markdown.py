"""A report for merge requests and wikis: a table of the files, and the findings of each folded below.

What comes from reports is text and nothing else: no markup, no link, no ``@name`` that would call somebody.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from xxlint.exchange.context import around
from xxlint.output import SEVERITY_WORDS, View, tally, visible
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.vocabulary import SEVERITIES, Severity
from xxlint.words import Words

_REACH = 12  # characters shown on either side of a defect
_MARKUP = re.compile(r"[&<>|\\`*_\[\]~$]|://")
_CALL = re.compile(r"(?<=[@#])(?=\w)")
_JOINER = "\u2060"  # seen by nobody, and no name begins with it


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The tally, a row for each file, what was found in each, and what was not checked."""
    total = _count(results)
    yield f"## xxlint{view.say('：', ': ')}{tally(total, view)}\n\n"
    if not total and all(result.status == "checked" for result in results):
        yield view.say("没有发现问题", "no findings") + "\n\n"
    yield from _files(results, view)
    for result in results:
        if result.diagnostics:
            yield from _findings(result, view)
    yield from _remarks(results, view)


def _count(results: Sequence[FileResult]) -> Counter[Severity]:
    return Counter(d.severity for result in results for d in result.diagnostics)


def _files(results: Sequence[FileResult], view: View) -> Iterator[str]:
    severities = (SEVERITY_WORDS[severity].to(view.lang) for severity in SEVERITIES)
    yield _row(view.say("文件", "file"), *severities, view.say("忽略", "silenced"))
    yield "| --- | ---: | ---: | ---: | ---: |\n"
    for result in results:
        counts = _count([result])
        numbers = (str(counts[severity]) for severity in SEVERITIES)
        state = view.say("（没查）", " (not checked)") if result.status != "checked" else ""
        yield _row(inert(result.path) + state, *numbers, str(result.silenced))
    if len(results) > 1:
        counts = _count(results)
        numbers = (str(counts[severity]) for severity in SEVERITIES)
        silenced = sum(result.silenced for result in results)
        yield _row(f"**{view.say('合计', 'total')}**", *numbers, str(silenced))
    yield "\n"


def _findings(result: FileResult, view: View) -> Iterator[str]:
    """A table that is folded until somebody wants to see it."""
    places = Places(result, view.lang)
    name = f"{inert(result.path)}{view.say('：', ': ')}{tally(_count([result]), view)}"
    yield f"<details>\n<summary>{name}</summary>\n\n"
    columns = (
        Words("位置", "place"),
        Words("级别", "severity"),
        Words("代码", "code"),
        Words("问题", "message"),
        Words("原文", "text"),
    )
    yield _row(*(words.to(view.lang) for words in columns))
    yield "| --- | --- | --- | --- | --- |\n"
    for d in result.diagnostics:
        before, words, after = around(places.text, d.span, _REACH)
        yield _row(
            inert(places.words(d.span) or places.mark(d.span)),
            SEVERITY_WORDS[d.severity].to(view.lang),
            inert(d.code),
            inert(d.message),
            f"{inert(before)}<b>【{inert(words)}】</b>{inert(after)}" if words else "",
        )
    yield "\n</details>\n\n"


def _remarks(results: Sequence[FileResult], view: View) -> Iterator[str]:
    told = [
        f"- {inert(result.path)}{view.say('：', ': ')}{inert(words.to(view.lang))}\n"
        for result in results
        if result.status != "failed"
        for words in (*result.not_checked, *result.notes)
    ]
    if told:
        yield view.say("没有检查的和要说明的：", "Not checked, and notes:") + "\n\n"
        yield from told


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def inert(text: str) -> str:
    """The text as Markdown shows it, and nothing but text."""
    shown = _MARKUP.sub(lambda match: "".join(f"&#{ord(c)};" for c in match[0]), visible(text))
    return _CALL.sub(_JOINER, shown.replace("&#", "\0")).replace("\0", "&#")
