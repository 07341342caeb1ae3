"""Bytes → a file, whole or not at all, and never over one that somebody has open."""

import errno
import os
import stat
from pathlib import Path
from secrets import token_hex

from xxlint.words import Words


class NotSaved(Exception):  # noqa: N818 – what the file is
    """Carries the one clear line that says why; everything is as it was."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.zh)
        self.reason = reason


def save(path: str | os.PathLike[str], data: bytes, *, replace: bool) -> None:
    """Write ``data`` to ``path``, which has the old content or all of the new one at any moment.

    A link stays a link: what it leads to is written.  The bits of permission stay.  Raises ``NotSaved``: without
    ``replace`` for a file that is there, for one that Word or WPS has open, and for what the system refuses.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target, replace)
        _refuse_open(target)
        _write(target, data, mode, replace)
    except FileExistsError:
        raise NotSaved(_EXISTS.fill(name=Path(path).name)) from None
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        raise NotSaved(_reason(error)) from error


def lock_of(path: Path) -> Path | None:
    """The file that lies beside ``path`` while a program has it open, None where there is none."""
    name = path.name
    cut = max(
        0, min(2, len(path.stem) - 6)
    )  # Word keeps its lock's name short: it leaves out one or two characters
    names = (f"~${name[cut:]}", f"~${name}", f".~{name}", f".~lock.{name}#")
    return next((lock for lock in map(path.with_name, dict.fromkeys(names)) if os.path.lexists(lock)), None)


def owner_of(lock: Path) -> str:
    """Who has the file open, as Word's lock says it; the empty string for what is none or says nothing.

    Word writes 162 bytes: the name in the system's encoding, then from byte 54 its length and the name in UTF-16.
    """
    try:
        data = lock.read_bytes()[:_WORD_LOCK]
    except OSError:
        return ""
    if len(data) < _WORD_LOCK:
        return ""
    name = data[56 : 56 + 2 * data[54]].decode("utf-16-le", "replace").strip("\0 ")
    return name if name.isprintable() and "\N{REPLACEMENT CHARACTER}" not in name else ""


_WORD_LOCK = 162


def _mode(target: Path, replace: bool) -> int | None:
    """The permission bits of the file that is there, None where none is."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise NotSaved(_NO_FILE)
    if not replace:
        raise NotSaved(_EXISTS.fill(name=target.name))
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise NotSaved(_READ_ONLY_FILE)
    return stat.S_IMODE(status.st_mode)


def _refuse_open(target: Path) -> None:
    lock = lock_of(target)
    if lock is not None:
        owner = owner_of(lock)
        raise NotSaved(_OPEN_BY.fill(owner=owner, lock=lock.name) if owner else _OPEN.fill(lock=lock.name))


def _write(target: Path, data: bytes, mode: int | None, replace: bool) -> None:
    temporary = target.with_name(
        f".{token_hex(8)}.tmp"
    )  # not the target's name, which may be as long as can be
    try:
        with temporary.open("xb") as file:
            if mode is not None:
                temporary.chmod(mode)  # before the content: nobody reads here what he may not read there
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            temporary.replace(target)
        else:
            _put_new(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _put_new(temporary: Path, target: Path) -> None:
    """Give the file its name unless another one got it meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError from None
        temporary.replace(target)


def _reason(error: Exception) -> Words:
    known = _REASONS.get(getattr(error, "errno", None) or 0)
    return known if known is not None else _FAILED.fill(reason=getattr(error, "strerror", None) or error)


_EXISTS = Words("已有“{name}”，没有覆盖", "“{name}” is already there and was not overwritten")
_NO_FILE = Words("不是普通文件，不能写入", "not a regular file, not written")
_READ_ONLY_FILE = Words("文件是只读的，没有写入", "the file is read-only, not written")
_OPEN = Words(
    "文件正在 Word、WPS 等程序中打开（旁边有 {lock}），请关闭后再试",
    "the file is open in Word, WPS or the like ({lock} lies beside it), close it and try again",
)
_OPEN_BY = Words(
    "文件正由“{owner}”在 Word 中打开（旁边有 {lock}），请关闭后再试",
    "the file is open in Word by “{owner}” ({lock} lies beside it), close it and try again",
)
_FAILED = Words("写不了：{reason}", "cannot be written: {reason}")
_FULL = Words("磁盘已满，没有写入", "the disk is full, nothing was written")
_FORBIDDEN = Words("没有写入的权限（文件夹只读或文件被占用）", "no permission to write here")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.ENOENT: Words("文件夹不存在，没有写入", "there is no such folder"),
}
