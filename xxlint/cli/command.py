"""What click makes of our commands: help pages that speak the user's language, and its complaints in plain words."""

import re
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NoReturn

import click

from xxlint.cli.declared import Noted
from xxlint.cli.terminal import complain, tell
from xxlint.words import Lang, Words


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

    def __init__(self, name: str | None, *, params: Sequence[Any] | None = None, **more: Any) -> None:
        made = [param.made() if isinstance(param, Noted) else param for param in params or ()]
        super().__init__(name, params=made, **more)

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


# slips


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
