"""A word that was typed → the words of the corpus that it may stand for, and how sure that is.

The corpus's own vocabulary is the dictionary, so nothing is ever corrected to a word
that could not be found. The ladder is climbed from the sure to the doubtful and left
where it holds: the word itself, another form of it, words that begin with it, words
run together or split, words within an edit distance, and last words that mean the same.

The distance is the optimal string alignment distance (restricted
Damerau-Levenshtein: a swap of neighbours counts one). Most slips are one edit, and a
word has few neighbours at one: they are made and looked up (P. Norvig, "How to Write a
Spelling Corrector", 2007), which takes as long for a million facts as for a thousand.
Only what none of them explains is held against whole letters of the dictionary, by
RapidFuzz, an import that nothing else pays for.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import groupby
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

    def dictionary(self, prefix: str) -> list[str]:
        """List the words of the corpus and of names with a prefix, in alphabetical order."""

    def known(self, words: Iterable[str]) -> list[str]:
        """List those of some words that are in the dictionary, in alphabetical order."""

    def alphabets(self) -> list[str]:
        """List the sets of letters that stand together in words of the dictionary: Latin, Cyrillic."""

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
MOST_LETTERS = 500
"""Letters of an alphabet above which it is none: trying each sign of a script of thousands would take long."""
SURE_OF_FIRST_LETTER = 6
"""Letters below which the first one is taken as right: "NATO" is no slip for Kato."""
_DOUBLED = 2  # letters by which words that are alike but for doubled ones may differ in length


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

    Slips of the first letter are rare: words that begin as the typed one does, or with
    its second letter (a swap, or a letter too many), are tried first, and all the others
    only if those give nothing and the word is long. A letter doubled or not is the
    commonest slip in a name, so words that are alike but for that count as one edit
    apart if nothing else is, and their length within two letters.
    """
    edits = allowed_edits(word)
    if edits == 0:
        return []
    one = _one_edit(word, lexicon)
    best = [(other, 1) for other in one if other.startswith((word[0], word[1]))]
    best = best or [(other, 1) for other in _doubled(word, lexicon)]
    if not best and edits > 1:
        best = _within(2, word, [other for first in sorted({word[0], word[1]}) for other in lexicon.dictionary(first)])
    if not best and len(word) >= SURE_OF_FIRST_LETTER:
        best = [(other, 1) for other in one]
        if not best and edits > 1:
            best = _within(2, word, lexicon.dictionary(""))
    return [Reading((other,), How.CORRECTED, distance) for other, distance in best]


def _one_edit(word: str, lexicon: Lexicon) -> list[str]:
    """List the words of the dictionary one edit away: a new letter is of an alphabet that the word uses."""
    letters = {letter for alphabet in lexicon.alphabets() if not set(alphabet).isdisjoint(word) for letter in alphabet}
    if len(letters) > MOST_LETTERS:
        return [other for other, _ in _within(1, word, lexicon.dictionary(""))]
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {before + after[1:] for before, after in cuts[:-1]}
    found |= {before + after[1] + after[0] + after[2:] for before, after in cuts[:-2]}
    found |= {before + letter + after[1:] for before, after in cuts[:-1] for letter in letters}
    found |= {before + letter + after for before, after in cuts for letter in letters}
    return lexicon.known(found - {word})


def _doubled(word: str, lexicon: Lexicon) -> list[str]:
    """List words that are alike but for letters doubled or not: ``jughashvili`` for ``Jughasshvilli``."""
    single = [letter for letter, _ in groupby(word)]
    alike = re.compile("".join(f"{re.escape(letter)}+" for letter in single))
    starts = dict.fromkeys((single[0] * 2, "".join(single[:2])))
    near = [other for start in starts for other in lexicon.dictionary(start) if abs(len(other) - len(word)) <= _DOUBLED]
    return sorted(other for other in near if other != word and alike.fullmatch(other))


def _within(edits: int, word: str, others: list[str]) -> list[tuple[str, int]]:
    """Measure a word against others; give those that are near, and their distance."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 # only a badly misspelled word pays for it
    from rapidfuzz.process import extract  # noqa: PLC0415

    found = extract(word, others, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return sorted({(other, int(distance)) for other, distance, _ in found if other != word})
