"""Full-text expressions: what SQLite is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(terms: Iterable[str]) -> str:
    """Return the full-text expression for facts that hold any of some terms."""
    return " OR ".join(f'"{term.replace(chr(34), "")}"' for term in terms)
