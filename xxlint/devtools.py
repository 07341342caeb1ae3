"""Commands of the project itself: ``python -m xxlint.devtools`` writes the generated files, ``--check`` compares."""

import json
import re
import sys
from collections.abc import Callable
from html import unescape
from itertools import accumulate
from pathlib import Path
from typing import Any

from rich.cells import cell_len

from xxlint.api import make_runner
from xxlint.drawing import console
from xxlint.exchange import shape
from xxlint.output import FAMILIES, SEVERITY_WORDS, View
from xxlint.output.table import renderables
from xxlint.pack_files import source_folder
from xxlint.packs import COMPILED, Rule, builtin
from xxlint.packs_schema import validate
from xxlint.settings import Settings
from xxlint.words import PackError

EXAMPLES = source_folder().parent / "examples"

_COLUMNS = 100
_CELL = 11  # the width of a column where letters are 20 high: fonts take between 10 and 12
_PICTURE = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
text {{ font-family: Menlo, Consolas, 'DejaVu Sans Mono', 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', \
'Source Han Mono SC', 'PingFang SC', 'Microsoft YaHei', monospace; font-size: {char_height}px; }}
.{unique_id}-title {{ font-size: 18px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
{matrix}
</g>
</svg>
"""
"""The frame of the picture: rich's own asks the network for a font, and for full-width forms of Latin letters."""


def compile_builtin() -> str:
    """All built-in packs, validated, as one JSON text."""
    merged: dict[str, list[Any]] = {"rule": [], "phrase": [], "metric": [], "dated": [], "genre": []}
    words: dict[str, Any] = {}
    for path in sorted(source_folder().rglob("*.toml")):
        data = validate(path, path.read_bytes(), engine="re")
        for table, entries in merged.items():
            entries.extend(data.get(table, ()))
        words |= data.get("words", {})
    merged["genre"].sort(key=lambda genre: genre["id"])
    merged["rule"].sort(key=lambda rule: rule["code"])
    return json.dumps({**merged, "words": words}, ensure_ascii=False, separators=(",", ":")) + "\n"


def picture() -> str:
    """The table of the unfinished example, as rich exports it; it needs nothing from the network."""
    report = EXAMPLES / "述职报告-待核对.txt"
    result = make_runner(Settings()).check_file(str(report))._replace(path=report.name)
    view = View(color=True, tty=True, width=_COLUMNS)
    page = console(view.width, view.color, view.boxes, record=True)
    for part in renderables([result], view):
        page.print(part)
    svg = page.export_svg(
        title=f"xxlint {report.name}",
        code_format=_PICTURE,
        font_aspect_ratio=_CELL / 20,
        unique_id="table",
    )
    return re.sub(r'<text class="(\S+)" x="([\d.]+)" y="([\d.]+)" textLength=[^>]*>([^<]*)</text>', _set, svg)


def _set(text: re.Match[str]) -> str:
    """The same words with a place for each character, so that columns stand whatever the font.

    rich counts one column for every character: Chinese would be squeezed into half its width.
    """
    words = unescape(text[4])
    columns = accumulate(map(cell_len, words[:-1]), initial=0)
    places = " ".join(f"{float(text[2]) + column * _CELL:g}" for column in columns)
    return f'\n<text class="{text[1]}" x="{places}" y="{text[3]}">{text[4]}</text>'


def catalogue() -> str:
    """All rules on one page, family by family, for readers of the repository."""
    lines = [
        "# 规则 · Rules",
        "",
        "由 `python -m xxlint.devtools` 生成；`xxlint rule XX101` 有说明和示例。",
        "*Generated; `xxlint rule XX101 --lang en` has the page of a rule with examples.*",
    ]
    for key, family in FAMILIES.items():
        rules = [rule for rule in builtin().rules.values() if rule.code[:3] == key]
        if rules:
            lines += ["", f"## {key} {family.zh} · {family.en}", "", "| | | | |", "|---|---|---|---|"]
            lines += map(_row, rules)
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    severity = SEVERITY_WORDS[rule.severity]
    off = "（默认不查 · *off*）" if not rule.default else ""
    why = f"{rule.why.zh} *{rule.why.en}*".replace("|", "\\|").replace("\n", " ")
    return f"| {rule.code} | {rule.name} | {severity.zh} · {severity.en}{off} | {why} |"


def output_schema() -> str:
    """The JSON Schema of ``check --output-format json``."""
    return _json(shape.schema())


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


SCHEMAS = Path(COMPILED).parent / "schemas"
GENERATED: dict[Path, Callable[[], str]] = {
    Path(COMPILED): compile_builtin,
    source_folder() / "README.md": catalogue,
    EXAMPLES / "table.svg": picture,
    SCHEMAS / "output.schema.json": output_schema,
}
"""Each generated file and what makes it, in the order in which one needs the other."""


def main(arguments: list[str]) -> int:
    """Write the generated files, or with ``--check`` say which are out of date."""
    check = "--check" in arguments
    stale = 0
    for path, make in GENERATED.items():
        try:
            text = make()
        except PackError as error:
            sys.stderr.writelines(f"{problem.en}\n" for problem in error.problems)
            return 2
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            sys.stderr.write(f"{path}: out of date, run python -m xxlint.devtools\n")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {path}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
