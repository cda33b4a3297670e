"""Spellings of a name by languages meet; other names keep keys of their own."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts.text.normalize import words
from stalinfacts.text.transliteration import alphabets, name_key, name_keys, romanize

CORPUS = Path(__file__).parents[2] / "data" / "biography.json"


@pytest.mark.parametrize(
    ("word", "roman"),
    [
        ("коба", "koba"),
        ("Хрущёв", "khrushchev"),
        ("ჯუღაშვილი", "jughashvili"),
        ("Жуков", "zhukov"),
        ("Троцкий", "trotskii"),
        ("Ильич", "ilich"),
        ("koba", "koba"),
        ("στάλιν", "σταλιν"),
        ("ь", ""),
    ],
)
def test_other_scripts_are_romanized_as_english_texts_write_them(word: str, roman: str) -> None:
    (normalized,) = words(word)
    assert romanize(normalized) == roman


# English; German; Polish; French; Spanish, Turkish, Czech, Dutch, Hungarian, scholarly; others
SPELLINGS = """
    Dzhugashvili Jughashvili Djugashvili Dschugaschwili Dżugaszwili Djougachvili Djugachvili
        Yugashvili Cugaşvili Džugašvili Dzjoegasjvili Dzsugasvili Джугашвили ჯუღაშვილი
    Trotsky Trotzki Trocki Trotski Troçki Trockij Trotskii Trotzky Trotskij Троцкий ტროცკი
    Khrushchev Chruschtschow Chruszczow Khrouchtchev Jruschov Kruşçev Hruščov Chroesjtsjov
        Hruscsov Krusciov Kruschev Хрущёв
    Zinoviev Sinowjew Zinowjew Zinovyev Zinovieff Зиновьев
    Kamenev Kamenew Kamieniew Kameneff Каменев
    Beria Berija Beriya Béria Берия ბერია
    Yezhov Ezhov Jeschow Jeżow Iejov Ejov Ežov Jesjov Ежов
    Plekhanov Plechanow Plejanov Plehanov Плеханов
    Georgiy Georgi Georgy Georgij Georgii Gueorgui Георгий
    Zhukov Schukow Shukow Żukow Joukov Jukov Žukov Zjukov Жуков
    Stalin Staline Sztálin Сталин სტალინი
    Voroshilov Woroschilow Woroszyłow Vorochilov Voroşilov Vorosjilov Ворошилов
    Ordzhonikidze Ordschonikidse Ordżonikidze Ordjonikidze Orconikidze Ordžonikidze
    Dzerzhinsky Dserschinski Dzierżyński Dzerjinski Cerjinski Dzeržinskij
    Tsaritsyn Zarizyn Carycyn Tsaritsyne Caricyn Царицын
    Bukharin Bucharin Boukharine Bujarin Buharin
    Tukhachevsky Tuchatschewski Tuchaczewski Toukhatchevski Tujachevski Tuhaçevski
    Mikoyan Mikojan Mikoïan Mikoian
    Molotov Molotow Mołotow Molotoff
    Zhdanov Schdanow Żdanow Jdanov Ždanov
    Solzhenitsyn Solschenizyn Sołżenicyn Soljenitsyne
"""


def lines() -> list[list[str]]:
    rows: list[list[str]] = []
    for line in SPELLINGS.strip("\n").splitlines():
        names = [words(name)[0] for name in line.split()]
        if line.startswith("        "):
            rows[-1] += names
        else:
            rows.append(names)
    return rows


@pytest.mark.parametrize("names", lines(), ids=lambda names: names[0])
def test_usual_transliterations_meet_in_the_key_of_the_english_one(names: list[str]) -> None:
    key = name_key(names[0])
    assert [name for name in names if key not in name_keys(name)] == []


def test_different_names_of_the_list_have_different_keys() -> None:
    keys = [name_key(names[0]) for names in lines()]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tbilisi", "tiflis"),
        ("lenin", "leningrad"),
        ("stalin", "stalina"),
        ("kirov", "kiev"),
        ("pasternak", "paternal"),
        ("kamo", "kato"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert not set(name_keys(one)) & set(name_keys(other))


def test_few_words_of_different_entities_share_a_key() -> None:
    """Among the 2,600 words of names there are 13 such pairs; seven of them are one name."""
    entities: defaultdict[str, set[str]] = defaultdict(set)
    for entity in json.loads(CORPUS.read_text(encoding="utf-8"))["entities"]:
        for name in (entity["name"], *entity["aliases"]):
            for word in words(name):
                entities[word].add(entity["id"])
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for word in entities:
        if len(name_key(word)) >= 4:
            by_key[name_key(word)].append(word)
    collisions = {
        frozenset((one, other))
        for same in by_key.values()
        for one in same
        for other in same
        if not entities[one] & entities[other]
    }
    assert len(collisions) <= len(entities) // 50


@given(st.text(max_size=20))
def test_any_word_has_keys_and_the_first_is_its_own(written: str) -> None:
    for word in words(written):
        keys = name_keys(word)
        assert keys[0] == name_key(word)
        assert len(set(keys)) == len(keys)


def test_an_endless_word_has_a_short_key() -> None:
    assert len(name_key("ab" * 50_000)) <= 50


@pytest.mark.parametrize(
    ("dictionary", "expected"),
    [
        ([], []),
        (["ab"], ["ab"]),
        (["ab", "cd"], ["ab", "cd"]),
        (["ab", "cd", "bc"], ["abcd"]),
        (["purge", "чистка"], ["egpru", "аистчк"]),
    ],
)
def test_letters_that_stand_together_are_of_one_alphabet(
    dictionary: list[str], expected: list[str]
) -> None:
    assert alphabets(dictionary) == ["".join(sorted(letters)) for letters in expected]
