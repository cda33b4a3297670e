"""Stand-in until the package of queries is on the main branch: no filter is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stalinfacts.index.reader import IndexReader


class Filters(tuple[object, ...]):
    """Conditions on facts."""

    __slots__ = ()


NO_FILTERS = Filters()


class Where(NamedTuple):
    """An SQL condition on ``fact``, its values, and notes on how it was understood."""

    sql: str = ""
    values: tuple[object, ...] = ()
    notes: tuple[str, ...] = ()


def where(filters: Filters, index: IndexReader) -> Where:  # noqa: ARG001 # a stand-in
    """Return the condition that the filters stand for."""
    return Where()
