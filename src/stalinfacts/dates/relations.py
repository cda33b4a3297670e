"""Words before or after a time that open one of its ends: one table, one row a relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.dates.ranges import BEGINNING, END, DateRange

if TYPE_CHECKING:
    from collections.abc import Callable


def _before(days: DateRange) -> DateRange:
    return DateRange(BEGINNING, days.start)


def _until(days: DateRange) -> DateRange:
    return DateRange(BEGINNING, days.stop)


def _since(days: DateRange) -> DateRange:
    return DateRange(days.start, END)


def _after(days: DateRange) -> DateRange:
    return DateRange(days.stop, END)


def _by_words(
    table: dict[Callable[[DateRange], DateRange], str],
) -> dict[str, Callable[[DateRange], DateRange]]:
    return {
        words.strip(): relation for relation, text in table.items() for words in text.split("|")
    }


RELATIONS = _by_words(
    {
        _before: "before|prior to|earlier than|previous to|<",
        _until: "until|till|up to|up until|up till|by|not later than|no later than|not after|<="
        "|..|../",
        _since: "since|from|starting|beginning in|not before|not earlier than|no earlier than|>=",
        _after: "after|later than|>",
    }
)
"""What may stand before a time."""

SUFFIXES = _by_words(
    {
        _since: "onwards|onward|or later|and later|and after|+|..|/..",
        _until: "or earlier|and earlier|or before",
    }
)
"""What may stand after a time."""

FIRST_WORDS = frozenset(words.split()[0] for words in (*RELATIONS, *SUFFIXES))
"""Words with which one of them begins: all others need no look-up."""

BETWEEN = "between"
FROM = frozenset({"from", "since", BETWEEN})
"""Words after which a second time is the end of a range."""
