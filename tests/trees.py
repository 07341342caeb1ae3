"""Reports with correct numbering of any form and depth, for hypothesis; and what one slip does to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from hypothesis import strategies as st

from xxlint import numerals
from xxlint.span import Span

Slip = Literal["delete", "delete first", "duplicate", "swap", "swap first"]
SLIPS: tuple[Slip, ...] = ("delete", "delete first", "duplicate", "swap", "swap first")

_LINE_FORMS = ("chinese", "chinese-bracket", "arabic", "arabic-bracket", "circled")
_SPOKEN_FORMS = ("is", "ordinal", "must", "word")
_WORDS = (
    "抓好项目建设，投资持续增长",
    "强化组织领导，压紧压实责任",
    "深入开展调查研究",
    "改善人居环境，群众满意度不断提升",
    "推进乡村振兴，巩固脱贫成果",
    "加大宣传力度",
    "完善制度机制，严格监督检查",
)


def label(form: str, number: int) -> str:
    """How a label of a form is written."""
    name = numerals.to_chinese(number)
    return {
        "chapter": f"第{name}章　",
        "article": f"第{name}条　",
        "chinese": f"{name}、",
        "chinese-bracket": f"（{name}）",
        "arabic": f"{number}.",
        "arabic-bracket": f"（{number}）",
        "circled": numerals.CIRCLED[number - 1],
        "is": f"{name}是",
        "must": f"{name}要",
        "ordinal": f"第{name}，",
        "word": ("首先，", "其次，", "再次，", "最后，")[min(number, 4) - 1],
    }[form]


@dataclass
class Item:
    """One item of a list; ``inner`` is the list inside it, ``span`` its label, known when it is written."""

    number: int
    words: str
    inner: "Listing | None" = None
    span: Span | None = None


@dataclass
class Listing:
    """Items that count from one (articles: through all chapters); ``inline`` ones stand inside a paragraph."""

    form: str
    inline: bool = False
    items: list[Item] = field(default_factory=list)

    def all(self) -> Iterator["Listing"]:
        """This list and those inside it."""
        yield self
        for item in self.items:
            if item.inner is not None:
                yield from item.inner.all()


def write(listing: Listing) -> str:
    """The report's text; the spans of the labels are noted in the items."""
    parts = ["2023年度工作总结\n"]
    _write(listing, parts)
    return "".join(parts)


def _write(listing: Listing, parts: list[str]) -> None:
    for at, item in enumerate(listing.items):
        start = sum(map(len, parts))
        name = label(listing.form, item.number)
        item.span = Span(start, start + len(name.rstrip("　")))
        if listing.inline:
            parts.append(f"{name}{item.words}{'。' if at + 1 == len(listing.items) else '；'}")
            continue
        parts.append(f"{name}{item.words}")
        inner = item.inner
        if inner is not None and inner.inline:
            parts.append("。")
            _write(inner, parts)
            parts.append("\n")
        elif inner is not None:
            parts.append("\n")
            _write(inner, parts)
        else:
            parts.append("。\n")


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    """A numbered report: 章 and 条, or 一、（一）1.（1）① from any level down to any other."""
    if draw(st.booleans()):
        return draw(_levels(draw(st.integers(0, 3)), draw(st.integers(1, 4))))
    chapters, number = Listing("chapter"), 1
    for at in range(1, draw(st.integers(2, 4)) + 1):
        articles = Listing("article")
        for _ in range(draw(st.integers(2, 4))):
            articles.items.append(Item(number, draw(st.sampled_from(_WORDS)), draw(st.none() | _inline())))
            number += 1
        chapters.items.append(Item(at, "总则", articles))
    return chapters


@st.composite
def _levels(draw: st.DrawFn, level: int, depth: int) -> Listing:
    form = _LINE_FORMS[level]
    most = 20 if form == "circled" else draw(st.sampled_from((3, 5, 12)))
    listing = Listing(form)
    for number in range(1, draw(st.integers(2, most)) + 1):
        inner: Listing | None = None
        if depth > 1 and level + 1 < len(_LINE_FORMS) and number < 5 and draw(st.booleans()):
            inner = draw(_levels(level + 1, depth - 1))
        elif number < 5:
            inner = draw(st.none() | _inline())
        listing.items.append(Item(number, draw(st.sampled_from(_WORDS)), inner))
    return listing


@st.composite
def _inline(draw: st.DrawFn) -> Listing:
    form = draw(st.sampled_from(_SPOKEN_FORMS))
    count = draw(st.integers(2, 4 if form == "word" else 6))
    return Listing(form, True, [Item(n, draw(st.sampled_from(_WORDS))) for n in range(1, count + 1)])


def slips(listing: Listing, slip: Slip) -> list[tuple[Listing, int]]:
    """Where a slip must give exactly one finding: in which list, at which item.

    Not where no reader can tell it for a slip: the last item gone; the first article gone or moved, for amendments
    begin in the middle; 其次 gone; in a list of two.
    """
    found: list[tuple[Listing, int]] = []
    for one in listing.all():
        count = len(one.items)
        if one.form == "word" or count < 3 or (slip.endswith("first") and one.form == "article"):
            continue
        if slip.startswith("delete") and one.form == "chapter":
            continue  # its articles would be missing, too
        if slip.endswith("first"):
            found.append((one, 0))
        elif slip == "duplicate":
            found += [(one, at) for at in range(count) if one.items[at].inner is None]
        else:
            found += [(one, at) for at in range(1, count - 1)]
    return found


def apply(slip: Slip, listing: Listing, at: int) -> tuple[tuple[str, ...], list[Item]]:
    """Make the slip; returns the codes that the finding may have, and the items on whose labels it may stand."""
    items = listing.items
    if slip.startswith("delete"):
        del items[at]
        return ("XX301" if at else "XX304",), [items[at]]
    if slip == "duplicate":
        twin = Item(items[at].number, "切实转变工作作风")
        items.insert(at + 1, twin)
        return ("XX302",), [twin]
    items[at].number, items[at + 1].number = items[at + 1].number, items[at].number
    return (("XX303",) if at else ("XX303", "XX304")), [items[at], items[at + 1]]
