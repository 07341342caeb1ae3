"""Edits of the text of a Word file → the file: the words change, everything else stays.

An edit across runs goes into the first of them, whose formatting stays; a text box changes in both its forms; only
the parts that an edit touches are written anew.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from xxlint.formats.docx.package import Package, open_package
from xxlint.formats.docx.placing import Place, Placer
from xxlint.formats.docx.splitting import PROPERTIES, isolate, new_run, remove, replace_words, split_run
from xxlint.formats.docx.tracking import Tracker
from xxlint.formats.docx.walker import Reading, walk
from xxlint.formats.docx.xml import W, serialise
from xxlint.formats.written import Refusal, Tracking, Written, misplaced
from xxlint.span import Edit, Span
from xxlint.words import Words

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRIAL = "\N{IDEOGRAPHIC CLOSING MARK}"  # in no report, so that all of the old words would change

# Tracked changes of a paragraph's end and of formatting: what is copied from there has not changed so.
_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))


def write_edits(data: bytes, edits: Sequence[Edit], *, track_changes: Tracking | None = None) -> Written:
    """The Word file in ``data`` with ``edits``, which count in ``Document.text``.

    With ``track_changes`` they are there to be accepted or rejected.  Raises ``Unreadable``.
    """
    reading = walk(open_package(data))
    placer = Placer(reading)
    reasons = misplaced(edits, len(reading.text))
    places: list[Place] = []
    for at, edit in enumerate(edits):
        if at in reasons or edit.span.of(reading.text) == edit.text:
            continue
        found = placer.find(edit)
        if isinstance(found, Words):
            reasons[at] = found
        else:
            places += found
    refused = tuple(Refusal(edits[at], reasons[at]) for at in sorted(reasons))
    if not places:
        return Written(data, refused)
    package = reading.package
    tracker = Tracker(track_changes, _roots(reading)) if track_changes is not None else None
    for place in sorted(
        places, key=lambda place: -place.start
    ):  # from the right: what is on the left stays put
        _make(place, tracker)
    changed = {name: serialise(package.part(name)) for name in dict.fromkeys(place.part for place in places)}
    return Written(package.with_parts(changed), refused, tuple(_warnings(package)))


def unreachable_in(data: bytes, spans: Sequence[Span]) -> dict[Span, Words]:
    """Those of ``spans`` that ``write_edits`` would refuse whatever the new words, with the reason."""
    reading = walk(open_package(data))
    placer = Placer(reading)
    reasons: dict[Span, Words] = {}
    for span in spans:
        found = placer.find(Edit(span, _TRIAL))
        if isinstance(found, Words):
            reasons[span] = found
    return reasons


def _roots(reading: Reading) -> "list[_Element]":
    """The trees of all parts that have words."""
    names = dict.fromkeys((reading.package.main, *(anchor.part for anchor in reading.anchors)))
    return [reading.package.part(name).root for name in names]


def _make(place: Place, tracker: Tracker | None) -> None:
    if place.paragraph is not None:
        run = new_run(place.paragraph, _plain(_mark_of(place.paragraph)), place.words)
        place.paragraph.append(run)
        if tracker is not None:
            tracker.insert(run)
    elif tracker is not None:
        _track(place, tracker)
    else:
        _replace(place)
    if place.prompt is not None:
        for sign in place.prompt.findall(f"{W}sdtPr/{W}showingPlcHdr"):
            remove(sign)


def _replace(place: Place) -> None:
    """The words go into the first element; what they take the place of goes from the others too."""
    first, *others = place.slices
    for slice_ in reversed(others):
        replace_words(*slice_, "")
        _tidy(slice_.element)
    replace_words(*first, place.words)
    run = first.element.getparent()
    if place.prompt is not None and run is not None:
        _set_properties(run, _answering(place.prompt, run))
    _tidy(first.element)


def _tidy(text: "_Element") -> None:
    """Remove a ``w:t`` without words, and its run if that held nothing else; a link or a control keeps one run."""
    run = text.getparent()
    if text.text or len(text) or run is None:
        return
    remove(text)
    parent = run.getparent()
    if parent is None or any(child.tag != PROPERTIES for child in run):
        return
    if parent.tag == W + "p" or len(parent) > 1:
        remove(run)


def _track(place: Place, tracker: Tracker) -> None:
    first = place.slices[0]
    if first.start == first.end:
        left, right = split_run(first.element, first.end)
        beside = left if left is not None else right
        if beside is None:
            return
        run = new_run(beside, _plain(beside.find(PROPERTIES)), place.words)
        if left is not None:
            left.addnext(run)
        else:
            beside.addprevious(run)
        tracker.insert(run)
        return
    runs = [isolate(*slice_) for slice_ in reversed(place.slices)][::-1]
    deleted = tracker.delete(runs)
    if place.words:
        properties = runs[0].find(PROPERTIES)
        if place.prompt is not None:
            properties = _answering(place.prompt, runs[0])
        run = new_run(runs[0], _plain(properties), place.words)
        deleted[0].addnext(run)
        tracker.insert(run)


# --- properties --------------------------------------------------------------------------------------------


def _mark_of(paragraph: "_Element") -> "_Element | None":
    """The properties of a paragraph's end, which words in an empty paragraph take."""
    return paragraph.find(f"{W}pPr/{PROPERTIES}")


def _plain(properties: "_Element | None") -> "_Element | None":
    """A copy of properties without the tracked changes of them; None where nothing is left."""
    if properties is None:
        return None
    plain = deepcopy(properties)
    for child in list(plain):
        if child.tag in _CHANGES:
            remove(child)
    return plain if len(plain) else None


def _answering(control: "_Element", run: "_Element") -> "_Element | None":
    """The properties of words that replace the prompt of a control: its own, else the prompt's without its style."""
    own = control.find(f"{W}sdtPr/{PROPERTIES}")
    properties = _plain(own if own is not None else run.find(PROPERTIES))
    if own is None and properties is not None:
        for style in properties.findall(W + "rStyle"):
            remove(style)
    return properties


def _set_properties(run: "_Element", properties: "_Element | None") -> None:
    old = run.find(PROPERTIES)
    if old is not None:
        remove(old)
    if properties is not None:
        run.insert(0, properties)


# --- warnings ----------------------------------------------------------------------------------------------


def _warnings(package: Package) -> Iterator[Words]:
    """What else the file promises and writing breaks."""
    if any(name.lower().startswith("_xmlsignatures/") for name in package.names()):
        yield _SIGNED
    settings = package.root(package.related("settings"))
    if settings is None:
        return
    protection = settings.find(W + "documentProtection")
    if protection is not None and protection.get(W + "enforcement", "0") in ("1", "true", "on"):
        yield _PROTECTED
    if settings.find(W + "writeProtection") is not None:
        yield _READ_ONLY


_SIGNED = Words("文件有数字签名，改写后签名失效", "the file was signed; its signature no longer holds")
_PROTECTED = Words(
    "文件设有编辑限制（限制编辑），仍按要求写入",
    "the file is protected against editing; it was written all the same",
)
_READ_ONLY = Words(
    "文件建议只读或设有修改密码，仍按要求写入",
    "the file asks to be opened for reading only; it was written all the same",
)
