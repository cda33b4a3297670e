"""The bundled corpus: where it lies, and that it holds what its source holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from corpus.examples import BUNDLED, ROOT
from stalinfacts.corpus import bundled
from stalinfacts.errors import CorpusError
from stalinfacts.text.normalize import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_bundled_data_are_those_of_the_checkout() -> None:
    assert bundled.corpus_path().read_bytes() == BUNDLED.read_bytes()
    schema = ROOT / "data" / "biography.schema.json"
    assert bundled.schema_path().read_bytes() == schema.read_bytes()


def test_package_data_come_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = (tmp_path / "package", tmp_path / "checkout")
    monkeypatch.setattr(bundled, "_FOLDERS", folders)
    for folder in reversed(folders):
        folder.mkdir()
        for name in ("biography.json", "biography.sqlite", "vectors.bin"):
            (folder / name).touch()
        assert bundled.corpus_path() == folder / "biography.json"
    assert bundled.index_path() == folders[0] / "biography.sqlite"
    assert bundled.vectors_path() == folders[0] / "vectors.bin"


def test_missing_file_is_named_with_the_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "_FOLDERS", (tmp_path / "a", tmp_path / "b"))
    with pytest.raises(CorpusError) as caught:
        bundled.corpus_path()
    places = f"{tmp_path}/a or {tmp_path}/b"
    assert str(caught.value) == (
        f"the bundled file biography.json is not in {places}; install the package again"
    )


# The corpus against an index of its source

SOURCE: dict[str, dict[str, dict[str, Any]]] = json.loads(
    (ROOT / "tests" / "data" / "source_index.json").read_text(encoding="utf-8")
)
RAW: dict[str, Any] = json.loads(BUNDLED.read_text(encoding="utf-8"))


def facts() -> Iterator[tuple[str, dict[str, Any]]]:
    for section in RAW["sections"]:
        for fact in section["facts"]:
            yield section["id"], fact


def introduced_quotations() -> set[tuple[str, int, int]]:
    """Return section, paragraph and number for each number that introduces a quotation.

    It ends the block before ("as follows:[770]") and stands behind every fact of the quotation.
    """
    return {
        (section, int(n), number)
        for section, blocks in SOURCE.items()
        for n, block in blocks.items()
        for number in block.get("introduced_by", [])
    }


def test_every_citation_of_the_source_stands_on_a_fact_of_its_paragraph() -> None:
    cited = {(section, f["paragraph"], c) for section, f in facts() for c in f["citations"]}
    owed = {
        (section, int(n), c)
        for section, blocks in SOURCE.items()
        for n, block in blocks.items()
        for c in block["citations"]
    }
    assert owed <= cited
    assert cited <= owed | introduced_quotations()


def test_introduced_quotation_is_cited_on_every_fact_or_on_none() -> None:
    for section, paragraph, number in introduced_quotations():
        quoted = [f for s, f in facts() if (s, f["paragraph"]) == (section, paragraph)]
        cited = [f["id"] for f in quoted if number in f["citations"]]
        assert len(cited) in (0, len(quoted)), (section, paragraph, number)


def test_every_paragraph_of_the_source_has_a_fact() -> None:
    stated = {(section, f["paragraph"]) for section, f in facts()}
    kinds = {
        (s, int(n)): block["kind"] for s, found in SOURCE.items() for n, block in found.items()
    }
    assert stated <= set(kinds)
    assert {place for place, kind in kinds.items() if kind != "caption"} <= stated


def test_nearly_every_year_of_the_source_dates_a_fact_of_its_paragraph() -> None:
    """All but years of books that are merely named, and a figure that looks like a year."""
    dates: dict[tuple[str, int], str] = {}
    for section, fact in facts():
        place = (section, fact["paragraph"])
        dates[place] = " ".join([dates.get(place, ""), *fact["dates"]])
    years = [
        (section, int(n), year)
        for section, blocks in SOURCE.items()
        for n, block in blocks.items()
        for year in block["years"]
        if block["kind"] != "caption"
    ]
    missing = [place for place in years if str(place[2]) not in dates.get(place[:2], "")]
    assert len(missing) <= 0.05 * len(years), missing


def test_every_fact_stands_alone_and_is_short() -> None:
    leaning = re.compile(
        r"(he|she|it|they|his|her|its|this|that|these|those|there|here|such|another|others)\b",
        re.IGNORECASE,
    )
    for _, fact in facts():
        assert not leaning.match(fact["text"]), fact["id"]
        assert len(fact["text"].split()) <= 45, fact["id"]
        assert 2 <= len(fact["keywords"]) <= 8, fact["id"]


def test_every_entity_is_named_in_the_text() -> None:
    names = {e["id"]: [words(n) for n in (e["name"], *e["aliases"])] for e in RAW["entities"]}
    for _, fact in facts():
        line = f" {' '.join(words(fact['text']))} "
        for entity in fact["entities"]:
            assert any(f" {' '.join(form)}" in line for form in names[entity]), fact["id"]


def test_no_two_facts_have_the_same_text() -> None:
    texts = [fact["text"] for _, fact in facts()]
    assert len(set(texts)) == len(texts)


def test_conflicts_are_explained() -> None:
    conflicting = [fact for _, fact in facts() if "conflicts_with" in fact]
    assert len(conflicting) >= 20


def test_every_attributed_fact_has_a_holder_once_holders_are_given() -> None:
    holders = {fact["id"] for _, fact in facts() if fact.get("held_by")}
    attributed = {fact["id"] for _, fact in facts() if "attributed" in fact.get("flags", ())}
    assert not holders or attributed <= holders
