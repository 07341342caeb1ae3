"""The texts of the benchmark, the same every time and made here; no report of anybody is in them.

A process of its own makes them (see ``peers.py``), because a measured process counts the memory of its parent as its own.
"""

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

from varied import varied_text

PAGES, PARAGRAPHS = 274, 5_500
_FILE = 10_500  # bytes
_GAP = "完成投资XX亿元，同比增长X.X%，由某局牵头。\n"
_REPORT = Path(__file__).parent / "report.txt"


def make(folder: Path, scale: float = 1.0, *, long: bool = False) -> None:
    """All texts; ``scale`` makes them smaller, ``long`` adds the one of a hundred megabytes.

    What Markdown linters read is the same text under another name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    report = _REPORT.read_text("utf-8")
    _save(folder / "report.txt", report)
    (folder / "report.yaml").write_text(_as_yaml(report), "utf-8")
    _save(folder / "varied.txt", varied_text(int(10_000_000 * scale)))
    if long:
        _save(folder / "long.txt", varied_text(int(100_000_000 * scale)))
    for number in range(int(2_000 * scale)):
        _save(folder / "files" / f"{number:04}.txt", short_report(number))
    for name, text in shapes(scale):
        _save(folder / f"{name}.txt", text)
    if scale == 1:
        word_report(folder / "word.docx")


def short_report(number: int) -> str:
    """A report of ten kilobytes with a line of gaps."""
    text = varied_text(2 * _FILE, seed=number).encode()[: _FILE - len(_GAP.encode())]
    return text[: text.rindex(b"\n") + 1].decode() + _GAP


def shapes(scale: float) -> Iterator[tuple[str, str]]:
    """Texts of one shape only, each at half its size and in full."""
    for name, part in (("half-", 0.5), ("", 1.0)):
        size = part * scale
        yield f"{name}line", varied_text(int(10_000_000 * size)).replace("\n", "")
        deep = int(1_000_000 * size) // 6
        yield f"{name}nested", "（“《" * deep + "》”）" * deep
        numbers = range(1, int(1_000_000 * size) + 1)
        yield f"{name}labels", "".join(f"{number}.抓好落实。\n" for number in numbers)


def word_report(path: Path, paragraphs: int = PARAGRAPHS) -> None:
    """A report as Word has it: runs of different looks, automatic numbers, tables; a gap a hundred paragraphs."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    sentences = [line.strip() for line in varied_text(2_000_000).replace("。", "。\n").split("\n")]
    lines = [line for line in sentences if line][:paragraphs]
    assert (
        450 <= sum(map(len, lines)) / paragraphs * PARAGRAPHS / PAGES <= 900
    )  # characters, as on pages of size-three type
    for at, line in enumerate(lines):
        if at % 500 == 499:
            table = document.add_table(rows=4, cols=4)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = "重点任务"
        if at % 20 == 0:
            document.add_paragraph("推进重点工作", style="List Number")
        paragraph = document.add_paragraph()
        words = line + "投资XX亿元。" if at % 100 == 50 else line
        for start in range(0, len(words), 20):
            run = paragraph.add_run(words[start : start + 20])
            run.font.size = Pt(16)
            run.font.bold = start == 0
    document.save(str(path))


def _as_yaml(text: str) -> str:
    lines = (line for line in text.split("\n") if line)
    return "---\n" + "".join(f"- {json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    twin = path.parent.parent / "files-md" if path.parent.name == "files" else path.parent
    twin.mkdir(exist_ok=True)
    other = twin / f"{path.stem}.md"
    other.unlink(missing_ok=True)
    os.link(path, other)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--long", action="store_true")
    asked = parser.parse_args()
    make(asked.folder, asked.scale, long=asked.long)
