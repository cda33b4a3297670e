"""Dates and texts for the property tests."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.forms import FORMS
from stalinfacts.dates.ranges import BEGINNING, END, DateRange
from stalinfacts.errors import DateError

ODD_LETTERS = "ıİſK"
"""Letters that case folding turns into others, or into two."""


def days(first: str, last: str) -> DateRange:
    """Return the range from one ISO day to another, both in it; ``..`` is open."""
    start = BEGINNING if first == ".." else date.fromisoformat(first).toordinal()
    stop = END if last == ".." else date.fromisoformat(last).toordinal() + 1
    return DateRange(start, stop)


def years() -> st.SearchStrategy[int]:
    return st.integers(1, 9998)


def likely_years() -> st.SearchStrategy[int]:
    """Return years that are read as such inside a question too."""
    return st.integers(1000, 2990)


def points(of: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    """Return every kind of EDTF date that is no interval, marked or not."""
    bare = st.one_of(
        of.map("{:04}".format),
        of.map(lambda year: f"{year // 10:03}X"),
        st.tuples(of, st.one_of(st.integers(1, 12), st.integers(21, 24))).map(
            lambda pair: f"{pair[0]:04}-{pair[1]:02}"
        ),
        st.tuples(of, st.integers(1, 12), st.integers(1, 28)).map(
            lambda parts: "{:04}-{:02}-{:02}".format(*parts)
        ),
    )
    return st.tuples(bare, st.sampled_from(["", "~", "?", "%"])).map("".join)


def _is_valid(edtf: str) -> bool:
    try:
        parse_edtf(edtf)
    except DateError:
        return False
    return True


def edtf_dates(of: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    """Return every kind of EDTF date."""
    ends = points(of) | st.just("..")
    intervals = st.tuples(ends, ends).map("/".join).filter(_is_valid)
    return points(of) | intervals


def date_ranges(first: int = 1, last: int = END) -> st.SearchStrategy[DateRange]:
    """Return ranges of at least a day, long and short."""
    start = st.integers(first, last - 1)
    any_two = st.tuples(start, start).map(lambda two: DateRange(min(two), max(two) + 1))
    short = st.tuples(start, st.integers(1, 1500)).map(
        lambda two: DateRange(two[0], min(two[0] + two[1], last))
    )
    return any_two | short


def texts() -> st.SearchStrategy[str]:
    """Return any text, and texts of what dates are made of."""
    pieces = [form.example for form in FORMS]
    pieces += "before until from to between and .. – - / . , ' % 37 1937 1800s 5th c. + on".split()
    pieces += [" ", "\u00a0", "½", "²", "9" * 5000, "0", *ODD_LETTERS, "the", "early", "half"]
    made = st.lists(st.sampled_from(pieces), max_size=8)
    return st.one_of(
        st.text(max_size=30), made.map("".join), made.map(" ".join), made.map(" ".join).map(odd)
    )


def odd(text: str) -> str:
    """Return the text in letters that case folding treats oddly."""
    return text.translate(str.maketrans("isk", "ıſK")).replace("I", "İ")
