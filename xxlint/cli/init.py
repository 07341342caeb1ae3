"""``xxlint init``: write a commented ``xxlint.toml`` after three questions."""

import sys
from pathlib import Path

import click

from xxlint.cli.command import Command
from xxlint.cli.terminal import complain, lang_option, language, stop, tell
from xxlint.config import config_in
from xxlint.formats.saving import NotSaved, save
from xxlint.packs import builtin
from xxlint.quoting import quoted
from xxlint.settings import SettingsError, check_genre
from xxlint.vocabulary import SEVERITIES
from xxlint.words import Lang, Words

TARGET = "xxlint.toml"
SCHEMA = Path(__file__).parent.parent / "schemas" / "xxlint.schema.json"


@click.command(
    "init",
    cls=Command,
    help=tell(
        "在当前文件夹写一份带说明的 xxlint.toml，先问三个问题。",
        "Write a commented xxlint.toml into the current folder, after three questions.",
    ),
)
@click.option("--yes", "-y", is_flag=True, help=tell("不问，都按默认。", "Ask nothing, take the defaults."))
@click.option("--force", is_flag=True, help=tell("已有的也覆盖。", "Replace the one that is there."))
@lang_option()
def command(yes: bool, force: bool, lang: Lang | None) -> None:
    """Ask and write; 2 where nothing was written."""
    lang = lang or language()
    there = config_in(".")
    if there and not force:
        name = Path(there).name
        stop(
            Words(
                f"这里已经有设置：{name}，没有覆盖；要另写 {TARGET} 请加 --force",
                f"there are settings here, in {name}: nothing was written; --force writes {TARGET}",
            ),
            lang,
        )
    if not yes and not is_interactive():
        stop(
            Words(
                "不是在终端里，没法提问；用 xxlint init --yes 按默认写",
                "no terminal to ask questions in; xxlint init --yes takes the defaults",
            ),
            lang,
        )
    region, genre, show = ("", "auto", "warning") if yes else _ask(lang)
    try:
        save(TARGET, written(region, genre, show, lang).encode(), replace=force)
    except NotSaved as error:
        stop(error.reason, lang)
    click.echo(
        Words(f"已写好 {TARGET}；xxlint . 检查这个文件夹", f"wrote {TARGET}; xxlint . checks this folder").to(
            lang
        )
    )
    if Path(".git").exists() and not Path(".pre-commit-config.yaml").exists():
        click.echo(_HOOK.to(lang))


def is_interactive() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


_HOOK = Words(
    "要在每次提交前检查，可用 pre-commit 的钩子 xxlint，见 README",
    "the pre-commit hook xxlint checks before every commit, see the README",
)


# the questions


def _ask(lang: Lang) -> tuple[str, str, str]:
    """The region, the genre and the least severity that is shown."""
    region = click.prompt(
        Words("1/3 报告是哪个地方的（如 松阳县；直接回车：看各篇的标题和落款）",
              "1/3 The region of the reports (Enter: told by title and signature of each)").to(lang),
        default="",
        show_default=False,
    ).strip()  # fmt: skip
    genre = ""
    while not genre:
        genre = click.prompt(
            Words("2/3 文种（直接回车：按标题判断；none：不按文种查；或写名称，如 述职报告）",
                  "2/3 The kind of report (Enter: told by the title; none; or a name, as work-summary)").to(lang),
            default="auto",
            show_default=False,
        ).strip()  # fmt: skip
        try:
            check_genre(builtin().lexicon.genres, genre)
        except SettingsError as error:
            complain(error.words, lang)
            genre = ""
    show = click.prompt(
        Words(
            "3/3 最轻显示到哪一级（直接回车：warning）", "3/3 The least severity to show (Enter: warning)"
        ).to(lang),
        type=click.Choice(SEVERITIES),
        default="warning",
        show_default=False,
    )
    return region, genre, show


# the file


def written(region: str, genre: str, show: str, lang: Lang) -> str:
    """The file: what was answered as settings, the other keys as comments with an example."""

    def say(zh: str, en: str) -> str:
        return en if lang == "en" else zh

    region_line = (
        f"region = {quoted(region)}" if region else f"# region = {quoted(say('松阳县', 'Songyang'))}"
    )
    lines = (
        f"#:schema {SCHEMA.as_uri()}",
        say("# ↑ 让编辑器提示各项设置，可以删去。", "# ↑ lets editors complete the keys; may be deleted."),
        say(
            "# xxlint 的设置，对这个文件夹和下面的文件夹有效；xxlint config 列出全部设置和来历。",
            "# Settings of xxlint for this folder and those below; xxlint config shows all that holds.",
        ),
        "",
        say(
            "# 报告是哪个地方的；不写则看各篇的标题和落款。",
            "# The region of the reports; told by their titles if not said.",
        ),
        region_line,
        "",
        say(
            "# 文种：auto 按标题判断，none 不按文种查，或写名称。",
            "# The kind of report: auto, none or a name.",
        ),
        f"genre = {quoted(genre)}",
        "",
        say(
            "# 最轻显示到哪一级：error、warning、info。",
            "# The least severity to show: error, warning, info.",
        ),
        f'show = "{show}"',
        "",
        say("# 本单位的名称，不当作外地地名提示。", "# Names of the office that are no foreign ones."),
        '# own-names = ["松阳县驻杭办"]',
        "",
        say("# 哪一级起算不通过（退出码 1）。", "# The least severity that fails (exit code 1)."),
        '# fail-on = "warning"',
        "",
        say(
            "# 不查的规则：代码、类别或名称，xxlint rules 列出全部。",
            "# Rules to leave out, see xxlint rules.",
        ),
        '# ignore = ["XX802"]',
        "",
        say("# 不查的文件，写法同 .gitignore。", "# Files to leave out, written as in .gitignore."),
        '# extend-exclude = ["旧稿/", "*模板*"]',
        "",
        say("# 本单位的规则包。", "# The office's own pack of rules."),
        '# packs = ["our-office.toml"]',
        "",
        say("# 一些文件不查的规则。", "# Rules that are not for some files."),
        "# [per-file-ignores]",
        '# "草稿/*" = ["XX1"]',
        "",
        say("# 规则的级别：error、warning、info、off。", "# Severities of rules: error, warning, info, off."),
        "# [severity]",
        '# XX703 = "off"',
    )
    return "\n".join(lines) + "\n"
