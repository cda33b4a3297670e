"""Ids of facts as people type them → the numbers of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.errors import UsageError
from stalinfacts.text.spelling import did_you_mean

if TYPE_CHECKING:
    from stalinfacts.index.documents import Documents

_MAX_IDS = 1_000_000


def resolve_id(typed: str, documents: Documents) -> list[int]:
    """Return the numbers of the facts that an id or a range of ids (``childhood-1..3``) names.

    Ids know no case.

    Raises:
        UsageError: there is no such fact; the message names what comes near.
    """
    text = typed.strip().strip("[]")
    first, dots, last = text.partition("..")
    head, _, number = first.rpartition("-")
    last = last.rpartition("-")[2] if last.startswith(f"{head}-") else last
    if dots and number.isdecimal() and last.isdecimal():
        ids = range(int(number), int(last) + 1)
        if not 0 < len(ids) <= documents.count():
            raise UsageError(f"invalid range of ids '{text}': write {head}-1..3")
        return [_number(f"{head}-{n}", text, documents) for n in ids]
    return [_number(text, text, documents)]


def _number(fact_id: str, typed: str, documents: Documents) -> int:
    folded = fact_id.lower()
    head, _, digits = folded.rpartition("-")
    plain = f"{head}-{int(digits)}" if digits.isascii() and digits.isdecimal() else folded
    for spelling in dict.fromkeys((fact_id, folded, plain, folded.replace(" ", "-"))):
        number = documents.number(spelling)
        if number is not None:
            return number
    raise UsageError(f"no such fact '{typed}'.{_hint(folded, documents)}")


def _hint(fact_id: str, documents: Documents) -> str:
    ids = {section.id for section in documents.sections()}
    if fact_id in ids:
        return f" '{fact_id}' is a section: stalinfacts sections {fact_id}"
    head, _, number = fact_id.rpartition("-")
    if head in ids:
        own = documents.ids_with_prefix(f"{head}-", _MAX_IDS)
        if own:
            return f" Ids of its section run from {own[0]} to {own[-1]}"
    name = head or fact_id.rstrip("0123456789")
    number = number if head else fact_id[len(name) :]
    near = name if name in ids else next(iter(did_you_mean(name, ids, limit=1)), "")
    if near and documents.number(f"{near}-{number}") is not None:
        return f" Did you mean '{near}-{number}'?"
    return " An id is a section's id, a hyphen and a number: childhood-1"
