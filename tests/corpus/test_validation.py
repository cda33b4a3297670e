"""Validation lists every problem at once, each with its path."""

from __future__ import annotations

import copy
import json
import time
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.examples import ROOT, small_corpus
from stalinfacts.corpus.model import MAX_SECTION_DEPTH
from stalinfacts.corpus.shapes import MAX_PROBLEMS, MAX_TEXT_LENGTH
from stalinfacts.corpus.validation import check, parse
from stalinfacts.errors import CorpusError
from stalinfacts.index.reader import IndexReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalinfacts.corpus.model import Fact

SCHEMA = json.loads((ROOT / "data" / "biography.schema.json").read_text(encoding="utf-8"))
BERIA = {"id": "beria", "name": "Lavrentiy Beria", "kind": "person", "aliases": ["Beria"]}
FACT = {
    "text": "Beria was here.",
    "dates": ["1937"],
    "citations": [1, 2],
    "entities": ["beria"],
    "keywords": ["police"],
    "held_by": ["beria", "some historians"],
    "flags": ["disputed"],
    "note": "A note.",
}


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    document = copy.deepcopy(
        small_corpus(
            FACT,
            {"text": "Another."},
            entities=[BERIA],
            subject="beria",
            period="1899-03-29/1953-12-23",
        )
    )
    change(document)
    return document


def problems(document: object) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        parse(document)
    assert "\n" not in str(caught.value)
    return list(caught.value.problems)


def fact(document: dict[str, Any], n: int = 0) -> Any:
    return document["sections"][0]["facts"][n]


WRONG: list[tuple[str, Callable[[dict[str, Any]], object], list[str]]] = [
    (
        "a date that is none",
        lambda d: fact(d)["dates"].append("1937-13"),
        [
            (
                "sections[0].facts[0].dates[1]: invalid date '1937-13': months "
                "run from 01 to 12 (21 to 24 are the seasons)"
            ),
        ],
    ),
    (
        "a number for a text",
        lambda d: fact(d).update(text=5),
        ["sections[0].facts[0].text: expected a text, not a whole number"],
    ),
    (
        "a text for a list",
        lambda d: fact(d).update(dates="1937"),
        ["sections[0].facts[0].dates: expected a list, not a text"],
    ),
    (
        "true for a number",
        lambda d: fact(d).update(paragraph=True),
        ["sections[0].facts[0].paragraph: expected a whole number, not true or false"],
    ),
    (
        "a fraction for a number",
        lambda d: fact(d).update(citations=[1.5]),
        ["sections[0].facts[0].citations[0]: expected a whole number, not a number"],
    ),
    (
        "nothing",
        lambda d: fact(d).update(text=None),
        ["sections[0].facts[0].text: expected a text, not null"],
    ),
    (
        "an empty text",
        lambda d: fact(d).update(text="  "),
        ["sections[0].facts[0].text: empty text"],
    ),
    ("a missing key", lambda d: fact(d).pop("text"), ["sections[0].facts[0]: missing key 'text'"]),
    (
        "an unknown key",
        lambda d: fact(d).update(txet="?"),
        ["sections[0].facts[0]: unknown key 'txet'. Did you mean 'text'?"],
    ),
    (
        "an id of another section",
        lambda d: fact(d).update(id="t-1"),
        ["sections[0].facts[0].id: invalid id 't-1': write s-1 or another number"],
    ),
    (
        "an id twice",
        lambda d: fact(d, 1).update(id="s-1"),
        ["sections[0].facts[1].id: duplicate fact id 's-1'"],
    ),
    (
        "citations out of order",
        lambda d: fact(d).update(citations=[2, 1]),
        [
            (
                "sections[0].facts[0].citations: not ascending; write each number "
                "once, the smallest first"
            ),
        ],
    ),
    (
        "a citation twice",
        lambda d: fact(d).update(citations=[1, 1]),
        [
            (
                "sections[0].facts[0].citations: not ascending; write each number "
                "once, the smallest first"
            ),
        ],
    ),
    (
        "citation 0",
        lambda d: fact(d).update(citations=[0, 2]),
        ["sections[0].facts[0].citations[0]: 0 out of range; numbers run from 1 to 2147483647"],
    ),
    (
        "a huge citation",
        lambda d: fact(d).update(citations=[10**30]),
        [
            (
                "sections[0].facts[0].citations[0]: number out of range; numbers "
                "run from 1 to 2147483647"
            ),
        ],
    ),
    (
        "an entity that is none",
        lambda d: fact(d).update(entities=["x"]),
        ["sections[0].facts[0].entities[0]: no such entity 'x'"],
    ),
    (
        "a flag that is none",
        lambda d: fact(d).update(flags=["x"]),
        [
            (
                "sections[0].facts[0].flags[0]: no such flag 'x'; flags are "
                "attributed, estimate, disputed, citation-needed, by-whom"
            ),
        ],
    ),
    (
        "a keyword twice",
        lambda d: fact(d).update(keywords=["a", "b", "b"]),
        ["sections[0].facts[0].keywords[2]: duplicate 'b'"],
    ),
    (
        "a keyword with the separator",
        lambda d: fact(d).update(keywords=["a;b"]),
        ["sections[0].facts[0].keywords[0]: ';' in keyword 'a;b'; make it two"],
    ),
    (
        "a conflict with nothing",
        lambda d: fact(d).update(conflicts_with=["s-9"]),
        ["sections[0].facts[0].conflicts_with[0]: no such fact 's-9'"],
    ),
    (
        "a date that is none behind a number",
        lambda d: fact(d).update(dates=[5, "1937-13"]),
        [
            "sections[0].facts[0].dates[0]: expected a text, not a whole number",
            (
                "sections[0].facts[0].dates[1]: invalid date '1937-13': months "
                "run from 01 to 12 (21 to 24 are the seasons)"
            ),
        ],
    ),
    (
        "a conflict with nothing behind a number",
        lambda d: fact(d).update(conflicts_with=[5, "s-9"]),
        [
            "sections[0].facts[0].conflicts_with[0]: expected a text, not a whole number",
            "sections[0].facts[0].conflicts_with[1]: no such fact 's-9'",
        ],
    ),
    (
        "a conflict with itself",
        lambda d: fact(d).update(conflicts_with=["s-1"]),
        ["sections[0].facts[0].conflicts_with[0]: a fact cannot conflict with itself"],
    ),
    (
        "numbers for keywords",
        lambda d: fact(d).update(keywords=[5, 6]),
        [
            f"sections[0].facts[0].keywords[{i}]: expected a text, not a whole number"
            for i in (0, 1)
        ],
    ),
    (
        "no id for two entities",
        lambda d: d["entities"].extend([{"kind": "work", "aliases": []}] * 2),
        [f"entities[{i}]: missing key '{key}'" for i in (1, 2) for key in ("id", "name")],
    ),
    (
        "no id for a section with facts",
        lambda d: d["sections"][0].pop("id"),
        ["sections[0]: missing key 'id'"],
    ),
    (
        "a conflict said on one side",
        lambda d: fact(d).update(conflicts_with=["s-2"]),
        ["sections[0].facts[0].conflicts_with[0]: conflict is not mutual: s-2 does not list s-1"],
    ),
    (
        "half a surrogate",
        lambda d: fact(d).update(text="a\ud800"),
        ["sections[0].facts[0].text: half of a surrogate pair, which is no character"],
    ),
    (
        "a parent that is none",
        lambda d: d["sections"][0].update(parent="x"),
        ["sections[0].parent: no section 'x' before this one"],
    ),
    (
        "a section its own parent",
        lambda d: d["sections"][0].update(parent="s"),
        ["sections[0].parent: no section 's' before this one"],
    ),
    (
        "a section twice",
        lambda d: d["sections"].append({"id": "s", "title": "T", "parent": None, "facts": []}),
        ["sections[1].id: duplicate section id 's'"],
    ),
    (
        "a bad section id",
        lambda d: d["sections"].append({"id": "A b", "title": "T", "parent": None, "facts": []}),
        ["sections[1].id: invalid id 'A b': write lower-case letters, digits and hyphens"],
    ),
    (
        "an entity twice",
        lambda d: d["entities"].append(BERIA),
        [
            "entities[1].id: duplicate entity id 'beria'",
            "entities[1].name: 'Lavrentiy Beria' also names 'beria'",
            "entities[1].aliases[0]: 'Beria' also names 'beria'",
        ],
    ),
    (
        "a bad entity id",
        lambda d: d["entities"].append(dict(BERIA, id="B!", name="X", aliases=[])),
        ["entities[1].id: invalid id 'B!': write lower-case letters, digits and hyphens"],
    ),
    (
        "a kind that is none",
        lambda d: d["entities"][0].update(kind="dog"),
        [
            (
                "entities[0].kind: no such kind 'dog'; kinds are person, place, "
                "organisation, event, work"
            ),
        ],
    ),
    (
        "an alias of two",
        lambda d: d["entities"].append(dict(BERIA, id="b", name="BÉRIA", aliases=[])),
        ["entities[1].name: 'BÉRIA' also names 'beria'"],
    ),
    (
        "another version",
        lambda d: d.update(schema_version=2),
        ["schema_version: 2 is unknown; write 1"],
    ),
    ("no source title", lambda d: d.update(source={}), ["source: missing key 'title'"]),
    (
        "an unknown source key",
        lambda d: d["source"].update(x="y"),
        ["source: unknown key 'x'; known keys are title, publisher, url, revision, license, note"],
    ),
    (
        "an entity that is a text",
        lambda d: d["entities"].insert(0, "beria"),
        ["entities[0]: expected an object, not a text"],
    ),
    (
        "the other half of a surrogate",
        lambda d: fact(d).update(text="\udfff"),
        ["sections[0].facts[0].text: half of a surrogate pair, which is no character"],
    ),
    (
        "a number for every text of a fact",
        lambda d: fact(d).update(id=5, text=5, dates=[5], keywords=["a", 5], note=5),
        [
            "sections[0].facts[0].id: expected a text, not a whole number",
            "sections[0].facts[0].text: expected a text, not a whole number",
            "sections[0].facts[0].dates[0]: expected a text, not a whole number",
            "sections[0].facts[0].keywords[1]: expected a text, not a whole number",
            "sections[0].facts[0].note: expected a text, not a whole number",
        ],
    ),
    (
        "a number for every list of a fact",
        lambda d: fact(d).update(
            dates=5, citations=5, entities=5, keywords=5, flags=5, conflicts_with=5
        ),
        [
            "sections[0].facts[0].dates: expected a list, not a whole number",
            "sections[0].facts[0].citations: expected a list, not a whole number",
            "sections[0].facts[0].entities: expected a list, not a whole number",
            "sections[0].facts[0].keywords: expected a list, not a whole number",
            "sections[0].facts[0].flags: expected a list, not a whole number",
            "sections[0].facts[0].conflicts_with: expected a list, not a whole number",
        ],
    ),
    (
        "a text for a citation",
        lambda d: fact(d).update(citations=["1", 2]),
        ["sections[0].facts[0].citations[0]: expected a whole number, not a text"],
    ),
    (
        "an id without a number",
        lambda d: fact(d).update(id="s-x"),
        ["sections[0].facts[0].id: invalid id 's-x': write s-1 or another number"],
    ),
    (
        "an id with a foreign digit",
        lambda d: fact(d).update(id="s-١"),
        ["sections[0].facts[0].id: invalid id 's-١': write s-1 or another number"],
    ),
    (
        "a citation below 1",
        lambda d: fact(d).update(citations=[1 - 2**31]),
        [
            (
                "sections[0].facts[0].citations[0]: -2147483647 out of range; "
                "numbers run from 1 to 2147483647"
            ),
        ],
    ),
    (
        "a citation just too large",
        lambda d: fact(d).update(citations=[2**31]),
        [
            (
                "sections[0].facts[0].citations[0]: number out of range; numbers "
                "run from 1 to 2147483647"
            ),
        ],
    ),
    (
        "a fact with nothing in it",
        lambda d: d["sections"][0]["facts"].append({}),
        [
            "sections[0].facts[2]: missing key 'text'",
        ],
    ),
    (
        "a fact that is a number",
        lambda d: d["sections"][0]["facts"].append(5),
        ["sections[0].facts[2]: expected an object, not a whole number"],
    ),
    (
        "a list among the sections, and one with nothing in it",
        lambda d: d["sections"].extend([[], {}]),
        [
            "sections[1]: expected an object, not a list",
            "sections[2]: missing key 'id'",
            "sections[2]: missing key 'title'",
        ],
    ),
    (
        "a number for everything of a section",
        lambda d: d["sections"].append({"id": 5, "title": 6, "parent": 7, "facts": 8}),
        [
            "sections[1].id: expected a text, not a whole number",
            "sections[1].title: expected a text, not a whole number",
            "sections[1].parent: expected a text, not a whole number",
            "sections[1].facts: expected a list, not a whole number",
        ],
    ),
    (
        "an entity with nothing in it",
        lambda d: d["entities"].append({}),
        [
            "entities[1]: missing key 'id'",
            "entities[1]: missing key 'name'",
            "entities[1]: missing key 'kind'",
        ],
    ),
    (
        "an entity with other keys",
        lambda d: d["entities"].append({"ID": "b", "Name": "B", "Kind": "person", "Aliases": []}),
        [
            "entities[1]: missing key 'id'",
            "entities[1]: missing key 'name'",
            "entities[1]: missing key 'kind'",
            "entities[1]: unknown key 'ID'. Did you mean 'id'?",
            "entities[1]: unknown key 'Name'. Did you mean 'name'?",
            "entities[1]: unknown key 'Kind'. Did you mean 'kind'?",
            "entities[1]: unknown key 'Aliases'. Did you mean 'aliases'?",
        ],
    ),
    (
        "a number for everything of an entity",
        lambda d: d["entities"].append({"id": 5, "name": 6, "kind": 7, "aliases": 8}),
        [
            "entities[1].id: expected a text, not a whole number",
            "entities[1].name: expected a text, not a whole number",
            "entities[1].kind: no such kind 7; kinds are person, place, organisation, event, work",
            "entities[1].aliases: expected a list, not a whole number",
        ],
    ),
    (
        "an alias of two but for a line break",
        lambda d: d["entities"].append(dict(BERIA, id="b", name="Lavrentiy\nBeria", aliases=[])),
        ["entities[1].name: 'Lavrentiy\\nBeria' also names 'beria'"],
    ),
    (
        "a number for a part of the source",
        lambda d: d["source"].update(url=5),
        ["source.url: expected a text, not a whole number"],
    ),
    (
        "another type for everything",
        lambda d: d.update(schema_version="1", title=5, source=[], entities={}, sections=5),
        [
            "schema_version: '1' is unknown; write 1",
            "title: expected a text, not a whole number",
            "source: expected an object, not a list",
            "entities: expected a list, not an object",
            "sections: expected a list, not a whole number",
        ],
    ),
    ("a subject that is none", lambda d: d.update(subject="x"), ["subject: no such entity 'x'"]),
    (
        "a number for the subject",
        lambda d: d.update(subject=5),
        ["subject: expected a text, not a whole number"],
    ),
    (
        "a period that is no interval",
        lambda d: d.update(period="1937"),
        ["period: invalid interval '1937': write 1878-12-18/1953-03-05"],
    ),
    (
        "a period that is no date",
        lambda d: d.update(period="1937-13/1938"),
        [
            (
                "period: invalid date '1937-13/1938': months run from 01 to 12 "
                "(21 to 24 are the seasons)"
            ),
        ],
    ),
    (
        "a number for a period",
        lambda d: d.update(period=5),
        ["period: expected a text, not a whole number"],
    ),
    (
        "a holder twice",
        lambda d: fact(d).update(held_by=["a", "a"]),
        ["sections[0].facts[0].held_by[1]: duplicate 'a'"],
    ),
    (
        "a number for a holder",
        lambda d: fact(d).update(held_by=[5]),
        ["sections[0].facts[0].held_by[0]: expected a text, not a whole number"],
    ),
    (
        "a text that is too long",
        lambda d: fact(d).update(text="x" * (MAX_TEXT_LENGTH + 1)),
        ["sections[0].facts[0].text: text of 1,048,577 characters; at most 1,048,576"],
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_problem_is_told_with_its_path(
    change: Callable[[dict[str, Any]], object], expected: list[str]
) -> None:
    assert problems(broken(change)) == expected


def test_document_without_problems_is_parsed() -> None:
    corpus = parse(broken(lambda _: None))
    assert (corpus.subject, corpus.period) == ("beria", "1899-03-29/1953-12-23")
    assert corpus.facts[0].held_by == ("beria", "some historians")


def test_summary_names_the_first_problem_and_counts_the_others() -> None:
    with pytest.raises(CorpusError) as caught:
        parse(broken(lambda d: fact(d).update(text="")))
    assert str(caught.value) == "sections[0].facts[0].text: empty text"
    with pytest.raises(CorpusError) as caught:
        parse(broken(lambda d: fact(d).update(text="", note="", citations=[0])))
    more = "(and 2 more: 'stalinfacts validate' lists them)"
    assert str(caught.value) == f"sections[0].facts[0].text: empty text {more}"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (None, ["expected an object, not null"]),
        (5, ["expected an object, not a whole number"]),
        ("x", ["expected an object, not a text"]),
        ({}, [f"missing key {key!r}" for key in ("schema_version", "title", "source", "sections")]),
        (
            [{"text": "A.", "date": "1937"}],
            [
                "expected an object with a title and sections, not a list",
                (
                    'facts stand inside a section: "sections": '
                    '[{"id": "life", "title": "Life", "facts": […]}]'
                ),
                "[0]: unknown key 'date'. Did you mean 'dates'?",
            ],
        ),
        (
            {"schema_version": 1, "title": "A", "source": {"title": "B"}, "facts": [{"text": ""}]},
            [
                (
                    "unknown key 'facts'; known keys are schema_version, title, subject, period, "
                    "source, entities, sections"
                ),
                "missing key 'sections'",
                (
                    'facts: facts stand inside a section: "sections": '
                    '[{"id": "life", "title": "Life", "facts": […]}]'
                ),
                "facts[0].text: empty text",
            ],
        ),
    ],
)
def test_document_of_another_shape_is_refused_with_what_is_right(
    document: object, expected: list[str]
) -> None:
    assert problems(document) == expected


def minimal(*sections: dict[str, Any], **head: Any) -> dict[str, Any]:
    source = {"title": "B"}
    return {"schema_version": 1, "title": "A", "source": source, "sections": sections, **head}


def facts_of(document: dict[str, Any]) -> list[Fact]:
    return list(parse(json.loads(json.dumps(document))).facts)


def test_empty_keys_may_be_left_out() -> None:
    document = minimal({"id": "s", "title": "S", "facts": [{"text": "A."}, {"text": "B."}]})
    first, second = facts_of(document)
    assert (first.id, second.id, first.paragraph) == ("s-1", "s-2", 1)
    assert not any((*first[4:11], first.note))
    assert facts_of(minimal({"id": "s", "title": "S"})) == []


def test_derived_id_must_be_unique_too() -> None:
    facts = [{"text": "A.", "id": "s-2"}, {"text": "B."}]
    document = minimal({"id": "s", "title": "S", "facts": facts})
    assert problems(json.loads(json.dumps(document))) == [
        "sections[0].facts[1].id: duplicate fact id 's-2'"
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text", "Two\nlines,\ta tab and a bell\a."),
        ("text", "\ud7ff stands before the surrogates, \ue000 behind them"),
        ("text", "x" * MAX_TEXT_LENGTH),
        ("paragraph", 2**31 - 1),
        ("citations", (1, 2, 2**31 - 1)),
        ("id", "s-007"),
    ],
)
def test_odd_but_valid_value_is_kept(key: str, value: object) -> None:
    document = small_corpus({"text": "?", key: list(value) if key == "citations" else value})  # type: ignore[call-overload]
    [found] = parse(document).facts
    assert getattr(found, key) == value


def test_conflicts_that_are_mutual_are_valid() -> None:
    document = small_corpus(
        {"text": "A.", "conflicts_with": ["s-2"]}, {"text": "B.", "conflicts_with": ["s-1"]}
    )
    assert [f.conflicts_with for f in parse(document).facts] == [("s-2",), ("s-1",)]


def test_sections_may_stand_a_hundred_deep_and_no_deeper() -> None:
    sections = [
        {"id": f"s{n}", "title": "S", "parent": f"s{n - 1}" if n else None}
        for n in range(MAX_SECTION_DEPTH + 5)
    ]
    parse(json.loads(json.dumps(minimal(*sections[:MAX_SECTION_DEPTH]))))
    assert problems(json.loads(json.dumps(minimal(*sections)))) == [
        "sections[100].parent: sections more than 100 deep"
    ]


def test_names_of_signs_alone_do_not_clash() -> None:
    entities = [
        {"id": name, "name": sign, "kind": "work"}
        for name, sign in (("a", "\u0301"), ("b", "\u0302"))
    ]
    assert check(small_corpus({"text": "A."}, entities=entities))[1] == ()


def test_problems_beyond_the_limit_are_counted() -> None:
    lines = problems(minimal(*[{}] * MAX_PROBLEMS) | {"sections": [{}] * MAX_PROBLEMS})
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1] == f"{MAX_PROBLEMS} more problems are not listed"


def test_long_values_are_shortened_in_messages() -> None:
    [line] = problems(broken(lambda d: fact(d).update(dates=["x"], id="S" * 10**6)))[:1]
    assert len(line) < 200
    assert "…" in line
    assert all(
        len(line) < 300 for line in problems(broken(lambda d: fact(d).update({"k" * 999: 1})))
    )


@pytest.mark.parametrize(
    "document",
    [
        small_corpus(
            {"text": "A."},
            entities=[
                {"id": "a", "name": "A", "kind": "work", "aliases": [*map(str, range(40_000)), "7"]}
            ],
        ),
        small_corpus(
            *[{"text": "A.", "conflicts_with": [f"s-{n}" for n in range(1, 1001)]}] * 1000
        ),
        small_corpus(*[{"text": "A.", "dates": ["1937"] * 40}] * 2000),
        {str(n): n for n in range(40_000)},
    ],
    ids=["aliases", "conflicts", "dates", "keys"],
)
def test_checking_takes_linear_time(document: dict[str, Any]) -> None:
    start = time.process_time()
    assert check(document)[1]
    assert (
        time.process_time() - start < 10
    )  # seconds of this process; a quadratic check takes far more


# The schema and the checker


def test_schema_is_valid_and_the_bundled_corpus_keeps_it() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    bundled = json.loads((ROOT / "data" / "biography.json").read_text(encoding="utf-8"))
    jsonschema.validate(bundled, SCHEMA)


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
    "a subject that is none",
}


@pytest.mark.parametrize(
    ("name", "change"), [row[:2] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_schema_refuses_what_the_checker_refuses_as_far_as_it_can(
    name: str, change: Callable[[dict[str, Any]], object]
) -> None:
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(broken(change))
    assert valid is (name in BEYOND_A_SCHEMA)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        lambda d: d.pop("entities") and fact(d).pop("entities") and d.pop("subject"),
        lambda d: d.pop("period"),
        lambda d: d["sections"][0].pop("parent"),
        lambda d: [fact(d, 1).pop(key) for key in list(fact(d, 1)) if key != "text"],
        lambda d: d["sections"].append({"id": "t", "title": "T"}),
        lambda d: d["entities"].append({"id": "a", "name": "A", "kind": "work"}),
        lambda d: d.update(period="1878/.."),
    ],
)
def test_schema_accepts_what_the_checker_accepts(
    change: Callable[[dict[str, Any]], object],
) -> None:
    document = broken(change)
    assert check(document)[1] == ()
    jsonschema.validate(document, SCHEMA)


A_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.data(), A_VALUE)
def test_any_value_in_any_place_is_read_or_refused(data: st.DataObject, value: object) -> None:
    document = broken(lambda _: None)
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        keys = node if isinstance(node, dict) else range(len(node) if isinstance(node, list) else 0)
        for key in keys:
            places.append((node, key))
            walk(node[key])

    walk(document)
    node, key = data.draw(st.sampled_from(places))
    node[key] = value
    corpus, found = check(document)
    if not found:
        index = IndexReader.build(corpus)
        facts = index.documents.facts(index.documents.numbers())
        assert [f._replace(number=0, section_title="") for f in facts] == list(corpus.facts)
