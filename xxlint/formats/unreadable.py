"""A file that cannot be read as what it claims to be."""

from xxlint.words import Words


class Unreadable(Exception):  # noqa: N818 – what the file is
    """Carries the one clear line that says why."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.zh)
        self.reason = reason
