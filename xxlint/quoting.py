"""Texts between quotation marks, for the files that xxlint writes."""


def quoted(text: str) -> str:
    """A basic string of TOML, which escapes as JSON does, and one character more."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
