"""Packs of offices: right ones run, wrong ones are refused with the place of every slip, slow ones are stopped."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint import Settings, lint_text
from xxlint.packs import load_packs
from xxlint.packs_schema import validate
from xxlint.words import PackError

GOOD = """\
# our office
[[rule]]
code = "OF101"
name = "old-name"
severity = "warning"
kind = "pattern"
patterns = ["县计生局"]
message.zh = "“{text}”已更名为县卫健局"
message.en = "“{text}” has a new name"
why.zh = "机构改革后名称变了。"
bad = ["由⟦OF101|县计生局⟧牵头。"]
good = ["由县卫健局牵头。"]

[[rule]]
code = "OF102"
name = "old-slogan"
severity = "info"
kind = "pattern"
patterns = ["三个代表"]
message.zh = "请核对“{text}”"
why.zh = "口号有更新。"

[[metric]]
id = "our_metric"
names = ["公园数量"]
units = ["个"]
kind = "count"
"""
SLOW = """\
[[rule]]
code = "OF201"
name = "exploding"
severity = "warning"
kind = "pattern"
patterns = ["([\\u4e00-\\u9fff]+)+$$X"]
message.zh = "{text}"
why.zh = "慢。"
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "office.toml"
    path.write_text(GOOD, "utf-8")
    return path


def problems(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(PackError) as caught:
        load_packs([path])
    return [(problem.zh, problem.en) for problem in caught.value.problems]


def settings(*paths: Path, **more: Any) -> Settings:
    return Settings(packs=tuple(map(str, paths)), **more)


def test_a_pack_adds_rules_and_words(pack: Path) -> None:
    packs = load_packs([pack])
    assert packs.rules["OF101"].name == "old-name"
    assert packs.lexicon.metrics[-1].id == "our_metric"
    found = lint_text("由县计生局牵头，投资XX亿元。", settings=settings(pack))
    assert [(d.code, d.message) for d in found] == [
        ("OF101", "“县计生局”已更名为县卫健局"),
        ("XX101", found[1].message),
    ]
    english = lint_text("由县计生局牵头，工作有序。", settings=settings(pack, lang="en"))
    assert [d.message for d in english] == ["“县计生局” has a new name"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('severity = "warning"', 'severty = "warning"', 2, ("OF101", "severty", "severity")),
        ('name = "old-name"', 'nam = "old-name"', 2, ("OF101", "nam", "name")),
        ('kind = "pattern"\npatterns = ["县计生局"]', 'kind = "patern"\npatterns = ["县计生局"]', 2, ("OF101", "patern", "pattern", "kind")),
        ('kind = "pattern"\npatterns = ["三个代表"]', 'patterns = ["三个代表"]', 14, ("OF102", "kind")),
        ('message.zh = "请核对“{text}”"\n', "", 14, ("OF102", "message")),
        ('message.zh = "请核对“{text}”"', 'message.cn = "请核对"', 14, ("OF102", "message", "zh")),
        ('patterns = ["三个代表"]', 'patterns = ["三个(代表"]', 14, ("OF102", "pattern")),
        ("“{text}”已更名", "“{txt}”已更名", 2, ("OF101", "txt", "text")),
        ("请核对“{text}”", "请核对“{text”", 14, ("OF102",)),
        ("请核对“{text}”", "请核对“{}”", 14, ("OF102",)),
        ("请核对“{text}”", "请核对“{text.nothing}”", 14, ("OF102", "text")),
        ("请核对“{text}”", "请核对“{text:d}”", 14, ("OF102", "text")),
        ('severity = "info"', 'severity = "hint"', 14, ("OF102", "severity", "hint", "info")),
        ('severity = "info"', "severity = 3", 14, ("OF102", "severity")),
        ('severity = "info"', 'severity = "info"\ndefault = "yes"', 14, ("OF102", "default")),
        ("⟦OF101|县计生局⟧", "县计生局", 2, ("OF101", "⟦OF101")),
        ('code = "OF102"', 'code = "of102"', 14, ("code",)),
        ('code = "OF102"', 'code = "OF101"', 14, ("OF101", "code")),
        ('name = "old-slogan"', 'name = "old-name"', 14, ("old-name",)),
        ('code = "OF102"', 'code = "XX101"', 14, ("XX101",)),
        ('name = "old-slogan"', 'name = "gap"', 14, ("gap", "XX301")),
        ('kind = "count"', 'kind = "number"', 23, ("our_metric", "kind", "number")),
        ("[[metric]]", "[[metrics]]", None, ("metrics", "metric")),
        ("units = [", "unit = [", 23, ("our_metric", "unit", "units")),
        ('names = ["公园数量"]', "names = []", 23, ("our_metric", "names")),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(
    pack: Path, old: str, new: str, line: int | None, words: tuple[str, ...]
) -> None:
    assert GOOD.count(old) >= 1
    pack.write_text(GOOD.replace(old, new, 1), "utf-8")
    told = problems(pack)
    assert len(told) <= 2, told  # a misspelt key may also be told as missing
    for texts in zip(*told, strict=True):
        place = f"{pack}:{line}" if line else str(pack)
        assert all(text.startswith(place) for text in texts), texts
        assert any(all(word in text for word in words) for text in texts), (words, texts)


def test_both_slips_of_a_pack_are_told(pack: Path) -> None:
    pack.write_text(GOOD.replace("severity", "severty"), "utf-8")
    assert len({text for text, _ in problems(pack) if "severty" in text}) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GOOD.encode("gb18030"), ("UTF-8",)),
        (GOOD.encode("utf-16"), ("UTF-8",)),
        (b"[[rule]]\ncode = XX\n", ("TOML", "line 2")),
        (b"\xff\xfe\x00", ("UTF-8",)),
        (b"rule = 3\n", ("rule",)),
    ],
)
def test_a_file_that_is_no_pack(tmp_path: Path, data: bytes, words: tuple[str, ...]) -> None:
    path = tmp_path / "坏.toml"
    path.write_bytes(data)
    for text in problems(path)[0]:
        assert str(path) in text
        for word in words:
            assert word in text


def test_a_pack_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        for text in problems(path)[0]:
            assert str(path) in text


def test_a_byte_order_mark_is_no_slip(pack: Path) -> None:
    pack.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert "OF101" in load_packs([pack]).rules


ENTRY: dict[str, Any] = {
    "code": "OF101", "name": "old-name", "severity": "warning", "kind": "pattern", "patterns": ["县计生局"], "cues": ["县"],
    "message": {"zh": "“{text}”", "en": "“{text}”"}, "why": {"zh": "因为。"}, "bad": ["⟦OF101|县计生局⟧"], "default": True,
}  # fmt: skip


def places(entry: dict[str, Any]) -> list[tuple[str, ...]]:
    return [(key,) for key in entry] + [
        (key, inner) for key, value in entry.items() if isinstance(value, dict) for inner in value
    ]


@given(
    st.sampled_from(places(ENTRY)),
    st.text("abcdefghijklmnopqrstuvwxyz_-", min_size=1, max_size=12),
    st.booleans(),
)
def test_any_changed_key_is_refused_by_its_name(place: tuple[str, ...], wrong: str, doubled: bool) -> None:
    entry = copy.deepcopy(ENTRY)
    table = entry[place[0]] if len(place) == 2 else entry
    key = f"{wrong}{place[-1]}" if doubled else wrong
    if key in table or key in (
        "alone",
        "pardon",
        "milder",
        "good",
        "on",
        "place",
        "formats",
        "mentions",
        "clause",
        "cases",
        "yields_to",
        "en",
        "zh",
    ):
        return
    table[key] = table.pop(place[-1])
    source = "[[rule]]\n" + "".join(f"{name} = {toml(value)}\n" for name, value in entry.items())
    with pytest.raises(PackError) as caught:
        validate(Path("office.toml"), source.encode())
    for told in ("zh", "en"):
        texts = [getattr(problem, told) for problem in caught.value.problems]
        assert all(text.startswith("office.toml:1") for text in texts), texts
        assert any(f"“{key}”" in text or place[-1] == "kind" for text in texts), texts


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def test_validated_packs_are_cached_as_plain_data(pack: Path, project: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from xxlint.packs import load_packs; packs = load_packs(sys.argv[1:])\n"
        "print('OF101' in packs.rules, 'pydantic' in sys.modules, 'tomllib' in sys.modules)"
    )
    ran = [
        subprocess.run(
            [sys.executable, "-c", script, str(pack)], cwd=project, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    ]
    assert [run.stdout.split() for run in ran] == [["True", "True", "True"], ["True", "False", "False"]]


def cached(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "garbage",
    [b"", b"\xff\x00", b"[]", b"null", b"3", b"{}", b'{"rule": 3}', b'{"rule": [{"code": "OF101"}]}'],
)
def test_a_damaged_cache_is_no_error(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, garbage: bytes
) -> None:
    monkeypatch.setenv("XXLINT_CACHE_DIR", str(tmp_path / "cache"))
    load_packs([pack])
    assert cached(tmp_path / "cache")
    for path in cached(tmp_path / "cache"):
        path.write_bytes(garbage)
    assert load_packs([pack]).rules["OF101"].name == "old-name"


def test_a_cache_that_cannot_be_written_is_no_error(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("")
    for folder in (tmp_path / "a file", Path("/proc/no-such-place")):
        monkeypatch.setenv("XXLINT_CACHE_DIR", str(folder))
        assert "OF101" in load_packs([pack]).rules


def test_a_changed_pack_is_read_anew(pack: Path) -> None:
    load_packs([pack])
    pack.write_text(GOOD.replace("old-name", "new-name"), "utf-8")
    assert load_packs([pack]).rules["OF101"].name == "new-name"


@pytest.mark.parametrize("key", ["patterns", "pardon", "alone", "milder"])
def test_an_exploding_pattern_is_stopped_and_the_others_run(tmp_path: Path, key: str) -> None:
    path = tmp_path / "slow.toml"
    slow = r'"([\u4e00-\u9fff]+)+[#$]"'
    line = (
        f"patterns = [{slow}]" if key == "patterns" else f'patterns = ["[\\u4e00-\\u9fff]+"]\n{key} = {slow}'
    )
    path.write_text(
        "\n".join(line if row.startswith("patterns") else row for row in SLOW.splitlines()), "utf-8"
    )
    text = "全面加强党的领导深入推进各项工作取得明显成效" * 40 + "，投资XX亿元。"
    report = tmp_path / "报告.txt"
    report.write_text(text, "utf-8")
    done = subprocess.run(  # in a process of its own, which can be stopped if the limit does not hold
        [sys.executable, "-m", "xxlint", "--packs", str(path), "--output-format", "json", str(report)],
        capture_output=True,
        encoding="utf-8",
        timeout=1 + len(text.encode()) / 1e6 + 1 + 2,  # a second's grace, and two to start and validate
        check=False,
    )
    found = json.loads(done.stdout)["files"][0]
    severities = {d["code"]: d["severity"] for d in found["diagnostics"]}
    assert severities.items() >= {"XX003": "warning", "XX101": "error"}.items()
    assert any("OF201" in d["message"] for d in found["diagnostics"] if d["code"] == "XX003")
    assert any("OF201" in words for words in found["not_checked"])
    assert done.returncode == 1


def test_a_rule_that_raises_is_told_and_ends_with_two(pack: Path, tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("由县计生局牵头，投资XX亿元。\n", "utf-8")
    script = (
        "import sys, xxlint.kinds.pattern as pattern\n"
        "def broken(*_): raise ValueError('on purpose')\n"
        "pattern.check = broken\n"
        "from xxlint.cli import main; main()"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            script,
            "--packs",
            str(pack),
            "--output-format",
            "json",
            "--exit-zero",
            str(report),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2, done.stderr
    found = json.loads(done.stdout)["files"][0]
    assert {"XX004", "XX101"} == {d["code"] for d in found["diagnostics"]}
    assert any("OF101" in words for words in found["not_checked"])
