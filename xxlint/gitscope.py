"""``--changed-since REV``: the paragraphs of a report that differ from those of a revision in git.

The older version is read as the file itself is read, so Word files are compared by what they say.  A paragraph that
was only moved has not changed; neither has one whose automatic number did.
"""

import os
import subprocess
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xxlint.diagnostic import Diagnostic
from xxlint.document import HIDDEN, Document
from xxlint.fingerprints import masked
from xxlint.formats import Unreadable, read
from xxlint.settings import SettingsError
from xxlint.span import Span
from xxlint.words import Words

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})  # would lead -C astray


class InScope(NamedTuple):
    """What stands in changed paragraphs, and what to know of the rest."""

    kept: tuple[Diagnostic, ...]
    notes: tuple[Words, ...]


class Scope:
    """Tells what changed since one revision, for reports of one repository or several."""

    def __init__(self, revision: str, encoding: str | None = None) -> None:
        self._revision, self._encoding = revision, encoding
        self._tops: dict[str, str] = {}
        self._commits: dict[str, str] = {}
        self._renames: dict[str, dict[str, str]] = {}

    def apply(self, document: Document, diagnostics: tuple[Diagnostic, ...]) -> InScope:
        """Keep what stands in changed paragraphs; raises ``SettingsError`` outside git."""
        data = self._older(document.path)
        if data is None:
            return InScope(diagnostics, (_NEW.fill(revision=self._revision),))
        try:
            older = read(document.path, data, self._encoding)
        except Unreadable as error:
            zh, en = error.reason
            return InScope(diagnostics, (_UNREADABLE.fill(revision=self._revision, zh=zh, en=en),))
        changes = changes_of(older, document)
        kept = tuple(d for d in diagnostics if changes.concern(d))
        hidden = len(diagnostics) - len(kept)
        if not changes.count and not hidden:
            return InScope(kept, ())
        return InScope(kept, (_told(self._revision, changes.count, hidden),))

    def _older(self, path: str) -> bytes | None:
        """The file's content in the revision, None where it was not there."""
        real = os.path.realpath(path)
        top = self._top(os.path.dirname(real))
        commit = self._commit(top)
        name = os.path.relpath(real, os.path.realpath(top)).replace(os.sep, "/")
        data = self._show(top, commit, name)
        if data is None:
            name = self._renamed(top, commit).get(name, "")
            data = self._show(top, commit, name) if name else None
        return data

    def _show(self, top: str, commit: str, name: str) -> bytes | None:
        # with filters, so that large files kept elsewhere (LFS) and other line ends come as in the folder
        done = _git(top, "cat-file", "--filters", f"{commit}:{name}")
        return done.stdout if done.returncode == 0 else None

    def _top(self, folder: str) -> str:
        if folder not in self._tops:
            done = _git(folder, "rev-parse", "--show-toplevel")
            if done.returncode:
                said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
                raise SettingsError(_NO_REPOSITORY.fill(folder=folder, reason=said))
            self._tops[folder] = os.fsdecode(done.stdout).rstrip("\r\n")
        return self._tops[folder]

    def _commit(self, top: str) -> str:
        """The commit that the revision names; ``origin/main...`` is where the two parted."""
        if top not in self._commits:
            first, dots, second = self._revision.partition("...")
            if not dots:
                first, dots, second = self._revision.partition("..")
            commits = [self._parsed(top, first or ("HEAD" if dots else ""))]
            if dots:
                commits.append(self._parsed(top, second or "HEAD"))
            if "..." in self._revision:
                done = _git(top, "merge-base", *commits)
                if done.returncode:
                    raise self._unknown()
                commits = [done.stdout.decode().split()[0]]
            self._commits[top] = commits[0]
        return self._commits[top]

    def _parsed(self, top: str, revision: str) -> str:
        if not revision or revision.startswith("-"):  # never an option
            raise self._unknown()
        done = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if done.returncode:
            raise self._unknown()
        return done.stdout.decode().strip()

    def _unknown(self) -> SettingsError:
        return SettingsError(_NO_REVISION.fill(revision=self._revision))

    def _renamed(self, top: str, commit: str) -> dict[str, str]:
        """The former names of files that were renamed since."""
        if top not in self._renames:
            done = _git(
                top,
                "diff",
                "--no-ext-diff",
                "--find-renames",
                "--diff-filter=R",
                "--name-status",
                "-z",
                commit,
            )
            fields = os.fsdecode(done.stdout).split("\0")
            self._renames[top] = dict(zip(fields[2::3], fields[1::3], strict=False))
        return self._renames[top]


def _git(folder: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    env = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        return subprocess.run(
            ["git", "-C", folder, "-c", "core.fsmonitor=false", *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**env, "GIT_OPTIONAL_LOCKS": "0"},
            check=False,
        )
    except OSError:
        raise SettingsError(_NO_GIT) from None
    except ValueError:  # a NUL in the revision
        raise SettingsError(_NO_REVISION.fill(revision=arguments[-1].replace("\0", "?"))) from None


# comparing


class Changes:
    """Which paragraphs changed, and before which something is gone."""

    def __init__(self, starts: Sequence[int], changed: frozenset[int], after_a_gap: frozenset[int]) -> None:
        self._starts, self._changed, self._after_a_gap = starts, changed, after_a_gap

    @property
    def count(self) -> int:
        """How many paragraphs changed, those that are gone not among them."""
        return len(self._changed)

    def concern(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is about what changed: where it stands, or where it points to.

        What compares places (a list that does not count on) is also about a paragraph that is gone before it.
        """
        if diagnostic.span == Span(0, 0) or any(self._touch(s, self._changed) for s in diagnostic.related):
            return True
        places = self._changed | self._after_a_gap if diagnostic.related else self._changed
        return self._touch(diagnostic.span, places)

    def _touch(self, span: Span, places: frozenset[int]) -> bool:
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_right(self._starts, max(span.start, span.end - 1)) - 1
        return any(at in places for at in range(first, last + 1))


def changes_of(older: Document, newer: Document) -> Changes:
    """What changed between two versions of a report, by paragraphs."""
    before, after = [words for words, _ in _paragraphs(older)], list(_paragraphs(newer))
    left = Counter(before)
    changed = set()
    places: dict[str, int] = {}
    for at, (words, _) in enumerate(after):
        if not words:
            continue
        if left[words]:
            left[words] -= 1
            places.setdefault(words, at)
        else:
            changed.add(at)
    gaps = _gaps(before, [words for words, _ in after], changed, places)
    return Changes([start for _, start in after], frozenset(changed), frozenset(gaps))


def _gaps(
    before: Iterable[str], after: Sequence[str], changed: set[int], places: dict[str, int]
) -> Iterable[int]:
    """The paragraphs before which one is gone that no changed one stands for."""
    gone = False
    for words in before:
        if not words:
            continue
        at = places.get(words)
        if at is None:
            gone = True
        elif gone:
            gone = False
            above = next((n for n in range(at - 1, -1, -1) if after[n]), -1)
            if above not in changed:
                yield at


def _paragraphs(document: Document) -> Iterable[tuple[str, int]]:
    """The paragraphs with their starts, without indents and automatic numbers."""
    text = masked(document, document.text)
    at = 0
    for line in document.prose.split("\n"):
        words = text[at : at + len(line)].replace(HIDDEN, "").replace("\r", "")
        yield words.strip(), at
        at += len(line) + 1


def _told(revision: str, count: int, hidden: int) -> Words:
    if not count:
        zh, en = f"与 {revision} 相比没有改动", f"nothing changed since {revision}"
    else:
        zh = f"只查了 {revision} 以来的 {count} 段改动"
        en = f"only the {count} paragraph{'s' * (count > 1)} changed since {revision} were checked"
    if hidden:
        zh += f"，其余各段的 {hidden} 条问题没有列出"
        en += f"; findings elsewhere that are not listed: {hidden}"
    return Words(zh, en)


_NEW = Words("{revision} 里没有这个文件，全文都查了", "not in {revision}: all of it was checked")
_UNREADABLE = Words(
    "{revision} 里的旧稿读不了（{zh}），全文都查了",
    "its version in {revision} cannot be read ({en}): all of it was checked",
)
_NO_REPOSITORY = Words(
    "{folder} 不在可用的 git 仓库里，不能用 --changed-since（{reason}）",
    "{folder} is in no git repository that can be used, no --changed-since ({reason})",
)
_NO_REVISION = Words("git 里没有“{revision}”这个版本", "git knows no revision “{revision}”")
_NO_GIT = Words("没有找到 git，不能用 --changed-since", "git was not found: no --changed-since")
