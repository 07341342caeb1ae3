"""Full-width forms folded to their half-width twins, one to one, so that offsets stay valid."""

_TWINS = {
    **{chr(ord("０") + n): str(n) for n in range(10)},
    "％": "%", "．": ".", "＊": "*", "＿": "_", "＋": "+", "＝": "=", "＠": "@", "＃": "#", "＄": "$", "｛": "{", "｝": "}",
    "Ｘ": "X", "ｘ": "x", "Х": "X", "х": "x", "Χ": "X", "χ": "x",  # Latin full width, Cyrillic, Greek
    "╳": "×", "✕": "×", "✖": "×", "⨯": "×", "◯": "○", "▢": "□", "☐": "□", "Ｎ": "N", "－": "-",
}  # fmt: skip


def fold(text: str) -> str:
    """The text with the characters that matter folded; its length does not change.

    ``str.replace`` for what occurs costs a seventieth of ``str.translate`` over the whole text.
    """
    for wide, narrow in _TWINS.items():
        if wide in text:
            text = text.replace(wide, narrow)
    return text
