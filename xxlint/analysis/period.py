"""The years that a report is about: from the settings, its title, or the date under its title or signature."""

from collections.abc import Iterable
from itertools import islice

from xxlint import numerals
from xxlint.analysis.surroundings import Surroundings
from xxlint.patterns import compiled, lazy

_YEAR = lazy(r"((?:19|20)\d\d)(?=年(?!远景|代)|[—–~～\-至到]{1,2}(?:19|20)\d\d年)")
_DATE = lazy(
    r"[（(—]{0,2}((?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年"
    r"[\d一二三四五六七八九十Xx×]{1,3}月(?:[\d一二三四五六七八九十Xx×]{1,3}日)?(?:[）)]?\Z|在[^，。]{4,40}上\Z)"
)
_LONG_TERM = lazy("[五三四]年(?!级)|任期|任职以来|近年|历年|十[一二三四五](?:五|”)")
_TERM = 5  # years that a report on a term of office looks back on
_EDGE = 600  # characters at both ends of the text in which the date stands
_TITLE = 50  # characters that a line of a title has at most
_NO_WORDS = lazy(r"[\x00\x01#*]+")
_HEAD, _TAIL = 6, 12  # lines at both ends among which it stands


def report_years(page: Surroundings, given: int | None = None) -> range | None:
    """The years that a report is about; None where neither the settings nor title nor date tell.

    A date may close the year before, so that year counts too.
    """
    if given is not None:
        return range(given, given + 1)
    title = page.lines.title.words
    term = _TERM if _LONG_TERM.search(title) else 0
    years = [int(year) for year in _YEAR.findall(title)]
    if years:
        return range(min(years) - term, max(years) + 1)
    dated = _date(head_lines(page, _HEAD)) or _date(tail_lines(page, _TAIL))
    return None if dated is None else range(dated - max(term, 1), dated + 1)


def head_lines(page: Surroundings, most: int) -> list[str]:
    """The first lines that are not blank, without the blanks in them."""
    return _solid(page.folded[:_EDGE].split("\n"), most)


def title_lines(page: Surroundings, most: int) -> list[str]:
    """Those of the first lines that are no sentences: title, subtitle, speaker, date."""
    return [
        line
        for line in head_lines(page, most)
        if len(line) <= _TITLE and not compiled("[。，；]").search(line)
    ]


def tail_lines(page: Surroundings, most: int) -> list[str]:
    """The last lines that are not blank, without the blanks in them, the last one first."""
    return _solid(reversed(page.folded[-_EDGE:].split("\n")), most)


def _solid(lines: Iterable[str], most: int) -> list[str]:
    words = (_NO_WORDS.sub("", "".join(line.split())) for line in lines)
    return list(islice((line for line in words if line), most))


def _date(lines: list[str]) -> int | None:
    """The year of the first line that holds a date and nothing else."""
    matches = (_DATE.match(line) for line in lines)
    return next((numerals.parse(match[1]) for match in matches if match is not None), None)
