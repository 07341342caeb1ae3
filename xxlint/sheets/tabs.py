"""The tabs of a workbook: which rows stand on which, and names that Excel takes."""

import re
from collections.abc import Sequence

from xxlint.sheets.rows import Row
from xxlint.words import Lang, Words

_LIMIT = 31  # UTF-16 units
_FORBIDDEN = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAKEN = "history"  # Excel keeps the name for itself

ALL = Words("待填", "slots")
UNASSIGNED = Words("未分派", "unassigned")


def tabs_of(rows: Sequence[Row], lang: Lang, split_by_owner: bool) -> dict[str, list[Row]]:
    """The rows by the names of their tabs: owners as they first appear, rows without one last."""
    if not split_by_owner:
        return {ALL.to(lang): list(rows)}
    owned: dict[str, list[Row]] = {}
    for row in rows:
        owned.setdefault(row.owner.strip(), []).append(row)
    unowned = owned.pop("", [])
    used = {_TAKEN}
    tabs = {tab_name(owner, used): theirs for owner, theirs in owned.items()}
    if unowned or not tabs:
        tabs[tab_name(UNASSIGNED.to(lang), used)] = unowned
    return tabs


def tab_name(owner: str, used: set[str]) -> str:
    """A name that Excel takes, unlike those in ``used``, to which it is added in small letters."""
    name = without_controls(owner.translate(_FORBIDDEN)).replace("\n", " ").strip().strip("'") or "_"
    unique, number = _short(name, _LIMIT), 1
    while unique.lower() in used:
        number += 1
        end = f"({number})"
        unique = _short(name, _LIMIT - len(end)) + end
    used.add(unique.lower())
    return unique


def without_controls(text: str) -> str:
    """The text as it may stand in a name, a prompt or a page header: nothing that XML cannot hold."""
    return _UNSEEN.sub(" ", text)


def _short(name: str, units: int) -> str:
    """The name cut to ``units`` of UTF-16, never through a character or to an apostrophe."""
    while len(name.encode("utf-16-le")) > 2 * units:
        name = name[: max(1, min(len(name) - 1, units))]
    return name.rstrip("'") or "_"
