"""The baseline: a JSON file with the findings of a day, so that from then on only new ones are told.

    {"xxlint-baseline": 1,
     "files": {"2024/总结.docx": {"XX101": {"XX 5f0c2a7be1d4": 2}}}}

Paths go from the file's folder, parted by ``/``; a finding is kept as the beginning of its words with a digest of
all of them and of what stands around, and how often.  No line numbers: what moves is still the same.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.document import Document
from xxlint.fingerprints import Fingerprint, Fingerprints
from xxlint.packs import ALWAYS
from xxlint.settings import SettingsError
from xxlint.system import reason_of
from xxlint.waiver_file import relative
from xxlint.words import Words

VERSION = 1
_MARK = "xxlint-baseline"
_AROUND = 8  # characters on either side by which places are told apart
_SHOWN = 12  # characters of the words, for people who read the file

Counts = Mapping[str, Mapping[str, int]]
"""How often each finding of a file stands in the baseline, by code and by what tells it."""


class Known(NamedTuple):
    """What is left to say, how many findings the baseline holds, and how many of it are mended."""

    kept: tuple[Diagnostic, ...]
    silenced: int
    notes: tuple[Words, ...]


class Baseline(NamedTuple):
    """The findings known of each file."""

    folder: str
    files: Mapping[str, Counts]

    def apply(
        self, document: Document, diagnostics: Iterable[Diagnostic], looked_at: frozenset[str]
    ) -> Known:
        """Drop what is known; ``looked_at`` are the codes of the rules that ran."""
        counts = self._counts(document.path)
        if not counts:
            return Known(tuple(diagnostics), 0, ())
        left = {(code, key): n for code, keys in counts.items() for key, n in keys.items()}
        prints = Fingerprints(document, _AROUND)
        kept, silenced = [], 0
        for diagnostic in diagnostics:
            told = (diagnostic.code, _key(prints.of(diagnostic)))
            if diagnostic.code not in ALWAYS and left.get(told, 0):
                left[told] -= 1
                silenced += 1
            else:
                kept.append(diagnostic)
        mended = sum(n for (code, _), n in left.items() if code in looked_at)
        return Known(tuple(kept), silenced, (_MENDED.fill(count=mended),) if mended else ())

    def _counts(self, path: str) -> Counts:
        """What is known of a file; of one that was moved, by its name, where only one of that name is gone."""
        name = relative(path, self.folder)
        if name in self.files:
            return self.files[name]
        last = name.rpartition("/")[2]
        moved = [
            other
            for other in self.files
            if other.rpartition("/")[2] == last and not os.path.exists(os.path.join(self.folder, other))
        ]
        return self.files[moved[0]] if len(moved) == 1 else {}


def load(path: str) -> Baseline:
    """A baseline that was written before; raises ``SettingsError``."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise _wrong(path, _MISSING) from None
    except OSError as error:
        reason = reason_of(error)
        raise _wrong(path, Words(f"读不了：{reason.zh}", f"cannot be read: {reason.en}")) from None
    return Baseline(os.path.dirname(path), _parsed(path, data))


def written(path: str, found: Iterable[tuple[Document, Iterable[Diagnostic]]]) -> bytes:
    """The baseline file at ``path`` with all findings of some reports, the same bytes for the same findings."""
    files = {}
    for document, diagnostics in found:
        prints = Fingerprints(document, _AROUND)
        codes: dict[str, Counter[str]] = {}
        for diagnostic in diagnostics:
            if diagnostic.code not in ALWAYS:
                codes.setdefault(diagnostic.code, Counter())[_key(prints.of(diagnostic))] += 1
        if codes:
            files[relative(document.path, os.path.dirname(path))] = {
                code: dict(sorted(counts.items())) for code, counts in sorted(codes.items())
            }
    data = {_MARK: VERSION, "files": dict(sorted(files.items()))}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def check_target(path: str) -> None:
    """Raise ``SettingsError`` if ``path`` holds something else than a baseline, which would be lost."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return  # none is there, or writing will say what is wrong
    if data.strip() and not os.path.samefile(path, os.devnull):
        _parsed(path, data)


def _key(finger: Fingerprint) -> str:
    from hashlib import blake2b

    whole = "\0".join(finger).encode("utf-8", "surrogatepass")
    digest = blake2b(whole, digest_size=6).hexdigest()
    return f"{finger.text[:_SHOWN]} {digest}".lstrip()


def _parsed(path: str, data: bytes) -> dict[str, Counts]:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _wrong(path, _NO_BASELINE) from None
    if not isinstance(content, dict) or _MARK not in content:
        raise _wrong(path, _NO_BASELINE)
    if content[_MARK] != VERSION:
        raise _wrong(path, _NEWER)
    files = content.get("files")
    if not isinstance(files, dict) or not all(_is_counts(counts) for counts in files.values()):
        raise _wrong(path, _BROKEN)
    return {name.replace("\\", "/"): counts for name, counts in files.items()}


def _is_counts(counts: Any) -> bool:
    return isinstance(counts, dict) and all(
        isinstance(keys, dict) and all(type(n) is int and n > 0 for n in keys.values())
        for keys in counts.values()
    )


def _wrong(path: str, words: Words) -> SettingsError:
    return SettingsError(Words(f"基线“{path}”{words.zh}", f"the baseline “{path}” {words.en}"))


_MISSING = Words("不存在，先用 --write-baseline 写一份", "does not exist, write one with --write-baseline")
_NO_BASELINE = Words("不是 xxlint 的基线文件", "is no baseline of xxlint")
_NEWER = Words(
    "是别的版本写的，请用 --write-baseline 重写",
    "was written by another version, write it again with --write-baseline",
)
_BROKEN = Words("内容坏了，请用 --write-baseline 重写", "is damaged, write it again with --write-baseline")
_MENDED = Words(
    "基线里有 {count} 条已经改好，可用 --write-baseline 重写",
    "{count} of the baseline are mended, write it again with --write-baseline",
)
