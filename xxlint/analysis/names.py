"""某某 for a name left out, and names masked on purpose: 某局, 某某街道; 王某, 李××."""

import re
from collections.abc import Iterator

from xxlint.analysis.surroundings import Surroundings
from xxlint.diagnostic import Slot
from xxlint.patterns import Sweep, lazy
from xxlint.span import Span

_MOU = Sweep("某某*")
_MASKS = lazy(r"[XxX×]+|\*+|○+")
_NOUNS = lazy(
    r"自治[区州县]|县区|乡镇|街道|社区|小区|园区|新区|开发区|村民小组|市(?!场)|县(?!级)|区(?!域|间|别)|省(?!级)|镇|乡|村(?!民)|旗|州"
    r"|有限公司|公司|集团|企业|单位|机关|部门|学校|学院|中学|小学|大学|幼儿园|医院|卫生院|银行|协会|中心|站所|派出所|支部|党委|办公室|合作社"
    r"|局(?!部|面|势)|委(?!员)|办|厅|院|厂|店|科室|股室|支队|大队|同志|书记|局长|县长|镇长|主任|领导|份(?!额|子)|元|万元|亿元|期|届|品牌"
)
_VAGUE = lazy("[些种一个项类次日地人时天年月处方段点位件条只张款份]")
_PLACE_OR_OFFICE = lazy(
    r"县|市|区|镇|乡|村|街道|社区|公司|局|单位|集团|学校|医院|委|办|项目|省|行动|工程|原因|因素|问题|方面"
)
_PERSON_BEHIND = lazy(
    r"[\d甲乙丙丁]?(?:[（(](?:男|女|另案)|等人|等|同志|先生|女士|因|于|在|与|和|被|伙同|涉嫌|利用|违反|通过|将|向|为|称|驾驶|酒后|持|以|到|诉|申请|[，。、；：）”的一案劳所])"
)
_PERSON_BEFORE = lazy(
    r"(?:村民|居民|被告人?|原告|嫌疑人|当事人|受害人|被害人|证人|干部|职工|员工|学生|患者|群众|负责人|党员|司机|老板|经理|书记|主任|局长|会计|出纳|法定代表人|对|由|针对|及其|包括|涉事|租户|业主|户主|申请人|投诉人|举报人|上诉人|的|、|，|。|：|“|（|\n)\Z"
)


def find_names(page: Surroundings) -> Iterator[Slot]:
    """Slots of the forms "anonymous" (case "noun" for 某 before a noun) and "masked"."""
    for match in _MOU.finditer(page.folded):
        slot = _mou(page, Span(*match.span()))
        if slot is not None:
            yield slot


def _mou(page: Surroundings, span: Span) -> Slot | None:
    noun = _NOUNS.match(page.folded, span.end)
    if _surname_before(page, span.start, noun is not None):
        return Slot(Span(span.start - 1, span.end), "masked", "person")
    if span.end - span.start >= 2:
        case = "case" if page.is_of_cases else None
        return Slot(span, "anonymous", "text", case=case)
    if noun is None or (_VAGUE.match(page.folded, span.end) and not noun[0].startswith("份")):
        return None
    if noun[0][:1] == "份" and not re.search(r"一式$", page.before(span.start, 3)):
        return None
    return Slot(span, "anonymous", "text", case="case" if page.is_of_cases else "noun")


def _surname_before(page: Surroundings, at: int, before_noun: bool) -> bool:
    """Whether the character left of ``at`` is the surname of a masked name."""
    surname = page.before(at)
    if not surname:
        return False
    if surname in page.lexicon.surnames:
        return not (before_noun and page.folded[at : at + 2] == "某某")
    if surname in page.lexicon.doubtful_surnames and not before_noun:
        end = at
        while page.folded[end : end + 1] == "某":
            end += 1
        before = page.before(at - 1, 5) or "\n"
        return (
            bool(_PERSON_BEHIND.match(page.folded, end) and _PERSON_BEFORE.search(before))
            and page.is_of_cases
        )
    return False


def is_masked_name(page: Surroundings, span: Span) -> bool:
    """李×× and 王XX where a person is spoken of: a surname, its mask, and the words around a name."""
    size = span.end - span.start
    surname = page.before(span.start)
    if not 1 <= size <= 2 or not surname or surname not in page.lexicon.surnames:
        return False
    before = page.before(span.start - 1, 6) or "\n"
    if page.noun_at(span.end) and page.after(span.end, 2) != "同志":
        return False
    in_brackets = before[-1:] in "（(" and page.after(span.end) in ("）", ")")
    if surname == "周" and (in_brackets or before.endswith(("每", "本", "上", "下")) or "每周" in before):
        return False  # a day of the week
    if page.is_of_cases:
        return True
    return bool(_PERSON_BEFORE.search(before) and _PERSON_BEHIND.match(page.folded + "，", span.end))
