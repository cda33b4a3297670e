"""Slips: the words of a dictionary that a mistyped one may be.

The distance is the optimal string alignment distance (restricted Damerau-Levenshtein: a
swap of neighbours counts one). A word has few neighbours at one edit: they are made and
looked up (P. Norvig, "How to Write a Spelling Corrector", 2007), which takes as long for a
million facts as for a thousand. Only two edits are measured against lists of words, by
RapidFuzz, which nothing else imports.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stalinfacts.text.vocabulary import Dictionary

    Accepts = Callable[[str, int], bool]


MIN_LENGTH_FOR_FIRST_LETTER_EDITS = 5
"""Letters below which the first one is taken as right: "NATO" is no slip for Kato."""
MAX_LETTERS = 500
"""Letters of an alphabet above which one-edit neighbours are not made but measured."""
MAX_DOUBLED = 2
"""Letters by which words that are alike but for doubled ones may differ in length."""


def near_slips(word: str, dictionary: Dictionary, accepts: Accepts) -> list[tuple[str, int]]:
    """Return the terms one slip away that begin alike, with their distance.

    Alike: with the first letter of the word or with its second, which stands first after a
    swap, or where a letter too many was typed; or with the word itself, whose first letter was
    not typed. A letter doubled or not is the commonest slip in a name: words that are alike
    but for that count as one slip apart where nothing else is.

    Args:
        word: A word of two letters or more that the dictionary does not have.
        dictionary: Where terms are looked up.
        accepts: Whether a term at a distance may be what was meant.
    """
    is_long = len(word) >= MIN_LENGTH_FOR_FIRST_LETTER_EDITS
    terms = [
        (term, 1)
        for term in _neighbours(word, dictionary)
        if term.startswith((word[0], word[1])) or (is_long and term[1:] == word)
    ]
    if slips := [slip for slip in terms if accepts(*slip)]:
        return slips
    alike = [(term, 1) for term in alike_but_doubled(word, dictionary)]
    return [slip for slip in alike if accepts(*slip)]


def far_slips(
    word: str, dictionary: Dictionary, max_edits: int, accepts: Accepts
) -> list[tuple[str, int]]:
    """Return terms two slips away that begin alike; if none does, those that begin otherwise.

    Slips in the first letter are rare, and tried last.
    """
    first_letters = sorted({word[0], word[1]})
    searches: list[Callable[[], list[tuple[str, int]]]] = []
    if max_edits > 1:
        searches.append(
            lambda: [
                slip
                for letter in first_letters
                for slip in within(max_edits, word, dictionary.dictionary_terms(letter))
            ]
        )
    if len(word) >= MIN_LENGTH_FOR_FIRST_LETTER_EDITS:
        searches.append(lambda: [(term, 1) for term in _neighbours(word, dictionary)])
        if max_edits > 1:
            searches.append(lambda: within(max_edits, word, dictionary.dictionary_terms("")))
    for search in searches:
        if slips := [slip for slip in search() if accepts(*slip)]:
            return slips
    return []


def within(distance: int, word: str, terms: Sequence[str]) -> list[tuple[str, int]]:
    """Return the terms within a distance of a word and their distance, in the order of terms."""
    import rapidfuzz  # noqa: PLC0415 # 8 ms that only a badly misspelt word costs

    scorer = rapidfuzz.distance.OSA.distance
    matches = rapidfuzz.process.extract_iter(word, terms, scorer=scorer, score_cutoff=distance)
    return [(term, int(edits)) for term, edits, _ in matches if term != word]


def _neighbours(word: str, dictionary: Dictionary) -> list[str]:
    """Return the terms one edit away, in alphabetical order.

    A new letter is of an alphabet that the word uses; one word of two scripts would make one
    alphabet of both.
    """
    alphabets = [set(alphabet) for alphabet in dictionary.alphabets()]
    letters = set().union(*(each for each in alphabets if not each.isdisjoint(word)))
    if word.isascii():
        letters = set(filter(str.isascii, letters))
    if len(letters) > MAX_LETTERS:
        return [term for term, _ in within(1, word, dictionary.dictionary_terms(""))]
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    texts = {before + after[1:] for before, after in splits[:-1]}
    texts |= {before + after[1] + after[0] + after[2:] for before, after in splits[:-2]}
    for letter in letters:
        texts |= {before + letter + after[1:] for before, after in splits[:-1]}
        texts |= {before + letter + after for before, after in splits}
    return dictionary.existing_terms(texts - {word})


def alike_but_doubled(word: str, dictionary: Dictionary) -> list[str]:
    """Return terms that differ in doubled letters alone: ``jughashvili``, ``Jughasshvilli``."""
    single = [letter for letter, _ in groupby(word)]
    pattern = re.compile("".join(f"{re.escape(letter)}+" for letter in single))
    beginnings = dict.fromkeys((single[0] * 2, "".join(single[:2])))
    terms = {term for start in beginnings for term in dictionary.dictionary_terms(start)}
    return sorted(
        term
        for term in terms - {word}
        if abs(len(term) - len(word)) <= MAX_DOUBLED and pattern.fullmatch(term)
    )
