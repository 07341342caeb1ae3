"""Other regions' names: found where a reviewer would look, passed over where a report has its reasons."""

import time
from pathlib import Path

import pytest
from marked import parse

from xxlint import Settings, lint_text
from xxlint.analysis.regions import Gazetteer, own_region
from xxlint.analysis.surroundings import Surroundings
from xxlint.context import Context
from xxlint.diagnostic import Diagnostic
from xxlint.packs import builtin

LEXICON = builtin().lexicon
GAZETTEER = Gazetteer(LEXICON.regions, LEXICON.doubtful_regions)
TITLE = "望泉县2023年工作总结"
"""望泉县 is invented: what lies above it is not known, so only other counties are foreign."""


def found(text: str, region: str | None = None) -> list[Diagnostic]:
    settings = Settings(select=("XX703",), context=Context(region=region))
    return [d for d in lint_text(text, settings=settings) if d.code == "XX703"]


@pytest.mark.parametrize(
    ("title", "name", "known"),
    [
        ("望泉县2023年工作总结", "望泉县", False),
        ("2023年望泉县政府工作报告", "望泉县", False),
        ("中共河滨区委宣传部", "河滨区", False),
        ("关于松阳县农村公路管护情况的调研报告", "松阳县", True),
        ("浙江省丽水市松阳县2023年工作总结", "松阳县", True),
        ("浙江省丽水市石磨镇2023年工作总结", "石磨镇", True),
        ("景宁畲族自治县民政局2023年工作总结", "景宁畲族自治县", True),
        ("景宁县民政局2023年工作总结", "景宁县", True),
        ("恩施州2023年国民经济和社会发展统计公报", "恩施州", True),
        ("望泉市生态环境局桐岭分局2023年度工作总结", "望泉市", False),
        ("国家税务总局松阳县税务局2023年工作总结", "松阳县", True),
        ("在松阳县第十七次党代表大会上的报告", "松阳县", True),
        ("西城区2023年工作总结", "西城区", True),
        ("阿克苏地区2023年工作总结", "阿克苏地区", True),
        ("政府工作报告\n——2023年2月9日在略阳县第十八届人民代表大会第二次会议上", "略阳县", True),
        (
            "2023年度述职报告\n各位领导：\n现将情况报告如下。\n松阳县人民政府办公室\n2024年1月5日",
            "松阳县",
            True,
        ),
    ],
)
def test_the_own_region_is_read_from_title_or_signature(title: str, name: str, known: bool) -> None:
    own = own_region(Surroundings(title, title, LEXICON), None, GAZETTEER)
    assert own is not None
    assert (own.name, bool(own.paths)) == (name, known)


@pytest.mark.parametrize(
    "title",
    [
        "政府工作报告",
        "在全县农村工作会议上的讲话",
        "关于加强城市管理的意见",
        "关于推进县域经济发展的意见",
        "关于做好市场监管工作的通知",
        "××县2023年工作总结",
        "XX区2023年工作总结",
        "幸福社区2023年工作总结",
        "高新技术产业开发区2023年工作总结",
        "我县2023年工作情况",
        "加快县城建设工作方案",
        "关于加快县乡村三级物流体系建设的意见",
        "全面推进乡村振兴工作总结",
        "老城区改造工作总结",
        "2023年度抓基层党建工作述职报告",
    ],
)
def test_a_title_without_a_region_gives_none(title: str) -> None:
    assert own_region(Surroundings(title, title, LEXICON), None, GAZETTEER) is None


@pytest.mark.parametrize(
    "body",
    [
        "⟦XX703|松阳县⟧经济运行总体平稳，社会大局和谐稳定。",
        "今年以来，在县委坚强领导下，⟦XX703|松阳县⟧各项工作取得新进展。",
        "中共⟦XX703|松阳县⟧委、县政府高度重视，成立工作专班。",
        "由⟦XX703|松阳县⟧农业农村局牵头，各乡镇配合。",
        "为建设富强民主文明和谐美丽的⟦XX703|松阳县⟧而不懈努力。",
        "⟦XX703|义乌市⟧城镇新增就业2000人。",
        "⟦XX703|景宁县⟧森林覆盖率稳居前列，⟦XX703|喀喇沁旗⟧草原生态持续好转。",
        "⟦XX703|遂昌县⟧建成高标准农田2万亩，完成投资3.2亿元。",
        "⟦XX703|余杭区⟧数字经济增加值增长8%。",
    ],
)
def test_a_name_without_a_reason_is_told(body: str) -> None:
    text, marks = parse(f"{TITLE}\n{body}")
    assert [(d.span, d.severity) for d in found(text)] == [(mark.span, "info") for mark in marks]


@pytest.mark.parametrize(
    "body",
    [
        "今年以来，⟦XX703|松阳全县⟧上下真抓实干。",
        "⟦XX703|松阳县⟧全县干部群众团结一心。",
        "⟦XX703|松阳县⟧我县经济稳中向好。",
        "我县（⟦XX703|松阳县⟧）位于山区，林地广阔。",
        "我县（⟦XX703|松阳⟧）位于山区，林地广阔。",
        "我县⟦XX703|松阳县⟧地处山区，林地广阔。",
        "我们⟦XX703|松阳县⟧引进了企业12家，赴外地考察3次。",
    ],
)
def test_a_name_that_stands_as_the_own_region_is_a_warning(body: str) -> None:
    text, marks = parse(f"{TITLE}\n{body}")
    assert [(d.span, d.severity, d.case) for d in found(text)] == [
        (mark.span, "warning", "own") for mark in marks
    ]


LOOKALIKES = """
赴浙江省松阳县考察学习古村落保护，与遂昌县签订合作协议。
深化东西部协作，嘉善县援建的产业园投入使用，双流区选派教师12名。
引进余杭区企业3家，到位资金2.6亿元，招引义乌市客商5批次。
组织120名劳动力到昆山市、慈溪市务工。
与青川县交界的3个村完成确权，毗邻的剑阁县同步推进联防联控。
沪昆高铁义乌市至金华市段、途经桐庐县的快线全面开工。
推广浦江县“五水共治”经验，对标德清县模式补短板。
华中师范大学、北京市海淀区中关村第三小学、宁波市第一医院的专家到校指导。
董事长王某某，男，籍贯绍兴市柯桥区，1975年生于诸暨市，曾任龙泉市副市长。
公司注册地为深圳市南山区科技园路8号。
产品销往义乌市、余姚市等地，市场份额稳步提升。
深刻汲取盘锦市“1·15”爆炸事故教训，开展专项检查。
转发《松阳县古村落保护条例》供参考。
安吉县、德清县、长兴县、桐庐县入围，我县排名第五。
沿海城市、县级财政、市场主体、全市各县区、老城区、开发区、社区、景区、平安区域创建同步推进。
建设平安县、振兴区域经济、解放区精神代代相传，资源县级统筹，市财政局会同县直部门落实。
新南起东至县道X023线，全长12公里，建成县级示范点6个，对应县直部门负责。
全市人力资源县域配置、理县官之事、兴县富民、强县扩权扎实推进。
湖北省、杭州市出台的政策供参考，丽水市下达资金300万元。
望泉县全县上下、望泉县（我县）干部群众齐心协力。
考察了遂昌县，遂昌县全县森林覆盖率达到83%，值得我县学习。
遂昌县（我县友好县）组团参会，慰问驻义乌市我市籍务工人员。
在长兴县成功举办推介活动，产品由杭州市城乡建设发展投资集团股份有限公司经销。
到义乌市车程缩短至1小时，义乌市群众送来锦旗，余杭区税务局来函确认，桐乡市某团队入驻。
食品质量安全县创建、公安全县联勤、平安全县建设有序推进。
"""


@pytest.mark.parametrize("body", LOOKALIKES.strip().splitlines())
def test_what_has_its_reasons_is_passed_over(body: str) -> None:
    assert not [d.message for d in found(f"{TITLE}\n{body}")]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param(
            "浙江省2023年工作总结", "松阳县、义乌市增势良好，余杭区数字经济领先。", id="its counties"
        ),
        pytest.param(
            "丽水市2023年工作总结", "松阳县经济平稳，浙江省给予支持。", id="a prefecture's counties"
        ),
        pytest.param(
            "松阳县古市镇2023年工作总结", "松阳县委高度重视，丽水市领导调研。", id="a town's county"
        ),
        pytest.param("石磨镇2023年工作总结", "松阳县经济平稳。", id="a town of nowhere known"),
        pytest.param("望泉县2023年工作总结", "丽水市经济平稳，浙江省形势向好。", id="superiors not known"),
        pytest.param("松阳县赴遂昌县考察报告", "遂昌县经济平稳。", id="about another"),
        pytest.param("政府工作报告", "松阳县经济平稳。", id="own region not known"),
        pytest.param(
            "松阳县2023年工作总结", "松阳县及全县各乡镇经济平稳，我县松阳县城面貌一新。", id="itself"
        ),
        pytest.param("南京市鼓楼区2023年工作总结", "鼓楼区经济平稳。", id="a name of many"),
    ],
)
def test_what_belongs_to_the_own_region_is_right(title: str, body: str) -> None:
    assert not found(f"{title}\n{body}")


def test_a_prefecture_is_foreign_to_another() -> None:
    text = "丽水市2023年工作总结\n金华市经济平稳。"
    assert [d.span.of(text) for d in found(text)] == ["金华市"]


def test_the_setting_goes_before_the_title() -> None:
    text = "2023年工作总结\n松阳县经济平稳，遂昌县各项工作取得进展。"
    assert [d.span.of(text) for d in found(text, "浙江省丽水市松阳县")] == ["遂昌县"]
    assert [d.span.of(text) for d in found(text, "遂昌县")] == ["松阳县"]
    assert not found(text)


def test_all_places_of_a_name_are_one_finding() -> None:
    text = f"{TITLE}\n松阳县经济平稳。\n松阳县社会稳定，松阳县生态良好。"
    (finding,) = found(text)
    assert len(finding.related) == 2


def test_an_office_adds_names_of_its_own(tmp_path: Path) -> None:
    pack = tmp_path / "office.toml"
    pack.write_text('[words.regions."浙江省"]\n"丽水市" = "云杉县"\n', "utf-8")
    settings = Settings(select=("XX703",), packs=(str(pack),))
    text = "松阳县2023年工作总结\n云杉县经济平稳，遂昌县社会稳定。"
    assert [d.span.of(text) for d in lint_text(text, settings=settings)] == ["云杉县", "遂昌县"]
    assert not lint_text("丽水市2023年工作总结\n云杉县经济平稳。", settings=settings)


def test_the_table_is_whole() -> None:
    assert len(GAZETTEER.upper) > 330
    assert GAZETTEER.paths("松阳县") == (("浙江省", "丽水市", "松阳县"),)
    assert GAZETTEER.paths("景宁县") == GAZETTEER.paths("景宁畲族自治县") != ()
    assert len(GAZETTEER.paths("鼓楼区")) == 4
    assert GAZETTEER.paths("海淀区") == (("北京市", "海淀区"),)
    assert GAZETTEER.paths("潜江市") == (("湖北省", "潜江市"),)


def test_a_region_is_found_in_time_in_proportion_to_the_text() -> None:
    line = "松阳县经济平稳，引进义乌市企业，由遂昌县全县上下推进。"
    started = time.process_time()
    found(f"{TITLE}\n{line * 4000}")
    once = time.process_time() - started
    started = time.process_time()
    found(f"{TITLE}\n{line * 8000}")
    assert time.process_time() - started < 3.5 * max(once, 0.05)
