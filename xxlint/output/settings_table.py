"""The settings of a file as a table: what was said comes first, with its place; then the defaults."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from xxlint.config import Filed, Place, Value, shown
from xxlint.output import View, drawn, visible

_NOTHING = "—"


def render(path: str, filed: Filed | None, values: Mapping[str, Value], view: View) -> Iterator[str]:
    """A heading, and a row for each key."""
    return drawn(_parts(path, filed, values, view), view)


def _parts(
    path: str, filed: Filed | None, values: Mapping[str, Value], view: View
) -> Iterator[RenderableType]:
    where = filed.path if filed else view.say("没有设置文件，都按默认", "no settings file, all by default")
    yield Text(
        view.say(f"{visible(path)} 的设置：{where}", f"settings of {visible(path)}: {where}"), style="bold"
    )
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    rows = sorted(values.items(), key=lambda row: not row[1].places)
    for key, value in rows:
        origin = ", ".join(map(_place, value.places)) or view.say("默认", "default")
        style = "" if value.places else "dim"
        table.add_row(
            Text(key, style), Text(visible(written(value.value)), style), Text(visible(origin), style)
        )
    yield table


def _place(place: Place) -> str:
    return f"{shown(place.path)}:{place.line}" if place.line else place.path


def written(value: Any) -> str:
    """A value as TOML writes it."""
    if value is None or value in ((), {}):
        return _NOTHING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{key} = {written(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(written, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
