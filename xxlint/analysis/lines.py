"""The lines of a report and what each is: running text, a row of a form, a line to sign, a question of an exam.

What is asked of a line is worked out once for the line, not once for each place in it.
"""

import re
from array import array
from bisect import bisect_right
from functools import cached_property

from xxlint.document import MARKUP
from xxlint.patterns import compiled, lazy
from xxlint.span import Span

BLANKS = " \u3000\t\v\xa0"
_CLAUSE_MARK = lazy("[，。；！？]")
_PROSE_MARK = lazy("[，。；]")
_SIGN_OFF = lazy(
    r"签[字名章收]|盖章|公章|印章|捺印|(?:填[表报写]|制表|编制|统计|审[核批查]|复核|经办|承办|受理|承诺|申[请报]|见证|监护|委托|交接|移交|接收|领取|验收|登记|核对|责任|调查|记录)人"
    r"|(?:单位|部门|主要|分管|学校|项目)?负责人(?=[（(：:])|法定代表人|授权代表|代表(?=[：:（(])|领导签|意见(?=[：:])|(?:填[表报]|签[订署]|申请|日)日?期(?=[：:])"
)
_FORM_TITLE = lazy(
    r"^[^，。；：]{0,30}(?:[申登审报备推信统调考测评量汇明确回]?[请记批名案荐息计查核评分总细认执]?表|问卷|承诺书|保证书|回执|回执单|委托书|声明书|授权书|申[请报]书|推荐书|确认书|责任书|登记簿|通知单|试卷|试题|样表|样张|样式)"
    r"(?:[（(][^）)]{1,12}[）)])?$"
)
_TICK_BOX = lazy(r"(?:^|[ \u3000\t：:（(/／、;；])□(?!□)[ \u3000]?[\u4e00-\u9fffA-Z]")
_LABEL_BLANK = lazy(
    r"[\u4e00-\u9fff（）()]{2,14}[：:][ \t\u3000]*(?:_{2,}|[ \u3000]{2,}|$|□|[（(][ \u3000]*[）)])"
)
_ONE_BLANK = lazy(r"[ \t\u3000]*[\u4e00-\u9fff（）() \u3000]{2,16}[：:][_ \t\u3000]+")
_EXAM = lazy(
    r"(?:下列|以下)(?:哪|说法|选项|各项|关于|表述|做法|不)|(?:正确|错误|恰当)的(?:是|有)|(?:单选|多选|判断|填空|选择|简答)题|考题|试题|应填"
)
_BARE_DATE = lazy(r"[\s\v\d年月日_XxX×时分：:（）()日期公章盖章—-]*")
_GAP = lazy(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_COLUMNS = lazy(r"(?<=[^（(\s])[ \u3000\xa0]{2,}(?=[^）)\s])")
_OWN_BLANKS = ("承诺", "本人", "备注", "注")
_LEAST_BARS = 3  # in a row; a pair of masked marks may be mere emphasis
_FORM_REACH = 60  # lines below a form's title that belong to it
_FORM_HEAD = 4  # lines above a form's title, a number or a date to be filled in


class Line:
    """One line: ``span`` without its ending, ``words`` in half-width forms."""

    def __init__(self, number: int, span: Span, words: str) -> None:
        self.number = number
        self.span = span
        self.words = words

    @cached_property
    def is_sentence(self) -> bool:
        """Whether the line reads as running text: it has a mark of a clause."""
        return _CLAUSE_MARK.search(self.words) is not None

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line has a comma, a semicolon or a full stop."""
        return _PROSE_MARK.search(self.words) is not None

    @cached_property
    def is_to_sign(self) -> bool:
        """Whether the line is one to sign: 负责人签字：____."""
        return not self.is_prose and _SIGN_OFF.search(self.words) is not None

    @cached_property
    def is_bare_date(self) -> bool:
        """Whether the line holds a date, filled in or not, and nothing else."""
        return len(self.words) < 80 and _BARE_DATE.fullmatch(self.words) is not None

    @cached_property
    def is_one_blank(self) -> bool:
        """Whether the line is a label with a blank behind it and nothing else: 联系电话：____."""
        return _ONE_BLANK.fullmatch(self.words) is not None

    @cached_property
    def is_form_row(self) -> bool:
        """Whether the line is made of boxes to tick, or of two labels and more with blanks behind them."""
        return self.has_tick_box or (not self.is_prose and len(_LABEL_BLANK.findall(self.words)) >= 2)

    @cached_property
    def has_tick_box(self) -> bool:
        """Whether the line has a box to tick: □男 □女."""
        return "□" in self.words and _TICK_BOX.search(self.words) is not None

    @cached_property
    def is_exam(self) -> bool:
        """Whether the line is a question of an exam."""
        return _EXAM.search(self.words) is not None

    @cached_property
    def speaks_of_marks(self) -> bool:
        """Whether the line names marks of punctuation: 引号“”、书名号《》应当成对使用."""
        return re.search("引号|书名号|括号|标点", self.words) is not None

    @cached_property
    def is_row(self) -> bool:
        """Whether the line is a row of a table in plain text: as many wide gaps as marks, or more."""
        gaps = len(_GAP.findall(self.words))
        return gaps >= 3 and sum(map(self.words.count, "，。；")) < gaps

    @cached_property
    def has_columns(self) -> bool:
        """Whether wide blanks part the line into columns; a blank in brackets is none."""
        return _COLUMNS.search(self.words.strip(" \u3000\v\t")) is not None

    @cached_property
    def wall(self) -> str:
        """What parts the cells of a table's row: a tab as in Word, a bar as in Markdown, where it is masked; "" for none."""
        if "\t" in self.words:
            return "\t"
        return MARKUP if self.words.count(MARKUP) >= _LEAST_BARS else ""

    @cached_property
    def title_words(self) -> str:
        """The line's words without blanks and marks of Markdown."""
        return compiled(r"[\s\u3000\x00\x01#]").sub("", self.words[:120])

    @cached_property
    def is_form_title(self) -> bool:
        """Whether the line is the title of a form: 资助申请表."""
        return len(self.words) < 80 and _FORM_TITLE.match(self.title_words) is not None

    @cached_property
    def begins_as_form(self) -> bool:
        """Whether the line is a form's own sentence: 本人承诺…."""
        return self.words.lstrip(BLANKS).startswith(_OWN_BLANKS)


class Lines:
    """All lines of a text; a line is made when it is first asked for."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._known: dict[int, Line] = {}
        self._under_form: dict[int, bool] = {}

    @cached_property
    def _starts(self) -> "array[int]":
        starts, at = array("q", [0]), self._folded.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self._folded.find("\n", at + 1)
        return starts

    def at(self, offset: int) -> Line:
        """The line around an offset."""
        return self._line(bisect_right(self._starts, offset) - 1)

    def _line(self, number: int) -> Line:
        line = self._known.get(number)
        if line is None:
            start = self._starts[number]
            end = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else len(self._folded)
            line = self._known[number] = Line(number, Span(start, end), self._folded[start:end])
        return line

    def above(self, line: Line) -> Line | None:
        """The nearest line above that is not blank, at most two lines up."""
        for number in range(line.number - 1, max(-1, line.number - 3), -1):
            other = self._line(number)
            if other.words.strip(BLANKS):
                return other
        return None

    @cached_property
    def title(self) -> Line:
        """The first line with words; the first line where there is none."""
        for number in range(min(len(self._starts), 50)):
            if self._line(number).title_words:
                return self._line(number)
        return self._line(0)

    def is_under_form(self, line: Line) -> bool:
        """Whether a form's title stands above the line, and no paragraph of prose between."""
        known = self._under_form.get(line.number)
        if known is None:
            known = self._under_form[line.number] = self._looks_up(line.number)
        return known

    def _looks_up(self, number: int) -> bool:
        for above in range(number - 1, max(-1, number - 1 - _FORM_REACH), -1):
            line = self._line(above)
            if line.is_form_title:
                return True
            if len(line.words) > 60 and line.words.rstrip(BLANKS).endswith("。"):
                return False
        return False

    def is_above_form(self, line: Line) -> bool:
        """Whether the line is one of the first, and a form's title stands a little below."""
        if line.number >= _FORM_HEAD:
            return False
        below = range(line.number + 1, min(len(self._starts), line.number + 2 * _FORM_HEAD))
        with_words = [number for number in below if self._line(number).title_words][:_FORM_HEAD]
        return any(self._line(number).is_form_title for number in with_words)
