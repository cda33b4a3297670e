"""Every constant of the ranking. ``benchmarks/relevance.py`` shows what each is worth."""

from typing import NamedTuple


class Weights(NamedTuple):
    """Weights of the signals, qualities of matches, and how much of a query must be covered."""

    # Signals: what a full one adds to the score, before the sum is divided by all of them.
    # Fitted by benchmarks/fit_weights.py, and rounded.
    coverage: float = 1.0
    meaning: float = 1.3
    keyword: float = 0.25
    proximity: float = 0.25
    answer_type: float = 0.4
    opening: float = 0.1  # "Kirov was murdered", before "… implicate in the murder of Kirov"
    definition: float = 0.3  # of a name that is all that is asked

    # Quality of a match, by how the term stands for the words of the corpus.
    stem: float = 0.92  # "exiled" for "exile" is nearly the word itself
    transliteration: float = 0.9
    joined: float = 0.85
    prefix: float = 0.6  # "collectiv" is a beginning, "part" may be one of "partisan"
    correction: float = 0.75  # one edit
    extra_edit: float = 0.85  # for each further edit: a word with two slips alone still answers
    neighbour: float = 0.7  # times the cosine of the two words: "cops" for "police"
    name: float = 0.88  # another form of a name that the fact has: Ezhov, Троцкий
    part_of_name: float = 0.6  # a word of a longer name: Bronstein
    name_apart: float = 0.6  # the words of a name, but not the name

    implied_subject: float = 0.5  # the subject, where the text does not name it

    # Quality of a place.
    keywords: float = 0.92
    near_date: float = 0.5  # a date that is no more than near the time asked for

    # Weight of a term besides its idf.
    unknown: float = 1.15  # a word that nothing stands for may well be what is asked about
    low_information: float = 0.4  # "wanted", "never": a question has many such words
    subject_term: float = 0.15  # every fact is about the subject

    # A fact answers if it covers this much of the query; of a short one, more.
    saturation: float = 0.8  # quality from which a match counts as a whole one
    name_share: float = 0.7  # of a name, for that of another word: "how did Roosevelt die"
    min_coverage: float = 0.25
    short_query_surcharge: float = 0.5  # divided by the number of terms
    lacked_name: float = 1.5  # what a fact without a known name loses, in shares of the name
    # A fact that covers this part of that may lack words, but no name, if it means the same.
    least_covered: float = 0.3
    least_meaning: float = 0.52
    meaning_bonus: float = 1.0


WEIGHTS = Weights()
