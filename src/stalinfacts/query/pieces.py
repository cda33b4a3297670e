"""A line as people type it → its pieces: text, phrases, fields with values, OR.

What leaves out stands before a piece: a dash of any kind, ``!``, or ``NOT``; any number of
them leaves out once. Time grows linearly with the line.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from stalinfacts.errors import UsageError
from stalinfacts.query.filters import fields
from stalinfacts.query.values import shorten
from stalinfacts.text.edits import within
from stalinfacts.text.normalize import normalize

DASHES = r"\-‐‑‒–—―−﹣－"
"""Dashes that people type for a hyphen, as a part of a character class."""
_CLOSING = {
    '"': '["”“]',
    "“": '["”“]',
    "„": '["”“]',
    "”": '["”“]',
    "«": '["»«]',
    "»": '["»«]',
    "＂": '["＂]',
}
"""What closes a quotation, by what opens it: people and their keyboards mix the kinds."""
_QUOTES = "".join(_CLOSING)
_MIN_SLIP = 4  # letters of a name that may be a slip for that of a field
_MAX_FIELD = 25  # letters of a name before a colon that may be a field

_GAP = re.compile(r"[\s()\u200b-\u200f\u2060\ufeff]*")
_LEAVE_OUT = re.compile(rf"[{DASHES}!]+(?=[^\s{DASHES}!])|NOT\s+(?!(?:OR|AND)\b|[|&])(?=\S)")
_FIELD = re.compile(rf"([^\W\d_][\w-]{{0,{_MAX_FIELD}}})(?::(?![:/])|：|=(?=[^\s=]))")
_SPACE = re.compile(r"\s*")
_PLAIN = re.compile(rf'(?:[^\s{_QUOTES}|]|(?<=\d)["”])+')
_OR = re.compile(r"OR(?!\S)|\|+")
_NOT = re.compile(r"NOT(?!\S)")


# Patterns that only a field needs, compiled for the first of them (0.5 ms).


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(rf"[{DASHES}!](?=[\w{_QUOTES}])")


@cache
def _value() -> re.Pattern[str]:
    return re.compile(rf"'[^'\s](?:[^'\n]{{0,80}}[^'\s])?'(?!\S)|[^\s{_QUOTES}|]+")


@cache
def _word_behind() -> re.Pattern[str]:
    return re.compile(rf"\s*([^\s{_QUOTES}|]+)")


class Kind(Enum):
    """What a piece of a line is."""

    TEXT = auto()
    PHRASE = auto()
    FIELD = auto()
    OR = auto()


class Piece(NamedTuple):
    """A piece of a line: ``text`` is ``line[start:stop]``, of a field its value.

    A value that was quoted is whole; another may go on in the text behind it.
    """

    kind: Kind
    text: str
    start: int
    stop: int
    excluded: bool = False
    field: str = ""
    whole: bool = False


def split(line: str) -> tuple[list[Piece], list[str]]:
    """Return the pieces of a line in order, and remarks on how it was read.

    Raises:
        UsageError: a field has no value, or is nearly the name of one; a group in brackets
            is to be left out.
    """
    reader = _Reader(line)
    return list(reader), list(dict.fromkeys(reader.notes))


class _Reader:
    """Reads one line from left to right."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.at = 0
        self.notes: list[str] = []

    def __iter__(self) -> _Reader:
        return self

    def __next__(self) -> Piece:
        after_gap = self._skip(_GAP) or self.at == 0
        excluded = after_gap and self._skip_exclusion()
        if self.at >= len(self.line):
            raise StopIteration
        return (
            self._or(after_gap=after_gap, excluded=excluded)
            or self._field(excluded=excluded)
            or self._phrase(excluded=excluded)
            or self._plain(excluded=excluded)
        )

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Go past what matches, and return whether anything does."""
        match = pattern.match(self.line, self.at)
        start, self.at = self.at, self.at if match is None else match.end()
        return self.at > start

    def _skip_exclusion(self) -> bool:
        excluded = False
        while self._skip(_LEAVE_OUT):
            excluded = True
        if excluded and self.line.startswith("(", self.at):
            raise UsageError("a group in brackets cannot be left out as a whole: write -army -navy")
        return excluded

    def _or(self, *, after_gap: bool, excluded: bool) -> Piece | None:
        match = _OR.match(self.line, self.at)
        if match is None or (match[0] == "OR" and (excluded or not after_gap)):
            return None
        self.at = match.end()
        return Piece(Kind.OR, match[0], match.start(), match.end())

    def _plain(self, *, excluded: bool) -> Piece:
        match = _PLAIN.match(self.line, self.at)
        start, self.at = self.at, self.at + 1 if match is None else match.end()
        return Piece(Kind.TEXT, self.line[start : self.at], start, self.at, excluded)

    def _phrase(self, *, excluded: bool) -> Piece | None:
        opening = self.line[self.at]
        if opening not in _CLOSING:
            return None
        start = self.at + 1
        closing = re.compile(_CLOSING[opening]).search(self.line, start)
        stop = len(self.line) if closing is None else closing.start()
        self.at = stop if closing is None else closing.end()
        text = self.line[start:stop]
        if closing is None and text.strip():
            self.notes.append(f"the quotation mark before '{shorten(text)}' is not closed")
        return Piece(Kind.PHRASE, text, start, stop, excluded)

    def _field(self, *, excluded: bool) -> Piece | None:
        """Return a field with its value; None where the name is nothing like one."""
        match = _FIELD.match(self.line, self.at)
        if match is None:
            return None
        name = normalize(match[1])
        if name not in fields():
            self._check_misspelt(name, match)
            return None
        self.at = match.end()
        self._skip(_SPACE)
        if self.at > match.end() and self._is_syntax():
            raise _no_value(name)
        if _negation().match(self.line, self.at):
            self.at, excluded = self.at + 1, True
        phrase = self._phrase(excluded=excluded) if self.at < len(self.line) else None
        if phrase is not None:
            if not phrase.text.strip():
                raise _no_value(name)
            return phrase._replace(kind=Kind.FIELD, field=name, whole=True)
        value = _value().match(self.line, self.at)
        if value is None:
            raise _no_value(name)
        self.at = value.end()
        text = value[0]
        if text[0] == text[-1] == "'" and len(text) > 1:
            return Piece(
                Kind.FIELD, text[1:-1], value.start(), value.end(), excluded, name, whole=True
            )
        kept = text.rstrip(",;" if "(" in text else ",;)")
        if not kept:
            raise _no_value(name)
        stop = value.start() + len(kept)
        return Piece(Kind.FIELD, kept, value.start(), stop, excluded, name, text[-1] == ")")

    def _is_syntax(self) -> bool:
        """Return whether an operator or another field comes next, and so no value."""
        if _OR.match(self.line, self.at) or _NOT.match(self.line, self.at):
            return True
        field = _FIELD.match(self.line, self.at)
        return field is not None and normalize(field[1]) in fields()

    def _check_misspelt(self, name: str, match: re.Match[str]) -> None:
        """Remark on a name before a colon that is no field.

        Raises:
            UsageError: it is nearly one, and not the beginning of a title ("Peace: a plan").
        """
        value = _value().match(self.line, match.end())
        if match[0][0].isupper() and not match[0].isupper() and value is None:
            return
        if near := _nearest_field(name):
            word = _word_behind().match(self.line, match.end())
            meant = f"{near}:{shorten(word[1]) if word else fields()[near].metavar}"
            raise UsageError(f"no such field '{match[0]}'. Did you mean {meant}?")
        if value is not None and value[0][0].isalpha() and match[0][-1] != "=":
            names = ", ".join(dict.fromkeys(row.fields[0] for row in fields().values()))
            self.notes.append(
                f"no such field '{match[0]}', so its words are looked for; fields are {names}"
            )


def _nearest_field(name: str) -> str:
    """Return the field that a name may be a slip for, or is the beginning of; "" for none.

    Short names are taken as they are, and so is the first letter of those that are not long:
    "site:" is no slip for "cite:".
    """
    if len(name) < _MIN_SLIP:
        return ""
    slips = [field for field, _ in within(1, name, list(fields()))]
    sure = (field for field in slips if field[0] == name[0] or len(name) > _MIN_SLIP)
    return next(sure, next((field for field in fields() if field.startswith(name)), ""))


def _no_value(name: str) -> UsageError:
    return UsageError(f"field '{name}:' has no value: write {name}:{fields()[name].metavar}")
