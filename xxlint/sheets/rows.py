"""The rows of a fill-in sheet, and the words that stand above them."""

from typing import NamedTuple

from xxlint.words import Words


class Row(NamedTuple):
    """A line of a sheet: one thing still to be filled in; ``value`` and ``note`` as people typed them.

    ``kind`` is a word of ``KINDS``, whatever language the sheet is in; ``context`` has the slot in ⟦…⟧.
    """

    id: str
    section: str
    context: str
    kind: str
    metric: str
    unit: str
    expected: str
    owner: str
    last_year: str
    value: str = ""
    note: str = ""


class Filed(NamedTuple):
    """A row as it was read, where it stands, and why its value cannot be taken, if it cannot.

    ``tab`` is "" where the file has none.  ``line`` counts from 1, as Excel or an editor does; 0: not to be told.
    """

    row: Row
    file: str
    tab: str
    line: int
    problem: Words | None = None


class SheetError(Exception):
    """A file that is no sheet, or rows that fit in none; ``words`` is the one line that says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


COLUMNS = Row._fields
NEEDED = ("id", "value")
"""The columns without which nothing can be filled in."""

HEADINGS: dict[str, str] = {
    "id": "编号",
    "section": "章节",
    "context": "原文",
    "kind": "类型",
    "metric": "指标",
    "unit": "单位",
    "expected": "应填",
    "owner": "责任单位",
    "last_year": "上年",
    "value": "填写",
    "note": "备注",
}
"""The Chinese headings."""

KINDS: dict[str, str] = {
    "amount": "金额",
    "percent": "百分比",
    "count": "数量",
    "area": "面积",
    "index": "指数",
    "date": "日期",
    "person": "姓名",
    "place": "地名",
    "organisation": "单位名称",
    "project": "名称",
    "text": "文字",
    "choice": "选择",
}
"""The kinds of slots in Chinese; ``choice`` is one whose row allows some values only."""

KIND_OF = {words: kind for kind, words in KINDS.items()}


def place(filed: Filed) -> Words:
    """Where a row stands: 待填.xlsx「财政局」第5行; where the line cannot be told, by its id."""
    zh, en = filed.file, filed.file
    if filed.tab:
        zh, en = f"{zh}「{filed.tab}」", f"{en} [{filed.tab}]"
    if filed.line:
        zh, en = f"{zh}第{filed.line}行", f"{en}, line {filed.line}"
    elif filed.row.id:
        zh, en = f"{zh}编号 {filed.row.id}", f"{en}, id {filed.row.id}"
    return Words(zh, en)
