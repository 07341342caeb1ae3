"""Saving: all or nothing, links and permissions kept, nothing over a file that somebody has open."""

import errno
import os
import stat
from pathlib import Path

import pytest

from xxlint.formats.saving import NotSaved, lock_of, owner_of, save


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_and_a_replaced_one(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    save(path, b"1", replace=False)
    assert path.read_bytes() == b"1"
    save(str(path), b"2", replace=True)
    assert path.read_bytes() == b"2"
    assert names(tmp_path) == ["报告.txt"]


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    with pytest.raises(NotSaved) as caught:
        save(path, b"2", replace=False)
    assert "没有覆盖" in caught.value.reason.zh
    assert path.read_bytes() == b"1"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_that_came_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(b"1"))
    with pytest.raises(NotSaved, match="没有覆盖"):
        save(path, b"2", replace=False)
    assert path.read_bytes() == b"1"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.skipif(os.name != "posix", reason="permission bits of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    path.chmod(mode)
    save(path, b"2", replace=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.name != "posix", reason="permission bits of POSIX")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    save(tmp_path / "a.txt", b"1", replace=False)
    (tmp_path / "b.txt").write_bytes(b"1")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"1")
    link = tmp_path / "link.txt"
    link.symlink_to(folder / "a.txt")
    with pytest.raises(NotSaved):
        save(link, b"2", replace=False)
    save(link, b"2", replace=True)
    assert link.is_symlink()
    assert (folder / "a.txt").read_bytes() == b"2"
    assert names(folder) == ["a.txt"]


def word_lock(owner: str) -> bytes:
    """As Word writes it: the name in the system's encoding, then in UTF-16, in 162 bytes."""
    short = owner.encode("gb18030")
    return (
        bytes([len(short)]) + short.ljust(53, b" ") + bytes([len(owner), 0]) + owner.encode("utf-16-le")
    ).ljust(162, b"\0")


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        pytest.param("年报.docx", "~$年报.docx", id="short"),
        pytest.param("年度总结稿件.docx", "~$年度总结稿件.docx", id="six characters"),
        pytest.param("年度工作总结稿.docx", "~$度工作总结稿.docx", id="seven characters"),
        pytest.param("2024年总结稿.docx", "~$24年总结稿.docx", id="eight characters"),
        pytest.param("2024年报告总结稿.docx", "~$24年报告总结稿.docx", id="long"),
        pytest.param("2024年年报.docx", "~$2024年年报.docx", id="the whole name"),
        pytest.param("年报.docx", ".~年报.docx", id="WPS"),
        pytest.param("年报.docx", ".~lock.年报.docx#", id="LibreOffice"),
    ],
)
def test_a_file_that_is_open_stays(tmp_path: Path, name: str, lock: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"1")
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(NotSaved) as caught:
        save(path, b"2", replace=True)
    assert lock in caught.value.reason.zh
    assert path.read_bytes() == b"1"
    assert lock_of(tmp_path / "别的.docx") is None


def test_who_has_it_open(tmp_path: Path) -> None:
    path, lock = tmp_path / "年报.docx", tmp_path / "~$年报.docx"
    lock.write_bytes(word_lock("王某某"))
    with pytest.raises(NotSaved, match="由“王某某”在 Word 中打开"):
        save(path, b"2", replace=True)


@pytest.mark.parametrize("data", [b"", b"\xff" * 162, b"\0" * 162, b"abc"])
def test_a_lock_that_says_nothing(tmp_path: Path, data: bytes) -> None:
    lock = tmp_path / "~$a.docx"
    lock.write_bytes(data)
    assert owner_of(lock) == ""


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "权限"), (errno.EROFS, "权限"), (errno.EIO, "写不了")],
)
def test_a_disk_that_refuses_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotSaved, match=why):
        save(path, b"2", replace=True)
    assert path.read_bytes() == b"1"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_no_regular_file(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="普通文件"):
        save("/dev/full", b"1", replace=True)
    with pytest.raises(NotSaved, match="普通文件"):
        save(tmp_path, b"1", replace=True)


def test_a_read_only_file_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    path.chmod(0o444)
    with pytest.raises(NotSaved, match="只读"):
        save(path, b"2", replace=True)
    with pytest.raises(NotSaved, match="文件夹不存在"):
        save(tmp_path / "没有" / "a.txt", b"2", replace=False)
    with pytest.raises(NotSaved):
        save("a\0.txt", b"2", replace=False)
    path.chmod(0o644)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "ro"
    folder.mkdir()
    folder.chmod(0o555)
    with pytest.raises(NotSaved, match="权限"):
        save(folder / "a.txt", b"1", replace=False)
    folder.chmod(0o755)
    assert names(folder) == []
