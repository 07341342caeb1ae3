"""The sentence around a place, and the quantities in it with the words that say what each is."""

from typing import NamedTuple

from xxlint.analysis.quantities import Quantity, find_quantities
from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import lazy
from xxlint.span import Span

_MOST = 600  # characters of a sentence; a longer one is none that anybody reads
_END = lazy("[。！？\n]")
_LABEL_SIGN = lazy("[，。；：、（）()\n]")


class Figure(NamedTuple):
    """A quantity with its label: the words between it and the mark or the quantity before."""

    label: str
    quantity: Quantity


def sentence_at(text: str, at: int) -> Span:
    """The sentence around ``at``, without its closing mark."""
    low = max(0, at - _MOST)
    start = max(text.rfind(sign, low, at) for sign in "。！？\n") + 1
    end = _END.search(text, at, at + _MOST)
    return Span(max(start, low), end.start() if end else min(len(text), at + _MOST))


def figures_in(page: Surroundings, span: Span) -> list[Figure]:
    """The quantities of a sentence with their labels."""
    found = []
    behind = span.start
    for quantity in find_quantities(page, span):
        words = page.folded[behind : quantity.span.start]
        found.append(Figure(_LABEL_SIGN.split(words)[-1], quantity))
        behind = quantity.span.end
    return found
