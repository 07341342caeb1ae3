"""Pack files: reading and validating them, and a cache of their validated form.

The cache holds plain data, keyed by the content and guarded by a digest; one that cannot be read or written, or holds
anything else than what was written, is no error and only costs time.
"""

import json
import os
from os import PathLike
from pathlib import Path
from typing import Any

from xxlint import __version__
from xxlint.system import reason_of
from xxlint.words import PackError, Words


def source_folder() -> Path:
    """Where the built-in packs lie as TOML: in the wheel inside the package, in a checkout beside it."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def line_of(path: "PathLike[str] | str", code: str) -> int:
    """The line in which the entry of a rule begins."""
    lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    at = next((n for n, line in enumerate(lines) if f'"{code}"' in line and "code" in line), 0)
    return next((n + 1 for n in range(at, -1, -1) if lines[n].lstrip().startswith("[[")), 1)


def validated(pack: "PathLike[str] | str") -> dict[str, Any]:
    """The pack's validated data, from the cache if this very content was validated before."""
    path = Path(pack)
    try:
        source = path.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise PackError(
            [Words(f"{path}：规则包读不了：{reason.zh}", f"{path}: the pack cannot be read: {reason.en}")]
        ) from None
    key = _digest(__version__.encode() + _schema_stamp() + source).decode()
    stored = cache_folder() / "packs" / f"{key}.json"
    data = _stored(stored)
    if data is None:
        from xxlint.packs_schema import validate

        data = validate(path, source)
        _store(stored, data)
    return data


def _digest(text: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(text, digest_size=16).hexdigest().encode()


def _stored(path: Path) -> dict[str, Any] | None:
    """What the cache holds under a path; None if it is not there, not readable or not what was written."""
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest != _digest(text):
        return None
    data: dict[str, Any] = json.loads(text)
    return data


def _schema_stamp() -> bytes:
    """What tells the validator's versions apart while xxlint's own version stays."""
    return str(Path(__file__).with_name("packs_schema.py").stat().st_mtime_ns).encode()


def _store(path: Path, data: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}")
        text = json.dumps(data, ensure_ascii=False).encode()
        scratch.write_bytes(_digest(text) + b"\n" + text)
        scratch.replace(path)
    except OSError:
        return  # a cache that cannot be written only costs time


def cache_folder() -> Path:
    """Where validated packs are kept: ``XXLINT_CACHE_DIR``, else the user's cache folder."""
    named = os.environ.get("XXLINT_CACHE_DIR")
    if named:
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "xxlint" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "xxlint"
