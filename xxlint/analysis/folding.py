"""Full-width forms folded to their half-width twins, one to one, so that offsets stay valid."""

from xxlint.patterns import lazy

_TWINS = {
    **{chr(ord("０") + n): str(n) for n in range(10)},
    "％": "%", "．": ".", "＊": "*", "＿": "_", "＋": "+", "＝": "=", "＠": "@", "＃": "#", "＄": "$", "｛": "{", "｝": "}",
    "Ｘ": "X", "ｘ": "x", "Х": "X", "х": "x", "Χ": "X", "χ": "x",  # Latin full width, Cyrillic, Greek
    "╳": "×", "✕": "×", "✖": "×", "⨯": "×", "◯": "○", "▢": "□", "☐": "□", "Ｎ": "N", "－": "-",
}  # fmt: skip


_WIDE = lazy(f"[{''.join(_TWINS)}]")


def fold(text: str) -> str:
    """The text with the characters that matter folded; its length does not change.

    ``str.replace`` for what occurs costs a seventieth of ``str.translate`` over the whole text.
    """
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _TWINS[wide])
    return text
