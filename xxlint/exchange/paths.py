"""How a file is named to a program that reads a repository: with slashes, from the root of the checkout."""

import os
from urllib.parse import quote

_STDIN = "-"


def from_root(path: str, *roots: str) -> str:
    """``path`` with slashes, from the first of ``roots`` that holds it; outside all of them the whole path."""
    if path == _STDIN:
        return path
    full = os.path.abspath(path)
    for root in roots:
        try:
            inside = os.path.relpath(full, root)
        except ValueError:  # another drive of Windows
            continue
        if inside.partition(os.sep)[0] not in ("..", "."):
            return inside.replace(os.sep, "/")
    return full.replace(os.sep, "/")


def roots(variable: str = "") -> tuple[str, ...]:
    """Where the checkout may begin: the folder that a CI server names in ``variable``, and the one we are in."""
    named = os.environ.get(variable, "") if variable else ""
    return tuple(root for root in (named, os.getcwd()) if root)


def uri(path: str) -> str:
    """What ``from_root`` gives as a URI, percent-encoded; relative unless the path is a whole one."""
    encoded = quote(os.fsencode(path), safe="/")
    if path.startswith("//"):  # a share of Windows
        return f"file:{encoded}"
    if path.startswith("/"):
        return f"file://{encoded}"
    return f"file:///{path[0]}:{encoded[4:]}" if path[1:3] == ":/" else encoded
