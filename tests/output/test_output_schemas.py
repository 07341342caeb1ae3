"""Outputs against the schemas that their readers hold them to: SARIF, JUnit, and our own of the JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from xxlint.api import make_runner
from xxlint.exchange.shape import Output
from xxlint.output import View, junit, sarif
from xxlint.output import json as json_format
from xxlint.results import FileResult
from xxlint.settings import Settings
from xxlint.words import Lang

SCHEMAS = Path(__file__).parent.parent / "schemas"
OUTPUT_SCHEMA = Path(json_format.__file__).parent.parent / "schemas" / "output.schema.json"

Results = list[FileResult]
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Results:
    """What xxlint says of reports in this repository, of a Word file, of files that are none or not there."""
    folder = tmp_path_factory.mktemp("报告 夹")
    (folder / "草稿.txt").write_text(
        "工作总结\r\n\r\n一、情况\r\n投资XX亿元,增长%d。\r\n三、打算\r\n<!-- xxlint: ignore XX502 -->\r\n某局牵头。",
        "utf-8",
    )
    (folder / "空.txt").write_bytes(b"")
    (folder / "readme.txt").write_text("An English text.\n" * 30, "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no zip at all")
    (folder / "gbk.txt").write_bytes("完成投资XX亿元。".encode("gb18030"))
    word = make_word(folder / "文件.docx")
    examples = sorted(map(str, (project / "examples").glob("*.txt")))
    return list(make_runner(Settings()).check_paths([str(folder), *examples, str(word), "没有.txt"]))


def make_word(path: Path) -> Path:
    from docx import Document

    document = Document()
    document.add_heading("一、主要指标", 1)
    document.add_paragraph("全年完成固定资产投资XX亿元,增长X.X％。")
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "XX万元"
    document.sections[0].header.paragraphs[0].text = "XX县人民政府文件"
    document.save(str(path))
    return path


@pytest.fixture
def made(
    unfinished: FileResult, word: FileResult, clean: FileResult, missing: FileResult, skipped: FileResult
) -> Results:
    return [unfinished, word, clean, missing, skipped]


def test_the_real_ones_are_of_every_sort(real: Results) -> None:
    assert {result.status for result in real} == {"checked", "skipped", "failed"}
    assert {result.format for result in real} >= {"text", "docx"}
    assert any(d.fix for result in real for d in result.diagnostics)
    assert any(d.related for result in real for d in result.diagnostics)


# JSON


@LANGUAGES
@pytest.mark.parametrize("which", ["real", "made"])
def test_json(which: str, lang: Lang, request: pytest.FixtureRequest) -> None:
    data = json.loads("".join(json_format.render(request.getfixturevalue(which), View(lang=lang))))
    schema = json.loads(OUTPUT_SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    Output.model_validate(data)  # stricter: no key that the model does not know


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: data.pop("schema"), id="no number"),
        pytest.param(lambda data: data.update(schema=2), id="another number"),
        pytest.param(lambda data: data["files"][0]["diagnostics"][0].pop("where"), id="no place"),
        pytest.param(lambda data: data["files"][0]["diagnostics"][0].update(severity="fatal"), id="severity"),
        pytest.param(
            lambda data: data["files"][0]["diagnostics"][0]["start"].update(line="4"), id="a line in words"
        ),
    ],
)
def test_the_schema_refuses(made: Results, spoil: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads("".join(json_format.render(made, View())))
    spoil(data)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(OUTPUT_SCHEMA.read_text("utf-8")))


# SARIF


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    return json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))


@LANGUAGES
@pytest.mark.parametrize("which", ["real", "made"])
def test_sarif(which: str, lang: Lang, request: pytest.FixtureRequest, sarif_schema: Any) -> None:
    results = request.getfixturevalue(which)
    view = View(lang=lang, rules=make_runner().packs.rules)
    data = json.loads("".join(sarif.render(results, view)))
    jsonschema.validate(data, sarif_schema, format_checker=jsonschema.FormatChecker())
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["ruleId"] not in ("XX001", "XX003", "XX004")
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            assert in_file(location["physicalLocation"], run, results)
    assert run["invocations"][0]["executionSuccessful"] is False


def in_file(place: dict[str, Any], run: dict[str, Any], results: Results) -> bool:
    """Whether a region's lines and offsets cut the words of the snippet out of the file."""
    at = place["artifactLocation"]["index"]
    assert run["artifacts"][at]["location"]["uri"] == place["artifactLocation"]["uri"]
    region = place["region"]  # GitHub refuses a log with a result that has none
    if results[at].layout is not None:
        return bool(region["startLine"] == 1 and "charOffset" not in region)
    text = results[at].text
    words = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if region["startLine"] == region["endLine"]:
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == words
    return bool(words == region.get("snippet", {"text": ""})["text"])


def test_a_good_run_is_a_success(clean: FileResult, unfinished: FileResult) -> None:
    (run,) = json.loads("".join(sarif.render([clean, unfinished], View())))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is True
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == [
        "%E5%B9%B2%E5%87%80.txt",
        "%E5%B9%B4%E5%BA%A6%20%E6%80%BB%E7%BB%93.txt",
    ]


# JUnit


@pytest.fixture(scope="module")
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "junit.xsd")))


def tree(results: Results, **view: object) -> Any:
    return etree.fromstring("".join(junit.render(results, View(**view))).encode())  # type: ignore[arg-type]


@LANGUAGES
@pytest.mark.parametrize("which", ["real", "made"])
def test_junit(which: str, lang: Lang, request: pytest.FixtureRequest, junit_schema: etree.XMLSchema) -> None:
    root = tree(request.getfixturevalue(which), lang=lang, seconds=0.25)
    junit_schema.assertValid(root)
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(key)) == len(suite.findall(f"testcase/{tag}"))
    for key in ("tests", "failures", "errors"):
        assert int(root.get(key)) == sum(int(suite.get(key)) for suite in root)


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 8), ("warning", 9), ("info", 10)])
def test_a_failure_is_what_fails_the_run(unfinished: FileResult, fail_on: str, failures: int) -> None:
    root = tree([unfinished], fail_on=fail_on)
    assert root.get("failures") == str(failures)
    assert root.get("tests") == "10"


def test_no_character_that_xml_forbids(
    clean: FileResult, unfinished: FileResult, junit_schema: etree.XMLSchema
) -> None:
    odd = "\x00\x0b\x1b\ud800\ufffe]]>&<\"'"
    found = unfinished.diagnostics[0]._replace(message=odd, section=(odd,), name=odd)
    text = odd + unfinished.text[len(odd) :]
    root = tree([clean._replace(path=odd), unfinished._replace(text=text, diagnostics=(found,))])
    junit_schema.assertValid(root)
