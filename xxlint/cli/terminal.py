"""What all commands share: the language, what the terminal can do, how words reach it, and errors in plain words."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, TypeVar

from xxlint.cli import declared as click  # notes what click is told, see there
from xxlint.output import View, visible
from xxlint.settings import SettingsError
from xxlint.system import reason_of
from xxlint.vocabulary import Severity
from xxlint.words import Lang, PackError, Words

PIPE_CLOSED = 141  # as a shell reports a program that SIGPIPE ended


# language


def language() -> Lang:
    """Chinese, unless ``XXLINT_LANG=en``."""
    return "en" if os.environ.get("XXLINT_LANG", "").lower().startswith("en") else "zh"


def asked_language(arguments: Sequence[str]) -> Lang:
    """The language of the help texts, which are made before the arguments are read."""
    for at, argument in enumerate(arguments):
        word = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang":
            word = arguments[at + 1] if at + 1 < len(arguments) else ""
        if word in ("zh", "en"):
            return "en" if word == "en" else "zh"
    return language()


def tell(zh: str, en: str) -> str:
    """A help text in the language that was asked for."""
    return en if asked_language(sys.argv[1:]) == "en" else zh


_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def together(options: Sequence[Callable[[Any], Any]]) -> Callable[[_Decorated], _Decorated]:
    """Several options as one decorator, in the order of the help page."""

    def decorate(command: _Decorated) -> _Decorated:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def lang_option() -> Callable[[_Decorated], _Decorated]:
    """``--lang``, the same for all commands."""
    words = tell(
        "语言；默认中文，也可设 XXLINT_LANG。", "Language; Chinese unless said here or in XXLINT_LANG."
    )
    return click.option("--lang", type=click.Choice(["zh", "en"]), help=words)


def color_option() -> Callable[[_Decorated], _Decorated]:
    """``--color``, the same for all commands that draw."""
    words = tell("颜色：自动、总是、从不。", "Colours.")
    return click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help=words)


def packs_option() -> Callable[[_Decorated], _Decorated]:
    """``--packs``, the same for all commands that load rules."""
    words = tell("再装入一个规则包（TOML）。", "Load one more pack of rules (TOML).")
    return click.option("--packs", multiple=True, metavar=tell("文件", "FILE"), help=words)


def genre_option() -> Callable[[_Decorated], _Decorated]:
    """``--genre``, the same for all commands that look for what a report lacks."""
    words = tell(
        "文种：按标题判断（auto）、指定名称（如 述职述廉报告、work-summary），或不按文种查（none）。",
        "The kind of report: told by its title (auto), named (as work-summary), or none.",
    )
    return click.option(
        "--genre", default="auto", show_default=True, metavar=tell("文种", "NAME"), help=words
    )


def unsafe_fixes_option() -> Callable[[_Decorated], _Decorated]:
    """``--unsafe-fixes``, the same for all commands that fix."""
    words = tell(
        "连要人过目的也改：重编序号、错别字、空格等。",
        "Make the fixes that want a look, too: renumbering, misspellings, blanks.",
    )
    return click.option("--unsafe-fixes", is_flag=True, help=words)


def diff_option() -> Callable[[_Decorated], _Decorated]:
    """``--diff``, the same for all commands that fix."""
    words = tell(
        "只显示会改成什么样，不写文件；有要改的退出码为 1。",
        "Only show what would change, write nothing; 1 if something would.",
    )
    return click.option("--diff", is_flag=True, help=words)


def show_fixes_option() -> Callable[[_Decorated], _Decorated]:
    """``--show-fixes``, the same for all commands that fix."""
    words = tell("列出改了哪些地方。", "List what was fixed where.")
    return click.option("--show-fixes", is_flag=True, help=words)


def said(name: str, value: str) -> str | None:
    """The value of an option that was given; None for its default, which the settings may replace."""
    return value if click.is_said(name) else None


# the terminal


def make_view(
    lang: Lang,
    color: str = "auto",
    *,
    show: Severity = "warning",
    verbose: bool = False,
    quiet: bool = False,
    seconds: float | None = None,
) -> View:
    """How to show something on this terminal."""
    return View(
        lang=lang,
        show=show,
        verbose=verbose,
        quiet=quiet,
        color=wants_color(color),
        width=terminal_width(),
        boxes=draws_boxes(),
        seconds=seconds,
        tty=sys.stdout.isatty(),
    )


def wants_color(asked: str) -> bool:
    """Whether to colour: the flag, then NO_COLOR and FORCE_COLOR, then whether a terminal listens."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """The columns of ``COLUMNS`` or of the terminal, at least 40; 0 in a pipe, where nothing limits a line."""
    named = os.environ.get("COLUMNS", "")
    if not sys.stdout.isatty() and not (named.isdecimal() and int(named)):
        return 0
    if named.isdecimal() and int(named):
        return max(40, int(named))
    return max(40, os.get_terminal_size(sys.stdout.fileno()).columns)


def draws_boxes() -> bool:
    """Whether the console can draw lines in their right width: only where it speaks Unicode.

    GBK has the signs too, but its consoles give them two columns.
    """
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


def forgive(stream: Any) -> None:
    """Let the stream replace what the console cannot show, so that no report ends in a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def speak_utf8(newline: str | None = None) -> None:
    """Write UTF-8 into a file or a pipe whatever the console speaks; ``newline`` "" keeps all line ends as they are."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None and not sys.stdout.isatty():
        reconfigure(encoding="utf-8", newline=newline)


def understand_colors() -> None:
    """Old Windows consoles must be told that colours come as escape codes; click brings what does it."""
    if os.name == "nt":
        try:
            from colorama import just_fix_windows_console  # type: ignore[import-untyped, unused-ignore]
        except ImportError:
            return
        just_fix_windows_console()


def write(pieces: Iterable[str]) -> None:
    """Write pieces of text to standard output; where nobody reads on, as in ``| head -1``, end quietly."""
    stream = sys.stdout
    forgive(stream)
    try:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        _close_quietly()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        _close_quietly()
        reason = reason_of(error)
        complain(Words(f"结果写不出去：{reason.zh}", f"cannot write the result: {reason.en}"), language())
        sys.exit(2)


def _close_quietly() -> None:
    """Nothing more can be said, and Python must not try when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file behind standard output
        return


# errors


def complain(words: Words, lang: Lang) -> None:
    """One line on standard error, whatever names of files are in it."""
    if sys.stderr is not None:  # closed by whoever called
        sys.stderr.write(f"xxlint: {visible(words.to(lang))}\n")
        sys.stderr.flush()


def stop(words: Words, lang: Lang) -> NoReturn:
    """Say why nothing is done, and end with 2."""
    complain(words, lang)
    sys.exit(2)


def split_codes(words: tuple[str, ...]) -> tuple[str, ...]:
    """``--select XX1,XX3`` and ``--select XX1 --select XX3`` say the same."""
    return tuple(part for word in words for part in word.split(",") if part.strip())


def fail(error: PackError | SettingsError, lang: Lang) -> NoReturn:
    """Say what is wrong with a pack or a setting, and end with 2."""
    for words in error.problems:
        complain(words, lang)
    sys.exit(2)
