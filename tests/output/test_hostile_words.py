"""Reports come from strangers: what they hold is words in every output, never a command, a link or a formula."""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.diagnostic import Diagnostic, Fix
from xxlint.output import View, github, gitlab, markdown, rdjson, renderer
from xxlint.output import csv as csv_format
from xxlint.results import FileResult
from xxlint.span import Edit, Span
from xxlint.vocabulary import Severity

Draw = Callable[..., str]
ODD = "::error::x\r\n::set-output name=a::b ##[command] | <img src=x> [a](http://b) @all #12 `c` $d$ *e* =1+1 \"'%0A\x1b[31m"


def of(
    text: str, *spans: Span, message: str = "", path: str = "a.txt", severity: Severity = "error"
) -> FileResult:
    found = tuple(
        Diagnostic(
            "XX101", "letter-placeholder", severity, message or f"“{span.of(text)}”", span, section=(message,)
        )
        for span in spans
    )
    return FileResult(path, "text", "utf-8", "checked", text, found)


@pytest.fixture
def odd() -> FileResult:
    """Odd words in the path, in the text, in messages; more findings than GitHub shows."""
    return of(ODD, *(Span(at, at + 3) for at in range(0, len(ODD), 3)), message=ODD, path=f"夹/{ODD}.txt")


# GitHub


def commands(output: str) -> list[str]:
    """The lines that GitHub obeys, as its runner reads them: what stands between stop-commands and its token is text."""
    obeyed, token = [], ""
    for line in re.split(r"\r\n|\r|\n", output):
        if token:
            token = "" if line.strip() == f"::{token}::" else token
        elif line.lstrip().startswith("::stop-commands::"):
            token = line.strip().removeprefix("::stop-commands::")
        elif line.lstrip().startswith("::") or "##[" in line:
            obeyed.append(line.lstrip())
    return obeyed


def test_github_obeys_nothing_but_ours(odd: FileResult) -> None:
    obeyed = commands("".join(github.render([odd], View())))
    assert len(obeyed) == github.SHOWN + 2
    assert [line[: line.index("::", 2)].split(" ")[0] for line in obeyed] == ["::error"] * github.SHOWN + [
        "::group",
        "::endgroup",
    ]


def unescaped(text: str) -> str:
    for character in ":,\r\n%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


@given(st.text("a:,%\r\n二0DA", max_size=30))
def test_github_gets_back_what_was_escaped(words: str) -> None:
    result = of("文", Span(0, 1), message=f"m{words}")
    (line,) = "".join(github.render([result], View())).removesuffix("\n").split("\n")
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert unescaped(message) == f"m{words}"
    assert dict(part.split("=") for part in properties.split(","))["file"] == "a.txt"


def test_github_shows_the_gravest_first() -> None:
    text = "一" * 40
    mild = of(text, *(Span(at, at + 1) for at in range(12)), severity="info", path="b.txt")
    grave = of(text, *(Span(at, at + 1) for at in range(12)))
    lines = "".join(github.render([mild, grave], View())).splitlines()
    assert [line.split()[0] for line in lines[:20]] == ["::error"] * 10 + ["::notice"] * 10
    assert lines[20] == "::group::另有 4 条"
    assert lines[22:26] == [
        "a.txt:1:11: XX101 “一”",
        "a.txt:1:12: XX101 “一”",
        "b.txt:1:11: XX101 “一”",
        "b.txt:1:12: XX101 “一”",
    ]


def test_github_names_files_from_the_root_of_the_checkout(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path_factory.mktemp("checkout")
    (root / "sub").mkdir()
    monkeypatch.chdir(root / "sub")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    assert "file=sub/a.txt," in "".join(github.render([of("文", Span(0, 1))], View()))
    monkeypatch.setenv("CI_PROJECT_DIR", str(root))
    (issue,) = json.loads("".join(gitlab.render([of("文", Span(0, 1))], View())))
    assert issue["location"]["path"] == "sub/a.txt"


# Markdown


def test_markdown_holds_no_markup_of_a_report(odd: FileResult) -> None:
    output = "".join(markdown.render([odd], View()))
    ours = re.sub(r"</?(?:details|summary|b)>", "", output)
    assert not re.search(
        r"<|\x1b|\]\(|`|http://|[@#](?=\w)(?!\d+;)", re.sub(r"&#\d+;", "·", ours).replace("## xxlint", "")
    )
    for line in output.splitlines():
        if line.startswith("|"):
            assert line.count("|") == 6


# CSV


def test_csv_holds_no_formula(odd: FileResult) -> None:
    output = "".join(csv_format.render([odd, of("=1+1", Span(0, 4), message="@SUM(A1)", path="=x")], View()))
    for cells in csv.reader(io.StringIO(output[1:])):
        assert len(cells) == 12
        assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells)


# all of them


@pytest.mark.parametrize("form", ["concise", "full", "csv", "markdown", "junit", "table"])
def test_no_control_reaches_a_reader(odd: FileResult, form: str) -> None:
    output = "".join(renderer(form)([odd], View()))
    assert "\x1b" not in output
    assert "\r" not in output


# reviewdog


def test_reviewdog_gets_a_fix_of_one_edit_and_no_other() -> None:
    text = "甲\n投资，，亿元"
    one = of(text, Span(5, 6))
    (found,) = one.diagnostics
    edits = (Edit(Span(5, 6), ""), Edit(Span(0, 1), "乙"))

    def suggested(fix: Fix) -> object:
        result = one._replace(diagnostics=(found._replace(fix=fix),))
        (told,) = json.loads("".join(rdjson.render([result], View())))["diagnostics"]
        return told.get("suggestions")

    place = {"start": {"line": 2, "column": 10}, "end": {"line": 2, "column": 13}}
    assert suggested(Fix("去掉", edits[:1], "safe")) == [{"range": place, "text": ""}]
    assert suggested(Fix("去掉", edits, "unsafe")) is None
    assert suggested(Fix("去掉", edits[:1], "display")) is None
