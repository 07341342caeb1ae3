"""xxlint: a linter for Chinese official reports.

``lint_text``, ``lint_file`` and ``lint_paths`` are the way in from Python; they are imported when first used, so that
the command line starts at once.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from xxlint.api import Diagnostic, FileResult, Settings, lint_file, lint_paths, lint_text, load_packs

__all__ = [
    "Diagnostic",
    "FileResult",
    "Settings",
    "__version__",
    "lint_file",
    "lint_paths",
    "lint_text",
    "load_packs",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        from xxlint import api

        return getattr(api, name)
    raise AttributeError(f"module 'xxlint' has no attribute {name!r}")
