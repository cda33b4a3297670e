"""Pieces that go on in the text behind them: ``year:July 1937``, ``-red army``, loose words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from stalinfacts.errors import UsageError
from stalinfacts.query.filters import fields, parse_condition
from stalinfacts.query.pieces import Kind, Piece
from stalinfacts.query.values import is_time
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
        if piece.whole or not (piece.kind is Kind.FIELD or _is_excluded_text(piece)):
            yield piece
            continue
        last = at
        while last < min(len(pieces), at + _MAX_WORDS) and _is_loose(pieces[last]):
            last += 1
        while last > at:
            longer = _with_text(piece, line, pieces[last - 1].stop, names)
            if longer is not None:
                piece, at = longer, last
                break
            last -= 1
        yield piece


def _is_loose(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and not piece.excluded


def _is_excluded_text(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and piece.excluded


def _with_text(piece: Piece, line: str, stop: int, names: NameLookup | None) -> Piece | None:
    """Return a piece with the text up to a place, or None where that does not belong to it."""
    text = line[piece.start : stop]
    longer = piece._replace(text=text, stop=stop)
    if piece.kind is Kind.TEXT:
        if is_time(text):
            return longer._replace(kind=Kind.FIELD, field="year")
        return longer if is_entity(words(text), names) else None
    row = fields()[piece.field]
    if not _is_value(row, text, names):
        return None
    is_range = row.name == "from" and _RANGE_WORD.search(text)
    return longer._replace(field="year") if is_range else longer


def _is_value(row: Filter, text: str, names: NameLookup | None) -> bool:
    if row.is_name:
        return names is not None and names.is_name(row.name, text)
    if row.sql is not None and re.search(r"\d\s+\d", text):
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
