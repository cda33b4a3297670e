"""Ids are a contract: what a release had stays, or the table of retired ids says what says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from stalinfacts.errors import UsageError
from stalinfacts.query import ids

if TYPE_CHECKING:
    from stalinfacts.api import Corpus

RELEASED = (ROOT / "tests" / "data" / "ids.txt").read_text(encoding="utf-8").split()
"""Every id of every release; a release adds its new ones and removes none."""


def test_every_released_id_is_there_or_says_what_replaced_it(corpus: Corpus) -> None:
    present = {fact.id for fact in corpus}
    assert len(RELEASED) == len(set(RELEASED))
    assert set(RELEASED) - present == set(ids.RETIRED)
    assert set(ids.RETIRED.values()) <= present
    assert not set(ids.RETIRED) & present


def test_retired_id_names_its_successor(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ids.RETIRED, "terror-999", "terror-14")
    for typed in ("terror-999", "TERROR-999", "[terror-0999]"):
        with pytest.raises(UsageError, match=r"^terror-999 is no more; stalinfacts show terror-14"):
            corpus.get(typed)
