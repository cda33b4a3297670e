"""Text in which a date may stand, folded: and a first look at whether any can.

Apart from what reads dates, so that a question without one need not import that.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NO_CASE = {"İ": "i", "ı": "i"}  # letters that change their length or meet others
_SIGNS = dict.fromkeys("‐‑−－﹣", "-") | dict.fromkeys("’‘ʼ′´`＇", "'")


def may_hold_a_date(text: str) -> bool:
    """Return whether a text has what every date has: a figure, a decade or a century."""
    if any(map(str.isdecimal, text)):
        return True
    folded = fold(text)
    return "ties" in folded or "century" in folded


def fold(text: str) -> str:
    """Return the text in small letters and plain digits, spaces, dashes and apostrophes.

    Character by character: what stands at an offset stays there.
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


def without_hidden(text: str) -> str:
    """Return the text without characters that show nothing: they come along with a copied page."""
    if text.isascii():
        return text
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


@lru_cache(maxsize=1024)
def _fold_character(character: str) -> str:
    if character in _NO_CASE:
        return _NO_CASE[character]
    if character in _SIGNS:
        return _SIGNS[character]
    if character.isspace():
        return " "
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character != "-" and unicodedata.category(character) == "Pd":
        return "–"
    plain = unicodedata.normalize("NFKC", character) if character.isalpha() else character
    small = plain.lower()
    return small if len(small) == 1 else character
