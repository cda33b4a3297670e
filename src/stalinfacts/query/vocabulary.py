"""A short list of words, as a vocabulary in which ``expand`` looks words up."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from stalinfacts.text.transliteration import alphabets, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable


class WordList:
    """Normalised words, each as good as any other: of names, or of fields."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words in any order."""
        self._terms = sorted(set(words))
        self._set = frozenset(self._terms)

    def document_frequency(self, term: str) -> int:
        """Return 1 where the list has the word, else 0."""
        return int(term in self._set)

    def terms_with_stem(self, term: str) -> list[str]:
        """Return the word itself: names are not inflected."""
        return [term] if term in self._set else []

    def terms_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return words with a prefix."""
        return self.dictionary_terms(prefix)[:limit]

    def dictionary_terms(self, prefix: str) -> list[str]:
        """Return the words with a prefix, in alphabetical order."""
        first = bisect_left(self._terms, prefix)
        return list(takewhile(lambda term: term.startswith(prefix), self._terms[first:]))

    def existing_terms(self, terms: Iterable[str]) -> list[str]:
        """Return those of some words that the list has, in alphabetical order."""
        return sorted(self._set.intersection(terms))

    def alphabets(self) -> list[str]:
        """Return the sets of letters that stand together in words."""
        return self._alphabets

    @cached_property
    def _alphabets(self) -> list[str]:
        return alphabets(self._terms)

    def is_name(self, term: str) -> bool:
        """Return whether the list has the word."""
        return term in self._set

    def names_with_key(self, key: str) -> list[str]:
        """Return the words with a transliteration key."""
        return self._keys.get(key, [])

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for term in self._terms:
            keys.setdefault(name_key(term), []).append(term)
        return keys

    def adjacent(self, _first: str, _second: str) -> bool:
        """Return False: words of the list are not split."""
        return False

    def is_english(self, _word: str) -> bool:
        """Return False: any word may be a slip for one of the list."""
        return False
