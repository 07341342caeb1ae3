"""What Python users call, and the commands too: text, files and folders in, results out."""

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING

from xxlint.config import Flags
from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.packs import Packs, builtin, load_packs
from xxlint.results import FileResult
from xxlint.runner import Runner
from xxlint.runners import Runners
from xxlint.settings import Settings
from xxlint.span import Edit, Span

if TYPE_CHECKING:
    from xxlint.formats.written import Tracking, Written
    from xxlint.profiling import Profile

DEFAULTS = Settings()

__all__ = [
    "Checked",
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
    "make_runners",
    "save",
]


def make_runner(settings: Settings = DEFAULTS) -> Runner:
    """A runner with the settings' packs; raises ``PackError`` or ``SettingsError``."""
    packs: Packs = load_packs(settings.packs) if settings.packs else builtin()
    return Runner(packs, settings)


def make_runners(flags: Flags, profile: "Profile | None" = None) -> Runners:
    """The runners of a run that reads settings files, each file with its own; they raise as ``make_runner`` does.

    A ``profile`` learns what takes how long.
    """
    return Runners(flags, profile.runner if profile is not None else Runner)


def lint_text(text: str, *, markdown: bool = False, settings: Settings = DEFAULTS) -> tuple[Diagnostic, ...]:
    """The findings in a text; offsets count its code points."""
    from xxlint.formats import read

    document = read("text.md" if markdown else "text.txt", text.encode("utf-8", "surrogatepass"), "utf-8")
    return make_runner(settings._replace(force=True, waivers=None)).check_document(document).diagnostics


class Checked(FileResult):
    """What became of a file, as ``FileResult`` has it; a notebook shows it as the page of ``--output-format html``."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from html import escape

        from xxlint.output import View, renderer

        page = "".join(renderer("html")([self], View(show="info")))
        return f'<iframe srcdoc="{escape(page)}" style="width: 100%; height: 40em; border: 0"></iframe>'


def lint_file(path: str | PathLike[str], settings: Settings | None = None) -> Checked:
    """What became of one file; without ``settings`` those of the nearest settings file hold, as for ``xxlint check``.

    A file that cannot be read has the status "failed".  Raises ``PackError`` or ``SettingsError``.
    """
    name = fspath(path)
    runner = make_runners(Flags()).runner_for(name) if settings is None else make_runner(settings)
    return Checked(*runner.check_file(name))


def lint_paths(paths: Iterable[str | PathLike[str]], settings: Settings | None = None) -> Iterator[Checked]:
    """What became of each file under the paths, folders walked in sorted order; see ``lint_file``."""
    run = make_runners(Flags()) if settings is None else make_runner(settings)
    for result in run.check_paths([fspath(path) for path in paths]):
        yield Checked(*result)


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
