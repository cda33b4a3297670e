"""The interface from Python: values as code has them, and errors that say what is right."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pytest

import stalinfacts
from stalinfacts import UsageError
from stalinfacts.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stalinfacts import Corpus


def test_corpus_is_a_collection_of_facts(corpus: Corpus) -> None:
    facts = list(corpus)
    assert len(facts) == len(corpus)
    assert corpus["childhood-3"] in facts
    assert "childhood-3" in corpus
    assert "childhood-9999" not in corpus
    assert facts[0] in corpus
    assert facts[0]._replace(text="") not in corpus
    assert repr(corpus) == f"<Corpus 'Joseph Stalin': {len(corpus):,} facts in 48 sections>"
    with pytest.raises(KeyError):
        corpus["childhood-9999"]


def test_time_may_be_a_text_a_year_or_a_day(corpus: Corpus) -> None:
    assert corpus.during(1937) == corpus.during("1937")
    day = corpus.during(date(1953, 3, 5), within=True)
    assert day == corpus.during("5 March 1953", within=True)
    assert {fact.id for fact in day} >= {"death-25"}


def test_ids_are_one_text_or_several(corpus: Corpus) -> None:
    assert corpus.get("childhood-3").id == "childhood-3"
    assert [f.id for f in corpus.get(["childhood-3", "childhood-1"])] == [
        "childhood-3",
        "childhood-1",
    ]
    with pytest.raises(UsageError, match="ids of section childhood run from"):
        corpus.get("childhood-9999")


def test_citations_are_numbers_or_texts(corpus: Corpus) -> None:
    assert corpus.cited(393) == corpus.cited("393")
    assert {f.id for f in corpus.cited("393-397")} >= {f.id for f in corpus.cited(393, 397)}


def test_filters_are_the_words_of_the_command_line(corpus: Corpus) -> None:
    for fact in corpus.facts(section="terror", flag="estimate", dated=True):
        assert fact.section == "terror"
        assert "estimate" in fact.flags
        assert fact.dates
    several = corpus.facts(section=["terror", "pact"])
    assert {fact.section for fact in several} == {"terror", "pact"}
    assert corpus.search("purge", since=1937, until="1938").total > 0
    assert corpus.count(entity="trotsky") == len(corpus.facts(entity="Троцкий"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda c: c.during(1.5), "a time is a str, an int (a year) or a date, not float"),
        (lambda c: c.during(None), "a time is a str"),
        (lambda c: c.search(1937), "a query is a str, not int"),
        (
            lambda c: c.search("x", sectoin="terror"),
            "no such filter 'sectoin'. Did you mean 'section'?",
        ),
        (lambda c: c.search("x", section=1.5), "section is a str, or a list of those, not float"),
        (lambda c: c.facts(dated="yes"), "dated is True or False"),
        (lambda c: c.get([1]), "ids are a str or a list of those"),
        (pickle.dumps, "an open corpus cannot be copied or pickled; load it again"),
        (copy.deepcopy, "an open corpus cannot be copied or pickled; load it again"),
    ],
)
def test_wrong_type_is_a_type_error_that_says_what_is_right(
    corpus: Corpus, call: Callable[[Corpus], Any], message: str
) -> None:
    with pytest.raises(TypeError) as caught:
        call(corpus)
    assert message in str(caught.value)


def test_invalid_values_raise_usage_and_date_errors(corpus: Corpus) -> None:
    with pytest.raises(DateError):
        corpus.during("no time")
    with pytest.raises(UsageError):
        corpus.facts(section="no such section")
    with pytest.raises(UsageError):
        corpus.search("x", sort="loudness")


def test_neighbours_are_the_facts_before_and_after(corpus: Corpus) -> None:
    before, after = corpus.neighbours(corpus["childhood-3"])
    assert before is not None
    assert after is not None
    assert (before.number, after.number) == (
        corpus["childhood-3"].number - 1,
        corpus["childhood-3"].number + 1,
    )


def test_order_by_date_puts_undated_facts_last_in_both_directions(corpus: Corpus) -> None:
    for reverse in (False, True):
        facts = corpus.facts(sort="date", reverse=reverse)
        dated = [bool(fact.dates) for fact in facts]
        assert dated == sorted(dated, reverse=True)


def test_extract_of_a_part_names_only_what_it_has(corpus: Corpus) -> None:
    part = corpus.extract(section="pact")
    assert {section.id for section in part.sections} == {"war", "pact"}
    ids = {fact.id for fact in part.facts}
    named = {entity for fact in part.facts for entity in (*fact.entities, *fact.held_by)}
    assert {e.id for e in part.entities} <= named | {part.subject}
    assert all(set(fact.conflicts_with) <= ids for fact in part.facts)


def test_corpus_that_is_shared_by_threads_answers_as_one_used_alone() -> None:
    queries = ["purge", "seminery", "when did he die", "Троцкий", "1937", "pur*"] * 8
    alone = [[h.fact.id for h in stalinfacts.load().search(q, limit=5).hits] for q in queries[:6]]
    shared = stalinfacts.load()
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda q: [h.fact.id for h in shared.search(q, limit=5).hits], queries)
        )
    assert found == alone * 8


def test_small_corpus_needs_no_optional_keys(write_corpus: Callable[..., Path]) -> None:
    corpus = stalinfacts.load(
        write_corpus({"text": "Ada Lovelace was born in 1815.", "dates": ["1815"]})
    )
    assert [fact.id for fact in corpus] == ["s-1"]
    assert [fact.id for fact in corpus.during(1815)] == ["s-1"]
    assert corpus.search("ada").hits[0].fact.section_title == "Only"


def test_public_names_are_listed_and_no_others_exist() -> None:
    assert set(stalinfacts.__all__) <= set(dir(stalinfacts))
    for name in stalinfacts.__all__:
        assert getattr(stalinfacts, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        attrgetter("nonsense")(stalinfacts)
