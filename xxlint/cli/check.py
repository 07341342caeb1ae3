"""``xxlint check``: lint reports."""

import os
import sys
import time

import click

from xxlint.api import make_runner
from xxlint.output import FORMATS, View, renderer
from xxlint.runner import STDIN, exit_code
from xxlint.settings import Settings, SettingsError
from xxlint.vocabulary import SEVERITIES, Severity
from xxlint.words import Lang, PackError


@click.command("check", help="检查报告：.txt、.md 文件，文件夹，或标准输入（-）。")
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("--select", multiple=True, metavar="代码", help="只查这些规则：XX1、XX101、letter-placeholder、ALL。")
@click.option("--extend-select", multiple=True, metavar="代码", help="在默认之外再查这些规则。")
@click.option("--ignore", multiple=True, metavar="代码", help="不查这些规则。")
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="table", show_default=True, help="输出格式。")
@click.option("--show", type=click.Choice(SEVERITIES), default="warning", show_default=True, help="最轻显示到哪一级。")
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="warning", show_default=True, help="哪一级起退出码为 1。")
@click.option("-e", "--exit-zero", is_flag=True, help="有问题也返回 0；读不了的文件仍返回 2。")
@click.option("--encoding", metavar="编码", help="文件的编码，如 gb18030；不写则自动判断。")
@click.option("--stdin-filename", metavar="文件名", help="标准输入当作哪个文件。")
@click.option("--packs", multiple=True, metavar="文件", help="再装入一个规则包（TOML）。")
@click.option("--force", is_flag=True, help="不像中文报告的文件也查。")
@click.option("--force-exclude", is_flag=True, help="点名的文件也服从排除（供钩子使用）。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="颜色。")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息的语言；默认中文，也可设 XXLINT_LANG。")
@click.option("-q", "--quiet", is_flag=True, help="只列问题。")
@click.option("-v", "--verbose", is_flag=True, help="逐条列出，不合并。")
def command(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    show: Severity,
    fail_on: Severity,
    exit_zero: bool,
    encoding: str | None,
    stdin_filename: str | None,
    packs: tuple[str, ...],
    force: bool,
    force_exclude: bool,
    color: str,
    lang: Lang | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check the paths and end with the exit code of the contract."""
    started = time.perf_counter()
    settings = Settings(
        select=_split(select),
        extend_select=_split(extend_select),
        ignore=_split(ignore),
        packs=packs,
        encoding=encoding,
        force=force,
        lang=lang or language(),
        fail_on=fail_on,
    )
    try:
        runner = make_runner(settings)
    except PackError as error:
        for problem in error.problems:
            click.echo(problem.to(settings.lang), err=True)
        sys.exit(2)
    except SettingsError as error:
        click.echo(error.words.to(settings.lang), err=True)
        sys.exit(2)
    stdin = sys.stdin.buffer.read() if STDIN in paths else None
    results = list(runner.check_paths(paths, stdin, stdin_filename))
    view = View(
        lang=settings.lang,
        show=show,
        verbose=verbose,
        quiet=quiet,
        color=wants_color(color),
        width=terminal_width(),
        boxes=draws_boxes(),
        seconds=time.perf_counter() - started,
    )
    write(renderer(output_format)(results, view))
    sys.exit(exit_code(results, fail_on, exit_zero))


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    """``--select XX1,XX3`` and ``--select XX1 --select XX3`` say the same."""
    return tuple(part for word in words for part in word.split(",") if part.strip())


def language() -> Lang:
    """Chinese, unless ``XXLINT_LANG=en``."""
    return "en" if os.environ.get("XXLINT_LANG", "").lower().startswith("en") else "zh"


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
    """The columns of the terminal, or of ``COLUMNS``; 100 where nothing is known."""
    import shutil

    return max(40, shutil.get_terminal_size((100, 24)).columns)


def draws_boxes() -> bool:
    """Whether the console can draw the lines of a table."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        "┌─┐│…".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(pieces: object) -> None:
    """Write pieces of text; what the console cannot show is replaced, never an error."""
    stream = sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    for piece in pieces:  # type: ignore[attr-defined]
        stream.write(piece)
    stream.flush()
