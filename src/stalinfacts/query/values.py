"""Text → the values of filters: citation numbers, flags, bounds of time."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from stalinfacts.corpus.model import FLAGS
from stalinfacts.dates.folding import may_hold_a_date
from stalinfacts.dates.ranges import BEGINNING, END, DateRange
from stalinfacts.errors import DateError, UsageError
from stalinfacts.text.normalize import normalize
from stalinfacts.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.dates.phrases import FoundDate

_DASH = r"\s*(?:[-‐‑–—−]|\.\.|\bto\b)\s*"
_MAX_NAME = 100  # characters of a name that may be a slip
_MAX_TIME = 100  # characters of a time
_MAX_SHOWN = 60  # characters of a text in a message


@cache
def _citation_pattern() -> re.Pattern[str]:
    return re.compile(rf"\[?(\d{{1,9}})\]?(?:{_DASH}\[?(\d{{1,9}})\]?)?", re.ASCII)


def parse_citations(text: str) -> tuple[tuple[int, int], ...]:
    """Return citation numbers, ``4``, ``4;5``, ``[384][386]``, ``393-397``, as inclusive ranges.

    Raises:
        UsageError: something is no citation number, or a range runs backwards.
    """
    # Spaces separate numbers, but not those around the dash of a range.
    joined = re.sub(_DASH, lambda match: match[0].strip(), text.strip(" \t\n,;"))
    joined = re.sub(r"\]\s*\[", "] [", joined)
    joined = re.sub(r"\s*to\s*", "-", joined)
    ranges = []
    for part in re.split(r"[,;\s]+", joined):
        match = _citation_pattern().fullmatch(part)
        if match is None:
            raise UsageError(
                f"invalid citation number '{shorten(text)}': write 393, '393;394' or 393-397"
            )
        low, high = int(match[1]), int(match[2] or match[1])
        if low > high:
            raise UsageError(
                f"invalid citation range '{part}': it runs backwards; write {high}-{low}"
            )
        ranges.append((low, high))
    return tuple(ranges)


def parse_flag(text: str) -> str:
    """Return a flag however it is written: ``citation needed``.

    Raises:
        UsageError: there is no such flag.
    """
    flag = re.sub(r"[\s_]+", "-", normalize(text).strip())
    if flag not in FLAGS:
        raise UsageError(no_such("flag", text, FLAGS))
    return flag


@cache
def _readers() -> tuple[Callable[[str], list[FoundDate]], Callable[[str], DateRange]]:
    """Return what reads dates: inside a text, and a text that is one."""
    from stalinfacts.dates.phrases import (  # noqa: PLC0415 # 2 ms: most questions have no date
        find_dates,
        parse_date_range,
    )

    return find_dates, parse_date_range


def dates_in(text: str) -> list[FoundDate]:
    """Return the dates that a text names, from left to right.

    Raises:
        DateError: one of them may be read in two ways, such as 5/3/1953.
    """
    return _readers()[0](text) if may_hold_a_date(text) else []


def parse_time(text: str) -> DateRange:
    """Return the days of one time as people type it.

    Raises:
        DateError: it is none; the message holds no more of the text than a line takes.
    """
    if len(text) > _MAX_TIME:
        raise DateError(f"invalid date '{shorten(text)}': write 1937 or 'July 1937'")
    return _readers()[1](text)


def parse_since(text: str) -> DateRange:
    """Return the days from the beginning of a time on."""
    return DateRange(parse_time(text).start, END)


def parse_until(text: str) -> DateRange:
    """Return the days up to the end of a time."""
    return DateRange(BEGINNING, parse_time(text).stop)


def parse_before(text: str) -> DateRange:
    """Return the days before a time.

    Raises:
        DateError: it is no time, or there are none before it.
    """
    return _some_days(DateRange(BEGINNING, parse_time(text).start), text)


def parse_after(text: str) -> DateRange:
    """Return the days after a time.

    Raises:
        DateError: it is no time, or there are none after it.
    """
    return _some_days(DateRange(parse_time(text).stop, END), text)


def _some_days(days: DateRange, text: str) -> DateRange:
    if days.start >= days.stop:
        raise DateError(f"invalid date '{shorten(text)}': it has no such end; write 1937")
    return days


def is_time(text: str) -> bool:
    """Return whether a text is one time and nothing else."""
    if not may_hold_a_date(text):
        return False
    try:
        parse_time(text)
    except DateError:
        return False
    return True


def suggestion(name: str, candidates: Iterable[str]) -> str:
    """Return the candidate that a mistyped name is most like, or ""."""
    return next(iter(did_you_mean(name[:_MAX_NAME], candidates, limit=1)), "")


def no_such(kind: str, name: str, choices: Sequence[str], aliases: Sequence[str] = ()) -> str:
    """Return the message that a name is none of some choices: with the nearest, else with all."""
    near = suggestion(name, (*choices, *aliases))
    hint = f". Did you mean '{near}'?" if near else f"; {kind}s are {', '.join(choices)}"
    return f"no such {kind} '{shorten(name)}'{hint}"


def shorten(text: str) -> str:
    """Return a text as one line that is short enough for a message."""
    line = " ".join(text[: 2 * _MAX_SHOWN].split())
    return line if len(line) <= _MAX_SHOWN else f"{line[: _MAX_SHOWN - 1]}…"
