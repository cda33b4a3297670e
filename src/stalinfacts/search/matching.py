"""Terms → the facts that match them, how, where and how well.

Each term is expanded to the words of the corpus that it may stand for
(``stalinfacts.text.spelling``), and each fact keeps its best match of the term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.dates.ranges import Relation
from stalinfacts.index.postings import TEXT
from stalinfacts.index.schema import date_condition
from stalinfacts.index.vectors import idf
from stalinfacts.search.model import Match, TermMatches
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.expansion import MatchType
from stalinfacts.text.normalize import display, is_number, tokens
from stalinfacts.text.spelling import expand_prefix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.postings import Posting
    from stalinfacts.query.model import Query, Term
    from stalinfacts.search.candidates import Pool
    from stalinfacts.search.weights import Weights
    from stalinfacts.text.expansion import Expansion

MAX_NAMES = 4
"""Entities of whose longer names a word may be part: "party" is part of too many to name one."""

HOW = {
    MatchType.EXACT: "exact",
    MatchType.EQUIVALENT: "equivalent",
    MatchType.STEM: "other form",
    MatchType.TRANSLITERATION: "transliteration",
    MatchType.JOINED: "run together",
    MatchType.PREFIX: "beginning",
    MatchType.CORRECTED: "corrected",
}
_LEAST_SHARE = 0.2  # of a date's days that the time asked for is taken to be
_MAY_NAME = (MatchType.EQUIVALENT, MatchType.TRANSLITERATION, MatchType.CORRECTED)
"""Expansions whose words may be names as well as the word itself."""


class Matcher:
    """Matches terms with the facts of an index."""

    def __init__(self, pool: Pool, weights: Weights, query: Query) -> None:
        """Take the facts that are looked at, and the query whose terms will be matched."""
        self.pool = pool
        self.index = pool.index
        self.weights = weights
        self.exact = query.exact
        self._subject = self.index.subject_number
        self._typed = {
            token.word: query.text[token.start : token.stop] for token in tokens(query.text)
        }

    def match(self, term: Term) -> TermMatches:
        """Return the facts that match a term."""
        found = Matches(self.pool, self.weights)
        for alternative in term.alternatives or (term,):
            self._match(alternative, found)
        total = self.index.documents.count()
        weight = idf(max(1, found.document_frequency(term)), total)
        if not found.matches:
            weight *= self.weights.unknown
        if term.says_little:
            weight *= self.weights.low_information
        subject = self._is_subject(found)
        if subject:  # a name of it that few facts hold weighs as any word: "Koba"
            literal = sum(match.where != "entities" for match in found.matches.values())
            least = self.weights.subject_term * idf(1, total)
            weight = max(least, idf(max(1, literal), total))
        return TermMatches(
            term,
            self._text(term),
            found.matches,
            weight,
            is_subject=subject,
            is_name=bool(found.entities) and not subject,
            default=self.weights.implied_subject if subject else 0.0,
            is_known=bool(found.matches) or subject,
            runs=frozenset(found.runs),
            entities=tuple(sorted(found.entities)),
            corrections=tuple(found.corrections),
        )

    def _text(self, term: Term) -> str:
        parts = term.alternatives or (term,)
        return " OR ".join(
            " ".join(self._typed.get(word, display(word)) for word in part.words) for part in parts
        )

    def sure_facts(self, term: Term) -> set[int]:
        """Return the facts that surely match a term: none by a guess at what was meant."""
        least = self.weights.name_apart + _LEAST_SHARE if term.name else self.weights.name
        return {n for n, match in self.match(term).matches.items() if match.quality >= least}

    def _is_subject(self, found: Matches) -> bool:
        return found.entities == {self._subject}

    def _match(self, term: Term, found: Matches) -> None:
        if term.dates is not None:
            found.add_dates(term)
        if term.prefix:
            for expansion in expand_prefix(term.words[0], self.index.terms):
                found.add_expansion(expansion)
        elif len(term.words) == 1:
            self._match_word(term, found)
        elif term.phrase or term.dates is not None:
            found.add_run(term.words, 1.0, "phrase")
        else:
            self._match_name(term, found)

    def _match_word(self, term: Term, found: Matches) -> None:
        word = term.words[0]
        expansions = self.pool.expansions(word, exact=self.exact, capitalized=term.capitalized)
        forms = {word: 1.0}
        surest = expansions[0].match_type if expansions else MatchType.EXACT
        for expansion in expansions:
            quality = found.add_expansion(expansion)
            if surest < expansion.match_type is MatchType.PREFIX:
                found.runs.discard(expansion.words)  # "Stalingrad" is no "Stalin" to be set off
            if len(expansion.words) == 1 and expansion.match_type in _MAY_NAME:
                forms.setdefault(expansion.words[0], quality)
        if not self.exact:
            for form, quality in forms.items():
                found.add_names(form, quality)
        if expansions and expansions[0].match_type is MatchType.CORRECTED:
            found.corrections += [expansion.words[0] for expansion in expansions]
        elif self._may_be_similar(term, found):
            found.add_neighbours(word)

    def _may_be_similar(self, term: Term, found: Matches) -> bool:
        """Return whether words of like meaning may stand for a word: for names none do."""
        is_name = bool(found.entities) or self.index.terms.is_name(term.words[0])
        is_unknown_name = term.capitalized and not found.matches
        return not (self.exact or is_name or is_unknown_name)

    def _match_name(self, term: Term, found: Matches) -> None:
        """Match a name of several words: as such, and less well by its words apart."""
        total = self.index.documents.count()
        apart: dict[int, float] = {}
        weight_sum = 0.0
        for word in term.words:
            if word in STOP_WORDS or (len(word) == 1 and not is_number(word)):
                continue
            part = Matches(self.pool, self.weights)
            part.add_word(word)
            weight = idf(max(1, len(part.matches)), total)
            weight_sum += weight
            for fact, match in part.matches.items():
                apart[fact] = apart.get(fact, 0.0) + weight * match.quality
        for fact, weight in apart.items():
            quality = self.weights.name_apart * weight / weight_sum
            found.add(fact, Match(quality, term.words, "words of the name", "text"))
        for form in self.index.terms.name_forms(term.words):
            found.add_entity(form.entity, self.weights.name, term.words, "name")
        found.add_run(term.words, 1.0, "exact")


class Matches:
    """The best match of each fact with one term, as far as it is known."""

    def __init__(self, pool: Pool, weights: Weights) -> None:
        """Begin with none."""
        self.pool = pool
        self.index = pool.index
        self.weights = weights
        self.matches: dict[int, Match] = {}
        self.runs: set[tuple[str, ...]] = set()
        self.entities: set[int] = set()
        self.corrections: list[str] = []

    def document_frequency(self, term: Term) -> int:
        """Return how many facts hold the term itself, or anything that stands for it."""
        if len(term.words) == 1:
            return max(self.index.terms.document_frequency(term.words[0]), len(self.matches))
        return len(self.matches)

    def add(self, fact: int, match: Match) -> None:
        """Add a match, unless the fact has one as good."""
        best = self.matches.get(fact)
        if best is None or match.quality > best.quality:
            self.matches[fact] = match

    def add_expansion(self, expansion: Expansion) -> float:
        """Add the facts that hold an expansion, and return its quality."""
        weights = self.weights
        quality = {
            MatchType.EXACT: 1.0,
            MatchType.EQUIVALENT: 1.0,
            MatchType.STEM: weights.stem,
            MatchType.TRANSLITERATION: weights.transliteration,
            MatchType.JOINED: weights.joined,
            MatchType.PREFIX: weights.prefix,
            MatchType.CORRECTED: weights.correction
            * weights.extra_edit ** max(0, expansion.edits - 1),
        }[expansion.match_type]
        how = HOW[expansion.match_type]
        if expansion.edits > 1:
            how = f"{how} by {expansion.edits} letters"
        self.add_run(expansion.words, quality, how)
        return quality

    def add_neighbours(self, word: str) -> None:
        """Add the facts that hold words of nearly the same meaning: police for "cops"."""
        vectors = self.index.vectors
        for other, similarity in vectors.neighbours(word) if vectors is not None else ():
            if self.index.terms.document_frequency(other):
                self.add_run((other,), self.weights.neighbour * similarity, "similar meaning")

    def add_word(self, word: str) -> None:
        """Add the facts that hold a word as it is or in another form."""
        self.add_run((word,), 1.0, "exact")
        for form in self.index.terms.terms_with_stem(word):
            if form != word:
                self.add_run((form,), self.weights.stem, "other form")

    def add_run(self, run: tuple[str, ...], quality: float, how: str) -> None:
        """Add the facts in which some words stand side by side."""
        self.runs.add(run)
        matches = self.matches
        in_keywords = Match(quality * self.weights.keywords, run, how, "keywords")
        in_text: dict[int, Match] = {}  # by the place: many facts share one
        for fact, column, offset in adjacent(run, self.pool):
            if column == TEXT:
                match = in_text.get(offset)
                if match is None:
                    match = in_text[offset] = Match(quality, run, how, "text", offset)
            else:
                match = in_keywords
            best = matches.get(fact)
            if best is None or best.quality < match.quality or _shows_better(match, best):
                matches[fact] = match

    def add_names(self, word: str, quality: float) -> None:
        """Add the facts that name an entity by a word, or by a name that it is part of."""
        forms = self.index.terms.names(word)
        whole = {form.entity for form in forms if form.words == (word,)}
        part = {form.entity for form in forms} - whole
        for entity in sorted(whole):
            self.add_entity(entity, quality * self.weights.name, (word,), "name")
        if len(whole) + len(part) <= MAX_NAMES:
            for entity in sorted(part):
                facts = self.pool.facts_mentioning(entity)
                match = Match(
                    quality * self.weights.part_of_name, (word,), "part of a name", "entities"
                )
                for fact in facts:
                    self.add(fact, match)

    def add_entity(self, entity: int, quality: float, words: tuple[str, ...], how: str) -> None:
        """Add the facts that name an entity."""
        self.entities.add(entity)
        match = Match(quality, words, how, "entities")
        for fact in self.pool.facts_mentioning(entity):
            self.add(fact, match)

    def add_dates(self, term: Term) -> None:
        """Add the facts that are dated in or near the time asked for."""
        asked = term.dates
        assert asked is not None  # noqa: S101 # for the type checker: the caller has looked
        sql, values = date_condition(Relation.OVERLAPPING, asked)
        documents = self.index.documents
        numbers = documents.numbers(f"n in (select fact from fact_date where {sql})", values)
        if self.pool.at_least:
            numbers = [number for number in numbers if number in self.pool]
        for fact, _, days, _ in documents.dates(numbers):
            if days.within(asked):
                self.add(fact, Match(1.0, term.words, "date", "dates"))
            elif days.overlaps(asked):
                share = max(_LEAST_SHARE, min(1.0, asked.days / days.days))
                match = Match(self.weights.near_date * share, term.words, "wider date", "dates")
                self.add(fact, match)


def _shows_better(match: Match, best: Match) -> bool:
    """Return whether of two matches as good only the first has its place in the text."""
    return match.quality == best.quality and match.offset >= 0 > best.offset


def adjacent(run: tuple[str, ...], pool: Pool) -> Sequence[Posting]:
    """Return the postings of the first of some words, where the others follow it."""
    if len(run) == 1:
        return pool.postings(run[0])
    postings = [pool.postings(word) for word in run]
    rarest = min(range(len(run)), key=lambda step: len(postings[step]))
    starts = {(fact, column, offset - rarest) for fact, column, offset in postings[rarest]}
    for step, places in enumerate(postings):
        starts = {
            start
            for fact, column, offset in places
            if (start := (fact, column, offset - step)) in starts
        }
    return sorted(starts)
