"""Several processes give what one gives: the same results, the same order, whatever becomes of a process."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from varied import varied_text
from word_files import save_as_docx

from xxlint import jobs, workers
from xxlint.config import Flags
from xxlint.files import Found
from xxlint.results import FileResult
from xxlint.runners import Runners
from xxlint.settings import SettingsError
from xxlint.words import Words

STARTS = ["spawn", "fork"] if hasattr(os, "fork") else ["spawn"]


@pytest.fixture(params=STARTS)
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How processes are started."""
    monkeypatch.setenv("XXLINT_START_METHOD", request.param)
    return str(request.param)


class Struck(Runners):
    """Runners with reports that end the process, are too much for it, or meet an error of ours."""

    def __reduce__(self) -> tuple[Callable[..., Runners], tuple[Flags]]:  # type: ignore[override]
        return Struck, (self.flags,)

    def check_found(
        self, found: Found, stdin: bytes | None = None, stdin_name: str | None = None
    ) -> FileResult:
        name = Path(found.path).stem
        if name == "killed":
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        if name == "gone":
            os._exit(7)
        if name == "too much":
            raise MemoryError
        if name == "refused":
            raise SettingsError(Words("不行", "no"), Words("还是不行", "still no"))
        if name == "error":
            raise KeyError("ours")
        return super().check_found(found, stdin, stdin_name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten reports, some with something to say."""
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(f"一、总体情况\n完成投资{number % 2 * 'X'}5亿元。\n", "utf-8")
    return tmp_path


def checked(folder: Path, count: int, kind: type[Runners] = Runners) -> Iterator[FileResult]:
    return jobs.check_paths(kind(Flags()), [str(folder)], jobs=count)


def test_many_processes_say_what_one_says(folder: Path, start: str) -> None:
    assert list(checked(folder, 3)) == list(checked(folder, 1))


@pytest.mark.parametrize("how", ["killed", "gone", "too much"])
def test_a_file_that_ends_its_process_is_one_finding(folder: Path, start: str, how: str) -> None:
    (folder / f"3 {how}.txt").write_text("完成投资X亿元。\n", "utf-8")
    before = list(checked(folder, 1))
    (folder / f"3 {how}.txt").rename(folder / f"{how}.txt")
    results = list(checked(folder, 2, Struck))
    (found,) = [result for result in results if result.status == "failed"]
    assert Path(found.path).stem == how and [d.code for d in found.diagnostics] == ["XX001"]
    others = [result for result in before if how not in result.path]
    assert [result for result in results if result is not found] == others


def test_as_many_processes_may_die_as_there_are_files(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "killed.txt").write_text("完成投资X亿元。\n", "utf-8")
    results = list(checked(tmp_path, 2, Struck))
    assert [result.status for result in results] == 6 * ["failed"]
    assert [result.path for result in results] == sorted(result.path for result in results)


def test_settings_that_cannot_hold_are_told_in_their_turn(folder: Path, start: str) -> None:
    (folder / "refused.txt").write_text("完成。\n", "utf-8")
    results = checked(folder, 2, Struck)
    told = [next(results).path for _ in range(10)]
    assert [Path(path).stem for path in told] == list("0123456789")
    with pytest.raises(SettingsError) as caught:
        next(results)
    assert [words.zh for words in caught.value.problems] == ["不行", "还是不行"]


def test_a_settings_file_that_is_wrong_is_told_in_its_turn(folder: Path, start: str) -> None:
    below = folder / "below"
    below.mkdir()
    (below / "xxlint.toml").write_text("select = 3\n", "utf-8")
    (below / "报告.txt").write_text("完成。\n", "utf-8")
    for count in (1, 2):
        results = checked(folder, count)
        assert len([next(results) for _ in range(10)]) == 10
        with pytest.raises(SettingsError):
            next(results)


def test_an_error_of_ours_is_not_hidden(folder: Path, start: str) -> None:
    (folder / "error.txt").write_text("完成。\n", "utf-8")
    with pytest.raises(RuntimeError, match="KeyError: 'ours'"):
        list(checked(folder, 2, Struck))


def test_where_no_process_can_be_started_this_one_does_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(workers, "_context", refuse)
    assert list(checked(folder, 3)) == list(checked(folder, 1))


@pytest.mark.parametrize("limit", ["_TURNS", "_HELD"])
def test_results_are_not_asked_for_before_anybody_wants_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(workers, limit, 2)
    assert list(checked(folder, 3)) == list(checked(folder, 1))


def test_whoever_stops_listening_leaves_no_process(folder: Path, start: str) -> None:
    import multiprocessing

    results = checked(folder, 2)
    next(results)
    assert len(multiprocessing.active_children()) == 2
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


# the command

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def xxlint(tmp_path: Path, project: Path) -> Run:
    """The command in the folder of reports."""

    def run(*arguments: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "xxlint", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(project), "PYTHONIOENCODING": "utf-8", **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    return run


@pytest.fixture
def office(tmp_path: Path, project: Path) -> Path:
    """Reports of several kinds, some that cannot be read, and folders with settings of their own."""
    for at, report in enumerate(sorted((project / "tests/reports").iterdir())[:12]):
        shutil.copy(report, tmp_path / f"{at:02d}{report.suffix}")
    words = (tmp_path / "00.txt").read_text("utf-8").splitlines()
    (tmp_path / "word.docx").write_bytes(save_as_docx(words))
    (tmp_path / "damaged.docx").write_bytes(b"PK\x03\x04 no more")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "english.md").write_text("# Nothing\n\nThis is no Chinese report.\n", "utf-8")
    (tmp_path / "old.pdf").write_bytes(b"%PDF-1.4")
    below = tmp_path / "below"
    below.mkdir()
    (below / "xxlint.toml").write_text('select = ["XX1"]\nlang = "en"\n', "utf-8")
    shutil.copy(tmp_path / "00.txt", below / "report.txt")
    return tmp_path


@pytest.mark.parametrize("form", ["concise", "full", "json", "jsonl", "csv", "sarif"])
def test_every_output_is_the_same(xxlint: Run, office: Path, form: str) -> None:
    paths = (".", "missing.txt")
    one = xxlint("check", "--output-format", form, "-j", "1", *paths)
    assert one.returncode == 2 and one.stdout
    for start in STARTS:
        many = xxlint("check", "--output-format", form, "-j", "4", *paths, XXLINT_START_METHOD=start)
        assert (many.returncode, many.stdout, many.stderr) == (2, one.stdout, one.stderr)


def test_fixes_are_the_same(xxlint: Run, office: Path) -> None:
    (office / "half.txt").write_text("一、总体情况\n完成投资5亿元,同比增长4%,,很好。\n", "utf-8")
    one, many = (xxlint("fix", "--diff", "--unsafe-fixes", "-j", count, ".") for count in ("1", "3"))
    assert one.stdout and (one.returncode, one.stdout) == (many.returncode, many.stdout)


def test_a_small_run_starts_no_process(tmp_path: Path, project: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("一、总体情况\n完成投资5亿元。\n", "utf-8")
    script = "import sys; from xxlint.cli import main; sys.argv[1:] = ['check', '-q', '--output-format', 'json', '.']\ntry: main()\nexcept SystemExit: print([m for m in sys.modules if m in ('multiprocessing', 'hashlib', 'xxlint.results_cache')])"
    env = {**os.environ, "PYTHONPATH": str(project)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, check=True
    )
    assert done.stdout.endswith(b"[]\n")


@pytest.fixture
def at_work(tmp_path: Path, project: Path, start: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A run that has begun and takes long, in a process group of its own."""
    text = varied_text(60_000)
    for number in range(200):
        (tmp_path / f"{number:03d}.txt").write_text(text, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "xxlint", "check", "--output-format", "jsonl", "-j", "3", "--no-cache", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    with process:
        yield process


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
@pytest.mark.parametrize("all_hear_it", [True, False], ids=["terminal", "kill"])
def test_an_interrupt_ends_all_at_once(at_work: "subprocess.Popen[bytes]", all_hear_it: bool) -> None:
    before = time.monotonic()
    (os.killpg if all_hear_it else os.kill)(at_work.pid, signal.SIGINT)
    _, said = at_work.communicate(timeout=30)
    assert (at_work.returncode, said.strip()) == (130, b"")
    assert time.monotonic() - before < 10
    _assert_gone(at_work.pid)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "closed pipe"])
def test_no_process_outlives_the_command(at_work: "subprocess.Popen[bytes]", how: str) -> None:
    if how == "closed pipe":
        assert at_work.stdout is not None
        at_work.stdout.close()
    else:
        at_work.send_signal(signal.Signals[how])
    at_work.wait(timeout=30)
    assert at_work.stderr is not None
    assert at_work.stderr.read() == b""
    _assert_gone(at_work.pid)


def _assert_gone(group: int) -> None:
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process is left")


MEMORY = """
import atexit, resource, sys
def tell():
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(*peaks, file=sys.stderr)
atexit.register(tell)
from xxlint.cli import main
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="kilobytes as Linux counts them")
@pytest.mark.parametrize(("form", "count"), [("concise", "2"), ("json", "1")])
def test_ten_thousand_files_take_the_memory_of_a_thousand(tmp_path: Path, form: str, count: str) -> None:
    text = varied_text(400)[:300]
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, files in ((few, 1_000), (many, 10_000)):
        for number in range(files):
            path = folder / f"{number // 500:02d}" / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"完成投资XX亿元，{number}。\n{text}", "utf-8")

    def peaks(folder: Path) -> list[int]:
        flags = ("check", "--output-format", form, "-j", count, "--no-cache", str(folder))
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, *flags],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        return [int(word) for word in done.stderr.split()]

    for fewer, more in zip(peaks(few), peaks(many), strict=True):
        assert more <= fewer + 9 * 1_024  # a kilobyte a file: its name, and what is to be summed up
