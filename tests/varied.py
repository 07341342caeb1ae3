"""Varied clean text of any length, the same every time: headings, lists and sentences from a vocabulary."""

import random
from collections.abc import Iterator

from xxlint import numerals

_WHO = ("县委", "县政府", "各乡镇", "县直有关部门", "全县上下", "各级党组织", "驻村工作队", "社区干部", "重点企业", "行业主管部门", "基层党支部", "广大党员干部")  # fmt: skip
_HOW = ("坚持问题导向", "紧盯年度目标", "聚焦重点领域", "围绕民生关切", "按照既定部署", "立足资源禀赋", "强化统筹协调", "压实工作责任", "严格时限要求", "健全长效机制", "创新方式方法", "加强部门联动")  # fmt: skip
_DID = ("扎实推进", "持续深化", "全面完成", "稳步实施", "加快建设", "认真落实", "有序开展", "积极谋划", "统筹推进", "重点抓好")  # fmt: skip
_WHAT = ("产业项目建设", "农村人居环境整治", "城镇老旧小区改造", "义务教育优质均衡发展", "基层卫生服务能力提升", "安全生产专项整治", "河湖长制各项任务", "高标准农田建设", "营商环境优化", "数字政府建设", "文化惠民工程", "就业帮扶行动", "防汛备汛工作", "矛盾纠纷排查化解")  # fmt: skip
_METRIC = ("固定资产投资", "规模以上工业增加值", "社会消费品零售总额", "一般公共预算收入", "招商引资到位资金", "旅游综合收入", "进出口总额", "农林牧渔业总产值")  # fmt: skip
_THING = (("新建农村公路", "公里"), ("改造老旧小区", "个"), ("培训各类人才", "人次"), ("新增城镇就业", "人"), ("建成高标准农田", "亩"), ("引进项目", "个"), ("排查整改隐患", "处"), ("走访群众", "户"))  # fmt: skip
_RESULT = ("群众获得感明显增强", "发展基础更加牢固", "工作效率不断提高", "社会大局保持稳定", "城乡面貌持续改善", "发展活力竞相迸发", "干部作风进一步转变", "服务水平稳步提升")  # fmt: skip


def varied_text(size: int, seed: int = 2023) -> str:
    """Clean text of at least ``size`` bytes in UTF-8."""
    chance = random.Random(seed)
    parts: list[str] = []
    total = 0
    while total < size:
        report = "".join(_report(chance))
        parts.append(report)
        total += len(report.encode())
    return "".join(parts)


def _report(chance: random.Random) -> Iterator[str]:
    yield f"{chance.choice(('青川', '临溪', '云岭', '白沙'))}县{chance.randint(2015, 2025)}年度工作总结\n\n"
    yield f"今年以来，{_sentence(chance)}现将有关情况总结如下。\n"
    for part in range(1, 5):
        name = chance.choice(_WHAT)
        yield f"{numerals.to_chinese(part)}、{chance.choice(_DID)}{name}\n"
        for number in range(1, chance.randint(3, 6)):
            yield f"（{numerals.to_chinese(number)}）{chance.choice(_HOW)}。{_paragraph(chance)}\n"
        if chance.random() < 0.5:
            for number in range(1, chance.randint(3, 7)):
                yield f"{number}.{chance.choice(_WHO)}{chance.choice(_HOW)}，{_clause(chance)}。\n"
        yield f"　　{_paragraph(chance)}\n"
        if chance.random() < 0.5:
            yield f"主要做法有：一是{_clause(chance)}；二是{_clause(chance)}；三是{_clause(chance)}。\n"
    yield "\n"


def _paragraph(chance: random.Random) -> str:
    return "".join(_sentence(chance) for _ in range(chance.randint(2, 7)))


def _clause(chance: random.Random) -> str:
    return f"{chance.choice(_DID)}{chance.choice(_WHAT)}，{chance.choice(_RESULT)}"


def _sentence(chance: random.Random) -> str:
    form = chance.randrange(5)
    if form == 0:
        metric, rate = chance.randrange(len(_METRIC)), chance.uniform(0.5, 19)
        value = 38.4 * (metric + 1)  # a metric has one value, or it would contradict itself
        return f"{_METRIC[metric]}完成{value:.1f}亿元，同比增长{rate:.1f}%，{chance.choice(_RESULT)}。"
    if form == 1:
        (first, unit), (second, other) = chance.sample(_THING, 2)
        return f"{chance.choice(_WHO)}{chance.choice(_HOW)}，{first}{chance.randint(2, 900)}{unit}、{second}{chance.randint(2, 900)}{other}。"
    if form == 2:
        return f"召开“{chance.choice(_WHAT)}”专题会议{chance.randint(2, 40)}次（含视频会议），出台《关于{chance.choice(_DID)}{chance.choice(_WHAT)}的意见》等文件。"
    if form == 3:
        return f"{chance.choice(_WHO)}{chance.choice(_HOW)}，{chance.choice(_DID)}{chance.choice(_WHAT)}、{chance.choice(_WHAT)}；{chance.choice(_RESULT)}。"
    return f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日，{chance.choice(_WHO)}{chance.choice(_DID)}{chance.choice(_WHAT)}，{chance.choice(_RESULT)}。"
