"""Query expansion: a typed word → the words of a vocabulary that it may stand for.

The vocabulary is the only dictionary, so nothing is ever corrected to a word that could not
be found. Expansions are tried in stages from most to least certain. Forms of the word itself
and of a name are sure, and later stages then have little to add; beginnings, words run
together and stems of words that nobody knows are doubtful, and a near slip is tried beside
them.
"""

from __future__ import annotations

from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.text import edits
from stalinfacts.text.english import IRREGULAR_FORMS, STOP_WORDS, to_american
from stalinfacts.text.equivalents import equivalents, joined_figure
from stalinfacts.text.expansion import Expansion, MatchType
from stalinfacts.text.normalize import is_number
from stalinfacts.text.transliteration import name_keys, romanize

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalinfacts.text.vocabulary import Vocabulary


MIN_STEMMED = 3
"""Letters from which a word has other forms: "US" is none of "use"."""
MIN_PREFIX = 4
"""Letters from which a word is also a beginning of others: "war" is no beginning of Warsaw."""
MAX_PREFIXED = 12
"""Words that a beginning stands for at most, the most frequent first."""
MIN_COMPOUND_PART = 3
"""Letters of the shorter part of words run together: below that, any word splits."""
MIN_KEY = 4
"""Sounds of a name's key from which spellings of it are sought: shorter ones are of many names."""
MIN_DOUBLED = 6
"""Letters from which a word that English knows may be a slip for one with a letter doubled."""
MIN_LENGTH_CAPITALIZED = 5
"""Letters below which a capitalised word is no slip: "Kamo" is somebody, not Kato."""
SURE_LENGTHS = {1: 7, 2: 11}
"""Edits → letters from which a capitalised word may be a slip for one that is no name."""
MAX_LENGTH = 50
"""Letters above which a word is only itself: every split of an endless one takes all memory."""


def allowed_edits(word: str) -> int:
    """Return how many edits a word may need: a slip in a short word makes another word.

    None below 4 letters, 1 up to 7, 2 from 8; figures are never corrected.
    """
    if any(letter.isdigit() for letter in word):
        return 0
    return sum(len(word) >= length for length in (4, 8))


class _TypedWord:
    """A typed word, and what is asked about it more than once."""

    def __init__(self, word: str, vocabulary: Vocabulary, *, capitalized: bool) -> None:
        self.word = word
        self.vocabulary = vocabulary
        self.capitalized = capitalized

    @cached_property
    def is_known(self) -> bool:
        """Whether the corpus has the word, in a fact or in a name."""
        in_facts = self.vocabulary.document_frequency(self.word) > 0
        return in_facts or self.vocabulary.is_name(self.word)

    @cached_property
    def is_english(self) -> bool:
        is_listed = self.word in IRREGULAR_FORMS or self.word in STOP_WORDS
        return is_listed or self.vocabulary.is_english(self.word)

    @property
    def is_foreign_name(self) -> bool:
        """Whether it is probably a name that the corpus does not have: it needs sure readings."""
        return self.capitalized and not self.is_known and not self.is_english

    @property
    def may_be_slip(self) -> bool:
        min_length = MIN_LENGTH_CAPITALIZED if self.capitalized else 0
        is_correct = self.is_known or self.is_english
        return allowed_edits(self.word) > 0 and not is_correct and len(self.word) >= min_length

    def accepts(self, term: str, distance: int) -> bool:
        """Return whether a term may be what was meant: a capitalised word needs a sure reading."""
        is_sure = len(self.word) >= SURE_LENGTHS[distance] or self.vocabulary.is_name(term)
        return is_sure or not self.capitalized

    def has(self, words: tuple[str, ...]) -> bool:
        """Return whether the words stand, side by side, in some fact."""
        pairs = pairwise(words)
        return all(map(self.vocabulary.document_frequency, words)) and all(
            self.vocabulary.adjacent(first, second) for first, second in pairs
        )


# --- stages ---------------------------------------------------------------------------


def _exact(typed: _TypedWord) -> list[Expansion]:
    return [Expansion((typed.word,), MatchType.EXACT)] if typed.is_known else []


def _equivalents(typed: _TypedWord) -> list[Expansion]:
    others = filter(typed.has, equivalents(typed.word))
    return [Expansion(other, MatchType.EQUIVALENT) for other in others]


def _stems(typed: _TypedWord) -> list[Expansion]:
    """Return other forms of the word; those that only British and American differ in first."""
    stemmed = (typed.word,) if len(typed.word) >= MIN_STEMMED else ()
    forms = dict.fromkeys((*stemmed, *IRREGULAR_FORMS.get(typed.word, ())))
    terms = dict.fromkeys(t for form in forms for t in typed.vocabulary.terms_with_stem(form))
    terms = dict.fromkeys(term for term in terms if term not in STOP_WORDS)  # "ate" is no "at"
    if typed.is_foreign_name:
        terms = dict.fromkeys(term for term in terms if _is_plural(term, typed.word))
    american = to_american(typed.word)
    spellings = [term for term in terms if to_american(term) == american]
    return [Expansion((term,), MatchType.EQUIVALENT) for term in spellings] + [
        Expansion((term,), MatchType.STEM) for term in terms if term not in spellings
    ]


def _is_plural(term: str, other: str) -> bool:
    return term + "s" == other or other + "s" == term


def _transliterations(typed: _TypedWord) -> list[Expansion]:
    """Return other spellings of a name, and what a word of another script is in Latin letters.

    A letter doubled or not is a slip rather than another spelling.
    """
    word, vocabulary = typed.word, typed.vocabulary
    roman = romanize(word)
    terms = [*vocabulary.terms_with_stem(roman)] if roman not in ("", word) else []
    keys = name_keys(word)[:1] if typed.is_known else name_keys(word)
    is_new = not typed.is_known and (typed.capitalized or not typed.is_english)
    if is_new or vocabulary.is_name(word):
        terms += [name for k in keys if len(k) >= MIN_KEY for name in vocabulary.names_with_key(k)]
    single = _undoubled(word)
    return [
        Expansion((term,), MatchType.CORRECTED, 1)
        if _undoubled(term) == single
        else Expansion((term,), MatchType.TRANSLITERATION)
        for term in terms
    ]


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _compounds(typed: _TypedWord) -> list[Expansion]:
    """Return the pairs of words that were run together: they stand side by side in some fact."""
    word = typed.word
    cuts = range(MIN_COMPOUND_PART, len(word) - MIN_COMPOUND_PART + 1)
    pairs = filter(typed.has, ((word[:cut], word[cut:]) for cut in cuts))
    return [Expansion(pair, MatchType.JOINED) for pair in pairs]


def _prefixes(typed: _TypedWord) -> list[Expansion]:
    if len(typed.word) < MIN_PREFIX:
        return []
    expansions = expand_prefix(typed.word, typed.vocabulary)
    if typed.is_known and typed.is_english:  # "church" is no beginning of Churchill
        expansions = [e for e in expansions if not typed.vocabulary.is_name(e.words[0])]
    if typed.is_foreign_name and len(typed.word) < SURE_LENGTHS[1]:
        return [other for other in expansions if typed.vocabulary.is_name(other.words[0])]
    return expansions


def _near_slips(typed: _TypedWord) -> list[Expansion]:
    if not typed.may_be_slip:
        return []
    return _corrections(edits.near_slips(typed.word, typed.vocabulary, typed.accepts))


def _far_slips(typed: _TypedWord) -> list[Expansion]:
    if not typed.may_be_slip:
        return []
    max_edits = allowed_edits(typed.word)
    return _corrections(edits.far_slips(typed.word, typed.vocabulary, max_edits, typed.accepts))


def _corrections(slips: list[tuple[str, int]]) -> list[Expansion]:
    return [Expansion((term,), MatchType.CORRECTED, distance) for term, distance in slips]


def _doubled(typed: _TypedWord) -> list[Expansion]:
    """Return what an English word may be a slip for after all: "forrest" for a forest."""
    if typed.capitalized or typed.is_known or len(typed.word) < MIN_DOUBLED:
        return []
    return _corrections([(t, 2) for t in edits.alike_but_doubled(typed.word, typed.vocabulary)])


class _Stage(NamedTuple):
    find: Callable[[_TypedWord], list[Expansion]]
    after_sure: bool  # whether it still runs when something sure has been found
    after_doubtful: bool = True


_STAGES = (
    _Stage(_exact, after_sure=True),
    _Stage(_equivalents, after_sure=True),
    _Stage(_stems, after_sure=True),
    _Stage(_transliterations, after_sure=True),
    _Stage(_compounds, after_sure=False),
    _Stage(_prefixes, after_sure=True),
    _Stage(_near_slips, after_sure=False),
    _Stage(_far_slips, after_sure=False, after_doubtful=False),
    _Stage(_doubled, after_sure=False, after_doubtful=False),
)
_FIGURE_STAGES = _STAGES[:2]
_SURE = (MatchType.EXACT, MatchType.EQUIVALENT, MatchType.TRANSLITERATION)


def expand(
    word: str, vocabulary: Vocabulary, *, exact: bool = False, capitalized: bool = False
) -> list[Expansion]:
    """Return what a normalised word may stand for, the surest first; nothing where nothing fits.

    Args:
        word: A typed word, normalised.
        vocabulary: Where words are looked up.
        exact: Only the word itself.
        capitalized: The word was typed with a capital: where nobody knows it, it is rather a
            name that the corpus does not have than a slip.
    """
    typed = _TypedWord(word, vocabulary, capitalized=capitalized)
    if exact or len(word) > MAX_LENGTH or not word:
        return _exact(typed) if word else []
    expansions: dict[tuple[str, ...], Expansion] = {}
    is_sure = False
    for stage in _FIGURE_STAGES if is_number(word) else _STAGES:
        if (is_sure and not stage.after_sure) or (expansions and not stage.after_doubtful):
            continue
        for expansion in stage.find(typed):
            expansions.setdefault(expansion.words, expansion)
            is_sure = is_sure or _is_sure(expansion, typed)
    if not expansions and (roman := romanize(word)) not in ("", word):
        return expand(roman, vocabulary, capitalized=capitalized)
    return sorted(expansions.values(), key=lambda each: _rank(each, vocabulary))


def _rank(expansion: Expansion, vocabulary: Vocabulary) -> tuple[int, int, int]:
    """Return what expansions are sorted by: how sure they are; of slips, the commonest first."""
    is_slip = expansion.match_type is MatchType.CORRECTED
    frequency = vocabulary.document_frequency(expansion.words[0]) if is_slip else 0
    return expansion.match_type, expansion.edits, -frequency


def _is_sure(expansion: Expansion, typed: _TypedWord) -> bool:
    if expansion.match_type is MatchType.STEM:
        return typed.is_english or _is_plural(expansion.words[0], typed.word)
    return expansion.match_type in _SURE


def expand_prefix(prefix: str, vocabulary: Vocabulary) -> list[Expansion]:
    """Return the terms that begin with a normalised prefix, the most frequent first."""
    terms = vocabulary.terms_with_prefix(prefix, MAX_PREFIXED)
    return [Expansion((term,), MatchType.PREFIX) for term in terms]


def rejoin(first: str, second: str, vocabulary: Vocabulary) -> Expansion | None:
    """Return the one word that two typed side by side are of: ``anti semitism``, ``4 million``.

    None where the vocabulary has no such word. Digits are joined only where they are one
    figure.
    """
    if figure := joined_figure(first, second):
        is_known = vocabulary.document_frequency(figure) > 0
        return Expansion((figure,), MatchType.EQUIVALENT) if is_known else None
    together = first + second
    if together in STOP_WORDS or (first[-1:].isdigit() and second[:1].isdigit()):
        return None
    if vocabulary.document_frequency(together) or vocabulary.is_name(together):
        return Expansion((together,), MatchType.JOINED)
    return None
