"""What Excel says of a cell that is to be filled in, and what it takes there without asking back."""

from typing import Literal, NamedTuple

from xxlint.sheets.limits import LIST, PROMPT, cut, fits, without_controls
from xxlint.sheets.rows import KINDS, Row
from xxlint.vocabulary import NUMERIC_KINDS
from xxlint.words import Lang, Words

_MUCH = "1e15"  # beyond any figure of a report


class Check(NamedTuple):
    """The validation of some cells: ``bounds`` of a number, or the ``items`` of a list; neither: only a prompt."""

    title: str
    prompt: str
    complaint: str
    bounds: tuple[str, str] | None = None
    items: tuple[str, ...] = ()

    @property
    def severity(self) -> Literal["warning", "stop"]:
        """A number may be typed as 约186.4, so Excel asks back; of a list nothing else will do."""
        return "stop" if self.items else "warning"


def check_of(row: Row, choices: tuple[str, ...], lang: Lang) -> Check:
    """The check of a row's value."""
    kind = "choice" if choices else row.kind if row.kind in _EXAMPLES else "text"
    title = KINDS[kind] if lang == "zh" else kind
    if choices:
        told = _ONE_OF.fill(zh="、".join(choices), en=", ".join(choices))
        prompt = row.expected or told.to(lang)
        return Check(title, _shown(prompt), _shown(told.to(lang)), None, _listed(choices))
    example = _EXAMPLES[kind]
    prompt = row.expected or example.to(lang)
    if kind not in NUMERIC_KINDS:
        return Check(title, _shown(prompt), "")
    bounds = ("0" if kind in ("count", "area") else f"-{_MUCH}", _MUCH)
    return Check(title, _shown(prompt), _NO_NUMBER.fill(zh=example.zh, en=example.en).to(lang), bounds)


def _listed(choices: tuple[str, ...]) -> tuple[str, ...]:
    """The choices, if Excel can hold them as a list in the cell: it parts them at commas and trims them."""
    kept = fits(",".join(choices).replace('"', '""'), LIST)
    plain = all("," not in item and item == without_controls(item).strip() != "" for item in choices)
    return choices if kept and plain else ()


def _shown(text: str) -> str:
    return cut(without_controls(text), PROMPT)


_EXAMPLES: dict[str, Words] = {
    "amount": Words(
        "填数字，如 186.4；单位见“单位”一列", "a number, such as 186.4; the unit stands in its column"
    ),
    "percent": Words("填数字，如 8.5 或 8.5%", "a number, such as 8.5 or 8.5%"),
    "count": Words("填数字，如 12", "a number, such as 12"),
    "area": Words(
        "填数字，如 1200；单位见“单位”一列", "a number, such as 1200; the unit stands in its column"
    ),
    "index": Words("填数字，如 102.3", "a number, such as 102.3"),
    "date": Words("填日期，如 2023-05-06 或 2023年5月", "a date, such as 2023-05-06"),
    "person": Words("填姓名", "a person's name"),
    "place": Words("填地名", "a place name"),
    "organisation": Words("填单位全称", "the full name of the body"),
    "project": Words("填名称", "a name"),
    "text": Words("填文字", "a text"),
    "choice": Words("按“应填”一列选一项", "one of those in the column expected"),
}
_ONE_OF = Words("只能填：{zh}", "only one of: {en}")
_NO_NUMBER = Words(
    "这里一般{zh}。内容不是这样的数字，确实要这样填吗？",
    "Here belongs {en}. This is no such number; keep it?",
)
