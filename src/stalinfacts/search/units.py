"""Which words of a query belong together: names, and words that were split.

A run of words that is a form of an entity's name (``World War I``, ``red army``) is one
term, although "i" alone is a stop word; so are two halves of a word (``anti semitism``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.query.model import Term
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import words
from stalinfacts.text.spelling import rejoin

if TYPE_CHECKING:
    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.model import Query

LONGEST_NAME = 8
"""Words of a name at most."""


def group_terms(query: Query, index: IndexReader) -> list[Term]:
    """Return the query's terms with names and split words put together."""
    if query.exact:
        return list(query.terms)
    return _rejoin(_group_names(list(query.terms), words(query.text), index), index)


def is_word(term: Term) -> bool:
    """Return whether a term is a single word and nothing else."""
    return len(term.words) == 1 and not (
        term.phrase or term.prefix or term.dates or term.alternatives
    )


def _group_names(terms: list[Term], typed: list[str], index: IndexReader) -> list[Term]:
    """Replace runs of terms by the names whose words they are, the longest first."""
    at = 0
    while at < len(typed) - 1:
        for stop in range(min(len(typed), at + LONGEST_NAME), at + 1, -1):
            name = tuple(typed[at:stop])
            place = _place(name, terms)
            if place is not None and index.terms.name_forms(name):
                start, length = place
                capitalized = any(term.capitalized for term in terms[start : start + length])
                terms[start : start + length] = [Term(name, capitalized=capitalized, name=True)]
                at = stop - 1
                break
        at += 1
    return terms


def _place(name: tuple[str, ...], terms: list[Term]) -> tuple[int, int] | None:
    """Return where the words of a name stand as terms side by side, and how many they are.

    Stop words within the name need no term of their own, since a query leaves them out.
    """
    if not all(name):
        return None
    for start, term in enumerate(terms):
        if not is_word(term):
            continue
        length = 0
        for word in name:
            at = start + length
            if at < len(terms) and is_word(terms[at]) and terms[at].words[0] == word:
                length += 1
            elif not (word in STOP_WORDS or len(word) == 1):
                break
        else:
            if length:
                return start, length
    return None


def _rejoin(terms: list[Term], index: IndexReader) -> list[Term]:
    """Put words together that were split: "anti semitism", "268 950"."""
    joined: list[Term] = []
    for term in terms:
        last = joined[-1] if joined else None
        if last is not None and is_word(last) and is_word(term):
            first, second = last.words[0], term.words[0]
            frequency = index.terms.document_frequency
            apart = frequency(first) and frequency(second) and not second.isdigit()
            if not apart and (expansion := rejoin(first, second, index.terms)) is not None:
                joined[-1] = Term(expansion.words)
                continue
        joined.append(term)
    return joined
