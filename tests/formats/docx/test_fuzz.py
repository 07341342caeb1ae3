"""Whatever is in a file, it is read into a document that keeps its promises, or refused; soon."""

import os
import time
from itertools import pairwise

import pytest
from word_files import zipped
from word_fuzz import broken, originals

from xxlint.document import Document
from xxlint.formats import Unreadable
from xxlint.formats.docx import read_docx

FULL = bool(os.environ.get("XXLINT_FULL"))
CASES = 20_000 if FULL else 3_000
SECONDS = 3_600.0 if FULL else 20.0  # for all cases: a slow machine gets through fewer of them
LONGEST = 5.0  # seconds for one case


def broken_promises(document: Document) -> list[str]:
    """What does not hold of a document that was read."""
    layout = document.layout
    if layout is None:
        return ["there is a layout"]
    text, size = document.text, len(document.text)
    blocks = [block.span for block in layout.blocks]
    spans = [*blocks, *layout.stories, *layout.contents, *(mark.span for mark in layout.marks)]
    spans += [block.label for block in layout.blocks]
    # Between two stories stands the end of a line and nothing else.
    ends = [0, *(story.end + 1 for story in layout.stories)]
    tiles = [story.start == end for story, end in zip(layout.stories, ends, strict=False)]
    promises = {
        "prose is as long as the text": len(document.prose) == size,
        "spans lie in the text": all(0 <= span.start <= span.end <= size for span in spans),
        "blocks are in order and apart": all(one.end <= other.start for one, other in pairwise(blocks)),
        "stories tile the text": all(tiles) and ends[-1] in ({size + 1} if layout.stories else {0}),
        "a line's end parts two stories": all(text[story.end] == "\n" for story in layout.stories[:-1]),
        "blocks lie in stories": all(
            any(story.start <= span.start and span.end <= story.end for story in layout.stories) for span in blocks
        ),
        "paragraphs count from 1": all(block.where.paragraph >= 1 for block in layout.blocks),
        "words are text": all(ord(char) >= 0x20 or char in "\t\n" for char in set(text)),
        "nothing is half a character": not any("\ud800" <= char <= "\udfff" for char in set(text)),
    }  # fmt: skip
    return [promise for promise, holds in promises.items() if not holds]


def fate(data: bytes) -> list[str]:
    """What went wrong with one file: nothing, broken promises, or an exception that is none of ours."""
    began = time.perf_counter()
    try:
        wrong = broken_promises(read_docx("报告.docx", data))
    except Unreadable as error:
        wrong = [] if error.reason.zh and "\n" not in error.reason.zh else ["a refusal is one line"]
    except Exception as error:
        wrong = [f"{type(error).__name__}: {error}"[:200]]
    if time.perf_counter() - began > LONGEST:
        wrong.append(f"it took {time.perf_counter() - began:.1f} s")
    return wrong


@pytest.mark.parametrize("number", range(5))
def test_the_sound_files_are_read(number: int) -> None:
    document = read_docx("报告.docx", zipped(originals()[number]))
    assert broken_promises(document) == []
    assert document.text


def test_the_same_seed_breaks_alike() -> None:
    assert [broken(seed) for seed in range(20)] == [broken(seed) for seed in range(20)]


def test_broken_files_are_read_or_refused() -> None:
    began, failures = time.monotonic(), dict[int, list[str]]()
    for seed in range(CASES):
        if time.monotonic() - began > SECONDS or len(failures) == 20:
            break
        if wrong := fate(broken(seed)):
            failures[seed] = wrong
    assert not failures, "\n".join(["", *(f"broken({seed}): {wrong}" for seed, wrong in failures.items())])
