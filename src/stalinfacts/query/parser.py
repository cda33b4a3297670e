"""A line as people type it → a ``Query``.

The language: words in any order; ``"words side by side"``; ``-word``, ``-"a phrase"``,
``-field:value`` and ``NOT`` leave out; ``a OR b`` and ``a | b``; ``pur*`` for words that
begin so; ``field:value`` (``stalinfacts.query.filters``); dates as ``stalinfacts.dates.phrases``
reads them, of which "before 1905" and the like are conditions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from stalinfacts.dates.display import format_range
from stalinfacts.dates.phrases import find_dates, parse_date_range
from stalinfacts.errors import DateError, UsageError
from stalinfacts.query.filters import Filter, fields, parse_condition
from stalinfacts.query.model import AnswerType, Condition, Filters, Query, Term
from stalinfacts.text.english import CONTRACTIONS, STOP_WORDS
from stalinfacts.text.normalize import is_number, tokens, words
from stalinfacts.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_TERMS = 100
"""Terms of a query that are looked at: whoever pipes a book into a search gets an answer to
its beginning."""
_MIN_WORD = 2
"""Letters of a word that says anything; one digit may."""

_DASHES = r"\-‐‑‒–—−"
"""Dashes that people type for a hyphen, as a part of a character class."""
_OPENING, _CLOSING = '"“„«”»', '"”“»'
_PIECE = re.compile(
    rf"""
    (?P<minus>(?<!\S)(?:[{_DASHES}!](?=[^\s{_DASHES}])|NOT\s+(?=\S)))?
    (?:
        (?P<field>[A-Za-z][A-Za-z_-]*)(?P<colon>[:=](?!:))\s*(?P<no>[-!](?=\w))?
        (?:(?<!\d)[{_OPENING}](?P<field_quoted>[^{_CLOSING}]*)(?:[{_CLOSING}]|$)
          |(?P<value>[^\s"“”„«»]+))
      | (?<!\d)[{_OPENING}](?P<quoted>[^{_CLOSING}]*)(?P<end>[{_CLOSING}]|$)
      | (?P<plain>(?:[^\s"“”„«»]|(?<=\d)["”])+)
    )""",
    re.VERBOSE,
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}(?:[A-Z]\b)?")
_OR = frozenset(("OR", "|", "||"))


class NameLookup(Protocol):
    """What a parser asks of a corpus: which words are a name in it."""

    def longest_name(self, words: Sequence[str], at: int) -> int:
        """Return how many words from a place on are a form of an entity's name; 0 for none."""

    def is_name(self, field: str, text: str) -> bool:
        """Return whether a text is exactly a name that a field, section or entity, can hold."""


class _Piece(NamedTuple):
    """A part of a line: loose text, a phrase, a field with its value, or the word OR."""

    kind: str
    text: str
    excluded: bool = False
    field: str = ""


def parse(
    text: str | Sequence[str],
    *,
    exact: bool = False,
    match_all: bool = False,
    names: NameLookup | None = None,
) -> Query:
    """Return the query that a line means.

    Args:
        text: the line, or the arguments that a shell made of it. Of several arguments one
            with ``field:`` and spaces stays together, as does an excluded one.
        exact: look for the words as typed only.
        match_all: a fact has to hold every term.
        names: the names of a corpus: a run of words that is one is a single term, and
            ``entity:red army`` needs no quotation marks.

    Raises:
        UsageError: a field has an invalid value, or is nearly the name of a field.
    """
    notes: list[str] = []
    line = text if isinstance(text, str) else _join_arguments(text)
    pieces = _merge_values(list(_pieces(line, notes)), names)
    terms: list[Term] = []
    excluded: list[Term] = []
    conditions: list[Condition] = []
    joined_by_or = False
    for piece in _join_loose(pieces):
        if piece.kind == "or":
            joined_by_or = bool(terms)
            continue
        if piece.kind == "field":
            row = fields()[piece.field]
            conditions.append(parse_condition(row, piece.text, excluded=piece.excluded))
            continue
        found, times = _terms_of(piece, names)
        conditions += times
        notes += [f"only facts dated {_describe(time)}" for time in times if not time.excluded]
        if piece.excluded:
            excluded += found
            continue
        kept = _drop_stop_words(found)
        if joined_by_or and kept and terms:
            terms[-1] = _either(terms[-1], kept[0])
            kept = kept[1:]
        joined_by_or = False
        terms += kept
    if not terms and not conditions:  # stop words are all that there is
        terms = [t for piece in pieces if piece.kind == "text" for t in _terms_of(piece, names)[0]]
    return Query(
        line,
        tuple(dict.fromkeys(terms))[:MAX_TERMS],
        tuple(dict.fromkeys(excluded))[:MAX_TERMS],
        Filters(tuple(conditions)),
        _answer_type(line),
        exact,
        match_all,
        tuple(notes),
    )


def _join_arguments(arguments: Sequence[str]) -> str:
    """Return arguments as one line in which those that belong together are quoted."""
    if len(arguments) == 1:
        return arguments[0]
    return " ".join(map(_quote_argument, arguments))


def _quote_argument(argument: str) -> str:
    if not re.search(r"\s", argument.strip()) or '"' in argument:
        return argument
    field = re.fullmatch(rf"([{_DASHES}!]?[A-Za-z_-]+:)\s*(.*)", argument, re.DOTALL)
    if field is not None:
        return f'{field[1]}"{field[2]}"'
    if re.match(f"[{_DASHES}]", argument):
        return f'-"{argument[1:]}"'
    return argument


def _pieces(line: str, notes: list[str]) -> Iterable[_Piece]:
    line = _INITIALS.sub(lambda match: match[0].replace(".", ""), line)
    for match in _PIECE.finditer(line):
        excluded = match["minus"] is not None
        if match["field"] is not None:
            yield _field_piece(match, excluded=excluded)
        elif match["quoted"] is not None:
            if not match["end"] and match["quoted"].strip():
                notes.append(f'the quotation mark before "{match["quoted"].strip()}" is not closed')
            yield _Piece("phrase", match["quoted"], excluded)
        elif match["plain"] in _OR and not excluded:
            yield _Piece("or", match["plain"])
        elif match["plain"] not in ("AND", "&", "&&", "--"):
            yield _Piece("text", match["plain"], excluded)


def _field_piece(match: re.Match[str], *, excluded: bool) -> _Piece:
    """Return the piece of ``name:value``: a field, or text where the name is nothing like one.

    Raises:
        UsageError: the name is nearly that of a field.
    """
    name = match["field"].lower()
    quoted = match["field_quoted"]
    value = match["value"] if quoted is None else quoted
    excluded = excluded != (match["no"] is not None)
    if match["colon"] == ":" and name in fields():
        return _Piece("field", value, excluded, name)
    near = did_you_mean(name, fields(), limit=1)
    if name in fields() or near:
        meant = name if name in fields() else near[0]
        written = f'{meant}:"{value}"' if " " in value else f"{meant}:{value}"
        raise UsageError(
            f"no such field '{match['field']}{match['colon']}'. Did you mean {written}?"
        )
    text = match[0] if match["minus"] is None else match[0][len(match["minus"]) :]
    return _Piece("text", text, excluded)


def _merge_values(pieces: list[_Piece], names: NameLookup | None) -> list[_Piece]:
    """Let a field take the words behind its value that belong to it (``year:July 1937``)."""
    merged: list[_Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece.kind == "field":
            row = fields()[piece.field]
            stop = at
            while stop < len(pieces) and pieces[stop].kind == "text" and not pieces[stop].excluded:
                stop += 1
            for last in range(stop, at, -1):
                longer = " ".join([piece.text, *(p.text for p in pieces[at:last])])
                if _is_value(row, longer, names):
                    piece = piece._replace(text=longer)
                    at = last
                    break
        merged.append(piece)
    return merged


def _is_value(row: Filter, text: str, names: NameLookup | None) -> bool:
    if row.sql is None:
        try:
            parse_date_range(text)
        except DateError:
            return False
        return True
    return row.is_name and names is not None and names.is_name(row.name, text)


def _join_loose(pieces: list[_Piece]) -> Iterable[_Piece]:
    """Put neighbouring loose words together, so that dates keep their words."""
    loose: list[str] = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        if piece.kind == "text" and not piece.excluded:
            loose.append(piece.text)
            if following is not None and following.kind == "text" and not following.excluded:
                continue
            if following is not None and following.kind == "or" and len(loose) > 1:
                yield _Piece("text", " ".join(loose[:-1]))  # OR binds the word before it
                loose = loose[-1:]
            yield _Piece("text", " ".join(loose))
            loose = []
        else:
            yield piece


def _terms_of(piece: _Piece, names: NameLookup | None) -> tuple[list[Term], list[Condition]]:
    """Return the terms of a piece, and its conditions on time."""
    if piece.kind == "phrase":
        split = words(piece.text)
        return ([Term(tuple(split), phrase=len(split) > 1)] if split else []), []
    terms: list[Term] = []
    conditions: list[Condition] = []
    for text, name in _split_at_names(piece.text, names):
        if name:
            terms.append(Term(tuple(words(text)), name=True))
            continue
        at = 0
        for date in find_dates(text):
            terms += _words(text[at : date.start])
            if date.is_condition or piece.excluded:
                conditions.append(Condition("year", date.range, piece.excluded))
            else:
                typed = tuple(words(text[date.start : date.stop]))
                terms.append(Term(typed, dates=date.range))
            at = date.stop
        terms += _words(text[at:])
    if piece.excluded and len(terms) > 1:  # -anti-semitism leaves out the compound
        return [Term(tuple(word for t in terms for word in t.words), phrase=True)], conditions
    return terms, conditions


def _split_at_names(text: str, names: NameLookup | None) -> Iterable[tuple[str, bool]]:
    """Return the parts of a text in order, each with whether it is a name of several words."""
    start = 0
    if names is not None:
        found = tokens(text)
        line = [token.word for token in found]
        at = 0
        while at < len(line) - 1:
            length = names.longest_name(line, at)
            if length > 1:
                yield text[start : found[at].start], False
                start = found[at + length - 1].stop
                yield text[found[at].start : start], True
            at += max(length, 1)
    yield text[start:], False


def _words(text: str) -> list[Term]:
    """Return a term for each word of a text."""
    shouting = text.isupper() and len(text.split()) > 1
    terms = []
    for token in tokens(text):
        original = text[token.start : token.stop]
        behind = text[token.stop : token.stop + 1]
        capitalized = original[:1].isupper() and not shouting
        terms.append(Term((token.word,), prefix=behind == "*", capitalized=capitalized))
    return terms


def _drop_stop_words(terms: list[Term]) -> list[Term]:
    return [term for term in terms if term.phrase or term.dates or _has_meaning(term)]


def _has_meaning(term: Term) -> bool:
    word = term.words[0]
    if word in STOP_WORDS or word in CONTRACTIONS:
        return term.capitalized and word in _ABBREVIATIONS
    return len(word) >= _MIN_WORD or is_number(word) or term.prefix


_ABBREVIATIONS = frozenset(("us",))
"""Stop words that are a name in capitals."""


def _either(first: Term, second: Term) -> Term:
    alternatives = (*(first.alternatives or (first,)), second)
    return Term(
        tuple(dict.fromkeys(w for t in alternatives for w in t.words)), alternatives=alternatives
    )


def _describe(condition: Condition) -> str:
    return format_range(condition.value)  # type: ignore[arg-type] # conditions on time hold ranges


# --- the kind of answer ----------------------------------------------------------------

_ANSWER_TYPES = (
    (
        r"\bhow\s+(many|much|tall|old|big|large|far|long|high|heavy|often)\b"
        r"|\bwhat\s+(percentage|proportion|number|share)\b",
        AnswerType.FIGURE,
    ),
    (r"\bwhen\b|\b(what|which)\s+(year|date|day|month|time)\b", AnswerType.TIME),
    (r"\bwho(m|se)?\b", AnswerType.PERSON),
    (r"\bwhere\b|\b(what|which)\s+(city|town|place|country|village)\b", AnswerType.PLACE),
)
_QUESTION_WORD = re.compile(r"\b(?:[Hh]ow|[Ww]h(?:at|ich|en|o|om|ose|ere))\b")


def _answer_type(text: str) -> AnswerType:
    if _QUESTION_WORD.search(text):
        for pattern, answer_type in _ANSWER_TYPES:
            if re.search(pattern, text, re.IGNORECASE):
                return answer_type
    return AnswerType.NONE
