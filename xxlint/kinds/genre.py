"""What the genre of a report wants and the report has not: a title, a part, a metric, a signature."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.analysis.signature import find_signature
from xxlint.kinds import Finding
from xxlint.lexicon import Genre, Part
from xxlint.patterns import lazy, perhaps
from xxlint.report import Report
from xxlint.span import Span

_LEAST = 300  # characters of a text that wants a title
_MOST = 500_000  # characters of one report; more are a collection, in which nothing can be missed
_LEAST_PARAGRAPHS = 4
_SHOWN = 3  # cues that a message names
_NEXT_YEAR = "{next_year}"
_YEAR = lazy(r"(?:19|20)\d\d(?=年)")
_OPENING = lazy(r"[^\s，。；：！？\x00\x01][^，。；：！？\n]{0,29}")


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """What of ``options["wants"]`` is not there; parts, metrics and the signature only where the genre is known."""
    wants = options["wants"]
    if wants == "title":
        yield from _title(report)
        return
    genre = report.genre
    if genre is None or not genre.least <= len(report.prose) <= _MOST:
        return
    if wants == "part":
        yield from _parts(report, genre)
    elif wants == "metric":
        yield from _metrics(report, genre)
    elif genre.signature:
        yield from _signature(report, genre)


def _title(report: Report) -> Iterator[Finding]:
    """The report's first words, where they are no title."""
    if len(report.prose) - report.prose.count("\v") < _LEAST or report.title is not None:
        return
    opening = _OPENING.search(report.prose)
    if opening is not None and any(at <= opening.start() for at in report.layout.drawings):
        return  # a cover of text boxes, a letterhead as a picture
    if opening is not None and report.prose.count("\n", 0, 20_000) + 1 >= _LEAST_PARAGRAPHS:
        yield Finding(Span(*opening.span()))


def _at_title(report: Report) -> Span:
    """Where what is missing is told: the title, or the file as a whole."""
    return report.title.span if report.title else Span(0, 0)


def _parts(report: Report, genre: Genre) -> Iterator[Finding]:
    start = report.title.span.end if report.title else 0
    listed = tuple(cue for part in genre.parts for cue in part.cues if _NEXT_YEAR not in cue)
    held = frozenset(perhaps(report.prose, listed))
    headings = ""
    for part in genre.parts:
        if any(report.prose.find(cue, start) >= 0 for cue in held.intersection(part.cues)):
            continue
        if any(report.prose.find(cue, start) >= 0 for cue in _of_next_year(part, report)):
            continue
        if part.headings:
            headings = headings or report.headings.outline
            if any(cue in headings for cue in part.headings):
                continue
        cues = "".join(f"“{cue}”" for cue in part.cues[:_SHOWN])
        yield Finding(_at_title(report), _of(genre, part.name.zh, part.name.en) | {"cues": cues})


def _of_next_year(part: Part, report: Report) -> Iterator[str]:
    """The cues of a part on the next year, where the title says which year it is."""
    cues = [cue for cue in part.cues if _NEXT_YEAR in cue]
    years = _YEAR.findall(report.title.words) if cues and report.title else []
    if years:
        year = str(max(map(int, years)) + 1)
        yield from (cue.replace(_NEXT_YEAR, year) for cue in cues)


def _metrics(report: Report, genre: Genre) -> Iterator[Finding]:
    wanted = [metric for metric in report.lexicon.metrics if metric.id in genre.metrics]
    missing = [metric.names[0] for metric in wanted if not any(name in report.prose for name in metric.names)]
    if missing:
        yield Finding(_at_title(report), _of(genre, "、".join(missing), ", ".join(missing)))


def _signature(report: Report, genre: Genre) -> Iterator[Finding]:
    signature = find_signature(report.prose, report.title)
    if signature.has_name and signature.has_date:
        return
    if not signature.has_name and not signature.has_date:
        yield Finding(signature.place, _of(genre, "落款（署名和日期）", "name and date"))
    elif signature.has_name:
        yield Finding(signature.place, _of(genre, "成文日期", "date"))
    else:
        yield Finding(signature.place, _of(genre, "署名", "name"))


def _of(genre: Genre, wanted: str, wanted_en: str) -> dict[str, str]:
    return {
        "genre": genre.name.zh,
        "genre_en": genre.name.en,
        "wanted": wanted,
        "wanted_en": wanted_en,
    }
