"""Results made by hand, so that the outputs are tested apart from the rules."""

from collections.abc import Callable

import pytest

from xxlint.diagnostic import Diagnostic, Fix, Slot
from xxlint.document import Block, Cell, Layout, Where
from xxlint.output import View, renderer
from xxlint.results import FileResult, Silenced
from xxlint.span import Edit, Span
from xxlint.words import Words

TEXT = """2024年工作总结

一、主要指标
全年完成固定资产投资XX亿元，地区生产总值XX亿元，税收增长XX％。引进XX公司落户，新建学校X所。
社会消费品零售总额80亿元,同比增长4.2%。
（三）招商引资
二、下一步打算
推进“四个意识教育，2025年X月X日前完成整改（待补充）。
"""
FIRST, SECOND = "一、主要指标", "二、下一步打算"


class Bench:
    """Finds the words of ``TEXT`` in reading order and makes findings of them."""

    def __init__(self) -> None:
        self.at = 0

    def span(self, words: str) -> Span:
        start = TEXT.index(words, self.at)
        self.at = start + len(words)
        return Span(start, self.at)

    def blank(
        self, words: str, metric: str | None, unit: str, section: str, kind: str = "amount"
    ) -> Diagnostic:
        span = self.span(words)
        slot = Slot(span, "letter", kind, metric, None, unit)  # type: ignore[arg-type]
        wanted = f"{metric + ' ' if metric else ''}缺数值（{unit}）"
        message = f"“{words}”是字母占位，{wanted}"
        return Diagnostic(
            "XX101", "letter-placeholder", "error", message, span, section=(section,), slot=slot
        )

    def finding(
        self, code: str, name: str, severity: str, words: str, message: str, *section: str
    ) -> Diagnostic:
        return Diagnostic(code, name, severity, message, self.span(words), section=section)  # type: ignore[arg-type]


def _unfinished() -> FileResult:
    bench = Bench()
    found = [
        bench.blank("XX", "固定资产投资", "亿元", FIRST),
        bench.blank("XX", "地区生产总值", "亿元", FIRST),
        bench.blank("XX", "税收增长", "％", FIRST, "percent"),
    ]
    span = bench.span("XX")
    company = Slot(span, "letter", "organisation")
    message = "“XX”是字母占位，请填单位名称"
    found.append(
        Diagnostic("XX101", "letter-placeholder", "error", message, span, section=(FIRST,), slot=company)
    )
    found.append(bench.blank("X", None, "所", FIRST, "count"))
    comma = bench.finding("XX502", "half-width-mark", "warning", ",", "中文里的“,”是半角，应写“，”", FIRST)
    fix = Fix(", → ，", (Edit(comma.span, "，"),), "safe")
    found.append(comma._replace(clause="GB/T 15834—2011 5.1", fix=fix))
    gap = "序号不连续：“”后面应是“（一）”，这里写的是“（三）”"
    found.append(bench.finding("XX301", "gap", "error", "（三）", gap, FIRST, "（三）招商引资"))
    found.append(bench.finding("XX501", "unpaired-mark", "error", "“", "““”没有配对，这里缺“””", SECOND))
    date = bench.finding(
        "XX104", "date-placeholder", "error", "2025年X月X日", "日期“2025年X月X日”没有填，请写全年月日", SECOND
    )
    found.append(date._replace(slot=Slot(date.span, "date", "date")))
    found.append(bench.finding("XX505", "stray-mark", "info", "（", "这里的“（”可以不用", SECOND))
    return FileResult(
        "年度 总结.txt",
        "text",
        "utf-8",
        "checked",
        TEXT,
        tuple(found),
        slots=tuple(d.slot for d in found if d.slot),
        silenced_by=Silenced(comments=2),
        sections=3,
        lists=2,
    )


@pytest.fixture
def unfinished() -> FileResult:
    """A report with findings of all severities, five of them in two sentences."""
    return _unfinished()


PARAGRAPHS = (
    ("2024年工作总结", "\n", Where("body", 1, page=1)),
    ("一、主要指标", "\n", Where("body", 3, page=1)),
    ("2024年完成固定资产投资XX亿元，同比增长6.2%。\v工业总产值80亿元。", "\n", Where("body", 12, page=1)),
    ("指标", "\t", Where("body", 13, Cell(2, 1, 1), 2)),
    ("完成数", "\n", Where("body", 14, Cell(2, 1, 2), 2)),
    ("地区生产总值", "\t", Where("body", 15, Cell(2, 2, 1), 2)),
    ("XX亿元", "\t", Where("body", 16, Cell(2, 2, 2), 2)),
    ("XX％", "\n", Where("body", 17, Cell(2, 2, 3), 2)),
    ("（三）招商引资", "\n", Where("body", 108, page=12)),
    ("二、下一步打算", "\n", Where("body", 109)),
    ("推进“四个意识教育，2025年X月X日前完成整改。", "\n", Where("body", 110)),
    ("XX县人民政府文件", "\n", Where("header", 1)),
    ("数据来源：XX局。", "\n", Where("footnote", 1, page=12, note=2)),
    ("联系人：XXX", "", Where("textbox", 1, page=1)),
)
"""A file without lines: words, what parts them from the next, and their place."""


def _word() -> FileResult:
    text = "".join(words + end for words, end, _ in PARAGRAPHS)
    blocks, stories, at = [], [0], 0
    for words, end, where in PARAGRAPHS:
        span = Span(at, at + len(words))
        label = 2 if words.startswith(("一、", "二、")) else 3 if words.startswith("（三）") else 0
        stories += [at] * (where.part != "body")
        blocks.append(Block(span, where, Span(at, at + label), heading=1 if label else 0))
        at = span.end + len(end)
    spans = tuple(Span(a, b - 1) for a, b in zip(stories, [*stories[1:], len(text) + 1], strict=True))

    found = []

    def find(words: str, after: str, section: tuple[str, ...], metric: str | None, unit: str) -> None:
        start = text.index(words, text.index(after))
        span = Span(start, start + len(words))
        slot = Slot(span, "letter", "amount" if unit else "text", metric, None, unit or None)
        wanted = f"{metric + ' ' if metric else ''}缺数值（{unit}）" if unit else "请填具体名称"
        message = f"“{words}”是字母占位，{wanted}"
        found.append(
            Diagnostic("XX101", "letter-placeholder", "error", message, span, section=section, slot=slot)
        )

    whole = "缺少落款单位"
    found.append(Diagnostic("XX405", "missing-signature", "warning", whole, Span(0, 0)))
    find("XX", "投资", (FIRST,), "固定资产投资", "亿元")
    find("XX", "地区生产总值", (FIRST,), "地区生产总值", "亿元")
    find("XX", "XX％", (FIRST,), None, "％")
    gap = "序号不连续：“”后面应是“（一）”，这里写的是“（三）”"
    start = text.index("（三）")
    found.append(
        Diagnostic(
            "XX301",
            "gap",
            "error",
            gap,
            Span(start, start + 3),
            section=(FIRST, "（三）招商引资"),
            related=(Span(text.index(FIRST), text.index(FIRST) + 2),),
        )
    )
    find("2025年X月X日", "推进", (SECOND,), None, "")
    find("XX", "XX县", (), None, "")
    find("XX", "数据来源", (), None, "")
    find("XXX", "联系人", (), None, "")
    return FileResult(
        "年度 总结.docx",
        "docx",
        None,
        "checked",
        text,
        tuple(found),
        slots=tuple(d.slot for d in found if d.slot),
        not_checked=(Words("图片 2 张", "2 pictures"),),
        sections=3,
        prose=text,
        layout=Layout(tuple(blocks), spans),
    )


@pytest.fixture
def word() -> FileResult:
    """A Word file with findings in paragraphs, a table, a header, a footnote, a text box, and on the whole."""
    return _word()


@pytest.fixture
def clean() -> FileResult:
    """A report with nothing to say."""
    return FileResult(
        "干净.txt", "text", "utf-8", "checked", "全年完成投资320.6亿元。\n", sections=4, lists=1
    )


@pytest.fixture
def missing() -> FileResult:
    """A file that is not there."""
    reason = Words("找不到这个文件", "no such file")
    found = Diagnostic("XX001", "unreadable-file", "error", reason.zh, Span(0, 0))
    return FileResult("缺.txt", None, None, "failed", diagnostics=(found,), not_checked=(reason,))


@pytest.fixture
def skipped() -> FileResult:
    """A file that this version does not check."""
    return FileResult(
        "封面.docx", None, None, "skipped", not_checked=(Words("不能检查 .docx", "cannot check .docx"),)
    )


Draw = Callable[..., str]


@pytest.fixture
def draw() -> Draw:
    """``draw("table", result, width=80)``: the output as one text."""

    def drawn(form: str, *results: FileResult, **view: object) -> str:
        return "".join(renderer(form)(results, View(**view)))  # type: ignore[arg-type]

    return drawn
