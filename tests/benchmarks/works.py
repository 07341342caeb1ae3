"""What is measured: which tools do which work, by which commands.  A tool that is not there is named and left out."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from peer_script import PLACEHOLDER

HERE = Path(__file__).parent
BARE, OURS, FIRST, TABLE = "python -c pass", "xxlint", "xxlint, first run", "xxlint, table"
ONE, TWO, AGAIN = "xxlint, 1 process", "xxlint, 2 processes", "xxlint, unchanged files"
SCRIPT = "15-line re script"
PEERS = ("ripgrep", "limae", "autocorrect", SCRIPT, "yamllint", "zhlint")
"""From what is nearest to a search to what is nearest to a linter."""
FOR_MARKDOWN = ("limae", "zhlint")
HALF = "xxlint, half of it"
SHAPES = {
    "line": "one line of {size}",
    "nested": "nested marks, {size}",
    "labels": "labels that count up, {size}",
}


class Work(NamedTuple):
    """One work on ``files`` of ``size`` bytes in all; ``times`` multiplies the rounds of a short one."""

    name: str
    title: str
    commands: Mapping[str, Sequence[str]]
    size: int
    files: int = 1
    times: int = 1


def works(folder: Path, tools: Mapping[str, Sequence[str]], ours: Sequence[str]) -> list[Work]:
    """All works that the texts in the folder allow, with the tools that are there."""
    known = _help_of(ours)
    fresh = ["--no-cache"] if "--no-cache" in known else []
    usual = [*ours, "check", "--output-format", "concise"]
    check = [*usual, *fresh]

    def peers(*names: str) -> dict[str, list[str]]:
        return {tool: [*prefix, *_named(tool, names)] for tool, prefix in tools.items() if tool != "yamllint"}

    def on(name: str, title: str, path: str, more: Mapping[str, Sequence[str]], times: int = 1) -> Work:
        size = (folder / path).stat().st_size
        unit = f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{size / 1e3:.0f} KB"
        return Work(name, title.format(size=unit), {OURS: [*check, path], **more}, size, times=times)

    short = {
        OURS: [*usual, "report.txt"],
        FIRST: [*check, "report.txt"],
        TABLE: [*ours, "check", "report.txt"],
    }
    if not fresh:
        del short[FIRST]
    short[BARE] = [sys.executable, "-c", "pass"]
    yaml = {name: [*tools[name], "report.yaml"] for name in ("yamllint",) if name in tools}
    found = [
        on("report", "one report of {size}", "report.txt", short | peers("report.txt") | yaml, times=2),
        on("varied", "{size} of varied clean text", "varied.txt", peers("varied.txt")),
    ]
    if (folder / "long.txt").exists():
        found.append(on("long", "{size} of the same", "long.txt", peers("long.txt")))
    names = sorted(f"files/{path.name}" for path in (folder / "files").iterdir())
    size = sum((folder / name).stat().st_size for name in names)
    many = {ONE: [*check, "files"]}
    if "--jobs" in known:
        many = {ONE: [*check, "-j", "1", "files"], TWO: [*check, "-j", "2", "files"]}
    if fresh:
        many[AGAIN] = [*usual, "files"]
    title = f"{len(names):,} files, {size / 1e6:.0f} MB"
    found.append(Work("files", title, many | peers(*names), size, len(names)))
    if (folder / "word.docx").exists():
        found.append(on("word", "a .docx of 274 pages, {size}", "word.docx", {}))
    for shape, title in SHAPES.items():
        half = {HALF: [*check, f"half-{shape}.txt"]}
        found.append(on(shape, title, f"{shape}.txt", half))
    return found


def _named(tool: str, names: Sequence[str]) -> Sequence[str]:
    """The files as a tool takes them: Markdown for its linters, and one pattern for the one that reads only one."""
    if tool == "zhlint" and len(names) > 1:
        return ["files-md/*.md"]
    if tool in FOR_MARKDOWN:
        return [name.replace("files/", "files-md/").replace(".txt", ".md") for name in names]
    return names


def _help_of(ours: Sequence[str]) -> str:
    done = subprocess.run(
        [*ours, "check", "--help"], capture_output=True, encoding="utf-8", check=True, env=os.environ
    )
    return done.stdout


def own_command() -> list[str]:
    """xxlint of this checkout as its installed command starts."""
    root = str(HERE.parents[1])
    return [sys.executable, "-c", f"import sys; sys.path[0] = {root!r}; from xxlint.cli import main; main()"]


def find_peers(folder: Path | None) -> dict[str, list[str]]:
    """The peers that are there, in ``folder`` or on the path, and how each is called."""
    python = _program("python", folder, elsewhere=sys.executable)
    found = {SCRIPT: [sys.executable, str(HERE / "peer_script.py")]}
    ripgrep = _program("rg", folder)
    if ripgrep is not None:
        found["ripgrep"] = [ripgrep, "--no-config", "-n", "-o", "--column", "-e", PLACEHOLDER.pattern]
    if python is not None and _has_autocorrect(python):
        found["autocorrect"] = [python, str(HERE / "peer_autocorrect.py")]
    for name in ("limae", "yamllint", "zhlint"):
        program = _program(name, folder)
        if program is not None:
            found[name] = [program, *(("-d", "relaxed") if name == "yamllint" else ())]
    return {name: found[name] for name in PEERS if name in found}


def _program(name: str, folder: Path | None, elsewhere: str | None = None) -> str | None:
    """A program of a virtual environment or of node's folder, else of the path."""
    places = [] if folder is None else ["bin", "Scripts", "node_modules/.bin"]
    for place in places:
        program = shutil.which(name, path=str(folder.resolve() / place)) if folder is not None else None
        if program is not None:
            return program
    return elsewhere or shutil.which(name)


def _has_autocorrect(python: str) -> bool:
    done = subprocess.run([python, "-c", "import autocorrect_py"], capture_output=True, check=False)
    return done.returncode == 0
