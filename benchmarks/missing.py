"""How surely a search says what of a statement is in no fact.

    python benchmarks/missing.py                # counts, and those that were not told
    python benchmarks/missing.py --seed other   # of other facts

Facts drawn at random, each searched for in its own words with one item changed: a year, a
figure or a person. "Told" counts the statements whose changed item stands among what the
fact itself is said not to bear; "false" those of the unchanged texts of which anything is.
The facts' own words are an upper bound: readers' words are others.
"""

from __future__ import annotations

import argparse
import random
import re
from typing import TYPE_CHECKING, NamedTuple

import stalinfacts
from stalinfacts.text.normalize import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stalinfacts.corpus.model import Fact

YEARS, FIGURES, PERSONS = 300, 102, 200
_YEAR = re.compile(r"(?<![\d.,–-])(1[89]\d\d|20[01]\d)(?![\ds,–-])")
_FIGURE = re.compile(r"(?<![\d.,–:/-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\d,–:/-]|(?:st|nd|rd|th)\b)")
_DAY = re.compile(
    r"\d+(?= (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)"
)


class Change(NamedTuple):
    """A fact, its text with one item changed, and what was put in: a word tells it."""

    fact: Fact
    text: str
    old: str
    new: str


def changed_year(fact: Fact, chance: random.Random) -> Change | None:
    """Put another year of the corpus's time in the place of one that the text names."""
    found = list(_YEAR.finditer(fact.text))
    if not found:
        return None
    match = chance.choice(found)
    others = [y for y in range(int(match[0]) - 9, int(match[0]) + 10) if str(y) not in fact.text]
    return _changed(fact, match, str(chance.choice(others)))


def changed_figure(fact: Fact, chance: random.Random) -> Change | None:
    """Put another figure, of as many digits, in the place of one that is no date."""
    dates = {match.start() for match in _DAY.finditer(fact.text)}
    found = [
        match
        for match in _FIGURE.finditer(fact.text)
        if match.start() not in dates and not _YEAR.fullmatch(match[0])
    ]
    if not found:
        return None
    match = chance.choice(found)
    while True:
        first = chance.choice("123456789")
        new = first + re.sub(r"[1-9]", lambda _: chance.choice("123456789"), match[0][1:])
        if new not in fact.text:
            return _changed(fact, match, new)


def person_changer(corpus: stalinfacts.Corpus) -> Callable[[Fact, random.Random], Change | None]:
    """Return what puts the name of another person in the place of one that the text names."""
    people = {e.id: e for e in corpus.entities() if e.kind == "person" and e.id != "stalin"}

    def changed_person(fact: Fact, chance: random.Random) -> Change | None:
        found = []
        for entity in fact.entities:
            if entity not in people:
                continue
            names = sorted((people[entity].name, *people[entity].aliases), key=len, reverse=True)
            pattern = "|".join(map(re.escape, names))
            found += list(re.finditer(rf"\b(?:{pattern})\b(?!['’]?s\b)", fact.text))[:1]
        if not found:
            return None
        match = chance.choice(found)
        present = set(words(fact.text))
        others = [
            e.name
            for e in people.values()
            if e.id not in fact.entities and not present & set(words(e.name))
        ]
        return _changed(fact, match, chance.choice(others))

    return changed_person


def _changed(fact: Fact, match: re.Match[str], new: str) -> Change:
    text = fact.text[: match.start()] + new + fact.text[match.end() :]
    return Change(fact, text, match[0], new)


def drawn(
    corpus: stalinfacts.Corpus,
    change: Callable[[Fact, random.Random], Change | None],
    number: int,
    seed: str,
) -> Iterator[Change]:
    """Yield so many changed facts at most, in an order that the seed decides."""
    chance = random.Random(seed)
    facts = corpus.facts()
    chance.shuffle(facts)
    changes = (made for fact in facts if (made := change(fact, chance)))
    yield from (made for made, _ in zip(changes, range(number), strict=False))


def missing(corpus: stalinfacts.Corpus, text: str, fact: Fact) -> tuple[str, ...] | None:
    """Return what a fact is said not to bear of a text; None where it is not found."""
    hits = corpus.search(text).hits
    return next((hit.missing for hit in hits if hit.fact.id == fact.id), None)


def main() -> None:
    """Print the counts of each kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", default="missing", help="of the sample")
    seed = parser.parse_args().seed
    corpus = stalinfacts.load()
    changes: tuple[tuple[str, Callable[[Fact, random.Random], Change | None], int], ...] = (
        ("year", changed_year, YEARS),
        ("figure", changed_figure, FIGURES),
        ("person", person_changer(corpus), PERSONS),
    )
    for name, change, number in changes:
        sample = list(drawn(corpus, change, number, f"{seed} {name}"))
        told = false = 0
        lines = []
        for made in sample:
            named = missing(corpus, made.text, made.fact)
            hint = set(words(made.new)) & set(words(" ".join(named or ())))
            told += bool(hint)
            if not hint:
                lines.append(f"  {made.fact.id}: {made.old} → {made.new}: {named}")
            alarms = missing(corpus, made.fact.text, made.fact)
            if alarms or alarms is None:
                false += 1
                lines.append(f"  {made.fact.id} unchanged: {alarms}")
        print(f"{name}: told {told} of {len(sample)}, false {false}", *lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
