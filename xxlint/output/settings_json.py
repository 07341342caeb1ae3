"""The settings of a file as JSON: every key with its value and where that comes from."""

import json
from collections.abc import Iterator, Mapping

from xxlint import __version__
from xxlint.config import Filed, Value, shown
from xxlint.output import View


def render(path: str, filed: Filed | None, values: Mapping[str, Value], view: View) -> Iterator[str]:
    """One JSON object; ``from`` lists places: a file with a line, or a flag; [] for a default."""
    settings = {
        key: {
            "value": value.value,
            "from": [
                {"path": shown(place.path), "line": place.line} if place.line else {"flag": place.path}
                for place in value.places
            ],
        }
        for key, value in values.items()
    }
    data = {
        "version": __version__,
        "file": path,
        "config": filed.path if filed else None,
        "settings": settings,
    }
    yield json.dumps(data, ensure_ascii=False, indent=2) + "\n"
