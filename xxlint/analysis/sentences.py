"""The sentence and the clause around a place, and whether the place is in a title."""

from xxlint.span import Span

_REACH = 300  # characters on both sides that a sentence may have


def sentence(text: str, span: Span) -> Span:
    """The sentence around a span."""
    return _around(text, span, "。！？\n")


def sentence_at(text: str, at: int) -> Span:
    """The sentence around a place."""
    return sentence(text, Span(at, at))


def clause(text: str, span: Span) -> Span:
    """The clause around a span; 、 does not end it."""
    return _around(text, span, "，；。！？\n")


def in_title_marks(text: str, span: Span) -> bool:
    """Whether the span stands in 《》."""
    opening = text.rfind("《", max(0, span.start - _REACH), span.start)
    return (
        opening >= 0
        and "》" not in text[opening : span.start]
        and "\n" not in text[opening : span.start]
        and "》" in text[span.end : span.end + _REACH]
    )


def _around(text: str, span: Span, ends: str) -> Span:
    low, high = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    for sign in ends:
        if (start := text.rfind(sign, low, span.start)) >= 0:
            low = start + 1
        if (end := text.find(sign, span.end, high)) >= 0:
            high = end
    return Span(low, high)
