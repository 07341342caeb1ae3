"""``xxlint check --annotate``: a copy with comments; neither the original nor anybody's work is touched."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import word_files as wf

from xxlint.formats.docx.comments import comments_of
from xxlint.formats.docx.package import open_package

Run = Callable[..., "subprocess.CompletedProcess[str]"]
LINES = ("2024年工作总结", "一、主要指标", "全年完成固定资产投资XX亿元，同比增长8.5%。", "新开工项目XX个。")


@pytest.fixture
def report(office: Path) -> bytes:
    data = wf.docx(*LINES)
    (office / "report.docx").write_bytes(data)
    return data


def comments_in(path: Path) -> list[str]:
    return [comment.text for comment in comments_of(open_package(path.read_bytes())) if comment.ours]


def edit(path: Path, name: str, old: str, new: str) -> None:
    members = wf.unzipped(path.read_bytes())
    assert old in members[name].decode()
    members[name] = members[name].decode().replace(old, new).encode()
    path.write_bytes(wf.zipped(members))


def test_a_copy_is_written_and_the_original_stays(office: Path, report: bytes, xxlint: Run) -> None:
    done = xxlint("check", "report.docx", "--annotate", "report.reviewed.docx")
    assert done.returncode == 1
    assert "已把 2 条批注写入 report.reviewed.docx" in done.stdout.splitlines()[-1]
    assert (office / "report.docx").read_bytes() == report
    said = comments_in(office / "report.reviewed.docx")
    assert [words[:6] for words in said] == ["XX101 ", "XX101 "]


def test_the_copy_has_the_findings_of_the_original(office: Path, report: bytes, xxlint: Run) -> None:
    xxlint("check", "report.docx", "--annotate", "a.docx")
    found = [
        [(d["code"], d["start"]) for d in json.loads(run.stdout)["files"][0]["diagnostics"]]
        for run in (
            xxlint("check", name, "--output-format", "json", "--show", "info")
            for name in ("report.docx", "a.docx")
        )
    ]
    assert found[0] == found[1] and found[0]


def test_the_severities_that_are_shown_are_written(office: Path, report: bytes, xxlint: Run) -> None:
    (office / "report.docx").write_bytes(wf.docx(*LINES, "签约,总投资约30余亿元。"))
    counts = []
    for show in ("error", "warning"):
        xxlint("check", "report.docx", "--show", show, "--annotate", f"{show}.docx")
        counts.append(len(comments_in(office / f"{show}.docx")))
    assert 0 < counts[0] < counts[1]


def test_an_answer_silences_the_finding(office: Path, report: bytes, xxlint: Run) -> None:
    xxlint("check", "report.docx", "--annotate", "a.docx")
    edit(office / "a.docx", "word/commentsExtended.xml", 'w15:done="0"/>', 'w15:done="1"/>')
    done = xxlint("check", "a.docx", "--annotate", "b.docx")
    assert done.returncode == 0
    assert len(comments_in(office / "b.docx")) == 2


def test_a_copy_is_replaced_until_somebody_works_on_it(office: Path, report: bytes, xxlint: Run) -> None:
    for _ in range(2):
        assert xxlint("check", "report.docx", "--annotate", "a.docx").returncode == 1
    (office / "report.docx").write_bytes(wf.docx(*LINES[:2], "完成投资12亿元。"))
    done = xxlint("check", "report.docx", "--annotate", "a.docx")
    assert done.returncode == 0 and "没有要批注的问题" in done.stdout
    (office / "report.docx").write_bytes(report)
    assert xxlint("check", "report.docx", "--annotate", "a.docx").returncode == 1
    edit(office / "a.docx", "word/document.xml", "同比", "比上年")
    before = (office / "a.docx").read_bytes()
    done = xxlint("check", "report.docx", "--annotate", "a.docx")
    assert done.returncode == 2 and "有人改过" in done.stderr and not done.stdout
    assert (office / "a.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(
            ["report.docx", "--annotate", "report.docx"], "report.reviewed.docx", id="the same file"
        ),
        pytest.param(
            ["report.docx", "--annotate", "./report.docx"], "原件不动", id="the same by another name"
        ),
        pytest.param(["report.docx", "--annotate", "a.txt"], "以 .docx 结尾", id="no Word file"),
        pytest.param(
            ["报告.txt", "--annotate", "a.docx"], "只有 Word 文件（.docx）能加批注", id="from a text"
        ),
        pytest.param(["report.docx", "报告.txt", "--annotate", "a.docx"], "一个 Word 文件", id="two files"),
        pytest.param([".", "--annotate", "a.docx"], "一个 Word 文件", id="a folder"),
        pytest.param(["-", "--annotate", "a.docx"], "一个 Word 文件", id="standard input"),
        pytest.param(["report.docx", "--annotate", "other.docx"], "已经存在", id="somebody's file"),
        pytest.param(["report.docx", "--annotate", "open.docx"], "打开", id="open in Word"),
        pytest.param(["report.docx", "--annotate", "nowhere/a.docx"], "文件夹不存在", id="no folder"),
        pytest.param(
            ["text.docx", "--annotate", "a.docx"], "只有 Word 文件（.docx）能加批注", id="only by name"
        ),
    ],
)
def test_what_cannot_be_written_is_said(
    office: Path, report: bytes, xxlint: Run, arguments: list[str], expected: str
) -> None:
    (office / "other.docx").write_bytes(wf.docx("别人的文件"))
    (office / "~$open.docx").write_bytes(b"")
    (office / "text.docx").write_text(
        "<html><body><p>全年完成投资XX亿元，工作总结。</p></body></html>", encoding="utf-8"
    )
    before = {path.name: path.read_bytes() for path in office.iterdir()}
    done = xxlint("check", *arguments)
    assert done.returncode == 2
    assert expected in done.stderr
    assert {path.name: path.read_bytes() for path in office.iterdir()} == before


def test_other_outputs_stay_pure(office: Path, report: bytes, xxlint: Run) -> None:
    done = xxlint("check", "report.docx", "--annotate", "a.docx", "--output-format", "json")
    assert json.loads(done.stdout) and "已把 2 条批注写入 a.docx" in done.stderr


def test_a_file_that_cannot_be_read_has_no_copy(office: Path, xxlint: Run) -> None:
    (office / "bad.docx").write_bytes(wf.docx("XX")[:-30])
    assert xxlint("check", "bad.docx", "--annotate", "a.docx").returncode == 2
    assert not (office / "a.docx").exists()


def test_xxlints_comments_are_no_left_over_comments(office: Path, report: bytes, xxlint: Run) -> None:
    xxlint("check", "report.docx", "--annotate", "a.docx")
    assert "XX607" not in xxlint("check", "a.docx", "--show", "info").stdout
