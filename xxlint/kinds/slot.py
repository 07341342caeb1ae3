"""Placeholders: each slot of the wanted forms, with what belongs there."""

from collections.abc import Iterator, Mapping
from typing import Any

from xxlint.diagnostic import Slot
from xxlint.kinds import Finding
from xxlint.report import Report
from xxlint.vocabulary import NUMERIC_KINDS
from xxlint.words import Words

_WANTED = {
    "date": Words("请填日期", "a date is missing"),
    "person": Words("请填姓名", "a name is missing"),
    "place": Words("请填地名", "a place is missing"),
    "organisation": Words("请填单位名称", "the name of an office or company is missing"),
    "project": Words("请填具体名称", "the name is missing"),
    "text": Words("请填具体内容", "the content is missing"),
}


def check(report: Report, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The slots whose form is among ``options["forms"]``."""
    for slot in report.slots:
        if slot.form in options["forms"]:
            yield Finding(slot.span, wanted(slot), slot.case, slot)


def wanted(slot: Slot) -> Mapping[str, str]:
    """What belongs into the slot, in both languages: 固定资产投资 缺数值（亿元）."""
    if slot.kind in NUMERIC_KINDS:
        unit_zh = f"（{slot.unit}）" if slot.unit else ""
        unit_en = f" ({slot.unit})" if slot.unit else ""
        metric = f"{slot.metric} " if slot.metric else ""
        return {"wanted": f"{metric}缺数值{unit_zh}", "wanted_en": f"{metric}lacks its value{unit_en}"}
    words = _WANTED[slot.kind]
    return {"wanted": words.zh, "wanted_en": words.en}
