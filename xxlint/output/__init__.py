"""The output formats, one module each; a module is imported when its format is asked for.

Every format is a function ``render(results, view)`` that yields pieces of text.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from xxlint.runner import FileResult
from xxlint.vocabulary import Severity
from xxlint.words import Lang

FORMATS = {"table": "table", "full": "full", "concise": "concise", "json": "json"}
"""Each format and the module that draws it."""


class View(NamedTuple):
    """How results are shown: the least severity, the language, the width and the colours of the terminal."""

    lang: Lang = "zh"
    show: Severity = "warning"
    verbose: bool = False
    quiet: bool = False
    color: bool = False
    width: int = 80
    boxes: bool = True
    seconds: float | None = None


Render = Callable[[Sequence[FileResult], View], Iterator[str]]


def renderer(name: str) -> Render:
    """The function that draws a format."""
    render: Render = import_module(f"xxlint.output.{FORMATS[name]}").render
    return render
