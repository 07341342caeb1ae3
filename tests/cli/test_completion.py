"""``xxlint completion``: scripts for four shells, and what they are answered."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from xxlint.cli.completion import SHELLS


def answer(project: Path, shell: str, words: str, cursor: str) -> list[str]:
    """What xxlint answers a shell that asks for completions of ``words``."""
    asked = {"_XXLINT_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": cursor}
    done = subprocess.run(
        [sys.executable, "-c", "from xxlint.cli import main; main()"],
        env={**os.environ, "PYTHONPATH": str(project), **asked},
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode().split("\n")


@pytest.mark.parametrize(
    ("shell", "cursor"), [("bash", "1"), ("zsh", "1"), ("fish", "out"), ("powershell", "out")]
)
def test_commands_are_completed(shell: str, cursor: str, project: Path) -> None:
    said = "\n".join(answer(project, shell, "xxlint out", cursor))
    assert "outline" in said and "metrics" not in said


def test_options_of_the_default_command_are_completed(project: Path) -> None:
    assert "plain,--output-format" in answer(project, "bash", "xxlint 报告.txt --outp", "2")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_the_program_and_the_variable(shell: str, project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xxlint", "completion", shell],
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        check=True,
    )
    script = done.stdout.decode()
    assert f"{shell}_complete" in script and "xxlint" in script and "%(" not in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_in_a_real_bash(project: Path, tmp_path: Path) -> None:
    program = tmp_path / "xxlint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xxlint "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(xxlint completion bash)"; COMP_WORDS=(xxlint rul); COMP_CWORD=1;'
        ' _xxlint_completion xxlint; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": path, "PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        check=True,
    )
    assert done.stdout.decode().split() == ["rule", "rules"]
