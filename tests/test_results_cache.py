"""Results that are kept are those of a fresh run, or there are none; and nobody can read a report in them."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import save_as_docx

from xxlint import results_cache
from xxlint.api import make_runner
from xxlint.cli.clean import STAMPED
from xxlint.context import Context
from xxlint.document import Document
from xxlint.packs import builtin, load_packs
from xxlint.results import FileResult, Said
from xxlint.runner import Runner
from xxlint.settings import Settings

REPORT = """青川县2024年工作总结

一、总体情况
全年完成固定资产投资XX亿元，同比增长8.5%,税收增长XX％。
三、下一步打算
推进“四个意识教育，2025年X月X日前完成整改。
"""
PACK = """
[[rule]]
code = "HB101"
name = "old-name"
severity = "warning"
kind = "pattern"
patterns = ["{words}"]
message.zh = "“{{text}}”已经更名"
why.zh = "2023年起使用新名称。"
bad = ["改造⟦HB101|{words}⟧管网12公里。"]
good = ["城关新区建设顺利。"]
"""


class Asked(Runner):
    """A runner that counts how often the rules ran."""

    times = 0

    def _said(self, document: Document) -> Said:
        self.times += 1
        return super()._said(document)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for the cache that is not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with findings of many kinds: slots, fixes, related places, sections."""
    path = tmp_path / "总结.txt"
    path.write_text(REPORT, "utf-8")
    return path


def run(cache: Path, report: Path, settings: Settings = Settings()) -> tuple[FileResult, int]:
    """The result of a new runner, and whether the rules ran for it."""
    runner = Asked(load_packs(settings.packs), settings)
    runner.keep_results(str(cache))
    return runner.check_file(str(report)), runner.times


def entries(cache: Path) -> list[Path]:
    """The results that are kept; the cache has other things besides."""
    kept = (path for path in cache.rglob("*") if path.is_file() and "patterns" not in path.parts)
    return sorted(path for path in kept if path.name != "CACHEDIR.TAG")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".docx"])
def test_the_second_time_the_rules_rest_and_the_result_is_the_same(
    cache: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"总结{suffix}"
    path.write_bytes(save_as_docx(REPORT.splitlines()) if suffix == ".docx" else REPORT.encode())
    fresh = make_runner().check_file(str(path))
    assert len(fresh.diagnostics) > 3
    assert run(cache, path) == (fresh, 1)
    assert run(cache, path) == (fresh, 0)
    assert [type(part) for part in run(cache, path)[0].diagnostics[0]] == [
        type(part) for part in fresh.diagnostics[0]
    ]


def test_all_reports_come_out_as_they_went_in(cache: Path, project: Path) -> None:
    runner, fresh = make_runner(), make_runner()
    runner.keep_results(str(cache))
    for report in sorted((project / "tests/reports").iterdir())[:40]:
        before = fresh.check_file(str(report))
        assert runner.check_file(str(report)) == before
        assert runner.check_file(str(report)) == before


def test_a_text_that_is_no_report_is_known_too(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "readme.txt"
    path.write_text("Nothing that is Chinese in here.\n", "utf-8")
    assert run(cache, path)[0].status == run(cache, path)[0].status == "skipped"
    assert run(cache, path)[1] == 0


def test_a_copy_of_a_report_is_known(cache: Path, report: Path) -> None:
    run(cache, report)
    copy = report.with_name("另一份.txt")
    shutil.copy(report, copy)
    assert run(cache, copy) == (make_runner().check_file(str(copy)), 0)


# what decides


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(Settings(select=("XX1",)), id="select"),
        pytest.param(Settings(ignore=("XX3",)), id="ignore"),
        pytest.param(Settings(ignored_here=("XX3",)), id="ignored in this file"),
        pytest.param(Settings(lang="en"), id="language"),
        pytest.param(Settings(force=True), id="force"),
        pytest.param(Settings(severities=(("XX301", "info"),)), id="severity"),
        pytest.param(Settings(parameters=(("XX301", "anything", 3),)), id="parameter"),
        pytest.param(Settings(context=Context(region="临溪县")), id="region"),
        pytest.param(Settings(context=Context(year=2023)), id="year"),
        pytest.param(Settings(context=Context(genre="none")), id="genre"),
        pytest.param(Settings(context=Context(own_names=("甲",))), id="own names"),
    ],
)
def test_other_settings_are_another_result(cache: Path, report: Path, settings: Settings) -> None:
    run(cache, report)
    assert run(cache, report, settings)[1] == 1
    assert run(cache, report, settings)[1] == run(cache, report)[1] == 0


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(Settings(fail_on="error"), id="fail-on"),
        pytest.param(Settings(show="info"), id="show"),
        pytest.param(Settings(output_format="json"), id="output-format"),
        pytest.param(Settings(waivers=None), id="waivers"),
    ],
)
def test_what_is_none_of_the_rules_business_makes_no_other_result(
    cache: Path, report: Path, settings: Settings
) -> None:
    run(cache, report)
    assert run(cache, report, settings)[1] == 0


def test_another_pack_is_another_result(cache: Path, report: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack.toml"
    settings = Settings(packs=(str(pack),))
    for words, found in (("老县城", 0), ("总体情况", 1)):
        pack.write_text(PACK.format(words=words), "utf-8")
        for times in (1, 0):
            result, asked = run(cache, report, settings)
            assert asked == times
            assert sum(d.code == "HB101" for d in result.diagnostics) == found


def test_another_older_report_is_another_result(cache: Path, report: Path, tmp_path: Path) -> None:
    older, other = tmp_path / "上年.txt", tmp_path / "前年.txt"
    settings = Settings(against=str(older))
    older.write_text(REPORT.replace("2024", "2023"), "utf-8")
    shutil.copy(older, other)
    assert [run(cache, report, settings)[1] for _ in range(2)] == [1, 0]
    assert run(cache, report, Settings(against=str(other)))[1] == 1  # messages name it
    older.write_text("青川县2023年工作总结\n\n完成投资12亿元。\n", "utf-8")
    result, asked = run(cache, report, settings)
    assert (result, asked) == (make_runner(settings).check_file(str(report)), 1)


def test_another_content_format_or_encoding_is_another_result(
    cache: Path, report: Path, tmp_path: Path
) -> None:
    run(cache, report)
    shutil.copy(report, tmp_path / "总结.md")
    assert run(cache, tmp_path / "总结.md")[1] == 1
    report.write_text(REPORT.replace("8.5%", "8.6%"), "utf-8")
    assert run(cache, report)[1] == 1
    report.write_text(REPORT, "gb18030")
    result, asked = run(cache, report)
    assert (result.encoding, asked) == ("gb18030", 0)  # the same words
    assert run(cache, report, Settings(encoding="latin-1"))[1] == 1


@pytest.mark.parametrize("name", ["__version__", "FORMAT"])
def test_another_program_is_another_result(
    cache: Path, report: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(cache, report)
    monkeypatch.setattr(results_cache, name, "another")
    results_cache._program.cache_clear()
    assert run(cache, report)[1] == 1
    results_cache._program.cache_clear()


def test_a_module_that_was_changed_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "kinds" / "slot.py"
    module.parent.mkdir()
    module.write_text("pass\n", "utf-8")
    monkeypatch.setattr(results_cache, "__file__", str(tmp_path / "results_cache.py"))
    before = results_cache._program.__wrapped__()
    assert results_cache._program.__wrapped__() == before
    os.utime(module, ns=(1, 1))
    assert results_cache._program.__wrapped__() != before


def test_what_silences_is_asked_every_time(cache: Path, report: Path) -> None:
    before, _ = run(cache, report)
    waivers = report.with_name(".xxlint-waivers.toml")
    waivers.write_text('[[waiver]]\ncode = "XX101"\ntext = "XX"\n', "utf-8")
    after, asked = run(cache, report)
    assert asked == 0 and after.silenced_by.waivers == 2
    assert len(after.diagnostics) == len(before.diagnostics) - 2
    waivers.unlink()
    assert run(cache, report) == (before, 0)


def test_a_rule_that_did_not_get_through_is_tried_again(cache: Path, report: Path) -> None:
    class Unlucky(Asked):
        def _said(self, document: Document) -> Said:
            return super()._said(document)._replace(unfinished=("XX101",))

    for _ in range(2):
        runner = Unlucky(builtin(), Settings())
        runner.keep_results(str(cache))
        runner.check_file(str(report))
        assert runner.times == 1
    assert entries(cache) == []


# what is wrong with a cache


def _flipped(data: bytes) -> bytes:
    return data[:40] + bytes([data[40] ^ 1]) + data[41:]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:10], id="ten bytes"),
        pytest.param(lambda data: data[:-1], id="cut short"),
        pytest.param(lambda data: data + b"\0", id="longer"),
        pytest.param(_flipped, id="one bit"),
        pytest.param(lambda data: b"\0" * len(data), id="zeros"),
        pytest.param(lambda data: b"[true,[],[],0,0,[],null]", id="plain"),
    ],
)
def test_a_damaged_entry_is_none(cache: Path, report: Path, damage: Callable[[bytes], bytes]) -> None:
    fresh, _ = run(cache, report)
    (entry,) = entries(cache)
    entry.write_bytes(damage(entry.read_bytes()))
    assert run(cache, report) == (fresh, 1)
    assert run(cache, report) == (fresh, 0)  # it was written anew


def test_an_entry_under_the_name_of_another_is_none(cache: Path, report: Path, tmp_path: Path) -> None:
    fresh, _ = run(cache, report)
    (mine,) = entries(cache)
    other = tmp_path / "清样.txt"
    other.write_text("一、总体情况\n完成投资5亿元。\n", "utf-8")
    run(cache, other)
    (theirs,) = set(entries(cache)) - {mine}
    shutil.copy(theirs, mine)
    assert run(cache, report) == (fresh, 1)


def test_a_link_in_the_place_of_an_entry_is_none(cache: Path, report: Path, tmp_path: Path) -> None:
    fresh, _ = run(cache, report)
    (entry,) = entries(cache)
    elsewhere = tmp_path / "elsewhere"
    entry.rename(elsewhere)
    entry.symlink_to(elsewhere)
    assert run(cache, report) == (fresh, 1)


def test_a_cache_that_cannot_be_made_is_none(report: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file", "utf-8")
    fresh = make_runner().check_file(str(report))
    assert run(in_the_way, report) == run(in_the_way / "below", report) == (fresh, 1)
    assert in_the_way.read_text("utf-8") == "a file"


def test_a_cache_that_cannot_be_written_is_read(
    cache: Path, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, _ = run(cache, report)
    tried = []

    def refuse(path: str, data: bytes) -> bool:
        tried.append(path)
        return False

    monkeypatch.setattr(results_cache, "keep", refuse)
    assert run(cache, report) == (fresh, 0)
    runner = make_runner()
    runner.keep_results(str(cache))
    for number in range(3):
        other = tmp_path / f"{number}.txt"
        other.write_text(f"一、总体情况\n完成投资{number}亿元。\n", "utf-8")
        assert runner.check_file(str(other)) == make_runner().check_file(str(other))
    assert len(tried) == 1


def test_a_folder_of_somebody_else_is_left_alone(cache: Path, report: Path) -> None:
    theirs = cache / "results" / "2024.csv"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("1,2\n", "utf-8")
    assert run(cache, report)[1] == run(cache, report)[1] == 1
    assert list(results_cache.clean(str(cache))) == []
    assert [path for path in cache.rglob("*") if path.is_file()] == [theirs]


# who may read it


def test_an_entry_tells_nothing_of_the_report(cache: Path, report: Path) -> None:
    result, _ = run(cache, report)
    said = {d.message for d in result.diagnostics} | {h for d in result.diagnostics for h in d.section}
    (entry,) = entries(cache)
    data = entry.read_bytes()
    for words in (*said, "XX101", "亿元", "总体情况", "总结"):
        for form in (words.encode(), words.encode("gb18030"), ascii(words)[1:-1].encode()):
            assert form not in data
    assert len(set(data)) > len(data) / 8  # noise


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_look_into_it(cache: Path, report: Path) -> None:
    run(cache, report)
    for path in (cache, *cache.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


# how large it grows


def test_what_was_not_used_for_longest_goes_first(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results_cache, "_SELDOM", 1)
    monkeypatch.setattr(results_cache, "MOST", 16 * 1_500)
    runner = Asked(builtin(), Settings())
    runner.keep_results(str(cache))
    made: dict[Path, list[Path]] = {}
    for number in range(150):
        report = tmp_path / f"{number}.txt"
        report.write_text(f"一、总体情况\n完成投资XX亿元，第{number}份。\n", "utf-8")
        known = set(entries(cache))
        runner.check_file(str(report))
        (entry,) = set(entries(cache)) - known
        os.utime(entry, (1_000 + number, 1_000 + number))
        made.setdefault(entry.parent, []).append(entry)
    assert 16 < len(entries(cache)) < 100
    for drawer, one_after_the_other in made.items():
        left = entries(drawer)
        assert sum(path.stat().st_size for path in left) <= 1_500
        assert left == sorted(one_after_the_other[-len(left) :])


def test_an_entry_in_use_becomes_new(cache: Path, report: Path) -> None:
    run(cache, report)
    (entry,) = entries(cache)
    os.utime(entry, (1_000, 1_000))
    run(cache, report)
    assert entry.stat().st_mtime > 1_000_000_000


# the command

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def xxlint(tmp_path: Path, project: Path) -> Run:
    """The command, beside the reports."""

    def run(*arguments: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "xxlint", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(project), "PYTHONIOENCODING": "utf-8", **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    return run


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder of reports that is worth a cache."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02d}.txt").write_text(REPORT * 40 + f"第{number}份。\n", "utf-8")
    (folder / "word.docx").write_bytes(save_as_docx(REPORT.splitlines()))
    return folder


@pytest.mark.parametrize("form", ["concise", "json", "sarif"])
def test_outputs_are_the_same_with_and_without(xxlint: Run, office: Path, cache: Path, form: str) -> None:
    flags = ("check", "--output-format", form, "reports")
    fresh = xxlint(*flags, "--no-cache", XXLINT_CACHE_DIR=str(cache))
    assert fresh.returncode == 1 and not cache.exists()
    for jobs in ("1", "2"):
        for _ in range(2):
            known = xxlint(*flags, "-j", jobs, "--cache-dir", str(cache))
            assert (known.returncode, known.stdout, known.stderr) == (1, fresh.stdout, b"")
    assert len(entries(cache)) == 13


def test_a_small_run_keeps_nothing(xxlint: Run, report: Path, cache: Path) -> None:
    assert xxlint("check", "总结.txt", "--cache-dir", str(cache)).returncode == 1
    assert not (cache / "results").exists()


def test_runs_at_the_same_time_do_not_disturb_each_other(
    xxlint: Run, office: Path, cache: Path, tmp_path: Path, project: Path
) -> None:
    fresh = xxlint("check", "--output-format", "json", "--no-cache", "reports").stdout
    command = [sys.executable, "-m", "xxlint", "check", "--output-format", "json", "-j", "2", "reports"]
    env = {
        **os.environ,
        "PYTHONPATH": str(project),
        "PYTHONIOENCODING": "utf-8",
        "XXLINT_CACHE_DIR": str(cache),
    }
    runs = [subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE) for _ in range(4)]
    assert [one.communicate()[0] for one in runs] == 4 * [fresh]
    assert len(entries(cache)) == 13 and not [path for path in cache.rglob("*.*") if path.suffix != ".TAG"]


def test_clean_removes_the_results_and_says_how_much(xxlint: Run, office: Path, cache: Path) -> None:
    xxlint("check", "-q", "reports", "--cache-dir", str(cache))
    done = xxlint("clean", "--cache-dir", str(cache))
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert said.startswith("已删除 14 个缓存文件（") and str(cache) in said
    assert list(cache.iterdir()) == []
    again = xxlint("clean", "--lang", "en", XXLINT_CACHE_DIR=str(cache), XXLINT_NO_CACHE="1")
    assert (again.returncode, again.stdout.decode()) == (0, f"no cache to remove in {cache}\n")


def test_clean_knows_all_that_is_kept(project: Path) -> None:
    sources = "".join(path.read_text("utf-8") for path in (project / "xxlint").rglob("*.py"))
    kinds = set(re.findall(r'remembered\(\s*"([a-z-]+)"', sources))
    assert len(kinds) >= 4
    assert kinds <= set(STAMPED)


def test_clean_leaves_what_is_not_ours(xxlint: Run, office: Path, cache: Path) -> None:
    xxlint("check", "-q", "reports", "--cache-dir", str(cache))
    drawer = entries(cache)[0].parent
    theirs = [cache / "notes.txt", cache / "results" / "notes.txt", drawer / "报告.txt", drawer / "notes"]
    for path in theirs:
        path.write_text("not ours", "utf-8")
    link = drawer / ("a" * 31)
    link.symlink_to(theirs[0])
    packs = cache / "packs"
    packs.mkdir()
    (packs / "0a1b2c3d-12").write_text("xxlint ('packs', 1)\n{}", "utf-8")
    (packs / "notes").write_text("xxlint is what we use", "utf-8")
    (cache / "patterns" / "cpython").write_text("xxlint patterns (1)\n{}", "utf-8")
    done = xxlint("clean", "--cache-dir", str(cache), "--lang", "en")
    assert done.returncode == 0 and done.stdout.startswith(b"files removed: 16 (")
    assert all(path.read_text("utf-8") == "not ours" for path in (*theirs, link))
    assert [path.name for path in packs.iterdir()] == ["notes"] and not (cache / "patterns").exists()
    assert (cache / "results" / "CACHEDIR.TAG").exists()  # what is left there is still nobody's to back up
