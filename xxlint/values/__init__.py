"""One typed value against the slot that it is to fill: refused where it is wrong or ambiguous, tidied where it is beyond doubt.

Pure: a report's slot and a string in, the words to put in place out.  Where values come from and what is written back
is the business of others.
"""

from xxlint.values.dates import check_date, expected_date
from xxlint.values.numbers import check_number, expected_number
from xxlint.values.texts import check_choice, check_words, expected_words
from xxlint.values.tidying import trimmed
from xxlint.values.wanted import Accepted, Rejected, Wanted, wanted
from xxlint.words import Words

__all__ = ["Accepted", "Rejected", "Wanted", "check", "expected", "is_empty", "wanted"]


def expected(wanted: Wanted) -> Words:
    """What belongs in the slot, for a person: 数字（亿元）, 日期（2023年X月X日）, 增长 或 下降."""
    if wanted.choices:
        return expected_words(wanted)
    if wanted.is_number:
        return expected_number(wanted)
    return expected_date(wanted) if wanted.kind == "date" else expected_words(wanted)


def is_empty(value: str) -> bool:
    """Whether a value is none: nothing, or blanks and invisible characters only."""
    return not trimmed(value)


def check(value: str, wanted: Wanted) -> Accepted | Rejected:
    """The words that put ``value`` in the slot's place, or why it cannot stand there; never raises."""
    words = trimmed(value)
    if not words:
        return Rejected(Words("没有填写", "nothing is filled in"))
    if wanted.choices:
        return check_choice(words, wanted)
    if wanted.is_number:
        return check_number(words, wanted)
    return check_date(words, wanted) if wanted.kind == "date" else check_words(words, wanted)
