"""One time in a line of tokens: relation, moment, joint, second moment, suffix.

``(before | from | between …)? MOMENT ((– | to | and) MOMENT)? (onwards | …)?``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.forms import Moment, builders, pair_of_years, prefixes
from stalinfacts.dates.ranges import END, DateRange, first_day
from stalinfacts.dates.relations import BETWEEN, FIRST_WORDS, FROM, RELATIONS, SUFFIXES
from stalinfacts.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Container

    from stalinfacts.dates.lexer import Line

_JOINTS = ":–-/t"
_WITHOUT_VALUE = frozenset("-–/.tCQ")
_LONGEST_RELATION = 3  # words: "not later than"


class Time(NamedTuple):
    """A time that ends before the token ``stop``; ``is_condition``: others must keep to it."""

    stop: int
    range: DateRange
    is_condition: bool


def read_time(line: Line, at: int, *, in_text: bool = False) -> Time | None:
    """Return the longest time that begins at a token, or None.

    Raises:
        DateError: it has the form of a time and is none; the message says only why.
    """
    words, begin = _longest_words(line, at, RELATIONS)
    if not words and line.shape[at : at + 1] and line.tokens[at].text == BETWEEN:
        words, begin = BETWEEN, at + 1
    first = skip(line, begin, "A" if in_text and not words else "AL")
    moment = read_moment(line, first)
    if moment is None:
        return None
    if in_text and words and _is_attribute(line, begin, first, moment[1]):
        return None
    left, stop = moment
    time = _pair(line, first, left, stop, words)
    if time is None:
        if not left.is_complete or words == BETWEEN:
            return None
        time = Time(stop, left.range(), is_condition=False)
        if words:
            time = Time(stop, RELATIONS[words](time.range), is_condition=True)
    suffix, stop = _suffix(line, time.stop, words, is_pair=time.stop > moment[1])
    if suffix and (not words or words == "from"):
        time = Time(stop, SUFFIXES[suffix](time.range), is_condition=True)
    if time.range.start >= time.range.stop or time.range.stop <= first_day(1):
        raise DateError("no day lies in it; years run from 0001 to 9999")
    return time


def skip(line: Line, at: int, kinds: str) -> int:
    """Return the first token from there on that is of none of the kinds."""
    while line.shape[at : at + 1] and line.shape[at] in kinds:
        at += 1
    return at


def end_of_form(line: Line, at: int) -> int:
    """Return the token after what has the form of one date, whether it is one or not."""
    table, beginnings, stop, end = builders(), prefixes(), at + 1, at
    while stop <= len(line.shape) and line.shape[at:stop] in beginnings:
        end = stop if line.shape[at:stop] in table else end
        stop += 1
    return end


def read_moment(line: Line, at: int) -> tuple[Moment, int] | None:
    """Return what the longest form that begins at a token says, and where it ends.

    Raises:
        DateError: there is no such month, day or year.
    """
    stop = end_of_form(line, at)
    while stop > at:
        build = builders().get(line.shape[at:stop])
        if build is not None:
            values = (token for token in line.tokens[at:stop] if token.kind not in _WITHOUT_VALUE)
            try:
                moment = build(*values)
            except DateError:
                if line.shape[stop : stop + 1] != "M":
                    raise
                moment = None  # "summer 1918 – 19 Mar 1953": the number is that of a day
            if moment is not None:
                return moment, stop
        stop -= 1
    return None


def _suffix(line: Line, at: int, words: str, *, is_pair: bool) -> tuple[str, int]:
    """Return what opens the end of a time there, and where it ends."""
    if not is_pair or line.shape[at : at + 1] != ":":  # 1937..1938.. is no time
        suffix, stop = _longest_words(line, at, SUFFIXES)
        if suffix:
            return suffix, stop
    if words == "from" and line.shape[at:] == "L":
        return "onwards", at + 1  # "from 1932 on"
    return "", at


def _longest_words(line: Line, at: int, known: Container[str]) -> tuple[str, int]:
    """Return the words there that stand in a table, the longest, and where they end."""
    if at >= len(line.tokens) or line.tokens[at].text not in FIRST_WORDS:
        return "", at
    for stop in range(min(at + _LONGEST_RELATION, len(line.tokens)), at, -1):
        words = " ".join(token.text for token in line.tokens[at:stop])
        if words in known:
            return words, stop
    return "", at


def _is_attribute(line: Line, begin: int, first: int, stop: int) -> bool:
    """Return whether a date only tells which thing is meant: "after the 1905 revolution"."""
    between = line.text[line.tokens[begin - 1].stop : line.tokens[first].start]
    return "the" in between.split() and line.shape[first:stop] in ("Y", "MY")


# --- two moments -----------------------------------------------------------------------


def _pair(line: Line, begin: int, left: Moment, at: int, words: str) -> Time | None:
    """Return the time from one moment to a second that a joint at a token leads to."""
    joint = line.shape[at : at + 1]
    if not joint or joint not in _JOINTS + ("a" if words == BETWEEN else ""):
        return None
    second = skip(line, at + 1, "A")
    moment = read_moment(line, second)
    if moment is None:
        return None
    right, stop = moment
    texts = [
        line.text[line.tokens[i].start : line.tokens[j - 1].stop]
        for i, j in ((begin, at), (second, stop))
    ]
    if joint == "/" and (days := _edtf_interval("/".join(texts))):
        return Time(stop, days, is_condition=False)
    if right.digits and left.is_bare_year:
        if not _is_second_year(line, at, stop, words):
            return None
        days = pair_of_years(left.year or 0, right.digits)
    else:
        ends = _complete(left, right)
        if ends is None:
            return None
        days = DateRange(ends[0].start, ends[1].stop)
        if days.start >= days.stop:
            raise DateError(f"its end, {texts[1]}, lies before its start, {texts[0]}")
    opening = RELATIONS.get(words)
    if opening is not None:
        opened = opening(left.range() if joint == "t" and left.is_complete else days)
        if opened.stop == END and (joint == "t" or words in FROM):
            days = DateRange(opened.start, days.stop)
        else:
            days = opening(days)
    return Time(stop, days, is_condition=bool(words) or joint == "t")


def _edtf_interval(text: str) -> DateRange | None:
    """Return the days of an interval as the corpus writes it, whose ``1932-24`` is a season."""
    try:
        return parse_edtf(text.upper()).range
    except DateError:
        return None


def _is_second_year(line: Line, joint: int, stop: int, words: str) -> bool:
    """Return whether a number of one or two digits after a year is a year too.

    It is where the joint touches both; else no word may follow ("in 1937 – 38 people").
    """
    number = line.tokens[stop - 1]
    if not number.text.isdecimal():
        return False
    sign = line.tokens[joint]
    if sign.kind not in "ta" and line.tokens[joint - 1].stop == sign.start:
        return sign.stop == number.start
    year = line.tokens[joint - 1].value
    is_later = len(number.text) == len("38") and number.value > year % 100
    is_followed = line.shape[stop : stop + 1] == "w"
    return is_later and not is_followed and (sign.kind == "–" or words in FROM)


def _complete(left: Moment, right: Moment) -> tuple[DateRange, DateRange] | None:
    """Return the days of two moments, the one taking what it lacks from the other.

    "November–January 1919" begins in 1918.
    """
    if left.is_complete and right.is_complete:
        return left.range(), right.range()
    if right.year is not None and not left.is_complete:
        month = right.month if left.month is None else left.month
        if month is None or (left.digits and right.day is None):
            return None
        first = left._replace(year=right.year, month=month).range()
        last = right.range()
        if first.start >= last.stop and not left.digits and right.year > 1:
            first = left._replace(year=right.year - 1, month=month).range()
        return first, last
    if left.year is not None and left.month is not None and right.month is not None:
        first, last = left.range(), right._replace(year=left.year).range()
        if first.start >= last.stop:
            last = right._replace(year=left.year + 1).range()
        return first, last
    return None
