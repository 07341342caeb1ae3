"""Tracked changes: words marked as deleted, and new ones as inserted, the way Word writes them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from xxlint.formats.docx.splitting import TEXT, put_words, remove
from xxlint.formats.docx.values import number
from xxlint.formats.docx.xml import W
from xxlint.formats.written import Tracking

if TYPE_CHECKING:
    from lxml.etree import _Element

INSERTED, DELETED = W + "ins", W + "del"
_ID, _AUTHOR, _DATE = W + "id", W + "author", W + "date"
_WRAPPERS = (INSERTED, W + "moveTo")


class Tracker:
    """Makes tracked changes of one author and moment, each with an id that nothing in ``roots`` has."""

    def __init__(self, tracking: Tracking, roots: "Iterable[_Element]") -> None:
        self._author = tracking.author
        date = tracking.date if tracking.date is not None else datetime.now()
        self._date = date.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
        self._ids = _free_ids(roots)

    def delete(self, runs: "list[_Element]") -> "list[_Element]":
        """Mark runs as deleted, each of which holds words alone; returns the ``w:del``, one for those side by side."""
        made: list[_Element] = []
        for run in runs:
            if not made or made[-1].getnext() is not run:
                made.append(self._mark(DELETED, run))
                run.addprevious(made[-1])
            made[-1].append(run)
            for text in run.findall(TEXT):
                text.tag = W + "delText"
                put_words(text, text.text or "")
        return made

    def insert(self, run: "_Element") -> None:
        """Mark a run as inserted; somebody else's insertion around it is parted in two, as Word does."""
        mark = self._mark(INSERTED, run)
        run.addprevious(mark)
        mark.append(run)
        parent = mark.getparent()
        while parent is not None and parent.tag in _WRAPPERS:
            self._part(parent, mark)
            parent = mark.getparent()

    def _part(self, wrapper: "_Element", mark: "_Element") -> None:
        """Move ``mark`` out of ``wrapper``, between what is before it and what is behind."""
        behind = list(mark.itersiblings())
        wrapper.addnext(mark)
        if behind:
            rest = wrapper.makeelement(wrapper.tag)
            rest.attrib.update(wrapper.attrib)
            rest.set(_ID, next(self._ids))
            for element in behind:
                rest.append(element)
            mark.addnext(rest)
        if not len(wrapper):
            remove(wrapper)

    def _mark(self, tag: str, like: "_Element") -> "_Element":
        mark = like.makeelement(tag)
        mark.set(_ID, next(self._ids))
        mark.set(_AUTHOR, self._author)
        mark.set(_DATE, self._date)
        return mark


def _free_ids(roots: "Iterable[_Element]") -> Iterator[str]:
    used = {number(element.get(_ID)) for root in roots for element in root.iter() if _ID in element.attrib}
    return (str(id_) for id_ in count(1) if id_ not in used)
