"""Pieces that go on in the text behind them: ``year:July 1937``, ``-red army``, loose words."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from stalinfacts.errors import DateError, UsageError
from stalinfacts.query.filters import fields, parse_condition
from stalinfacts.query.pieces import Kind, Piece
from stalinfacts.query.values import dates_in
from stalinfacts.text.normalize import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stalinfacts.query.filters import Filter

_MAX_WORDS = 12
"""Words that a piece takes from the text behind it at most."""
_RANGE_WORD = re.compile(r"\s(?:to|until|till|through)\s", re.IGNORECASE)


class NameLookup(Protocol):
    """What a parser asks of a corpus: which words are a name in it."""

    def longest_name(self, words: Sequence[str], at: int) -> int:
        """Return how many words from a place on are a form of an entity's name; 0 for none."""

    def is_name(self, field: str, text: str) -> bool:
        """Return whether a text is exactly a name that a field, section or entity, can hold."""


def complete_values(
    line: str, pieces: Sequence[Piece], names: NameLookup | None
) -> Iterator[Piece]:
    """Let a piece take the words behind it that belong to it: ``year:July 1937``, ``-red army``."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if not piece.whole and (piece.kind is Kind.FIELD or _is_excluded_text(piece)):
            behind = list(takewhile(_is_loose, pieces[at : at + _MAX_WORDS]))
            piece, used = _complete(piece, behind, line, names)
            at += used
        yield piece


def _is_loose(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and not piece.excluded


def _is_excluded_text(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and piece.excluded


def _complete(
    piece: Piece, behind: Sequence[Piece], line: str, names: NameLookup | None
) -> tuple[Piece, int]:
    """Return a piece with as many of those behind it as belong to it, and their number."""
    row = fields()[piece.field] if piece.kind is Kind.FIELD else None
    if row is None or row.sql is None:
        if used := _count_words_of_time(piece, behind, line):
            longer = _with_text(piece, behind[used - 1], line)
            is_range = row is not None and row.name == "from" and _RANGE_WORD.search(longer.text)
            if row is None or is_range:
                longer = longer._replace(kind=Kind.FIELD, field="year")
            return longer, used
        if row is not None:
            return piece, 0
    for used in range(len(behind), 0, -1):
        longer = _with_text(piece, behind[used - 1], line)
        is_whole = (
            is_entity(words(longer.text), names)
            if row is None
            else _is_value(row, longer.text, names)
        )
        if is_whole:
            return longer, used
    return piece, 0


def _with_text(piece: Piece, last: Piece, line: str) -> Piece:
    return piece._replace(text=line[piece.start : last.stop], stop=last.stop)


def _count_words_of_time(piece: Piece, behind: Sequence[Piece], line: str) -> int:
    """Return how many of the pieces behind one belong to the time that it begins."""
    if not behind:
        return 0
    try:
        dates = dates_in(line[piece.start : behind[-1].stop])
    except DateError:
        return 0
    if not dates or dates[0].start > 0:
        return 0
    stop = piece.start + dates[0].stop
    used = sum(other.start < stop for other in behind)
    is_whole = used and not words(line[stop : behind[used - 1].stop])
    return used if is_whole else 0


def _is_value(row: Filter, text: str, names: NameLookup | None) -> bool:
    if row.is_name:
        return names is not None and names.is_name(row.name, text)
    if re.search(r"\d\s+\d", text):
        return False  # two figures side by side are two, not one value
    try:
        parse_condition(row, text)
    except UsageError:
        return False
    return True


def is_entity(name: Sequence[str], names: NameLookup | None) -> bool:
    """Return whether words are a name of several words."""
    return names is not None and len(name) > 1 and names.longest_name(name, 0) == len(name)


def join_loose(pieces: Iterable[Piece], line: str) -> Iterator[Piece]:
    """Put neighbouring loose words together, so that dates and names keep their words."""
    loose: Piece | None = None
    for piece in pieces:
        if _is_loose(piece):
            start = piece.start if loose is None else loose.start
            text = line[start : piece.stop]
            loose = piece._replace(text=text, start=start)
            continue
        if loose is not None:
            yield loose
            loose = None
        yield piece
    if loose is not None:
        yield loose
