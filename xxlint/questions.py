"""Questions one after the other: where one stands among them, what has been answered, and the way back.

Pure: nothing is asked here, nothing read or written.  A line that somebody types is an answer or one of ``COMMANDS``.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple
from unicodedata import normalize

# the course


class Change(NamedTuple):
    """An answer that was given or taken back: to which question, and what stood there before."""

    at: int
    before: str


class Course(NamedTuple):
    """How far the asking has come.

    ``sections`` and ``answers`` are those of each question, "" where there is none; ``at`` is the one that is asked
    now, or their number when all have had their turn.  ``changes`` are this session's, the last one last.
    """

    sections: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]
    at: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether every question has had its turn."""
        return self.at >= len(self.answers)

    @property
    def open(self) -> int:
        """How many questions have no answer."""
        return self.answers.count("")

    @property
    def answered(self) -> int:
        """How many questions have one."""
        return len(self.answers) - self.open

    def answer(self, value: str) -> "Course":
        """The answer to the present question, "" to take it back; an answer goes on to the next open question."""
        before = self.answers[self.at]
        answers = (*self.answers[: self.at], value, *self.answers[self.at + 1 :])
        changed = self._replace(answers=answers)
        if value != before:
            changed = changed._replace(changes=(*self.changes, Change(self.at, before)))
        return changed.pass_over() if value else changed

    def pass_over(self) -> "Course":
        """On to the next open question."""
        return self._open_from(self.at + 1)

    def pass_over_section(self) -> "Course":
        """On to the next open question of another section."""
        at = self.at
        while at < len(self.sections) and self.sections[at] == self.sections[self.at]:
            at += 1
        return self._open_from(at)

    def first_open(self) -> "Course":
        """Back to the first open question; to the last one where all are answered."""
        course = self._open_from(0)
        return course._replace(at=len(self.answers) - 1) if course.is_over else course

    def step(self, by: Literal[-1, 1]) -> "Course":
        """To the question before or behind, answered or not; the same course at either end."""
        at = self.at + by
        return self._replace(at=at) if 0 <= at < len(self.answers) else self

    def undo(self) -> "Course | None":
        """Without the last change, and at its question; None where there is none."""
        if not self.changes:
            return None
        *changes, (at, before) = self.changes
        answers = (*self.answers[:at], before, *self.answers[at + 1 :])
        return self._replace(answers=answers, at=at, changes=tuple(changes))

    def find(self, words: str, texts: Sequence[str]) -> "Course | None":
        """To the next question whose text has the words, the present one last; None where none has."""
        sought, number = _plain(words), len(texts)
        for step in range(1, number + 1):
            at = (self.at + step) % number
            if sought in _plain(texts[at]):
                return self._replace(at=at)
        return None

    def _open_from(self, at: int) -> "Course":
        while at < len(self.answers) and self.answers[at]:
            at += 1
        return self._replace(at=at)


# what is typed

Action = Literal["answer", "pass", "back", "forth", "undo", "clear", "section", "find", "leave", "help"]

COMMANDS: dict[str, Action] = {
    **dict.fromkeys(("<", "《", "back", "返回", "上一项", "上一个"), "back"),
    **dict.fromkeys((">", "》", "next", "下一项", "下一个"), "forth"),
    **dict.fromkeys(("u", "undo", "撤销", "撤消"), "undo"),
    **dict.fromkeys(("-", "clear", "清除", "清空"), "clear"),
    **dict.fromkeys(("!", "跳过本节", "跳过"), "section"),
    **dict.fromkeys(("q", "s", "quit", "save", "exit", "保存", "退出", "保存退出"), "leave"),
    **dict.fromkeys(("?", "h", "help", "帮助", "说明"), "help"),
}
"""What is typed alone on a line, and what it does; full width and case do not matter."""

_FIND = ("/", "、", "查找 ", "find ")


class Typed(NamedTuple):
    """A line that somebody typed: what it asks for, and the words of an answer or a search."""

    action: Action
    words: str = ""


def typed(line: str, choices: Sequence[str] = ()) -> Typed:
    """What a line asks for.

    A leading ``=`` or blank says that the rest is an answer, whatever it looks like; of ``choices`` the number will do.
    """
    words = line.strip()
    if not words:
        return Typed("pass")
    if words in choices:
        return Typed("answer", words)
    plain = normalize("NFKC", words)
    if plain.startswith("="):
        return Typed("answer", words[1:].strip()) if words[1:].strip() else Typed("pass")
    if line[0].isspace():
        return Typed("answer", words)
    action = COMMANDS.get(plain.lower()) or COMMANDS.get(words)
    if action is not None:
        return Typed(action)
    for word in _FIND:
        if plain.lower().startswith(word):
            return Typed("find", plain[len(word) :].strip())
    if plain.isdecimal() and 0 < int(plain) <= len(choices):
        return Typed("answer", choices[int(plain) - 1])
    return Typed("answer", words)


def agrees(line: str) -> bool | None:
    """Whether a line says yes; None where it says neither yes nor no."""
    word = normalize("NFKC", line).strip().lower()
    return True if word in _YES else False if word in _NO else None


_YES = frozenset(("y", "yes", "是", "是的", "好", "好的", "写", "写入", "对"))
_NO = frozenset(("n", "no", "否", "不", "不写", "q", "s", "quit"))


def _plain(words: str) -> str:
    return normalize("NFKC", words).casefold()
