"""What a search promises: what is found, in which order, and what never happens."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import small_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from stalinfacts import corpus as corpus_module
from stalinfacts import query, search
from stalinfacts.api import Corpus
from stalinfacts.errors import UsageError
from stalinfacts.index import Index
from stalinfacts.query import Filters
from stalinfacts.search import WEIGHTS

if TYPE_CHECKING:
    from pathlib import Path


def build(*facts: dict[str, Any], entities: list[dict[str, Any]] | None = None) -> Corpus:
    problems: list[str] = []
    found = corpus_module._Checker(problems).corpus(json.loads(json.dumps(small_corpus(*facts, entities=entities or []))))
    assert not problems
    return Corpus(Index.build(found))


def ids(corpus: Corpus, text: str, **options: Any) -> list[str]:
    return [hit.fact.id for hit in corpus.search(text, **options).hits]


TROTSKY = {"id": "trotsky", "name": "Leon Trotsky", "kind": "person", "aliases": ["Trotsky", "Троцкий", "Lev Bronstein"]}
YEZHOV = {"id": "yezhov", "name": "Nikolai Yezhov", "kind": "person", "aliases": ["Yezhov", "Ezhov"]}

SAMPLE = build(
    {"text": "Trotsky was exiled from the country in 1929.", "dates": ["1929"], "entities": ["trotsky"], "keywords": ["banishment"]},
    {"text": "The great purge began, and many a great man was purged.", "dates": ["1936-12/1938-11"]},
    {"text": "A purge of the army followed.", "dates": ["1937-06"], "citations": [5]},
    {"text": "He was an alcoholic cobbler.", "keywords": ["father", "shoemaker"], "citations": [4]},
    {"text": "Some 268,950 people were listed for arrest on 30 July 1937.", "dates": ["1937-07-30"], "citations": [373]},
    {"text": "The first Five-Year Plan was launched.", "dates": ["1928"], "keywords": ["5-year plan"]},
    {"text": "Yezhov was shot in 1940.", "dates": ["1940"], "entities": ["yezhov"], "flags": ["disputed"]},
    {"text": "Antisemitism grew in the capital."},
    entities=[TROTSKY, YEZHOV],
)

FOUND = [
    ("purge", ["s-3", "s-2"]),  # the word itself before another form of it in a longer text
    ("Trotzky", ["s-1"]),
    ("Троцкий", ["s-1"]),
    ("Bronstein", ["s-1"]),
    ("Ezhov", ["s-7"]),
    ("Ежов", ["s-7"]),
    ("shoemaker", ["s-4"]),
    ("boozer cobbler", ["s-4"]),  # an everyday word for the text's own
    ("268950", ["s-5"]),
    ("268,950 people", ["s-5"]),
    ("268 950", ["s-5"]),
    ("five year plan", ["s-6"]),
    ("5-year plan", ["s-6"]),
    ("fiveyear plan", ["s-6"]),
    ("anti semitism", ["s-8"]),
    ('"great purge"', ["s-2"]),
    ('"purge great"', []),
    ("30 July 1937", ["s-5"]),
    ("purge 1937", ["s-3", "s-2"]),
    ("purge -army", ["s-2"]),
    ("purge -purge", []),
    ("entity:trotsky", ["s-1"]),
    ("year:1937", ["s-2", "s-3", "s-5"]),
    ("cite:4", ["s-4"]),
    ("flag:disputed", ["s-7"]),
    ("exiled entity:yezhov", []),
    ("zzqx", []),
    ("", ["s-1", "s-2", "s-3", "s-4", "s-5", "s-6", "s-7", "s-8"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_was_meant_is_found_in_this_order(text: str, expected: list[str]) -> None:
    assert ids(SAMPLE, text) == expected


LITTLE = build(
    {"text": "The anti-aircraft gun fired."},
    {"text": "Antisemitism grew."},
    {"text": "The red army marched past the redarmy sign."},
    {"text": "A redarmy sign was painted."},
    {"text": "Some 268,950 people were listed."},
    {"text": "Number 268 and number 950 were called."},
    {"text": "Number 193738 was called.", "dates": ["1890"]},
    {"text": "A day of that year.", "dates": ["1937"]},
    {"text": "Number 381937 was called.", "dates": ["1890"]},
)
WRITTEN_APART = [
    ("anti semitism", ["s-2"]),  # "anti" stands in the corpus, "semitism" does not
    ('anti "semitism"', []),
    ('"anti" semitism', []),
    ("red army", ["s-3"]),  # both stand in the corpus, so they are two words
    ("268 950", ["s-5"]),  # figures are one number all the same
    ("1937 38", []),  # a year is a year
    ("38 1937", []),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN_APART)
def test_words_are_put_together_only_where_nothing_else_was_meant(text: str, expected: list[str]) -> None:
    assert ids(LITTLE, text) == expected


CLOSER = [
    ("army west", ["s-2", "s-1"]),  # side by side, though in a longer fact
    ("west army", ["s-2", "s-1"]),
    ('"far cold" west', ["s-3", "s-4"]),
    ('"far cold" north', ["s-5", "s-6"]),  # a keyword stands nowhere in the text: brevity decides
    ("troops south", ["s-7", "s-8"]),
    ('troops "far south"', ["s-7", "s-8"]),
]


@pytest.mark.parametrize(("text", "expected"), CLOSER)
def test_among_equals_words_that_stand_close_together_come_first(text: str, expected: list[str]) -> None:
    corpus = build(
        {"text": "The army of the far and cold west won."},
        {"text": "The army west of the river and of the hills won."},
        {"text": "In the west far cold winds blew and it is said that they went on."},
        {"text": "West winds, it was said by many, were far cold winds."},
        {"text": "Once again far cold winds.", "keywords": ["north"]},
        {"text": "Far cold winds blew as before.", "keywords": ["north"]},
        {"text": "There again came troops.", "keywords": ["far south"]},
        {"text": "Troops came, and more of them.", "keywords": ["far south"]},
    )
    assert [found for found in ids(corpus, text) if found in expected] == expected


def test_facts_that_nothing_else_sets_apart_stay_in_the_order_of_the_article() -> None:
    texts = {9: "The purge went on.", 16: "The purge went on.", 33: "The purge went on."}
    corpus = build(*({"text": texts.get(n, f"Fact number {n}.")} for n in range(1, 41)))
    assert ids(corpus, "purge") == ["s-9", "s-16", "s-33"]


def test_a_word_of_text_and_keywords_counts_as_one_of_the_text() -> None:
    corpus = build({"text": "The red army purge.", "keywords": ["red army", "purge"]})
    for text in ('"red army"', "purge"):
        assert [(r.where, r.share) for r in corpus.search(text).hits[0].reasons] == [("text", 1.0)]


def test_a_date_inside_the_time_comes_before_one_that_reaches_beyond_it() -> None:
    corpus = build({"text": "A purge.", "dates": ["1937-06/1938-02"]}, {"text": "Another purge took place.", "dates": ["1936"]})
    assert ids(corpus, "purge 1936-1937") == ["s-2", "s-1"]


def test_an_excluded_name_is_excluded_under_every_form_of_it_but_not_for_a_part_of_it() -> None:
    assert ids(SAMPLE, "shot") == ["s-7"]
    assert ids(SAMPLE, "shot -ezhov") == []
    assert ids(SAMPLE, "exiled -bronstein") == ["s-1"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Ivan Aaa", "Ivan Bbb", "Ivan Ccc", "Ivan Ddd"], ["s-1", "s-2", "s-3", "s-4"]),
        (["Ivan Aaa", "Ivan Bbb", "Ivan Ccc", "Ivan Ddd", "Ivan Eee"], []),
        (["Ivan Aaa", "Ivan Bbb", "Ivan Ccc", "Ivan Ddd", "Ivan"], ["s-5"]),
    ],
)
def test_a_part_of_very_many_names_names_none_of_them(names: list[str], found: list[str]) -> None:
    entities = [{"id": f"e-{n}", "name": name, "kind": "person", "aliases": []} for n, name in enumerate(names)]
    corpus = build(*({"text": "Somebody went.", "entities": [f"e-{n}"]} for n in range(len(names))), entities=entities)
    assert ids(corpus, "ivan") == found


def test_a_corrected_name_stands_for_the_facts_that_name_it_in_other_words() -> None:
    corpus = build({"text": "Trotsky spoke.", "entities": ["trotsky"]}, {"text": "He went.", "entities": ["trotsky"]}, entities=[TROTSKY])
    assert ids(corpus, "trotskyy") == ["s-1", "s-2"]


def test_a_title_of_a_section_speaks_for_its_facts_and_is_told() -> None:
    """A word weighs by the facts that say it, not by those that only stand under it."""
    raw = small_corpus({"text": "A purge."}, {"text": "Much terror."}, *({"text": "Nothing."} for _ in range(9)))
    raw["sections"][0]["title"] = "The great terror"
    problems: list[str] = []
    corpus = Corpus(Index.build(corpus_module._Checker(problems).corpus(json.loads(json.dumps(raw)))))
    assert not problems
    hit = next(hit for hit in corpus.search("purge terror").hits if hit.fact.id == "s-1")
    assert [r[:4] for r in hit.reasons] == [("purge", ("purge",), "exact", "text"), ("terror", ("terror",), "exact", "section")]
    assert hit.reasons[1].share / hit.reasons[0].share == pytest.approx(WEIGHTS.title)


def test_a_phrase_is_marked_as_it_was_asked_and_no_other_form_of_its_words() -> None:
    hit = SAMPLE.search('"great purge"').hits[0]
    assert [hit.fact.text[start:stop] for start, stop in hit.matches] == ["great", "purge", "great"]


def test_a_phrase_that_is_nowhere_is_told_whole() -> None:
    assert SAMPLE.search('"zzq qqx"').unknown == ("zzq qqx",)


def test_exact_finds_the_words_as_typed_and_nothing_else() -> None:
    assert ids(SAMPLE, "purge", exact=True) == ["s-3", "s-2"]
    assert ids(SAMPLE, "purges", exact=True) == []
    assert ids(SAMPLE, "Trotzky", exact=True) == []
    assert ids(SAMPLE, "Ezhov", exact=True) == [], "another form of a name is another word"


def test_all_asks_for_every_word() -> None:
    assert ids(SAMPLE, "purge army", every=True) == ["s-3"]
    assert ids(SAMPLE, "purge cobbler", every=True) == []


def test_matches_are_the_places_of_the_words_in_the_text() -> None:
    hit = SAMPLE.search("trotzky exile").hits[0]
    assert [hit.fact.text[start:stop] for start, stop in hit.matches] == ["Trotsky", "exiled"]


def test_reasons_add_up_to_the_score_and_name_what_matched() -> None:
    hit = SAMPLE.search("Trotzky banishment").hits[0]
    assert [(r.term, r.words, r.where) for r in hit.reasons] == [("trotzky", ("trotsky",), "text"), ("banishment", ("banishment",), "keywords")]
    assert sum(r.share for r in hit.reasons) == pytest.approx(hit.score)


def test_what_was_corrected_and_what_is_unknown_is_told() -> None:
    answer = SAMPLE.search("kobbler zzqx cobler")
    assert answer.corrected == {"kobbler": ("cobbler",), "cobler": ("cobbler",)}
    assert answer.unknown == ("zzqx",)


def test_the_total_counts_what_the_limit_cuts() -> None:
    answer = SAMPLE.search("purge", limit=1)
    assert ([hit.fact.id for hit in answer.hits], answer.total) == (["s-3"], 2)


def test_a_filter_that_names_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="is no section"):
        SAMPLE.search("purge section:nowhere")
    with pytest.raises(UsageError, match="is no entity; the nearest: trotsky"):
        SAMPLE.search('entity:"Leon Trotskij-Bronshtein"')


# --- tiers -----------------------------------------------------------------------------


@given(st.permutations(["collective", "collectivised", "collectivisation", "collectivization"]))
def test_the_word_itself_comes_before_its_other_forms_wherever_they_stand(order: list[str]) -> None:
    corpus = build(*({"text": f"{word} came."} for word in order))
    assert corpus.search("collectivisation").hits[0].fact.text.startswith("collectivisation")


@given(st.permutations(["kirov was shot, as everybody in the town had long been told he would be", "kirow", "kirovs"]))
def test_a_surer_reading_is_first_whatever_else_speaks_for_the_other(order: list[str]) -> None:
    corpus = build(*({"text": f"{words}."} for words in order))
    texts = [hit.fact.text for hit in corpus.search("kirov").hits]
    assert texts[0].startswith("kirov was")
    assert texts[1:2] == ["kirovs."]


VOCABULARY = ["purge", "army", "lenin", "exile", "party", "shot", "1937", "war"]
A_TEXT = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=60)
@given(
    st.lists(A_TEXT, min_size=1, max_size=8),
    st.sampled_from(["purge", "purge army", "lenin exile war", "shot 1937"]),
    st.integers(0, 8),
    st.text("xyz", min_size=4, max_size=9),
)
def test_a_fact_that_does_not_match_never_changes_the_order_within_a_tier(texts: list[str], asked: str, at: int, other: str) -> None:
    """A tier is what meets the same terms by the same readings."""
    before = build(*({"text": text} for text in texts))
    more = [*texts[:at], other, *texts[at:]]
    after = build(*({"text": text} for text in more))

    def tiers(corpus: Corpus) -> dict[tuple[Any, ...], list[str]]:
        found: dict[tuple[Any, ...], list[str]] = {}
        for hit in corpus.search(asked).hits:
            found.setdefault(tuple((r.term, r.words, r.how, r.where) for r in hit.reasons), []).append(hit.fact.text)
        return found

    one, two = tiers(before), tiers(after)
    assert all(one[tier] == two[tier] for tier in one.keys() & two.keys())


@settings(max_examples=60)
@given(st.lists(A_TEXT, min_size=1, max_size=8), A_TEXT)
def test_scores_fall_and_lie_between_nothing_and_one(texts: list[str], asked: str) -> None:
    scores = [hit.score for hit in build(*({"text": text} for text in texts)).search(asked).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@pytest.mark.parametrize("text", ["ь", "ъь", "ь purge"])
def test_a_sign_that_no_latin_letter_stands_for_is_no_mistake(text: str) -> None:
    """A find of tools/fuzz.py."""
    assert ids(SAMPLE, text) == (ids(SAMPLE, "purge") if "purge" in text else [])


# --- any query ---------------------------------------------------------------------------


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_no_query_of_any_text_makes_it_fail(text: str) -> None:
    try:
        answer = SAMPLE.search(text)
    except UsageError:
        assert ":" in text
        return
    assert answer.total == len(answer.hits)


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["purge", "1937", "trotsky", "plan", "shot", "-army", '"great purge"', "exiled", ""]), max_size=4).map(" ".join),
    st.builds(
        Filters,
        sections=st.sampled_from([(), ("s",)]),
        since=st.sampled_from([None, 706_000, 707_300]),
        until=st.sampled_from([None, 707_400, 708_500]),
        entities=st.sampled_from([(), ("trotsky",), ("yezhov",)]),
        citations=st.sampled_from([(), ((4, 5),), ((373, 373),)]),
        flags=st.sampled_from([(), ("disputed",)]),
        dated=st.sampled_from([None, True, False]),
        cited=st.sampled_from([None, True, False]),
    ),
)
def test_no_result_breaks_a_filter(text: str, filters: Filters) -> None:
    from stalinfacts import dates  # noqa: PLC0415 # the oracle's own

    for hit in SAMPLE.search(text, filters=filters).hits:
        fact = hit.fact
        spans = [dates.parse(edtf).span for edtf in fact.dates]
        if filters.since is not None or filters.until is not None:
            assert any((filters.until is None or s.start < filters.until) and (filters.since is None or s.stop > filters.since) for s in spans)
        assert not filters.entities or set(filters.entities) & set(fact.entities)
        assert not filters.citations or any(low <= c <= high for c in fact.citations for low, high in filters.citations)
        assert not filters.flags or set(filters.flags) & set(fact.flags)
        assert filters.dated is None or bool(fact.dates) is filters.dated
        assert filters.cited is None or bool(fact.citations) is filters.cited


def test_the_short_cut_looks_closely_at_what_the_rarer_words_speak_for(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = build(*({"text": "Lenin spoke."} for _ in range(5)), {"text": "Lenin spoke of exile and war."}, *({"text": "War again."} for _ in range(7)))
    monkeypatch.setattr(search, "COMMON", 7)
    monkeypatch.setattr(search, "CANDIDATES", 1)
    best = corpus.search("lenin exile war", limit=1).hits[0]
    assert (best.fact.id, [r.term for r in best.reasons]) == ("s-6", ["lenin", "exile", "war"])


@pytest.mark.parametrize("text", ["purge", "purgee", "trotsky", "trotskyy", "five", "5"])
def test_a_word_alone_that_many_facts_hold_takes_no_look_at_each(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def ranked(*_: object) -> None:
        pytest.fail("every fact was weighed")

    corpus = build(
        *({"text": f"The purge of Trotsky, part {n + 100}.", "entities": ["trotsky"]} for n in range(60)),
        *({"text": f"The five went, part {n + 100}."} for n in range(60)),
        {"text": "He was gone.", "entities": ["trotsky"]},
        {"text": "They were gone.", "entities": ["the-five"]},
        entities=[TROTSKY, {"id": "the-five", "name": "5", "kind": "organisation", "aliases": []}],
    )
    thorough = corpus.search(text)
    monkeypatch.setattr(search._Search, "_rank", ranked)
    assert corpus.search(text, limit=3) == thorough._replace(hits=thorough.hits[:3])


def test_a_part_that_is_switched_off_stays_so_for_a_word_that_many_facts_hold() -> None:
    corpus = build(*({"text": f"The purge, part {n}."} for n in range(60)))
    assert search.search(corpus.index, query.parse("purgee"), 3, WEIGHTS._replace(corrected=0.0)).hits == []


def test_very_common_words_are_found_by_the_short_cut_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["the war went on", "lenin won the war", "war", "nothing"] * 5
    corpus = build(*({"text": f"{text} {n}."} for n, text in enumerate(texts)))
    thorough = [hit.fact.id for hit in corpus.search("lenin war", limit=5).hits]
    everything = [hit.fact.id for hit in corpus.search("war").hits]
    monkeypatch.setattr(search, "COMMON", 3)
    assert [hit.fact.id for hit in corpus.search("lenin war", limit=5).hits] == thorough
    assert len(corpus.search("war", limit=5).hits) == 5
    assert [hit.fact.id for hit in corpus.search("war").hits] == everything, "nothing is left out where all are wanted"


def test_a_word_that_many_facts_hold_is_answered_as_thoroughly_as_any_other(monkeypatch: pytest.MonkeyPatch, corpus: Corpus) -> None:
    """Hits, reasons, total and corrections are those that a look at each fact gives."""
    known = corpus.index.dictionary("")[::60]
    slips = [word[:2] + word[3] + word[2] + word[4:] for word in known if len(word) > 4]
    shortened = 0
    for text in [*known, *slips, "1st of", "May 1st", "Клемент", "იოსებ", "Троцкий", "Ordzhonikidze", "fiveyear", "collectiv"]:
        for asked in (query.parse(text), query.parse(text)._replace(exact=True)):
            monkeypatch.setattr(search, "MANY", sys.maxsize)
            thorough = search.search(corpus.index, asked, 3)
            monkeypatch.setattr(search, "MANY", 1)
            assert search.search(corpus.index, asked, 3) == thorough, text
            shortened += thorough.total > len(thorough.hits)
    assert shortened > 50, "few words of those stand in more facts than are shown, so little was compared"


@pytest.mark.parametrize("text", ["Ordshonikidse", "Voroshylof", "colectivisaton"])
def test_a_long_word_with_two_slips_is_found_when_nothing_else_is_asked(text: str, corpus: Corpus) -> None:
    hits = corpus.search(text).hits
    assert [reason.how for reason in hits[0].reasons] == ["corrected by 2"]
    assert hits[0].score == pytest.approx(WEIGHTS.corrected * WEIGHTS.further)


def test_a_file_answers_as_memory_does(tmp_path: Path, corpus: Corpus) -> None:
    import sqlite3  # noqa: PLC0415

    from stalinfacts.index import fill  # noqa: PLC0415

    path = tmp_path / "copy.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    found = corpus_module.read(corpus_module_path())
    fill(connection, found)
    connection.close()
    copy, memory = Corpus(Index.open(path)), Corpus(Index.build(found))
    for text in ("great purge", "Trotzky", "when was he exiled to Siberia", "purge 1937", "gang raising money", "how many children"):
        asked = query.parse(text)
        assert search.search(copy.index, asked).hits == search.search(memory.index, asked).hits == search.search(corpus.index, asked).hits


def corpus_module_path() -> Path:
    from stalinfacts.api import bundled_path  # noqa: PLC0415

    return bundled_path()
