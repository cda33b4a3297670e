"""Normalised text: which differences of writing do not count, and what a word is.

Normalising takes away what readers do not type alike: case, accents, compatibility
forms (Unicode NFKD), letters that NFKD leaves whole (ł ø đ), apostrophes, dashes and
the separators inside a number. The index and the query are normalised by the same
function, so that a word finds itself however it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
}
_LETTERS |= dict.fromkeys("ʼ’‘′`", "'") | {"\u2044": "/"}
# Rare patterns stay text until they are used: compiling a class of many ranges takes as long as a search.
_LETTER = f"[{''.join(_LETTERS)}]"
_COMBINING = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
# Each begins with the rare character rather than with a look-behind, which the regex engine would try at every place.
_SEPARATED = re.compile(r"[,\u00a0\u2009\u202f'](?<=\d.)(?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"\.(?<=\d.)(?=\d)")
_POSSESSIVE = re.compile(r"'s\b")
_PER_CENT = r"%|\bper cent\b"
DECIMAL_POINT = "ˑ"
"""Stands for the point of ``4.3`` in folded text: a letter (Lm) to Python and to FTS5, so the figure stays one word."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = r"(?a)\d+(?:ˑ\d+)?"


def normalize(text: str) -> str:
    """Return the form of a text in which it is indexed and compared."""
    if text.isascii():
        text = text.lower()
    else:
        # The thin spaces inside numbers go first: NFKD would make them plain spaces.
        # Case goes between two normalisations: either may bring out what the other takes (ᴬ, İ).
        text = unicodedata.normalize(
            "NFKD", unicodedata.normalize("NFKD", _SEPARATED.sub("", text)).casefold()
        )
        if not text.isascii():
            text = re.sub(_LETTER, lambda match: _LETTERS[match[0]], re.sub(_COMBINING, "", text))
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    text = _SEPARATED.sub("", text)
    text = _DECIMAL.sub(DECIMAL_POINT, text)
    return re.sub(_PER_CENT, " percent ", text) if "%" in text or "per cent" in text else text


def words(text: str) -> list[str]:
    """Return the normalised words of a text, in order."""
    return _WORD.findall(normalize(text))


class Token(NamedTuple):
    """A normalised word, and where the original stands: ``text[start:stop]``."""

    word: str
    start: int
    stop: int


_ORIGINAL = re.compile(
    r"""\d+(?:[,\u00a0\u2009\u202f'’]\d{3}(?!\d))+(?:\.\d+)?   # 268,950
      | \d+\.\d+                                               # 4.3
      | (?:[^\W_]|[\u0300-\u036f])+                            # a word, its accents written apart or not
      | %""",
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text with their places in the original text, for highlighting."""
    found: list[Token] = []
    for match in _ORIGINAL.finditer(text):
        if match[0].lower() == "s" and text[match.start() - 1 : match.start()] in ("'", "’"):
            continue
        found += [Token(word, match.start(), match.end()) for word in words(match[0])]
    return tuple(found)


def is_number(word: str) -> bool:
    """Return whether a normalised word is a figure: digits, perhaps with a decimal point."""
    return word[:1].isdigit() and re.fullmatch(_NUMBER, word) is not None


def normalize_all(texts: Iterable[str]) -> list[str]:
    """Return the normalised forms of many texts."""
    return [normalize(text) for text in texts]


def display(word: str) -> str:
    """Return a normalised word as readers write it: the decimal point in place of its sign."""
    return word.replace(DECIMAL_POINT, ".")
