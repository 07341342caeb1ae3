"""Pairs of ``**`` around words: Markdown's bold, told from stars that hold a place."""

from xxlint.analysis.lines import BLANKS, Line
from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import lazy
from xxlint.span import Span

_TWO_STARS = lazy(r"(?<!\*)\*\*(?!\*)")


def bold_pairs(page: Surroundings, line: Line) -> list[tuple[Span, Span]]:
    """The pairs of ``**`` around words in a line, those before a unit or noun left out."""
    stars = [Span(*m.span()) for m in _TWO_STARS.finditer(page.folded, line.span.start, line.span.end)]
    pairs = []
    index = 0
    while index + 1 < len(stars):
        opening, closing = stars[index], stars[index + 1]
        first, last = page.folded[opening.end], page.folded[closing.start - 1]
        noun = page.noun_at(opening.end) if page.before(opening.start).strip(BLANKS) else None
        around_words = opening.end < closing.start and first not in BLANKS and last not in BLANKS
        if around_words and not noun and page.unit_at(opening.end) is None:
            pairs.append((opening, closing))
            index += 2
            continue
        index += 1
    return pairs


def is_bold(page: Surroundings, span: Span) -> bool:
    """Whether ``**`` at the span is one of a pair around words."""
    line = page.line(span.start)
    if line.number not in page.bold:
        page.bold[line.number] = frozenset(star for pair in bold_pairs(page, line) for star in pair)
    return span in page.bold[line.number]
