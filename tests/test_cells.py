"""Slots in the cells of a table: the row says what is missing."""

import pytest

from xxlint.api import lint_text
from xxlint.diagnostic import Slot


def slots(row: str) -> list[Slot]:
    return [d.slot for d in lint_text(f"附表\n{row}\n") if d.slot is not None]


@pytest.mark.parametrize(
    ("row", "metric", "unit", "kind"),
    [
        pytest.param("地区生产总值\t亿元\tXX", "地区生产总值", "亿元", "amount", id="name, unit, value"),
        pytest.param("1\t固定资产投资\t亿元\t____", "固定资产投资", "亿元", "amount", id="a blank"),
        pytest.param("旅游综合收入（亿元）\t36.5\tXX", "旅游综合收入", "亿元", "amount", id="the unit in brackets"),
        pytest.param("城镇登记失业率\t%\tXX", "城镇登记失业率", "%", "percent", id="a share"),
        pytest.param("其他\t万元\tXX", None, "万元", "amount", id="no metric that is known"),
    ],
)  # fmt: skip
def test_the_row_tells(row: str, metric: str | None, unit: str, kind: str) -> None:
    (slot,) = slots(row)
    assert (slot.metric, slot.unit, slot.kind) == (metric, unit, kind)


def test_a_row_of_markdown_tells_too() -> None:
    table = "| 指标 | 单位 | 完成 |\n|---|---|---|\n| 地区生产总值 | 亿元 | XX |\n"
    (slot,) = [d.slot for d in lint_text(f"# 附表\n\n{table}", markdown=True) if d.slot is not None]
    assert (slot.metric, slot.unit) == ("地区生产总值", "亿元")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("地区生产总值\tXX", id="no unit"),
        pytest.param("责任单位\t亿元\t由XX牵头", id="words beside it"),
        pytest.param("地区生产总值为XX", id="no table"),
        pytest.param("XX\t亿元\t地区生产总值", id="what stands behind it"),
    ],
)
def test_it_does_not_guess(row: str) -> None:
    assert all(slot.unit is None for slot in slots(row))
