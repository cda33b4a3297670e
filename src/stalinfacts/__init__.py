"""Dated facts about Joseph Stalin's life, each with its citation numbers.

``load()`` opens the bundled corpus or a file of your own; ``Corpus.search`` and
``Corpus.during`` ask it. Names are imported when they are used, so that the command line
starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stalinfacts.api import Corpus, load
    from stalinfacts.corpus.model import Entity, Fact, Section, Source
    from stalinfacts.errors import CorpusError, DateError, StalinfactsError, UsageError
    from stalinfacts.query.model import Filters
    from stalinfacts.search.model import Hit, SearchResult

__version__ = "0.2.0"

__all__ = [
    "Corpus",
    "CorpusError",
    "DateError",
    "Entity",
    "Fact",
    "Filters",
    "Hit",
    "SearchResult",
    "Section",
    "Source",
    "StalinfactsError",
    "UsageError",
    "__version__",
    "load",
]

if not TYPE_CHECKING:  # a checker sees the names above and refuses others
    _MODULES = {
        "Corpus": "api",
        "CorpusError": "errors",
        "DateError": "errors",
        "Entity": "corpus.model",
        "Fact": "corpus.model",
        "Filters": "query.model",
        "Hit": "search.model",
        "SearchResult": "search.model",
        "Section": "corpus.model",
        "Source": "corpus.model",
        "StalinfactsError": "errors",
        "UsageError": "errors",
        "load": "api",
    }

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)

    def __dir__() -> list[str]:
        return __all__
