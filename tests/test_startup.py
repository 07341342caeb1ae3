"""An ordinary run imports neither click, nor the validator, nor the terminal, nor the second engine.

With settings and packs of one's own that holds from the second run on; a table needs rich, but not all of it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "click",
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
    "xxlint.packs_schema",
    "xxlint.settings_schema",
    "lxml",
    "xxlint.results_cache",
    "email",
    "asyncio",
    "dataclasses",
    "inspect",
    "gettext",
    "uuid",
    "pathlib",
    "tempfile",
    "hashlib",
    "pickle",
    "ast",
    "traceback",
    "logging",
)
"""What takes milliseconds and is not needed."""

HEAVY_BUT_FOR_PACKS = {*HEAVY} - {"regex"}
OF_RICH = (
    "rich.live",
    "rich.logging",
    "rich.markdown",
    "rich.panel",
    "rich.pretty",
    "rich.progress",
    "rich.prompt",
    "rich.syntax",
    "rich.traceback",
    "rich.tree",
    "pygments",
    "markdown_it",
)
"""What a table is not drawn with."""

SETTINGS = """\
extend-select = ["XX1"]
ignore = ["XX606"]
region = "松阳县"
own-names = ["松阳县发展和改革局"]
packs = ["office.toml"]
[severity]
XX508 = "info"
[per-file-ignores]
"草稿/*" = ["XX5"]
[rules.XX804]
pardon = "旧址"
"""
PACK = """\
[[rule]]
code = "OFF101"
name = "old-name"
severity = "warning"
kind = "pattern"
message = { zh = "旧称：{text}" }
why = { zh = "机构改革后已改名。" }
patterns = ["县计生局"]
"""


def imported(report: Path, *arguments: str, code: int = 1) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "xxlint", *arguments, str(report)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
        check=False,
    )
    assert done.returncode == code, done.stderr[-2000:]
    return {
        line.rpartition("|")[2].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(
        "一、总体情况\n完成投资XX亿元，由某局牵头，，于20XX年X月X日竣工（详见附件3。\n三、打算\n", "utf-8"
    )
    return path


@pytest.mark.parametrize("form", ["concise", "json"])
def test_a_run_without_a_table_is_light(report: Path, form: str) -> None:
    loaded = imported(report, "--output-format", form)
    assert "xxlint.output" in loaded
    assert sorted(loaded & {*HEAVY}) == []


@pytest.mark.parametrize(
    "flags",
    [
        pytest.param(("--select", "XX1,XX3", "--ignore", "XX101", "-q"), id="codes"),
        pytest.param(("--lang", "en", "--show", "info", "-e", "--fail-on=error", "--force"), id="words"),
        pytest.param(
            ("--isolated", "--color", "never", "--force-exclude", "--no-respect-gitignore"), id="flags"
        ),
        pytest.param(("--region", "松阳县", "--year", "2024", "--genre", "none"), id="context"),
    ],
)
def test_usual_flags_leave_it_light(report: Path, flags: tuple[str, ...]) -> None:
    loaded = imported(report, "--output-format", "concise", *flags, code=0 if "-e" in flags else 1)
    assert sorted(loaded & {*HEAVY}) == []


@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown", "sarif", "github", "gitlab", "junit", "rdjson"])
def test_other_formats_load_neither_validator_nor_terminal(report: Path, form: str) -> None:
    loaded = imported(report, "--output-format", form)
    assert "xxlint.output" in loaded
    assert not loaded & {
        "click", "pydantic", "rich", "regex", "lxml", "tomllib", "subprocess", "multiprocessing"
    }  # fmt: skip


def test_settings_are_validated_once(report: Path) -> None:
    """The second run takes what the first one validated from the cache; a pack's own patterns run with ``regex``."""
    report.with_name("xxlint.toml").write_text(SETTINGS, "utf-8")
    report.with_name("office.toml").write_text(PACK, "utf-8")
    first, second = (imported(report, "--output-format", "concise") for _ in range(2))
    assert {"pydantic", "tomllib", "pathspec"} <= first
    assert "xxlint.settings_files" in second
    assert sorted(second & HEAVY_BUT_FOR_PACKS) == []


def test_a_table_in_a_pyproject_is_validated_once(report: Path) -> None:
    source = '[project]\nname = "报告"\n[tool.xxlint]\nignore = ["XX606"]\n'
    report.with_name("pyproject.toml").write_text(source, "utf-8")
    first, second = (imported(report, "--output-format", "concise") for _ in range(2))
    assert {"pydantic", "tomllib"} <= first
    assert sorted(second & {*HEAVY}) == []


def test_a_pack_is_validated_once(report: Path) -> None:
    pack = report.with_name("office.toml")
    pack.write_text(PACK, "utf-8")
    first, second = (imported(report, "--output-format", "concise", "--packs", str(pack)) for _ in range(2))
    assert "pydantic" in first
    assert "xxlint.pack_files" in second
    assert sorted(second & HEAVY_BUT_FOR_PACKS) == []


def test_a_table_is_drawn_with_little_of_rich(report: Path) -> None:
    loaded = imported(report)
    assert "rich.table" in loaded
    assert not loaded & {*OF_RICH}
    assert not loaded & {"click", "pydantic", "regex", "tomllib", "lxml", "subprocess", "multiprocessing"}


def test_help_and_slips_are_for_click(tmp_path: Path) -> None:
    for words in (["--help"], ["check", "--selekt", "XX1", "a.txt"]):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "xxlint", *words], capture_output=True, check=False
        )
        assert b"click.core" in done.stderr


def test_the_version_needs_nothing_else() -> None:
    script = (
        "import sys, xxlint; xxlint.__version__; print([m for m in sys.modules if m.startswith('xxlint')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['xxlint']"
