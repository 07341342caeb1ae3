"""``--add-waiver``, ``--baseline``, ``--write-baseline`` and ``--changed-since`` from the command line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import word_files as w
from click.testing import CliRunner, Result

from xxlint.cli.check import command
from xxlint.waiver_file import NAME

REPORT = """2024年工作总结

一、主要指标
全年完成固定资产投资XX亿元，同比增长8.5%。
三、招商引资
引进XX公司落户，新开工项目35个。
"""

Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Check]:
    """``check("报告.txt", "--baseline", "b.json")`` in a folder with a report."""
    (tmp_path / "报告.txt").write_text(REPORT, "utf-8")
    monkeypatch.chdir(tmp_path)
    yield lambda *arguments, **more: CliRunner().invoke(command, list(arguments), **more)


def data(result: Result) -> dict[str, object]:
    return json.loads(result.stdout)["summary"]  # type: ignore[no-any-return]


def test_waivers_by_code_family_and_name(check: Check, tmp_path: Path) -> None:
    assert check("报告.txt").exit_code == 1
    done = check(
        "报告.txt",
        "--add-waiver",
        "letter-placeholder,XX3",
        "--reason",
        "待“公示”",
        "--expires",
        "2099-01-31",
    )
    assert (done.exit_code, done.output) == (0, f"已把 3 条豁免写入 {NAME}\n")
    written = (tmp_path / NAME).read_text("utf-8")
    assert written.count("[[waiver]]") == written.count("expires = 2099-01-31") == 3
    assert 'reason = "待“公示”"' in written
    after = check("报告.txt")
    assert after.exit_code == 0
    assert "没有其他问题" in after.output
    assert "3 条（豁免）" in after.output
    again = check("报告.txt", "--add-waiver", "XX1", "--add-waiver", "XX3")
    assert (again.exit_code, again.output) == (0, "没有要豁免的问题\n")
    assert (tmp_path / NAME).read_text("utf-8") == written


def test_waivers_of_a_word_file_and_of_folders(check: Check, tmp_path: Path) -> None:
    (tmp_path / "子 夹").mkdir()
    (tmp_path / "子 夹" / "报告.docx").write_bytes(w.docx("完成固定资产投资XX亿元，增长8.5%。"))
    assert check(".", "--add-waiver", "XX101").output == f"已把 3 条豁免写入 {NAME}\n"
    assert 'file = "子 夹/报告.docx"' in (tmp_path / NAME).read_text("utf-8")
    assert data(check(".", "--output-format", "json", "--select", "XX1"))["suppressed_by"] == {
        "comments": 0,
        "answers": 0,
        "waivers": 3,
        "baseline": 0,
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--add-waiver", "XX999"], "没有规则“XX999”", id="no such code"),
        pytest.param(["--add-waiver", "xx001"], "不能豁免", id="never"),
        pytest.param(["--add-waiver", "XX1", "--expires", "明天"], "不是日期", id="no date"),
        pytest.param(["--add-waiver", "XX1", "--expires", "2020-01-31"], "已经过去", id="past"),
        pytest.param(["--reason", "原因"], "要与 --add-waiver 同用", id="reason alone"),
        pytest.param(["--add-waiver", "XX1", "--write-baseline", "b.json"], "一次只能用一个", id="both"),
        pytest.param(["--write-baseline", "b.json", "--changed-since", "HEAD"], "不能与", id="a part of it"),
        pytest.param(["--write-baseline", "报告.txt"], "不是 xxlint 的基线文件", id="over a report"),
        pytest.param(["--write-baseline", "没有/b.json"], "文件夹不存在", id="no folder"),
        pytest.param(["--baseline", "b.json"], "不存在", id="no baseline"),
    ],
)
def test_what_cannot_be_ends_with_one_line_and_2(
    check: Check, tmp_path: Path, arguments: list[str], told: str
) -> None:
    done = check("报告.txt", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "报告.txt").read_text("utf-8") == REPORT
    assert [path.name for path in tmp_path.iterdir()] == ["报告.txt"]


def test_a_broken_waiver_file_is_one_line_and_2(check: Check, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("[[waiver]]\ncod = 'XX101'\n", "utf-8")
    for arguments in ([], ["--add-waiver", "XX1"], ["--output-format", "json"]):
        done = check("报告.txt", *arguments)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert "是不是 code？" in done.stderr


def test_what_could_not_be_checked_is_told_beside_what_was_kept(check: Check) -> None:
    for arguments in (["--add-waiver", "XX1"], ["--write-baseline", "b.json"]):
        done = check("报告.txt", "缺.txt", *arguments)
        assert done.exit_code == 2
        assert "缺.txt：找不到这个文件" in done.stderr
        assert "已把" in done.stdout


def test_a_baseline_and_then_only_what_is_new(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    done = check(".", "--write-baseline", "b.json")
    assert (done.exit_code, done.output) == (0, "已把 1 个文件的 3 条问题写入基线 b.json\n")
    before = (tmp_path / "b.json").read_bytes()
    assert check(".", "--baseline", "b.json").exit_code == 0
    path.write_text("新建XX所学校，完成年度任务。\n" + REPORT.replace("三、", "二、"), "utf-8")
    more = check(".", "--baseline", "b.json")
    assert more.exit_code == 1
    assert "2 条（基线）" in more.output
    assert "基线里有 1 条已经改好" in more.output
    assert check(".", "--baseline", "b.json", "--write-baseline", "b.json").exit_code == 0
    assert "3 条问题" in check(".", "--baseline", "b.json", "--write-baseline", "b.json").output
    assert (tmp_path / "b.json").read_bytes() != before
    assert check(".", "--baseline", "b.json").exit_code == 0


def test_all_four_ways_are_counted_apart(check: Check, tmp_path: Path) -> None:
    (tmp_path / "甲.md").write_text(f"<!-- xxlint: ignore-file XX3 -->\n\n{REPORT}", "utf-8")
    check("甲.md", "--add-waiver", "XX101")
    check(".", "--write-baseline", "b.json")
    done = check(".", "--baseline", "b.json")
    assert done.exit_code == 0
    assert "6 条（注释 1、豁免 2、基线 3）" in done.output
    assert (
        "6 (comments 1, waivers 2, baseline 3)" in check(".", "--baseline", "b.json", "--lang", "en").output
    )


def test_a_comment_for_the_whole_file_never_reads_as_clean(check: Check, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(f"<!-- xxlint: ignore-file XX1 XX3 -->\n{REPORT}", "utf-8")
    for form in ("table", "concise", "full"):
        done = check("报告.txt", "--output-format", form)
        assert done.exit_code == 0
        assert "3 条（注释）" in done.output
        assert "没有其他问题" in done.output


def test_outside_git_and_for_a_wrong_revision(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = check("报告.txt", "--changed-since", "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "git 仓库" in done.stderr
    assert done.stderr.count("\n") == 1
