"""An ordinary run imports neither the validator, nor the terminal, nor the second engine."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pydantic",
    "rich",
    "regex",
    "tomllib",
    "pathspec",
    "importlib.metadata",
    "multiprocessing",
    "subprocess",
    "xxlint.baseline",
    "xxlint.waivers",
    "xxlint.results_cache",
    "email",
    "asyncio",
    "dataclasses",
    "hashlib",
)


def imported(report: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "xxlint", *arguments, str(report)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr[-2000:]
    return {
        line.rpartition("|")[2].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }


@pytest.mark.parametrize("form", ["concise", "json"])
@pytest.mark.parametrize("module", HEAVY)
def test_a_run_without_a_table_is_light(tmp_path: Path, form: str, module: str) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(
        "一、总体情况\n完成投资XX亿元，由某局牵头，，于20XX年X月X日竣工（详见附件3。\n三、打算\n", "utf-8"
    )
    assert module not in imported(report, "--output-format", form)


@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown", "sarif", "github", "gitlab", "junit", "rdjson"])
def test_other_formats_load_neither_validator_nor_terminal(tmp_path: Path, form: str) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("完成投资XX亿元。\n", "utf-8")
    loaded = imported(report, "--output-format", form)
    assert "xxlint.output" in loaded
    assert not loaded & {"pydantic", "rich", "regex", "lxml", "tomllib", "subprocess", "multiprocessing"}


def test_the_version_needs_nothing_else() -> None:
    script = (
        "import sys, xxlint; xxlint.__version__; print([m for m in sys.modules if m.startswith('xxlint')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['xxlint']"
