"""The formats for other programs, of a text and of a file without lines, in both languages: as they are written."""

import re
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from xxlint import __version__
from xxlint.output import FOR_PEOPLE, FORMATS, View, statistics
from xxlint.packs import Rule
from xxlint.results import FileResult
from xxlint.words import Words

Draw = Callable[..., str]
LETTER = Rule(
    code="XX101",
    name="letter-placeholder",
    severity="error",
    kind="slot",
    message=Words("“{text}”是字母占位，{wanted}", "“{text}” is a letter placeholder: {wanted}"),
    why=Words("交稿前要换成真实内容。", "Write what is meant before the report goes out."),
    clause="GB/T 9704—2012",
    bad=("一、总体情况\n投资⟦XX101|XX⟧亿元。\n",),
    good=("购X射线机2台。",),
    cases={},
    yields_to=(),
    default=True,
    body_only=False,
    options={},
    builtin=True,
)
RULES = {"XX101": LETTER}
WRITTEN = [form for form in FORMATS if form not in (*FOR_PEOPLE, "json", "html")]


@pytest.fixture(autouse=True)
def _no_ci_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", WRITTEN)
def test_what_is_written(  # noqa: PLR0917 -- fixtures come by name
    draw: Draw,
    unfinished: FileResult,
    word: FileResult,
    missing: FileResult,
    skipped: FileResult,
    snapshot: SnapshotAssertion,
    form: str,
    lang: str,
) -> None:
    text = draw(form, unfinished, lang=lang, rules=RULES).replace(f'"{__version__}"', '"VERSION"')
    assert text == snapshot(name="text")
    rest = draw(form, word, missing, skipped, lang=lang, rules=RULES).replace(f'"{__version__}"', '"VERSION"')
    assert rest == snapshot(name="without lines, missing, skipped")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", statistics.FORMATS)
def test_statistics(
    unfinished: FileResult, word: FileResult, snapshot: SnapshotAssertion, form: str, lang: str
) -> None:
    draw = statistics.renderer(form)
    assert draw is not None
    shown = "".join(draw([unfinished, word], View(lang=lang)))  # type: ignore[arg-type]
    assert shown.replace(__version__, "VERSION") == snapshot


@pytest.mark.parametrize("form", WRITTEN)
def test_nothing_found(draw: Draw, clean: FileResult, snapshot: SnapshotAssertion, form: str) -> None:
    assert draw(form, clean, rules=RULES).replace(f'"{__version__}"', '"VERSION"') == snapshot


@pytest.mark.parametrize("form", WRITTEN)
def test_no_files_at_all(draw: Draw, form: str) -> None:
    assert isinstance(draw(form), str)


@pytest.mark.parametrize("form", ["table", "json"])
def test_silenced_findings_are_counted(unfinished: FileResult, form: str) -> None:
    draw = statistics.renderer(form)
    assert draw is not None
    shown = "".join(draw([unfinished], View()))
    assert re.search(r'已忽略 2 条|"suppressed": 2', shown)
