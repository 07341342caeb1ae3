"""The page of a rule, and the list of rules: what a rule finds, why, with examples, and how to live with it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from xxlint.drawing import Prose, across
from xxlint.exchange.rule_help import MARK, in_short, summary, without_fields
from xxlint.output import SEVERITY_WORDS, View, drawn, family_key, family_name
from xxlint.packs import ALWAYS, Rule

_WIDTH = 100  # a page is not wider: long lines are hard to read
_NARROW = 80  # below so many columns, what a rule finds stands under its name


def page(rule: Rule, view: View) -> Iterator[str]:
    """All that there is to say of a rule."""
    view = view._replace(width=min(view.width or _WIDTH, _WIDTH))
    return drawn(_page(rule, view), view)


def rules_list(rules: Iterable[Rule], view: View) -> Iterator[str]:
    """The rules by family, each with what it finds."""
    return drawn(_list(list(rules), view), view)


# the list


def _list(rules: Sequence[Rule], view: View) -> Iterator[RenderableType]:
    code = max((len(r.code) for r in rules), default=0) + 4
    name = max((len(r.name) for r in rules), default=0) + 2
    level = max((_severity(r, view).cell_len for r in rules), default=0) + 2
    narrow = 0 < view.width < _NARROW
    for at, (key, members) in enumerate(groupby(rules, key=lambda r: family_key(r.code))):
        together = list(members)
        tally = view.say(f"{len(together)} 条", f"{len(together)} rule{'s' * (len(together) != 1)}")
        if at:
            yield ""
        yield Text.assemble((family_name(key, view.lang), "heading"), (f"  {key}  {tally}", "dim"))
        grid = Table.grid()
        for width in (code, None) if narrow else (code, name, level, None):
            grid.add_column(width=width)
        for r in together:
            off = "" if r.default else view.say("（默认不查）", " (off by default)")
            cells = [Text(r.name), _severity(r, view), Prose(summary(r).to(view.lang) + off)]
            if narrow:
                cells = [Prose.assemble(cells[0], "  ", cells[1], "\n", cells[2])]
            grid.add_row(Text(f"  {r.code}", "strong"), *cells)
        yield grid


def _severity(rule: Rule, view: View) -> Text:
    return Text(SEVERITY_WORDS[rule.severity].to(view.lang), rule.severity)


# the page of a rule

Entry = tuple[str, Text]
"""A key in the margin, and what is to be said; an empty key goes on with the one above."""


def _page(shown: Rule, view: View) -> Iterator[RenderableType]:
    family = family_name(family_key(shown.code), view.lang)
    dot = (f" {view.signs.dot} ", "dim")
    yield Text.assemble(
        (shown.code, "strong"), "  ", (shown.name, "heading"), "  ", _severity(shown, view), dot, family
    )
    yield across(view.signs.rule)
    grid = Table.grid(padding=(0, 0, 0, 2), collapse_padding=False, pad_edge=True)
    grid.add_column(min_width=10)
    for part in (_about(shown, view), _examples(shown, view), _use(shown, view)):
        for key, told in part:
            grid.add_row(Text(key, "dim"), told)
        grid.add_row("", "")
    yield grid


def _about(rule: Rule, view: View) -> Iterator[Entry]:
    message = rule.message if in_short(rule.message.zh) else summary(rule)
    yield view.say("查什么", "what"), Prose(without_fields(message.to(view.lang)))
    yield view.say("为什么", "why"), Prose(rule.why.to(view.lang))
    for at, (name, case) in enumerate(rule.cases.items()):
        severity = (SEVERITY_WORDS[case.severity].to(view.lang), case.severity)
        told = without_fields(case.message.to(view.lang))
        key = "" if at else view.say("情形", "cases")
        yield key, Prose.assemble((name, "strong"), "  ", severity, "  ", told)
    if rule.yields_to:
        yield view.say("让位于", "yields to"), Prose(view.say("、", ", ").join(rule.yields_to))
    if rule.clause:
        yield view.say("依据", "clause"), Prose(rule.clause)


def _examples(rule: Rule, view: View) -> Iterator[Entry]:
    for key, sign, style, examples in (
        (view.say("有问题", "bad"), view.signs.bad, "error", rule.bad),
        (view.say("没问题", "good"), view.signs.good, "good", rule.good),
    ):
        for at, example in enumerate(examples):
            told = _rendered(example, rule, view)
            yield "" if at else key, Prose.assemble((f"{sign} ", style), told)


def _rendered(example: str, rule: Rule, view: View) -> Text:
    """An example with its marks as a reader should see them: in colour, or between brackets."""
    opening, closing = ("", "") if view.color else (">>", "<<") if "【" in example else ("【", "】")
    told = Text()
    at = 0
    for match in MARK.finditer(example):
        told.append(_one_line(example[at : match.start()]))
        told.append(f"{opening}{_one_line(match[2])}{closing}", f"mark.{rule.severity}")
        at = match.end()
    return told.append(_one_line(example[at:]))


def _one_line(text: str) -> str:
    return text.rstrip("\n").replace("\n", " ⏎ ")


def _use(rule: Rule, view: View) -> Iterator[Entry]:
    say = view.say
    if rule.code in ALWAYS:
        told = say("总是查，不能关闭，也不能忽略", "always on; it can be neither deselected nor silenced")
        yield say("选用", "use"), Prose(told)
        return

    word = say("原因", "reason")
    turned = (
        (f"--ignore {rule.code}", say("关闭", "turns it off"))
        if rule.default
        else (f"--extend-select {rule.code}", say("打开", "turns it on"))
    )
    state = say("默认查", "on by default") if rule.default else say("默认不查", "off by default")
    yield say("选用", "use"), Prose(state)
    for words, meaning in (turned, (f"--select {rule.code}", say("只查它", "runs it alone"))):
        yield "", _way(words, meaning)
    for at, (words, meaning) in enumerate(
        (
            (
                f"ignore {rule.code} {word}",
                say("本行；注释单独成行时，管下一行", "this line; on a line of its own, the next"),
            ),
            (f"ignore-next-line {rule.code} {word}", say("下一行", "the next line")),
            (f"ignore-start {rule.code} --> … <!-- xxlint: ignore-end", say("中间各行", "in between")),
            (f"ignore-file {rule.code} {word}", say("整个文件", "the whole file")),
        )
    ):
        yield "" if at else say("忽略", "silence"), _way(f"<!-- xxlint: {words} -->", meaning)
    words = say("报告.docx", "report.docx")
    meaning = say("现有的各处，不动报告", "those that are there; the report stays")
    yield "", _way(f"xxlint check {words} --add-waiver {rule.code} --reason {word}", meaning)


def _way(words: str, meaning: str) -> Text:
    return Prose.assemble((words, "strong"), (f"  {meaning}", "dim"))
