"""Which tables of a file are forms: much of what stands in their cells is still to be filled in."""

import re

from xxlint.analysis.lines import BLANKS
from xxlint.document import Layout
from xxlint.patterns import lazy
from xxlint.span import Span

_SHARE = 0.4  # of a table's paragraphs; a column for remarks that nobody used is less
_TO_FILL = lazy(
    r"(?:.{0,30}[：:]|[^，。；]{0,20}[（(](?:签[字名章]|盖章|公章)[）)][：:]?|[\d 年月日（）()]*|.*□.*)"
)


def form_tables(text: str, layout: Layout) -> tuple[Span, ...]:
    """The tables that are forms, each from its first cell to its last."""
    tables: dict[tuple[str, int], list[Span]] = {}
    for block in layout.blocks:
        if block.where.cell is not None:
            tables.setdefault((block.where.part, block.where.cell.table), []).append(block.span)
    return tuple(
        Span(spans[0].start, spans[-1].end)
        for spans in tables.values()
        if sum(_is_to_fill(span.of(text)) for span in spans) >= _SHARE * len(spans)
    )


def _is_to_fill(words: str) -> bool:
    """Whether a paragraph of a cell is empty, a label, a box to tick, a date or a place to sign."""
    shown = re.sub(r"[_\s]", "", words[:80].strip(BLANKS))
    return _TO_FILL.fullmatch(shown) is not None and not shown.isdecimal()
