"""What the expansion of words asks of a vocabulary; the index has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Dictionary(Protocol):
    """The words that a slip may stand for, those of names among them."""

    def dictionary_terms(self, prefix: str) -> list[str]:
        """Return the words of the corpus and of names with a prefix, in alphabetical order."""

    def existing_terms(self, terms: Iterable[str]) -> list[str]:
        """Return those terms that the dictionary has, in alphabetical order."""

    def alphabets(self) -> list[str]:
        """Return the sets of letters that stand together in words: Latin, Cyrillic."""

    def is_name(self, term: str) -> bool:
        """Return whether a term is a word of some name."""


class Vocabulary(Dictionary, Protocol):
    """The words that expansions are looked up in; the index has one."""

    def document_frequency(self, term: str) -> int:
        """Return the number of facts that hold a term."""

    def terms_with_stem(self, term: str) -> list[str]:
        """Return the terms with the same stem as a term."""

    def terms_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return terms with a prefix, the most frequent first."""

    def names_with_key(self, key: str) -> list[str]:
        """Return the words of names whose ``name_key`` is ``key``."""

    def adjacent(self, first: str, second: str) -> bool:
        """Return whether two terms stand side by side in some fact."""

    def is_english(self, word: str) -> bool:
        """Return whether English knows a word; False for all where no list is loaded."""
