"""Genres: told by the title, named by the user, and what a report of one lacks."""

import json
from pathlib import Path

import pytest

from xxlint import Settings, lint_file, lint_text
from xxlint.analysis.genres import genre_of, genre_of_title
from xxlint.api import make_runner, read_document
from xxlint.context import Context
from xxlint.packs import builtin, load_packs
from xxlint.report import Report
from xxlint.settings import SettingsError
from xxlint.words import PackError

GENRES = builtin().lexicon.genres

TITLES = """
2023年度述职报告                                    duty-report
个人述职报告                                        duty-report
青禾镇党委书记2023年述职报告                        duty-report
试用期满述职报告                                    duty-report
2023年度述职述廉报告                                duty-integrity-report
2023年述责述廉报告                                  duty-integrity-report
述学述职述廉述法报告                                duty-integrity-report
关于2023年度履行职责和廉洁从政情况的述职报告        duty-integrity-report
2023年述德述职述廉报告                              virtue-duty-integrity-report
述学、述德、述职、述廉报告                          virtue-duty-integrity-report
2023年度述法报告                                    rule-of-law-report
党政主要负责人履行推进法治建设第一责任人职责述法报告  rule-of-law-report
2023年度抓基层党建工作述职报告                      party-duty-report
党支部书记抓党建述职报告                            party-duty-report
党建工作述职报告                                    party-duty-report
白榆县水务局2023年工作总结                          work-summary
白榆县水务局2023年工作总结及2024年工作计划          work-summary
2023年工作总结和2024年工作思路                      work-summary
关于2023年工作情况的报告                            work-summary
望泉镇2023年上半年工作总结                          work-summary
县图书馆年终总结                                    work-summary
办公室2023年个人总结                                work-summary
政府工作报告                                        government-report
2024年白榆县人民政府工作报告                        government-report
关于白榆县2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告  plan-budget-report
关于2023年财政预算执行情况和2024年财政预算（草案）的报告  plan-budget-report
县财政局2023年党建工作总结                          party-building-summary
2023年机关党建工作情况汇报                          party-building-summary
2023年度党风廉政建设工作总结                        clean-government-report
落实全面从严治党主体责任情况的报告                  clean-government-report
关于2023年党风廉政建设责任制落实情况的报告          clean-government-report
2023年意识形态工作总结                              ideology-report
关于落实意识形态工作责任制情况的报告                ideology-report
2023年乡村振兴工作总结                              rural-revitalization-summary
巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作情况汇报  rural-revitalization-summary
县农业农村局2023年三农工作总结                      rural-revitalization-summary
白榆县文化和旅游局2023年工作总结                    tourism-summary
2023年全县文旅工作情况汇报                          tourism-summary
2023年旅游工作总结及2024年工作计划                  tourism-summary
2023年招商引资工作总结                              investment-summary
关于上半年招商引资工作情况的汇报                    investment-summary
2023年生态环境保护工作总结                          environment-summary
关于污染防治攻坚战工作情况的报告                    environment-summary
2023年安全生产工作总结                              safety-summary
县应急管理局2023年工作总结                          safety-summary
2023年消防工作总结                                  safety-summary
关于白榆县茶产业发展情况的调研报告                  research-report
乡村振兴战略实施情况调研报告                        research-report
农村养老服务的调查与思考                            research-report
民主生活会个人对照检查材料                          self-examination
领导班子检视剖析材料                                self-examination
民主生活会对照检查材料（发言稿）                    self-examination
关于召开述职述廉会议的通知                          -
关于做好2023年度述职工作的通知                      -
述职报告会主持词                                    -
领导干部述职述廉测评表                              -
关于印发《乡村振兴工作总结》的通知                  -
白榆县乡村振兴实施方案                              -
乡村振兴战略规划（2021—2025年）                    -
2024年安全生产工作要点                              -
安全生产责任书                                      -
关于开展消防安全大检查的通知                        -
在全县招商引资工作会议上的讲话                      -
在年终工作总结大会上的讲话                          -
意识形态工作责任制实施细则                          -
2024年工作计划                                      -
2024年党建工作要点                                  -
党风廉政建设责任制考核办法                          -
文化旅游产业发展意见                                -
政府工作报告重点任务分解方案                        -
关于2023年预算执行和其他财政收支的审计工作报告      -
旅游投诉处理规定                                    -
生态环境损害赔偿协议                                -
物业服务采购合同                                    -
县政府常务会议纪要                                  -
关于召开民主生活会的请示                            -
关于对照检查材料征求意见的函                        -
"""


@pytest.mark.parametrize(
    ("title", "genre"),
    [pytest.param(*line.split(), id=line.split()[0]) for line in TITLES.strip().splitlines()],
)
def test_the_title_tells_the_genre(title: str, genre: str) -> None:
    found = genre_of_title(GENRES, title)
    assert (found.id if found else "-") == genre


def report(text: str, markdown: bool = False, genre: str | None = None) -> Report:
    document = read_document("a.md" if markdown else "a.txt", text.encode())
    return Report(document, builtin().lexicon, Context(genre=genre))


BODY = "\n各位领导、同志们：\n我于2021年3月任镇长，主持政府工作。\n一、履职情况\n全年完成投资2亿元。\n"


@pytest.mark.parametrize(
    ("head", "genre", "markdown"),
    [
        pytest.param("2023年度述职述廉报告", "述职述廉报告", False, id="one line"),
        pytest.param("\ufeff\n\n　　2023年度述职述廉报告", "述职述廉报告", False, id="indented"),
        pytest.param("白榆县水务局\n2023年工作总结", "工作总结", False, id="two lines"),
        pytest.param(
            "白榆县人民政府\n关于2023年乡村振兴工作情况的报告", "乡村振兴工作总结", False, id="issuer above"
        ),
        pytest.param(
            "白榆县水务局文件\n白水发〔2023〕5号\n2023年工作总结", "工作总结", False, id="number above"
        ),
        pytest.param("##paidbegin##2023年度述职报告", "述职报告", False, id="residue"),
        pytest.param("# 2023年度述职报告", "述职报告", True, id="Markdown"),
        pytest.param("> 内部资料\n\n# 2023年度述职报告", "述职报告", True, id="Markdown, not first"),
        pytest.param("2023年工作总结。", "工作总结", False, id="full stop"),
        pytest.param("附件2\n2023年度述职报告", "述职报告", False, id="an annex"),
        pytest.param("今年以来，我认真履职，现述职如下。", None, False, id="no title"),
        pytest.param("同志们：", None, False, id="greeting"),
    ],
)
def test_the_title_is_found(head: str, genre: str | None, markdown: bool) -> None:
    found = report(head + BODY, markdown).genre
    assert (found.name.zh if found else None) == genre


def test_the_user_names_the_genre() -> None:
    for name in ("work-summary", "工作总结"):
        assert (genre := report("随笔" + BODY, genre=name).genre) and genre.id == "work-summary"
    assert report("2023年工作总结" + BODY, genre="none").genre is None
    assert genre_of(GENRES, "auto", None) is None


def test_a_genre_that_is_not_there_is_refused() -> None:
    with pytest.raises(SettingsError) as caught:
        make_runner(Settings(context=Context(genre="述职抱告")))
    assert "述职报告" in caught.value.words.zh
    with pytest.raises(SettingsError) as caught:
        make_runner(Settings(context=Context(genre="work-sumary")))
    assert "work-summary" in caught.value.words.en


def test_all_genres_are_there_and_their_metrics_exist() -> None:
    assert len(GENRES) == 18
    metrics = {metric.id for metric in builtin().lexicon.metrics}
    for genre in GENRES:
        assert genre.name.zh and genre.name.en and genre.name.zh != genre.name.en
        assert genre.titles and genre.parts and genre.least == 800
        assert set(genre.metrics) <= metrics
        assert len({part.name.zh for part in genre.parts}) == len(genre.parts)


FILLER = (
    "全年完成集镇道路改造3.6公里，新建便民服务点8个，办理群众事项1260件，办结率达到99.2%，群众反映良好。\n"
)


def found(text: str, code: str, genre: str | None = None) -> list[str]:
    settings = Settings(select=(code,), context=Context(genre=genre))
    return [d.message for d in lint_text(text, settings=settings) if d.code == code]


DUTY = [
    "青禾镇镇长2023年度述职报告\n",
    "各位领导、同志们：\n",
    "2021年3月以来，我担任青禾镇镇长，主持镇政府全面工作。\n",
    "一、履职情况\n",
    FILLER * 16,
    "二、存在的不足\n对基层情况了解还不够。\n",
    "三、下一步打算\n多到村里走一走。\n",
    "特此报告，请予评议。\n",
    "述职人：李望川\n2024年1月8日\n",
]


@pytest.mark.parametrize(
    ("left_out", "code", "names"),
    [
        pytest.param((), "XX402", (), id="whole"),
        pytest.param((), "XX404", (), id="signed"),
        pytest.param((1,), "XX402", ("称谓",), id="no salutation"),
        pytest.param((2,), "XX402", ("任职与分工",), id="no office"),
        pytest.param((5,), "XX402", ("问题与不足",), id="no problems"),
        pytest.param((6,), "XX402", ("下一步打算",), id="no next steps"),
        pytest.param((7,), "XX402", ("结束语",), id="no closing words"),
        pytest.param((5, 6), "XX402", ("问题与不足", "下一步打算"), id="two parts"),
        pytest.param((8,), "XX404", ("落款",), id="no signature"),
    ],
)
def test_parts_and_signature_of_a_duty_report(
    left_out: tuple[int, ...], code: str, names: tuple[str, ...]
) -> None:
    messages = found("".join(part for at, part in enumerate(DUTY) if at not in left_out), code)
    assert len(messages) == len(names)
    assert all(name in message for name, message in zip(names, messages, strict=True))


@pytest.mark.parametrize(
    ("sign_off", "lacks"),
    [
        pytest.param("青禾镇人民政府\n2023年12月26日", None, id="name and date"),
        pytest.param("青禾镇人民政府　　2023年12月26日", None, id="one line"),
        pytest.param("　　　　青禾镇人民政府\n　　　　二〇二三年十二月二十六日", None, id="Chinese date"),
        pytest.param("XX镇人民政府\n2023年X月X日", None, id="still to fill in"),
        pytest.param("（青禾镇人民政府　2023年12月）", None, id="in brackets"),
        pytest.param("述职人：李望川\n2024.1.8", None, id="dotted date"),
        pytest.param(
            "青禾镇人民政府\n2023年12月26日\n\n附件1\n项目表\n修建道路3公里。", None, id="annexes behind"
        ),
        pytest.param("青禾镇人民政府", "成文日期", id="no date"),
        pytest.param("2023年12月26日", "署名", id="no name"),
        pytest.param("谢谢大家！", "落款", id="neither"),
    ],
)
def test_sign_offs(sign_off: str, lacks: str | None) -> None:
    text = f"青禾镇2023年工作总结\n{FILLER * 18}存在不足，下一步打算加以改进。\n{sign_off}\n"
    messages = found(text, "XX404")
    assert len(messages) == (lacks is not None)
    assert lacks is None or lacks in messages[0]


def test_a_byline_is_a_signature() -> None:
    text = f"2023年度述职报告\n青禾镇镇长　李望川\n（2024年1月8日）\n{FILLER * 18}"
    assert not found(text, "XX404")


def test_a_short_text_and_another_genre_lack_nothing() -> None:
    text = "".join(DUTY[:4]) + FILLER
    assert not found(text, "XX402") and not found(text, "XX404")
    assert not found("".join(DUTY[:4]) + FILLER * 18, "XX402", genre="none")


def test_the_plan_for_the_year_after_the_title_s_is_a_plan() -> None:
    text = f"青禾镇2023年工作总结\n{FILLER * 18}工作中还有不足。\n{{}}，将继续努力。\n"
    assert not found(text.format("2024年"), "XX402")
    assert len(found(text.format("2023年"), "XX402")) == 1


def test_missing_metrics_are_told_together() -> None:
    text = f"白榆县2023年旅游工作总结\n{FILLER * 18}"
    (message,) = found(text, "XX205")
    assert "旅游总收入、接待游客" in message
    assert not found(text + "全年接待游客320万人次，实现旅游收入18亿元。", "XX205")


def test_the_genre_stands_in_the_results(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text("青禾镇2023年工作总结\n全年工作平稳。\n", encoding="utf-8")
    result = lint_file(path)
    assert result.genre is not None and result.genre.zh == "工作总结"
    from xxlint.output import View, renderer

    data = json.loads("".join(renderer("json")([result], View())))
    assert data["files"][0]["genre"] == "工作总结"
    data = json.loads("".join(renderer("json")([result._replace(genre=None)], View())))
    assert data["files"][0]["genre"] is None


# packs of offices

NEW = """
[[genre]]
id = "bridge-report"
name.zh = "桥梁养护报告"
title = [["桥梁"], ["养护报告", "养护总结"]]
metrics = ["road_km"]
signature = true
least = 50

[[genre.parts]]
name.zh = "检测结论"
cues = ["检测", "评定"]
"""
EXTENSION = """
[[genre]]
extend = "work-summary"
title = [["工作盘点"]]
metrics = ["road_km"]

[[genre.parts]]
name.zh = "养护经费"
cues = ["养护经费"]
"""


def write(folder: Path, text: str) -> str:
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_pack_adds_a_genre(tmp_path: Path) -> None:
    settings = Settings(packs=(write(tmp_path, NEW),), select=("XX402", "XX404", "XX205"))
    text = "云岭县桥梁养护报告\n" + FILLER * 3
    assert sorted(d.code for d in lint_text(text, settings=settings)) == ["XX205", "XX402", "XX404"]
    assert not lint_text(text + "经检测全部合格，农村公路平稳。\n县公路段\n2023年5月6日\n", settings=settings)


def test_a_pack_extends_a_genre(tmp_path: Path) -> None:
    settings = Settings(packs=(write(tmp_path, EXTENSION),), select=("XX402",))
    text = f"青禾镇2023年工作盘点\n{FILLER * 18}工作中还有不足，下一步加以改进。\n"
    (diagnostic,) = lint_text(text, settings=settings)
    assert "养护经费" in diagnostic.message and "工作总结" in diagnostic.message
    genres = {genre.id: genre for genre in load_packs(settings.packs).lexicon.genres}
    assert len(genres) == 18 and "road_km" in genres["work-summary"].metrics
    assert "road_km" not in {m for genre in GENRES for m in genre.metrics}


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        pytest.param(NEW.replace("bridge-report", "work-summary"), "extend", id="id taken"),
        pytest.param(NEW.replace("桥梁养护报告", "工作总结"), "extend", id="name taken"),
        pytest.param(
            EXTENSION.replace("work-summary", "work-sumary"), "work-summary", id="nothing to extend"
        ),
        pytest.param(NEW.replace("road_km", "road_kn"), "road_km", id="no such metric"),
        pytest.param(NEW.replace('id = "bridge-report"\n', ""), "extend", id="neither id nor extend"),
        pytest.param(NEW.replace('name.zh = "桥梁养护报告"\n', ""), "name", id="no name"),
        pytest.param(NEW.replace("signature", "signatur"), "signature", id="unknown key"),
        pytest.param(NEW.replace("bridge-report", "none"), "none", id="reserved"),
    ],
)
def test_a_pack_that_cannot_be_is_refused(tmp_path: Path, pack: str, said: str) -> None:
    with pytest.raises(PackError) as caught:
        load_packs([write(tmp_path, pack)])
    assert "office.toml" in caught.value.problems[0].zh
    assert said in caught.value.problems[0].zh
