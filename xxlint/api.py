"""What Python users call, and the commands too: text, files and folders in, results out."""

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING

from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.packs import Packs, builtin, load_packs
from xxlint.results import FileResult
from xxlint.runner import Runner
from xxlint.settings import Settings
from xxlint.span import Edit, Span

if TYPE_CHECKING:
    from xxlint.formats.written import Tracking, Written

DEFAULTS = Settings()

__all__ = [
    "Diagnostic",
    "Edit",
    "FileResult",
    "Settings",
    "Span",
    "apply_edits",
    "lint_file",
    "lint_paths",
    "lint_text",
    "load_packs",
    "make_runner",
    "save",
]


def make_runner(settings: Settings = DEFAULTS) -> Runner:
    """A runner with the settings' packs; raises ``PackError`` or ``SettingsError``."""
    packs: Packs = load_packs(settings.packs) if settings.packs else builtin()
    return Runner(packs, settings)


def lint_text(text: str, *, markdown: bool = False, settings: Settings = DEFAULTS) -> tuple[Diagnostic, ...]:
    """The findings in a text; offsets count its code points."""
    from xxlint.formats import read

    document = read("text.md" if markdown else "text.txt", text.encode("utf-8", "surrogatepass"), "utf-8")
    return make_runner(settings._replace(force=True, waivers=None)).check_document(document).diagnostics


def lint_file(path: str | PathLike[str], settings: Settings = DEFAULTS) -> FileResult:
    """What became of one file."""
    return make_runner(settings).check_file(fspath(path))


def lint_paths(paths: Iterable[str | PathLike[str]], settings: Settings = DEFAULTS) -> Iterator[FileResult]:
    """What became of each file under the paths, folders walked in sorted order."""
    return make_runner(settings).check_paths([fspath(path) for path in paths])


def read_document(path: str, data: bytes, encoding: str | None = None) -> Document:
    """A file's content as the rules see it; raises ``Unreadable``."""
    from xxlint.formats import read

    return read(path, data, encoding)


def apply_edits(
    path: str | PathLike[str],
    edits: Sequence[Edit],
    *,
    data: bytes | None = None,
    encoding: str | None = None,
    track_changes: "Tracking | None" = None,
) -> "Written":
    """A file's bytes with ``edits`` (which count in ``FileResult.text``) and with every other byte as it was.

    Nothing is written: ``save`` does that.  ``data`` is the content, if it was read before.  With ``track_changes``
    the edits stand in a Word file to be accepted or rejected.  An edit that cannot be made is in ``refused``, with
    its reason.  Raises ``OSError`` or ``Unreadable``.
    """
    from xxlint.formats.writing import apply_edits as write

    if data is None:
        from pathlib import Path

        data = Path(path).read_bytes()
    return write(fspath(path), data, edits, encoding, track_changes)


def save(path: str | PathLike[str], data: bytes, *, replace: bool = False) -> None:
    """Write a file, all of it or nothing; one that is there only with ``replace``, one open in Word never.

    Raises ``NotSaved``.
    """
    from xxlint.formats.saving import save as write

    write(path, data, replace=replace)
