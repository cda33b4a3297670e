"""A vocabulary of some texts: the naive counterpart of the index."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from stalinfacts.text.normalize import words
from stalinfacts.text.stemmer import Stemmer
from stalinfacts.text.transliteration import alphabets, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

STEM = Stemmer().stem


class Texts:
    """A vocabulary of some texts, names and English words: the naive counterpart of the index."""

    def __init__(self, *texts: str, names: Iterable[str] = (), english: Iterable[str] = ()) -> None:
        self.texts = [words(text) for text in texts]
        self.terms = sorted({word for text in self.texts for word in text})
        self.names = {word for name in names for word in words(name)}
        self.dictionary = sorted({*self.terms, *self.names})
        self.english = set(english)
        self.stem_lists: dict[str, list[str]] = {}

    def document_frequency(self, term: str) -> int:
        return sum(term in text for text in self.texts)

    def terms_with_stem(self, term: str) -> list[str]:
        """Return the same list each time, as a memo does: nobody may change it."""
        terms = [other for other in self.terms if STEM(other) == STEM(term)]
        return self.stem_lists.setdefault(term, terms)

    def terms_with_prefix(self, prefix: str, limit: int) -> list[str]:
        terms = [term for term in self.terms if term.startswith(prefix)]
        return sorted(terms, key=lambda term: -self.document_frequency(term))[:limit]

    def dictionary_terms(self, prefix: str) -> list[str]:
        return [term for term in self.dictionary if term.startswith(prefix)]

    def existing_terms(self, terms: Iterable[str]) -> list[str]:
        return sorted({*terms} & {*self.dictionary})

    def alphabets(self) -> list[str]:
        return alphabets(self.dictionary)

    def is_name(self, term: str) -> bool:
        return term in self.names

    def names_with_key(self, key: str) -> list[str]:
        return sorted(name for name in self.names if name_key(name) == key)

    def adjacent(self, first: str, second: str) -> bool:
        return any(pair == (first, second) for t in self.texts for pair in pairwise(t))

    def is_english(self, word: str) -> bool:
        return word in self.english


def undoubled(word: str) -> str:
    """Return a word with each run of one letter as one."""
    return "".join(letter for letter, _ in groupby(word))
