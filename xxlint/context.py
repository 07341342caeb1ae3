"""What is known of a report besides its text."""

from typing import NamedTuple


class Context(NamedTuple):
    """The report's own circumstances, from the settings; None and () where nothing is said."""

    region: str | None = None
    year: int | None = None
    genre: str | None = None
    own_names: tuple[str, ...] = ()
