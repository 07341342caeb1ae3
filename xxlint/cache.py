"""What is kept from one run for the next: a folder of the user's own, with files that may be lost at any time.

A cache that cannot be read or written, is broken, or is somebody else's, is no error: it only costs time.
"""

import json
import os
import sys
from binascii import crc32
from collections.abc import Callable, Iterable
from typing import Any

FORMAT = 1
_MOST = 200  # entries of one kind; each is a pack or a settings file as it once was
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def cache_folder(named: str | None = None, wanted: bool = True) -> str | None:
    """Where the cache is, or would be: it is made when something is kept.  None where nothing shall be kept.

    ``named`` (``--cache-dir``) counts before ``XXLINT_CACHE_DIR`` and the place that the system has for caches;
    ``wanted`` is False for ``--no-cache``, as is ``XXLINT_NO_CACHE=1``.
    """
    if not wanted or os.environ.get("XXLINT_NO_CACHE", "") not in ("", "0"):
        return None
    folder = named or os.environ.get("XXLINT_CACHE_DIR") or _usual_folder()
    return os.path.abspath(folder) if folder else None


def _usual_folder() -> str | None:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return os.path.join(local, "xxlint", "Cache") if os.path.isabs(local) else None
    if sys.platform == "darwin":
        usual = os.path.join(home, "Library", "Caches")
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
        usual = named if os.path.isabs(named) else os.path.join(home, ".cache")
    return os.path.join(usual, "xxlint") if os.path.isabs(usual) else None


def kept(path: str) -> bytes | None:
    """What a file of the cache holds; None if there is none that can be read, or it is no plain file of our own."""
    try:
        with open(os.open(path, _READ), "rb") as file:
            about = os.fstat(file.fileno())
            ours = about.st_uid == os.getuid() if hasattr(os, "getuid") else True
            plain = about.st_mode & 0o170000 == 0o100000  # stat.S_ISREG, without its import
            return file.read() if ours and plain else None
    except OSError:
        return None


def keep(path: str, data: bytes) -> bool:
    """Put data into a file of the cache, whole or not at all, for nobody else to read; whether it was possible.

    Whoever writes the same file at the same time does not disturb: the last one holds.
    """
    scratch = f"{path}.{os.urandom(6).hex()}"
    try:
        _make(os.path.dirname(path))
        with open(os.open(scratch, _WRITE, 0o600), "wb") as file:
            file.write(data)
        os.replace(scratch, path)
    except OSError:
        _drop(scratch)
        return False
    return True


def entry(path: str, stamp: bytes) -> bytes | None:
    """What was entered under a path with this very stamp; None if nothing was, or it is damaged."""
    found = kept(path)
    if found is None or not found.startswith(stamp):
        return None
    checksum, told = found[len(stamp) : len(stamp) + 8], found[len(stamp) + 8 :]
    return told if checksum == b"%08x" % crc32(told) else None


def enter(path: str, stamp: bytes, told: bytes) -> bool:
    """Keep something under a path, with a stamp that says what it was made of and by which version."""
    return keep(path, b"%b%08x%b" % (stamp, crc32(told), told))


def remembered(kind: str, makers: Iterable[str], source: bytes, make: Callable[[], Any]) -> Any:
    """What ``make`` gives for a source, plain data, made anew only for a source that was not seen before.

    ``makers`` are our modules that make it: once one of them changes, nothing counts that was made before.  The source
    itself stands in the entry, so that no two can be taken for each other.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    made_by = (kind, FORMAT, _version(), *map(_changed, makers), len(source))
    stamp = f"xxlint {made_by}\n".encode() + source
    path = os.path.join(folder, kind, _name(source))
    told = entry(path, stamp)
    if told is not None:
        return json.loads(told)
    made = make()
    if enter(path, stamp, json.dumps(made, ensure_ascii=False).encode("utf-8", "surrogatepass")):
        _forget_oldest(os.path.dirname(path))
    return made


def _name(source: bytes) -> str:
    return f"{crc32(source):08x}-{len(source)}"


def _changed(module: str) -> int | None:
    """When one of our modules was changed last; None for one that is no file of its own."""
    try:
        return os.stat(os.path.join(os.path.dirname(__file__), f"{module}.py")).st_mtime_ns
    except OSError:
        return None


def _version() -> str:
    # Not imported: what the package hands on lazily would count as what this module needs.
    return str(vars(sys.modules[__package__])["__version__"])


def _forget_oldest(folder: str) -> None:
    """Leave no more entries in a folder than ``_MOST``."""
    try:
        files = [file for file in os.scandir(folder) if file.is_file(follow_symlinks=False)]
        if len(files) > _MOST:
            for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)[: -_MOST // 2]:
                _drop(file.path)
    except OSError:
        return  # another run tidies up as well


def _make(folder: str) -> None:
    """Make a folder and those above it, each for its owner alone."""
    if not os.path.isdir(folder):
        _make(os.path.dirname(folder))
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:
            return  # another run was faster; if it is no folder, what comes next says so


def _drop(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return  # it was never made, or the folder is read-only: then it stays
