"""The table of ``--profile``: what a run spent its time on, on standard error."""

from collections.abc import Iterator

import click

from xxlint.columns import aligned
from xxlint.profiling import Profile, Row, Sort, total
from xxlint.words import Lang, Words

_TOP = 20  # rows; more with --verbose
_LEAST = 0.00005  # seconds that show as 0.1 ms
_COLUMNS = (
    Words("代码", "code"),
    Words("名称", "name"),
    Words("来源", "from"),
    Words("毫秒", "ms"),
    Words("占比", "share"),
    Words("发现", "found"),
)
_RIGHT = 3  # from this column on, numbers
_SORTS: dict[Sort, tuple[Words, Words]] = {
    "part": (Words("分析", "analysis"), Words("", "")),
    "reading": (Words("读取", "reading"), Words("读文件", "the files")),
    "rest": (Words("其他", "rest"), Words("取舍、排序、忽略", "choosing, sorting, silencing")),
}
_BUILT_IN, _OWN = Words("内置", "built-in"), Words("自带规则包", "pack")


def tell_profile(profile: Profile, lang: Lang, *, verbose: bool) -> None:
    """Draw the table: the rows that took longest, with ``verbose`` all."""
    click.echo("".join(_table(profile.rows(), lang, verbose)), err=True, nl=False)


def _table(rows: list[Row], lang: Lang, verbose: bool) -> Iterator[str]:
    whole = total(rows)
    if not whole:
        return
    shown = rows if verbose else [row for row in rows if row.seconds >= _LEAST][:_TOP]
    cells = [[words.to(lang) for words in _COLUMNS], *(_cells(row, whole, lang) for row in shown)]
    yield "\n"
    yield from aligned(cells, _RIGHT)
    left, seconds = len(rows) - len(shown), total(rows[len(shown) :])
    more = Words(
        f"另有 {left} 行共 {_ms(seconds)} 毫秒（-v 全列），", f"{left} more rows of {_ms(seconds)} ms (-v), "
    )
    words = Words(
        f"{more.zh if left else ''}合计 {_ms(whole)} 毫秒，不含启动和输出；首次用到时的装入也算在内",
        f"{more.en if left else ''}{_ms(whole)} ms in all, start-up and output not counted, loading on first use is",
    )
    yield words.to(lang) + "\n"


def _cells(row: Row, whole: float, lang: Lang) -> list[str]:
    share = f"{row.seconds / whole:.1%}"
    if row.rule is not None:
        source = (_BUILT_IN if row.rule.builtin else _OWN).to(lang)
        return [row.rule.code, row.rule.name, source, _ms(row.seconds), share, str(row.found)]
    sort, name = _SORTS[row.sort]
    return [sort.to(lang), name.to(lang) or row.name, "", _ms(row.seconds), share, ""]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"
