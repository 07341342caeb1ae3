"""JUnit XML for CI servers: a suite for each file, in it a case for each finding.

What fails the run (``--fail-on``) is a failure; a milder finding is a case that passed and says so.  A file that could not
be read is an error, one that was not checked is skipped, and one without findings has a single case that passed.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.exchange.context import around
from xxlint.output import SEVERITY_WORDS, View, silenced_words, visible
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.vocabulary import at_least

_BROKEN = ("XX001", "XX004")  # nothing is known of what was not checked
_REACH = 20  # characters shown on either side of a defect


class _Suite(NamedTuple):
    """One file's cases, and how many of them failed, broke, were skipped."""

    path: str
    cases: tuple[str, ...]
    failures: int
    errors: int
    skipped: int
    said: str


def render(results: Sequence[FileResult], view: View) -> Iterator[str]:
    """One XML document."""
    suites = [_suite(result, view) for result in results]
    totals = _attributes(
        name="xxlint",
        tests=sum(len(suite.cases) for suite in suites),
        failures=sum(suite.failures for suite in suites),
        errors=sum(suite.errors for suite in suites),
        **({} if view.seconds is None else {"time": f"{view.seconds:.3f}"}),
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{totals}>\n"
    for suite in suites:
        head = _attributes(
            name=suite.path,
            tests=len(suite.cases),
            failures=suite.failures,
            errors=suite.errors,
            skipped=suite.skipped,
            file=suite.path,
        )
        yield f"  <testsuite{head}>\n"
        yield from suite.cases
        yield suite.said
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _suite(result: FileResult, view: View) -> _Suite:
    cases = tuple(_cases(result, view))
    broken = sum(d.code in _BROKEN for d in result.diagnostics)
    failed = sum(_fails(d, view) for d in result.diagnostics)
    skipped = int(result.status == "skipped")
    return _Suite(result.path, cases, failed, broken, skipped, _said(result, view))


def _cases(result: FileResult, view: View) -> Iterator[str]:
    places = Places(result, view.lang)
    for d in result.diagnostics:
        name = f"{d.code} {d.name} [{places.words(d.span) or places.mark(d.span)}]"
        yield _case(result.path, name, _finding(d, places, view))
    if result.status == "skipped":
        reason = "; ".join(words.to(view.lang) for words in result.not_checked)
        yield _case(
            result.path, view.say("没有检查", "not checked"), f"<skipped{_attributes(message=reason)}/>"
        )
    elif not result.diagnostics:
        yield _case(result.path, view.say("没有发现问题", "no findings"))


def _case(path: str, name: str, inside: str = "") -> str:
    head = _attributes(classname=path, name=name)
    return f"    <testcase{head}>{inside}</testcase>\n" if inside else f"    <testcase{head}/>\n"


def _finding(diagnostic: Diagnostic, places: Places, view: View) -> str:
    severity = SEVERITY_WORDS[diagnostic.severity].to(view.lang)
    before, words, after = around(places.text, diagnostic.span, _REACH)
    told = [f"{severity} {diagnostic.code} {diagnostic.message}"]
    told += [f"{before}【{words}】{after}"] if words else []
    told += [" › ".join(diagnostic.section)] if diagnostic.section else []
    body = "\n".join(escape(visible(line), quote=False) for line in told)
    if diagnostic.code in _BROKEN:
        tag = "error"
    elif _fails(diagnostic, view):
        tag = "failure"
    else:
        return f"<system-out>{body}</system-out>"
    return f"<{tag}{_attributes(message=diagnostic.message, type=diagnostic.code)}>{body}</{tag}>"


def _fails(diagnostic: Diagnostic, view: View) -> bool:
    return diagnostic.code not in _BROKEN and at_least(diagnostic.severity, view.fail_on)


def _said(result: FileResult, view: View) -> str:
    """What else is to be said of a file."""
    lines = [words.to(view.lang) for words in (*result.not_checked, *result.notes)]
    silenced = silenced_words([result])
    if silenced is not None:
        lines.append(view.say(f"已忽略 {silenced.zh}", f"silenced: {silenced.en}"))
    body = "\n".join(escape(visible(line), quote=False) for line in lines)
    return f"    <system-out>{body}</system-out>\n" if body and result.status == "checked" else ""


def _attributes(**values: object) -> str:
    return "".join(f' {key}="{escape(visible(str(value)))}"' for key, value in values.items())
