"""The way in from Python finds what the command line finds."""

import json
import os
import subprocess
import sys
from pathlib import Path

from word_files import docx, p

import xxlint

DRAFT = "2023年工作总结\n一、主要工作\n全年完成投资XX亿元,同比增长8.2%。\n三、下一步打算\n抓好落实。。\n"


def folder(tmp_path: Path) -> Path:
    (tmp_path / "总结.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "总结.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "总结.docx").write_bytes(docx(*map(p, DRAFT.splitlines())))
    (tmp_path / "xxlint.toml").write_text('ignore = ["XX502"]\n', encoding="utf-8")
    return tmp_path


def test_the_command_line_and_python_agree(tmp_path: Path, project: Path) -> None:
    place = folder(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "xxlint", "check", ".", "--output-format", "json"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdout=subprocess.PIPE,
        check=False,
    )
    said = {
        Path(file["path"]).name: [
            (d["code"], d["start"]["offset"], d["message"]) for d in file["diagnostics"]
        ]
        for file in json.loads(done.stdout)["files"]
    }
    results = list(xxlint.lint_paths([place]))
    assert {
        Path(result.path).name: [(d.code, d.span.start, d.message) for d in result.diagnostics]
        for result in results
    } == said
    for result in results:
        assert xxlint.lint_file(result.path).diagnostics == result.diagnostics
        codes = {d.code for d in result.diagnostics}
        assert codes >= {"XX101", "XX301", "XX504"} and "XX502" not in codes  # the settings file holds


def test_settings_that_are_given_are_all_that_holds(tmp_path: Path) -> None:
    result = xxlint.lint_file(folder(tmp_path) / "总结.txt", xxlint.Settings(select=("XX5",)))
    assert {d.code for d in result.diagnostics} == {"XX502", "XX504"}


def test_a_notebook_shows_the_page(tmp_path: Path) -> None:
    shown = xxlint.lint_file(folder(tmp_path) / "总结.docx")._repr_html_()
    assert shown.startswith("<iframe srcdoc=") and "&lt;mark" in shown and "<script" not in shown


def test_all_names_are_there_to_be_completed() -> None:
    assert {"lint_file", "lint_text", "apply_edits", "save"} <= set(dir(xxlint))
    assert all(getattr(xxlint, name) is not None for name in xxlint.__all__)
