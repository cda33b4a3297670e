"""Pieces of a line → terms to look for, terms to leave out, and conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.display import format_range
from stalinfacts.errors import DateError, UsageError
from stalinfacts.query.filters import fields, filters_by_name, parse_condition
from stalinfacts.query.joining import is_entity
from stalinfacts.query.model import Condition, Term
from stalinfacts.query.pieces import Kind, Piece
from stalinfacts.query.values import dates_in, shorten
from stalinfacts.text.english import STOP_WORDS, is_stop_word
from stalinfacts.text.normalize import is_number, tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stalinfacts.dates.phrases import FoundDate
    from stalinfacts.query.joining import NameLookup

_MIN_WORD = 2  # letters of a word that says anything; one digit may
_MAX_ALTERNATIVES = 100  # that OR joins
_MIN_SHOUTED = 3  # words of a line in capitals from which capitals say nothing
_YEAR = re.compile(r"(?<!\d)\d{4}(?![\ds])")
_INNER_STAR = re.compile(r"\*\w")
_PREFIX = re.compile(r"\*(?!\w)")
_LEAVE_OUT_WORDS = re.compile(r"(?<=\S\s)(without|except|excluding|not)\s+([^\W\d_]\w+)")


class _Item(NamedTuple):
    """What was asked for, and the piece of the line that asked for it."""

    value: Term | Condition
    piece: Piece

    @property
    def may_be_either(self) -> bool:
        """Whether OR may join it: it is a word, or a condition of which one is enough."""
        if self.piece.excluded:
            return False
        if isinstance(self.value, Term):
            return True
        return filters_by_name()[self.value.name].sql is not None

    @property
    def shown(self) -> str:
        """The item as readers know it."""
        field = f"{self.piece.field}:" if self.piece.field else ""
        return f"{'-' if self.piece.excluded else ''}{field}{shorten(self.piece.text)}"


class PieceReader:
    """Collects what the pieces of a line ask for."""

    def __init__(self, line: str, names: NameLookup | None) -> None:
        """Take the line, which tells whether all is in capitals, and the names of a corpus."""
        self._names = names
        written = [word for word in line.split() if word.isupper()]
        self._shouted = line.isupper() and len(written) >= _MIN_SHOUTED
        self._last: _Item | None = None
        self._after_or = False
        self.terms: list[Term] = []
        self.excluded: list[Term] = []
        self.stop_words: list[Term] = []
        self.conditions: list[Condition] = []
        self.years: list[str] = []
        self.notes: list[str] = []

    def read(self, piece: Piece) -> None:
        """Add what a piece asks for.

        Raises:
            UsageError: a value is invalid, or ``OR`` cannot join the piece.
        """
        if piece.kind is Kind.OR:
            self._after_or = self._last is not None
            return
        if self._shouted and piece.excluded:
            self.notes.append(f"'{shorten(piece.text)}' is left out")
        items = [_Item(value, piece) for value in self._values(piece)]
        if self._after_or and self._last is not None and items:
            self._join(self._last, items.pop(0))
        self._after_or = False
        for item in items:
            self._add(item)

    def _add(self, item: _Item) -> None:
        if isinstance(item.value, Condition):
            self.conditions.append(item.value)
        else:
            (self.excluded if item.piece.excluded else self.terms).append(item.value)
        self._last = item

    def _join(self, first: _Item, second: _Item) -> None:
        """Let a fact that has either do."""
        if first.may_be_either and second.may_be_either:
            if isinstance(first.value, Term) and isinstance(second.value, Term):
                either = _either(self.terms.pop(), second.value)
                self._add(second._replace(value=either))
                return
            if first.value[:1] == second.value[:1] and isinstance(second.value, Condition):
                self._add(second)  # of several conditions with one name, one is enough
                return
        raise UsageError(
            f"OR cannot join '{first.shown}' and '{second.shown}': it joins words, or values of"
            " one field as in section:terror OR section:purges"
        )

    def _values(self, piece: Piece) -> list[Term | Condition]:
        if piece.kind is Kind.FIELD:
            row = fields()[piece.field]
            return [parse_condition(row, piece.text, excluded=piece.excluded)]
        if piece.kind is Kind.PHRASE:
            return _phrase(piece.text)
        if piece.excluded:
            return self._excluded_text(piece.text)
        self._remark(piece.text)
        return list(self._text(piece.text))

    def _excluded_text(self, text: str) -> list[Term | Condition]:
        dates = _find_dates(text)
        starts, stops = (0, *(d.stop for d in dates)), (*(d.start for d in dates), len(text))
        outside = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
        if dates and not any(map(words, outside)):
            return [Condition("year", date.range, excluded=True) for date in dates]
        if is_entity(words(text), self._names):
            return [Term(tuple(words(text)), name=True)]
        terms = [term for term, _ in self._words(text)]
        return [*terms] if len(terms) == 1 else _phrase(text)  # -anti-semitism

    def _text(self, text: str) -> Iterator[Term | Condition]:
        """Return the terms of loose words but for stop words, and their conditions on time."""
        for part, is_name in self._split_at_names(text):
            if is_name:
                yield Term(tuple(words(part)), name=True)
                continue
            at = 0
            for date in _find_dates(part):
                yield from self._meaningful(part[at : date.start])
                at = date.stop
                if date.is_condition:
                    self.notes.append(f"only facts dated {format_range(date.range)}")
                    self.years += _YEAR.findall(part[date.start : at])
                    yield Condition("year", date.range)
                else:
                    yield Term(tuple(words(part[date.start : at])), dates=date.range)
            yield from self._meaningful(part[at:])

    def _split_at_names(self, text: str) -> Iterator[tuple[str, bool]]:
        """Return the parts of a text in order, each with whether it is a name of several words."""
        start = at = 0
        if self._names is not None:
            found = tokens(text)
            line = [token.word for token in found]
            while at < len(line) - 1:
                length = self._names.longest_name(line, at)
                if length > 1:
                    yield text[start : found[at].start], False
                    start = found[at + length - 1].stop
                    yield text[found[at].start : start], True
                at += max(length, 1)
        yield text[start:], False

    def _meaningful(self, text: str) -> Iterator[Term]:
        """Return a term for each word of a text that says anything; keep the others apart."""
        for term, has_meaning in self._words(text):
            if has_meaning:
                yield term
            else:
                self.stop_words.append(term)

    def _words(self, text: str) -> Iterator[tuple[Term, bool]]:
        """Return a term for each word of a text, and whether it says anything."""
        for token in tokens(text):
            word, written = token.word, text[token.start : token.stop]
            if self._shouted and "." not in written:
                written = ""
            prefix = _PREFIX.match(text, token.stop) is not None
            term = Term((word,), prefix=prefix, capitalized=written[:1].isupper())
            is_long = len(word) >= _MIN_WORD or is_number(word)
            yield term, prefix or (is_long and not is_stop_word(word, written))

    def _remark(self, text: str) -> None:
        """Note what is not understood, and how to leave out a word for who tries that in words."""
        if _INNER_STAR.search(text):
            self.notes.append("'*' stands for letters at the end of a word only")
        match = _LEAVE_OUT_WORDS.search(text)
        if match is None:
            return
        others = set(words(text)) - {match[1]}
        if match[1] != "not" or not others & STOP_WORDS:
            self.notes.append(f"'{match[0]}' is looked for; to leave a word out write -{match[2]}")


def _phrase(text: str) -> list[Term | Condition]:
    split = words(text)
    if not split:
        return []
    is_prefix = len(split) == 1 and text.rstrip().endswith("*")
    return [Term(tuple(split), phrase=len(split) > 1, prefix=is_prefix)]


def _find_dates(text: str) -> list[FoundDate]:
    try:
        return dates_in(text)
    except DateError as error:  # whose message holds all of the text
        raise DateError(str(error).replace(" ".join(text.split()), shorten(text))) from None


def _either(first: Term, second: Term) -> Term:
    if len(first.alternatives) >= _MAX_ALTERNATIVES:
        raise UsageError(f"OR joins too many words: at most {_MAX_ALTERNATIVES}")
    alternatives = (*(first.alternatives or (first,)), second)
    every_word = dict.fromkeys(word for term in alternatives for word in term.words)
    return Term(tuple(every_word), alternatives=alternatives)
