"""What a rule says of itself, in a few words and in full, for pages and for programs that show help beside a finding."""

import re

from xxlint.packs import ALWAYS, Rule
from xxlint.words import Lang, Words

MARK = re.compile(r"⟦([^|⟧]+)\|(.*?)⟧", re.DOTALL)
"""A marked defect in an example: ``⟦XX101|XX⟧``."""

_FIELD = re.compile(r"\{\w+\}")


def summary(rule: Rule) -> Words:
    """What a rule finds, in one line: its message without the words of a report."""
    return Words(
        in_short(rule.message.zh) or _first_sentence(rule.why.zh),
        in_short(rule.message.en) or _first_sentence(rule.why.en),
    )


def in_short(message: str) -> str:
    """The message with … for each field; nothing if no word is left."""
    words = re.sub(r"[，,：:；; ]*…$", "", without_fields(message))
    return words if re.search(r"\w", words) else ""


def without_fields(message: str) -> str:
    """The message with … where a report's words would stand."""
    return _FIELD.sub("…", message)


def _first_sentence(text: str) -> str:
    return re.split(r"[。；]|[;.](?= |$)", text)[0]


def help_text(rule: Rule, lang: Lang, *, markdown: bool = False) -> str:
    """Why, by which clause, with an example of each sort, and how to silence it; a paragraph each."""
    bold = "**" if markdown else ""

    def say(zh: str, en: str) -> str:
        return en if lang == "en" else zh

    def told(key: Words, words: str) -> str:
        return f"{bold}{key.to(lang)}{bold}{say('：', ': ')}{words}"

    parts = [rule.why.to(lang)]
    if rule.clause:
        parts.append(told(Words("依据", "Clause"), rule.clause))
    parts += [told(Words("有问题", "Bad"), _shown(example)) for example in rule.bad[:1]]
    parts += [told(Words("没问题", "Good"), _shown(example)) for example in rule.good[:1]]
    if rule.code not in ALWAYS:
        comment = f"<!-- xxlint: ignore {rule.code} {say('原因', 'reason')} -->"
        parts.append(told(Words("忽略", "Silence"), f"`{comment}`" if markdown else comment))
    return "\n\n".join(parts)


def _shown(example: str) -> str:
    """An example on one line, its defects between brackets."""
    shown = MARK.sub(lambda match: f"【{match[2]}】", example)
    return shown.strip("\n").replace("\n", " ⏎ ")
