"""The quantities of a sentence with the words that say what each is."""

from typing import NamedTuple

from xxlint.analysis.quantities import Quantity, find_quantities
from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import lazy
from xxlint.span import Span

_SIGN = lazy("[，。；：、（）()\n]")


class Labelled(NamedTuple):
    """A quantity with its label: the words between it and the mark or the quantity before."""

    label: str
    quantity: Quantity


def labelled_in(page: Surroundings, span: Span) -> list[Labelled]:
    """The quantities of a sentence with their labels."""
    found = []
    behind = span.start
    for quantity in find_quantities(page, span):
        if quantity.dimension == "years" and len(quantity.figures[0]) == 4:
            continue  # 2021年 says of what the next figure is
        words = _SIGN.split(page.folded[behind : quantity.start])[-1]
        found.append(Labelled(words.removeprefix("其中"), quantity))
        behind = quantity.end
    return found
