"""What the rules said of files, kept for the next run over the same files.

An entry is known by a digest of all that decides what the rules say: the report as it was read, the packs, the selected
rules, the language, the context with the older report, and the program itself.  What depends on the day or on other files
(waivers, the baseline, the scope) is applied afterwards and not kept.

Findings quote reports, and reports are confidential.  An entry is therefore sealed with a key made of the report's
own content, which is not kept anywhere: who has not got the report can read nothing of it, and make no entry that would
be believed.  An entry that is damaged, foreign or of another program is one that is not there.

    results/3/9f… = 16 bytes that guard the rest, then compressed JSON under the key stream
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

from xxlint import __version__
from xxlint.cache import keep, kept
from xxlint.context import Context
from xxlint.diagnostic import Diagnostic, Fix, Slot
from xxlint.document import Document
from xxlint.packs import Packs
from xxlint.results import Said
from xxlint.settings import Settings
from xxlint.span import Edit, Span
from xxlint.words import Words

FORMAT = 1
MOST = 50_000_000
"""Bytes of all entries; of each drawer the entries that were not used for longest are dropped."""

_NAME = "results"
_TAG = "CACHEDIR.TAG"
_SIGNATURE = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# Results that xxlint keeps of reports that did not change; `xxlint clean` removes them.\n"
)
_DRAWERS = "0123456789abcdef"
_OURS = re.compile(r"[0-9a-f]{31}(?:\.[0-9a-f]{12})?")  # the second part while it is being written
_GUARD = 16  # bytes before the sealed ones
_SELDOM = 64  # entries are kept, on average, before a drawer is put in order
_DAY = 86_400


class _Key(NamedTuple):
    """The name of an entry, and what opens it."""

    name: str
    secret: bytes


class Shelf:
    """The results of runs with one set of packs and settings."""

    def __init__(
        self, folder: str, packs: Packs, settings: Settings, selected: Collection[str], context: Context
    ) -> None:
        self._folder = _shelf_in(folder)
        self._circumstances = _circumstances(packs, settings, selected, context)
        self._is_open = True

    def said(self, document: Document, ask: Callable[[Document], Said]) -> Said:
        """What the rules say of a document; ``ask`` is asked if it is not known."""
        if self._folder is None:
            return ask(document)
        key = self._key(document)
        path = os.path.join(self._folder, key.name[0], key.name[1:])
        said = _found(path, key)
        if said is None:
            said = ask(document)
            if self._is_open and not said.unfinished:  # another time it may get through
                self._is_open = _keep(path, key, said)
        return said

    def _key(self, document: Document) -> _Key:
        from hashlib import blake2b

        text, prose, layout = document.text, document.prose, document.layout
        digest = blake2b(key=self._circumstances)
        for part in (document.format, text, "" if prose is text else prose, (layout and repr(layout)) or ""):
            digest.update(b"%d " % len(part) + part.encode("utf-8", "surrogatepass"))
        made = digest.digest()
        return _Key(made[:16].hex(), made[16:])


def _circumstances(packs: Packs, settings: Settings, selected: Collection[str], context: Context) -> bytes:
    """A digest of all that decides what the rules say besides the file itself."""
    from hashlib import blake2b

    deciding = settings._replace(**_DECIDE_NOTHING)
    older = context.against and repr(context.against.document)
    told = (FORMAT, _program(), packs, sorted(selected), deciding, context._replace(against=None), older)
    return blake2b(json.dumps(told, default=_plain).encode()).digest()


_DECIDE_NOTHING: dict[str, Any] = {
    "fail_on": "warning",
    "show": "warning",
    "output_format": "table",
    "against": None,  # its content does
    "waivers": None,
    "baseline": None,
    "changed_since": None,
}
"""Settings that are none of the rules' business; one that is not named here makes another result."""


def _plain(value: object) -> object:
    """What JSON has no form for, in one that is the same in every run."""
    return sorted(value) if isinstance(value, frozenset) else repr(value)


@cache
def _program() -> tuple[object, ...]:
    """What tells this state of the program from another: its version, and size and date of its modules."""
    here = os.path.dirname(__file__)
    modules = sorted(
        (os.path.relpath(entry.path, here), entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder, folders, _ in os.walk(here)
        for entry in os.scandir(folder)
        if entry.name.endswith((".py", ".json"))
    )
    return (__version__, sys.version_info[:2], modules)


# one entry


def _found(path: str, key: _Key) -> Said | None:
    sealed = kept(path)
    if sealed is None:
        return None
    packed = _sealed(sealed[_GUARD:], key)
    if sealed[:_GUARD] != _guard(packed, key):
        return None
    import zlib

    with suppress(OSError):  # another run dropped it, or the cache is read-only
        if os.stat(path).st_mtime < time.time() - _DAY:
            os.utime(path)
    return _said(json.loads(zlib.decompress(packed)))


def _keep(path: str, key: _Key, said: Said) -> bool:
    """Keep an entry; False where that cannot be."""
    import zlib

    packed = zlib.compress(json.dumps(said).encode(), 1)
    done = keep(path, _guard(packed, key) + _sealed(packed, key))
    if done and key.secret[0] % _SELDOM == 0:
        _put_in_order(os.path.dirname(path))
    return done


def _sealed(text: bytes, key: _Key) -> bytes:
    """The text under the key stream, and the other way round: each key is used for one text only."""
    from hashlib import shake_256

    stream = shake_256(key.secret).digest(len(text))
    both = int.from_bytes(text, "little") ^ int.from_bytes(stream, "little")
    return both.to_bytes(len(text), "little")


def _guard(text: bytes, key: _Key) -> bytes:
    from hashlib import blake2b

    return blake2b(text, key=key.secret, digest_size=_GUARD).digest()


def _said(data: Any) -> Said:
    is_report, diagnostics, unfinished, sections, lists, shares, genre = data
    return Said(
        is_report,
        tuple(map(_diagnostic, diagnostics)),
        tuple(unfinished),
        sections,
        lists,
        tuple(Words(*words) for words in shares),
        genre and Words(*genre),
    )


def _diagnostic(data: Any) -> Diagnostic:
    code, name, severity, message, span, case, section, clause, slot, related, fix = data
    return Diagnostic(
        code,
        name,
        severity,
        message,
        Span(*span),
        case,
        tuple(section),
        clause,
        slot and Slot(Span(*slot[0]), *slot[1:]),
        tuple(Span(*one) for one in related),
        fix and Fix(fix[0], tuple(Edit(Span(*one), words) for one, words in fix[1]), fix[2]),
    )


# the folder


def _shelf_in(folder: str) -> str | None:
    """Where the entries lie; None where that is no folder of ours, and none can be made."""
    path = os.path.join(folder, _NAME)
    try:
        new = not os.listdir(path)
    except FileNotFoundError:
        new = True
    except OSError:
        return None
    if new:
        keep(os.path.join(path, _TAG), _SIGNATURE)
    return path if _is_ours(path) else None


def _is_ours(path: str) -> bool:
    return kept(os.path.join(path, _TAG)) == _SIGNATURE


class _Entry(NamedTuple):
    used: float
    size: int
    path: str


def _entries(drawer: str) -> Iterator[_Entry]:
    """The files of a drawer that have such names as ours."""
    with suppress(OSError), os.scandir(drawer) as found:
        for entry in found:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):  # another run was faster
                    status = entry.stat(follow_symlinks=False)
                    yield _Entry(status.st_mtime, status.st_size, entry.path)


def _put_in_order(drawer: str) -> None:
    """Drop what was not used for longest, and what a run left that was cut short."""
    left = MOST // len(_DRAWERS)
    for used, size, path in sorted(_entries(drawer), reverse=True):
        left -= size
        if left < 0 or ("." in os.path.basename(path) and used < time.time() - _DAY):
            with suppress(OSError):
                os.unlink(path)


def clean(folder: str) -> Iterator[int]:
    """Remove the entries in the cache in this folder, and nothing that is not ours; yields their sizes."""
    shelf = os.path.join(folder, _NAME)
    if not _is_ours(shelf):
        return
    for name in _DRAWERS:
        drawer = os.path.join(shelf, name)
        for entry in _entries(drawer):
            os.unlink(entry.path)
            yield entry.size
        with suppress(OSError):  # it was never made, or something else lies there
            os.rmdir(drawer)
    if os.listdir(shelf) == [_TAG]:
        os.unlink(os.path.join(shelf, _TAG))
        os.rmdir(shelf)
