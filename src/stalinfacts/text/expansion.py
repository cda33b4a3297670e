"""What a typed word may stand for, and in which way."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class MatchType(IntEnum):
    """In which way words of the corpus stand for one that was typed; the smaller, the surer."""

    EXACT = 0
    EQUIVALENT = 1
    STEM = 2
    TRANSLITERATION = 3
    JOINED = 4
    PREFIX = 5
    CORRECTED = 6


class Expansion(NamedTuple):
    """What a typed word may stand for: words of the vocabulary, side by side if several.

    ``edits`` counts the slips that a correction takes back.
    """

    words: tuple[str, ...]
    match_type: MatchType
    edits: int = 0
