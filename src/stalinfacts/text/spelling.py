"""Expansions: a word that was typed → the words of the corpus that it may stand for, and how sure that is.

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

from stalinfacts.text.english import IRREGULAR_FORMS, NUMBER_WORDS, ORDINAL_WORDS, UNITS
from stalinfacts.text.normalize import is_number
from stalinfacts.text.transliteration import romanize

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    """What a typed word may stand for: words of the corpus, side by side if several.

    ``edits`` counts the slips that a correction takes back.
    """

    words: tuple[str, ...]
    match_type: MatchType
    edits: int = 0


class Vocabulary(Protocol):
    """The words that expansions are looked up in; the index has one."""

    def document_frequency(self, term: str) -> int:
        """Return the number of facts that hold a term."""

    def terms_with_stem(self, term: str) -> list[str]:
        """Return the terms with the same stem as a term."""

    def terms_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return terms with a prefix, the most frequent first."""

    def dictionary_terms(self, prefix: str) -> list[str]:
        """Return the words of the corpus and of names with a prefix, in alphabetical order."""

    def existing_terms(self, terms: Iterable[str]) -> list[str]:
        """Return those terms that the dictionary has, in alphabetical order."""

    def alphabets(self) -> list[str]:
        """Return the sets of letters that stand together in words: Latin, Cyrillic."""

    def is_name(self, term: str) -> bool:
        """Return whether a term is a word of some name."""

    def names_with_key(self, key: str) -> list[str]:
        """Return the words of names whose ``name_key`` is ``key``."""

    def adjacent(self, first: str, second: str) -> bool:
        """Return whether two terms stand side by side in some fact."""

    def is_english(self, word: str) -> bool:
        """Return whether English knows a word; False for all where no list is loaded."""


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


def expand(
    word: str, vocabulary: Vocabulary, *, exact: bool = False, capitalized: bool = False
) -> list[Expansion]:
    """Give the readings of one folded word, the surest first; none where nothing comes near.

    With ``exact`` only the word itself.
    """
    found = [Expansion((word,), MatchType.EXACT)] if vocabulary.document_frequency(word) else []
    if exact or len(word) > LONGEST:
        return found
    found += [
        Expansion((same,), MatchType.EQUIVALENT)
        for same in _same(word)
        if vocabulary.document_frequency(same)
    ]
    seen = {reading.words[0] for reading in found}
    forms = (*IRREGULAR_FORMS.get(word, ()), word)
    family = dict.fromkeys(other for form in forms for other in vocabulary.terms_with_stem(form))
    found += [Expansion((other,), MatchType.STEM) for other in family if other not in seen]
    seen |= set(family)
    if is_number(word):
        return found
    if (roman := romanize(word)) not in (word, "") and not found:  # "ь" alone is no letter of ours
        sure = (
            (MatchType.EXACT, MatchType.STEM) if vocabulary.is_name(word) else MatchType
        )  # a name that is known needs no correction
        return [reading for reading in expand(roman, vocabulary) if reading.match_type in sure]
    known = bool(found) or vocabulary.is_name(word)
    if not known:
        found += _split(word, vocabulary)
    if len(word) >= SHORTEST_PREFIX:
        found += [
            Expansion((other,), MatchType.PREFIX)
            for other in vocabulary.terms_with_prefix(word, MOST_PREFIXED)
            if other not in seen
        ]
    if not found and not known and not vocabulary.is_english(word):
        found += corrections(word, vocabulary)
    return found


def expand_prefix(prefix: str, vocabulary: Vocabulary) -> list[Expansion]:
    """Return the terms that begin with a prefix, the most frequent first."""
    terms = vocabulary.terms_with_prefix(prefix, MOST_PREFIXED)
    return [Expansion((term,), MatchType.PREFIX) for term in terms]


_DIGITS = {digits: word for word, digits in {**NUMBER_WORDS, **ORDINAL_WORDS}.items()}


def _same(word: str) -> Iterable[str]:
    """Give other writings of the same word: figures in letters, units in full."""
    if (figure := NUMBER_WORDS.get(word) or ORDINAL_WORDS.get(word)) is not None:
        yield figure
    if (spelled := _DIGITS.get(word)) is not None:
        yield spelled
    yield from UNITS.get(word, ())


def _split(word: str, vocabulary: Vocabulary) -> list[Expansion]:
    """Read a word as two run together."""
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    pairs = [(word[:cut], word[cut:]) for cut in cuts]
    return [
        Expansion(pair, MatchType.JOINED)
        for pair in pairs
        if all(map(vocabulary.document_frequency, pair))
    ]


def rejoin(first: str, second: str, vocabulary: Vocabulary) -> Expansion | None:
    """Read two words as one that was split ("anti semitism"); None where there is no such word."""
    together = first + second
    return (
        Expansion((together,), MatchType.JOINED, 0)
        if vocabulary.document_frequency(together)
        else None
    )


def corrections(word: str, vocabulary: Vocabulary) -> list[Expansion]:
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
    one = _one_edit(word, vocabulary)
    best = [(other, 1) for other in one if other.startswith((word[0], word[1]))]
    best = best or [(other, 1) for other in _doubled(word, vocabulary)]
    if not best and edits > 1:
        best = _within(
            2,
            word,
            [
                other
                for first in sorted({word[0], word[1]})
                for other in vocabulary.dictionary_terms(first)
            ],
        )
    if not best and len(word) >= SURE_OF_FIRST_LETTER:
        best = [(other, 1) for other in one]
        if not best and edits > 1:
            best = _within(2, word, vocabulary.dictionary_terms(""))
    return [Expansion((other,), MatchType.CORRECTED, distance) for other, distance in best]


def _one_edit(word: str, vocabulary: Vocabulary) -> list[str]:
    """List the words of the dictionary one edit away: a new letter is of an alphabet that the word uses."""
    letters = {
        letter
        for alphabet in vocabulary.alphabets()
        if not set(alphabet).isdisjoint(word)
        for letter in alphabet
    }
    if len(letters) > MOST_LETTERS:
        return [other for other, _ in _within(1, word, vocabulary.dictionary_terms(""))]
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {before + after[1:] for before, after in cuts[:-1]}
    found |= {before + after[1] + after[0] + after[2:] for before, after in cuts[:-2]}
    found |= {before + letter + after[1:] for before, after in cuts[:-1] for letter in letters}
    found |= {before + letter + after for before, after in cuts for letter in letters}
    return vocabulary.existing_terms(found - {word})


def _doubled(word: str, vocabulary: Vocabulary) -> list[str]:
    """List words that are alike but for letters doubled or not: ``jughashvili`` for ``Jughasshvilli``."""
    single = [letter for letter, _ in groupby(word)]
    alike = re.compile("".join(f"{re.escape(letter)}+" for letter in single))
    starts = dict.fromkeys((single[0] * 2, "".join(single[:2])))
    near = [
        other
        for start in starts
        for other in vocabulary.dictionary_terms(start)
        if abs(len(other) - len(word)) <= _DOUBLED
    ]
    return sorted(other for other in near if other != word and alike.fullmatch(other))


def _within(edits: int, word: str, others: list[str]) -> list[tuple[str, int]]:
    """Measure a word against others; give those that are near, and their distance."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 # only a badly misspelled word pays for it
    from rapidfuzz.process import extract  # noqa: PLC0415

    found = extract(word, others, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return sorted({(other, int(distance)) for other, distance, _ in found if other != word})


def did_you_mean(word: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """Return the candidates that a mistyped word is most like; none below a decent similarity."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 # only a mistake pays for it
    from rapidfuzz.process import extract  # noqa: PLC0415

    scored = extract(
        word, list(candidates), scorer=OSA.normalized_similarity, score_cutoff=0.6, limit=limit
    )
    return [candidate for candidate, _, _ in scored]
