"""What all commands share: the language, what the terminal can do, how words reach it, and errors in plain words."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

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


class HelpPage(click.HelpFormatter):
    """A help page that counts two columns for a Chinese character."""

    def write_heading(self, heading: str) -> None:
        """``选项：``"""
        self.write(f"{heading}{tell('：', ':')}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, broken by the rules of Chinese typesetting."""
        for at, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if at else "")
            self._write_lines(paragraph, self.current_indent)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 32, col_spacing: int = 2) -> None:
        """Words and what they mean, in two columns."""
        from rich.cells import cell_len

        found = list(rows)
        wide = min(max(cell_len(first) for first, _ in found), col_max) + col_spacing
        for first, second in found:
            gap = wide - cell_len(first)
            self.write(f"{' ' * self.current_indent}{first}")
            self.write(" " * gap if gap >= col_spacing else "\n" + " " * (self.current_indent + wide))
            self._write_lines(second, self.current_indent + wide, begun=True)

    def _write_lines(self, text: str, indent: int, begun: bool = False) -> None:
        from xxlint.drawing import breaks  # rich takes long to import, and only help needs it here

        ends = breaks(text, max(20, self.width - indent))
        for start, end in pairwise([0, *ends, len(text)]):
            self.write(f"{'' if begun else ' ' * indent}{text[start:end].rstrip()}\n")
            begun = False


class HelpContext(click.Context):
    """The context of our commands: its pages are ``HelpPage``."""

    formatter_class = HelpPage


class Command(click.Command):
    """A command whose help page speaks the user's language throughout."""

    context_class = HelpContext

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``用法：xxlint check …``"""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), tell("用法：", "Usage: ")
        )

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The arguments of the command, options summed up in one word."""
        pieces = super().collect_usage_pieces(ctx)
        return [tell("[选项]", "[OPTIONS]") if piece == self.options_metavar else piece for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under one heading."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(tell("选项", "Options")):
            formatter.write_dl(
                [record for record in (option.get_help_record(ctx) for option in options) if record]
            )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``-h`` and ``--help``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = tell("显示这段帮助。", "Show this help.")
        return option


_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


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
    source = click.get_current_context().get_parameter_source(name)
    return None if source is ParameterSource.DEFAULT else value


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
    click.echo(f"xxlint: {visible(words.to(lang))}", err=True)


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


def fail_usage(error: click.UsageError, lang: Lang) -> NoReturn:
    """Say what is wrong with the command line, and end with 2."""
    if error.ctx is not None and type(error).__name__ == "NoArgsIsHelpError":
        click.echo(error.ctx.get_help(), err=True)
        sys.exit(2)
    complain(_usage_words(error), lang)
    if error.ctx is not None:
        path = error.ctx.command_path
        click.echo(Words(f"用法见 {path} --help", f"See {path} --help").to(lang), err=True)
    sys.exit(2)


def _usage_words(error: click.UsageError) -> Words:
    """click's commonest complaints in Chinese; the rest as click says it."""
    english = error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = list(error.possibilities or ())
        hint = f"，是不是 {'、'.join(sorted(near))}？" if near else ""
        return Words(f"没有选项 {error.option_name}{hint}", english)
    if isinstance(error, click.MissingParameter):
        name = (
            error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else ""
        )
        return Words(f"缺少参数：{name}", english)
    if isinstance(error, click.BadParameter) and error.param is not None:
        option = error.param.opts[0] if error.param.opts else ""
        if isinstance(error.param.type, click.Choice):
            return Words(f"{option} 只能是 {'、'.join(map(str, error.param.type.choices))}", english)
        if isinstance(error.param.type, click.IntRange):
            least, most = error.param.type.min, error.param.type.max
            return Words(f"{option} 要写 {least} 到 {most} 之间的整数", english)
        return Words(f"{option} 的值不对：{error.message}", english)
    if isinstance(error, click.BadOptionUsage):
        if "requires an argument" in english:
            return Words(f"选项 {error.option_name} 后面要写内容", english)
        return Words(f"选项 {error.option_name} 用得不对：{english}", english)
    surplus = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", english)
    return Words(f"多出的参数：{surplus[1]}", english) if surplus else Words(english, english)
