"""Commands of the project itself: ``python -m xxlint.devtools`` writes the generated files, ``--check`` compares."""

import json
import sys
from pathlib import Path
from typing import Any

from xxlint.packs import COMPILED, source_folder
from xxlint.packs_schema import validate
from xxlint.words import PackError


def compile_builtin() -> str:
    """All built-in packs, validated, as one JSON text."""
    merged: dict[str, list[Any]] = {"rule": [], "phrase": [], "metric": []}
    words: dict[str, Any] = {}
    for path in sorted(source_folder().rglob("*.toml")):
        data = validate(path, path.read_bytes(), engine="re")
        for table, entries in merged.items():
            entries.extend(data.get(table, ()))
        words |= data.get("words", {})
    merged["rule"].sort(key=lambda rule: rule["code"])
    return json.dumps({**merged, "words": words}, ensure_ascii=False, separators=(",", ":")) + "\n"


def generated() -> dict[Path, str]:
    """Each generated file and what belongs in it."""
    return {COMPILED: compile_builtin()}


def main(arguments: list[str]) -> int:
    """Write the generated files, or with ``--check`` say which are out of date."""
    try:
        wanted = generated()
    except PackError as error:
        sys.stderr.writelines(f"{problem.en}\n" for problem in error.problems)
        return 2
    stale = [
        path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        sys.stderr.writelines(f"{path}: out of date, run python -m xxlint.devtools\n" for path in stale)
        return 1 if stale else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
        sys.stdout.write(f"wrote {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
