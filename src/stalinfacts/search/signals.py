"""The signals that a fact answers: one function each, from 0 to 1 for each fact.

The score of a fact is their weighted sum (``ranking``). A signal takes what is known
about the query and returns the facts for which it speaks; a fact that is not named has
0. To add one: a function here, its row in ``SIGNALS``, and its weight in ``weights``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.index.headings import heading
from stalinfacts.index.vectors import idf
from stalinfacts.query.model import AnswerType
from stalinfacts.search.definition import defines, is_name_alone
from stalinfacts.search.highlight import by_first_word
from stalinfacts.text.normalize import words
from stalinfacts.text.vectors import cosine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.model import Query
    from stalinfacts.search.model import Match, TermMatches


class Candidates(NamedTuple):
    """What signals are computed from: the query, its terms as matched, and the facts."""

    reader: IndexReader
    query: Query
    terms: Sequence[TermMatches]
    facts: Sequence[int]
    vector: bytes
    """The meaning of the query's words; empty where none has a vector."""


Signal = dict[int, float]


def coverage(candidates: Candidates) -> Signal:
    """Return how much of the query a fact covers: Σ idf × quality over the terms' idf.

    A fact that lacks a date that is asked for loses as much as one that has it gains.
    """
    total = sum(term.idf for term in candidates.terms)
    signal = dict.fromkeys(candidates.facts, 0.0)
    for term in candidates.terms:
        share = term.idf / total
        lacking = -1.0 if term.term.dates is not None else term.default
        if lacking:
            for fact in candidates.facts:
                match = term.matches.get(fact)
                signal[fact] += share * (lacking if match is None else match.quality)
        else:
            for fact in candidates.facts:
                if fact in term.matches:
                    signal[fact] += share * term.matches[fact].quality
    return {fact: max(0.0, part) for fact, part in signal.items()}


def meaning(candidates: Candidates) -> Signal:
    """Return the cosine of the vectors of the query's words and of the fact's."""
    if not candidates.vector:
        return {}
    vectors = candidates.reader.postings.vectors(candidates.facts)
    return {fact: max(0.0, cosine(candidates.vector, v)) for fact, v in vectors.items()}


def keyword(candidates: Candidates) -> Signal:
    """Return 1 for facts that have the query as a keyword, whatever its small words."""
    reader = candidates.reader
    topic, question = heading(words(candidates.query.text), reader.subject_words)
    topics = [topic]
    if " " not in topic:  # "death" is a heading's "date of death", too
        topics += [" ".join(sorted((aspect, topic))) for aspect in ("cause", "date", "place")]
    facts = reader.postings.keyword_facts(topics, question, candidates.facts)
    return dict.fromkeys(facts, 1.0)


def proximity(candidates: Candidates) -> Signal:
    """Return how near the matched words stand in the text: 1 is side by side, in order."""
    signal: Signal = {}
    if len(candidates.terms) > 1 or any(len(term.term.words) > 1 for term in candidates.terms):
        for fact in candidates.facts:
            matches = [term.matches[fact] for term in candidates.terms if fact in term.matches]
            if (value := _nearness(matches)) > 0:
                signal[fact] = value
    return signal


def answer_type(candidates: Candidates) -> Signal:
    """Return 1 for facts that hold the kind of answer that a question word asks for.

    "Who was Beria?" does not ask for another person.
    """
    kind = candidates.query.answer_type
    asks_for_named = all(term.is_name or term.is_subject for term in candidates.terms)
    if kind is AnswerType.NONE or (kind is AnswerType.PERSON and asks_for_named):
        return {}
    find = candidates.reader.postings.facts_with_answer_type
    return dict.fromkeys(find(kind.value, candidates.facts), 1.0)


def definition(candidates: Candidates) -> Signal:
    """Return 1 for facts that say who or what is meant, where a name is all that is asked."""
    if not is_name_alone(candidates.terms):
        return {}
    terms = [term for term in candidates.terms if term.is_name]
    forms = {run for term in terms for run in term.runs}
    for term in terms:
        for entity in term.entities:
            forms.update(candidates.reader.terms.entity_forms(entity))
    facts = [fact for fact in candidates.facts if fact in terms[0].matches]
    texts = candidates.reader.documents.texts(facts)
    names = by_first_word(forms)
    return {number: 1.0 for number, text, _ in texts if defines(text, names)}


def opening(candidates: Candidates) -> Signal:
    """Return how near to its beginning a fact names what is asked about."""
    signal: Signal = {}
    for term in candidates.terms:
        if term.is_name:
            for fact, match in term.matches.items():
                if match.offset >= 0:
                    signal[fact] = max(signal.get(fact, 0.0), 1 / (1 + match.offset))
    return {fact: signal[fact] for fact in candidates.facts if fact in signal}


SIGNALS: tuple[tuple[str, Callable[[Candidates], Signal]], ...] = (
    ("coverage", coverage),
    ("meaning", meaning),
    ("keyword", keyword),
    ("proximity", proximity),
    ("answer_type", answer_type),
    ("definition", definition),
    ("opening", opening),
)
"""Each signal by its name, which is that of its weight."""


def query_vector(index: IndexReader, terms: Sequence[TermMatches]) -> bytes:
    """Return the meaning of a query: the vector of its words as they are looked for.

    The subject of the corpus says nothing: every fact is about it.
    """
    if index.vectors is None:
        return b""
    total = index.documents.count()
    frequency = index.terms.document_frequency
    parts = [
        part
        for term in terms
        if not term.is_subject
        for part in (term.term.alternatives or (term.term,))
    ]
    read_as = {term.term.words: _reading(index, term) for term in terms}
    words = [word for part in parts for word in read_as.get(part.words, part.words)]
    return index.vectors.text_vector([(word, idf(frequency(word), total)) for word in words])


def _reading(index: IndexReader, term: TermMatches) -> tuple[str, ...]:
    """Return the words that a term means: of one that no fact holds, those that most hold."""
    frequency = index.terms.document_frequency
    if len(term.term.words) > 1 or frequency(term.term.words[0]):
        return term.term.words
    if term.corrections:
        return (term.corrections[0],)
    if not term.is_name:
        return term.term.words
    runs = sorted(run for run in term.runs if len(run) == 1)
    return max(runs, key=lambda run: frequency(run[0]), default=term.term.words)


def _nearness(matches: Sequence[Match]) -> float:
    places = [(match.offset, len(match.words)) for match in matches if match.offset >= 0]
    size = sum(length for _, length in places)
    if size < 2:  # noqa: PLR2004 # nearness takes two words
        return 0.0
    start = min(offset for offset, _ in places)
    width = max(offset + length for offset, length in places) - start
    in_order = sum(first < second for first, second in pairwise(places))
    order = in_order / (len(places) - 1) if len(places) > 1 else 1.0
    return size / max(width, size) * (0.75 + 0.25 * order)
