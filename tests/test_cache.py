"""What is kept between runs: never in the way, never believed when it is not what was written."""

import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xxlint import cache
from xxlint.cache import cache_folder, enter, entry, keep, kept, remembered

STAMP = "规则包\n".encode()


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# where it lies


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        pytest.param("linux", {"HOME": "/home/wang"}, "/home/wang/.cache/xxlint", id="linux"),
        pytest.param("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/tmp/缓存"}, "/tmp/缓存/xxlint", id="xdg"),
        pytest.param(
            "linux", {"HOME": "/h", "XDG_CACHE_HOME": "here"}, "/h/.cache/xxlint", id="relative xdg"
        ),
        pytest.param("darwin", {"HOME": "/Users/wang"}, "/Users/wang/Library/Caches/xxlint", id="macos"),
        pytest.param("win32", {"HOME": "/h", "LOCALAPPDATA": "/L"}, "/L/xxlint/Cache", id="windows"),
        pytest.param("win32", {"HOME": "/h"}, "/h/AppData/Local/xxlint/Cache", id="windows, unsaid"),
        pytest.param("linux", {"HOME": "/h", "XXLINT_CACHE_DIR": "/own"}, "/own", id="named"),
        pytest.param("linux", {"HOME": "home"}, None, id="no home"),
        pytest.param("linux", {"HOME": "/h", "XXLINT_NO_CACHE": "1"}, None, id="unwanted"),
        pytest.param("linux", {"HOME": "/h", "XXLINT_NO_CACHE": "0"}, "/h/.cache/xxlint", id="not unwanted"),
    ],
)
def test_where_it_lies(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], expected: str | None
) -> None:
    for name in ("XXLINT_CACHE_DIR", "XXLINT_NO_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder() == expected


def test_a_flag_counts_before_the_environment(tmp_path: Path) -> None:
    assert cache_folder(str(tmp_path)) == str(tmp_path)
    assert cache_folder(str(tmp_path), wanted=False) is None


def test_it_is_made_only_when_something_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XXLINT_CACHE_DIR", str(tmp_path / "a" / "b"))
    assert cache_folder() and not (tmp_path / "a").exists()
    assert kept(str(tmp_path / "a" / "b" / "c")) is None
    assert not (tmp_path / "a").exists()


# a file


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        assert keep(str(tmp_path / "xxlint" / "packs" / "one"), b"1")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in sorted((tmp_path / "xxlint").rglob("*"))]
    assert modes == [0o700, 0o600]
    assert stat.S_IMODE((tmp_path / "xxlint").stat().st_mode) == 0o700


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    path = str(tmp_path / "one")
    assert keep(path, b"1") and keep(path, b"2")
    assert kept(path) == b"2"
    assert files_in(tmp_path) == [tmp_path / "one"]


def a_link(path: Path) -> None:
    path.with_name("elsewhere").write_bytes(b"1")
    path.symlink_to(path.with_name("elsewhere"))


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def somebody_elses(path: Path) -> None:
    path.write_bytes(b"1")
    try:
        os.chown(path, 65534, 65534)
    except PermissionError:
        pytest.skip("only root may give files away")


@pytest.mark.skipif(os.name == "nt", reason="made of what Windows has not")
@pytest.mark.parametrize("make", [a_link, a_folder, a_pipe, somebody_elses])
def test_what_is_no_file_of_our_own_is_not_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "one")
    assert kept(str(tmp_path / "one")) is None


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    a_link(tmp_path / "one")
    assert keep(str(tmp_path / "one"), b"2")
    assert (tmp_path / "elsewhere").read_bytes() == b"1"
    assert kept(str(tmp_path / "one")) == b"2"


@pytest.mark.parametrize("folder", ["a file", "a file/below", "/proc/no-such-place"])
def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a file").write_bytes(b"")
    assert not keep(str(tmp_path / folder / "one"), b"1")
    assert kept(str(tmp_path / folder / "one")) is None


def test_a_read_only_folder_is_no_error(tmp_path: Path) -> None:
    if os.name != "nt" and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    assert not keep(str(tmp_path / "one"), b"1")
    tmp_path.chmod(0o700)
    assert files_in(tmp_path) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object, __: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert not keep(str(tmp_path / "one"), b"1")
    assert files_in(tmp_path) == []


def test_many_may_write_and_read_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "one")
    texts = [bytes([letter]) * 200_000 for letter in b"abcd"]
    seen: list[bytes | None] = []

    def write(text: bytes) -> None:
        for _ in range(20):
            enter(path, STAMP, text)
            seen.append(entry(path, STAMP))

    threads = [threading.Thread(target=write, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 80 and set(seen) <= set(texts)
    assert files_in(tmp_path) == [tmp_path / "one"]


# an entry


@pytest.mark.parametrize("at", range(0, 30, 3))
def test_a_damaged_entry_is_none(tmp_path: Path, at: int) -> None:
    path = tmp_path / "one"
    enter(str(path), STAMP, b"some plain data")
    data = path.read_bytes()
    assert len(data) >= 30
    for damaged in (
        data[:at],
        data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :],
        data[:at] + b"0" + data[at:],
    ):
        path.write_bytes(damaged)
        assert entry(str(path), STAMP) is None
    path.write_bytes(data)
    assert entry(str(path), STAMP) == b"some plain data"


# what is remembered


class Maker:
    """Makes plain data, and counts how often."""

    def __init__(self, made: Any = None) -> None:
        self.made = made or {"甲": [1, "\ud800", None]}
        self.times = 0

    def __call__(self) -> Any:
        self.times += 1
        return self.made

    def ask(self, source: bytes = b"x = 1", kind: str = "packs") -> Any:
        return remembered(kind, ("packs_schema",), source, self)


def test_it_is_made_once() -> None:
    maker = Maker()
    assert [maker.ask() for _ in range(3)] == [maker.made] * 3
    assert maker.times == 1


def test_another_source_is_another_thing() -> None:
    maker = Maker()
    maker.ask(), maker.ask(b"x = 2"), maker.ask(b"x = 1", "settings")
    assert maker.times == 3


def test_sources_that_share_a_name_are_not_mixed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xxlint.cache._name", lambda source: "one")
    one, two = Maker("一"), Maker("二")
    assert [one.ask(b"1"), two.ask(b"2"), one.ask(b"1"), two.ask(b"2")] == ["一", "二", "一", "二"]


def test_what_another_version_made_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = Maker()
    maker.ask()
    monkeypatch.setattr("xxlint.__version__", "99.0")
    maker.ask()
    assert maker.times == 2


def test_what_was_made_before_the_module_changed_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = Maker()
    maker.ask()
    monkeypatch.setattr(cache, "_changed", lambda module: 1)
    maker.ask()
    assert maker.times == 2


def test_without_a_cache_it_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XXLINT_NO_CACHE", "1")
    maker = Maker()
    assert [maker.ask(), maker.ask()] == [maker.made] * 2
    assert maker.times == 2


@pytest.mark.parametrize("garbage", [b"", b"\xff\x00", b"{}", b"xxlint", b"\n" * 500])
def test_garbage_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, garbage: bytes) -> None:
    monkeypatch.setenv("XXLINT_CACHE_DIR", str(tmp_path))
    maker = Maker()
    maker.ask()
    (file,) = files_in(tmp_path)
    file.write_bytes(garbage)
    assert [maker.ask(), maker.ask()] == [maker.made] * 2
    assert maker.times == 2


def test_what_could_not_be_made_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XXLINT_CACHE_DIR", str(tmp_path))

    def fail() -> None:
        raise ValueError("没有这个键")

    for _ in range(2):
        with pytest.raises(ValueError, match="没有这个键"):
            remembered("packs", (), b"x = 1", fail)
    assert files_in(tmp_path) == []


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XXLINT_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(cache, "_MOST", 10)
    maker = Maker()
    for number in range(25):
        maker.ask(b"%d" % number)
        (file,) = tmp_path.rglob(f"{cache._name(b'%d' % number)}")
        os.utime(file, ns=(number, number))
    assert len(files_in(tmp_path)) <= 10
    before = maker.times
    maker.ask(b"24")
    assert maker.times == before
