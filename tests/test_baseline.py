"""A baseline silences what it holds, however the text moves, and tells what is new and what is mended."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint import Settings, baseline
from xxlint.api import make_runner
from xxlint.baseline import Baseline
from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.fingerprints import Fingerprints
from xxlint.formats import read
from xxlint.settings import SettingsError
from xxlint.span import Span

RUNNER = make_runner(Settings(select=("XX1", "XX3"), waivers=None, force=True))
CODES = frozenset({"XX101", "XX301"})
LINE = "全年完成固定资产投资XX亿元。\n"


def checked(text: str, name: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    document = read(name, text.encode(), None)
    return document, RUNNER.check_document(document).diagnostics


def write(folder: Path, **texts: str) -> str:
    path = str(folder / "基线.json")
    found = [checked(text, str(folder / f"{name}.txt")) for name, text in texts.items()]
    Path(path).write_bytes(baseline.written(path, found))
    return path


def apply(path: str, text: str, name: str) -> baseline.Known:
    document, found = checked(text, str(Path(path).parent / name))
    return baseline.load(path).apply(document, found, CODES)


def test_only_new_ones_are_told_and_mended_ones_counted(tmp_path: Path) -> None:
    path = write(tmp_path, 报告=LINE * 2)
    assert apply(path, LINE * 2, "报告.txt") == baseline.Known((), 2, ())
    assert apply(path, f"新的一段。\n{LINE}\n\n{LINE}", "报告.txt").kept == ()
    more = apply(path, LINE * 3, "报告.txt")
    assert (len(more.kept), more.silenced) == (1, 2)
    fewer = apply(path, LINE, "报告.txt")
    assert (fewer.kept, fewer.silenced) == ((), 1)
    assert fewer.notes[0].zh == "基线里有 1 条已经改好，可用 --write-baseline 重写"
    assert len(apply(path, LINE.replace("XX", "XXX"), "报告.txt").kept) == 1
    assert len(apply(path, LINE, "别的.txt").kept) == 1


def test_what_was_not_looked_at_is_not_mended(tmp_path: Path) -> None:
    path = write(tmp_path, 报告=LINE)
    document, _ = checked(LINE, str(tmp_path / "报告.txt"))
    assert baseline.load(path).apply(document, (), frozenset({"XX301"})).notes == ()


def test_the_file_is_the_same_for_the_same_findings_and_has_no_lines(tmp_path: Path) -> None:
    found = [checked(LINE, str(tmp_path / name)) for name in ("乙.txt", "sub/甲.txt", "空.txt")]
    path = str(tmp_path / "b.json")
    data = baseline.written(path, found)
    assert data == baseline.written(path, reversed(found))
    content = json.loads(data)
    assert list(content["files"]) == ["sub/甲.txt", "乙.txt", "空.txt"]
    moved = [checked(f"\n\n{LINE}", str(tmp_path / name)) for name in ("乙.txt", "sub/甲.txt", "空.txt")]
    assert data == baseline.written(path, moved)


def test_moved_folders(tmp_path: Path) -> None:
    path = write(tmp_path, 报告=LINE)
    home = tmp_path / "whole" / "tree"
    home.mkdir(parents=True)
    other = home / "b.json"
    other.write_bytes(Path(path).read_bytes())
    assert apply(str(other), LINE, "报告.txt").kept == ()  # with the baseline
    assert apply(path, LINE, "2023/报告.txt").kept == ()  # alone: the old place is empty
    (tmp_path / "报告.txt").write_text(LINE, "utf-8")
    assert len(apply(path, LINE, "2023/报告.txt").kept) == 1  # another report of the same name


def test_separators_of_windows(tmp_path: Path) -> None:
    path = write(tmp_path, 报告=LINE)
    data = Path(path).read_text("utf-8").replace('"报告.txt"', '"年度\\\\报告.txt"')
    Path(path).write_text(data, "utf-8")
    assert apply(path, LINE, "年度/报告.txt").kept == ()


@pytest.mark.parametrize("code", ["XX001", "XX003", "XX004"])
def test_what_was_not_checked_is_in_no_baseline(code: str) -> None:
    document, _ = checked(LINE, "报告.txt")
    failed = (Diagnostic(code, "x", "error", "没有查完", Span(0, 0)),)
    assert json.loads(baseline.written("b.json", [(document, failed)]))["files"] == {}
    key = baseline._key(Fingerprints(document, baseline._AROUND).of(failed[0]))
    assert Baseline("", {"报告.txt": {code: {key: 1}}}).apply(document, failed, CODES).kept == failed


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(None, "不存在", id="missing"),
        pytest.param(LINE, "不是 xxlint 的基线文件", id="a report"),
        pytest.param("[1, 2]", "不是 xxlint 的基线文件", id="other JSON"),
        pytest.param("[" * 100_000, "不是 xxlint 的基线文件", id="deep"),
        pytest.param('{"xxlint-baseline": 2, "files": {}}', "别的版本", id="version"),
        pytest.param(
            '{"xxlint-baseline": 1, "files": {"a.txt": {"XX101": {"XX": true}}}}', "坏了", id="count"
        ),
        pytest.param('{"xxlint-baseline": 1}', "坏了", id="no files"),
    ],
)
def test_what_is_no_baseline_is_said(tmp_path: Path, content: str | None, told: str) -> None:
    path = tmp_path / "b.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(SettingsError) as caught:
        baseline.load(str(path))
    assert told in caught.value.words.zh


def test_no_other_file_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    baseline.check_target(str(path))
    path.write_text("", "utf-8")
    baseline.check_target(str(path))
    path.write_text(LINE, "utf-8")
    with pytest.raises(SettingsError):
        baseline.check_target(str(path))


_PARTS = (
    "完成投资XX亿元。",
    "引进XX公司落户，",
    "一是抓，三是管。",
    "推进建设，",
    "增长8.5%。",
    "二、",
    "\n",
    " ",
    "\r\n",
    "“",
    "X月X日",
)
_TEXTS = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=15).map("".join)


@given(st.dictionaries(st.sampled_from(["甲.txt", "乙/丙.md", "丁.markdown"]), _TEXTS, min_size=1))
def test_a_baseline_then_a_check_is_silent(texts: dict[str, str]) -> None:
    found = [checked(text, name) for name, text in texts.items()]
    known = Baseline("", baseline._parsed("b", baseline.written("b.json", found)))
    for document, diagnostics in found:
        assert known.apply(document, diagnostics, CODES) == baseline.Known((), len(diagnostics), ())


@given(_TEXTS, _TEXTS)
def test_what_is_new_is_counted(text: str, more: str) -> None:
    old, both = checked(text, "a.txt"), checked(f"{text}\n\n{more}", "a.txt")
    known = Baseline("", baseline._parsed("b", baseline.written("b.json", [old])))
    told = known.apply(*both, CODES)
    assert len(told.kept) + told.silenced == len(both[1])
    assert len(told.kept) >= len(both[1]) - len(old[1])
