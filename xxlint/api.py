"""What Python users call, and the commands too: text, files and folders in, results out."""

from collections.abc import Iterable, Iterator
from os import PathLike, fspath

from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.packs import Packs, builtin, load_packs
from xxlint.results import FileResult
from xxlint.runner import Runner
from xxlint.settings import Settings

DEFAULTS = Settings()

__all__ = [
    "Diagnostic",
    "FileResult",
    "Settings",
    "lint_file",
    "lint_paths",
    "lint_text",
    "load_packs",
    "make_runner",
]


def make_runner(settings: Settings = DEFAULTS) -> Runner:
    """A runner with the settings' packs; raises ``PackError`` or ``SettingsError``."""
    packs: Packs = load_packs(settings.packs) if settings.packs else builtin()
    return Runner(packs, settings)


def lint_text(text: str, *, markdown: bool = False, settings: Settings = DEFAULTS) -> tuple[Diagnostic, ...]:
    """The findings in a text; offsets count its code points."""
    from xxlint.formats import read

    document = read("text.md" if markdown else "text.txt", text.encode("utf-8", "surrogatepass"), "utf-8")
    return make_runner(settings._replace(force=True)).check_document(document).diagnostics


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
