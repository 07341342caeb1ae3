"""A character or a word written twice: 的的, 仍然仍然, 进一步进一步."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.kinds import Finding
from xxlint.patterns import compiled, is_han, lazy
from xxlint.report import Report
from xxlint.span import Span

_WORD_TWICE = lazy(r"(...?)\1")
_NUMERALS = frozenset("一二三四五六七八九十百千万两半几每")
_REACH = 6  # characters on both sides in which the words that make it right may stand


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """``options["characters"]`` and all words but those ``options["repeatable"]`` doubled, outside of what
    ``options["pardon"]`` matches."""
    repeatable = frozenset(options["repeatable"])
    spans = [
        Span(*match.span()) for match in compiled(f"([{options['characters']}])\\1").finditer(report.prose)
    ]
    for match in _WORD_TWICE.finditer(report.prose):
        word = match[1]
        if (
            all(map(is_han, word))
            and word[0] != word[1]
            and word not in repeatable
            and word[0] not in _NUMERALS
        ):
            spans.append(Span(*match.span()))
    end = 0
    for span in sorted(spans):
        if span.start < end or report.page.is_mentioned(span):
            continue
        low = max(0, span.start - _REACH)
        if not any(
            right.start() <= span.start and span.end <= right.end()
            for right in compiled(options["pardon"]).finditer(report.prose, low, span.end + _REACH)
        ):
            end = span.end
            yield Finding(span)
