"""Structure: empty sections, annexes, unfinished paragraphs, full stops behind titles, and what looks alike."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import compare, parse, tell

from xxlint import Settings, lint_text
from xxlint.kinds import check_of
from xxlint.packs import builtin

CODES = ("XX403", "XX405", "XX407", "XX408")
REPORTS = sorted(
    path for path in (Path(__file__).parent / "reports").iterdir() if path.suffix in (".txt", ".md")
)


def disagreements(words: str, markdown: bool = False, strict: bool = False) -> list[str]:
    marked = parse(words)
    settings = Settings(select=CODES) if strict else Settings()
    found = [d for d in lint_text(marked.text, markdown=markdown, settings=settings) if d.code in CODES]
    return tell(
        marked.text, compare([mark for mark in marked.marks if mark.code in CODES], found, strict=strict)
    )


DEFECTS = {
    # XX403
    "the second of three": (
        "一、总体要求\n坚持问题导向，统筹推进。\n⟦XX403|二、重点任务⟧\n三、保障措施\n各单位要加强领导，压实责任。"
    ),
    "the last, before the end": "一、总体要求\n坚持问题导向。\n二、重点任务\n抓好三项工作。\n⟦XX403|三、保障措施⟧",
    "the last, before the sign-off": (
        "一、总体要求\n坚持问题导向。\n二、重点任务\n抓好三项工作。\n⟦XX403|三、保障措施⟧\n\n云岭县水务局\n2023年5月6日"
    ),
    "the last, before an annex": (
        "一、总体要求\n坚持问题导向。\n二、重点任务\n抓好三项工作。\n⟦XX403|三、保障措施⟧\n附件1\n任务表\n略"
    ),
    "below a heading": (
        "一、重点任务\n（一）改造老旧管网\n年内改造12公里。\n⟦XX403|（二）完善供水设施⟧\n（三）提升服务水平\n开通报修热线。\n二、工作要求\n各单位要加强领导。"
    ),
    "the last below a heading": (
        "一、重点任务\n（一）改造老旧管网\n年内改造12公里。\n（二）完善供水设施\n新建水厂一座。\n⟦XX403|（三）提升服务水平⟧\n二、工作要求\n各单位要加强领导。"
    ),
    "an empty high heading before its sibling": (
        "一、重点任务\n（一）改造管网\n年内改造12公里。\n（二）完善设施\n新建水厂一座。\n⟦XX403|二、工作要求⟧\n三、时间安排\n6月底前完成。"
    ),
    "a chapter": (
        "第一章　总则\n第一条　为规范管理，制定本办法。\n⟦XX403|第二章　申报与评审⟧\n第三章　附则\n第二条　本办法自发布之日起施行。"
    ),
    "an article of a contract": (
        "第一条　租赁标的\n甲方将房屋出租给乙方。\n⟦XX403|第二条　租金及支付⟧\n第三条　争议解决\n双方协商解决。"
    ),
    "a decimal": "1　总则\n1.1　编制目的\n提高处置能力。\n1.2　适用范围\n适用于本县。\n⟦XX403|2　组织体系⟧\n3　附则\n3.1　解释\n由办公室负责解释。",
    "run in": (
        "1.加强组织领导。成立工作专班，每月调度一次。\n2.加强督促检查。定期通报进度，压实责任。\n3.加强宣传引导。用好新媒体，营造氛围。\n⟦XX403|4.加强经费保障⟧\n\n云岭县水务局\n2023年5月6日"
    ),
    "a blank line between": "一、总体要求\n\n坚持问题导向。\n\n⟦XX403|二、重点任务⟧\n\n三、保障措施\n\n加强领导。",
    # XX405
    "the second annex": (
        "请于月底前报送。\n附件：1.任务清单\n⟦XX405|2.统计报表⟧\n3.联系人名单\n县水务局\n2023年5月6日\n\n附件1\n任务清单\n一、改造管网。\n附件3\n联系人名单\n张卫东"
    ),
    "heads with titles": (
        "请于月底前报送。\n附件：1.任务清单\n　　　⟦XX405|2.统计报表⟧\n县水务局\n\n附件1：任务清单\n改造管网3公里。"
    ),
    "Chinese numbers": (
        "请于月底前报送。\n附件：一、任务清单\n⟦XX405|二、统计报表⟧\n县水务局\n\n附件一\n任务清单\n改造管网3公里。"
    ),
    "the list under its word": (
        "请于月底前报送。\n附件：\n1.任务清单\n⟦XX405|2.统计报表⟧\n县水务局\n\n附件 1\n任务清单\n改造管网3公里。"
    ),
    # XX407
    "a lost half": (
        "坚持项目为王，全年开工项目36个。\n深化改革创新，推进国企改革三年行动，盘活低效闲置资⟦XX407|产⟧\n优化营商环境，压缩审批时限一半以上。"
    ),
    "in a list": (
        "一是抓项目，开工36个。\n二是抓招商，签约18个，到位资金12亿元，实现历史性突⟦XX407|破⟧\n三是抓服务，帮办代办事项420件。\n各项工作有序推进，成效明显。"
    ),
    "behind a run-in heading": (
        "（一）抓产业。新建茶园800亩，改造1200亩。\n（二）抓乡村。改造户厕420户，硬化道路18公⟦XX407|里⟧\n（三）抓民生。城乡低保应保尽保，救助218人次。"
    ),
    "a comma at the end": (
        "全年建成管网12公里，完成投资3200万元。\n加快老旧小区改造，开工8个，完工5个⟦XX407|，⟧\n推进城市更新，打通断头路3条，新建公园6个。"
    ),
    "at the report's end": (
        "加快老旧小区改造，开工8个，完工5个。\n推进城市更新，打通断头路3条，新建公园6个。\n新的一年，我们将坚定信心、真抓实干，奋力谱写高质量发展新篇⟦XX407|章⟧"
    ),
    # XX408
    "a title": "云岭县河道治理实施方案⟦XX408|。⟧\n为加强河道治理，制定本方案。\n一、总体要求\n坚持问题导向。",
    "a title that begins with 关于": (
        "云水发〔2023〕5号\n关于做好防汛工作的通知⟦XX408|。⟧\n各乡镇人民政府：\n汛期将至，现就有关事项通知如下。"
    ),
    "high headings": (
        "一、总体要求⟦XX408|。⟧\n坚持问题导向。\n二、重点任务⟦XX408|。⟧\n抓好三项工作。\n三、工作要求\n加强领导。"
    ),
    "a heading with items below": (
        "一、重点任务\n（一）实施旱厕改造⟦XX408|。⟧\n1.年内改造户厕420户。\n2.每村配备管护员。\n（二）治理生活污水\n1.铺设管网8公里。\n2.新建处理站3座。"
    ),
    "a chapter's title": "第一章　总则⟦XX408|。⟧\n第一条　为规范管理，制定本办法。\n第二章　附则\n第二条　本办法自发布之日起施行。",
}


@pytest.mark.parametrize("words", [pytest.param(words, id=name) for name, words in DEFECTS.items()])
def test_defects_are_found_exactly(words: str) -> None:
    assert not (failures := disagreements(words, strict=True)), "\n".join(["", *failures])


def test_markdown() -> None:
    page = (
        "# 云岭县茶产业调研报告\n\n## 一、基本情况\n\n全县茶园8万亩。\n\n## ⟦XX403|二、主要问题⟧\n\n"
        "## 三、对策建议\n\n### （一）建基地⟦XX408|。⟧\n\n新建茶园2万亩。\n\n### ⟦XX403|（二）拓市场⟧\n\n### 强品牌\n\n"
        "注册地理标志。\n\n## ⟦XX403|结语⟧\n"
    )
    assert not disagreements(page, markdown=True, strict=True)


LOOKALIKES = {
    # no empty sections
    "an agenda": "会议议程\n一、宣读表彰决定\n二、先进代表发言\n三、县长讲话\n四、散会",
    "an agenda with speakers": (
        "会议议程\n一、宣读表彰决定\n二、先进代表发言\n（一）青禾镇\n（二）柳塘镇\n三、县长讲话"
    ),
    "headings with their first sub-heading": (
        "一、总体要求\n（一）指导思想\n坚持问题导向。\n（二）工作目标\n年底前完成。\n二、重点任务\n（一）改造管网\n1.主管网\n年内改造12公里。"
    ),
    "a contents page": (
        "目　录\n一、总体要求\n二、重点任务\n三、保障措施\n\n一、总体要求\n坚持问题导向。\n二、重点任务\n抓好三项工作。\n三、保障措施\n加强领导。"
    ),
    "an outline before the text": (
        "报告分三个部分\n一、基本情况\n二、存在问题\n三、对策建议\n下面分别说明。\n一、基本情况\n全县茶园8万亩。\n二、存在问题\n品牌不响。\n三、对策建议\n注册地理标志。"
    ),
    "a list of annexes": "请于月底前报送。\n附件：1.任务清单\n2.统计报表\n3.联系人名单\n\n县水务局\n2023年5月6日",
    "materials to hand in": (
        "一、申报材料\n1.申请表\n2.营业执照复印件\n3.近三年审计报告\n二、申报时间\n2023年6月30日前。"
    ),
    "materials, some explained": (
        "申报材料：\n1.申请表。一式三份，加盖公章。\n2.营业执照。提供复印件，核验原件。\n3.审计报告。提供近三年的，由会计师事务所出具。\n4.其他相关材料"
    ),
    "items that are sentences": (
        "第一条　为规范管理，制定本办法。\n第二条　本办法适用于全县。\n第三条　县水务局负责解释。"
    ),
    "items with semicolons": "有下列情形的，不予受理：\n（一）材料不全；\n（二）超过期限；\n（三）不符合条件的。",
    "items with commas": (
        "一、加强领导，压实责任\n二、强化督查，严肃问责\n三、加强宣传，营造氛围\n各单位要认真落实。"
    ),
    "a section with a table": "一、基本情况\n姓名　性别　年龄\n张卫东　男　36\n二、家庭情况\n家中有三口人，父母健在。",
    "a section that points elsewhere": "一、考核办法\n按季度考核。\n二、评分标准（略）\n三、结果运用\n与评先评优挂钩。",
    "a section of one short line": "一、活动主题\n节水爱水\n二、活动时间\n3月22日\n三、活动要求\n各单位要广泛宣传。",
    "a heading before a placeholder": "一、基本情况\n全县茶园8万亩。\n二、（待补充）\n三、对策建议\n注册地理标志。",
    "orders": "一、严禁野外用火\n不烧田埂草、不烧秸秆。\n二、严禁携带火种进山\n三、严禁玩火\n四、发现火情及时报警\n请拨打12119。",
    "half of the sections": "一、活动主题\n节水爱水，人人有责。\n二、现场签到\n三、颁奖仪式\n四、活动要求\n各单位要精心组织。",
    "an article taken out": "第一条　标的\n甲方供货。\n第二条　（删去）\n第三条　价款\n合计三万元。",
    "a table among the sections": (
        "一、医疗质量\n开展新技术36项。\n二、工作量数据\n附表1　各科室工作量\n科室　门诊量\n三、存在问题\n设备老化，人才不足。"
    ),
    "a form": "奖学金申请表\n一、基本信息\n姓名：____\n二、主要事迹\n三、学校意见\n（盖章）\n四、评审意见",
    "the last heading with its office": "一、报名方式\n电话报名。\n二、报名时间\n3月底前。\n三、联系单位\n县水务局办公室",
    "a salutation between": "一、主持人开场\n各位来宾，大家好。\n二、领导致辞\n三、节目表演\n四、合影留念",
    # annexes that are there
    "left out on purpose": "附件：1.任务清单\n2.统计报表（略）\n3.评分细则（另发）\n县水务局\n\n附件1\n任务清单\n改造管网。",
    "no annex follows": "附件：1.任务清单\n2.统计报表\n县水务局\n2023年5月6日",
    "one annex without number": "附件：任务清单\n县水务局\n2023年5月6日\n\n附件\n任务清单\n改造管网。",
    "annexes known by their titles": (
        "附件：1.任务清单\n2.统计报表\n县水务局\n\n附件1\n任务清单\n改造管网。\n\n统计报表\n单位　数量\n水务局　3"
    ),
    "two annexes under one head": "附件：1.任务清单\n2.统计报表\n县水务局\n\n附件1-2\n任务清单、统计报表\n改造管网。",
    "annexes in one line": "附件：1.任务清单 2.统计报表\n县水务局\n\n附件1\n任务清单\n附件2\n统计报表",
    "heads of other forms": (
        "附件：1.任务清单\n2.统计报表\n3.名单\n县水务局\n\n【附件1】\n任务清单\n附件2：2023年统计报表（截至12月，单位：万元）\n附件3名单\n张卫东"
    ),
    "an annex named in the text": "附件：1.任务清单\n2.统计报表\n县水务局\n附件1为任务清单，附件2为报表。",
    # paragraphs without a mark by right
    "a heading with a comma": (
        "全年建成管网12公里，完成投资3200万元。\n坚持以文塑旅，推动文旅深度融合\n推进城市更新，打通断头路3条，新建公园6个。"
    ),
    "a long heading with a label": (
        "全年建成管网12公里，完成投资3200万元。\n二、坚持以人民为中心的发展思想，着力保障和改善民生，不断增强群众获得感\n推进城市更新，打通断头路3条，新建公园6个。"
    ),
    "names": (
        "会议研究了防汛工作，部署了下一步任务。\n出席：李望川、张卫东、王林松、陈小禾、赵青山、周明远\n会议强调，要压实责任，确保安全度汛。"
    ),
    "names without a label": (
        "名单如下，排名不分先后。\n李望川、张卫东、王林松、陈小禾、赵青山、周明远、吴大江、郑向阳\n以上同志由县政府办公室通知，请按时参加。"
    ),
    "a caption": (
        "全年建成管网12公里，完成投资3200万元。\n图3　城区供水管网改造前后对比，左为改造前，右为改造后\n推进城市更新，打通断头路3条，新建公园6个。"
    ),
    "an address": (
        "材料请于3月底前送达，逾期不予受理。\n地址：云岭县府前路18号，县行政中心2号楼306室，邮编000000\n联系电话另行公布，请予留意。"
    ),
    "a list without marks": (
        "全年建成管网12公里，完成投资3200万元。\n1.加快老旧小区改造，开工8个，完工5个，投资3200万元\n2.推进城市更新，打通断头路3条，新建公园6个，绿化3公顷\n3.完善公共服务，新增停车位180个，公厕12座，路灯96盏\n各项工作有序推进，成效明显。"
    ),
    "a link": (
        "全年建成管网12公里，完成投资3200万元。\n报名请登录云岭县人才网，填写信息，网址是https://www.example.gov.cn/rc/index.html\n推进城市更新，打通断头路3条，新建公园6个。"
    ),
    "verses": (
        "老人即兴赋诗一首，赢得满堂喝彩。\n青山绿水绕村庄，家家户户喜洋洋\n党的政策真是好，幸福生活万年长\n大家纷纷鼓掌，气氛热烈。"
    ),
    "a quotation": (
        "全年建成管网12公里，完成投资3200万元。\n群众说：“路修好了，灯也亮了，晚上出门再也不怕了。”\n推进城市更新，打通断头路3条，新建公园6个。"
    ),
    "a bracket at the end": (
        "全年建成管网12公里，完成投资3200万元。\n加快老旧小区改造，开工8个，完工5个（其中县城4个）\n推进城市更新，打通断头路3条，新建公园6个。"
    ),
    "a row of a table": (
        "各乡镇完成情况如下，请对照查找差距。\n青禾镇　　开工8个，完工5个　　投资3200万元　　第一名\n各乡镇要倒排工期，确保年内完工。"
    ),
    "the offices addressed": (
        "关于做好防汛工作的通知\n各乡镇人民政府，县直各部门，各驻县单位，有关企业\n汛期将至，现就有关事项通知如下，请认真落实。\n一、压实责任。"
    ),
    "a sign-off": (
        "推进城市更新，打通断头路3条，新建公园6个。\n各项工作有序推进，成效明显。\n中共云岭县委宣传部，云岭县文化和旅游局，云岭县教育局\n2023年5月6日"
    ),
    # full stops by right
    "run-in headings": (
        "（一）加强领导。各单位要压实责任。\n（二）加强督查。每月通报一次。\n（三）加强宣传。用好新媒体。"
    ),
    "short orders": "1.严禁饮酒。\n2.严禁赌博。\n3.严禁迟到。\n各单位要严格遵守，违者通报批评。",
    "short sentences of a list": (
        "（一）在本县依法注册的企业。\n（二）三年内没有违法记录。\n（三）财务制度健全。\n符合条件的企业均可申报。"
    ),
    "a sentence below a heading": "一、活动主题\n提振消费信心。\n二、活动时间\n2023年3月15日。\n三、活动要求\n各单位要精心组织。",
    "an article": "第三章　附则\n第十二条　本办法由县水务局负责解释。\n第十三条　本办法自发布之日起施行。",
    "minutes": "一、会议听取了防汛工作汇报。\n会议指出，要压实责任。\n二、会议审议了水价方案。\n会议决定，原则通过。",
    "a sentence that leads over to its items": (
        "（一）产业发展提质。新建茶园1200亩。\n（二）民生保障改善。\n1.就业方面，开发岗位142个；\n2.教育方面，改造教室23间。\n（三）治理效能提升。划分网格46个。"
    ),
    "one sentence": "全县防汛工作总结。",
    "a sentence first": "各单位要按时上报年度工作总结。\n上报时间为12月底。\n逾期不报的予以通报。",
    "spoken labels": "一是加强领导。\n成立工作专班，每月调度。\n二是加强督查。\n定期通报进度，压实责任。",
}


@pytest.mark.parametrize("words", [pytest.param(words, id=name) for name, words in LOOKALIKES.items()])
def test_lookalikes_are_left_alone(words: str) -> None:
    assert not (failures := disagreements(words)), "\n".join(["", *failures])


def test_wrapped_text_is_left_alone() -> None:
    line = "全县上下坚持以习近平新时代中国特色社会主义思想为指导，团结一心、真抓实干，各项"
    assert not disagreements("\n".join([line, line, "工作取得新的成绩。"] * 8))


def test_the_fix_takes_the_full_stop_out() -> None:
    text = parse(DEFECTS["high headings"]).text
    fixes = [d.fix for d in lint_text(text) if d.code == "XX408"]
    assert [(fix.applicability, [edit.text for edit in fix.edits]) for fix in fixes if fix] == [
        ("unsafe", [""])
    ] * 2


headings = st.lists(
    st.tuples(st.sampled_from(["改造管网", "完善设施", "提升服务", "加强监管", "培育品牌"]), st.booleans()),
    min_size=3,
    max_size=9,
    unique_by=lambda one: one[0],
)


@given(headings)
def test_empty_sections_are_found_where_most_are_written(sections: list[tuple[str, bool]]) -> None:
    numerals = "一二三四五六七八九"
    text = "".join(
        f"{numerals[at]}、{words}\n" + ("各项任务有序推进，成效明显。\n" if written else "")
        for at, (words, written) in enumerate(sections)
    )
    wanted = [f"{numerals[at]}、{words}" for at, (words, written) in enumerate(sections) if not written]
    full = len(sections) - len(wanted)
    found = [d.span.of(text) for d in lint_text(text) if d.code == "XX403"]
    assert found == (wanted if full > len(wanted) else [])


@pytest.mark.parametrize("size", [2_000, 4_000])
def test_many_labels_take_linear_time(size: int) -> None:
    # Families of headings are worked out once, not once for each of them.
    text = "1.加强领导。\n" * size + "一、加强领导\n" * size
    from xxlint.api import read_document
    from xxlint.report import Report

    report = Report(read_document("a.txt", text.encode()), builtin().lexicon)
    calls = Counter[str]()
    body = type(report.headings).body

    def counted(self: object, heading: object) -> object:
        calls["body"] += 1
        return body(self, heading)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(report.headings), "body", counted)
        for code in ("XX403", "XX408"):
            rule = builtin().rules[code]
            list(check_of(rule.kind)(report, rule.options))
    assert calls["body"] <= 2 * size
