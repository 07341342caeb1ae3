"""``xxlint clean``: remove what earlier runs left in the cache."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from xxlint import results_cache
from xxlint.cache import cache_folder, kept
from xxlint.cli.command import Command
from xxlint.cli.terminal import complain, lang_option, language, tell
from xxlint.output import visible
from xxlint.system import reason_of
from xxlint.words import Lang, Words, about

STAMPED = (
    "packs", "settings", "settings-in-table", "pyproject", "file-patterns", "file-expressions", "parameters", "patterns",
)  # fmt: skip
"""The folders of the cache whose files begin with what they were made of."""
_STAMP = re.compile(rb"xxlint (?:patterns )?\(")


@click.command(
    "clean",
    cls=Command,
    help=tell(
        "删除 xxlint 的缓存；别的文件一律不动。",
        "Remove the cache of xxlint, and no other file.",
    ),
)
@click.option(
    "--cache-dir",
    metavar=tell("文件夹", "FOLDER"),
    help=tell("缓存在这个文件夹里。", "The folder that the cache is in."),
)
@lang_option()
def command(cache_dir: str | None, lang: Lang | None) -> None:
    """Remove the cache and say how much it was; ends with 2 where something cannot be removed."""
    lang = lang or language()
    os.environ.pop("XXLINT_NO_CACHE", None)  # that nothing is kept is no reason to leave what was
    folder = cache_folder(cache_dir)
    if folder is None:
        click.echo(_NOTHING.fill(folder="~").to(lang))
        return
    try:
        sizes = [*results_cache.clean(folder), *_clean_stamped(Path(folder))]
    except OSError as error:
        reason = reason_of(error)
        complain(about(folder, reason), lang)
        sys.exit(2)
    size = sum(sizes)
    told = f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} KB"
    words = _REMOVED if sizes else _NOTHING
    click.echo(words.fill(files=len(sizes), size=told, folder=visible(folder)).to(lang))


def _clean_stamped(folder: Path) -> Iterator[int]:
    """Remove the files that begin as ours do; yields their sizes."""
    for kind in STAMPED:
        with suppress(FileNotFoundError, NotADirectoryError):
            for path in sorted((folder / kind).iterdir()):
                data = kept(str(path))
                if data is not None and _STAMP.match(data):
                    path.unlink()
                    yield len(data)
            if not any((folder / kind).iterdir()):
                (folder / kind).rmdir()


_REMOVED = Words(
    "已删除 {files} 个缓存文件（{size}）：{folder}", "files removed: {files} ({size}) from {folder}"
)
_NOTHING = Words("没有缓存可删：{folder}", "no cache to remove in {folder}")
