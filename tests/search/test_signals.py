"""What each signal says of a fact, and which facts cover enough of a query to answer."""

from __future__ import annotations

import pytest

from search.examples import corpus, fact, sample, signals
from stalinfacts.search.engine import search
from stalinfacts.search.weights import WEIGHTS

SAMPLE = sample()

SPEAKS = [
    ("date of birth", "s-9", "keyword"),
    ("birth", "s-9", "keyword"),  # is the heading's "date of birth", too
    ("death of Stalin", "s-10", "keyword"),
    ("when was Stalin born", "s-9", "answer_type"),
    ("who was exiled", "s-1", "answer_type"),
    ("when was Beria", "s-11", "answer_type"),
    ("who exiled Trotsky", "s-1", "answer_type"),
    ("how many people were listed", "s-5", "answer_type"),
    ("purge", "s-3", "meaning"),
    ("purge army", "s-3", "proximity"),
    ('"red army"', "s-3", "proximity"),
    ("Yezhov shot", "s-7", "opening"),
]


@pytest.mark.parametrize(("text", "fact_id", "name"), SPEAKS)
def test_signal_speaks_for_the_fact(text: str, fact_id: str, name: str) -> None:
    assert 0 < signals(SAMPLE, text)[fact_id][name] <= 1.000001


SILENT = [
    ("purge", "s-3", {"coverage", "meaning"}),
    ("Yezhov shot", "s-7", {"coverage", "meaning", "proximity", "opening"}),
    ("who was Beria", "s-11", {"coverage", "meaning", "opening"}),  # asks for no other person
    ("Stalin", "s-9", {"coverage"}),
    ("drunken exile", "s-1", {"coverage", "meaning"}),  # one word of two is near nothing
]


@pytest.mark.parametrize(("text", "fact_id", "names"), SILENT)
def test_other_signals_are_silent(text: str, fact_id: str, names: set[str]) -> None:
    found = signals(SAMPLE, text).get(fact_id, {})
    assert not found or found.keys() == names


@pytest.mark.parametrize("aspect", ["cause", "date", "place"])
def test_topic_alone_is_the_keyword_of_its_aspect(aspect: str) -> None:
    found = corpus(
        fact("Exile.", keywords=[f"{aspect} of exile"]), fact("Exile.", keywords=["end of exile"])
    )
    assert [("keyword" in values) for values in signals(found, "exile").values()] == [True, False]


def test_phrase_and_first_place_of_a_name_are_whole() -> None:
    assert signals(SAMPLE, '"red army"')["s-3"]["proximity"] == pytest.approx(1)
    kirov = {"id": "kirov", "name": "Kirov", "kind": "person"}
    found = corpus(fact("Kirov met the wife of Kirov.", entities=["kirov"]), entities=[kirov])
    assert signals(found, "Kirov")["s-1"]["opening"] == pytest.approx(1)


NEAREST_FIRST = [
    (
        "army west",
        [
            "The army west of it.",
            "The west army of it.",
            "The army of the west.",
            "West of the old army.",
            "The army, as was said before, lay west.",
        ],
    ),
    (
        "steel plan famine",
        [
            "Steel plan famine.",
            "Steel famine plan.",
            "Famine plan steel.",
            "Steel for the plan, famine.",
        ],
    ),
]


@pytest.mark.parametrize(("text", "facts"), NEAREST_FIRST)
def test_words_that_stand_nearer_and_in_order_come_first(text: str, facts: list[str]) -> None:
    found = signals(corpus(*map(fact, reversed(facts)), vectors=None), text)
    near = [values["proximity"] for values in found.values()]
    assert list(found) == [f"s-{n}" for n in range(len(facts), 0, -1)]
    assert near[0] == pytest.approx(1)
    assert near == sorted(set(near), reverse=True)
    assert near[-1] > 0


def test_name_at_the_beginning_and_a_definition_have_a_whole_signal() -> None:
    kirov = {"id": "kirov", "name": "Sergey Kirov", "kind": "person", "aliases": ["Kirov"]}
    texts = ("Kirov was a Communist.", "It was Kirov.", "They met there and saw Kirov.", "He left.")
    facts = [fact(text, entities=["kirov"]) for text in texts]
    found = signals(corpus(*facts, entities=[kirov], vectors=None), "Kirov")
    assert found["s-1"]["opening"] == found["s-1"]["definition"] == pytest.approx(1)
    opening = [found[f"s-{n}"].get("opening", 0.0) for n in range(1, 5)]
    assert opening == sorted(set(opening), reverse=True)
    assert opening[-1] == 0


# --- which facts answer ----------------------------------------------------------------

STRICT = WEIGHTS._replace(
    min_coverage=0.9,
    short_query_surcharge=0.0,
    least_covered=0.2,
    least_meaning=0.2,
    meaning_bonus=5.0,
)
"""Weights by which nearly all of a query must be covered, and a like meaning makes up for much."""

MADE_UP = [
    ("a great wave of killings began", True),
    ("the great purge of men suddenly began", True),
    ("the great purge of men began in 1937", True),
    ("the great purge of men began in 1950", False),  # no other date,
    ("the great purge of 268,951 men began", False),  # figure
    ("the great purge of 268,950 men began", False),
    ("Beria and the great purge of men began", False),  # or name does,
    ("beria and the great purge of men began", False),
    ("the great purge of men in Warsaw began", False),
    ("the great purge of men Qwxz began", False),  # nor what English does not know
    ("the great purge of men qwxz began", False),
    ('the great purge "of bread" began', False),
    ("garden window door man", False),
]


@pytest.mark.parametrize(("text", "answers"), MADE_UP)
def test_like_meaning_makes_up_for_everyday_words_alone(text: str, answers: object) -> None:
    index = SAMPLE._index
    found = {hit.fact.id for hit in search(index, SAMPLE.parse(text), weights=STRICT).hits}
    assert ("s-2" in found) == answers
    for bonus in (0.0, 0.01):
        weights = STRICT._replace(meaning_bonus=bonus)
        assert search(index, SAMPLE.parse(text), weights=weights).hits == []


BESIDE_A_NAME = [
    ("Beria arrested", True),
    ("Beria qwxz", True),  # nobody knows the word: it is set aside
    ('Beria "qwxz qwxz"', False),  # a phrase is not
    ("Beria programme", False),  # a word of English is not
    ("Beria 1234", False),  # nor is a figure
    ("cobbler qwxz", False),  # without a name nothing is set aside
]


@pytest.mark.parametrize(("text", "answers"), BESIDE_A_NAME)
def test_unknown_word_is_set_aside_beside_a_known_name(text: str, answers: object) -> None:
    assert bool(SAMPLE.search(text).hits) == answers


def test_more_of_a_short_query_must_be_covered_than_of_a_long_one() -> None:
    weights = WEIGHTS._replace(min_coverage=0.2, short_query_surcharge=0.5, meaning_bonus=0.0)
    found = corpus(*map(fact, ("Steel.", "Army.", "Famine.", "Treaty.")), vectors=None)
    short, long = (found.parse(text) for text in ("steel army", "steel army famine treaty"))
    assert search(found._index, short, weights=weights).total == 2
    weights = weights._replace(short_query_surcharge=0.7)
    assert search(found._index, short, weights=weights).total == 0
    weights = weights._replace(min_coverage=0.05)
    assert search(found._index, long, weights=weights).total == 4
