"""Which facts say who or what somebody or something is, if a name is all that is asked.

By the patterns in which English introduces a name (M. Hearst, "Automatic Acquisition of
Hyponyms from Large Text Corpora", 1992): "X was a …", "X, the … of …", "called X", and
an office or a relation before it: "the NKVD chief X".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from stalinfacts.search.highlight import places
from stalinfacts.text.english import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.search.highlight import Runs
    from stalinfacts.search.model import TermMatches

_REACH = 40  # characters around a name that are looked at


def is_name_alone(terms: Sequence[TermMatches]) -> bool:
    """Return whether a query asks for one name and nothing else of account."""
    others = [term for term in terms if not (term.is_subject or term.term.says_little)]
    return len(others) == 1 and others[0].is_name


def defines(text: str, names: Runs) -> bool:
    """Return whether a text says what one of some names stands for."""
    for start, stop in places(text, names):
        if _before().search(text[max(0, start - _REACH) : start]):
            return True
        if _after().match(text[stop : stop + _REACH]):
            return True
    return False


@cache
def _before() -> re.Pattern[str]:
    roles = "|".join(ROLES)
    return re.compile(
        rf"\b(?:(?:called|known as|named|nicknamed|termed|became)(?: an?| the)?|{roles})"
        r",? [\"'“‘]?$",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        r"[\"'”’)]*(?:,| (?:was|were|is|are|became|served as)) (?:an?|the|one of|who)\b",
        re.IGNORECASE,
    )
