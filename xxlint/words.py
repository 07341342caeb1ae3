"""Texts in the two languages that xxlint speaks, and the nearest right word for a wrong one."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """One text in plain Chinese and its English twin."""

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """The text in ``lang``."""
        return self.en if lang == "en" else self.zh

    def fill(self, **values: object) -> "Words":
        """Both texts with their ``{fields}`` filled."""
        return Words(self.zh.format(**values), self.en.format(**values))


def about(name: str, words: Words) -> Words:
    """What is said of a file: 报告.docx：…"""
    return Words(f"{name}：{words.zh}", f"{name}: {words.en}")


def nearest(word: str, right_words: Iterable[str]) -> str | None:
    """The right word most like ``word``, if one is like it at all."""
    from difflib import get_close_matches  # only needed for an error message

    found = get_close_matches(word, list(right_words), n=1, cutoff=0.5)
    return found[0] if found else None


class PackError(Exception):
    """A pack that cannot be used; ``problems`` has one line for each slip."""

    def __init__(self, problems: list[Words]) -> None:
        super().__init__(problems[0].en if problems else "")
        self.problems = problems
