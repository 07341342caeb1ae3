"""The waiver file ``.xxlint-waivers.toml``: findings that somebody looked at and lets stand, with a reason.

For .txt and Word, where a comment would deface the report.  An entry names the words and what stands around them, so
that it holds through edits elsewhere, and ends with an edit of the words themselves:

    [[waiver]]
    file = "2024/总结.docx"        # from the folder of this file; * stands for anything; all files if not said
    code = "XX101"
    text = "XX"
    context = "由⟦XX⟧公司承建"
    reason = "企业名称待公示"
    expires = 2027-01-31           # from the next day on it silences nothing
    added = 2026-11-23
    count = 2                      # so many equal places; without a context all of them

The nearest file upwards of the report holds.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.fingerprints import Fingerprint, Fingerprints, folded, words_of
from xxlint.packs import ALWAYS
from xxlint.settings import SettingsError
from xxlint.system import reason_of
from xxlint.waiver_file import NAME, nearest_waiver_file, relative
from xxlint.words import Words, nearest

if TYPE_CHECKING:
    from datetime import date

AROUND = 12  # characters kept on either side
_ENOUGH = 4  # characters of context below which only the very same context will do
_LISTED = 3  # unused waivers that a note names
_KEYS = {"file": str, "code": str, "text": str, "context": str, "reason": str, "count": int}
_DATES = ("expires", "added")


class Entry(NamedTuple):
    """One waiver.  ``sides`` are what may stand left and right of the words: none for any; ``times`` 0 is any number."""

    file: str
    code: str
    text: str
    sides: tuple[tuple[str, str], ...]
    reason: str
    expires: "date | None"
    times: int


class Waived(NamedTuple):
    """What is left to say, how many findings are waived, and what to know of the waivers."""

    kept: tuple[Diagnostic, ...]
    silenced: int
    notes: tuple[Words, ...]


class Waivers(NamedTuple):
    """The waivers of one file; ``path`` is the empty string where there is none."""

    path: str = ""
    entries: tuple[Entry, ...] = ()

    def apply(
        self,
        document: Document,
        diagnostics: tuple[Diagnostic, ...],
        looked_at: frozenset[str],
        today: "date",
    ) -> Waived:
        """Drop what is waived; ``looked_at`` are the codes of the rules that ran."""
        name = relative(document.path, os.path.dirname(self.path))
        entries = [entry for entry in self.entries if _names(entry.file, name)]
        if not entries:
            return Waived(diagnostics, 0, ())
        late = frozenset(at for at, entry in enumerate(entries) if entry.expires and entry.expires < today)
        owners = _assigned(document, diagnostics, entries, late)
        kept = tuple(
            d for d, owner in zip(diagnostics, owners, strict=True) if owner is None or owner in late
        )
        used = {owner for owner in owners if owner is not None}
        unused = [
            entry
            for at, entry in enumerate(entries)
            if at not in used
            and entry.file == name
            and any(code.startswith(entry.code) for code in looked_at)
        ]
        notes = (*(_expired(entries[at]) for at in sorted(late & used)), *_unused(unused))
        return Waived(kept, len(diagnostics) - len(kept), notes)


NO_WAIVERS = Waivers()


def waivers_for(report: str) -> Waivers:
    """The waivers of the nearest file upwards of ``report``; raises ``SettingsError`` for a broken one."""
    path = nearest_waiver_file(report)
    return load(path) if path else NO_WAIVERS


# which waiver silences which finding


def _assigned(
    document: Document, diagnostics: Iterable[Diagnostic], entries: list[Entry], late: frozenset[int]
) -> list[int | None]:
    """The waiver of each finding, in reading order: one that holds before one that ended, the same context before
    one that is like it."""
    by_text: dict[str, list[int]] = {}
    for at, entry in enumerate(entries):
        by_text.setdefault(entry.text, []).append(at)
    prints = Fingerprints(document, AROUND)
    found = [None if d.code in ALWAYS else prints.of(d) for d in diagnostics]
    owners: list[int | None] = [None] * len(found)
    left = {at: entry.times for at, entry in enumerate(entries) if entry.times}
    for ended, fits in ((False, _same), (False, _similar), (True, _same), (True, _similar)):
        for place, finger in enumerate(found):
            if finger is None or owners[place] is not None:
                continue
            for at in by_text.get(finger.text, ()):
                entry = entries[at]
                if (at in late) is not ended or not left.get(at, 1):
                    continue
                if finger.code.startswith(entry.code) and fits(entry, finger):
                    owners[place] = at
                    if at in left:
                        left[at] -= 1
                    break
    return owners


def _same(entry: Entry, finger: Fingerprint) -> bool:
    return not entry.sides or (finger.left, finger.right) in entry.sides


def _similar(entry: Entry, finger: Fingerprint) -> bool:
    """Whether what stands next to the words is the same on both sides, and two thirds of all that is kept."""
    if not finger.text and not finger.right:
        return False  # a message about the whole file
    for left, right in entry.sides:
        whole = len(left) + len(right)
        before, behind = _common(left[::-1], finger.left[::-1]), _common(right, finger.right)
        beside = before >= min(1, len(left)) and behind >= min(1, len(right))
        if whole >= _ENOUGH and beside and 3 * (before + behind) >= 2 * whole:
            return True
    return False


def _common(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _names(pattern: str, name: str) -> bool:
    """Whether ``file`` of a waiver names a report; a name with brackets in it names itself."""
    if not pattern or pattern == name:
        return True
    from fnmatch import fnmatchcase

    return fnmatchcase(name, pattern)


def _expired(entry: Entry) -> Words:
    reason = entry.reason
    return Words(
        f"豁免已于 {entry.expires} 到期，不再有效：{_shown(entry)}" + (f"（{reason}）" if reason else ""),
        f"the waiver ended on {entry.expires}: {_shown(entry)}" + (f" ({reason})" if reason else ""),
    )


def _unused(entries: list[Entry]) -> Iterator[Words]:
    if not entries:
        return
    count, listed = len(entries), [_shown(entry) for entry in entries[:_LISTED]]
    more = count > _LISTED
    yield Words(
        f"{NAME} 里有 {count} 条豁免没有忽略任何问题，可以删去：{'、'.join(listed)}{'等' * more}",
        f"{NAME}: {count} waiver{'s' * (count > 1)} of this file silence nothing and can go: "
        f"{', '.join(listed)}{', ...' * more}",
    )


def _shown(entry: Entry) -> str:
    text = entry.text if len(entry.text) <= AROUND else f"{entry.text[:AROUND]}…"
    return f"{entry.code}“{text}”" if text else entry.code


# reading


def load(path: str) -> Waivers:
    """The waivers of a file; raises ``SettingsError`` that names the file and the entry."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = reason_of(error)
        raise _wrong(path, Words(f"读不了：{reason.zh}", f"cannot be read: {reason.en}")) from None
    return Waivers(path, _parsed(path, data))


def _parsed(path: str, data: bytes) -> tuple[Entry, ...]:
    import tomllib

    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:  # TOML, or no UTF-8
        raise _wrong(path, Words(f"不是正确的 TOML：{error}", f"no correct TOML: {error}")) from None
    _check_keys(path, Words("", ""), content, ("waiver",))
    tables = content.get("waiver", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _wrong(path, Words("豁免要写成 [[waiver]]", "waivers are written as [[waiver]]"))
    return tuple(_entry(path, number, table) for number, table in enumerate(tables, 1))


def _entry(path: str, number: int, table: Mapping[str, Any]) -> Entry:
    from datetime import date, datetime

    place = Words(f"第 {number} 条豁免：", f"waiver {number}: ")
    _check_keys(path, place, table, (*_KEYS, *_DATES))
    for key in ("code", "text"):
        if key not in table:
            raise _wrong(path, place, Words(f"缺少 {key}", f"{key} is missing"))
    for key, value in table.items():
        if key in _DATES:
            if not isinstance(value, date) or isinstance(value, datetime):
                told = Words(f"{key} 要写成不带引号的日期 2027-01-31", f"{key} must be a date: 2027-01-31")
                raise _wrong(path, place, told)
        elif not isinstance(value, _KEYS[key]) or isinstance(value, bool):
            raise _wrong(path, place, Words(f"{key} 的值不对", f"the value of {key} is wrong"))
    code, count, context = table["code"], table.get("count"), table.get("context")
    if not code or code in ALWAYS:
        told = Words(f"{code or 'code'} 不能豁免", f"{code or 'code'} cannot be waived")
        raise _wrong(path, place, told)
    if count is not None and count < 1:
        raise _wrong(path, place, Words("count 至少是 1", "count must be at least 1"))
    text = words_of(table["text"])
    return Entry(
        table.get("file", "").replace("\\", "/").removeprefix("./"),
        code,
        text,
        () if context is None else tuple(_sides(text, context)),
        table.get("reason", ""),
        table.get("expires"),
        count or (0 if context is None else 1),
    )


def _sides(text: str, context: str) -> Iterator[tuple[str, str]]:
    """What stands left and right of the words: they are marked, or else each place where they stand is meant."""
    left, mark, rest = context.partition("⟦")
    if mark:
        yield folded(left)[-AROUND:], folded(rest.partition("⟧")[2])[:AROUND]
        return
    if not text:  # said of the whole file: its message
        yield folded(context), ""
        return
    words = words_of(context)
    at = words.find(text)
    while at >= 0:
        yield folded(words[:at])[-AROUND:], folded(words[at + len(text) :])[:AROUND]
        at = words.find(text, at + 1)
    if text not in words:
        yield folded(context), "⟧"  # stands nowhere


def _check_keys(path: str, place: Words, table: Mapping[str, Any], right: tuple[str, ...]) -> None:
    for key in table:
        if key not in right:
            near = nearest(key, right)
            zh, en = (f"，是不是 {near}？", f", did you mean {near}?") if near else ("", "")
            raise _wrong(path, place, Words(f"没有 {key} 这一项{zh}", f"no such key: {key}{en}"))


def _wrong(path: str, *parts: Words) -> SettingsError:
    return SettingsError(
        Words(
            f"{path}：{''.join(part.zh for part in parts)}", f"{path}: {''.join(part.en for part in parts)}"
        )
    )


# writing


def written(
    data: bytes,
    path: str,
    found: Iterable[tuple[Document, Iterable[Diagnostic]]],
    *,
    reason: str,
    expires: "date | None",
    today: "date",
) -> bytes:
    """``data``, the waiver file at ``path`` or nothing, with waivers for findings of some reports at its end.

    What is there stays as it is, byte for byte.  Raises ``SettingsError`` where nothing can be added to it.
    """
    entries = []
    for document, diagnostics in found:
        name, prints = relative(document.path, os.path.dirname(path)), Fingerprints(document, AROUND)
        counts = Counter(prints.of(d) for d in diagnostics if d.code not in ALWAYS)
        entries += [
            _toml(name, finger, count, reason=reason, expires=expires, today=today)
            for finger, count in counts.items()
        ]
    if not entries:
        return data
    old = data or _HEADER.encode()
    lines = "\r\n" if b"\r\n" in old else "\n"
    more = "".join(f"\n{entry}" for entry in entries).replace("\n", lines).encode("utf-8", "replace")
    new = old + (b"" if old.endswith(b"\n") else lines.encode()) + more
    _parsed(path, new)
    return new


_HEADER = """\
# xxlint 的豁免：看过之后决定保留的问题。写入：xxlint check 报告.docx --add-waiver XX101 --reason 原因
# 文字改了，豁免就不再有效；expires 过后也不再有效。不再需要的整段删去即可。
# Findings that were looked at and are kept as they are; an edit of the words ends a waiver.
"""


def _toml(
    name: str, finger: Fingerprint, count: int, *, reason: str, expires: "date | None", today: "date"
) -> str:
    from xxlint.quoting import quoted  # only needed where waivers are written

    words = finger.text if len(finger.text) <= 2 * AROUND and "⟧" not in finger.text else "…"
    context = f"{finger.left}⟦{words}⟧{finger.right}" if finger.text or finger.right else finger.left
    values: dict[str, str] = {
        "file": quoted(name),
        "code": quoted(finger.code),
        "text": quoted(finger.text),
        "context": quoted(context),
    }
    if reason:
        values["reason"] = quoted(reason)
    if expires is not None:
        values["expires"] = expires.isoformat()
    values["added"] = today.isoformat()
    if count > 1:
        values["count"] = str(count)
    return "[[waiver]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())
