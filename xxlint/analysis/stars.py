"""Pairs of ``**`` around words: Markdown's bold, told from stars that hold a place."""

from xxlint.analysis.surroundings import BLANKS, Surroundings
from xxlint.patterns import lazy
from xxlint.span import Span

_TWO_STARS = lazy(r"(?<!\*)\*\*(?!\*)")


def bold_pairs(page: Surroundings, line: Span) -> list[tuple[Span, Span]]:
    """The pairs of ``**`` around words in a line, those before a unit or noun left out."""
    stars = [Span(*m.span()) for m in _TWO_STARS.finditer(page.folded, line.start, line.end)]
    pairs = []
    index = 0
    while index + 1 < len(stars):
        opening, closing = stars[index], stars[index + 1]
        inside = page.folded[opening.end : closing.start]
        noun = page.noun_at(opening.end) if page.before(opening.start).strip(BLANKS) else None
        if inside and inside.strip() == inside and not noun and page.unit_at(opening.end) is None:
            pairs.append((opening, closing))
            index += 2
        else:
            index += 1
    return pairs


def is_bold(page: Surroundings, span: Span) -> bool:
    """Whether ``**`` at the span is one of a pair around words."""
    return any(span in pair for pair in bold_pairs(page, page.line(span.start)))
