"""The two forms of a text box: the same words, written once for Word of today and once for older programs."""

from typing import TYPE_CHECKING, NamedTuple

from xxlint.formats.docx.drawings import fallback
from xxlint.formats.docx.splitting import TEXT
from xxlint.formats.docx.walker import words_of
from xxlint.formats.docx.xml import MC, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH, _CHOICE = W + "p", MC + "Choice"


class Slice(NamedTuple):
    """The characters ``start`` to ``end`` of a ``w:t``, counted as a reader sees them; empty for an insertion."""

    element: "_Element"
    start: int
    end: int


class Forms:
    """The other forms of the text boxes of a file, each looked up once."""

    def __init__(self) -> None:
        self._known: dict[_Element, OtherForm] = {}

    def around(self, element: "_Element") -> "OtherForm | None":
        """The other form of the text box that ``element`` stands in, None where there is none."""
        pairs = [
            (choice, other)
            for choice in element.iterancestors(_CHOICE)
            if (other := _other(choice)) is not None
        ]
        if not pairs:
            return None
        choice, other = pairs[-1]
        if choice not in self._known:
            self._known[choice] = OtherForm(choice, other)
        return self._known[choice]


class OtherForm:
    """What an older program shows in the place of ``choice``; it agrees if all paragraphs have the same words."""

    def __init__(self, choice: "_Element", other: "_Element") -> None:
        ours, self._lines = _lines(choice), _lines(other)
        # A box in a box is written four times over; nobody makes one, and nobody could say which form is which.
        self.agrees = [line.words for line in ours] == [line.words for line in self._lines] and not any(
            _other(inner) is not None and next(inner.iter(_PARAGRAPH), None) is not None
            for inner in choice.iterdescendants(_CHOICE)
        )
        self._line_of = {
            element: at for at, line in enumerate(ours) for element in (line.paragraph, *line.texts)
        }
        self._ours = ours

    def paragraph(self, paragraph: "_Element") -> "_Element":
        """The paragraph that stands for one of the choice."""
        return self._lines[self._line_of[paragraph]].paragraph

    def slices(self, slice_: Slice) -> list[Slice]:
        """The same characters of the same paragraph."""
        at = self._line_of[slice_.element]
        start = self._ours[at].offset(slice_.element) + slice_.start
        return self._lines[at].slices(start, slice_.end - slice_.start)


class _Line(NamedTuple):
    """The texts of one paragraph, without those of text boxes in it."""

    paragraph: "_Element"
    texts: "tuple[_Element, ...]"

    @property
    def words(self) -> str:
        return "".join(map(words_of, self.texts))

    def offset(self, element: "_Element") -> int:
        """Where the words of one of the texts begin."""
        return sum(len(words_of(text)) for text in self.texts[: self.texts.index(element)])

    def slices(self, start: int, length: int) -> list[Slice]:
        """The characters from ``start`` on; for none of them the place on the left."""
        found: list[Slice] = []
        done = 0
        for text in self.texts:
            size = len(words_of(text))
            first, last = max(0, start - done), min(size, start + length - done)
            if first < last or (not length and size and first == last and not found):
                found.append(Slice(text, first, last))
            done += size
        return found


def _other(choice: "_Element") -> "_Element | None":
    alternative = choice.getparent()
    other = None if alternative is None else fallback(alternative)
    return other if other is not None and len(other) else None


def _lines(form: "_Element") -> list[_Line]:
    """The paragraphs of a form; what stands in none of them, because the form lies inside one, comes first."""
    texts: dict[_Element, list[_Element]] = {
        form: [],
        **{paragraph: [] for paragraph in form.iter(_PARAGRAPH)},
    }
    for text in form.iter(TEXT):
        paragraph = next(text.iterancestors(_PARAGRAPH), form)
        texts[paragraph if paragraph in texts else form].append(text)
    return [_Line(paragraph, tuple(found)) for paragraph, found in texts.items()]
