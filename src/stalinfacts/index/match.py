"""Full-text expressions: what SQLite is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.text.normalize import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_TRIGRAM = 3
_MAX_TRIGRAMS = 500  # of a query: FTS5 looks each of them up


def any_of(terms: Iterable[str]) -> str:
    """Return the full-text expression for facts that hold any of some terms."""
    return " OR ".join(f'"{term.replace(chr(34), "")}"' for term in terms)


def trigrams(text: str) -> list[str]:
    """Return the different trigrams of the words of a text; a shorter word has none."""
    grams = (
        word[i : i + _TRIGRAM] for word in words(text) for i in range(len(word) - _TRIGRAM + 1)
    )
    return list(dict.fromkeys(grams))[:_MAX_TRIGRAMS]
