"""``check --watch``: a check now, and one after every change."""

import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from xxlint.cli.watch import _wanted

SECONDS = 20.0


def test_a_change_is_checked_at_once(office: Path, project: Path) -> None:
    report = office / "报告.txt"
    watching = subprocess.Popen(
        [sys.executable, "-m", "xxlint", "check", "报告.txt", "--output-format", "concise", "-qw"],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(project), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert watching.stdout is not None
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in watching.stdout or ():
            lines.put(line)

    reader = threading.Thread(target=read)
    reader.start()

    def wait_for(words: str) -> None:
        end = time.monotonic() + SECONDS
        while words not in lines.get(timeout=max(0.1, end - time.monotonic())):
            pass

    try:
        wait_for("报告.txt:6:")  # the first check
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:  # until the watcher listens
            report.write_text("一、主要工作\n新建学校XX所。\n", encoding="utf-8")
            try:
                wait = lines.get(timeout=2)
            except queue.Empty:
                report.write_text("", encoding="utf-8")
                continue
            if "有改动" in wait:
                break
        wait_for("报告.txt:2:5: XX101")
    finally:
        watching.terminate()
        watching.wait()
        reader.join()
        watching.stdout.close()


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("稿件/总结.docx", True),
        ("稿件/~$总结.docx", False),
        ("稿件/照片.png", False),
        ("xxlint.toml", True),
        ("别处/总结.txt", False),
        ("报告.txt", True),
    ],
)
def test_what_is_watched(path: str, counts: bool) -> None:
    wanted = _wanted(["稿件", "报告.txt"])
    assert wanted(None, str(Path(path).absolute())) is counts


def test_standard_input_is_not_watched(xxlint: "object") -> None:
    done = xxlint("-", "--watch")  # type: ignore[operator]
    assert done.returncode == 2 and "标准输入不能监视" in done.stderr
