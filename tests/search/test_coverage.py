"""Coverage against a naive oracle: facts as sets of words, nothing but exact words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.examples import corpus, fact, signals
from stalinfacts.search.weights import WEIGHTS

if TYPE_CHECKING:
    from stalinfacts.api import Corpus

WORDS = ["army", "purge", "exile", "famine", "steel", "treaty", "war", "plan"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


def naive_coverage(texts: list[list[str]], query: list[str]) -> list[float]:
    """Return Σ idf of the words that a text has, out of those of the query."""
    total = len(texts)
    frequency = {word: sum(word in text for text in texts) for word in query}
    weights = {
        word: math.log(1 + (total - max(1, n) + 0.5) / (max(1, n) + 0.5))
        * (1 if n else WEIGHTS.unknown)
        for word, n in frequency.items()
    }
    whole = sum(weights.values())
    return [sum(weights[word] for word in query if word in text) / whole for text in texts]


def coverage(found: Corpus, query: list[str]) -> dict[str, float]:
    text = " ".join(query)
    return {n: each["coverage"] for n, each in signals(found, text, exact=True).items()}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=8),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
)
def test_coverage_is_that_of_the_oracle(texts: list[list[str]], query: list[str]) -> None:
    found = corpus(*(fact(" ".join(text).capitalize() + ".") for text in texts), vectors=None)
    expected = naive_coverage(texts, query)
    for fact_id, value in coverage(found, query).items():
        assert value == pytest.approx(expected[int(fact_id[2:]) - 1])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=8),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
)
def test_facts_that_cover_the_whole_query_are_always_found(
    texts: list[list[str]], query: list[str]
) -> None:
    found = corpus(*(fact(" ".join(text).capitalize() + ".") for text in texts), vectors=None)
    whole = {f"s-{n}" for n, text in enumerate(texts, 1) if set(query) <= set(text)}
    assert whole <= coverage(found, query).keys()
