"""Every format tells the same findings of the same files, and none changes the exit code.

Each format is read back to (path, code, place), where the place is as ``concise`` has it, or as exact as the format can be.
"""

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from docx import Document
from lxml import etree

from xxlint.api import make_runner
from xxlint.cli.check import command
from xxlint.output import FORMATS, View, renderer
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.settings import Settings
from xxlint.words import Lang


class Told(NamedTuple):
    """One finding: in a text its line (and column), else the place in words."""

    path: str
    code: str
    place: str


Read = Callable[[str], Iterator[Told]]


def mark(line: object, column: object) -> str:
    return f"{line}:{column}"


def of_json(output: str) -> Iterator[Told]:
    for file in json.loads(output)["files"]:
        for found in file["diagnostics"]:
            yield of_record(file["path"], found)


def of_jsonl(output: str) -> Iterator[Told]:
    for line in output.splitlines():
        record = json.loads(line)
        if record["type"] == "finding":
            yield of_record(record["path"], record)


def of_record(path: str, found: dict[str, object]) -> Told:
    start, where = found["start"], found["where"]
    assert isinstance(start, dict)
    if start["line"] is not None:
        return Told(path, str(found["code"]), mark(start["line"], start["column"]))
    return Told(path, str(found["code"]), json.dumps(where, sort_keys=True))


def of_concise(output: str) -> Iterator[Told]:
    for line in output.splitlines():
        match = re.fullmatch(r"(.*?\.(?:txt|docx)):(.*?): ([A-Z]+\d+) .*", line)
        if match:
            yield Told(match[1], match[3], match[2])


def of_full(output: str) -> Iterator[Told]:
    for match in re.finditer(
        r"^(\S.*?\.(?:txt|docx)):(.*?) (?:错误|警告|提示|error|warning|info) ([A-Z]+\d+) ", output, re.M
    ):
        yield Told(match[1], match[3], match[2])


def of_csv(output: str) -> Iterator[Told]:
    assert output[0] == "\ufeff"
    for cells in list(csv.reader(io.StringIO(output[1:])))[1:]:
        if cells[5]:
            yield Told(cells[0], cells[5], cells[3] or mark(cells[1], cells[2]))


def of_markdown(output: str) -> Iterator[Told]:
    path = ""
    for line in html.unescape(output).replace("\u2060", "").splitlines():
        if line.startswith("<summary>"):
            path = re.split(r"(?<=txt|ocx)(?:：|: )", line.removeprefix("<summary>"))[0]
        match = re.match(r"\| (.*?) \| \S+ \| ([A-Z]+\d+) \|", line)
        if match:
            yield Told(path, match[2], match[1])


def of_sarif(output: str) -> Iterator[Told]:
    (run,) = json.loads(output)["runs"]
    for found in run["results"]:
        (place,) = found["locations"]
        path = unquote(place["physicalLocation"]["artifactLocation"]["uri"])
        region, named = place["physicalLocation"]["region"], place.get("logicalLocations")
        at = named[0]["name"] if named else mark(region["startLine"], region["startColumn"])
        yield Told(path, found["ruleId"], at)
    for told in run["invocations"][0]["toolExecutionNotifications"]:
        if "descriptor" in told:
            path = unquote(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
            yield Told(path, told["descriptor"]["id"], "1:1")


def of_github(output: str) -> Iterator[Told]:
    for line in output.splitlines():
        match = re.fullmatch(r"::(?:error|warning|notice) (.*?)::(.*)", line)
        if not match:
            yield from of_concise(line)
            continue
        said = dict(part.split("=", 1) for part in match[1].split(","))
        path = said["file"].replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        place = mark(said["line"], said["col"]) if "line" in said else re.split("：|: ", match[2])[0]
        yield Told(path, said["title"].split()[0], place)


def of_gitlab(output: str) -> Iterator[Told]:
    issues = json.loads(output)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        path = issue["location"]["path"]
        said = re.split("：|: ", issue["description"].partition(" ")[2])[0]
        place = said if path.endswith("docx") else str(issue["location"]["lines"]["begin"])
        yield Told(path, issue["check_name"], place)


def of_junit(output: str) -> Iterator[Told]:
    for case in etree.fromstring(output.encode()).iter("testcase"):
        match = re.fullmatch(r"([A-Z]+\d+) .* \[(.*)\]", case.get("name") or "")
        if match:
            yield Told(case.get("classname") or "", match[1], match[2])


def of_rdjson(output: str) -> Iterator[Told]:
    for found in json.loads(output)["diagnostics"]:
        path, code = found["location"]["path"], found["code"]["value"]
        if "range" not in found["location"]:
            yield Told(path, code, re.split("：|: ", found["message"])[0])
            continue
        start = found["location"]["range"]["start"]
        column = start["column"]
        if Path(path).exists():
            line = re.split(r"\r\n|\r|\n", Path(path).read_text("utf-8"))[start["line"] - 1]
            column = len(line.encode()[: column - 1].decode()) + 1
        yield Told(path, code, mark(start["line"], column))


READ: dict[str, Read] = {
    "json": of_json,
    "jsonl": of_jsonl,
    "concise": of_concise,
    "full": of_full,
    "csv": of_csv,
    "markdown": of_markdown,
    "sarif": of_sarif,
    "github": of_github,
    "gitlab": of_gitlab,
    "junit": of_junit,
    "rdjson": of_rdjson,
}
FOR_THE_EYE = ("table", "html")  # drawn, with tests of their own

TEXT = """工作总结

一、主要指标
全年完成固定资产投资XX亿元,地区生产总值XX亿元，税收增长XX％，新建学校X所。
社会消费品零售总额80亿元,同比增长4.2%，其中XX亿元、XX亿元、XX万元和XX万元，涉及XX镇、XX村、XX项目、XX公司。
（三）招商引资
二、下一步打算
推进“四个意识教育，2025年X月X日前完成整改（待补充）。联系电话：138XXXXXXXX，工作有序推进。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "年度 总结,100%.txt").write_text(TEXT, "utf-8")
    (folder / "干净.txt").write_text("全年完成投资12亿元，同比增长6.1%。\n", "utf-8")
    (folder / "提示.txt").write_text("联系电话：138XXXXXXXX，工作有序推进。\n", "utf-8")
    (folder / "english.txt").write_text("An English text.\n" * 30, "utf-8")
    document = Document()
    document.add_heading("一、主要指标", 1)
    document.add_paragraph("全年完成固定资产投资XX亿元,增长X.X％。")
    document.add_table(2, 2).cell(1, 1).text = "XX万元"
    document.sections[0].header.paragraphs[0].text = "XX县人民政府文件"
    document.save(str(folder / "文件.docx"))
    return folder


@pytest.fixture
def results(office: Path, monkeypatch: pytest.MonkeyPatch) -> list[FileResult]:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(office)
    paths = sorted(path.name for path in office.iterdir())
    return list(make_runner(Settings()).check_paths([*paths, "没有.txt"]))


def expected(form: str, results: list[FileResult], lang: Lang) -> Iterator[Told]:
    """What a format has to tell, with the place as it tells it."""
    for result in results:
        places = Places(result, lang)
        for d in result.diagnostics:
            if form in ("concise", "full") or places.has_lines:
                place = places.mark(d.span)
            elif form.startswith("json"):
                place = json.dumps(places.data(d.span), sort_keys=True)
            else:
                place = places.words(d.span)
            if form == "gitlab" and places.has_lines:
                place = place.partition(":")[0]
            yield Told(result.path, d.code, place)


def test_every_format_is_read_back() -> None:
    assert set(READ) == set(FORMATS) - set(FOR_THE_EYE)


def test_there_is_enough_to_agree_on(results: list[FileResult]) -> None:
    found = [d for result in results for d in result.diagnostics]
    assert {d.severity for d in found} == {"error", "warning", "info"}
    assert sum(d.severity == "error" for d in found) > 10  # GitHub shows no more in its own way
    assert {"XX001"} < {d.code for d in found}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", READ)
def test_all_formats_tell_the_same(results: list[FileResult], form: str, lang: Lang) -> None:
    output = "".join(renderer(form)(results, View(lang=lang, show="info")))
    told = Counter(one._replace(place=plain(form, one.place)) for one in READ[form](output))
    wanted = Counter(one._replace(place=plain(form, one.place)) for one in expected(form, results, lang))
    assert told == wanted


def plain(form: str, place: str) -> str:
    """GitHub's log has the place of ``concise``, its commands the place in full."""
    return re.sub(r"[ (),]|(?<=\d)约.*", "", place) if form == "github" else place


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["干净.txt"], 0),
        (["english.txt"], 0),
        (["提示.txt"], 0),
        (["--fail-on", "info", "提示.txt"], 1),
        (["文件.docx"], 1),
        (["-e", "文件.docx"], 0),
        (["没有.txt", "文件.docx"], 2),
        (["-e", "没有.txt"], 2),
    ],
)
def test_the_exit_code_never_depends_on_the_format(
    office: Path, monkeypatch: pytest.MonkeyPatch, form: str, arguments: list[str], code: int
) -> None:
    monkeypatch.chdir(office)
    done = CliRunner().invoke(command, ["--output-format", form, *arguments])
    assert done.exit_code == code, done.output
