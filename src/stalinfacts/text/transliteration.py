"""Other scripts in Latin letters, and the alphabets of a dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџў",
        "a b v g d e z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i i e g d j l n c dzh u".replace(
            "-", ""
        ).split(" "),
        strict=True,
    ),
) | {"ж": "zh"}
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    ),
)
_ROMAN = _CYRILLIC | _GEORGIAN


def romanize(word: str) -> str:
    """Return a normalised Cyrillic or Georgian word in Latin letters, as English texts do (BGN/PCGN); others stay as they are."""
    return word if word.isascii() else "".join([_ROMAN.get(c, c) for c in word])


def alphabets(dictionary: Iterable[str]) -> list[str]:
    """Split the letters of some words into sets such that no word has letters of two: Latin, Cyrillic."""
    found: list[frozenset[str]] = []
    for letters in {frozenset(word) for word in dictionary}:
        apart = [alphabet for alphabet in found if alphabet.isdisjoint(letters)]
        found = [
            *apart,
            letters.union(*(alphabet for alphabet in found if not alphabet.isdisjoint(letters))),
        ]
    return sorted("".join(sorted(alphabet)) for alphabet in found)


def name_key(word: str) -> str:
    """Return the key under which the usual transliterations of one name meet."""
    return romanize(word)
