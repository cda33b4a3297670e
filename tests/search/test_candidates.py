"""A large corpus: candidates by BM25, then the very same ranking."""

from __future__ import annotations

from typing import Any

import pytest

from search.examples import ENTITIES, FACTS, corpus, fact, ids, sample
from stalinfacts.index import champions
from stalinfacts.query.filters import Where
from stalinfacts.search import candidates

TEXTS = ["purge", "purge army", "Trotzky", "troops", "red army", "died 1953", "pur*", '"red army"']


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "LARGE_CORPUS", 0)
    monkeypatch.setattr(candidates, "MAX_POSTINGS", 0)


@pytest.mark.usefixtures("cut")
@pytest.mark.parametrize("text", TEXTS)
def test_candidates_are_ranked_as_a_whole_corpus_is(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = sample().search(text)
    monkeypatch.undo()
    everything = sample().search(text)
    assert few.at_least
    assert not everything.at_least
    assert few.hits[0] == everything.hits[0]


@pytest.mark.usefixtures("cut")
def test_cut_result_says_at_least_and_has_no_more_than_the_candidates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "CHAMPIONS", 3)
    found = corpus(*(fact(f"The purge went on, day {n}.") for n in range(20)))
    result = found.search("purge")
    assert result.at_least
    assert result.total == len(result.hits) == 3


@pytest.mark.usefixtures("cut")
def test_filters_hold_before_the_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "CHAMPIONS", 2)
    facts = [fact(f"The purge went on, day {n}.", citations=[n + 1]) for n in range(20)]
    assert ids(corpus(*facts), "purge cite:17-18") == ["s-17", "s-18"]


@pytest.mark.usefixtures("cut")
def test_dates_and_names_are_looked_up_among_the_candidates() -> None:
    found = corpus(*FACTS, entities=ENTITIES)
    assert ids(found, "purge 1937")[0] == "s-3"
    assert ids(found, "Trotsky exiled")[0] == "s-1"


def test_champions_of_a_common_stem_are_what_bm25_ranks_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(champions, "LARGE_CORPUS", 0)
    monkeypatch.setattr(champions, "MAX_POSTINGS", 2)
    monkeypatch.setattr(champions, "CHAMPIONS", 2)
    texts = ["A long account of a purge of the army.", "Purge after purge.", "The army.", "Purges"]
    postings = corpus(*map(fact, texts))._index.postings
    assert postings.champions("purg") == [n for n, _ in postings.bm25('"purg"', 2)] == [2, 4]
    assert postings.champions("armi") == []


@pytest.mark.usefixtures("cut")
@pytest.mark.parametrize(
    ("text", "first"), [("purge army", "s-4"), ("red army", "s-5"), ("purge", "s-1")]
)
def test_candidates_hold_all_words_first_and_then_the_surest(
    text: str, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "CHAMPIONS", 2)
    many = "After a long purge {} army was led by others, as the whole country was."
    texts = ["Purge.", "Army.", "Red.", many.format("the"), many.format("the Red"), "Army.", "Red."]
    army = {"id": "army", "name": "Red Army", "kind": "organisation"}
    assert ids(corpus(*map(fact, texts), entities=[army]), text)[0] == first


@pytest.mark.usefixtures("cut")
@pytest.mark.parametrize(("text", "found"), [("army purge", {"s-5"}), ("army treaty", {"s-6"})])
def test_the_only_candidate_has_all_words_or_else_the_rarest(
    text: str, found: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "CHAMPIONS", 1)
    texts = ["Army."] * 3 + [
        "Purge.",
        "After a long purge the army was led by others.",
        "A treaty.",
    ]
    assert set(ids(corpus(*map(fact, texts)), text)) == found


@pytest.mark.usefixtures("cut")
def test_dates_of_facts_that_are_not_candidates_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "CHAMPIONS", 1)
    facts = [fact(f"The purge went on, day {n}.", dates=["1937"]) for n in range(5)]
    assert corpus(*facts).search("purge 1937").total == 1


def test_rare_words_of_a_large_corpus_are_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "LARGE_CORPUS", 0)
    assert not sample().search("purge").at_least


def test_corpus_of_just_that_many_facts_is_searched_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MAX_POSTINGS", 0)
    for most, at_least in ((len(FACTS), False), (len(FACTS) - 1, True)):
        monkeypatch.setattr(candidates, "LARGE_CORPUS", most)
        assert sample().search("purge").at_least is at_least


def test_expansions_are_kept_for_a_number_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_MEMO", 2)
    pool = candidates.Pool(sample()._index, Where())
    first = [pool.expansions(word, exact=True, capitalized=False) for word in ("purge", "army")]
    again = [pool.expansions(word, exact=True, capitalized=False) for word in ("purge", "army")]
    assert all(one is other for one, other in zip(first, again, strict=True))
    pool.expansions("exile", exact=True, capitalized=False)
    assert pool.expansions("purge", exact=True, capitalized=False) is not first[0]


def two_words(count: int) -> list[dict[str, Any]]:
    far = "The army, as was said, and said again, of the far and distant and cold west, the army."
    return [fact(far) for _ in range(count)] + [fact("It was the army west of the river.")]


def test_with_a_limit_the_best_ten_are_the_first_ten_without_one() -> None:
    """BM25 counts repetitions, the ranking nearness: no short cut may decide between them."""
    found = corpus(*two_words(6000), vectors=None)
    everything, few = found.search("army west"), found.search("army west", limit=10)
    assert few.hits == everything.hits[:10]
    assert few.hits[0].fact.id == "s-6001"
    assert few.total == everything.total == 6001
