"""``xxlint textconv``: a file as plain text, so that ``git diff`` shows what changed in a Word file."""

import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

import click

from xxlint.api import read_document
from xxlint.cli.command import Command
from xxlint.cli.terminal import complain, lang_option, language, speak_utf8, tell, write
from xxlint.document import SOFT_BREAK, Document
from xxlint.files import STDIN
from xxlint.formats import Unreadable
from xxlint.places import STORIES
from xxlint.span import Span
from xxlint.system import reason_of
from xxlint.words import Lang, Words


@click.command(
    "textconv",
    cls=Command,
    help=tell(
        "把 Word 等文件输出为纯文本，供 git diff 比较：自动编号写在段前，一段一行。\n\n"
        "在 .gitattributes 里写一行：\n\n*.docx diff=word\n\n"
        '再运行一次：\n\ngit config diff.word.textconv "xxlint textconv"',
        "Print a Word or other file as plain text for git diff: automatic numbers included, a paragraph a line.\n\n"
        "Write a line into .gitattributes:\n\n*.docx diff=word\n\n"
        'and run once:\n\ngit config diff.word.textconv "xxlint textconv"',
    ),
)
@click.argument("path", metavar=tell("文件", "FILE"))
@click.option("--encoding", metavar=tell("编码", "NAME"), help=tell("文件的编码。", "The file's encoding."))
@lang_option()
def command(path: str, encoding: str | None, lang: Lang | None) -> None:
    """Print the text, of a damaged file the reason why there is none; 2 if there is no file to read."""
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        reason = reason_of(error)
        complain(
            Words(f"{path}：文件读不了：{reason.zh}", f"{path}: cannot be read: {reason.en}"),
            lang or language(),
        )
        sys.exit(2)
    speak_utf8(newline="")
    try:
        document = read_document(path, data, encoding)
    except Unreadable as error:
        # Not an error of ours: git would break off a whole `git log -p` for one damaged file.
        write([f"〔{error.reason.to(lang or language())}〕\n"])
    else:
        write(pieces(document))


def pieces(document: Document) -> Iterator[str]:
    """The stories, each but the body with its name above it; a text as it is."""
    layout = document.layout
    if layout is None:
        yield document.text
        return
    text = _unbroken(document)
    starts = [block.span.start for block in layout.blocks]
    for story in layout.stories or (Span(0, len(text)),):
        first = bisect_left(starts, story.start)
        part = layout.blocks[first].where.part if first < len(starts) else "body"
        if part != "body":
            yield f"〔{STORIES[part].zh}〕\n"
        words = story.of(text)
        yield words if words.endswith("\n") else f"{words}\n"


def _unbroken(document: Document) -> str:
    """The text with a blank for each line break inside a paragraph."""
    if SOFT_BREAK not in document.prose:
        return document.text
    return "".join(
        " " if seen == SOFT_BREAK else sign for sign, seen in zip(document.text, document.prose, strict=True)
    )
