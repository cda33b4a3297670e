"""How a fact matches a term, where, and how well."""

from __future__ import annotations

from typing import Any

import pytest

from search.examples import ENTITIES, corpus, fact, ids, sample, signals
from stalinfacts.search.matching import MAX_NAMES
from stalinfacts.search.weights import WEIGHTS

SAMPLE = sample()

HOW = [
    ("purge", "s-3", ("purge",), "exact", "text"),
    ("banishment", "s-1", ("banishment",), "exact", "keywords"),
    ("exile", "s-1", ("exiled",), "other form", "text"),
    ("5 year", "s-6", ("five",), "equivalent", "text"),
    ("Троцкий", "s-1", ("trotsky",), "transliteration", "text"),
    ("antisemitsm", "s-8", ("antisemitism",), "corrected", "text"),
    ("antisemitsmm", "s-8", ("antisemitism",), "corrected by 2 letters", "text"),
    ("antisem*", "s-8", ("antisemitism",), "beginning", "text"),
    ('"red army"', "s-3", ("red", "army"), "phrase", "text"),
    ("red army", "s-3", ("red", "army"), "exact", "text"),
    ("RKKA", "s-3", ("rkka",), "name", "entities"),
    ("Lev Bronstein", "s-1", ("lev", "bronstein"), "name", "entities"),
    ("Bronstein", "s-1", ("bronstein",), "part of a name", "entities"),
    ("World War I", "s-12", ("world", "war", "i"), "name", "entities"),
    ("World War I", "s-13", ("world", "war", "i"), "words of the name", "text"),
    ("1929", "s-1", ("1929",), "exact", "text"),
    ("1937", "s-3", ("1937",), "date", "dates"),
    ("July 1937", "s-5", ("july", "1937"), "phrase", "text"),
    ("July 1937 purge", "s-2", ("july", "1937"), "wider date", "dates"),
    ("Stalin purge", "s-3", (), "subject", ""),
]


@pytest.mark.parametrize(("text", "fact_id", "words", "how", "where"), HOW)
def test_explanation_says_how_and_where_a_term_matches(
    text: str, fact_id: str, words: tuple[str, ...], how: str, where: str
) -> None:
    hits = {hit.fact.id: hit.explanations for hit in SAMPLE.search(text).hits}
    parts = [(e.words, e.how, e.where) for e in hits[fact_id] if e.signal == "coverage"]
    assert parts[0] == (words, how, where)


SHOWN = [
    ("police", fact("The cops came.", keywords=["police"]), "exact", "keywords"),
    ("murder", fact("Murdered.", keywords=["murder of many"]), "other form", "text"),
    ("5", fact("Five men, 5 women."), "exact", "text"),
    ("cops", fact("The police came."), "similar meaning", "text"),
    ("antisemitism", fact("Anti semitism grew."), "run together", "text"),
]


@pytest.mark.parametrize(("text", "found", "how", "where"), SHOWN)
def test_best_match_of_a_fact_is_the_one_that_is_shown(
    text: str, found: dict[str, Any], how: str, where: str
) -> None:
    part = corpus(found).search(text).hits[0].explanations[0]
    assert (part.signal, part.how, part.where) == ("coverage", how, where)


LOOSE = WEIGHTS._replace(min_coverage=0.0, short_query_surcharge=0.0, lacked_name=0.0)
"""Weights by which a fact answers that has anything of the query."""

COVERS_MORE = [
    # of a query, each text more than the next
    ("exile", [fact("An exile."), fact("Exiled.")]),
    ("police", [fact("The police."), fact("The cops.")]),
    ("murder", [fact("A murder."), fact("It was so.", keywords=["murder"])]),
    (
        "red army",
        [
            fact("The red army."),
            fact("So it was.", entities=["red-army"]),
            fact("An army in red."),
            fact("In red."),
        ],
    ),
    ("1930s army", [fact("Army.", dates=["1937"]), fact("Army.", dates=["1939/1941"])]),
    ("leon", [fact("Leon."), fact("He came.", entities=["trotsky"])]),
    (
        "1937 army",
        [
            fact("Army.", dates=["1937-07"]),
            fact("Army.", dates=["1936/1938"]),
            fact("Army.", dates=["1930/1938"]),
            fact("Army.", dates=["1939"]),
        ],
    ),
    ("268 950", [fact("Some 268,950 men."), fact("268."), fact("950 and 268 men.")]),
]


@pytest.mark.parametrize(("text", "facts"), COVERS_MORE)
def test_better_match_covers_more(text: str, facts: list[dict[str, Any]]) -> None:
    found = signals(corpus(*facts, entities=ENTITIES), text, LOOSE)
    covered = [found.get(f"s-{n}", {}).get("coverage", 0.0) for n in range(1, len(facts) + 1)]
    assert covered == sorted(covered, reverse=True)
    assert covered[0] == pytest.approx(1)
    assert covered[0] > covered[1] >= covered[-1] >= 0


def test_word_that_says_little_covers_less() -> None:
    found = signals(corpus(fact("Army."), fact("Wanted.")), "wanted army", LOOSE)
    assert found["s-1"]["coverage"] > 1 / 2 > found["s-2"]["coverage"] > 0


def test_time_that_is_as_long_as_the_fifth_of_a_date_covers_as_little_as_any_shorter() -> None:
    facts = [fact("Army.", dates=[f"1937/{last}"]) for last in (1938, 1940, 1960, 1980)]
    found = signals(corpus(*facts), "1937 army", LOOSE)
    covered = [found[f"s-{n}"]["coverage"] for n in range(1, 5)]
    assert covered[0] > covered[1] > covered[2] == covered[3]


QUERIES_COVERED_LESS = [
    # of a fact, each query less than the one before
    ("s-8", ["antisemitism", "antisemitsm", "antisemitsmm"]),
    ("s-8", ["antisemitism", "antisem*"]),
    ("s-1", ["Trotsky", "Троцкий", "Bronstein", "Bronstien"]),
    ("s-1", ["exiled", "exile"]),
    ("s-3", ["red army", "RKKA"]),
    ("s-3", ['"red army"', "RKKA"]),
    ("s-12", ["first world war", "World War I"]),
    ("s-2", ["purged", "purging"]),
]


@pytest.mark.parametrize(("fact_id", "queries"), QUERIES_COVERED_LESS)
def test_surer_way_to_match_covers_more(fact_id: str, queries: list[str]) -> None:
    covered = [signals(SAMPLE, text, LOOSE)[fact_id]["coverage"] for text in queries]
    assert covered == sorted(set(covered), reverse=True)
    assert covered[0] == pytest.approx(1)


def test_small_words_of_a_name_are_not_looked_for_apart() -> None:
    council = {"id": "council", "name": "Council of Ministers A", "kind": "organisation"}
    texts = ("Of men.", "A council.", "The Council of Ministers A met.")
    found = signals(corpus(*map(fact, texts), entities=[council]), "council of ministers a", LOOSE)
    assert found.keys() == {"s-2", "s-3"}
    order = {"id": "order", "name": "Order 5 B", "kind": "event"}
    texts = ("B men.", "Some 5 men.", "He came.")
    found = signals(corpus(*map(fact, texts), entities=[order]), "order 5 b", LOOSE)
    assert found.keys() == {"s-2"}


def test_word_of_a_name_stands_for_no_words_of_like_meaning() -> None:
    military = fact("Military men.")
    assert ids(corpus(military), "army") == ["s-1"]
    assert ids(corpus(military, entities=ENTITIES), "army") == []


@pytest.mark.parametrize(("count", "found"), [(MAX_NAMES, ["s-1"]), (MAX_NAMES + 1, [])])
def test_word_that_is_part_of_few_names_stands_for_each(count: int, found: list[str]) -> None:
    parties = [
        {"id": f"p{n}", "name": f"{name} party", "kind": "organisation"}
        for n, name in enumerate(("Red", "White", "Green", "Black", "Blue")[:count])
    ]
    assert ids(corpus(fact("It met.", entities=["p0"]), entities=parties), "party") == found


def test_whole_name_counts_among_the_names_that_a_word_is_part_of() -> None:
    names = ["Guard", "Red Guard", "White Guard", "Old Guard", "Young Guard"]
    guards = [{"id": f"g{n}", "name": name, "kind": "event"} for n, name in enumerate(names)]
    facts = [fact("It met.", entities=[f"g{n}"]) for n in range(2)]
    assert ids(corpus(*facts, entities=guards), "guard") == ["s-1"]
    assert ids(corpus(*facts, entities=guards[:4]), "guard") == ["s-1", "s-2"]


def test_exact_words_are_no_names() -> None:
    assert ids(SAMPLE, "Bronstein", exact=True) == []


@pytest.mark.parametrize(
    ("other", "usual", "fact_id"),
    [
        ("Троцкий exiled", "Trotsky exiled", "s-1"),
        ("Trotzky exiled", "Trotsky exiled", "s-1"),
        ("antisemitsm capital", "antisemitism capital", "s-8"),
    ],
)
def test_other_spelling_means_what_the_usual_one_does(other: str, usual: str, fact_id: str) -> None:
    means = [signals(SAMPLE, text)[fact_id]["meaning"] for text in (other, usual)]
    assert means[0] == means[1]


def test_rarer_word_of_a_name_covers_more() -> None:
    facts = [fact(text) for text in ("An army.", "All red.", "Red.", "Reds.")]
    found = signals(corpus(*facts, entities=ENTITIES), "red army", LOOSE)
    assert found["s-1"]["coverage"] > found["s-2"]["coverage"]


def test_unknown_word_with_a_capital_is_a_name_for_which_none_stands() -> None:
    found = corpus(fact("The police came."))
    assert (ids(found, "cops"), ids(found, "Cops")) == (["s-1"], [])
    assert len(ids(corpus(fact("The police came."), fact("The cops left.")), "Police")) == 2
    assert (ids(SAMPLE, "cobler"), ids(SAMPLE, "Cobler")) == (["s-4"], [])


def test_name_of_the_subject_that_few_facts_hold_weighs_as_any_word() -> None:
    texts = ("Koba came.", "An army.", "Stalin left.", "Stalin saw.", "Stalin won.")
    found = corpus(*map(fact, texts), entities=ENTITIES, subject="stalin")
    koba, stalin = (signals(found, f"{name} army", LOOSE) for name in ("Koba", "Stalin"))
    assert koba["s-2"]["coverage"] < stalin["s-2"]["coverage"]  # what is beside it weighs less


def test_alternatives_are_told_as_they_were_typed() -> None:
    for fact_id in ("s-4", "s-8"):
        hits = {hit.fact.id: hit for hit in SAMPLE.search("antiSemitism OR cobbler").hits}
        assert hits[fact_id].explanations[0].term == "antiSemitism OR cobbler"


def test_words_behind_a_split_one_are_looked_for_too() -> None:
    parts = SAMPLE.search("anti semitism capital").hits[0].explanations
    assert {part.term for part in parts} >= {"antisemitism", "capital"}
    parts = SAMPLE.search("capital anti semitism").hits[0].explanations
    assert {part.term for part in parts} >= {"antisemitism", "capital"}
