"""What is known of a report besides its text."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xxlint.report import Report


class Context(NamedTuple):
    """The report's own circumstances, from the settings; None and () where nothing is said.

    ``against`` is the older report, last year's or another unit's, that this one may have been copied from.
    """

    region: str | None = None
    year: int | None = None
    genre: str | None = None
    own_names: tuple[str, ...] = ()
    against: "Report | None" = None
