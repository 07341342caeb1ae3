"""Figures as a sheet: one row a value, for Excel and WPS.

The sheet begins with a BOM, so that Excel reads it as UTF-8; numbers and units stand in cells of their own, so that it can
reckon with them.  A file without lines has a place in words instead of a line.
"""

from collections.abc import Iterator, Sequence

from xxlint.exchange.cells import BOM, row
from xxlint.figures import ROLE_WORDS, Amount, Figure
from xxlint.output import View, visible
from xxlint.places import Places
from xxlint.results import FileResult
from xxlint.words import Words

_COLUMNS = (
    Words("文件", "file"),
    Words("章节", "section"),
    Words("行", "line"),
    Words("位置", "place"),
    Words("指标", "metric"),
    Words("指标编号", "metric id"),
    Words("数值", "value"),
    Words("单位", "unit"),
    Words("约数", "hedge"),
    Words("增减", "change"),
    Words("增减单位", "unit of change"),
    Words("原值", "from"),
    Words("时期", "period"),
    Words("主体", "subject"),
    Words("性质", "role"),
    Words("待填", "to fill in"),
    Words("原文", "text"),
)


def render(reports: Sequence[tuple[FileResult, Sequence[Figure]]], view: View) -> Iterator[str]:
    """The header, then the rows of all files."""
    if not view.tty:
        yield BOM
    yield row(words.to(view.lang) for words in _COLUMNS)
    for result, figures in reports:
        places = Places(result, view.lang)
        for figure in figures:
            yield row(map(visible, _cells(result, figure, places, view)))


def _cells(result: FileResult, figure: Figure, places: Places, view: View) -> list[str]:
    value, change, since = figure.value, figure.change, figure.since
    return [
        result.path,
        " › ".join(figure.section),
        str(places.number(figure.span)) if places.has_lines else "",
        places.words(figure.span),
        figure.name,
        figure.metric_id or "",
        _number(value),
        _unit(value),
        "、".join(
            amount.quantity.hedge
            for amount in (value, change)
            if amount and amount.quantity and amount.quantity.hedge
        ),
        _number(change, figure.falls),
        _unit(change),
        since.number + since.unit if since is not None else "",
        figure.period,
        figure.subject,
        ROLE_WORDS[figure.role].to(view.lang),
        _gaps(figure, view),
        figure.span.of(result.text),
    ]


def _number(amount: Amount | None, falls: bool = False) -> str:
    """The number as a sheet can reckon with it, a fall with its minus; "" where it is still to be filled in."""
    if amount is None or amount.lacks == "value":
        return ""
    quantity = amount.quantity
    if quantity is None:
        return amount.number.replace(",", "")
    if len(quantity.figures) > 1:
        return amount.number
    return f"{-quantity.figure if falls and quantity.figure > 0 else quantity.figure:f}"


def _unit(amount: Amount | None) -> str:
    if amount is None:
        return ""
    return amount.quantity.unit if amount.quantity is not None else amount.unit


def _gaps(figure: Figure, view: View) -> str:
    """数值、增减: what is still to be filled in."""
    lacking = []
    if figure.value is not None and figure.value.lacks:
        unit = figure.value.lacks == "unit"
        lacking.append(view.say("单位", "unit") if unit else view.say("数值", "value"))
    if figure.change is not None and figure.change.lacks:
        lacking.append(view.say("增减", "change"))
    return view.say("、", ", ").join(lacking)
