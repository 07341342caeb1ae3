"""The concise format: one line a finding, and nothing passed over in silence."""

from collections.abc import Callable

from syrupy.assertion import SnapshotAssertion

from xxlint.results import FileResult, Silenced

Draw = Callable[..., str]


def test_one_line_a_finding(draw: Draw, unfinished: FileResult, snapshot: SnapshotAssertion) -> None:
    shown = draw("concise", unfinished)
    assert "年度 总结.txt:4:11: XX101 “XX”是字母占位，固定资产投资 缺数值（亿元）\n" in shown
    assert shown == snapshot


def test_hints_and_silenced_are_counted(draw: Draw, unfinished: FileResult) -> None:
    assert "另有 1 条提示" in draw("concise", unfinished)
    assert "已忽略 2 条" in draw("concise", unfinished)
    assert "另有" not in draw("concise", unfinished, show="info")
    assert "silenced: 2 (comments)" in draw("concise", unfinished, lang="en")


def test_a_file_left_out_is_named(draw: Draw, skipped: FileResult, clean: FileResult) -> None:
    shown = draw("concise", clean, skipped)
    assert "封面.docx: 不能检查 .docx" in shown
    assert "没有发现问题" not in shown


def test_a_clean_run_says_so(draw: Draw, clean: FileResult) -> None:
    assert draw("concise", clean) == "没有发现问题\n"
    assert draw("concise", clean, lang="en") == "no findings\n"
    assert draw("concise", clean, quiet=True) == ""


def test_hints_alone_are_not_called_clean(draw: Draw, unfinished: FileResult) -> None:
    hint = unfinished.diagnostics[-1]
    shown = draw("concise", unfinished._replace(diagnostics=(hint,), silenced_by=Silenced()))
    assert shown == "另有 1 条提示，--show info 查看\n"
