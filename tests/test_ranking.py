"""The ranking to the last digit, on a small corpus that does not change: what moves it shows here.

``UPDATE_GOLDEN=1`` writes ``golden/ranking.json`` anew; read the difference before it is committed.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from conftest import ROOT, small_corpus

from stalinfacts import corpus as corpus_module
from stalinfacts import search
from stalinfacts.api import Corpus
from stalinfacts.index import Index
from stalinfacts.query import Filters

GOLDEN = ROOT / "tests" / "golden" / "ranking.json"


def fact(text: str, **others: Any) -> dict[str, Any]:
    return {"text": text, **others}


FACTS = [
    fact("Trotsky was exiled from the country in 1929.", dates=["1929"], entities=["trotsky"], keywords=["banishment"], citations=[1]),
    fact("Trotsky led the Red Army in the civil war.", dates=["1918/1920"], entities=["trotsky", "red-army"], keywords=["commander"]),
    fact("The great purge of the party began.", dates=["1936-12/1938-11"], keywords=["terror", "repression"], entities=["purge"]),
    fact("A purge of the Red Army followed, in which many officers were shot.", dates=["1937-06"], entities=["red-army"], keywords=["tukhachevsky affair"]),
    fact("Yezhov carried the purge out.", dates=["1937", "1938"], entities=["yezhov"], keywords=["secret police chief"]),
    fact("Yezhov was shot in 1940.", dates=["1940-02-04"], entities=["yezhov"], flags=["disputed"]),
    fact("His father was a cobbler and an alcoholic.", keywords=["dad", "shoemaker", "drunkard"]),
    fact("He was born on 18 December 1878.", dates=["1878-12-18"], keywords=["birthday"]),
    fact("He was born in Gori.", entities=["gori"], keywords=["birthplace"]),
    fact("Some 268,950 people were listed for arrest in 1937.", dates=["1937-07-30"], keywords=["order no. 00447"]),
    fact("The first Five-Year Plan was launched in 1928.", dates=["1928"], keywords=["5-year plan", "industrialisation"]),
    fact("The five years of the plan were cut to four.", keywords=["early"]),
    fact("Antisemitism grew in the capital in the early 1950s.", dates=["195X"], keywords=["jews"]),
    fact("Collectivisation met with resistance among the peasants.", dates=["1930"], keywords=["farming"]),
    fact("The collective farms were called kolkhozes.", keywords=["collectivised farming"]),
    fact("He fled from his place of exile.", dates=["1909-06"], keywords=["escape"]),
    fact("Nadya died in the winter of 1932.", dates=["1932-24"], keywords=["wife", "suicide"]),
    fact("Meyerhold, a theatre director, was executed.", dates=["1940-02-02"], keywords=["stage"]),
    fact("The country's army marched; the army of the west did not march.", keywords=["troops"]),
    fact("West of the country the army stood."),
    fact("In the country, said he, the army of the far and distant west was never seen.", keywords=["army west", "country"]),
    fact("Officers of the army, few in number, were shot, it is said, after a purge.", dates=["1938"]),
    fact("He was born, so he said.", keywords=["great purge five year plan"]),
]
ENTITIES = [
    {"id": "trotsky", "name": "Leon Trotsky", "kind": "person", "aliases": ["Trotsky", "Троцкий", "Lev Bronstein"]},
    {"id": "yezhov", "name": "Nikolai Yezhov", "kind": "person", "aliases": ["Yezhov", "Ezhov"]},
    {"id": "red-army", "name": "Red Army", "kind": "organisation", "aliases": ["RKKA"]},
    {"id": "purge", "name": "Great Purge", "kind": "event", "aliases": ["Great Terror"]},
    {"id": "gori", "name": "Gori", "kind": "place", "aliases": []},
]
QUERIES = [
    "trotsky",
    "Trotzky",
    "Троцкий",
    "bronstein",
    "lev bronstein",
    "trotsky exile",
    "exile",
    "exiled from",
    "fled",
    "flee",
    "escape",
    "purge",
    "purges",
    "great purge",
    '"great purge"',
    "great terror",
    "purge 1937",
    "1937",
    "june 1937",
    "in the thirties",
    "4 February 1940",
    "purge army",
    "army purge",
    "red army",
    '"red army"',
    "rkka",
    "purge -army",
    '-"red army" purge',
    "ezhov",
    "Ежов",
    "ezhov shot",
    "who was shot",
    "when was he born",
    "where was he born",
    "how many people were arrested",
    "who carried out the purge",
    "cobbler",
    "shoemaker dad",
    "boozer",
    "father alcoholic",
    "268950",
    "268,950 people",
    "268 950",
    "five year plan",
    "5-year plan",
    "fiveyear plan",
    "first plan",
    "anti semitism",
    "antisemitsm",
    "collectivization",
    "collectiv",
    "colectivisation",
    "kolkhoz",
    "theater director",
    "Meyerhodl",
    "meyerhold executed",
    "winter 1932",
    "suicide of his wife",
    "country army west",
    "west country army",
    "unknownword",
    "unknownword purge",
    "purge unknownword otherword thirdword",
    "the of and",
    "shot",
    "capital",
    "peasant resistance to farming",
    "only",
    "industrialization",
    "army zzq-qqx",
    "five-year army",
    "five-year",
    "purge-army",
    "purge notes",
    "notes",
    "red army purge officers shot unknownword",
    "red army purge officers shot winter 1801",
]


@pytest.fixture(scope="module")
def ranked() -> Corpus:
    problems: list[str] = []
    raw = small_corpus(*FACTS, entities=ENTITIES)
    raw["sections"][0]["title"] = "Notes"
    found = corpus_module._Checker(problems).corpus(json.loads(json.dumps(raw)))
    assert not problems
    return Corpus(Index.build(found))


def told(corpus: Corpus, text: str, **options: Any) -> dict[str, Any]:
    answer = corpus.search(text, **options)
    return {
        "total": answer.total,
        "corrected": {word: list(found) for word, found in answer.corrected.items()},
        "unknown": list(answer.unknown),
        "hits": [
            [
                hit.fact.id,
                round(hit.score, 6),
                [list(match) for match in hit.matches],
                [[r.term, " ".join(r.words), r.how, r.where, round(r.share, 6)] for r in hit.reasons],
            ]
            for hit in answer.hits
        ],
    }


CASES: list[tuple[str, str, dict[str, Any]]] = [
    *((text, text, {}) for text in QUERIES),
    *((f"{text} (exact)", text, {"exact": True}) for text in ("purge", "purges", "trotzky", "red army", "1937", "five year plan")),
    *((f"{text} (all)", text, {"every": True}) for text in ("purge army", "purge cobbler", "red army purge", "purge 1937")),
    *((f"{text} (every fact)", text, {}) for text in ("", "flag:disputed", "entity:trotsky", "-purge", "year:1937 -purge", "year:1937 purge")),
    *((f"{text} (first 2)", text, {"limit": 2}) for text in ("", "entity:yezhov", "-purge")),
    *((f"{text} (best 2)", text, {"limit": 2}) for text in ("purge", "army", "army west country", "shot", "purge unknownword")),
]


NARROWED = ["purge -army", "army -purge", "shot flag:disputed", "purge cite:1", "army since:1938", "purge year:1937", "great purge section:s"]


@pytest.mark.parametrize("many", [search.MANY, 1])
@pytest.mark.parametrize("limit", [0, 1, 2, 3, 5])
@pytest.mark.parametrize("text", [*QUERIES, *NARROWED])
def test_the_best_few_are_the_first_of_all(ranked: Corpus, text: str, limit: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not a short cut is taken."""
    monkeypatch.setattr(search, "MANY", many)
    everything, few = ranked.search(text), ranked.search(text, limit=limit)
    assert few == everything._replace(hits=everything.hits[:limit])


@pytest.mark.parametrize("filters", [Filters(dated=True), Filters(dated=False), Filters(cited=True)])
@pytest.mark.parametrize("text", ["purge", "army", "he was born", "shot"])
def test_a_filter_without_a_value_holds_for_the_best_few_as_well(ranked: Corpus, text: str, filters: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MANY", 1)
    everything, few = ranked.search(text, filters=filters), ranked.search(text, limit=1, filters=filters)
    assert few == everything._replace(hits=everything.hits[:1])
    assert all(filters.dated in (None, bool(hit.fact.dates)) for hit in everything.hits)
    assert not filters.cited or all(hit.fact.citations for hit in everything.hits)


COMMON_QUERIES = [
    "army",
    "purge",
    "army purge",
    "purge army",
    "the army of the west",
    "army unknownword",
    "exiled army",
    "shot officers army",
    "red army purge",
    "he was born",
]


@pytest.mark.parametrize("text", COMMON_QUERIES)
def test_the_short_cut_for_common_words_ranks_as_the_golden_one(ranked: Corpus, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "COMMON", 2)
    monkeypatch.setattr(search, "CANDIDATES", 4)
    check(f"{text} (common)", told(ranked, text, limit=4))


@pytest.mark.parametrize("name", [name for name, _, _ in CASES])
def test_the_ranking_is_the_golden_one(ranked: Corpus, name: str) -> None:
    text, options = next((text, options) for case, text, options in CASES if case == name)
    check(name, told(ranked, text, **options))


def check(name: str, found: dict[str, Any]) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        known = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.is_file() else {}
        GOLDEN.write_text(
            "{\n" + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in (known | {name: found}).items()) + "\n}\n",
            encoding="utf-8",
        )
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))[name]
