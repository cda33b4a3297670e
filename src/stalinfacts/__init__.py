"""Dated facts about Joseph Stalin's life, each with its citation numbers.

``load()`` opens the bundled corpus or a file of your own; ``Corpus.search`` and
``Corpus.year`` ask it. The names are imported when they are used, so that a command
that needs few of them starts fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stalinfacts.api import Corpus, load
    from stalinfacts.errors import CorpusError, DateError, StalinfactsError, UsageError
    from stalinfacts.model import Entity, Fact, Section
    from stalinfacts.query import Filters
    from stalinfacts.search import Answer, Hit

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Corpus",
    "CorpusError",
    "DateError",
    "Entity",
    "Fact",
    "Filters",
    "Hit",
    "Section",
    "StalinfactsError",
    "UsageError",
    "__version__",
    "load",
]

_HOME = {
    "Answer": "search",
    "Corpus": "api",
    "CorpusError": "errors",
    "DateError": "errors",
    "Entity": "model",
    "Fact": "model",
    "Filters": "query",
    "Hit": "search",
    "Section": "model",
    "StalinfactsError": "errors",
    "UsageError": "errors",
    "load": "api",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415 # see the docstring

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
