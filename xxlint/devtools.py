"""Commands of the project itself: ``python -m xxlint.devtools`` writes the generated files, ``--check`` compares."""

import json
import sys
from pathlib import Path

from xxlint.packs import COMPILED, source_folder
from xxlint.packs_schema import validate
from xxlint.words import PackError


def compile_builtin() -> str:
    """All built-in packs, validated, as one JSON text."""
    merged: dict[str, object] = {"rule": [], "phrase": [], "metric": [], "words": {}}
    for path in sorted(source_folder().rglob("*.toml")):
        data = validate(path, path.read_bytes(), engine="re")
        for table in ("rule", "phrase", "metric"):
            entries = merged[table]
            assert isinstance(entries, list)
            entries.extend(data.get(table, ()))
        words = merged["words"]
        assert isinstance(words, dict)
        words.update(data.get("words", {}))
    rules = merged["rule"]
    assert isinstance(rules, list)
    rules.sort(key=lambda rule: rule["code"])
    return json.dumps(merged, ensure_ascii=False, separators=(",", ":")) + "\n"


def generated() -> dict[Path, str]:
    """Each generated file and what belongs in it."""
    return {COMPILED: compile_builtin()}


def main(arguments: list[str]) -> int:
    """Write the generated files, or with ``--check`` say which are out of date."""
    try:
        wanted = generated()
    except PackError as error:
        for problem in error.problems:
            print(problem.en, file=sys.stderr)
        return 2
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path}: out of date, run python -m xxlint.devtools", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
