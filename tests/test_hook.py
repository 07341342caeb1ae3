"""The pre-commit hook as another repository meets it: installed by pre-commit, run on staged reports.

The project's files are copied into a repository of their own, so the test sees the working tree as it is,
committed or not. pre-commit builds an environment with pip, which takes some seconds and needs a registry.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "xxlint", "rules")

UNFINISHED = "年度 总结.txt"
FINISHED = "干净 报告.txt"
MARKDOWN = "重点工作/实施方案.md"
NOT_A_REPORT = "统计.py"

REPORTS = {
    UNFINISHED: "年度工作总结\n\n一、主要指标\n全年完成固定资产投资XX亿元，同比增长8.5%。\n",
    FINISHED: "年度工作总结\n\n一、主要指标\n全年完成固定资产投资320.6亿元，同比增长8.5%。\n",
    MARKDOWN: "# 实施方案\n\n## 一、重点工作\n\n新建农村公路XX公里，惠及群众1.2万人。\n",
    NOT_A_REPORT: 'print("全年完成固定资产投资XX亿元")\n',
}


def run(*command: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def git(*arguments: str, cwd: Path, env: dict[str, str]) -> str:
    done = run("git", *arguments, cwd=cwd, env=env)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment without the caller's git and pre-commit settings (the test may itself run in a hook)."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    pytest.importorskip("pre_commit")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return clean | {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PRE_COMMIT_COLOR": "never",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "xxlint",
        "GIT_AUTHOR_EMAIL": "xxlint@example.invalid",
        "GIT_COMMITTER_NAME": "xxlint",
        "GIT_COMMITTER_EMAIL": "xxlint@example.invalid",
    }


@pytest.fixture(scope="module")
def registry(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where pip cannot fetch the build backend, the first thing that pre-commit will ask it for."""
    folder = tmp_path_factory.mktemp("registry")
    ask = ("-m", "pip", "download", "--no-deps", "--no-cache-dir", "--retries=1", "--timeout=20", "hatchling")
    done = run(sys.executable, *ask, cwd=folder, env=env)
    if done.returncode != 0:
        last = done.stdout.strip().splitlines()[-1:]
        pytest.skip(f"pip reaches no package registry, so pre-commit cannot install the hook: {last}")


@pytest.fixture(scope="module")
def hook_repository(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's working tree as the one commit of a repository."""
    repository = tmp_path_factory.mktemp("hook")
    for part in PARTS:
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, repository / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(PROJECT / part, repository / part)
    git("init", "--quiet", cwd=repository, env=env)
    git("add", "--all", "--force", cwd=repository, env=env)
    git("commit", "--quiet", "--message", "xxlint as it is", cwd=repository, env=env)
    return repository


@pytest.fixture(scope="module")
def office(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clerk's repository with staged reports."""
    repository = tmp_path_factory.mktemp("办公室 报告")
    for name, text in REPORTS.items():
        path = repository / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    git("init", "--quiet", cwd=repository, env=env)
    git("add", "--all", cwd=repository, env=env)
    return repository


def try_hook(hook: Path, office: Path, *files: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The hook on these files of the office, or on all; the working tree must stay as it was."""
    before = git("status", "--porcelain", cwd=office, env=env)
    scope = ("--files", *files) if files else ("--all-files",)
    done = run(
        sys.executable, "-m", "pre_commit", "try-repo", str(hook), "xxlint", *scope, cwd=office, env=env
    )
    assert git("status", "--porcelain", cwd=office, env=env) == before
    return done


@pytest.mark.usefixtures("registry")
def test_the_hook_stops_a_commit_with_unfinished_reports(
    hook_repository: Path, office: Path, env: dict[str, str]
) -> None:
    done = try_hook(hook_repository, office, env=env)
    assert done.returncode == 1, done.stdout
    assert re.search(r"^xxlint\.+Failed$", done.stdout, re.MULTILINE), done.stdout
    assert "- exit code: 1" in done.stdout, done.stdout
    assert "files were modified" not in done.stdout, done.stdout
    for name, place in ((UNFINISHED, "4:11"), (MARKDOWN, "5:7")):
        assert name in done.stdout, done.stdout
        assert place in done.stdout, done.stdout
    assert "XX101" in done.stdout, done.stdout
    for name in (FINISHED, NOT_A_REPORT):
        assert name not in done.stdout, done.stdout


@pytest.mark.usefixtures("registry")
def test_the_hook_lets_a_finished_report_pass(
    hook_repository: Path, office: Path, env: dict[str, str]
) -> None:
    done = try_hook(hook_repository, office, FINISHED, NOT_A_REPORT, env=env)
    assert done.returncode == 0, done.stdout
    assert re.search(r"^xxlint\.+Passed$", done.stdout, re.MULTILINE), done.stdout


@pytest.mark.slow
@pytest.mark.usefixtures("registry")
def test_the_fixing_hook_mends_texts_and_fails_once(
    hook_repository: Path, env: dict[str, str], tmp_path: Path
) -> None:
    report, word = tmp_path / "年度 总结.txt", tmp_path / "年度 总结.docx"
    text = "年度工作总结\n\n一、主要指标\n全年完成固定资产投资XX亿元,同比增长8.5%。。\n"
    report.write_text(text, encoding="utf-8", newline="")
    word.write_bytes(b"left to its writer")
    git("init", "--quiet", cwd=tmp_path, env=env)
    git("add", "--all", cwd=tmp_path, env=env)
    hook = ("-m", "pre_commit", "try-repo", str(hook_repository), "xxlint-fix", "--all-files")
    done = run(sys.executable, *hook, cwd=tmp_path, env=env)
    assert done.returncode == 1, done.stdout
    assert "files were modified by this hook" in done.stdout, done.stdout
    assert "改了 2 处（XX502 1、XX504 1）" in done.stdout, done.stdout
    assert report.read_text(encoding="utf-8") == text.replace(",", "，").replace("。。", "。")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", word.name, report.name]
    git("add", "--all", cwd=tmp_path, env=env)
    done = run(sys.executable, *hook, cwd=tmp_path, env=env)  # XX is left: that is for the other hook to say
    assert done.returncode == 0, done.stdout


def test_pre_commit_accepts_the_manifest_and_the_configuration(env: dict[str, str]) -> None:
    for command, name in (
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ):
        if (PROJECT / name).exists():  # the sdist has no configuration for work on xxlint
            done = run(sys.executable, "-m", "pre_commit", command, name, cwd=PROJECT, env=env)
            assert done.returncode == 0, done.stdout
