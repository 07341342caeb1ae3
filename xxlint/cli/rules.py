"""``xxlint rules``: the list of rules; ``xxlint rules test PACK``: a pack's own examples, run."""

import sys
from collections.abc import Iterator

import click

from xxlint.api import load_packs, make_runner, read_document
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
from xxlint.exchange.rule_help import MARK
from xxlint.lexicon import Lexicon
from xxlint.output.pages import rules_list
from xxlint.packs import Rule, builtin
from xxlint.settings import Settings
from xxlint.span import Span
from xxlint.words import Lang, PackError, Words


@click.command(
    "rules",
    cls=Command,
    help=tell(
        "列出所有规则。xxlint rules test 规则包.toml 试一遍规则包里的示例。",
        "List all rules. xxlint rules test PACK.toml runs the examples of a pack.",
    ),
)
@click.argument("words", nargs=-1, metavar=tell("[test 规则包…]", "[test PACK...]"))
@packs_option()
@color_option()
@lang_option()
def command(words: tuple[str, ...], packs: tuple[str, ...], color: str, lang: Lang | None) -> None:
    """List the rules, or test the examples of packs."""
    lang = lang or language()
    if words and words[0] != "test":
        complain(
            Words(
                f"rules 后面只能是 test，不是“{words[0]}”",
                f"after rules comes test or nothing, not “{words[0]}”",
            ),
            lang,
        )
        sys.exit(2)
    try:
        if words:
            sys.exit(_test((*packs, *words[1:]), lang))
        rules = load_packs(packs).rules
    except PackError as error:
        fail(error, lang)
    write(rules_list(rules.values(), make_view(lang, color)))


def _test(packs: tuple[str, ...], lang: Lang) -> int:
    """Run the examples of the packs' own rules, of the built-in ones if no pack is named; 1 if one fails."""
    loaded = load_packs(packs)
    own = [rule for rule in loaded.rules.values() if rule.builtin != bool(packs)]
    failures = [words for rule in own for words in _failures(rule, packs, lang)]
    write(f"{words.to(lang)}\n" for words in failures)
    examples = sum(len(rule.bad) + len(rule.good) for rule in own)
    total = Words(
        f"{len(own)} 条规则，{examples} 个示例，{len(failures)} 个不符",
        f"{len(own)} rules, {examples} examples, {len(failures)} failing",
    )
    write([f"{total.to(lang)}\n"])
    if packs and (added := _added(loaded.lexicon, builtin().lexicon)):
        zh, en = "、".join(words.zh for words in added), ", ".join(words.en for words in added)
        write([f"{Words(f'另有 {zh}', f'and {en}').to(lang)}\n"])
    return 1 if failures else 0


def _added(lexicon: Lexicon, before: Lexicon) -> list[Words]:
    """What packs add to the words of the built-in ones."""
    metrics = len(lexicon.metrics) - len(before.metrics)
    genres = len(set(lexicon.genres) - set(before.genres))
    typos = len(lexicon.typos) - len(before.typos)
    counts = (
        (metrics, Words(f"{metrics} 个指标", f"{metrics} metrics")),
        (genres, Words(f"{genres} 个文种有改动", f"{genres} genres changed")),
        (typos, Words(f"{typos} 个易错词", f"{typos} typos")),
    )
    return [words for count, words in counts if count]


def _failures(rule: Rule, packs: tuple[str, ...], lang: Lang) -> Iterator[Words]:
    """The examples of a rule on which it does not do what they say."""
    if rule.kind == "tool":
        return
    runner = make_runner(Settings(select=(rule.code,), packs=packs, force=True, lang=lang))
    for name, examples in (("bad", rule.bad), ("good", rule.good)):
        for example in examples:
            text, wanted, doubtful = _read(example, rule.code)
            result = runner.check_document(read_document("example.txt", text.encode("utf-8"), "utf-8"))
            found = {d.span for d in result.diagnostics if d.code == rule.code}
            slips = [
                Words(f"没有报出“{span.of(text)}”", f"“{span.of(text)}” is not found")
                for span in sorted(wanted - found)
            ]
            slips += [
                Words(f"多报了“{span.of(text)}”", f"“{span.of(text)}” is found too much")
                for span in sorted(found - wanted - doubtful)
            ]
            slips += [Words(d.message, d.message) for d in result.diagnostics if d.code in ("XX003", "XX004")]
            if slips:
                shown = text.strip().replace("\n", "⏎")
                zh, en = "，".join(slip.zh for slip in slips), ", ".join(slip.en for slip in slips)
                start = f"{rule.code} {rule.name} {name}"
                yield Words(f"{start}：{zh}：{shown}", f"{start}: {en}: {shown}")


def _read(example: str, code: str) -> tuple[str, set[Span], set[Span]]:
    """An example's text without marks, where this rule must find something, and where it may."""
    text, at = "", 0
    wanted: set[Span] = set()
    doubtful: set[Span] = set()
    for match in MARK.finditer(example):
        text += example[at : match.start()]
        span = Span(len(text), len(text) + len(match[2]))
        text += match[2]
        at = match.end()
        for one in match[1].split("+"):
            if one.rstrip("?") == code:
                (doubtful if one.endswith("?") else wanted).add(span)
    return text + example[at:], wanted, doubtful
