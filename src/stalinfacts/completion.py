"""Words that complete what somebody has begun to type, for the shells. Fast, and silent whatever goes wrong."""

from __future__ import annotations

import os

from stalinfacts.errors import StalinfactsError
from stalinfacts.model import FLAGS, KINDS
from stalinfacts.text import fold

_MOST = 200


def complete(kind: str, incomplete: str) -> list[str]:
    """List what a value may be: a ``section``, ``entity``, ``fact``, ``flag``, ``kind``, ``period`` or ``columns``."""
    try:
        return _complete(kind, incomplete)
    except StalinfactsError:
        return []


def _complete(kind: str, incomplete: str) -> list[str]:
    if kind in ("flag", "kind", "period"):
        return [word for word in {"flag": FLAGS, "kind": KINDS, "period": ("decade", "year", "month")}[kind] if word.startswith(incomplete)]
    if kind == "columns":
        return _columns(incomplete)
    from stalinfacts.api import load  # noqa: PLC0415 # the rest needs no corpus

    corpus = load(os.environ.get("STALINFACTS_CORPUS"))
    if kind == "section":
        return [section.id for section in corpus.sections() if section.id.startswith(incomplete.lower())]
    if kind == "fact":
        return corpus.index.ids_starting(incomplete, _MOST)
    begun = fold(incomplete)
    return [e.id for e in corpus.entities() if e.id.startswith(begun) or any(fold(name).startswith(begun) for name in (e.name, *e.aliases))][:_MOST]


def _columns(incomplete: str) -> list[str]:
    from stalinfacts.export import FACT_KEYS  # noqa: PLC0415

    done, comma, begun = incomplete.rpartition(",")
    return [done + comma + key for key in FACT_KEYS if key.startswith(begun) and key not in done.split(",")]
