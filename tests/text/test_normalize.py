"""Which differences of writing do not count, and that Python and SQLite agree on words."""

from __future__ import annotations

import json
import sqlite3
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts.text.normalize import (
    display,
    is_number,
    normalize,
    normalize_all,
    tokens,
    words,
)

CORPUS = Path(__file__).parents[2] / "data" / "biography.json"

WORDS = [
    ("Great Purge", "great purge"),
    ("Stalin's purge", "stalin purge"),
    ("Stalin’s purge", "stalin purge"),
    ("Stalin`s Stalin´s Stalinʼs", "stalin stalin stalin"),
    ("the workers' strike", "the workers strike"),
    ("Łódź", "lodz"),
    ("Đoković Øresund Æsir", "dokovic oresund aesir"),
    ("émigré e\u0301migre\u0301", "emigre emigre"),
    ("STRASSE straße STRAẞE", "strasse strasse strasse"),
    ("ſeminary KGB İstanbul ıstanbul", "seminary kgb istanbul istanbul"),
    ("ﬁnal ＳＴＡＬＩＮ", "final stalin"),
    ("Троцкий ёлка", "троцкии елка"),
    ("ჯუღაშვილი", "ჯუღაშვილი"),
    ("Ilʹich obʺedinenie", "ilich obedinenie"),
    ("sta\u00adlin sta\u200blin sta\ufefflin", "stalin stalin stalin"),
    ("five-year plan", "five year plan"),
    ("anti–semitism", "anti semitism"),
    ("[sic] [4]", "sic 4"),
    ("snake_case", "snake case"),
    ("O'Brien", "o brien"),
    ("", ""),
    ("?!", ""),
    # contractions
    ("don't won't wasn’t", "dont wont wasnt"),
    ("we'll they've I'm you're he'd", "we they i you he"),
    # abbreviations
    ("U.S. troops", "us troops"),
    ("U.S.S.R., R.S.D.L.P.", "ussr rsdlp"),
    ("J.V.Stalin and J. V. Stalin", "jv stalin and j v stalin"),
    ("the end.I said", "the end i said"),
    ("don't.I", "dont i"),
    # figures
    ("268,950 people", "268950 people"),
    ("268\u00a0950 268\u202f950 268'950 268’950", "268950 268950 268950 268950"),
    ("1,000,000 1.000.000 1'000'000", "1000000 1000000 1000000"),
    ("1,234.5 1.234,5 1'234.5", "1234ˑ5 1234ˑ5 1234ˑ5"),
    ("4.3 million.", "4ˑ3 million"),
    ("4,3 million", "4ˑ3 million"),
    ("0,125", "0ˑ125"),
    ("11.285 million", "11ˑ285 million"),
    ("2½ million, ½", "2ˑ5 million 0ˑ5"),
    ("5'4\"", "5 4"),
    ("5.3.1953", "5 3 1953"),
    ("1937,1938", "1937 1938"),
    ("1941,350 1941\u00a0350", "1941 350 1941 350"),
    ("1,2,3", "1 2 3"),
    ("1908..1913 1908…1913", "1908 1913 1908 1913"),
    ("1937¹ 10² ①5", "1937 1 10 2 1 5"),
    ("22 June 1941, 350 men", "22 june 1941 350 men"),
    ("№227", "no 227"),
    ("T-34 1930s 20th", "t 34 1930s 20th"),
    ("5km 1.63m. 17m 4.3million", "5 km 1ˑ63 m 17 m 4ˑ3 million"),
    ("57% 57 per cent 57 per-cent", "57 percent 57 percent 57 percent"),
    ("super cents", "super cents"),
]


@pytest.mark.parametrize(("written", "expected"), WORDS)
def test_words_are_the_same_however_they_are_written(written: str, expected: str) -> None:
    assert words(written) == expected.split()


ODD = "ıİſßKẞŉʹʺˑ½²№´’`'.,%_-\u00a0\u0301\u200b❶"
PARTS = "per|cent|1|000|12|km|m|'s|n't|'ll|.|,|'|%|½|u|a|Don't|Σ|STRASSE| |\u00a0|\n".split("|")
TEXTS = (
    st.text(st.sampled_from(ODD + "aSnTsu1205379 "), max_size=14)
    | st.text(max_size=20)
    | st.lists(st.sampled_from(PARTS), max_size=9).map("".join)
)


@given(TEXTS)
def test_normalizing_twice_changes_nothing_more(written: str) -> None:
    once = normalize(written)
    assert normalize(once) == once


@given(TEXTS)
def test_words_stay_the_same_when_they_are_read_again(written: str) -> None:
    once = words(written)
    assert words(" ".join(once)) == once


@given(TEXTS, TEXTS)
def test_a_text_is_normalized_the_same_whatever_stands_around_it(one: str, other: str) -> None:
    """A query is normalised alone, a fact between others."""
    assert normalize_all([one, other, one]) == [normalize(one), normalize(other), normalize(one)]
    assert words(f"{one}\n{other}") == words(one) + words(other) or "per" in one


@given(TEXTS.filter(str.isascii))
def test_an_accent_elsewhere_changes_nothing(written: str) -> None:
    assert words(f"{written} é") == [*words(written), "e"]


@given(TEXTS)
def test_tokens_are_the_words_in_order_and_inside_the_text(written: str) -> None:
    places = tokens(written)
    assert [token.word for token in places] == words(written)
    assert all(0 <= token.start < token.stop <= len(written) for token in places)
    starts = [token.start for token in places]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Łódź’s 268,950 men", ["Łódź", "268,950", "men"]),
        ("in 5.3.1953", ["in", "5", "3", "1953"]),
        ("e\u0301migre\u0301", ["e\u0301migre\u0301"]),
        ("57% of U.S. troops", ["57", "%", "of", "U.S", "troops"]),
        ("2½ don't", ["2½", "don't"]),
    ],
)
def test_tokens_stand_where_the_words_were_written(written: str, expected: list[str]) -> None:
    assert [written[token.start : token.stop] for token in tokens(written)] == expected


@given(st.integers(1, 10**9))
def test_a_figure_is_the_same_with_and_without_separators(number: int) -> None:
    assert words(f"{number:,}") == words(str(number)) == [str(number)]
    assert words(f"{number:,}".replace(",", "\u202f")) == [str(number)]


@given(st.integers(0, 9999), st.integers(0, 99))
def test_a_decimal_comma_is_a_decimal_point(whole: int, decimals: int) -> None:
    figure = words(f"{whole},{decimals:02}")
    assert figure == words(f"{whole}.{decimals:02}")
    assert [display(word) for word in figure] == [f"{whole}.{decimals:02}"]
    assert all(map(is_number, figure))


def test_no_sign_of_unicode_joins_the_digits_beside_it() -> None:
    """NFKD makes digits of superscripts, fractions and circled numbers."""
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        decomposed = unicodedata.normalize("NFKD", sign)
        ends = decomposed[0] + decomposed[-1]
        if any(char.isdecimal() for char in ends) and not sign.isdecimal():
            spaced = words(f"7{sign}7") if sign in "½¼¾" else words(f"7 {sign} 7")
            assert words(f"7{sign}7") == spaced, hex(code)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("1937", True), ("4ˑ3", True), ("4ˑ", False), ("1930s", False), ("x", False), ("٣", False)],
)
def test_is_number(word: str, expected: object) -> None:
    assert is_number(word) is expected


def test_display_brings_the_decimal_point_back() -> None:
    assert display("4ˑ3") == "4.3"
    assert display("stalin") == "stalin"


def test_python_and_sqlite_agree_on_every_word_of_the_corpus() -> None:
    """Python cuts a query into words, FTS5 the facts: a difference would hide a word."""
    raw = json.loads(CORPUS.read_text(encoding="utf-8"))
    facts = [fact for section in raw["sections"] for fact in section["facts"]]
    texts = [f"{fact['text']} | {' ; '.join(fact['keywords'])}" for fact in facts]
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table facts using fts5 (text)")
    database.execute("create virtual table places using fts5vocab (facts, instance)")
    database.executemany(
        "insert into facts (rowid, text) values (?, ?)", enumerate(normalize_all(texts))
    )
    by_fact: dict[int, list[str]] = {}
    query = "select doc, term from places order by doc, offset"
    for fact, term in database.execute(query):
        by_fact.setdefault(fact, []).append(term)
    database.close()
    assert [by_fact[fact] for fact in range(len(texts))] == [words(text) for text in texts]
