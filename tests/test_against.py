"""A report beside an older one: what was taken over, and what may stay as it is."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import compare, loud, parse, tell
from varied import varied_text

from xxlint import Diagnostic, FileResult, Settings
from xxlint.analysis.former import former_names, title_of
from xxlint.api import make_runner
from xxlint.formats import read
from xxlint.packs import builtin
from xxlint.report import Report
from xxlint.settings import SettingsError

FOLDER = Path(__file__).parent / "against"


def beside(text: str, older: str, folder: Path) -> FileResult:
    """What becomes of a text that is checked beside an older one."""
    path = folder / "last-year.txt"
    path.write_text(older, "utf-8")
    runner = make_runner(Settings(against=str(path), force=True, select=("XX406", "XX701")))
    return runner.check_bytes("this-year.txt", text.encode())


def found(text: str, older: str, folder: Path) -> list[tuple[str, str | None, str]]:
    return [(d.code, d.case, d.span.of(text)) for d in beside(text, older, folder).diagnostics]


# pairs of reports


@pytest.mark.parametrize(
    ("name", "older", "note"),
    [
        (
            "county-2023",
            "county-2022",
            "与 county-2022.txt 相比，76% 的正文没有变化（4 段相同，4 句数字相同）",
        ),
        (
            "county-2023-rewritten",
            "county-2022",
            "与 county-2022.txt 相比，17% 的正文没有变化（1 段相同，0 句数字相同）",
        ),
        (
            "town-qingshi",
            "town-liuwan",
            "与 town-liuwan.txt 相比，79% 的正文没有变化（3 段相同，2 句数字相同）",
        ),
    ],
)
def test_a_pair_of_reports(name: str, older: str, note: str) -> None:
    marked = parse((FOLDER / f"{name}.txt").read_text("utf-8"))
    runner = make_runner(Settings(against=str(FOLDER / f"{older}.txt")))
    result = runner.check_bytes(f"{name}.txt", marked.text.encode())
    assert result.notes[-1].zh == note
    comparison = compare(marked.marks, loud(result.diagnostics), strict=True)
    assert comparison.is_perfect, "\n".join(["", *tell(marked.text, comparison)])


def test_without_an_older_report_nothing_is_said() -> None:
    marked = parse((FOLDER / "county-2023.txt").read_text("utf-8"))
    result = make_runner(Settings()).check_bytes("a.txt", marked.text.encode())
    assert result.notes == ()
    assert not [d for d in loud(result.diagnostics) if d.case in ("against", "same-figures")]


# sentences with the older figures


@pytest.mark.parametrize(
    "sentence",
    [
        "全年完成固定资产投资52.7亿元，增长8.1%。",
        "一是新建农村公路36公里，惠及群众1.2万人。",
        "办结群众诉求3160件，满意率96.4%。",
        "组织志愿服务活动128场次。",
        "全县播种面积32万亩，粮食单产提高到420公斤。",
        "新增耕地360亩，流转土地1.2万亩。",
        "发展党员12名，慰问困难职工86人。",
        "建设高标准农田2.3万亩，铺设供水管网36公里。",
        "共接待来访群众186批412人次。",
        "城镇登记失业率控制在3%左右，新增就业3150人。",
        "２０２２年，培训干部４８０人次。",
    ],
)
def test_figures_that_were_not_brought_up_to_date(sentence: str, tmp_path: Path) -> None:
    assert [case for _, case, _ in found(sentence, f"上年的开头。{sentence}", tmp_path)] == ["same-figures"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("全县总面积1862平方公里，辖9个镇4个乡128个行政村。", id="area and parts"),
        pytest.param("现有在职职工86人，其中党员41人。", id="staff"),
        pytest.param("学校始建于1956年，占地126亩。", id="founded"),
        pytest.param("主峰海拔1486米，森林覆盖面积32万亩。", id="height"),
        pytest.param("全县常住人口31.6万人。", id="population"),
        pytest.param("根据《关于做好2022年重点工作的通知》（望政发〔2022〕15号）抓好落实。", id="a document"),
        pytest.param("推行“1234”工作法，做实“三个100”行动。", id="names with numbers"),
        pytest.param("城乡低保标准每人每月720元，按时足额发放到位。", id="a standard"),
        pytest.param("到2025年，培育规上企业60家以上。", id="a plan"),
        pytest.param("每月调度1次，每季度通报1次。", id="how often"),
        pytest.param("落实24小时值班制度，确保信息畅通。", id="round the clock"),
        pytest.param("河长制覆盖率保持在100%。", id="all of it"),
        pytest.param("2022年5月20日，该项目被列入名录。", id="a date"),
        pytest.param("坚持党建引领，健全完善基层治理体系。", id="no figure"),
        pytest.param("构建15分钟便民服务圈，审批时限压缩至3个工作日。", id="time allowed"),
        pytest.param("从5个方面提出28字要求，成立3个工作组抓落实。", id="parts of the work"),
        pytest.param("坚决守住18亿亩耕地红线，县财政每年安排专项资金500万元。", id="a fixed amount"),
        pytest.param("下设3个科室，编制15名，实有12人，1名副职具体抓。", id="an office"),
        pytest.param("第3季度工作推进会按期召开，效果明显。", id="an ordinal"),
    ],
)
def test_facts_that_stand(sentence: str, tmp_path: Path) -> None:
    assert found(sentence, sentence, tmp_path) == []


def test_one_new_figure_is_enough(tmp_path: Path) -> None:
    older = "全年完成投资52.7亿元，增长8.1%，新开工项目12个。"
    assert found(older.replace("52.7", "58.1"), older, tmp_path) == []


def test_another_year_makes_no_other_sentence(tmp_path: Path) -> None:
    older = "2022年，全县完成投资52.7亿元，增长8.1%。"
    text = older.replace("2022", "2023")
    assert found(text, older, tmp_path) == [("XX406", "same-figures", text)]


# paragraphs


TOLD = "坚持党建引领基层治理，健全网格化服务管理体系，推动资源、力量、服务下沉，矛盾纠纷化解在基层。"


def test_an_unchanged_paragraph_is_a_hint_with_the_older_line(tmp_path: Path) -> None:
    (finding,) = beside(f"新的一句。\n（三）{TOLD}\n", f"旧稿标题\n\n（二）{TOLD}\n", tmp_path).diagnostics
    assert (finding.severity, finding.case, finding.related) == ("info", "against", ())
    assert finding.message == "这一段与对照稿第3行相同，核对是否还符合实际"


def test_a_changed_figure_makes_another_paragraph(tmp_path: Path) -> None:
    assert (
        found(f"新增网格12个。{TOLD}"[:-1] + "9件。", f"新增网格11个。{TOLD}"[:-1] + "7件。", tmp_path) == []
    )


# last year's year


OLD = "望泉县2022年工作总结\n{}"
NEW = "望泉县2023年工作总结\n{}"


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2022年底，累计建成充电桩860个。",
        "全县2022年粮食总产量达到18万吨。",
        "在2022年，县医院完成门诊楼改造。",
    ],
)
def test_last_years_year_in_last_years_words(sentence: str, tmp_path: Path) -> None:
    assert found(NEW.format(sentence), OLD.format(sentence), tmp_path) == [("XX701", "against", "2022年")]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("自2022年以来，累计建成充电桩860个。", id="since then"),
        pytest.param("2022年5月，我县完成国家卫生县城复审。", id="an event of one month"),
        pytest.param("与2022年同期相比，各项指标实现稳步增长。", id="compared with"),
        pytest.param("印发了《望泉县2022年工作要点》等文件，认真抓好组织实施。", id="a document"),
    ],
)
def test_a_year_that_may_stay(sentence: str, tmp_path: Path) -> None:
    assert [code for code, *_ in found(NEW.format(sentence), OLD.format(sentence), tmp_path)] in (
        [],
        ["XX406"],
    )


def test_a_year_in_words_of_this_year_may_stay(tmp_path: Path) -> None:
    assert found(NEW.format("全县2022年粮食总产量达到18万吨。"), OLD.format("粮食丰收。"), tmp_path) == []


def test_years_of_the_same_title_say_nothing(tmp_path: Path) -> None:
    sentence = "2022年全县粮食总产量达到18万吨。"
    assert [c for c, *_ in found(OLD.format(sentence), OLD.format(sentence), tmp_path)] == ["XX406"]


def test_titles_of_two_years(tmp_path: Path) -> None:
    older = f"望泉县2022年工作总结和2023年工作计划\n{(sentence := '2022年全县粮食总产量达到18万吨。')}"
    text = f"望泉县2023年工作总结和2024年工作计划\n{sentence}"
    assert [code for code, *_ in found(text, older, tmp_path)] == ["XX701"]


# names of the older title


def report(text: str) -> Report:
    return Report(read("a.txt", text.encode(), None), builtin().lexicon)


def names(text: str, older: str) -> list[str]:
    page = report(text).page
    return [page.folded[span.start - 2 : span.end] for span in former_names(page, report(older).page)]


def test_the_former_place_is_found_where_it_is_not_another_place() -> None:
    text = parse((FOLDER / "town-qingshi.txt").read_text("utf-8")).text
    older = (FOLDER / "town-liuwan.txt").read_text("utf-8")
    assert names(text, older) == ["。对柳湾镇", "\n\n柳湾镇"]
    own = report(text)
    comparison = Report(own.document, own.lexicon, own.context._replace(against=report(older))).comparison
    assert comparison is not None
    assert [span.of(text) for span in comparison.former_names] == ["柳湾镇", "柳湾镇"]


@pytest.mark.parametrize(
    ("title", "places", "office"),
    [
        ("望泉县2023年政府工作报告", ("望泉县",), None),
        ("清江市望泉县柳湾镇2023年工作总结", ("清江市", "望泉县", "柳湾镇"), None),
        ("望泉县住房和城乡建设局2023年工作总结", ("望泉县",), "望泉县住房和城乡建设局"),
        ("中共望泉县委员会工作报告", ("望泉县",), None),
        ("关于望泉县2023年预算执行情况的报告", ("望泉县",), None),
        ("2023年工作总结", (), None),
        ("全县安全生产工作会议讲话", (), None),
    ],
)
def test_whose_report_it_is(title: str, places: tuple[str, ...], office: str | None) -> None:
    found = title_of(report(f"{title}\n正文。").page)
    assert found.places == places
    assert office is None or found.office == office


@pytest.mark.parametrize(
    ("text", "older", "wanted"),
    [
        ("云岭县2023年总结\n白沙县发展势头良好。", "白沙县2022年总结\n", 1),
        (
            "云岭县2023年总结\n与白沙县签订协议，组织人员赴白沙县学习，白沙县等地客商到访。",
            "白沙县2022年总结\n",
            0,
        ),
        ("云岭县2023年总结\n白沙县发展势头良好。", "云岭县2022年总结\n", 0),
        ("云岭县2023年总结\n柳湾镇发展势头良好。", "云岭县柳湾镇2022年总结\n", 0),
        ("2023年总结\n白沙县发展势头良好。", "白沙县2022年总结\n", 0),
        ("云岭县财政局2023年总结\n正文。\n云岭县审计局\n", "云岭县审计局2022年总结\n", 1),
        ("云岭县财政局2023年总结\n配合云岭县审计局开展工作。\n", "云岭县审计局2022年总结\n", 0),
    ],
)
def test_former_names(text: str, older: str, wanted: int) -> None:
    assert len(names(text, older)) == wanted


# properties


@given(st.integers(0, 10_000))
def test_against_itself_all_is_the_same(seed: int) -> None:
    text = varied_text(4_000, seed)
    itself = Report(read("a.txt", text.encode(), None), builtin().lexicon)
    own = Report(itself.document, itself.lexicon, itself.context._replace(against=itself))
    assert own.comparison is not None
    assert own.comparison.share == pytest.approx(1)
    assert own.comparison.stale_years == ()


@given(st.lists(st.text("风花雪月山水云雨松竹梅兰石泉林鸟，。；", min_size=1), min_size=1))
def test_against_an_unrelated_text_nothing_is(lines: list[str]) -> None:
    text = Report(read("a.txt", varied_text(3_000).encode(), None), builtin().lexicon)
    other = report("\n".join(lines))
    beside = Report(text.document, text.lexicon, text.context._replace(against=other))
    assert beside.comparison is not None
    assert beside.comparison.share == 0
    assert not beside.comparison.unchanged


@given(st.text("全县完成2022年投资3.亿元%“”（）《》〔〕号一是、，。；\n 每不", max_size=200), st.data())
def test_findings_lie_inside_the_text(text: str, data: st.DataObject) -> None:
    older = report(f"云岭县2022年总结\n{text}")
    newer = report(f"云岭县2023年总结\n{text}")
    comparison = Report(newer.document, newer.lexicon, newer.context._replace(against=older)).comparison
    assert comparison is not None
    stale = [(found.span, found.place) for found in comparison.stale_years]
    taken = [(found.span, found.place) for found in (*comparison.unchanged, *comparison.same_figures)]
    lines = {f"第{number}行" for number in range(1, older.text.count("\n") + 2)}
    for span, place in stale + taken:
        assert 0 <= span.start < span.end <= len(newer.text)
        assert place.zh in lines


@pytest.mark.parametrize("unit", ["", "\n"], ids=["one line", "lines"])
def test_a_megabyte_beside_another(unit: str, tmp_path: Path) -> None:
    text = varied_text(1_000_000).replace("\n", unit)
    started = time.process_time()
    result = beside(text, text, tmp_path)
    assert time.process_time() - started < 6
    assert "100%" in result.notes[-1].zh


# the older report's file, and the command


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("missing.txt", None, "找不到这个文件"),
        ("old.docx", b"PK", "不是完好的 .docx"),
        ("empty.txt", b" \n", "空文件"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "old"),
    ],
)
def test_an_older_report_that_cannot_be_read(
    name: str, data: bytes | None, words: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SettingsError) as raised:
        make_runner(Settings(against=str(tmp_path / name)))
    assert "对照稿" in raised.value.words.zh
    assert words in raised.value.words.zh or words == "old"


def command(*arguments: str | Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "xxlint", "check", *map(str, arguments)],
        capture_output=True,
        cwd=Path(__file__).parent.parent,
        timeout=60,
        check=False,
    )


def test_the_command_ends_with_2_and_one_line(tmp_path: Path) -> None:
    done = command("--against", tmp_path / "missing.txt", FOLDER / "town-liuwan.txt")
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert done.stdout == b""


def test_json_carries_the_note_for_each_file() -> None:
    older, newer = FOLDER / "town-liuwan.txt", FOLDER / "county-2022.txt"
    done = command("--against", older, "--output-format", "json", older, newer)
    files = json.loads(done.stdout)["files"]
    assert [file["notes"][-1][:26] for file in files] == [
        "与 town-liuwan.txt 相比，100% 的正文"[:26],
        "与 town-liuwan.txt 相比，没有相同的句"[:26],
    ]
    assert done.returncode == 1


def test_a_pair_in_markdown_and_text(tmp_path: Path) -> None:
    sentence = "全年完成固定资产投资52.7亿元，增长8.1%。"
    (tmp_path / "old.md").write_text(f"# 总结\n\n- **投资**：{sentence}\n- {sentence}\n", "utf-8")
    runner = make_runner(Settings(against=str(tmp_path / "old.md"), force=True))
    (finding,) = [d for d in runner.check_bytes("a.txt", f"（一）{sentence}".encode()).diagnostics if d.case]
    assert isinstance(finding, Diagnostic)
    assert "第4行" in finding.message
