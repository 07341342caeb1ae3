"""Formats that take results as they pass draw the same as from a list, and nothing of the reports is held."""

import weakref
from collections.abc import Iterator

import pytest

from xxlint.output import FORMATS, IN_PASSING, View, renderer
from xxlint.results import FileResult, Passing, exit_code
from xxlint.vocabulary import SEVERITIES
from xxlint.words import Lang


@pytest.fixture
def results(
    unfinished: FileResult, word: FileResult, clean: FileResult, missing: FileResult, skipped: FileResult
) -> list[FileResult]:
    """One of each sort."""
    return [unfinished, word, clean, missing, skipped]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", IN_PASSING)
def test_a_format_draws_the_same(form: str, lang: Lang, results: list[FileResult]) -> None:
    view = View(lang=lang)
    assert form in FORMATS
    for some in (results, results[:1], results[2:3], []):
        passing = Passing(iter(some))
        assert "".join(renderer(form)(passing, view)) == "".join(renderer(form)(some, view))
        assert len(passing) == len(some)
        for fail_on in SEVERITIES:
            assert exit_code(passing, fail_on, False) == exit_code(some, fail_on, False)


class Text(str):
    """A text that can be watched."""

    __slots__ = ("__weakref__",)


@pytest.mark.parametrize("form", IN_PASSING)
def test_a_format_holds_the_text_of_one_report(form: str, unfinished: FileResult) -> None:
    texts: list[weakref.ref[Text]] = []

    def coming() -> Iterator[FileResult]:
        for _ in range(5):
            text = Text(unfinished.text)
            texts.append(weakref.ref(text))
            yield unfinished._replace(text=text)
            del text
            assert sum(one() is not None for one in texts) <= 2  # the one that is drawn, and this one

    assert list(renderer(form)(Passing(coming()), View()))
    assert len(texts) == 5
