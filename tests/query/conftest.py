"""Two indexes: of a small corpus, and of the bundled one."""

from __future__ import annotations

from pathlib import Path

import pytest

from query.corpora import SMALL, Names
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.index.reader import IndexReader

_DATA = Path(__file__).resolve().parents[2] / "data" / "biography.json"


@pytest.fixture(scope="session")
def index() -> IndexReader:
    return IndexReader.build(SMALL)


@pytest.fixture(scope="session")
def bundled() -> IndexReader:
    return IndexReader.build(read_corpus(_DATA))


@pytest.fixture(scope="session")
def names(index: IndexReader) -> Names:
    return Names(index)
