"""Reports as offices make them in Word and WPS, and what a reviewer marks in each.

Each function makes one file with everything that such files have: automatic numbers of several kinds, forms, tables
for duties and figures, letterheads, text boxes, notes, changes.  ``REPORTS`` says which words of it a reviewer
would mark; a finished report has none.
"""

from collections.abc import Callable
from typing import NamedTuple

from word_files import (
    BREAK,
    FIELD_BEGIN,
    FIELD_END,
    FIELD_SEPARATE,
    PAGE_BREAK,
    SHOWING_PROMPT,
    TAB,
    UNDERLINED,
    Xml,
    code,
    commented,
    dele,
    docx,
    field,
    footnote,
    hyperlink,
    ins,
    level,
    lists,
    p,
    r,
    sdt,
    sect,
    simple_field,
    style,
    tbl,
    tc,
    textbox,
    tr,
)


class WordReport(NamedTuple):
    """A file with the words that a reviewer would mark in it, each with its code."""

    make: Callable[[], bytes]
    marks: tuple[tuple[str, str], ...] = ()


# --- what offices' files have in common --------------------------------------------------------------------

NO_GAP = '<w:suff w:val="nothing"/>'
CENTRED = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'
INDENTED = '<w:ind w:firstLineChars="200"/>'
ACROSS = '<w:gridSpan w:val="{}"/>'
DOWN = '<w:vMerge w:val="restart"/>'
WENT_DOWN = "<w:vMerge/>"

STYLES = "".join(
    (
        style("Normal", title="Normal"),
        style("Title", title="Title", props=CENTRED),
        style("1", title="heading 1", based_on="Normal", props='<w:outlineLvl w:val="0"/>'),
        style("2", title="heading 2", based_on="Normal", props='<w:outlineLvl w:val="1"/>'),
        style("3", title="heading 3", based_on="Normal", props='<w:outlineLvl w:val="2"/>'),
        style("TOC1", title="toc 1", based_on="Normal"),
        style("TOC2", title="toc 2", based_on="Normal"),
        style("a3", title="header"),
        style("a5", title="footer"),
        style("ab", title="footnote text"),
        style("ac", title="caption", based_on="Normal", props=CENTRED),
    )
)
CHINESE = level("chineseCounting", "%1、", 0, more=NO_GAP)
BRACKET = level("chineseCounting", "（%2）", 1, more=NO_GAP)
ARABIC = level("decimal", "%3．", 2, more=NO_GAP)
PAGE = p("— ", field("PAGE  \\* MERGEFORMAT", "3"), " —", style="a5", props=CENTRED)
PAGES = p(
    "第", simple_field("PAGE", "2"), "页 共", simple_field("NUMPAGES", "9"), "页", style="a5", props=CENTRED
)


def t_(*words: str) -> Xml:
    """Body paragraphs, indented as the style of a report asks."""
    return Xml("".join(p(line, props=INDENTED) for line in words))


def centred(*words: str) -> Xml:
    return p(*words, props=CENTRED)


def right(*words: str) -> Xml:
    return p(*words, props=RIGHT)


def blank(width: int = 8) -> Xml:
    """An underlined run of blanks."""
    return r(" " * width, props=UNDERLINED)


def filled(words: str) -> Xml:
    """Words on an underlined line."""
    return r(f" {words} ", props=UNDERLINED)


def box(ticked: bool = False) -> Xml:
    """A box of Wingdings, or one with a tick."""
    return r(Xml(f'<w:sym w:font="Wingdings 2" w:char="{"F052" if ticked else "F0A3"}"/>'))


def wide(columns: int, *content: str, down: str = "") -> Xml:
    """A cell over several columns."""
    return tc(*content, props=ACROSS.format(columns) + down)


def first(*content: str) -> Xml:
    """The uppermost of cells merged downwards."""
    return tc(*content, props=DOWN)


def below() -> Xml:
    """A cell that is merged with the one above."""
    return tc(p(), props=WENT_DOWN)


def contents(*entries: tuple[str, int]) -> Xml:
    """A table of contents as Word makes it: one field over all lines, a link and a page number on each."""
    lines = []
    for at, (words, page) in enumerate(entries):
        begin = FIELD_BEGIN + code('TOC \\o "1-2" \\h \\z \\u') + FIELD_SEPARATE if at == 0 else ""
        link = hyperlink(r(words), r(TAB), field(f"PAGEREF _Toc{at} \\h", str(page)), anchor=f"_Toc{at}")
        lines.append(p(Xml(begin), link, style="TOC2" if words.startswith("（") else "TOC1"))
    return Xml("".join([*lines, p(FIELD_END)]))


# --- the reports -------------------------------------------------------------------------------------------


def duty_report() -> bytes:
    """述职报告: headings by style, their numbers through the style's list."""
    numbered = "".join(
        (
            style(
                "1",
                title="heading 1",
                props='<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>',
            ),
            style(
                "2",
                title="heading 2",
                props='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>',
            ),
            style("Title", title="Title", props=CENTRED),
            style("a5", title="footer"),
        )
    )
    chinese = level("chineseCounting", "%1、", 0, more='<w:pStyle w:val="1"/>' + NO_GAP)
    bracket = level("chineseCounting", "（%2）", 1, more='<w:pStyle w:val="2"/>' + NO_GAP)
    return docx(
        p("2023年度述职述廉报告", style="Title"),
        centred("清溪县自然资源局党组书记、局长　周文海"),
        centred("（2024年1月18日）"),
        p(),
        p("各位领导、同志们："),
        t_(
            "2023年，在县委、县政府的坚强领导下，我团结带领局党组一班人，紧紧围绕保护资源、保障发展的职责，"
            "较好地完成了全年各项任务。现将履职情况报告如下，请予评议。"
        ),
        p("履职情况", style="1"),
        p("抓学习，政治站位不断提高", style="2"),
        t_(
            "坚持把学习贯彻党的二十大精神作为首要政治任务，主持召开党组理论学习中心组学习会12次，讲专题党课3次，"
            "撰写学习心得6篇。组织全局干部赴市外考察学习2批次，形成考察报告2篇。"
        ),
        p("抓保护，耕地红线守得更牢", style="2"),
        t_(
            "全面推行田长制，落实县、乡、村三级田长436名。全县耕地保有量52.8万亩，超出上级下达任务XX万亩。",
            "全年开展动态巡查1860次，发现并制止违法占地行为27起，拆除违法建筑面积1.3万平方米。",
        ),
        p("抓服务，要素保障更加有力", style="2"),
        t_(
            "争取新增建设用地计划指标1860亩，供应土地64宗，面积2140亩。推行“拿地即开工”，办理时限由45个工作日"
            "压缩至12个工作日。",
            "不动产登记实现“一窗受理、并行办理”，全年办理各类登记业务2.6万件，群众满意度达到98.6％。",
        ),
        p("抓整治，生态修复成效明显", style="2"),
        t_(
            "完成历史遗留废弃矿山治理14处，恢复治理面积860亩。实施地质灾害隐患点治理工程9处，"
            "避险搬迁群众112户386人，全年未发生因地质灾害造成的人员伤亡。"
        ),
        p("廉洁自律情况", style="1"),
        p("严格履行第一责任人责任", style="2"),
        t_(
            "始终坚持重要工作亲自部署、重大问题亲自过问、重点环节亲自协调，召开党风廉政建设专题会议4次，"
            "与班子成员、股室负责人签订责任书32份，开展廉政谈话46人次。"
        ),
        p("严格遵守廉洁纪律", style="2"),
        t_(
            "带头执行中央八项规定及其实施细则精神，自觉净化社交圈、生活圈、朋友圈，没有违规收受礼品礼金，"
            "没有插手干预工程项目，如实报告了个人有关事项的的变化情况。"
        ),
        p("存在的问题", style="1"),
        t_(
            "对照组织要求和群众期盼，还存在一些不足：一是理论学习的系统性不够；二是调查研究还不够深入；"
            "四是创新举措不多，个别历史遗留问题化解进展缓慢。"
        ),
        p("下一步打算", style="1"),
        t_("2024年，我将重点做好以下三个方面的工作："),
        p("加强政治建设", style="2"),
        t_("坚持第一议题制度，把党的领导贯穿自然资源工作全过程、各方面。"),
        p("提升保障能力", style="2"),
        t_("超前谋划用地报批，全力保障重点项目落地。"),
        p("从严管理队伍", style="2"),
        t_("完善内部管理制度，持续整治形式主义，努力打造忠诚干净担当的干部队伍。"),
        t_("以上报告，请予审议。"),
        sect(footer_default="f1"),
        styles=numbered,
        numbering=lists(n1=[chinese, bracket]),
        footers={"f1": PAGE},
    )


def government_report() -> bytes:
    """政府工作报告: letterhead as a table, a table of contents, page numbers; nothing to mark."""
    return docx(
        tbl([wide(2, centred("云岭县第十七届人民代表大会"), centred("第三次会议文件（三）"))]),
        p(),
        centred("政府工作报告"),
        centred("——2024年1月9日在云岭县第十七届人民代表大会第三次会议上"),
        centred("云岭县人民政府县长　沈国梁"),
        p(),
        centred("目　录"),
        contents(
            ("一、2023年工作回顾", 1),
            ("（一）经济运行稳中有进", 1),
            ("（二）产业转型步伐加快", 2),
            ("（三）民生福祉持续增进", 3),
            ("二、2024年工作安排", 4),
            ("（一）着力扩大有效需求", 4),
            ("（二）着力推进乡村振兴", 5),
            ("三、加强政府自身建设", 6),
        ),
        p(r(PAGE_BREAK)),
        p("各位代表："),
        t_("现在，我代表县人民政府，向大会报告工作，请予审议，并请县政协委员和其他列席人员提出意见。"),
        p("一、2023年工作回顾", style="1"),
        t_(
            "过去的一年，面对复杂严峻的外部环境，我们在市委、市政府和县委的坚强领导下，在县人大、县政协的监督支持下，"
            "沉着应对、克难奋进，较好完成了县十七届人大二次会议确定的目标任务。"
        ),
        p("（一）经济运行稳中有进", style="2"),
        t_(
            "全年实现地区生产总值286.4亿元，同比增长6.1％；规模以上工业增加值增长7.3％；固定资产投资增长5.8％；"
            "社会消费品零售总额98.7亿元，增长8.2％；一般公共预算收入12.6亿元，增长9.4％。",
            "城镇居民人均可支配收入38642元，增长5.2％；农村居民人均可支配收入17935元，增长7.9％。",
        ),
        tbl(
            [wide(4, centred("主要指标完成情况"))],
            ["指标", "单位", "完成数", "增长（％）"],
            ["地区生产总值", "亿元", "286.4", "6.1"],
            ["社会消费品零售总额", "亿元", "98.7", "8.2"],
            ["一般公共预算收入", "亿元", "12.6", "9.4"],
            ["城镇居民人均可支配收入", "元", "38642", "5.2"],
            ["农村居民人均可支配收入", "元", "17935", "7.9"],
        ),
        p("（二）产业转型步伐加快", style="2"),
        t_(
            "工业提质增效。新增规上工业企业11家、高新技术企业7家，园区产值突破180亿元。",
            "农业稳产增产。粮食总产量21.3万吨，新建高标准农田3.2万亩，新认证绿色食品9个。",
            "文旅加快融合。云岭古道创成国家4A级旅游景区，全年接待游客412万人次，实现旅游收入31.5亿元。",
        ),
        p("（三）民生福祉持续增进", style="2"),
        t_(
            "民生支出占一般公共预算支出的比重达到82.3％。新建改扩建学校6所，新增学位2400个。"
            "县人民医院新院区投入使用，乡镇卫生院标准化率达到100％。",
            "城镇新增就业3120人，发放创业担保贷款1.1亿元。建成保障性租赁住房460套，改造老旧小区18个。",
        ),
        t_(
            "各位代表！成绩来之不易。我们也清醒地看到，经济社会发展还存在一些困难和问题：一是产业链条不长，"
            "二是城乡发展不够平衡，三是财政收支矛盾突出。对此，我们将采取有力措施，认真加以解决。"
        ),
        p("二、2024年工作安排", style="1"),
        t_(
            "今年经济社会发展的主要预期目标是：地区生产总值增长6％左右，一般公共预算收入增长6％，"
            "固定资产投资增长7％，城乡居民收入增长与经济增长基本同步。"
        ),
        p("（一）着力扩大有效需求", style="2"),
        t_(
            "抓项目促投资。安排重点项目126个，年度计划投资92亿元。加快推进云岭至石桥公路、县城第二水厂等项目建设。",
            "抓消费增活力。完善县域商业体系，举办促消费活动20场以上。",
        ),
        p("（二）着力推进乡村振兴", style="2"),
        t_("坚决守住不发生规模性返贫的底线，打造和美乡村示范村15个，硬化通组公路86公里。"),
        p("三、加强政府自身建设", style="1"),
        t_(
            "坚持依法行政，主动接受人大监督、政协民主监督和社会舆论监督，办好人大代表建议和政协提案。",
            "各位代表！蓝图已经绘就，奋斗正当其时。让我们更加紧密地团结起来，为建设富裕文明的新云岭而努力奋斗！",
        ),
        p("名词解释", style="1"),
        t_(
            "1.拿地即开工：指企业取得土地后即可开工建设的审批模式。",
            "2.和美乡村：指宜居宜业、和谐美丽的乡村。",
        ),
        sect(footer_default="f1", footer_even="f2"),
        styles=STYLES,
        footers={"f1": PAGE, "f2": PAGE},
        settings="<w:evenAndOddHeaders/>",
    )


def wps_summary() -> bytes:
    """工作总结 from WPS: 一、 is automatic, （一） typed, 1. automatic again."""
    one, two = (1, 0), (2, 0)
    return docx(
        centred(r("石门镇2023年工作总结和2024年工作计划", props="<w:b/>")),
        p(),
        t_(
            "2023年，石门镇在县委、县政府的正确领导下，坚持稳中求进工作总基调，统筹推进经济社会各项事业，"
            "现将工作情况总结如下："
        ),
        p("主要工作成效", num=one),
        t_(
            "（一）产业发展提质增效。全镇实现农业总产值4.26亿元，同比增长6.5%。种植烤烟3200亩，茶叶1.1万亩，"
            "带动农户1860户增收，。",
            "（二）人居环境明显改善。改造户厕412座，新建污水处理站5座，农村生活污水治理率达到46%。",
            "（二）乡村治理扎实推进。排查化解矛盾纠纷186件，调解成功率97.8%。开展反诈宣传42场次。",
            "（四）民生保障更加有力。发放低保金386万元、临时救助资金28万元，城乡居民医保参保率达96.2%。",
        ),
        p("存在的困难和问题", num=one),
        t_("一年来，工作虽然取得了一定成绩，但也存在一些问题，主要表现在："),
        p("产业结构单一，抗风险能力不强。", num=two),
        p("基础设施欠账较多，部分村组道路年久失修。", num=two),
        p("干部队伍能力素质与新形势新要求还有差距。", num=two),
        p("2024年工作计划", num=one),
        t_(
            "（一）聚焦主导产业，推动农业转型升级。新建茶叶加工厂2个，农业总产值增长百分之七左右。",
            "（二）聚焦项目建设，夯实发展基础。实施石门水库除险加固等项目9个，总投资      万元。",
            "（三）聚焦基层治理，维护和谐稳定。深化“一中心一张网十联户”机制，推动矛盾就地化解。",
            "（四）聚焦作风建设，提升服务水平。力戒形式主义，官僚主义,切实为基层减负。",
        ),
        p("保障措施", num=one),
        t_("为确保各项任务落到实处，要做好以下几点："),
        p("加强领导，压实责任。", num=(3, 0)),
        p("强化督查，跟踪问效。", num=(3, 0)),
        p("严明纪律，务求实效。", num=(3, 0)),
        p(),
        right("石门镇人民政府"),
        right("2023年12月28日"),
        styles=STYLES,
        numbering=lists(
            n1=[level("japaneseCounting", "%1、", more=NO_GAP)],
            n2=[level("decimal", "%1.", more=NO_GAP)],
            n3=[level("decimal", "%1.")],
        ),
    )


def action_plan() -> bytes:
    """实施方案: duties in a table with merged cells and numbers of its own, annexes; nothing to mark."""
    cell = (4, 0)
    return docx(
        centred("长河区城市内涝治理实施方案"),
        p(),
        t_(
            "为提升城市排水防涝能力，保障人民群众生命财产安全，根据《国务院办公厅关于加强城市内涝治理的实施意见》"
            "（国办发〔2021〕11号）精神，结合我区实际，制定本方案。"
        ),
        p("总体要求", num=(1, 0)),
        p("指导思想。坚持以人民为中心，坚持系统治理，统筹城市水系、排水管网和应急处置。", num=(1, 1)),
        p(
            "工作目标。到2024年底，完成易涝点整治23处；到2025年底，基本消除历史上严重影响生产生活秩序的易涝积水点。",
            num=(1, 1),
        ),
        p("重点任务", num=(1, 0)),
        p(
            "实施管网改造工程。改造雨污合流管道36公里，新建雨水管道18公里，清淤疏浚排水管网210公里。",
            num=(1, 1),
        ),
        p("实施泵站提升工程。新建、改扩建排涝泵站4座，新增抽排能力每秒28立方米。", num=(1, 1)),
        p("实施河道整治工程。整治城区河道3条，总长11.4公里，恢复水面面积260亩。", num=(1, 1)),
        p("实施应急能力提升工程。配备移动排涝车6台，组建应急队伍5支180人。", num=(1, 1)),
        p("责任分工", num=(1, 0)),
        tbl(
            tr("序号", "工作任务", "具体措施", "责任单位", "完成时限"),
            tr(
                tc(p(num=(3, 0))),
                first("管网改造"),
                tc(
                    p("改造雨污合流管道36公里；", num=cell),
                    p("新建雨水管道18公里；", num=cell),
                    p("清淤管网210公里。", num=cell),
                ),
                tc("牵头单位：区住房城乡建设局", "配合单位：区水务局、各街道办事处"),
                "2025年6月底",
            ),
            tr(tc(p(num=(3, 0))), below(), "建立管网排查台账", "区水务局", "2024年5月底"),
            tr(
                tc(p(num=(3, 0))),
                "泵站提升",
                tc(p("新建泵站2座；", num=(5, 0)), p("改扩建泵站2座。", num=(5, 0))),
                "区水务局",
                tc("2024年12月底", "（分两期）"),
            ),
            tr(tc(p(num=(3, 0))), "河道整治", "整治河道3条", "区水务局、区生态环境分局", "2025年3月底"),
            tr(tc(p(num=(3, 0))), "应急能力", "配备排涝车6台", "区应急管理局", "持续推进"),
            tr(wide(4, "合计"), "5项"),
        ),
        p("保障措施", num=(1, 0)),
        p("加强组织领导。成立区城市内涝治理工作领导小组，由区政府分管副区长任组长。", num=(1, 1)),
        p(
            "强化资金保障。统筹中央预算内资金、地方政府专项债券和区级财政资金，多渠道筹措建设资金。",
            num=(1, 1),
        ),
        p("严格督导考核。实行月调度、季通报，对工作不力的单位和个人严肃问责。", num=(1, 1)),
        p(),
        t_("附件：1．长河区易涝点整治清单"),
        p("2．长河区城市内涝治理工作领导小组名单", props='<w:ind w:leftChars="500"/>'),
        p(),
        right("长河区人民政府办公室"),
        right("2024年3月12日"),
        p(r(PAGE_BREAK), "附件1"),
        centred("长河区易涝点整治清单"),
        tbl(
            ["序号", "易涝点位置", "积水深度（厘米）", "整治措施", "备注"],
            ["1", "人民路与解放街交叉口", "45", "新建管道0.8公里", ""],
            ["2", "火车站广场", "60", "改造泵站1座", "含周边道路"],
            ["3", "东风桥下穿通道", "80", "增设雨水箅子32个", ""],
            ["4", "滨河小区", "30", "清淤管道1.2公里", ""],
            ["…", "…", "…", "…", "…"],
            ["23", "南苑路小学门口", "25", "改造雨水口18个", ""],
        ),
        p(r(PAGE_BREAK), "附件2"),
        centred("长河区城市内涝治理工作领导小组名单"),
        p("组　长：", r("许志远", TAB), "区人民政府副区长"),
        p("副组长：", r("方  毅", TAB), "区政府办公室副主任"),
        p("　　　　", r("罗建平", TAB), "区住房城乡建设局局长"),
        p("成　员：", r("王  丹", TAB), "区水务局局长"),
        p("　　　　", r("欧阳晓梅", TAB), "区应急管理局局长"),
        p("　　　　", r("陈  刚", TAB), "区财政局副局长"),
        p("领导小组下设办公室，办公室设在区住房城乡建设局，罗建平同志兼任办公室主任。"),
        sect(footer_default="f1"),
        styles=STYLES,
        numbering=lists(
            n1=[CHINESE, BRACKET, ARABIC],
            n3=[level("decimal", "%1", more=NO_GAP)],
            n4=[level("decimal", "%1.", more=NO_GAP)],
            n5=[level("decimalEnclosedCircleChinese", "%1", more=NO_GAP)],
        ),
        footers={"f1": PAGES},
    )


def notice() -> bytes:
    """通知: red letterhead, document number, a table for 签发, 抄送 and 印发."""
    return docx(
        tbl([tc(p("000126"), p("机密★1年"), p("特急")), tc("")]),
        centred(r("江北市教育局文件", props='<w:color w:val="FF0000"/><w:sz w:val="72"/>')),
        tbl(["江教发〔2024〕第16号", "签发人：何秀兰"]),
        p(),
        centred("江北市教育局关于做好2024年春季学期"),
        centred("学校安全工作的通知"),
        p(),
        p("各县（区）教育局，市直各学校："),
        t_("为切实做好2024年春季学期学校安全工作，保障广大师生生命安全，现就有关事项通知如下。"),
        p("提高思想认识", num=(1, 0)),
        t_(
            "各地各校要充分认识学校安全工作的极端重要性，牢固树立“生命至上、安全第一”的理念，坚决克服麻痹思想。"
        ),
        p("突出工作重点", num=(1, 0)),
        p(
            "消防安全。对学生宿舍、食堂、实验室等重点场所逐一排查，建立隐患清单（见附件1），限期整改销号。",
            num=(1, 1),
        ),
        p("食品安全。落实校长负责制和陪餐制度，严把食品采购、贮存、加工、留样关口。", num=(1, 1)),
        p("交通安全。会同公安交警部门开展校车和接送学生车辆专项检查，严禁超速、超载和带病上路", num=(1, 1)),
        p("心理健康。完善学生心理健康档案，重点学生“一人一案”，做到早发现、早干预。", num=(1, 1)),
        p("工作要求", num=(1, 0)),
        p("加强领导。各地各校主要负责人要亲自抓、负总责。", num=(2, 0)),
        p("严格督查。市教育局将于2024年3月11日（星期二）起分组开展督查，督查安排详见附件3。", num=(2, 0)),
        p(
            "及时报送。请于2月31日前将自查报告和《学校安全隐患排查表》（见附件2）报送市教育局安全科。",
            num=(2, 0),
        ),
        t_("联系人：李敏，联系电话：0728－6231145。"),
        p(),
        p("附件：1.学校安全隐患清单"),
        p("　　　2.学校安全隐患排查表"),
        p(),
        right("江北市教育局　　　"),
        right("2024年2月19日　　"),
        p("（此件公开发布）"),
        tbl(
            [wide(2, "抄送：市政府办公室，市公安局，市市场监管局。")],
            ["江北市教育局办公室", "2024年2月19日印发"],
        ),
        p(r(PAGE_BREAK), "附件1"),
        centred("学校安全隐患清单"),
        tbl(
            ["序号", "隐患部位", "隐患描述", "整改措施", "整改时限", "责任人"],
            *([str(n), "", "", "", "", ""] for n in range(1, 6)),
        ),
        p(r(PAGE_BREAK), "附件2"),
        centred("学校安全隐患排查表"),
        p("填报单位（盖章）：　　　　　　　　填报人：　　　　　　填报日期：　　年　　月　　日"),
        tbl(
            ["类别", "排查内容", "排查结果", "备注"],
            tr(first("消防安全"), "消防设施是否完好有效", tc(p("是", box(), " 否", box())), ""),
            tr(below(), "疏散通道是否畅通", tc(p("是", box(), " 否", box())), ""),
            tr(first("食品安全"), "食堂从业人员健康证是否齐全", tc(p("是", box(), " 否", box())), ""),
            tr(below(), "是否落实留样制度", tc(p("是", box(), " 否", box())), ""),
        ),
        sect(footer_default="f1"),
        styles=STYLES,
        numbering=lists(n1=[CHINESE, BRACKET], n2=[level("chineseCounting", "（%1）", more=NO_GAP)]),
        footers={"f1": PAGE},
    )


def application_form() -> bytes:
    """申报表: a cover with lines to fill in, cells that wait for words, boxes, places to sign; nothing to mark."""
    date = "年    月    日"
    sign = tc(p("审核意见："), p(), p(), p("（盖章）", props=RIGHT), p(date, props=RIGHT))
    return docx(
        p("编号：", blank(12)),
        p(),
        centred("南山省科技成果转化项目"),
        centred("申　报　书"),
        p(),
        p("项目名称：", blank(30)),
        p("申报单位（盖章）：", blank(24)),
        p("项目负责人：", blank(12), "联系电话：", blank(16)),
        p("推荐单位：", blank(30)),
        p("申报日期：", blank(6), "年", blank(4), "月", blank(4), "日"),
        p(),
        centred("南山省科学技术厅制"),
        centred("二〇二四年三月"),
        p(r(PAGE_BREAK), "填表说明"),
        p("本申报书由项目申报单位填写，一式三份。", num=(1, 0)),
        p("“项目编号”由省科学技术厅统一填写，申报单位不填。", num=(1, 0)),
        p("表中所填内容应当真实、准确，不得空缺；没有的填“无”。", num=(1, 0)),
        p("本表可从省科学技术厅网站下载，A4纸双面打印。", num=(1, 0)),
        p(r(PAGE_BREAK), "一、项目基本情况"),
        tbl(
            tr("项目名称", wide(5, "")),
            tr(
                "项目类别",
                wide(5, p(box(), "重大专项  ", box(), "重点研发  ", box(), "成果转化  ", box(), "其他")),
            ),
            tr("起止年限", wide(2, "     年   月至     年   月"), "技术领域", wide(2, "")),
            tr(first("申报单位"), "单位名称", wide(4, "")),
            tr(
                below(),
                "单位性质",
                wide(4, p(box(), "企业 ", box(), "高校 ", box(), "科研院所 ", box(), "其他（  ）")),
            ),
            tr(below(), "通讯地址", wide(2, ""), "邮政编码", ""),
            tr(below(), "联系人", "", "手机", wide(2, "")),
            tr(first("项目负责人"), "姓名", "", "性别", tc(p("男", box(), "女", box())), ""),
            tr(below(), "出生年月", "     年   月", "职称", "", ""),
            tr(
                "经费预算",
                wide(
                    5,
                    p(
                        "总投资",
                        blank(8),
                        "万元，其中：申请省级财政资金",
                        blank(8),
                        "万元，单位自筹",
                        blank(8),
                        "万元。",
                    ),
                ),
            ),
        ),
        p("二、项目主要内容（限800字以内）"),
        tbl([tc("（包括立项背景、主要研究内容、技术路线、创新点等）", "", "", "")]),
        p("三、预期目标"),
        tbl(
            ["序号", "考核指标", "目标值", "完成时间"],
            *([str(n), "", "", ""] for n in range(1, 5)),
        ),
        p("四、项目组主要成员"),
        tbl(
            ["姓名", "性别", "年龄", "职称", "所在单位", "项目分工", "签名"],
            *(["", "", "", "", "", "", ""] for _ in range(4)),
        ),
        p("五、申报单位承诺"),
        tbl(
            [
                tc(
                    "本单位承诺：所提交的申报材料真实、合法、有效，如有虚假，愿意承担相应责任。",
                    p("法定代表人（签字）：", blank(12), "单位（公章）"),
                    p(date, props=RIGHT),
                )
            ]
        ),
        p("六、推荐及审批意见"),
        tbl(
            tr("县（市、区）科技局意见", sign),
            tr("市级科技部门意见", sign),
            tr(
                "省科学技术厅意见",
                tc(
                    "经评审，",
                    p(box(), "同意立项   ", box(), "不同意立项"),
                    p("（盖章）", props=RIGHT),
                    p(date, props=RIGHT),
                ),
            ),
        ),
        p("注：1.表格不够可另附页。"),
        p("    2.本表复印有效。"),
        styles=STYLES,
        numbering=lists(n1=[level("chineseCounting", "%1、", more=NO_GAP)]),
    )


def minutes() -> bytes:
    """会议纪要: the heading data in a table, decisions by automatic and typed numbers."""
    return docx(
        centred(r("白沙县人民政府", props='<w:color w:val="FF0000"/>')),
        centred(r("专题会议纪要", props='<w:color w:val="FF0000"/>')),
        centred("〔2024〕8号"),
        tbl(["白沙县人民政府办公室", "2024年4月X日"]),
        p(),
        centred("研究老旧小区改造有关问题的会议纪要"),
        p(),
        tbl(
            ["时　间", "2024年4月10日上午9:00"],
            ["地　点", "县政府三楼会议室"],
            ["主持人", "刘向阳"],
            tr(
                "出席人员",
                tc("县政府办：高  峰", "县住建局：马国强、田　静", "县财政局：石小红", "城关镇：吴  波"),
            ),
            ["记录人", "赵蕾"],
        ),
        t_(
            "4月10日，县委常委、常务副县长刘向阳主持召开专题会议，研究2024年老旧小区改造有关问题。现将会议议定事项纪要如下："
        ),
        p("关于改造任务", num=(1, 0)),
        t_(
            "会议原则同意县住建局提出的改造计划。2024年改造老旧小区14个、楼栋86栋，惠及居民3260户，改造面积28.4万平方米。",
            "会议要求，县住建局要会同城关镇逐小区开展入户调查，做到“一小区一方案。",
        ),
        p("关于资金筹措", num=(1, 0)),
        t_(
            "项目总投资8640万元，其中：中央补助资金4200万元，省级补助资金1400万元，县级配套资金2040万元，居民出资1000万元。",
            "县财政局要于5月底前将县级配套资金拨付到位，确保项目顺利实施。居民出资部分由城关镇负责组织收取，单独建账，专款专用。",
        ),
        p("关于工程监管", num=(1, 0)),
        t_(
            "（1）严把设计关。施工图设计须经居民代表签字确认。",
            "（2）严把质量关。实行建设单位、监理单位、居民代表三方监督。",
            "（3）严把验收关。未经验收或验收不合格的，不得交付使用。",
        ),
        p("关于后续管理", num=(1, 0)),
        t_(
            "会议强调，要坚持建管并重，同步引入物业服务。具体收费标准由××单位另行制定。",
            "会议指出，老旧小区改造是重大民生工程，发展工程，各责任单位要高度重视、密切配合，扎实推进。",
        ),
        p(),
        tbl(
            [wide(2, "发：县住建局，县财政局，城关镇人民政府。")],
            [wide(2, "送：县委办公室，县人大常委会办公室，县政协办公室。")],
            ["共印30份", "校对：赵蕾"],
        ),
        sect(footer_default="f1"),
        styles=STYLES,
        numbering=lists(n1=[CHINESE]),
        footers={"f1": PAGE},
    )


def contract() -> bytes:
    """A contract template: chapters and articles by automatic numbers, blanks to fill in, content controls."""
    article = (1, 1)
    return docx(
        p("合同编号：", blank(14), props=RIGHT),
        p(),
        centred("物业服务合同"),
        p(),
        p("甲方（委托方）：", sdt("单击或点击此处输入文字。", props=SHOWING_PROMPT)),
        p("乙方（受托方）：青禾物业服务有限公司"),
        t_(
            "根据《中华人民共和国民法典》等法律法规，甲乙双方在平等、自愿、协商一致的基础上，就物业服务事宜订立本合同。"
        ),
        p("总则", num=(1, 0)),
        p(
            "物业基本情况：物业名称为",
            filled("学府花园"),
            "，坐落于",
            blank(20),
            "，建筑面积",
            blank(8),
            "平方米。",
            num=article,
        ),
        p("本合同所称物业服务，是指房屋及配套设施设备的维修、养护和管理。", num=article),
        p("服务内容与期限", num=(1, 0)),
        p("乙方提供以下服务：", num=article),
        p("公共区域的清洁卫生和绿化养护；", num=(1, 2)),
        p("公共秩序维护和安全防范；", num=(1, 2)),
        p("共用设施设备的日常运行和维护。", num=(1, 2)),
        p("服务期限为", filled("3"), "年，自2024年5月1日起至2027年4月30日止。", num=article),
        p("服务费用", num=(1, 0)),
        p("物业服务费按建筑面积每月每平方米", filled("1.80"), "元计收，每季度首月10日前支付。", num=article),
        p("甲方逾期支付的，每逾期一日按应付金额的", blank(4), "‰支付违约金。", num=article),
        p("双方权利义务", num=(1, 0)),
        p("甲方有权监督乙方的服务质量，对不符合约定的服务要求限期整改。", num=article),
        p("乙方应当每半年公布一次物业服务费收支情况，接受业主监督。", num=article),
        p("附则", num=(1, 0)),
        p(
            "本合同一式",
            filled("肆"),
            "份，甲乙双方各执",
            filled("贰"),
            "份，具有同等法律效力。",
            num=article,
        ),
        p("本合同自双方签字盖章之日起生效。未尽事宜按照第八条的约定协商解决。", num=article),
        p("（以下无正文）"),
        p(),
        tbl(
            tr(
                tc(
                    "甲方（盖章）：",
                    p("法定代表人（签字）：", blank(10)),
                    p("委托代理人（签字）：", blank(10)),
                    p("地址：", blank(16)),
                    p("签订日期：", blank(6), "年", blank(4), "月", blank(4), "日"),
                ),
                tc(
                    "乙方（盖章）：",
                    p("法定代表人（签字）：", blank(10)),
                    p("委托代理人（签字）：", blank(10)),
                    p("地址：", blank(16)),
                    p("签订日期：", blank(6), "年", blank(4), "月", blank(4), "日"),
                ),
            )
        ),
        sect(footer_default="f1"),
        styles=STYLES,
        numbering=lists(
            n1=[
                level("chineseCountingThousand", "第%1章", 0),
                level("chineseCountingThousand", "第%2条", 1, more='<w:lvlRestart w:val="0"/>'),
                level("decimal", "（%3）", 2, more=NO_GAP),
            ]
        ),
        footers={"f1": PAGES},
    )


def web_copy() -> bytes:
    """A report pasted from a site: manual line breaks, fixed blanks, links, the site's own words."""
    line = r(BREAK)
    return docx(
        centred(r("教育局2023年工作总结", props="<w:b/>")),
        p("来源：", hyperlink("平湖市人民政府网"), "　发布时间：2024-01-05　【字体：大 中 小】"),
        p(
            "\u3000\u30002023年，市教育局坚持以习近平新时代中国特色社会主义思想为指导，落实立德树人根本任务，各项工作取得新成效。",
            line,
            "\u3000\u3000一、主要工作",
            line,
            "\u3000\u3000（一）坚持党建引领。成立中小学校党组织领导的校长负责制试点学校26所。",
            line,
            "\u3000\u3000（二）扩大优质资源。新建幼儿园4所、小学2所，新增学位5400个。公办园在园幼儿占比达到58.6%。",
            line,
            "\u3000\u3000（三）提升教育质量。高考本科上线率达63.2%，较上年提高2.1个百分点。",
        ),
        p("\xa0\xa0\xa0\xa0二、存在问题"),
        p(
            "\xa0\xa0\xa0\xa0一是城区学位供给仍然紧张。二是教师结构性缺编问题\xa0突出。三是家校协同育人机制还需完善。"
        ),
        p("\xa0\xa0\xa0\xa0三、下一步工作打算"),
        p(
            "\xa0\xa0\xa0\xa0（一）实施学位扩容工程。依据",
            hyperlink("《平湖市教育设施专项规划》"),
            "，新建学校3所，新增学位3600个。",
        ),
        p("\xa0\xa0\xa0\xa0（二）实施强师工程。招聘教师220名，交流轮岗教师不少于应交流人数的10%。"),
        p("\xa0\xa0\xa0\xa0（三）实施减负提质工程。规范校外培训，课后服务覆盖率达到100%。"),
        p("\xa0"),
        p("更多范文请访问：", hyperlink("www.example-fanwen.com")),
        p("责任编辑：王 芳"),
        styles=STYLES,
    )


def reviewed_report() -> bytes:
    """A report after two readers: changes, comments, footnotes."""

    def by(who: str, xml: Xml) -> Xml:
        return Xml(xml.replace("王某", who))

    return docx(
        centred("关于全县农村公路建设情况的调研报告"),
        centred("县交通运输局　县委政策研究室"),
        p(),
        t_(
            "农村公路是农村地区最重要的基础设施。为摸清底数，今年6月至8月，联合调研组深入12个乡镇、46个行政村开展调研，"
            "形成如下报告。"
        ),
        p("一、基本情况", style="1"),
        p(
            "截至2023年底，全县农村公路总里程",
            by("李建", dele("1826")),
            by("李建", ins("1862")),
            "公里",
            footnote(1),
            "，其中县道312公里、乡道486公里、村道1064公里，公路密度为每百平方公里98公里。",
        ),
        p(
            "“十四五”以来，累计投入资金6.8亿元",
            footnote(2),
            "，新改建农村公路",
            commented(0, "420公里"),
            "，实施安防工程260公里。",
        ),
        p("二、主要做法", style="1"),
        p(
            "（一）健全机制抓统筹。",
            by("孙敏", ins("成立以县长为总路长的领导小组，")),
            "建立县、乡、村三级路长制，设立路长358名。",
        ),
        p("（二）多元筹资强保障。采取“上级补助、县级配套、群众自筹”的方式，有效破解资金难题。"),
        p(
            "（三）建管并重促长效。组建养护队伍",
            by("孙敏", dele("三")),
            by("孙敏", ins("12")),
            "支，落实护路员860名。",
        ),
        p("三、存在的问题", style="1"),
        t_(
            "一是养护资金不足。按现行标准，每年养护资金缺口约1200万元。",
            "二是路网等级偏低。四级及以下公路占比达84.5%。",
            "三是超限运输治理难度大。",
        ),
        p("四、对策建议", style="1"),
        t_("（一）加大投入力度。将养护资金纳入县级财政预算，建立稳定增长机制。"),
        p("（二）提升路网等级。", commented(1, "优先改造"), "连接产业园区、旅游景点的县道和乡道。"),
        t_(
            "（三）强化科技治超。新建不停车检测点4处，实现重点路段全覆盖。",
            "（四）创新养护模式。推广“公司＋农户”养护，带动低收入群众就近就业。",
        ),
        p(by("孙敏", dele("（五）其他有关建议。")), props='<w:rPr><w:del w:id="9" w:author="孙敏"/></w:rPr>'),
        styles=STYLES,
        footnotes={
            1: p("数据来源：县交通运输局《农村公路统计年报》（2023年）。", style="ab"),
            2: p("不含国省干线公路建设资金。", style="ab"),
        },
        comments={0: "这个数再核一下", 1: "建议改为“重点改造”"},
    )


def layout_table() -> bytes:
    """A report set in a table of two columns: chapter names on the left, the chapters on the right; nothing to mark."""
    return docx(
        centred("柳河县林业局2023年工作情况汇报"),
        tbl(
            tr(
                tc(centred("一、工作"), centred("开展情况")),
                tc(
                    "（一）国土绿化成效显著。完成营造林6.2万亩，为年度任务的103.3%；义务植树86万株。",
                    "（二）资源管护全面加强。落实林长1246名，巡林1.8万人次，森林火灾受害率控制在0.1‰以内。",
                    "（三）林业产业稳步发展。全县林业总产值18.6亿元，同比增长7.4%。",
                    p("发展林下经济4.6万亩；", num=(1, 0)),
                    p("培育省级龙头企业3家；", num=(1, 0)),
                    p("带动农户5200户增收。", num=(1, 0)),
                ),
            ),
            tr(
                tc(centred("二、存在"), centred("问题")),
                tc(
                    "1.林业有害生物防控压力大。",
                    "2.基层站所技术力量薄弱。",
                    "3.林业融资渠道单一。",
                ),
            ),
            tr(
                tc(centred("三、下步"), centred("打算")),
                tc(
                    "（一）科学推进绿化。完成营造林5.8万亩，建设省级森林乡村6个。",
                    "（二）严格资源保护。开展打击毁林专项行动，案件查处率达到100%。",
                    "（三）做强特色产业。新建油茶基地8000亩，改造低产林1.2万亩。",
                    tbl(
                        ["项目", "任务数", "完成时限"],
                        ["油茶基地", "8000亩", "2024年11月"],
                        ["低产林改造", "1.2万亩", "2024年12月"],
                    ),
                    "（四）加强队伍建设。招录专业技术人员12名，开展培训8期。",
                ),
            ),
            tr("四、有关建议", "恳请上级在项目资金、人才引进等方面给予倾斜支持。"),
        ),
        right("柳河县林业局"),
        right("2023年12月20日"),
        numbering=lists(n1=[level("decimalEnclosedCircleChinese", "%1", more=NO_GAP)]),
    )


def cover_of_boxes() -> bytes:
    """A plan whose cover is made of text boxes, with the unit's name in the header."""
    return docx(
        p(textbox([p("内部资料"), p("注意保存")]), textbox("东湖新区产业发展规划（2024—2028年）")),
        p(textbox("XX产业研究院"), textbox("二〇二四年六月")),
        p(r(PAGE_BREAK)),
        centred("目　　录"),
        p("第一章　发展基础\t1", style="TOC1"),
        p("第二章　总体思路\t3", style="TOC1"),
        p("第三章　重点任务\t5", style="TOC1"),
        p("第四章　保障措施\t9", style="TOC1"),
        p(r(PAGE_BREAK)),
        p("第一章　发展基础", style="1"),
        p("第一节　现实条件", style="2"),
        t_(
            "东湖新区位于市域东部，规划面积126平方公里，常住人口18.3万人。2023年，新区实现地区生产总值312.6亿元，"
            "规上工业总产值486亿元，集聚高新技术企业142家。"
        ),
        p("第二节　面临形势", style="2"),
        t_("新一轮科技革命和产业变革深入发展，新区面临重大机遇。同时，产业链供应链竞争加剧，要素约束趋紧。"),
        p("第二章　总体思路", style="1"),
        p("第一节　指导思想", style="2"),
        t_("立足新发展阶段，完整、准确、全面贯彻新发展理念，构建现代化产业体系。"),
        p("第二节　发展目标", style="2"),
        t_("到2028年，规上工业总产值突破1000亿元，战略性新兴产业增加值占比达到[待补充]。"),
        p(textbox("图1　新区产业空间布局")),
        p("第三章　重点任务", style="1"),
        p("第一节　做强主导产业", style="2"),
        t_("专栏1：主导产业发展重点"),
        tbl(
            [
                tc(
                    "新能源汽车：重点发展动力电池、驱动电机。",
                    "光电信息：重点发展光通信、激光装备。",
                    "生命健康：重点发展高端医疗器械。",
                )
            ]
        ),
        p("第三节　优化空间布局", style="2"),
        t_("构建“一轴两带三片区”空间格局，推进产城融合。"),
        p("第四章　保障措施", style="1"),
        t_("加强组织领导，健全推进机制；强化要素保障，完善支持政策；严格监测评估，确保规划落地见效。"),
        sect(header_default="h1", footer_default="f1"),
        styles=STYLES,
        headers={"h1": p("东湖新区管理委员会　　产业发展规划（2024—2028年)", style="a3")},
        footers={"f1": p(field("PAGE", "3"), style="a5", props=CENTRED)},
    )


def misused_headings() -> bytes:
    """A report whose author took heading styles for their look: body in Heading 2, parts in Heading 3; clean."""
    return docx(
        p("安平县统计局2023年法治政府建设年度报告", style="1"),
        p(
            "2023年，县统计局深入学习贯彻习近平法治思想，认真落实法治政府建设各项任务，现将有关情况报告如下。",
            style="2",
        ),
        p("一、2023年法治政府建设主要举措和成效", style="1"),
        p("（一）加强组织领导", style="1"),
        t_("成立由局长任组长的领导小组，全年召开专题会议4次，研究解决问题11个。"),
        p("（二）严格规范执法", style="3"),
        p("全面落实行政执法“三项制度”，开展统计执法检查企业46家，立案查处4起，结案率100%。", style="2"),
        p("（三）强化普法宣传", style="1"),
        t_("组织“9·20”统计开放日活动，发放宣传资料6000余份，接受群众咨询420人次。"),
        p("二、存在的不足和原因", style="2"),
        t_("一是执法力量不足，持证人员仅5人。二是普法形式不够丰富，针对性有待增强。"),
        p("三、主要负责人履行推进法治建设第一责任人职责情况", style="1"),
        p("1.带头学法用法。主持集体学法6次，带头旁听庭审1次。", style="3"),
        p("2.坚持依法决策。重大事项集体讨论决定，法律顾问参与审核合同、文件23件。", style="3"),
        p("3.自觉接受监督。办理人大代表建议2件、政协提案3件，满意率100%。", style="2"),
        p("四、2024年工作安排", style="1"),
        t_(
            "（一）深化学习培训。把习近平法治思想作为干部教育培训必修课，年内组织专题培训2期。",
            "（二）加大执法力度。对重点行业、重点企业开展“双随机”检查，检查企业不少于50家。",
            "（三）创新普法方式。运用短视频、案例解析等形式，增强普法实效。",
        ),
        p("", style="1"),
        right("安平县统计局"),
        p("2024年1月15日", style="3", props=RIGHT),
        styles=STYLES,
    )


def bulletin() -> bytes:
    """统计公报: tables with captions, units and notes, footnotes by number; nothing to mark."""
    return docx(
        centred("梅岭市2023年国民经济和社会发展统计公报", footnote(1)),
        centred("梅岭市统计局　国家统计局梅岭调查队"),
        centred("2024年3月28日"),
        p("综合", num=(1, 0)),
        p(
            "初步核算，全年地区生产总值1286.42亿元",
            footnote(2),
            "，比上年增长5.6%。其中，第一产业增加值168.35亿元，增长4.2%；"
            "第二产业增加值502.61亿元，增长6.3%；第三产业增加值615.46亿元，增长5.4%。三次产业结构为13.1∶39.1∶47.8。",
        ),
        t_("全年城镇新增就业3.26万人。年末城镇登记失业率3.4%。全年居民消费价格比上年上涨0.3%。"),
        p("表1　2023年居民消费价格比上年涨跌幅度", style="ac"),
        p("单位：%", props=RIGHT),
        tbl(
            ["指　标", "全市", "城市", "农村"],
            ["居民消费价格", "0.3", "0.4", "0.1"],
            ["　其中：食品烟酒", "0.5", "0.6", "0.3"],
            ["　　　　衣　着", "1.1", "1.2", "0.8"],
            ["　　　　居　住", "-0.2", "-0.3", "0.0"],
            ["　　　　交通通信", "-2.1", "-2.2", "-1.9"],
        ),
        p("农业", num=(1, 0)),
        t_("全年粮食种植面积286.3万亩，比上年增加1.2万亩；粮食产量112.6万吨，增产1.8%。"),
        p("表2　2023年主要农产品产量及其增长速度", style="ac"),
        tbl(
            ["产品名称", "单位", "产量", "比上年增长（%）"],
            ["粮食", "万吨", "112.6", "1.8"],
            ["　#稻谷", "万吨", "78.4", "1.5"],
            ["油料", "万吨", "9.7", "3.2"],
            ["蔬菜及食用菌", "万吨", "146.8", "4.6"],
            ["肉类", "万吨", "21.3", "5.1"],
            ["水产品", "万吨", "8.9", "—"],
        ),
        p("注：1.稻谷产量为全年合计数。"),
        p("2.“—”表示数据不足本表最小单位数、不详或无该项数据。"),
        p("3.“#”表示其中的主要项。"),
        p("工业和建筑业", num=(1, 0)),
        t_(
            "全年全部工业增加值402.15亿元，增长6.6%。规模以上工业增加值增长7.1%。全社会建筑业增加值100.46亿元，增长5.2%。"
        ),
        p("表3　2023年规模以上工业主要产品产量", style="ac"),
        tbl(
            tr(first("产品名称"), first("单位"), wide(2, centred("2023年"))),
            tr(below(), below(), "产量", "增长（%）"),
            ["水泥", "万吨", "326.5", "-4.8"],
            ["钢材", "万吨", "118.2", "6.9"],
            ["发电量", "亿千瓦时", "64.37", "3.5"],
            tr(tc("化学药品", "原药"), "吨", "2860", "12.4"),
        ),
        p("国内贸易和对外经济", num=(1, 0)),
        t_(
            "全年社会消费品零售总额562.8亿元，增长7.8%。按经营地统计，城镇消费品零售额431.5亿元，增长7.6%；"
            "乡村消费品零售额131.3亿元，增长8.5%。",
            "全年货物进出口总额86.4亿元，其中，出口61.2亿元，进口25.2亿元。",
        ),
        p("人口和社会保障", num=(1, 0)),
        p("年末常住人口286.7万人", footnote(3), "，城镇化率58.62%。全年出生人口1.63万人，出生率5.68‰。"),
        p("表4　2023年末人口数及其构成", style="ac"),
        tbl(
            ["指标", "年末数（万人）", "比重（%）"],
            ["常住人口", "286.7", "100.0"],
            tr(first("按城乡分"), "城镇168.1", "58.6"),
            tr(below(), "乡村118.6", "41.4"),
        ),
        p("注释："),
        p("[1]本公报数据均为初步统计数，部分数据因四舍五入，存在总计与分项合计不等的情况。"),
        p("[2]地区生产总值、各产业增加值绝对数按现价计算，增长速度按不变价格计算。"),
        p("[3]常住人口为人口抽样调查推算数。"),
        p(
            "资料来源：本公报中就业数据来自市人力资源社会保障局；进出口数据来自梅岭海关；其他数据来自市统计局。"
        ),
        sect(footer_default="f1"),
        styles=STYLES,
        numbering=lists(n1=[CHINESE]),
        footers={"f1": PAGES},
        footnotes={
            1: p(" 本公报数据为初步统计数。", style="ab"),
            2: p(" 地区生产总值按现价计算，增长速度按不变价计算。", style="ab"),
            3: p(" 常住人口指实际居住半年以上的人口。", style="ab"),
        },
    )


def bilingual() -> bytes:
    """A report on a fair with an appendix in English and a list of terms in both languages."""
    return docx(
        centred("2024年海东国际茶业博览会工作方案"),
        t_(
            "为进一步扩大对外开放，提升海东茶叶品牌影响力，定于2024年5月18日至21日举办2024年海东国际茶业博览会，现制定如下方案。"
        ),
        p("一、活动名称", style="1"),
        t_("2024年海东国际茶业博览会（Haidong International Tea Expo 2024，简称HITE）。"),
        p("二、组织机构", style="1"),
        t_("主办单位：海东市人民政府", "承办单位：海东市商务局、海东市农业农村局", "协办单位：XX国驻华商会"),
        p("三、主要活动", style="1"),
        t_(
            "（一）开幕式。5月18日9:30在国际会展中心A馆举行，规模600人。",
            "（二）展览展示。设国际馆、品牌馆、科技馆3个展馆，标准展位420个，展览面积2.6万m²。",
            "（三）采购对接。邀请B2B平台和Wal-Mart、Carrefour等采购商80家。",
            "（四）高峰论坛。主题为“一带一路与茶文化”,邀请ISO/TC 34专家出席。",
        ),
        p("四、工作要求", style="1"),
        t_("各责任单位要对照任务分工（见附件1），倒排工期、挂图作战，确保活动圆满成功。"),
        p("附件：1．任务分工表　2．Invitation Letter"),
        p(r(PAGE_BREAK), "附件1"),
        centred("任务分工表"),
        tbl(
            ["No.", "任务 Task", "责任单位 Department", "时限 Deadline"],
            ["1", "会务 Conference", "市商务局", "May 10"],
            ["2", "布展 Exhibition", "市农业农村局", "May 16"],
            ["3", "安保 Security", "市公安局", "May 17"],
            ["4", "宣传 Media (TV/Web)", "市委宣传部", "All the time"],
        ),
        p(r(PAGE_BREAK), "附件2"),
        centred("Invitation Letter"),
        p("Dear Sir or Madam,"),
        p(
            "We are pleased to invite you to the Haidong International Tea Expo 2024, which will be held from "
            "May 18 to 21, 2024 in Haidong, China. The Expo covers 26,000 m2 with 420 booths (3 m x 3 m each)."
        ),
        p("Highlights:"),
        p("Opening ceremony; welcome dinner (by invitation);", num=(1, 0)),
        p("Buyers' meeting, e.g. B2B talks;", num=(1, 0)),
        p('Tea culture forum -- "Belt and Road".', num=(1, 0)),
        p("Please fill in the reply form and send it to info@example.org by April 20."),
        p("Tel: +86-0913-000-0000  Fax: +86-0913-000-0001"),
        tbl(
            ["Name 姓名", "", "Title 职务", ""],
            ["Company 单位", "", "Tel 电话", ""],
            tr(wide(2, p("Hotel 住宿  ", box(), " Yes 是  ", box(), " No 否")), wide(2, "Date 日期：")),
        ),
        p("常用术语对照 Glossary"),
        tbl(
            ["绿茶", "green tea"],
            ["乌龙茶（青茶）", "oolong (wulong) tea"],
            ["非物质文化遗产", "intangible cultural heritage (ICH)"],
            ["地理标志产品", "GI product"],
        ),
        styles=STYLES,
        numbering=lists(n1=[level("lowerLetter", "%1)")]),
    )


REPORTS = {
    "duty report": WordReport(
        duty_report,
        (("XX101", "XX"), ("XX802", "的的"), ("XX301", "四是")),
    ),
    "government report": WordReport(government_report),
    "summary from WPS": WordReport(
        wps_summary,
        (("XX504", "，。"), ("XX302", "（二）"), ("XX105", " " * 6), ("XX502", ",")),
    ),
    "action plan": WordReport(action_plan),
    "notice": WordReport(
        notice,
        (
            ("XX706", "〔2024〕第16号"), ("XX407", "路"), ("XX702", "2024年3月11日（星期二）"),
            ("XX310", "附件3"), ("XX702", "2月31日"),
        ),
    ),
    "application form": WordReport(application_form),
    "minutes": WordReport(minutes, (("XX104", "2024年4月X日"), ("XX501", "“"), ("XX102", "××"))),
    "contract": WordReport(
        contract,
        (
            ("XX105", " " * 14), ("XX109", "单击或点击此处输入文字。"), ("XX105", " " * 20), ("XX105", " " * 8),
            ("XX105", " " * 4),
        ),
    ),
    "copy of a web page": WordReport(
        web_copy,
        (
            ("XX602", "来源：平湖市人民政府网　发布时间：2024-01-05　【字体：大 中 小】"), ("XX508", "\xa0"),
            ("XX602", "更多范文请访问：www.example-fanwen.com"), ("XX602", "责任编辑：王 芳"),
        ),
    ),
    "reviewed report": WordReport(reviewed_report, (("XX607", ""), ("XX607", "420公里"))),
    "layout table": WordReport(layout_table),
    "cover of boxes": WordReport(
        cover_of_boxes,
        (("XX101", "XX"), ("XX106", "[待补充]"), ("XX301", "第三节"), ("XX501", ")")),
    ),
    "misused headings": WordReport(misused_headings),
    "bulletin": WordReport(bulletin),
    "bilingual": WordReport(bilingual, (("XX101", "XX"), ("XX502", ","))),
}  # fmt: skip
