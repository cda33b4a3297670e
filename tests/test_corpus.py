"""Reading a corpus: every problem is told at once, with its place; and the bundled one has none."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from conftest import ROOT, small_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from stalinfacts import corpus
from stalinfacts.api import bundled_path
from stalinfacts.errors import CorpusError
from stalinfacts.index import Index
from stalinfacts.model import Corpus, Entity, Fact, Section, Source

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = json.loads((ROOT / "data" / "biography.schema.json").read_text(encoding="utf-8"))
BERIA = {"id": "beria", "name": "Lavrentiy Beria", "kind": "person", "aliases": ["Beria"]}
FACT = {
    "text": "Beria was here.",
    "dates": ["1937"],
    "citations": [1, 2],
    "entities": ["beria"],
    "keywords": ["police"],
    "flags": ["disputed"],
    "note": "A note.",
}


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(small_corpus(FACT, {"text": "Another."}, entities=[BERIA])))
    change(document)
    return document


def problems(path: Path, document: object) -> tuple[str, ...]:
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        corpus.read(path)
    assert "\n" not in str(caught.value)
    return caught.value.problems


def fact(document: dict[str, Any], n: int = 0) -> Any:
    return document["sections"][0]["facts"][n]


WRONG: list[tuple[str, Callable[[dict[str, Any]], object], list[str]]] = [
    (
        "a date that is none",
        lambda d: fact(d)["dates"].append("1937-13"),
        ["sections[0].facts[0].dates[1]: '1937-13' is no date; months run from 01 to 12 (21 to 24 are the seasons)"],
    ),
    ("a number for a text", lambda d: fact(d).update(text=5), ["sections[0].facts[0].text: expected a text, found a whole number"]),
    ("a text for a list", lambda d: fact(d).update(dates="1937"), ["sections[0].facts[0].dates: expected a list, found a text"]),
    ("true for a number", lambda d: fact(d).update(paragraph=True), ["sections[0].facts[0].paragraph: expected a whole number, found true or false"]),
    ("a fraction for a number", lambda d: fact(d).update(citations=[1.5]), ["sections[0].facts[0].citations[0]: expected a whole number, found a number"]),
    ("nothing", lambda d: fact(d).update(text=None), ["sections[0].facts[0].text: expected a text, found null"]),
    ("an empty text", lambda d: fact(d).update(text="  "), ["sections[0].facts[0].text: is empty; it needs a text"]),
    ("a missing key", lambda d: fact(d).pop("text"), ["sections[0].facts[0]: key 'text' is missing"]),
    (
        "an unknown key",
        lambda d: fact(d).update(txet="?"),
        ["sections[0].facts[0]: unknown key 'txet'; known are id, paragraph, text, dates, citations, entities, keywords, flags, conflicts_with, note"],
    ),
    ("an id of another section", lambda d: fact(d).update(id="t-1"), ["sections[0].facts[0].id: 't-1' is no id here; write s-1 or another number"]),
    ("an id twice", lambda d: fact(d, 1).update(id="s-1"), ["sections[0].facts[1].id: 's-1' is taken; every fact needs an id of its own"]),
    (
        "citations out of order",
        lambda d: fact(d).update(citations=[2, 1]),
        ["sections[0].facts[0].citations: are not ascending; write each number once, the smallest first"],
    ),
    (
        "a citation twice",
        lambda d: fact(d).update(citations=[1, 1]),
        ["sections[0].facts[0].citations: are not ascending; write each number once, the smallest first"],
    ),
    ("citation 0", lambda d: fact(d).update(citations=[0, 2]), ["sections[0].facts[0].citations[0]: 0 is out of range; numbers run from 1 to 2147483647"]),
    (
        "a huge citation",
        lambda d: fact(d).update(citations=[10**30]),
        ["sections[0].facts[0].citations[0]: a number is out of range; numbers run from 1 to 2147483647"],
    ),
    ("an entity that is none", lambda d: fact(d).update(entities=["x"]), ["sections[0].facts[0].entities[0]: 'x' is no entity of this corpus"]),
    (
        "a flag that is none",
        lambda d: fact(d).update(flags=["x"]),
        ["sections[0].facts[0].flags[0]: 'x' is unknown; known are attributed, estimate, disputed, citation-needed, by-whom"],
    ),
    ("a keyword twice", lambda d: fact(d).update(keywords=["a", "b", "b"]), ["sections[0].facts[0].keywords: 'b' stands twice; keep one"]),
    (
        "a keyword with the separator",
        lambda d: fact(d).update(keywords=["a;b"]),
        ["sections[0].facts[0].keywords[0]: 'a;b' holds ';', which separates keywords; make it two"],
    ),
    ("a conflict with nothing", lambda d: fact(d).update(conflicts_with=["s-9"]), ["sections[0].facts[0].conflicts_with[0]: 's-9' is no fact of this corpus"]),
    (
        "a date that is none behind a number",
        lambda d: fact(d).update(dates=[5, "1937-13"]),
        [
            "sections[0].facts[0].dates[0]: expected a text, found a whole number",
            "sections[0].facts[0].dates[1]: '1937-13' is no date; months run from 01 to 12 (21 to 24 are the seasons)",
        ],
    ),
    (
        "a conflict with nothing behind a number",
        lambda d: fact(d).update(conflicts_with=[5, "s-9"]),
        [
            "sections[0].facts[0].conflicts_with[0]: expected a text, found a whole number",
            "sections[0].facts[0].conflicts_with[1]: 's-9' is no fact of this corpus",
        ],
    ),
    (
        "a conflict with itself",
        lambda d: fact(d).update(conflicts_with=["s-1"]),
        ["sections[0].facts[0].conflicts_with[0]: 's-1' is this fact; name one that contradicts it"],
    ),
    (
        "numbers for keywords",
        lambda d: fact(d).update(keywords=[5, 6]),
        [f"sections[0].facts[0].keywords[{i}]: expected a text, found a whole number" for i in (0, 1)],
    ),
    (
        "no id for two entities",
        lambda d: d["entities"].extend([{"kind": "work", "aliases": []}] * 2),
        [f"entities[{i}]: key '{key}' is missing" for i in (1, 2) for key in ("id", "name")],
    ),
    ("no id for a section with facts", lambda d: d["sections"][0].pop("id"), ["sections[0]: key 'id' is missing"]),
    (
        "a conflict said on one side",
        lambda d: fact(d).update(conflicts_with=["s-2"]),
        ["sections[0].facts[0].conflicts_with[0]: 's-2' does not say so in turn"],
    ),
    ("half a surrogate", lambda d: fact(d).update(text="a\ud800"), ["sections[0].facts[0].text: holds half a surrogate pair, which is no character"]),
    ("a parent that is none", lambda d: d["sections"][0].update(parent="x"), ["sections[0].parent: 'x' is no section before this one"]),
    ("a section its own parent", lambda d: d["sections"][0].update(parent="s"), ["sections[0].parent: 's' is no section before this one"]),
    (
        "a section twice",
        lambda d: d["sections"].append({"id": "s", "title": "T", "parent": None, "facts": []}),
        ["sections[1].id: 's' is taken; every section needs an id of its own"],
    ),
    (
        "a bad section id",
        lambda d: d["sections"].append({"id": "A b", "title": "T", "parent": None, "facts": []}),
        ["sections[1].id: 'A b' is no id; write small letters, digits and hyphens"],
    ),
    (
        "an entity twice",
        lambda d: d["entities"].append(BERIA),
        [
            "entities[1].id: 'beria' is taken; every entity needs an id of its own",
            "entities[1].aliases: 'lavrentiy beria' names 'beria' too; a name stands for one entity",
            "entities[1].aliases: 'beria' names 'beria' too; a name stands for one entity",
        ],
    ),
    (
        "a bad entity id",
        lambda d: d["entities"].append(dict(BERIA, id="B!", name="X", aliases=[])),
        ["entities[1].id: 'B!' is no id; write small letters, digits and hyphens"],
    ),
    (
        "a kind that is none",
        lambda d: d["entities"][0].update(kind="dog"),
        ["entities[0].kind: 'dog' is unknown; known are person, place, organisation, event, work"],
    ),
    (
        "an alias of two",
        lambda d: d["entities"].append(dict(BERIA, id="b", name="BÉRIA", aliases=[])),
        ["entities[1].aliases: 'beria' names 'beria' too; a name stands for one entity"],
    ),
    ("another version", lambda d: d.update(schema_version=2), ["schema_version: is 2; this program reads version 1"]),
    ("no source title", lambda d: d.update(source={}), ["source: key 'title' is missing"]),
    ("an unknown source key", lambda d: d["source"].update(x="y"), ["source: unknown key 'x'; known are title, publisher, url, revision, license, note"]),
    ("an entity that is a text", lambda d: d["entities"].insert(0, "beria"), ["entities[0]: expected an object, found a text"]),
    (
        "the other half of a surrogate",
        lambda d: fact(d).update(text="\udfff"),
        ["sections[0].facts[0].text: holds half a surrogate pair, which is no character"],
    ),
    (
        "a number for every text of a fact",
        lambda d: fact(d).update(id=5, text=5, dates=[5], keywords=["a", 5], note=5),
        [
            "sections[0].facts[0].id: expected a text, found a whole number",
            "sections[0].facts[0].text: expected a text, found a whole number",
            "sections[0].facts[0].dates[0]: expected a text, found a whole number",
            "sections[0].facts[0].keywords[1]: expected a text, found a whole number",
            "sections[0].facts[0].note: expected a text, found a whole number",
        ],
    ),
    (
        "a number for every list of a fact",
        lambda d: fact(d).update(dates=5, citations=5, entities=5, keywords=5, flags=5, conflicts_with=5),
        [
            "sections[0].facts[0].dates: expected a list, found a whole number",
            "sections[0].facts[0].citations: expected a list, found a whole number",
            "sections[0].facts[0].entities: expected a list, found a whole number",
            "sections[0].facts[0].keywords: expected a list, found a whole number",
            "sections[0].facts[0].flags: expected a list, found a whole number",
            "sections[0].facts[0].conflicts_with: expected a list, found a whole number",
        ],
    ),
    ("a text for a citation", lambda d: fact(d).update(citations=["1", 2]), ["sections[0].facts[0].citations[0]: expected a whole number, found a text"]),
    ("an id without a number", lambda d: fact(d).update(id="s-x"), ["sections[0].facts[0].id: 's-x' is no id here; write s-1 or another number"]),
    ("an id with a foreign digit", lambda d: fact(d).update(id="s-١"), ["sections[0].facts[0].id: 's-١' is no id here; write s-1 or another number"]),
    (
        "a citation below 1",
        lambda d: fact(d).update(citations=[1 - 2**31]),
        ["sections[0].facts[0].citations[0]: -2147483647 is out of range; numbers run from 1 to 2147483647"],
    ),
    (
        "a citation just too large",
        lambda d: fact(d).update(citations=[2**31]),
        ["sections[0].facts[0].citations[0]: a number is out of range; numbers run from 1 to 2147483647"],
    ),
    (
        "a fact with nothing in it",
        lambda d: d["sections"][0]["facts"].append({}),
        [
            "sections[0].facts[2]: key 'id' is missing",
            "sections[0].facts[2]: key 'paragraph' is missing",
            "sections[0].facts[2]: key 'text' is missing",
            "sections[0].facts[2]: key 'dates' is missing",
            "sections[0].facts[2]: key 'citations' is missing",
            "sections[0].facts[2]: key 'entities' is missing",
            "sections[0].facts[2]: key 'keywords' is missing",
        ],
    ),
    (
        "a list among the sections, and one with nothing in it",
        lambda d: d["sections"].extend([[], {}]),
        [
            "sections[1]: expected an object, found a list",
            "sections[2]: key 'id' is missing",
            "sections[2]: key 'title' is missing",
            "sections[2]: key 'parent' is missing",
            "sections[2]: key 'facts' is missing",
        ],
    ),
    (
        "a number for everything of a section",
        lambda d: d["sections"].append({"id": 5, "title": 6, "parent": 7, "facts": 8}),
        [
            "sections[1].id: expected a text, found a whole number",
            "sections[1].parent: expected a text, found a whole number",
            "sections[1].title: expected a text, found a whole number",
            "sections[1].facts: expected a list, found a whole number",
        ],
    ),
    (
        "an entity with nothing in it",
        lambda d: d["entities"].append({}),
        [
            "entities[1]: key 'id' is missing",
            "entities[1]: key 'name' is missing",
            "entities[1]: key 'kind' is missing",
            "entities[1]: key 'aliases' is missing",
        ],
    ),
    (
        "an entity with other keys",
        lambda d: d["entities"].append({"ID": "b", "Name": "B", "Kind": "person", "Aliases": []}),
        [
            "entities[1]: key 'id' is missing",
            "entities[1]: key 'name' is missing",
            "entities[1]: key 'kind' is missing",
            "entities[1]: key 'aliases' is missing",
            "entities[1]: unknown key 'ID'; known are id, name, kind, aliases",
            "entities[1]: unknown key 'Name'; known are id, name, kind, aliases",
            "entities[1]: unknown key 'Kind'; known are id, name, kind, aliases",
            "entities[1]: unknown key 'Aliases'; known are id, name, kind, aliases",
        ],
    ),
    (
        "a number for everything of an entity",
        lambda d: d["entities"].append({"id": 5, "name": 6, "kind": 7, "aliases": 8}),
        [
            "entities[1].id: expected a text, found a whole number",
            "entities[1].kind: 7 is unknown; known are person, place, organisation, event, work",
            "entities[1].name: expected a text, found a whole number",
            "entities[1].aliases: expected a list, found a whole number",
        ],
    ),
    (
        "an alias of two but for a line break",
        lambda d: d["entities"].append(dict(BERIA, id="b", name="Lavrentiy\nBeria", aliases=[])),
        ["entities[1].aliases: 'lavrentiy beria' names 'beria' too; a name stands for one entity"],
    ),
    ("a number for a part of the source", lambda d: d["source"].update(url=5), ["source.url: expected a text, found a whole number"]),
    (
        "another type for everything",
        lambda d: d.update(schema_version="1", title=5, source=[], entities={}, sections=5),
        [
            "schema_version: is '1'; this program reads version 1",
            "title: expected a text, found a whole number",
            "source: expected an object, found a list",
            "entities: expected a list, found an object",
            "sections: expected a list, found a whole number",
        ],
    ),
]


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_problem_is_told_with_its_place_and_what_would_be_right(tmp_path: Path, change: Callable[[dict[str, Any]], object], told: list[str]) -> None:
    assert list(problems(tmp_path / "c.json", broken(change))) == told


def test_every_problem_is_told_not_only_the_first(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        fact(document).update(text=1, dates=["1937-00"], flags=["disputed", "attributed", "estimate", "y"])
        fact(document, 1).pop("keywords")

    assert list(problems(tmp_path / "c.json", broken(change))) == [
        "sections[0].facts[0].text: expected a text, found a whole number",
        "sections[0].facts[0].dates[0]: '1937-00' is no date; months run from 01 to 12 (21 to 24 are the seasons)",
        "sections[0].facts[0].flags[3]: 'y' is unknown; known are attributed, estimate, disputed, citation-needed, by-whom",
        "sections[0].facts[1]: key 'keywords' is missing",
    ]


@pytest.mark.parametrize(
    ("wrong", "more"),
    [
        ({"text": " "}, ""),
        ({"text": " ", "citations": [0]}, " (and 1 more: 'stalinfacts validate' lists them)"),
        ({"text": " ", "citations": [0], "note": ""}, " (and 2 more: 'stalinfacts validate' lists them)"),
    ],
)
def test_one_line_names_the_file_and_its_first_problem_and_counts_the_others(tmp_path: Path, wrong: dict[str, Any], more: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(small_corpus({"text": "A."}, wrong)), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        corpus.read(path)
    assert str(caught.value) == f"{path}: sections[0].facts[1].text: is empty; it needs a text{more}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text", "Two\nlines,\ta tab and a bell\a."),
        ("text", "\ud7ff stands before the surrogates, \ue000 behind them"),
        ("paragraph", 2**31 - 1),
        ("citations", (1, 2, 2**31 - 1)),
        ("id", "s-007"),
    ],
)
def test_a_value_that_is_odd_but_right_is_read_as_it_is(write_corpus: Callable[..., Path], key: str, value: object) -> None:
    [found] = corpus.read(write_corpus({"text": "?", key: value})).facts
    assert getattr(found, key) == value


NOT_A_CORPUS = [
    ("", "not JSON: line 1, column 1: Expecting value"),
    ("{", "not JSON: line 1, column 2: Expecting property name enclosed in double quotes"),
    ('{"schema_version": 1', "not JSON: line 1, column 21: Expecting ',' delimiter"),
    ("[\n1,\n2 3]", "not JSON: line 3, column 3: Expecting ',' delimiter"),
    ("[NaN]", "not JSON: NaN is no JSON number"),
    ("[Infinity]", "not JSON: Infinity is no JSON number"),
    ("[" * 100_000, "not a corpus: its lists or objects are nested too deeply"),
    ('{"a": ' * 100_000, "not a corpus: its lists or objects are nested too deeply"),
    ("[1" + "0" * 5000 + "]", "not JSON: it holds a number of thousands of digits"),
]


@pytest.mark.parametrize(("text", "told"), NOT_A_CORPUS)
def test_a_file_that_is_no_json_is_refused_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        corpus.read(path)
    assert str(caught.value).startswith(f"{path}: {told}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("null", ["expected an object, found null"]),
        ("[]", ["expected an object, found a list"]),
        ("5", ["expected an object, found a whole number"]),
        ('"x"', ["expected an object, found a text"]),
        ("{}", [f"key '{key}' is missing" for key in ("schema_version", "title", "source", "entities", "sections")]),
    ],
)
def test_json_that_is_no_corpus_is_refused(tmp_path: Path, text: str, told: list[str]) -> None:
    assert list(problems(tmp_path / "c.json", text)) == told


@pytest.mark.parametrize(
    ("once", "twice", "told"),
    [
        ('"text": "A."', '"text": "Lost.", "text": "A."', "the object with id 's-1': key 'text' stands twice; keep one"),
        ('"title": "Small"', '"title": "Lost", "title": "Small"', "an object: key 'title' stands twice; keep one"),
    ],
)
def test_a_key_that_stands_twice_is_told(tmp_path: Path, once: str, twice: str, told: str) -> None:
    assert problems(tmp_path / "c.json", json.dumps(small_corpus({"text": "A."})).replace(once, twice)) == (told,)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(small_corpus({"text": "A."})).encode())
    assert [f.text for f in corpus.read(path).facts] == ["A."]


@pytest.mark.parametrize(("bytes_", "told"), [(b"\xff\xfe{\x00", "byte 0 is 0xff"), (b'{"title": "\xe9"}', "byte 11 is 0xe9"), (b"\n\x80", "byte 1 is 0x80")])
def test_another_encoding_is_named(tmp_path: Path, bytes_: bytes, told: str) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(bytes_)
    with pytest.raises(CorpusError) as caught:
        corpus.read(path)
    assert str(caught.value) == f"{path}: not UTF-8: {told}; save it as UTF-8"


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, told in (
        (tmp_path, f"{tmp_path}: is a directory; name a corpus file in it"),
        (tmp_path / "none.json", f"{tmp_path}/none.json: No such file or directory; name a corpus file that can be read"),
        (tmp_path / "pipe", f"{tmp_path}/pipe: is not a regular file; write the corpus to one first"),
        (Path("/dev/zero"), "/dev/zero: is not a regular file; write the corpus to one first"),
        (Path("a\x00b"), r"'a\x00b': is no file name"),
    ):
        with pytest.raises(CorpusError) as caught:
            corpus.read(path)
        assert str(caught.value) == told


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    with path.open("wb") as file:
        file.truncate(corpus.LARGEST_FILE + 1)  # sparse: takes no room
    with pytest.raises(CorpusError) as caught:
        corpus.read(path)
    assert str(caught.value) == f"{path}: larger than 256 MiB; a corpus of that size belongs in SQLite ('stalinfacts export')"


def test_a_file_of_just_the_limit_is_read(write_corpus: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_corpus({"text": "A."})
    monkeypatch.setattr(corpus, "LARGEST_FILE", path.stat().st_size)
    assert [f.text for f in corpus.read(path).facts] == ["A."]


# --- writing ------------------------------------------------------------------------------


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    found = corpus.read(bundled_path())
    path = tmp_path / "c.json"
    path.write_text(corpus.dumps(found), encoding="utf-8")
    assert corpus.read(path) == found


EMPTY = """\
{
  "schema_version": 1,
  "title": "Empty",
  "source": {"title": "Nothing"},
  "entities": [
  ],
  "sections": [
  ]
}
"""
WRITTEN = """\
{
  "schema_version": 1,
  "title": "Größe",
  "source": {"title": "Nothing", "license": "None"},
  "entities": [
    {"id": "beria", "name": "Берия", "kind": "person", "aliases": ["Beria"]},
    {"id": "gori", "name": "Gori", "kind": "place", "aliases": []}
  ],
  "sections": [
    {"id": "life", "title": "Life", "parent": null, "facts": []},
    {"id": "youth", "title": "Youth", "parent": "life", "facts": [
      {"id": "youth-1", "paragraph": 1, "text": "Gori is “small”.", "dates": [], "citations": [], "entities": ["gori"], "keywords": []},
      {"id": "youth-2", "paragraph": 3, "text": "?", "dates": ["1937~"], "citations": [1, 2], "entities": [], "keywords": ["town"], "flags": ["disputed"], "conflicts_with": ["youth-3"], "note": "A note."},
      {"id": "youth-3", "paragraph": 3, "text": "!", "dates": [], "citations": [], "entities": [], "keywords": [], "conflicts_with": ["youth-2"]}
    ]}
  ]
}
"""  # noqa: E501 # one fact a line is what the test is about
FORMS = [
    (EMPTY, Corpus("Empty", Source("Nothing"), (), (), ())),
    (
        WRITTEN,
        Corpus(
            "Größe",
            Source("Nothing", license="None"),
            (Entity("beria", "Берия", "person", ("Beria",)), Entity("gori", "Gori", "place")),
            (Section("life", "Life"), Section("youth", "Youth", "life")),
            (
                Fact("youth-1", "youth", 1, "Gori is “small”.", entities=("gori",)),
                Fact("youth-2", "youth", 3, "?", ("1937~",), (1, 2), (), ("town",), ("disputed",), ("youth-3",), "A note."),
                Fact("youth-3", "youth", 3, "!", conflicts_with=("youth-2",)),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("text", "records"), FORMS, ids=["empty", "whole"])
def test_a_file_in_the_canonical_form_is_read_as_its_records_and_they_are_written_as_that_file(tmp_path: Path, text: str, records: Corpus) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    assert corpus.read(path) == records
    assert corpus.dumps(records) == text


def test_the_bundled_corpus_is_in_its_canonical_form() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "format_corpus.py", "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_formatter_mends_order_and_quotation_marks_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(small_corpus({"text": "He “said”  it’s so.", "citations": [1, 2], "flags": ["disputed", "attributed"]})), encoding="utf-8")
    script = [sys.executable, str(ROOT / "tools" / "format_corpus.py")]
    assert subprocess.run([*script, "--check", path], capture_output=True, check=False).returncode == 1
    assert subprocess.run([*script, path], check=False).returncode == 0
    assert subprocess.run([*script, "--check", path], check=False).returncode == 0
    [found] = corpus.read(path).facts
    assert (found.text, found.flags) == ('He "said" it\'s so.', ("attributed", "disputed"))


# --- the schema and the reader ------------------------------------------------------------


def test_the_schema_itself_is_valid_and_the_bundled_corpus_keeps_it(raw: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(raw, SCHEMA)


BEYOND_A_SCHEMA = {
    "an id of another section",
    "an id twice",
    "citations out of order",
    "an entity that is none",
    "a conflict with nothing",
    "a conflict with itself",
    "a conflict said on one side",
    "half a surrogate",
    "the other half of a surrogate",
    "a parent that is none",
    "a section its own parent",
    "a section twice",
    "an entity twice",
    "an alias of two",
    "an alias of two but for a line break",
}


@pytest.mark.parametrize(("name", "change"), [row[:2] for row in WRONG], ids=[row[0] for row in WRONG])
def test_the_schema_refuses_what_the_reader_refuses_as_far_as_a_schema_can(name: str, change: Callable[[dict[str, Any]], object]) -> None:
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(broken(change))
    assert valid is (name in BEYOND_A_SCHEMA)


A_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@settings(max_examples=200)
@given(st.data(), A_VALUE)
def test_any_value_at_any_place_is_read_or_refused_and_never_fails(data: st.DataObject, value: object) -> None:
    document = broken(lambda _: None)
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            places.append((node, key))
            walk(node[key])

    walk(document)
    node, key = data.draw(st.sampled_from(places))
    node[key] = value
    checker = corpus._Checker([])
    found = checker.corpus(document)
    if not checker.problems:
        Index.build(found)
        assert jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


# --- the bundled corpus against an index of its source ------------------------------------


SOURCE = json.loads((ROOT / "tests" / "data" / "source_index.json").read_text(encoding="utf-8"))


def test_every_citation_of_the_source_stands_on_a_fact_of_its_paragraph_and_none_is_foreign(raw: dict[str, Any]) -> None:
    cited = {(s["id"], f["paragraph"], c) for s in raw["sections"] for f in s["facts"] for c in f["citations"]}
    owed = {(section, int(n), c) for section, blocks in SOURCE.items() for n, block in blocks.items() for c in block["citations"]}
    assert cited == owed


def test_every_paragraph_of_the_source_has_a_fact_and_no_fact_another_paragraph(raw: dict[str, Any]) -> None:
    stated = {(s["id"], f["paragraph"]) for s in raw["sections"] for f in s["facts"]}
    blocks = {(section, int(n)): block for section, found in SOURCE.items() for n, block in found.items()}
    assert stated <= set(blocks)
    assert {place for place, block in blocks.items() if block["kind"] != "caption"} <= stated


def test_nearly_every_year_that_the_source_names_dates_a_fact_of_its_paragraph(raw: dict[str, Any]) -> None:
    """All but the years of books that are merely named, and a figure that looks like a year."""
    missing = []
    for section in raw["sections"]:
        for n, block in SOURCE.get(section["id"], {}).items():
            dated = " ".join(d for f in section["facts"] if f["paragraph"] == int(n) for d in f["dates"])
            missing += [(section["id"], int(n), year) for year in block["years"] if str(year) not in dated]
    captions_that_state_nothing = {(s, int(n)) for s, found in SOURCE.items() for n, b in found.items() if b["kind"] == "caption"}
    told = [m for m in missing if m[:2] not in captions_that_state_nothing]
    assert told == [("childhood", 6, 1863), ("childhood", 6, 1867), ("underground", 1, 2000), ("victims", 7, 2007)]


def test_no_fact_leans_on_another_or_runs_on(raw: dict[str, Any]) -> None:
    for section in raw["sections"]:
        for f in section["facts"]:
            assert not re.match(r"(he|she|it|they|his|her|its|this|that|these|those|there|here|such|another|others)\b", f["text"], re.IGNORECASE), f["id"]
            assert len(f["text"].split()) <= 45, f["id"]
            assert 2 <= len(f["keywords"]) <= 8, f["id"]


def test_no_keyword_repeats_its_text_and_every_entity_is_named_in_it(
    raw: dict[str, Any],
) -> None:
    from stalinfacts.text import words  # noqa: PLC0415

    names = {e["id"]: [words(n) for n in (e["name"], *e["aliases"])] for e in raw["entities"]}
    for section in raw["sections"]:
        for f in section["facts"]:
            line = " " + " ".join(words(f["text"])) + " "
            assert not [k for k in f["keywords"] if f" {' '.join(words(k))} " in line], f["id"]
            assert all(any(" ".join(form) in line for form in names[e]) for e in f["entities"]), (f["id"], f["entities"])


def test_no_two_facts_say_the_same(raw: dict[str, Any]) -> None:
    texts = [f["text"] for s in raw["sections"] for f in s["facts"]]
    assert len(set(texts)) == len(texts)


def test_contradictions_are_said_on_both_sides_and_explained(raw: dict[str, Any]) -> None:
    facts = {f["id"]: f for s in raw["sections"] for f in s["facts"]}
    conflicts = {f["id"]: f["conflicts_with"] for f in facts.values() if "conflicts_with" in f}
    assert len(conflicts) >= 20
    assert all(f in conflicts[other] for f, others in conflicts.items() for other in others)
    assert all(facts[f].get("note") for f in conflicts)
