"""``xxlint rule``: the page of a rule."""

import sys

import click

from xxlint.api import load_packs
from xxlint.cli.command import Command
from xxlint.cli.terminal import (
    color_option,
    complain,
    fail,
    lang_option,
    language,
    make_view,
    packs_option,
    tell,
    write,
)
from xxlint.output.pages import page
from xxlint.packs import Rule
from xxlint.settings import nearest_code
from xxlint.words import Lang, PackError, Words, nearest


@click.command(
    "rule",
    cls=Command,
    help=tell(
        "说明一条规则：查什么、为什么、示例、怎样忽略。",
        "Explain a rule: what it finds, why, examples, how to silence it.",
    ),
)
@click.argument("words", nargs=-1, metavar=tell("代码或名称…", "CODE|NAME..."))
@click.option("--all", "every", is_flag=True, help=tell("所有规则。", "All rules."))
@packs_option()
@color_option()
@lang_option()
def command(
    words: tuple[str, ...], every: bool, packs: tuple[str, ...], color: str, lang: Lang | None
) -> None:
    """Print the pages of the rules that were asked for."""
    lang = lang or language()
    try:
        rules = load_packs(packs).rules
    except PackError as error:
        fail(error, lang)
    if not words and not every:
        complain(
            Words(
                "写一个代码或名称，如 xxlint rule XX101；全部列出用 xxlint rules",
                "name a rule, as in xxlint rule XX101; xxlint rules lists all",
            ),
            lang,
        )
        sys.exit(2)
    found: dict[str, Rule] = dict(rules) if every else {}
    for word in words:
        matching = _find(word, rules)
        if not matching:
            complain(_unknown(word, rules), lang)
            sys.exit(2)
        found.update(matching)
    view = make_view(lang, color)
    write(piece for rule in found.values() for piece in page(rule, view))


def _find(word: str, rules: dict[str, Rule]) -> dict[str, Rule]:
    """The rule of a code or name, or all whose code begins so: XX101, letter-placeholder, XX1."""
    asked = word.strip()
    if asked.upper() in rules:
        return {asked.upper(): rules[asked.upper()]}
    return {
        code: rule
        for code, rule in rules.items()
        if rule.name == asked.lower() or (asked and code.startswith(asked.upper()))
    }


def _unknown(word: str, rules: dict[str, Rule]) -> Words:
    near = nearest_code(word.upper(), rules) or nearest(word.lower(), [rule.name for rule in rules.values()])
    hint_zh, hint_en = (f"，是不是 {near}？", f", did you mean {near}?") if near else ("", "")
    return Words(f"没有规则“{word}”{hint_zh}", f"no rule “{word}”{hint_en}")
