"""Wording of other years: told once, at its first place, and never where it is history or a name."""

import re
from pathlib import Path

import pytest
from marked import parse

from xxlint import Settings, lint_text
from xxlint.context import Context
from xxlint.diagnostic import Diagnostic
from xxlint.lexicon import Dated
from xxlint.packs import builtin, load_packs
from xxlint.words import PackError


def found(text: str, year: int | None = None) -> list[Diagnostic]:
    settings = Settings(select=("XX705",), context=Context(year=year))
    return [d for d in lint_text(text, settings=settings) if d.code == "XX705"]


@pytest.mark.parametrize(
    ("year", "body"),
    [
        (2023, "坚持项目为王，为“⟦XX705|十四五”开好局⟧、起好步打下基础。"),
        (2023, "今年是“⟦XX705|十四五”规划开局之年⟧，也是关键之年。"),
        (2023, "确保“⟦XX705|十四五”圆满收官⟧。"),
        (2023, "确保“⟦XX705|十三五”规划圆满收官⟧。"),
        (2025, "今年是⟦XX705|贯彻落实党的二十大精神的开局之年⟧。"),
        (2023, "扎实开展“⟦XX705|不忘初心、牢记使命”主题教育⟧，筑牢思想根基。"),
        (2024, "以开展⟦XX705|党史学习教育⟧为抓手，推动工作落实。"),
        (2022, "深入开展⟦XX705|学习贯彻习近平新时代中国特色社会主义思想主题教育⟧。"),
        (2023, "扎实开展⟦XX705|党纪学习教育⟧。"),
        (2025, "⟦XX705|统筹疫情防控和⟧经济社会发展。"),
        (2023, "坚决⟦XX705|打赢脱贫攻坚战⟧，确保贫困人口全部退出。"),
        (2023, "统筹⟦XX705|山水林田湖草⟧系统治理。"),
        (2023, "不断增强基层党组织⟦XX705|政治功能和组织力⟧。"),
        (2023, "由县⟦XX705|安监局⟧牵头，县⟦XX705|国土资源局⟧、县⟦XX705|环保局⟧配合。"),
        (2023, "县⟦XX705|扶贫办⟧负责动态监测。"),
        (2023, "认真学习⟦XX705|二十届三中全会⟧精神。"),
        (2021, "加快发展⟦XX705|新质生产力⟧。"),
        (2020, "深入学习宣传⟦XX705|贯彻党的十八大⟧精神。"),
        (2023, "坚定⟦XX705|道路自信、理论自信、制度自信⟧。"),
        (2017, "由县⟦XX705|应急管理局⟧牵头。"),
    ],
)
def test_wording_of_another_year_is_told(year: int, body: str) -> None:
    text, marks = parse(f"望泉县{year}年工作总结\n{body}")
    assert [d.span for d in found(text)] == [mark.span for mark in marks]
    assert all(d.severity == "info" and f"{year}年" in d.message for d in found(text))


LOOKALIKES = """
2021 实现“十四五”开好局、起好步，全面落实“十四五”规划。
2020 谋划好“十四五”，为“十四五”开好局打下基础，“十三五”圆满收官。
2022 一年来，我们实现了“十四五”良好开局。
2025 确保“十四五”规划圆满收官，为“十五五”良好开局打牢基础。
2023 “十四五”规划中期评估顺利完成，“十四五”以来累计投入3亿元。
2023 回顾2021年，我们为“十四五”开好局付出了努力。
2023 今年是全面贯彻落实党的二十大精神的开局之年。
2024 巩固拓展主题教育成果，推动党史学习教育常态化长效化。
2024 主题教育检视问题全部整改到位。
2023 疫情防控平稳转段，非洲猪瘟疫情防控不放松。
2023 统筹疫情防控和经济社会发展取得实效。
2023 巩固拓展脱贫攻坚成果同乡村振兴有效衔接，打赢脱贫攻坚战以来，产业不断壮大。
2023 统筹山水林田湖草沙一体化保护，实施山水林田湖草生态保护修复工程试点。
2023 不断增强党组织政治功能和组织功能，党的十八大以来成就举世瞩目。
2023 原县安监局移交档案312卷，2016年县环保局立项的工程已验收。
2023 根据县国土资源局〔2015〕12号文件，对历史遗留问题逐一核实。
2023 《望泉县环境保护局关于加强监管的通知》（望环〔2014〕8号）予以废止。
2023 打开全域旅游局面，解决环保局部问题，推进法制办案规范化。
2023 县应急管理局前身为县安监局，机构改革后挂牌。
2023 县文化和旅游局牵头，县矿山安监局配合，计生委员到位。
2023 认真学习党的二十大精神，贯彻党的十八大以来一系列决策部署。
2024 学习贯彻二十届三中全会精神，发展新质生产力，扎实开展党纪学习教育。
2019 县农业农村局牵头，县卫健委配合，“不忘初心、牢记使命”主题教育有序开展。
2018 县环保局、县生态环境局交接到位，县安监局更名为应急管理局。
2023 坚定道路自信、理论自信、制度自信、文化自信。
"""


@pytest.mark.parametrize("line", LOOKALIKES.strip().splitlines())
def test_what_fits_the_year_or_is_history_is_passed_over(line: str) -> None:
    year, _, body = line.partition(" ")
    assert not [d.message for d in found(f"望泉县{year}年工作总结\n{body}")]


STALE = "由县安监局牵头，统筹推进。"


@pytest.mark.parametrize(
    ("text", "year", "count"),
    [
        pytest.param(f"望泉县工作总结\n{STALE}", None, 0, id="no year"),
        pytest.param(f"望泉县工作总结\n{STALE}", 2023, 1, id="the setting's year"),
        pytest.param(f"望泉县2023年工作总结\n{STALE}", 2017, 0, id="the setting before the title"),
        pytest.param(f"望泉县工作总结\n{STALE}\n望泉县人民政府\n2023年12月5日", None, 1, id="under the signature"),
        pytest.param(f"望泉县工作总结\n{STALE}\n望泉县人民政府\n二〇二三年十二月五日", None, 1, id="in Chinese numerals"),
        pytest.param(f"望泉县工作总结\n（2023年12月5日）\n{STALE}", None, 1, id="below the title"),
        pytest.param(f"政府工作报告\n——2023年2月9日在望泉县人民代表大会上\n{STALE}", None, 1, id="in the subtitle"),
        pytest.param(f"望泉县2018—2022年工作总结\n{STALE}", None, 0, id="a span of years"),
        pytest.param(f"望泉县2023年政府工作报告（过去五年）\n{STALE}", None, 0, id="a term"),
        pytest.param(f"望泉县2019年工作总结及2020年工作计划\n{STALE}", None, 0, id="two years, one fits"),
        pytest.param(f"望泉县2022年工作总结和2035年远景目标\n{STALE}", None, 1, id="a far year is no year of the report"),
        pytest.param(f"2023年工作总结\n{STALE * 3}", None, 1, id="once"),
    ],
)  # fmt: skip
def test_the_year_of_the_report(text: str, year: int | None, count: int) -> None:
    assert len(found(text, year)) == count


def test_other_places_are_related() -> None:
    (finding,) = found(f"2023年工作总结\n{STALE * 3}")
    assert len(finding.related) == 2


@pytest.mark.parametrize("entry", builtin().lexicon.dated, ids=lambda entry: str(entry.cues[0]))
def test_every_pattern_begins_with_words(entry: Dated) -> None:
    assert re.match(r"[\u4e00-\u9fff]{2}", entry.pattern)
    assert entry.hint.zh != entry.hint.en


def test_an_office_adds_words_of_its_own(tmp_path: Path) -> None:
    pack = tmp_path / "office.toml"
    pack.write_text(
        '[[dated]]\ncues = ["数据局"]\npattern = "数据局"\nfirst = 2024\nhint.zh = "2024年成立"\n', "utf-8"
    )
    text = "望泉县2023年工作总结\n县数据局牵头建设平台。"
    settings = Settings(select=("XX705",), packs=(str(pack),))
    assert [d.span.of(text) for d in lint_text(text, settings=settings)] == ["数据局"]


def test_words_without_a_year_are_refused(tmp_path: Path) -> None:
    pack = tmp_path / "office.toml"
    pack.write_text('[[dated]]\ncues = ["数据局"]\npattern = "数据局"\nhint.zh = "2024年成立"\n', "utf-8")
    with pytest.raises(PackError, match="first"):
        load_packs([pack])
