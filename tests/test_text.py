"""Which differences of writing do not count, and that Python and SQLite agree on what a word is."""

from __future__ import annotations

import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts import text
from stalinfacts.thesaurus import Thesaurus, bundled

WORDS = [
    ("Great Purge", ["great", "purge"]),
    ("Stalin's purge", ["stalin", "purge"]),
    ("Stalin’s purge", ["stalin", "purge"]),
    ("the workers' strike", ["the", "workers", "strike"]),
    ("Łódź", ["lodz"]),
    ("Đoković Øresund Æsir", ["dokovic", "oresund", "aesir"]),
    ("émigré", ["emigre"]),
    ("e\u0301migre\u0301", ["emigre"]),
    ("STRASSE straße", ["strasse", "strasse"]),
    ("Троцкий", ["троцкии"]),
    ("ёлка", ["елка"]),
    ("ჯუღაშვილი", ["ჯუღაშვილი"]),
    ("268,950 people", ["268950", "people"]),
    ("268\u00a0950", ["268950"]),
    ("268\u202f950", ["268950"]),
    ("1,710 towns", ["1710", "towns"]),
    ("22 June 1941, 350 men", ["22", "june", "1941", "350", "men"]),
    ("4.3 million.", ["4ˑ3", "million"]),
    ("57%", ["57", "percent"]),
    ("57 per cent", ["57", "percent"]),
    ("five-year plan", ["five", "year", "plan"]),
    ("anti–semitism", ["anti", "semitism"]),
    ("[sic] [4]", ["sic", "4"]),
    ("snake_case", ["snake", "case"]),
    ("", []),
    ("?!", []),
]


@pytest.mark.parametrize(("written", "expected"), WORDS)
def test_words_are_the_same_however_they_are_written(written: str, expected: list[str]) -> None:
    assert text.words(written) == expected


@pytest.mark.parametrize(("written", "expected"), WORDS)
def test_each_word_is_found_again_in_the_text_as_it_was_written(written: str, expected: list[str]) -> None:
    tokens = text.tokens(written)
    folded = [token.word for token in tokens]
    assert [word for word in folded if word != "percent"] == [word for word in expected if word not in ("percent", "per", "cent")] or folded[-2:] == [
        "per",
        "cent",
    ]
    for token in tokens:
        assert token.word in text.words(written[token.start : token.stop])


@given(st.text())
def test_folding_twice_changes_nothing_more(written: str) -> None:
    once = text.words(written)
    assert text.words(" ".join(once)) == once


@given(st.text())
def test_tokens_stand_in_order_and_inside_the_text(written: str) -> None:
    at = 0
    for token in text.tokens(written):
        assert at <= token.start < token.stop <= len(written) or token.start < at
        at = max(at, token.stop)


def test_python_and_sqlite_agree_on_every_word_of_the_corpus(raw: dict[str, object]) -> None:
    """A query is cut into words by Python and the facts by FTS5: a disagreement would make a word unfindable."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table facts using fts5 (text)")
    database.execute("create virtual table places using fts5vocab (facts, instance)")
    texts = [f["text"] + " | " + " ; ".join(f["keywords"]) for s in json.loads(json.dumps(raw["sections"])) for f in s["facts"]]
    database.executemany("insert into facts (rowid, text) values (?, ?)", enumerate(map(text.fold, texts)))
    terms = database.execute("select term, doc, offset from places").fetchall()
    database.close()
    by_sqlite: dict[int, list[tuple[int, str]]] = {}
    for term, doc, offset in terms:
        by_sqlite.setdefault(doc, []).append((offset, term))
    for n, written in enumerate(texts):
        assert [term for _, term in sorted(by_sqlite[n])] == text.words(written)


SAME_STEM = [
    ("collectivisation", "collectivization"),
    ("theatre", "theater"),
    ("labour", "labor"),
    ("defence", "defense"),
    ("travelled", "traveling"),
    ("programme", "program"),
    ("centre", "center"),
    ("dialogue", "dialog"),
    ("analyse", "analyze"),
    ("exile", "exiled"),
    ("communists", "communist"),
    ("poisoning", "poisoned"),
    ("stories", "story"),
]


@pytest.mark.parametrize(("one", "other"), SAME_STEM)
def test_inflections_and_spellings_meet_in_one_stem(one: str, other: str) -> None:
    stems = text.Stemmer()([one, other])
    assert stems[one] == stems[other]


@pytest.mark.parametrize(("one", "other"), [("war", "warsaw"), ("tour", "tor"), ("lenin", "leningrad")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    stems = text.Stemmer()([one, other])
    assert stems[one] != stems[other]


@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), max_size=30))
def test_a_stem_does_not_depend_on_what_was_asked_before(words: list[str]) -> None:
    together = text.Stemmer()(words)
    assert all(text.Stemmer()([word]) == {word: stem} for word, stem in list(together.items())[:3])
    assert set(together) == set(words)


@given(st.text(max_size=30))
def test_any_word_has_a_stem_whatever_its_script(written: str) -> None:
    """A find of tools/fuzz.py: FTS5 cut in two what is one word to Python."""
    words = text.words(written)
    assert list(text.Stemmer()(words)) == list(dict.fromkeys(words))
    assert text.Stemmer()(["\u1ce9\U0001e14ea", "purges"])["purges"] == "purg"


def test_an_irregular_form_knows_its_whole_family() -> None:
    assert set(text.IRREGULAR_FORMS["flee"]) == set(text.IRREGULAR_FORMS["fled"]) == {"flee", "fled"}
    assert {"child", "children"} <= set(text.IRREGULAR_FORMS["children"])


@pytest.mark.parametrize(("word", "roman"), [("коба", "koba"), ("хрущев", "khrushchev"), ("ჯუღაშვილი", "jughashvili"), ("жуков", "zhukov"), ("koba", "koba")])
def test_other_scripts_are_romanised_as_english_texts_write_them(word: str, roman: str) -> None:
    assert text.romanise(word) == roman


HOSTILE = [
    ("\x1b[31mred", "\\x1b[31mred"),
    ("\x1b]52;c;aGk=\x07", "\\x1b]52;c;aGk=\\x07"),
    ("a\x9b31mb", "a\\x9b31mb"),
    ("a\u202eb", "a\\u202eb"),
    ("a\u2066b", "a\\u2066b"),
    ("zero\u200bwidth", "zero\\u200bwidth"),
    ("nul\x00", "nul\\x00"),
    ("half\ud800", "half\\ud800"),
    ("tag\U000e0041", "tag\\U000e0041"),
    ("back\x08space\x7f", "back\\x08space\\x7f"),
    ("cr\rlf", "cr\\x0dlf"),
    ("a" + "\u0301" * 40, "a" + "\u0301" * 4 + "…"),
    ("tab\tand\nline", "tab\tand\nline"),
    ("Łódź “quoted” – fine", "Łódź “quoted” – fine"),
]


@pytest.mark.parametrize(("written", "expected"), HOSTILE)
def test_what_a_terminal_would_obey_or_hide_is_written_out(written: str, expected: str) -> None:
    assert text.visible(written) == expected


@given(st.text())
def test_visible_text_holds_no_control_character_but_tab_and_line_end(written: str) -> None:
    shown = text.visible(written)
    assert not any(ord(c) < 0x20 and c not in "\t\n" for c in shown)
    assert not any(0x7F <= ord(c) <= 0x9F or 0xD800 <= ord(c) <= 0xDFFF or c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069" for c in shown)


@given(st.text(st.characters(codec=None)))
def test_escaped_json_means_the_same_and_drives_no_terminal(written: str) -> None:
    escaped = text.escape_json(json.dumps(written, ensure_ascii=False))
    assert json.loads(escaped) == json.loads(json.dumps(written))
    assert text.visible(escaped) == escaped or "…" in text.visible(escaped)


def test_the_thesaurus_is_sorted_and_every_line_of_it_is_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    book = bundled()
    assert book is not None
    lines = bytes(book._lines).decode().splitlines()
    assert lines == sorted(lines, key=lambda line: line.encode())
    for line in lines[::997]:
        stem, _, others = line.partition("\t")
        assert book.synonyms(stem) == tuple(others.split())
    small = tmp_path_factory.mktemp("book") / "thesaurus.txt"
    small.write_text("b\tone\nd\ttwo three\n", encoding="utf-8")
    found = {stem: Thesaurus(small).synonyms(stem) for stem in ("a", "b", "c", "d", "e")}
    assert found == {"a": (), "b": ("one",), "c": (), "d": ("two", "three"), "e": ()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], []),
        (["ab"], ["ab"]),
        (["ab", "cd"], ["ab", "cd"]),
        (["ab", "cd", "bc"], ["abcd"]),
        (["purge", "чистка"], ["egpru", "аистчк"]),
    ],
)
def test_letters_that_stand_together_in_a_word_are_of_one_alphabet(words: list[str], expected: list[str]) -> None:
    assert text.alphabets(words) == [("".join(sorted(letters))) for letters in expected]
