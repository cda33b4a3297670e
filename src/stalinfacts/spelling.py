"""A word that was typed → the words of the corpus that it may stand for, and how sure that is.

The corpus's own vocabulary is the dictionary, so nothing is ever corrected to a word
that could not be found. The ladder is climbed from the sure to the doubtful and left
where it holds: the word itself, another form of it, words that begin with it, words
run together or split, words within an edit distance, and last words that mean the same.

The distance is the optimal string alignment distance (restricted
Damerau-Levenshtein: a swap of neighbours counts one), computed by RapidFuzz, the one
import that only a misspelled word pays for.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, Protocol

from stalinfacts.text import IRREGULAR_FORMS, NUMBER_WORDS, ORDINAL_WORDS, is_number, romanise

if TYPE_CHECKING:
    from collections.abc import Iterable


class How(IntEnum):
    """In which way a word of the corpus stands for one that was typed; the smaller, the surer."""

    EXACT = 0
    STEM = 1
    JOINED = 2
    PREFIX = 3
    CORRECTED = 4
    SYNONYM = 5


class Reading(NamedTuple):
    """One reading of a typed word: words of the corpus, side by side if several, how, and after how many edits."""

    words: tuple[str, ...]
    how: How
    edits: int = 0


class Lexicon(Protocol):
    """The vocabulary that readings are looked up in; the index is one."""

    def words(self, word: str) -> int:
        """Count the facts that hold a word."""

    def family(self, word: str) -> list[str]:
        """List the words with the same stem."""

    def starting(self, prefix: str, most: int) -> list[str]:
        """List words with a prefix, the commonest first."""

    def alphabet(self, first: str) -> list[str]:
        """List words of the corpus and of names with a prefix."""

    def is_name(self, word: str) -> bool:
        """Say whether a word is part of a form of a name."""

    def synonyms(self, word: str) -> list[str] | None:
        """List words of the corpus that may stand for a word; None where the word is no English word that is known."""


SHORTEST_PREFIX = 4
"""Letters from which a word is also read as the beginning of others: "war" is no beginning of Warsaw."""
MOST_PREFIXED = 12
"""Words that a beginning is read as at most, the commonest first."""
SHORTEST_PART = 3
"""Letters of the shorter part of words run together: below that, any word splits into something."""


LONGEST = 50
"""Letters above which a word is only itself: trying every split of an endless one would take all memory."""
SURE_OF_FIRST_LETTER = 6
"""Letters below which the first one is taken as right: "NATO" is no slip for Kato."""


def allowed_edits(word: str) -> int:
    """Say how many edits a word may need: a slip in a short word makes another word.

    No edit below 4 letters, 1 up to 7, 2 from 8; figures are never corrected.
    """
    if any(c.isdigit() for c in word):
        return 0
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2  # noqa: PLR2004 # the lengths are the rule


def readings(word: str, lexicon: Lexicon, *, exact: bool = False) -> list[Reading]:
    """Give the readings of one folded word, the surest first; none where nothing comes near.

    With ``exact`` only the word itself.
    """
    found = [Reading((word,), How.EXACT)] if lexicon.words(word) else []
    if exact or len(word) > LONGEST:
        return found
    found += [Reading((same,), How.EXACT) for same in _same(word) if lexicon.words(same)]
    seen = {reading.words[0] for reading in found}
    forms = (*IRREGULAR_FORMS.get(word, ()), word)
    family = dict.fromkeys(other for form in forms for other in lexicon.family(form))
    found += [Reading((other,), How.STEM) for other in family if other not in seen]
    seen |= set(family)
    if is_number(word):
        return found
    if (roman := romanise(word)) not in (word, "") and not found:  # "ь" alone is no letter of ours
        sure = (How.EXACT, How.STEM) if lexicon.is_name(word) else How  # a name that is known needs no correction
        return [reading for reading in readings(roman, lexicon) if reading.how in sure]
    known = bool(found) or lexicon.is_name(word)
    if not known:
        found += _split(word, lexicon)
    if len(word) >= SHORTEST_PREFIX:
        found += [Reading((other,), How.PREFIX) for other in lexicon.starting(word, MOST_PREFIXED) if other not in seen]
    synonyms = lexicon.synonyms(word)
    if not found and not known and synonyms is None:
        found += corrections(word, lexicon)
    found += [Reading((other,), How.SYNONYM) for other in synonyms or () if other not in seen]
    return found


_UNITS = {
    "km": ("kilometre", "kilometres", "kilometers"),
    "kilometers": ("kilometres", "km"),
    "kilometer": ("kilometre", "km"),
    "kilometres": ("km",),
    "kg": ("kilograms", "kilogrammes"),
    "cm": ("centimetres",),
    "ft": ("feet", "foot"),
    "pct": ("percent",),
    "percentage": ("percent",),
    "mln": ("million",),
    "bn": ("billion",),
    "ww2": ("wwii",),
    "ussr": ("soviet",),
    "usa": ("us",),
}
_DIGITS = {digits: word for word, digits in {**NUMBER_WORDS, **ORDINAL_WORDS}.items()}


def _same(word: str) -> Iterable[str]:
    """Give other writings of the same word: figures in letters, units in full."""
    if (figure := NUMBER_WORDS.get(word) or ORDINAL_WORDS.get(word)) is not None:
        yield figure
    if (spelled := _DIGITS.get(word)) is not None:
        yield spelled
    yield from _UNITS.get(word, ())


def _split(word: str, lexicon: Lexicon) -> list[Reading]:
    """Read a word as two run together."""
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    pairs = [(word[:cut], word[cut:]) for cut in cuts]
    return [Reading(pair, How.JOINED) for pair in pairs if all(map(lexicon.words, pair))]


def joined(first: str, second: str, lexicon: Lexicon) -> Reading | None:
    """Read two words as one that was split ("anti semitism"); None where there is no such word."""
    together = first + second
    return Reading((together,), How.JOINED, 0) if lexicon.words(together) else None


def corrections(word: str, lexicon: Lexicon) -> list[Reading]:
    """Give the words at the smallest edit distance that is allowed, in alphabetical order.

    Slips of the first letter are rare, and a dictionary of which only one letter is
    read is a twentieth of it: words that begin as the typed one does, or with its
    second letter (a swap, or a letter too many), are tried first, and all the others
    only if those give nothing and the word is long. A letter doubled or not is the
    commonest slip in a name, so words that are alike but for that are one edit apart.
    """
    edits = allowed_edits(word)
    if edits == 0:
        return []
    near = [other for first in sorted({word[0], word[1]}) for other in lexicon.alphabet(first)]
    best = _closest(word, near, edits)
    if not best and len(word) >= SURE_OF_FIRST_LETTER:
        best = _closest(word, lexicon.alphabet(""), edits)
    return [Reading((other,), How.CORRECTED, distance) for other, distance in best]


def _undoubled(word: str) -> str:
    """Write each doubled letter once: ``Jughashvilli`` → ``jughashvili``."""
    return "".join([a for a, b in zip_longest(word, word[1:]) if a != b])


def _closest(word: str, others: list[str], edits: int) -> list[tuple[str, int]]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 # only a misspelled word pays for it
    from rapidfuzz.process import extract_iter  # noqa: PLC0415

    shortest, longest = len(word) - 2, len(word) + 2
    likely = [other for other in others if shortest <= len(other) <= longest]
    found = [(other, int(distance)) for other, distance, _ in extract_iter(word, likely, scorer=OSA.distance, score_cutoff=edits)]
    single = _undoubled(word)
    found += [(other, 1) for other in likely if other != word and _undoubled(other) == single]
    least = min((distance for _, distance in found), default=0)
    return sorted({(other, distance) for other, distance in found if distance == least})
