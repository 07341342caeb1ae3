"""What the older report said where this one has a gap: the same metric, else the same sentence."""

import re
from collections.abc import Iterable
from functools import cached_property

from xxlint import again
from xxlint.analysis.metrics import FALLS, RISES
from xxlint.diagnostic import Slot
from xxlint.figures import Amount, Figure, find_figures
from xxlint.report import Report
from xxlint.span import Span
from xxlint.vocabulary import NUMERIC_KINDS

_CHANGE = re.compile(f"(?:{'|'.join((*RISES, *FALLS))})\\Z")
_NUMBER = re.compile(r"[约近超]?[-+]?\d[\d.,]*[余多]?")
_LONGEST_NAME = 30


class LastYear:
    """Looks things up in the older report."""

    def __init__(self, older: Report) -> None:
        self._older = older

    def value(self, slot: Slot, text: str, sentence: again.Sentence, holes: Iterable[Span]) -> str:
        """What stood in the older report; "" where it said nothing of it, or several things.

        ``sentence`` and ``holes`` are those of the slot in ``text``.
        """
        return self._by_metric(slot) or self._by_sentence(slot, text, sentence, holes)

    def _by_metric(self, slot: Slot) -> str:
        if slot.metric_id is None or slot.kind not in NUMERIC_KINDS:
            return ""
        is_change = _CHANGE.search(slot.metric or "") is not None
        said = [
            (figure, amount)
            for figure in self._figures.get(slot.metric_id, ())
            if figure.role == "done"
            and (amount := figure.change if is_change else figure.value)
            and not amount.lacks
        ]
        own = [pair for pair in said if pair[0].own_period and pair[0].own_subject] or said
        values = {_written(figure, amount, is_change) for figure, amount in own}
        return values.pop() if len(values) == 1 else ""

    @cached_property
    def _figures(self) -> dict[str, list[Figure]]:
        table: dict[str, list[Figure]] = {}
        for figure in find_figures(self._older, ()):
            table.setdefault(figure.metric_id or "", []).append(figure)
        return table

    def _by_sentence(self, slot: Slot, text: str, sentence: again.Sentence, holes: Iterable[Span]) -> str:
        known = list(holes)
        found = again.places(again.seek(text, sentence, slot.span, known), self._older.text)
        if not found:
            found = again.places(again.seek_beside(text, sentence, slot.span, known), self._older.text)
        said = {span.of(self._older.text).strip() for span in found}
        words = said.pop() if len(said) == 1 else ""
        if slot.kind in NUMERIC_KINDS:
            return f"{words}{slot.unit or ''}" if _NUMBER.fullmatch(words) else ""
        return words if len(words) <= _LONGEST_NAME and not self._is_open(words) else ""

    def _is_open(self, words: str) -> bool:
        return any(slot.span.of(self._older.text) in words for slot in self._older.slots)


def _written(figure: Figure, amount: Amount, is_change: bool) -> str:
    sign = "-" if is_change and figure.falls else ""
    return f"{sign}{amount.number}{amount.unit}"
