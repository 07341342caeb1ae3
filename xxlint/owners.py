"""Who answers for which gap: ``[owners]`` of the settings, by the name of a metric or the words of a heading."""

from collections.abc import Iterable, Sequence

from xxlint.diagnostic import Slot
from xxlint.lexicon import Metric


class Owners:
    """Finds the owner of a gap: a metric's first, else that of the innermost part that has one."""

    def __init__(self, owners: Iterable[tuple[str, str]], metrics: Sequence[Metric]) -> None:
        self._owners = dict(owners)
        named = (
            {name: metric.id for metric in metrics for name in (metric.id, *metric.names)}
            if self._owners
            else {}
        )
        self._by_metric = {named[name]: owner for name, owner in self._owners.items() if name in named}

    def of(self, slot: Slot, section: Sequence[str]) -> str:
        """The owner, "" where the settings name none."""
        return self.of_metric(slot.metric_id, slot.metric, section)

    def of_metric(self, metric_id: str | None, metric: str | None, section: Sequence[str]) -> str:
        """The owner of a metric, which is known by its id or just by its name, in a part of the report."""
        if not self._owners:
            return ""
        found = self._by_metric.get(metric_id or "") or self._owners.get(metric or "")
        return found or next(
            (owner for heading in reversed(section) if (owner := self._heading(heading))), ""
        )

    def _heading(self, heading: str) -> str:
        """The owner of a part: of several names that its heading holds, the longest counts."""
        held = [name for name in self._owners if name in heading]
        return self._owners[max(held, key=len)] if held else ""
