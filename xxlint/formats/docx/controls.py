"""Content controls of Word that take one thing only: a choice of a list, or a date."""

from typing import TYPE_CHECKING, NamedTuple

from xxlint.document import MarkKind
from xxlint.formats.docx.values import child, text_of
from xxlint.formats.docx.xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROPERTIES, _ITEM, _DATE = W + "sdtPr", W + "listItem", W + "date"
_SHOWN, _VALUE = W + "displayText", W + "value"
_LISTS: tuple[tuple[str, MarkKind], ...] = ((W + "dropDownList", "list"), (W + "comboBox", "suggestions"))


class Control(NamedTuple):
    """What a control takes: one of its ``choices``, or a date, whose format is ``words``."""

    kind: MarkKind
    words: str = ""
    choices: tuple[str, ...] = ()


def control_of(element: "_Element") -> Control | None:
    """What a ``w:sdt`` takes; None where that is any words, or none of a list without items."""
    properties = child(element, _PROPERTIES)
    for name, kind in _LISTS:
        items = child(properties, name)
        if items is not None:
            choices = _choices(items)
            return Control(kind, "", choices) if choices else None
    date = child(properties, _DATE)
    return Control("date", text_of(date, W + "dateFormat") or "") if date is not None else None


def _choices(items: "_Element") -> tuple[str, ...]:
    """What Word lets one choose, each once.

    An item without a value cannot be chosen.  Beside items with a text one without is the list's heading (选择一项。); where
    none has a text, their values are shown.
    """
    pairs = [
        ((item.get(_SHOWN) or "").strip(), value)
        for item in items.iterchildren(_ITEM)
        if (value := (item.get(_VALUE) or "").strip())
    ]
    with_text = [words for words, _ in pairs if words]
    return tuple(dict.fromkeys(with_text or (value for _, value in pairs)))
