"""Paths → results: reading files, running the rules, one result for each.

Nothing is passed over in silence: every file that was asked for has a result, whatever became of it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xxlint import engine, suppress
from xxlint.diagnostic import Diagnostic, moved
from xxlint.document import Document, stories_of
from xxlint.files import STDIN, Found, find_files
from xxlint.formats import Unreadable, han_share, is_lock, read
from xxlint.packs import Packs
from xxlint.report import Report
from xxlint.results import FileResult, Said, Silenced
from xxlint.settings import Settings, SettingsError, adjusted, check_genre, selected_codes
from xxlint.span import Span
from xxlint.system import reason_of, unreadable
from xxlint.waiver_file import nearest_waiver_file
from xxlint.words import Words

if TYPE_CHECKING:
    from xxlint.baseline import Baseline
    from xxlint.gaps import Gaps
    from xxlint.gitscope import Scope
    from xxlint.results_cache import Shelf
    from xxlint.waivers import Waivers

_FOREIGN = 0.2  # the share of Han characters below which a text is no Chinese report
_LOCK = Words(
    "这是 Word 打开文件时的临时文件，不是报告", "a file that Word keeps beside an open one, no report"
)


class _Left(NamedTuple):
    """What is left to say, what was silenced, and what to know of it."""

    kept: tuple[Diagnostic, ...]
    silenced_by: Silenced
    notes: tuple[Words, ...]


class Runner:
    """Checks files with one set of packs and settings."""

    def __init__(self, packs: Packs, settings: Settings) -> None:
        self.packs = adjusted(packs, settings)
        self.settings = settings
        self.selected = selected_codes(packs.rules, settings)
        check_genre(packs.lexicon.genres, settings.context.genre)
        self.context = settings.context
        if settings.against is not None:
            self.context = self.context._replace(against=self._older(settings.against))
        self._baseline = _baseline(settings)
        self._waivers: dict[str, Waivers | None] = {}
        self._scope = _scope(settings)
        self._shelf: Shelf | None = None
        self.looking: engine.Look = engine.look
        self.view: type[Report] = Report

    def keep_results(self, folder: str) -> None:
        """Look for results in the cache in this folder, and keep them there."""
        from xxlint.results_cache import Shelf

        self._shelf = Shelf(folder, self.packs, self.settings, self.selected, self.context)

    def check_paths(
        self, paths: Iterable[str], stdin: bytes | None = None, stdin_name: str | None = None
    ) -> Iterator[FileResult]:
        """One result for each file that the paths name."""
        for found in find_files(paths):
            yield self.check_found(found, stdin, stdin_name)

    def check_found(
        self, found: Found, stdin: bytes | None = None, stdin_name: str | None = None
    ) -> FileResult:
        """What became of a path that was asked for."""
        if found.problem is not None:
            return self.failed(found.path, found.problem)
        if found.skipped is not None:
            return FileResult(found.path, None, None, "skipped", not_checked=(found.skipped,))
        if found.path == STDIN:
            return self.check_bytes(stdin_name or STDIN, stdin or b"")
        return self.check_file(found.path)

    def check_file(self, path: str) -> FileResult:
        """Read one file and check it."""
        if is_lock(path):
            return FileResult(path, None, None, "skipped", not_checked=(_LOCK,))
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            return self.failed(path, unreadable(error))
        try:
            document = read(path, data, self.settings.encoding)
        except Unreadable as error:
            return self.failed(path, error.reason)
        del data  # as large as the text, and of no more use
        return self.check_document(document)

    def check_bytes(self, path: str, data: bytes) -> FileResult:
        """Check a file's content."""
        try:
            document = read(path, data, self.settings.encoding)
        except Unreadable as error:
            return self.failed(path, error.reason)
        return self.check_document(document)

    def report(self, document: Document) -> Report:
        """The report as the rules see it: its body."""
        return self.stories(document)[0][1]

    def stories(self, document: Document) -> tuple[tuple[int, Report], ...]:
        """The body, then what stands beside it, each as a report and with where it begins in the text."""
        layout = document.layout
        starts = [story.start for story in layout.stories] if layout is not None and layout.stories else [0]
        own = (self.view(story, self.packs.lexicon, self.context) for story in stories_of(document))
        return tuple(zip(starts, own, strict=True))

    def gaps(self, result: FileResult) -> "Gaps":
        """What a report that this runner has checked still lacks."""
        from xxlint.gaps import Gaps
        from xxlint.last_year import LastYear
        from xxlint.owners import Owners

        older = self.context.against
        owners = Owners(self.settings.owners, self.packs.lexicon.metrics)
        stories = self.stories(result.document)
        return Gaps(result, stories, owners, LastYear(older) if older is not None else None)

    def _run(self, stories: Sequence[tuple[int, Report]]) -> engine.Outcome:
        """What the rules say of the body, and of what stands beside it: headers, notes, text boxes."""
        rules, lang = self.packs.rules, self.settings.lang
        (_, body), *asides = stories
        found = engine.run(body, rules, self.selected, lang, self.looking)
        if not asides:
            return found
        anywhere = {code: rule for code, rule in rules.items() if not rule.body_only}
        diagnostics, unfinished = list(found.diagnostics), list(found.unfinished)
        for start, aside in asides:
            said = engine.run(aside, anywhere, self.selected & anywhere.keys(), lang, self.looking)
            diagnostics += (moved(d, start) for d in said.diagnostics)
            unfinished += said.unfinished
        return engine.Outcome(tuple(diagnostics), tuple(unfinished))

    def check_document(self, document: Document) -> FileResult:
        """Check a document that has been read."""
        path, text = document.path, document.text
        base = FileResult(path, document.format, document.encoding, "checked", text, notes=document.warnings)
        base = base._replace(prose=document.prose, layout=document.layout)
        if not text.strip():
            note = Words("空文件，没有内容可检查", "an empty file, nothing to check")
            return base._replace(notes=(*document.warnings, note))
        said = self._said(document) if self._shelf is None else self._shelf.said(document, self._said)
        if not said.is_report:
            note = Words(
                "不像中文报告，没有检查（--force 可强制检查）",
                "not a Chinese report, not checked (--force checks it)",
            )
            return base._replace(status="skipped", not_checked=(note,))
        left = self._silenced(document, said.diagnostics)
        unfinished = tuple(Words(words, words) for words in said.unfinished)
        return base._replace(
            diagnostics=left.kept,
            slots=tuple(d.slot for d in left.kept if d.slot is not None and d.severity != "info"),
            silenced_by=left.silenced_by,
            not_checked=(*document.not_checked, *unfinished),
            sections=said.sections,
            lists=said.lists,
            notes=(*base.notes, *said.shares, *left.notes),
            genre=said.genre,
        )

    def _said(self, document: Document) -> Said:
        """What the rules say of a document."""
        stories = self.stories(document)
        report = stories[0][1]
        if not self.settings.force and han_share(document.text) < _FOREIGN and not _clearly_marked(report):
            return Said(is_report=False)
        outcome = self._run(stories)
        return Said(
            diagnostics=outcome.diagnostics,
            unfinished=outcome.unfinished,
            sections=len(report.outline),
            lists=len(report.enumerations),
            shares=tuple(_shares(report)),
            genre=report.genre.name if report.genre else None,
        )

    def _silenced(self, document: Document, found: tuple[Diagnostic, ...]) -> _Left:
        """What is left to say after comments in the text, answers in Word, waivers, the baseline, and the scope."""
        rules, selected = self.packs.rules, self.selected
        commented = suppress.suppress(document, found, rules, selected, self.settings.lang)
        answered = suppress.settle(commented.kept, document.layout.waivers if document.layout else ())
        kept, waived, known = answered.kept, 0, 0
        notes: tuple[Words, ...] = ()
        own = self._waivers_for(document.path)
        if own is not None:
            from datetime import date

            kept, waived, notes = own.apply(document, kept, selected, date.today())
        if self._baseline is not None:
            kept, known, more = self._baseline.apply(document, kept, selected)
            notes += more
        if self._scope is not None:
            kept, more = self._scope.apply(document, kept)
            notes += more
        return _Left(kept, Silenced(commented.silenced, answered.silenced, waived, known), notes)

    def _waivers_for(self, path: str) -> "Waivers | None":
        """The waivers that hold for a report; each folder is looked into once."""
        named = self.settings.waivers
        folder = os.path.dirname(path)
        if named is not None and folder not in self._waivers:
            file = named or nearest_waiver_file(path)
            if file is not None:
                from xxlint.waivers import load

                self._waivers[folder] = load(file)
        return self._waivers.setdefault(folder, None)

    def _older(self, path: str) -> Report:
        """The report to compare with; raises ``SettingsError`` where it cannot be read."""
        try:
            with open(path, "rb") as file:
                document = read(path, file.read(), self.settings.encoding)
            if not document.prose.strip():
                raise Unreadable(Words("空文件，没有可对照的内容", "an empty file, nothing to compare with"))
        except FileNotFoundError:
            raise _not_comparable(path, Words("找不到这个文件", "no such file")) from None
        except IsADirectoryError:
            raise _not_comparable(path, Words("这是文件夹，要写一个文件", "a folder, name a file")) from None
        except OSError as error:
            raise _not_comparable(path, reason_of(error)) from None
        except Unreadable as error:
            raise _not_comparable(path, error.reason) from None
        return Report(stories_of(document)[0], self.packs.lexicon, self.settings.context)

    def failed(self, path: str, reason: Words) -> FileResult:
        """The result for a file that could not be checked: XX001."""
        rule = self.packs.rules["XX001"]
        message = rule.message.to(self.settings.lang).format(text=reason.to(self.settings.lang))
        diagnostic = Diagnostic(rule.code, rule.name, rule.severity, message, Span(0, 0))
        return FileResult(path, None, None, "failed", diagnostics=(diagnostic,), not_checked=(reason,))


def _baseline(settings: Settings) -> "Baseline | None":
    if settings.baseline is None:
        return None
    from xxlint.baseline import load

    return load(settings.baseline)


def _scope(settings: Settings) -> "Scope | None":
    if settings.changed_since is None:
        return None
    from xxlint.gitscope import Scope  # git is another program

    return Scope(settings.changed_since, settings.encoding)


def _not_comparable(path: str, reason: Words) -> SettingsError:
    return SettingsError(
        Words(f"对照稿“{path}”读不了：{reason.zh}", f"cannot compare with “{path}”: {reason.en}")
    )


def _shares(report: Report) -> Iterator[Words]:
    """How much of the report the older one has as well, if it is compared with one."""
    comparison = report.comparison
    if comparison is None:
        return
    if not comparison.share:
        yield Words(
            f"与 {comparison.file} 相比，没有相同的句子", f"no sentence is the same as in {comparison.file}"
        )
        return
    zh, en = ("不到 1", "less than 1") if comparison.share < 0.01 else 2 * (str(int(comparison.share * 100)),)
    paragraphs, sentences = len(comparison.unchanged), len(comparison.same_figures)
    yield Words(
        f"与 {comparison.file} 相比，{zh}% 的正文没有变化（{paragraphs} 段相同，{sentences} 句数字相同）",
        f"{en}% of the text is the same as in {comparison.file}"
        f" (same paragraphs: {paragraphs}, sentences with the same figures: {sentences})",
    )


def _clearly_marked(report: Report) -> bool:
    """Whether a text with little Chinese in it still holds a placeholder: then it is somebody's draft."""
    return any(
        slot.form in ("letter", "symbol", "date", "variable", "anonymous", "instruction")
        for slot in report.slots
    ) and any("\u4e00" <= c <= "\u9fff" for c in report.text[:20_000])
