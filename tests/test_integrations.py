"""What other systems start: the steps of action.yml are run as GitHub would, and files that others name are there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml


def steps(project: Path) -> dict[str, Any]:
    action = yaml.safe_load((project / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    return {step.get("name", step.get("uses")): step for step in action["runs"]["steps"]}


def test_inputs_reach_the_script_by_the_environment_alone(project: Path) -> None:
    for step in steps(project).values():
        assert "${{" not in step.get("run", ""), "a name of a file would be run as a command"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(("args", "code"), [("", 1), ("--ignore XX1,XX3", 0)])
def test_the_check_of_the_action(args: str, code: int, project: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "xxlint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xxlint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    (work / "总结.txt").write_text(
        "一、主要工作\n完成投资XX亿元，任务圆满完成。\n三、打算\n继续努力。\n", "utf-8"
    )
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps(project)["Check"]["run"]],
        cwd=work,
        env={
            **os.environ,
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(project),
            "XXLINT_PATHS": "总结.txt",
            "XXLINT_ARGS": args,
        },
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == code
    results = json.loads((work / "xxlint.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert bool(results) is bool(code)
    assert (b"::error" in done.stdout) is bool(code)


def test_what_the_dockerfile_copies_is_there(project: Path) -> None:
    lines = (project / "Dockerfile").read_text("utf-8").splitlines()
    ignored = (project / ".dockerignore").read_text("utf-8").split()
    for line in lines:
        if line.startswith("COPY "):
            *sources, _ = line.split()[1:]
            for source in sources:
                assert (project / source).exists() and source not in ignored, source


def test_the_version_in_the_readme_is_this_one(project: Path) -> None:
    from xxlint import __version__

    readme = (project / "README.md").read_text("utf-8")
    assert set(re.findall(r"(?:rev: v|@v)(\d+\.\d+\.\d+)", readme)) == {__version__}


def test_the_example_of_a_pack_is_sound(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xxlint", "rules", "test", "examples/our-office.toml"],
        cwd=project,
        stdout=subprocess.PIPE,
        check=False,
    )
    said = done.stdout.decode()
    assert done.returncode == 0
    assert all(line in (project / "README.md").read_text("utf-8") for line in said.splitlines())
