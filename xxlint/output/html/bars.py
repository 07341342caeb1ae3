"""Bars, drawn without a style of their own, which the page's policy would refuse."""

from collections.abc import Iterable
from html import escape

WIDTH = 100  # of the longest bar


def bar(parts: Iterable[tuple[str, float]], label: str = "") -> str:
    """A bar of parts, each a class and a width; ``label`` says it in words where nothing beside the bar does."""
    x, drawn = 0.0, []
    for name, width in parts:
        if width:
            drawn.append(f'<rect class="{name}" x="{x:.1f}" width="{max(width, 1):.1f}" height="6"/>')
        x += width
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg viewBox="0 0 {WIDTH} 6" preserveAspectRatio="none" {told}>{"".join(drawn)}</svg>'
