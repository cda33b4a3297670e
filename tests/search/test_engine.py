"""What a search finds, what comes first, and what it says besides."""

from __future__ import annotations

import pytest

from search.examples import ENTITIES, corpus, fact, ids, sample
from stalinfacts.query.model import NO_FILTERS, Query
from stalinfacts.search.engine import search

SAMPLE = sample()

FIRST = [
    # words, their forms and spellings
    ("purge army", "s-3"),
    ("exiled", "s-1"),
    ("exile", "s-1"),
    ("shoemaker", "s-4"),
    ("268950", "s-5"),
    ("268,950 people", "s-5"),
    ("five year plan", "s-6"),
    ("5-year plan", "s-6"),
    ("anti semitism", "s-8"),
    ("antisemitsm", "s-8"),
    ('"great purge"', "s-2"),
    ("antisem*", "s-8"),
    # names
    ("Trotzky", "s-1"),
    ("Троцкий", "s-1"),
    ("Bronstein", "s-1"),
    ("Ezhov", "s-7"),
    ("Ежов", "s-7"),
    ("RKKA", "s-3"),
    ("World War I", "s-12"),
    ("WWI", "s-12"),
    ("World War II", "s-13"),
    ("US troops", "s-14"),
    # times
    ("30 July 1937", "s-5"),
    ("purge 1937", "s-3"),
    # questions
    ("when did Stalin die", "s-10"),
    ("when did he die", "s-10"),
    ("death", "s-10"),
    ("date of birth", "s-9"),
    ("when was Stalin born", "s-9"),
    ("Stalin's father", "s-4"),
    ("who was shot", "s-7"),
    # meaning makes up for everyday words
    ("drunken cobbler and dad", "s-4"),
    # a name that is surely known, beside what nobody knows
    ("Берия отравил", "s-11"),
]


@pytest.mark.parametrize(("text", "first"), FIRST)
def test_first_hit(text: str, first: str) -> None:
    assert ids(SAMPLE, text)[:1] == [first]


FOUND = [
    ("purge -army", {"s-2"}),
    ("purge NOT army", {"s-2"}),
    ('purge -"red army"', {"s-2"}),
    ("purge -purge", set()),
    ("purge -RKKA", {"s-2"}),  # s-3 names it in its entities
    ("purge -antisemitsm", {"s-2", "s-3"}),
    ("antisemitism OR cobbler", {"s-4", "s-8"}),
    ("entity:trotsky", {"s-1"}),
    ("flag:disputed", {"s-7"}),
    ("cite:373", {"s-5"}),
    ("exiled entity:yezhov", set()),
    ("purge flag:disputed", set()),
    ('"purge great"', set()),
    ('purge "red army"', {"s-3"}),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_found(text: str, found: set[str]) -> None:
    assert set(ids(SAMPLE, text)) == found


NOTHING = [
    "",
    '""',
    "☭",
    "$",
    "zzqx",
    "Pasternak",
    "スターリン",
    "space programme",
    "Kronstadt revolt",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(text: str) -> None:
    result = SAMPLE.search(text)
    assert (result.hits, result.total) == ([], 0)


def test_query_of_exclusions_lists_the_rest() -> None:
    assert len(ids(SAMPLE, "-purge")) == len(SAMPLE.facts()) - 2


def test_filters_alone_list_in_article_order() -> None:
    result = SAMPLE.search("from:1937 to:1940")
    assert [hit.score for hit in result.hits] == [1.0] * result.total
    numbers = [hit.fact.number for hit in result.hits]
    assert numbers == sorted(numbers)
    assert result[2:] == (False, {}, ())
    assert SAMPLE.search("from:1937 to:1940", limit=1) == result._replace(hits=result.hits[:1])


def test_query_without_terms_and_filters_finds_nothing() -> None:
    index = SAMPLE._index
    assert search(index, Query("", (), (), NO_FILTERS)).total == 0


def test_subject_alone_finds_everything_and_begins_with_the_first_dates() -> None:
    result = SAMPLE.search("Stalin")
    assert result.total == len(SAMPLE.facts())
    assert [hit.fact.id for hit in result.hits[:2]] == ["s-9", "s-10"]


def test_subject_beside_a_word_leaves_the_word_decisive() -> None:
    assert set(ids(SAMPLE, "Stalin cobbler")) == set(ids(SAMPLE, "cobbler")) == {"s-4"}


def test_exact_finds_words_as_typed_only() -> None:
    assert ids(SAMPLE, "exile", exact=True) == []
    assert ids(SAMPLE, "exiled", exact=True) == ["s-1"]


def test_match_all_wants_every_term() -> None:
    assert set(ids(SAMPLE, "purge army", match_all=True)) == {"s-3"}
    assert ids(SAMPLE, "purge cobbler", match_all=True) == []
    assert set(ids(SAMPLE, "Stalin purge", match_all=True)) == {"s-2", "s-3"}  # all are about him


@pytest.mark.parametrize("text", ["purge", "Trotsky", "died", "1937", "troops", "Stalin"])
@pytest.mark.parametrize("limit", [0, 1, 2, 5])
def test_limit_cuts_and_does_no_more(text: str, limit: int) -> None:
    everything = SAMPLE.search(text)
    assert SAMPLE.search(text, limit=limit) == everything._replace(hits=everything.hits[:limit])


def test_names_are_units() -> None:
    assert "s-13" not in ids(SAMPLE, "World War I")[:1]
    assert ids(SAMPLE, "us troops")[:2] == ids(SAMPLE, "troops")[:2]  # in small letters: no name


def test_fact_that_lacks_a_known_name_is_no_answer() -> None:
    found = corpus(
        *(fact(f"His mother was a seamstress, year {n}.") for n in range(5)),
        *(fact(f"Hitler marched on, day {n}.", entities=["hitler"]) for n in range(5)),
        entities=[
            {"id": "hitler", "name": "Adolf Hitler", "kind": "person", "aliases": ["Hitler"]}
        ],
    )
    assert "s-1" not in ids(found, "hitler mother")


def test_corrected_words_are_told() -> None:
    assert SAMPLE.search("antisemitsm").corrected == {"antisemitsm": ("antisemitism",)}
    assert SAMPLE.search("purge").corrected == {}


def test_words_that_nothing_stands_for_are_told() -> None:
    assert SAMPLE.search("Берия отравил").missing == ("отравил",)
    assert SAMPLE.search("zzqx").missing == ("zzqx",)


MISSING = [
    ("Yezhov was shot in 1940", "s-7", ()),
    ("Yezhov was shot in 1939", "s-7", ("1939",)),
    ("Trotsky was exiled in April 1929", "s-1", ("April 1929",)),  # the fact says only 1929
    ("Trotsky was exiled from the country in 1929", "s-1", ()),
    ("Beria was exiled from the country in 1929", "s-1", ("Beria",)),
    ("Some 268,951 people were listed for arrest on 30 July 1937", "s-5", ("268,951",)),
    ("A purge of the Red Army followed", "s-3", ()),
    ("By 1940 Yezhov was shot", "s-7", ()),
    ("By 1941 Yezhov was shot", "s-7", ("1941",)),  # the fact keeps to it, and says 1940
    ("great purge 1936", "s-2", ()),  # the fact goes on to 1938, and says 1936
    ("great purge 1937", "s-2", ("1937",)),
    ("World War I began", "s-13", ("World War I",)),
    ("Bronstein exiled", "s-1", ("Bronstein",)),
    ("something exiled again", "s-1", ()),
    ("something Beria exiled from the country in 1929", "s-1", ("Beria",)),
    ("Stalin purge", "s-3", ()),
]


@pytest.mark.parametrize(("text", "fact_id", "missing"), MISSING)
def test_hit_tells_what_the_fact_does_not_bear(
    text: str, fact_id: str, missing: tuple[str, ...]
) -> None:
    hits = {hit.fact.id: hit.missing for hit in SAMPLE.search(text).hits}
    assert hits[fact_id] == missing


def test_hit_says_each_of_its_dates() -> None:
    found = corpus(fact("A purge.", dates=["1936/1938", "1941/1945"]))
    assert [hit.missing for hit in found.search("purge 1938").hits] == [()]
    assert [hit.missing for hit in found.search("purge 1941").hits] == [()]


HIGHLIGHTS = [
    ("Trotzky", "s-1", ["Trotsky"]),
    ("Троцкий exile", "s-1", ["Trotsky", "exiled"]),
    ("rkka", "s-3", ["Red", "Army"]),
    ("WWI", "s-12", ["First", "World", "War"]),
    ("268950", "s-5", ["268,950"]),
    ('"red army"', "s-3", ["Red", "Army"]),
    ("antisemitsm", "s-8", ["Antisemitism"]),
]


@pytest.mark.parametrize(("text", "fact_id", "marked"), HIGHLIGHTS)
def test_matches_are_what_stands_for_the_query(text: str, fact_id: str, marked: list[str]) -> None:
    hit = next(hit for hit in SAMPLE.search(text).hits if hit.fact.id == fact_id)
    assert [hit.fact.text[start:stop] for start, stop in hit.matches] == marked


def test_longer_word_is_not_marked_for_one_that_it_begins_with() -> None:
    text = "Stalin was at Stalingrad."
    hit = corpus(fact(text), entities=ENTITIES).search("Stalin").hits[0]
    assert [text[start:stop] for start, stop in hit.matches] == ["Stalin"]


QUERIES = ["purge", "when did Stalin die", "Trotzky exiled 1929", "red army", "Stalin", "1937"]


@pytest.mark.parametrize("text", QUERIES)
def test_contributions_add_up_to_the_score(text: str) -> None:
    for hit in SAMPLE.search(text).hits:
        assert sum(e.contribution for e in hit.explanations) == pytest.approx(hit.score)
        assert 0 <= hit.score <= 1
        assert all(e.contribution > 0 for e in hit.explanations)


def test_explanations_name_signal_term_and_place() -> None:
    hit = SAMPLE.search("Троцкий exile").hits[0]
    parts = {(e.signal, e.term): (e.how, e.where) for e in hit.explanations}
    assert parts["coverage", "Троцкий"][0] in ("transliteration", "name")
    assert parts["coverage", "exile"] == ("other form", "text")
    assert any(e.signal == "meaning" for e in hit.explanations)


def test_ties_are_broken_by_date_then_number() -> None:
    facts = [fact("The purge went on.", dates=[year]) for year in ("1938", "1936", "1937")]
    found = corpus(*facts, fact("The purge went on."), fact("The purge went on."))
    assert ids(found, "purge") == ["s-2", "s-3", "s-1", "s-4", "s-5"]
    assert ids(corpus(*facts[:2]), "purge") == ids(corpus(*facts[:2]), "purge", limit=2)
    assert ids(corpus(*facts[:2]), "purge") == ["s-2", "s-1"]


def test_search_without_vectors_works() -> None:
    found = corpus(fact("A purge followed."), fact("Trade grew."), vectors=None)
    assert ids(found, "purge") == ["s-1"]


def test_words_of_like_meaning_are_found_but_told_as_no_correction() -> None:
    found = corpus(fact("The police came."), fact("A treaty was signed."))
    result = found.search("cops")
    assert [hit.fact.id for hit in result.hits] == ["s-1"]
    assert result.hits[0].explanations[0].how == "similar meaning"
    assert (result.corrected, result.missing) == ({}, ())
    assert [hit.fact.text[slice(*hit.matches[0])] for hit in result.hits] == ["police"]


@pytest.mark.parametrize("text", ['"cops came"', "-cops police", "Trotsky"])
def test_phrases_excluded_words_and_names_stand_for_no_others(text: str) -> None:
    others = [fact("The police came."), fact("Marx and Lenin were read.")]
    found = corpus(*others, entities=ENTITIES)
    assert ids(found, text) == (["s-1"] if "police" in text else [])


def test_exact_finds_no_words_of_like_meaning() -> None:
    assert ids(corpus(fact("The police came.")), "cops", exact=True) == []


def test_fact_of_the_year_asked_for_comes_before_one_that_says_more() -> None:
    found = corpus(
        fact("Yagoda was the chief of the police in 1935.", dates=["1935-07"]),
        fact("An order was signed by the police and its chief.", dates=["1937-07"]),
    )
    assert ids(found, "police chief 1937")[0] == "s-2"


def test_typed_form_of_a_name_comes_before_its_others_and_the_keywords() -> None:
    terror = {"id": "terror", "name": "Great Purge", "kind": "event", "aliases": ["Great Terror"]}
    found = corpus(
        fact("The Great Terror went on.", entities=["terror"]),
        fact("It went on.", keywords=["great purge"]),
        fact("The Great Purge went on.", entities=["terror"]),
        entities=[terror],
    )
    assert ids(found, "great purge")[0] == "s-3"
    assert ids(found, "great terror")[0] == "s-1"


DEFINED = [
    ("Sergey Kirov, a prominent Communist, was murdered.", True),
    ("Kirov was one of the leaders.", True),
    ("The party boss Kirov spoke.", True),
    ("A man called Kirov came.", True),
    ("Boss Kirov spoke.", True),
    ("He was nicknamed the Kirov.", True),
    ("A ship became a Kirov.", True),
    ("Kirov was murdered.", False),
    ("They met Kirov, and he left.", False),
    ("The chief met Kirov.", False),
]


@pytest.mark.parametrize(("text", "is_definition"), DEFINED)
def test_fact_that_says_who_somebody_was_comes_first(text: str, is_definition: object) -> None:
    kirov = {"id": "kirov", "name": "Sergey Kirov", "kind": "person", "aliases": ["Kirov"]}
    found = corpus(fact(text, entities=["kirov"]), entities=[kirov])
    for question in ("who was Kirov", "Kirov", "Kirov's life"):
        signals = {e.signal for e in found.search(question).hits[0].explanations}
        assert ("definition" in signals) == is_definition
    asked = found.search("Kirov murdered").hits
    assert not any(e.signal == "definition" for hit in asked for e in hit.explanations)


def test_fact_that_begins_with_the_name_comes_first() -> None:
    kirov = {"id": "kirov", "name": "Sergey Kirov", "kind": "person", "aliases": ["Kirov"]}
    found = corpus(
        fact("The murder of Kirov was debated.", entities=["kirov"]),
        fact("Kirov, the murder of whom was debated.", entities=["kirov"]),
        entities=[kirov],
    )
    hits = found.search("murder Kirov").hits
    assert [hit.fact.id for hit in hits] == ["s-2", "s-1"]
    opening = [e.contribution for hit in hits for e in hit.explanations if e.signal == "opening"]
    assert opening[0] > opening[1] > 0


def test_word_in_text_and_keywords_alike_is_shown_in_the_text() -> None:
    found = corpus(fact("Many were murdered.", keywords=["murder of many"]))
    part = found.search("murder").hits[0].explanations[0]
    assert (part.signal, part.where, part.words) == ("coverage", "text", ("murdered",))


def test_figures_are_numbers_that_are_no_dates() -> None:
    found = corpus(
        fact("People died of hunger in 1932–33."), fact("Five million people died of hunger.")
    )
    hits = found.search("how many people died of hunger").hits
    signals = {hit.fact.id: {e.signal for e in hit.explanations} for hit in hits}
    assert "answer_type" in signals["s-2"]
    assert "answer_type" not in signals["s-1"]


def test_misspelt_name_is_ranked_as_the_name_is() -> None:
    assert ids(SAMPLE, "Trotzkij") == ids(SAMPLE, "Trotsky")
