"""A file without lines in every output: paragraphs, cells, notes and pages stand where a text has its lines."""

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from xxlint import __version__
from xxlint.api import make_runner
from xxlint.cli.outline import draw as draw_outline
from xxlint.figures import Figure, find_figures
from xxlint.output import View, figures_csv, figures_json, figures_table
from xxlint.results import FileResult

Draw = Callable[..., str]
RUNNER = make_runner()
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@LANGUAGES
@pytest.mark.parametrize("form", ["concise", "full"])
def test_plain_outputs(
    draw: Draw, word: FileResult, snapshot: SnapshotAssertion, form: str, lang: str
) -> None:
    assert draw(form, word, lang=lang) == snapshot


@LANGUAGES
@pytest.mark.parametrize("width", [80, 160, 0])
def test_the_table_beside_a_text(  # noqa: PLR0917 -- fixtures come by name
    draw: Draw, word: FileResult, unfinished: FileResult, snapshot: SnapshotAssertion, width: int, lang: str
) -> None:
    assert draw("table", word, unfinished, width=width, lang=lang, tty=bool(width)) == snapshot


@LANGUAGES
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_table_stays_on_the_page(draw: Draw, word: FileResult, width: int, lang: str) -> None:
    lines = draw("table", word, width=width, lang=lang, tty=True).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [120, 160, 0])
def test_pages_stand_below_each_other(draw: Draw, word: FileResult, width: int) -> None:
    lines = [line for line in draw("table", word, width=width).splitlines() if "约第" in line]
    assert len(lines) == 6
    assert len({cell_len(line.partition("约第")[0]) for line in lines}) == 1


def test_cells_of_a_row_are_not_folded(draw: Draw, word: FileResult) -> None:
    shown = draw("table", word, width=0)
    assert "表2 2行2列" in shown
    assert "表2 2行3列" in shown


def test_a_soft_break_is_seen_as_a_blank(draw: Draw, word: FileResult) -> None:
    for form in ("full", "table"):
        assert "U+000B" not in draw(form, word, width=160)
    assert "6.2%。 工业总产值80亿元。" in draw("full", word)


@LANGUAGES
def test_json(draw: Draw, word: FileResult, snapshot: SnapshotAssertion, lang: str) -> None:
    assert draw("json", word, lang=lang).replace(__version__, "VERSION") == snapshot


def test_json_places_every_finding_and_what_belongs_to_it(draw: Draw, word: FileResult) -> None:
    (file,) = json.loads(draw("json", word))["files"]
    assert (file["format"], file["encoding"]) == ("docx", None)
    whole, *found = file["diagnostics"]
    assert whole["where"] is None
    for one in (*found, *(related for each in found for related in each["related"])):
        assert set(one["where"]) == {"part", "paragraph", "cell", "page", "note"}
        assert one["start"]["line"] is one["start"]["column"] is one["end"]["line"] is None
    assert [each["where"]["paragraph"] for one in found for each in one["related"]] == [3]


def figures(*results: FileResult) -> list[tuple[FileResult, tuple[Figure, ...]]]:
    return [(result, find_figures(RUNNER.report(result.document), result.diagnostics)) for result in results]


@LANGUAGES
@pytest.mark.parametrize("width", [80, 160])
def test_the_table_of_figures(word: FileResult, snapshot: SnapshotAssertion, width: int, lang: str) -> None:
    shown = "".join(figures_table.render(figures(word), View(width=width, lang=lang)))  # type: ignore[arg-type]
    assert max(map(cell_len, shown.splitlines())) <= width
    assert shown == snapshot


@LANGUAGES
def test_figures_for_machines(word: FileResult, snapshot: SnapshotAssertion, lang: str) -> None:
    view = View(width=0, lang=lang)  # type: ignore[arg-type]
    assert "".join(figures_csv.render(figures(word), view)) == snapshot(name="csv")
    shown = "".join(figures_json.render(figures(word), view))
    assert shown.replace(__version__, "VERSION") == snapshot(name="json")


@LANGUAGES
@pytest.mark.parametrize("width", [40, 80, 0])
def test_the_outline(word: FileResult, snapshot: SnapshotAssertion, width: int, lang: str) -> None:
    view = View(width=width, lang=lang)  # type: ignore[arg-type]
    shown = "".join(draw_outline(word, RUNNER.report(word.document), view))
    assert not width or max(map(cell_len, shown.splitlines())) <= width
    assert shown == snapshot


def test_carets_stand_below_the_defect(draw: Draw, word: FileResult) -> None:
    lines = draw("full", word, width=80).splitlines()
    seen = 1  # the first is on the file as a whole
    for above, below in pairwise(lines):
        if "^" in below and not below.strip("│ ^"):
            start = below.index("^")
            source = word.diagnostics[seen].span.of(word.text)
            begin = above.index(source, len(above) - len(above.partition("│ ")[2]))
            while cell_len(above[:begin]) < start:
                begin = above.index(source, begin + 1)
            assert cell_len(above[:begin]) == start
            seen += 1
    assert seen == len(word.diagnostics)
