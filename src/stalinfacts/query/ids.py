"""Ids of facts as people type them → the numbers of the facts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from stalinfacts.errors import UsageError
from stalinfacts.query.values import shorten, suggestion
from stalinfacts.text.normalize import normalize

if TYPE_CHECKING:
    from stalinfacts.index.documents import Documents

_MAX_LENGTH = 1000  # characters of a range of ids; none is as long
_EXAMPLE = "an id is a section's id, a hyphen and a number: childhood-1"


RETIRED: dict[str, str] = {}
"""Ids of the bundled corpus that a release had and the present one has not, with those that
say the same now. An id is never given to another fact: people keep them in notes and links."""


@cache
def _range_pattern() -> re.Pattern[str]:
    """Return the pattern of ``childhood-1..3``, ``childhood-1..childhood-3``."""
    return re.compile(r"(?P<head>.+)-(?P<first>\d{1,9})\.\.(?:(?P=head)-)?(?P<last>\d{1,9})")


def resolve_id(typed: str, documents: Documents) -> list[int]:
    """Return the numbers of the facts that an id or a range of ids (``childhood-1..3``) names.

    Ids know no case.

    Raises:
        UsageError: there is no such fact; the message names what comes near.
    """
    text = typed.strip().strip("[]")[:_MAX_LENGTH]
    match = _range_pattern().fullmatch(_fold(text.replace("…", "..")))
    if match is None:
        return [_number(text, text, documents)]
    head, first, last = match["head"], int(match["first"]), int(match["last"])
    if not 0 <= last - first < documents.count():
        example = f"{head}-{last}..{first}" if last < first else f"{head}-1..3"
        raise UsageError(f"invalid range of ids '{shorten(text)}': write {example}")
    return [_number(f"{head}-{n}", text, documents) for n in range(first, last + 1)]


def _fold(fact_id: str) -> str:
    """Return an id as they are written: small letters, hyphens."""
    return re.sub(r"[\s_‐‑‒–—−]+", "-", normalize(fact_id).strip())


def _number(fact_id: str, typed: str, documents: Documents) -> int:
    folded = _fold(fact_id)
    plain = re.sub(r"-0+(?=\d+$)", "-", folded)
    for spelling in dict.fromkeys((fact_id, folded, plain)):
        number = documents.number(spelling)
        if number is not None:
            return number
    successor = RETIRED.get(plain)
    if successor is not None and documents.number(successor) is not None:
        raise UsageError(f"{plain} is no more; stalinfacts show {successor} says what it said")
    raise UsageError(f"no such fact '{shorten(typed)}'{_hint(plain, documents)}")


def _hint(fact_id: str, documents: Documents) -> str:
    ids = {section.id for section in documents.sections()}
    if fact_id in ids:
        return f": it is a section: stalinfacts sections {fact_id}"
    head = re.sub(r"-?\d{0,9}$", "", fact_id)
    number = fact_id[len(head) :].removeprefix("-")
    near = head if head in ids else suggestion(head, ids)
    if near and documents.number(f"{near}-{number}") is not None:
        return f". Did you mean '{near}-{number}'?"
    if near and (ends := documents.section_ends(near)) is not None:
        return f": ids of section {near} run from {ends[0]} to {ends[1]}"
    return f": {_EXAMPLE}"
