"""What is kept from one run for the next: a folder of the user's own, with files that may be lost at any time.

A cache that cannot be read or written, is broken, or is somebody else's, is no error: it only costs time.
"""

import os
import sys

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
