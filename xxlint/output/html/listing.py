"""The findings beside the report: one entry each, grouped by file; in print they are the footnotes."""

from collections.abc import Iterator, Sequence
from html import escape

from xxlint.diagnostic import Diagnostic
from xxlint.output import FAMILIES, SEVERITY_WORDS, View, family_key, family_name
from xxlint.output.html.head import escaped
from xxlint.output.html.marks import Found
from xxlint.output.html.paper import Paper
from xxlint.packs import ALWAYS
from xxlint.places import WHOLE, Places
from xxlint.results import FileResult
from xxlint.span import Span

SIGNS = {"error": "✕", "warning": "!", "info": "i"}
_AROUND = 14  # characters of the report on each side of the defect
_DEFECT = 24  # characters of a defect that are shown in the list
_MOST_RELATED = 5


def sign(severity: str) -> str:
    """The sign of a severity, which tells it without colour."""
    return f'<i class="sign {severity}" aria-hidden="true">{SIGNS[severity]}</i>'


def entries(result: FileResult, paper: Paper, found: Sequence[Found], view: View) -> Iterator[str]:
    """The entries of one file."""
    places = Places(result, view.lang)
    for number, d in found:
        yield _entry(number, d, paper, places, view)


def _entry(number: int, d: Diagnostic, paper: Paper, places: Places, view: View) -> str:
    severity = SEVERITY_WORDS[d.severity].to(view.lang)
    around = "" if d.span == WHOLE else _around(places.text, d.span)
    return (
        f'<li id="d{number}" class="{d.severity}" value="{number}" data-f="{escape(family_key(d.code))}" '
        f'data-code="{escape(d.code)}">'
        f'<a href="#m{number}">{sign(d.severity)}<b class="what">{escaped(d.message)}</b>{around}</a>'
        f'<p class="meta"><span class="severity">{severity}</span> <a class="code" href="#r-{escape(d.code)}">'
        f"{escape(d.code)}</a> <span>{escaped(_place(places, d.span, view))}</span></p>{_more(d, paper, places, view)}</li>\n"
    )


def _place(places: Places, span: Span, view: View) -> str:
    if not places.has_lines:
        return places.words(span)
    if span == WHOLE:
        return view.say("全文", "whole file")
    line, column = places.index.position(span.start)
    return view.say(f"第{line}行第{column}字", f"line {line}, column {column}")


def _more(d: Diagnostic, paper: Paper, places: Places, view: View) -> str:
    """Section, suggestion, clause and related places, those that there are."""
    rows = []
    if d.section:
        rows.append((view.say("章节", "section"), " › ".join(map(escaped, d.section))))
    if d.fix is not None:
        rows.append((view.say("建议", "suggestion"), escaped(d.fix.title)))
    if d.clause:
        rows.append((view.say("依据", "clause"), escaped(d.clause)))
    if d.related:
        links = [
            f'<a href="#{paper.anchor(paper.block(span.start))}">{escaped(_place(places, span, view))}</a>'
            for span in d.related[:_MOST_RELATED]
        ]
        rows.append((view.say("另见", "see also"), view.say("、", ", ").join(links)))
    if not rows:
        return ""
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in rows) + "</dl>"


def _around(text: str, span: Span) -> str:
    """The words before and behind a defect in its line, and the defect between them."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2].rpartition("\t")[2]
    behind = text[span.end : span.end + _AROUND].partition("\n")[0].partition("\t")[0]
    words = span.of(text)
    if len(words) > _DEFECT:
        words = f"{words[: _DEFECT - 8]}…{words[-7:]}"
    return f"<q>{escaped(before)}<b>{escaped(words) or '‸'}</b>{escaped(behind)}</q>"


def rules(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """The rules that found something, and how each is silenced."""
    names = {d.code: d.name for result in results for d in result.diagnostics}
    if not names:
        return
    formats = {result.format for result in results if result.text}
    yield f'<section class="rules"><h2>{view.say("怎样忽略", "How to silence")}</h2><dl>\n'
    for code in sorted(names):
        key = family_key(code)
        family = f"{family_name(key, view.lang)} · " if key in FAMILIES else ""
        yield f'<dt id="r-{escape(code)}"><b>{escape(code)}</b> {escape(family + names[code])}</dt>'
        yield "".join(f"<dd>{words}</dd>" for words in _silencing(code, formats, view)) + "\n"
    yield "</dl></section>\n"


def _silencing(code: str, formats: set[str | None], view: View) -> Iterator[str]:
    code = escape(code)
    if code in ALWAYS:
        yield view.say("这一项不能忽略：文件没有查成。", "Cannot be silenced: the file was not checked.")
        return
    if formats & {"text", "markdown"}:
        comment = f"<code>&lt;!-- xxlint: ignore {code} {view.say('原因', 'reason')} --&gt;</code>"
        yield view.say(f"一处：上面单独一行写 {comment}", f"One place: on a line of its own above, {comment}")
    if "docx" in formats:
        yield view.say(
            "Word 文件里的一处：用 <code>--annotate</code> 写成批注，答复“保留”",
            "One place in a Word file: <code>--annotate</code> it and answer the comment with 保留 (keep)",
        )
    waiver = f"<code>--add-waiver {code} --reason {view.say('原因', 'reason')}</code>"
    yield view.say(
        f"现有的各处，记入豁免文件：{waiver}", f"All present places, kept in the waiver file: {waiver}"
    )
    option = f"<code>--ignore {code}</code>"
    yield view.say(f"整条规则：{option}", f"The whole rule: {option}")
