"""What a command understands, declared in click's words, and read without click where nothing unusual is said.

To import click takes nearly as long as to check a short report.  So these stand for its decorators and only note what
they are told; from the notes click's own command is made when somebody asks for help, makes a slip, or says something
that ``usual`` does not read.  What it reads means the same to click: a test compares them.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    import click

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])
_UNDERSTOOD = {
    "default", "help", "is_flag", "metavar", "multiple", "nargs", "required", "show_default", "type"
}  # fmt: skip
"""What an option or argument may be told that ``usual`` knows the meaning of."""
_EXPANDED = "*?[~$%"  # what click expands in the words of a command line, where the shell does not
_EXPANDED_BY = "nt"


class Choice(NamedTuple):
    """One of some words, as ``click.Choice``."""

    choices: Sequence[str]

    def made(self) -> "click.ParamType[Any]":
        """The same for click."""
        import click

        return click.Choice(self.choices)

    def read(self, word: str) -> str | None:
        """The word if it is one of them."""
        return word if word in self.choices else None


class IntRange(NamedTuple):
    """A whole number, as ``click.IntRange``."""

    min: int | None = None
    max: int | None = None

    def made(self) -> "click.ParamType[Any]":
        """The same for click."""
        import click

        return click.IntRange(self.min, self.max)

    def read(self, word: str) -> int | None:
        """The number if it is one within the range, plainly written."""
        if not (word.isascii() and word.isdecimal()):
            return None
        number = int(word)
        too_far = (self.min is not None and number < self.min) or (self.max is not None and number > self.max)
        return None if too_far else number


class Noted(NamedTuple):
    """An option or argument: its names, and what else was said of it."""

    names: tuple[str, ...]
    said: dict[str, Any]

    @property
    def options(self) -> tuple[str, ...]:
        """The words of an option; none for an argument."""
        return tuple(name for name in self.names if name.startswith("-"))

    @property
    def key(self) -> str:
        """The name under which the command is told the value."""
        plain = [name for name in self.names if not name.startswith("-")]
        first = min(self.options, key=lambda name: not name.startswith("--"), default="")
        return plain[0] if plain else first.partition("/")[0].lstrip("-").replace("-", "_").lower()

    @property
    def is_flag(self) -> bool:
        """Whether the option takes no value."""
        return bool(self.said.get("is_flag")) or any("/" in name for name in self.options)

    @property
    def is_listed(self) -> bool:
        """Whether there may be several."""
        return bool(self.said.get("multiple")) or self.said.get("nargs") == -1

    @property
    def default(self) -> Any:
        """What holds where nothing is said."""
        return self.said.get("default", () if self.is_listed else False if self.is_flag else None)

    def made(self) -> "click.Parameter":
        """The same for click."""
        import click

        said = dict(self.said)
        if isinstance(said.get("type"), Choice | IntRange):
            said["type"] = said["type"].made()
        return (click.Option if self.options else click.Argument)(self.names, **said)


def option(*names: str, **said: Any) -> Callable[[_Decorated], _Decorated]:
    """As ``click.option``."""
    return _noting(Noted(names, said))


def argument(name: str, **said: Any) -> Callable[[_Decorated], _Decorated]:
    """As ``click.argument``."""
    return _noting(Noted((name,), said))


def _noting(noted: Noted) -> Callable[[_Decorated], _Decorated]:
    def decorate(function: _Decorated) -> _Decorated:
        listed: list[Any] = vars(function).setdefault("__click_params__", [])  # where click has its own
        listed.append(noted)
        return function

    return decorate


class Declared:
    """Stands for click's command until something of it is asked for."""

    def __init__(self, function: Callable[..., None], name: str, said: dict[str, Any]) -> None:
        self.function = function
        self.noted: list[Noted] = list(reversed(vars(function)["__click_params__"]))
        self._name = name
        self._said = said
        self._made: click.Command | None = None

    def made(self) -> "click.Command":
        """Click's command."""
        if self._made is None:
            from xxlint.cli.command import Command

            self._made = Command(
                self._name,
                callback=self.function,
                params=[noted.made() for noted in self.noted],
                **self._said,
            )
        return self._made

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made(), name)


def command(name: str, **said: Any) -> "Callable[[Callable[..., None]], click.Command]":
    """As ``click.command`` with ``cls=Command``."""
    return lambda function: cast("click.Command", Declared(function, name, said))


# reading


class Asked(NamedTuple):
    """The values of all options and arguments, and the names of those that were said."""

    values: dict[str, Any]
    said: frozenset[str]


def usual(command: "click.Command", words: Sequence[str]) -> Asked | None:
    """What the words say, as click would read them; None where that is for click to tell."""
    declared = cast("Declared", command)
    if not all(_UNDERSTOOD.issuperset(noted.said) for noted in declared.noted):
        return None
    options = dict(_by_word(declared.noted))
    arguments = [noted for noted in declared.noted if not noted.options]
    if len(arguments) != 1 or not arguments[0].is_listed:
        return None
    values: dict[str, Any] = {noted.key: noted.default for noted in declared.noted}
    said: set[str] = set()
    rest = iter(words)
    for word in rest:
        if word in ("", "--") or (os.name == _EXPANDED_BY and any(sign in word for sign in _EXPANDED)):
            return None
        noted: Noted = arguments[0]
        value: Any = word
        if word.startswith("-") and word != "-":
            name, is_joined, joined = word.partition("=")
            if name not in options or (is_joined and not name.startswith("--")):
                return None
            noted, value = options[name]
            if noted.is_flag and is_joined:
                return None
            if not noted.is_flag:
                value = _read(noted, joined if is_joined else next(rest, ""))
        if value is None:
            return None
        values[noted.key] = (*values[noted.key], value) if noted.is_listed else value
        said.add(noted.key)
    return Asked(values, frozenset(said)) if arguments[0].key in said else None


def _by_word(listed: Sequence[Noted]) -> Iterator[tuple[str, tuple[Noted, Any]]]:
    """Each word of an option, and the value that it stands for if it is a flag."""
    for noted in listed:
        for name in noted.options:
            word, _, opposite = name.partition("/")
            yield word, (noted, True)
            if opposite:
                yield opposite, (noted, False)


def _read(noted: Noted, word: str) -> Any:
    """The value that a word is for an option; None for what looks like another option, or does not fit."""
    if word[:1] in ("", "-"):
        return None
    kind = noted.said.get("type")
    if kind is None:
        return word
    return kind.read(word) if isinstance(kind, Choice | IntRange) else None


class _Now:
    """What was said, where it was read here."""

    said: frozenset[str] | None = None


def run(command: "click.Command", asked: Asked) -> None:
    """Do what was asked for."""
    _Now.said = asked.said
    try:
        cast("Declared", command).function(**asked.values)
    finally:
        _Now.said = None


def is_said(key: str) -> bool:
    """Whether the option of the running command was given, or only its default holds."""
    if _Now.said is not None:
        return key in _Now.said
    import click
    from click.core import ParameterSource

    return click.get_current_context().get_parameter_source(key) is not ParameterSource.DEFAULT
