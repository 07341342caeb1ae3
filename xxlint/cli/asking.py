"""``xxlint fill --interactive``: question by question in the terminal, every answer checked and kept at once."""

import os
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

import click

from xxlint.again import marked
from xxlint.cli.kept_answers import Start, Topic, checked, default_path, start
from xxlint.cli.sheet_files import Template
from xxlint.cli.terminal import complain, forgive, make_view, stop, write
from xxlint.filling import Answer
from xxlint.output import View, visible
from xxlint.output.question_page import Page, help_page, remark, render
from xxlint.questions import Action, Course, agrees, typed
from xxlint.sheets.values import typed as as_cell
from xxlint.span import Span
from xxlint.values import Accepted, Rejected
from xxlint.words import Words

Read = Callable[[str], str]
Show = Callable[[Iterable[str]], None]

_UTF8 = "C.UTF-8"  # a locale that every Linux has
INTERRUPTED = 130  # as a shell reports a program that Ctrl-C ended


class Ending(NamedTuple):
    """What is to be done at the end: the report's name, "" for a dry run; whether a file of that name is there."""

    target: str
    is_there: bool = False


class Given(NamedTuple):
    """The answers to put into the report; of those in ``told`` has been said what is to be said."""

    answers: tuple[Answer, ...]
    told: frozenset[Answer] = frozenset()


class Asked(NamedTuple):
    """What came of the asking: whether the report is to be written, and the answers."""

    writes: bool
    course: Course


def ask(
    template: Template,
    sheets: Sequence[str],
    *,
    keep: str,
    shared: bool,
    ending: Ending,
    color: str,
) -> Given:
    """What to put into the report; ends with 0 where that is not wanted now, with 130 after Ctrl-C."""
    lang, report = template.settings.lang, template.result.path
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        stop(_NO_TERMINAL, lang)
    begun = start(template, sheets, keep or default_path(report), shared=shared)
    forgive(sys.stdin)
    _edit_lines()
    if not begun.topics and not begun.beside:
        click.echo(_NO_GAPS.to(lang))
        sys.exit(0)
    asking = Asking(begun, ending, input, write, lambda: make_view(lang, color))
    try:
        asked = asking.run()
    except KeyboardInterrupt:
        click.echo()
        asking.leave()
        sys.exit(INTERRUPTED)
    if not asked.writes:
        asking.leave()
        if not begun.keep.holds(asked.course.answers):
            sys.exit(2)
        if asked.course.answered:
            again = _command(report, keep, shared)
            click.echo(Words(f"接着填：{again}", f"to go on: {again}").to(lang), err=True)
        sys.exit(0)
    answers = _answers(begun.topics, asked.course.answers)
    fresh = {change.at for change in asked.course.changes}
    return Given((*begun.beside, *answers), frozenset(answers[at] for at in fresh))


def _answers(topics: Sequence[Topic], values: Sequence[str]) -> list[Answer]:
    return [
        Answer(Words(f"第{number}问", f"question {number}"), topic.gap.id, topic.row.context, value)
        for number, (topic, value) in enumerate(zip(topics, values, strict=True), 1)
    ]


def _command(report: str, keep: str, shared: bool) -> str:
    words = ["xxlint fill", _quoted(report), "-i"]
    words += ["--share"] if shared else []
    words += ["--keep", _quoted(keep)] if keep else []
    return " ".join(words)


def _quoted(name: str) -> str:
    return f'"{name}"' if set(name) & set(" &;()'$") else name


def _edit_lines() -> None:
    """Let people edit their line, where Python was built so: with Chinese in it a terminal alone cannot."""
    if not _is_understood():
        return
    with suppress(
        ImportError, AttributeError
    ):  # Windows edits by itself; old pyreadlines fall over new Pythons
        import readline

        readline.set_completer(lambda _words, _state: None)  # Tab must not offer names of files


def _is_understood() -> bool:
    """Whether readline reads what the terminal sends: with LC_ALL=C it takes a Chinese character for three keys."""
    import locale
    from codecs import lookup

    if lookup(locale.getencoding()) == lookup(sys.stdin.encoding):
        return True
    try:
        locale.setlocale(locale.LC_CTYPE, _UTF8)
    except locale.Error:
        return False
    os.environ["LC_ALL"] = _UTF8  # readline goes by the variable
    return lookup(sys.stdin.encoding).name == "utf-8"


# the asking


class Asking:
    """Asks the questions of a start; ``read`` takes a prompt and gives a line, ``show`` takes what is drawn."""

    def __init__(
        self, begun: Start, ending: Ending, read: Read, show: Show, view: Callable[[], View]
    ) -> None:
        """``view`` is asked before each page, for windows change."""
        self._text = begun.text
        self._topics, self._keep, self._ending = begun.topics, begun.keep, ending
        self._begun, self._read, self._show, self._view = begun, read, show, view
        self._texts = [_text_of(topic) for topic in begun.topics]
        self._places = sorted((span, at) for at, topic in enumerate(begun.topics) for span in topic.gap.spans)
        self._sought = ""
        self._failed = self._warned = False
        sections = tuple(topic.gap.section for topic in begun.topics)
        self._course = Course(sections, begun.answers, -1).pass_over()

    def run(self) -> Asked:
        """Ask until all have had their turn, or somebody leaves; ``EOFError`` from ``read`` leaves, too."""
        self._greet()
        fresh = True
        while True:
            if self._course.is_over:
                decided = self._decide()
                if decided is not None:
                    return Asked(decided, self._course)
                fresh = True
                continue
            if fresh:
                self._show(render(self._page(), self._view()))
            try:
                line = self._read(self._prompt())
            except EOFError:
                self._show(["\n"])
                return Asked(False, self._course)
            action, words = typed(line, self._choices())
            if action == "leave":
                decided = self._leave()
                if decided is not None:
                    return Asked(decided, self._course)
                fresh = not self._failed
            else:
                fresh = self._act(action, words)

    def leave(self) -> None:
        """Keep what is not kept yet, and say in a line what there is now."""
        self._save()
        course, keep, lang = self._course, self._keep, self._view().lang
        if not keep.holds(course.answers):
            complain(_NOT_KEPT.fill(path=keep.path), lang)
        elif course.answered:
            complain(_KEPT.fill(number=course.answered, open=course.open, path=keep.path), lang)
        else:
            complain(_NOTHING, lang)

    # one line

    def _act(self, action: Action, words: str) -> bool:
        """Do what was typed; whether the question is to be shown anew."""
        course = self._course
        if action == "answer":
            return self._take(words)
        if action == "help":
            self._show(help_page(self._view()))
            return False
        if action == "find":
            return self._find(words)
        if action == "pass":
            return self._move(course.pass_over())
        if action == "section":
            return self._move(course.pass_over_section())
        if action == "clear":
            return self._change(course.answer(""), _NO_ANSWER)
        if action == "undo":
            return self._change(course.undo(), _NOTHING_TO_UNDO)
        return self._move(course.step(-1 if action == "back" else 1), _AT_AN_END)

    def _take(self, value: str) -> bool:
        gap = self._topics[self._course.at].gap
        trouble = _unreadable(value) or as_cell(value).problem
        result = Rejected(trouble) if trouble is not None else checked(value, gap)
        if isinstance(result, Rejected):
            self._say(result.reason, "error")
            return False
        self._show(remark(result.text, "good", self._view(), self._view().signs.good))
        for note in result.notes:
            self._say(note, "warning")
        self._course = self._course.answer(value)
        self._save()
        return True

    def _find(self, words: str) -> bool:
        self._sought = words or self._sought
        if not self._sought:
            self._say(_FIND_WHAT, "warning")
            return False
        found = self._course.find(self._sought, self._texts)
        if found is None:
            self._say(_NOT_FOUND.fill(words=self._sought), "warning")
            return False
        return self._move(found)

    def _move(self, course: Course, otherwise: Words | None = None) -> bool:
        if otherwise is not None and course == self._course:
            self._say(otherwise, "warning")
            return False
        self._course = course
        return True

    def _change(self, course: Course | None, otherwise: Words) -> bool:
        if course is None or course == self._course:
            self._say(otherwise, "warning")
            return False
        self._course = course
        self._save()
        return True

    # the end

    def _leave(self) -> bool | None:
        """Whether the report is written, when somebody leaves; None where he stays, for nothing could be kept."""
        self._save()
        if self._failed and not self._warned:
            self._warned = True
            self._say(_LEAVE_ANYHOW, "warning")
            return None
        return self._decide(leaving=True)

    def _decide(self, *, leaving: bool = False) -> bool | None:
        """Ask whether to write the report; None for back to the questions."""
        course, (target, is_there) = self._course, self._ending
        if not course.answered and not self._begun.beside:
            return False
        if not leaving:
            self._save()
        default = not course.open and not is_there
        words = _WRITE if target else _SHOW
        if course.open:
            told = _SOME.fill(number=course.answered, open=course.open)
        else:
            told = _ALL.fill(number=course.answered)
        there = _IS_THERE.fill(target=target) if is_there else Words("", "")
        question = words.fill(target=target)
        self._show(["\n"])
        self._say(Words(f"{told.zh}{there.zh}{question.zh}", f"{told.en}{there.en}{question.en}"), "strong")
        self._say(_BACK, "dim")
        while True:
            try:
                line = self._read(f"{'[Y/n]' if default else '[y/N]'} {self._prompt()}")
            except EOFError:
                self._show(["\n"])
                return False
            if typed(line).action in ("back", "undo"):
                self._course = course if leaving else course.first_open()
                return None
            answer = agrees(line) if line.strip() else default
            if answer is not None:
                return answer
            self._say(_YES_OR_NO, "warning")

    # what is shown

    def _greet(self) -> None:
        course, view = self._course, self._view()
        for words in self._begun.told:
            self._show(remark(words.to(view.lang), "warning", view, "!"))
        if not self._topics:
            return
        if self._begun.resumed:
            words = _RESUMED.fill(number=self._begun.resumed, open=course.open, path=self._keep.path)
        else:
            words = (_ANSWERED if course.answered else _BEGUN).fill(
                number=len(self._topics), given=course.answered, path=self._keep.path
            )
        self._say(words, "strong")

    def _page(self) -> Page:
        course = self._course
        topic = self._topics[course.at]
        answer = course.answers[course.at]
        return Page(
            course.at + 1,
            len(self._topics),
            course.answered,
            topic.row._replace(context=self._context()),
            answer,
            self._choices(),
            None if answer else topic.remark,
        )

    def _context(self) -> str:
        """The sentence with the answers to its other questions in their places."""
        gap = self._topics[self._course.at].gap
        (start, end), place = gap.sentence, gap.spans[0]
        low = bisect_left(self._places, start, key=lambda pair: pair[0].start)
        high = bisect_right(self._places, end, key=lambda pair: pair[0].start)
        near = [
            (span, self._words(at, span))
            for span, at in self._places[low:high]
            if self._course.answers[at] and not span.overlaps(place) and span != place and span.end <= end
        ]
        left = _with(self._text, Span(start, place.start), [one for one in near if one[0] < place])
        right = _with(self._text, Span(place.end, end), [one for one in near if one[0] > place])
        words = place.of(self._text)
        text = left + words + right
        return marked(text, Span(0, len(text)), Span(len(left), len(left) + len(words)))

    def _words(self, at: int, span: Span) -> str:
        """The words that an answer puts in place."""
        result = checked(self._course.answers[at], self._topics[at].gap)
        return result.text if isinstance(result, Accepted) else span.of(self._text)

    def _choices(self) -> tuple[str, ...]:
        return self._topics[self._course.at].gap.wants[0].choices

    def _prompt(self) -> str:
        return f"{self._view().signs.into} "

    def _say(self, words: Words, style: str) -> None:
        view = self._view()
        sign = {"error": view.signs.bad, "warning": "!"}.get(style, "")
        self._show(remark(words.to(view.lang), style, view, sign))

    def _save(self) -> None:
        """Keep the answers, if they are not kept; a failure is told, and nothing stops."""
        answers, reason = self._course.answers, None
        if not self._keep.holds(answers):
            reason = self._keep.save(answers)
        self._failed = reason is not None
        if reason is None:
            self._warned = False
        else:
            path = visible(self._keep.path)
            self._say(
                Words(
                    f"{path}：{reason.zh}；可以继续填，下一次再存",
                    f"{path}: {reason.en}; go on, it is tried again",
                ),
                "error",
            )


def _with(text: str, part: Span, words: Iterable[tuple[Span, str]]) -> str:
    """A part of the text with some of its places replaced."""
    pieces, at = [], part.start
    for span, new in words:
        pieces += [text[at : span.start], new]
        at = span.end
    return "".join([*pieces, text[at : part.end]])


def _text_of(topic: Topic) -> str:
    row = topic.row
    return "\n".join((row.context, row.section, row.metric, row.owner, row.expected))


def _unreadable(value: str) -> Words | None:
    if "\n" in value or "\r" in value:
        return _ONE_LINE
    return _BAD_BYTES if "\N{REPLACEMENT CHARACTER}" in value else None


_NO_TERMINAL = Words(
    "--interactive 要在终端里用；不在终端里可用 xxlint slots 报告.docx -o 待填.xlsx 导出填报表，填好后 xxlint fill 报告.docx 待填.xlsx",
    "--interactive needs a terminal; without one let xxlint slots REPORT -o SHEET.xlsx write a sheet, then xxlint fill REPORT SHEET.xlsx",
)
_BEGUN = Words("共 {number} 项，填一项存一项 → {path}", "{number} questions, every answer kept in {path}")
_ANSWERED = Words(
    "共 {number} 项，表里已填 {given}；填一项存一项 → {path}",
    "{number} questions, {given} answered in the sheets; every answer kept in {path}",
)
_RESUMED = Words(
    "接着上次：已填 {number}，还有 {open} → {path}", "going on: {number} answered, {open} open → {path}"
)
_KEPT = Words("已填 {number}，还有 {open}，存在 {path}", "{number} answered, {open} open, kept in {path}")
_NOT_KEPT = Words(
    "这次填的没有存下：{path} 写不了", "the answers of this session are lost: {path} cannot be written"
)
_NO_GAPS = Words("没有待填的地方", "nothing to fill in")
_NOTHING = Words("什么也没有填", "nothing was answered")
_ALL = Words("都填好了，共 {number} 项。", "All {number} are answered. ")
_SOME = Words("已填 {number} 项，还有 {open} 项没填。", "{number} answered, {open} still open. ")
_IS_THERE = Words("已有 {target}，会覆盖它。", "{target} is there and would be replaced. ")
_WRITE = Words("现在写入 {target} 吗？", "Write {target} now?")
_SHOW = Words("现在看看会改成什么样吗？", "Show now what would change?")
_BACK = Words("< 回到问题", "< back to the questions")
_YES_OR_NO = Words("请打 y（是）或 n（否）", "y for yes or n for no, please")
_LEAVE_ANYHOW = Words(
    "现在退出，没存下的就丢了；再打一次 q 才退出", "what is not kept would be lost; q again leaves"
)
_NO_ANSWER = Words("这一项本来没有填", "this question has no answer")
_NOTHING_TO_UNDO = Words("这次还没有填过，没有可撤销的", "nothing was answered in this session")
_AT_AN_END = Words("这边没有了", "there is none further on")
_FIND_WHAT = Words("要找什么？如 /投资", "what is to be found? as in /words")
_NOT_FOUND = Words("没有哪一项里有“{words}”", "no question has “{words}”")
_ONE_LINE = Words("粘贴的内容有好几行，请只填一行", "several lines were pasted; one is wanted")
_BAD_BYTES = Words("有读不出的字，请重新输入", "some bytes cannot be read, type it again")
