"""``xxlint clean``: remove what earlier runs left in the cache."""

import os
import sys

import click

from xxlint.cli.terminal import Command, complain, lang_option, language, tell
from xxlint.output import visible
from xxlint.system import reason_of
from xxlint.words import Lang, Words


@click.command(
    "clean",
    cls=Command,
    help=tell(
        "删除 xxlint 缓存的检查结果；别的文件一律不动。",
        "Remove the results that xxlint keeps in its cache, and no other file.",
    ),
)
@click.option(
    "--cache-dir",
    metavar=tell("文件夹", "FOLDER"),
    help=tell("缓存在这个文件夹里。", "The folder that the cache is in."),
)
@lang_option()
def command(cache_dir: str | None, lang: Lang | None) -> None:
    """Remove the results and say how much it was; ends with 2 where something cannot be removed."""
    from xxlint.cache import cache_folder
    from xxlint.results_cache import Removed, clean

    lang = lang or language()
    os.environ.pop("XXLINT_NO_CACHE", None)  # that nothing is kept is no reason to leave what was
    folder = cache_folder(cache_dir) or ""
    try:
        removed = clean(folder) if folder else Removed()
    except OSError as error:
        reason = reason_of(error)
        complain(Words(f"{folder}：{reason.zh}", f"{folder}: {reason.en}"), lang)
        sys.exit(2)
    words = _REMOVED if removed.files else _NOTHING
    size = f"{removed.size / 1e6:.1f} MB" if removed.size >= 1e5 else f"{removed.size / 1e3:.1f} KB"
    click.echo(words.fill(files=removed.files, size=size, folder=visible(folder)).to(lang))


_REMOVED = Words(
    "已删除 {files} 条缓存的结果（{size}）：{folder}", "results removed: {files} ({size}) from {folder}"
)
_NOTHING = Words("没有缓存的结果可删：{folder}", "no results to remove in {folder}")
