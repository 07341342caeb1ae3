"""Pack files: reading and validating them, and a cache of their validated form."""

import os
from os import PathLike
from typing import TYPE_CHECKING, Any

from xxlint.cache import remembered
from xxlint.system import reason_of
from xxlint.words import PackError, Words

if TYPE_CHECKING:
    from pathlib import Path


def source_folder() -> "Path":
    """Where the built-in packs lie as TOML: in the wheel inside the package, in a checkout beside it."""
    from pathlib import Path

    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def line_of(path: "PathLike[str] | str", code: str) -> int:
    """The line in which the entry of a rule begins."""
    with open(path, encoding="utf-8-sig") as file:
        lines = file.read().split("\n")
    at = next((n for n, line in enumerate(lines) if f'"{code}"' in line and "code" in line), 0)
    return next((n + 1 for n in range(at, -1, -1) if lines[n].lstrip().startswith("[[")), 1)


def validated(pack: "PathLike[str] | str") -> dict[str, Any]:
    """The pack's validated data, from the cache if this very content was validated before."""
    try:
        with open(pack, "rb") as file:
            source = file.read()
    except OSError as error:
        path, reason = os.path.normpath(pack), reason_of(error)
        raise PackError(
            [Words(f"{path}：规则包读不了：{reason.zh}", f"{path}: the pack cannot be read: {reason.en}")]
        ) from None
    data: dict[str, Any] = remembered(
        "packs", ("packs_schema", "slips"), source, lambda: _validated(pack, source)
    )
    return data


def _validated(pack: "PathLike[str] | str", source: bytes) -> dict[str, Any]:
    from pathlib import Path

    from xxlint.packs_schema import validate

    return validate(Path(pack), source)
