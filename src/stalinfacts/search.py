"""A question and a corpus → the facts that answer, best first, and why.

Goals: what was meant is found (spelling, inflection, other names); what is surely
there comes before what is only likely; nothing is said when there is nothing; the
same input gives the same order; every place in the order can be explained. No goals:
a model, learning from use, boolean algebra.

How it ranks. Each term of the question gives every fact that it may mean a *quality*
between 0 and 1, by how the word was read and where it stands. A fact's *coverage* is
the sum of the qualities, each weighted by the rarity of its term, out of what a
perfect fact would have. Facts are ordered by coverage; among equals by proximity and
order of the words, then by brevity, then by date and number. So tiers never invert:
of two facts that meet the same terms, the one that meets them by surer readings is
first, whatever else speaks for the other.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts import spelling
from stalinfacts.index import KEYWORDS, TEXT, Index, Place, rarity
from stalinfacts.query import Filters, Hint, Query, Term
from stalinfacts.spelling import How
from stalinfacts.text import GENERIC_WORDS, STOP_WORDS, romanise, tokens, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.dates import Span
    from stalinfacts.model import Fact


class Weights(NamedTuple):
    """Every constant of the ranking. ``benchmarks/relevance.py`` shows what each is worth."""

    # Quality of a reading. The gaps keep the tiers apart; their size matters little.
    stem: float = 0.92  # "exiled" for "exile" is nearly the word itself
    joined: float = 0.85
    prefix: float = 0.6  # "collectiv" is a beginning, "part" may be one of "partisan"
    corrected: float = 0.75  # one edit
    further: float = 0.85  # for each further edit: a word with two slips alone still answers
    synonym: float = 0.1  # "dad" may mean a father, and "plane" a sheet: it tips the scale between facts, and is no answer alone
    name: float = 0.88  # another form of a name that the fact holds: Ezhov, Троцкий
    part_of_name: float = 0.6  # a word of a longer name
    # Quality of a place.
    keywords: float = 0.97  # written for being found, but not what the fact says
    title: float = 0.45  # the section's title says what its facts are about
    overlap: float = 0.5  # a date that spans the time asked for
    # A word that nothing stands for weighs as much as the rarest word of the corpus,
    # times this: it may well be what the question is about.
    unknown: float = 1.15
    # A fact answers if it covers this much of the question. The shorter the question
    # (in terms of equal weight), the more: long ones use words that no answer has.
    doubt: float = 0.8  # quality below which a reading counts for less than a whole one
    enough: float = 0.33
    enough_if_short: float = 0.2  # more for one term, half of it for two, a third for three
    generic: float = 0.4  # "wanted", "never": how much of a word's weight is left if it is one of many questions
    # Hints weigh as much as a word that stands in half of the facts' rarity.
    hint: float = 0.35


WEIGHTS = Weights()

MANY = 50
"""Facts that hold a word from which a question of that word alone is answered without a look at each."""
COMMON = 5_000
"""Places above which a word is not looked up everywhere, but only where a rarer one stands."""
CANDIDATES = 300
"""Facts that are looked at closely where every word is that common, or for the common ones."""


class Reason(NamedTuple):
    """Why a fact answers: which term it meets, with which words, how, where, and its share of the score."""

    term: str
    words: tuple[str, ...]
    how: str
    where: str
    share: float


class Hit(NamedTuple):
    """A fact that answers: its score (0 to 1), the matches as ranges of characters of its text, the reasons."""

    fact: Fact
    score: float
    matches: tuple[tuple[int, int], ...] = ()
    reasons: tuple[Reason, ...] = ()


class Answer(NamedTuple):
    """What a question found: the hits asked for, how many facts answer in all, and what readers should be told.

    ``corrected`` maps words that were not found as typed to those that were looked
    for in their stead, ``unknown`` are words that nothing came near.
    """

    hits: list[Hit]
    total: int
    corrected: dict[str, tuple[str, ...]]
    unknown: tuple[str, ...]


class _Evidence(NamedTuple):
    """What speaks for a fact on one term."""

    quality: float
    words: tuple[str, ...]
    how: str
    where: str
    offset: int = -1  # of the word in the text, or -1


_HOW = {How.EXACT: "exact", How.STEM: "stem", How.JOINED: "run together", How.PREFIX: "prefix", How.CORRECTED: "corrected", How.SYNONYM: "synonym"}
_NAMES_TOO = (How.EXACT, How.CORRECTED)
"""Readings whose words may be part of a name as well."""
_WHERE = {TEXT: "text", KEYWORDS: "keywords"}


def search(index: Index, query: Query, limit: int | None = None, weights: Weights = WEIGHTS) -> Answer:
    """Answer a question.

    Args:
        index: the corpus.
        query: the question; one with filters alone lists what they let through.
        limit: hits to give at most; None gives all.
        weights: the constants of the ranking.

    Raises:
        UsageError: a filter names something that is not there.
    """
    return _Search(index, query, weights).answer(limit)


def _condition(query: Query, index: Index) -> tuple[str, tuple[object, ...]]:
    if query.filters == Filters():
        return "", ()
    from stalinfacts import filters  # noqa: PLC0415 # most searches have none

    return filters.condition(query.filters, index)


class _Search:
    def __init__(self, index: Index, query: Query, weights: Weights) -> None:
        self.index = index
        self.query = query
        self.weights = weights
        self.total = index.count()
        self.corrected: dict[str, tuple[str, ...]] = {}
        self.unknown: list[str] = []
        self.common = sys.maxsize
        self._read: dict[str, list[spelling.Reading]] = {}
        self.asked = {*words(query.text), *STOP_WORDS}
        self.condition = _condition(query, index)

    # --- the whole

    def answer(self, limit: int | None) -> Answer:
        terms = self._joined(self.query.terms)
        if limit is not None and not self.condition[0] and not self.query.excluded and not self.query.every:
            # Short cuts look at few facts: right for the best of many, wrong where all are wanted.
            self.common = COMMON
            if (answer := self._of_many(terms, limit)) is not None:
                return answer
        if not terms:
            numbers = self._allowed(None)
            for term in self.query.excluded:
                numbers -= self._word_facts(term)
            listed = sorted(numbers)
            return Answer([Hit(fact, 1.0) for fact in self.index.facts(listed[:limit])], len(listed), {}, ())
        evidence = [self._evidence(term) for term in terms]
        evidence = self._common(terms, evidence)
        ranked, weights = self._rank(terms, evidence, limit)
        shown = ranked[:limit]
        facts = self.index.facts([n for _, n, _ in shown])
        hits = [self._hit(fact, score, terms, [found.get(n) for found in evidence], weights) for fact, (score, n, _) in zip(facts, shown, strict=True)]
        return Answer(hits, len(ranked), self.corrected, tuple(self.unknown))

    def _allowed(self, candidates: set[int] | None) -> set[int]:
        if candidates is not None and not self.condition[0]:
            return candidates
        allowed = set(self.index.numbers(*self.condition))
        return allowed if candidates is None else candidates & allowed

    # --- one word that very many facts hold

    def _of_many(self, terms: list[Term], limit: int) -> Answer | None:
        """Answer a question of one word whose surest readings stand in very many facts.

        Those that hold them in their text score alike and better than any others, so the
        shortest are the first, and the others need only be counted. None where that is
        not so.
        """
        if len(terms) != 1 or terms[0].phrase or terms[0].span is not None or self.query.hint is not Hint.NONE:
            return None
        word = terms[0].words[0]
        readings = self._readings(word)
        surest = [reading.words[0] for reading in readings if reading[1:] == readings[0][1:]]
        if not readings or readings[0].how not in (How.EXACT, How.CORRECTED) or sum(self.index.words(other) for other in surest) < MANY:
            return None
        quality, how = self._quality(readings[0])
        best = self.index.shortest(surest, limit)
        if len(best) < limit or not self._answers(quality):
            return None
        weight = self._term_weights(terms, [{}])
        evidence = [_Evidence(quality, (found,), how, _WHERE[TEXT]) for _, found in best]
        if readings[0].how is How.CORRECTED:
            self.corrected[word] = tuple(surest)
        facts = self.index.facts([fact for fact, _ in best])
        hits = [self._hit(fact, round(quality, 9), terms, [e], weight) for fact, e in zip(facts, evidence, strict=True)]
        return Answer(hits, self._count(word, readings), self.corrected, ())

    def _count(self, word: str, readings: list[spelling.Reading]) -> int:
        """Count the facts that answer a question of one word, by any of its readings."""
        qualities = [(reading, self._quality(reading)[0]) for reading in readings]
        in_text = [reading.words for reading, quality in qualities if self._answers(quality)]
        in_keywords = [reading.words for reading, quality in qualities if self._answers(quality * self.weights.keywords)]
        named = {} if self.query.exact else dict.fromkeys(self._forms(word), 1.0)
        named |= {reading.words[0]: value for reading, value in qualities if reading.how in _NAMES_TOO and not self.query.exact}
        entities = {entity for form, value in named.items() for entity, quality, _ in self._named(form) if self._answers(value * quality)}
        return self.index.count_holding(in_text, in_keywords, sorted(entities))

    def _answers(self, quality: float) -> bool:
        """Say whether a fact answers a question of one term that it meets with a quality."""
        return min(1.0, quality / self.weights.doubt) >= self.weights.enough + 2 * self.weights.enough_if_short

    # --- terms → evidence

    def _readings(self, word: str) -> list[spelling.Reading]:
        found = self._read.get(word)
        if found is None:
            found = self._read[word] = spelling.readings(word, self.index, exact=self.query.exact)
        return found

    def _joined(self, terms: tuple[Term, ...]) -> list[Term]:
        """Put words together that were split: "anti semitism", "268 950"."""
        found: list[Term] = []
        for term in terms:
            last = found[-1] if found else None
            if (
                last is not None
                and not (last.phrase or term.phrase or last.span or term.span or self.query.exact)
                and not (self.index.words(last.words[0]) and self.index.words(term.words[0]) and not term.words[0].isdigit())
                and (reading := spelling.joined(last.words[-1], term.words[0], self.index)) is not None
            ):
                found[-1] = Term(reading.words)
            else:
                found.append(term)
        return found

    def _evidence(self, term: Term) -> dict[int, _Evidence]:
        found: dict[int, _Evidence] = {}
        if term.span is not None:
            self._dates(term, found)
        if term.phrase or len(term.words) > 1:
            self._phrase(term.words, found, 1.0, "phrase")
        else:
            self._word(term.words[0], found, exact=self.query.exact)
        if not found and term.span is None:
            self.unknown.append(" ".join(term.words))
        return found

    def _word(self, word: str, found: dict[int, _Evidence], *, exact: bool) -> None:
        readings = self._readings(word)
        for reading in readings:
            value, how = self._quality(reading)
            if len(reading.words) > 1:
                self._phrase(reading.words, found, value, how)
            else:
                self._places(reading.words[0], found, value, how)
                if not exact and reading.how in _NAMES_TOO:
                    self._names(reading.words[0], found, value)
        if not exact:
            for form in self._forms(word):
                self._names(form, found, 1.0)
            self._titles(word, found)
        if readings and readings[0].how is How.CORRECTED:
            self.corrected[word] = tuple(reading.words[0] for reading in readings)

    def _quality(self, reading: spelling.Reading) -> tuple[float, str]:
        """Give how good a reading is, and how the word was read."""
        weights = self.weights
        quality = {How.EXACT: 1.0, How.STEM: weights.stem, How.JOINED: weights.joined, How.PREFIX: weights.prefix, How.SYNONYM: weights.synonym}
        value = quality.get(reading.how, weights.corrected * weights.further ** (reading.edits - 1))
        return value, _HOW[reading.how] + (f" by {reading.edits}" if reading.edits else "")

    @staticmethod
    def _forms(word: str) -> list[str]:
        """Give the forms in which a word may be part of a name: as it is, and in Latin letters."""
        return list(dict.fromkeys((word, romanise(word))))

    def _places(self, word: str, found: dict[int, _Evidence], value: float, how: str) -> None:
        if self.index.words(word) > self.common:
            return  # _common looks at it where it matters
        in_keywords = value * self.weights.keywords
        for fact, column, offset in self.index.places(word):
            known = found.get(fact)
            if column == TEXT:
                if known is None or value > known.quality:
                    found[fact] = _Evidence(value, (word,), how, "text", offset)
            elif known is None or in_keywords > known.quality:
                found[fact] = _Evidence(in_keywords, (word,), how, "keywords")

    def _phrase(self, parts: tuple[str, ...], found: dict[int, _Evidence], value: float, how: str) -> None:
        for fact, column, offset in self._phrase_places(parts):
            quality = value if column == TEXT else value * self.weights.keywords
            known = found.get(fact)
            if known is None or quality > known.quality:
                found[fact] = _Evidence(quality, parts, how, _WHERE[column], offset if column == TEXT else -1)

    def _phrase_places(self, parts: tuple[str, ...]) -> list[Place]:
        """Give the places where words stand side by side; stop words count, case and accents do not."""
        at = set(self.index.places(parts[0]))
        for step, part in enumerate(parts[1:], 1):
            if at:
                following = {(place.fact, place.column, place.offset - step) for place in self.index.places(part)}
                at = {place for place in at if tuple(place) in following}
        return sorted(at)

    def _names(self, word: str, found: dict[int, _Evidence], value: float) -> None:
        """Read a word as another form of a name, or as part of one."""
        for entity, quality, how in self._named(word):
            for fact in self.index.facts_of(entity):
                known = found.get(fact)
                if known is None or value * quality > known.quality:
                    found[fact] = _Evidence(value * quality, (word,), how, "entity")

    def _named(self, word: str) -> list[tuple[int, float, str]]:
        """Give the entities that a word may name, how good that reading is, and what it is."""
        names = self.index.names(word)
        whole = {name.entity for name in names if name.words == 1 or self._name_words(name.name) <= self.asked}
        part = {name.entity for name in names} - whole
        if len(part) + len(whole) > self._MOST_NAMES:
            part = set()
        kinds = ((whole, self.weights.name, "name"), (part, self.weights.part_of_name, "part of a name"))
        return [(entity, quality, how) for entities, quality, how in kinds for entity in sorted(entities)]

    _MOST_NAMES = 4  # a word of more names than that ("party", "war") names none of them

    def _name_words(self, name: int) -> set[str]:
        return set(words(self.index.name(name)))

    def _titles(self, word: str, found: dict[int, _Evidence]) -> None:
        for fact in self.index.titled(word):
            if fact not in found:
                found[fact] = _Evidence(self.weights.title, (word,), "exact", "section")

    def _dates(self, term: Term, found: dict[int, _Evidence]) -> None:
        span = term.span
        assert span is not None  # noqa: S101 # for the type checker: the caller has looked
        for fact, date in self.index.dated(span):
            quality = 1.0 if date.within(span) else self.weights.overlap * _share(span, date)
            found[fact] = _Evidence(quality, term.words, "date", "dates")

    # --- words too common to look up everywhere

    def _common(self, terms: list[Term], evidence: list[dict[int, _Evidence]]) -> list[dict[int, _Evidence]]:
        common = [i for i, term in enumerate(terms) if len(term.words) == 1 and self.index.words(term.words[0]) > self.common]
        if not common:
            return evidence
        others = {fact for i, found in enumerate(evidence) if i not in common for fact in found}
        if others:
            candidates = sorted(others, key=lambda n: (-sum(found[n].quality for found in evidence if n in found), n))[:CANDIDATES]
        else:
            candidates = self.index.ranked([terms[i].words[0] for i in common], CANDIDATES)
        for n, fact in zip(candidates, self.index.facts(candidates), strict=True):
            standing = words(fact.text)
            for i in common:
                word = terms[i].words[0]
                if word in standing:
                    evidence[i][n] = _Evidence(1.0, (word,), "exact", "text", standing.index(word))
        return evidence

    # --- evidence → order

    def _rank(
        self,
        terms: list[Term],
        evidence: list[dict[int, _Evidence]],
        limit: int | None,
    ) -> tuple[list[tuple[float, int, float]], list[float]]:
        """Give score, number and closeness of each fact that answers, best first, and the weights of the terms."""
        weights = self._term_weights(terms, evidence)
        whole = sum(weights)
        terms_of_equal_weight = whole**2 / sum(weight**2 for weight in weights)
        needed = self.weights.enough + self.weights.enough_if_short * 2 / terms_of_equal_weight
        covered: dict[int, float] = {}
        doubt = self.weights.doubt
        for i, found in enumerate(evidence):
            weight = weights[i]
            for fact, e in found.items():
                covered[fact] = covered.get(fact, 0.0) + weight * min(1.0, e.quality / doubt)
        candidates = self._allowed({fact for fact, sum_ in covered.items() if sum_ >= needed * whole})
        for i, term in enumerate(terms):
            if term.phrase or self.query.every:
                candidates &= evidence[i].keys()
        for term in self.query.excluded:
            candidates -= self._word_facts(term)
        hinted, hint_weight = self._hinted(candidates, whole / len(terms))
        scored = []
        for fact in candidates:
            met = [(i, found[fact]) for i, found in enumerate(evidence) if fact in found]
            score = sum(weights[i] * e.quality for i, e in met)
            if fact in hinted:
                score += hint_weight
            score = round(score / (whole + hint_weight), 9)  # so that sums in another order are still ties
            scored.append((score, fact, self._closeness(met)))
        scored.sort(key=lambda s: -s[0])
        return self._untied(scored, limit), weights

    def _untied(self, scored: list[tuple[float, int, float]], limit: int | None) -> list[tuple[float, int, float]]:
        """Put those that score alike in order, as far down as they are shown: shorter first, then earlier, then by number."""
        last = len(scored) if limit is None else limit
        while 0 < last < len(scored) and scored[last][0] == scored[last - 1][0]:
            last += 1
        ties = self.index.tie_breakers([fact for _, fact, _ in scored[:last]])
        return sorted(scored[:last], key=lambda s: (-s[0], -s[2], ties[s[1]], s[1])) + scored[last:]

    def _term_weights(self, terms: list[Term], evidence: list[dict[int, _Evidence]]) -> list[float]:
        found = []
        for term, facts in zip(terms, evidence, strict=True):
            # A common word has been looked at in few facts, and a title says little of how rare a word is.
            held = self.index.words(term.words[0]) if len(term.words) == 1 else 0
            known = max(held, sum(1 for e in facts.values() if e.where != "section")) or len(facts)
            found.append(rarity(known, self.total) if known else self.weights.unknown * rarity(1, self.total))
            if len(term.words) == 1 and term.words[0] in GENERIC_WORDS:
                found[-1] *= self.weights.generic
        return found

    def _hinted(self, candidates: set[int], average: float) -> tuple[set[int], float]:
        """Give those of some facts that hold what the question asks for, and what that weighs."""
        hint = self.query.hint
        if hint is Hint.NONE:
            return set(), 0.0
        return self.index.holding(hint.value, sorted(candidates)), self.weights.hint * average

    @staticmethod
    def _closeness(met: list[tuple[int, _Evidence]]) -> float:
        """Measure how near the matched words of the text stand together, in the order asked: 1 is side by side in order."""
        offsets = [e.offset for _, e in met if e.offset >= 0]
        if len(offsets) < 2:  # noqa: PLR2004 # nearness takes two
            return 0.0
        width = max(offsets) - min(offsets) + 1
        in_order = sum(1 for a, b in pairwise(offsets) if a < b) / (len(offsets) - 1)
        return len(offsets) / max(width, len(offsets)) * (0.75 + 0.25 * in_order)

    def _word_facts(self, term: Term) -> set[int]:
        """Give the facts that hold an excluded term, in any of its forms."""
        if term.phrase:
            return {place.fact for place in self._phrase_places(term.words)}
        forms = {term.words[0], *self.index.family(term.words[0])}
        named = {name.entity for name in self.index.names(term.words[0]) if name.words == 1}
        return {p.fact for form in forms for p in self.index.places(form)} | {fact for entity in named for fact in self.index.facts_of(entity)}

    # --- the hits

    def _hit(self, fact: Fact, score: float, terms: list[Term], evidence: list[_Evidence | None], weights: list[float]) -> Hit:
        met = [(term, e, weight * e.quality) for term, e, weight in zip(terms, evidence, weights, strict=True) if e is not None]
        whole = sum(share for _, _, share in met)
        reasons = tuple(Reason(" ".join(term.words), e.words, e.how, e.where, score * (share / whole)) for term, e, share in met)
        return Hit(fact, score, self._matches(fact, terms), reasons)

    def _matches(self, fact: Fact, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
        wanted: set[str] = set()
        for term in terms:
            for word in term.words:
                if len(term.words) > 1:
                    wanted.add(word)
                    continue
                for reading in self._readings(word):
                    wanted.update(reading.words)
        found: list[tuple[int, int]] = []
        for token in tokens(fact.text):
            if token.word in wanted and not (found and found[-1] == (token.start, token.stop)):
                found.append((token.start, token.stop))
        return tuple(found)


def _share(asked: Span, date: Span) -> float:
    """Give how well a wider date fits: a year that holds the day better than a century."""
    return max(0.2, min(1.0, (asked.stop - asked.start) / (date.stop - date.start)))
