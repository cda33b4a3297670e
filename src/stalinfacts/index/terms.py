"""The term dictionary: terms of the facts, their stems, and the words of names."""

from __future__ import annotations

import threading
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.index.schema import json_texts
from stalinfacts.text.stemmer import Stemmer
from stalinfacts.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.index.database import Database

_MEMO = 20_000  # answers of each kind that are kept: a batch asks for the same words again
_MAX_LISTS = 50  # of the words with a prefix that are kept: one of all words is long
_AFTER_ANY_TEXT = "\U0010ffff"
_MIN_SUGGESTION = 4  # letters of a term that is worth naming


class NameForm(NamedTuple):
    """A form of an entity's name: the entity's number, the form, its normalised words."""

    entity: int
    name: str
    words: tuple[str, ...]


class Terms:
    """The words of a corpus; a ``Vocabulary`` for ``stalinfacts.text.spelling``."""

    def __init__(self, database: Database, is_english: Callable[[str], bool] | None = None) -> None:
        """Take the database that is asked, and what knows which words are English."""
        self._database = database
        self._is_english = is_english
        self._lock = threading.Lock()
        self._stemmer: Stemmer | None = None
        # Functions of the database, not bound methods: a cache of these would keep itself alive.
        self._entry = lru_cache(_MEMO)(partial(_entry, database))
        self._terms_with_stem = lru_cache(_MEMO)(partial(_terms_with_stem, database))
        self._terms_with_prefix = lru_cache(_MEMO)(partial(_terms_with_prefix, database))
        self._dictionary_terms = lru_cache(_MAX_LISTS)(partial(_dictionary_terms, database))
        self._names = lru_cache(_MEMO)(partial(_names, database))
        self._names_from = lru_cache(_MEMO)(partial(_names_from, database))
        self._name_forms = lru_cache(_MEMO)(partial(_name_forms, database))
        self._entity_forms = lru_cache(_MEMO)(partial(_entity_forms, database))
        self._adjacent = lru_cache(_MEMO)(partial(_adjacent, database))
        self._alphabets = lru_cache(1)(partial(_alphabets, database))

    # Terms

    def document_frequency(self, term: str) -> int:
        """Return the number of facts that hold a term; 0 where none does."""
        return self._entry(term)[0]

    def stems(self, words: Iterable[str]) -> dict[str, str]:
        """Return the stem of each of some normalised words: of a term it is known."""
        stems = {word: self._entry(word)[1] for word in words}
        if unknown := [word for word, stem in stems.items() if not stem]:
            with self._lock:
                if self._stemmer is None:
                    self._stemmer = Stemmer()
                stems |= self._stemmer(unknown)
        return stems

    def terms_with_stem(self, term: str) -> list[str]:
        """Return the terms with the same stem as a term, in alphabetical order."""
        return list(self._terms_with_stem(self.stems([term])[term]))

    def terms_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return terms with a prefix, the most frequent first."""
        return list(self._terms_with_prefix(prefix, limit))

    def dictionary_terms(self, prefix: str) -> list[str]:
        """Return the terms and the words of names with a prefix, in alphabetical order."""
        return self._dictionary_terms(prefix)

    def existing_terms(self, terms: Iterable[str]) -> list[str]:
        """Return those of some words that facts or names hold, in alphabetical order."""
        query = """select value from json_each(?)
            where exists (select 1 from vocabulary where term = value)
            or exists (select 1 from name_word where word = value) order by value"""
        return [term for (term,) in self._database.rows(query, (json_texts(terms),), "t")]

    def alphabets(self) -> list[str]:
        """Return the sets of letters that stand together in words: Latin, Cyrillic."""
        return list(self._alphabets())

    def adjacent(self, first: str, second: str) -> bool:
        """Return whether two terms stand side by side, in this order, in some fact."""
        return self._adjacent(first, second)

    def is_english(self, word: str) -> bool:
        """Return whether English knows a word; False for all where no list is loaded."""
        return self._is_english is not None and self._is_english(word)

    def suggestions(self, word: str, limit: int = 3) -> list[str]:
        """Return the terms that look most like a word that was not found."""
        query = "select term from vocabulary where length(term) >= ? order by term"
        terms = [term for (term,) in self._database.rows(query, (_MIN_SUGGESTION,), "t")]
        return did_you_mean(word, terms, limit)

    # Names

    def is_name(self, term: str) -> bool:
        """Return whether a term is a word of some form of a name."""
        return bool(self._names(term))

    def names(self, word: str) -> list[NameForm]:
        """Return the forms of names that hold a word."""
        return list(self._names(word))

    def name_forms(self, words: tuple[str, ...]) -> list[NameForm]:
        """Return the forms of names whose normalised words are exactly these."""
        return list(self._name_forms(words)) if words else []

    def entity_forms(self, entity: int) -> list[tuple[str, ...]]:
        """Return the normalised words of each form of an entity's name."""
        return list(self._entity_forms(entity))

    def longest_name(self, words: Sequence[str], at: int) -> list[NameForm]:
        """Return the longest forms of names that begin at ``words[at]``; they are as long."""
        names = self._names_from(words[at])
        longest = max(map(len, names), default=0)
        runs = (tuple(words[at : at + length]) for length in range(longest, 0, -1))
        return next((list(names[run]) for run in runs if run in names), [])

    def names_with_key(self, key: str) -> list[str]:
        """Return the words of names whose ``name_key`` is ``key``, in alphabetical order."""
        query = "select distinct word from name_word where key = ? order by word"
        return [word for (word,) in self._database.rows(query, (key,), "t")]


def _entry(database: Database, term: str) -> tuple[int, str]:
    """Return the number of facts that hold a term, and its stem; 0 and "" where none does."""
    query = """select facts, stem, (select coalesce(max(n), 0) from fact) from vocabulary
        where term = ?"""
    row = database.row(query, (term,), "ntn")
    if row is None:
        return 0, ""
    frequency, stem, number = row
    if not 0 < frequency <= number:
        raise database.damage("a term in more facts than there are")
    return frequency, stem


def _terms_with_stem(database: Database, stem: str) -> list[str]:
    query = "select term from vocabulary where stem = ? order by term"
    return [term for (term,) in database.rows(query, (stem,), "t")]


def _terms_with_prefix(database: Database, prefix: str, limit: int) -> list[str]:
    query = """select term from vocabulary where term >= ? and term < ?
        order by facts desc, term limit ?"""
    return [
        term for (term,) in database.rows(query, (prefix, prefix + _AFTER_ANY_TEXT, limit), "t")
    ]


def _dictionary_terms(database: Database, prefix: str) -> list[str]:
    query = """select term from vocabulary where term >= ? and term < ?
        union select word from name_word where word >= ? and word < ? order by 1"""
    bounds = (prefix, prefix + _AFTER_ANY_TEXT)
    return [term for (term,) in database.rows(query, bounds * 2, "t")]


def _names(database: Database, word: str) -> list[NameForm]:
    query = """select entity, entity_name.name, words from name_word
        join entity_name on entity_name.n = name_word.name where word = ? order by entity_name.n"""
    rows = database.rows(query, (word,), "ntt")
    return [NameForm(entity, name, tuple(words.split())) for entity, name, words in rows]


def _names_from(database: Database, word: str) -> dict[tuple[str, ...], list[NameForm]]:
    """Return the forms of names that begin with a word, by their words."""
    query = """select entity, name, words from entity_name
        where words >= ? and words < ? order by n"""  # a space comes before "!"
    forms: dict[tuple[str, ...], list[NameForm]] = {}
    for entity, name, text in database.rows(query, (word, f"{word}!"), "ntt"):
        words = tuple(text.split())
        forms.setdefault(words, []).append(NameForm(entity, name, words))
    return forms


def _name_forms(database: Database, words: tuple[str, ...]) -> list[NameForm]:
    query = "select entity, name, words from entity_name where words = ? order by n"
    rows = database.rows(query, (" ".join(words),), "ntt")
    return [NameForm(entity, name, tuple(words.split())) for entity, name, words in rows]


def _entity_forms(database: Database, entity: int) -> list[tuple[str, ...]]:
    query = "select words from entity_name where entity = ? order by n"
    return [tuple(words.split()) for (words,) in database.rows(query, (entity,), "t")]


def _adjacent(database: Database, first: str, second: str) -> bool:
    query = "select 1 from fact_fts where fact_fts match ? limit 1"
    if not (first.isalnum() and second.isalnum()):
        return False
    return database.row(query, (f'"{first} {second}"',)) is not None


def _alphabets(database: Database) -> list[str]:
    row = database.row("select value from meta where key = 'alphabets'", (), "t")
    return [] if row is None else row[0].split()
