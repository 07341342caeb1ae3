"""What Excel holds of a text: it counts UTF-16 units, and its XML takes no control characters."""

import re

CELL = 32_767
TAB = 31
PROMPT, LIST = 255, 255

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def fits(text: str, units: int) -> bool:
    """Whether a text has at most so many UTF-16 units."""
    return len(text) <= units // 2 or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * units


def cut(text: str, units: int, end: str = "…") -> str:
    """The text, or as much of it as fits with ``end`` behind it; no character is halved."""
    if fits(text, units):
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (units - len(end))]
    return kept.decode("utf-16-le", "ignore") + end


def without_controls(text: str) -> str:
    """The text as it may stand in a name, a prompt or a page header; a line break is kept."""
    return _CONTROLS.sub(" ", text)
