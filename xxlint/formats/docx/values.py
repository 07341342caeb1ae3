"""Values as the attributes of Word's XML write them; what cannot be read is None, nothing raises."""

from typing import TYPE_CHECKING

from xxlint.formats.docx.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

VAL = f"{W}val"

_OFF = frozenset({"0", "false", "off"})
_LONGEST = 20  # digits of a number that is still taken for one


def child(parent: "_Element | None", name: str) -> "_Element | None":
    """The first child of a name (with its namespace), at half the cost of ``find``."""
    return None if parent is None else next(parent.iterchildren(name), None)


def text_of(parent: "_Element | None", name: str) -> str | None:
    """The w:val of a child, None where there is no child or no value."""
    found = child(parent, name)
    return None if found is None else found.get(VAL)


def number(text: str | None) -> int | None:
    """The whole number that ``text`` is, in ASCII digits and with or without a sign."""
    if text is None or len(text) > _LONGEST:
        return None
    text = text.strip()
    if not text.isascii() or not text.removeprefix("-").removeprefix("+").isdigit():
        return None
    try:
        return int(text)
    except ValueError:
        return None  # "-+1"


def number_of(parent: "_Element | None", name: str) -> int | None:
    """The w:val of a child as a number."""
    return number(text_of(parent, name))


def is_on(parent: "_Element | None", name: str) -> bool | None:
    """Whether a child switches something on or off; None where there is no such child."""
    found = child(parent, name)
    return None if found is None else found.get(VAL, "1").strip().lower() not in _OFF
