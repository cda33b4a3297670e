"""The canonical form: what is written is read back the same, and the formatter keeps it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from corpus.examples import BUNDLED, ROOT, small_corpus, write_json
from stalinfacts.corpus.model import CorpusFile, Entity, Fact, Section, Source
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.corpus.template import template
from stalinfacts.corpus.validation import parse
from stalinfacts.corpus.writer import dumps, fact_row

if TYPE_CHECKING:
    from pathlib import Path

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
  "subject": "beria",
  "period": "1899/1953",
  "source": {"title": "Nothing", "license": "None"},
  "entities": [
    {"id": "beria", "name": "Берия", "kind": "person", "aliases": ["Beria"]},
    {"id": "gori", "name": "Gori", "kind": "place", "aliases": []}
  ],
  "sections": [
    {"id": "life", "title": "Life", "parent": null, "facts": []},
    {"id": "youth", "title": "Youth", "parent": "life", "facts": [
      {"id": "youth-1", "paragraph": 1, "text": "Gori is “small”.", "dates": [], "citations": [], "entities": ["gori"], "keywords": []},
      {"id": "youth-2", "paragraph": 3, "text": "?", "dates": ["1937~"], "citations": [1, 2], "entities": [], "keywords": ["town"], "held_by": ["beria"], "flags": ["disputed"], "conflicts_with": ["youth-3"], "note": "A note."},
      {"id": "youth-3", "paragraph": 3, "text": "!", "dates": [], "citations": [], "entities": [], "keywords": [], "conflicts_with": ["youth-2"]}
    ]}
  ]
}
"""  # noqa: E501 # one fact a line is what the test is about
FORMS = [
    (EMPTY, CorpusFile("Empty", Source("Nothing"), (), (), ())),
    (
        WRITTEN,
        CorpusFile(
            "Größe",
            Source("Nothing", license="None"),
            (Entity("beria", "Берия", "person", ("Beria",)), Entity("gori", "Gori", "place")),
            (Section("life", "Life"), Section("youth", "Youth", "life")),
            (
                Fact("youth-1", "youth", 1, "Gori is “small”.", entities=("gori",)),
                Fact(
                    "youth-2",
                    "youth",
                    3,
                    "?",
                    ("1937~",),
                    (1, 2),
                    keywords=("town",),
                    held_by=("beria",),
                    flags=("disputed",),
                    conflicts_with=("youth-3",),
                    note="A note.",
                ),
                Fact("youth-3", "youth", 3, "!", conflicts_with=("youth-2",)),
            ),
            "beria",
            "1899/1953",
        ),
    ),
]


@pytest.mark.parametrize(("text", "records"), FORMS, ids=["empty", "whole"])
def test_canonical_form_and_records_are_one(text: str, records: CorpusFile) -> None:
    assert parse(json.loads(text)) == records
    assert dumps(records) == text


def test_what_an_index_fills_is_not_written() -> None:
    fact = Fact("s-1", "s", 1, "A.", number=7, section_title="S")
    assert list(fact_row(fact)) == [
        "id",
        "paragraph",
        "text",
        "dates",
        "citations",
        "entities",
        "keywords",
    ]


def test_bundled_corpus_is_written_as_it_is() -> None:
    assert dumps(read_corpus(BUNDLED)) == BUNDLED.read_text(encoding="utf-8")


def test_template_is_a_canonical_corpus_of_three_facts() -> None:
    corpus = parse(json.loads(template()))
    assert dumps(corpus) == template()
    assert len(corpus.facts) == 3
    assert corpus.subject
    assert corpus.period
    assert any(fact.held_by for fact in corpus.facts)


def test_documented_corpus_of_twelve_lines_is_valid() -> None:
    page = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    assert len(example.splitlines()) == 12
    assert [fact.id for fact in parse(json.loads(example)).facts] == ["life-1", "life-2", "life-3"]


FORMATTER = [sys.executable, str(ROOT / "tools" / "format_corpus.py")]


def run_formatter(*args: object) -> subprocess.CompletedProcess[str]:
    command = [*FORMATTER, *map(str, args)]
    environment = {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_formatter_has_nothing_to_do_for_the_bundled_corpus() -> None:
    assert run_formatter("--check").returncode == 0


def test_formatter_mends_order_and_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    wrong = {"text": "He “said”  it’s so.", "flags": ["disputed", "attributed"]}
    write_json(path, small_corpus({**wrong, "held_by": ["the  “papers”"]}))
    assert run_formatter("--check", path).returncode == 1
    assert run_formatter(path).returncode == 0
    assert run_formatter("--check", path).returncode == 0
    [fact] = read_corpus(path).facts
    assert (fact.text, fact.flags) == ('He "said" it\'s so.', ("attributed", "disputed"))
    assert fact.held_by == ('the "papers"',)


def test_formatter_refuses_what_is_no_corpus(tmp_path: Path) -> None:
    done = run_formatter(write_json(tmp_path / "c.json", {}))
    assert done.returncode == 2
    assert done.stderr.startswith("format_corpus: ")
