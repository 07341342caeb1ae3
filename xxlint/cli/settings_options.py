"""The options of ``xxlint check`` that are about settings files, and what ``--show-settings`` and ``--show-files`` say."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypedDict, TypeVar

from xxlint.cache import cache_folder
from xxlint.cli import declared as click  # notes what click is told, see there
from xxlint.cli.terminal import complain, language, make_view, tell, together, write
from xxlint.config import Flags, config_for, values_of
from xxlint.files import find_files
from xxlint.output import FORMATS
from xxlint.runners import Runners
from xxlint.settings import SettingsError
from xxlint.words import Lang, Words, about, nearest

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def settings_options() -> Callable[[_Decorated], _Decorated]:
    """The options, in the order of the help page."""
    pattern = tell("样式", "PATTERN")
    options = (
        config_option(),
        isolated_option(),
        click.option(
            "--exclude",
            multiple=True,
            metavar=pattern,
            help=tell(
                "文件夹里不查的文件，写法同 .gitignore；取代默认的一份。",
                "Files that folders are searched without, written as in .gitignore, instead of the default ones.",
            ),
        ),
        click.option(
            "--extend-exclude",
            multiple=True,
            metavar=pattern,
            help=tell("在默认之外再排除这些文件。", "Files to leave out besides the default ones."),
        ),
        click.option(
            "--per-file-ignores",
            multiple=True,
            metavar=tell("样式:代码", "PATTERN:CODE"),
            help=tell("这些文件不查这些规则。", "Rules that are not for some files."),
        ),
        click.option(
            "--respect-gitignore/--no-respect-gitignore",
            default=None,
            help=tell("是否服从 .gitignore（默认是）。", "Whether .gitignore holds (it does)."),
        ),
        click.option(
            "--show-settings",
            "settings_shown",
            is_flag=True,
            help=tell("只列出生效的设置和来历。", "Only show the settings and where they come from."),
        ),
        click.option(
            "--show-files",
            "files_shown",
            is_flag=True,
            help=tell("只列出会检查的文件。", "Only list the files that would be checked."),
        ),
    )
    return together(options)


def run_options() -> Callable[[_Decorated], _Decorated]:
    """How a run over many files is done: processes, and the cache."""
    options = (
        click.option(
            "-j",
            "--jobs",
            type=click.IntRange(min=1),
            metavar=tell("个数", "N"),
            help=tell(
                "同时用几个进程检查；不写则文件多时用全部处理器。",
                "Processes that check at once; all processors for many files if not said.",
            ),
        ),
        click.option(
            "--no-cache",
            is_flag=True,
            help=tell(
                "不用也不存缓存的结果（文件多或大时，没改过的文件不重查）。",
                "Neither use nor keep results of earlier runs (kept of many or large files).",
            ),
        ),
        click.option(
            "--cache-dir",
            metavar=tell("文件夹", "FOLDER"),
            help=tell("缓存放在这个文件夹。", "The folder for the cache."),
        ),
    )
    return together(options)


def asked_cache(folder: str | None, no_cache: bool) -> str | None:
    """The folder of the cache, None for none; what else is kept from run to run hears of it by the environment."""
    if no_cache:
        os.environ["XXLINT_NO_CACHE"] = "1"
    if folder is not None:
        os.environ["XXLINT_CACHE_DIR"] = folder
    return cache_folder()


class _Asked(TypedDict, total=False):
    lang: Lang
    lang_by: str


def asked_by(lang: Lang | None) -> _Asked:
    """The language that ``--lang`` or else ``XXLINT_LANG`` asks for, as ``Flags`` take it."""
    if lang:
        return {"lang": lang}
    return {"lang": language(), "lang_by": "XXLINT_LANG"} if os.environ.get("XXLINT_LANG") else {}


def config_option() -> Callable[[_Decorated], _Decorated]:
    """``--config``."""
    words = tell("用这份设置文件，不再查找。", "Use this settings file and look for no other.")
    return click.option("--config", metavar=tell("文件", "FILE"), help=words)


def isolated_option() -> Callable[[_Decorated], _Decorated]:
    """``--isolated``."""
    return click.option("--isolated", is_flag=True, help=tell("不读设置文件。", "Read no settings file."))


def check_output_format(name: str) -> str:
    """The format, if there is one of that name; raises ``SettingsError``."""
    if name in FORMATS:
        return name
    near = nearest(name, FORMATS)
    zh, en = (f"，是不是 {near}？", f", did you mean {near}?") if near else ("", "")
    listed = "" if near else f"：{'、'.join(FORMATS)}"
    raise SettingsError(
        Words(
            f"设置里的 output-format 没有“{name}”这种格式{zh}{listed}",
            f"output-format: no format “{name}”{en}",
        )
    )


def show_settings(flags: Flags, path: str, lang: Lang, color: str, output_format: str = "table") -> NoReturn:
    """Write what holds for a path and where it comes from, and end with 0; raises ``SettingsError``."""
    from importlib import import_module

    filed = config_for(path, flags)
    module = "settings_json" if output_format == "json" else "settings_table"
    render = import_module(f"xxlint.output.{module}").render
    write(render(path, filed, values_of(flags, filed), make_view(lang, color)))
    sys.exit(0)


def show_files(runners: Runners, paths: Sequence[str], lang: Lang) -> NoReturn:
    """List the files that would be checked; end with 2 where one cannot be."""
    failed = False
    for found in find_files(paths, runners.excludes_of, runners.forces):
        reason = found.problem or found.skipped
        if reason is None:
            write([f"{found.path}\n"])
            continue
        failed = failed or found.problem is not None
        complain(about(found.path, reason), lang)
    sys.exit(2 if failed else 0)
