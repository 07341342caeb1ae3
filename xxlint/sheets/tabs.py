"""The tabs of a workbook: which rows stand on which, and names that Excel takes."""

from collections.abc import Sequence

from xxlint.sheets.limits import TAB, cut, without_controls
from xxlint.sheets.rows import Row
from xxlint.words import Lang, Words

_FORBIDDEN = str.maketrans("[]:*?/\\", "［］：＊？／＼")
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
    used = {_TAKEN: 1}
    tabs = {tab_name(owner, used): theirs for owner, theirs in owned.items()}
    if unowned or not tabs:
        tabs[tab_name(UNASSIGNED.to(lang), used)] = unowned
    return tabs


def tab_name(owner: str, used: dict[str, int]) -> str:
    """A name that Excel takes, unlike those in ``used`` (in small letters, with how many were meant so), and added there."""
    name = without_controls(owner.translate(_FORBIDDEN)).replace("\n", " ").strip().strip("'") or "_"
    plain = unique = _short(name, TAB)
    number = used.get(plain.lower(), 0)
    while unique.lower() in used:
        number += 1
        end = f"({number})"
        unique = _short(name, TAB - len(end)) + end
    used[unique.lower()] = 1
    used[plain.lower()] = max(1, number)
    return unique


def _short(name: str, units: int) -> str:
    """The name cut to ``units``, and not to an apostrophe, which may not end it."""
    return cut(name, units, end="").rstrip("'") or "_"
