"""Patterns that an earlier run compiled are the same as compiled anew."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint import cache, compiling
from xxlint.compiling import Patterns
from xxlint.packs import builtin

PATTERNS = [
    ("", 0),
    (r"XX+|\d{2,}?(?=亿元)|(?<![一二三])[、，]++", 0),
    (r"(?P<年>(?:19|20)\d\d)年(?P<月>\d+)?(?(月)月|末)(\1)?", 0),
    (r"(?x) ^ [ ]* (?: \.docx? ) $  # a comment", re.IGNORECASE),
    (r"(?i:a)b.\w", re.DOTALL | re.ASCII | re.MULTILINE),
    ("[\u4e00-\u9fff\U00020000-\U0003ffff㈠-㈩^-]", 0),
    (r"(?>a*)(?:b|[^\n])*+\Z", 0),
    ("[\ud800-\udfff]|\x00", 0),
]


def of_the_catalogue() -> Iterator[tuple[str, int]]:
    """Every pattern that the packs name, and words that might be patterns."""

    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from strings(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                yield from strings(inner)

    packs = builtin()
    for rule in packs.rules.values():
        yield from ((source, 0) for source in strings(rule.options) if is_pattern(source))
    for phrase in packs.lexicon.phrases:
        yield phrase.pattern, 0


def is_pattern(source: str) -> bool:
    try:
        re.compile(source)
    except re.error:
        return False
    return True


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "patterns")


def never(*_: object) -> None:
    raise AssertionError("compiled anew")


def test_they_are_taken_over_as_they_were(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [*PATTERNS, *dict.fromkeys(of_the_catalogue())]
    assert len(asked) > 100
    first = Patterns(path)
    made = [first.compile(*one) for one in asked]
    assert made == [re.compile(*one) for one in asked]
    first.keep()
    monkeypatch.setattr(compiling, "_numbers", never)
    again = Patterns(path)
    expected = [re.compile(*one) for one in asked]
    monkeypatch.setattr(re, "compile", never)
    found = [again.compile(*one) for one in asked]
    assert found == expected
    assert [p.groupindex for p in found] == [p.groupindex for p in expected]
    assert [p.flags for p in found] == [p.flags for p in expected]


@given(
    st.sampled_from(PATTERNS),
    st.text(alphabet="XX亿元12345年月、，一二.DoCx \nab", max_size=30),
)
def test_they_match_alike(pattern: tuple[str, int], text: str) -> None:
    numbers = compiling._numbers(*pattern)
    assert numbers is not None
    made = compiling._pattern(pattern[0], numbers)
    assert made is not None
    matches = [(m.span(), m.groups(), m.groupdict()) for m in made.finditer(text)]
    assert matches == [
        (m.span(), m.groups(), m.groupdict()) for m in re.finditer(*pattern[:1], text, pattern[1])
    ]


def test_a_slip_in_a_pattern_is_told_as_ever(path: str) -> None:
    with pytest.raises(re.error, match="unterminated"):
        Patterns(path).compile("[一", 0)


def kept(path: str) -> Patterns:
    patterns = Patterns(path)
    for one in PATTERNS:
        patterns.compile(*one)
    patterns.keep()
    return patterns


@pytest.mark.parametrize(
    ("name", "value"),
    [("version", "4.0 (another build)"), ("byteorder", "middle")],
)
def test_another_python_takes_nothing_over(
    path: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    kept(path)
    assert compiling._read(path)
    monkeypatch.setattr(sys, name, value)
    assert not compiling._read(path)


@pytest.mark.parametrize("share", [0, 0.1, 0.3, 0.6, 0.9, 0.999])
def test_what_is_damaged_is_compiled_anew(path: str, share: float) -> None:
    kept(path)
    data = Path(path).read_bytes()
    at = int(len(data) * share)
    for damaged in (data[:at], data[:at] + bytes([data[at] ^ 64]) + data[at + 1 :]):
        Path(path).write_bytes(damaged)
        patterns = Patterns(path)
        assert [patterns.compile(*one) for one in PATTERNS] == [re.compile(*one) for one in PATTERNS]
        patterns.keep()
        assert Path(path).read_bytes() == data


@pytest.mark.parametrize("code", [b"", b"\xff" * 40, b"\1\0\0", b"\0\0\0\0" * 3])
def test_numbers_that_python_does_not_take_are_compiled_anew(path: str, code: bytes) -> None:
    numbers = compiling._numbers("XX+", 0)
    assert numbers is not None
    compiling._write(path, {("XX+", 0): numbers._replace(code=code)})
    assert Patterns(path).compile("XX+", 0) == re.compile("XX+")


@pytest.mark.parametrize("module", ["re._parser", "re._compiler"])
def test_a_python_that_compiles_otherwise_does_so(
    path: str, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    def imported(name: str) -> Any:
        if name == module:
            raise ImportError(name)
        return __import__(name)

    monkeypatch.setattr(compiling, "import_module", imported)
    patterns = Patterns(path)
    assert patterns.compile("XX+", 0) == re.compile("XX+")
    patterns.keep()
    assert not Path(path).exists()


def test_those_of_older_packs_are_dropped_one_day(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(path)
    monkeypatch.setattr(compiling, "_MOST", len(PATTERNS))
    patterns = Patterns(path)
    patterns.compile("甲", 0)
    patterns.compile(*PATTERNS[1])
    patterns.keep()
    assert list(compiling._read(path)) == [("甲", 0)]


def test_a_library_keeps_nothing() -> None:
    compiling.compile_pattern("XX+的")
    compiling.keep()
    folder = cache.cache_folder()
    assert folder is not None and not list(Path(folder).iterdir())


REPORT = Path(__file__).parent / "benchmarks" / "report.txt"


def lint(report: Path, seed: int, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "xxlint", "--output-format", "json", "--show", "info", str(report)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": str(seed), **environment},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_a_run_finds_the_same_and_the_next_one_compiles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern made from a set would be another one in each run, and fill the cache."""
    monkeypatch.setenv("XXLINT_CACHE_DIR", str(tmp_path / "cache"))
    expected = lint(REPORT, 0, XXLINT_NO_CACHE="1")
    assert lint(REPORT, 0, XXLINT_CACHE_DIR="/proc/no-such-place") == expected
    assert not (tmp_path / "cache").exists()
    assert lint(REPORT, 1) == expected
    (file,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    before = file.stat().st_ino, file.stat().st_mtime_ns
    assert [lint(REPORT, seed) for seed in (2, 3)] == [expected] * 2
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == before


def test_nothing_of_a_report_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XXLINT_CACHE_DIR", str(tmp_path / "cache"))
    names = ("魑魅乡", "饕餮局", "貔貅办", "鼋鼍2087")
    report = tmp_path / f"{names[0]}报告.txt"
    line = f"由{names[1]}牵头，{names[2]}配合，{names[3]}年完成投资XX亿元，其中{names[1]}（XX）万元。\n"
    report.write_text(f"{names[0]}工作报告\n" + REPORT.read_text("utf-8") + line * 3, "utf-8")
    lint(report, 1)
    (file,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    data = file.read_bytes()
    for name in names:
        for sign in name[:2]:
            assert sign.encode() not in data and f"\\u{ord(sign):04x}".encode() not in data
