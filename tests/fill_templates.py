"""Sentences of templates with a place of every kind, and values that a department would send for them."""

import re
from typing import NamedTuple

_PLACE = re.compile("⟦(.*?)⟧")


class Blank(NamedTuple):
    """A sentence with places in ⟦⟧ and one right value for each, as it is typed and as it stands afterwards."""

    sentence: str
    values: tuple[str, ...]
    filled: tuple[str, ...] = ()

    @property
    def open(self) -> str:
        """The sentence of the template."""
        return _PLACE.sub(lambda place: place[1], self.sentence)

    @property
    def done(self) -> str:
        """The sentence with its values."""
        values = iter(self.filled or self.values)
        return _PLACE.sub(lambda _: next(values), self.sentence)


BLANKS = (
    Blank("全县地区生产总值完成⟦XX⟧亿元，同比增长⟦X.X⟧%。", ("186.4", "5.6")),
    Blank("固定资产投资完成⟦____⟧亿元，居全市第三位。", ("１６８．５",), ("168.5",)),
    Blank("新增规上工业企业⟦XX⟧户，其中大型企业⟦××⟧户。", ("12", "3")),
    Blank("建成高标准农田⟦XX⟧万亩，涉及⟦X⟧个乡镇。", ("3.2", "7")),
    Blank("空气质量优良率为⟦XX⟧，水质达标。", ("93.5%",)),
    Blank("⟦20XX年X月X日⟧，工程通过验收。", ("2023-05-06",), ("2023年5月6日",)),
    Blank("由⟦XX⟧局牵头，会同有关单位推进。", ("林业",)),
    Blank("组长由⟦XXX⟧同志担任，负责全面工作。", ("李建国",)),
    Blank("《⟦XX⟧行动方案》已经印发，各项任务分解到位。", ("清风护航",)),
    Blank("农村居民收入较上年⟦增长/下降⟧，群众满意。", ("增长",)),
    Blank("⟦（此处填写主要成效）⟧", ("河道治理成效明显，沿线环境持续改善。",)),
    Blank("⟦{{县名}}⟧县顺利通过国家卫生县城复审。", ("青山",)),
    Blank("走访企业⟦□□□⟧家，解决问题⟦X⟧个。", ("45", "20")),
    Blank("旅游收入完成⟦XX⟧亿元，接待游客⟦XX⟧万人次。", ("8.6", "120")),
)
PLAIN = (
    "各项工作扎实推进，群众反映良好。",
    "全年召开专题会议6次，研究解决问题23个。",
    "城乡面貌发生可喜变化，基础设施不断完善。",
)
