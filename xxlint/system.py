"""What the system refused, in plain words."""

import errno

from xxlint.words import Words

_REASONS = {
    errno.ENOENT: Words("找不到这个文件", "no such file"),
    errno.EACCES: Words("没有权限", "permission denied"),
    errno.EPERM: Words("没有权限", "permission denied"),
    errno.EISDIR: Words("这是文件夹，要写一个文件", "a folder, name a file"),
    errno.ENOTDIR: Words("路径里有一段不是文件夹", "a part of the path is no folder"),
    errno.ENOSPC: Words("磁盘已满", "the disk is full"),
    errno.EDQUOT: Words("磁盘已满", "the disk is full"),
    errno.EROFS: Words("磁盘只读", "the disk is read-only"),
    errno.ENAMETOOLONG: Words("文件名太长", "the name is too long"),
    errno.ELOOP: Words("链接绕成了圈", "the links lead in a circle"),
    errno.EIO: Words("磁盘读写出错", "the disk fails"),
    errno.EMFILE: Words("打开的文件太多", "too many open files"),
}


def unreadable(error: OSError) -> Words:
    """The line for a file that the system does not let us read."""
    reason = reason_of(error)
    return Words(f"文件读不了：{reason.zh}", f"cannot read the file: {reason.en}")


def reason_of(error: OSError) -> Words:
    """Why a file could not be read or written; what is not known here as the system says it."""
    said = error.strerror or str(error)
    return _REASONS.get(error.errno or 0) or Words(said, said)
