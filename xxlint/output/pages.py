"""The page of a rule, and the list of rules: what a rule finds, why, with examples, and how to live with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from xxlint.output import (
    SEVERITY_WORDS,
    Ink,
    View,
    cell_width,
    clip,
    family_key,
    family_name,
    listing,
    paint,
    signs,
)
from xxlint.packs import ALWAYS, Rule
from xxlint.words import Words

MARK = re.compile(r"⟦([^|⟧]+)\|(.*?)⟧", re.DOTALL)
"""A marked defect in an example: ``⟦XX101|XX⟧``."""

_WIDTH = 100  # a page is not wider: long lines are hard to read
_FIELD = re.compile(r"\{\w+\}")

Entry = tuple[str, Sequence[Ink]]


def page(rule: Rule, view: View) -> Iterator[str]:
    """All that there is to say of a rule."""
    width = min(view.width or _WIDTH, _WIDTH)
    family = family_name(family_key(rule.code), view.lang)
    severity = Ink(SEVERITY_WORDS[rule.severity].to(view.lang), rule.severity)
    sign = signs(view.boxes)
    dot = Ink(f" {sign.dot} ", "dim")
    yield (
        paint(
            [
                Ink(rule.code, "bold"),
                Ink("  "),
                Ink(rule.name, "heading"),
                Ink("  "),
                severity,
                dot,
                Ink(family),
            ],
            view.color,
        )
        + "\n"
    )
    yield paint([Ink(sign.rule * width, "dim")], view.color) + "\n"
    for part in (_about(rule, view), _examples(rule, view), _use(rule, view)):
        if part:
            yield from listing(_aligned(part), width, view.color)
            yield "\n"


def rules_list(rules: Iterable[Rule], view: View) -> Iterator[str]:
    """One line a rule, by family."""
    found = list(rules)
    name = max((len(rule.name) for rule in found), default=0)
    level = max((cell_width(SEVERITY_WORDS[rule.severity].to(view.lang)) for rule in found), default=0)
    code = max((len(rule.code) for rule in found), default=0)
    zh = view.lang == "zh"
    for at, (key, members) in enumerate(groupby(found, key=lambda rule: family_key(rule.code))):
        together = list(members)
        tally = f"{len(together)} 条" if zh else f"{len(together)} rule{'s' * (len(together) != 1)}"
        yield (
            ("\n" if at else "")
            + paint(
                [Ink(family_name(key, view.lang), "heading"), Ink(f"  {key}  {tally}", "dim")], view.color
            )
            + "\n"
        )
        for rule in together:
            severity = SEVERITY_WORDS[rule.severity].to(view.lang)
            off = "" if rule.default else "（默认不查）" if zh else " (off by default)"
            what = f"{summary(rule).to(view.lang)}{off}"
            room = view.width - (name + level + code + 8)
            inks = [
                Ink(f"  {rule.code:<{code}}", "bold"),
                Ink(f"  {rule.name:<{name}}  "),
                Ink(severity + " " * (level - cell_width(severity)), rule.severity),
                Ink(f"  {clip(what, max(10, room), signs(view.boxes).dots) if view.width else what}"),
            ]
            yield paint(inks, view.color) + "\n"


def summary(rule: Rule) -> Words:
    """What a rule finds, in one line: its message without the words of a report."""
    return Words(
        _in_short(rule.message.zh) or _first_sentence(rule.why.zh),
        _in_short(rule.message.en) or _first_sentence(rule.why.en),
    )


def _in_short(message: str) -> str:
    """The message with … for each field; nothing if no word is left."""
    words = re.sub(r"[，,：:；; ]*…$", "", _FIELD.sub("…", message))
    return words if re.search(r"\w", words) else ""


def _first_sentence(text: str) -> str:
    return re.split(r"[。；]|[;.](?= |$)", text)[0]


def _aligned(entries: Sequence[Entry]) -> list[Entry]:
    """The keys padded to one width over all parts of the page."""
    return [(key + " " * (10 - cell_width(key)), inks) for key, inks in entries]


def _about(rule: Rule, view: View) -> list[Entry]:
    zh = view.lang == "zh"
    entries: list[Entry] = [
        ("查什么" if zh else "what", [Ink(_FIELD.sub("…", rule.message.to(view.lang)))])
        if _in_short(rule.message.zh)
        else ("查什么" if zh else "what", [Ink(summary(rule).to(view.lang))]),
        ("为什么" if zh else "why", [Ink(rule.why.to(view.lang))]),
    ]
    for name, case in rule.cases.items():
        told = _FIELD.sub("…", case.message.to(view.lang))
        severity = Ink(SEVERITY_WORDS[case.severity].to(view.lang), case.severity)
        key = ("情形" if zh else "cases") if name == next(iter(rule.cases)) else ""
        entries.append((key, [Ink(f"{name}  ", "bold"), severity, Ink(f"  {told}")]))
    if rule.yields_to:
        entries.append(("让位于" if zh else "yields to", [Ink(("、" if zh else ", ").join(rule.yields_to))]))
    if rule.clause:
        entries.append(("依据" if zh else "clause", [Ink(rule.clause)]))
    return entries


def _examples(rule: Rule, view: View) -> list[Entry]:
    zh = view.lang == "zh"
    bad = [(list(_rendered(example, rule, view))) for example in rule.bad]
    good = [(list(_rendered(example, rule, view))) for example in rule.good]
    entries: list[Entry] = []
    for key, style, sign, examples in (
        ("有问题" if zh else "bad", "error", "✗", bad),
        ("没问题" if zh else "good", "good", "✓", good),
    ):
        mark = Ink(f"{sign} " if view.boxes else "", style)
        entries.extend((key if at == 0 else "", [mark, *inks]) for at, inks in enumerate(examples))
    return entries


def _rendered(example: str, rule: Rule, view: View) -> Iterator[Ink]:
    """An example with its marks as a reader should see them: in colour, or between brackets."""
    at = 0
    for match in MARK.finditer(example):
        yield Ink(_one_line(example[at : match.start()]))
        words = _one_line(match[2])
        opening, closing = ("", "") if view.color else (">>", "<<") if "【" in example else ("【", "】")
        yield Ink(f"{opening}{words}{closing}", f"mark-{rule.severity}")
        at = match.end()
    yield Ink(_one_line(example[at:]))


def _one_line(text: str) -> str:
    return text.rstrip("\n").replace("\n", " ⏎ ")


def _use(rule: Rule, view: View) -> list[Entry]:
    zh = view.lang == "zh"
    if rule.code in ALWAYS:
        told = (
            "总是查，不能关闭，也不能忽略" if zh else "always on; it can be neither deselected nor silenced"
        )
        return [("选用" if zh else "use", [Ink(told)])]
    state = (
        ("默认查" if rule.default else "默认不查")
        if zh
        else ("on by default" if rule.default else "off by default")
    )
    word = "原因" if zh else "reason"
    turn = f"--extend-select {rule.code}" if not rule.default else f"--ignore {rule.code}"
    turned = (
        ("打开" if not rule.default else "关闭")
        if zh
        else ("turns it on" if not rule.default else "turns it off")
    )
    only = "只查它" if zh else "runs it alone"
    here = "本行；注释单独成行时，管下一行" if zh else "this line; on a line of its own, the next"
    below = "下一行" if zh else "the next line"
    between = "中间各行" if zh else "in between"
    whole = "整个文件" if zh else "the whole file"
    return [
        ("选用" if zh else "use", [Ink(state)]),
        ("", [Ink(turn, "bold"), Ink(f"  {turned}", "dim")]),
        ("", [Ink(f"--select {rule.code}", "bold"), Ink(f"  {only}", "dim")]),
        (
            "忽略" if zh else "silence",
            [Ink(f"<!-- xxlint: ignore {rule.code} {word} -->", "bold"), Ink(f"  {here}", "dim")],
        ),
        (
            "",
            [Ink(f"<!-- xxlint: ignore-next-line {rule.code} {word} -->", "bold"), Ink(f"  {below}", "dim")],
        ),
        (
            "",
            [
                Ink(f"<!-- xxlint: ignore-start {rule.code} --> … <!-- xxlint: ignore-end -->", "bold"),
                Ink(f"  {between}", "dim"),
            ],
        ),
        ("", [Ink(f"<!-- xxlint: ignore-file {rule.code} {word} -->", "bold"), Ink(f"  {whole}", "dim")]),
    ]
