"""The program as a user starts it: a process, in a folder of its own, with or without a terminal."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPORT = """2024年工作总结

一、主要指标
全年完成固定资产投资XX亿元，同比增长8.5%。
（一）项目建设
新开工项目35个，总投资XX亿元。
（三）招商引资
签约项目28个。
二、下一步打算
一是优化结构，二是鼓励创新，四是改善环境。
"""

PACK = """
[[rule]]
code = "HB101"
name = "old-name"
severity = "warning"
kind = "pattern"
patterns = ["老县城"]
message.zh = "“{text}”已经更名，请写“城关新区”"
message.en = "“{text}” has a new name: 城关新区"
why.zh = "2023年起使用新名称。"
why.en = "The new name holds since 2023."
clause = "县办〔2023〕5号"
bad = ["改造⟦HB101|老县城⟧管网12公里。"]
good = ["城关新区建设顺利。"]
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a report and a pack."""
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def xxlint(office: Path, project: Path) -> Run:
    """``xxlint("rule", "XX101", COLUMNS="80")``: the finished process, its output as text."""

    def run(*arguments: str, encoding: str = "utf-8", **env: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "xxlint", *arguments],
            cwd=office,
            env={**os.environ, "PYTHONPATH": str(project), "PYTHONIOENCODING": encoding, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding=encoding,
            errors="replace",
            check=False,
        )

    return run


@pytest.fixture
def terminal(office: Path, project: Path) -> Callable[..., str]:
    """``terminal("报告.txt", columns=60)``: what a real terminal of that width receives."""
    pytest.importorskip("termios")
    import fcntl
    import pty
    import struct
    import termios

    def run(*arguments: str, columns: int, **env: str) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "xxlint", *arguments],
            cwd=office,
            env={
                **os.environ,
                "PYTHONPATH": str(project),
                "PYTHONIOENCODING": "utf-8",
                "TERM": "xterm",
                **env,
            },
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        received = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            received += piece
        os.close(ours)
        process.wait()
        return received.decode("utf-8").replace("\r\n", "\n")

    return run
