"""A file written whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path


def save(path: str, data: bytes, *, replace: bool = True) -> None:
    """Write ``data`` to ``path``; whoever reads meanwhile sees the old file or the new one.

    Raises ``OSError``, ``FileExistsError`` for a file that is there and not to be replaced.
    """
    target = Path(path).resolve()
    if not replace and target.exists():
        raise FileExistsError(path)
    number, name = tempfile.mkstemp(dir=target.parent, prefix=".xxlint-")
    waiting = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        waiting.chmod(_mode(target))
        waiting.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            waiting.unlink()
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those of a new one."""
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
