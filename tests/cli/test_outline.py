"""``xxlint outline``: sections, lists, and what each still lacks."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_tree(xxlint: Run, snapshot: SnapshotAssertion) -> None:
    done = xxlint("outline", "报告.txt")
    assert done.returncode == 0
    assert done.stdout == snapshot
    assert re.search(r"├── 一、主要指标  待填 2 · 错误 3\n", done.stdout)
    assert re.search(r"│   ├── （一）项目建设  待填 1 · 错误 1\n", done.stdout)


def test_the_tree_in_english_and_ascii(xxlint: Run) -> None:
    shown = xxlint("outline", "报告.txt", "--lang", "en").stdout
    assert "to fill in 2 · error 3" in shown
    plain = xxlint("outline", "报告.txt", encoding="gbk").stdout
    assert "+-- 一、主要指标  待填 2 | 错误 3" in plain


def test_a_broken_label_is_red(xxlint: Run) -> None:
    shown = xxlint("outline", "报告.txt", "--color", "always").stdout
    assert "\x1b[1;31m（三）招商引资\x1b[0m" in shown
    assert "\x1b[31m序号不连续" in shown
    assert "\x1b[1;31m（一）项目建设" not in shown


def test_what_cannot_be_read_is_2_and_the_rest_is_drawn(xxlint: Run) -> None:
    done = xxlint("outline", "nix.txt", "报告.txt")
    assert done.returncode == 2
    assert "nix.txt：找不到这个文件" in done.stderr
    assert "一、主要指标" in done.stdout


def test_a_report_without_sections(xxlint: Run, office: Path) -> None:
    (office / "短.txt").write_text("今天完成投资XX亿元。\n", encoding="utf-8")
    done = xxlint("outline", "短.txt")
    assert done.returncode == 0
    assert "（没有章节和序号）" in done.stdout


def test_deep_and_long_outlines_end(xxlint: Run, office: Path) -> None:
    lines = [f"{'#' * (n % 6 + 1)} 第{n}节标题\n\n正文内容已经完成。\n" for n in range(300)]
    (office / "长.md").write_text("\n".join(lines), encoding="utf-8")
    done = xxlint("outline", "长.md", COLUMNS="60")
    assert done.returncode == 0
    assert done.stdout.count("节标题") == 300
