"""xxlint: a linter for Chinese official reports.

``lint_text``, ``lint_file`` and ``lint_paths`` are the way in from Python, ``apply_edits`` and ``save`` the way back;
they are imported when first used, so that the command line starts at once.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from xxlint.api import (
        Checked,
        Diagnostic,
        Edit,
        FileResult,
        Settings,
        Span,
        apply_edits,
        lint_file,
        lint_paths,
        lint_text,
        load_packs,
        save,
    )
    from xxlint.formats.saving import NotSaved
    from xxlint.formats.written import Tracking

__all__ = [
    "Checked",
    "Diagnostic",
    "Edit",
    "FileResult",
    "NotSaved",
    "Settings",
    "Span",
    "Tracking",
    "__version__",
    "apply_edits",
    "lint_file",
    "lint_paths",
    "lint_text",
    "load_packs",
    "save",
]
_ELSEWHERE = {"NotSaved": "xxlint.formats.saving", "Tracking": "xxlint.formats.written"}


def __getattr__(name: str) -> object:
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(_ELSEWHERE.get(name, "xxlint.api")), name)
    raise AttributeError(f"module 'xxlint' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
