"""``xxlint check --annotate``: a copy of a Word file with the findings as comments.

The original stays as it is, and so does every file that somebody has worked on.
"""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from xxlint.cli.terminal import complain, stop
from xxlint.files import STDIN
from xxlint.output import View, visible
from xxlint.results import FileResult
from xxlint.system import unreadable
from xxlint.vocabulary import at_least
from xxlint.words import Lang, Words


def check_target(paths: Sequence[str], target: str, lang: Lang) -> None:
    """End with 2 unless ``paths`` name one file and ``target`` may be written."""
    problem = _problem(paths, target)
    if problem is not None:
        stop(problem, lang)


def write_reviewed(result: FileResult, target: str, view: View, *, aside: bool) -> None:
    """Write the copy and say so, on standard error if ``aside``; end with 2 where it cannot be written."""
    from datetime import UTC, datetime

    from xxlint.annotating import notes_of
    from xxlint.formats import Unreadable
    from xxlint.formats.docx.annotate import annotate
    from xxlint.formats.saving import NotSaved, save

    if result.status == "failed":
        return  # the table says why, and the exit code is 2
    if result.format != "docx":
        stop(_ONLY_WORD, view.lang)
    if result.status == "skipped":
        stop(_NOT_CHECKED, view.lang)
    shown = [d for d in result.diagnostics if at_least(d.severity, view.show)]
    try:
        written = annotate(
            Path(result.path).read_bytes(), notes_of(shown, view.lang), datetime.now(UTC), lang=view.lang
        )
        lost = _lost_voices(target, written.data)
        if lost:
            stop(_OTHERS_THERE.fill(target=target, names="、".join(lost)), view.lang)
        save(target, written.data, replace=True)
    except (Unreadable, NotSaved) as error:
        stop(error.reason, view.lang)
    except OSError as error:
        stop(unreadable(error), view.lang)
    for warning in written.warnings:
        complain(warning, view.lang)
    if not view.quiet:
        click.echo(visible(_done(target, written.written, written.merged).to(view.lang)), err=aside)


_WORD = (".docx", ".docm", ".dotx", ".dotm")
_ONLY_WORD = Words("只有 Word 文件（.docx）能加批注", "only Word files (.docx) take comments")
_NOT_CHECKED = Words("文件没有检查，没有写批注", "the file was not checked, no comments were written")
_NO_FILE = Words(
    "--annotate 要写一个文件名，不能是文件夹或设备", "--annotate wants a file, no folder and no device"
)
_OTHERS_THERE = Words(
    "{target} 里有 {names} 的批注，原件里没有，没有覆盖；请换个文件名",
    "{target} holds comments by {names} that the original has not: not replaced, give another name",
)
_ONE_FILE = Words("--annotate 一次只能检查一个 Word 文件", "--annotate takes exactly one Word file")


def _done(target: str, written: int, merged: int) -> Words:
    if not written:
        return Words(f"没有要批注的问题，已另存 {target}", f"nothing to comment on, saved as {target}")
    more = Words("", "")
    if merged:
        more = Words(f"（{merged} 个问题并入了别的批注）", f" ({merged} findings share a comment)")
    return Words(
        f"已把 {written} 条批注写入 {target}{more.zh}", f"comments written to {target}: {written}{more.en}"
    )


def _problem(paths: Sequence[str], target: str) -> Words | None:
    """Why nothing is written to ``target``, None if it may be."""
    if len(paths) != 1 or paths[0] == STDIN or Path(paths[0]).is_dir():
        return _ONE_FILE
    source, suffix = Path(paths[0]), Path(paths[0]).suffix
    if suffix.lower() not in _WORD:
        return _ONLY_WORD
    if _is_same(source, Path(target)):
        other = f"{source.stem}.reviewed{suffix}"
        return Words(
            f"原件不动：--annotate 请写另一个文件名，如 {other}",
            f"the original stays as it is: give --annotate another name, such as {other}",
        )
    if Path(target).suffix.lower() != suffix.lower():
        return Words(
            f"--annotate 的文件名要以 {suffix} 结尾", f"the file for --annotate must end in {suffix}"
        )
    if not Path(target).exists():
        return None
    return _loss(target) if Path(target).is_file() else _NO_FILE


def _lost_voices(target: str, data: bytes) -> list[str]:
    """Whose comments stand in the file that is there and not in the new one."""
    from xxlint.formats.docx.comments import comments_of
    from xxlint.formats.docx.package import open_package

    if not Path(target).is_file():
        return []
    new = {(comment.author, comment.text) for comment in comments_of(open_package(data))}
    old = [c for c in comments_of(open_package(Path(target).read_bytes())) if not c.ours]
    return list(dict.fromkeys(c.author for c in old if (c.author, c.text) not in new))


def _is_same(source: Path, target: Path) -> bool:
    try:
        return source.samefile(target)
    except OSError:
        return os.path.realpath(source) == os.path.realpath(target)


def _loss(target: str) -> Words | None:
    """What would be lost if the file that is there were replaced; None for one that xxlint wrote and nobody
    saved since."""
    from xxlint.formats import Unreadable
    from xxlint.formats.docx.annotate import state_of

    try:
        state = state_of(Path(target).read_bytes())
    except (OSError, Unreadable):
        state = "foreign"
    if state == "untouched":
        return None
    if state == "worked on":
        return Words(
            f"{target} 写好后有人改过，没有覆盖；要接着它查：xxlint check {shlex.quote(target)} --annotate 另一个文件名",
            f"{target} was worked on since, not replaced; to go on with it: xxlint check {shlex.quote(target)} --annotate FILE",
        )
    return Words(
        f"{target} 已经存在，又不是 xxlint 写的批注稿，没有覆盖；请换个文件名",
        f"{target} exists and xxlint did not write it: not replaced, give another name",
    )
