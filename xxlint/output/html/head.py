"""What all our pages begin with: a policy that admits their own style and script alone, their colours, their title."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

from xxlint import __version__
from xxlint.output import View, visible

_HERE = Path(__file__).parent


def source(*names: str) -> str:
    """The styles or scripts that lie beside this module, as one."""
    return "\n".join((_HERE / name).read_text("utf-8") for name in names)


def head(title: str, style: str, script: str, view: View) -> Iterator[str]:
    """All that stands before the page, the policy first; ``script`` is "" on a page that only is to be read."""
    scripts = f" script-src {_hash(script)};" if script else ""
    policy = f"default-src 'none'; img-src data:; style-src {_hash(style)};{scripts} base-uri 'none'; form-action 'none'"
    yield (
        f'<!DOCTYPE html>\n<html lang="{view.say("zh-CN", "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="xxlint {escape(__version__)}">\n<link rel="icon" href="data:,">\n'
        f"<title>{escaped(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def escaped(words: str) -> str:
    """Words of anybody as they may stand between tags."""
    return escape(visible(words), quote=False)


def name_of(path: str) -> str:
    """The name of a file without its folders."""
    return path.replace("\\", "/").rpartition("/")[2] or path


def _hash(words: str) -> str:
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"
