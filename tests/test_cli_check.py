"""``xxlint check`` from outside: exit codes, JSON, standard input, flags, and consoles of all kinds."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from xxlint import __version__

BAD = "完成投资XX亿元，同比增长6.1%。\n"
GOOD = "完成投资12亿元，同比增长6.1%。\n"


def xxlint(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "xxlint", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": PROJECT, **env},
        timeout=60,
        check=False,
    )


PROJECT = os.pathsep.join(
    filter(None, (str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH")))
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text(BAD, "utf-8")
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "hint.txt").write_text("联系电话：138XXXXXXXX，工作有序推进。\n", "utf-8")
    return tmp_path


def said(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(done.stdout)
    return data


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.txt"], 0), (["check", "good.txt"], 0), (["bad.txt"], 1), (["check", "bad.txt"], 1), (["bad.txt", "good.txt"], 1), (["."], 1),
        (["hint.txt"], 0), (["--fail-on", "info", "hint.txt"], 1), (["--fail-on", "error", "bad.txt"], 1), (["--exit-zero", "bad.txt"], 0),
        (["-e", "bad.txt"], 0), (["none.txt"], 2), (["none.txt", "bad.txt"], 2), (["-e", "none.txt"], 2), (["--select", "XX3", "bad.txt"], 0),
        (["--select", "XX1", "bad.txt"], 1), (["--ignore", "XX101", "bad.txt"], 0), (["--select", "XX999", "bad.txt"], 2),
        (["--ignore", "XX001", "none.txt"], 2), (["--no-such-flag", "bad.txt"], 2), (["--packs", "none.toml", "bad.txt"], 2),
        (["--encoding", "no-such", "bad.txt"], 2), (["--encoding", "gb18030", "good.txt"], None), (["--output-format", "xml", "bad.txt"], 2),
        (["--fail-on", "never", "bad.txt"], 2), (["version"], 0), (["--version"], 0), (["-V"], 0), (["-h"], 0), (["--help"], 0),
        (["check", "--help"], 0), (["check"], 2), (["--select", "XX1,XX3", "--ignore", "XX101", "bad.txt"], 0),
    ],
)  # fmt: skip
def test_exit_codes(office: Path, arguments: list[str], code: int | None) -> None:
    done = xxlint(*arguments, cwd=office)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    if code is not None:
        assert done.returncode == code, (done.stdout + done.stderr).decode()


def test_the_other_files_are_still_told(office: Path) -> None:
    done = xxlint("--output-format", "concise", "none.txt", "bad.txt", cwd=office)
    lines = done.stdout.decode().splitlines()
    assert any(line.startswith("none.txt:1:1: XX001 ") for line in lines)
    assert any(line.startswith("bad.txt:1:5: XX101 ") for line in lines)


PLACE = {
    "type": "object",
    "properties": {
        "offset": {"type": "integer", "minimum": 0},
        "line": {"type": ["integer", "null"]},
        "column": {"type": ["integer", "null"]},
    },
    "required": ["offset", "line", "column"],
    "additionalProperties": False,
}
RANGE = {"type": "object", "required": ["start", "end"], "properties": {"start": PLACE, "end": PLACE}}
NAME = {"type": ["string", "null"]}
DIAGNOSTIC = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "code": {"type": "string", "pattern": r"^[A-Z]{2,6}\d{3}$"},
        "name": {"type": "string", "pattern": "^[a-z][a-z-]*$"},
        "severity": {"enum": ["error", "warning", "info"]},
        "message": {"type": "string", "minLength": 1},
        "text": {"type": "string"},
        "start": PLACE,
        "end": PLACE,
        "case": NAME,
        "section": {"type": "array", "items": {"type": "string"}},
        "clause": NAME,
        "where": {"type": ["object", "null"]},
        "slot": {
            "type": ["object", "null"],
            "additionalProperties": False,
            "required": ["kind", "metric_id", "metric", "unit"],
            "properties": {
                "kind": {
                    "enum": [
                        "amount",
                        "percent",
                        "count",
                        "area",
                        "index",
                        "date",
                        "person",
                        "place",
                        "organisation",
                        "project",
                        "text",
                    ]
                },
                "metric_id": NAME,
                "metric": NAME,
                "unit": NAME,
            },
        },
        "related": {"type": "array", "items": RANGE},
        "fix": {"type": ["object", "null"]},
    },
}
DIAGNOSTIC["required"] = [*DIAGNOSTIC["properties"]]  # type: ignore[misc]
COUNT = {"type": "integer", "minimum": 0}
SCHEMA = {
    "type": "object",
    "required": ["version", "schema", "files", "summary"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": __version__},
        "schema": {"const": 1},
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    "path",
                    "format",
                    "encoding",
                    "genre",
                    "status",
                    "checked",
                    "not_checked",
                    "diagnostics",
                ],
                "properties": {
                    "path": {"type": "string"},
                    "format": {
                        "enum": ["text", "markdown", "docx", "doc", "wps", "odt", "rtf", "pdf", "html", None]
                    },
                    "encoding": NAME,
                    "genre": NAME,
                    "status": {"enum": ["checked", "skipped", "failed"]},
                    "checked": {"type": "object"},
                    "not_checked": {"type": "array", "items": {"type": "string"}},
                    "diagnostics": {"type": "array", "items": DIAGNOSTIC},
                },
            },
        },
        "summary": {
            "type": "object",
            "additionalProperties": False,
            "required": ["files", "error", "warning", "info", "suppressed", "suppressed_by", "not_checked"],
            "properties": {
                **dict.fromkeys(("files", "error", "warning", "info", "suppressed", "not_checked"), COUNT),
                "suppressed_by": {"type": "object", "additionalProperties": COUNT},
            },
        },
    },
}


def test_json_has_the_shape_that_is_promised(office: Path, project: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    (office / "empty.txt").write_text("")
    (office / "requirements.txt").write_text("click>=8.1\npydantic\n")
    (office / "binary.md").write_bytes(b"\x7fELF" + bytes(256))
    (office / "waived.md").write_text(f"{BAD}<!-- xxlint: ignore XX101 -->\n".replace("\n<", "<"), "utf-8")
    done = xxlint("--output-format", "json", ".", "none.txt", project / "tests" / "reports", cwd=office)
    assert done.returncode == 2
    data = said(done)
    jsonschema.validate(data, SCHEMA)
    files = {Path(file["path"]).name: file for file in data["files"]}
    assert {name: files[name]["status"] for name in ("good.txt", "empty.txt", "requirements.txt", "binary.md", "none.txt")} == {
        "good.txt": "checked", "empty.txt": "checked", "requirements.txt": "skipped", "binary.md": "failed", "none.txt": "failed",
    }  # fmt: skip
    everything = [d for file in data["files"] for d in file["diagnostics"]]
    for severity in ("error", "warning", "info"):
        assert data["summary"][severity] == sum(d["severity"] == severity for d in everything)
    assert data["summary"]["files"] == len(data["files"])
    assert data["summary"]["suppressed"] == 1
    assert data["summary"]["not_checked"] == sum(file["status"] != "checked" for file in data["files"])
    failed = files["none.txt"]["diagnostics"][0]
    assert (failed["code"], failed["start"], failed["end"]) == (
        "XX001",
        *[{"offset": 0, "line": 1, "column": 1}] * 2,
    )


def test_json_offsets_are_code_points_without_the_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(("\ufeff" + GOOD.rstrip() + "😀\r\n" + BAD).encode())
    (found,) = said(xxlint("--output-format", "json", tmp_path / "a.txt"))["files"][0]["diagnostics"]
    offset = len(GOOD.rstrip()) + 1 + 2 + 4
    assert (found["code"], found["text"]) == ("XX101", "XX")
    assert found["start"] == {"offset": offset, "line": 2, "column": 5}
    assert found["end"] == {"offset": offset + 2, "line": 2, "column": 7}
    assert found["slot"] == {
        "kind": "amount",
        "metric_id": found["slot"]["metric_id"],
        "metric": found["slot"]["metric"],
        "unit": "亿元",
    }
    assert found["where"] is None and found["fix"] is None and found["case"] is None


def test_standard_input(office: Path) -> None:
    done = xxlint("-", "--output-format", "json", stdin=BAD.encode())
    assert done.returncode == 1
    assert [(file["path"], file["format"]) for file in said(done)["files"]] == [("-", "text")]
    named = xxlint(
        "check", "--stdin-filename", "稿/报告.md", "--output-format", "json", "-", stdin=BAD.encode()
    )
    assert [(file["path"], file["format"]) for file in said(named)["files"]] == [("稿/报告.md", "markdown")]
    assert (
        said(xxlint("-", "--output-format", "json", stdin=BAD.encode("gb18030")))["files"][0]["encoding"]
        == "gb18030"
    )
    assert xxlint("-", stdin=b"").returncode == 0
    assert xxlint("-", stdin=b"\x7fELF" + bytes(500)).returncode == 2
    assert xxlint("--stdin-filename", "a.docx", "-", stdin=b"PK\x03\x04").returncode == 2


def test_selection_by_flags(office: Path) -> None:
    (office / "both.txt").write_text(f"{BAD}工作有序推进，，成效明显。\n", "utf-8")

    def codes(*flags: str) -> list[str]:
        return [
            d["code"]
            for d in said(xxlint("--output-format", "json", *flags, "both.txt", cwd=office))["files"][0][
                "diagnostics"
            ]
        ]

    assert codes() == ["XX101", "XX504"]
    assert codes("--select", "XX5") == ["XX504"]
    assert codes("--select", "XX5", "--select", "letter-placeholder") == ["XX101", "XX504"]
    assert codes("--select", "XX5,XX1") == ["XX101", "XX504"]
    assert codes("--ignore", "XX504") == ["XX101"]
    assert codes("--select", "ALL", "--ignore", "XX1") == ["XX504"]


def test_the_encoding_is_not_second_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((GOOD * 3 + BAD).encode("gb18030"))
    done = xxlint("--encoding", "gb18030", "--output-format", "json", tmp_path / "a.txt")
    assert said(done)["files"][0]["encoding"] == "gb18030" and done.returncode == 1
    assert xxlint("--encoding", "utf-8", tmp_path / "a.txt").returncode == 2


@pytest.mark.parametrize("name", ["rules", "check", "version", "rule"])
def test_a_folder_named_like_a_command(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "a.txt").write_text(BAD, "utf-8")
    assert xxlint(f"./{name}", cwd=tmp_path).returncode == 1
    assert xxlint("check", name, cwd=tmp_path).returncode == 1


def test_names_of_all_kinds(tmp_path: Path) -> None:
    for name in ("年度 总结.txt", "-a.txt", "[x].md", "a;b&c.txt", "😀.txt"):
        (tmp_path / name).write_text(BAD, "utf-8")
        assert xxlint("--", name, cwd=tmp_path).returncode == 1, name


@pytest.mark.parametrize("form", ["table", "concise", "json"])
def test_a_closed_pipe_is_quiet(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.txt").write_text(BAD * 3000, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "xxlint", "--output-format", form, str(tmp_path / "a.txt")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": PROJECT},
    )
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait(60)
    assert errors == b""


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
@pytest.mark.parametrize("form", ["table", "concise", "full", "json"])
def test_consoles_that_cannot_show_everything(tmp_path: Path, encoding: str, form: str) -> None:
    (tmp_path / "a.txt").write_text(f"😀{BAD}立即向𠮷县报告。锟斤拷\n", "utf-8")
    done = xxlint("--output-format", form, tmp_path / "a.txt", PYTHONIOENCODING=encoding, COLUMNS="40")
    assert (done.returncode, done.stderr) == (1, b""), done.stderr.decode(errors="replace")
    # what a program reads is UTF-8 whatever the console speaks
    assert "XX101" in done.stdout.decode("utf-8" if form == "json" else encoding)


def test_output_without_a_terminal_has_no_colour(office: Path) -> None:
    assert b"\x1b" not in xxlint("bad.txt", cwd=office).stdout
    assert b"\x1b" in xxlint("--color", "always", "bad.txt", cwd=office).stdout
    assert b"\x1b" in xxlint("bad.txt", cwd=office, FORCE_COLOR="1").stdout
    assert b"\x1b" not in xxlint("bad.txt", cwd=office, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_languages(office: Path) -> None:
    flag = ("--output-format", "concise", "bad.txt")
    assert "占位" in xxlint(*flag, cwd=office).stdout.decode()
    assert "占位" in xxlint(*flag, cwd=office, LANG="en_US.UTF-8").stdout.decode()
    assert "placeholder" in xxlint("--lang", "en", *flag, cwd=office).stdout.decode()
    assert "placeholder" in xxlint(*flag, cwd=office, XXLINT_LANG="en").stdout.decode()
    assert "占位" in xxlint("--lang", "zh", *flag, cwd=office, XXLINT_LANG="en").stdout.decode()


def test_hints_are_counted_and_shown_on_demand(office: Path) -> None:
    flag = ("--output-format", "concise", "hint.txt")
    assert "另有 1 条提示，--show info 查看" in xxlint(*flag, cwd=office).stdout.decode()
    assert "XX112" in xxlint("--show", "info", *flag, cwd=office).stdout.decode()
    assert "XX112" in xxlint("--output-format", "json", "hint.txt", cwd=office).stdout.decode()


def test_a_bad_pack_is_told_in_both_languages(office: Path) -> None:
    (office / "p.toml").write_text('[[rule]]\ncode = "OF101"\nkind = "patern"\n', "utf-8")
    zh = xxlint("--packs", "p.toml", "good.txt", cwd=office)
    en = xxlint("--packs", "p.toml", "--lang", "en", "good.txt", cwd=office)
    assert (zh.returncode, en.returncode) == (2, 2)
    assert "p.toml:1" in zh.stderr.decode() and "是不是 pattern" in zh.stderr.decode()
    assert "did you mean pattern" in en.stderr.decode()


def test_an_unknown_rule_is_told_with_the_nearest_name(office: Path) -> None:
    done = xxlint("--select", "letter-placholder", "good.txt", cwd=office)
    assert done.returncode == 2
    assert "letter-placeholder" in done.stderr.decode()
